#include "economics/launch.h"

#include <gtest/gtest.h>

namespace loyalane::economics {
namespace {

Day On(int32_t year, int32_t month, int32_t day) { return ToDay({year, month, day}); }

ExitPlan CompletePlan() {
  ExitPlan plan;
  for (size_t i = 0; i < kExitStepCount; ++i) {
    plan.steps[i].owner = "王经理";
    plan.steps[i].due = On(2029, 1 + static_cast<int32_t>(i), 31 - 3 * static_cast<int32_t>(i));
  }
  return plan;
}

LaunchFile CompleteFile() {
  LaunchFile file;
  file.suitability = Suitability{Verdict::kAdvised, {}, {}};
  file.cost_proof = CostProof{};
  file.cost_proof->worst_case.passes = true;
  file.exit_plan = CompletePlan();
  return file;
}

// S2-29: at least one launch or offer a quarter.
TEST(Pipeline, ListsQuartersWithoutALaunch) {
  const std::vector<PipelineEntry> entries = {{On(2026, 3, 31), "spring line"},
                                              {On(2026, 10, 1), "harvest offer"},
                                              {On(2026, 12, 31), "year-end offer"},
                                              {On(2025, 12, 31), "before the window"},
                                              {On(2027, 1, 1), "after the window"}};
  const Pipeline pipeline = CheckPipeline(entries, {On(2026, 1, 1), On(2026, 12, 31)});
  ASSERT_EQ(pipeline.quarters.size(), 4u);
  EXPECT_EQ(pipeline.quarters[0].entries, 1u);
  EXPECT_EQ(pipeline.quarters[3].entries, 2u);
  ASSERT_EQ(pipeline.gaps.size(), 2u);
  EXPECT_EQ(pipeline.gaps[0].year, 2026);
  EXPECT_EQ(pipeline.gaps[0].quarter, 2);
  EXPECT_EQ(pipeline.gaps[1].quarter, 3);
  EXPECT_EQ(pipeline.covered, (math::Ratio{2, 4}));
}

TEST(Pipeline, JudgesWholeQuartersOnly) {
  // Whole quarters from 2 January to 30 December over two years: Q2 of the first to Q3 of the second.
  const Pipeline pipeline = CheckPipeline({}, {On(2026, 1, 2), On(2027, 12, 30)});
  ASSERT_EQ(pipeline.quarters.size(), 6u);
  EXPECT_EQ(pipeline.quarters.front().quarter, 2);
  EXPECT_EQ(pipeline.quarters.front().year, 2026);
  EXPECT_EQ(pipeline.quarters.back().quarter, 3);
  EXPECT_EQ(pipeline.quarters.back().year, 2027);
  EXPECT_EQ(pipeline.gaps.size(), 6u);

  EXPECT_EQ(CheckPipeline({}, {On(2026, 2, 1), On(2026, 5, 31)}).covered, (math::Ratio{0, 0}));
  EXPECT_TRUE(CheckPipeline({}, {On(2026, 2, 1), On(2026, 3, 1)}).quarters.empty());
}

// S2-31: layout plan, then model project, then member organisation.
TEST(Roadmap, StagesFollowEachOther) {
  Roadmap roadmap;
  roadmap.stages[1].conditions = {{"样板网点已选定", true}};
  const auto refused = BeginStage(roadmap, RoadmapStage::kModelProject, On(2026, 2, 1));
  ASSERT_FALSE(refused.ok());
  EXPECT_EQ(Sentence(refused.error(), Language::kEn),
            "Stage “model project” cannot begin yet: “layout plan” is not finished");

  roadmap = BeginStage(roadmap, RoadmapStage::kLayoutPlan, On(2026, 1, 5)).value();
  roadmap = FinishStage(roadmap, RoadmapStage::kLayoutPlan, On(2026, 1, 31)).value();
  roadmap = BeginStage(roadmap, RoadmapStage::kModelProject, On(2026, 1, 31)).value();
  EXPECT_EQ(roadmap.stages[1].begun, On(2026, 1, 31));
  EXPECT_EQ(IdOf(BeginStage(roadmap, RoadmapStage::kMemberOrganisation, On(2026, 3, 1)).error().id), "ECON-121");
}

TEST(Roadmap, RefusesUnmetConditionsAndWrongDates) {
  Roadmap roadmap;
  roadmap.stages[0].conditions = {{"预算已批", true}, {"负责人到位", false}};
  const auto unmet = BeginStage(roadmap, RoadmapStage::kLayoutPlan, On(2026, 1, 5));
  ASSERT_FALSE(unmet.ok());
  EXPECT_EQ(IdOf(unmet.error().id), "ECON-122");
  EXPECT_EQ(Sentence(unmet.error(), Language::kZh), "还不能进入“布局规划”阶段：条件“负责人到位”未满足");
  roadmap.stages[0].conditions[1].is_met = true;

  EXPECT_EQ(IdOf(FinishStage(roadmap, RoadmapStage::kLayoutPlan, On(2026, 1, 5)).error().id), "ECON-124");
  roadmap = BeginStage(roadmap, RoadmapStage::kLayoutPlan, On(2026, 1, 5)).value();
  EXPECT_EQ(IdOf(BeginStage(roadmap, RoadmapStage::kLayoutPlan, On(2026, 1, 6)).error().id), "ECON-123");
  EXPECT_EQ(IdOf(FinishStage(roadmap, RoadmapStage::kLayoutPlan, On(2026, 1, 4)).error().id), "ECON-125");
  roadmap = FinishStage(roadmap, RoadmapStage::kLayoutPlan, On(2026, 1, 31)).value();
  EXPECT_EQ(IdOf(FinishStage(roadmap, RoadmapStage::kLayoutPlan, On(2026, 2, 1)).error().id), "ECON-123");
  EXPECT_EQ(IdOf(BeginStage(roadmap, RoadmapStage::kModelProject, On(2026, 1, 30)).error().id), "ECON-125");
}

// S2-40: no approval without an exit plan.
TEST(LaunchGate, NeedsAnExitPlan) {
  EXPECT_TRUE(ApproveLaunch(CompleteFile()).ok());
  LaunchFile file = CompleteFile();
  file.exit_plan.reset();
  const Status refused = ApproveLaunch(file);
  ASSERT_FALSE(refused.ok());
  EXPECT_EQ(IdOf(refused.error().id), "ECON-134");

  file.exit_plan = CompletePlan();
  file.exit_plan->steps[2].owner.clear();
  EXPECT_EQ(IdOf(ApproveLaunch(file).error().id), "ECON-111");
}

TEST(LaunchGate, NeedsSuitabilityAndAFundedProof) {
  LaunchFile file = CompleteFile();
  file.suitability->verdict = Verdict::kNotAdvised;
  EXPECT_EQ(Sentence(ApproveLaunch(file).error(), Language::kEn),
            "The launch cannot be approved: the club is not advised");
  file.suitability->verdict = Verdict::kIncomplete;
  EXPECT_EQ(IdOf(ApproveLaunch(file).error().id), "ECON-131");
  file.suitability->verdict = Verdict::kOverridden;
  EXPECT_TRUE(ApproveLaunch(file).ok());

  file.cost_proof->worst_case = {false, {-123'456}, 9, 7};
  EXPECT_EQ(Sentence(ApproveLaunch(file).error(), Language::kEn),
            "The launch cannot be approved: in the worst case the money runs out in month 7, short by up to 1234.56");
  EXPECT_EQ(IdOf(ApproveLaunch(file).error().id), "ECON-133");
  file.cost_proof.reset();
  EXPECT_EQ(IdOf(ApproveLaunch(file).error().id), "ECON-132");
}

TEST(LaunchGate, ListsAllObstaclesAtOnce) {
  std::vector<std::string> ids;
  for (const Error& obstacle : ObstaclesTo({})) ids.emplace_back(IdOf(obstacle.id));
  EXPECT_EQ(ids, (std::vector<std::string>{"ECON-131", "ECON-132", "ECON-134"}));
}

TEST(Roadmap, IdsAreStable) { EXPECT_EQ(IdOf(RoadmapStage::kMemberOrganisation), "member_organisation"); }

}  // namespace
}  // namespace loyalane::economics
