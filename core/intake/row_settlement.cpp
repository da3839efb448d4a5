#include "intake/row_settlement.h"

#include "math/number_text.h"

namespace loyalane::intake {
namespace {

using model::FieldId;

// Customers named in PROFILE-306.
constexpr size_t kCustomersNamed = 5;

profile::SourceMoney MoneyOf(const RowSettlement::Source& source) {
  const ingest::ReadPlan& plan = *source.plan;
  profile::SourceMoney money;
  money.name = source.name;
  money.currency = plan.default_currency;
  if (plan.tax_basis == ingest::TaxBasis::kIncluded) money.tax_basis = profile::TaxBasis::kIncluded;
  if (plan.tax_basis == ingest::TaxBasis::kExcluded) money.tax_basis = profile::TaxBasis::kExcluded;
  money.tax_rate_micro = plan.tax_rate;
  return money;
}

}  // namespace

RowSettlement::RowSettlement(const profile::MoneySettings& money, const document::CustomerSettings& customers,
                             const std::vector<Source>& sources, Window window)
    : settings_(money), window_(window), tax_(profile::TaxPlan{}), money_(money, window), merges_(customers) {
  for (const Source& source : sources) {
    amount_columns_.push_back(source.plan->ColumnOf(FieldId::kAmount).value_or(ingest::kNoColumn));
    currency_columns_.push_back(source.plan->ColumnOf(FieldId::kCurrency).value_or(ingest::kNoColumn));
    const bool has_money = source.plan->dataset == model::DatasetId::kShipments;
    money_of_.push_back(has_money ? std::optional(moneys_.size()) : std::nullopt);
    if (has_money) moneys_.push_back(MoneyOf(source));
  }
  tax_ = profile::PlanTax(moneys_, settings_);
}

Status RowSettlement::Check() const {
  if (!tax_) return tax_.error();
  return Done{};
}

void RowSettlement::BeginSource(size_t source) {
  at_ = source;
  noted_.clear();
  noted_counts_ = {};
  noted_amount_ = {};
  if (const auto money = money_of_[source]) money_.BeginSource(moneys_[*money], tax_->rate_micro[*money], tax_->basis);
}

const int64_t* RowSettlement::Amounts(const model::EventBatch& batch) {
  const int64_t* amounts = money_.Convert(batch);
  for (const profile::MoneyConversion::Unusable& each : money_.unusable()) {
    noted_amount_ += Money{batch.Column(FieldId::kAmount)[each.row]};
    ++noted_counts_[each.cause == ErrorId::kBeforeFirstRate ? 0 : 1];
    if (noted_.size() < ingest::kIssueSamplesMax)
      noted_.push_back({batch.source_row[each.row], each.cause, each.value});
  }
  merges_.Count(batch, amounts, window_);
  return amounts;
}

RowSettlement::SourceOutcome RowSettlement::EndSource(ingest::IssueLog& issues, std::vector<Error>& notices) const {
  if (!money_of_[at_]) return {};
  for (const Noted& each : noted_) {
    const bool rate = each.cause == ErrorId::kBeforeFirstRate;
    issues.Add(each.cause, each.row, (rate ? currency_columns_ : amount_columns_)[at_], each.value);
  }
  uint64_t listed_before_rate = 0;
  for (const Noted& each : noted_) listed_before_rate += each.cause == ErrorId::kBeforeFirstRate ? 1 : 0;
  issues.Count(ErrorId::kBeforeFirstRate, noted_counts_[0] - listed_before_rate);
  issues.Count(ErrorId::kAmountTooLarge, noted_counts_[1] - (noted_.size() - listed_before_rate));
  if (money_.tax_converted() > 0) {
    constexpr double kMicroPerPercent = 10'000;
    const bool included = tax_->basis == profile::TaxBasis::kIncluded;
    notices.push_back(
        Error(ErrorId::kTaxConverted)
            .With("count", std::to_string(money_.tax_converted()))
            .With("rate", math::NumberText(static_cast<double>(tax_->rate_micro[*money_of_[at_]]) / kMicroPerPercent))
            .With("basis", included ? "含税" : "不含税")
            .With("basis_en", included ? "with tax" : "without tax"));
  }
  return {noted_counts_[0] + noted_counts_[1], noted_amount_, money_.tax_converted(), money_.currency_converted()};
}

std::vector<Error> RowSettlement::Notices() const {
  std::vector<Error> notices = profile::TaxNotices(moneys_, settings_, *tax_);
  std::string unknown;
  size_t count = 0;
  for (const document::AppliedMerge& merge : merges_.applied()) {
    if (merge.found || ++count > kCustomersNamed) continue;
    unknown += (unknown.empty() ? "" : ", ") + merge.from;
  }
  if (count > kCustomersNamed) unknown += ", …";
  if (count > 0)
    notices.push_back(
        Error(ErrorId::kMergedCustomerUnknown).With("count", std::to_string(count)).With("customers", unknown));
  return notices;
}

}  // namespace loyalane::intake
