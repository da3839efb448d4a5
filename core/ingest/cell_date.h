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
  int64_t day_0_packed = 0;  // Instant::packed() of the day before its first
  uint32_t days = 0;
};

namespace cell_date_internal {
// False, with the memo as it was, when `text` is no year and month.
[[nodiscard]] bool LearnMonth(uint64_t text, MonthMemo& memo);
}  // namespace cell_date_internal

// The forms that almost every cell has: YYYY-MM-DD alone or followed by " hh:mm" or " hh:mm:ss". False for any other
// form and for a date or time that does not exist; then `packed` is not set.
[[nodiscard, gnu::always_inline]] inline bool ReadUsualDate(const char* at, size_t size, MonthMemo& memo,
                                                            int64_t& packed) {
  if (size != 16 && size != 10 && size != 19) return false;
  constexpr uint64_t kTimeLimits = 0x76767F76767F7676ULL;  // "00 00:00", see Fits
  const uint64_t month = LoadEight(at);
  if (month != memo.text && !cell_date_internal::LearnMonth(month, memo)) return false;
  uint64_t time = 0x30303A3030203030ULL;
  if (size == 10) {
    uint16_t day_digits;
    std::memcpy(&day_digits, at + 8, sizeof day_digits);
    time = (time & ~uint64_t{0xFFFF}) | day_digits;
  } else {
    time = LoadEight(at + 8);
  }
  time ^= 0x30303A3030203030ULL;
  if (!cell_date_internal::Fits(time, kTimeLimits)) return false;
  // Now each byte is a digit's value; times ten plus its right neighbour makes the pairs.
  const uint64_t pairs = time * 10 + (time >> 8);
  const auto day = static_cast<uint32_t>(pairs & 0xFF);
  const auto hour = static_cast<uint32_t>(pairs >> 24 & 0xFF);
  const auto minute = static_cast<uint32_t>(pairs >> 48 & 0xFF);
  if (day - 1 >= memo.days || hour > 23 || minute > 59) return false;
  uint32_t second = day * 86400 + hour * 3600 + minute * 60;
  Precision precision = size == 10 ? Precision::kDay : Precision::kMinute;
  if (size == 19) {
    const auto tens = static_cast<unsigned char>(at[17] - '0');
    const auto ones = static_cast<unsigned char>(at[18] - '0');
    if (at[16] != ':' || tens > 5 || ones > 9) return false;
    second += tens * 10U + ones;
    precision = Precision::kSecond;
  }
  packed = memo.day_0_packed + static_cast<int64_t>(second * 4 + static_cast<uint32_t>(precision));
  return true;
}

}  // namespace loyalane::ingest
