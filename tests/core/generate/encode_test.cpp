#include "generate/encode.h"

#include <gtest/gtest.h>

#include "generate/company_data.h"

namespace loyalane::generate {
namespace {

TEST(Encode, LeavesUtf8Alone) { EXPECT_EQ(Encode("深圳,1", Encoding::kUtf8), "深圳,1"); }

TEST(Encode, GivesTheStandardsBytes) {
  // GB 2312 rows and cells: 深 4170, 圳 5458, 市 4248, full-width 1 0317, ideographic space 0101 (each + A0 A0).
  EXPECT_EQ(Encode("深圳市", Encoding::kGb18030), "\xC9\xEE\xDB\xDA\xCA\xD0");
  EXPECT_EQ(Encode("a１\u3000,", Encoding::kGb18030), "a\xA3\xB1\xA1\xA1,");
}

TEST(Encode, MarksWhatTheMapLacks) { EXPECT_EQ(Encode("龘", Encoding::kGb18030), "?"); }

TEST(Word, RefusesTextThatDoesNotFit) {
  EXPECT_EQ(Word(std::string(31, 'a')).view(), std::string(31, 'a'));
  EXPECT_EQ(Word(std::string(32, 'a')).view(), "");
}

TEST(EncodedWords, FillEverySlotWithoutQuestionMarks) {
  for (const Encoding encoding : {Encoding::kUtf8, Encoding::kGb18030}) {
    Spec spec;
    spec.encoding = encoding;
    const EncodedWords words(spec);
    const auto expect_filled = [](const auto& list) {
      for (const Word& word : list) {
        EXPECT_FALSE(word.view().empty());
        EXPECT_EQ(word.view().find('?'), std::string_view::npos) << word.view();
      }
    };
    expect_filled(words.cities);
    expect_filled(words.rivals);
    expect_filled(words.provinces);
    expect_filled(words.foreign_cities);
    expect_filled(words.syllables);
    expect_filled(words.trades);
    expect_filled(words.industries);
    expect_filled(words.forms);
    expect_filled(words.branches);
    expect_filled(words.products);
    expect_filled(words.statuses);
    expect_filled(words.outlets);
    expect_filled(words.surnames);
    expect_filled(words.manager_surnames);
    expect_filled(words.given_names);
    expect_filled(words.courtesies);
    expect_filled(words.share_sources);
    expect_filled(words.bad_dates);
    expect_filled(words.full_width_digits);
    expect_filled(std::array{words.yuan, words.yuan_sign, words.full_width_point, words.full_width_space, words.total,
                             words.our_carrier});
  }
}

}  // namespace
}  // namespace loyalane::generate
