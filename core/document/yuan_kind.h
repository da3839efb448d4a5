// YuanKind: money of our documents, a kind for the field table (json_fields.h).
#pragma once

#include <string>

#include "base/money.h"
#include "document/json_fields.h"

namespace loyalane::document {

// "12.50": yuan as text, never a floating number.
struct YuanKind {
  [[nodiscard]] static Status Read(const Json& json, const std::string& path, Money& out) {
    if (!json.is_string()) return Bad(path, json);
    const std::string& text = json.get_ref<const std::string&>();
    const size_t point = text.find('.');
    const std::string whole = text.substr(0, point);
    const std::string part = point == std::string::npos ? "" : text.substr(point + 1);
    const auto are_digits = [](const std::string& digits) {
      return digits.find_first_not_of("0123456789") == std::string::npos;
    };
    if (whole.empty() || whole.size() > 10 || part.size() > 2 || (point != std::string::npos && part.empty()) ||
        !are_digits(whole) || !are_digits(part))
      return Bad(path, json);
    int64_t minor = 0;
    std::string digits = whole;
    digits.append(part).append(2 - part.size(), '0');
    for (const char digit : digits) minor = minor * 10 + (digit - '0');
    out = Money{minor};
    return Done{};
  }
  [[nodiscard]] static Json Write(Money money) { return ToText(ToDecimal(money)); }
  [[nodiscard]] static Json Schema(Language, Money) {
    return ToObject({{"type", ToText("string")}, {"pattern", ToText(R"(^[0-9]{1,10}(\.[0-9]{1,2})?$)")}});
  }

 private:
  static Error Bad(const std::string& path, const Json& json) { return BadValue(path, json, R"("12.50", ≥ 0)"); }
};

}  // namespace loyalane::document
