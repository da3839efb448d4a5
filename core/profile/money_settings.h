// What the user says about money: the currency that everything is added up in, dated exchange rates, and whether
// amounts count with value-added tax. Normative: docs/formulas/currency-and-tax.md.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "base/result.h"

namespace loyalane::profile {

// Whether amounts are with or without value-added tax.
enum class TaxBasis : uint8_t { kIncluded, kExcluded };

// Billionths: 0.92 = 920'000'000. Millionths would leave the dong (0.00028 yuan) two digits.
inline constexpr int64_t kRateUnit = 1'000'000'000;
inline constexpr int64_t kRateMax = 1'000'000 * kRateUnit;

// Units of MoneySettings::currency for one unit of `currency`, from a day on until the next rate of that currency.
struct ExchangeRate {
  std::string currency;  // as written: CurrencyCode tells which one it is
  Day from{};
  int64_t billionths = kRateUnit;
  friend bool operator==(const ExchangeRate&, const ExchangeRate&) = default;
};

struct MoneySettings {
  std::string currency = "CNY";
  std::vector<ExchangeRate> rates;  // in any order
  TaxBasis tax_basis = TaxBasis::kIncluded;
  std::optional<double> default_tax_rate;  // 0.06 = 6 %; of files that do not say theirs
  friend bool operator==(const MoneySettings&, const MoneySettings&) = default;
};

// ISO 4217 code of what people write: 人民币, RMB, 元, ¥ -> CNY; HK$ -> HKD. Any other text in capitals.
[[nodiscard]] std::string CurrencyCode(std::string_view written);

// "0.92": digits with at most nine decimals, above 0, at most a million; in billionths.
[[nodiscard]] std::optional<int64_t> ParseRate(std::string_view text);
// The shortest text that ParseRate reads back.
[[nodiscard]] std::string RateText(int64_t billionths);

// Errors: PROFILE-102 two rates of a currency from the same day, PROFILE-103 a rate for the settings' own currency.
[[nodiscard]] Status CheckMoneySettings(const MoneySettings& settings);

}  // namespace loyalane::profile
