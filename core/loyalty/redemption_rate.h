// Expected redemption rate (URR): of the points whose time is over, the part that was used (c3). Estimated from matured
// lots with an interval, or set by hand.
//   rate     = points used / (points used + points expired), over all matured lots
//   interval = Wilson's for a share, over effective lots: points of one lot share one fate, so a million points are not
//              a million observations. Effective lots = (sum of sizes)^2 / sum of squared sizes (Kish 1965): as many as
//              there are lots where all are of one size, fewer where a few are large.
//   too few to say below kEffectiveLotsMin effective lots
// A lot is matured when its last day of validity is over, whatever became of it. A lot that was used up early does not
// count before that: those used early finish first, and counting them would make the rate too high. Cancelled points
// are in neither number. Normative: docs/formulas/points-liability.md.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "base/points.h"
#include "base/result.h"
#include "math/interval.h"
#include "math/ratio.h"
#include "math/wide_int.h"

namespace loyalane::loyalty {

inline constexpr uint64_t kEffectiveLotsMin = 30;  // our convention

// Matured lots that belong together, for example those earned in one month. Init, add, combine; whole numbers only.
class RedemptionCohort {
 public:
  explicit RedemptionCohort(std::string label) : label_(std::move(label)) {}
  // What became of one lot; both >= 0 and at most kEntryPointsMax. A lot without either is not counted.
  void Add(Points used, Points expired);
  void Combine(const RedemptionCohort& other);

  [[nodiscard]] const std::string& label() const { return label_; }
  [[nodiscard]] uint64_t lots() const { return lots_; }
  [[nodiscard]] Points used() const { return used_; }
  [[nodiscard]] Points expired() const { return expired_; }
  // Used of used and expired; 0 of 0 without a lot.
  [[nodiscard]] math::Ratio rate() const { return {used_.units, (used_ + expired_).units}; }
  [[nodiscard]] uint64_t effective_lots() const;

 private:
  std::string label_;
  uint64_t lots_ = 0;
  Points used_, expired_;
  math::Int128 squared_sizes_ = 0;
};

// ids: estimated, by_hand, too_few
enum class RateOrigin : uint8_t { kEstimated, kByHand, kTooFew };
[[nodiscard]] std::string_view IdOf(RateOrigin origin);

struct RedemptionRate {
  RateOrigin origin = RateOrigin::kTooFew;
  std::optional<math::Ratio> rate;  // to be used; nothing where there is too little to say and nothing set by hand
  math::Ratio measured{0, 0};       // over all cohorts, also where it is not used
  math::Interval interval;          // of the measured one, 95 %
  uint64_t lots = 0;
  uint64_t effective_lots = 0;
};

// Error: LOYALTY-411 a rate set by hand that is not 0..1.
[[nodiscard]] Result<RedemptionRate> ExpectedRedemptionRate(std::span<const RedemptionCohort> cohorts,
                                                            std::optional<math::Ratio> by_hand = std::nullopt);

}  // namespace loyalane::loyalty
