// Ratios of whole numbers, and the divisions by which money and points are rounded: exact in 128 bits, once, at the
// end.
#pragma once

#include <cstdint>
#include <optional>

#include "math/wide_int.h"

namespace loyalane::math {

// A part of a whole with both numbers kept, so that a rate can be shown as "n of m" and added up without averaging.
struct Ratio {
  int64_t numerator = 0;
  int64_t denominator = 1;

  friend constexpr bool operator==(const Ratio&, const Ratio&) = default;
};

// For showing; sums and products are done with the whole numbers. Needs a denominator that is not 0.
[[nodiscard]] constexpr double ToDouble(Ratio ratio) {
  return static_cast<double>(ratio.numerator) / static_cast<double>(ratio.denominator);
}

// Nearest whole number, halves away from zero. Needs denominator > 0 and |numerator| + denominator < 2^127.
[[nodiscard]] constexpr Int128 DivideToNearest(Int128 numerator, Int128 denominator) {
  const Int128 magnitude = numerator < 0 ? -numerator : numerator;
  const Int128 rounded = (magnitude + denominator / 2) / denominator;
  return numerator < 0 ? -rounded : rounded;
}

// The next whole number towards minus infinity, and towards plus infinity. Need denominator > 0.
[[nodiscard]] constexpr Int128 DivideDown(Int128 numerator, Int128 denominator) {
  return numerator / denominator - (numerator % denominator < 0 ? 1 : 0);
}
[[nodiscard]] constexpr Int128 DivideUp(Int128 numerator, Int128 denominator) {
  return numerator / denominator + (numerator % denominator > 0 ? 1 : 0);
}

// quantity x first x second, rounded once, to nearest. Nothing when a product leaves 128 bits or the result 64. Needs
// denominators > 0.
[[nodiscard]] std::optional<int64_t> ScaledToNearest(int64_t quantity, Ratio first, Ratio second = {1, 1});

}  // namespace loyalane::math
