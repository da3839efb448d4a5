#include "ingest/cell_date.h"

#include <gtest/gtest.h>

#include <array>
#include <cstdio>
#include <random>
#include <string>

// What each form means: docs/formulas/cells.md.
namespace loyalane::ingest {
namespace {

using enum Precision;

// Days of 1970-01-01 in the 1900 system of spreadsheets: python date(1970, 1, 1) - date(1899, 12, 30)
constexpr int32_t kSerialOfEpoch = 25569;

int64_t At(CivilDate date, int32_t hour, int32_t minute, int32_t second, Precision precision) {
  return Instant(ToDay(date), hour * 3600 + minute * 60 + second, precision).packed();
}

std::string Show(const DateCell& cell) {
  if (cell.outcome == DateOutcome::kMissing) return "missing";
  if (cell.outcome == DateOutcome::kUnreadable) return "unreadable";
  const Instant instant = Instant::FromPacked(cell.packed);
  const int64_t second = instant.seconds() - int64_t{instant.day().since_epoch} * 86400;
  std::string precision = "day";
  if (instant.precision() == kMinute) precision = "minute";
  if (instant.precision() == kSecond) precision = "second";
  return ToIso(instant.day()) + " +" + std::to_string(second) + " s, " + precision;
}

struct Row {
  const char* name;
  const char* text;
  int32_t year, month, day;
  int32_t hour = 0, minute = 0, second = 0;
  Precision precision = kDay;
};

TEST(ParseDate, ReadsEveryFormWithItsPrecision) {
  constexpr Row kRows[] = {
      {"ISO day", "2026-01-05", 2026, 1, 5},
      {"slashes", "2026/01/05", 2026, 1, 5},
      {"slashes, short", "2026/1/5", 2026, 1, 5},
      {"hyphens, short", "2026-1-5", 2026, 1, 5},
      {"points", "2026.1.5", 2026, 1, 5},
      {"compact", "20260105", 2026, 1, 5},
      {"Chinese", "2026年1月5日", 2026, 1, 5},
      {"Chinese, two digits", "2026年01月05日", 2026, 1, 5},
      {"full width", "２０２６－０１－０５", 2026, 1, 5},
      {"English", "5-Jan-26", 2026, 1, 5},
      {"English, capitals", "05-JAN-2026", 2026, 1, 5},
      {"English, blanks", "5 Jan 2026", 2026, 1, 5},
      {"English, last century", "5-Jan-98", 1998, 1, 5},
      {"leap day", "2028-02-29", 2028, 2, 29},
      {"blanks around", " 2026-01-05 ", 2026, 1, 5},
      {"apostrophe of a text cell", "'2026-01-05", 2026, 1, 5},
      {"formula text", "=\"2026-01-05\"", 2026, 1, 5},
      {"serial", "45678", 2025, 1, 21},  // python date(1899, 12, 30) + timedelta(45678)
      {"minute", "2026-01-05 09:03", 2026, 1, 5, 9, 3, 0, kMinute},
      {"minute, short", "2026/1/5 9:03", 2026, 1, 5, 9, 3, 0, kMinute},
      {"minute, two blanks", "2026-01-05  09:03", 2026, 1, 5, 9, 3, 0, kMinute},
      {"minute, T", "2026-01-05T09:03", 2026, 1, 5, 9, 3, 0, kMinute},
      {"minute, full-width colon", "2026-01-05 09：03", 2026, 1, 5, 9, 3, 0, kMinute},
      {"minute, compact", "202601050903", 2026, 1, 5, 9, 3, 0, kMinute},
      {"minute, Chinese", "2026年1月5日 9时3分", 2026, 1, 5, 9, 3, 0, kMinute},
      {"minute, English", "5-Jan-26 9:03", 2026, 1, 5, 9, 3, 0, kMinute},
      {"second", "2026-01-05 09:03:30", 2026, 1, 5, 9, 3, 30, kSecond},
      {"second, slashes", "2026/01/05 09:03:30", 2026, 1, 5, 9, 3, 30, kSecond},
      {"second, T", "2026-01-05T09:03:30", 2026, 1, 5, 9, 3, 30, kSecond},
      {"second, short", "2026/9/3 12:00:00", 2026, 9, 3, 12, 0, 0, kSecond},
      {"second, compact", "20260105090330", 2026, 1, 5, 9, 3, 30, kSecond},
      {"second, Chinese", "2026年1月5日 9时3分30秒", 2026, 1, 5, 9, 3, 30, kSecond},
      {"second with a fraction", "2026-01-05 09:03:30.125", 2026, 1, 5, 9, 3, 30, kSecond},
      {"midnight", "2026-01-05 00:00", 2026, 1, 5, 0, 0, 0, kMinute},
      {"last second", "2026-01-05 23:59:59", 2026, 1, 5, 23, 59, 59, kSecond},
      {"serial with noon", "45678.5", 2025, 1, 21, 12, 0, 0, kSecond},
      {"serial with six o'clock", "45678.25", 2025, 1, 21, 6, 0, 0, kSecond},
      // 9:03:00 = 32580 s; 32580 / 86400 = 0.3770833..., as spreadsheets print it
      {"serial rounds to the second", "45678.3770833333", 2025, 1, 21, 9, 3, 0, kSecond},
      {"serial that rounds to the next day", "45678.9999999", 2025, 1, 22, 0, 0, 0, kSecond},
  };
  for (const Row& row : kRows) {
    const DateCell want{DateOutcome::kOk,
                        At({row.year, row.month, row.day}, row.hour, row.minute, row.second, row.precision)};
    EXPECT_EQ(Show(ParseDate(row.text, {})), Show(want)) << row.name << ": " << row.text;
  }
}

TEST(ParseDate, HalvesOfTheDay) {
  struct Half {
    const char* text;
    int32_t hour, minute;
  };
  constexpr Half kRows[] = {
      {"2026-01-05 上午9:03", 9, 3},        {"2026-01-05 上午 9:03", 9, 3},   {"2026/1/5 下午1:05", 13, 5},
      {"2026年1月5日 下午3时20分", 15, 20}, {"2026-01-05 上午12:30", 0, 30},  {"2026-01-05 下午12:30", 12, 30},
      {"2026-01-05 上午11:59", 11, 59},     {"2026-01-05 下午11:59", 23, 59}, {"2026-01-05 9:03 AM", 9, 3},
      {"2026-01-05 9:03 PM", 21, 3},        {"2026-01-05 9:03PM", 21, 3},     {"2026-01-05 12:00 AM", 0, 0},
      {"2026-01-05 12:00 PM", 12, 0},       {"2026-01-05 12:59 am", 0, 59},   {"2026-01-05 12:59 pm", 12, 59},
      {"2026-01-05 AM 9:03", 9, 3},         {"5-Jan-26 1:05 PM", 13, 5},      {"2026-01-05 下午13:05", 13, 5},
  };
  for (const Half& row : kRows) {
    const DateCell want{DateOutcome::kOk, At({2026, 1, 5}, row.hour, row.minute, 0, kMinute)};
    EXPECT_EQ(Show(ParseDate(row.text, {})), Show(want)) << row.text;
  }
  EXPECT_EQ(Show(ParseDate("2026-01-05 上午13:05", {})), "unreadable");
  EXPECT_EQ(Show(ParseDate("2026-01-05 13:05 AM", {})), "unreadable");
  EXPECT_EQ(Show(ParseDate("2026-01-05 上午9:03 PM", {})), "unreadable");
}

TEST(ParseDate, RefusesWhatDoesNotExistOrIsNotADate) {
  for (const char* text : {"2026-02-30",
                           "2026-02-29",
                           "2026-04-31",
                           "2100-02-29",
                           "2026-13-01",
                           "2026-00-10",
                           "2026-01-00",
                           "2026-01-32",
                           "20260230",
                           "20261301",
                           "2026年2月30日",
                           "30-Feb-26",
                           "2026/2/29",  // no such day
                           "2026-01-05 24:00",
                           "2026-01-05 99:99",
                           "2026-01-05 09:60",
                           "2026-01-05 09:03:60",  // no such time
                           "202601052400",
                           "20260105090360",
                           "2026-01-05 下午25:00",  //
                           "1949-12-31",
                           "2150-01-01",
                           "0026-01-05",
                           "19491231",
                           "21500101",
                           "18263",
                           "91313",  // years out of range
                           "2026-01-05x",
                           "2026-01-05 x",
                           "2026-01-05 09:03x",
                           "2026-01-05 09:03:30 x",
                           "x2026-01-05",
                           "2026-01-05 2026-01-06",
                           "20260105x",
                           "45678x",
                           "45678.5x",
                           "45678.",
                           "2026-01-05 09:03 09:04",
                           "2026-01-0509:03",
                           "2026-01-055",
                           "2026-001-05",
                           "2026年1月5日日",
                           "2026-01-05T",
                           "2026-01-05 09:03:",
                           "2026-01-05 09:03:30.",
                           "5-Marble-26",
                           "2026-01-05 上午下午9:03",  // garbage behind or inside
                           "2026-01",
                           "2026",
                           "2026年1月",
                           "01/05/2026",
                           "5/1/2026",
                           "05-01-26",  // incomplete, or two readings
                           "2026010509",
                           "1234567",
                           "123456",
                           "1767571380",
                           "99999999",
                           "4567",
                           "456.5",  // other numbers
                           "2026-01-05T09:03:30Z",
                           "2026-01-05T09:03:30+08:00",  // a zone of its own
                           "-45678",
                           "昨天",
                           "Jan",
                           "5-Foo-26",
                           "5-Jan",
                           "5-Jan-126",
                           "00-Jan-26",
                           "32-Jan-26",
                           "待定"}) {
    EXPECT_EQ(Show(ParseDate(text, {})), "unreadable") << text;
  }
  EXPECT_EQ(Show(ParseDate(std::string_view("2026-01-05\0", 11), {})), "unreadable");
}

TEST(ParseDate, MissingMarks) {
  for (const char* text : {"", " ", "-", "/", "无", "N/A", "null", "--"}) {
    EXPECT_EQ(Show(ParseDate(text, {})), "missing") << '"' << text << '"';
  }
}

// 01-05 needs the month of its statement. What lies more than two months behind that belongs to the year before: a
// parcel is delivered in the months that follow its bill's, but not shipped half a year later.
TEST(ParseDate, TheStatementTellsTheYear) {
  struct Bill {
    const char* text;
    CivilDate bill_month;
    const char* day;
  };
  const Bill rows[] = {
      {"01-05", {2026, 1, 1}, "2026-01-05"},    {"12-30", {2026, 1, 1}, "2025-12-30"},
      {"1/5", {2026, 1, 1}, "2026-01-05"},      {"12-30", {2025, 12, 1}, "2025-12-30"},
      {"11-30", {2025, 12, 1}, "2025-11-30"},   {"01-05", {2025, 12, 1}, "2026-01-05"},
      {"02-02", {2026, 1, 1}, "2026-02-02"},    {"03-31", {2026, 1, 1}, "2026-03-31"},
      {"04-01", {2026, 1, 1}, "2025-04-01"},    {"01-31", {2025, 11, 1}, "2026-01-31"},
      {"02-01", {2025, 11, 1}, "2025-02-01"},   {"1月5日", {2026, 1, 1}, "2026-01-05"},
      {"12月30日", {2026, 1, 1}, "2025-12-30"}, {"02-29", {2028, 3, 1}, "2028-02-29"},
      {"6-30", {2026, 6, 30}, "2026-06-30"},
  };
  for (const Bill& row : rows) {
    EXPECT_EQ(Show(ParseDate(row.text, {row.bill_month})), std::string(row.day) + " +0 s, day")
        << row.text << " in " << row.bill_month.year << "-" << row.bill_month.month;
    EXPECT_EQ(Show(ParseDate(row.text, {})), "unreadable") << row.text << " without a statement";
  }
  EXPECT_EQ(Show(ParseDate("01-05 09:03", {CivilDate{2026, 1, 1}})), "2026-01-05 +32580 s, minute");
  for (const char* text : {"02-29", "13-01", "00-10", "02-30", "01-05x", "01-055", "1-5-"}) {
    EXPECT_EQ(Show(ParseDate(text, {CivilDate{2026, 3, 1}})), "unreadable") << text;
  }
  // A whole date does not listen to the statement.
  EXPECT_EQ(Show(ParseDate("2024-12-30", {CivilDate{2026, 1, 1}})), "2024-12-30 +0 s, day");
}

// Law: every day that there is, in every form, is the same day.
TEST(ParseDate, EveryDayInEveryForm) {
  constexpr std::array<const char*, 12> kMonths = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                   "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  for (int32_t day = ToDay({kYearMin, 1, 1}).since_epoch; day <= ToDay({kYearMax, 12, 31}).since_epoch; ++day) {
    const CivilDate date = ToCivil(Day{day});
    const int64_t want = Instant(Day{day}, 0, kDay).packed();
    const auto check = [&](const char* format, auto... values) {
      char text[64];
      std::snprintf(text, sizeof text, format, values...);
      const DateCell cell = ParseDate(text, {});
      ASSERT_EQ(cell.outcome, DateOutcome::kOk) << text;
      ASSERT_EQ(cell.packed, want) << text;
    };
    check("%04d-%02d-%02d", date.year, date.month, date.day);
    check("%d/%d/%d", date.year, date.month, date.day);
    check("%04d%02d%02d", date.year, date.month, date.day);
    check("%d年%d月%d日", date.year, date.month, date.day);
    check("%d-%s-%d", date.day, kMonths[static_cast<size_t>(date.month - 1)], date.year);
    check("%d", day + kSerialOfEpoch);
  }
}

// Law: the fast reader answers for the usual forms only, and as the careful one does (a blank in front keeps it out of
// it).
TEST(ParsePlainDate, AgreesWithTheCarefulReader) {
  std::mt19937_64 random(13);
  int read = 0;
  for (int i = 0; i < 200000; ++i) {
    char text[32];
    const char separator = random() % 2 == 0 ? '-' : '/';
    std::snprintf(text, sizeof text, "%04d%c%02d%c%02d%c%02d:%02d:%02d", static_cast<int>(1940 + random() % 220),
                  separator, static_cast<int>(random() % 15), separator, static_cast<int>(random() % 34),
                  random() % 2 == 0 ? ' ' : 'T', static_cast<int>(random() % 26), static_cast<int>(random() % 62),
                  static_cast<int>(random() % 62));
    std::string form(text);
    constexpr size_t kSizes[] = {10, 16, 19};
    form.resize(kSizes[random() % 3]);
    if (random() % 2 == 0) form[random() % form.size()] = "0129-/: TZ\xFF\x3A"[random() % 12];
    const DateCell plain = ParsePlainDate(form);
    if (plain.outcome == DateOutcome::kMissing) continue;
    ++read;
    ASSERT_EQ(Show(plain), Show(ParseDate(" " + form, {}))) << form;
    ASSERT_EQ(Show(plain), Show(ParseDate(form, {}))) << form;
  }
  EXPECT_GT(read, 80000);
}

TEST(ParsePlainDate, LeavesOtherFormsToTheOther) {
  for (const char* text : {"", "2026-1-5", "2026-01/05", "2026.01.05", "20260105", "2026-01-05 9:03",
                           "2026-01-05 09:03:3", " 2026-01-05", "2026-01-0x", "2026-01-05x09:03", "45678"}) {
    EXPECT_EQ(Show(ParsePlainDate(text)), "missing") << text;
  }
}

TEST(ParseDate, DayOrMonthFirst) {
  const auto parsed = [](std::string_view text, DateOrder order) {
    return Show(ParseDate(text, {std::nullopt, order}));
  };
  for (const char* text : {"03/04/2026", "3-4-2026", "３／４／２０２６"}) {
    EXPECT_EQ(parsed(text, DateOrder::kAuto), "unreadable") << text;
    EXPECT_EQ(parsed(text, DateOrder::kDayFirst), "2026-04-03 +0 s, day") << text;
    EXPECT_EQ(parsed(text, DateOrder::kMonthFirst), "2026-03-04 +0 s, day") << text;
  }
  EXPECT_EQ(parsed("31/12/2026", DateOrder::kMonthFirst), "unreadable");
  EXPECT_EQ(parsed("03/04/26", DateOrder::kDayFirst), "unreadable");
  EXPECT_EQ(parsed("03/04-2026", DateOrder::kDayFirst), "unreadable");
  // Points are written with the day first only.
  EXPECT_EQ(parsed("31.12.2026", DateOrder::kAuto), "2026-12-31 +0 s, day");
  // With a time behind it, and year first, as ever.
  EXPECT_EQ(parsed("03/04/2026 00:01", DateOrder::kDayFirst), "2026-04-03 +60 s, minute");
  EXPECT_EQ(parsed("2026/3/4", DateOrder::kDayFirst), "2026-03-04 +0 s, day");
}

TEST(AsTwoWayDate, OnlyThreeNumbersWithAYearBehind) {
  const auto two_way = [](std::string_view text) {
    const auto date = AsTwoWayDate(text);
    return date ? std::to_string(date->first) + " " + std::to_string(date->second) : "";
  };
  EXPECT_EQ(two_way("03/04/2026"), "3 4");
  EXPECT_EQ(two_way("3-4-2026 9:03"), "3 4");
  for (const char* text : {"2026/03/04", "03.04.2026", "01-05", "3/4/26", "03/04/20261", "5-Jan-2026", ""})
    EXPECT_EQ(two_way(text), "") << text;
}

}  // namespace
}  // namespace loyalane::ingest
