#include "segment/attribute_scores.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "tests/core/segment/profile_builder.h"

namespace loyalane::segment {
namespace {

TEST(CurveScorer, GivesTheTablesScoreOnEveryBreakpoint) {
  const AttributeSettings defaults;
  for (const ScoreCurve& curve : {defaults.monthly_contribution, defaults.avg_spend, defaults.purchase_cycle,
                                  defaults.satisfaction, defaults.tenure, defaults.recency, ChoiceShareCurve(7)}) {
    const CurveScorer score(curve);
    for (const CurvePoint& point : curve.points) EXPECT_EQ(score(point.x), point.score) << point.x;
  }
}

TEST(CurveScorer, ClampsOutsideAndKeepsMissingMissing) {
  const AttributeSettings defaults;
  const CurveScorer spend(defaults.avg_spend);
  EXPECT_EQ(spend(-5), 0);
  EXPECT_EQ(spend(0), 0);
  EXPECT_EQ(spend(1e9), 10);
  EXPECT_EQ(spend(std::numeric_limits<double>::infinity()), 10);
  EXPECT_TRUE(std::isnan(spend(profile::kMissing)));
  const CurveScorer cycle(defaults.purchase_cycle);
  EXPECT_EQ(cycle(0.5), 10);
  EXPECT_EQ(cycle(400), 0);
}

TEST(CurveScorer, InterpolatesOnTheLogarithmWhereTheCurveSaysSo) {
  // Half way from 200 to 800 on a log scale is sqrt(200 * 800) = 400.
  EXPECT_NEAR(CurveScorer(AttributeSettings{}.monthly_contribution)(400), 3, 1e-12);
  EXPECT_NEAR(CurveScorer(AttributeSettings{}.purchase_cycle)(11), 5, 1e-12);
}

TEST(ChoiceShareCurve, GivesAnEvenShareFivePointsForAnyNumberOfCarriers) {
  for (int32_t carriers = 2; carriers <= 100; ++carriers) {
    const ScoreCurve curve = ChoiceShareCurve(carriers);
    EXPECT_TRUE(CheckCurve(curve, Better::kHigher, "").ok()) << carriers;
    EXPECT_EQ(CurveScorer(curve)(1.0 / carriers), 5) << carriers;
    EXPECT_EQ(CurveScorer(curve)(1), 10) << carriers;
  }
  EXPECT_EQ(CurveScorer(ChoiceShareCurve(7))(0.5), 8);
  EXPECT_EQ(CurveScorer(ChoiceShareCurve(1))(0.25), 2.5);
}

TEST(RankScore, RunsFromFirstToLast) {
  EXPECT_EQ(RankScore(1, 7), 10);
  EXPECT_EQ(RankScore(4, 7), 5);
  EXPECT_EQ(RankScore(7, 7), 0);
  EXPECT_EQ(RankScore(9, 7), 0);
  EXPECT_EQ(RankScore(0, 7), 10);
  EXPECT_EQ(RankScore(2, 2), 0);
  EXPECT_EQ(RankScore(1, 1), 10);
  EXPECT_TRUE(std::isnan(RankScore(profile::kMissing, 7)));
}

TEST(CheckCurve, NamesTheCurveThatCannotBeUsed) {
  const std::vector<std::pair<const char*, ScoreCurve>> bad = {
      {"no points", {false, {}}},
      {"one point", {false, {{1, 5}}}},
      {"not ascending", {false, {{1, 0}, {1, 10}}}},
      {"logarithm of zero", {true, {{0, 0}, {10, 10}}}},
      {"score above ten", {false, {{0, 0}, {10, 11}}}},
      {"score not a number", {false, {{0, std::nan("")}, {10, 10}}}},
      {"infinite", {false, {{0, 0}, {std::numeric_limits<double>::infinity(), 10}}}},
      {"better value scores lower", {false, {{0, 5}, {10, 4}}}},
  };
  for (const auto& [name, curve] : bad) {
    AttributeSettings settings;
    settings.tenure = curve;
    const Status status = CheckAttributeSettings(settings);
    ASSERT_FALSE(status.ok()) << name;
    EXPECT_EQ(IdOf(status.error().id), "SEGMENT-103") << name;
    EXPECT_EQ(status.error().params[0].second, "attributes.tenure") << name;
  }
  AttributeSettings own_share;
  own_share.choice_share = ScoreCurve{false, {{1, 0}, {0, 1}}};
  EXPECT_FALSE(CheckAttributeSettings(own_share).ok());
}

TEST(ScoreAttributes, MirrorsTheCycleWhereLongerIsBetter) {
  const auto table = ProfileBuilder().Add({.id = "A", .avg_spend = 50, .purchase_cycle_days = 15}).Build();
  AttributeSettings settings;
  EXPECT_EQ(ScoreAttributes(table, settings).c[0], 4);
  settings.cycle_direction = CycleDirection::kLongerIsBetter;
  EXPECT_EQ(ScoreAttributes(table, settings).c[0], 6);
}

TEST(ScoreAttributes, MeasuresRecencyInOwnCyclesOrThirtyDays) {
  const auto table = ProfileBuilder()
                         .Add({.id = "own cycle", .avg_spend = 50, .purchase_cycle_days = 10, .recency_days = 30})
                         .Add({.id = "one ship-day", .avg_spend = 50, .recency_days = 60})
                         .Add({.id = "impossible cycle", .avg_spend = 50, .purchase_cycle_days = 0, .recency_days = 60})
                         .Add({.id = "never shipped"})
                         .Build();
  const AttributeScores scores = ScoreAttributes(table, {});
  EXPECT_EQ(scores.recency[0], 5);  // 3 cycles
  EXPECT_EQ(scores.recency[1], 7);  // 2 x 30 days
  EXPECT_EQ(scores.recency[2], 7);
  EXPECT_TRUE(std::isnan(scores.c[2]));
  EXPECT_TRUE(std::isnan(scores.recency[3]));
  EXPECT_EQ(scores.active, (std::vector<uint8_t>{1, 1, 1, 0}));
}

}  // namespace
}  // namespace loyalane::segment
