#include "document/settings.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "tests/core/document/schema_check.h"

namespace loyalane::document {
namespace {

using segment::CurvePoint;
using segment::ScoreCurve;
using ::testing::HasSubstr;

std::string Param(const Error& error, std::string_view name) {
  for (const auto& [key, value] : error.params) {
    if (key == name) return value;
  }
  return "";
}

Settings Parsed(std::string_view json) {
  const Result<Settings> settings = ParseSettings(json);
  EXPECT_TRUE(settings.ok()) << Describe(settings.error(), Language::kEn);
  return settings.ok() ? *settings : Settings{};
}

Error Refused(std::string_view json) {
  const Result<Settings> settings = ParseSettings(json);
  EXPECT_FALSE(settings.ok()) << json;
  return settings.ok() ? Error(ErrorId::kCount) : settings.error();
}

// --- any valid settings ---

class Draw {
 public:
  explicit Draw(uint64_t seed) : engine_(seed) {}
  // One time in eight an end of the range, else any double inside.
  double Real(double min, double max) {
    if (Below(8) == 0) return Below(2) == 0 ? min : max;
    const double unit = static_cast<double>(engine_() >> 11) / 9007199254740992.0;  // 2^53
    return std::clamp(min + (max - min) * unit, min, max);
  }
  uint64_t Below(uint64_t limit) { return engine_() % limit; }
  bool Coin() { return Below(2) == 1; }
  template <typename Enum>
  Enum Any(int count) {
    return static_cast<Enum>(Below(static_cast<uint64_t>(count)));
  }
  std::vector<double> Reals(size_t count, double min, double max) {
    std::vector<double> values(count);
    for (double& value : values) value = Real(min, max);
    return values;
  }
  // Different values, ascending.
  std::vector<double> Ascending(size_t count, double min, double max) {
    std::vector<double> values;
    while (values.size() < count) {
      values.push_back(Real(min, max));
      std::sort(values.begin(), values.end());
      values.erase(std::unique(values.begin(), values.end()), values.end());
    }
    return values;
  }
  ScoreCurve Curve(bool higher_is_better) {
    ScoreCurve curve;
    curve.is_log = Coin();
    const size_t points = 2 + Below(8);
    const std::vector<double> x = Ascending(points, curve.is_log ? 1e-9 : -1e6, 1e9);
    std::vector<double> scores = Reals(points, 0, 10);
    std::sort(scores.begin(), scores.end());
    if (!higher_is_better) std::reverse(scores.begin(), scores.end());
    for (size_t i = 0; i < points; ++i) curve.points.push_back({x[i], scores[i]});
    return curve;
  }
  Day AnyDay() { return ToDay({kYearMin, 1, 1}) + static_cast<int32_t>(Below(200 * 365)); }  // kYearMax is 199 later

