#include "loyalty/revenue_allocation.h"

#include <optional>
#include <string>

#include "loyalty/money_view.h"

namespace loyalane::loyalty {

using math::Int128;

Result<Allocation> AllocateRevenue(const PointsSale& sale) {
  if (!IsAmount(sale.price)) return MoneyViewRange("price", sale.price.minor, "0–10^12");
  if (!IsAmount(sale.goods_ssp)) return MoneyViewRange("goods_ssp", sale.goods_ssp.minor, "0–10^12");
  const Result<Money> points_ssp = ValueOf(sale.issued, sale.redemption_rate, sale.point_value);
  if (!points_ssp) return points_ssp.error();

  Allocation allocation;
  allocation.points_ssp = *points_ssp;
  const Int128 all = static_cast<Int128>(sale.goods_ssp.minor) + points_ssp->minor;
  if (all == 0) return Error(ErrorId::kNothingHasAPrice);
  Int128 part = points_ssp->minor;
  Int128 whole = all;
  if (sale.share_rounding == ShareRounding::kWholePercent) {
    part = math::DivideToNearest(part * 100, all);
    whole = 100;
  }
  allocation.points = {static_cast<int64_t>(math::DivideToNearest(part * sale.price.minor, whole))};
  allocation.goods = sale.price - allocation.points;
  return allocation;
}

Result<std::vector<PeriodRevenue>> RecogniseRevenue(Money points_part, std::span<const RedemptionProgress> periods) {
  if (!IsAmount(points_part)) return MoneyViewRange("points_part", points_part.minor, "0–10^12");
  std::vector<PeriodRevenue> rows;
  Money before;
  for (const RedemptionProgress& period : periods) {
    for (const Points points : {period.redeemed, period.expected_total}) {
      if (points.units < 0 || points.units > kPointsMax) {
        return MoneyViewRange("points", points.units, "0–10^12");
      }
    }
    if (period.redeemed > period.expected_total) {
      return Error(ErrorId::kRedeemedAboveExpected)
          .With("redeemed", std::to_string(period.redeemed.units))
          .With("expected", std::to_string(period.expected_total.units));
    }
    PeriodRevenue row;
    row.revenue_to_date = points_part;
    if (period.expected_total.units > 0) {
      const Int128 exact = static_cast<Int128>(points_part.minor) * period.redeemed.units;
      row.revenue_to_date = {static_cast<int64_t>(math::DivideToNearest(exact, period.expected_total.units))};
    }
    row.revenue = row.revenue_to_date - before;
    row.liability = points_part - row.revenue_to_date;
    before = row.revenue_to_date;
    rows.push_back(row);
  }
  return rows;
}

}  // namespace loyalane::loyalty
