#include "loyalty/redemption_rate.h"

#include <array>
#include <string_view>

#include "loyalty/money_view.h"

namespace loyalane::loyalty {

using math::Int128;

std::string_view IdOf(RateOrigin origin) {
  constexpr std::array<std::string_view, 3> kIds = {"estimated", "by_hand", "too_few"};
  return kIds[static_cast<size_t>(origin)];
}

void RedemptionCohort::Add(Points used, Points expired) {
  const Int128 size = (used + expired).units;
  if (size == 0) return;
  ++lots_;
  used_ += used;
  expired_ += expired;
  squared_sizes_ += size * size;
}

void RedemptionCohort::Combine(const RedemptionCohort& other) {
  lots_ += other.lots_;
  used_ += other.used_;
  expired_ += other.expired_;
  squared_sizes_ += other.squared_sizes_;
}

uint64_t RedemptionCohort::effective_lots() const {
  if (squared_sizes_ == 0) return 0;
  const Int128 size = (used_ + expired_).units;
  return static_cast<uint64_t>(size * size / squared_sizes_);
}

Result<RedemptionRate> ExpectedRedemptionRate(std::span<const RedemptionCohort> cohorts,
                                              std::optional<math::Ratio> by_hand) {
  if (by_hand) {
    if (Status checked = CheckRedemptionRate(*by_hand); !checked) return checked.error();
  }
  RedemptionCohort all{std::string()};
  for (const RedemptionCohort& cohort : cohorts) all.Combine(cohort);

  RedemptionRate result;
  result.measured = all.rate();
  result.lots = all.lots();
  result.effective_lots = all.effective_lots();
  if (result.effective_lots > 0) {
    const Int128 used_lots = math::DivideToNearest(
        static_cast<Int128>(result.effective_lots) * result.measured.numerator, result.measured.denominator);
    result.interval = math::WilsonInterval(static_cast<uint64_t>(used_lots), result.effective_lots);
  }
  if (by_hand) {
    result.origin = RateOrigin::kByHand;
    result.rate = by_hand;
  } else if (result.effective_lots >= kEffectiveLotsMin) {
    result.origin = RateOrigin::kEstimated;
    result.rate = result.measured;
  }
  return result;
}

}  // namespace loyalane::loyalty
