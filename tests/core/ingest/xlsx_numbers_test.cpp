#include "ingest/xlsx_numbers.h"

#include <gtest/gtest.h>

#include "ingest/xlsx_styles.h"

namespace loyalane::ingest {
namespace {

using Kind = CellFormat::Kind;

std::string Shown(std::string_view raw, Kind kind, NumberRules rules = {}) {
  std::string out;
  AppendSheetNumber(raw, {kind, 0}, rules, out);
  return out;
}
constexpr NumberRules k1904{.date1904 = true};

// ECMA-376 part 1, 18.17.4.1 and 18.17.4.3. The second says 1.5 for noon of 1900-01-01 of the date base without the
// false leap day, where the first makes it 2.5; in files, whose base has that day, it is 1.5.
TEST(SheetNumber, HasTheStandardsSerials) {
  EXPECT_EQ(Shown("1", Kind::kDate), "1900-01-01");
  EXPECT_EQ(Shown("1.5000000", Kind::kDateTime), "1900-01-01 12:00:00");
  EXPECT_EQ(Shown("3687", Kind::kDate), "1910-02-03");
  EXPECT_EQ(Shown("38749", Kind::kDate), "2006-02-01");
  EXPECT_EQ(Shown("3687.4207639", Kind::kDateTime), "1910-02-03 10:05:54");
  EXPECT_EQ(Shown("2958465.9999884", Kind::kDateTime), "9999-12-31 23:59:59");
  EXPECT_EQ(Shown("0", Kind::kDate, k1904), "1904-01-01");
  EXPECT_EQ(Shown("2225.4207639", Kind::kDateTime, k1904), "1910-02-03 10:05:54");
  EXPECT_EQ(Shown("2957003.9999884", Kind::kDateTime, k1904), "9999-12-31 23:59:59");
}

// Microsoft, "Differences between the 1900 and the 1904 date system in Excel" (Q214330): July 5, 1998.
TEST(SheetNumber, HasTheSpreadsheetMakersSerials) {
  EXPECT_EQ(Shown("35981", Kind::kDate), "1998-07-05");
  EXPECT_EQ(Shown("34519", Kind::kDate, k1904), "1998-07-05");
}

// ECMA-376, date representation: "serial value 59 corresponds to February 28, and serial value 61 corresponds to March
// 1, the next day, allowing the (non-existent) date February 29 to have the serial value 60".
TEST(SheetNumber, KeepsTheFalseLeapDay) {
  EXPECT_EQ(Shown("59", Kind::kDate), "1900-02-28");
  EXPECT_EQ(Shown("60", Kind::kDate), "1900-02-29");
  EXPECT_EQ(Shown("61", Kind::kDate), "1900-03-01");
}

TEST(SheetNumber, ShowsTimesWithoutADay) {
  EXPECT_EQ(Shown("0.5", Kind::kTime), "12:00:00");
  EXPECT_EQ(Shown("0", Kind::kTime), "00:00:00");
  EXPECT_EQ(Shown("0.377118055555556", Kind::kDateTime), "09:03:03");  // 9 h 3 min 3 s = 32 583 s of 86 400
  EXPECT_EQ(Shown("0.5", Kind::kTime, k1904), "12:00:00");
  EXPECT_EQ(Shown("35981.5", Kind::kTime), "1998-07-05 12:00:00");  // the day is not lost
}

TEST(SheetNumber, RoundsToTheSecond) {
  EXPECT_EQ(Shown("35981.999999", Kind::kDateTime), "1998-07-06 00:00:00");  // 0.09 s before midnight
  EXPECT_EQ(Shown("35981.99999", Kind::kDateTime), "1998-07-05 23:59:59");   // 0.86 s before it
  EXPECT_EQ(Shown("0.999999", Kind::kTime), "1900-01-01 00:00:00");
}

TEST(SheetNumber, KeepsTheTimeThatADateFormatHides) {
  EXPECT_EQ(Shown("35981.5", Kind::kDate), "1998-07-05 12:00:00");
  EXPECT_EQ(Shown("35981", Kind::kDateTime), "1998-07-05 00:00:00");
}

TEST(SheetNumber, ShowsDurations) {
  EXPECT_EQ(Shown("1.5", Kind::kDuration), "36:00:00");
  EXPECT_EQ(Shown("0.0423611111111111", Kind::kDuration), "1:01:00");  // 61 min of 1440
  EXPECT_EQ(Shown("-0.25", Kind::kDuration), "-6:00:00");
  EXPECT_EQ(Shown("0", Kind::kDuration), "0:00:00");
}

TEST(SheetNumber, LeavesWhatIsNoDateANumber) {
  EXPECT_EQ(Shown("-1", Kind::kDate), "-1");
  EXPECT_EQ(Shown("2958466", Kind::kDate), "2958466");
  EXPECT_EQ(Shown("2957004", Kind::kDate, k1904), "2957004");
  EXPECT_EQ(Shown("1e300", Kind::kDuration), "1e+300");
}

TEST(SheetNumber, IsTheShortestThatReadsBack) {
  EXPECT_EQ(Shown("12", Kind::kNumber), "12");
  EXPECT_EQ(Shown("12.50", Kind::kNumber), "12.5");
  EXPECT_EQ(Shown("10.199999999999999", Kind::kNumber), "10.2");  // how a spreadsheet writes 10.2
  EXPECT_EQ(Shown("-0", Kind::kNumber), "0");
  EXPECT_EQ(Shown("007", Kind::kNumber), "7");
  EXPECT_EQ(Shown("1E3", Kind::kNumber), "1000");
  EXPECT_EQ(Shown("+5", Kind::kNumber), "5");
  EXPECT_EQ(Shown("1.2345E-2", Kind::kNumber), "0.012345");
}

TEST(SheetNumber, KnowsWhatIsShortestAlready) {
  for (const char* raw : {"0", "7", "-7", "100", "999999999999999", "0.5", "-0.5", "12.25", "0.0001"}) {
    EXPECT_TRUE(IsShortestNumber(raw)) << raw;
    EXPECT_EQ(Shown(raw, Kind::kNumber), raw);
  }
  for (const char* raw : {"", "-", "-0", "00", "01", "1.", ".5", "1.50", "0.0", "1e5", "+1", "1 ", "0.00001", "1,5",
                          "1000000000000000", "1.000000000000001", "1.2.3"}) {
    EXPECT_FALSE(IsShortestNumber(raw)) << raw;
  }
}

TEST(SheetNumber, LeavesWhatIsNoNumberAsItStands) {
  for (const char* raw : {"abc", "nan", "inf", "1.2.3", "12 kg", "1e999"}) EXPECT_EQ(Shown(raw, Kind::kNumber), raw);
}

// A spreadsheet keeps 15 digits: IEEE 754 doubles hold every whole number of 15 digits, and it writes zeros behind.
TEST(SheetNumber, ShowsThatDigitsWereLost) {
  EXPECT_EQ(Shown("999999999999999", Kind::kNumber), "999999999999999");
  EXPECT_EQ(Shown("1234567890123450", Kind::kNumber), "1.23456789012345E+15");
  EXPECT_EQ(Shown("4.0512345678901202E+18", Kind::kNumber), "4.05123456789012e+18");
  EXPECT_EQ(Shown("-2000000000000000", Kind::kNumber), "-2E+15");
  EXPECT_EQ(Shown("1234567890123450", Kind::kNumber, {.for_import = false}), "1234567890123450");
}

TEST(SheetNumber, WritesSmallNumbersOut) {
  EXPECT_EQ(Shown("1.4210854715202004E-14", Kind::kNumber), "0.000000000000014210854715202004");
  EXPECT_EQ(Shown("-1E-5", Kind::kNumber), "-0.00001");
  EXPECT_EQ(Shown("0.000012", Kind::kNumber), "0.000012");
  EXPECT_EQ(Shown("1.5E-5", Kind::kNumber, {.for_import = false}), "1.5e-05");
}

TEST(SheetNumber, FillsUpZeros) {
  const auto shown = [](std::string_view raw, NumberRules rules) {
    std::string out;
    AppendSheetNumber(raw, {Kind::kZeros, 6}, rules, out);
    return out;
  };
  EXPECT_EQ(shown("123", {}), "000123");
  EXPECT_EQ(shown("1.23E2", {}), "000123");
  EXPECT_EQ(shown("1234567", {}), "1234567");
  EXPECT_EQ(shown("1.5", {}), "1.5");
  EXPECT_EQ(shown("-12", {}), "-12");
  EXPECT_EQ(shown("123", {.for_import = false}), "123");
}

TEST(SheetNumber, AppendsBehindWhatIsThere) {
  std::string out = "a";
  AppendSheetNumber("12", {Kind::kZeros, 4}, {}, out);
  AppendSheetNumber("1234567890123450", {}, {}, out);
  EXPECT_EQ(out, "a00121.23456789012345E+15");
}

TEST(SheetIsoDate, IsWrittenAsDatesAre) {
  const auto shown = [](std::string_view raw, Kind kind) {
    std::string out;
    AppendSheetIsoDate(raw, {kind, 0}, out);
    return out;
  };
  EXPECT_EQ(shown("2026-01-05", Kind::kDate), "2026-01-05");
  EXPECT_EQ(shown("2026-01-05T09:03:00", Kind::kDateTime), "2026-01-05 09:03:00");
  EXPECT_EQ(shown("2026-01-05T09:03:00.250Z", Kind::kNumber), "2026-01-05 09:03:00");
  EXPECT_EQ(shown("2026-01-05T00:00:00", Kind::kDate), "2026-01-05");
  EXPECT_EQ(shown("2026-01-05T00:00:00", Kind::kDateTime), "2026-01-05 00:00:00");
  EXPECT_EQ(shown("10:10:10", Kind::kTime), "10:10:10");
}

// ECMA-376 part 1, 18.8.31 and what Chinese spreadsheets write.
TEST(FormatCode, TellsDatesFromNumbers) {
  const auto kind = [](std::string_view code) { return ReadFormatCode(code).kind; };
  for (const char* code : {"yyyy-mm-dd", "d-mmm", "mmm-yy", "yyyy\"年\"m\"月\"d\"日\"", "[$-804]aaaa;@", "m/d",
                           "[DBNum1][$-804]yyyy\"年\"m\"月\"", "YYYY/MM/DD;@", "mmmm"}) {
    EXPECT_EQ(kind(code), Kind::kDate) << code;
  }
  for (const char* code :
       {"h:mm", "h:mm:ss AM/PM", "mm:ss.0", "[$-F400]h:mm:ss\\ AM/PM", "h\"时\"mm\"分\"", "上午/下午h:mm"}) {
    EXPECT_EQ(kind(code), Kind::kTime) << code;
  }
  for (const char* code : {"yyyy-mm-dd hh:mm:ss", "m/d/yy h:mm", "[Red]yyyy\\-mm\\-dd\\ hh:mm"}) {
    EXPECT_EQ(kind(code), Kind::kDateTime) << code;
  }
  for (const char* code : {"[h]:mm", "[hh]:mm:ss", "[mm]:ss", "[ss]", "[H]:MM"}) {
    EXPECT_EQ(kind(code), Kind::kDuration) << code;
  }
  for (const char* code : {"General", "0", "0.00", "#,##0", "0.00E+00", "@", "0%", "\"days\" 0", "0\\d", "0_d", "* 0",
                           "[Red]0.00", "[$USD] 0.00", "0;[Red]-0;yyyy", "¥#,##0.00", "\"没有结束", "", "[", "\\"}) {
    EXPECT_EQ(kind(code), Kind::kNumber) << code;
  }
}

TEST(FormatCode, CountsZeros) {
  EXPECT_EQ(ReadFormatCode("000000"), (CellFormat{Kind::kZeros, 6}));
  EXPECT_EQ(ReadFormatCode("00000;-00000"), (CellFormat{Kind::kZeros, 5}));
  EXPECT_EQ(ReadFormatCode("[Red]0000_ "), (CellFormat{Kind::kZeros, 4}));
  EXPECT_EQ(ReadFormatCode("0000000000000000").kind, Kind::kNumber);
  EXPECT_EQ(ReadFormatCode("000-0000").kind, Kind::kNumber);
}

// 18.8.30: the formats of all languages, and those of zh-cn.
TEST(FormatCode, KnowsTheBuiltInOnes) {
  const auto kinds = [](Kind kind) {
    std::vector<uint32_t> ids;
    for (uint32_t id = 0; id < 200; ++id) {
      if (BuiltInFormat(id).kind == kind) ids.push_back(id);
    }
    return ids;
  };
  EXPECT_EQ(kinds(Kind::kDate),
            (std::vector<uint32_t>{14, 15, 16, 17, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58}));
  EXPECT_EQ(kinds(Kind::kTime), (std::vector<uint32_t>{18, 19, 20, 21, 32, 33, 34, 35, 45, 47, 55, 56}));
  EXPECT_EQ(kinds(Kind::kDateTime), std::vector<uint32_t>{22});
  EXPECT_EQ(kinds(Kind::kDuration), std::vector<uint32_t>{46});
}

}  // namespace
}  // namespace loyalane::ingest
