#include "base/sort.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <memory>
#include <random>
#include <string>

namespace loyalane {
namespace {

struct Named {
  int rank;
  std::unique_ptr<std::string> name;  // can be moved only
};

TEST(Sort, EqualsTheStandardsStableSortOfAnyLength) {
  std::mt19937 random(1);
  for (size_t length = 0; length < 300; ++length) {
    std::vector<Named> things;
    std::vector<std::pair<int, std::string>> expected;
    for (size_t i = 0; i < length; ++i) {
      const int rank = static_cast<int>(random() % (length / 3 + 1));
      things.push_back({rank, std::make_unique<std::string>(std::to_string(i))});
      expected.emplace_back(rank, std::to_string(i));
    }
    Sort(things, [](const Named& a, const Named& b) { return a.rank < b.rank; });
    std::stable_sort(expected.begin(), expected.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    for (size_t i = 0; i < length; ++i) ASSERT_EQ(*things[i].name, expected[i].second) << length << " " << i;
  }
}

TEST(Sort, WithoutAComparisonTheSmallestComesFirst) {
  std::vector<std::string> words = {"b", "", "c", "a", "b"};
  Sort(words);
  EXPECT_EQ(words, (std::vector<std::string>{"", "a", "b", "b", "c"}));
}

}  // namespace
}  // namespace loyalane
