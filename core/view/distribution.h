// How a column is spread over the customers that pass: bins between edges that people read easily (1, 2, 5 times a
// power of ten), and the usual figures. Normative: docs/formulas/distribution.md.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "view/selection.h"

namespace loyalane::view {

struct Distribution {
  uint64_t customers = 0;  // with a value
  uint64_t missing = 0;
  // counts[i] customers in edges[i] <= value < edges[i + 1]; the last bin includes its upper edge. Empty without
  // values.
  std::vector<double> edges;
  std::vector<uint64_t> counts;
  bool is_log = false;
  // Quantiles are of type 7 (math/quantile.h). Meaningless without values.
  double min = 0, p10 = 0, median = 0, p90 = 0, max = 0, mean = 0;
};

// Bins are as few as this allows, and seldom fewer than half of it.
inline constexpr int kDistributionBinsMax = 24;

// The known values of `order`, the ascending order of a column of kind kNumber.
[[nodiscard]] std::vector<double> SortedValues(const Facts& facts, Column column, const ColumnOrder& order);
// `sorted` are SortedValues of `order`.
[[nodiscard]] Distribution Distribute(const ColumnOrder& order, std::span<const double> sorted, const Passing& passing);

}  // namespace loyalane::view
