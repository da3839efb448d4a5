// Customers by the value of an axis, roughly: a stripe holds those within a part of the axis, in the order of the rows.
// What a moved threshold touches, and a quantile, is found in it without looking at everybody.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace loyalane::segment {

class AxisStripes {
 public:
  // Forgets the customers.
  void Clear() { begin_.clear(); }
  // Takes over the values of an axis, all finite, where it holds no customers. Linear time.
  void Make(std::span<const double> axis, std::span<const uint8_t> active);
  // How many are active. Needs Make.
  [[nodiscard]] size_t active() const { return active_begin_.back(); }
  // All whose value is from..to, and some more. Needs Make.
  [[nodiscard]] std::span<const uint32_t> Between(double from, double to) const;
  // The quantile of type 7 (math/quantile.h) over those who are active, at least one. Needs Make with the same values.
  [[nodiscard]] double Quantile(std::span<const double> axis, std::span<const uint8_t> active, int64_t numerator,
                                int64_t denominator) const;

 private:
  [[nodiscard]] size_t StripeOf(double value) const;

  std::vector<uint32_t> begin_;         // of each stripe in rows_, and the end; empty: holds no customers
  std::vector<uint32_t> active_begin_;  // the same over the active ones alone
  std::vector<uint32_t> rows_;
  double low_ = 0, scale_ = 0;
};

}  // namespace loyalane::segment
