// The document of the register "launch" (launch_register.h): its parts, its JSON, and what economics takes of it.
#pragma once

#include <array>
#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "base/money.h"
#include "base/result.h"
#include "economics/launch.h"
#include "economics/programme_roi.h"

namespace loyalane::club {

struct Scored {
  std::optional<int32_t> score;
  std::string note, by;
  std::optional<Day> on;
};

// Of the verdict "not advised".
struct LaunchOverride {
  std::string reason, by;
  Day on;
};

// Of costs and of margins; a margin has no kind.
struct ProofLine {
  economics::CostKind kind = economics::CostKind::kStaff;
  std::string label;
  economics::MoneyRange amount;
  economics::Timing timing = economics::Timing::kMonthly;
  int32_t from = 1;
  std::optional<int32_t> to;
  int64_t growth_micro = 0;
  bool is_of_return = false;  // put there by the act takeReturn, which takes it away again
};

// Return of the programme by segment: economics::ProgrammeDesign as people write it.
struct ExpectedReturn {
  int32_t months = 36;
  std::vector<economics::SegmentLine> segments;
  int64_t points_issued = 0;  // a month
  int64_t redemption_micro = economics::kMicro;
  Money cost_per_100;
  Money partner_settlement, platform, communication, staff;  // a month
  Money launch;                                              // once
};

struct LaunchOffer {
  Day on;
  std::string name;
};

struct LaunchStage {
  std::vector<economics::EntryCondition> conditions;
  std::optional<Day> begun, finished;
  std::string begun_by, finished_by;
};

// S2-34: what a club does to outlets and agents has to be talked over before it begins.
struct LaunchTalk {
  bool is_settled = false;
  std::string note;
};
inline constexpr std::array<std::string_view, 4> kTalkTopics = {"squeezed", "priceWar", "upstream", "chances"};

struct LaunchDecision {
  bool is_approval = true;  // else the withdrawal of one
  Day on;
  std::string by, reason;
  // Of an approval: the figures that it rested on.
  Money npv, lowest_funds;
};

struct LaunchDocument {
  Scored brand, base, footprint;
  std::optional<LaunchOverride> override_of;
  int32_t horizon_months = 36;
  int32_t months = economics::kProofMonthsMin;
  std::vector<ProofLine> costs, margins;
  economics::RateRange rate = {80'000, 80'000, 80'000};
  economics::Funding funding;
  std::optional<ExpectedReturn> expected;
  std::optional<Day> launch_on;
  std::vector<LaunchOffer> pipeline;
  LaunchStage layout_plan, model_project, member_organisation;
  LaunchTalk squeezed, price_war, upstream, chances;
  std::vector<LaunchDecision> decisions;  // by day

  // By economics::Criterion, economics::RoadmapStage, kTalkTopics.
  [[nodiscard]] std::array<const Scored*, economics::kCriterionCount> scores() const {
    return {&brand, &base, &footprint};
  }
  [[nodiscard]] std::array<const LaunchStage*, economics::kRoadmapStageCount> stages() const {
    return {&layout_plan, &model_project, &member_organisation};
  }
  [[nodiscard]] std::array<const LaunchTalk*, kTalkTopics.size()> talks() const {
    return {&squeezed, &price_war, &upstream, &chances};
  }
  // Null: not approved, or withdrawn.
  [[nodiscard]] const LaunchDecision* approval() const {
    return decisions.empty() || !decisions.back().is_approval ? nullptr : &decisions.back();
  }
};

// Keys of the stages in the document, by economics::RoadmapStage.
inline constexpr std::array<std::string_view, economics::kRoadmapStageCount> kStageKeys = {"layoutPlan", "modelProject",
                                                                                           "memberOrganisation"};

// What is read has been reckoned once, so that it can always be shown. Errors: BASE-102, BASE-103, those of
// economics::JudgeSuitability, ProveCost, ReckonProgramme, BeginStage, FinishStage.
[[nodiscard]] Result<LaunchDocument> ReadLaunch(nlohmann::ordered_json json);
// With its version.
[[nodiscard]] nlohmann::ordered_json WriteLaunch(const LaunchDocument& document);
[[nodiscard]] nlohmann::ordered_json WriteReturn(const ExpectedReturn& expected);
[[nodiscard]] nlohmann::ordered_json WriteDecision(const LaunchDecision& decision);
// 52 500 -> 5.25
[[nodiscard]] nlohmann::ordered_json PercentJson(int64_t micro);
// 1 to 60 characters. Error: BASE-103 for `by`.
[[nodiscard]] Status CheckPerson(const nlohmann::ordered_json& act);

[[nodiscard]] economics::SuitabilityScores ScoresOf(const LaunchDocument& document);
[[nodiscard]] economics::CostProofInput ProofInputOf(const LaunchDocument& document);
[[nodiscard]] economics::ProgrammeDesign DesignOf(const ExpectedReturn& expected);
[[nodiscard]] economics::Roadmap RoadmapOf(const LaunchDocument& document);

}  // namespace loyalane::club
