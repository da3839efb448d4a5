#include "document/command_json.h"

#include <algorithm>
#include <cstdint>

#include "document/json_fields.h"
#include "loyalty/entry.h"

namespace loyalane::document {

std::string TextOf(const Json& json, const char* key) {
  const auto it = json.find(key);
  return it != json.end() && it->is_string() ? it->get<std::string>() : std::string();
}
int64_t WholeOf(const Json& json, const char* key, int64_t otherwise) {
  const auto it = json.find(key);
  return it != json.end() && it->is_number_integer() ? it->get<int64_t>() : otherwise;
}
bool TruthOf(const Json& json, const char* key) {
  const auto it = json.find(key);
  return it != json.end() && it->is_boolean() && it->get<bool>();
}
Language LanguageOf(const Json& json) { return TextOf(json, "language") == "en" ? Language::kEn : Language::kZh; }

Error BadText(const char* key, const std::string& value, const char* expected) {
  return Error(ErrorId::kJsonBadValue).With("key", key).With("value", value).With("expected", expected);
}

// "2026-05" as its first day.
Result<Day> MonthIn(const Json& command, const char* key) {
  const std::string text = TextOf(command, key);
  const std::optional<Day> day = text.size() == 7 ? ParseIsoDay(text + "-01") : std::nullopt;
  if (!day) return BadText(key, text, "YYYY-MM");
  return *day;
}

Result<Money> MoneyIn(const Json& command, const char* key, Money otherwise) {
  const std::string text = TextOf(command, key);
  if (text.empty()) return otherwise;
  const size_t point = std::min(text.find('.'), text.size());
  const std::string part = point < text.size() ? text.substr(point + 1) : "";
  const std::string digits = text.substr(0, point) + (part + "00").substr(0, 2);
  if (part.size() > 2 || digits.size() > 14 || digits.find_first_not_of("0123456789") != std::string::npos)
    return BadText(key, text, "12.50");
  int64_t minor = 0;
  for (const char digit : digits) minor = minor * 10 + (digit - '0');
  return Money{minor};
}

Json ErrorTexts(const Error& error, Language language) {
  return {{"id", IdOf(error.id)}, {"text", Sentence(error, language)}, {"remedy", Remedy(error, language)}};
}

Json DayOrNull(Day day) { return day == loyalty::kNoDay ? Json() : Json(ToIso(day)); }

}  // namespace loyalane::document
