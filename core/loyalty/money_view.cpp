#include "loyalty/money_view.h"

#include <optional>
#include <string>

namespace loyalane::loyalty {

Error MoneyViewRange(std::string_view key, int64_t value, std::string_view expected) {
  return Error(ErrorId::kMoneyViewRange)
      .With("key", std::string(key))
      .With("value", std::to_string(value))
      .With("expected", std::string(expected));
}

Status CheckRedemptionRate(math::Ratio rate) {
  if (rate.denominator < 1 || rate.denominator > kPointsMax) {
    return MoneyViewRange("redemption_rate.denominator", rate.denominator, "1–10^12");
  }
  if (rate.numerator < 0 || rate.numerator > rate.denominator) {
    return MoneyViewRange("redemption_rate.numerator", rate.numerator, "0–" + std::to_string(rate.denominator));
  }
  return Done{};
}

Result<Money> ValueOf(Points points, math::Ratio redemption_rate, PointValue value) {
  constexpr int64_t kValueMax = 1'000'000'000'000'000;
  if (points.units < 0 || points.units > kPointsMax) return MoneyViewRange("points", points.units, "0–10^12");
  if (Status checked = CheckRedemptionRate(redemption_rate); !checked) return checked.error();
  if (!IsAmount(value.money)) return MoneyViewRange("point_value.money", value.money.minor, "0–10^12");
  if (value.points.units < 1) return MoneyViewRange("point_value.points", value.points.units, "≥ 1");
  const std::optional<int64_t> minor =
      math::ScaledToNearest(points.units, redemption_rate, {value.money.minor, value.points.units});
  if (!minor || *minor > kValueMax)
    return MoneyViewRange("point_value.money", value.money.minor, "points × value ≤ 10^15");
  return Money{*minor};
}

}  // namespace loyalane::loyalty
