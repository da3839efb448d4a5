#include "ingest/cell_number.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdint>
#include <random>
#include <string>
#include <string_view>

#include "base/money.h"

// What each form means: docs/formulas/cells.md.
namespace loyalane::ingest {
namespace {

using enum NumberOutcome;

struct Row {
  const char* name;
  const char* text;
  NumberOutcome outcome;
  int64_t value = 0;
};

template <size_t kCount, typename Parse>
void Check(const Row (&rows)[kCount], Parse parse) {
  for (const Row& row : rows) {
    SCOPED_TRACE(std::string(row.name) + ": " + row.text);
    const NumberCell cell = parse(row.text);
    EXPECT_EQ(cell.outcome, row.outcome);
    EXPECT_EQ(cell.value, row.value);  // 0 where there is none
  }
}

TEST(ParseMoney, ReadsAmounts) {
  constexpr Row kRows[] = {
      {"whole", "12", kOk, 1200},
      {"one decimal", "12.5", kOk, 1250},
      {"two decimals", "12.34", kOk, 1234},
      {"nothing is not missing", "0", kOk, 0},
      {"zero with decimals", "0.00", kOk, 0},
      {"leading zeros", "0012.50", kOk, 1250},
      {"no digit before the point", ".5", kOk, 50},
      {"no digit behind the point", "12.", kOk, 1200},
      {"grouped", "1,234.50", kOk, 123450},
      {"grouped twice", "1,234,567", kOk, 123456700},
      {"full width", "１２３", kOk, 12300},
      {"full width with point and comma", "１，２３４．５０", kOk, 123450},
      {"minus", "-12", kOk, -1200},
      {"full-width minus", "－12", kOk, -1200},
      {"minus sign U+2212", "−12", kOk, -1200},
      {"plus", "+12", kOk, 1200},
      {"blank behind the sign", "- 12.50", kOk, -1250},
      {"bookkeeper's brackets", "(12.00)", kOk, -1200},
      {"full-width brackets", "（12.00）", kOk, -1200},
      {"minus behind", "12.00-", kOk, -1200},
      {"blanks around", "  12.50\t", kOk, 1250},
      {"no-break space",
       "\xC2\xA0"
       "12.50",
       kOk, 1250},
      {"apostrophe of a text cell", "'12.50", kOk, 1250},
      {"formula text", "=\"12.50\"", kOk, 1250},
      {"half-width yen sign", "¥12.50", kOk, 1250},
      {"full-width yen sign", "￥12.50", kOk, 1250},
      {"minus before the sign of money", "-¥12.50", kOk, -1250},
      {"minus behind the sign of money", "¥-12.50", kOk, -1250},
      {"sign of money in brackets", "(¥12.50)", kOk, -1250},
      {"RMB", "RMB 12.50", kOk, 1250},
      {"CNY", "CNY12.50", kOk, 1250},
  };
  Check(kRows, ParseMoney);
}

// Another currency must not be added to yuan unseen: the row is listed, and the currency column is the place to say it.
TEST(ParseMoney, RefusesSignsOfOtherCurrencies) {
  for (const char* text : {"$12.50", "＄12.50", "USD 12.50", "HKD12.50", "EUR 12.50", "€12.50"}) {
    const NumberCell cell = ParseMoney(text);
    EXPECT_EQ(cell.outcome, NumberOutcome::kUnreadable) << text;
  }
}

TEST(ParseMoney, UnitsAreConvertedAndTold) {
  constexpr Row kRows[] = {
      {"yuan", "12.50元", kOkWithUnit, 1250},
      {"yuan behind a blank", "12.50 元", kOkWithUnit, 1250},
      {"ten thousand yuan", "1.5万元", kOkWithUnit, 1'500'000},
      {"ten thousand", "1.5万", kOkWithUnit, 1'500'000},
      {"minus ten thousand", "-0.3万元", kOkWithUnit, -300'000},
      {"sign of money and unit", "￥12元", kOkWithUnit, 1200},
      {"full width with unit", "１２元", kOkWithUnit, 1200},
      {"grouped with unit", "1,200元", kOkWithUnit, 120'000},
      {"decimals of the unit", "1.23456万元", kOkWithUnit, 1'234'560},
      {"rounded after converting", "0.0000005万元", kOkWithUnit, 1},  // 0.005 yuan
      {"just below the half", "0.00000049万元", kOkWithUnit, 0},
  };
  Check(kRows, ParseMoney);
}

TEST(ParseMoney, RoundsHalfAwayFromZeroAtTheThirdDecimal) {
  constexpr Row kRows[] = {
      {"below the half", "0.004", kOk, 0},
      {"long below the half", "0.0049999999999999999999", kOk, 0},
      {"the half", "0.005", kOk, 1},
      {"the half, negative", "-0.005", kOk, -1},
      {"the half in brackets", "(0.005)", kOk, -1},
      {"not what a double would do", "1.005", kOk, 101},
      {"not to even", "2.665", kOk, 267},
      {"carries", "9.995", kOk, 1000},
      {"above the half", "0.00500000000000000000001", kOk, 1},
  };
  Check(kRows, ParseMoney);
}

TEST(ParseMoney, TenBillionIsTheLimit) {
  constexpr Row kRows[] = {
      {"largest of the plain form", "9999999999.99", kOk, 999'999'999'999},
      {"the limit", "10000000000", kOk, kMoneyMinorMax},
      {"the limit, negative", "-10000000000.00", kOk, -kMoneyMinorMax},
      {"the limit, grouped", "10,000,000,000.00", kOk, kMoneyMinorMax},
      {"rounds down to the limit", "10000000000.004", kOk, kMoneyMinorMax},
      {"rounds above the limit", "10000000000.005", kTooLarge},
      {"one cent more", "10000000000.01", kTooLarge},
      {"one cent more, negative", "-10000000000.01", kTooLarge},
      {"the limit in a unit", "1000000万元", kOkWithUnit, kMoneyMinorMax},
      {"above it in a unit", "1000000.01万元", kTooLarge},
      {"20 digits", "12345678901234567890", kTooLarge},
      {"45 digits", "123456789012345678901234567890123456789012345", kTooLarge},
      {"many leading zeros", "00000000000000000000000000000000000000000012.50", kOk, 1250},
  };
  Check(kRows, ParseMoney);
}

TEST(ParseMoney, MissingIsNeverZero) {
  for (const char* text : {"",   " ",  "\t",  "　",  "-",  "--",   "—",    "——",   "－",   "/",  "／",   "\\",
                           "无", "空", "N/A", "n/a", "NA", "null", "NULL", "None", "#N/A", "'-", "=\"\""}) {
    EXPECT_EQ(ParseMoney(text).outcome, kMissing) << '"' << text << '"';
    EXPECT_EQ(ParseNumber(text).outcome, kMissing) << '"' << text << '"';
  }
}

TEST(ParseMoney, RefusesWhatIsNotOneNumber) {
  constexpr Row kRows[] = {
      {"comma for the decimal point", "12,34", kUnreadable},
      {"group of two", "1,23", kUnreadable},
      {"comma first", ",123", kUnreadable},
      {"first group of four", "1234,567", kUnreadable},
      {"last group of two", "1,234,56", kUnreadable},
      {"group of four inside", "1,2345,678", kUnreadable},
      {"three single digits", "1,2,3", kUnreadable},
      {"two commas", "1,,23", kUnreadable},
      {"nothing but commas behind", "1,,,,", kUnreadable},
      {"comma last", "1,234,", kUnreadable},
      {"comma behind the point", "1.234,5", kUnreadable},
      {"commas on both sides of the point", "1,234.567,8", kUnreadable},
      {"two points", "1.2.3", kUnreadable},
      {"letter behind", "12a", kUnreadable},
      {"letter before", "a12", kUnreadable},
      {"two minus signs", "--5", kUnreadable},
      {"plus and minus", "+-5", kUnreadable},
      {"minus in brackets", "(-12)", kUnreadable},
      {"minus before and behind", "-12-", kUnreadable},
      {"minus behind in brackets", "(12-)", kUnreadable},
      {"minus on both sides of the sign of money", "-¥-12", kUnreadable},
      {"a share is no amount", "98%", kUnreadable},
      {"scientific, as spreadsheets write it", "1.2E+05", kUnreadable},
      {"scientific, small", "1e5", kUnreadable},
      {"two numbers", "1 2", kUnreadable},
      {"two lines", "1\n2", kUnreadable},
      {"only a point", ".", kUnreadable},
      {"only a plus", "+", kUnreadable},
      {"only brackets", "()", kUnreadable},
      {"bracket left open", "(12", kUnreadable},
      {"only a sign of money", "¥", kUnreadable},
      {"only a unit", "元", kUnreadable},
      {"a date", "2026-01-05", kUnreadable},
      {"hexadecimal", "0x10", kUnreadable},
      {"infinity", "inf", kUnreadable},
      {"not a number", "NaN", kUnreadable},
      {"words", "面议", kUnreadable},
  };
  Check(kRows, ParseMoney);
}

TEST(ParseMoney, NulBytesAreNotDigits) { EXPECT_FALSE(ParseMoney(std::string_view("12\0", 3)).ok()); }

TEST(ParsePlainMoney, LeavesUnusualFormsToTheOther) {
  for (const char* text : {"", "-", ".", ".5", "12.", "12.345", "1,234", "+12", " 12", "12 ", "12345678901", "1e5",
                           "１２", "12.3a", "--1", "1-"}) {
    EXPECT_EQ(ParsePlainMoney(text).outcome, kMissing) << text;
  }
}

// Law: where the fast reader answers, the careful one gives the same. A blank in front keeps the fast one out of it.
TEST(ParsePlainMoney, AgreesWithTheCarefulReader) {
  std::mt19937_64 random(3);
  constexpr std::string_view kAlphabet = "0123456789019.-+,";
  int answered = 0;
  for (int i = 0; i < 300000; ++i) {
    std::string text;
    const size_t size = 1 + random() % 15;
    const size_t letters = random() % 3 == 0 ? kAlphabet.size() : 14;
    for (size_t c = 0; c < size; ++c) text += kAlphabet[random() % letters];
    const NumberCell plain = ParsePlainMoney(text);
    if (plain.outcome == kMissing) continue;
    ++answered;
    const NumberCell careful = ParseMoney(" " + text);
    ASSERT_EQ(plain.outcome, careful.outcome) << text;
    ASSERT_EQ(plain.value, careful.value) << text;
  }
  EXPECT_GT(answered, 50000);
}

// Law: what ToDecimal prints is read back, grouped or not, full width or not.
TEST(ParseMoney, ReadsBackWhatWePrint) {
  std::mt19937_64 random(5);
  for (int i = 0; i < 50000; ++i) {
    auto minor = static_cast<int64_t>(random() % (uint64_t{1} << (1 + random() % 40)));
    if (minor > kMoneyMinorMax) minor = kMoneyMinorMax;
    if (random() % 2 == 0) minor = -minor;
    const std::string text = ToDecimal(Money{minor});
    std::string grouped;
    const size_t point = text.find('.');
    const size_t first = minor < 0 ? 1 : 0;
    for (size_t at = 0; at < text.size(); ++at) {
      if (at > first && at < point && (point - at) % 3 == 0) grouped += ',';
      grouped += text[at];
    }
    std::string wide;
    for (const char c : text) {
      if (c >= '0' && c <= '9') {
        wide += "\xEF\xBC";
        wide += static_cast<char>(0x90 + (c - '0'));  // U+FF10..U+FF19
      } else {
        wide += c;
      }
    }
    for (const std::string& form : {text, grouped, wide}) {
      const NumberCell cell = ParseMoney(form);
      ASSERT_EQ(cell.outcome, kOk) << form;
      ASSERT_EQ(cell.value, minor) << form;
    }
  }
}

TEST(ParseNumber, ReadsMillionths) {
  constexpr Row kRows[] = {
      {"whole", "12", kOk, 12'000'000},
      {"decimals", "0.98", kOk, 980'000},
      {"six decimals", "0.000001", kOk, 1},
      {"rounds half away from zero", "0.0000005", kOk, 1},
      {"rounds half away from zero, negative", "-0.0000005", kOk, -1},
      {"below the half", "0.0000004999", kOk, 0},
      {"grouped", "1,234.5", kOk, 1'234'500'000},
      {"kilograms", "2kg", kOk, 2'000'000},
      {"kilograms in capitals", "2KG", kOk, 2'000'000},
      {"kilograms, one capital", "2Kg", kOk, 2'000'000},
      {"kilograms behind a blank", "2.5 kg", kOk, 2'500'000},
      {"kilograms, full width", "２．５ｋｇ", kOk, 2'500'000},
      {"gongjin", "2.5公斤", kOk, 2'500'000},
      {"qianke", "2.5千克", kOk, 2'500'000},
      {"jin is half a kilogram", "3斤", kOk, 1'500'000},
      {"grams", "500g", kOk, 500'000},
      {"one gram", "1g", kOk, 1'000},
      {"points of a survey", "4.5分", kOk, 4'500'000},
      {"stars", "5星", kOk, 5'000'000},
      {"rank", "1名", kOk, 1'000'000},
      {"a billion", "1000000000", kOk, 1'000'000'000'000'000},
      {"more than a billion", "1000000000.000001", kTooLarge},
      {"scientific", "1.2E+05", kUnreadable},
      {"words", "很重", kUnreadable},
      {"yuan is no unit here", "12元", kUnreadable},
      {"two units", "12kgkg", kUnreadable},
  };
  Check(kRows, ParseNumber);
}

TEST(ParseNumber, SaysThatAPercentSignWasThere) {
  struct Percent {
    const char* text;
    bool percent;
    int64_t value;
  };
  for (const Percent& row :
       {Percent{"98%", true, 98'000'000}, Percent{"98 %", true, 98'000'000}, Percent{"９８％", true, 98'000'000},
        Percent{"12.5%", true, 12'500'000}, Percent{"98", false, 98'000'000}, Percent{"0.98", false, 980'000}}) {
    const NumberCell cell = ParseNumber(row.text);
    EXPECT_EQ(cell.outcome, kOk) << row.text;
    EXPECT_EQ(cell.percent, row.percent) << row.text;
    EXPECT_EQ(cell.value, row.value) << row.text;
  }
  EXPECT_EQ(ParseNumber("98%%").outcome, kUnreadable);
  EXPECT_EQ(ParseNumber("%").outcome, kUnreadable);
}

// Law: the reader of the usual form answers for [-]d{1,5}.dd only, and as the careful one does.
TEST(ReadUsualMoney, AgreesWithTheCarefulReader) {
  std::mt19937_64 random(67);
  constexpr std::string_view kAlphabet = "0123456789.-+,/:\xFA ";
  int answered = 0;
  for (int i = 0; i < 300000; ++i) {
    std::string bytes(8, static_cast<char>(random()));  // what lies before the cell
    std::string text = random() % 2 == 0 ? "-" : "";
    const size_t whole = random() % 7;
    for (size_t c = 0; c < whole; ++c) text += static_cast<char>('0' + random() % 10);
    text += '.';
    text += static_cast<char>('0' + random() % 10);
    text += static_cast<char>('0' + random() % 10);
    if (random() % 2 == 0) text[random() % text.size()] = kAlphabet[random() % kAlphabet.size()];
    if (random() % 8 == 0) text.resize(random() % (text.size() + 1));
    bytes += text;
    int64_t minor = -77;
    if (!ReadUsualMoney(bytes.data() + 8, text.size(), minor)) {
      ASSERT_EQ(minor, -77) << text;
      continue;
    }
    ++answered;
    const NumberCell careful = ParseMoney(" " + text);
    ASSERT_EQ(careful.outcome, kOk) << text;
    ASSERT_EQ(minor, careful.value) << text;
  }
  EXPECT_GT(answered, 100000);
}

TEST(ParseReal, ReadsDoubles) {
  struct RealRow {
    const char* text;
    NumberOutcome outcome;
    double value;
  };
  constexpr RealRow kRows[] = {
      {"12", kOk, 12.0},         {"16502.857142857141", kOk, 16502.857142857141},
      {"1e-3", kOk, 1e-3},       {"0.1", kOk, 0.1},
      {"-2.5", kOk, -2.5},       {"+2.5", kOk, 2.5},
      {"35%", kOk, 0.35},        {"1,234.5", kOk, 1234.5},
      {"１２．５", kOk, 12.5},   {"4.5分", kOk, 4.5},
      {"", kMissing, 0},         {"-", kMissing, 0},
      {"无", kMissing, 0},       {"nan", kUnreadable, 0},
      {"inf", kUnreadable, 0},   {"1e400", kUnreadable, 0},
      {"1e15", kUnreadable, 0},  {"12x", kUnreadable, 0},
      {"1.2.3", kUnreadable, 0}, {"many", kUnreadable, 0},
  };
  for (const RealRow& row : kRows) {
    const RealCell cell = ParseReal(row.text);
    EXPECT_EQ(cell.outcome, row.outcome) << row.text;
    EXPECT_EQ(cell.value, row.value) << row.text;
  }
  // The bits of -0.0 mean "missing" in a column.
  for (const char* zero : {"0", "-0", "-0.0", "-0.0%", "-0e5", "0.0"}) {
    EXPECT_EQ(ParseReal(zero).outcome, kOk) << zero;
    EXPECT_FALSE(std::signbit(ParseReal(zero).value)) << zero;
  }
}

TEST(WithDecimalPoint, TurnsCommasIntoPoints) {
  const std::pair<const char*, const char*> cases[] = {
      {"1.234,56", "1234.56"},
      {"0,5", "0.5"},
      {"-12,00", "-12.00"},
      {"1.234.567", "1234567"},
      {"12", "12"},
      {"1.234", "1234"},
      {"12.50", "?"},
      {"1.23,4", "?"},
      {"1,234,5", "?"},
      {"1,2.3", "?"},
      {"1234.567", "?"},
      {"12,5元", "12.5元"},
      {"无", "无"},
      {"", ""},
  };
  std::string out;
  for (const auto& [text, want] : cases) {
    WithDecimalPoint(text, out);
    EXPECT_EQ(out, want) << text;
  }
}

}  // namespace
}  // namespace loyalane::ingest
