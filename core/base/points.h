// Loyalty points as a type of their own: they add, subtract, negate and compare, and become neither money nor a plain
// number by themselves.
#pragma once

#include <compare>
#include <cstdint>

namespace loyalane {

struct Points {
  int64_t units = 0;

  friend constexpr auto operator<=>(Points, Points) = default;
  constexpr Points& operator+=(Points other) {
    units += other.units;
    return *this;
  }
  constexpr Points& operator-=(Points other) {
    units -= other.units;
    return *this;
  }
  friend constexpr Points operator+(Points a, Points b) { return {a.units + b.units}; }
  friend constexpr Points operator-(Points a, Points b) { return {a.units - b.units}; }
  friend constexpr Points operator-(Points a) { return {-a.units}; }
};

// Largest number of points of one entry: 2^31 - 1, so that an entry stays 28 bytes.
inline constexpr int64_t kEntryPointsMax = 2'147'483'647;

}  // namespace loyalane
