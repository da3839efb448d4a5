#include "ingest/cell_number.h"

#include <algorithm>
#include <array>
#include <string>

#include "base/money.h"
#include "ingest/cell_text.h"
#include "ingest/decimal_text.h"

namespace loyalane::ingest {
namespace {

constexpr int kMicroDecimals = 6;
constexpr int kMoneyDecimals = 2;
constexpr int64_t kNumberMicroMax = 1'000'000'000'000'000;  // a billion, in millionths

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

struct Unit {
  std::string_view text;
  int64_t times;  // value = written x times / over
  int64_t over;
  bool is_unit;  // worth telling the user
};

constexpr std::array<Unit, 5> kMoneySuffixes = {
    {{"万元", 10000, 1, true}, {"万", 10000, 1, true}, {"人民币", 1, 1, true}, {"元", 1, 1, true}, {"块", 1, 1, true}}};
constexpr std::array<Unit, 8> kNumberSuffixes = {{{"公斤", 1, 1, false},
                                                  {"千克", 1, 1, false},
                                                  {"kg", 1, 1, false},
                                                  {"斤", 1, 2, false},
                                                  {"g", 1, 1000, false},
                                                  {"分", 1, 1, false},
                                                  {"星", 1, 1, false},
                                                  {"名", 1, 1, false}}};
// Yuan only: another currency in front of a figure must not be added to yuan unseen.
constexpr std::array<std::string_view, 3> kMoneyPrefixes = {"\xC2\xA5", "RMB", "CNY"};

// digits[,ddd]*[.digits] -> value x 10^decimals; rounds half away from zero. false when it is anything else or too
// large.
NumberOutcome ParseDecimal(std::string_view text, int decimals, int64_t times, int64_t over, int64_t max,
                           int64_t& out) {
  size_t at = 0;
  // 128 bits hold any value that passes the limit below, times 10^4, before rounding.
  unsigned __int128 value = 0;
  const auto limit = (static_cast<unsigned __int128>(1) << 100);
  size_t whole_digits = 0;
  const size_t comma = text.find(',');
  if (comma != std::string_view::npos) {
    // Groups of three behind the first comma, up to the decimal point.
    const size_t point = text.find('.');
    const std::string_view whole = text.substr(0, point);
    if (comma == 0 || comma > 3) return NumberOutcome::kUnreadable;
    for (size_t i = comma; i < whole.size(); ++i) {
      if ((whole[i] == ',') != ((i - comma) % 4 == 0)) return NumberOutcome::kUnreadable;
    }
    if ((whole.size() - comma) % 4 != 0) return NumberOutcome::kUnreadable;
  }
  for (; at < text.size() && (IsDigit(text[at]) || text[at] == ','); ++at) {
    if (text[at] == ',') continue;
    value = value * 10 + static_cast<unsigned>(text[at] - '0');
    ++whole_digits;
    if (value > limit) return NumberOutcome::kTooLarge;
  }
  int scale = 0;
  if (at < text.size() && text[at] == '.') {
    ++at;
    for (; at < text.size() && IsDigit(text[at]); ++at) {
      ++whole_digits;
      if (scale < 18 && value < limit / 10) {
        value = value * 10 + static_cast<unsigned>(text[at] - '0');
        ++scale;
      }
    }
  }
  if (at != text.size() || whole_digits == 0) return NumberOutcome::kUnreadable;
  value *= static_cast<unsigned __int128>(times);
  auto divisor = static_cast<unsigned __int128>(over);
  for (; scale < decimals; ++scale) value *= 10;
  for (; scale > decimals; --scale) divisor *= 10;
  value = (value * 2 + divisor) / (divisor * 2);
  if (value > static_cast<unsigned __int128>(max)) return NumberOutcome::kTooLarge;
  out = static_cast<int64_t>(value);
  return NumberOutcome::kOk;
}

template <size_t kSuffixCount>
NumberCell ParseSlow(std::string_view cell, int decimals, int64_t max, const std::array<Unit, kSuffixCount>& suffixes,
                     bool money) {
  NumberCell result;
  std::string folded;
  FoldWidth(cell, folded);
  std::string_view text = Unwrap(folded);
  if (IsMissing(text)) return result;
  result.outcome = NumberOutcome::kUnreadable;
  bool negative = false;
  int signs = 0;  // more than one contradict each other
  bool unit_told = false;
  int64_t times = 1;
  int64_t over = 1;
  if (text.size() >= 2 && text.front() == '(' && text.back() == ')') {
    negative = true;
    ++signs;
    text = TrimUtf8(text.substr(1, text.size() - 2));
  }
  const auto take_sign = [&] {
    if (!text.empty() && (text.front() == '-' || text.front() == '+')) {
      negative = text.front() == '-';
      ++signs;
      text = TrimUtf8(text.substr(1));
    } else if (text.starts_with("−")) {
      negative = true;
      ++signs;
      text = TrimUtf8(text.substr(std::string_view("−").size()));
    }
  };
  take_sign();
  if (money) {
    for (const std::string_view prefix : kMoneyPrefixes) {
      if (text.starts_with(prefix)) {
        text = TrimUtf8(text.substr(prefix.size()));
        take_sign();
        break;
      }
    }
  }
  for (const Unit& suffix : suffixes) {
    if (text.ends_with(suffix.text) || (suffix.text == "kg" && (text.ends_with("KG") || text.ends_with("Kg")))) {
      text = TrimUtf8(text.substr(0, text.size() - suffix.text.size()));
      times = suffix.times;
      over = suffix.over;
      unit_told = suffix.is_unit;
      break;
    }
  }
  if (!money && text.ends_with("%")) {
    if (money) return result;
    result.percent = true;
    text = TrimUtf8(text.substr(0, text.size() - 1));
  }
  if (!text.empty() && text.back() == '-') {
    negative = true;
    ++signs;
    text = TrimUtf8(text.substr(0, text.size() - 1));
  }
  if (signs > 1) return result;
  int64_t value = 0;
  result.outcome = ParseDecimal(text, decimals, times, over, max, value);
  if (result.outcome != NumberOutcome::kOk) return result;
  if (unit_told) result.outcome = NumberOutcome::kOkWithUnit;
  result.value = negative ? -value : value;
  return result;
}

}  // namespace

NumberCell ParsePlainMoney(std::string_view text) {
  const size_t size = text.size();
  if (size >= 1 && size <= 13) {
    size_t at = text[0] == '-' ? 1 : 0;
    const size_t first = at;
    int64_t value = 0;
    while (at < size && IsDigit(text[at])) value = value * 10 + (text[at++] - '0');
    if (at > first && at - first <= 10) {
      if (at == size) return {NumberOutcome::kOk, (first == 1 ? -value : value) * 100, false};
      if (text[at] == '.' && size - at >= 2 && size - at <= 3 && IsDigit(text[at + 1]) && IsDigit(text[size - 1])) {
        value = value * 10 + (text[at + 1] - '0');
        value = value * 10 + (size - at == 3 ? text[at + 2] - '0' : 0);
        return {NumberOutcome::kOk, first == 1 ? -value : value, false};
      }
    }
  }
  return {};
}

NumberCell ParseMoney(std::string_view text) {
  const NumberCell plain = ParsePlainMoney(text);
  return plain.ok() ? plain : ParseSlow(text, kMoneyDecimals, kMoneyMinorMax, kMoneySuffixes, true);
}

NumberCell ParseNumber(std::string_view text) {
  return ParseSlow(text, kMicroDecimals, kNumberMicroMax, kNumberSuffixes, false);
}

void WithDecimalPoint(std::string_view text, std::string& out) {
  out.clear();
  const size_t comma = text.find(',');
  const auto not_written_so = [&out] { out = "?"; };
  size_t digits = 0;  // since the last point
  bool any_point = false;
  for (size_t i = 0; i < std::min(comma, text.size()); ++i) {
    const char c = text[i];
    if (c != '.') {
      out += c;
      if (IsDigit(c)) ++digits;
      continue;
    }
    // Groups of three behind the first point.
    if (digits == 0 || (any_point ? digits != 3 : digits > 3)) return not_written_so();
    any_point = true;
    digits = 0;
  }
  if (any_point && digits != 3) return not_written_so();
  if (comma == std::string_view::npos) return;
  const std::string_view behind = text.substr(comma + 1);
  if (behind.find_first_of(",.") != std::string_view::npos) return not_written_so();
  out += '.';
  out += behind;
}

RealCell ParseReal(std::string_view cell) {
  std::string folded;
  FoldWidth(cell, folded);
  const std::string_view text = Unwrap(folded);
  if (IsMissing(text)) return {};
  double value = 0;
  if (ReadDouble(text, value)) {
    if (!(value > -1e15 && value < 1e15)) return {NumberOutcome::kUnreadable, 0};
    return {NumberOutcome::kOk, value == 0 ? 0 : value};
  }
  const NumberCell number = ParseNumber(text);
  if (!number.ok()) return {NumberOutcome::kUnreadable, 0};
  return {NumberOutcome::kOk, static_cast<double>(number.value) / (number.percent ? 1e8 : 1e6)};
}

}  // namespace loyalane::ingest