 private:
  std::mt19937_64 engine_;
};

// Ranges as the headers of segment and profile state them.
Settings AnySettings(uint64_t seed) {
  Draw draw(seed);
  Settings s;
  if (draw.Coin()) s.as_of = draw.AnyDay();
  if (draw.Coin()) {
    s.window = WindowChoice{};
    if (draw.Coin()) {
      const Day from = draw.AnyDay();
      s.window->days = Window{from, std::max(from, draw.AnyDay())};
    }
  }
  s.profile.occasion = draw.Any<profile::Occasion>(3);
  constexpr std::string_view kNames[] = {"", "我们速运", "\"A\\B\"\n\t\x01", "🚚 Übernacht", "{\"a\": [1]}"};
  s.profile.our_carrier = kNames[draw.Below(std::size(kNames))];
  constexpr int32_t kScales[] = {0, 5, 10, 100};
  s.profile.satisfaction_scale = kScales[draw.Below(4)];

  s.money.currency = draw.Coin() ? "CNY" : "人民币";
  for (uint64_t i = draw.Below(4); i-- > 0;) {
    // Days apart, so that no currency has two rates of one day.
    s.money.rates.push_back({draw.Coin() ? "HKD" : "美元", ToDay({2026, 1, 1}) + static_cast<int32_t>(i),
                             static_cast<int64_t>(1 + draw.Below(1'000'000'000'000'000))});
  }
  s.money.tax_basis = draw.Any<profile::TaxBasis>(2);
  if (draw.Coin()) s.money.default_tax_rate = draw.Real(0, 1);
  for (uint64_t i = draw.Below(3); i-- > 0;) {
    s.customers.merges.push_back({"C" + std::to_string(i), {"c-" + std::to_string(i), "客户\"" + std::to_string(i)}});
    s.customers.groups.push_back({"集团 " + std::to_string(i), {"G" + std::to_string(i)}});
  }

  segment::AttributeSettings& a = s.cvac.attributes;
  a.monthly_contribution = draw.Curve(true);
  a.avg_spend = draw.Curve(true);
  a.purchase_cycle = draw.Curve(false);
  a.satisfaction = draw.Curve(true);
  a.tenure = draw.Curve(true);
  a.recency = draw.Curve(false);
  if (draw.Coin()) a.choice_share = draw.Curve(true);
  a.cycle_direction = draw.Any<segment::CycleDirection>(2);
  a.carriers = static_cast<int32_t>(2 + draw.Below(99));
  a.cycle_days_if_unknown = draw.Real(1, 365);
  s.cvac.cv_weights = {draw.Any<segment::WeightMode>(3), draw.Reals(3, 0.111, 9), draw.Reals(3, 0, 1)};
  s.cvac.ac_weights = {draw.Any<segment::WeightMode>(3), draw.Reals(10, 0.111, 9), draw.Reals(5, 0, 1)};
  s.cvac.cv_weights.own[0] = s.cvac.ac_weights.own[0] = draw.Real(0.001, 1e6);
  s.cvac.rival_attraction = draw.Real(0.01, 1);
  s.cvac.thresholds = {draw.Any<segment::ThresholdMode>(6), draw.Real(0, 1), draw.Real(0, 1), draw.Real(0, 30),
                       draw.Real(0, 100)};
  s.cvac.stability = {draw.Real(0, 0.5), draw.Coin()};
  s.cvac.coverage_min = draw.Real(0, 1);
  s.cvac.new_below_months = draw.Real(0, 60);

  s.rfm.bins = static_cast<int32_t>(3 + draw.Below(3));
  s.rfm.cuts = draw.Any<segment::RfmCutMode>(2);
  s.rfm.frequency = draw.Any<segment::RfmFrequency>(2);
  const size_t cuts = static_cast<size_t>(s.rfm.bins) - 1;
  s.rfm.recency_days = draw.Ascending(cuts, 0, 3650);
  s.rfm.frequency_count = draw.Ascending(cuts, 0, 1e6);
  s.rfm.monetary_yuan = draw.Ascending(cuts, -1e9, 1e12);
  s.abc.b_percent = draw.Real(1, 100);
  s.abc.a_percent = draw.Real(0.001, s.abc.b_percent);
  s.abc.top_percent = draw.Real(0.001, 100);
  return s;
}

TEST(Settings, WhatIsWrittenReadsAndWritesBackIdentically) {
  const Json schema = Json::parse(SettingsSchema());
  for (uint64_t seed = 0; seed < 500; ++seed) {
    SCOPED_TRACE(seed);
    const Settings settings = AnySettings(seed);
    const std::string json = ToJson(settings);
    const Result<Settings> read = ParseSettings(json);
    ASSERT_TRUE(read.ok()) << Describe(read.error(), Language::kEn) << json;
    ASSERT_EQ(*read, settings) << json;
    ASSERT_EQ(ToJson(*read), json);
    ASSERT_EQ(Violation(Json::parse(json), schema), "");
  }
}

TEST(Settings, AbsentKeysHaveDefaults) {
  EXPECT_EQ(Parsed("{}"), Settings{});
  EXPECT_EQ(Parsed(ToJson(Settings{})), Settings{});
  Settings expected;
  expected.cvac.thresholds.mode = segment::ThresholdMode::kQuantile;
  expected.cvac.attributes.avg_spend.is_log = false;
  EXPECT_EQ(Parsed(R"({"cvac": {"thresholds": {"mode": "quantile"}, "attributes": {"avg_spend": {"is_log": false}}}})"),
            expected);
}

TEST(Settings, WritesWholeNumbersAndShortDoubles) {
  Settings settings;
  settings.cvac.rival_attraction = 0.1 + 0.2;  // IEEE 754: shortest text that reads back is 0.30000000000000004
  settings.cvac.new_below_months = 6;
  const std::string json = ToJson(settings);
  EXPECT_THAT(json, HasSubstr("\"rival_attraction\": 0.30000000000000004,"));
  EXPECT_THAT(json, HasSubstr("\"new_below_months\": 6\n"));
  EXPECT_THAT(json, HasSubstr("\"points\": [[50, 0], [200, 2], [800, 4], [3000, 6], [10000, 8], [50000, 10]]\n"));
  EXPECT_EQ(json.substr(0, 16), "{\n  \"version\": 1");
  EXPECT_EQ(json.back(), '\n');
}

TEST(Settings, MinusZeroIsZero) {
  const Settings settings = Parsed(R"({"cvac": {"coverage_min": -0.0}})");
  EXPECT_FALSE(std::signbit(settings.cvac.coverage_min));
}

TEST(Settings, WindowAndAsOf) {
  EXPECT_EQ(Parsed(R"({"as_of": "2026-10-31"})").as_of, ToDay({2026, 10, 31}));
  EXPECT_EQ(Parsed(R"({"as_of": null, "window": "last12"})").window, std::nullopt);
  EXPECT_EQ(Parsed(R"({"window": "all"})").window, WindowChoice{});
  const Window days{ToDay({2026, 1, 1}), ToDay({2026, 3, 31})};
  EXPECT_EQ(Parsed(R"({"window": {"from": "2026-01-01", "to": "2026-03-31"}})").window, WindowChoice{days});
}

TEST(Settings, WholeNumberMayBeWrittenWithAPoint) { EXPECT_EQ(Parsed(R"({"rfm": {"bins": 4.0}})").rfm.bins, 4); }

TEST(Settings, ByteOrderMarkIsSkipped) { EXPECT_EQ(Parsed("\xEF\xBB\xBF{\"rfm\": {\"bins\": 3}}").rfm.bins, 3); }

TEST(Settings, UnknownKeyIsNamedWithItsPath) {
  const Error error = Refused(R"({"cvac": {"thresholds": {"mod": "fixed"}}})");
  EXPECT_EQ(IdOf(error.id), "BASE-102");
  EXPECT_EQ(Param(error, "key"), "cvac.thresholds.mod");
  EXPECT_EQ(Param(Refused(R"({"cvca": {}})"), "key"), "cvca");
  EXPECT_EQ(Param(Refused(R"({"window": {"from": "2026-01-01", "until": "2026-01-02"}})"), "key"), "window.until");
}

struct BadDocument {
  std::string_view json, key, value, expected;
};

TEST(Settings, WrongTypeOrRangeSaysWhatIsExpected) {
  const Json schema = Json::parse(SettingsSchema());
  for (const BadDocument& bad : {
           BadDocument{R"([])", "$", "[]", "{…}"},
           BadDocument{R"({"cvac": 3})", "cvac", "3", "{…}"},
           BadDocument{R"({"cvac": {"coverage_min": "0.5"}})", "cvac.coverage_min", "0.5", "number, 0–1"},
           BadDocument{R"({"cvac": {"coverage_min": 1.5}})", "cvac.coverage_min", "1.5", "number, 0–1"},
           BadDocument{R"({"cvac": {"stability": {"keeps_type": 1}}})", "cvac.stability.keeps_type", "1",
                       "true | false"},
           BadDocument{R"({"cvac": {"thresholds": {"mode": "FIXED"}}})", "cvac.thresholds.mode", "FIXED",
                       R"("fixed" | "parity" | "quantile" | "mean" | "two_class" | "manual")"},
           BadDocument{R"({"cvac": {"attributes": {"carriers": 7.5}}})", "cvac.attributes.carriers", "7.5",
                       "integer, 2–100"},
           BadDocument{R"({"cvac": {"attributes": {"carriers": 18446744073709551615}}})", "cvac.attributes.carriers",
                       "18446744073709551615", "integer, 2–100"},
           BadDocument{R"({"cvac": {"attributes": {"recency": {"points": [[1, 10]]}}}})",
                       "cvac.attributes.recency.points", "[[1,10]]", "[[number, number, 0–10], …] × 2–100"},
           BadDocument{R"({"cvac": {"attributes": {"recency": {"points": [[1, 10], [2]]}}}})",
                       "cvac.attributes.recency.points[1]", "[2]", "[number, number, 0–10]"},
           BadDocument{R"({"cvac": {"attributes": {"recency": {"points": [[1, 10], [2, 11]]}}}})",
                       "cvac.attributes.recency.points[1][1]", "11", "number, 0–10"},
           BadDocument{R"({"cvac": {"attributes": {"recency": {"points": [[null, 10], [2, 5]]}}}})",
                       "cvac.attributes.recency.points[0][0]", "null", "number"},
           BadDocument{R"({"cvac": {"cv_weights": {"judgements": [1, 2]}}})", "cvac.cv_weights.judgements", "[1,2]",
                       "[number, 0.111–9, …] × 3"},
           BadDocument{R"({"cvac": {"cv_weights": {"own": [1, -1, 0]}}})", "cvac.cv_weights.own[1]", "-1",
                       "number, ≥ 0"},
           BadDocument{R"({"profile": {"satisfaction_scale": 7}})", "profile.satisfaction_scale", "7",
                       "0 | 5 | 10 | 100"},
           BadDocument{R"({"profile": {"our_carrier": null}})", "profile.our_carrier", "null", "string, 0–200"},
           BadDocument{R"({"rfm": {"bins": 6}})", "rfm.bins", "6", "integer, 3–5"},
           BadDocument{R"({"abc": {"a_percent": 0}})", "abc.a_percent", "0", "number, 0.001–100"},
           BadDocument{R"({"as_of": 20261031})", "as_of", "20261031", "YYYY-MM-DD"},
           BadDocument{R"({"as_of": "2026-10-3"})", "as_of", "2026-10-3", "YYYY-MM-DD"},
           BadDocument{R"({"window": "last6"})", "window", "last6",
                       R"("last12" | "all" | {"from": YYYY-MM-DD, "to": YYYY-MM-DD})"},
           BadDocument{R"({"window": {"from": "2026-01-01"}})", "window.to", "null", R"({"to": …})"},
           BadDocument{R"({"money": {"currency": ""}})", "money.currency", "", "string, 1–16"},
           BadDocument{R"({"money": {"tax_basis": "net"}})", "money.tax_basis", "net", R"("included" | "excluded")"},
           BadDocument{R"({"money": {"default_tax_rate": 6}})", "money.default_tax_rate", "6", "number, 0–1"},
           BadDocument{R"({"money": {"rates": [{"currency": "HKD", "from": "2026-01-01", "rate": 0.92}]}})",
                       "money.rates[0].rate", "0.92", R"("0.92", > 0, ≤ 1000000)"},
           BadDocument{R"({"money": {"rates": [{"currency": "HKD", "from": "2026-01-01", "rate": "0,92"}]}})",
                       "money.rates[0].rate", "0,92", R"("0.92", > 0, ≤ 1000000)"},
           BadDocument{R"({"money": {"rates": [{"currency": "HKD", "rate": "0.92"}]}})", "money.rates[0].from", "null",
                       R"({"from": …})"},
           BadDocument{R"({"money": {"rates": {}}})", "money.rates", "{}", "[{…}, …] × 0–10000"},
           BadDocument{R"({"customers": {"merges": [{"into": "A", "from": []}]}})", "customers.merges[0].from", "[]",
                       "[string, 1–200, …] × 1–1000"},
           BadDocument{R"({"customers": {"merges": [{"into": "A", "from": ["B", 3]}]}})", "customers.merges[0].from[1]",
                       "3", "string, 1–200"},
           BadDocument{R"({"customers": {"groups": [{"members": ["B"]}]}})", "customers.groups[0].name", "null",
                       R"({"name": …})"},
           BadDocument{R"({"version": "1"})", "version", "1", "1"},
           BadDocument{R"({"version": 0})", "version", "0", "1"},
       }) {
    SCOPED_TRACE(bad.json);
    const Error error = Refused(bad.json);
    EXPECT_EQ(IdOf(error.id), "BASE-103");
    EXPECT_EQ(Param(error, "key"), bad.key);
    EXPECT_EQ(Param(error, "value"), bad.value);
    EXPECT_EQ(Param(error, "expected"), bad.expected);
    // The schema and the parser come from one table: both refuse.
    EXPECT_NE(Violation(Json::parse(bad.json), schema), "");
  }
}

TEST(Settings, ChecksThatASchemaCannotState) {
  Error error = Refused(R"({"as_of": "2026-02-30"})");
  EXPECT_EQ(IdOf(error.id), "BASE-103");
  error = Refused(R"({"window": {"from": "2026-03-01", "to": "2026-02-28"}})");
  EXPECT_EQ(IdOf(error.id), "BASE-103");
  EXPECT_EQ(Param(error, "key"), "window.to");
  EXPECT_EQ(Param(error, "expected"), "≥ 2026-03-01");
  error = Refused(R"({"cvac": {"attributes": {"tenure": {"points": [[0, 0], [6, 3], [6, 5]]}}}})");
  EXPECT_EQ(IdOf(error.id), "SEGMENT-103");
  EXPECT_EQ(Param(error, "key"), "cvac.attributes.tenure");
  error = Refused(R"({"cvac": {"attributes": {"choice_share": {"is_log": true, "points": [[0, 0], [1, 10]]}}}})");
  EXPECT_EQ(Param(error, "key"), "cvac.attributes.choice_share");
  error = Refused(R"({"cvac": {"ac_weights": {"mode": "own", "own": [0, 0, 0, 0, 0]}}})");
  EXPECT_EQ(IdOf(error.id), "SEGMENT-104");
  EXPECT_EQ(Param(error, "key"), "cvac.ac_weights.own");
  for (const std::string_view rate : {"0", "0.0", "1000000.5"}) {
    error = Refused(R"({"money": {"rates": [{"currency": "HKD", "from": "2026-01-01", "rate": ")" + std::string(rate) +
                    "\"}]}}");
    EXPECT_EQ(IdOf(error.id), "BASE-103") << rate;
    EXPECT_EQ(Param(error, "key"), "money.rates[0].rate");
  }
}

TEST(Settings, MoneyIsReadExactly) {
  const Settings settings = Parsed(R"({"money": {"currency": "CNY", "default_tax_rate": 0.06, "tax_basis": "excluded",
    "rates": [{"currency": "港币", "from": "2026-01-01", "rate": "0.920"},
              {"currency": "VND", "from": "2026-01-01", "rate": "0.000278512"}]}})");
  ASSERT_EQ(settings.money.rates.size(), 2u);
  EXPECT_EQ(settings.money.rates[0].billionths, 920'000'000);
  EXPECT_EQ(settings.money.rates[1].billionths, 278'512);
  EXPECT_EQ(settings.money.tax_basis, profile::TaxBasis::kExcluded);
  EXPECT_EQ(settings.money.default_tax_rate, 0.06);
  EXPECT_THAT(ToJson(settings), HasSubstr("\"rate\": \"0.92\""));
}

struct RefusedSettings {
  std::string_view json, id;
};

TEST(Settings, MoneyAndCustomersThatContradictThemselves) {
  for (const RefusedSettings& bad : {
           RefusedSettings{R"({"money": {"rates": [{"currency": "HKD", "from": "2026-01-01", "rate": "0.9"},
                                                   {"currency": "HK$", "from": "2026-01-01", "rate": "0.8"}]}})",
                           "PROFILE-102"},
           RefusedSettings{R"({"money": {"rates": [{"currency": "元", "from": "2026-01-01", "rate": "1"}]}})",
                           "PROFILE-103"},
           // A chain, a circle, itself; codes are compared as they are read from files.
           RefusedSettings{R"({"customers": {"merges": [{"into": "B", "from": ["A"]}, {"into": "C", "from": ["B"]}]}})",
                           "PROFILE-105"},
           RefusedSettings{R"({"customers": {"merges": [{"into": "B", "from": ["A"]}, {"into": "A", "from": ["B"]}]}})",
                           "PROFILE-105"},
           RefusedSettings{R"({"customers": {"merges": [{"into": "A", "from": ["Ａ "]}]}})", "PROFILE-105"},
           RefusedSettings{R"({"customers": {"merges": [{"into": "B", "from": ["A"]}, {"into": "C", "from": ["A"]}]}})",
                           "PROFILE-106"},
           RefusedSettings{R"({"customers": {"merges": [{"into": "B", "from": ["A", "A"]}]}})", "PROFILE-106"},
           RefusedSettings{R"({"customers": {"groups": [{"name": "X", "members": ["A"]},
                                                        {"name": "Y", "members": ["A"]}]}})",
                           "PROFILE-107"},
       }) {
    EXPECT_EQ(IdOf(Refused(bad.json).id), bad.id) << bad.json;
  }
  // Several into one, in one entry or in two; a member named twice in one group.
  EXPECT_EQ(Parsed(R"({"customers": {"merges": [{"into": "B", "from": ["A"]}, {"into": "B", "from": ["C"]}],
                                     "groups": [{"name": "X", "members": ["A", "A"]}]}})")
                .customers.merges.size(),
            2u);
}

