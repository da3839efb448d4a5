#include "profile/money_conversion.h"

#include <algorithm>
#include <cmath>

#include "base/money.h"
#include "math/round.h"
#include "math/wide_int.h"
#include "table/text_pool.h"

namespace loyalane::profile {
namespace {

using model::EventBatch;
using model::FieldId;
using model::kMicro;
using model::kNull;
using table::TextId;

constexpr uint16_t kNoBucket = UINT16_MAX;
// A column that holds more kinds of text than this is no column of currencies; what comes then is one kind, named "…".
constexpr size_t kCurrenciesMax = 200;
// Named in an error.
constexpr size_t kCurrenciesShown = 8;

int64_t PackedBegin(Day day) { return Instant(day, 0, Precision::kDay).packed(); }

int64_t RateOf(const SourceMoney& source, const MoneySettings& settings) {
  if (source.tax_rate_micro) return *source.tax_rate_micro;
  return settings.default_tax_rate ? math::NearestWhole(*settings.default_tax_rate * static_cast<double>(kMicro)) : -1;
}

TaxBasis OtherThan(TaxBasis basis) { return basis == TaxBasis::kIncluded ? TaxBasis::kExcluded : TaxBasis::kIncluded; }

Error WithBasis(Error error, TaxBasis basis) {
  const bool included = basis == TaxBasis::kIncluded;
  return std::move(error)
      .With("basis", included ? "含税" : "不含税")
      .With("basis_en", included ? "with tax" : "without tax");
}

void AppendTo(std::string& list, std::string_view item) {
  if (!list.empty()) list += ", ";
  list += item;
}

}  // namespace

std::optional<int64_t> ScaledAmount(int64_t minor, int64_t up, int64_t down, int64_t rate_billionths) {
  const math::Int128 numerator = static_cast<math::Int128>(minor) * up * rate_billionths;
  const math::Int128 denominator = static_cast<math::Int128>(down) * kRateUnit;
  const math::Int128 magnitude = numerator < 0 ? -numerator : numerator;
  const math::Int128 rounded = (magnitude + denominator / 2) / denominator;
  if (rounded > kMoneyMinorMax) return std::nullopt;
  return static_cast<int64_t>(numerator < 0 ? -rounded : rounded);
}

Result<TaxPlan> PlanTax(const std::vector<SourceMoney>& sources, const MoneySettings& settings) {
  TaxPlan plan{settings.tax_basis, std::vector<int64_t>(sources.size(), 0)};
  const TaxBasis other = OtherThan(settings.tax_basis);
  const SourceMoney* without_rate = nullptr;
  bool all_other = !sources.empty();
  for (size_t i = 0; i < sources.size(); ++i) {
    if (sources[i].tax_basis != other) {
      all_other = false;
      continue;
    }
    const int64_t rate = RateOf(sources[i], settings);
    if (rate >= 0) {
      plan.rate_micro[i] = rate;
    } else if (without_rate == nullptr) {
      without_rate = &sources[i];
    }
  }
  if (without_rate == nullptr) return plan;
  if (!all_other) return WithBasis(Error(ErrorId::kTaxBasesMixed), other).At(without_rate->name);
  plan.basis = other;
  std::fill(plan.rate_micro.begin(), plan.rate_micro.end(), 0);
  return plan;
}

std::vector<Error> TaxNotices(const std::vector<SourceMoney>& sources, const MoneySettings& settings,
                              const TaxPlan& plan) {
  std::vector<Error> notices;
  if (plan.basis != settings.tax_basis) notices.push_back(WithBasis(Error(ErrorId::kTaxBasisOther), plan.basis));
  std::string silent;
  bool any_says = false;
  for (const SourceMoney& source : sources) {
    if (source.tax_basis) {
      any_says = true;
    } else {
      AppendTo(silent, source.name);
    }
  }
  if (any_says && !silent.empty())
    notices.push_back(WithBasis(Error(ErrorId::kTaxBasisAssumed), plan.basis).With("files", silent));
  return notices;
}

MoneyConversion::MoneyConversion(const MoneySettings& settings, Window window)
    : settings_(settings),
      rates_(settings.rates),
      window_begin_(PackedBegin(window.from)),
      window_end_(PackedBegin(window.to + 1)) {
  settings_.currency = CurrencyCode(settings.currency);
  for (ExchangeRate& rate : rates_) rate.currency = CurrencyCode(rate.currency);
}

size_t MoneyConversion::BucketOf(std::string_view written) {
  std::string code = CurrencyCode(written);
  for (const bool last_try : {false, true}) {
    for (size_t i = 0; i < buckets_.size(); ++i) {
      if (buckets_[i].total.currency == code) return i;
    }
    if (last_try || buckets_.size() < kCurrenciesMax) break;
    code = "…";
  }
  Bucket bucket;
  bucket.is_own = code == settings_.currency;
  for (const ExchangeRate& rate : rates_) {
    if (rate.currency != code) continue;
    bucket.rates.push_back({PackedBegin(rate.from), rate.billionths});
    for (size_t i = bucket.rates.size() - 1; i > 0 && bucket.rates[i - 1].from_packed > bucket.rates[i].from_packed;
         --i)
      std::swap(bucket.rates[i - 1], bucket.rates[i]);
  }
  bucket.total.currency = std::move(code);
  buckets_.push_back(std::move(bucket));
  return buckets_.size() - 1;
}

size_t MoneyConversion::BucketOfText(int64_t text, const table::TextPool& texts) {
  if (text == kNull) return source_bucket_;
  const auto id = static_cast<size_t>(text);
  if (id >= bucket_of_text_.size()) bucket_of_text_.resize(texts.size(), kNoBucket);
  if (bucket_of_text_[id] == kNoBucket)
    bucket_of_text_[id] = static_cast<uint16_t>(BucketOf(texts[static_cast<TextId>(text)]));
  return bucket_of_text_[id];
}

void MoneyConversion::BeginSource(const SourceMoney& source, int64_t tax_rate_micro, TaxBasis to) {
  source_bucket_ = BucketOf(source.currency);
  tax_up_ = 1;
  tax_down_ = 1;
  if (tax_rate_micro > 0) {
    tax_up_ = to == TaxBasis::kIncluded ? kMicro + tax_rate_micro : kMicro;
    tax_down_ = to == TaxBasis::kIncluded ? kMicro : kMicro + tax_rate_micro;
  }
  tax_converted_ = 0;
  currency_converted_ = 0;
}

const int64_t* MoneyConversion::Convert(const EventBatch& batch) {
  const int64_t* amount = batch.Column(FieldId::kAmount);
  const int64_t* shipped = batch.Column(FieldId::kShipTime);
  const int64_t* currency = batch.Column(FieldId::kCurrency);
  unusable_.clear();
  const bool taxed = tax_up_ != tax_down_;
  bool copied = false;
  size_t at = source_bucket_;
  int64_t text = kNull;
  for (uint32_t row = 0; row < batch.rows;) {
    if (currency != nullptr && currency[row] != text) {
      text = currency[row];
      at = BucketOfText(text, *batch.texts);
    }
    // Neighbours are mostly of one currency: all that are, at once.
    uint32_t end = row + 1;
    while (end < batch.rows && (currency == nullptr || currency[end] == text)) ++end;
    Bucket& bucket = buckets_[at];
    CurrencyTotal& total = bucket.total;
    const bool converts = taxed || !bucket.rates.empty();
    if (converts && !copied) {
      amounts_.assign(amount, amount + batch.rows);
      copied = true;
    }
    int64_t sum = 0;
    int64_t sum_in = 0;
    uint64_t in = 0;
    for (uint32_t i = row; i < end; ++i) {
      const bool inside = shipped[i] >= window_begin_ && shipped[i] < window_end_;
      sum += amount[i];
      sum_in += inside ? amount[i] : 0;
      in += inside ? 1 : 0;
    }
    total.rows += end - row;
    total.rows_in_window += in;
    total.amount_minor += sum;
    total.in_window_minor += sum_in;
    if (!converts) total.counted_minor += sum_in;
    for (uint32_t i = row; converts && i < end; ++i) {
      if (shipped[i] < window_begin_ || shipped[i] >= window_end_) continue;
      int64_t rate = kRateUnit;
      std::optional<int64_t> scaled;
      ErrorId cause = ErrorId::kAmountTooLarge;
      if (!bucket.rates.empty()) {
        const auto after =
            std::upper_bound(bucket.rates.begin(), bucket.rates.end(), shipped[i],
                             [](int64_t time, const DatedRate& each) { return time < each.from_packed; });
        rate = after == bucket.rates.begin() ? 0 : (after - 1)->billionths;
      }
      if (rate == 0) {
        cause = ErrorId::kBeforeFirstRate;
      } else {
        scaled = ScaledAmount(amount[i], tax_up_, tax_down_, rate);
      }
      amounts_[i] = scaled.value_or(kNull);
      if (scaled) {
        total.counted_minor += *scaled;
        tax_converted_ += taxed ? 1 : 0;
        currency_converted_ += bucket.rates.empty() ? 0 : 1;
        continue;
      }
      unusable_.push_back({i, cause,
                           cause == ErrorId::kBeforeFirstRate
                               ? ToIso(Instant::FromPacked(shipped[i]).day()) + " " + total.currency
                               : ToDecimal({amount[i]})});
      --total.rows;
      --total.rows_in_window;
      total.amount_minor -= amount[i];
      total.in_window_minor -= amount[i];
    }
    row = end;
  }
  return copied ? amounts_.data() : amount;
}

void MoneyConversion::Combine(const MoneyConversion& other) {
  for (const Bucket& from : other.buckets_) {
    CurrencyTotal& total = buckets_[BucketOf(from.total.currency)].total;
    total.rows += from.total.rows;
    total.amount_minor += from.total.amount_minor;
    total.rows_in_window += from.total.rows_in_window;
    total.in_window_minor += from.total.in_window_minor;
    total.counted_minor += from.total.counted_minor;
  }
}

Result<MoneyTotals> MoneyConversion::Finish() const {
  MoneyTotals totals;
  totals.currency = settings_.currency;
  size_t in_window = 0;  // currencies that have amounts there
  size_t without_rate = 0;
  std::string all;
  std::string missing;
  const Bucket* last = nullptr;
  while (true) {
    // The next one by its code; there are few.
    const Bucket* next = nullptr;
    for (const Bucket& bucket : buckets_) {
      if (bucket.total.rows == 0 || (last != nullptr && bucket.total.currency <= last->total.currency)) continue;
      if (next == nullptr || bucket.total.currency < next->total.currency) next = &bucket;
    }
    if (next == nullptr) break;
    last = next;
    const CurrencyTotal& total = next->total;
    totals.currencies.push_back(total);
    if (total.rows_in_window == 0) continue;
    if (++in_window <= kCurrenciesShown) AppendTo(all, total.currency);
    if (next->is_own || !next->rates.empty()) continue;
    if (++without_rate <= kCurrenciesShown) AppendTo(missing, total.currency);
  }
  if (without_rate == 0) return totals;
  if (in_window == 1) {
    totals.currency = missing;
    return totals;
  }
  if (in_window > kCurrenciesShown) AppendTo(all, "…");
  return Error(ErrorId::kCurrenciesMixed).With("currencies", all).With("missing", missing);
}

}  // namespace loyalane::profile
