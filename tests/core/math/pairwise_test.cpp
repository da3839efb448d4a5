#include "math/pairwise.h"

#include <gtest/gtest.h>

#include <numeric>
#include <vector>

namespace loyalane::math {
namespace {

// docs/formulas/ahp.md: the printed weights, lambda_max and consistency ratios of the two default matrices.
TEST(WeightsFromPairs, EqualsTheSpecificationForCustomerValue) {
  const PairwiseWeights got = WeightsFromPairs(3, std::vector<double>{2, 3, 2});
  EXPECT_NEAR(got.weights[0], 0.540, 0.0005);
  EXPECT_NEAR(got.weights[1], 0.297, 0.0005);
  EXPECT_NEAR(got.weights[2], 0.163, 0.0005);
  EXPECT_NEAR(got.lambda_max, 3.0092, 0.00005);
  EXPECT_NEAR(got.consistency_ratio, 0.008, 0.0005);
  EXPECT_FALSE(got.inconsistent());
  EXPECT_EQ(ToThousandths(got.weights), (std::vector<int>{540, 297, 163}));
}

TEST(WeightsFromPairs, EqualsTheSpecificationForAvailability) {
  const PairwiseWeights got = WeightsFromPairs(5, std::vector<double>{2, 2, 4, 3, 1, 3, 2, 3, 2, 0.5});
  EXPECT_NEAR(got.lambda_max, 5.033, 0.0005);
  EXPECT_NEAR(got.consistency_ratio, 0.007, 0.0005);
  // 0.0735 is printed as 0.074, because the printed weights add up to 1.
  EXPECT_EQ(ToThousandths(got.weights), (std::vector<int>{375, 215, 215, 74, 121}));
}

TEST(WeightsFromPairs, IsConsistentForRatiosOfWeights) {
  // a:b = 2, b:c = 3, so a:c = 6: weights 6, 3, 1 tenths.
  const PairwiseWeights got = WeightsFromPairs(3, std::vector<double>{2, 6, 3});
  EXPECT_NEAR(got.weights[0], 0.6, 1e-12);
  EXPECT_NEAR(got.weights[1], 0.3, 1e-12);
  EXPECT_NEAR(got.weights[2], 0.1, 1e-12);
  EXPECT_NEAR(got.lambda_max, 3, 1e-12);
  EXPECT_NEAR(got.consistency_ratio, 0, 1e-12);
}

TEST(WeightsFromPairs, WarnsOfContradiction) {
  // a over b over c over a: a circle.
  EXPECT_TRUE(WeightsFromPairs(3, std::vector<double>{3, 1.0 / 3, 3}).inconsistent());
}

TEST(WeightsFromPairs, CannotContradictItselfBelowThreeItems) {
  EXPECT_EQ(WeightsFromPairs(1, {}).weights, (std::vector<double>{1}));
  const PairwiseWeights two = WeightsFromPairs(2, std::vector<double>{3});
  EXPECT_NEAR(two.weights[0], 0.75, 1e-12);
  EXPECT_EQ(two.consistency_ratio, 0);
}

TEST(ToThousandths, AlwaysAddsUpAndPrefersTheEarlierOfEquals) {
  EXPECT_EQ(ToThousandths(std::vector<double>{1.0 / 3, 1.0 / 3, 1.0 / 3}), (std::vector<int>{334, 333, 333}));
  EXPECT_EQ(ToThousandths(std::vector<double>{0.1, 0.2, 0.7}), (std::vector<int>{100, 200, 700}));
  for (int n = 1; n <= 10; ++n) {
    const std::vector<int> parts = ToThousandths(std::vector<double>(static_cast<size_t>(n), 1.0 / n));
    EXPECT_EQ(std::accumulate(parts.begin(), parts.end(), 0), 1000);
  }
}

}  // namespace
}  // namespace loyalane::math