TEST(Settings, CurveOfItsOwnNeedsPoints) {
  const std::string_view json = R"({"cvac": {"attributes": {"choice_share": {"is_log": false}}}})";
  EXPECT_EQ(Param(Refused(json), "key"), "cvac.attributes.choice_share.points");
  EXPECT_NE(Violation(Json::parse(json), Json::parse(SettingsSchema())), "");
  EXPECT_EQ(Parsed(R"({"cvac": {"attributes": {"choice_share": null}}})"), Settings{});
}

TEST(Settings, NewerVersionIsRefused) {
  const Error error = Refused(R"({"version": 2, "anything": 1})");
  EXPECT_EQ(IdOf(error.id), "BASE-104");
  EXPECT_EQ(Param(error, "version"), "2");
  EXPECT_EQ(Parsed(R"({"version": 1})"), Settings{});
}

TEST(Settings, NoJson) {
  const Error error = Refused("{\n  \"rfm\": {,}\n}");
  EXPECT_EQ(IdOf(error.id), "BASE-101");
  EXPECT_THAT(Param(error, "detail"), HasSubstr("2:11"));  // line 2, the comma is its 11th character
  for (const std::string_view json : {"", " ", "{", "{}}", "nul", "{\"a\": \xFF}", "{'a': 1}", "{\"rfm\": 1e999}"}) {
    EXPECT_EQ(IdOf(Refused(json).id), "BASE-101") << json;
  }
  for (const std::string_view json : {std::string_view("{\"\0\": 1}", 8), std::string_view("{}\0{", 4)}) {
    EXPECT_EQ(IdOf(Refused(json).id), "BASE-101");
  }
}

