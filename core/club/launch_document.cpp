#include "club/launch_document.h"

#include "club/club_register.h"
#include "document/json_fields.h"
#include "math/round.h"

namespace loyalane::club {
namespace {

using document::Boolean;
using document::Fields;
using document::IsoDay;
using document::Json;
using document::Nullable;
using document::Object;
using document::OneOf;
using document::ToText;
using document::WriteMembers;
using economics::CostKind;
using economics::kCostKindCount;
using economics::kCriterionCount;
using economics::kMicro;
using economics::kRoadmapStageCount;
using economics::MoneyRange;
using economics::RateRange;
using economics::RoadmapStage;
using economics::SegmentLine;
using economics::Timing;

constexpr uint32_t kLinesMax = 200;
constexpr uint32_t kPipelineMax = 2000;
constexpr int64_t kMicroOfPercent = kMicro / 100;

// "-12.50": yuan as text, never a floating number.
struct SignedYuan {
  [[nodiscard]] static Status Read(const Json& json, const std::string& path, Money& out) {
    const std::string text = json.is_string() ? json.get<std::string>() : std::string();
    const std::string_view digits = std::string_view(text).substr(text.starts_with('-') ? 1 : 0);
    const size_t point = std::min(digits.find('.'), digits.size());
    const size_t decimals = point == digits.size() ? 0 : digits.size() - point - 1;
    int64_t minor = 0;
    for (size_t i = 0; i < digits.size(); ++i) {
      if (i == point) continue;
      if (digits[i] < '0' || digits[i] > '9') return Bad(path, json);
      // 10 digits and 2 decimals at most, checked below before this could overflow.
      if (digits.size() <= 13) minor = minor * 10 + (digits[i] - '0');
    }
    if (point == 0 || point > 10 || decimals > 2 || (point < digits.size() && decimals == 0)) return Bad(path, json);
    for (size_t i = decimals; i < 2; ++i) minor *= 10;
    out = Money{text.starts_with('-') ? -minor : minor};
    return Done{};
  }
  [[nodiscard]] static Json Write(Money money) { return ToText(ToDecimal(money)); }
  [[nodiscard]] static Json Schema(Language, Money) {
    return document::ToObject({{"type", ToText("string")}, {"pattern", ToText(R"(^-?[0-9]{1,10}(\.[0-9]{1,2})?$)")}});
  }

