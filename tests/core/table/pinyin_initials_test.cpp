#include "table/pinyin_initials.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace loyalane::table {
namespace {

// Readings as Xiandai Hanyu Cidian (现代汉语词典, 7th edition) gives them; place names as in the official list of
// administrative divisions (民政部, 中华人民共和国行政区划).
TEST(PinyinInitials, FindsKnownNames) {
  struct Known {
    const char* name;
    std::vector<const char*> letters;
    std::vector<const char*> others;
  };
  const std::vector<Known> all = {
      {"深圳市星禾电子科技有限公司", {"szsxhdzkjyxgs", "xhdz", "dzkj", "yxgs", "s"}, {"zzs", "szz", "xhkj"}},
      {"重庆长安", {"cqca", "ca"}, {"cqh"}},       // chóng qìng cháng ān
      {"银行", {"yh"}, {"ya"}},                    // yín háng
      {"旅行社", {"lxs"}, {"lsx"}},                // lǚ xíng shè
      {"音乐厅", {"yyt"}, {"ymt"}},                // yīn yuè tīng
      {"乐山市", {"lss"}, {}},                     // lè shān
      {"厦门大厦", {"xmds"}, {"xmdm"}},            // xià mén, dà shà
      {"番禺区", {"pyq"}, {}},                     // pān yú qū
      {"东莞", {"dg"}, {}},                        // dōng guǎn
      {"单县曾氏", {"sxzs"}, {}},                  // shàn xiàn, surname zēng
      {"欧阳区仇", {"oyoq"}, {}},                  // surnames ōu yáng, ōu, qiú
      {"会计师事务所", {"kjssws"}, {}},            // kuài jì shī
      {"冷藏车", {"lcc"}, {}},                     // lěng cáng chē
      {"長樂車行", {"clch", "clcx"}, {"clct"}},    // traditional: cháng lè chē háng
      {"义乌市瑞恒服饰", {"ywsrhfs"}, {"ywsfs"}},  // yì wū
      {"广州", {"gz"}, {"az"}},                    // guǎng zhōu
  };
  for (const Known& known : all) {
    for (const char* letters : known.letters)
      EXPECT_TRUE(MatchesInitials(known.name, letters)) << known.name << letters;
    for (const char* letters : known.others)
      EXPECT_FALSE(MatchesInitials(known.name, letters)) << known.name << letters;
  }
}

TEST(PinyinInitials, EachUsualReadingCounts) {
  for (const char* letters : {"c", "z"}) EXPECT_TRUE(MatchesInitials("重", letters));
  for (const char* letters : {"h", "x"}) EXPECT_TRUE(MatchesInitials("行", letters));
  for (const char* letters : {"c", "z"}) EXPECT_TRUE(MatchesInitials("长", letters));
  for (const char* letters : {"l", "y"}) EXPECT_TRUE(MatchesInitials("乐", letters));
  for (const char* letters : {"d", "s"}) EXPECT_TRUE(MatchesInitials("单", letters));
  // Readings that only old texts have do not: 家 gū, 石 dàn, 和 stays h.
  EXPECT_FALSE(MatchesInitials("家", "g"));
  EXPECT_FALSE(MatchesInitials("石", "d"));
}

TEST(PinyinInitials, OneCharacterGivesAMaskOfLetters) {
  EXPECT_EQ(PinyinInitials(U'行'), 1u << ('h' - 'a') | 1u << ('x' - 'a'));  // háng, xíng
  EXPECT_EQ(PinyinInitials(U'一'), 1u << ('y' - 'a'));                      // U+4E00, the first
}

TEST(PinyinInitials, LettersAndDigitsStandForThemselves) {
  EXPECT_TRUE(MatchesInitials("ABC物流2号", "abcwl2h"));
  EXPECT_TRUE(MatchesInitials("ＡＢｃ物流２号", "abcwl2h"));
  EXPECT_TRUE(MatchesInitials("Acme Ltd", "meltd"));
  EXPECT_FALSE(MatchesInitials("Acme Ltd", "ml"));
}

TEST(PinyinInitials, OtherCharactersArePassedOver) {
  EXPECT_TRUE(MatchesInitials("星禾（深圳）", "xhsz"));
  EXPECT_TRUE(MatchesInitials("星禾\"锦程\" · 食品", "xhjcsp"));
  EXPECT_TRUE(MatchesInitials("\u3000星 禾", "xh"));
  EXPECT_TRUE(MatchesInitials("二〇二六", "elel"));
  EXPECT_TRUE(MatchesInitials("星😀禾", "xh"));
  EXPECT_TRUE(MatchesInitials("星\u3400禾", "xh"));    // outside the table
  EXPECT_TRUE(MatchesInitials("星\u9FFF禾", "xh"));    // inside it, without a known reading
  EXPECT_TRUE(MatchesInitials("星\xE7\xA6禾", "xh"));  // cut in the middle of a character
  EXPECT_TRUE(MatchesInitials("星\x80\xFF禾\xE7", "xh"));
}

TEST(PinyinInitials, NoLettersFitAllAndNoOthersFitAny) {
  EXPECT_TRUE(MatchesInitials("", ""));
  EXPECT_TRUE(MatchesInitials("星禾", ""));
  EXPECT_FALSE(MatchesInitials("", "x"));
  EXPECT_FALSE(MatchesInitials("星禾", "xhx"));
  EXPECT_FALSE(MatchesInitials("星禾", "x h"));
  EXPECT_FALSE(MatchesInitials("星禾", "星"));
  EXPECT_FALSE(MatchesInitials(std::string(1, '\0'), std::string(1, '\0')));
}

// After a match that breaks off, the search goes on behind its first character, not behind its last.
TEST(PinyinInitials, FindsWhatOverlapsAFailedStart) {
  EXPECT_TRUE(MatchesInitials("星星禾", "xh"));
  EXPECT_TRUE(MatchesInitials("aab", "ab"));
  EXPECT_TRUE(MatchesInitials("行行行业", "hhy"));  // each háng fits x and h
}

}  // namespace
}  // namespace loyalane::table
