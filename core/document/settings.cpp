#include "document/settings.h"

#include <array>

#include "document/json_fields.h"

namespace loyalane::document {
namespace {

using profile::ExchangeRate;
using profile::MoneySettings;
using profile::Occasion;
using profile::ProfileSettings;
using profile::TaxBasis;
using segment::AbcSettings;
using segment::AttributeSettings;
using segment::CurvePoint;
using segment::CvAcSettings;
using segment::CycleDirection;
using segment::RfmCutMode;
using segment::RfmFrequency;
using segment::RfmSettings;
using segment::ScoreCurve;
using segment::StabilitySettings;
using segment::ThresholdMode;
using segment::ThresholdSettings;
using segment::WeightMode;
using segment::WeightSettings;

// The step that makes version 2 out of version 1 will be the first.
constexpr std::array<Migration, kSettingsVersion - 1> kMigrations = {};

constexpr uint32_t kCurvePointsMax = 100;
constexpr uint32_t kNameCharactersMax = 200;
constexpr uint32_t kCurrencyCharactersMax = 16;
constexpr uint32_t kRatesMax = 10'000;
constexpr uint32_t kMergesMax = 10'000;
constexpr uint32_t kMergedMax = 1000;  // into one customer, of one group

// --- profile ---

OneOf<int32_t> Scales() {
  OneOf<int32_t> scales;
  for (const int32_t top : {0, 5, 10, 100}) scales.Add(top, top);
  return scales;
}

Fields<ProfileSettings> ProfileFields() {
  return {
      Of<&ProfileSettings::occasion>(
          "occasion",
          OneOf<Occasion>{
              {"ship_day", Occasion::kShipDay}, {"waybill", Occasion::kWaybill}, {"month", Occasion::kMonth}},
          {"平均每次消费额里“一次”怎么算：ship_day 一个寄件日，waybill 一票，month 一个有寄件的月。",
           "What counts as one occasion in average spend: ship_day a day with shipments, waybill a shipment, month a "
           "month with shipments."}),
      Of<&ProfileSettings::our_carrier>(
          "our_carrier", Text{0, kNameCharactersMax},
          {"本公司在份额表“承运商”一列中的写法；空 = 自动识别（本公司、我司……）。",
           "How the carrier column of share files writes our company; empty = told from the usual words."}),
      Of<&ProfileSettings::satisfaction_scale>(
          "satisfaction_scale", Scales(),
          {"满意度量表的最高分：5、10、100；0 = 按最高的评分判断。",
           "Top of the survey's scale: 5, 10 or 100; 0 = told from the highest answer."}),
  };
}

// --- money ---

// "0.92"
struct RateKind {
  [[nodiscard]] static Status Read(const Json& json, const std::string& path, int64_t& out) {
    const std::optional<int64_t> rate =
        json.is_string() ? profile::ParseRate(json.get_ref<const std::string&>()) : std::nullopt;
    if (!rate) return BadValue(path, json, R"("0.92", > 0, ≤ 1000000)");
    out = *rate;
    return Done{};
  }
  [[nodiscard]] static Json Write(int64_t rate) { return ToText(profile::RateText(rate)); }
  [[nodiscard]] static Json Schema(Language, int64_t) {
    return ToObject({{"type", ToText("string")}, {"pattern", ToText(R"(^[0-9]{1,7}(\.[0-9]{1,9})?$)")}});
  }
};

Fields<ExchangeRate> RateFields() {
  return {
      Of<&ExchangeRate::currency>("currency", Text{1, kCurrencyCharactersMax},
                                  {"哪种货币，例如 HKD。", "Which currency, such as HKD."})
          .Required(),
      Of<&ExchangeRate::from>(
          "from", IsoDay{},
          {"从这一天起，直到该货币的下一个汇率。", "From this day until the next rate of the currency."})
          .Required(),
      Of<&ExchangeRate::billionths>("rate", RateKind{},
                                    {"1 单位该货币合多少本位币（文本，最多 9 位小数）。",
                                     "Units of the base currency for one unit of it (text, at most nine decimals)."})
          .Required(),
  };
}

Fields<MoneySettings> MoneyFields() {
  return {
      Of<&MoneySettings::currency>(
          "currency", Text{1, kCurrencyCharactersMax},
          {"本位币：所有金额换算成它再相加。", "The base currency: all amounts are added up in it."}),
      Of<&MoneySettings::rates>("rates", List<Object<ExchangeRate>>{{RateFields()}, {0, kRatesMax}},
                                {"汇率表。", "The rate table."}),
      Of<&MoneySettings::tax_basis>(
          "tax_basis", OneOf<TaxBasis>{{"included", TaxBasis::kIncluded}, {"excluded", TaxBasis::kExcluded}},
          {"客户价值用含税（included）还是不含税（excluded）金额。",
           "Whether customer value uses amounts with tax (included) or without (excluded)."}),
      Of<&MoneySettings::default_tax_rate>(
          "default_tax_rate", Nullable<Number>{{0, 1}},
          {"文件没有写明税率时用的税率，0.06 = 6 %；null = 不知道。",
           "The tax rate of files that do not say theirs, 0.06 = 6 %; null = not known."}),
  };
}

// --- customers ---

Fields<CustomerMerge> MergeFields() {
  const Text code{1, kNameCharactersMax};
  return {
      Of<&CustomerMerge::into>("into", code, {"留下的客户编码。", "Code of the customer that stays."}).Required(),
      Of<&CustomerMerge::from>("from", List<Text>{code, {1, kMergedMax}},
                               {"并入它的客户编码。", "Codes of the customers that become it."})
          .Required(),
  };
}

Fields<CustomerGroup> GroupFields() {
  const Text name{1, kNameCharactersMax};
  return {
      Of<&CustomerGroup::name>("name", name, {"集团名称。", "Name of the group."}).Required(),
      Of<&CustomerGroup::members>("members", List<Text>{name, {1, kMergedMax}},
                                  {"成员的客户编码。", "Codes of its members."})
          .Required(),
  };
}

Fields<CustomerSettings> CustomerFields() {
  return {
      Of<&CustomerSettings::merges>("merges", List<Object<CustomerMerge>>{{MergeFields()}, {0, kMergesMax}},
                                    {"同一客户的不同写法，读入时合并；删去即恢复。",
                                     "Spellings of one customer, merged while reading; removing one undoes it."}),
      Of<&CustomerSettings::groups>(
          "groups", List<Object<CustomerGroup>>{{GroupFields()}, {0, kMergesMax}},
          {"集团及其成员，只用于汇总；优先于客户表中的所属集团。",
           "Groups and their members, for totals alone; they go before the customers file's."}),
  };
}

// --- cvac ---

// [x, score]
struct CurvePointPair {
  static constexpr Number kX{};
  static constexpr Number kScore{0, 10};