 private:
  static Error Bad(const std::string& path, const Json& json) { return document::BadValue(path, json, R"("12.50")"); }
};

// 12.5 = 12.5 %, four decimals at most; kept as millionths.
struct Percent {
  double min, max;
  [[nodiscard]] Status Read(const Json& json, const std::string& path, int64_t& out) const {
    double percent = 0;
    Status read = document::Number{min, max}.Read(json, path, percent);
    if (!read) return read;
    out = math::NearestWhole(percent * static_cast<double>(kMicroOfPercent));
    return Done{};
  }
  [[nodiscard]] static Json Write(int64_t micro) {
    return document::ToNumber(static_cast<double>(micro) / static_cast<double>(kMicroOfPercent));
  }
  [[nodiscard]] Json Schema(Language language, int64_t) const { return document::Number{min, max}.Schema(language); }
};

// A whole number beyond 32 bits.
struct BigWhole {
  int64_t max;
  [[nodiscard]] Status Read(const Json& json, const std::string& path, int64_t& out) const {
    if (!json.is_number_integer() || json.get<int64_t>() < 0 || json.get<int64_t>() > max)
      return document::BadValue(path, json, "0.." + std::to_string(max));
    out = json.get<int64_t>();
    return Done{};
  }
  [[nodiscard]] static Json Write(int64_t value) { return value; }
  [[nodiscard]] Json Schema(Language, int64_t) const {
    return document::ToObject({{"type", ToText("integer")}, {"minimum", 0}, {"maximum", max}});
  }
};

const document::Text kName{1, 200};
const document::Text kPerson{1, 60};
const document::Text kPersonOrNone{0, 60};
const document::Text kNote{0, 1000};
const Nullable<IsoDay> kDayOrNone{};
// Which of them fit is economics' business and told by its own errors; these are the ends of what can be meant.
const document::Whole kMonths{0, 1200};

Fields<Scored> ScoredFields() {
  return {
      document::Of<&Scored::score>("score", Nullable<document::Whole>{{0, 5}},
                                   {"0 到 5 分；null = 未评。", "0 to 5; null = not scored."}),
      document::Of<&Scored::note>("note", kNote, {"依据。", "What it rests on."}),
      document::Of<&Scored::by>("by", kPersonOrNone, {"评分人。", "Who scored."}),
      document::Of<&Scored::on>("on", kDayOrNone, {"评分日。", "The day."}),
  };
}

Fields<LaunchOverride> OverrideFields() {
  return {
      document::Of<&LaunchOverride::reason>("reason", kNote, {"理由。", "The reason."}).Required(),
      document::Of<&LaunchOverride::by>("by", kPerson, {"谁。", "Who."}).Required(),
      document::Of<&LaunchOverride::on>("on", IsoDay{}, {"哪天。", "The day."}).Required(),
  };
}

Fields<MoneyRange> AmountFields() {
  return {
      document::Of<&MoneyRange::low>("low", SignedYuan{}, {"低。", "Low."}).Required(),
      document::Of<&MoneyRange::base>("base", SignedYuan{}, {"中。", "Base."}).Required(),
      document::Of<&MoneyRange::high>("high", SignedYuan{}, {"高。", "High."}).Required(),
  };
}

Fields<RateRange> RateFields(double min, double max) {
  const Percent percent{min, max};
  return {
      document::Of<&RateRange::low_micro>("low", percent, {"低，%。", "Low, percent."}).Required(),
      document::Of<&RateRange::base_micro>("base", percent, {"中，%。", "Base, percent."}).Required(),
      document::Of<&RateRange::high_micro>("high", percent, {"高，%。", "High, percent."}).Required(),
  };
}

OneOf<CostKind> CostKinds() {
  OneOf<CostKind> kinds;
  for (size_t i = 0; i < kCostKindCount; ++i)
    kinds.Add(ToText(IdOf(static_cast<CostKind>(i))), static_cast<CostKind>(i));
  return kinds;
}

enum class LineOf : uint8_t { kCosts, kMargins };
Fields<ProofLine> LineFields(LineOf of) {
  Fields<ProofLine> fields = {
      document::Of<&ProofLine::label>("label", kName, {"名称。", "Name."}).Required(),
      document::Of<&ProofLine::amount>("amount", Object<MoneyRange>{AmountFields()},
                                       {"一次，或每月的金额（元）。", "Yuan, once or in a month."})
          .Required(),
      document::Of<&ProofLine::timing>("timing", OneOf<Timing>{{"once", Timing::kOnce}, {"monthly", Timing::kMonthly}},
                                       {"一次或每月。", "Once or every month."}),
      document::Of<&ProofLine::from>("from", kMonths,
                                     {"从第几个月起；一次的：哪个月（0 = 开办时）。",
                                      "First month; of what happens once: its month (0 = launch)."}),
      document::Of<&ProofLine::to>("to", Nullable<document::Whole>{kMonths},
                                   {"到第几个月；null = 到最后。", "Last month; null = to the end."}),
      document::Of<&ProofLine::growth_micro>("growthPercent", Percent{-1000, 1000},
                                             {"每年增长，%。", "Growth a year, percent."}),
      document::Of<&ProofLine::is_of_return>("ofReturn", Boolean{},
                                             {"由回报测算带入。", "Taken from the return of the programme."}),
  };
  if (of == LineOf::kCosts)
    fields.list.insert(fields.list.begin(),
                       document::Of<&ProofLine::kind>("kind", CostKinds(), {"费用类别。", "Kind of cost."}).Required());
  return fields;
}

Fields<SegmentLine> SegmentFields() {
  return {
      document::Of<&SegmentLine::label>("label", kName, {"客户群。", "Segment."}).Required(),
      document::Of<&SegmentLine::members>("members", BigWhole{100'000'000}, {"会员数。", "Members."}).Required(),
      document::Of<&SegmentLine::active_micro>("activePercent", Percent{0, 100},
                                               {"活跃比例，%。", "Active part, percent."})
          .Required(),
      document::Of<&SegmentLine::baseline_margin>(
          "baselineMargin", SignedYuan{},
          {"没有积分计划时，一个活跃会员一个月的毛利（元）。",
           "Margin of an active member in a month without the programme, yuan."})
          .Required(),
      document::Of<&SegmentLine::lift>("lift", Object<RateRange>{RateFields(-1000, 10'000)},
                                       {"增量假设，%。", "Lift, an assumption, percent."})
          .Required(),
      document::Of<&SegmentLine::cannibalised_micro>(
          "cannibalisedPercent", Percent{0, 100},
          {"从自己别处挪来的部分，%。", "Part that is taken from ourselves, percent."}),
  };
}

Fields<ExpectedReturn> ReturnFields() {
  return {
      document::Of<&ExpectedReturn::months>("months", kMonths, {"测算几个月。", "Months."}),
      document::Of<&ExpectedReturn::segments>("segments",
                                              document::List<Object<SegmentLine>>{{SegmentFields()}, {0, kLinesMax}},
                                              {"各客户群。", "Segments."}),
      document::Of<&ExpectedReturn::points_issued>(
          "pointsIssued", BigWhole{10'000'000'000},
          {"每月发多少分（全部业务）。", "Points issued in a month, on all volume."}),
      document::Of<&ExpectedReturn::redemption_micro>("redemptionPercent", Percent{0, 100},
                                                      {"预计兑换率，%。", "Expected redemption rate, percent."}),
      document::Of<&ExpectedReturn::cost_per_100>("costPer100", SignedYuan{},
                                                  {"兑换 100 分的成本（元）。", "Cost of 100 used points, yuan."}),
      document::Of<&ExpectedReturn::partner_settlement>("partners", SignedYuan{},
                                                        {"每月付给商家（元）。", "Settlement with merchants a month."}),
      document::Of<&ExpectedReturn::platform>("platform", SignedYuan{}, {"每月系统费（元）。", "Platform a month."}),
      document::Of<&ExpectedReturn::communication>("messages", SignedYuan{},
                                                   {"每月通知费（元）。", "Communication a month."}),
      document::Of<&ExpectedReturn::staff>("staff", SignedYuan{}, {"每月人工（元）。", "Staff a month."}),
      document::Of<&ExpectedReturn::launch>("launch", SignedYuan{}, {"开办费，一次（元）。", "The launch, once."}),
  };
}

Fields<LaunchOffer> OfferFields() {
  return {
      document::Of<&LaunchOffer::on>("on", IsoDay{}, {"哪天。", "The day."}).Required(),
      document::Of<&LaunchOffer::name>("name", kName, {"新品或优惠。", "The launch or offer."}).Required(),
  };
}

Fields<economics::EntryCondition> ConditionFields() {
  using economics::EntryCondition;
  return {
      document::Of<&EntryCondition::label>("label", kName, {"条件。", "The condition."}).Required(),
      document::Of<&EntryCondition::is_met>("met", Boolean{}, {"是否满足。", "Whether it is met."}),
  };
}

Fields<LaunchStage> StageFields() {
  return {
      document::Of<&LaunchStage::conditions>(
          "conditions", document::List<Object<economics::EntryCondition>>{{ConditionFields()}, {0, kLinesMax}},
          {"进入条件。", "Entry conditions."}),
      document::Of<&LaunchStage::begun>("begun", kDayOrNone, {"开始日。", "Begun on."}),
      document::Of<&LaunchStage::begun_by>("begunBy", kPersonOrNone, {"由谁。", "By whom."}),
      document::Of<&LaunchStage::finished>("finished", kDayOrNone, {"完成日。", "Finished on."}),
      document::Of<&LaunchStage::finished_by>("finishedBy", kPersonOrNone, {"由谁。", "By whom."}),
  };
}

Fields<LaunchTalk> TalkFields() {
  return {
      document::Of<&LaunchTalk::is_settled>("settled", Boolean{}, {"已谈妥。", "Settled."}),
      document::Of<&LaunchTalk::note>("note", kNote, {"结果。", "The outcome."}),
  };
}

Fields<LaunchDecision> DecisionFields() {
  return {
      document::Of<&LaunchDecision::is_approval>("approves", Boolean{},
                                                 {"批准，或撤回批准。", "Approval, or its withdrawal."})
          .Required(),
      document::Of<&LaunchDecision::on>("on", IsoDay{}, {"哪天。", "The day."}).Required(),
      document::Of<&LaunchDecision::by>("by", kPerson, {"谁。", "Who."}).Required(),
      document::Of<&LaunchDecision::reason>("reason", kNote, {"理由。", "The reason."}),
      document::Of<&LaunchDecision::npv>("npv", SignedYuan{},
                                         {"批准时的净现值（中）。", "Base net present value at the approval."}),
      document::Of<&LaunchDecision::lowest_funds>(
          "lowestFunds", SignedYuan{},
          {"批准时最坏情况下最低的资金。", "Lowest funds in the worst case at the approval."}),
  };
}

Fields<LaunchDocument> DocumentFields() {
  using D = LaunchDocument;
  const Object<Scored> scored{ScoredFields()};
  const Object<LaunchStage> stage{StageFields()};
  const Object<LaunchTalk> talk{TalkFields()};
  return {
      document::Of<&D::brand>("brand", scored, {"标准一：品牌。", "Criterion 1: brand."}),
      document::Of<&D::base>("base", scored, {"标准二：客户基础。", "Criterion 2: existing base."}),
      document::Of<&D::footprint>("footprint", scored, {"标准三：网络覆盖。", "Criterion 3: footprint."}),
      document::Of<&D::override_of>("override", Nullable<Object<LaunchOverride>>{{OverrideFields()}},
                                    {"推翻“不建议”。", "Overrides the verdict “not advised”."}),
      document::Of<&D::horizon_months>("horizonMonths", document::Whole{1, economics::kClubHorizonMonthsMax},
                                       {"客户会打算办几个月。", "Months that the club is meant to last."}),
      document::Of<&D::months>("months", kMonths, {"论证几个月（至少 36）。", "Months of the proof, 36 at least."}),
      document::Of<&D::costs>("costs", document::List<Object<ProofLine>>{{LineFields(LineOf::kCosts)}, {0, kLinesMax}},
                              {"费用。", "Costs."}),
      document::Of<&D::margins>("margins",
                                document::List<Object<ProofLine>>{{LineFields(LineOf::kMargins)}, {0, kLinesMax}},
                                {"增加的毛利。", "Margin gained."}),
      document::Of<&D::rate>("rate", Object<RateRange>{RateFields(0, 100)}, {"年折现率，%。", "Yearly rate, percent."}),
      document::Of<&D::funding>("funding",
                                Object<economics::Funding>{{
                                    document::Of<&economics::Funding::commitment_months>(
                                        "commitmentMonths", kMonths, {"承诺几个月。", "Months of the commitment."}),
                                    document::Of<&economics::Funding::reserve>(
                                        "reserve", SignedYuan{}, {"开办时的准备金。", "Reserve at the launch."}),
                                    document::Of<&economics::Funding::monthly_budget>(
                                        "monthlyBudget", SignedYuan{}, {"每月预算。", "Budget a month."}),
                                }},
                                {"资金。", "Funding."}),
      document::Of<&D::expected>("return", Nullable<Object<ExpectedReturn>>{{ReturnFields()}},
                                 {"积分计划的回报。", "Return of the programme."}),
      document::Of<&D::launch_on>("launchOn", kDayOrNone, {"计划开办日。", "The planned day of the launch."}),
      document::Of<&D::pipeline>("pipeline", document::List<Object<LaunchOffer>>{{OfferFields()}, {0, kPipelineMax}},
                                 {"新品和优惠。", "Launches and offers."}),
      document::Of<&D::layout_plan>("layoutPlan", stage, {"布局规划。", "Layout plan."}),
      document::Of<&D::model_project>("modelProject", stage, {"样板项目。", "Model project."}),
      document::Of<&D::member_organisation>("memberOrganisation", stage, {"会员组织。", "Member organisation."}),
      document::Of<&D::squeezed>("squeezed", talk, {"加盟网点、代理受挤压。", "Outlets and agents are squeezed."}),
      document::Of<&D::price_war>("priceWar", talk, {"价格战。", "Price war."}),
      document::Of<&D::upstream>("upstream", talk, {"利润上移。", "Margins move upstream."}),
      document::Of<&D::chances>("chances", talk, {"给网点、代理的机会。", "Chances for outlets and agents."}),
      document::Of<&D::decisions>("decisions",
                                  document::List<Object<LaunchDecision>>{{DecisionFields()}, {0, kLinesMax}},
                                  {"决定。", "Decisions."}),
  };
}

economics::FlowLine FlowOf(const ProofLine& line) {
  economics::FlowLine flow;
  flow.label = line.label;
  flow.amount = line.amount;
  flow.timing = line.timing;
  flow.from_month = line.from;
  if (line.timing == Timing::kMonthly) flow.to_month = line.to;
  flow.yearly_growth_micro = line.growth_micro;
  return flow;
}

// The dates on record come in an order that acts could have made.
Status CheckRoadmap(const LaunchDocument& document) {
  economics::Roadmap replayed;
  const auto stages = document.stages();
  for (size_t i = 0; i < kRoadmapStageCount; ++i) {
    const auto stage = static_cast<RoadmapStage>(i);
    if (stages[i]->begun) {
      Result<economics::Roadmap> begun = BeginStage(replayed, stage, *stages[i]->begun);
      if (!begun) return begun.error();
      replayed = std::move(begun).value();
    }
    if (stages[i]->finished) {
      Result<economics::Roadmap> finished = FinishStage(replayed, stage, *stages[i]->finished);
      if (!finished) return finished.error();
      replayed = std::move(finished).value();
    }
  }
  return Done{};
}

Status CheckLaunch(const LaunchDocument& document) {
  const auto suitability = JudgeSuitability(ScoresOf(document));
  if (!suitability) return suitability.error();
  const auto proof = ProveCost(ProofInputOf(document));
  if (!proof) return proof.error();
  if (document.expected) {
    const auto roi = ReckonProgramme(DesignOf(*document.expected));
    if (!roi) return roi.error();
  }
  return CheckRoadmap(document);
}

}  // namespace

economics::SuitabilityScores ScoresOf(const LaunchDocument& document) {
  economics::SuitabilityScores scores;
  const auto scored = document.scores();
  for (size_t i = 0; i < kCriterionCount; ++i) scores.scores[i] = scored[i]->score;
  scores.is_overridden = document.override_of.has_value();
  if (document.override_of) scores.override_reason = document.override_of->reason;
  return scores;
}

economics::CostProofInput ProofInputOf(const LaunchDocument& document) {
  economics::CostProofInput input;
  input.months = document.months;
  for (const ProofLine& line : document.costs) input.costs.push_back({line.kind, FlowOf(line)});
  for (const ProofLine& line : document.margins) input.margins.push_back(FlowOf(line));
  input.yearly_rate = document.rate;
  input.funding = document.funding;
  return input;
}

economics::ProgrammeDesign DesignOf(const ExpectedReturn& expected) {
  economics::ProgrammeDesign design;
  design.months = expected.months;
  design.segments = expected.segments;
  design.points_issued = {expected.points_issued};
  design.redemption_rate = {expected.redemption_micro, kMicro};
  design.point_cost = {expected.cost_per_100, Points{100}};
  design.partner_settlement = expected.partner_settlement;
  design.platform = expected.platform;
  design.communication = expected.communication;
  design.staff = expected.staff;
  design.launch = expected.launch;
  return design;
}

economics::Roadmap RoadmapOf(const LaunchDocument& document) {
  economics::Roadmap roadmap;
  const auto stages = document.stages();
  for (size_t i = 0; i < kRoadmapStageCount; ++i)
    roadmap.stages[i] = {stages[i]->conditions, stages[i]->begun, stages[i]->finished};
  return roadmap;
}

Json WriteLaunch(const LaunchDocument& document) {
  Json json = Json::object();
  json["version"] = kRegisterVersion;
  json.update(WriteMembers(DocumentFields().list, &document));
  return json;
}

Json WriteReturn(const ExpectedReturn& expected) { return WriteMembers(ReturnFields().list, &expected); }

Json WriteDecision(const LaunchDecision& decision) { return WriteMembers(DecisionFields().list, &decision); }

Json PercentJson(int64_t micro) { return Percent::Write(micro); }

Status CheckPerson(const Json& act) {
  const auto by = act.find("by");
  std::string name;
  return kPerson.Read(by == act.end() ? Json("") : *by, "by", name);
}

Result<LaunchDocument> ReadLaunch(Json json) {
  LaunchDocument document;
  if (json.is_object()) json.erase("version");
  if (Status read = ReadMembers(json, "", DocumentFields().list, &document); !read) return read.error();
  if (Status checked = CheckLaunch(document); !checked) return checked.error();
  return document;
}

}  // namespace loyalane::club
