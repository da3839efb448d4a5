#include "math/log.h"

#include <gtest/gtest.h>

#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>

namespace loyalane::math {
namespace {

struct Golden {
  uint64_t x, nearest;
  double rest_ulp;
};
struct PowGolden {
  uint64_t x, y, nearest;
  double rest_ulp;
};
#include "log_goldens.inc"  // NOLINT(bugprone-suspicious-include): the table of true values

constexpr double kInf = std::numeric_limits<double>::infinity();
constexpr double kNan = std::numeric_limits<double>::quiet_NaN();

// Doubles in order as integers: neighbours differ by one, also across zero.
int64_t Ordinal(double x) {
  const int64_t bits = std::bit_cast<int64_t>(x);
  return bits >= 0 ? bits : std::numeric_limits<int64_t>::min() - bits;
}

double ErrorUlp(double got, uint64_t nearest, double rest_ulp) {
  return std::abs(static_cast<double>(Ordinal(got) - Ordinal(std::bit_cast<double>(nearest))) - rest_ulp);
}

TEST(Log, StaysWithinTwoUlpOfTheTrueValue) {
  double worst = 0;
  for (const Golden& golden : kLogGoldens) {
    const double x = std::bit_cast<double>(golden.x);
    const double error = ErrorUlp(Log(x), golden.nearest, golden.rest_ulp);
    EXPECT_LE(error, 2) << std::hexfloat << x;
    worst = std::max(worst, error);
  }
  RecordProperty("worst_ulp", std::to_string(worst));
}

TEST(Exp, StaysWithinTwoUlpOfTheTrueValue) {
  double worst = 0;
  for (const Golden& golden : kExpGoldens) {
    const double x = std::bit_cast<double>(golden.x);
    const double error = ErrorUlp(Exp(x), golden.nearest, golden.rest_ulp);
    EXPECT_LE(error, 2) << std::hexfloat << x;
    worst = std::max(worst, error);
  }
  RecordProperty("worst_ulp", std::to_string(worst));
}

TEST(Pow, StaysWithinTwoUlpOfTheTrueValue) {
  double worst = 0;
  for (const PowGolden& golden : kPowGoldens) {
    const double x = std::bit_cast<double>(golden.x);
    const double y = std::bit_cast<double>(golden.y);
    const double error = ErrorUlp(Pow(x, y), golden.nearest, golden.rest_ulp);
    EXPECT_LE(error, 2) << std::hexfloat << x << " to the " << y;
    worst = std::max(worst, error);
  }
  RecordProperty("worst_ulp", std::to_string(worst));
}

TEST(Log, HandlesTheEdges) {
  EXPECT_EQ(Log(1), 0);
  EXPECT_EQ(Log(0), -kInf);
  EXPECT_EQ(Log(-0.0), -kInf);
  EXPECT_EQ(Log(kInf), kInf);
  EXPECT_TRUE(std::isnan(Log(-1)));
  EXPECT_TRUE(std::isnan(Log(-kInf)));
  EXPECT_TRUE(std::isnan(Log(kNan)));
}

TEST(Exp, HandlesTheEdges) {
  EXPECT_EQ(Exp(0), 1);
  EXPECT_EQ(Exp(-0.0), 1);
  EXPECT_EQ(Exp(kInf), kInf);
  EXPECT_EQ(Exp(-kInf), 0);
  EXPECT_EQ(Exp(1e300), kInf);
  EXPECT_EQ(Exp(-1e300), 0);
  // ln of the largest double is 709.78271289338397...; ln of half the smallest is -745.13321910194110... (mpmath).
  EXPECT_EQ(Exp(709.782712893385), kInf);
  EXPECT_LT(Exp(709.78271289338), kInf);
  EXPECT_EQ(Exp(-745.1332191019412), 0);
  EXPECT_EQ(Exp(-745.1332191), std::numeric_limits<double>::denorm_min());
  EXPECT_TRUE(std::isnan(Exp(kNan)));
}

// The cases of C99 F.9.4.4.
TEST(Pow, HandlesTheEdgesAsC99) {
  struct Case {
    const char* name;
    double x, y, expected;
  };
  const Case cases[] = {
      {"zero to an odd negative", 0, -3, kInf},
      {"minus zero to an odd negative", -0.0, -3, -kInf},
      {"minus zero to an even negative", -0.0, -2, kInf},
      {"minus zero to a half negative", -0.0, -2.5, kInf},
      {"zero to minus infinity", 0, -kInf, kInf},
      {"minus zero to an odd", -0.0, 3, -0.0},
      {"minus zero to an even", -0.0, 2, 0},
      {"minus one to infinity", -1, kInf, 1},
      {"minus one to minus infinity", -1, -kInf, 1},
      {"one to NaN", 1, kNan, 1},
      {"NaN to zero", kNan, 0, 1},
      {"NaN to one", kNan, 1, kNan},
      {"two to NaN", 2, kNan, kNan},
      {"minus two to a half", -2, 0.5, kNan},
      {"minus two to minus infinity", -2, -kInf, 0},
      {"half to minus infinity", 0.5, -kInf, kInf},
      {"half to infinity", 0.5, kInf, 0},
      {"two to infinity", 2, kInf, kInf},
      {"infinity to a negative", kInf, -1, 0},
      {"infinity to a positive", kInf, 0.1, kInf},
      {"minus infinity to an odd", -kInf, 3, -kInf},
      {"minus infinity to an even", -kInf, 2, kInf},
      {"minus infinity to an odd negative", -kInf, -3, -0.0},
      {"minus infinity to a half", -kInf, 0.5, kInf},
      {"minus two to a huge even", -2, 1e300, kInf},
      {"a square that overflows", 1e200, 2, kInf},
      {"an odd power that overflows downwards", -1e200, 3, -kInf},
      {"an odd power that vanishes", -1e-200, 3, -0.0},
      {"two to ten", 2, 10, 1024},
      {"minus two to three", -2, 3, -8},
      {"four to a half", 4, 0.5, 2},
      {"smallest double", 2, -1074, 5e-324},
  };
  for (const Case& c : cases) {
    const double got = Pow(c.x, c.y);
    if (std::isnan(c.expected)) {
      EXPECT_TRUE(std::isnan(got)) << c.name;
    } else {
      EXPECT_EQ(std::bit_cast<uint64_t>(got), std::bit_cast<uint64_t>(c.expected)) << c.name << ": " << got;
    }
  }
}

// Interpolation on log x must not run backwards: neighbouring doubles give ordered logarithms around every breakpoint
// in use.
TEST(Log, NeverFallsBetweenNeighbours) {
  for (const double start : {10.0, 20.0, 50.0, 100.0, 200.0, 300.0, 800.0, 1000.0, 3000.0, 10000.0, 50000.0}) {
    double x = start;
    for (int i = 0; i < 2000; ++i) {
      const double next = std::nextafter(x, kInf);
      ASSERT_LE(Log(x), Log(next)) << std::hexfloat << x;
      x = next;
    }
  }
}

}  // namespace
}  // namespace loyalane::math
