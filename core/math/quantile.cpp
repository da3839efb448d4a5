#include "math/quantile.h"

#include <algorithm>

namespace loyalane::math {
namespace {

struct Position {
  int64_t below;
  double fraction;
};
Position PositionOf(size_t count, int64_t numerator, int64_t denominator) {
  const int64_t scaled = (static_cast<int64_t>(count) - 1) * numerator;
  return {scaled / denominator, static_cast<double>(scaled % denominator) / static_cast<double>(denominator)};
}

double Between(double low, double high, double fraction) {
  // Capped, because rounding may carry the sum past `high`.
  return std::min(low + (high - low) * fraction, high);
}

}  // namespace

double QuantileSorted(std::span<const double> sorted, int64_t numerator, int64_t denominator) {
  const auto [below, fraction] = PositionOf(sorted.size(), numerator, denominator);
  const size_t at = static_cast<size_t>(below);
  return fraction == 0 ? sorted[at] : Between(sorted[at], sorted[at + 1], fraction);
}

double QuantileReordering(std::span<double> values, int64_t numerator, int64_t denominator) {
  const auto [below, fraction] = PositionOf(values.size(), numerator, denominator);
  const auto at = values.begin() + below;
  std::nth_element(values.begin(), at, values.end());
  return fraction == 0 ? *at : Between(*at, *std::min_element(at + 1, values.end()), fraction);
}

}  // namespace loyalane::math
