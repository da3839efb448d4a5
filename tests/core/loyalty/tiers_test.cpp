// Tiers: thresholds at, below and above; windows, validity, grace, downgrades. Normative: docs/formulas/tiers.md.
#include "loyalty/tiers.h"

#include <gtest/gtest.h>

#include <random>

#include "loyalty/programme.h"

namespace loyalane::loyalty {
namespace {

constexpr Day D(int32_t year, int32_t month, int32_t day) { return ToDay({year, month, day}); }
constexpr Day kJoined = D(2025, 1, 1);

// Base 0, silver 100, gold 200, diamond 300.
TierRules Four(TierWindow window) {
  TierRules rules;
  rules.tiers = {{"base", "", 0}, {"silver", "", 100}, {"gold", "", 200}, {"diamond", "", 300}};
  rules.window = window;
  return rules;
}

TierState Rate(const TierRules& rules, std::vector<Qualified> qualified, Day as_of) {
  return RateMember(rules, qualified, kJoined, {}, as_of);
}

TEST(Tiers, BoundaryInEveryWindowAndEvaluation) {
  // ERPnext #22167, #24672: base, one below, exactly at and one above the threshold.
  for (const TierWindow window : {TierWindow::kLifetime, TierWindow::kCalendar, TierWindow::kRolling,
                                  TierWindow::kAnniversary, TierWindow::kSinceChange}) {
    for (const TierEvaluation evaluation : {TierEvaluation::kDaily, TierEvaluation::kMonthEnd}) {
      TierRules rules = Four(window);
      rules.evaluation = evaluation;
      const Day month_end = D(2025, 3, 31);
      const auto tier = [&](int32_t quantity) { return Rate(rules, {{D(2025, 3, 10), quantity}}, month_end).tier; };
      EXPECT_EQ(Rate(rules, {}, month_end).tier, 0U);
      EXPECT_EQ(tier(0), 0U);
      EXPECT_EQ(tier(99), 0U);
      EXPECT_EQ(tier(100), 1U);
      EXPECT_EQ(tier(101), 1U);
      EXPECT_EQ(tier(199), 1U);
      EXPECT_EQ(tier(200), 2U);
      EXPECT_EQ(tier(299), 2U);
      EXPECT_EQ(tier(300), 3U);
      // At once, or on the last day of the month.
      EXPECT_EQ(Rate(rules, {{D(2025, 3, 10), 100}}, D(2025, 3, 10)).tier,
                evaluation == TierEvaluation::kDaily ? 1U : 0U);
    }
  }
}

TEST(Tiers, EveryDowngradeModeInEveryWindowThatEnds) {
  // Gold is reached once and nothing after it; it ends, and what is earned in the last window is 0.
  struct Case {
    TierWindow window;
    Day last;  // of gold
  };
  const Case cases[] = {
      {TierWindow::kCalendar, D(2026, 12, 31)},   // rest of the year and all of the next
      {TierWindow::kRolling, D(2026, 3, 9)},      // 365 days, 10 March 2025 counted
      {TierWindow::kSinceChange, D(2026, 3, 9)},  // 365 days from 10 March 2025
  };
  for (const Case& one : cases) {
    for (const int32_t grace : {0, 30}) {
      for (const Downgrade mode : {Downgrade::kToEarned, Downgrade::kOneStep, Downgrade::kToBase}) {
        TierRules rules = Four(one.window);
        rules.downgrade = mode;
        rules.grace_days = grace;
        const std::vector<Qualified> qualified = {{D(2025, 3, 10), 200}};
        EXPECT_EQ(Rate(rules, qualified, one.last + grace).tier, 2U) << static_cast<int>(one.window);
        EXPECT_EQ(Rate(rules, qualified, one.last + 1 + grace).tier, mode == Downgrade::kOneStep ? 1U : 0U)
            << static_cast<int>(one.window);
      }
    }
  }
}

TEST(Tiers, AnniversaryKeepsATierToTheEndOfTheCycleAndRatesByWhatItHeld) {
  TierRules rules = Four(TierWindow::kAnniversary);
  // Cycle 1: 2025-01-01 to 2025-12-31, gold from March; it ends with 200 counted: gold for cycle 2, then nothing.
  const std::vector<Qualified> qualified = {{D(2025, 3, 10), 200}};
  EXPECT_EQ(Rate(rules, qualified, D(2026, 12, 31)).tier, 2U);
  EXPECT_EQ(Rate(rules, qualified, D(2027, 1, 1)).tier, 0U);
}

TEST(Tiers, LifetimeNeverFalls) {
  EXPECT_EQ(Rate(Four(TierWindow::kLifetime), {{D(2025, 3, 10), 150}, {D(2027, 3, 10), 50}}, D(2040, 1, 1)).tier, 2U);
}

TEST(Tiers, CalendarYearThatIsEarnedAgainIsHeldAgain) {
  const TierRules rules = Four(TierWindow::kCalendar);
  const std::vector<Qualified> qualified = {{D(2025, 3, 10), 200}, {D(2026, 5, 1), 100}};
  EXPECT_EQ(Rate(rules, qualified, D(2026, 12, 31)).tier, 2U);
  // Of 2026 only silver is left.
  EXPECT_EQ(Rate(rules, qualified, D(2027, 1, 1)).tier, 1U);
  EXPECT_EQ(Rate(rules, qualified, D(2027, 12, 31)).tier, 1U);
  EXPECT_EQ(Rate(rules, qualified, D(2028, 1, 1)).tier, 0U);
}

TEST(Tiers, CalendarThatResetsEndsWithItsPeriod) {
  TierRules rules = Four(TierWindow::kCalendar);
  rules.holds_next = false;
  rules.period_months = 3;
  const std::vector<Qualified> qualified = {{D(2025, 2, 10), 200}};
  EXPECT_EQ(Rate(rules, qualified, D(2025, 3, 31)).tier, 2U);
  EXPECT_EQ(Rate(rules, qualified, D(2025, 4, 1)).tier, 0U);
}

TEST(Tiers, WhatIsEarnedInGraceCounts) {
  TierRules rules = Four(TierWindow::kCalendar);
  rules.grace_days = 30;
  const std::vector<Qualified> qualified = {{D(2025, 3, 10), 200}, {D(2027, 1, 20), 200}};
  const TierState state = Rate(rules, qualified, D(2027, 3, 1));
  EXPECT_EQ(state.tier, 2U);
  EXPECT_EQ(state.changes.size(), 1U);
}

TEST(Tiers, SpendingIsNoBusinessOfTiersAndRefundsAreASetting) {
  TierRules rules = Four(TierWindow::kCalendar);
  const std::vector<Qualified> qualified = {{D(2025, 3, 10), 100}, {D(2025, 4, 1), -1}};
  EXPECT_EQ(Rate(rules, qualified, D(2025, 4, 1)).tier, 0U);
  EXPECT_EQ(Rate(rules, qualified, D(2025, 4, 1)).changes.back().cause, TierCause::kRefund);
  rules.refunds_demote = false;
  EXPECT_EQ(Rate(rules, qualified, D(2025, 4, 1)).tier, 1U);
}

TEST(Tiers, ARefundNeverTakesTheTierThatTheLastYearEarned) {
  const TierRules rules = Four(TierWindow::kCalendar);
  const std::vector<Qualified> qualified = {{D(2025, 3, 10), 100}, {D(2026, 2, 1), 200}, {D(2026, 3, 1), -200}};
  EXPECT_EQ(Rate(rules, qualified, D(2026, 2, 1)).tier, 2U);
  EXPECT_EQ(Rate(rules, qualified, D(2026, 3, 1)).tier, 1U);
}

TEST(Tiers, OverridesLieOverWhatWasCalculated) {
  const TierRules rules = Four(TierWindow::kCalendar);
  const std::vector<Qualified> qualified = {{D(2025, 3, 10), 200}};
  const std::vector<TierOverride> floor = {{TierOverride::Kind::kFloor, 1, D(2025, 1, 1), D(2025, 6, 30)}};
  const std::vector<TierOverride> pin = {{TierOverride::Kind::kPin, 1, D(2025, 1, 1), D(2025, 6, 30)}};
  const auto at = [&](const std::vector<TierOverride>& overrides, Day day) {
    return RateMember(rules, qualified, kJoined, overrides, day).tier;
  };
  EXPECT_EQ(at(floor, D(2025, 2, 1)), 1U);
  EXPECT_EQ(at(floor, D(2025, 4, 1)), 2U);
  EXPECT_EQ(at(pin, D(2025, 4, 1)), 1U);
  EXPECT_EQ(at(pin, D(2025, 6, 30)), 1U);
  EXPECT_EQ(at(pin, D(2025, 7, 1)), 2U);
}

TEST(Tiers, SfExpressEightLevels) {
  // formulas.md, "What carriers themselves run": V0–V7 at growth 0/10/40/100/300/1200/5000/10000, validity 365 days
  // that starts again at every upgrade.
  const TierRules rules = PresetProgramme(Preset::kGrowthLevels).tiers;
  const int64_t thresholds[] = {0, 10, 40, 100, 300, 1200, 5000, 10000};
  ASSERT_EQ(rules.tiers.size(), 8U);
  ASSERT_TRUE(CheckTierRules(rules));
  for (uint32_t i = 0; i < 8; ++i) {
    const auto threshold = static_cast<int32_t>(thresholds[i]);
    EXPECT_EQ(Rate(rules, {{D(2025, 3, 10), threshold}}, D(2025, 3, 10)).tier, i);
    if (i > 0) EXPECT_EQ(Rate(rules, {{D(2025, 3, 10), threshold - 1}}, D(2025, 3, 10)).tier, i - 1);
  }
  // Reached in steps: V1 on 10 March, V2 on 1 May with 40 in all; a year from 1 May.
  const std::vector<Qualified> steps = {{D(2025, 3, 10), 10}, {D(2025, 5, 1), 30}};
  EXPECT_EQ(Rate(rules, steps, D(2025, 4, 30)).tier, 1U);
  const TierState state = Rate(rules, steps, D(2025, 5, 1));
  EXPECT_EQ(state.tier, 2U);
  EXPECT_EQ(state.valid_to, D(2026, 4, 30));
}

TEST(Tiers, RefusesThresholdsOutOfOrderAndClocksOutOfRange) {
  TierRules rules = Four(TierWindow::kCalendar);
  rules.tiers[2].threshold = 100;
  EXPECT_EQ(CheckTierRules(rules).error().id, ErrorId::kTiersOverlap);
  rules = Four(TierWindow::kCalendar);
  rules.tiers[0].threshold = 1;
  EXPECT_EQ(CheckTierRules(rules).error().id, ErrorId::kTiersOverlap);
  rules = Four(TierWindow::kCalendar);
  rules.period_months = 5;
  EXPECT_EQ(CheckTierRules(rules).error().id, ErrorId::kTierClockBad);
  rules = Four(TierWindow::kRolling);
  rules.window_days = 0;
  EXPECT_EQ(CheckTierRules(rules).error().id, ErrorId::kTierClockBad);
}

// Walking from change to change gives what walking day by day with the plain definition gives.
TEST(Tiers, RollingEqualsTheDefinitionOnEveryDay) {
  std::mt19937_64 random(7);
  for (int history = 0; history < 400; ++history) {
    TierRules rules = Four(TierWindow::kRolling);
    rules.window_days = 1 + static_cast<int32_t>(random() % 40);
    std::vector<Qualified> qualified;
    Day day = kJoined;
    for (int i = 0; i < 8; ++i) {
      day = day + static_cast<int32_t>(random() % 30);
      qualified.push_back({day, static_cast<int32_t>(random() % 260) - 40});
    }
    for (Day as_of = kJoined; as_of < day + 60; as_of = as_of + 1) {
      int64_t sum = 0;
      for (const Qualified& one : qualified) {
        if (one.on <= as_of && one.on > as_of - rules.window_days) sum += one.quantity;
      }
      ASSERT_EQ(Rate(rules, qualified, as_of).tier, TierReached(rules.tiers, sum)) << "history " << history;
    }
  }
}

}  // namespace
}  // namespace loyalane::loyalty
