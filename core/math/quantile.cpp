#include "math/quantile.h"

#include <algorithm>

namespace loyalane::math {
namespace {

double Between(double low, double high, double fraction) {
  // Capped, because rounding may carry the sum past `high`.
  return std::min(low + (high - low) * fraction, high);
}

}  // namespace

QuantilePosition QuantilePositionOf(size_t count, int64_t numerator, int64_t denominator) {
  const int64_t scaled = (static_cast<int64_t>(count) - 1) * numerator;
  return {static_cast<size_t>(scaled / denominator),
          static_cast<double>(scaled % denominator) / static_cast<double>(denominator)};
}

double QuantileSorted(std::span<const double> sorted, int64_t numerator, int64_t denominator) {
  const auto [at, fraction] = QuantilePositionOf(sorted.size(), numerator, denominator);
  return fraction == 0 ? sorted[at] : Between(sorted[at], sorted[at + 1], fraction);
}

double QuantileAt(std::span<double> values, QuantilePosition position) {
  const auto at = values.begin() + static_cast<std::ptrdiff_t>(position.below);
  std::nth_element(values.begin(), at, values.end());
  return position.fraction == 0 ? *at : Between(*at, *std::min_element(at + 1, values.end()), position.fraction);
}

double QuantileReordering(std::span<double> values, int64_t numerator, int64_t denominator) {
  return QuantileAt(values, QuantilePositionOf(values.size(), numerator, denominator));
}

}  // namespace loyalane::math
