#include "workspace/launch_register.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <set>
#include <span>

#include "math/round.h"
#include "model/catalogue.h"
#include "report/csv_writer.h"
#include "workspace/command_json.h"
#include "workspace/exit_register.h"
#include "workspace/json_fields.h"
#include "workspace/launch_document.h"

namespace loyalane::workspace {
namespace {

using economics::CostKind;
using economics::Criterion;
using economics::kCriterionCount;
using economics::kOutlookCount;
using economics::kRoadmapStageCount;
using economics::RoadmapStage;
using economics::Timing;

// Whole quarters after the launch, or after today, that a plan of launches and offers has to fill.
constexpr int32_t kQuartersAhead = 4;

// The club's plan for leaving; nothing where there is none.
std::optional<economics::ExitPlan> ExitPlanIn(const ClubSight& sight) {
  if (sight.exit_plan == nullptr || sight.exit_plan->is_null()) return std::nullopt;
  const Result<ExitDocument> read = ReadExitDocument(*sight.exit_plan, std::string(IdOf(RegisterName::kExit)));
  return read ? std::optional(read->plan) : std::nullopt;
}

economics::LaunchFile FileOf(const LaunchDocument& document, std::optional<economics::ExitPlan> exit) {
  economics::LaunchFile file;
  // Both have been checked when the document was made.
  if (auto suitability = JudgeSuitability(ScoresOf(document))) file.suitability = *suitability;
  if (!document.costs.empty()) {
    if (auto proof = ProveCost(ProofInputOf(document))) file.cost_proof = std::move(proof).value();
  }
  file.exit_plan = std::move(exit);
  return file;
}

// From the launch to the end of the fourth whole quarter after it, or after today where that is later.
std::optional<Window> PipelineWindow(const LaunchDocument& document, Day as_of) {
  const bool has_day = as_of != loyalty::kNoDay;
  if (!document.launch_on && !has_day) return std::nullopt;
  const Day from = document.launch_on.value_or(as_of);
  const CivilDate last = ToCivil(has_day ? std::max(from, as_of) : from);
  const bool begins_quarter = last.day == 1 && last.month % 3 == 1;
  const int32_t quarter = last.year * 4 + (last.month - 1) / 3 + kQuartersAhead + (begins_quarter ? 0 : 1);
  return Window{from, ToDay({quarter / 4, quarter % 4 * 3 + 1, 1}) - 1};
}

// --- what the data says ---

struct Cycles {
  std::vector<int32_t> days;  // of each customer who came back: the mean gap between days of dealing
  uint64_t once = 0;          // customers with one such day
  uint64_t unknown = 0;       // customers of whom the data does not say
};

Cycles CyclesIn(const profile::ProfileTable& table) {
  Cycles cycles;
  for (size_t row = 0; row < table.rows(); ++row) {
    const double days = table.purchase_cycle_days[row];
    if (days == days) {
      cycles.days.push_back(static_cast<int32_t>(std::clamp<int64_t>(math::NearestWhole(days), 1, INT32_MAX)));
    } else if (table.has_shipments && table.ship_days[row] == 1) {
      ++cycles.once;
    } else if (table.active(row)) {
      ++cycles.unknown;
    }
  }
  return cycles;
}

Json RatioJson(math::Ratio ratio) {
  Json json = Json::object();
  json["num"] = ratio.numerator;
  json["den"] = ratio.denominator;
  return json;
}

Json RepeatJson(const LaunchDocument& document, const ClubSight& sight) {
  if (sight.data == nullptr) return nullptr;
  const profile::ProfileTable& table = sight.data->table;
  const Cycles cycles = CyclesIn(table);
  const auto test = economics::TestRepeatCycle(cycles.days, cycles.once, document.horizon_months);
  if (!test) return nullptr;
  Json json = Json::object();
  json["verdict"] = IdOf(test->verdict);
  json["customers"] = test->members;
  json["cameBack"] = test->repeaters;
  json["unknown"] = cycles.unknown;
  json["medianDays"] = test->median_cycle_days ? RatioJson(*test->median_cycle_days) : Json();
  json["perYear"] = RatioJson(test->repeats_per_member_year);
  json["withinHorizon"] = RatioJson(test->repeats_within_horizon);
  json["from"] = ToIso(table.window.from);
  json["to"] = ToIso(table.window.to);
  json["ofShipments"] = table.has_shipments;
  return json;
}

// Figures beside the criteria; null where no file has them.
Json EvidenceJson(const ClubSight& sight) {
  Json json = Json::object();
  if (sight.data == nullptr) return json;
  const ImportedData& data = *sight.data;
  const profile::ProfileTable& table = data.table;
  int64_t active = 0, repeat = 0, ranked = 0, first = 0;
  Money amount;
  std::set<std::string_view> outlets;
  for (size_t row = 0; row < table.rows(); ++row) {
    if (table.mind_rank[row] == table.mind_rank[row]) {
      ++ranked;
      first += table.mind_rank[row] == 1 ? 1 : 0;
    }
    if (const std::string_view outlet = table.Fact(row, profile::CustomerFact::kOutlet); !outlet.empty())
      outlets.insert(outlet);
    if (!table.active(row)) continue;
    ++active;
    if (table.has_shipments && table.ship_days[row] >= 2) ++repeat;
    amount += table.amount[row];
  }
  bool has_shipments = false, by_account = true;
  for (const SourceReport& source : data.sources) {
    if (source.plan.dataset != model::DatasetId::kShipments) continue;
    has_shipments = true;
    by_account = by_account && source.plan.customer_key == model::FieldId::kAccountNo;
  }
  json["firstInMind"] = ranked > 0 ? RatioJson({first, ranked}) : Json();
  json["active"] = active;
  json["contract"] = has_shipments && by_account ? Json(active) : Json();
  json["repeat"] = table.has_shipments && active > 0 ? RatioJson({repeat, active}) : Json();
  json["monthlyAmount"] = Json();
  if (table.has_shipments && active > 0) {
    // A customer's share of what all brought in a month of the window; its length in days counts 12 months a year.
    const int64_t days = table.window.to - table.window.from + 1;
    const auto share = math::ScaledToNearest(amount.minor, {1461, 48}, {1, days * active});
    if (share) json["monthlyAmount"] = ToDecimal(Money{*share});
  }
  json["outlets"] = outlets.empty() ? Json() : Json(outlets.size());
  return json;
}

// --- answers ---

Json SuitabilityJson(const economics::Suitability& suitability) {
  Json json = Json::object();
  json["verdict"] = IdOf(suitability.verdict);
  json["failed"] = Json::array();
  for (const Criterion one : suitability.failed) json["failed"].push_back(IdOf(one));
  json["unscored"] = Json::array();
  for (const Criterion one : suitability.unscored) json["unscored"].push_back(IdOf(one));
  return json;
}

constexpr std::array<std::string_view, kOutlookCount> kOutlookIds = {"low", "base", "high"};

Json WholeOrNull(const std::optional<int32_t>& value) { return value ? Json(*value) : Json(); }

Json FundingJson(const economics::FundingCheck& check) {
  Json json = Json::object();
  json["passes"] = check.passes;
  json["lowestFunds"] = ToDecimal(check.lowest_funds);
  json["lowestMonth"] = check.lowest_month;
  json["firstShortMonth"] = WholeOrNull(check.first_short_month);
  return json;
}

Json ProofJson(const economics::CostProof& proof) {
  Json json = Json::object();
  json["outlooks"] = Json::array();
  for (size_t i = 0; i < kOutlookCount; ++i) {
    const economics::OutlookProof& one = proof.outlooks[i];
    Json outlook = Json::object();
    outlook["id"] = kOutlookIds[i];
    outlook["margin"] = ToDecimal(one.margin);
    outlook["cost"] = ToDecimal(one.cost);
    outlook["npv"] = ToDecimal(one.npv);
    outlook["breakEvenMonth"] = WholeOrNull(one.break_even_month);
    outlook["lowest"] = ToDecimal(one.lowest_cumulative);
    outlook["lowestMonth"] = one.lowest_month;
    outlook["months"] = Json::array();
    for (const economics::MonthFlow& month : one.months) {
      Json flow = Json::object();
      flow["margin"] = ToDecimal(month.margin);
      flow["cost"] = ToDecimal(month.cost);
      flow["net"] = ToDecimal(month.net);
      flow["cumulative"] = ToDecimal(month.cumulative);
      outlook["months"].push_back(std::move(flow));
    }
    json["outlooks"].push_back(std::move(outlook));
  }
  json["tornado"] = Json::array();
  for (const economics::TornadoLine& one : proof.tornado) {
    Json line = Json::object();
    line["label"] = one.label;
    line["kind"] = one.is_rate ? Json("rate") : one.kind ? Json(IdOf(*one.kind)) : Json("margin");
    line["npvAtLow"] = ToDecimal(one.npv_at_low);
    line["npvAtHigh"] = ToDecimal(one.npv_at_high);
    line["swing"] = ToDecimal(one.swing);
    json["tornado"].push_back(std::move(line));
  }
  json["worstCase"] = FundingJson(proof.worst_case);
  json["withoutMargin"] = FundingJson(proof.without_any_margin);
  json["kindsWithoutCost"] = Json::array();
  for (const CostKind kind : proof.kinds_without_cost) json["kindsWithoutCost"].push_back(IdOf(kind));
  return json;
}

// The proof month by month: margin, cost, net and net so far of each outlook.
std::string MonthsCsv(const economics::CostProof& proof) {
  std::string out;
  report::CsvWriter writer(report::CsvForm::kPlain, out);
  writer.Text("month");
  for (const std::string_view id : kOutlookIds) {
    for (const char* what : {"_margin", "_cost", "_net", "_cumulative"}) writer.Text(std::string(id) + what);
  }
  writer.EndRow();
  for (size_t month = 0; month < proof.outlooks[0].months.size(); ++month) {
    writer.Number(std::to_string(month));
    for (const economics::OutlookProof& outlook : proof.outlooks) {
      const economics::MonthFlow& flow = outlook.months[month];
      for (const Money amount : {flow.margin, flow.cost, flow.net, flow.cumulative}) writer.Number(ToDecimal(amount));
    }
    writer.EndRow();
  }
  return out;
}

Json RoiJson(const economics::ProgrammeRoi& roi) {
  Json json = Json::object();
  json["cost"] = Json::object();
  Json& cost = json["cost"];
  cost["points"] = ToDecimal(roi.cost.points);
  cost["partners"] = ToDecimal(roi.cost.partner_settlement);
  cost["platform"] = ToDecimal(roi.cost.platform);
  cost["messages"] = ToDecimal(roi.cost.communication);
  cost["staff"] = ToDecimal(roi.cost.staff);
  cost["launch"] = ToDecimal(roi.cost.launch);
  cost["total"] = ToDecimal(roi.cost.total);
  json["outlooks"] = Json::array();
  for (size_t i = 0; i < kOutlookCount; ++i) {
    const economics::ProgrammeReturn& one = roi.outlooks[i];
    Json outlook = Json::object();
    outlook["id"] = kOutlookIds[i];
    outlook["gained"] = ToDecimal(one.incremental_margin);
    outlook["net"] = ToDecimal(one.net);
    outlook["roi"] = one.roi ? RatioJson(*one.roi) : Json();
    outlook["paybackMonth"] = WholeOrNull(one.payback_month);
    outlook["segments"] = Json::array();
    for (const economics::SegmentReturn& segment : one.segments)
      outlook["segments"].push_back(ToDecimal(segment.incremental_margin));
    json["outlooks"].push_back(std::move(outlook));
  }
  json["breakEvenLiftPercent"] = roi.break_even_lift_micro ? PercentJson(*roi.break_even_lift_micro) : Json();
  return json;
}

Json QuarterJson(const economics::Quarter& quarter) {
  Json json = Json::object();
  json["year"] = quarter.year;
  json["quarter"] = quarter.quarter;
  json["entries"] = quarter.entries;
  return json;
}

Json PipelineJson(const economics::Pipeline& pipeline, Window window) {
  Json json = Json::object();
  json["from"] = ToIso(window.from);
  json["to"] = ToIso(window.to);
  json["quarters"] = Json::array();
  for (const economics::Quarter& one : pipeline.quarters) json["quarters"].push_back(QuarterJson(one));
  json["gaps"] = pipeline.gaps.size();
  json["covered"] = RatioJson(pipeline.covered);
  return json;
}

// What could be done next with a stage: "waits", "ready", "begun", "finished".
std::string_view StateOf(const economics::Roadmap& roadmap, size_t stage) {
  const economics::StagePlan& plan = roadmap.stages[stage];
  if (plan.finished) return "finished";
  if (plan.begun) return "begun";
  const bool waits = stage > 0 && !roadmap.stages[stage - 1].finished;
  const bool is_open = std::any_of(plan.conditions.begin(), plan.conditions.end(),
                                   [](const economics::EntryCondition& one) { return !one.is_met; });
  return waits || is_open ? "waits" : "ready";
}

std::string_view PlaceOf(ErrorId id) {
  switch (id) {
    case ErrorId::kLaunchNotAdvised:
      return "suitability";
    case ErrorId::kLaunchWithoutProof:
    case ErrorId::kLaunchNotFunded:
      return "proof";
    default:
      return "exit";
  }
}

// --- acts ---

// What an act names has to be there and of its kind; what else it may be is told when the new document is read.
Result<std::string> ChosenIn(const Json& act, const char* key, std::span<const std::string_view> choices) {
  std::string id = TextOf(act, key);
  if (std::find(choices.begin(), choices.end(), id) != choices.end()) return id;
  std::string expected;
  for (const std::string_view one : choices) expected.append(expected.empty() ? "" : " | ").append(one);
  return BadText(key, id, expected.c_str());
}

void Copy(const Json& from, Json& to, std::initializer_list<const char*> keys) {
  for (const char* key : keys) {
    if (const auto it = from.find(key); it != from.end()) to[key] = *it;
  }
}

// Adds, changes or removes one of a list.
Status ChangeList(std::string_view how, const Json& act, Json& list) {
  const auto item = act.find("item");
  if (how == "add") {
    list.push_back(item == act.end() ? Json() : *item);
    return Done{};
  }
  const int64_t at = WholeOf(act, "at", -1);
  if (at < 0 || at >= static_cast<int64_t>(list.size())) {
    const std::string expected = list.empty() ? std::string("–") : "0.." + std::to_string(list.size() - 1);
    return BadText("at", std::to_string(at), expected.c_str());
  }
  if (how == "remove") {
    list.erase(static_cast<size_t>(at));
  } else {
    list[static_cast<size_t>(at)] = item == act.end() ? Json() : *item;
  }
  return Done{};
}

constexpr std::array<std::string_view, 3> kStageIds = {"layout_plan", "model_project", "member_organisation"};

Result<size_t> StageIn(const Json& act) {
  const Result<std::string> id = ChosenIn(act, "stage", kStageIds);
  if (!id) return id.error();
  return static_cast<size_t>(std::find(kStageIds.begin(), kStageIds.end(), *id) - kStageIds.begin());
}

Result<Day> DayIn(const Json& act, const char* key) {
  const std::string text = TextOf(act, key);
  const std::optional<Day> day = ParseIsoDay(text);
  if (!day) return BadText(key, text, "YYYY-MM-DD");
  return *day;
}

ProofLine LineOfReturn(CostKind kind, const char* label, Money a_month) {
  ProofLine line;
  line.kind = kind;
  line.label = label;
  line.amount = {a_month, a_month, a_month};
  line.is_of_return = true;
  return line;
}

Money AMonth(Money all, int32_t months) {
  return Money{static_cast<int64_t>(math::DivideToNearest(all.minor, months))};
}

// Takes what the return of the programme gives a month into the proof, in place of what was taken before.
Status TakeReturn(LaunchDocument& document, Language language) {
  if (!document.expected) return BadText("return", "null", "{…}");
  const auto roi = ReckonProgramme(DesignOf(*document.expected));
  if (!roi) return roi.error();
  const auto is_of_return = [](const ProofLine& line) { return line.is_of_return; };
  for (std::vector<ProofLine>* lines : {&document.costs, &document.margins})
    lines->erase(std::remove_if(lines->begin(), lines->end(), is_of_return), lines->end());
  const bool is_zh = language == Language::kZh;
  const int32_t months = document.expected->months;
  ProofLine margin =
      LineOfReturn(CostKind::kStaff, is_zh ? "增量毛利（回报测算）" : "Margin gained (return of the programme)", {});
  margin.amount = {AMonth(roi->outlooks[0].incremental_margin, months),
                   AMonth(roi->outlooks[1].incremental_margin, months),
                   AMonth(roi->outlooks[2].incremental_margin, months)};
  document.margins.push_back(std::move(margin));
  struct Part {
    CostKind kind;
    const char *zh, *en;
    Money a_month;
  };
  const ExpectedReturn& expected = *document.expected;
  for (const Part& part :
       {Part{CostKind::kPoints, "积分成本（回报测算）", "Points (return of the programme)",
             AMonth(roi->cost.points, months)},
        Part{CostKind::kPartners, "商家结算（回报测算）", "Partners (return of the programme)",
             expected.partner_settlement},
        Part{CostKind::kPlatform, "系统（回报测算）", "Platform (return of the programme)", expected.platform},
        Part{CostKind::kMessages, "通知（回报测算）", "Messages (return of the programme)", expected.communication},
        Part{CostKind::kStaff, "人工（回报测算）", "Staff (return of the programme)", expected.staff}}) {
    if (part.a_month == Money{}) continue;
    document.costs.push_back(LineOfReturn(part.kind, is_zh ? part.zh : part.en, part.a_month));
  }
  if (expected.launch != Money{}) {
    ProofLine launch = LineOfReturn(CostKind::kPlatform,
                                    is_zh ? "开办费（回报测算）" : "Launch (return of the programme)", expected.launch);
    launch.timing = Timing::kOnce;
    launch.from = 0;
    document.costs.push_back(std::move(launch));
  }
  return Done{};
}

// What stands against a launch without the words that all of them begin with.
std::string ReasonOf(const Error& obstacle, Language language) {
  std::string sentence = Sentence(obstacle, language);
  const std::string_view mark = language == Language::kZh ? "：" : ": ";
  const size_t at = sentence.find(mark);
  return at == std::string::npos ? sentence : sentence.substr(at + mark.size());
}

// The launch refused with everything that stands against it.
Error Refused(const std::vector<Error>& obstacles) {
  std::string zh, en;
  for (const Error& one : obstacles) {
    zh.append(zh.empty() ? "" : "；").append(ReasonOf(one, Language::kZh));
    en.append(en.empty() ? "" : "; ").append(ReasonOf(one, Language::kEn));
  }
  return Error(ErrorId::kLaunchRefused)
      .With("count", std::to_string(obstacles.size()))
      .With("obstacles", std::move(zh))
      .With("obstacles_en", std::move(en));
}

// A label that only differed by what was taken out of it would be one of two that are the same.
void CleanseLabels(std::vector<economics::SegmentLine>& segments, PersonEraser& eraser) {
  std::set<std::string> labels;
  for (economics::SegmentLine& one : segments) {
    const std::string was = one.label;
    eraser.Cleanse(one.label);
    for (int number = 2; one.label != was && labels.contains(one.label); ++number)
      one.label = std::string(kErasedMark) + " " + std::to_string(number);
    labels.insert(one.label);
  }
}

class LaunchRegister final : public ClubRegister {
 public:
  Status Take(const Json& document) override {
    Result<LaunchDocument> read = ReadLaunch(document);
    if (!read) return read.error();
    document_ = std::move(read).value();
    return Done{};
  }

