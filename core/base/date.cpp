#include "base/date.h"

namespace loyalane {

std::string ToIso(Day day) {
  const CivilDate date = ToCivil(day);
  std::string out = std::to_string(date.year);
  const auto two = [&out](int32_t value) {
    out += '-';
    out += static_cast<char>('0' + value / 10);
    out += static_cast<char>('0' + value % 10);
  };
  two(date.month);
  two(date.day);
  return out;
}

std::optional<Day> ParseIsoDay(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  const auto number = [&text](size_t at, size_t count) {
    int32_t value = 0;
    for (size_t i = at; i < at + count; ++i) {
      if (text[i] < '0' || text[i] > '9') return -1;
      value = value * 10 + (text[i] - '0');
    }
    return value;
  };
  const CivilDate date{number(0, 4), number(5, 2), number(8, 2)};
  if (!IsValid(date)) return std::nullopt;
  return ToDay(date);
}

}  // namespace loyalane
