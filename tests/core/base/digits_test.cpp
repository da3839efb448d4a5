#include "base/digits.h"

#include <gtest/gtest.h>

#include <string>

#include "base/date.h"

namespace loyalane {
namespace {

TEST(Digits, ReadsEight) {
  EXPECT_EQ(ValueOfEight(LoadEight("00000000")), 0u);
  EXPECT_EQ(ValueOfEight(LoadEight("12345678")), 12345678u);
  EXPECT_EQ(ValueOfEight(LoadEight("99999999")), 99999999u);
  EXPECT_EQ(ValueOfEight(LoadEight("00000001")), 1u);
}

TEST(Digits, KnowsADigitAtEveryPlace) {
  for (size_t place = 0; place < 8; ++place) {
    for (int byte = 0; byte < 256; ++byte) {
      std::string text = "90909090";
      text[place] = static_cast<char>(byte);
      EXPECT_EQ(AreEightDigits(LoadEight(text.data())), byte >= '0' && byte <= '9') << place << " " << byte;
    }
  }
}

TEST(Digits, KeepsTheLast) {
  EXPECT_EQ(ValueOfEight(LastOfEight(LoadEight("12345678"), 8)), 12345678u);
  EXPECT_EQ(ValueOfEight(LastOfEight(LoadEight("12345678"), 3)), 678u);
  EXPECT_EQ(ValueOfEight(LastOfEight(LoadEight("xxxxxxx8"), 1)), 8u);
}

TEST(Instant, FindsTheDayOfEverySecond) {
  for (int32_t day = -1'000'000; day <= 1'000'000; day += 7) {
    for (const int32_t second : {0, 1, 127, 128, 43200, 86398, 86399}) {
      ASSERT_EQ(Instant(Day{day}, second, Precision::kSecond).day(), Day{day}) << day << " " << second;
    }
  }
}

}  // namespace
}  // namespace loyalane