  [[nodiscard]] static std::string Expected() { return "[" + kX.Expected() + ", " + kScore.Expected() + "]"; }
  [[nodiscard]] static Status Read(const Json& json, const std::string& path, CurvePoint& out) {
    if (!json.is_array() || json.size() != 2) return BadValue(path, json, Expected());
    if (Status status = kX.Read(json[0], Join(path, size_t{0}), out.x); !status) return status;
    return kScore.Read(json[1], Join(path, size_t{1}), out.score);
  }
  [[nodiscard]] static Json Write(const CurvePoint& point) {
    Json json = Json::array();
    json.push_back(ToNumber(point.x));
    json.push_back(ToNumber(point.score));
    return json;
  }
  [[nodiscard]] static Json Schema(Language language) {
    Json items = Json::array();
    items.push_back(kX.Schema(language));
    items.push_back(kScore.Schema(language));
    return ToObject({{"type", ToText("array")}, {"prefixItems", std::move(items)}, {"items", false}, {"minItems", 2}});
  }
};

Fields<ScoreCurve> CurveFields() {
  return {
      Of<&ScoreCurve::is_log>(
          "is_log", Boolean{},
          {"两点之间按数值的对数连线（数值跨度大时用）；否则按数值。",
           "Between points, draw the line over the logarithm of the value (for values that span a wide range); else "
           "over the value."}),
      Of<&ScoreCurve::points>("points", List<CurvePointPair>{{}, {2, kCurvePointsMax}},
                              {"曲线的点 [数值, 分数]，数值从小到大，分数 0–10；两端以外取端点的分数。",
                               "Points [value, score] of the curve, values ascending, scores 0–10; beyond the ends the "
                               "end's score holds."}),
  };
}

Fields<AttributeSettings> AttributeFields() {
  const Object<ScoreCurve> curve{CurveFields()};
  // Where there is no curve by default there are no default points either.
  Fields<ScoreCurve> fields_with_points = CurveFields();
  fields_with_points.list.back().required = true;
  const Object<ScoreCurve> curve_with_points{std::move(fields_with_points)};
  return {
      Of<&AttributeSettings::monthly_contribution>(
          "monthly_contribution", curve,
          {"月贡献度（元/月）怎样换成分数。", "How monthly contribution (yuan a month) becomes a score."}),
      Of<&AttributeSettings::avg_spend>(
          "avg_spend", curve, {"平均每次消费额（元）怎样换成分数。", "How average spend (yuan) becomes a score."}),
      Of<&AttributeSettings::purchase_cycle>(
          "purchase_cycle", curve,
          {"平均消费周期（天）怎样换成分数；按“越短越好”画，方向由 cycle_direction 定。",
           "How the purchase cycle (days) becomes a score; drawn for shorter is better, cycle_direction may mirror "
           "it."}),
      Of<&AttributeSettings::satisfaction>(
          "satisfaction", curve, {"满意度（1–5 分）怎样换成分数。", "How satisfaction (1–5) becomes a score."}),
      Of<&AttributeSettings::tenure>(
          "tenure", curve, {"合作时间（月）怎样换成分数。", "How cooperation time (months) becomes a score."}),
      Of<&AttributeSettings::recency>(
          "recency", curve,
          {"最近合作（距上次寄件的天数 ÷ 本客户的消费周期）怎样换成分数。",
           "How recency (days since the last shipment ÷ the customer's own cycle) becomes a score."}),
      Of<&AttributeSettings::choice_share>(
          "choice_share", Nullable<Object<ScoreCurve>>{curve_with_points},
          {"选择份额（0–1）怎样换成分数；null = 0 → 0，1/carriers → 5，0.5 → 8，1 → 10。",
           "How the choice share (0–1) becomes a score; null = 0 → 0, 1/carriers → 5, 0.5 → 8, 1 → 10."}),
      Of<&AttributeSettings::cycle_direction>(
          "cycle_direction",
          OneOf<CycleDirection>{{"shorter_is_better", CycleDirection::kShorterIsBetter},
                                {"longer_is_better", CycleDirection::kLongerIsBetter}},
          {"哪种消费周期得高分：shorter_is_better 越短越好，longer_is_better 越长越好。",
           "Which purchase cycle earns the points: shorter_is_better or longer_is_better."}),
      Of<&AttributeSettings::carriers>(
          "carriers", Whole{2, 100},
          {"客户可选的快递公司家数 J，含本公司；也是心中排名的名次数。",
           "J: carriers that a customer chooses among, we included; also the number of ranks."}),
      Of<&AttributeSettings::cycle_days_if_unknown>(
          "cycle_days_if_unknown", Number{1, 365},
          {"消费周期未知（只有一个寄件日）时，最近合作按这个周期计算（天）。",
           "Stands in for the own cycle in recency where it is not known (one day with shipments). Days."}),
  };
}

Fields<WeightSettings> WeightFields(uint32_t items) {
  // 1/9, as it is typed with three decimals.
  constexpr double kJudgementMin = 0.111;
  constexpr double kJudgementMax = 9;
  const uint32_t pairs = items * (items - 1) / 2;
  return {
      Of<&WeightSettings::mode>(
          "mode",
          OneOf<WeightMode>{{"ahp", WeightMode::kAhp}, {"equal", WeightMode::kEqual}, {"own", WeightMode::kOwn}},
          {"权重来源：ahp 两两比较，equal 相等，own 自定。",
           "Where the weights come from: ahp pairwise judgements, equal, own figures."}),
      Of<&WeightSettings::judgements>(
          "judgements", List<Number>{{kJudgementMin, kJudgementMax}, {pairs, pairs}},
          {"mode 为 ahp 时：两两比较值，“前者的重要性是后者的几倍”，按上三角逐行排列，每个 1/9 到 9。",
           "Mode ahp: how many times the first is as important as the second, upper triangle in row order, each 1/9 to "
           "9."}),
      Of<&WeightSettings::own>(
          "own", List<Number>{{0}, {items, items}},
          {"mode 为 own 时：每个属性一个权重，不小于 0，至少一个大于 0；和不是 1 时按比例折算。",
           "Mode own: one weight an attribute, none below 0 and one above; divided by their sum if that is not 1."}),
  };
}

Fields<ThresholdSettings> ThresholdFields() {
  OneOf<ThresholdMode> modes;
  for (const ThresholdMode mode : {ThresholdMode::kFixed, ThresholdMode::kParity, ThresholdMode::kQuantile,
                                   ThresholdMode::kMean, ThresholdMode::kTwoClass, ThresholdMode::kManual}) {
    modes.Add(ToText(IdOf(mode)), mode);
  }
  return {
      Of<&ThresholdSettings::mode>(
          "mode", modes,
          {"分界线的取法：fixed 固定 18 分 / 14 %，parity 18 分 / 100 % ÷ 家数，quantile 分位数，mean 平均数，"
           "two_class 自然断点，manual 手工。",
           "How thresholds are chosen: fixed 18 points / 14 %, parity 18 points / 100 % ÷ carriers, quantile, mean, "
           "two_class the natural break, manual."}),
      Of<&ThresholdSettings::cv_quantile>(
          "cv_quantile", Number{0, 1},
          {"mode 为 quantile 时客户价值的分位点。", "Mode quantile: which quantile of customer value."}),
      Of<&ThresholdSettings::ac_quantile>(
          "ac_quantile", Number{0, 1},
          {"mode 为 quantile 时服务可得性的分位点。", "Mode quantile: which quantile of availability."}),
      Of<&ThresholdSettings::cv_manual>("cv_manual", Number{0, segment::kCvPointsMax},
                                        {"mode 为 manual 时客户价值的分界线（分，0–30）。",
                                         "Mode manual: threshold of customer value, points of 30."}),
      Of<&ThresholdSettings::ac_manual>(
          "ac_manual", Number{0, 100},
          {"mode 为 manual 时服务可得性的分界线（%）。", "Mode manual: threshold of availability, percent."}),
  };
}

Fields<StabilitySettings> StabilityFields() {
  return {
      Of<&StabilitySettings::band>(
          "band", Number{0, 0.5},
          {"临界带宽，为分界线的几成：0.05 即 18 ± 0.90 分、14 ± 0.70 %。",
           "Width of the borderline band as a part of the threshold: 0.05 is 18 ± 0.90 points, 14 ± 0.70 %."}),
      Of<&StabilitySettings::keeps_type>(
          "keeps_type", Boolean{},
          {"有上期结果时，客户要离开临界带或连续两期越线才换类型。",
           "With a previous run, a customer changes type only on leaving the band or after two periods across."}),
  };
}

Fields<CvAcSettings> CvAcFields() {
  return {
      Of<&CvAcSettings::attributes>("attributes", Object<AttributeSettings>{AttributeFields()},
                                    {"各属性怎样换成 0–10 分。", "How each attribute becomes a score from 0 to 10."}),
      Of<&CvAcSettings::cv_weights>(
          "cv_weights", Object<WeightSettings>{WeightFields(segment::kCvAttributes)},
          {"客户价值的权重，依次为：月贡献度、平均每次消费额、平均消费周期。",
           "Weights of customer value, in the order monthly contribution, average spend, purchase cycle."}),
      Of<&CvAcSettings::ac_weights>(
          "ac_weights", Object<WeightSettings>{WeightFields(segment::kAcAttributes)},
          {"服务可得性的权重，依次为：选择份额、满意度、心中排名、合作时间、最近合作。",
           "Weights of availability, in the order choice share, satisfaction, mind rank, cooperation time, recency."}),
      Of<&CvAcSettings::rival_attraction>(
          "rival_attraction", Number{0.01, 1},
          {"其余每家快递公司对客户的吸引力；0.5 为中性。", "Attraction of each rival carrier; 0.5 is neutral."}),
      Of<&CvAcSettings::thresholds>("thresholds", Object<ThresholdSettings>{ThresholdFields()},
                                    {"两条轴的高低分界线。", "Where low ends and high begins on both axes."}),
      Of<&CvAcSettings::stability>(
          "stability", Object<StabilitySettings>{StabilityFields()},
          {"避免客户在分界线附近来回换类型。", "Keeps customers near a threshold from changing type back and forth."}),
      Of<&CvAcSettings::coverage_min>(
          "coverage_min", Number{0, 1},
          {"服务可得性的属性至少要知道多少权重，类型才不标“暂定”。",
           "Weight of the availability attributes that must be known for a type that is not provisional."}),
      Of<&CvAcSettings::new_below_months>("new_below_months", Number{0, 60},
                                          {"合作不满这么多个月的客户为新客户，类型暂定。",
                                           "Customers younger than this are new, and provisional. Months."}),
  };
}

// --- rfm, abc ---

Fields<RfmSettings> RfmFields() {
  constexpr uint32_t kCutsMin = segment::kRfmBinsMin - 1;
  constexpr uint32_t kCutsMax = segment::kRfmBinsMax - 1;
  return {
      Of<&RfmSettings::bins>("bins", Whole{segment::kRfmBinsMin, segment::kRfmBinsMax},
                             {"每项分几档。", "How many scores each of R, F and M has."}),
      Of<&RfmSettings::cuts>("cuts",
                             OneOf<RfmCutMode>{{"quantile", RfmCutMode::kQuantile}, {"fixed", RfmCutMode::kFixed}},
                             {"分档点：quantile 按分位数，fixed 用下面的固定值。",
                              "Where the scores are cut: quantile from the data, fixed at the figures below."}),
      Of<&RfmSettings::frequency>(
          "frequency",
          OneOf<RfmFrequency>{{"waybills", RfmFrequency::kWaybills}, {"ship_days", RfmFrequency::kShipDays}},
          {"频次数什么：waybills 票数，ship_days 寄件天数。",
           "What frequency counts: waybills, or ship_days, days with shipments."}),
      Of<&RfmSettings::recency_days>("recency_days", List<Number>{{0}, {kCutsMin, kCutsMax}},
                                     {"cuts 为 fixed 时最近一次的分档点（天），从小到大，共 bins − 1 个。",
                                      "Cuts fixed: recency, days, ascending, bins − 1 of them."}),
      Of<&RfmSettings::frequency_count>("frequency_count", List<Number>{{0}, {kCutsMin, kCutsMax}},
                                        {"cuts 为 fixed 时频次的分档点，从小到大，共 bins − 1 个。",
                                         "Cuts fixed: frequency, ascending, bins − 1 of them."}),
      Of<&RfmSettings::monetary_yuan>("monetary_yuan", List<Number>{{}, {kCutsMin, kCutsMax}},
                                      {"cuts 为 fixed 时金额的分档点（元），从小到大，共 bins − 1 个。",
                                       "Cuts fixed: money, yuan, ascending, bins − 1 of them."}),
  };
}

Fields<AbcSettings> AbcFields() {
  constexpr double kPercentMin = 0.001;
  return {
      Of<&AbcSettings::a_percent>(
          "a_percent", Number{kPercentMin, 100},
          {"A 类占总额的百分比；须小于 b_percent。", "Percent of all value that class A holds; below b_percent."}),
      Of<&AbcSettings::b_percent>(
          "b_percent", Number{kPercentMin, 100},
          {"A、B 两类合计占总额的百分比。", "Percent of all value that classes A and B hold together."}),
      Of<&AbcSettings::top_percent>(
          "top_percent", Number{kPercentMin, 100},
          {"“前百分之几的客户占多少”中的百分之几。", "Percent of customers in the top group, whose share is shown."}),
  };
}

// --- window ---

Fields<Window> WindowFields() {
  return {
      Of<&Window::from>("from", IsoDay{}, {"第一天。", "The first day."}).Required(),
      Of<&Window::to>("to", IsoDay{}, {"最后一天，不早于第一天。", "The last day, not before the first."}).Required(),
  };
}

// "last12" | "all" | {"from": …, "to": …}
struct WindowKind {
  static constexpr std::string_view kLast12 = "last12";
  static constexpr std::string_view kAll = "all";

