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

// The first `count` of those without any of `misses`, as OrderBy would give them, without ordering the others: for an
// order that is looked at once. Fewer where fewer have a value. The column is not of kind kText.
[[nodiscard]] std::vector<uint32_t> FirstBy(const Facts& facts, Column column, bool descending,
                                            const std::vector<uint8_t>& misses, size_t count);

}  // namespace loyalane::view
