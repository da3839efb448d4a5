#include "ingest/cell_date.h"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <string>

#include "ingest/cell_text.h"

namespace loyalane::ingest {
namespace {

constexpr DateCell kUnreadable{DateOutcome::kUnreadable, 0};

bool IsDigit(char c) { return c >= '0' && c <= '9'; }
int32_t Two(const char* at) { return (at[0] - '0') * 10 + (at[1] - '0'); }

inline DateCell Made(CivilDate date, int32_t second_of_day, Precision precision) {
  const std::optional<Day> day = ToDayIfValid(date);
  if (!day) return kUnreadable;
  return {DateOutcome::kOk, Instant(*day, second_of_day, precision).packed()};
}

class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text) {}
  [[nodiscard]] bool AtEnd() const { return at_ == text_.size(); }
  [[nodiscard]] std::string_view Rest() const { return text_.substr(at_); }
  bool Take(std::string_view word) {
    if (!Rest().starts_with(word)) return false;
    at_ += word.size();
    return true;
  }
  bool TakeAny(std::string_view a, std::string_view b, std::string_view c) { return Take(a) || Take(b) || Take(c); }
  void Blanks() {
    while (at_ < text_.size() && text_[at_] == ' ') ++at_;
  }
  // Between `least` and `most` digits; -1 when there are fewer. More digits than `most` are left standing.
  int32_t Number(size_t least, size_t most) {
    size_t count = 0;
    int32_t value = 0;
    while (count < most && at_ + count < text_.size() && IsDigit(text_[at_ + count])) {
      value = value * 10 + (text_[at_ + count] - '0');
      ++count;
    }
    if (count < least) return -1;
    at_ += count;
    return value;
  }

 private:
  std::string_view text_;
  size_t at_ = 0;
};

// `name` is a month's English name or its first three letters or more.
int32_t MonthByName(std::string_view name) {
  constexpr std::array<std::string_view, 12> kNames = {"january",   "february", "march",    "april",
                                                       "may",       "june",     "july",     "august",
                                                       "september", "october",  "november", "december"};
  if (name.size() < 3) return 0;
  std::string lower;
  for (const char c : name) lower += static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
  for (size_t i = 0; i < kNames.size(); ++i) {
    if (kNames[i].starts_with(lower)) return static_cast<int32_t>(i + 1);
  }
  return 0;
}

// The time part, if any: blank or T, then [上午|下午|AM|PM] h:mm[:ss[.fff]] [AM|PM] or h时m分[s秒]; then Z or +08:00 is
// refused (zone is fixed).
DateCell WithTime(CivilDate date, Reader& reader) {
  if (reader.Take("T")) {
    if (reader.AtEnd()) return kUnreadable;
  } else {
    reader.Blanks();
    if (reader.AtEnd()) return Made(date, 0, Precision::kDay);
  }
  int32_t half = 0;  // 1 = before noon, 2 = after, 3 = around noon, 4 = evening
  if (reader.TakeAny("上午", "AM", "am") || reader.TakeAny("凌晨", "早上", "早晨")) {
    half = 1;
  } else if (reader.TakeAny("下午", "PM", "pm")) {
    half = 2;
  } else if (reader.TakeAny("晚上", "傍晚", "晚")) {
    half = 4;  // 晚上12:00 may be either end of the day: not readable
  } else if (reader.Take("中午")) {
    half = 3;  // 中午11:30 is before noon, 12:30 and 1:30 after
  }
  reader.Blanks();
  int32_t hour = reader.Number(1, 2);
  if (hour < 0 || hour > 23) return kUnreadable;
  const bool by_colon = reader.Take(":") || reader.Take("：");
  if (!by_colon && !reader.Take("时") && !reader.Take("点")) return kUnreadable;
  int32_t minute = 0;
  int32_t second = 0;
  Precision precision = Precision::kMinute;
  // 9时 says the whole hour; behind a colon there must be minutes, and seconds behind a second one.
  if (by_colon || !reader.AtEnd()) {
    minute = reader.Number(1, 2);
    if (minute < 0 || minute > 59) return kUnreadable;
    const bool has_second = by_colon ? reader.Take(":") || reader.Take("：")
                                     : reader.Take("分") && !reader.AtEnd() && IsDigit(reader.Rest()[0]);
    if (has_second) {
      second = reader.Number(1, 2);
      if (second < 0 || second > 59) return kUnreadable;
      precision = Precision::kSecond;
      reader.Take("秒");
      if (reader.Take(".") && reader.Number(1, 9) < 0) return kUnreadable;
    }
  }
  reader.Blanks();
  if (half == 0 && reader.TakeAny("AM", "am", "上午")) half = 1;
  if (half == 0 && reader.TakeAny("PM", "pm", "下午")) half = 2;
  if (!reader.AtEnd()) return kUnreadable;
  if (half != 0 && (hour > 12 && half == 1)) return kUnreadable;
  if (half == 1 && hour == 12) hour = 0;
  if (half == 4 && hour == 12) return kUnreadable;
  if ((half == 2 || half == 4) && hour < 12) hour += 12;
  if (half == 3 && hour < 11) hour += 12;
  return Made(date, hour * 3600 + minute * 60 + second, precision);
}

