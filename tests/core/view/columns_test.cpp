// The columns of views and those of the tables that show them are told apart by place: they must be the same list, and
// say the same.
#include "view/columns.h"

#include <gtest/gtest.h>

#include "report/result_tables.h"
#include "tests/core/view/company.h"

namespace loyalane::view {
namespace {

TEST(Columns, AreThoseOfTheTableInItsOrder) {
  const auto company = RandomCompany(1, 200);
  const report::ResultTable table =
      report::CustomerResultTable(company->table, company->cvac, &company->rfm, &company->abc, Language::kZh);
  ASSERT_EQ(table.columns.size(), kColumnCount);
  for (size_t i = 0; i < kColumnCount; ++i) {
    const auto column = static_cast<Column>(i);
    EXPECT_EQ(table.columns[i].name, InfoOf(column).id);
    EXPECT_EQ(FindColumn(InfoOf(column).id), column);
    EXPECT_EQ(table.columns[i].is_text, InfoOf(column).kind != ColumnKind::kNumber) << InfoOf(column).id;
    if (InfoOf(column).kind != ColumnKind::kNumber) continue;
    std::vector<double> scratch;
    const std::span<const double> values = NumbersOf(company->facts(), column, scratch);
    for (size_t row = 0; row < 200; ++row) {
      std::string text;
      table.columns[i].append(row, text);
      EXPECT_EQ(text.empty(), values[row] != values[row]) << InfoOf(column).id;
      if (!text.empty()) {
        EXPECT_EQ(std::stod(text), values[row]) << InfoOf(column).id;
      }
    }
  }
  EXPECT_EQ(FindColumn("colour"), std::nullopt);
}

}  // namespace
}  // namespace loyalane::view
