#include "math/ratio.h"

#include <gtest/gtest.h>

namespace loyalane::math {
namespace {

int64_t Nearest(int64_t n, int64_t d) { return static_cast<int64_t>(DivideToNearest(n, d)); }
int64_t Down(int64_t n, int64_t d) { return static_cast<int64_t>(DivideDown(n, d)); }
int64_t Up(int64_t n, int64_t d) { return static_cast<int64_t>(DivideUp(n, d)); }

TEST(Ratio, RoundsHalvesAwayFromZero) {
  EXPECT_EQ(Nearest(5, 2), 3);    // 2.5
  EXPECT_EQ(Nearest(-5, 2), -3);  // -2.5
  EXPECT_EQ(Nearest(7, 5), 1);    // 1.4
  EXPECT_EQ(Nearest(8, 5), 2);    // 1.6
  EXPECT_EQ(Nearest(-7, 5), -1);
  EXPECT_EQ(Nearest(4, 9), 0);
  EXPECT_EQ(Nearest(0, 9), 0);
}

TEST(Ratio, RoundsDownAndUpAlsoBelowZero) {
  EXPECT_EQ(Down(7, 5), 1);
  EXPECT_EQ(Down(-7, 5), -2);
  EXPECT_EQ(Down(-10, 5), -2);
  EXPECT_EQ(Up(7, 5), 2);
  EXPECT_EQ(Up(-7, 5), -1);
  EXPECT_EQ(Up(10, 5), 2);
}

// n = d q + r with the remainder on the side that the rounding promises.
TEST(Ratio, LeavesTheRemainderThatTheRoundingPromises) {
  for (int64_t d = 1; d <= 12; ++d) {
    for (int64_t n = -60; n <= 60; ++n) {
      const int64_t below = n - d * Down(n, d);
      const int64_t above = d * Up(n, d) - n;
      const int64_t off = 2 * (n - d * Nearest(n, d));
      ASSERT_TRUE(below >= 0 && below < d) << n << "/" << d;
      ASSERT_TRUE(above >= 0 && above < d) << n << "/" << d;
      ASSERT_TRUE(off >= -d && off <= d) << n << "/" << d;
    }
  }
}

TEST(Ratio, IsExactBeyond64Bits) {
  // 10^18 x 10^18 / (10^18 - 1) = 10^18 + 1 + 1/(10^18 - 1)
  constexpr int64_t kBig = 1'000'000'000'000'000'000;
  EXPECT_TRUE(DivideDown(static_cast<Int128>(kBig) * kBig, kBig - 1) == kBig + 1);
  EXPECT_TRUE(DivideUp(static_cast<Int128>(kBig) * kBig, kBig - 1) == kBig + 2);
  EXPECT_DOUBLE_EQ(ToDouble({1, 4}), 0.25);
}

TEST(Ratio, ScalesInOneStep) {
  // 10 000 points at 1 yuan for 100, of which 97 % will be used: 97.00 yuan.
  EXPECT_EQ(ScaledToNearest(10'000, {100, 100}, {97, 100}), 9'700);
  // 1 x 1/3 x 3/2 = 0.5 -> 1; rounding after the first step would give 0.
  EXPECT_EQ(ScaledToNearest(1, {1, 3}, {3, 2}), 1);
  EXPECT_EQ(ScaledToNearest(-1, {1, 3}, {3, 2}), -1);
  // 10^12 x 10^12/1 x 1/10^12
  EXPECT_EQ(ScaledToNearest(1'000'000'000'000, {1'000'000'000'000, 1}, {1, 1'000'000'000'000}), 1'000'000'000'000);
}

TEST(Ratio, SaysNothingWhereANumberDoesNotFit) {
  constexpr int64_t kBig = 1'000'000'000'000'000'000;
  EXPECT_EQ(ScaledToNearest(kBig, {kBig, 1}), std::nullopt);             // 10^36 is no int64
  EXPECT_EQ(ScaledToNearest(kBig, {kBig, 1}, {kBig, 1}), std::nullopt);  // 10^54 is no Int128
  EXPECT_EQ(ScaledToNearest(-kBig, {kBig, kBig}), -kBig);
  EXPECT_EQ(ScaledToNearest(INT64_MIN, {1, 1}), INT64_MIN);
  EXPECT_EQ(ScaledToNearest(INT64_MIN, {-1, 1}), std::nullopt);  // 2^63
}

}  // namespace
}  // namespace loyalane::math
