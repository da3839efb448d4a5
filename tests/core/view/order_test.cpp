#include "view/order.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <numeric>
#include <random>

#include "tests/core/view/company.h"

namespace loyalane::view {
namespace {

using ::testing::ElementsAre;

// What the header promises, by comparing: stable, by value, missing last in both directions.
std::vector<uint32_t> Expected(const Facts& facts, Column column, bool descending) {
  std::vector<double> scratch;
  const std::span<const double> values = NumbersOf(facts, column, scratch);
  std::vector<uint32_t> rows(facts.rows());
  std::iota(rows.begin(), rows.end(), 0U);
  std::stable_sort(rows.begin(), rows.end(), [&](uint32_t a, uint32_t b) {
    const bool known_a = values[a] == values[a];
    const bool known_b = values[b] == values[b];
    if (!known_a || !known_b) return known_a && !known_b;
    return descending ? values[a] > values[b] : values[a] < values[b];
  });
  return rows;
}

TEST(OrderBy, IsTheOrderOfComparing) {
  const auto company = RandomCompany(7, 3000);
  for (size_t i = 0; i < kColumnCount; ++i) {
    const auto column = static_cast<Column>(i);
    if (InfoOf(column).kind == ColumnKind::kText) continue;
    for (const bool descending : {false, true}) {
      EXPECT_EQ(OrderBy(company->facts(), column, descending).rows, Expected(company->facts(), column, descending))
          << InfoOf(column).id << descending;
    }
  }
}

TEST(OrderBy, PutsNegativesBeforeZeroAndKeepsEqualOnesInPlace) {
  segment::ProfileBuilder builder;
  builder.FromShipments();
  for (const int64_t fen : {0, -250, 100, -250, 99, 0}) {
    const std::string id = "C" + std::to_string(builder.Build().rows());
    builder.Add({.id = id, .monthly_contribution = 1, .ship_days = 1, .amount_minor = fen});
  }
  Company company;
  company.table = builder.Build();
  company.cvac = segment::ScoreCvAc(company.table, company.settings, nullptr).value();
  const Facts facts{&company.table, &company.cvac, nullptr, nullptr, {1, 1, 1, 1, 1, 1, 1}};
  EXPECT_THAT(OrderBy(facts, Column::kAmount, false).rows, ElementsAre(1, 3, 0, 5, 4, 2));
  EXPECT_THAT(OrderBy(facts, Column::kAmount, true).rows, ElementsAre(2, 4, 0, 5, 1, 3));
  // RFM cannot be had: all are missing.
  EXPECT_EQ(OrderBy(facts, Column::kRfmCode, true).known, 0u);
  EXPECT_THAT(OrderBy(facts, Column::kRfmCode, true).rows, ElementsAre(0, 1, 2, 3, 4, 5));
}

TEST(OrderBy, NamesGoByTheirBytes) {
  Company company;
  for (const char* name : {"深圳市乙", "", "ACME", "深圳市甲", "ACME", "深圳"}) {
    company.table.customer_id.Append("C" + std::to_string(company.table.customer_id.size()));
    company.table.customer_name.Append(name);
  }
  const Facts facts{&company.table, &company.cvac, nullptr, nullptr, {}};
  // 乙 is E4 B9 99, 甲 is E7 94 B2; 深圳 is a beginning of 深圳市.
  EXPECT_THAT(OrderBy(facts, Column::kCustomerName, false).rows, ElementsAre(2, 4, 5, 0, 3, 1));
  EXPECT_THAT(OrderBy(facts, Column::kCustomerName, true).rows, ElementsAre(3, 0, 5, 2, 4, 1));
  EXPECT_THAT(OrderBy(facts, Column::kCustomerId, true).rows, ElementsAre(5, 4, 3, 2, 1, 0));
}

// Against comparing: long common beginnings, one name the beginning of another, zero bytes, equal names.
TEST(OrderBy, NamesGoByTheirBytesHoweverLongTheyAgree) {
  std::mt19937 random(8);
  constexpr std::array<std::string_view, 6> kPieces = {"深圳市", "速运", "a", "", "有限公司有限公司", "b"};
  for (const std::string_view beginning : {"", "客户", "客户客户客户"}) {
    Company company;
    std::vector<std::string> names;
    for (int row = 0; row < 1500; ++row) {
      std::string name(beginning);
      for (uint32_t pieces = random() % 5; pieces > 0; --pieces) name += kPieces[random() % kPieces.size()];
      if (random() % 9 == 0) name += std::string(1 + random() % 9, '\0');
      if (random() % 50 == 0) name.clear();
      names.push_back(name);
      company.table.customer_id.Append(std::to_string(row));
      company.table.customer_name.Append(name);
    }
    const Facts facts{&company.table, &company.cvac, nullptr, nullptr, {}};
    for (const bool descending : {false, true}) {
      std::vector<uint32_t> expected(names.size());
      std::iota(expected.begin(), expected.end(), 0U);
      std::stable_sort(expected.begin(), expected.end(), [&](uint32_t a, uint32_t b) {
        if (names[a].empty() || names[b].empty()) return !names[a].empty() && names[b].empty();
        return descending ? names[a] > names[b] : names[a] < names[b];
      });
      EXPECT_EQ(OrderBy(facts, Column::kCustomerName, descending).rows, expected) << beginning << descending;
    }
  }
}

}  // namespace
}  // namespace loyalane::view
