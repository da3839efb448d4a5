#include "ingest/cell_birthday.h"

#include <array>
#include <string>
#include <utility>

#include "ingest/cell_text.h"
#include "model/birthday.h"

namespace loyalane::ingest {
namespace {

constexpr int32_t kYearMin = 1900;
constexpr int32_t kYearMax = 2100;
constexpr size_t kNumbersMax = 3;
constexpr size_t kHanBytes = 3;

// Takes a word off the front.
bool Take(std::string_view& text, std::string_view word) {
  if (!text.starts_with(word)) return false;
  text.remove_prefix(word.size());
  return true;
}

int32_t HanDigit(std::string_view& text) {
  constexpr std::string_view kDigits = "一二三四五六七八九";
  const size_t at = text.size() < kHanBytes ? std::string_view::npos : kDigits.find(text.substr(0, kHanBytes));
  if (at == std::string_view::npos) return 0;
  text.remove_prefix(kHanBytes);
  return static_cast<int32_t>(at / kHanBytes) + 1;
}

// 一 ... 三十一, also 初一, 廿三 and 卅; 0 = no number. Digits stand for themselves.
int32_t HanNumber(std::string_view& text) {
  if (!text.empty() && text[0] >= '0' && text[0] <= '9') {
    int32_t number = 0;
    while (!text.empty() && text[0] >= '0' && text[0] <= '9' && number < 100) {
      number = number * 10 + (text[0] - '0');
      text.remove_prefix(1);
    }
    return number;
  }
  Take(text, "初");
  if (Take(text, "廿")) return 20 + HanDigit(text);
  if (Take(text, "卅")) return 30;
  const int32_t first = HanDigit(text);
  if (!Take(text, "十")) return first;
  return (first == 0 ? 1 : first) * 10 + HanDigit(text);
}

constexpr int32_t DaysOf(int32_t month, bool is_lunar) {
  if (is_lunar) return 30;
  return month == 2 ? 29 : month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
}

// 八月十五, 闰四月初三, 正月初一: month and day in words.
bool ReadWords(std::string_view text, model::Birthday& birthday) {
  birthday.leap_month = Take(text, "闰");
  bool named = true;
  if (Take(text, "正")) {
    birthday.month = 1;
  } else if (Take(text, "冬")) {
    birthday.month = 11;
  } else if (Take(text, "腊")) {
    birthday.month = 12;
  } else {
    birthday.month = HanNumber(text);
    named = false;
  }
  if (!Take(text, "月")) return false;
  // 初一, 廿三 and the named months are of the lunar calendar only.
  birthday.is_lunar =
      birthday.is_lunar || named || birthday.leap_month || text.starts_with("初") || text.starts_with("廿");
  birthday.day = HanNumber(text);
  Take(text, "日") || Take(text, "号");
  return text.empty() && birthday.day > 0;
}

// Numbers in the order year, month, day; without a year month, day; of four digits and two, year and month.
bool ReadNumbers(std::string_view text, model::Birthday& birthday) {
  std::array<int32_t, kNumbersMax> numbers{};
  std::array<size_t, kNumbersMax> digits{};
  size_t count = 0;
  bool in_number = false;
  bool has_time = false;
  for (size_t i = 0; i < text.size() && !has_time; ++i) {
    const char c = text[i];
    if (c >= '0' && c <= '9') {
      if (!in_number && ++count > kNumbersMax) return false;
      in_number = true;
      if (++digits[count - 1] > 8) return false;
      numbers[count - 1] = numbers[count - 1] * 10 + (c - '0');
      continue;
    }
    in_number = false;
    const std::string_view rest = text.substr(i);
    // A spreadsheet's birthday comes with a midnight behind it.
    if ((c == ' ' || c == 'T') && count == kNumbersMax) {
      has_time = true;
    } else if (rest.starts_with("年") || rest.starts_with("月") || rest.starts_with("日") || rest.starts_with("号")) {
      i += kHanBytes - 1;
    } else if (c != '-' && c != '/' && c != '.' && c != ' ') {
      return false;
    }
  }
  if (count == 1 && digits[0] == 8) {
    numbers = {numbers[0] / 10000, numbers[0] / 100 % 100, numbers[0] % 100};
  } else if (count == 1 && digits[0] == 4) {
    numbers = {0, numbers[0] / 100, numbers[0] % 100};
  } else if (count == 2 && digits[0] == 4) {
    numbers[2] = 0;
  } else if (count == 2 && digits[0] <= 2) {
    numbers = {0, numbers[0], numbers[1]};
  } else if (count != 3 || digits[0] != 4) {
    return false;
  }
  if (numbers[0] == 0 && numbers[2] == 0) return false;
  birthday.year = numbers[0];
  birthday.month = numbers[1];
  birthday.day = numbers[2];
  return true;
}

}  // namespace

BirthdayCell ParseBirthday(std::string_view text, bool lunar_column) {
  std::string folded;
  FoldWidth(text, folded);
  folded = Simplified(folded);
  std::string_view rest = TrimUtf8(Unwrap(folded));
  if (IsMissing(rest)) return {};
  model::Birthday birthday;
  birthday.is_lunar = lunar_column;
  Take(rest, "(");
  if (Take(rest, "农历") || Take(rest, "阴历") || Take(rest, "旧历")) {
    birthday.is_lunar = true;
  } else if (Take(rest, "公历") || Take(rest, "阳历") || Take(rest, "新历")) {
    birthday.is_lunar = false;
  }
  Take(rest, ")") || Take(rest, ":") || Take(rest, "：");
  rest = TrimUtf8(rest);
  const bool read = ReadNumbers(rest, birthday) || ReadWords(rest, birthday);
  const bool exists = read && (birthday.year == 0 || (birthday.year >= kYearMin && birthday.year <= kYearMax)) &&
                      birthday.month >= 1 && birthday.month <= 12 && birthday.day >= 0 &&
                      birthday.day <= DaysOf(birthday.month, birthday.is_lunar);
  if (!exists) return {DateOutcome::kUnreadable, 0};
  return {DateOutcome::kOk, birthday.packed()};
}

}  // namespace loyalane::ingest
