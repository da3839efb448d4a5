// Quantiles of type 7 (Hyndman & Fan 1996): the rule of R's default, pandas, NumPy and Excel's PERCENTILE.INC.
// For n values in ascending order and p = numerator / denominator, h = (n - 1) p; the quantile is x[floor h] plus the
// fraction of h of the way to the next value. h is computed in integers, so where it is whole the value itself is
// returned, untouched. Normative: docs/formulas/quantile.md.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace loyalane::math {

// Needs: at least one value, no NaN, 0 <= numerator <= denominator, 1 <= denominator <= 1'000'000.
// `sorted` is ascending.
[[nodiscard]] double QuantileSorted(std::span<const double> sorted, int64_t numerator, int64_t denominator);
// The same value from values in any order, in linear time; leaves them reordered.
[[nodiscard]] double QuantileReordering(std::span<double> values, int64_t numerator, int64_t denominator);
// Where the quantile of `count` values stands in their order: `fraction` of the way from place `below` to the next.
struct QuantilePosition {
  size_t below;
  double fraction;
};
[[nodiscard]] QuantilePosition QuantilePositionOf(size_t count, int64_t numerator, int64_t denominator);
// The quantile at a position from values in any order; leaves them reordered.
[[nodiscard]] double QuantileAt(std::span<double> values, QuantilePosition position);

}  // namespace loyalane::math