DateCell ParseDigitsOnly(std::string_view text) {
  const auto number = [&text](size_t at, size_t count) {
    int32_t value = 0;
    for (size_t i = at; i < at + count; ++i) value = value * 10 + (text[i] - '0');
    return value;
  };
  if (text.size() == 8) return Made({number(0, 4), number(4, 2), number(6, 2)}, 0, Precision::kDay);
  if (text.size() == 12 || text.size() == 14) {
    const int32_t hour = number(8, 2);
    const int32_t minute = number(10, 2);
    const int32_t second = text.size() == 14 ? number(12, 2) : 0;
    if (hour > 23 || minute > 59 || second > 59) return kUnreadable;
    return Made({number(0, 4), number(4, 2), number(6, 2)}, hour * 3600 + minute * 60 + second,
                text.size() == 14 ? Precision::kSecond : Precision::kMinute);
  }
  return kUnreadable;
}

// Serial of the 1900 system: 1 = 1900-01-01, and 60 = the 29 February 1900 that never was; all our years lie behind it.
DateCell ParseSerial(std::string_view text) {
  Reader reader(text);
  const int32_t days = reader.Number(5, 5);
  if (days < 0) return kUnreadable;
  const Day day{days - 25569};  // 25569 = 1970-01-01
  if (reader.AtEnd()) return Made(ToCivil(day), 0, Precision::kDay);
  if (!reader.Take(".")) return kUnreadable;
  const std::string_view fraction = reader.Rest();
  if (fraction.empty() || fraction.size() > 17) return kUnreadable;
  // seconds = round(fraction x 86400), in integers
  uint64_t value = 0;
  uint64_t scale = 1;
  for (size_t i = 0; i < fraction.size(); ++i) {
    if (!IsDigit(fraction[i])) return kUnreadable;
    if (i < 12) {
      value = value * 10 + static_cast<uint64_t>(fraction[i] - '0');
      scale *= 10;
    }
  }
  const auto seconds = static_cast<int32_t>((value * 86400 + scale / 2) / scale);
  if (seconds >= 86400) return Made(ToCivil(day + 1), 0, Precision::kSecond);
  return Made(ToCivil(day), seconds, Precision::kSecond);
}

// A parcel of a bill is delivered in the month that follows, or in the next where it was shipped on the last days.
constexpr int32_t kMonthsBehindBill = 2;

DateCell ParseSlow(std::string_view cell, const DateContext& context) {
  std::string folded;
  FoldWidth(cell, folded);
  const std::string_view text = Unwrap(folded);
  if (IsMissing(text)) return {};
  size_t digits = 0;
  while (digits < text.size() && IsDigit(text[digits])) ++digits;
  if (digits == text.size() && digits >= 8) return ParseDigitsOnly(text);
  if (digits == 5) return ParseSerial(text);
  Reader reader(text);
  if (digits == 4) {
    const int32_t year = reader.Number(4, 4);
    if (!reader.TakeAny("-", "/", ".") && !reader.Take("年")) return kUnreadable;
    reader.Blanks();
    const int32_t month = reader.Number(1, 2);
    if (!reader.TakeAny("-", "/", ".") && !reader.Take("月")) return kUnreadable;
    reader.Blanks();
    const int32_t day = reader.Number(1, 2);
    reader.Take("日");
    if (!reader.AtEnd() && IsDigit(reader.Rest()[0])) return kUnreadable;
    return WithTime({year, month, day}, reader);
  }
  if (digits == 1 || digits == 2) {
    const int32_t first = reader.Number(1, 2);
    const std::string_view separator = reader.Rest().substr(0, 1);
    if (reader.TakeAny("-", "/", " ") || reader.Take(".")) {
      const std::string_view rest = reader.Rest();
      // 5-Jan-26: the separator behind the name tells where it ends.
      const size_t end = std::min(rest.find_first_of("-/ "), rest.size());
      const int32_t named = MonthByName(rest.substr(0, end));
      if (named != 0) {
        if (end == rest.size()) return kUnreadable;
        reader.Take(rest.substr(0, end + 1));
        int32_t year = reader.Number(2, 4);
        if (year >= 0 && year < 100) year += year < 70 ? 2000 : 1900;
        return WithTime({year, named, first}, reader);
      }
    } else if (!reader.Take("月")) {
      return kUnreadable;
    }
    const int32_t second = reader.Number(1, 2);
    const bool may_go_on = separator == "/" || separator == "-" || separator == ".";
    if (second >= 0 && may_go_on && reader.Take(separator)) {
      // 31/12/2026, 12/31/2026, 31.12.2026
      const int32_t year = reader.Number(4, 4);
      const bool day_first = separator == "." || context.order == DateOrder::kDayFirst;
      if (year < 0 || (!day_first && context.order == DateOrder::kAuto)) return kUnreadable;
      return WithTime(day_first ? CivilDate{year, second, first} : CivilDate{year, first, second}, reader);
    }
    // 01-05, 1月5日: the statement's month tells the year.
    reader.Take("日");
    if (second < 0 || separator == "." || !context.bill_month) return kUnreadable;
    if (!reader.AtEnd() && reader.Rest()[0] != ' ' && reader.Rest()[0] != 'T') return kUnreadable;
    int32_t year = context.bill_month->year;
    if (first - context.bill_month->month > kMonthsBehindBill) --year;
    if (first - context.bill_month->month < kMonthsBehindBill - 11) ++year;
    return WithTime({year, first, second}, reader);
  }
  return kUnreadable;
}

}  // namespace

