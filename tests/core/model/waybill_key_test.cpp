#include "model/waybill_key.h"

#include <gtest/gtest.h>

#include <map>
#include <random>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

// Shapes and bounds: docs/formulas/waybill-key.md.
namespace loyalane::model {
namespace {

std::string Repeat(char c, size_t count) { return std::string(count, c); }

TEST(EncodeWaybill, TakesTheShapesOfTheCarriers) {
  struct Row {
    const char* name;
    const char* number;
  };
  // Shapes of domain.md "Waybill ids"; the digits are made up.
  constexpr Row kRows[] = {
      {"SF", "SF1234567890123"},
      {"SF of old", "123456789012"},
      {"YTO", "YT1234567890123"},
      {"J&T", "JT1234567890123"},
      {"JD, digits", "JD12345678901"},
      {"JDVA", "JDVA12345678901"},
      {"STO, 15 digits", "771234567890123"},
      {"ZTO", "73123456789012"},
      {"Yunda", "4312345678901"},
      {"Deppon DPK", "DPK123456789012"},
      {"Deppon DPL", "DPL123456789012"},
      {"EMS", "1234567890123"},
      {"EMS postal", "EA123456789CN"},
      {"DHL", "1234567890"},
  };
  for (const Row& row : kRows) EXPECT_TRUE(EncodeWaybill(row.number).has_value()) << row.name;
}

TEST(EncodeWaybill, BoundsOfEachShape) {
  struct Row {
    size_t letters;
    size_t digits_most;
  };
  constexpr Row kRows[] = {{0, 17}, {1, 13}, {2, 13}, {3, 13}, {4, 11}, {5, 9}, {6, 9}};
  for (const Row& row : kRows) {
    for (const char letter : {'A', 'Z'}) {
      for (const char digit : {'0', '9'}) {
        const std::string most = Repeat(letter, row.letters) + Repeat(digit, row.digits_most);
        EXPECT_TRUE(EncodeWaybill(most).has_value()) << most;
        EXPECT_FALSE(EncodeWaybill(most + digit).has_value()) << most << digit;
      }
    }
  }
}

TEST(EncodeWaybill, OtherTextsHaveNoKey) {
  for (const char* text : {"",
                           " ",
                           "sf1234567890123",
                           "SF 123",
                           "SF-123",
                           "123 ",
                           " 123",
                           "12A34",
                           "123A",
                           "ABCDEFG",
                           "ABCDEFG1",
                           "EA12345678CN",
                           "EA1234567890CN",
                           "EA123456789C",
                           "EA123456789CNX",
                           "E123456789CN",
                           "EA123456789cn",
                           "EA123456789C1",
                           "JDX12345678901-1-1",
                           "1.5",
                           "-12",
                           "１２３",
                           "运单",
                           "12E+05",
                           "123456789012345678"}) {
    EXPECT_FALSE(EncodeWaybill(text).has_value()) << text;
  }
  EXPECT_FALSE(EncodeWaybill(std::string_view("12\0", 3)).has_value());
  EXPECT_FALSE(EncodeWaybill(Repeat('1', 1000)).has_value());
}

TEST(EncodeWaybill, LeadingZerosTell) {
  const std::vector<std::string> numbers = {"7",   "07",  "007", "0",     "00",   "A0",
                                            "A00", "AA0", "A7",  "SF007", "SF07", "SF7"};
  std::map<WaybillKey, std::string> seen;
  for (const std::string& number : numbers) {
    const auto key = EncodeWaybill(number);
    ASSERT_TRUE(key.has_value()) << number;
    EXPECT_TRUE(seen.emplace(*key, number).second) << number << " and " << seen[*key];
  }
}

// No key is 0 (waybill lists mark free slots with it) and none reaches the side table.
TEST(EncodeWaybill, KeysStayInTheirRange) {
  for (size_t letters = 0; letters <= 6; ++letters) {
    for (size_t digits = 0; digits <= 17; ++digits) {
      for (const char letter : {'A', 'M', 'Z'}) {
        for (const char digit : {'0', '5', '9'}) {
          const auto key = EncodeWaybill(Repeat(letter, letters) + Repeat(digit, digits));
          if (!key) continue;
          EXPECT_GT(*key, 0u);
          EXPECT_LT(*key, kWaybillKeySide);
        }
      }
    }
  }
  const auto last = EncodeWaybill("ZZ999999999ZZ");
  ASSERT_TRUE(last.has_value());
  EXPECT_LT(*last, kWaybillKeySide);
  EXPECT_LE(kWaybillKeySide, WaybillKey{1} << (kWaybillKeyBits - 1));
}

// The rank of a shape's last number is one below the rank of the next shape's first: nothing overlaps, at every seam.
TEST(EncodeWaybill, ShapesFollowOneAnotherWithoutOverlap) {
  const auto key = [](const std::string& number) {
    const auto made = EncodeWaybill(number);
    EXPECT_TRUE(made.has_value()) << number;
    return made.value_or(0);
  };
  for (size_t digits = 1; digits < 17; ++digits) {
    EXPECT_EQ(key(Repeat('9', digits)) + 1, key(Repeat('0', digits + 1))) << digits;
  }
  EXPECT_LT(key(Repeat('9', 17)), key("A0"));
  constexpr size_t kDigitsMost[] = {17, 13, 13, 13, 11, 9, 9};
  for (size_t letters = 1; letters <= 6; ++letters) {
    for (size_t digits = 1; digits < kDigitsMost[letters]; ++digits) {
      EXPECT_EQ(key(Repeat('K', letters) + Repeat('9', digits)) + 1,
                key(Repeat('K', letters) + Repeat('0', digits + 1)));
    }
    if (letters < 6) {
      EXPECT_LT(key(Repeat('Z', letters) + Repeat('9', kDigitsMost[letters])), key(Repeat('A', letters + 1) + "0"));
    }
    EXPECT_LT(key(Repeat('C', letters - 1) + "A" + Repeat('9', kDigitsMost[letters])),
              key(Repeat('C', letters - 1) + "B0"));
  }
  EXPECT_LT(key("ZZZZZZ999999999"), key("AA000000000AA"));
  EXPECT_LT(key("AA999999999ZZ"), key("AB000000000AA"));
}

// Law: two different numbers never share a key. Random numbers and their neighbours (a digit more, a zero in front, one
// letter on).
TEST(EncodeWaybill, IsInjective) {
  std::mt19937_64 random(11);
  std::unordered_map<WaybillKey, std::string> seen;
  size_t with_key = 0;
  const auto check = [&](const std::string& number) {
    const auto key = EncodeWaybill(number);
    if (!key) return;
    ++with_key;
    ASSERT_LT(*key, kWaybillKeySide) << number;
    const auto [entry, added] = seen.emplace(*key, number);
    ASSERT_EQ(entry->second, number) << "same key " << *key;
    ASSERT_EQ(DecodeWaybill(*key), number);
  };
  for (int i = 0; i < 60000; ++i) {
    std::string letters;
    std::string digits;
    const size_t letter_count = random() % 8;
    const size_t digit_count = random() % 19;
    for (size_t c = 0; c < letter_count; ++c) letters += static_cast<char>('A' + random() % 26);
    for (size_t c = 0; c < digit_count; ++c) digits += static_cast<char>('0' + random() % (random() % 2 == 0 ? 10 : 2));
    check(letters + digits);
    check(letters + "0" + digits);
    check(letters + digits + "0");
    if (!letters.empty()) {
      std::string next = letters;
      if (next.back() < 'Z') ++next.back();
      check(next + digits);
      check(letters.substr(1) + digits);
    }
    if (letter_count == 2) {
      digits.resize(9, '3');
      check(letters + digits + "CN");
      check(letters + digits + "CM");
    }
  }
  EXPECT_GT(with_key, 100000u);
}

}  // namespace
}  // namespace loyalane::model
