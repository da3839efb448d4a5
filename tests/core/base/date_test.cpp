#include "base/date.h"

#include <gtest/gtest.h>

namespace loyalane {
namespace {

TEST(Day, CountsFromTheEpochAndBack) {
  EXPECT_EQ(ToDay({1970, 1, 1}).since_epoch, 0);
  EXPECT_EQ(ToDay({2000, 3, 1}).since_epoch, 11017);  // `date -d 2000-03-01 +%s` / 86400
  for (int32_t day = ToDay({kYearMin, 1, 1}).since_epoch; day <= ToDay({kYearMax, 12, 31}).since_epoch; ++day) {
    const CivilDate date = ToCivil(Day{day});
    ASSERT_TRUE(IsValid(date)) << day;
    ASSERT_EQ(ToDay(date).since_epoch, day);
  }
}

TEST(Day, RefusesDatesThatDoNotExist) {
  EXPECT_FALSE(IsValid({2026, 2, 30}));
  EXPECT_FALSE(IsValid({2026, 2, 29}));
  EXPECT_TRUE(IsValid({2028, 2, 29}));
  EXPECT_FALSE(IsValid({2026, 13, 1}));
  EXPECT_FALSE(ParseIsoDay("2026-1-05").has_value());
}

// Every day of every year, and the days around it that do not exist.
TEST(ToDayIfValid, IsToDayWhereTheDateExists) {
  for (int32_t year = kYearMin - 1; year <= kYearMax + 1; ++year) {
    for (int32_t month = 0; month <= 13; ++month) {
      for (int32_t day = 0; day <= 32; ++day) {
        const CivilDate date{year, month, day};
        const std::optional<Day> found = ToDayIfValid(date);
        ASSERT_EQ(found.has_value(), IsValid(date)) << year << '-' << month << '-' << day;
        if (found) ASSERT_EQ(*found, ToDay(date)) << year << '-' << month << '-' << day;
      }
    }
  }
}

TEST(TwelveMonthsUntil, HoldsEachDateOnce) {
  const auto window = [](int32_t y, int32_t m, int32_t d) { return TwelveMonthsUntil(ToDay({y, m, d})); };
  EXPECT_EQ(ToIso(window(2026, 10, 31).from), "2025-11-01");
  EXPECT_EQ(ToIso(window(2026, 10, 17).from), "2025-10-18");
  EXPECT_EQ(ToIso(window(2025, 2, 28).from), "2024-03-01");
  EXPECT_EQ(ToIso(window(2024, 2, 28).from), "2023-03-01");
  EXPECT_EQ(ToIso(window(2024, 2, 29).from), "2023-03-01");
}

TEST(AddMonths, StaysInsideTheMonth) {
  EXPECT_EQ(ToIso(AddMonths(ToDay({2026, 1, 31}), 1)), "2026-02-28");
  EXPECT_EQ(ToIso(AddMonths(ToDay({2026, 1, 31}), -2)), "2025-11-30");
  EXPECT_EQ(ToIso(AddMonths(ToDay({2026, 12, 15}), 1)), "2027-01-15");
}

TEST(Instant, OrdersByTimeAndKeepsPrecision) {
  const Instant date_only(ToDay({2026, 1, 5}), 0, Precision::kDay);
  const Instant minute(ToDay({2026, 1, 5}), 9 * 3600 + 180, Precision::kMinute);
  EXPECT_LT(date_only.packed(), minute.packed());
  EXPECT_EQ(Instant::FromPacked(minute.packed()).precision(), Precision::kMinute);
  EXPECT_EQ(ToIso(minute.day()), "2026-01-05");
  EXPECT_EQ(ToIso(Instant(ToDay({1969, 12, 31}), 5, Precision::kSecond).day()), "1969-12-31");
}

TEST(CompareAsWritten, GoesAsFarAsTheCoarserOfTheTwo) {
  const Day day = ToDay({2026, 1, 5});
  const Instant date(day, 0, Precision::kDay);
  const Instant minute(day, 18 * 3600, Precision::kMinute);
  const Instant second(day, 18 * 3600 + 30, Precision::kSecond);
  EXPECT_EQ(CompareAsWritten(minute, second), 0);
  EXPECT_EQ(CompareAsWritten(date, second), 0);
  EXPECT_GT(CompareAsWritten(second, Instant(day, 18 * 3600, Precision::kSecond)), 0);
  EXPECT_LT(CompareAsWritten(minute, Instant(day, 18 * 3600 + 60, Precision::kSecond)), 0);
  EXPECT_LT(CompareAsWritten(date, Instant(day + 1, 0, Precision::kMinute)), 0);
}

}  // namespace
}  // namespace loyalane