bool cell_date_internal::LearnMonth(uint64_t text, MonthMemo& memo) {
  constexpr uint64_t kLimits = 0x7F76767F76767676ULL;  // "0000-00-"
  const uint64_t digits = text ^ 0x2D30302D30303030ULL;
  if (!Fits(digits, kLimits)) return false;
  const uint64_t pairs = digits * 10 + (digits >> 8);
  const auto pair = [pairs](int byte) { return static_cast<int32_t>(pairs >> (8 * byte) & 0xFF); };
  const int32_t year = pair(0) * 100 + pair(2);
  const int32_t month = pair(5);
  const std::optional<Day> first = ToDayIfValid({year, month, 1});
  if (!first) return false;
  const auto days = static_cast<uint64_t>(DaysInMonth(year, month));
  memo = {text, (127 - days) | uint64_t{127 - 23} << 24 | uint64_t{127 - 59} << 48,
          Instant(*first - 1, 0, Precision::kDay).packed()};
  return true;
}

DateCell ParsePlainDate(std::string_view text) {
  int64_t packed;
  MonthMemo memo;
  if (ReadUsualDate(text.data(), text.size(), memo, packed)) return {DateOutcome::kOk, packed};
  const size_t size = text.size();
  const char* at = text.data();
  if (size != 10 && size != 16 && size != 19) return {};
  const auto digits_at = [at](std::initializer_list<int> places) {
    for (const int place : places) {
      if (!IsDigit(at[place])) return false;
    }
    return true;
  };
  if (!digits_at({0, 1, 2, 3, 5, 6, 8, 9}) || (at[4] != '-' && at[4] != '/') || at[7] != at[4]) return {};
  const CivilDate date{Two(at) * 100 + Two(at + 2), Two(at + 5), Two(at + 8)};
  if (size == 10) return Made(date, 0, Precision::kDay);
  if ((at[10] != ' ' && at[10] != 'T') || !digits_at({11, 12, 14, 15}) || at[13] != ':') return {};
  const int32_t hour = Two(at + 11);
  const int32_t minute = Two(at + 14);
  if (hour > 23 || minute > 59) return kUnreadable;
  if (size == 16) return Made(date, hour * 3600 + minute * 60, Precision::kMinute);
  if (at[16] != ':' || !digits_at({17, 18}) || Two(at + 17) > 59) return {};
  return Made(date, hour * 3600 + minute * 60 + Two(at + 17), Precision::kSecond);
}

std::optional<TwoWayDate> AsTwoWayDate(std::string_view cell) {
  std::string folded;
  FoldWidth(cell, folded);
  Reader reader(Unwrap(folded));
  TwoWayDate date{};
  date.first = reader.Number(1, 2);
  const std::string_view separator = reader.Rest().substr(0, 1);
  if (date.first < 0 || (separator != "/" && separator != "-") || !reader.Take(separator)) return std::nullopt;
  date.second = reader.Number(1, 2);
  if (date.second < 0 || !reader.Take(separator) || reader.Number(4, 4) < 0) return std::nullopt;
  if (!reader.AtEnd() && (reader.Rest()[0] != ' ' && reader.Rest()[0] != 'T')) return std::nullopt;
  return date;
}

DateCell ParseDate(std::string_view text, const DateContext& context) {
  const DateCell plain = ParsePlainDate(text);
  return plain.outcome == DateOutcome::kMissing ? ParseSlow(text, context) : plain;
}

}  // namespace loyalane::ingest
