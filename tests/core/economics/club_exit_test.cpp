#include "economics/club_exit.h"

#include <gtest/gtest.h>

namespace loyalane::economics {
namespace {

Day On(int32_t year, int32_t month, int32_t day) { return ToDay({year, month, day}); }

ExitPlan Planned() {
  ExitPlan plan;
  for (size_t i = 0; i < kExitStepCount; ++i) {
    plan.steps[i].owner = "李主管";
    plan.steps[i].due = On(2027, 3, 1) + static_cast<int32_t>(i) * 30;
  }
  return plan;
}

// Steps 1 to `count` done, one a month.
ExitPlan DoneUpTo(size_t count) {
  ExitPlan plan = Planned();
  for (size_t i = 0; i < count; ++i) {
    plan = CompleteStep(plan, static_cast<ExitStep>(i), On(2027, 3, 1) + static_cast<int32_t>(i) * 30, {}).value();
  }
  return plan;
}

std::string IdOfError(const Result<ExitPlan>& result) {
  return result.ok() ? "accepted" : std::string(IdOf(result.error().id));
}

// S2-41: every step only after all before it. All states of the first n done, every next step.
TEST(ExitSteps, AreCompletedInOrderOnly) {
  for (size_t done = 0; done < kExitStepCount; ++done) {
    const ExitPlan plan = DoneUpTo(done);
    for (size_t step = 0; step < kExitStepCount; ++step) {
      const auto result = CompleteStep(plan, static_cast<ExitStep>(step), On(2028, 1, 1), {});
      ASSERT_EQ(IdOfError(result), step < done   ? "ECON-115"
                                   : step > done ? "ECON-113"
                                                 : "accepted")
          << done << " " << step;
    }
  }
  EXPECT_EQ(Sentence(CompleteStep(DoneUpTo(1), ExitStep::kMerge, On(2028, 1, 1), {}).error(), Language::kEn),
            "Exit step “merge with other clubs” cannot be completed yet: “city autonomy” is not done");
}

// S2-41: closing is locked until 1 to 4 are done and nothing is unsettled.
TEST(ExitSteps, ClosingWaitsForPointsAndVouchers) {
  const ExitPlan plan = DoneUpTo(4);
  const auto points = CompleteStep(plan, ExitStep::kClose, On(2028, 1, 1), {Points{1}, 0});
  ASSERT_FALSE(points.ok());
  EXPECT_EQ(Sentence(points.error(), Language::kEn),
            "The club cannot close yet: members still hold 1 points and 0 vouchers");
  EXPECT_EQ(IdOfError(CompleteStep(plan, ExitStep::kClose, On(2028, 1, 1), {Points{0}, 3})), "ECON-114");
  EXPECT_EQ(IdOfError(CompleteStep(plan, ExitStep::kClose, On(2028, 1, 1), {})), "accepted");
  // Earlier steps do not wait for them.
  EXPECT_EQ(IdOfError(CompleteStep(DoneUpTo(3), ExitStep::kHandOver, On(2028, 1, 1), {Points{9}, 9})), "accepted");
}

TEST(ExitSteps, StatesShowTheLocks) {
  using enum StepState;
  using States = std::array<StepState, kExitStepCount>;
  EXPECT_EQ(StepStates(Planned(), {}), (States{kOpen, kLocked, kLocked, kLocked, kLocked}));
  EXPECT_EQ(StepStates(DoneUpTo(2), {}), (States{kDone, kDone, kOpen, kLocked, kLocked}));
  EXPECT_EQ(StepStates(DoneUpTo(4), {Points{5}, 0}), (States{kDone, kDone, kDone, kDone, kLocked}));
  EXPECT_EQ(StepStates(DoneUpTo(4), {}), (States{kDone, kDone, kDone, kDone, kOpen}));
  EXPECT_EQ(StepStates(DoneUpTo(5), {}), (States{kDone, kDone, kDone, kDone, kDone}));
}

TEST(ExitSteps, RefuseMissingOwnersAndDatesThatGoBack) {
  ExitPlan plan = Planned();
  plan.steps[0].owner.clear();
  EXPECT_EQ(IdOfError(CompleteStep(plan, ExitStep::kStopRecruiting, On(2027, 3, 1), {})), "ECON-111");
  plan = DoneUpTo(1);
  EXPECT_EQ(IdOfError(CompleteStep(plan, ExitStep::kCityAutonomy, On(2027, 2, 28), {})), "ECON-116");
  EXPECT_EQ(IdOfError(CompleteStep(plan, ExitStep::kCityAutonomy, On(2027, 3, 1), {})), "accepted");
  EXPECT_FALSE(plan.steps[1].done.has_value());  // the plan given stays as it was
}

TEST(ExitPlan, NamesItsGaps) {
  EXPECT_TRUE(GapsOf(Planned()).empty());
  EXPECT_EQ(GapsOf({}).size(), kExitStepCount);
  ExitPlan plan = Planned();
  plan.steps[1].due.reset();
  plan.steps[2].due = On(2027, 2, 1);  // before step 1, with step 2 undated between them
  const std::vector<Error> gaps = GapsOf(plan);
  ASSERT_EQ(gaps.size(), 2u);
  EXPECT_EQ(IdOf(gaps[0].id), "ECON-111");
  EXPECT_EQ(IdOf(gaps[1].id), "ECON-112");
  EXPECT_EQ(Sentence(gaps[1], Language::kEn),
            "Exit step “merge with other clubs” is due on 2027-02-01, before the step ahead of it (2027-03-01)");
}

TierMap Tiers() {
  return {{"V0", "V1", "V2"}, {"Silver", "Gold"}, {{"V0", "Silver"}, {"V1", "Silver"}, {"V2", "Gold"}}};
}

// The worked example of docs/formulas/club-exit.md: 3 of our points become 2 of theirs.
//   100 -> 200/3 = 66 and 2 thirds; 7 -> 14/3 = 4 and 2 thirds; 9 -> 6 exactly
TEST(Merger, EqualsTheExampleWorkedByHand) {
  const std::vector<MergingMember> members = {{Points{100}, 0}, {Points{7}, 2}, {Points{9}, 1}};
  const Result<Merger> down = MergeMembers(members, {2, 3, ConversionRounding::kDown}, Tiers());
  ASSERT_TRUE(down.ok());
  EXPECT_EQ(down->members[0].points, Points{66});
  EXPECT_EQ(down->members[0].remainder, 2);
  EXPECT_EQ(down->members[1].points, Points{4});
  EXPECT_EQ(down->members[1].remainder, 2);
  EXPECT_EQ(down->members[2].points, Points{6});
  EXPECT_EQ(down->members[2].remainder, 0);
  EXPECT_EQ(down->source_total, Points{116});
  EXPECT_EQ(down->target_total, Points{76});
  EXPECT_EQ(down->remainder_total, (math::Ratio{4, 3}));
  EXPECT_EQ(down->members[0].tier, 0u);
  EXPECT_EQ(down->members[1].tier, 1u);
  EXPECT_EQ(down->tier_members, (std::vector<uint64_t>{2, 1}));

  // To nearest: 67, 5, 6; the club gives 2/3 of a point.
  const Result<Merger> nearest = MergeMembers(members, {2, 3, ConversionRounding::kNearest}, Tiers());
  EXPECT_EQ(nearest->target_total, Points{78});
  EXPECT_EQ(nearest->remainder_total, (math::Ratio{-2, 3}));
}

// Nothing is lost: converted x source + remainders = original x target; down, nobody loses a whole point.
TEST(Merger, RemaindersAddUp) {
  uint64_t state = 17;
  const auto random = [&state](int64_t below) {
    state = state * 6364136223846793005u + 1442695040888963407u;
    return static_cast<int64_t>(state >> 33) % below;
  };
  for (int run = 0; run < 300; ++run) {
    std::vector<MergingMember> members;
    for (int i = 0; i < 50; ++i) members.push_back({Points{random(100'000)}, static_cast<uint32_t>(random(3))});
    const ConversionRate rate = {1 + random(1'000), 1 + random(1'000),
                                 run % 2 == 0 ? ConversionRounding::kDown : ConversionRounding::kNearest};
    const Result<Merger> merger = MergeMembers(members, rate, Tiers());
    ASSERT_TRUE(merger.ok());
    ASSERT_EQ(merger->target_total.units * rate.source_points + merger->remainder_total.numerator,
              merger->source_total.units * rate.target_points);
    for (const MergedMember& member : merger->members) {
      const int64_t size = rate.source_points;
      ASSERT_TRUE(rate.rounding == ConversionRounding::kDown
                      ? member.remainder >= 0 && member.remainder < size
                      : 2 * member.remainder >= -size && 2 * member.remainder < size);
    }
  }
}

TEST(Merger, EverySourceTierMustMap) {
  const std::vector<MergingMember> members = {{Points{1}, 0}};
  const auto id_of = [&](const TierMap& tiers) {
    const Result<Merger> merger = MergeMembers(members, {}, tiers);
    return merger.ok() ? std::string("accepted") : std::string(IdOf(merger.error().id));
  };
  EXPECT_EQ(id_of(Tiers()), "accepted");
  TierMap tiers = Tiers();
  tiers.entries.pop_back();
  EXPECT_EQ(id_of(tiers), "ECON-117");
  EXPECT_EQ(Sentence(MergeMembers(members, {}, tiers).error(), Language::kEn), "Tier “V2” has no tier that it becomes");
  tiers = Tiers();
  tiers.entries[0].second = "Platinum";
  EXPECT_EQ(id_of(tiers), "ECON-118");
  tiers = Tiers();
  tiers.entries.emplace_back("V9", "Gold");
  EXPECT_EQ(id_of(tiers), "ECON-118");
  tiers = Tiers();
  tiers.entries.emplace_back("V0", "Gold");
  EXPECT_EQ(id_of(tiers), "ECON-119");
}

TEST(Merger, RefusesWhatCannotBe) {
  const auto id_of = [](MergingMember member, ConversionRate rate) {
    const Result<Merger> merger = MergeMembers(std::vector{member}, rate, Tiers());
    return merger.ok() ? std::string("accepted") : std::string(IdOf(merger.error().id));
  };
  EXPECT_EQ(id_of({Points{1'000'000'000'000}, 0}, {1'000'000, 1, ConversionRounding::kDown}), "accepted");
  EXPECT_EQ(id_of({Points{-1}, 0}, {}), "ECON-101");
  EXPECT_EQ(id_of({Points{1}, 3}, {}), "ECON-118");
  EXPECT_EQ(id_of({Points{1}, 0}, {0, 1, ConversionRounding::kDown}), "ECON-101");
  EXPECT_EQ(id_of({Points{1}, 0}, {1, 0, ConversionRounding::kDown}), "ECON-101");
}

TEST(Notices, AreDatedFromTheCloseAndFromTheEndOfTheHonourWindow) {
  // Close 31 March 2027, honoured for 90 days more: until 29 June (30 April, 31 May, 29 June days).
  const Result<NoticeCalendar> calendar = PlanNotices(On(2027, 3, 31), 90, UsualNotices(), On(2027, 1, 15));
  ASSERT_TRUE(calendar.ok());
  EXPECT_EQ(ToIso(calendar->honoured_until), "2027-06-29");
  std::vector<std::string> lines;
  for (const Notice& notice : calendar->notices) {
    lines.push_back(ToIso(notice.on) + " " + std::string(IdOf(notice.kind)) + (notice.is_missed ? " missed" : ""));
  }
  EXPECT_EQ(lines, (std::vector<std::string>{"2026-12-31 announcement missed",  // 31 + 28 + 31 = 90 days before
                                             "2027-03-01 reminder", "2027-03-24 last_call", "2027-03-31 closing",
                                             "2027-05-30 honour_reminder", "2027-06-29 honour_end"}));
}

TEST(Notices, RefuseWindowsThatCannotBe) {
  EXPECT_EQ(IdOf(PlanNotices(On(2027, 3, 31), -1, UsualNotices(), On(2027, 1, 1)).error().id), "ECON-101");
  const std::vector<NoticeRule> after = {{NoticeKind::kReminder, -1, false}};
  EXPECT_EQ(IdOf(PlanNotices(On(2027, 3, 31), 0, after, On(2027, 1, 1)).error().id), "ECON-101");
  EXPECT_TRUE(PlanNotices(On(2027, 3, 31), 0, {}, On(2027, 1, 1))->notices.empty());
}

TEST(ExitSteps, IdsAreStable) {
  EXPECT_EQ(IdOf(ExitStep::kStopRecruiting), "stop_recruiting");
  EXPECT_EQ(IdOf(ExitStep::kClose), "close");
  EXPECT_EQ(IdOf(StepState::kLocked), "locked");
  EXPECT_EQ(IdOf(NoticeKind::kHonourEnd), "honour_end");
}

}  // namespace
}  // namespace loyalane::economics
