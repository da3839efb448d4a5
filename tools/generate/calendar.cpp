#include "generate/calendar.h"

namespace loyalane::generate {
namespace {

// First day of the lunar year, month * 100 + day, from 2020 on.
constexpr int32_t kSpringFestivalFirstYear = 2020;
constexpr int32_t kSpringFestival[] = {125, 212, 201, 122, 210, 129, 217, 206, 126, 213, 203, 123, 211, 131, 219, 208};
constexpr int32_t kSpringFestivalYears = sizeof kSpringFestival / sizeof kSpringFestival[0];

// Days from `day` to that year's Spring Festival, negative after it; false when the year is not in the table.
bool DaysToSpringFestival(Day day, int32_t year, int32_t& days) {
  const int32_t index = year - kSpringFestivalFirstYear;
  if (index < 0 || index >= kSpringFestivalYears) return false;
  days = ToDay({year, kSpringFestival[index] / 100, kSpringFestival[index] % 100}) - day;
  return true;
}

// Percent of an ordinary day.
uint32_t SeasonPercent(CivilDate date, bool has_festival, int32_t to_festival) {
  if (has_festival) {
    if (to_festival <= 2 && to_festival >= -6) return 12;
    if (to_festival < -6 && to_festival >= -13) return 60;
    if (to_festival > 2 && to_festival <= 25) return 150;
  }
  if (date.month == 11 && date.day >= 11 && date.day <= 13) return 280;
  if (date.month == 11 && date.day <= 20) return 160;
  if (date.month == 6 && date.day >= 16 && date.day <= 19) return 170;
  if (date.month == 10 && date.day <= 7) return 55;
  if (date.month == 5 && date.day <= 3) return 60;
  return 100;
}

}  // namespace

std::vector<CalendarDay> MakeCalendar(Day first, Day last) {
  constexpr uint32_t kWeekday[7] = {110, 112, 110, 108, 112, 85, 55};
  std::vector<CalendarDay> days;
  days.reserve(static_cast<size_t>(last - first) + 1);
  for (Day day = first; day <= last; day = day + 1) {
    const CivilDate date = ToCivil(day);
    // 1970-01-01 was a Thursday.
    const int32_t weekday = ((day.since_epoch + 3) % 7 + 7) % 7;
    int32_t to_festival = 0;
    const bool has_festival = DaysToSpringFestival(day, date.year, to_festival);
    const bool is_peak = (date.month == 11 && date.day <= 20) || (has_festival && to_festival > 0 && to_festival <= 25);
    days.push_back({day, static_cast<uint8_t>(weekday), static_cast<uint8_t>(date.day), is_peak,
                    kWeekday[weekday] * SeasonPercent(date, has_festival, to_festival) / 10});
  }
  return days;
}

void WriteIsoDay(Day day, char* out) {
  const CivilDate date = ToCivil(day);
  out[0] = static_cast<char>('0' + date.year / 1000);
  out[1] = static_cast<char>('0' + date.year / 100 % 10);
  out[2] = static_cast<char>('0' + date.year / 10 % 10);
  out[3] = static_cast<char>('0' + date.year % 10);
  out[4] = '-';
  out[5] = static_cast<char>('0' + date.month / 10);
  out[6] = static_cast<char>('0' + date.month % 10);
  out[7] = '-';
  out[8] = static_cast<char>('0' + date.day / 10);
  out[9] = static_cast<char>('0' + date.day % 10);
}

}  // namespace loyalane::generate
