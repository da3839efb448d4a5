#include "report/row_blocks.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace loyalane::report {
namespace {

TEST(RowBlocks, FillsLinesUpToTheWidest) {
  std::string out;
  RowBlocks blocks(CsvForm::kPlain, 3, out);
  blocks.Head({"file", "row", "why"}, {"a", "b"});
  blocks.Line("x,y.csv", 7, "=1", {"1", "2", "3"});
  blocks.Line("x", 8, "", {});
  EXPECT_EQ(out, "file,row,why,a,b,\n\"x,y.csv\",7,=1,1,2,3\nx,8,,,,\n");
}

TEST(RowBlocks, NeutralisesTextForSpreadsheets) {
  std::string out;
  RowBlocks blocks(CsvForm::kSpreadsheet, 1, out);
  blocks.Line("x", 7, "=1", {"+2"});
  EXPECT_EQ(out, "\xEF\xBB\xBFx,7,\"'=1\",\"'+2\"\r\n");
}

TEST(RowBlocks, AVeryWideLineDoesNotWidenTheOthers) {
  std::string out;
  RowBlocks blocks(CsvForm::kPlain, 16'384, out);
  blocks.Line("x", 1, "", {});
  EXPECT_EQ(static_cast<size_t>(std::count(out.begin(), out.end(), ',')), 2 + RowBlocks::kFilledColumnsMax);
}

}  // namespace
}  // namespace loyalane::report
