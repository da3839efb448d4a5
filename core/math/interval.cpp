#include "math/interval.h"

#include <algorithm>
#include <cmath>

namespace loyalane::math {

Interval WilsonInterval(uint64_t numerator, uint64_t denominator) {
  if (denominator == 0) return {};
  constexpr double kZ = 1.959963984540054;  // the normal quantile at 0.975
  const double n = static_cast<double>(denominator);
  const double p = static_cast<double>(numerator) / n;
  const double z2 = kZ * kZ;
  const double middle = p + z2 / (2 * n);
  const double half = kZ * std::sqrt(p * (1 - p) / n + z2 / (4 * n * n));
  const double scale = 1 + z2 / n;
  // At the ends the formula gives exactly 0 or 1; rounding must not leave a crumb.
  return {numerator == 0 ? 0 : std::max(0.0, (middle - half) / scale),
          numerator == denominator ? 1 : std::min(1.0, (middle + half) / scale)};
}

}  // namespace loyalane::math
