// What the club's commands and answers are made of: values of a command by key, and errors and days as JSON.
#pragma once

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <string>

#include "base/date.h"
#include "base/error.h"
#include "base/money.h"
#include "base/result.h"

namespace loyalane::document {

// Empty, `otherwise` or false where the key is missing or has another type.
[[nodiscard]] std::string TextOf(const nlohmann::ordered_json& json, const char* key);
[[nodiscard]] int64_t WholeOf(const nlohmann::ordered_json& json, const char* key, int64_t otherwise);
[[nodiscard]] bool TruthOf(const nlohmann::ordered_json& json, const char* key);
// "language": "en", or Chinese.
[[nodiscard]] Language LanguageOf(const nlohmann::ordered_json& json);
// BASE-103
[[nodiscard]] Error BadText(const char* key, const std::string& value, const char* expected);
// "2026-05" as its first day. Error: BASE-103.
[[nodiscard]] Result<Day> MonthIn(const nlohmann::ordered_json& command, const char* key);
// "12.50", at least 0. Error: BASE-103.
[[nodiscard]] Result<Money> MoneyIn(const nlohmann::ordered_json& command, const char* key, Money otherwise);
// {"id", "text", "remedy"}
[[nodiscard]] nlohmann::ordered_json ErrorTexts(const Error& error, Language language);
// "YYYY-MM-DD", or null for loyalty::kNoDay.
[[nodiscard]] nlohmann::ordered_json DayOrNull(Day day);

}  // namespace loyalane::document
