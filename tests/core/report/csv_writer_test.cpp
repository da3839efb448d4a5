#include "report/csv_writer.h"

#include <gtest/gtest.h>

#include "report/number_text.h"

namespace loyalane::report {
namespace {

std::string Row(CsvForm form, std::string_view text, std::string_view number) {
  std::string out;
  CsvWriter writer(form, out);
  writer.Begin();
  writer.Text(text);
  writer.Number(number);
  writer.EndRow();
  return out;
}

TEST(CsvWriter, QuotesWhatRfc4180Asks) {
  EXPECT_EQ(Row(CsvForm::kPlain, "甲", "1.5"), "甲,1.5\n");
  EXPECT_EQ(Row(CsvForm::kPlain, "a,b", "-1"), "\"a,b\",-1\n");
  EXPECT_EQ(Row(CsvForm::kPlain, "a\"b\nc", ""), "\"a\"\"b\nc\",\n");
  EXPECT_EQ(Row(CsvForm::kPlain, "", "0"), ",0\n");
}

TEST(CsvWriter, NeutralisesFormulasForSpreadsheetsOnly) {
  for (const char* formula : {"=1+1", "+A1", "-2", "@SUM", "\tx", "\rx"}) {
    EXPECT_EQ(Row(CsvForm::kPlain, formula, "-2").find('\''), std::string::npos) << formula;
    EXPECT_EQ(Row(CsvForm::kSpreadsheet, formula, "-2"), "\xEF\xBB\xBF\"'" + std::string(formula) + "\",-2\r\n");
  }
  EXPECT_EQ(Row(CsvForm::kSpreadsheet, "7551234567", "1"),
            "\xEF\xBB\xBF"
            "7551234567,1\r\n");
}

TEST(NumberText, IsTheShortestThatReadsBack) {
  // Shortest round-trip forms as Python's repr gives them (18.0 without its ".0").
  EXPECT_EQ(NumberText(18), "18");
  EXPECT_EQ(NumberText(0.1), "0.1");
  EXPECT_EQ(NumberText(1.0 / 3.0), "0.3333333333333333");
  EXPECT_EQ(NumberText(-2.5), "-2.5");
  EXPECT_EQ(NumberText(16502.857142857141), "16502.85714285714");
  EXPECT_EQ(NumberText(__builtin_nan("")), "");
}

}  // namespace
}  // namespace loyalane::report
