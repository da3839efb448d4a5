#include "workspace/result_workbook.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace loyalane::workspace {
namespace {

using report::CellKind;
using report::WorkbookSheet;
using ::testing::ElementsAre;

// One file whose row 1234 has an amount that cannot be read.
Workspace WithAnIssue() {
  intake::ImportedData data;
  intake::SourceReport& source = data.sources.emplace_back();
  source.name = "a.csv";
  source.plan.headers = {"运单号", "运费"};
  source.issues.Add(ErrorId::kAmountUnreadable, 1234, 1, "十二");
  Workspace work;
  work.Commit(std::move(data), {});
  return work;
}

std::vector<std::string> TitlesOf(const WorkbookSheet& sheet) {
  std::vector<std::string> titles;
  for (const report::WorkbookColumn& column : sheet.columns) titles.push_back(column.title);
  return titles;
}

std::vector<std::string> RowOf(const WorkbookSheet& sheet, size_t row) {
  std::vector<std::string> cells;
  for (const report::WorkbookColumn& column : sheet.columns) column.append(row, cells.emplace_back());
  return cells;
}

std::vector<std::string> ColumnOf(const WorkbookSheet& sheet, size_t column) {
  std::vector<std::string> cells;
  for (size_t row = 0; row < sheet.rows; ++row) sheet.columns[column].append(row, cells.emplace_back());
  return cells;
}

TEST(ResultWorkbook, IssuesHaveTheHeadersOfTheirLanguage) {
  Workspace work = WithAnIssue();
  const auto chinese = ResultWorkbook(work, "issues", Language::kZh);
  ASSERT_TRUE(chinese.ok());
  ASSERT_EQ(chinese->size(), 2u);
  EXPECT_EQ(chinese->front().name, "数据问题");
  EXPECT_THAT(TitlesOf(chinese->front()), ElementsAre("文件", "行号", "列", "编号", "原值", "问题", "怎么办"));
  const auto english = ResultWorkbook(work, "issues", Language::kEn);
  ASSERT_TRUE(english.ok());
  EXPECT_THAT(TitlesOf(english->front()), ElementsAre("File", "Row", "Column", "Id", "Cell", "Issue", "What to do"));
}

// A cell that could not be read is text, though the results have an amount of the same name; a row has no thousands.
TEST(ResultWorkbook, TheValueOfAnIssueIsNoAmount) {
  Workspace work = WithAnIssue();
  const auto sheets = ResultWorkbook(work, "issues", Language::kZh);
  ASSERT_TRUE(sheets.ok());
  const WorkbookSheet& issues = sheets->front();
  EXPECT_EQ(issues.columns[4].kind, CellKind::kText);
  EXPECT_EQ(issues.columns[1].kind, CellKind::kPlainNumber);
  const std::vector<std::string> cells = RowOf(issues, 0);
  EXPECT_EQ(cells[0], "a.csv");
  EXPECT_EQ(cells[1], "1234");
  EXPECT_EQ(cells[2], "运费");
  EXPECT_EQ(cells[4], "十二");
  const WorkbookSheet& definitions = sheets->back();
  EXPECT_THAT(ColumnOf(definitions, 0), ElementsAre("行号", "编号", "原值"));
  EXPECT_THAT(ColumnOf(definitions, 1), ElementsAre(::testing::HasSubstr("表头"), ::testing::HasSubstr("编号"),
                                                    ::testing::HasSubstr("原来的内容")));
  EXPECT_THAT(ColumnOf(definitions, 2), ElementsAre("row", "id", "value"));
}

}  // namespace
}  // namespace loyalane::workspace
