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

// The month of the last date, so that the next, which is mostly of the same month, need not be looked up.
struct MonthMemo {
  uint64_t text = 0;         // "2026-01-"
  uint64_t limits = 0;       // what, added to the day, carries into bit 7 when the month lacks it
  int64_t day_0_packed = 0;  // Instant::packed() of the day before its first
};

namespace cell_date_internal {
// False, with the memo as it was, when `text` is no year and month.
[[nodiscard]] bool LearnMonth(uint64_t text, MonthMemo& memo);
}  // namespace cell_date_internal

namespace cell_date_internal {
constexpr uint64_t kTimeTemplate = 0x30303A3030203030ULL;  // "00 00:00"
constexpr uint64_t kTimeLimits = 0x76767F76767F7676ULL;    // see Fits

// "05 09:03", exclusive-or its template, of the memo's month, in minutes from the memo's day 0; more than 65535 when
// there is no such day or time. Only where `values` Fits.
[[nodiscard]] inline uint64_t MinutesOf(uint64_t values, const MonthMemo& memo) {
  // Each byte is a digit's value; times ten plus its right neighbour makes the pairs: day, hour, minute.
  const uint64_t pairs = (values * 10 + (values >> 8)) & 0x00FF0000FF0000FFULL;
  // Adding carries into bit 7 what is above 23 or 59 or behind the month's last; taking 1 from day 0 sets it.
  const uint64_t beyond = ((pairs + memo.limits) | (pairs - 1)) & 0x0080000080000080ULL;
  // One multiplication adds them up in the top 16 bits.
  const uint64_t minutes = (pairs * (uint64_t{1440} << 48 | 60 << 24 | 1)) >> 48;
  return minutes | beyond << 16 | beyond;
}
}  // namespace cell_date_internal

// The form YYYY-MM-DD hh:mm where the month is the memo's. False for any other cell of 16 bytes.
[[nodiscard, gnu::always_inline]] inline bool ReadMinuteOfMonth(const char* at, const MonthMemo& memo,
                                                                int64_t& packed) {
  using namespace cell_date_internal;
  const uint64_t values = LoadEight(at + 8) ^ kTimeTemplate;
  const uint64_t minutes = MinutesOf(values, memo);
  if (LoadEight(at) != memo.text || !Fits(values, kTimeLimits) || minutes > 0xFFFF) return false;
  packed = memo.day_0_packed + static_cast<int64_t>(minutes * 240 + static_cast<uint64_t>(Precision::kMinute));
  return true;
}

// The forms that almost every cell has: YYYY-MM-DD alone or followed by " hh:mm" or " hh:mm:ss". False for any other
// form and for a date or time that does not exist; then `packed` is not set.
[[nodiscard]] inline bool ReadUsualDate(const char* at, size_t size, MonthMemo& memo, int64_t& packed) {
  using namespace cell_date_internal;
  if (size != 16 && size != 10 && size != 19) return false;
  const uint64_t month = LoadEight(at);
  if (month != memo.text && !LearnMonth(month, memo)) return false;
  uint64_t values = 0;
  if (size == 10) {
    uint16_t day_digits;
    std::memcpy(&day_digits, at + 8, sizeof day_digits);
    values = day_digits ^ 0x3030U;
  } else {
    values = LoadEight(at + 8) ^ kTimeTemplate;
  }
  const uint64_t minutes = MinutesOf(values, memo);
  if (!Fits(values, kTimeLimits) || minutes > 0xFFFF) return false;
  auto second = static_cast<int64_t>(minutes * 60);
  Precision precision = size == 10 ? Precision::kDay : Precision::kMinute;
  if (size == 19) {
    const auto tens = static_cast<unsigned char>(at[17] - '0');
    const auto ones = static_cast<unsigned char>(at[18] - '0');
    if (at[16] != ':' || tens > 5 || ones > 9) return false;
    second += tens * 10 + ones;
    precision = Precision::kSecond;
  }
  packed = memo.day_0_packed + second * 4 + static_cast<int64_t>(precision);
  return true;
}

}  // namespace loyalane::ingest
