#include "math/round.h"

#include <gtest/gtest.h>

#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>

namespace loyalane::math {
namespace {

TEST(RoundTo1e9, GivesTheDoubleOfTheLiteral) {
  EXPECT_EQ(RoundTo1e9(18 - 3e-15), 18.0);
  EXPECT_EQ(RoundTo1e9(18 + 3e-15), 18.0);
  EXPECT_EQ(RoundTo1e9(0.1 + 0.2), 0.3);
  EXPECT_EQ(RoundTo1e9(100.0 / 7), 14.285714286);
  EXPECT_EQ(RoundTo1e9(-100.0 / 7), -14.285714286);
  EXPECT_EQ(RoundTo1e9(17.9999999994), 17.999999999);
}

TEST(RoundTo1e9, HasNoMinusZero) { EXPECT_EQ(std::bit_cast<uint64_t>(RoundTo1e9(-1e-12)), 0u); }

TEST(RoundTo1e9, PassesWhatItCannotRound) {
  EXPECT_TRUE(std::isnan(RoundTo1e9(std::nan(""))));
  EXPECT_EQ(RoundTo1e9(std::numeric_limits<double>::infinity()), std::numeric_limits<double>::infinity());
  EXPECT_EQ(RoundTo1e9(1e300), 1e300);
  EXPECT_EQ(RoundTo1e9(-123456789.5), -123456789.5);
}

TEST(NearestWhole, RoundsHalvesToEven) {
  EXPECT_EQ(NearestWhole(2.5), 2);
  EXPECT_EQ(NearestWhole(3.5), 4);
  EXPECT_EQ(NearestWhole(-2.6), -3);
  EXPECT_EQ(NearestWhole(1e15 + 0.25), 1'000'000'000'000'000);
}

TEST(RoundTo1e9, IsIdempotent) {
  for (double x = 0; x < 30; x += 0.0137) EXPECT_EQ(RoundTo1e9(RoundTo1e9(x)), RoundTo1e9(x));
}

}  // namespace
}  // namespace loyalane::math
