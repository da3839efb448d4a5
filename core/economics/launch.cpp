#include "economics/launch.h"

namespace loyalane::economics {
namespace {

// Quarters since year 0; consecutive ones differ by one.
int32_t QuarterIndex(Day day) {
  const CivilDate date = ToCivil(day);
  return date.year * 4 + (date.month - 1) / 3;
}
Day FirstDayOf(int32_t quarter_index) { return ToDay({quarter_index / 4, quarter_index % 4 * 3 + 1, 1}); }

struct StageName {
  std::string_view id, zh, en;
};
constexpr std::array<StageName, kRoadmapStageCount> kStageNames = {{
    {"layout_plan", "布局规划", "layout plan"},
    {"model_project", "样板项目", "model project"},
    {"member_organisation", "会员组织", "member organisation"},
}};

Error WithStage(ErrorId id, size_t stage) {
  return Error(id)
      .With("stage", std::string(kStageNames[stage].zh))
      .With("stage_en", std::string(kStageNames[stage].en));
}

}  // namespace

std::string_view IdOf(RoadmapStage stage) { return kStageNames[static_cast<size_t>(stage)].id; }

Pipeline CheckPipeline(std::span<const PipelineEntry> entries, Window window) {
  Pipeline pipeline;
  int32_t first = QuarterIndex(window.from);
  if (FirstDayOf(first) < window.from) ++first;
  const int32_t end = QuarterIndex(window.to + 1);  // the first quarter that the window does not hold to its end
  for (int32_t index = first; index < end; ++index) pipeline.quarters.push_back({index / 4, index % 4 + 1, 0});
  for (const PipelineEntry& entry : entries) {
    const int32_t index = QuarterIndex(entry.on);
    if (index >= first && index < end) ++pipeline.quarters[static_cast<size_t>(index - first)].entries;
  }
  for (const Quarter& quarter : pipeline.quarters) {
    if (quarter.entries == 0) pipeline.gaps.push_back(quarter);
  }
  pipeline.covered = {static_cast<int64_t>(pipeline.quarters.size() - pipeline.gaps.size()),
                      static_cast<int64_t>(pipeline.quarters.size())};
  return pipeline;
}

Result<Roadmap> BeginStage(const Roadmap& roadmap, RoadmapStage stage, Day on) {
  const auto index = static_cast<size_t>(stage);
  const StagePlan& plan = roadmap.stages[index];
  if (plan.begun) return WithStage(ErrorId::kStageTwice, index).With("date", ToIso(*plan.begun));
  if (index > 0) {
    const std::optional<Day> before = roadmap.stages[index - 1].finished;
    if (!before) {
      return WithStage(ErrorId::kStageOutOfOrder, index)
          .With("open", std::string(kStageNames[index - 1].zh))
          .With("open_en", std::string(kStageNames[index - 1].en));
    }
    if (on < *before) {
      return WithStage(ErrorId::kStageDateGoesBack, index).With("date", ToIso(on)).With("before", ToIso(*before));
    }
  }
  for (const EntryCondition& condition : plan.conditions) {
    if (!condition.is_met) return WithStage(ErrorId::kStageConditionUnmet, index).With("condition", condition.label);
  }
  Roadmap begun = roadmap;
  begun.stages[index].begun = on;
  return begun;
}

Result<Roadmap> FinishStage(const Roadmap& roadmap, RoadmapStage stage, Day on) {
  const auto index = static_cast<size_t>(stage);
  const StagePlan& plan = roadmap.stages[index];
  if (plan.finished) return WithStage(ErrorId::kStageTwice, index).With("date", ToIso(*plan.finished));
  if (!plan.begun) return WithStage(ErrorId::kStageNotBegun, index);
  if (on < *plan.begun) {
    return WithStage(ErrorId::kStageDateGoesBack, index).With("date", ToIso(on)).With("before", ToIso(*plan.begun));
  }
  Roadmap finished = roadmap;
  finished.stages[index].finished = on;
  return finished;
}

std::vector<Error> ObstaclesTo(const LaunchFile& file) {
  std::vector<Error> obstacles;
  const Verdict verdict = file.suitability ? file.suitability->verdict : Verdict::kIncomplete;
  if (verdict != Verdict::kAdvised && verdict != Verdict::kOverridden) {
    obstacles.push_back(Error(ErrorId::kLaunchNotAdvised)
                            .With("verdict", verdict == Verdict::kNotAdvised ? "不建议" : "尚未评完")
                            .With("verdict_en", verdict == Verdict::kNotAdvised ? "not advised" : "not judged yet"));
  }
  if (!file.cost_proof) {
    obstacles.emplace_back(ErrorId::kLaunchWithoutProof);
  } else if (!file.cost_proof->worst_case.passes) {
    const FundingCheck& check = file.cost_proof->worst_case;
    obstacles.push_back(Error(ErrorId::kLaunchNotFunded)
                            .With("month", std::to_string(check.first_short_month.value_or(0)))
                            .With("short", ToDecimal(-check.lowest_funds)));
  }
  if (!file.exit_plan) {
    obstacles.emplace_back(ErrorId::kLaunchWithoutExit);
  } else {
    for (Error& gap : GapsOf(*file.exit_plan)) obstacles.push_back(std::move(gap));
  }
  return obstacles;
}

Status ApproveLaunch(const LaunchFile& file) {
  std::vector<Error> obstacles = ObstaclesTo(file);
  if (!obstacles.empty()) return std::move(obstacles.front());
  return Done{};
}

}  // namespace loyalane::economics