  Json Document() const override { return WriteLaunch(document_); }

  Result<Json> Act(const Json& act, const ClubSight& sight) const override {
    const std::string name = TextOf(act, "do");
    Json next = WriteLaunch(document_);
    if (name == "approve" || name == "withdraw") {
      if (Status decided = Decide(name == "approve", act, sight, next); !decided) return decided.error();
    } else if (name == "begin" || name == "finish") {
      if (Status moved = MoveStage(name == "begin", act, next); !moved) return moved.error();
    } else if (name == "takeReturn") {
      LaunchDocument taken = document_;
      if (Status status = TakeReturn(taken, sight.language); !status) return status.error();
      next = WriteLaunch(taken);
    } else {
      if (Status written = WriteDown(name, act, next); !written) return written.error();
    }
    const Result<LaunchDocument> read = ReadLaunch(std::move(next));
    if (!read) return read.error();
    return WriteLaunch(*read);
  }

  // No member is an entry here: what there is of him are texts that name him.
  Removal WithoutMember(const ErasedPerson& person, const ClubSight&) const override {
    LaunchDocument next = document_;
    PersonEraser eraser(person);
    const auto cleanse = [&eraser](std::initializer_list<std::string*> texts) {
      for (std::string* text : texts) eraser.Cleanse(*text);
      eraser.EndRow();
    };
    for (Scored* one : {&next.brand, &next.base, &next.footprint}) cleanse({&one->note, &one->by});
    if (next.override_of) cleanse({&next.override_of->reason, &next.override_of->by});
    for (std::vector<ProofLine>* lines : {&next.costs, &next.margins}) {
      for (ProofLine& line : *lines) cleanse({&line.label});
    }
    if (next.expected) CleanseLabels(next.expected->segments, eraser);
    for (LaunchOffer& offer : next.pipeline) cleanse({&offer.name});
    for (LaunchStage* stage : {&next.layout_plan, &next.model_project, &next.member_organisation}) {
      cleanse({&stage->begun_by, &stage->finished_by});
      for (economics::EntryCondition& condition : stage->conditions) cleanse({&condition.label});
    }
    for (LaunchTalk* talk : {&next.squeezed, &next.price_war, &next.upstream, &next.chances}) cleanse({&talk->note});
    for (LaunchDecision& decision : next.decisions) cleanse({&decision.by, &decision.reason});
    return {WriteLaunch(next), eraser.rows(), eraser.values()};
  }

