#include "segment/cvac.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <map>
#include <numeric>
#include <random>
#include <tuple>

#include "tests/core/segment/profile_builder.h"

namespace loyalane::segment {
namespace {

std::string Printed(double value, int decimals) {
  if (std::isnan(value)) return "-";
  char text[64];
  std::snprintf(text, sizeof text, "%.*f", decimals, value);
  return text;
}

CvAcResult Score(const profile::ProfileTable& table, const CvAcSettings& settings = {},
                 const PreviousRun* previous = nullptr) {
  return ScoreCvAc(table, settings, previous).value();
}

// --- The worked example of the specification: docs/formulas/cvac.md, "Golden" ---

struct Example {
  Customer customer;
  std::vector<std::string> cv_scores;  // M/A/C as printed
  std::string cv;
  std::vector<std::string> ac_scores;  // S/Q/R/T/E as printed
  std::string attraction, ac, type;
};

std::vector<Example> WorkedExample(bool with_printed_m) {
  const double none = profile::kMissing;
  std::vector<Example> rows = {
      {{"C1", 16, 4, 121.6, .60, 4.6, 1, 48, 3},
       {"1.28", "1.36", "7.50"},
       "6.95",
       {"8.40", "9.00", "10.00", "9.00", "10.00"},
       ".9111",
       "23.30",
       "loyal"},
      {{"C2", 14, 25, 17.0, .05, 3.2, 4, 3, 70},
       {"0.00", "0.97", "2.67"},
       "2.17",
       {"1.75", "5.50", "5.00", "1.50", "5.40"},
       ".3678",
       "10.92",
       "general"},
      {{"C3", 420, 1.4, 9120.0, .08, 3.0, 5, 6, 2.8},
       {"7.85", "8.56", "9.60"},
       "25.03",
       {"2.80", "5.00", "3.33", "3.00", "7.00"},
       ".3911",
       "11.53",
       "contested"},
      {{"C4", 760, 1.4, 16502.9, .70, 4.5, 1, 60, 1},
       {"8.62", "9.54", "9.60"},
       "27.17",
       {"8.80", "8.75", "10.00", "10.00", "10.00"},
       ".9281",
       "23.63",
       "core"},
      {{"C5", 108, 2, 1641.6, .10, 3.2, 4, 10, 3},
       {"5.09", "6.14", "9.00"},
       "18.11",
       {"3.50", "5.50", "5.00", "4.33", "8.50"},
       ".4919",
       "14.09",
       "core"},
      {{"C6", 95, 2, 1444.0, none, none, none, 2, 1},
       {"4.89", "5.85", "9.00"},
       "17.54",
       {"-", "-", "-", "1.00", "10.00"},
       ".5309",
       "15.04",
       "loyal"},
  };
  if (!with_printed_m) {
    for (Example& row : rows) {
      row.customer.monthly_contribution = row.customer.avg_spend * 30.4 / row.customer.purchase_cycle_days;
    }
  }
  return rows;
}

TEST(ScoreCvAc, GivesEveryPrintedDigitOfTheWorkedExample) {
  for (const bool with_printed_m : {true, false}) {
    const std::vector<Example> rows = WorkedExample(with_printed_m);
    ProfileBuilder builder;
    for (const Example& row : rows) builder.Add(row.customer);
    const CvAcResult got = Score(builder.Build());
    for (size_t i = 0; i < rows.size(); ++i) {
      const Example& row = rows[i];
      const AttributeScores& s = got.scores;
      EXPECT_EQ((std::vector<std::string>{Printed(s.m[i], 2), Printed(s.a[i], 2), Printed(s.c[i], 2)}), row.cv_scores)
          << row.customer.id;
      EXPECT_EQ((std::vector<std::string>{Printed(s.share[i], 2), Printed(s.sat[i], 2), Printed(s.rank[i], 2),
                                          Printed(s.tenure[i], 2), Printed(s.recency[i], 2)}),
                row.ac_scores)
          << row.customer.id;
      EXPECT_EQ(Printed(got.cv[i], 2), row.cv) << row.customer.id;
      EXPECT_EQ(Printed(got.ac[i], 2), row.ac) << row.customer.id;
      // AC = 100 A / (A + 3), so A = 3 AC / (100 - AC).
      EXPECT_EQ(Printed(3 * got.ac[i] / (100 - got.ac[i]), 4), "0" + row.attraction) << row.customer.id;
      EXPECT_EQ(IdOf(got.type[i]), row.type) << row.customer.id;
      EXPECT_EQ(got.raw_type[i], got.type[i]);
    }
    EXPECT_EQ(Printed(100 * got.coverage[5], 1), "19.5");
    // C5 lies within 18 +- 0.90. So does C6 (17.54), which the table prints as provisional only.
    EXPECT_EQ(FlagsText(got.flags[4]), "borderline");
    EXPECT_EQ(FlagsText(got.flags[5]), "borderline;provisional;new");
    for (size_t i = 0; i < 4; ++i) EXPECT_EQ(FlagsText(got.flags[i]), "") << i;
    EXPECT_TRUE(got.notices.empty());
  }
}

TEST(ReasonText, SaysWhyInBothLanguages) {
  ProfileBuilder builder;
  for (const Example& row : WorkedExample(true)) builder.Add(row.customer);
  const CvAcResult got = Score(builder.Build());
  // The wording of journey J1.
  EXPECT_EQ(ReasonText(got, 4, Language::kZh), "CV 18.11 ≥ 18，AC 14.09 % ≥ 14 % — 临界");
  EXPECT_EQ(ReasonText(got, 4, Language::kEn), "CV 18.11 ≥ 18, AC 14.09 % ≥ 14 % — borderline");
  EXPECT_EQ(ReasonText(got, 0, Language::kZh), "CV 6.95 < 18，AC 23.30 % ≥ 14 %");
  EXPECT_EQ(ReasonText(got, 5, Language::kZh),
            "CV 17.54 < 18，AC 15.04 % ≥ 14 % — 临界、暂定（已知权重 19.5 %）、新客户");
  EXPECT_EQ(ReasonText(got, 5, Language::kEn),
            "CV 17.54 < 18, AC 15.04 % ≥ 14 % — borderline, provisional (19.5 % of the weight known), new");
}

// A customer whose three CV attributes all score `score` and whose AC attributes are unknown (A = 0.5).
Customer WithCvScore(const std::string& id, double score) {
  // M, A and C curves all pass through these scores.
  const std::map<double, std::array<double, 3>> kPoints = {
      {0, {50, 10, 60}}, {2, {200, 20, 30}}, {4, {800, 50, 15}}, {6, {3000, 100, 7}}};
  const auto& [m, a, c] = kPoints.at(score);
  return {.id = id,
          .avg_spend = a,
          .purchase_cycle_days = c,
          .monthly_contribution = m,
          .tenure_months = 12,
          .recency_days = c * 3};
}

// One attribute is tuned so that AC comes out as wanted: A = 3 AC / (100 - AC), the other four score 5.
double SatisfactionForAc(double ac) {
  const double attraction = 3 * ac / (100 - ac);
  const double score = (10 * attraction - (0.375 + 0.215 + 0.074 + 0.121) * 5) / 0.215;
  return 1 + score * 4 / 10;
}

TEST(ScoreCvAc, CountsExactlyOnTheThresholdAsHigh) {
  Customer customer = WithCvScore("A", 6);  // CV 30 x 0.6
  customer.satisfaction = SatisfactionForAc(14);
  const CvAcResult got = Score(ProfileBuilder().Add(customer).Build());
  EXPECT_EQ(got.cv[0], 18.0);
  EXPECT_EQ(got.ac[0], 14.0);
  EXPECT_EQ(got.type[0], CustomerType::kCore);
  EXPECT_EQ(got.cv_distance(0), 0);
  EXPECT_EQ(got.ac_distance(0), 0);
}

TEST(ScoreCvAc, CountsAHairBelowAsLowAndPrintsEnoughDecimals) {
  Customer customer = WithCvScore("A", 6);
  customer.avg_spend = 99.9999;
  customer.satisfaction = SatisfactionForAc(14 - 3e-9);
  const CvAcResult got = Score(ProfileBuilder().Add(customer).Build());
  EXPECT_LT(got.cv[0], 18.0);
  EXPECT_EQ(got.type[0], CustomerType::kGeneral);
  const std::string reason = ReasonText(got, 0, Language::kEn);
  // s_a = 6 - 2 x 1e-6 / ln 2, so CV = 18 - 3 x 0.297 x 2.885e-6 = 17.99999743.
  EXPECT_EQ(reason.substr(0, 17), "CV 17.999997 < 18") << reason;
  EXPECT_NE(reason.find("AC 13.999999997 % < 14 %"), std::string::npos) << reason;
}

TEST(ScoreCvAc, MakesEverythingNeutralEqualToParity) {
  CvAcSettings settings;
  settings.thresholds.mode = ThresholdMode::kParity;
  for (const int32_t carriers : {2, 3, 7, 9, 13}) {
    settings.attributes.carriers = carriers;
    // Nothing known at all: A = 0.5, like each rival.
    const CvAcResult got = Score(ProfileBuilder().Add({.id = "A", .avg_spend = 50}).Build(), settings);
    EXPECT_EQ(got.ac[0], got.thresholds.ac) << carriers;
    EXPECT_TRUE(IsAcHigh(got.type[0])) << carriers;
  }
}

TEST(ScoreCvAc, GivesADormantCustomerNoValueButStillAType) {
  const auto table = ProfileBuilder()
                         .FromShipments()
                         .Add({.id = "A",
                               .choice_share = 1,
                               .satisfaction = 5,
                               .mind_rank = 1,
                               .tenure_months = 60,
                               .recency_days = 400})
                         .Build();
  const CvAcResult got = Score(table);
  EXPECT_EQ(got.cv[0], 0);
  EXPECT_TRUE(std::isnan(got.scores.m[0]));
  // 400 days / 30 > 12 cycles -> 0; A = 0.375 + 0.215 + 0.215 + 0.074 = 0.879; 87.9 / 3.879 = 22.66.
  EXPECT_EQ(Printed(got.ac[0], 2), "22.66");
  EXPECT_EQ(got.type[0], CustomerType::kLoyal);
  EXPECT_EQ(FlagsText(got.flags[0]), "dormant");
  EXPECT_EQ(ReasonText(got, 0, Language::kZh), "CV 0.00 < 18，AC 22.66 % ≥ 14 % — 沉睡");
}

TEST(ScoreCvAc, CallsADormantCustomerOfAnAttributesTableProvisional) {
  const CvAcResult got =
      Score(ProfileBuilder().Add({.id = "A", .choice_share = 1, .satisfaction = 5, .tenure_months = 60}).Build());
  EXPECT_EQ(FlagsText(got.flags[0]), "provisional;dormant");
}

TEST(ScoreCvAc, ReweightsSpendAndContributionWithoutACycle) {
  const auto table =
      ProfileBuilder().Add({.id = "A", .avg_spend = 50, .monthly_contribution = 200, .tenure_months = 12}).Build();
  // (0.540 x 2 + 0.297 x 4) / 0.837 x 3 = 8.1290...
  EXPECT_EQ(Printed(Score(table).cv[0], 4), "8.1290");
}

TEST(ScoreCvAc, HasNoValueWhereAllWeightLiesOnTheUnknown) {
  CvAcSettings settings;
  settings.cv_weights.mode = WeightMode::kOwn;
  settings.cv_weights.own = {0, 0, 1};
  const auto table = ProfileBuilder()
                         .Add({.id = "A", .avg_spend = 50, .choice_share = 1, .satisfaction = 5, .tenure_months = 12})
                         .Build();
  const CvAcResult got = Score(table, settings);
  EXPECT_EQ(got.cv[0], 0);
  EXPECT_EQ(FlagsText(got.flags[0]), "provisional");
}

TEST(ScoreCvAc, IsProvisionalBelowHalfTheWeightOnly) {
  const Customer base = {.id = "A", .avg_spend = 50, .choice_share = 0.2, .tenure_months = 12};
  // S + T = 0.449; with E 0.570.
  Customer more = base;
  more.recency_days = 5;
  const CvAcResult got = Score(ProfileBuilder().Add(base).Add(more).Build());
  EXPECT_EQ(got.coverage[0], 0.449);
  EXPECT_EQ(FlagsText(got.flags[0]), "provisional");
  EXPECT_EQ(got.coverage[1], 0.57);
  EXPECT_EQ(FlagsText(got.flags[1]), "");
  CvAcSettings settings;
  settings.coverage_min = 0.57;  // exactly reached is enough
  EXPECT_EQ(FlagsText(Score(ProfileBuilder().Add(more).Build(), settings).flags[0]), "");
}

TEST(ScoreCvAc, IsNewBelowThreeMonths) {
  Customer customer = {
      .id = "A", .avg_spend = 50, .choice_share = 0.2, .satisfaction = 3, .tenure_months = 2.99, .recency_days = 5};
  EXPECT_EQ(FlagsText(Score(ProfileBuilder().Add(customer).Build()).flags[0]), "provisional;new");
  customer.tenure_months = 3;
  EXPECT_EQ(FlagsText(Score(ProfileBuilder().Add(customer).Build()).flags[0]), "");
}

TEST(ScoreCvAc, MarksTheBandAroundEachThresholdAsBorderline) {
  // AC 14 +- 0.70, ends included; CV 12 is far from its band.
  for (const auto& [ac, is_borderline] :
       std::vector<std::pair<double, bool>>{{13.29, false}, {13.3, true}, {14.0, true}, {14.7, true}, {14.71, false}}) {
    Customer customer = WithCvScore("A", 4);
    customer.satisfaction = SatisfactionForAc(ac);
    const CvAcResult got = Score(ProfileBuilder().Add(customer).Build());
    EXPECT_EQ(got.ac[0], ac);
    EXPECT_EQ((got.flags[0] & kFlagBorderline) != 0, is_borderline) << ac;
  }
}

// --- Stability ---

TEST(ScoreCvAc, KeepsATypeUntilTheValueLeavesTheBandOrStaysAcross) {
  struct Case {
    const char* name;
    double ac;
    const char *previous_type, *previous_raw_type, *raw_type, *type;
  };
  // CV 12 is low throughout; the AC side moves between general (low) and loyal (high). Band 13.3..14.7.
  const Case cases[] = {
      {"no change", 15, "loyal", "loyal", "loyal", "loyal"},
      {"rises inside the band", 14.5, "general", "general", "loyal", "general"},
      {"rises to the end of the band", 14.7, "general", "general", "loyal", "general"},
      {"rises out of the band", 14.71, "general", "general", "loyal", "loyal"},
      {"falls inside the band", 13.5, "loyal", "loyal", "general", "loyal"},
      {"falls to the end of the band", 13.3, "loyal", "loyal", "general", "loyal"},
      {"falls out of the band", 13.29, "loyal", "loyal", "general", "general"},
      {"stays across for the second period, upwards", 14.1, "general", "loyal", "loyal", "loyal"},
      {"stays across for the second period, downwards", 13.9, "loyal", "general", "general", "general"},
      {"came back before the second period", 14.1, "loyal", "general", "loyal", "loyal"},
      {"exactly on the threshold after low", 14, "general", "general", "loyal", "general"},
      {"CV was high and has left its band", 14.1, "core", "core", "loyal", "loyal"},
  };
  for (const Case& c : cases) {
    Customer customer = WithCvScore("A", 4);
    customer.satisfaction = SatisfactionForAc(c.ac);
    PreviousRun previous;
    ASSERT_TRUE(previous.Add("A", c.previous_type, c.previous_raw_type).ok());
    const auto table = ProfileBuilder().Add(customer).Build();
    const CvAcResult got = Score(table, {}, &previous);
    EXPECT_EQ(IdOf(got.raw_type[0]), c.raw_type) << c.name;
    EXPECT_EQ(IdOf(got.type[0]), c.type) << c.name;
    CvAcSettings unstable;
    unstable.stability.keeps_type = false;
    EXPECT_EQ(Score(table, unstable, &previous).type[0], got.raw_type[0]) << c.name;
  }
}

TEST(ScoreCvAc, JudgesEachAxisByItself) {
  // CV 18 exactly is inside its band and was low; AC 15 has left its band and was low: only AC may change.
  Customer customer = WithCvScore("A", 6);
  customer.satisfaction = SatisfactionForAc(15);
  customer.mind_rank = 4;  // known, and scores the neutral 5
  PreviousRun previous;
  ASSERT_TRUE(previous.Add("A", "general", "general").ok());
  const CvAcResult got = Score(ProfileBuilder().Add(customer).Build(), {}, &previous);
  EXPECT_EQ(got.raw_type[0], CustomerType::kCore);
  EXPECT_EQ(got.type[0], CustomerType::kLoyal);
  EXPECT_EQ(ReasonText(got, 0, Language::kZh), "CV 18.00 ≥ 18，AC 15.00 % ≥ 14 % — 临界、沿用上期类型：忠诚型客户");
  EXPECT_EQ(ReasonText(got, 0, Language::kEn),
            "CV 18.00 ≥ 18, AC 15.00 % ≥ 14 % — borderline, type kept from the last run: Loyal customer");
}

TEST(ScoreCvAc, TakesACustomerThatThePreviousRunLacksAsItIs) {
  PreviousRun previous;
  ASSERT_TRUE(previous.Add("B", "core", "core").ok());
  const CvAcResult got = Score(ProfileBuilder().Add(WithCvScore("A", 6)).Build(), {}, &previous);
  EXPECT_EQ(got.type[0], got.raw_type[0]);
}

// --- Settings ---

TEST(ScoreCvAc, RefusesSettingsOutsideTheirRange) {
  const auto with = [](auto change) {
    CvAcSettings settings;
    change(settings);
    return settings;
  };
  const std::vector<std::pair<const char*, CvAcSettings>> bad = {
      {"attributes.carriers", with([](auto& s) { s.attributes.carriers = 1; })},
      {"attributes.carriers", with([](auto& s) { s.attributes.carriers = 101; })},
      {"attributes.cycle_days_if_unknown", with([](auto& s) { s.attributes.cycle_days_if_unknown = 0; })},
      {"rival_attraction", with([](auto& s) { s.rival_attraction = 0; })},
      {"thresholds.cv_quantile", with([](auto& s) { s.thresholds.cv_quantile = 1.5; })},
      {"thresholds.ac_quantile", with([](auto& s) { s.thresholds.ac_quantile = std::nan(""); })},
      {"thresholds.cv_manual", with([](auto& s) { s.thresholds.cv_manual = 31; })},
      {"thresholds.ac_manual", with([](auto& s) { s.thresholds.ac_manual = -1; })},
      {"stability.band", with([](auto& s) { s.stability.band = 0.6; })},
      {"coverage_min", with([](auto& s) { s.coverage_min = 2; })},
      {"new_below_months", with([](auto& s) { s.new_below_months = -1; })},
  };
  const auto table = ProfileBuilder().Add(WithCvScore("A", 6)).Build();
  for (const auto& [key, settings] : bad) {
    const auto got = ScoreCvAc(table, settings, nullptr);
    ASSERT_FALSE(got.ok()) << key;
    EXPECT_EQ(IdOf(got.error().id), "SEGMENT-102") << key;
    EXPECT_EQ(got.error().params[0].second, key);
  }
  EXPECT_FALSE(ScoreCvAc(table, with([](auto& s) { s.cv_weights.judgements = {}; }), nullptr).ok());
  EXPECT_FALSE(ScoreCvAc(table, with([](auto& s) { s.ac_weights.judgements = {}; }), nullptr).ok());
}

TEST(Rescore, LeavesTheResultAloneWhenSettingsAreRefused) {
  const auto table = ProfileBuilder().Add(WithCvScore("A", 6)).Build();
  CvAcResult result = Score(table);
  CvAcSettings settings;
  settings.thresholds.mode = ThresholdMode::kManual;
  settings.thresholds.cv_manual = 99;
  ASSERT_FALSE(Rescore(settings, table, &result).ok());
  EXPECT_EQ(result.thresholds.cv, 18);
  settings.thresholds.cv_manual = 20;
  ASSERT_TRUE(Rescore(settings, table, &result).ok());
  EXPECT_EQ(result.thresholds.cv, 20);
  EXPECT_FALSE(IsCvHigh(result.type[0]));
}

TEST(ScoreCvAc, WarnsOfContradictingJudgements) {
  CvAcSettings settings;
  settings.cv_weights.judgements = {3, 1.0 / 3, 3};  // M over A over C over M
  const CvAcResult got = Score(ProfileBuilder().Add(WithCvScore("A", 6)).Build(), settings);
  ASSERT_EQ(got.notices.size(), 1u);
  EXPECT_EQ(IdOf(got.notices[0].id), "SEGMENT-303");
  // Each row's mean is 1, lambda_max = 1 + 3 + 1/3; CR = (4.3333 - 3) / 2 / 0.58 = 1.149.
  EXPECT_EQ(got.notices[0].params[1].second, "1.149");
}

TEST(ScoreCvAc, WorksOnAnEmptyTable) {
  const CvAcResult got = Score(ProfileBuilder().Build());
  EXPECT_EQ(got.rows(), 0u);
  const auto shares = TypeShares(got);
  EXPECT_EQ(shares[0].customers, 0u);
  EXPECT_EQ(shares[0].interval.low, 0);
  EXPECT_EQ(shares[0].interval.high, 1);
}

TEST(TypeShares, CarryIntervals) {
  ProfileBuilder builder;
  for (const Example& row : WorkedExample(true)) builder.Add(row.customer);
  const auto shares = TypeShares(Score(builder.Build()));
  const TypeShare& core = shares[static_cast<size_t>(CustomerType::kCore)];
  EXPECT_EQ(core.customers, 2u);
  // Wilson for 2 of 6 by hand: z = 1.96, (1/3 + 0.32012 -+ 1.96 sqrt(0.037037 + 0.026677)) / 1.64025 = 0.0968 ..
  // 0.7000.
  EXPECT_NEAR(core.interval.low, 0.0968, 0.0001);
  EXPECT_NEAR(core.interval.high, 0.7000, 0.0001);
}

// --- Laws, over random tables ---

class RandomCustomers {
 public:
  explicit RandomCustomers(uint32_t seed) : random_(seed) {}
  double Between(double low, double high) { return low + (high - low) * (random_() / 4294967296.0); }
  double OrMissing(double value) { return random_() % 5 == 0 ? profile::kMissing : value; }
  Customer Next(size_t number) {
    return {.id = "K" + std::to_string(1000 + number),
            .avg_spend = OrMissing(Between(-20, 1500)),
            .purchase_cycle_days = OrMissing(Between(1, 80)),
            .monthly_contribution = OrMissing(Between(-100, 60000)),
            .choice_share = OrMissing(Between(0, 1)),
            .satisfaction = OrMissing(Between(1, 5)),
            .mind_rank = OrMissing(1 + static_cast<double>(random_() % 7)),
            .tenure_months = OrMissing(Between(0, 80)),
            .recency_days = OrMissing(static_cast<double>(random_() % 365))};
  }
  std::mt19937& engine() { return random_; }

