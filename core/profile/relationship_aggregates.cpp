#include "profile/relationship_aggregates.h"

#include <algorithm>
#include <array>
#include <bit>

#include "profile/profile_table.h"

namespace loyalane::profile {
namespace {

using model::EventBatch;
using model::FieldId;
using model::kNull;
using table::kNoText;
using table::TextId;

// By CustomerFact.
constexpr std::array<FieldId, kCustomerFactCount> kCustomerFactFields = {
    FieldId::kOutlet, FieldId::kAccountManager, FieldId::kContactName, FieldId::kIndustry, FieldId::kGroupName};

int64_t At(const int64_t* column, uint32_t row) { return column == nullptr ? kNull : column[row]; }
TextId TextAt(const int64_t* column, uint32_t row) {
  return At(column, row) == kNull ? kNoText : static_cast<TextId>(column[row]);
}
double RealAt(const int64_t* column, uint32_t row) {
  return At(column, row) == kNull ? kMissing : std::bit_cast<double>(column[row]);
}

bool IsMerged(const EventBatch& batch, uint32_t row) { return !batch.merged.empty() && batch.merged[row] != 0; }

}  // namespace

void CustomersAggregate::Add(const EventBatch& batch, uint32_t file) {
  if (batch.customers->size() > customers_.size()) customers_.resize(batch.customers->size());
  const int64_t* opened = batch.Column(FieldId::kOpenedOn);
  const int64_t* name = batch.Column(FieldId::kCustomerName);
  std::array<const int64_t*, kCustomerFactCount> texts;
  for (size_t i = 0; i < kCustomerFactCount; ++i) texts[i] = batch.Column(kCustomerFactFields[i]);
  for (uint32_t row = 0; row < batch.rows; ++row) {
    CustomerFacts& facts = customers_[batch.customer[row]];
    facts.listed = true;
    if (At(opened, row) != kNull) facts.opened_on = std::min(facts.opened_on, Instant::FromPacked(opened[row]).day());
    const Said said{0, file, batch.source_row[row]};
    const TextId named = TextAt(name, row);
    if (named != kNoText && (facts.name == kNoText || said > facts.name_said)) {
      facts.name = named;
      facts.name_said = said;
    }
    for (size_t i = 0; i < kCustomerFactCount; ++i) {
      const TextId text = TextAt(texts[i], row);
      if (text != kNoText && (facts.texts[i] == kNoText || !IsMerged(batch, row))) facts.texts[i] = text;
    }
  }
}

void SurveyAggregate::Add(const EventBatch& batch) {
  const int64_t* score = batch.Column(FieldId::kScore);
  const int64_t* answered = batch.Column(FieldId::kAnsweredAt);
  for (uint32_t row = 0; row < batch.rows; ++row) {
    answers_.push_back({batch.customer[row], Instant::FromPacked(answered[row]).day(), score[row]});
  }
}

void CarrierShareAggregate::Add(const EventBatch& batch, uint32_t file) {
  const int64_t* carrier = batch.Column(FieldId::kCarrier);
  const int64_t* share = batch.Column(FieldId::kShare);
  const int64_t* rank = batch.Column(FieldId::kMindRank);
  const int64_t* as_of = batch.Column(FieldId::kShareAsOf);
  for (uint32_t row = 0; row < batch.rows; ++row) {
    const Said said{Instant::FromPacked(as_of[row]).day().since_epoch, file, batch.source_row[row]};
    statements_.push_back({batch.customer[row], TextAt(carrier, row), said, At(share, row), At(rank, row)});
  }
}

void AttributesAggregate::Add(const EventBatch& batch) {
  const int64_t* name = batch.Column(FieldId::kCustomerName);
  const auto column = [&batch](FieldId field) { return batch.Column(field); };
  const int64_t* rank = column(FieldId::kMindRank);
  for (uint32_t row = 0; row < batch.rows; ++row) {
    rows_.push_back(
        {batch.customer[row], IsMerged(batch, row), TextAt(name, row), RealAt(column(FieldId::kAvgSpend), row),
         RealAt(column(FieldId::kPurchaseCycleDays), row), RealAt(column(FieldId::kMonthlyContribution), row),
         RealAt(column(FieldId::kChoiceShare), row), RealAt(column(FieldId::kSatisfaction), row),
         At(rank, row) == kNull ? kMissing : static_cast<double>(rank[row]) / static_cast<double>(model::kMicro),
         RealAt(column(FieldId::kTenureMonths), row), RealAt(column(FieldId::kRecencyDays), row)});
  }
}

}  // namespace loyalane::profile