  Result<Json> View(const Json& question, const ClubSight& sight) const override {
    const economics::LaunchFile file = FileOf(document_, ExitPlanIn(sight));
    Json json = Json::object();
    if (const auto table = question.find("table"); table != question.end()) {
      if (*table != "months") return BadValue("table", *table, "\"months\"");
      if (!file.cost_proof) return Error(ErrorId::kLaunchWithoutProof);
      json["csv"] = MonthsCsv(*file.cost_proof);
      return json;
    }
    json["document"] = WriteLaunch(document_);
    json["asOf"] = DayOrNull(sight.as_of);
    json["currency"] = sight.data == nullptr ? Json() : Json(sight.data->table.currency);
    json["suitability"] = file.suitability ? SuitabilityJson(*file.suitability) : Json();
    json["evidence"] = EvidenceJson(sight);
    json["repeat"] = RepeatJson(document_, sight);
    json["proof"] = file.cost_proof ? ProofJson(*file.cost_proof) : Json();
    json["return"] = Json();
    if (document_.expected) {
      if (const auto roi = ReckonProgramme(DesignOf(*document_.expected))) json["return"] = RoiJson(*roi);
    }
    std::optional<economics::Pipeline> pipeline;
    json["pipeline"] = Json();
    if (const auto window = PipelineWindow(document_, sight.as_of)) {
      std::vector<economics::PipelineEntry> entries;
      for (const LaunchOffer& one : document_.pipeline) entries.push_back({one.on, one.name});
      pipeline = CheckPipeline(entries, *window);
      json["pipeline"] = PipelineJson(*pipeline, *window);
    }
    const economics::Roadmap roadmap = RoadmapOf(document_);
    json["roadmap"] = Json::array();
    for (size_t i = 0; i < kRoadmapStageCount; ++i) {
      Json stage = Json::object();
      stage["stage"] = kStageIds[i];
      stage["state"] = StateOf(roadmap, i);
      json["roadmap"].push_back(std::move(stage));
    }
    json["gate"] = GateJson(file, json["repeat"], pipeline, sight.language);
    return json;
  }

