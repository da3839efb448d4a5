// What part of a sale is owed as points, and when it becomes revenue (IFRS 15, B39 to B47; c3): points are a material
// right, so the price is shared out by relative stand-alone selling prices (SSP).
//   SSP of the points = points issued x value of a point x expected redemption rate
//   points' part      = price x SSP of the points / (SSP of the goods + SSP of the points);  goods' part = the rest
//   revenue to date   = points' part x points redeemed to date / points expected to be redeemed in all
//   of a period       = revenue to date - revenue to date of the period before: a changed estimate catches up at once
//   liability         = points' part - revenue to date
// Each amount is rounded once to minor units, halves away from zero. An estimate for planning, not a statutory figure.
// Normative: docs/formulas/points-liability.md.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "base/point_value.h"
#include "base/result.h"
#include "math/ratio.h"

namespace loyalane::loyalty {

// Published examples round the shares to whole percent before they use them; we do not, unless told to.
enum class ShareRounding : uint8_t { kExact, kWholePercent };

struct PointsSale {
  Money price;      // of the contract, 0..10^12
  Money goods_ssp;  // stand-alone selling price of what was sold beside the points, 0..10^12
  Points issued;    // 0..10^12
  PointValue point_value;
  math::Ratio redemption_rate{1, 1};  // expected, 0..1, denominator 1..10^12
  ShareRounding share_rounding = ShareRounding::kExact;
};

struct Allocation {
  Money points_ssp;
  Money points;  // deferred until the points are used
  Money goods;   // points + goods = price
};

// Errors: LOYALTY-411 a number outside its range, LOYALTY-412 nothing has a stand-alone price.
[[nodiscard]] Result<Allocation> AllocateRevenue(const PointsSale& sale);

// At the end of a period, of the points of the sale.
struct RedemptionProgress {
  Points redeemed;        // to date, >= 0; a reversal may lower it
  Points expected_total;  // in all, redeemed ones included. A company that is not entitled to breakage takes the points
                          // that have not lapsed (B46).
};

struct PeriodRevenue {
  Money revenue_to_date;
  Money revenue;    // of this period, the catch-up included; negative where an estimate rose or uses were reversed
  Money liability;  // contract liability at its end
};

// Once no point is expected to be used, before or after, the whole part is revenue: redemption is remote (B46). Error:
// LOYALTY-413 more redeemed than expected in all, LOYALTY-411 a number outside its range.
[[nodiscard]] Result<std::vector<PeriodRevenue>> RecogniseRevenue(Money points_part,
                                                                  std::span<const RedemptionProgress> periods);

}  // namespace loyalane::loyalty
