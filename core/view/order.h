// All customers in the order of a column. Numbers go by radix over keys of 64 bits, in linear time and without a text
// or an allocation per row; texts by their bytes, n log n.
#pragma once

#include <cstdint>
#include <vector>

#include "view/columns.h"

namespace loyalane::view {

struct ColumnOrder {
  std::vector<uint32_t> rows;  // every row once: those with a value in order, then those without
  size_t known = 0;            // rows with a value
};

// Equal values, and missing ones, stay in the order of the rows (that of the customer code) in both directions.
[[nodiscard]] ColumnOrder OrderBy(const Facts& facts, Column column, bool descending);

}  // namespace loyalane::view