  [[nodiscard]] static Status Read(const Json& json, const std::string& path, std::optional<WindowChoice>& out) {
    if (json == ToText(kLast12)) {
      out.reset();
      return Done{};
    }
    if (json == ToText(kAll)) {
      out = WindowChoice{};
      return Done{};
    }
    if (!json.is_object()) return BadValue(path, json, R"("last12" | "all" | {"from": YYYY-MM-DD, "to": YYYY-MM-DD})");
    Window days{};
    if (Status status = Object<Window>{WindowFields()}.Read(json, path, days); !status) return status;
    if (days.to < days.from) return BadValue(Join(path, "to"), ToIso(days.to), "≥ " + ToIso(days.from));
    out = WindowChoice{days};
    return Done{};
  }
  [[nodiscard]] static Json Write(const std::optional<WindowChoice>& window) {
    if (!window) return ToText(kLast12);
    if (!window->days) return ToText(kAll);
    return Object<Window>{WindowFields()}.Write(*window->days);
  }
  [[nodiscard]] static Json Schema(Language language, const std::optional<WindowChoice>&) {
    Json ids = Json::array();
    ids.push_back(ToText(kLast12));
    ids.push_back(ToText(kAll));
    Json either = Json::array();
    either.push_back(ToObject({{"enum", std::move(ids)}}));
    either.push_back(Object<Window>{WindowFields()}.Schema(language, Window{}));
    return ToObject({{"anyOf", std::move(either)}});
  }
};

Fields<Settings> SettingsFields() {
  return {
      Of<&Settings::as_of>("as_of", Nullable<IsoDay>{},
                           {"截至日，例如 \"2026-10-31\"；null = 由数据判断。",
                            "The as-of date, like \"2026-10-31\"; null = told from the data."}),
      Of<&Settings::window>(
          "window", WindowKind{},
          {"统计期：last12 截至日为止的 12 个自然月，all 全部，或起止两天（均含）。",
           "The days to look at: last12 the 12 calendar months that end on the as-of date, all, or two days, both "
           "included."}),
      Of<&Settings::profile>("profile", Object<ProfileSettings>{ProfileFields()},
                             {"客户档案的算法。", "How the customer table is computed."}),
      Of<&Settings::money>("money", Object<MoneySettings>{MoneyFields()}, {"货币与税。", "Currency and tax."}),
      Of<&Settings::customers>(
          "customers", Object<CustomerSettings>{CustomerFields()},
          {"哪些客户是同一个，哪些属于同一集团。", "Which customers are one, and which belong together."}),
      Of<&Settings::cvac>("cvac", Object<CvAcSettings>{CvAcFields()},
                          {"客户价值 × 服务可得性矩阵。", "The matrix of customer value and availability."}),
      Of<&Settings::rfm>("rfm", Object<RfmSettings>{RfmFields()}, {"RFM 打分。", "RFM scores."}),
      Of<&Settings::abc>("abc", Object<AbcSettings>{AbcFields()}, {"ABC 分类。", "ABC classes."}),
  };
}

// The room below names its keys without the section that they are in here.
Error In(std::string_view section, Error error) {
  for (auto& [name, value] : error.params) {
    if (name == "key") value = Join(std::string(section), value);
  }
  return error;
}

}  // namespace

Result<Settings> ParseSettings(std::string_view json) {
  Result<Settings> settings = ReadDocument(json, SettingsFields(), kMigrations);
  if (!settings) return settings;
  if (const Status status = CheckMoneySettings(settings->money); !status) return status.error();
  if (const Status status = CheckCustomerSettings(settings->customers); !status) return status.error();
  if (const Status status = CheckCvAcSettings(settings->cvac); !status) return In("cvac", status.error());
  return settings;
}

std::string ToJson(const Settings& settings) { return WriteDocument(settings, SettingsFields(), kSettingsVersion); }

std::string SettingsSchema(Language language) {
  return SchemaOfDocument(SettingsFields(), kSettingsVersion, {"Loyalane 设置", "Loyalane settings"}, language);
}

}  // namespace loyalane::document
