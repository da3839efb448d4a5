#include "profile/money_settings.h"

#include <algorithm>

#include "table/text_pool.h"

namespace loyalane::profile {
namespace {

// Each code before what is written for it, in capitals and without blanks (ISO 4217; the words are those of exports).
struct Spellings {
  char code[4];
  std::string_view written;  // separated by blanks
};
constexpr Spellings kSpellings[] = {
    {"CNY", "RMB CNH 人民币 人民币元 人民幣 元 圆 圓 ¥ ￥ CN¥ CNY¥"},
    {"HKD", "HK HK$ 港币 港元 港幣 港纸"},
    {"MOP", "MOP$ 澳门元 澳門元 澳门币 葡币"},
    {"TWD", "NT NT$ NTD 台币 新台币 新臺幣 臺幣 台幣"},
    {"USD", "US US$ $ 美元 美金"},
    {"EUR", "€ 欧元 歐元"},
    {"GBP", "£ 英镑 英鎊"},
    {"JPY", "JP¥ 日元 日圆 日圓 円"},
    {"KRW", "₩ 韩元 韓元 韩币"},
    {"SGD", "S$ SG$ 新加坡元 新币 坡币"},
    {"AUD", "A$ AU$ 澳元 澳币"},
    {"CAD", "C$ CA$ 加元 加币"},
    {"THB", "฿ 泰铢 泰銖"},
    {"VND", "₫ 越南盾"},
    {"MYR", "RM 马币 林吉特 令吉"},
    {"IDR", "RP 印尼盾"},
    {"PHP", "₱ 菲律宾比索"},
    {"RUB", "₽ 卢布"},
    {"INR", "₹ 印度卢比"},
};

}  // namespace

std::string CurrencyCode(std::string_view written) {
  std::string code;
  for (size_t i = 0; i < written.size(); ++i) {
    char c = written[i];
    // Full-width letters and signs, U+FF01 to U+FF5E, are EF BC 81 to EF BD 9E.
    if (written.substr(i).starts_with("\xEF\xBC") && i + 2 < written.size()) {
      c = static_cast<char>(written[i + 2] - '\x80' + ' ');
      i += 2;
    } else if (written.substr(i).starts_with("\xEF\xBD") && i + 2 < written.size()) {
      c = static_cast<char>(written[i + 2] - '\x80' + '`');
      i += 2;
    }
    if (c != ' ') code += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  }
  for (const Spellings& each : kSpellings) {
    std::string_view rest = each.written;
    while (!rest.empty()) {
      const size_t end = std::min(rest.find(' '), rest.size());
      if (rest.substr(0, end) == code) return each.code;
      rest.remove_prefix(std::min(end + 1, rest.size()));
    }
  }
  return code;
}

std::optional<int64_t> ParseRate(std::string_view text) {
  const size_t point = std::min(text.find('.'), text.size());
  if (point == 0 || point > 7 || point + 1 == text.size() || text.size() > point + 10) return std::nullopt;
  int64_t value = 0;
  int64_t unit = kRateUnit;
  for (size_t i = 0; i < text.size(); ++i) {
    if (i == point) continue;
    if (text[i] < '0' || text[i] > '9') return std::nullopt;
    if (i < point) {
      value = value * 10 + (text[i] - '0') * kRateUnit;
    } else {
      unit /= 10;
      value += (text[i] - '0') * unit;
    }
  }
  if (value <= 0 || value > kRateMax) return std::nullopt;
  return value;
}

std::string RateText(int64_t billionths) {
  std::string decimals = std::to_string(billionths % kRateUnit + kRateUnit);  // with a 1 in front
  while (decimals.size() > 1 && decimals.back() == '0') decimals.pop_back();
  decimals[0] = '.';
  if (decimals.size() == 1) decimals.clear();
  return std::to_string(billionths / kRateUnit) + decimals;
}

Status CheckMoneySettings(const MoneySettings& settings) {
  const std::string own = CurrencyCode(settings.currency);
  table::TextPool seen;
  for (const ExchangeRate& rate : settings.rates) {
    const std::string code = CurrencyCode(rate.currency);
    if (code == own) return Error(ErrorId::kRateOfOwnCurrency).With("currency", code);
    const std::string date = ToIso(rate.from);
    const uint32_t known = seen.size();
    if (seen.Add(code + date) < known) return Error(ErrorId::kRateTwice).With("currency", code).With("date", date);
  }
  return Done{};
}

}  // namespace loyalane::profile