 private:
  Status Decide(bool approves, const Json& act, const ClubSight& sight, Json& next) const {
    if (Status person = CheckPerson(act); !person) return person;
    const Result<Day> on = DayIn(act, "on");
    if (!on) return on.error();
    if (!document_.decisions.empty() && *on < document_.decisions.back().on) {
      const std::string least = "≥ " + ToIso(document_.decisions.back().on);
      return BadText("on", ToIso(*on), least.c_str());
    }
    const LaunchDecision* const approval = document_.approval();
    LaunchDecision decision;
    decision.is_approval = approves;
    decision.on = *on;
    decision.by = TextOf(act, "by");
    decision.reason = TextOf(act, "reason");
    if (approves) {
      if (approval != nullptr)
        return Error(ErrorId::kLaunchApproved).With("date", ToIso(approval->on)).With("by", approval->by);
      const economics::LaunchFile file = FileOf(document_, ExitPlanIn(sight));
      const std::vector<Error> obstacles = ObstaclesTo(file);
      if (!obstacles.empty()) return Refused(obstacles);
      decision.npv = file.cost_proof->outlooks[static_cast<size_t>(economics::Outlook::kBase)].npv;
      decision.lowest_funds = file.cost_proof->worst_case.lowest_funds;
    } else {
      if (approval == nullptr) return Error(ErrorId::kLaunchNotApproved);
      if (decision.reason.find_first_not_of(" \t\r\n") == std::string::npos)
        return BadText("reason", decision.reason, "1–1000");
    }
    next["decisions"].push_back(WriteDecision(decision));
    return Done{};
  }

