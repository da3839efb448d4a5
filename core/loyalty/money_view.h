// What the files of the money view have in common: limits, their refusal, and the value of points.
#pragma once

#include <cstdint>
#include <string_view>

#include "base/point_value.h"
#include "base/result.h"
#include "math/ratio.h"

namespace loyalane::loyalty {

// Largest number of points, and denominator of a rate, that the money view takes: 10^12.
inline constexpr int64_t kPointsMax = 1'000'000'000'000;

[[nodiscard]] constexpr bool IsAmount(Money money) { return money.minor >= 0 && money.minor <= kMoneyMinorMax; }

// LOYALTY-411
[[nodiscard]] Error MoneyViewRange(std::string_view key, int64_t value, std::string_view expected);

// LOYALTY-411 where a rate is not 0..1 with a denominator of 1..10^12.
[[nodiscard]] Status CheckRedemptionRate(math::Ratio rate);

// points x redemption rate x value of a point, rounded once. Error: LOYALTY-411 a number outside its range, or a value
// above 10^15 minor units.
[[nodiscard]] Result<Money> ValueOf(Points points, math::Ratio redemption_rate, PointValue value);

}  // namespace loyalane::loyalty
