#include "ingest/cell_score.h"

#include <gtest/gtest.h>

namespace loyalane::ingest {
namespace {

// -1 = missing, -2 = unreadable
int64_t Score(std::string_view text, bool words) {
  const NumberCell cell = ParseScore(text, words);
  if (cell.outcome == NumberOutcome::kMissing) return -1;
  return cell.ok() ? cell.value : -2;
}

TEST(ParseScore, NumbersAreNumbersWhateverIsDeclared) {
  for (const bool words : {false, true}) {
    EXPECT_EQ(Score("4", words), 4'000'000);
    EXPECT_EQ(Score("4.5分", words), 4'500'000);
    EXPECT_EQ(Score("【5分】", words), 5'000'000);
    EXPECT_EQ(Score("非常满意（5分）", words), 5'000'000);
    EXPECT_EQ(Score("", words), -1);
    EXPECT_EQ(Score("分", words), -2);
    EXPECT_EQ(Score("很好", words), -2);
  }
}

TEST(ParseScore, WordsOnlyWhereDeclared) {
  const std::pair<const char*, int64_t> cases[] = {{"非常满意", 5}, {"满意", 4},     {"比较满意", 4},  {"一般", 3},
                                                   {"不满意", 2},   {"不太满意", 2}, {"非常不满意", 1}};
  for (const auto& [word, value] : cases) {
    EXPECT_EQ(Score(word, true), value * 1'000'000) << word;
    EXPECT_EQ(Score(word, false), -2) << word;
    // The number of the option says nothing: surveys list the best answer first or last.
    EXPECT_EQ(Score("1." + std::string(word), true), value * 1'000'000) << word;
    EXPECT_EQ(Score("A、" + std::string(word), true), value * 1'000'000) << word;
  }
}

}  // namespace
}  // namespace loyalane::ingest