TEST(Settings, KeyGivenTwice) {
  const Error error = Refused(R"({"cvac": {"stability": {"band": 0.1, "keeps_type": true, "band": 0.2}}})");
  EXPECT_EQ(IdOf(error.id), "BASE-105");
  EXPECT_EQ(Param(error, "key"), "cvac.stability.band");
}

TEST(Settings, TooDeepOrTooLarge) {
  EXPECT_EQ(IdOf(Refused(std::string(100'000, '[')).id), "BASE-106");
  EXPECT_EQ(IdOf(Refused(std::string(17 * 1024 * 1024, ' ')).id), "BASE-106");  // the limit is 16 MB
}

TEST(Settings, LongValuesAreShortenedInErrors) {
  std::string name;
  for (int i = 0; i < 300; ++i) name += "速";
  const Error error = Refused(R"({"profile": {"our_carrier": ")" + name + "\"}}");
  EXPECT_LT(Param(error, "value").size(), 80u);  // 60 bytes and an ellipsis
  EXPECT_TRUE(Param(error, "value").ends_with("速…"));
}

TEST(Settings, TextThatIsNoUtf8IsWrittenAsUtf8) {
  Settings settings;
  settings.profile.our_carrier = "A\xFF";
  EXPECT_EQ(Parsed(ToJson(settings)).profile.our_carrier, "A\xEF\xBF\xBD");  // U+FFFD
}

TEST(SettingsSchema, DescribesEveryKeyInBothLanguages) {
  for (const Language language : {Language::kZh, Language::kEn}) {
    const Json schema = Json::parse(SettingsSchema(language));
    EXPECT_EQ(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
    size_t properties = 0;
    EXPECT_EQ(DescriptionGap(schema, &properties), "");
    EXPECT_EQ(properties, 81u);  // members of the structs behind settings.h, a curve's two in seven places, version
  }
  EXPECT_NE(SettingsSchema(Language::kZh), SettingsSchema(Language::kEn));
}

// Fills in the defaults that the schema states.
Json DefaultsOf(const Json& schema) {
  if (schema.contains("default")) return schema["default"];
  Json json = Json::object();
  for (const auto& [key, property] : schema["properties"].items()) json[key] = DefaultsOf(property);
  return json;
}

TEST(SettingsSchema, StatesTheDefaultsThatAreUsed) {
  EXPECT_EQ(DefaultsOf(Json::parse(SettingsSchema())).dump(), Json::parse(ToJson(Settings{})).dump());
}

}  // namespace
}  // namespace loyalane::document
