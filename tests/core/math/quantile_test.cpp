#include "math/quantile.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <random>
#include <vector>

namespace loyalane::math {
namespace {

TEST(Quantile, EqualsPublishedExamples) {
  // Microsoft's page of PERCENTILE.INC: 1, 2, 3, 4 at 0.3 is 1.9.
  EXPECT_DOUBLE_EQ(QuantileSorted(std::vector<double>{1, 2, 3, 4}, 3, 10), 1.9);
  // Python's documentation of statistics.quantiles has these 30 exam scores; method="inclusive" (type 7), n=5, gives
  // these cuts.
  std::vector<double> scores = {105, 129, 87,  86, 111, 111, 89,  81,  108, 92, 110, 100, 75, 105, 103,
                                109, 76,  119, 99, 91,  103, 129, 106, 101, 84, 111, 74,  87, 86,  103};
  std::sort(scores.begin(), scores.end());
  EXPECT_DOUBLE_EQ(QuantileSorted(scores, 1, 5), 86.0);
  EXPECT_DOUBLE_EQ(QuantileSorted(scores, 2, 5), 96.2);
  EXPECT_DOUBLE_EQ(QuantileSorted(scores, 3, 5), 103.8);
  EXPECT_DOUBLE_EQ(QuantileSorted(scores, 4, 5), 110.2);
}

TEST(Quantile, ReturnsTheValueItselfWhereThePositionIsWhole) {
  const std::vector<double> values = {0.1, 0.2, 0.3, 0.7, 0.9, 1.3};
  for (int64_t k = 0; k <= 5; ++k) EXPECT_EQ(QuantileSorted(values, k, 5), values[static_cast<size_t>(k)]);
}

TEST(Quantile, OfOneValueIsThatValue) {
  for (int64_t k = 0; k <= 5; ++k) EXPECT_EQ(QuantileSorted(std::vector<double>{7.25}, k, 5), 7.25);
}

TEST(Quantile, FromAnyOrderEqualsFromSorted) {
  std::mt19937 random(1);  // std::mt19937's output is fixed by the standard
  for (int round = 0; round < 300; ++round) {
    std::vector<double> values(1 + random() % 40);
    for (double& value : values) value = static_cast<double>(random() % 50) / 8;
    std::vector<double> sorted = values;
    std::sort(sorted.begin(), sorted.end());
    for (int64_t k = 0; k <= 10; ++k) {
      const double quantile = QuantileSorted(sorted, k, 10);
      EXPECT_EQ(QuantileReordering(values, k, 10), quantile);
      EXPECT_GE(quantile, sorted.front());
      EXPECT_LE(quantile, sorted.back());
    }
  }
}

}  // namespace
}  // namespace loyalane::math
