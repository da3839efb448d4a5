#include "report/workbook_text.h"

#include <gtest/gtest.h>

#include <string>

namespace loyalane::report {
namespace {

std::string Xml(std::string_view text) {
  std::string out;
  AppendXmlText(out, text);
  return out;
}

TEST(WorkbookText, EscapesWhatXmlTakesForItself) {
  EXPECT_EQ(Xml("a & b < c > d \"e\" 'f'"), "a &amp; b &lt; c &gt; d &quot;e&quot; 'f'");
  EXPECT_EQ(Xml("=SUM(1)"), "=SUM(1)");
  EXPECT_EQ(Xml("上海锦程\xF0\x9F\x9A\x9A"), "上海锦程\xF0\x9F\x9A\x9A");
  EXPECT_EQ(Xml("a\tb\nc"), "a\tb\nc");
}

// ECMA-376 part 1, 22.9.2.19: characters that XML cannot hold are written _xHHHH_, and what reads like that begins with
// _x005F_.
TEST(WorkbookText, WritesControlCharactersAsEscapes) {
  EXPECT_EQ(Xml(std::string_view("\0\x01\x1F\r\x7F", 5)), "_x0000__x0001__x001F__x000D_\x7F");
  EXPECT_EQ(Xml("\xEF\xBF\xBE\xEF\xBF\xBF"), "_xFFFE__xFFFF_");
  EXPECT_EQ(Xml("_x0041_"), "_x005F_x0041_");
  EXPECT_EQ(Xml("_x00af_x000D_"), "_x005F_x00af_x005F_x000D_");
  EXPECT_EQ(Xml("_x004_ _x00G1_ _X0041_ _x0041"), "_x004_ _x00G1_ _X0041_ _x0041");
}

TEST(WorkbookText, ReplacesBytesThatAreNoUtf8) {
  EXPECT_EQ(Xml("a\xFFz"), "a\xEF\xBF\xBDz");
  EXPECT_EQ(Xml("\xED\xA0\x80"), "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD");  // half a surrogate pair
  EXPECT_EQ(Xml("a\xE4\xB8"), "a\xEF\xBF\xBD");
}

// 32 767 is the limit of a cell that Microsoft states for Excel ("Excel specifications and limits"), in UTF-16 units.
TEST(WorkbookText, CutsAtTheLimitOfACell) {
  const std::string full(32'767, 'a');
  EXPECT_EQ(Xml(full), full);
  EXPECT_EQ(Xml(full + "b"), full.substr(1) + "…");
  std::string wide;
  for (int i = 0; i < 16'384; ++i) wide += "\xF0\x9F\x9A\x9A";  // two units each: one too many
  EXPECT_EQ(Xml(wide), wide.substr(4) + "…");
  std::string chinese;
  for (int i = 0; i < 32'767; ++i) chinese += "件";
  EXPECT_EQ(Xml(chinese), chinese);
}

TEST(WorkbookText, SaysWhereBlanksMustBePreserved) {
  for (const char* text : {" a", "a ", "a\nb", "a\tb", " "}) EXPECT_TRUE(HasBlanksToPreserve(text)) << text;
  for (const char* text : {"", "a", "a b", "a\xE3\x80\x80"}) EXPECT_FALSE(HasBlanksToPreserve(text)) << text;
}

TEST(WorkbookText, CountsWideCharactersTwice) {
  EXPECT_EQ(DisplayWidth(""), 0U);
  EXPECT_EQ(DisplayWidth("abc"), 3U);
  EXPECT_EQ(DisplayWidth("客户A"), 5U);
  EXPECT_EQ(DisplayWidth("é–"), 2U);
  EXPECT_EQ(DisplayWidth("客户\nabc\n客户编码"), 8U);
}

TEST(WorkbookText, MakesSheetNamesThatASpreadsheetTakes) {
  EXPECT_EQ(SheetName("核心客户", {}), "核心客户");
  EXPECT_EQ(SheetName("a[b]c:d*e?f/g\\h\x01", {}), "a_b_c_d_e_f_g_h_");
  EXPECT_EQ(SheetName("", {}), "Sheet");
  EXPECT_EQ(SheetName("'a'b'", {}), "_a'b_");
  EXPECT_EQ(SheetName("history", {}), "history (2)");
  EXPECT_EQ(SheetName("a\xFF", {}), "a\xEF\xBF\xBD");
  const std::string forty = "a123456789b123456789c123456789d123456789";
  EXPECT_EQ(SheetName(forty, {}), "a123456789b123456789c123456789d");
  EXPECT_EQ(SheetName("a123456789b123456789c123456789'xyz", {}), "a123456789b123456789c123456789_");
}

TEST(WorkbookText, CutsSheetNamesBetweenCharacters) {
  std::string trucks;
  for (int i = 0; i < 20; ++i) trucks += "\xF0\x9F\x9A\x9A";
  EXPECT_EQ(SheetName(trucks, {}), trucks.substr(0, 15 * 4));  // 15 pairs are 30 units; half a pair is none
}

TEST(WorkbookText, KeepsSheetNamesApart) {
  EXPECT_EQ(SheetName("A", {"a"}), "A (2)");
  EXPECT_EQ(SheetName("A", {"a", "A (2)"}), "A (3)");
  const std::string forty = "a123456789b123456789c123456789d123456789";
  EXPECT_EQ(SheetName(forty, {forty.substr(0, 31)}), "a123456789b123456789c123456 (2)");
}

}  // namespace
}  // namespace loyalane::report
