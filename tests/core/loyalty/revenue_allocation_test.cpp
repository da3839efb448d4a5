#include "loyalty/revenue_allocation.h"

#include <gtest/gtest.h>

namespace loyalane::loyalty {
namespace {

// The examples are in whole units of a currency; we count hundredths.
constexpr int64_t kUnit = 100;

// The nearest whole unit, as the examples print it.
int64_t Printed(Money money) { return static_cast<int64_t>(math::DivideToNearest(money.minor, kUnit)); }

// 100 000 of goods sold, 10 000 points at 1 each.
PointsSale SaleOf(math::Ratio redemption_rate) {
  PointsSale sale;
  sale.price = {100'000 * kUnit};
  sale.goods_ssp = {100'000 * kUnit};
  sale.issued = Points{10'000};
  sale.point_value = {Money{1 * kUnit}, Points{1}};
  sale.redemption_rate = redemption_rate;
  return sale;
}

// formulas.md c3, golden A: KPMG, Revenue for software and SaaS / IFRS 15 handbook, examples 10A and 10B (after IE267
// to IE270), where shares are rounded to whole percent: 9 700 of 109 700 = 9 %.
TEST(RevenueAllocation, GoldenA_Kpmg10A10B) {
  PointsSale sale = SaleOf({97, 100});
  sale.share_rounding = ShareRounding::kWholePercent;
  const Result<Allocation> allocation = AllocateRevenue(sale);
  ASSERT_TRUE(allocation.ok());
  EXPECT_EQ(allocation->points_ssp, Money{9'700 * kUnit});
  EXPECT_EQ(allocation->points, Money{9'000 * kUnit});
  EXPECT_EQ(allocation->goods, Money{91'000 * kUnit});

  // 4 500 used of 9 700; then 8 500 of 9 900 (estimate raised), or of 9 200 (estimate lowered).
  const auto raised = RecogniseRevenue(allocation->points, std::vector<RedemptionProgress>{
                                                               {Points{4'500}, Points{9'700}},
                                                               {Points{8'500}, Points{9'900}},
                                                           });
  ASSERT_TRUE(raised.ok());
  EXPECT_EQ(Printed((*raised)[0].revenue), 4'175);
  EXPECT_EQ(Printed((*raised)[1].revenue), 3'552);
  const auto lowered = RecogniseRevenue(allocation->points, std::vector<RedemptionProgress>{
                                                                {Points{4'500}, Points{9'700}},
                                                                {Points{8'500}, Points{9'200}},
                                                            });
  ASSERT_TRUE(lowered.ok());
  EXPECT_EQ(Printed((*lowered)[1].revenue), 4'140);
}

// The same example without rounding the shares: 100 000 x 9 700 / 109 700 = 8 842.297...
TEST(RevenueAllocation, GoldenA_Unrounded) {
  const Result<Allocation> allocation = AllocateRevenue(SaleOf({97, 100}));
  ASSERT_TRUE(allocation.ok());
  EXPECT_EQ(Printed(allocation->points), 8'842);
  EXPECT_EQ(allocation->points, Money{884'230});
}

// formulas.md c3, golden B: IFRS 15, illustrative example 52 (IE267 to IE270).
TEST(RevenueAllocation, GoldenB_IasbExample52) {
  const Result<Allocation> allocation = AllocateRevenue(SaleOf({95, 100}));
  ASSERT_TRUE(allocation.ok());
  EXPECT_EQ(Printed(allocation->goods), 91'324);
  EXPECT_EQ(Printed(allocation->points), 8'676);

  const auto periods = RecogniseRevenue(allocation->points, std::vector<RedemptionProgress>{
                                                                {Points{4'500}, Points{9'500}},
                                                                {Points{8'500}, Points{9'700}},
                                                            });
  ASSERT_TRUE(periods.ok());
  EXPECT_EQ(Printed((*periods)[0].revenue), 4'110);
  EXPECT_EQ(Printed((*periods)[1].revenue), 3'493);
  EXPECT_EQ(Printed((*periods)[1].liability), 1'073);
}

TEST(RevenueAllocation, TakesPointsThatAreWorthLessThanAFen) {
  // 250 points at 1 yuan for 1 000, all used: 0.25 yuan beside goods of 10.00: 10.00 x 0.25 / 10.25 = 0.2439...
  PointsSale sale;
  sale.price = {1'000};
  sale.goods_ssp = {1'000};
  sale.issued = Points{250};
  sale.point_value = {Money{100}, Points{1'000}};
  const Result<Allocation> allocation = AllocateRevenue(sale);
  ASSERT_TRUE(allocation.ok());
  EXPECT_EQ(allocation->points_ssp, Money{25});
  EXPECT_EQ(allocation->points, Money{24});
  EXPECT_EQ(allocation->goods, Money{976});
}

TEST(RevenueAllocation, GivesRevenueBackWhenUsesAreReversed) {
  // 100.00 over 100 points: 40 used, then 10 of them reversed.
  const auto periods = RecogniseRevenue({10'000}, std::vector<RedemptionProgress>{
                                                      {Points{40}, Points{100}},
                                                      {Points{30}, Points{100}},
                                                  });
  ASSERT_TRUE(periods.ok());
  EXPECT_EQ((*periods)[1].revenue, Money{-1'000});
  EXPECT_EQ((*periods)[1].liability, Money{7'000});
}

TEST(RevenueAllocation, TakesAllAsRevenueOnceRedemptionIsRemote) {
  const auto periods = RecogniseRevenue({10'000}, std::vector<RedemptionProgress>{{Points{0}, Points{0}}});
  ASSERT_TRUE(periods.ok());
  EXPECT_EQ((*periods)[0].revenue, Money{10'000});
  EXPECT_EQ((*periods)[0].liability, Money{0});
}

// Whatever the order of estimates: periods add up to revenue to date, and revenue and liability to the points' part.
TEST(RevenueAllocation, PeriodsAddUp) {
  std::vector<RedemptionProgress> periods;
  uint64_t state = 7;
  int64_t redeemed = 0;
  for (int i = 0; i < 500; ++i) {
    state = state * 6364136223846793005u + 1442695040888963407u;
    redeemed += static_cast<int64_t>((state >> 33) % 50);
    periods.push_back({Points{redeemed}, Points{redeemed + static_cast<int64_t>((state >> 40) % 9'000)}});
  }
  const auto rows = RecogniseRevenue({867'580}, periods);
  ASSERT_TRUE(rows.ok());
  Money sum;
  for (const PeriodRevenue& row : *rows) {
    sum += row.revenue;
    ASSERT_EQ(sum, row.revenue_to_date);
    ASSERT_EQ(row.revenue_to_date + row.liability, Money{867'580});
    ASSERT_GE(row.liability, Money{0});
  }
}

TEST(RevenueAllocation, RefusesWhatCannotBe) {
  PointsSale sale = SaleOf({97, 100});
  sale.redemption_rate = {101, 100};
  EXPECT_EQ(IdOf(AllocateRevenue(sale).error().id), "LOYALTY-411");
  sale.redemption_rate = {0, 0};
  EXPECT_EQ(IdOf(AllocateRevenue(sale).error().id), "LOYALTY-411");
  sale = SaleOf({97, 100});
  sale.price = {-1};
  EXPECT_EQ(Sentence(AllocateRevenue(sale).error(), Language::kEn), "“price” is -1, outside its range (0–10^12)");
  sale = SaleOf({97, 100});
  sale.point_value.points = Points{0};
  EXPECT_EQ(IdOf(AllocateRevenue(sale).error().id), "LOYALTY-411");
  sale = SaleOf({0, 100});
  sale.goods_ssp = {0};
  EXPECT_EQ(IdOf(AllocateRevenue(sale).error().id), "LOYALTY-412");

  const auto above = RecogniseRevenue({100}, std::vector<RedemptionProgress>{{Points{11}, Points{10}}});
  ASSERT_FALSE(above.ok());
  EXPECT_EQ(IdOf(above.error().id), "LOYALTY-413");
  const auto below = RecogniseRevenue({100}, std::vector<RedemptionProgress>{{Points{-1}, Points{10}}});
  EXPECT_EQ(IdOf(below.error().id), "LOYALTY-411");
}

}  // namespace
}  // namespace loyalane::loyalty
