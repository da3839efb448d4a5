#include "math/interval.h"

#include <gtest/gtest.h>

namespace loyalane::math {
namespace {

// Newcombe (1998), Two-sided confidence intervals for the single proportion, Statistics in Medicine 17, table I,
// method 3.
TEST(WilsonInterval, EqualsNewcombesTable) {
  struct Case {
    uint64_t numerator, denominator;
    double low, high;
  };
  for (const Case& c : {Case{81, 263, 0.2553, 0.3662}, Case{15, 148, 0.0624, 0.1605}, Case{0, 20, 0.0000, 0.1611},
                        Case{1, 29, 0.0061, 0.1718}}) {
    const Interval interval = WilsonInterval(c.numerator, c.denominator);
    EXPECT_NEAR(interval.low, c.low, 0.00005) << c.numerator << " of " << c.denominator;
    EXPECT_NEAR(interval.high, c.high, 0.00005) << c.numerator << " of " << c.denominator;
  }
}

TEST(WilsonInterval, SaysNothingWithoutObservations) {
  EXPECT_EQ(WilsonInterval(0, 0).low, 0);
  EXPECT_EQ(WilsonInterval(0, 0).high, 1);
}

TEST(WilsonInterval, IsExactAtTheEndsAndMirrored) {
  for (uint64_t n = 1; n < 200; ++n) {
    EXPECT_EQ(WilsonInterval(0, n).low, 0);
    EXPECT_EQ(WilsonInterval(n, n).high, 1);
    for (uint64_t k = 0; k <= n; ++k) {
      const Interval interval = WilsonInterval(k, n);
      const double share = static_cast<double>(k) / static_cast<double>(n);
      EXPECT_LE(interval.low, share);
      EXPECT_GE(interval.high, share);
      EXPECT_NEAR(interval.low, 1 - WilsonInterval(n - k, n).high, 1e-12);
    }
  }
}

}  // namespace
}  // namespace loyalane::math
