#include "math/gini.h"

#include <gtest/gtest.h>

#include <vector>

namespace loyalane::math {
namespace {

TEST(Gini, EqualsTheDefinitionByHand) {
  // Mean absolute difference over twice the mean: pairs of 1, 2, 3, 4 differ by 20 in all, 20 / (16 * 2 * 2.5) = 0.25.
  EXPECT_EQ(Gini(std::vector<int64_t>{1, 2, 3, 4}), 0.25);
}

TEST(Gini, IsZeroForEqualsAndNearOneForOneHolder) {
  EXPECT_EQ(Gini(std::vector<int64_t>{9, 9, 9}), 0);
  EXPECT_EQ(Gini(std::vector<int64_t>{5}), 0);
  EXPECT_EQ(Gini({}), 0);
  std::vector<int64_t> values(1000, 1);
  values.back() = 1'000'000'000'000;
  // 1 - 1/n for one holder of everything.
  EXPECT_NEAR(Gini(values), 0.999, 1e-6);
}

TEST(Gini, HoldsForSumsBeyond64Bits) {
  // Scaling changes nothing.
  const int64_t big = 2'000'000'000'000'000'000;
  EXPECT_EQ(Gini(std::vector<int64_t>{big, 2 * big, 3 * big, 4 * big}), 0.25);
}

}  // namespace
}  // namespace loyalane::math
