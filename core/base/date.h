// Civil time in Asia/Shanghai (no daylight saving since 1991, so a civil second is a count).
//   Day      a calendar date, counted from 1970-01-01
//   Instant  a civil second with the precision that its cell carried: a date-only cell cannot support an hour KPI
// Conversions follow Howard Hinnant, "chrono-compatible low-level date algorithms".
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace loyalane {

struct Day {
  int32_t since_epoch = 0;  // 0 = 1970-01-01

  friend constexpr auto operator<=>(Day, Day) = default;
  friend constexpr Day operator+(Day day, int32_t days) { return {day.since_epoch + days}; }
  friend constexpr Day operator-(Day day, int32_t days) { return {day.since_epoch - days}; }
  friend constexpr int32_t operator-(Day a, Day b) { return a.since_epoch - b.since_epoch; }
};

struct CivilDate {
  int32_t year = 1970;
  int32_t month = 1;  // 1..12
  int32_t day = 1;    // 1..31
};

// Dates outside these years are taken for damage, not for data.
inline constexpr int32_t kYearMin = 1950;
inline constexpr int32_t kYearMax = 2149;

[[nodiscard]] constexpr bool IsLeapYear(int32_t year) { return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0; }

[[nodiscard]] constexpr int32_t DaysInMonth(int32_t year, int32_t month) {
  constexpr int32_t kDays[12] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return month == 2 && IsLeapYear(year) ? 29 : kDays[month - 1];
}

[[nodiscard]] constexpr bool IsValid(CivilDate date) {
  return date.year >= kYearMin && date.year <= kYearMax && date.month >= 1 && date.month <= 12 && date.day >= 1 &&
         date.day <= DaysInMonth(date.year, date.month);
}

[[nodiscard]] constexpr Day ToDay(CivilDate date) {
  const int32_t y = date.year - (date.month <= 2 ? 1 : 0);
  const int32_t era = (y >= 0 ? y : y - 399) / 400;
  const int32_t yoe = y - era * 400;
  const int32_t doy = (153 * (date.month + (date.month > 2 ? -3 : 9)) + 2) / 5 + date.day - 1;
  const int32_t doe = yoe * 365 + yoe / 4 - yoe / 100 + doy;
  return {era * 146097 + doe - 719468};
}

// ToDay and IsValid in one table look-up, for reading many dates: nothing when the date does not exist.
[[nodiscard]] inline std::optional<Day> ToDayIfValid(CivilDate date);

[[nodiscard]] constexpr CivilDate ToCivil(Day day) {
  const int32_t z = day.since_epoch + 719468;
  const int32_t era = (z >= 0 ? z : z - 146096) / 146097;
  const int32_t doe = z - era * 146097;
  const int32_t yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
  const int32_t doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
  const int32_t mp = (5 * doy + 2) / 153;
  const int32_t month = mp < 10 ? mp + 3 : mp - 9;
  return {yoe + era * 400 + (month <= 2 ? 1 : 0), month, doy - (153 * mp + 2) / 5 + 1};
}

namespace date_internal {
struct YearTable {
  int32_t first_day[kYearMax - kYearMin + 2] = {};
};
constexpr YearTable MakeYearTable() {
  YearTable table;
  for (int32_t year = kYearMin; year <= kYearMax + 1; ++year) {
    table.first_day[year - kYearMin] = ToDay({year, 1, 1}).since_epoch;
  }
  return table;
}
inline constexpr YearTable kYearTable = MakeYearTable();
// Days of a year before each month and before the next year; [1] of a leap year.
inline constexpr int16_t kDaysBefore[2][13] = {{0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365},
                                               {0, 31, 60, 91, 121, 152, 182, 213, 244, 274, 305, 335, 366}};
}  // namespace date_internal

inline std::optional<Day> ToDayIfValid(CivilDate date) {
  const auto year = static_cast<uint32_t>(date.year - kYearMin);
  const auto month = static_cast<uint32_t>(date.month - 1);
  if (year > static_cast<uint32_t>(kYearMax - kYearMin) || month > 11) return std::nullopt;
  const int32_t first = date_internal::kYearTable.first_day[year];
  const int32_t days = date_internal::kYearTable.first_day[year + 1] - first;
  const int16_t* const before = date_internal::kDaysBefore[days - 365] + month;
  if (date.day < 1 || date.day > before[1] - before[0]) return std::nullopt;
  return Day{first + before[0] + date.day - 1};
}

// The same day `months` later (earlier if negative); a day that the month lacks becomes the month's last.
[[nodiscard]] constexpr Day AddMonths(Day day, int32_t months) {
  const CivilDate date = ToCivil(day);
  const int32_t index = date.year * 12 + (date.month - 1) + months;
  const int32_t year = index >= 0 ? index / 12 : (index - 11) / 12;
  const int32_t month = index - year * 12 + 1;
  const int32_t last = DaysInMonth(year, month);
  return ToDay({year, month, date.day < last ? date.day : last});
}

// Months since year 0: 2026-01 -> 24312. Consecutive months differ by one.
[[nodiscard]] constexpr int32_t MonthIndex(CivilDate date) { return date.year * 12 + date.month - 1; }

// "2026-01-05"
[[nodiscard]] std::string ToIso(Day day);
// Exactly "YYYY-MM-DD", valid; nothing else.
[[nodiscard]] std::optional<Day> ParseIsoDay(std::string_view text);

enum class Precision : uint8_t { kDay, kMinute, kSecond };

class Instant {
 public:
  constexpr Instant(Day day, int32_t second_of_day, Precision precision)
      : packed_((static_cast<int64_t>(day.since_epoch) * 86400 + second_of_day) * 4 + static_cast<int64_t>(precision)) {
  }
  // One int64 for columns of event batches: seconds x 4 + precision, so that packed values order by time first.
  [[nodiscard]] static constexpr Instant FromPacked(int64_t packed) { return Instant(packed); }
  [[nodiscard]] constexpr int64_t packed() const { return packed_; }
  [[nodiscard]] constexpr int64_t seconds() const { return packed_ >> 2; }
  [[nodiscard]] constexpr Precision precision() const { return static_cast<Precision>(packed_ & 3); }
  // Right for every day within 3000 years of 1970.
  [[nodiscard]] constexpr Day day() const {
    // 86 400 = 128 x 675. Division by 675 as a multiplication, rounded up, by 2^40 / 675, exact below 2^40 / 675
    // = 1.6e9: it is the same few instructions everywhere, where a 64-bit division is a slow one in WebAssembly. The
    // offset makes it positive.
    constexpr int64_t kDaysOffset = 1'185'185;
    constexpr uint64_t kReciprocal = ((uint64_t{1} << 40) + 674) / 675;
    const auto positive = static_cast<uint64_t>((seconds() >> 7) + kDaysOffset * 675);
    return {static_cast<int32_t>(static_cast<int64_t>((positive * kReciprocal) >> 40) - kDaysOffset)};
  }

 private:
  explicit constexpr Instant(int64_t packed) : packed_(packed) {}
  int64_t packed_;
};

// Which of two instants is earlier, as far as the coarser of the two can tell: negative, 0 or positive. 18:00 written
// without seconds is neither before nor after 18:00:30.
[[nodiscard]] constexpr int64_t CompareAsWritten(Instant a, Instant b) {
  const auto coarser = static_cast<size_t>(a.precision() < b.precision() ? a.precision() : b.precision());
  constexpr int64_t kSeconds[] = {86400, 60, 1};
  const int64_t unit = kSeconds[coarser];
  const int64_t apart = a.seconds() - b.seconds();
  // A unit apart or more is never in the same one. Dividing is slow and seldom needed.
  if (apart >= unit || apart <= -unit) return apart;
  const auto whole = [unit](int64_t seconds) { return (seconds >= 0 ? seconds : seconds - (unit - 1)) / unit; };
  return whole(a.seconds()) - whole(b.seconds());
}

// The span of days that an analysis looks at, both ends included.
struct Window {
  Day from, to;
  [[nodiscard]] constexpr bool Contains(Day day) const { return from <= day && day <= to; }
  friend constexpr bool operator==(const Window&, const Window&) = default;
};
// The 12 calendar months that end on as_of (design: "Time"): 2026-10-31 -> 2025-11-01..2026-10-31. It starts on the
// date, a year earlier, of the day after as_of; 29 February becomes 1 March, so that no window holds the same date
// twice.
[[nodiscard]] constexpr Window TwelveMonthsUntil(Day as_of) {
  const CivilDate next = ToCivil(as_of + 1);
  const bool lost = next.month == 2 && next.day == 29;
  return {lost ? ToDay({next.year - 1, 3, 1}) : ToDay({next.year - 1, next.month, next.day}), as_of};
}

}  // namespace loyalane