  Status MoveStage(bool begins, const Json& act, Json& next) const {
    const Result<size_t> stage = StageIn(act);
    if (!stage) return stage.error();
    if (Status person = CheckPerson(act); !person) return person;
    const Result<Day> on = DayIn(act, "on");
    if (!on) return on.error();
    const economics::Roadmap roadmap = RoadmapOf(document_);
    const auto moved = begins ? BeginStage(roadmap, static_cast<RoadmapStage>(*stage), *on)
                              : FinishStage(roadmap, static_cast<RoadmapStage>(*stage), *on);
    if (!moved) return moved.error();
    Json& of = next[std::string(kStageKeys[*stage])];
    of[begins ? "begun" : "finished"] = ToIso(*on);
    of[begins ? "begunBy" : "finishedBy"] = TextOf(act, "by");
    return Done{};
  }

  // Acts that only put values into the document.
  Status WriteDown(const std::string& name, const Json& act, Json& next) const {
    if (name == "score") {
      constexpr std::array<std::string_view, kCriterionCount> kCriteria = {"brand", "base", "footprint"};
      const Result<std::string> criterion = ChosenIn(act, "criterion", kCriteria);
      if (!criterion) return criterion.error();
      if (Status person = CheckPerson(act); !person) return person;
      if (const Result<Day> on = DayIn(act, "on"); !on) return on.error();
      Copy(act, next[*criterion], {"score", "note", "by", "on"});
    } else if (name == "override") {
      next["override"] = nullptr;
      if (!TruthOf(act, "off")) {
        next["override"] = Json::object();
        Copy(act, next["override"], {"reason", "by", "on"});
      }
    } else if (name == "terms") {
      Copy(act, next, {"horizonMonths", "launchOn", "months", "rate"});
      Copy(act, next["funding"], {"commitmentMonths", "reserve", "monthlyBudget"});
    } else if (name == "return") {
      if (TruthOf(act, "off")) {
        next["return"] = nullptr;
      } else {
        if (next["return"].is_null()) next["return"] = Json::object();
        Copy(act, next["return"],
             {"months", "pointsIssued", "redemptionPercent", "costPer100", "partners", "platform", "messages", "staff",
              "launch"});
      }
    } else if (name == "talk") {
      const Result<std::string> topic = ChosenIn(act, "topic", kTalkTopics);
      if (!topic) return topic.error();
      Copy(act, next[*topic], {"settled", "note"});
    } else if (name == "add" || name == "change" || name == "remove") {
      const Result<Json*> list = ListIn(act, next);
      return list ? ChangeList(name, act, **list) : Status(list.error());
    } else {
      return Error(ErrorId::kCommandUnknown).With("name", "launch." + name);
    }
    return Done{};
  }

