#include "view/search.h"

#include <gtest/gtest.h>

#include <array>
#include <random>

#include "table/pinyin_initials.h"

namespace loyalane::view {
namespace {

bool Finds(std::string_view typed, std::string_view id, std::string_view name) {
  profile::ProfileTable table;
  table.customer_id.Append(id);
  table.customer_name.Append(name);
  std::vector<uint8_t> found;
  Search(typed).Find(table, found);
  return found.at(0) == 1;
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

// Many texts behind each other, against the rule itself: the folded fragment is in the folded code or name, or the
// initials fit. Fragments that only the end of one text and the beginning of the next hold are not found.
TEST(Search, LooksThroughManyAsThroughOne) {
  constexpr std::array<std::string_view, 14> kPieces = {
      "a", "B", "1", "2", "客", "户", "\xEF\xBC\xA1", "（", "）", "\xE3\x80\x80", "行", "-", "公司", ""};
  std::mt19937 random(5);
  const auto text = [&] {
    std::string made;
    for (uint32_t pieces = random() % 7; pieces > 0; --pieces) made += kPieces[random() % kPieces.size()];
    return made;
  };
  for (int round = 0; round < 60; ++round) {
    profile::ProfileTable table;
    for (int row = 0; row < 200; ++row) {
      table.customer_id.Append(text());
      table.customer_name.Append(text());
    }
    std::string wanted;
    const std::string typed = text();
    AppendFolded(typed, wanted);
    wanted.erase(0, wanted.find_first_not_of(' '));
    wanted.erase(wanted.find_last_not_of(' ') + 1);
    const auto is_among = [&wanted](std::string_view characters) {
      return wanted.find_first_of(characters) != std::string::npos;
    };
    const bool initials = is_among("ab") && wanted.find_first_not_of("ab12") == std::string::npos;
    std::vector<uint8_t> found;
    Search(typed).Find(table, found);
    ASSERT_EQ(found.size(), 200u);
    for (size_t row = 0; row < 200; ++row) {
      std::string id, name;
      AppendFolded(table.customer_id[row], id);
      AppendFolded(table.customer_name[row], name);
      const bool expected = id.find(wanted) != std::string::npos || name.find(wanted) != std::string::npos ||
                            (initials && table::MatchesInitials(table.customer_name[row], wanted));
      ASSERT_EQ(found[row] == 1, expected) << typed << " in " << id << " / " << name;
    }
  }
}

TEST(Search, FoldsBytesThatAreNoText) {
  std::string out;
  AppendFolded("A\xEF\xBC", out);
  EXPECT_EQ(out, "a\xEF\xBC");
}

}  // namespace
}  // namespace loyalane::view
