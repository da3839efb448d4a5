#include "economics/suitability.h"

#include <gtest/gtest.h>

namespace loyalane::economics {
namespace {

SuitabilityScores ScoresOf(std::optional<int32_t> brand, std::optional<int32_t> base,
                           std::optional<int32_t> footprint) {
  SuitabilityScores scores;
  scores.scores = {brand, base, footprint};
  return scores;
}
Verdict VerdictOf(const SuitabilityScores& scores) { return JudgeSuitability(scores)->verdict; }

// S2-36: all three at least 3, else not advised. All 216 combinations against the sentence itself.
TEST(Suitability, AdvisesOnlyWhenAllThreeReachThree) {
  for (int32_t brand = 0; brand <= 5; ++brand) {
    for (int32_t base = 0; base <= 5; ++base) {
      for (int32_t footprint = 0; footprint <= 5; ++footprint) {
        const bool all = brand >= 3 && base >= 3 && footprint >= 3;
        ASSERT_EQ(VerdictOf(ScoresOf(brand, base, footprint)), all ? Verdict::kAdvised : Verdict::kNotAdvised);
      }
    }
  }
}

TEST(Suitability, NamesWhatFailedAndWhatIsMissing) {
  const Result<Suitability> result = JudgeSuitability(ScoresOf(2, std::nullopt, 0));
  ASSERT_TRUE(result.ok());
  EXPECT_EQ(result->verdict, Verdict::kNotAdvised);
  EXPECT_EQ(result->failed, (std::vector{Criterion::kBrand, Criterion::kFootprint}));
  EXPECT_EQ(result->unscored, std::vector{Criterion::kBase});
}

TEST(Suitability, AMissingScoreIsNotAZero) {
  EXPECT_EQ(VerdictOf(ScoresOf(5, std::nullopt, 5)), Verdict::kIncomplete);
  EXPECT_EQ(VerdictOf({}), Verdict::kIncomplete);
}

TEST(Suitability, AnOverrideNeedsAReason) {
  SuitabilityScores scores = ScoresOf(2, 4, 4);
  scores.is_overridden = true;
  for (const char* blank : {"", "  \t", "　 "}) {
    scores.override_reason = blank;
    const Result<Suitability> refused = JudgeSuitability(scores);
    ASSERT_FALSE(refused.ok());
    EXPECT_EQ(IdOf(refused.error().id), "ECON-105");
  }
  scores.override_reason = "总部要求";
  EXPECT_EQ(VerdictOf(scores), Verdict::kOverridden);
  // Nothing to override.
  scores.scores[0] = 3;
  EXPECT_EQ(VerdictOf(scores), Verdict::kAdvised);
  // An override does not stand in for a score.
  scores.scores[0].reset();
  EXPECT_EQ(VerdictOf(scores), Verdict::kIncomplete);
}

TEST(Suitability, RefusesScoresOutsideTheScale) {
  EXPECT_EQ(Sentence(JudgeSuitability(ScoresOf(3, 6, 3)).error(), Language::kEn),
            "“base” is 6, outside its range (0–5)");
  EXPECT_EQ(IdOf(JudgeSuitability(ScoresOf(-1, 3, 3)).error().id), "ECON-101");
}

// S2-35's own figure: homes are bought again after 5 to 8 years. 6 years = 2 191.5 days: a sixth of a repeat a year.
TEST(RepeatTest, HomesWarn) {
  const std::vector<int32_t> cycles(20, 2'192);
  const Result<RepeatTest> test = TestRepeatCycle(cycles, 0, 120);
  ASSERT_TRUE(test.ok());
  EXPECT_EQ(test->verdict, RepeatVerdict::kWarns);
  EXPECT_EQ(test->median_cycle_days, (math::Ratio{4'384, 2}));
  EXPECT_NEAR(math::ToDouble(test->repeats_per_member_year), 365.25 / 2'192, 1e-15);
  EXPECT_NEAR(math::ToDouble(test->repeats_within_horizon), 120 * 30.4375 / 2'192, 1e-15);
}

TEST(RepeatTest, MonthlyShippersPass) {
  // 30 and 31 days in the middle: 30.5.
  const std::vector<int32_t> cycles = {7, 10, 14, 20, 30, 31, 40, 60, 90, 400};
  const Result<RepeatTest> test = TestRepeatCycle(cycles, 0, 36);
  ASSERT_TRUE(test.ok());
  EXPECT_EQ(test->verdict, RepeatVerdict::kPasses);
  EXPECT_EQ(test->median_cycle_days, (math::Ratio{61, 2}));
}

TEST(RepeatTest, OneRepeatAYearIsTheLine) {
  EXPECT_EQ(TestRepeatCycle(std::vector<int32_t>(11, 365), 0, 36)->verdict, RepeatVerdict::kPasses);
  EXPECT_EQ(TestRepeatCycle(std::vector<int32_t>(11, 366), 0, 36)->verdict, RepeatVerdict::kWarns);
  // Repeats often enough in a year, but the club is gone before the first.
  EXPECT_EQ(TestRepeatCycle(std::vector<int32_t>(11, 300), 0, 9)->verdict, RepeatVerdict::kWarns);
  EXPECT_EQ(TestRepeatCycle(std::vector<int32_t>(11, 300), 0, 10)->verdict, RepeatVerdict::kPasses);
}

TEST(RepeatTest, ThoseWhoNeverCameBackCountAsSlowest) {
  const std::vector<int32_t> cycles(10, 30);
  // 10 of 19: the tenth of nineteen is still a repeater.
  EXPECT_EQ(TestRepeatCycle(cycles, 9, 36)->verdict, RepeatVerdict::kPasses);
  // 10 of 20: one of the middle two never came back.
  const Result<RepeatTest> half = TestRepeatCycle(cycles, 10, 36);
  EXPECT_EQ(half->verdict, RepeatVerdict::kWarns);
  EXPECT_FALSE(half->median_cycle_days.has_value());
  EXPECT_EQ(half->repeats_per_member_year.numerator, 0);
  EXPECT_EQ(half->members, 20u);
  EXPECT_EQ(half->repeaters, 10u);
}

TEST(RepeatTest, SaysTooFewBelowTenMembers) {
  EXPECT_EQ(TestRepeatCycle(std::vector<int32_t>(9, 30), 0, 36)->verdict, RepeatVerdict::kTooFew);
  EXPECT_EQ(TestRepeatCycle(std::vector<int32_t>(9, 30), 1, 36)->verdict, RepeatVerdict::kPasses);
  EXPECT_EQ(TestRepeatCycle({}, 0, 36)->verdict, RepeatVerdict::kTooFew);
}

TEST(RepeatTest, RefusesWhatCannotBe) {
  EXPECT_EQ(IdOf(TestRepeatCycle(std::vector<int32_t>{30, 0}, 0, 36).error().id), "ECON-101");
  EXPECT_EQ(IdOf(TestRepeatCycle(std::vector<int32_t>{30}, 0, 0).error().id), "ECON-101");
}

TEST(Suitability, IdsAreStable) {
  EXPECT_EQ(IdOf(Criterion::kFootprint), "footprint");
  EXPECT_EQ(IdOf(Verdict::kNotAdvised), "not_advised");
  EXPECT_EQ(IdOf(RepeatVerdict::kTooFew), "too_few");
}

}  // namespace
}  // namespace loyalane::economics
