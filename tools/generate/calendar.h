// How busy each day is: a weekday pattern, the sales of 11 November and 18 June, the rush before Spring Festival and
// the silence in it, the holidays of 1 May and 1 October.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "base/date.h"

namespace loyalane::generate {

struct CalendarDay {
  Day day;
  uint8_t weekday;       // 0 = Monday
  uint8_t day_of_month;  // 1..31
  bool is_peak;          // 1 to 20 November, or the 25 days before Spring Festival
  uint32_t weight;       // relative number of shipments
};

// One entry a day from first to last, both included. Spring Festival is known from 2020 to 2035; other years have none.
[[nodiscard]] std::vector<CalendarDay> MakeCalendar(Day first, Day last);

// "2026-01-05" into ten bytes.
void WriteIsoDay(Day day, char* out);

}  // namespace loyalane::generate
