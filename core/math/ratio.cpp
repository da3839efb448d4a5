#include "math/ratio.h"

namespace loyalane::math {
namespace {

// 2^126: leaves room for half a denominator, which rounding adds.
constexpr Int128 kProductMax = static_cast<Int128>(1) << 126;

// Not __builtin_mul_overflow: for 128 bits it calls a function that libgcc does not have.
std::optional<Int128> Product(Int128 a, int64_t b) {
  const Int128 wide = b;
  const Int128 size_a = a < 0 ? -a : a;
  const Int128 size_b = wide < 0 ? -wide : wide;
  if (size_b != 0 && size_a > kProductMax / size_b) return std::nullopt;
  return a * wide;
}

}  // namespace

std::optional<int64_t> ScaledToNearest(int64_t quantity, Ratio first, Ratio second) {
  const std::optional<Int128> once = Product(quantity, first.numerator);
  if (!once) return std::nullopt;
  const std::optional<Int128> twice = Product(*once, second.numerator);
  if (!twice) return std::nullopt;
  const Int128 scaled = DivideToNearest(*twice, static_cast<Int128>(first.denominator) * second.denominator);
  if (scaled < INT64_MIN || scaled > INT64_MAX) return std::nullopt;
  return static_cast<int64_t>(scaled);
}

}  // namespace loyalane::math
