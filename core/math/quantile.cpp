#include "math/quantile.h"

#include <algorithm>
#include <vector>

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
  size_t at = static_cast<size_t>(below);
  size_t end = values.size();
  const auto [low, high] = std::minmax_element(values.begin(), values.end());
  const double from = *low;
  const double width = *high - from;
  // Counted by part of the range first; only the part that the quantile lies in, and the next value, has to be ordered.
  constexpr size_t kParts = 4096;
  if (end > kParts && width > 1e-100 && width < 1e100) {
    const double scale = kParts / width;
    const auto part_of = [from, scale](double value) {
      return std::min(static_cast<size_t>((value - from) * scale), kParts - 1);
    };
    std::vector<uint32_t> counts(kParts);
    for (const double value : values) ++counts[part_of(value)];
    size_t part = 0;
    size_t before = 0;
    while (before + counts[part] <= at) before += counts[part++];
    size_t last = part;
    for (size_t behind = before + counts[part]; fraction != 0 && behind <= at + 1; behind += counts[last]) ++last;
    end = 0;
    // Those to be ordered move to the front.
    for (double& value : values) {
      const size_t in = part_of(value);
      if (in >= part && in <= last) std::swap(values[end++], value);
    }
    at -= before;
  }
  const auto nth = values.begin() + static_cast<std::ptrdiff_t>(at);
  const auto behind = values.begin() + static_cast<std::ptrdiff_t>(end);
  std::nth_element(values.begin(), nth, behind);
  return fraction == 0 ? *nth : Between(*nth, *std::min_element(nth + 1, behind), fraction);
}

}  // namespace loyalane::math
