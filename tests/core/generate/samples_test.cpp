#include "generate/samples.h"

#include <gtest/gtest.h>

#include <map>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "generate/club_programme.h"
#include "generate/encode.h"

namespace loyalane::generate {
namespace {

std::string FileOf(const Sample& sample, SampleTable table) {
  std::string bytes;
  SampleFileWriter writer(sample.spec, table);
  while (writer.Next(bytes)) {
  }
  return bytes;
}

// UTF-16 of the Basic Multilingual Plane back to UTF-8, the mark left out.
std::string Utf8Of(std::string_view utf16) {
  std::string out;
  for (size_t i = 2; i + 1 < utf16.size(); i += 2) {
    const uint32_t unit = static_cast<uint8_t>(utf16[i]) | static_cast<uint32_t>(static_cast<uint8_t>(utf16[i + 1]))
                                                               << 8;
    if (unit < 0x80) {
      out += static_cast<char>(unit);
    } else if (unit < 0x800) {
      out += static_cast<char>(0xC0 | unit >> 6);
      out += static_cast<char>(0x80 | (unit & 0x3F));
    } else {
      out += static_cast<char>(0xE0 | unit >> 12);
      out += static_cast<char>(0x80 | (unit >> 6 & 0x3F));
      out += static_cast<char>(0x80 | (unit & 0x3F));
    }
  }
  return out;
}

// Lines without line breaks in cells, as the contract and branch layouts write them.
std::vector<std::vector<std::string>> Lines(const std::string& text, char delimiter) {
  std::vector<std::vector<std::string>> lines;
  std::istringstream all(text);
  for (std::string line; std::getline(all, line);) {
    if (!line.empty() && line.back() == '\r') line.pop_back();
    std::vector<std::string> cells(1);
    bool quoted = false;
    for (const char c : line) {
      if (c == '"') quoted = !quoted;
      if (c == delimiter && !quoted) {
        cells.emplace_back();
      } else {
        cells.back() += c;
      }
    }
    lines.push_back(cells);
  }
  return lines;
}

const Sample& Named(std::string_view id) {
  const Sample* sample = FindSample(id);
  EXPECT_NE(sample, nullptr) << id;
  return *sample;
}

int64_t Fen(const std::string& text) {
  const size_t point = text.find('.');
  const int64_t whole = std::stoll(text.substr(0, point));
  const int64_t part = std::stoll(text.substr(point + 1));
  return whole * 100 + (text[0] == '-' ? -part : part);
}

TEST(Samples, EachCanBeMadeAndSaysWhatItIs) {
  std::set<std::string_view> ids, names;
  for (const Sample& sample : Samples()) {
    EXPECT_EQ(ProblemWith(sample.spec), "") << sample.id;
    ids.insert(sample.id);
    for (const std::string_view text : {sample.zh, sample.en, sample.zh_about, sample.en_about})
      EXPECT_FALSE(text.empty());
    EXPECT_FALSE(sample.files.empty());
    EXPECT_EQ(sample.files[0].table, SampleTable::kShipments);
    EXPECT_EQ(FindSample(sample.id), &sample);
  }
  EXPECT_EQ(ids, (std::set<std::string_view>{"courier", "club", "contract_logistics", "city_parcel", "million"}));
  EXPECT_EQ(FindSample("nothing"), nullptr);
  // Both are the same company: its shipments in the demo's encoding, and the file of the benches.
  EXPECT_EQ(Named("million").spec.rows, 1'000'000u);
  EXPECT_EQ(Named("million").spec.customers, 100'000u);
  EXPECT_EQ(Named("courier").spec.encoding, Encoding::kGb18030);
}

TEST(Samples, TheClubHasMembersRulesAndMonthsToRun) {
  const Sample& sample = Named("club");
  EXPECT_EQ(sample.programme(), "programme.json");
  EXPECT_EQ(Named("courier").programme(), "");
  const std::string rules = FileOf(sample, SampleTable::kProgramme);
  ASSERT_EQ(rules, kClubProgramme);
  // The period of a spec has twelve months (spec.h); some stay open.
  EXPECT_LT(sample.closed_months, 12u);
  const ClubTables club(sample.spec);
  std::string members;
  club.Append(ClubTable::kMembers, members);
  EXPECT_EQ(FileOf(sample, SampleTable::kMembers), members);
  const auto lines = Lines(members, ',');
  EXPECT_EQ(lines.size(), club.truth().members + 1);
}

TEST(Samples, APieceAtATimeIsTheWholeFile) {
  const Sample& sample = Named("contract_logistics");
  CourierCompany company(sample.spec);
  std::string whole;
  while (company.NextRows(1, whole) > 0) {
  }
  EXPECT_EQ(FileOf(sample, SampleTable::kShipments), whole);
  std::string customers;
  company.AppendCustomers(customers);
  EXPECT_EQ(FileOf(sample, SampleTable::kCustomers), customers);
}

TEST(Samples, ContractLogisticsHasFewAndLargeShipments) {
  const Sample& sample = Named("contract_logistics");
  const auto lines = Lines(FileOf(sample, SampleTable::kShipments), ',');
  ASSERT_EQ(lines.size(), sample.spec.rows + 1);
  ASSERT_EQ(lines[0].size(), 14u);
  EXPECT_EQ(lines[0][0], "Shipment Number");
  EXPECT_EQ(lines[0][9], "Total Charge");
  std::set<std::string> accounts;
  int64_t sum_fen = 0;
  for (size_t i = 1; i < lines.size(); ++i) {
    const auto& cells = lines[i];
    ASSERT_EQ(cells.size(), lines[0].size()) << i;
    EXPECT_EQ(cells[0].substr(0, 2), "HT");
    ASSERT_EQ(cells[1].size(), 8u) << i;
    EXPECT_GE(cells[1], "20251101");
    EXPECT_LE(cells[1], "20261031");
    EXPECT_EQ(cells[2].substr(0, 3), "961");
    EXPECT_EQ(cells[10], "CNY");
    EXPECT_TRUE(cells[12].empty() || cells[12].size() == 8);
    EXPECT_EQ(cells[12].empty(), cells[13] != "Delivered");
    accounts.insert(cells[2]);
    sum_fen += Fen(cells[9]);
  }
  EXPECT_EQ(accounts.size(), sample.spec.customers);
  for (const auto& cells : Lines(FileOf(sample, SampleTable::kCarrierShare), ',')) {
    if (cells[1] != "carrier") {
      EXPECT_EQ(cells[1], sample.zh);
    }
  }
  // Freight of a mean load of hundreds of kilograms at one yuan and more a kilogram, against about 20 yuan a parcel.
  EXPECT_GT(sum_fen / static_cast<int64_t>(sample.spec.rows), 300'00);
}

TEST(Samples, CityParcelIsUnicodeTextWithRivalsAndSeasons) {
  const Sample& sample = Named("city_parcel");
  const std::string bytes = FileOf(sample, SampleTable::kShipments);
  ASSERT_EQ(bytes.substr(0, 2), "\xFF\xFE");
  const auto lines = Lines(Utf8Of(bytes), '\t');
  ASSERT_EQ(lines.size(), sample.spec.rows + 1);
  EXPECT_EQ(lines[0], (std::vector<std::string>{"业务时间", "运单号", "客户编码", "订单客户", "目的省份", "目的城市",
                                                "结算重量", "中转费", "附加费", "应收金额", "运单状态"}));
  std::map<std::string, bool> sends_off_season;
  for (size_t i = 1; i < lines.size(); ++i) {
    ASSERT_EQ(lines[i].size(), lines[0].size()) << i;
    EXPECT_EQ(Fen(lines[i][7]) + Fen(lines[i][8]), Fen(lines[i][9])) << i;
    // Off season: neither 1 to 20 November nor the 25 days before 17 February 2026 (domain "Holiday table").
    const std::string month = lines[i][0].substr(0, 7);
    sends_off_season[lines[i][2]] |= month != "2025/11" && month != "2026/1/" && month != "2026/2/";
    if (lines[i][3].front() != '"') {
      EXPECT_EQ(lines[i][3].substr(0, 9), "苏州市");
    }
  }
  size_t seasonal = 0;
  for (const auto& [customer, off_season] : sends_off_season) seasonal += off_season ? 0 : 1;
  // A third of the tail by the table of shares, some of which sent nothing.
  EXPECT_GT(seasonal, sends_off_season.size() / 5);

  const auto shares = Lines(Utf8Of(FileOf(sample, SampleTable::kCarrierShare)), '\t');
  std::map<std::string, int> sum_of;
  std::map<std::string, int> of_carrier;
  for (size_t i = 1; i < shares.size(); ++i) {
    ASSERT_EQ(shares[i].size(), 6u);
    sum_of[shares[i][0]] += std::stoi(shares[i][2]);
    of_carrier[shares[i][1]] += 1;
    EXPECT_GE(std::stoi(shares[i][3]), 1);
    EXPECT_LE(std::stoi(shares[i][3]), 7);
  }
  for (const auto& [customer, sum] : sum_of) EXPECT_EQ(sum, 100) << customer;
  EXPECT_EQ(of_carrier.size(), 4u);
  EXPECT_EQ(of_carrier["本公司"], static_cast<int>(sum_of.size()));
}

TEST(AppendUtf16Le, WritesCodeUnits) {
  std::string out;
  AppendUtf16Le("a\xC2\xA5深", out);  // U+0061, U+00A5, U+6DF1
  EXPECT_EQ(out, std::string("a\0\xA5\0\xF1\x6D", 6));
}

}  // namespace
}  // namespace loyalane::generate
