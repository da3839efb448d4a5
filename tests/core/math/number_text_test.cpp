#include "math/number_text.h"

#include <gtest/gtest.h>

namespace loyalane::math {
namespace {

TEST(NumberText, IsTheShortestThatReadsBack) {
  // Shortest round-trip forms as Python's repr gives them (18.0 without its ".0").
  EXPECT_EQ(NumberText(18), "18");
  EXPECT_EQ(NumberText(0.1), "0.1");
  EXPECT_EQ(NumberText(1.0 / 3.0), "0.3333333333333333");
  EXPECT_EQ(NumberText(-2.5), "-2.5");
  EXPECT_EQ(NumberText(16502.857142857141), "16502.85714285714");
  EXPECT_EQ(NumberText(__builtin_nan("")), "");
}

}  // namespace
}  // namespace loyalane::math
