#include "ingest/xlsx_numbers.h"

#include <cmath>
#include <cstdint>
#include <iterator>

#include "base/date.h"
#include "ingest/decimal_text.h"
#include "math/number_text.h"
#include "math/round.h"

namespace loyalane::ingest {
namespace {

using Kind = CellFormat::Kind;

constexpr int64_t kSecondsPerDay = 86'400;
// 9999-12-31, the last day that a spreadsheet shows (18.17.4.1).
constexpr int64_t kLastSerial1900 = 2'958'465;
constexpr int64_t kLastSerial1904 = 2'957'003;
// 1900 is taken for a leap year in the 1900 system, so that its serials are right from 1900-03-01 on.
constexpr int64_t kFalseLeapDay = 60;

// Writes `value` with so many digits at least so that it ends before `end`; where it begins.
char* PutDigits(uint32_t value, int digits, char* end) {
  for (; digits > 0 || value > 0; --digits, value /= 10) *--end = static_cast<char>('0' + value % 10);
  return end;
}

// 26:30:00, with so many digits of hours at least.
void AppendClock(int64_t seconds, int hour_digits, std::string& out) {
  char text[24];
  char* at = std::end(text);
  const auto of_hour = static_cast<uint32_t>(seconds % 3600);
  at = PutDigits(of_hour % 60, 2, at);
  *--at = ':';
  at = PutDigits(of_hour / 60, 2, at);
  *--at = ':';
  at = PutDigits(static_cast<uint32_t>(seconds / 3600), hour_digits, at);
  out.append(at, std::end(text));
}

void AppendDay(int64_t serial, bool date1904, std::string& out) {
  if (!date1904 && serial == kFalseLeapDay) {
    out += "1900-02-29";
    return;
  }
  constexpr Day kZero1904 = ToDay({1904, 1, 1});
  constexpr Day kZero1900 = ToDay({1899, 12, 30});
  const int32_t early = !date1904 && serial < kFalseLeapDay ? 1 : 0;
  const CivilDate date = ToCivil((date1904 ? kZero1904 : kZero1900) + static_cast<int32_t>(serial) + early);
  char text[10];
  char* at = PutDigits(static_cast<uint32_t>(date.day), 2, std::end(text));
  *--at = '-';
  at = PutDigits(static_cast<uint32_t>(date.month), 2, at);
  *--at = '-';
  PutDigits(static_cast<uint32_t>(date.year), 4, at);
  out.append(text, sizeof text);
}

// False where the number is none that a spreadsheet would show as a date or a duration.
bool AppendDateTime(double serial, Kind kind, bool date1904, std::string& out) {
  const int64_t last = date1904 ? kLastSerial1904 : kLastSerial1900;
  if (!(std::fabs(serial) < static_cast<double>(last + 1))) return false;
  const auto seconds = math::NearestWhole(std::fabs(serial) * kSecondsPerDay);
  if (kind == Kind::kDuration) {
    if (serial < 0 && seconds > 0) out += '-';
    AppendClock(seconds, 1, out);
    return true;
  }
  const int64_t day = seconds / kSecondsPerDay;
  if (serial < 0 || day > last) return false;
  // Day 0 of the 1900 system is no day, and a time of day kept in the 1904 system is not one of its first day.
  if (day == 0 && (!date1904 || kind != Kind::kDate)) {
    AppendClock(seconds, 2, out);
    return true;
  }
  AppendDay(day, date1904, out);
  const int64_t second_of_day = seconds % kSecondsPerDay;
  if (kind == Kind::kDate && second_of_day == 0) return true;
  out += ' ';
  AppendClock(second_of_day, 2, out);
  return true;
}

// 1234567890123460 -> 1.23456789012346E+15: the digits from the 16th on are lost, and the table's reader sees it.
void AppendScientific(std::string_view digits, std::string& out) {
  const size_t exponent = digits.size() - 1;
  const std::string_view kept = digits.substr(0, digits.find_last_not_of('0') + 1);
  out += kept.front();
  if (kept.size() > 1) {
    out += '.';
    out += kept.substr(1);
  }
  out += "E+";
  out += std::to_string(exponent);
}

// 1.42e-14 -> 0.0000000000000142: what is left of 0 after sums in binary is an amount too.
void ExpandSmall(std::string& out, size_t begin) {
  const size_t mark = out.find("e-", begin);
  if (mark == std::string::npos) return;
  size_t exponent = 0;
  for (const char c : std::string_view(out).substr(mark + 2)) exponent = exponent * 10 + static_cast<size_t>(c - '0');
  out.resize(mark);
  if (out[begin] == '-') ++begin;
  if (out.size() > begin + 1) out.erase(begin + 1, 1);  // the point
  out.insert(begin, "0." + std::string(exponent - 1, '0'));
}

}  // namespace

bool IsShortestNumber(std::string_view raw) {
  // number_text.h writes smaller ones with an exponent.
  constexpr size_t kZerosBehindPointMax = 3;
  if (raw.starts_with('-')) {
    raw.remove_prefix(1);
    if (raw == "0") return false;
  }
  size_t whole = 0;
  while (whole < raw.size() && raw[whole] >= '0' && raw[whole] <= '9') ++whole;
  if (whole == 0 || (raw.front() == '0' && whole > 1)) return false;
  if (whole == raw.size()) return whole <= kDigitsKept;
  if (raw[whole] != '.' || raw.size() - 1 > kDigitsKept) return false;
  const std::string_view part = raw.substr(whole + 1);
  size_t zeros = 0;
  for (const char c : part) {
    if (c < '0' || c > '9') return false;
  }
  while (zeros < part.size() && part[zeros] == '0') ++zeros;
  return !part.empty() && part.back() != '0' && (raw.front() != '0' || zeros <= kZerosBehindPointMax);
}

void AppendSheetNumber(std::string_view raw, CellFormat format, const NumberRules& rules, std::string& out) {
  const bool is_number = format.kind == Kind::kNumber || format.kind == Kind::kZeros;
  const size_t begin = out.size();
  if (is_number && IsShortestNumber(raw)) {
    out += raw;
  } else {
    const bool begins_well = !raw.empty() && (raw.front() == '-' || raw.front() == '+' || raw.front() == '.' ||
                                              (raw.front() >= '0' && raw.front() <= '9'));
    std::string_view digits = raw;
    if (digits.starts_with('+')) digits.remove_prefix(1);
    double value = 0;
    if (!begins_well || !ReadDouble(digits, value) || !std::isfinite(value)) {
      out += raw;
      return;
    }
    if (!is_number && AppendDateTime(value, format.kind, rules.date1904, out)) return;
    math::AppendNumber(out, value == 0 ? 0 : value);
  }
  if (!rules.for_import) return;
  ExpandSmall(out, begin);
  const std::string_view text = std::string_view(out).substr(begin);
  const std::string_view digits = text.starts_with('-') ? text.substr(1) : text;
  if (digits.find_first_not_of("0123456789") != std::string_view::npos) return;
  if (digits.size() > kDigitsKept) {
    const std::string kept(digits);
    out.resize(begin + (text.size() - digits.size()));
    AppendScientific(kept, out);
  } else if (format.kind == Kind::kZeros && digits.size() == text.size() && digits.size() < format.zeros) {
    out.insert(begin, format.zeros - digits.size(), '0');
  }
}

void AppendSheetIsoDate(std::string_view raw, CellFormat format, std::string& out) {
  constexpr size_t kDayBytes = 10;
  const size_t begin = out.size();
  std::string_view text = raw;
  if (text.ends_with('Z')) text.remove_suffix(1);
  const size_t point = text.find('.');
  if (point != std::string_view::npos && text.find_first_not_of("0123456789", point + 1) == std::string_view::npos) {
    text = text.substr(0, point);
  }
  out += text;
  if (text.size() <= kDayBytes || text[kDayBytes] != 'T') return;
  if (format.kind == Kind::kDate && text.substr(kDayBytes) == "T00:00:00") {
    out.resize(begin + kDayBytes);
  } else {
    out[begin + kDayBytes] = ' ';
  }
}

}  // namespace loyalane::ingest
