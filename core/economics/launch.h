// What must stand before a club is launched, and what must keep coming afterwards.
//   pipeline  at least one launch or offer a quarter, or members lose faith and forget (S2-29, S2-39)
//   roadmap   layout plan -> model project -> member organisation, each with its entry conditions (S2-31)
//   gate      no approval without suitability, a cost proof that is funded, and an exit plan (S2-36 to S2-40)
// Normative: docs/formulas/club-suitability.md.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "base/result.h"
#include "economics/club_exit.h"
#include "economics/cost_proof.h"
#include "economics/suitability.h"
#include "math/ratio.h"

namespace loyalane::economics {

struct PipelineEntry {
  Day on;
  std::string name;
};

struct Quarter {
  int32_t year = 1970;
  int32_t quarter = 1;   // 1..4
  uint64_t entries = 0;  // launches and offers in it
};

struct Pipeline {
  std::vector<Quarter> quarters;  // calendar quarters that lie wholly in the window; others cannot be judged
  std::vector<Quarter> gaps;      // those without an entry
  math::Ratio covered{0, 0};      // quarters with an entry, of all judged; 0 of 0 where the window holds none
};

// Launches and offers, in any order. Entries outside the window are not counted.
[[nodiscard]] Pipeline CheckPipeline(std::span<const PipelineEntry> entries, Window window);

// ids: layout_plan, model_project, member_organisation
enum class RoadmapStage : uint8_t { kLayoutPlan, kModelProject, kMemberOrganisation };
inline constexpr size_t kRoadmapStageCount = 3;
[[nodiscard]] std::string_view IdOf(RoadmapStage stage);

struct EntryCondition {
  std::string label;
  bool is_met = false;
};

struct StagePlan {
  std::vector<EntryCondition> conditions;
  std::optional<Day> begun;
  std::optional<Day> finished;
};

struct Roadmap {
  std::array<StagePlan, kRoadmapStageCount> stages;  // by RoadmapStage
};

// The roadmap with the stage begun, or finished. The one given stays as it was. Errors: ECON-121 the stage before is
// not finished, ECON-122 an entry condition is not met, ECON-123 begun or finished already, ECON-124 finished before it
// was begun, ECON-125 a date before the one that it follows.
[[nodiscard]] Result<Roadmap> BeginStage(const Roadmap& roadmap, RoadmapStage stage, Day on);
[[nodiscard]] Result<Roadmap> FinishStage(const Roadmap& roadmap, RoadmapStage stage, Day on);

struct LaunchFile {
  std::optional<Suitability> suitability;
  std::optional<CostProof> cost_proof;
  std::optional<ExitPlan> exit_plan;
};

// All that stands against the launch, in the order of the steps above; empty = it may be approved. ECON-131 not
// suitable or not judged yet, ECON-132 no cost proof, ECON-133 its money does not last through the commitment, ECON-134
// no exit plan, and the gaps of an exit plan (ECON-111, ECON-112).
[[nodiscard]] std::vector<Error> ObstaclesTo(const LaunchFile& file);

// Done, or the first obstacle.
[[nodiscard]] Status ApproveLaunch(const LaunchFile& file);

}  // namespace loyalane::economics
