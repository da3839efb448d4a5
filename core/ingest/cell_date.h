// Dates and times as exports write them (domain.md "Dates"), in Asia/Shanghai civil time, with the precision that the
// cell carried:
//   2026-01-05  2026/1/5 9:03  2026.1.5  20260105  202601050903[30]  2026年1月5日 上午9时3分  5-Jan-26
//   2026-01-05T09:03:30 01-05 (with a bill month)  45678 or 45678.5 (spreadsheet serial, 1900 system)
//   31.12.2026  31/12/2026 or 12/31/2026 (where the order is known)
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "base/date.h"
#include "base/digits.h"

namespace loyalane::ingest {

enum class DateOutcome : uint8_t { kOk, kMissing, kUnreadable };

struct DateCell {
  DateOutcome outcome = DateOutcome::kMissing;
  int64_t packed = 0;  // Instant::packed()
};

// How 03/04/2026 is meant. Where a file holds such dates and nothing in it tells, the user is asked; until then (kAuto)
// they cannot be read. 03.04.2026 is always day first.
enum class DateOrder : uint8_t { kAuto, kDayFirst, kMonthFirst };

// What a cell cannot say by itself.
struct DateContext {
  // Year and month of the statement. A date without a year lies at most two months behind it: in a January bill "12-30"
  // is last year's, and what is delivered "02-02" is this year's; in a December bill "01-02" is next year's.
  std::optional<CivilDate> bill_month;
  DateOrder order = DateOrder::kAuto;
};

// Of a text of the form 03/04/2026 (or with '-'), perhaps with a time behind: its first two numbers.
struct TwoWayDate {
  int32_t first, second;
};
[[nodiscard]] std::optional<TwoWayDate> AsTwoWayDate(std::string_view text);

// UTF-8 text.
[[nodiscard]] DateCell ParseDate(std::string_view text, const DateContext& context);

// Only the usual forms YYYY-MM-DD and YYYY-MM-DD hh:mm[:ss] ('-' or '/'); kMissing for anything else. Reads raw bytes
// of any encoding that keeps ASCII.
[[nodiscard]] DateCell ParsePlainDate(std::string_view bytes);

namespace cell_date_internal {
// Whether each byte of `word`, exclusive-or the template, is a digit (0..9) where the template has '0' and 0 elsewhere.
inline bool Fits(uint64_t differences, uint64_t limits) {
  return (((differences + limits) | differences) & 0x8080808080808080ULL) == 0;
}
}  // namespace cell_date_internal

// The forms that almost every cell has: YYYY-MM-DD alone or followed by " hh:mm" or " hh:mm:ss". False for any other
// form and for a date or time that does not exist; then `packed` is not set.
[[nodiscard, gnu::always_inline]] inline bool ReadUsualDate(const char* at, size_t size, int64_t& packed) {
  if (size != 16 && size != 10 && size != 19) return false;
  // Adding these carries into bit 7 what is above 9 (a digit's place) or above 0 (any other).
  constexpr uint64_t kDateLimits = 0x7F76767F76767676ULL;  // "0000-00-"
  constexpr uint64_t kTimeLimits = 0x76767F76767F7676ULL;  // "00 00:00"
  const uint64_t date = LoadEight(at) ^ 0x2D30302D30303030ULL;
  uint64_t time = 0x30303A3030203030ULL;
  if (size == 10) {
    uint16_t day_digits;
    std::memcpy(&day_digits, at + 8, sizeof day_digits);
    time = (time & ~uint64_t{0xFFFF}) | day_digits;
  } else {
    time = LoadEight(at + 8);
  }
  time ^= 0x30303A3030203030ULL;
  if (!cell_date_internal::Fits(date, kDateLimits) || !cell_date_internal::Fits(time, kTimeLimits)) return false;
  // Now each byte is a digit's value; times ten plus its right neighbour makes the pairs.
  const uint64_t date_pairs = date * 10 + (date >> 8);
  const uint64_t time_pairs = time * 10 + (time >> 8);
  const auto pair = [](uint64_t pairs, int byte) { return static_cast<int32_t>(pairs >> (8 * byte) & 0xFF); };
  const std::optional<Day> day =
      ToDayIfValid({pair(date_pairs, 0) * 100 + pair(date_pairs, 2), pair(date_pairs, 5), pair(time_pairs, 0)});
  const int32_t hour = pair(time_pairs, 3);
  const int32_t minute = pair(time_pairs, 6);
  if (!day || hour > 23 || minute > 59) return false;
  int32_t second_of_day = hour * 3600 + minute * 60;
  Precision precision = size == 10 ? Precision::kDay : Precision::kMinute;
  if (size == 19) {
    const auto tens = static_cast<unsigned char>(at[17] - '0');
    const auto ones = static_cast<unsigned char>(at[18] - '0');
    if (at[16] != ':' || tens > 5 || ones > 9) return false;
    second_of_day += tens * 10 + ones;
    precision = Precision::kSecond;
  }
  packed = Instant(*day, second_of_day, precision).packed();
  return true;
}

}  // namespace loyalane::ingest
