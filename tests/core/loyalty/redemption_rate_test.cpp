#include "loyalty/redemption_rate.h"

#include <gtest/gtest.h>

namespace loyalane::loyalty {
namespace {

RedemptionCohort CohortOf(std::string label, int lots, Points used, Points expired) {
  RedemptionCohort cohort(std::move(label));
  for (int i = 0; i < lots; ++i) cohort.Add(used, expired);
  return cohort;
}

// Newcombe (1998), table I, method 3: 81 of 263 -> 0.2553 to 0.3662. Lots of one size are as many observations as
// there are lots, however many points each holds.
TEST(RedemptionRate, IntervalEqualsNewcombesTableForLotsOfOneSize) {
  for (const int64_t size : {int64_t{1}, int64_t{500}, int64_t{2'000'000'000}}) {
    std::vector<RedemptionCohort> cohorts = {CohortOf("2025-01", 81, Points{size}, Points{0}),
                                             CohortOf("2025-02", 182, Points{0}, Points{size})};
    const Result<RedemptionRate> rate = ExpectedRedemptionRate(cohorts);
    ASSERT_TRUE(rate.ok());
    EXPECT_EQ(rate->origin, RateOrigin::kEstimated);
    EXPECT_EQ(rate->lots, 263u);
    EXPECT_EQ(rate->effective_lots, 263u);
    EXPECT_EQ(rate->rate, (math::Ratio{81 * size, 263 * size}));
    EXPECT_NEAR(rate->interval.low, 0.2553, 0.00005) << size;
    EXPECT_NEAR(rate->interval.high, 0.3662, 0.00005) << size;
  }
}

TEST(RedemptionRate, LargeLotsAreFewObservations) {
  // One lot of 1 000 and 100 of 10: (1 000 + 1 000)^2 / (1 000^2 + 100 x 10^2) = 4 000 000 / 1 010 000 = 3.96.
  RedemptionCohort cohort = CohortOf("2025", 100, Points{10}, Points{0});
  cohort.Add(Points{0}, Points{1'000});
  EXPECT_EQ(cohort.lots(), 101u);
  EXPECT_EQ(cohort.effective_lots(), 3u);
  const Result<RedemptionRate> rate = ExpectedRedemptionRate(std::vector{cohort});
  ASSERT_TRUE(rate.ok());
  EXPECT_EQ(rate->origin, RateOrigin::kTooFew);
  EXPECT_FALSE(rate->rate.has_value());
  EXPECT_EQ(rate->measured, (math::Ratio{1'000, 2'000}));
}

TEST(RedemptionRate, SaysTooFewBelowThirtyLots) {
  const auto with = [](int lots) {
    return ExpectedRedemptionRate(std::vector{CohortOf("2025", lots, Points{60}, Points{40})}).value();
  };
  EXPECT_EQ(with(0).origin, RateOrigin::kTooFew);
  EXPECT_EQ(with(0).measured, (math::Ratio{0, 0}));
  EXPECT_EQ(with(0).interval.low, 0);
  EXPECT_EQ(with(0).interval.high, 1);
  EXPECT_EQ(with(29).origin, RateOrigin::kTooFew);
  EXPECT_FALSE(with(29).rate.has_value());
  EXPECT_EQ(with(30).origin, RateOrigin::kEstimated);
  EXPECT_EQ(with(30).rate, (math::Ratio{1'800, 3'000}));
}

TEST(RedemptionRate, ARateByHandWinsAndTheMeasuredOneStaysInSight) {
  const std::vector cohorts = {CohortOf("2025", 200, Points{3}, Points{1})};
  const Result<RedemptionRate> rate = ExpectedRedemptionRate(cohorts, math::Ratio{97, 100});
  ASSERT_TRUE(rate.ok());
  EXPECT_EQ(rate->origin, RateOrigin::kByHand);
  EXPECT_EQ(rate->rate, (math::Ratio{97, 100}));
  EXPECT_EQ(rate->measured, (math::Ratio{600, 800}));
  const Result<RedemptionRate> wrong = ExpectedRedemptionRate(cohorts, math::Ratio{3, 2});
  ASSERT_FALSE(wrong.ok());
  EXPECT_EQ(IdOf(wrong.error().id), "LOYALTY-411");
}

TEST(RedemptionRate, LotsWithoutPointsAreNotCounted) {
  RedemptionCohort cohort("2025");
  cohort.Add(Points{0}, Points{0});
  EXPECT_EQ(cohort.lots(), 0u);
  EXPECT_EQ(cohort.effective_lots(), 0u);
  EXPECT_EQ(cohort.label(), "2025");
}

// However the lots are divided over cohorts, the answer is the same; and the interval holds the rate.
TEST(RedemptionRate, SplitsEqualTheWhole) {
  uint64_t state = 11;
  for (int run = 0; run < 300; ++run) {
    RedemptionCohort whole("all");
    std::vector<RedemptionCohort> parts(4, RedemptionCohort("part"));
    state = state * 6364136223846793005u + 1442695040888963407u;
    const int lots = 1 + static_cast<int>((state >> 33) % 120);
    for (int i = 0; i < lots; ++i) {
      state = state * 6364136223846793005u + 1442695040888963407u;
      const Points used{static_cast<int64_t>((state >> 33) % 400)};
      const Points expired{static_cast<int64_t>((state >> 45) % 300)};
      whole.Add(used, expired);
      parts[static_cast<size_t>(state >> 62)].Add(used, expired);
    }
    const RedemptionRate one = ExpectedRedemptionRate(std::vector{whole}).value();
    const RedemptionRate four = ExpectedRedemptionRate(parts).value();
    ASSERT_EQ(one.origin, four.origin);
    ASSERT_EQ(one.measured, four.measured);
    ASSERT_EQ(one.effective_lots, four.effective_lots);
    ASSERT_EQ(one.interval.low, four.interval.low);
    ASSERT_LE(one.effective_lots, one.lots);
    if (one.lots == 0) continue;
    ASSERT_LE(one.interval.low, math::ToDouble(one.measured)) << run;
    ASSERT_GE(one.interval.high, math::ToDouble(one.measured)) << run;
  }
}

TEST(RedemptionRate, IdsAreStable) {
  EXPECT_EQ(IdOf(RateOrigin::kEstimated), "estimated");
  EXPECT_EQ(IdOf(RateOrigin::kByHand), "by_hand");
  EXPECT_EQ(IdOf(RateOrigin::kTooFew), "too_few");
}

}  // namespace
}  // namespace loyalane::loyalty
