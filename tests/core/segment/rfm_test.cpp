#include "segment/rfm.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <numeric>
#include <random>
#include <string>

#include "tests/core/segment/profile_builder.h"
#include "tests/support/reference_data.h"

namespace loyalane::segment {
namespace {

Customer Shipper(const std::string& id, double recency_days, uint32_t waybills, int64_t amount_minor) {
  return {.id = id, .recency_days = recency_days, .waybills = waybills, .ship_days = 1, .amount_minor = amount_minor};
}

// 25 customers: recency 1..25 days, waybills 25..1, money 100..2500 yuan.
profile::ProfileTable Staircase() {
  ProfileBuilder builder;
  builder.FromShipments();
  for (uint32_t i = 1; i <= 25; ++i) builder.Add(Shipper("K" + std::to_string(100 + i), i, 26 - i, 10000 * i));
  return builder.Build();
}

TEST(ScoreRfm, CutsAStaircaseIntoFives) {
  const RfmResult got = ScoreRfm(Staircase(), {}).value();
  // Type 7 over 1..25: h = 24 j / 5 = 4.8, 9.6, 14.4, 19.2, so the cuts lie at 5.8, 10.6, 15.4, 20.2.
  EXPECT_EQ(got.frequency.cuts, (std::vector<double>{5.8, 10.6, 15.4, 20.2}));
  EXPECT_EQ(got.recency.cuts, (std::vector<double>{6, 11, 16, 21}));
  EXPECT_EQ(got.monetary.cuts, (std::vector<double>{580, 1060, 1540, 2020}));
  EXPECT_EQ(got.customers, 25u);
  EXPECT_EQ(got.frequency.sizes, (std::array<uint64_t, 5>{5, 5, 5, 5, 5}));
  EXPECT_EQ(got.recency.sizes, (std::array<uint64_t, 5>{4, 5, 5, 5, 6}));
  EXPECT_EQ(got.code[0], 551);
  EXPECT_EQ(got.segment[0], RfmSegment::kPotentialLoyalist);
  EXPECT_EQ(got.segment_rf[0], RfmSegment::kChampions);
  EXPECT_EQ(got.code[24], 115);
  EXPECT_TRUE(got.notices.empty());
}

TEST(ScoreRfm, GivesEqualValuesEqualScoresAndSaysWhenBinsStayEmpty) {
  ProfileBuilder builder;
  builder.FromShipments();
  for (int i = 0; i < 40; ++i) builder.Add(Shipper("K" + std::to_string(i), 10 + i, i < 30 ? 1 : 2, 5000 + 100 * i));
  const RfmResult got = ScoreRfm(builder.Build(), {}).value();
  // 30 of 40 hold the value 1: all cuts up to 60 % are 1, and so is the one at 80 % of 39 = 31.2 -> 2.
  EXPECT_EQ(got.frequency.cuts, (std::vector<double>{1, 1, 1, 2}));
  EXPECT_EQ(got.frequency.sizes, (std::array<uint64_t, 5>{30, 0, 0, 10, 0}));
  ASSERT_EQ(got.notices.size(), 1u);
  EXPECT_EQ(IdOf(got.notices[0].id), "SEGMENT-304");
  EXPECT_EQ(got.notices[0].params[0].second, "frequency");
}

TEST(ScoreRfm, ScoresOnlyCustomersOfTheWindow) {
  ProfileBuilder builder;
  builder.FromShipments();
  builder.Add({.id = "A dormant", .recency_days = 500});
  for (uint32_t i = 1; i <= 25; ++i) builder.Add(Shipper("K" + std::to_string(100 + i), i, 26 - i, 10000 * i));
  const RfmResult got = ScoreRfm(builder.Build(), {}).value();
  EXPECT_EQ(got.customers, 25u);
  EXPECT_EQ(got.code[0], 0);
  EXPECT_EQ(got.segment[0], RfmSegment::kNone);
  EXPECT_EQ(got.segment_rf[0], RfmSegment::kNone);
  EXPECT_EQ(got.frequency.cuts, ScoreRfm(Staircase(), {}).value().frequency.cuts);
}

TEST(ScoreRfm, AppliesTheSameRuleToRefundsAboveSales) {
  ProfileBuilder builder;
  builder.FromShipments();
  for (int i = 0; i < 25; ++i)
    builder.Add(Shipper("K" + std::to_string(100 + i), 1 + i, 1 + static_cast<uint32_t>(i), -5000 + 1000 * i));
  const RfmResult got = ScoreRfm(builder.Build(), {}).value();
  EXPECT_EQ(got.m[0], 1);
  EXPECT_EQ(got.m[5], 2);  // zero: a value like any other
  EXPECT_EQ(got.m[24], 5);
}

TEST(ScoreRfm, RefusesQuantilesBelow25CustomersAndOffersFixedCuts) {
  ProfileBuilder builder;
  builder.FromShipments();
  for (uint32_t i = 1; i <= 24; ++i) builder.Add(Shipper("K" + std::to_string(100 + i), i, i, 10000 * i));
  const auto table = builder.Build();
  const auto refused = ScoreRfm(table, {});
  ASSERT_FALSE(refused.ok());
  EXPECT_EQ(IdOf(refused.error().id), "SEGMENT-106");
  EXPECT_EQ(Sentence(refused.error(), Language::kEn),
            "Only 24 customers shipped in the window; quantile scores need 25");
  EXPECT_NE(Remedy(refused.error(), Language::kZh).find("固定分档点"), std::string::npos);

  RfmSettings fixed;
  fixed.cuts = RfmCutMode::kFixed;
  const RfmResult got = ScoreRfm(table, fixed).value();
  EXPECT_EQ(got.customers, 24u);
  EXPECT_EQ(got.recency.cuts, fixed.recency_days);
  EXPECT_EQ(got.monetary.cuts, fixed.monetary_yuan);
  EXPECT_EQ(got.r[6], 5);  // 7 days, on the cut: the better score
  EXPECT_EQ(got.r[7], 4);
  EXPECT_EQ(got.f[3], 1);  // 4 waybills, on the cut: the lower bin
  EXPECT_EQ(got.f[4], 2);
  EXPECT_EQ(got.m[9], 2);  // 1000 yuan
  EXPECT_EQ(got.m[10], 3);
}

TEST(ScoreRfm, RefusesOwnCutsOutOfOrder) {
  const auto table = Staircase();
  const auto refused = [&table](auto change) {
    RfmSettings settings;
    settings.cuts = RfmCutMode::kFixed;
    change(settings);
    const auto got = ScoreRfm(table, settings);
    return got.ok() ? std::string("accepted") : std::string(IdOf(got.error().id)) + " " + got.error().params[0].second;
  };
  EXPECT_EQ(refused([](RfmSettings& s) { s.recency_days = {60, 30, 15, 7}; }), "SEGMENT-101 recency_days");
  EXPECT_EQ(refused([](RfmSettings& s) { s.frequency_count = {1, 2, 2, 3}; }), "SEGMENT-101 frequency");
  EXPECT_EQ(refused([](RfmSettings& s) { s.monetary_yuan = {1, 2, 3}; }), "SEGMENT-101 monetary");
  EXPECT_EQ(refused([](RfmSettings& s) { s.bins = 4; }), "SEGMENT-101 recency_days");
  EXPECT_EQ(refused([](RfmSettings& s) { s.bins = 2; }), "SEGMENT-102 rfm.bins");
  EXPECT_EQ(refused([](RfmSettings& s) { s.bins = 6; }), "SEGMENT-102 rfm.bins");
}

TEST(ScoreRfm, NeedsShipments) {
  const auto got = ScoreRfm(ProfileBuilder().Add({.id = "A", .avg_spend = 5}).Build(), {});
  ASSERT_FALSE(got.ok());
  EXPECT_EQ(IdOf(got.error().id), "SEGMENT-107");
}

TEST(ScoreRfm, TakesThreeBinsAndShipDays) {
  RfmSettings settings;
  settings.bins = 3;
  settings.frequency = RfmFrequency::kShipDays;
  const RfmResult got = ScoreRfm(Staircase(), settings).value();
  EXPECT_EQ(got.frequency_count[0], 1u);  // every customer of the staircase has one ship-day
  EXPECT_EQ(got.f[0], 1);
  EXPECT_EQ(got.code[0], 311);
  EXPECT_EQ(got.segment[0], RfmSegmentOf(5, 1, 1));
  EXPECT_EQ(got.segment_rf[24], RfSegmentOf(1, 1));
}

TEST(ScoreRfm, DoesNotCareAboutTheOrderOfRows) {
  std::mt19937 random(3);
  std::vector<Customer> customers;
  for (int i = 0; i < 200; ++i) {
    customers.push_back(
        Shipper("K" + std::to_string(i), random() % 60, 1 + random() % 12, static_cast<int64_t>(random() % 900) * 100));
  }
  const auto by_id = [&customers] {
    ProfileBuilder builder;
    builder.FromShipments();
    for (const Customer& customer : customers) builder.Add(customer);
    const auto table = builder.Build();
    const RfmResult got = ScoreRfm(table, {}).value();
    std::map<std::string, int> codes;
    for (size_t i = 0; i < customers.size(); ++i) codes[std::string(table.customer_id[i])] = got.code[i];
    return codes;
  };
  const auto before = by_id();
  std::shuffle(customers.begin(), customers.end(), random);
  EXPECT_EQ(by_id(), before);
}

// --- rfm_orders: the R package's own scores of 995 customers ---

struct Expected {
  Customer customer;
  int r, f, m;
};

// Columns: customer_id,recency_days,transaction_count,amount,recency_score,frequency_score,monetary_score,rfm_score
std::vector<Expected> ReadExpected() {
  const std::string text = testing::ReadReferenceFile("rfm_orders/expected_rfm_table.csv");
  std::vector<Expected> rows;
  size_t at = text.find('\n') + 1;
  while (at < text.size()) {
    const size_t end = std::min(text.find('\n', at), text.size());
    std::vector<std::string> cells(1);
    for (const char c : text.substr(at, end - at)) {
      if (c == ',') {
        cells.emplace_back();
      } else if (c != '\r' && c != '"') {
        cells.back() += c;
      }
    }
    rows.push_back({Shipper(cells.at(0), std::stod(cells.at(1)), static_cast<uint32_t>(std::stoul(cells.at(2))),
                            std::stoll(cells.at(3)) * 100),
                    std::stoi(cells.at(4)), std::stoi(cells.at(5)), std::stoi(cells.at(6))});
    at = end + 1;
  }
  return rows;
}

TEST(ReferenceRfmOrders, GivesTheExpectedScores) {
  const std::vector<Expected> rows = ReadExpected();
  ASSERT_EQ(rows.size(), 995u);
  ProfileBuilder builder;
  builder.FromShipments();
  for (const Expected& row : rows) builder.Add(row.customer);
  const RfmResult got = ScoreRfm(builder.Build(), {}).value();
  int m_differs = 0;
  for (size_t i = 0; i < rows.size(); ++i) {
    EXPECT_EQ(got.r[i], rows[i].r) << rows[i].customer.id;
    EXPECT_EQ(got.f[i], rows[i].f) << rows[i].customer.id;
    if (got.m[i] == rows[i].m) continue;
    ++m_differs;
    // The package compares with the cut + 1: it gives the lower score to amounts above a cut by less than one unit.
    EXPECT_EQ(got.m[i], rows[i].m + 1) << rows[i].customer.id;
    const double yuan = static_cast<double>(rows[i].customer.amount_minor) / 100;
    const double cut = got.monetary.cuts[static_cast<size_t>(rows[i].m) - 1];
    EXPECT_GT(yuan, cut) << rows[i].customer.id;
    EXPECT_LT(yuan, cut + 1) << rows[i].customer.id;
  }
  // Amounts are whole and the only fractional cuts are 254.8 and 505.4 (expected_thresholds.csv less 1): the customers
  // of 255 and of 506, one each (awk over expected_rfm_table.csv).
  EXPECT_EQ(m_differs, 2);
}

// Cuts, bins and counting changed one after the other: what is kept says what is scored afresh.
TEST(ScoreRfm, FromTheResultBeforeEqualsAfresh) {
  std::mt19937 random(9);
  ProfileBuilder builder;
  builder.FromShipments();
  for (int i = 0; i < 300; ++i) {
    const auto days = static_cast<uint32_t>(random() % 5 == 0 ? 0 : 1 + random() % 30);
    builder.Add({.id = "C" + std::to_string(1000 + i),
                 .recency_days = static_cast<double>(random() % 90),
                 .waybills = days == 0 ? 0 : days + static_cast<uint32_t>(random() % 80),
                 .ship_days = days,
                 .amount_minor = static_cast<int64_t>(random() % 3'000'000)});
  }
  const profile::ProfileTable table = builder.Build();
  RfmSettings settings;
  RfmResult kept;
  for (int step = 0; step < 120; ++step) {
    switch (random() % 6) {
      case 0:
        settings.cuts = static_cast<RfmCutMode>(random() % 2);
        break;
      case 1:
        settings.bins = static_cast<int32_t>(3 + random() % 3);
        break;
      case 2:
        settings.frequency = static_cast<RfmFrequency>(random() % 2);
        break;
      case 3:
        settings.recency_days[0] = 1 + random() % 14;
        break;
      case 4:
        settings.frequency_count[0] = 1 + random() % 11;
        break;
      default:
        settings.monetary_yuan[0] = 1 + random() % 999;
    }
    for (const auto cuts : {&RfmSettings::recency_days, &RfmSettings::frequency_count, &RfmSettings::monetary_yuan}) {
      while ((settings.*cuts).size() < static_cast<size_t>(settings.bins - 1))
        (settings.*cuts).push_back((settings.*cuts).back() * 2);
      (settings.*cuts).resize(static_cast<size_t>(settings.bins - 1));
    }
    kept = ScoreRfm(table, settings, std::move(kept)).value();
    const RfmResult fresh = ScoreRfm(table, settings).value();
    ASSERT_EQ(kept.customers, fresh.customers) << step;
    ASSERT_EQ(kept.r, fresh.r) << step;
    ASSERT_EQ(kept.f, fresh.f) << step;
    ASSERT_EQ(kept.m, fresh.m) << step;
    ASSERT_EQ(kept.code, fresh.code) << step;
    ASSERT_EQ(kept.segment, fresh.segment) << step;
    ASSERT_EQ(kept.segment_rf, fresh.segment_rf) << step;
    ASSERT_EQ(kept.frequency_count, fresh.frequency_count) << step;
    for (const auto part : {&RfmResult::recency, &RfmResult::frequency, &RfmResult::monetary}) {
      ASSERT_EQ((kept.*part).cuts, (fresh.*part).cuts) << step;
      ASSERT_EQ((kept.*part).sizes, (fresh.*part).sizes) << step;
    }
    ASSERT_EQ(kept.notices.size(), fresh.notices.size()) << step;
  }
}

}  // namespace
}  // namespace loyalane::segment
