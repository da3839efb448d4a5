// Two doubles at a time, for loops over customers that compilers leave alone. Each lane does what a double would do, so
// that figures are those of one at a time. Comparisons give a mask; `mask ? a : b` takes lane by lane.
#pragma once

#include <cstring>

namespace loyalane::math {

typedef double Two __attribute__((vector_size(16)));

[[nodiscard]] inline Two Both(double value) { return Two{value, value}; }
[[nodiscard]] inline Two At(const double* values) {
  Two two;
  std::memcpy(&two, values, sizeof two);
  return two;
}
// By lane: whether it is a number.
[[nodiscard]] inline auto IsKnown(Two two) { return two == two; }  // NOLINT(misc-redundant-expression): NaN is not

}  // namespace loyalane::math
