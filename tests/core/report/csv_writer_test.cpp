#include "report/csv_writer.h"

#include <gtest/gtest.h>

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

}  // namespace
}  // namespace loyalane::report
