// MoneyConversion: the amounts of shipments rows -> one currency on one tax basis, row by row.
//   amount x tax factor x rate of the ship date, exact in 128 bits, rounded once, half away from zero, to minor units
// init = constructor, Convert(batch), Combine(other), Finish(). The state is integers only.
// Normative: docs/formulas/currency-and-tax.md.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/date.h"
#include "base/result.h"
#include "model/event_batch.h"
#include "profile/money_settings.h"

namespace loyalane::profile {

// What a shipments file says about its money.
struct SourceMoney {
  std::string name;                       // of the file
  std::string currency = "CNY";           // of rows that carry none
  std::optional<TaxBasis> tax_basis;      // nothing: not known
  std::optional<int64_t> tax_rate_micro;  // millionths: 60000 = 6 %
};

// What is done about tax, decided before a row is read.
struct TaxPlan {
  TaxBasis basis = TaxBasis::kIncluded;  // of all amounts afterwards
  std::vector<int64_t> rate_micro;       // by source: the rate at which its amounts change their basis; 0 = they stay
};
// A file on the other basis is converted at its own rate, else at the default one. Where no rate is known and all files
// are on the other basis, all stay on it. Error: PROFILE-104 both bases and no rate.
[[nodiscard]] Result<TaxPlan> PlanTax(const std::vector<SourceMoney>& sources, const MoneySettings& settings);
// PROFILE-303 all files are on the other basis, PROFILE-304 files that do not say theirs beside others that do.
[[nodiscard]] std::vector<Error> TaxNotices(const std::vector<SourceMoney>& sources, const MoneySettings& settings,
                                            const TaxPlan& plan);

// The rows of one currency.
struct CurrencyTotal {
  std::string currency;
  uint64_t rows = 0;
  int64_t amount_minor = 0;  // as the files have it
  uint64_t rows_in_window = 0;
  int64_t in_window_minor = 0;  // as the files have it
  int64_t counted_minor = 0;    // in the window, after currency and tax
};

struct MoneyTotals {
  std::string currency = "CNY";           // of all counted amounts
  std::vector<CurrencyTotal> currencies;  // by code; of rows that were used
};

class MoneyConversion {
 public:
  MoneyConversion(const MoneySettings& settings, Window window);

  // The rows that follow are of this source; tax_rate_micro as TaxPlan::rate_micro has it, `to` its basis.
  void BeginSource(const SourceMoney& source, int64_t tax_rate_micro, TaxBasis to);

  // The amounts of the batch, row by row; model::kNull for a row that cannot be counted: inside the window, of a
  // currency that has rates, before the first of them; or larger than an amount may be. Rows outside the window stay as
  // they are. Valid until the next call.
  [[nodiscard]] const int64_t* Convert(const model::EventBatch& batch);
  // Rows of the last batch with kNull, ascending, and why: PROFILE-203 or INGEST-211.
  struct Unusable {
    uint32_t row;
    ErrorId cause;
    std::string value;  // "2026-01-05 HKD"
  };
  [[nodiscard]] const std::vector<Unusable>& unusable() const { return unusable_; }
  // Of the source so far: amounts in the window that were converted.
  [[nodiscard]] uint64_t tax_converted() const { return tax_converted_; }
  [[nodiscard]] uint64_t currency_converted() const { return currency_converted_; }

  // Takes in what another conversion with the same settings and window saw.
  void Combine(const MoneyConversion& other);
  // Error: PROFILE-101 amounts in the window that cannot be added up: another currency without rates.
  [[nodiscard]] Result<MoneyTotals> Finish() const;

 private:
  struct DatedRate {
    int64_t from_packed;  // Instant::packed() of the day's beginning
    int64_t billionths;
  };
  struct Bucket {
    CurrencyTotal total;
    std::vector<DatedRate> rates;  // ascending; empty: none, or the currency of the settings
    bool is_own = false;           // the currency of the settings
  };
  [[nodiscard]] size_t BucketOf(std::string_view written);
  [[nodiscard]] size_t BucketOfText(int64_t text, const table::TextPool& texts);

  MoneySettings settings_;
  std::vector<ExchangeRate> rates_;    // with codes for currencies
  int64_t window_begin_, window_end_;  // packed; the end is outside
  std::vector<Bucket> buckets_;
  std::vector<uint16_t> bucket_of_text_;  // by text id; kNoBucket = not asked yet
  size_t source_bucket_ = 0;
  int64_t tax_up_ = 1, tax_down_ = 1;
  uint64_t tax_converted_ = 0;
  uint64_t currency_converted_ = 0;
  std::vector<int64_t> amounts_;
  std::vector<Unusable> unusable_;
};

// numerator / denominator to the nearest whole number, halves away from zero; denominator > 0. Nothing where the result
// is larger than an amount may be (kMoneyMinorMax).
[[nodiscard]] std::optional<int64_t> ScaledAmount(int64_t minor, int64_t up, int64_t down, int64_t rate_billionths);

}  // namespace loyalane::profile