 private:
  std::mt19937 random_;
};

TEST(ScoreCvAc, NeverLowersAnAxisForABetterValue) {
  struct Attribute {
    const char* name;
    double Customer::*field;
    bool is_higher_better, is_cv;
  };
  const Attribute attributes[] = {
      {"monthly_contribution", &Customer::monthly_contribution, true, true},
      {"avg_spend", &Customer::avg_spend, true, true},
      {"purchase_cycle_days", &Customer::purchase_cycle_days, false, true},
      {"choice_share", &Customer::choice_share, true, false},
      {"satisfaction", &Customer::satisfaction, true, false},
      {"mind_rank", &Customer::mind_rank, false, false},
      {"tenure_months", &Customer::tenure_months, true, false},
      {"recency_days", &Customer::recency_days, false, false},
  };
  RandomCustomers random(20261031);
  for (const Attribute& attribute : attributes) {
    ProfileBuilder worse;
    ProfileBuilder better;
    for (size_t i = 0; i < 2000; ++i) {
      Customer customer = random.Next(i);
      if (std::isnan(customer.*attribute.field)) customer.*attribute.field = 2;
      worse.Add(customer);
      const double step = random.Between(0, 1) * (std::abs(customer.*attribute.field) + 1);
      customer.*attribute.field += attribute.is_higher_better ? step : -step;
      if (attribute.field == &Customer::purchase_cycle_days)
        customer.*attribute.field = std::max(1.0, customer.*attribute.field);
      better.Add(customer);
    }
    const CvAcResult from = Score(worse.Build());
    const CvAcResult to = Score(better.Build());
    size_t gained = 0;
    for (size_t i = 0; i < from.rows(); ++i) {
      const std::vector<double>& a = attribute.is_cv ? from.cv : from.ac;
      const std::vector<double>& b = attribute.is_cv ? to.cv : to.ac;
      EXPECT_GE(b[i], a[i]) << attribute.name << " row " << i;
      gained += b[i] > a[i] ? 1 : 0;
    }
    EXPECT_GT(gained, 500u) << attribute.name;
  }
}

TEST(ScoreCvAc, DoesNotCareAboutTheOrderOfRows) {
  RandomCustomers random(5);
  std::vector<Customer> customers;
  for (size_t i = 0; i < 400; ++i) customers.push_back(random.Next(i));
  for (const ThresholdMode mode : {ThresholdMode::kFixed, ThresholdMode::kParity, ThresholdMode::kQuantile,
                                   ThresholdMode::kMean, ThresholdMode::kTwoClass, ThresholdMode::kManual}) {
    CvAcSettings settings;
    settings.thresholds.mode = mode;
    using Row = std::tuple<double, double, double, CustomerType, uint8_t, std::string>;
    const auto by_id = [&] {
      ProfileBuilder builder;
      for (const Customer& customer : customers) builder.Add(customer);
      const profile::ProfileTable table = builder.Build();
      const CvAcResult got = Score(table, settings);
      std::map<std::string, Row> rows;
      for (size_t i = 0; i < got.rows(); ++i) {
        rows[std::string(table.customer_id[i])] = {got.cv[i],   got.ac[i],    got.coverage[i],
                                                   got.type[i], got.flags[i], ReasonText(got, i, Language::kZh)};
      }
      return rows;
    };
    const auto before = by_id();
    std::shuffle(customers.begin(), customers.end(), random.engine());
    EXPECT_EQ(by_id(), before) << IdOf(mode);
  }
}

TEST(Rescore, EqualsScoringAfreshAndIsIdempotent) {
  RandomCustomers random(6);
  ProfileBuilder builder;
  PreviousRun previous;
  for (size_t i = 0; i < 300; ++i) {
    const Customer customer = random.Next(i);
    builder.Add(customer);
    const auto any = [&random] { return IdOf(static_cast<CustomerType>(random.engine()() % 4)); };
    if (i % 3 != 0) ASSERT_TRUE(previous.Add(customer.id, any(), any()).ok());
  }
  const profile::ProfileTable table = builder.Build();
  CvAcResult dragged = Score(table, {}, &previous);
  CvAcSettings settings;
  settings.thresholds.mode = ThresholdMode::kQuantile;
  settings.ac_weights.mode = WeightMode::kEqual;
  for (int round = 0; round < 2; ++round) ASSERT_TRUE(Rescore(settings, table, &dragged).ok());
  const CvAcResult fresh = Score(table, settings, &previous);
  EXPECT_EQ(dragged.cv, fresh.cv);
  EXPECT_EQ(dragged.ac, fresh.ac);
  EXPECT_EQ(dragged.type, fresh.type);
  EXPECT_EQ(dragged.raw_type, fresh.raw_type);
  EXPECT_EQ(dragged.flags, fresh.flags);
  EXPECT_NE(fresh.type, fresh.raw_type);
}

// What a hand does to the settings, one after the other: after each the kept result is the one scored afresh, and the
// changes lead from the types and flags before to those after.
TEST(Rescore, EqualsScoringAfreshAfterAnySequence) {
  RandomCustomers random(14);
  ProfileBuilder builder;
  PreviousRun previous;
  constexpr size_t kCustomers = 400;
  for (size_t i = 0; i < kCustomers; ++i) {
    const Customer customer = random.Next(i);
    builder.Add(customer);
    const auto any = [&random] { return IdOf(static_cast<CustomerType>(random.engine()() % 4)); };
    if (i % 3 != 0) ASSERT_TRUE(previous.Add(customer.id, any(), any()).ok());
  }
  const profile::ProfileTable table = builder.Build();
  const auto same = [](const std::vector<double>& a, const std::vector<double>& b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [](double x, double y) { return x == y || (x != x && y != y); });
  };
  for (const PreviousRun* before :
       {static_cast<const PreviousRun*>(nullptr), static_cast<const PreviousRun*>(&previous)}) {
    CvAcSettings settings;
    CvAcResult dragged = Score(table, settings, before);
    int listed = 0;
    for (int step = 0; step < 400; ++step) {
      const auto below = [&random](uint32_t limit) { return random.engine()() % limit; };
      const auto part = [&below] { return below(1001) / 1000.0; };
      AttributeSettings& attributes = settings.attributes;
      switch (below(16)) {
        case 0:
          settings.thresholds.mode = static_cast<ThresholdMode>(below(6));
          break;
        case 1:
          settings.thresholds.cv_quantile = part();
          break;
        case 2:
          settings.thresholds.ac_quantile = part();
          break;
        case 3:
          settings.cv_weights.judgements[below(3)] = 1 + 8 * part();
          break;
        case 4:
          settings.ac_weights = {WeightMode::kOwn, {}, {part(), part(), 0, part(), 0.1}};
          break;
        case 5:
          settings.cv_weights = {WeightMode::kOwn, {2, 3, 2}, {below(2) * 1.0, 0, 1}};
          break;
        case 6:
          settings.rival_attraction = 0.1 + 0.9 * part();
          break;
        case 7:
          settings.stability.band = 0.5 * part();
          break;
        case 8:
          settings.stability.keeps_type = below(2) == 0;
          break;
        case 9:
          (below(2) == 0 ? settings.coverage_min : settings.new_below_months) = part();
          break;
        case 10:
          attributes.carriers = static_cast<int32_t>(2 + below(9));
          break;
        case 11:
          attributes.monthly_contribution.points[2] = {300 + 2000 * part(), 2 + 4 * part()};
          break;
        case 12:
          attributes.tenure.points[below(2) == 0 ? 1 : 4].score = below(2) == 0 ? 4 : 9;
          attributes.tenure.points[4].score = 9 + part();
          attributes.tenure.points[1].score = 5 * part();
          break;
        case 13:
          attributes.recency.points[0].score = 7 + 3 * part();
          attributes.cycle_days_if_unknown = 20 + static_cast<double>(below(3));
          break;
        case 14:
          attributes.cycle_direction = static_cast<CycleDirection>(below(2));
          attributes.satisfaction.is_log = below(2) == 0;
          break;
        default:
          settings.thresholds.mode = ThresholdMode::kManual;
          settings.thresholds.cv_manual += 0.3 * part() - 0.15;
          settings.thresholds.ac_manual += 0.3 * part() - 0.15;
      }
      const CvAcResult earlier = dragged;
      ASSERT_TRUE(Rescore(settings, table, &dragged).ok());
      const CvAcResult fresh = Score(table, settings, before);
      ASSERT_TRUE(same(dragged.cv, fresh.cv)) << step;
      ASSERT_TRUE(same(dragged.ac, fresh.ac)) << step;
      ASSERT_TRUE(same(dragged.coverage, fresh.coverage)) << step;
      for (const auto column :
           {&AttributeScores::m, &AttributeScores::a, &AttributeScores::c, &AttributeScores::share,
            &AttributeScores::sat, &AttributeScores::rank, &AttributeScores::tenure, &AttributeScores::recency})
        ASSERT_TRUE(same(dragged.scores.*column, fresh.scores.*column)) << step;
      ASSERT_EQ(dragged.thresholds.cv, fresh.thresholds.cv) << step;
      ASSERT_EQ(dragged.thresholds.ac, fresh.thresholds.ac) << step;
      ASSERT_EQ(dragged.thresholds.customers, fresh.thresholds.customers) << step;
      ASSERT_EQ(dragged.raw_type, fresh.raw_type) << step;
      ASSERT_EQ(dragged.type, fresh.type) << step;
      ASSERT_EQ(dragged.flags, fresh.flags) << step;
      ASSERT_EQ(dragged.notices.size(), fresh.notices.size()) << step;
      if (!dragged.cv_changed) ASSERT_TRUE(same(dragged.cv, earlier.cv)) << step;
      if (!dragged.ac_changed) ASSERT_TRUE(same(dragged.ac, earlier.ac)) << step;
      if (!dragged.changes) continue;
      ++listed;
      std::vector<CustomerType> types = dragged.type;
      std::vector<uint8_t> flags = dragged.flags;
      for (const TypeChange& change : *dragged.changes) {
        types[change.row] = change.type;
        flags[change.row] = change.flags;
      }
      ASSERT_EQ(types, earlier.type) << step;
      ASSERT_EQ(flags, earlier.flags) << step;
    }
    EXPECT_GT(listed, 200);
  }
}

TEST(ScoreCvAc, KeepsEveryTypeWhenItsOwnOutputIsThePreviousRun) {
  RandomCustomers random(8);
  ProfileBuilder builder;
  for (size_t i = 0; i < 300; ++i) builder.Add(random.Next(i));
  const profile::ProfileTable table = builder.Build();
  const CvAcResult first = Score(table);
  PreviousRun previous;
  for (size_t i = 0; i < first.rows(); ++i) {
    ASSERT_TRUE(previous.Add(table.customer_id[i], IdOf(first.type[i]), IdOf(first.raw_type[i])).ok());
  }
  EXPECT_EQ(Score(table, {}, &previous).type, first.type);
}

}  // namespace
}  // namespace loyalane::segment
