#include "math/breaks.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <optional>
#include <random>
#include <vector>

namespace loyalane::math {
namespace {

TEST(TwoClassBreak, FindsTheGap) {
  EXPECT_EQ(TwoClassBreak(std::vector<double>{1, 2, 3, 20, 21, 22}), 20);
  EXPECT_EQ(TwoClassBreak(std::vector<double>{5, 9}), 9);
}

TEST(TwoClassBreak, TakesTheSmallerBreakOfEquals) {
  // 1 | 2 3 and 1 2 | 3 both leave 0.5 within the classes.
  EXPECT_EQ(TwoClassBreak(std::vector<double>{1, 2, 3}), 2);
}

TEST(TwoClassBreak, NeedsTwoDistinctValues) {
  EXPECT_EQ(TwoClassBreak({}), std::nullopt);
  EXPECT_EQ(TwoClassBreak(std::vector<double>{4}), std::nullopt);
  EXPECT_EQ(TwoClassBreak(std::vector<double>{4, 4, 4}), std::nullopt);
}

// The slow oracle: every split between distinct values, squares counted in whole numbers. n1 n2 n times the squares
// within a class pair keeps all fractions away.
std::optional<double> BreakByTrying(const std::vector<int64_t>& sorted) {
  const int64_t n = static_cast<int64_t>(sorted.size());
  std::optional<double> best;
  int64_t best_numerator = 0;
  int64_t best_denominator = 1;
  for (int64_t split = 1; split < n; ++split) {
    if (sorted[static_cast<size_t>(split - 1)] == sorted[static_cast<size_t>(split)]) continue;
    int64_t sum1 = 0;
    int64_t sum2 = 0;
    int64_t squares = 0;
    for (int64_t i = 0; i < n; ++i) {
      const int64_t value = sorted[static_cast<size_t>(i)];
      (i < split ? sum1 : sum2) += value;
      squares += value * value;
    }
    const int64_t denominator = split * (n - split);
    const int64_t numerator = squares * denominator - sum1 * sum1 * (n - split) - sum2 * sum2 * split;
    if (!best || numerator * best_denominator < best_numerator * denominator) {
      best = static_cast<double>(sorted[static_cast<size_t>(split)]);
      best_numerator = numerator;
      best_denominator = denominator;
    }
  }
  return best;
}

TEST(TwoClassBreak, EqualsTryingEverySplit) {
  std::mt19937 random(7);
  for (int round = 0; round < 500; ++round) {
    // 16 values each: the mean is then exact in binary, and so are ties.
    std::vector<int64_t> values(16);
    for (int64_t& value : values) value = static_cast<int64_t>(random() % 30);
    std::sort(values.begin(), values.end());
    EXPECT_EQ(TwoClassBreak(std::vector<double>(values.begin(), values.end())), BreakByTrying(values)) << round;
  }
}

}  // namespace
}  // namespace loyalane::math
