#include "segment/axis_stripes.h"

#include <algorithm>

#include "math/quantile.h"

namespace loyalane::segment {
namespace {

// So few that counting by them stays in the nearest memory.
constexpr size_t kStripes = 4096;

}  // namespace

// Never lower for a higher value.
size_t AxisStripes::StripeOf(double value) const {
  return static_cast<size_t>(std::clamp((value - low_) * scale_, 0.0, static_cast<double>(kStripes - 1)));
}

void AxisStripes::Make(std::span<const double> axis, std::span<const uint8_t> active) {
  if (!begin_.empty()) return;
  double low = axis.empty() ? 0 : axis[0];
  double high = low;
  for (const double value : axis) {
    low = value < low ? value : low;
    high = value > high ? value : high;
  }
  low_ = low;
  scale_ = high > low ? kStripes / (high - low) : 0;
  begin_.assign(kStripes + 2, 0);
  active_begin_.assign(kStripes + 1, 0);
  rows_.resize(axis.size());
  for (size_t row = 0; row < axis.size(); ++row) {
    const size_t stripe = StripeOf(axis[row]);
    ++begin_[stripe + 2];
    active_begin_[stripe + 1] += active[row];
  }
  for (size_t stripe = 0; stripe < kStripes; ++stripe) {
    begin_[stripe + 2] += begin_[stripe + 1];
    active_begin_[stripe + 1] += active_begin_[stripe];
  }
  for (size_t row = 0; row < axis.size(); ++row) rows_[begin_[StripeOf(axis[row]) + 1]++] = static_cast<uint32_t>(row);
}

std::span<const uint32_t> AxisStripes::Between(double from, double to) const {
  const size_t begin = begin_[StripeOf(std::min(from, to))];
  return std::span(rows_).subspan(begin, begin_[StripeOf(std::max(from, to)) + 1] - begin);
}

double AxisStripes::Quantile(std::span<const double> axis, std::span<const uint8_t> active, int64_t numerator,
                             int64_t denominator) const {
  math::QuantilePosition position = math::QuantilePositionOf(active_begin_.back(), numerator, denominator);
  const auto stripe_of = [this](size_t place) {
    return static_cast<size_t>(std::upper_bound(active_begin_.begin(), active_begin_.end(), place) -
                               active_begin_.begin()) -
           1;
  };
  const size_t first = stripe_of(position.below);
  const size_t last = position.fraction == 0 ? first : stripe_of(position.below + 1);
  std::vector<double> near;
  for (size_t i = begin_[first]; i < begin_[last + 1]; ++i) {
    if (active[rows_[i]] != 0) near.push_back(axis[rows_[i]]);
  }
  position.below -= active_begin_[first];
  return math::QuantileAt(near, position);
}

}  // namespace loyalane::segment
