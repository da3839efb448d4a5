#include "view/search.h"

#include <gtest/gtest.h>

namespace loyalane::view {
namespace {

bool Finds(std::string_view typed, std::string_view id, std::string_view name) {
  profile::ProfileTable table;
  table.customer_id.Append(id);
  table.customer_name.Append(name);
  Search search(typed);
  return search.Matches(table, 0);
}

TEST(Search, FindsFragmentsOfNameAndCode) {
  EXPECT_TRUE(Finds("", "C1", "甲公司"));
  EXPECT_TRUE(Finds("  ", "C1", "甲公司"));
  EXPECT_TRUE(Finds("公司", "C1", "甲公司"));
  EXPECT_TRUE(Finds(" 公司 ", "C1", "甲公司"));
  EXPECT_TRUE(Finds("5512", "7551234567", "甲公司"));
  EXPECT_FALSE(Finds("乙", "C1", "甲公司"));
  EXPECT_FALSE(Finds("C12", "C1", "甲公司"));
}

TEST(Search, TakesNoNoticeOfCapitalsAndWidth) {
  EXPECT_TRUE(Finds("acme", "C1", "ACME 物流"));
  EXPECT_TRUE(Finds("Ｃ１", "c1", ""));
  EXPECT_TRUE(Finds("c1", "Ｃ１", ""));
  EXPECT_TRUE(Finds("a b", "1", "Ａ　Ｂ"));  // U+3000 between
  EXPECT_TRUE(Finds("~", "1", "～"));        // U+FF5E, the last of the full-width forms
  EXPECT_FALSE(Finds("!", "1", "＀"));      // U+FF00 is none of them
}

TEST(Search, FindsPinyinInitials) {
  EXPECT_TRUE(Finds("lhsy", "1", "鹭行速运"));
  EXPECT_TRUE(Finds("LXSY", "1", "鹭行速运"));
  EXPECT_TRUE(Finds("sy", "1", "鹭行速运"));
  EXPECT_FALSE(Finds("ls", "1", "鹭行速运"));
  EXPECT_FALSE(Finds("12", "1", "鹭行速运"));
}

TEST(Search, FoldsBytesThatAreNoText) {
  std::string out;
  AppendFolded("A\xEF\xBC", out);
  EXPECT_EQ(out, "a\xEF\xBC");
}

}  // namespace
}  // namespace loyalane::view
