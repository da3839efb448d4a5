// The compiler reads the same text as a number: what it makes of a literal is the expected value.

#include "ingest/decimal_text.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <limits>
#include <string>

#include "math/number_text.h"

namespace loyalane::ingest {
namespace {

uint64_t BitsOf(double value) {
  uint64_t bits;
  std::memcpy(&bits, &value, sizeof bits);
  return bits;
}

double Read(std::string_view text) {
  double value = std::numeric_limits<double>::quiet_NaN();
  EXPECT_TRUE(ReadDouble(text, value)) << text;
  return value;
}

#define EXPECT_READS(literal) EXPECT_EQ(BitsOf(Read(#literal)), BitsOf(literal)) << #literal

TEST(DecimalText, ReadsPlainNumbers) {
  EXPECT_READS(0.0);
  EXPECT_READS(1.0);
  EXPECT_READS(0.1);
  EXPECT_READS(.5);
  EXPECT_READS(5.);
  EXPECT_READS(45992.604166666664);
  EXPECT_READS(12345678.90);
  EXPECT_EQ(BitsOf(Read("-0.1")), BitsOf(-0.1));
  EXPECT_EQ(BitsOf(Read("-0")), BitsOf(-0.0));
  EXPECT_EQ(BitsOf(Read("007.50")), BitsOf(7.5));
}

TEST(DecimalText, ReadsScientificNotation) {
  EXPECT_READS(1e5);
  EXPECT_READS(1E+5);
  EXPECT_READS(1.25e-7);
  EXPECT_READS(3.5e22);
  EXPECT_READS(1e23);  // the first power of ten that no double is
  EXPECT_READS(8.5e-23);
}

// Both sides of the border between two ways, ties, and the ends of the range.
TEST(DecimalText, RoundsToTheNearest) {
  EXPECT_READS(9007199254740992.0);
  EXPECT_READS(9007199254740993.0);  // a tie: to even
  EXPECT_READS(9007199254740995.0);
  EXPECT_READS(9007199254740993.00000000000000000000000001);
  EXPECT_READS(0.3000000000000000444);
  EXPECT_READS(123456789012345678901234567890.0);
  EXPECT_READS(1.7976931348623157e308);
  EXPECT_READS(2.2250738585072011e-308);
  EXPECT_READS(4.9406564584124654e-324);
  EXPECT_READS(6631236846766476e-316);
  EXPECT_EQ(Read("1e400"), std::numeric_limits<double>::infinity());
  EXPECT_EQ(Read("-1e99999999999"), -std::numeric_limits<double>::infinity());
  EXPECT_EQ(Read("1e-99999999999"), 0);
  EXPECT_EQ(Read("0e99999999999"), 0);
  EXPECT_EQ(Read(std::string(400, '0') + "1." + std::string(400, '0')), 1);
  EXPECT_EQ(Read(std::string(400, '9') + "e-400"), 1);
}

TEST(DecimalText, RefusesWhatIsNoNumber) {
  for (const char* text : {"", "-", ".", "-.", "e5", "1e", "1e+", "+1", " 1", "1 ", "1,5", "1.2.3", "inf", "nan",
                           "0x10", "--1", "1-", "1e5.5", "1f"}) {
    double value = 0;
    EXPECT_FALSE(ReadDouble(text, value)) << text;
  }
}

// As sheets hold dates and sums: 16 to 18 digits, of which a part stands behind the point. The oracle is the C library.
TEST(DecimalText, ReadsManyDigitsAsTheCLibraryDoes) {
  uint64_t state = 7;
  for (int i = 0; i < 300'000; ++i) {
    state = state * 6364136223846793005U + 1442695040888963407U;  // Knuth, MMIX
    std::string text = std::to_string(state >> (state % 47));
    text = text.substr(0, 18);
    const size_t places = (state >> 32) % 20;
    if (text.size() <= places) text.insert(0, places + 1 - text.size(), '0');
    text.insert(text.size() - places, ".");
    ASSERT_EQ(BitsOf(Read(text)), BitsOf(std::strtod(text.c_str(), nullptr))) << text;
  }
  // Halfway between two doubles, to even in both directions, and one digit to each side of it.
  for (const char* text :
       {"4503599627370496.5", "4503599627370497.5", "4503599627370496.51", "4503599627370497.49", "2251799813685248.25",
        "2251799813685248.75", "2251799813685248.249", "0.0000000000000000005"}) {
    EXPECT_EQ(BitsOf(Read(text)), BitsOf(std::strtod(text, nullptr))) << text;
  }
}

// A number and its shortest text are each other's: for doubles of every size.
TEST(DecimalText, IsTheInverseOfWriting) {
  uint64_t state = 1;
  for (int i = 0; i < 200'000; ++i) {
    state = state * 6364136223846793005U + 1442695040888963407U;  // Knuth, MMIX
    double value;
    std::memcpy(&value, &state, sizeof value);
    if (!std::isfinite(value)) continue;
    std::string text;
    math::AppendNumber(text, value);
    ASSERT_EQ(BitsOf(Read(text)), BitsOf(value)) << text;
  }
}

}  // namespace
}  // namespace loyalane::ingest