  // The list that an act is about. Errors: BASE-103 no such list or stage, ECON-126.
  Result<Json*> ListIn(const Json& act, Json& next) const {
    constexpr std::array<std::string_view, 5> kLists = {"costs", "margins", "segments", "pipeline", "conditions"};
    const Result<std::string> list = ChosenIn(act, "list", kLists);
    if (!list) return list.error();
    if (*list == "segments") {
      const ExpectedReturn nothing_yet;
      if (next["return"].is_null()) next["return"] = WriteReturn(nothing_yet);
      return &next["return"]["segments"];
    }
    if (*list != "conditions") return &next[*list];
    const Result<size_t> stage = StageIn(act);
    if (!stage) return stage.error();
    if (document_.stages()[*stage]->begun) return ConditionsStand(*stage);
    return &next[std::string(kStageKeys[*stage])]["conditions"];
  }

  Error ConditionsStand(size_t stage) const {
    // The name of the stage in both languages is economics' own: its error has it.
    const auto begun = BeginStage(RoadmapOf(document_), static_cast<RoadmapStage>(stage), Day{});
    Error error(ErrorId::kStageConditionsStand);
    error.params = begun.error().params;
    return error;
  }

  Json GateJson(const economics::LaunchFile& file, const Json& repeat,
                const std::optional<economics::Pipeline>& pipeline, Language language) const {
    Json gate = Json::object();
    gate["obstacles"] = Json::array();
    for (const Error& one : ObstaclesTo(file)) {
      Json obstacle = ErrorTexts(one, language);
      obstacle["place"] = PlaceOf(one.id);
      gate["obstacles"].push_back(std::move(obstacle));
    }
    // What forbids nothing and should be known when one decides.
    gate["cautions"] = Json::array();
    const auto caution = [&gate](const char* id, uint64_t count) {
      Json one = Json::object();
      one["id"] = id;
      one["count"] = count;
      gate["cautions"].push_back(std::move(one));
    };
    const std::string verdict = repeat.is_object() ? TextOf(repeat, "verdict") : std::string();
    if (verdict.empty()) caution("repeatUnknown", 0);
    if (verdict == "warns") caution("repeatWarns", 0);
    if (verdict == "too_few") caution("repeatTooFew", 0);
    if (file.cost_proof) {
      if (!file.cost_proof->kinds_without_cost.empty())
        caution("kindsWithoutCost", file.cost_proof->kinds_without_cost.size());
      if (!file.cost_proof->without_any_margin.passes) caution("leansOnMargin", 0);
      if (file.cost_proof->outlooks[1].npv < Money{}) caution("losesMoney", 0);
    }
    if (!pipeline) caution("pipelineUnknown", 0);
    if (pipeline && !pipeline->gaps.empty()) caution("pipelineGaps", pipeline->gaps.size());
    if (!document_.layout_plan.finished) caution("layoutPlanOpen", 0);
    const auto talks = document_.talks();
    const auto open = std::count_if(talks.begin(), talks.end(), [](const LaunchTalk* one) { return !one->is_settled; });
    if (open > 0) caution("talksOpen", static_cast<uint64_t>(open));
    const LaunchDecision* const approval = document_.approval();
    gate["approval"] = approval == nullptr ? Json() : WriteDecision(*approval);
    return gate;
  }

  LaunchDocument document_;
};

}  // namespace

std::unique_ptr<ClubRegister> MakeLaunchRegister() { return std::make_unique<LaunchRegister>(); }

}  // namespace loyalane::workspace
