#include "ingest/cell_text.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

// docs/formulas/cells.md "Text".
namespace loyalane::ingest {
namespace {

std::string Fold(std::string_view text) {
  std::string out = "left over";
  FoldWidth(text, out);
  return out;
}

struct Row {
  const char* name;
  const char* text;
  const char* want;
};

TEST(TrimUtf8, TakesBlanksOfAllKindsOffBothEnds) {
  constexpr Row kRows[] = {
      {"nothing to take", "a b", "a b"},
      {"spaces", "  a b  ", "a b"},
      {"tab and line ends", "\t\r\na\r\n", "a"},
      {"no-break space",
       "\xC2\xA0"
       "a\xC2\xA0",
       "a"},
      {"ideographic space", "　甲　", "甲"},
      {"zero-width space",
       "\xE2\x80\x8B"
       "a\xE2\x80\x8B",
       "a"},
      {"byte order mark inside the file",
       "\xEF\xBB\xBF"
       "a",
       "a"},
      {"mixed", " 　\t a 　\xC2\xA0\n", "a"},
      {"only blanks", " 　\t", ""},
      {"empty", "", ""},
      {"blank between stays", "甲　乙", "甲　乙"},
  };
  for (const Row& row : kRows) EXPECT_EQ(TrimUtf8(row.text), row.want) << row.name;
}

TEST(FoldWidth, FullWidthAsciiBecomesAscii) {
  constexpr Row kRows[] = {
      {"digits", "０１２３４５６７８９", "0123456789"},
      {"letters", "ＡＺａｚ", "AZaz"},
      {"signs", "，．（）－／：％＊＂｜～！", ",.()-/:%*\"|~!"},
      {"yen", "￥", "¥"},
      {"ideographic space", "甲　乙", "甲 乙"},
      {"no-break space",
       "a\xC2\xA0"
       "b",
       "a b"},
      {"ideographs and their punctuation stay", "甲，乙。【】", "甲,乙。【】"},
      {"half-width katakana stays", "ｱ", "ｱ"},
      {"empty", "", ""},
      {"cut in the middle of a character", "a\xEF\xBC", "a\xEF\xBC"},
      {"lone byte", "\xEF", "\xEF"},
  };
  for (const Row& row : kRows) EXPECT_EQ(Fold(row.text), row.want) << row.name;
}

// Law over all full-width forms: U+FF01..U+FF5E are U+0021..U+007E (Unicode's compatibility mappings).
TEST(FoldWidth, EveryFullWidthForm) {
  for (unsigned code = 0xFF01; code <= 0xFF5E; ++code) {
    const char utf8[] = {static_cast<char>(0xE0 | (code >> 12)), static_cast<char>(0x80 | ((code >> 6) & 0x3F)),
                         static_cast<char>(0x80 | (code & 0x3F))};
    EXPECT_EQ(Fold({utf8, 3}), std::string(1, static_cast<char>(code - 0xFEE0))) << code;
  }
}

TEST(Unwrap, TakesOffWhatSpreadsheetsPutAroundIds) {
  constexpr Row kRows[] = {
      {"plain", "00123", "00123"},
      {"apostrophe", "'00123", "00123"},
      {"tab", "\t00123", "00123"},
      {"formula text", "=\"00123\"", "00123"},
      {"formula text, blanks around", " =\"00123\" ", "00123"},
      {"blanks inside", "=\" 00123 \"", "00123"},
      {"empty formula text", "=\"\"", ""},
      {"apostrophe alone", "'", ""},
      {"a formula is kept", "=A1", "=A1"},
      {"unfinished", "=\"", "=\""},
      {"apostrophe behind is text", "O'", "O'"},
      {"name with an apostrophe", "D'Angelo", "D'Angelo"},
  };
  for (const Row& row : kRows) EXPECT_EQ(Unwrap(row.text), row.want) << row.name;
}

TEST(IsMissing, KnowsTheMarks) {
  // The marks that cell_text.h and domain.md "Numbers" name.
  for (const char* mark : {"", "-", "--", "—", "/", "无", "N/A", "n/a", "NA", "null", "NULL", "none", "None", "#N/A"}) {
    EXPECT_TRUE(IsMissing(mark)) << mark;
  }
  for (const char* value : {"0", "0.00", "a", "无锡", "无名公司", "/a", "---", "nullable", "Nancy", "未知", "."}) {
    EXPECT_FALSE(IsMissing(value)) << value;
  }
}

TEST(IsTotalsWord, KnowsRowsOfSumsFromCompanies) {
  for (const char* word : {"合计",     "小计",         "总计",        "汇总",     "共计",       "合计：",
                           "合计:",    "合计: 12",     "合计 12 票",  "合计(12)", "合计（元）", "小计 3",
                           "本页合计", "本页小计",     "账单合计",    "剩余应收", "总计金额",   "Total",
                           "TOTAL",    "Subtotal",     "Grand Total", "应收合计", "本月合计",   "合计应付",
                           "总合计",   "Grand Total:", "累计"}) {
    EXPECT_TRUE(IsTotalsWord(word)) << word;
  }
  for (const char* name : {"", "合计科技有限公司", "总计算机公司", "汇总通物流", "小计时器厂", "Totalenergies",
                           "Total Logistics Ltd", "Sumitomo", "甲公司", "公司合计"}) {
    EXPECT_FALSE(IsTotalsWord(name)) << name;
  }
}

TEST(IsScientific, KnowsIdsThatLostDigits) {
  for (const char* id : {"7.55123E+09", "7.55E+09", "1E+15", "1.2e+05", "4.61234567890123E+15", "1.0E-05"}) {
    EXPECT_TRUE(IsScientific(id)) << id;
  }
  for (const char* id :
       {"", "755123", "7.55", "12E34", "E+09", "7.E+09", "7.55E+", "7.55E+0x", "SF1E+05", "7.55E+09 ", "7E", "1E5"}) {
    EXPECT_FALSE(IsScientific(id)) << id;
  }
}

TEST(NormaliseHeader, ComparesHeadersAsPeopleRead) {
  constexpr Row kRows[] = {
      {"Chinese", "客户编码", "客户编码"},
      {"blanks", " 客户 编码 ", "客户编码"},
      {"ideographic space inside", "客户　编码", "客户编码"},
      {"line break", "客户\n编码", "客户编码"},
      {"carriage return", "客户\r\n编码", "客户编码"},
      {"required mark", "*客户编码", "客户编码"},
      {"required mark, full width", "客户编码＊", "客户编码"},
      {"unit in brackets", "费用(元)", "费用"},
      {"unit in full-width brackets", "费用（元）", "费用"},
      {"unit in square brackets", "重量[kg]", "重量"},
      {"unit in corner brackets", "重量【kg】", "重量"},
      {"unit in the middle", "费用(元)合计", "费用合计"},
      {"nested brackets", "费用(元(含税))", "费用"},
      {"case", "Customer Code", "customercode"},
      {"full-width letters", "客户ＩＤ", "客户id"},
      {"underscore", "cust_id", "custid"},
      {"hyphen", "Ship-Date", "shipdate"},
      {"point", "Waybill No.", "waybillno"},
      {"quotes", "\"单号\"", "单号"},
      {"byte order mark", "\xEF\xBB\xBF客户", "客户"},
      {"empty", "", ""},
  };
  for (const Row& row : kRows) EXPECT_EQ(NormaliseHeader(row.text), row.want) << row.name;
}

}  // namespace
}  // namespace loyalane::ingest
