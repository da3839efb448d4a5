#include "generate/calendar.h"

#include <gtest/gtest.h>

#include <string>

namespace loyalane::generate {
namespace {

CalendarDay On(CivilDate date) { return MakeCalendar(ToDay(date), ToDay(date)).front(); }

TEST(Calendar, HoldsEveryDayOnce) {
  const auto days = MakeCalendar(ToDay({2025, 11, 1}), ToDay({2026, 10, 31}));
  ASSERT_EQ(days.size(), 365u);
  for (size_t i = 1; i < days.size(); ++i) EXPECT_EQ(days[i].day - days[i - 1].day, 1);
}

TEST(Calendar, KnowsWeekdays) {
  // 1 October 1949 was a Saturday, 1 January 2000 a Saturday, 11 November 2026 a Wednesday.
  EXPECT_EQ(On({1950, 1, 1}).weekday, 6);  // 92 days after that Saturday: a Sunday
  EXPECT_EQ(On({2000, 1, 1}).weekday, 5);
  EXPECT_EQ(On({2026, 11, 11}).weekday, 2);
}

TEST(Calendar, ParcelsRushBeforeSpringFestivalAndRestInIt) {
  // First day of the lunar year, as printed calendars show it.
  const CivilDate festivals[] = {{2024, 2, 10}, {2025, 1, 29}, {2026, 2, 17}, {2027, 2, 6},
                                 {2028, 1, 26}, {2029, 2, 13}, {2030, 2, 3},  {2031, 1, 23},
                                 {2032, 2, 11}, {2033, 1, 31}, {2034, 2, 19}, {2035, 2, 8}};
  for (const CivilDate& festival : festivals) {
    const Day day = ToDay(festival);
    const auto days = MakeCalendar(day - 28, day + 7);
    EXPECT_FALSE(days[0].is_peak) << festival.year;
    EXPECT_TRUE(days[27].is_peak) << festival.year;
    EXPECT_FALSE(days[28].is_peak) << festival.year;
    // Same weekday, two weeks apart: the rush is more than ten times the feast.
    EXPECT_GT(days[14].weight, 10 * days[28].weight) << festival.year;
  }
}

TEST(Calendar, ElevenElevenIsTheBusiestDay) {
  const auto days = MakeCalendar(ToDay({2026, 1, 1}), ToDay({2026, 12, 31}));
  CalendarDay busiest = days.front();
  for (const CalendarDay& day : days) {
    if (day.weight > busiest.weight) busiest = day;
  }
  EXPECT_EQ(ToCivil(busiest.day).month, 11);
  EXPECT_GE(ToCivil(busiest.day).day, 11);
  EXPECT_LE(ToCivil(busiest.day).day, 13);
}

TEST(Calendar, SundaysAreQuiet) {
  // 29 March 2026 is a Sunday, no season near it.
  EXPECT_LT(On({2026, 3, 29}).weight, On({2026, 3, 30}).weight);
}

TEST(WriteIsoDay, WritesTenBytes) {
  char text[11] = "..........";
  WriteIsoDay(ToDay({2026, 2, 5}), text);
  EXPECT_EQ(std::string(text), "2026-02-05");
}

}  // namespace
}  // namespace loyalane::generate
