// Rounding to nine decimals: axis values meet thresholds only after it, so that a score that is 18 in arithmetic is 18
// in the machine. The result is the double nearest to k * 1e-9 for a whole k (halves to even k), hence equal to the
// literal with those digits.
#pragma once

#include <cstdint>

namespace loyalane::math {

// The nearest whole number, halves to even. Needs |x| < 2^51.
[[nodiscard]] inline int64_t NearestWhole(double x) {
  // Adding 1.5 * 2^52 leaves no room for a fraction.
  constexpr double kRoundToWhole = 0x1.8p+52;
  return static_cast<int64_t>((x + kRoundToWhole) - kRoundToWhole);
}

// NaN and infinities pass; from 2 million on doubles are already about that coarse and pass as they are.
[[nodiscard]] inline double RoundTo1e9(double x) {
  const double scaled = x * 1e9;
  if (!(scaled > -0x1p+51 && scaled < 0x1p+51)) return x;
  // Adding and subtracting 1.5 * 2^52 rounds to the nearest whole number; + 0.0 turns -0 into 0.
  constexpr double kRoundToWhole = 0x1.8p+52;
  return ((scaled + kRoundToWhole) - kRoundToWhole) / 1e9 + 0.0;
}

}  // namespace loyalane::math
