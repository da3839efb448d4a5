#include "base/money.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <limits>

namespace loyalane {
namespace {

TEST(Money, PrintsTwoDecimalsAlways) {
  struct Row {
    const char* name;
    int64_t minor;
    const char* text;
  };
  constexpr Row kRows[] = {
      {"nothing", 0, "0.00"},
      {"one cent", 1, "0.01"},
      {"minus one cent", -1, "-0.01"},
      {"ten cents", 10, "0.10"},
      {"minus ten cents", -10, "-0.10"},
      {"below one", 99, "0.99"},
      {"one", 100, "1.00"},
      {"minus one", -100, "-1.00"},
      {"no grouping", 123456789, "1234567.89"},
      {"limit of one amount", kMoneyMinorMax, "10000000000.00"},
      // 2^63 = 9223372036854775808
      {"largest", std::numeric_limits<int64_t>::max(), "92233720368547758.07"},
      {"smallest", std::numeric_limits<int64_t>::min(), "-92233720368547758.08"},
  };
  for (const Row& row : kRows) EXPECT_EQ(ToDecimal(Money{row.minor}), row.text) << row.name;
}

TEST(Money, AddsSubtractsNegatesCompares) {
  Money sum{250};
  sum += Money{-300};
  EXPECT_EQ(sum, Money{-50});
  EXPECT_EQ(Money{100} + Money{23}, Money{123});
  EXPECT_EQ(Money{100} - Money{123}, Money{-23});
  EXPECT_EQ(-Money{5}, Money{-5});
  EXPECT_LT(Money{-1}, Money{0});
}

// The header's promise: 2^23 amounts of the largest size fit an int64 sum.
TEST(Money, SumsOfTheLargestAmountsFit) { EXPECT_LE(kMoneyMinorMax, std::numeric_limits<int64_t>::max() >> 23); }

}  // namespace
}  // namespace loyalane
