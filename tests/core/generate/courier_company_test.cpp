#include "generate/courier_company.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>

#include "generate/encode.h"
#include "generate/vocabulary.h"
#include "tests/core/generate/generated_file.h"

namespace loyalane::generate {
namespace {

Spec W1(uint64_t rows, uint32_t customers) {
  Spec spec;
  spec.rows = rows;
  spec.customers = customers;
  return spec;
}

void ExpectRate(uint64_t count, uint64_t trials, double rate, const char* what) {
  const CountRange range = BinomialRange(trials, rate);
  EXPECT_GE(static_cast<double>(count), range.low) << what;
  EXPECT_LE(static_cast<double>(count), range.high) << what;
}

// 100 000 lines, made once.
const GeneratedFile& BenchFile() {
  static const GeneratedFile file = Generate(W1(100'000, 10'000));
  return file;
}

TEST(CourierCompany, SameBytesForAnyNumberOfRowsACall) {
  for (Spec spec : {W1(3'000, 200), Spec::Demo()}) {
    spec.rows = 3'000;
    const std::string whole = Generate(spec, 3'000).bytes;
    EXPECT_EQ(Generate(spec, 1).bytes, whole);
    EXPECT_EQ(Generate(spec, 7).bytes, whole);
    EXPECT_EQ(Generate(spec, 1'000).bytes, whole);
  }
}

TEST(CourierCompany, TheSeedDecides) {
  Spec spec = W1(1'000, 100);
  const std::string first = Generate(spec).bytes;
  EXPECT_EQ(Generate(spec).bytes, first);
  spec.seed = 2;
  EXPECT_NE(Generate(spec).bytes, first);
}

TEST(CourierCompany, WritesExactlyTheRowsAskedFor) {
  for (const uint64_t rows : {1u, 2u, 3u, 5u, 97u, 98u, 99u, 250u, 1'000u}) {
    for (const uint32_t permille : {0u, 50u, 1000u}) {
      Spec spec = W1(rows, 20);
      spec.fee_line_permille = spec.refund_permille = permille;
      const GeneratedFile file = Generate(spec);
      EXPECT_EQ(file.records.size(), rows) << permille;
      EXPECT_EQ(file.written.rows, rows);
      EXPECT_EQ(file.written.waybills + file.written.fee_lines + file.written.refund_lines, rows);
      for (const auto& record : file.records) EXPECT_EQ(record.size(), kColumns);
    }
  }
}

TEST(CourierCompany, ReturnsZeroWhenComplete) {
  CourierCompany company(W1(10, 5));
  std::string out;
  EXPECT_EQ(company.NextRows(6, out), 6u);
  EXPECT_EQ(company.NextRows(6, out), 4u);
  const std::string whole = out;
  EXPECT_EQ(company.NextRows(6, out), 0u);
  EXPECT_EQ(out, whole);
}

TEST(CourierCompany, ABufferInUseGrowsNoMore) {
  CourierCompany company(W1(20'000, 100));
  std::string out;
  out.reserve(1'000 * 300);  // a line of W1 stays under 300 bytes
  const size_t capacity = out.capacity();
  while (company.NextRows(1'000, out) > 0) out.clear();
  EXPECT_EQ(out.capacity(), capacity);
}

TEST(CourierCompany, HeadersAreThoseOfTheLayouts) {
  EXPECT_EQ(
      Generate(W1(1, 1)).header,
      "waybill_no,customer_id,customer_name,ship_date,promised_at,delivered_at,origin,destination,product,weight_kg,"
      "freight,status\n");
  EXPECT_EQ(Generate(Spec::Demo()).header,
            "运单号,月结卡号,客户名称,寄件时间,承诺时间,签收时间,始发地,目的地,产品类型,计费重量,运费,状态\n");
}

TEST(CourierCompany, ARowOfTheBenchLayoutHasItsLength) {
  const double row_bytes = static_cast<double>(BenchFile().bytes.size()) / 100'000;
  EXPECT_GE(row_bytes, 150);
  EXPECT_LE(row_bytes, 175);
}

TEST(CourierCompany, WaybillsAreDistinctAndShapedAlike) {
  const auto waybills = ByWaybill(BenchFile());
  EXPECT_EQ(waybills.size(), BenchFile().written.waybills);
  for (const auto& [number, lines] : waybills) {
    ASSERT_EQ(number.size(), 15u);
    EXPECT_EQ(number.substr(0, 2), "LY");
    EXPECT_TRUE(std::all_of(number.begin() + 2, number.end(), [](char c) { return c >= '0' && c <= '9'; }));
  }
}

TEST(CourierCompany, FivePercentOfTheWaybillsHaveFeeLines) {
  uint64_t fee_waybills = 0, fee_lines = 0;
  for (const auto& [number, lines] : ByWaybill(BenchFile())) {
    uint64_t positive = 0;
    for (const auto& line : lines) positive += FenOf(line[kFreight]) > 0 ? 1 : 0;
    ASSERT_GE(positive, 1u);
    ASSERT_LE(positive, 4u);
    if (positive > 1) ++fee_waybills;
    fee_lines += positive - 1;
    for (auto line : lines) {
      // Every line repeats the shipment; quoting and the province may differ in how the places are written.
      for (const size_t column : {kCustomerId, kName, kShipped, kPromised, kDelivered, kWeight, kStatusText}) {
        EXPECT_EQ(line[column], lines.front()[column]) << number;
      }
    }
  }
  const Written& written = BenchFile().written;
  EXPECT_EQ(fee_waybills, written.fee_waybills);
  EXPECT_EQ(fee_lines, written.fee_lines);
  ExpectRate(fee_waybills, written.waybills, 0.05, "waybills with fee lines");
  // One, two or three lines more, equally often: mean 2, deviation 0.82 / sqrt(4 500) = 0.012; ten of those.
  EXPECT_NEAR(static_cast<double>(fee_lines) / static_cast<double>(fee_waybills), 2.0, 0.12);
}

TEST(CourierCompany, RefundsComeLaterAndNeverExceedTheFreight) {
  uint64_t refunds = 0;
  for (const auto& [number, lines] : ByWaybill(BenchFile())) {
    const int64_t freight_fen = FenOf(lines.front()[kFreight]);
    EXPECT_GT(freight_fen, 0);
    for (size_t i = 1; i < lines.size(); ++i) {
      const int64_t fen = FenOf(lines[i][kFreight]);
      if (fen > 0) continue;
      ++refunds;
      EXPECT_TRUE(fen == -freight_fen || fen == -(freight_fen / 2)) << number;
    }
  }
  EXPECT_EQ(refunds, BenchFile().written.refund_lines);
  ExpectRate(refunds, BenchFile().written.waybills, 0.005, "refunds");
}

TEST(CourierCompany, AmountsAddUpToWhatIsReported) {
  int64_t sum_fen = 0;
  for (const auto& record : BenchFile().records) sum_fen += FenOf(record[kFreight]);
  EXPECT_EQ(sum_fen, BenchFile().written.amount_fen);
}

TEST(CourierCompany, OneFieldInTwentyIsQuoted) {
  const GeneratedFile& file = BenchFile();
  EXPECT_EQ(file.quoted_fields, file.written.quoted_fields);
  // Names with a comma or quotation marks always need quotes; all other words have them at three times the rate of
  // fields.
  uint64_t needing = 0;
  for (const auto& record : file.records) {
    needing += record[kName].find_first_of(",\"") != std::string::npos ? 1 : 0;
  }
  EXPECT_GT(needing, 0u);
  const uint64_t free_words = 4 * file.written.rows - needing;
  ExpectRate(file.quoted_fields - needing, free_words, 0.15, "quoted words");
  EXPECT_NEAR(static_cast<double>(file.quoted_fields) / static_cast<double>(kColumns * file.written.rows), 0.05, 0.006);
}

TEST(CourierCompany, QuotedFieldsHoldCommasAndQuotationMarks) {
  bool has_comma_name = false, has_quotes_name = false, has_comma_city = false;
  for (const auto& record : BenchFile().records) {
    has_comma_name |= record[kName].find(',') != std::string::npos;
    has_quotes_name |= record[kName].find('"') != std::string::npos;
    has_comma_city |= record[kDestination].find(',') != std::string::npos;
    for (const std::string& cell : record) EXPECT_EQ(cell.find('\n'), std::string::npos);
  }
  EXPECT_TRUE(has_comma_name);
  EXPECT_TRUE(has_quotes_name);
  EXPECT_TRUE(has_comma_city);
}

TEST(CourierCompany, LineBreaksInQuotesComeAtTheirRate) {
  Spec spec = W1(20'000, 100);
  spec.quoted_newline_permille = 20;
  const GeneratedFile file = Generate(spec);
  uint64_t breaks = 0;
  for (const auto& record : file.records) {
    ASSERT_EQ(record.size(), kColumns);
    breaks += record[kDestination].find('\n') != std::string::npos ? 1 : 0;
  }
  EXPECT_EQ(breaks, file.written.quoted_newlines);
  ExpectRate(breaks, spec.rows, 0.02, "line breaks");
}

TEST(CourierCompany, SteadyCustomersHaveZipfShares) {
  Spec spec = W1(100'000, 1'000);
  spec.steady_customers = true;
  spec.fee_line_permille = spec.refund_permille = 0;
  CourierCompany company(spec);
  std::string shipments, customers;
  while (company.NextRows(1'000, shipments) > 0) {
  }
  company.AppendCustomers(customers);
  std::map<std::string, uint64_t> waybills;
  for (const auto& record : ParseCsv(shipments)) ++waybills[record[kCustomerId]];

  // The side table lists customers by rank. Zipf with exponent 1: share of rank k = 1 / (k H), H = 1 + 1/2 + ... +
  // 1/1000.
  const auto ranked = ParseCsv(customers);
  double harmonic = 0;
  for (int k = 1; k <= 1'000; ++k) harmonic += 1.0 / k;
  uint64_t top_ten = 0;
  double top_ten_share = 0;
  for (int k = 1; k <= 10; ++k) {
    const uint64_t count = waybills[ranked[static_cast<size_t>(k)][0]];
    ExpectRate(count, spec.rows, 1.0 / (k * harmonic), "one of the ten largest");
    top_ten += count;
    top_ten_share += 1.0 / (k * harmonic);
  }
  ExpectRate(top_ten, spec.rows, top_ten_share, "the ten largest together");
}

TEST(CourierCompany, ShipmentsFollowTheCalendar) {
  const GeneratedFile& file = BenchFile();
  std::map<std::string, uint64_t> per_day;
  std::string last;
  for (const auto& [number, lines] : ByWaybill(file)) ++per_day[lines.front()[kShipped]];
  EXPECT_EQ(per_day.size(), 365u);
  EXPECT_EQ(per_day.begin()->first, "2025-11-01");
  EXPECT_EQ(per_day.rbegin()->first, "2026-10-31");
  // Ordinary Mondays of March and, for contrast, the eve of the Spring Festival of 17 February 2026 and 11 November
  // 2025.
  EXPECT_LT(per_day["2026-02-17"] * 4, per_day["2026-03-24"]);
  EXPECT_GT(per_day["2025-11-11"], 2 * per_day["2026-03-24"]);
  for (const auto& record : file.records) {
    if (FenOf(record[kFreight]) < 0) continue;  // refunds are posted later
    EXPECT_GE(record[kShipped], last);
    last = record[kShipped];
  }
}

TEST(CourierCompany, CleanFilesHoldNoImpossibleTimes) {
  std::map<std::string, uint64_t> statuses;
  for (const auto& record : BenchFile().records) {
    ++statuses[record[kStatusText]];
    EXPECT_EQ(record[kStatusText] == "已签收", !record[kDelivered].empty());
    EXPECT_GT(record[kPromised], record[kShipped]);
    if (record[kDelivered].empty()) continue;
    EXPECT_GE(record[kDelivered], record[kShipped]);
    EXPECT_LT(record[kDelivered], "2026-11-01");  // the export is older
  }
  const std::set<std::string> expected = {"已签收", "运输中", "派送中", "退回", "异常"};
  std::set<std::string> found;
  for (const auto& [status, count] : statuses) found.insert(status);
  EXPECT_EQ(found, expected);
}

TEST(CourierCompany, StatementTimesAreInOrderToo) {
  Spec spec = Spec::Demo();
  spec.dirt = {};
  for (const auto& record : Generate(spec).records) {
    EXPECT_EQ(record[kShipped].size(), 16u);
    EXPECT_GT(record[kPromised], record[kShipped]);
    if (!record[kDelivered].empty()) {
      EXPECT_GT(record[kDelivered], record[kShipped]);
    }
  }
}

TEST(CourierCompany, TheDemoHasCustomersOfEveryKind) {
  Spec spec = Spec::Demo();
  spec.dirt = {};
  std::map<std::string, std::set<std::string>> ship_days;
  for (const auto& record : Generate(spec).records)
    ship_days[record[kCustomerId]].insert(record[kShipped].substr(0, 10));
  uint64_t daily = 0, dormant = 0, fresh = 0, monthly = 0;
  for (const auto& [customer, days] : ship_days) {
    std::set<std::string> days_of_month, months;
    for (const std::string& day : days) {
      days_of_month.insert(day.substr(8));
      months.insert(day.substr(0, 7));
    }
    daily += days.size() >= 300 ? 1 : 0;
    dormant += days.size() >= 5 && *days.rbegin() < "2026-08-01" ? 1 : 0;
    fresh += days.size() >= 5 && *days.begin() >= "2026-06-01" ? 1 : 0;
    monthly += months.size() >= 8 && days_of_month.size() == 1 ? 1 : 0;
  }
  EXPECT_GE(daily, 5u);
  EXPECT_GE(dormant, 10u);
  EXPECT_GE(fresh, 10u);
  EXPECT_GE(monthly, 20u);
}

TEST(CourierCompany, DirtComesAtTheStatedRates) {
  Spec spec = W1(100'000, 1'000);
  spec.dirt.bad_date = 10;
  spec.dirt.missing_customer = 20;
  spec.dirt.delivered_before_shipped = 30;
  spec.dirt.scientific_id = 5;
  spec.dirt.amount_style = 40;
  spec.dirt.extra_spaces = 15;
  spec.dirt.blank_rows = 8;
  spec.dirt.totals_row = true;
  const GeneratedFile file = Generate(spec);

  Written found;
  std::set<std::string> bad_date, missing, backwards, scientific;  // waybills
  std::set<std::string> styles;
  for (size_t i = 0; i < file.records.size(); ++i) {
    const auto& record = file.records[i];
    if (record.size() == 1) {
      ++found.blank_rows;
      continue;
    }
    ASSERT_EQ(record.size(), kColumns);
    if (record[kWaybill] == "合计") {
      EXPECT_EQ(i, file.records.size() - 1);
      ++found.totals_rows;
      EXPECT_EQ(FenOf(record[kFreight]), file.written.amount_fen);
      continue;
    }
    ++found.rows;
    const std::string& waybill = record[kWaybill];
    if (std::count(std::begin(kBadDates), std::end(kBadDates), record[kShipped]) > 0) {
      ++found.bad_date_rows;
      bad_date.insert(waybill);
    } else if (!record[kDelivered].empty() && record[kDelivered].substr(0, 10) < record[kShipped]) {
      backwards.insert(waybill);
    }
    if (record[kCustomerId].empty()) {
      EXPECT_EQ(record[kName], "");
      ++found.missing_customer_rows;
      missing.insert(waybill);
    }
    if (record[kCustomerId].find("E+09") != std::string::npos) {
      ++found.scientific_id_rows;
      scientific.insert(waybill);
    }
    if (record[kCustomerId].front() == ' ') {
      ++found.spaced_rows;
      EXPECT_EQ(record[kName].substr(record[kName].size() - 3), "\u3000");
    }
    const std::string& amount = record[kFreight];
    const bool is_plain = std::all_of(amount.begin(), amount.end(),
                                      [](char c) { return (c >= '0' && c <= '9') || c == '.' || c == '-'; });
    if (!is_plain) {
      ++found.amount_style_rows;
      styles.insert(amount.find("元") != std::string::npos   ? "yuan"
                    : amount.find("￥") != std::string::npos ? "sign"
                    : amount.find(',') != std::string::npos  ? "thousands"
                    : amount.find("．") != std::string::npos ? "full width"
                                                             : amount);
    }
  }
  const Written& written = file.written;
  EXPECT_EQ(found.rows, written.rows);
  EXPECT_EQ(found.blank_rows, written.blank_rows);
  EXPECT_EQ(found.totals_rows, written.totals_rows);
  EXPECT_EQ(found.bad_date_rows, written.bad_date_rows);
  EXPECT_EQ(found.missing_customer_rows, written.missing_customer_rows);
  EXPECT_EQ(found.scientific_id_rows, written.scientific_id_rows);
  EXPECT_EQ(found.spaced_rows, written.spaced_rows);
  EXPECT_EQ(found.amount_style_rows, written.amount_style_rows);
  EXPECT_EQ(styles, (std::set<std::string>{"yuan", "sign", "thousands", "full width"}));

  ExpectRate(bad_date.size(), written.waybills, 0.010, "bad dates");
  ExpectRate(missing.size(), written.waybills, 0.020, "missing customers");
  ExpectRate(backwards.size(), written.waybills, 0.030 * 0.990, "delivered before shipped, date readable");
  ExpectRate(scientific.size(), written.waybills, 0.005 * 0.980, "scientific ids, customer present");
  ExpectRate(found.blank_rows, written.rows, 0.008, "blank lines");
  ExpectRate(found.amount_style_rows, written.rows - written.refund_lines, 0.040, "amount styles");
  ExpectRate(found.spaced_rows, written.rows - written.missing_customer_rows, 0.015, "spaces");
}

TEST(CourierCompany, DirtChangesCellsNotShipments) {
  Spec spec = W1(20'000, 200);
  const GeneratedFile clean = Generate(spec);
  spec.dirt = DirtRates::Demo();
  const GeneratedFile dirty = Generate(spec);
  EXPECT_EQ(dirty.written.waybills, clean.written.waybills);
  EXPECT_EQ(dirty.written.amount_fen, clean.written.amount_fen);
  size_t at = 0;
  for (const auto& record : dirty.records) {
    if (record.size() == 1 || record[kWaybill] == "合计") continue;
    const auto& original = clean.records[at++];
    EXPECT_EQ(record[kWaybill], original[kWaybill]);
    EXPECT_EQ(record[kWeight], original[kWeight]);
  }
  EXPECT_EQ(at, clean.records.size());
}

TEST(CourierCompany, Gb18030HoldsTheSameText) {
  for (Spec spec : {W1(5'000, 500), Spec::Demo()}) {
    spec.rows = 5'000;
    CourierCompany utf8(spec);
    spec.encoding = Encoding::kGb18030;
    CourierCompany gb18030(spec);
    const auto everything = [](CourierCompany& company) {
      std::string bytes;
      while (company.NextRows(1'000, bytes) > 0) {
      }
      company.AppendCustomers(bytes);
      company.AppendCarrierShare(bytes);
      company.AppendSurvey(bytes);
      return bytes;
    };
    const std::string expected = Encode(everything(utf8), Encoding::kGb18030);
    EXPECT_EQ(expected.find('?'), std::string::npos);
    EXPECT_EQ(everything(gb18030), expected);
  }
}

TEST(CourierCompany, SideTablesKnowTheCustomersOfTheShipments) {
  Spec spec = Spec::Demo();
  spec.dirt = {};
  spec.customers = 5'000;
  CourierCompany company(spec);
  std::string shipments, customers, shares, answers;
  while (company.NextRows(1'000, shipments) > 0) {
  }
  company.AppendCustomers(customers);
  company.AppendCarrierShare(shares);
  company.AppendSurvey(answers);

  std::map<std::string, std::string> names;
  auto records = ParseCsv(customers);
  EXPECT_EQ(records.front(), (std::vector<std::string>{"月结卡号", "客户名称", "行业", "所属网点", "客户经理", "联系人",
                                                       "开户日期", "合同到期日"}));
  for (size_t i = 1; i < records.size(); ++i) {
    ASSERT_EQ(records[i].size(), 8u);
    EXPECT_TRUE(names.emplace(records[i][0], records[i][1]).second);
    EXPECT_LT(records[i][6], records[i][7]);
    EXPECT_GE(records[i][7], "2026-10-31");  // the contract covers the last day
  }
  EXPECT_EQ(names.size(), 5'000u);
  records = ParseCsv(shipments);
  for (size_t i = 1; i < records.size(); ++i) EXPECT_EQ(names.at(records[i][kCustomerId]), records[i][kName]);

  records = ParseCsv(shares);
  ExpectRate(records.size() - 1, 5'000, 0.4, "known shares");
  for (size_t i = 1; i < records.size(); ++i) {
    ASSERT_EQ(records[i].size(), 6u);
    EXPECT_EQ(names.count(records[i][0]), 1u);
    EXPECT_EQ(records[i][1], "鹭行速运");
    EXPECT_GE(std::stoi(records[i][2]), 1);
    EXPECT_LE(std::stoi(records[i][2]), 100);
    EXPECT_GE(std::stoi(records[i][3]), 1);
    EXPECT_LE(std::stoi(records[i][3]), 7);
    EXPECT_LE(records[i][5], "2026-10-31");
  }

  records = ParseCsv(answers);
  std::set<std::string> answered;
  std::set<std::string> scores;
  for (size_t i = 1; i < records.size(); ++i) {
    ASSERT_EQ(records[i].size(), 3u);
    EXPECT_EQ(names.count(records[i][0]), 1u);
    answered.insert(records[i][0]);
    scores.insert(records[i][2]);
  }
  ExpectRate(answered.size(), 5'000, 0.5, "customers with answers");
  EXPECT_EQ(scores, (std::set<std::string>{"1", "2", "3", "4", "5"}));
}

TEST(CourierCompany, OneCustomerAndOneDayAreEnough) {
  Spec spec = W1(500, 1);
  spec.first_day = spec.last_day = ToDay({2026, 2, 17});
  const GeneratedFile file = Generate(spec);
  EXPECT_EQ(file.records.size(), 500u);
  for (const auto& record : file.records) EXPECT_EQ(record[kShipped], "2026-02-17");
}

}  // namespace
}  // namespace loyalane::generate
