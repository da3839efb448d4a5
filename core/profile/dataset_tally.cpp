#include "profile/dataset_tally.h"

#include <algorithm>

namespace loyalane::profile {
namespace {

using model::DatasetId;
using model::EventBatch;
using model::FieldId;
using model::kNull;
using table::kNoText;

constexpr FieldId kNone = static_cast<FieldId>(model::kFieldCount);

struct Meaning {
  DatasetId dataset;
  FieldId day;
  FieldId amount;
};
constexpr Meaning kMeanings[] = {
    {DatasetId::kShipments, FieldId::kShipTime, kNone},
    {DatasetId::kCharges, FieldId::kChargedAt, FieldId::kAmount},
    {DatasetId::kCases, FieldId::kOpenedAt, FieldId::kClaimAmount},
    {DatasetId::kSurvey, FieldId::kAnsweredAt, kNone},
    {DatasetId::kCarrierShare, FieldId::kShareAsOf, kNone},
    {DatasetId::kPoints, FieldId::kPointsAt, kNone},
    {DatasetId::kReferrals, FieldId::kClaimedAt, FieldId::kPaidAmount},
    {DatasetId::kInventory, FieldId::kSnapshotDate, kNone},
    {DatasetId::kVisits, FieldId::kVisitedAt, kNone},
    {DatasetId::kAmHistory, FieldId::kFromDate, kNone},
    {DatasetId::kCosts, kNone, FieldId::kCostAmount},
    {DatasetId::kMembers, FieldId::kAppliedOn, kNone},
    {DatasetId::kPayments, FieldId::kPaidAt, FieldId::kPaidAmount},
    {DatasetId::kParticipations, FieldId::kParticipatedAt, kNone},
    {DatasetId::kRedemptions, FieldId::kRedeemedAt, kNone},
};

Meaning MeaningOf(DatasetId dataset) {
  for (const Meaning& meaning : kMeanings) {
    if (meaning.dataset == dataset) return meaning;
  }
  return {dataset, kNone, kNone};
}

const int64_t* ColumnOf(const EventBatch& batch, FieldId field) {
  return field == kNone ? nullptr : batch.Column(field);
}

}  // namespace

void DatasetTally::Add(const EventBatch& batch) {
  const Meaning meaning = MeaningOf(dataset_);
  if (dataset_ == DatasetId::kShipments) {
    // Millions of rows: a byte a customer stays near.
    if (batch.customers->size() > seen_.size()) seen_.resize(batch.customers->size());
    uint8_t* seen = seen_.data();
    const table::TextId* customer = batch.customer.data();
    for (uint32_t row = 0; row < batch.rows; ++row) seen[customer[row]] = 1;
  } else {
    AddRows(batch);
  }
  if (const int64_t* days = ColumnOf(batch, meaning.day); days != nullptr) {
    // Packed instants are ordered by time, so the days need unpacking only once.
    int64_t first = INT64_MAX;
    int64_t last = kNull;
    for (uint32_t row = 0; row < batch.rows; ++row) {
      const int64_t known = days[row] == kNull ? INT64_MAX : days[row];
      first = known < first ? known : first;
      last = days[row] > last ? days[row] : last;
    }
    if (last != kNull) {
      first_ = std::min(first_, Instant::FromPacked(first).day());
      last_ = std::max(last_, Instant::FromPacked(last).day());
    }
  }
  if (const int64_t* amounts = ColumnOf(batch, meaning.amount); amounts != nullptr) {
    has_amount_ = true;
    for (uint32_t row = 0; row < batch.rows; ++row) amount_minor_ += amounts[row] == kNull ? 0 : amounts[row];
  }
}

void DatasetTally::AddRows(const EventBatch& batch) {
  if (batch.customers->size() > rows_of_customer_.size()) rows_of_customer_.resize(batch.customers->size());
  const int64_t* waybills = batch.Column(FieldId::kWaybillNo);
  for (uint32_t row = 0; row < batch.rows; ++row) {
    if (batch.customer[row] != kNoText) {
      ++rows_of_customer_[batch.customer[row]];
    } else if (waybills != nullptr && waybills[row] != kNull) {
      waybills_.push_back(static_cast<model::WaybillKey>(waybills[row]));
    }
  }
}

void DatasetTally::Combine(const DatasetTally& other) {
  if (other.rows_of_customer_.size() > rows_of_customer_.size())
    rows_of_customer_.resize(other.rows_of_customer_.size());
  for (size_t i = 0; i < other.rows_of_customer_.size(); ++i) rows_of_customer_[i] += other.rows_of_customer_[i];
  other.Mark(seen_);
  waybills_.insert(waybills_.end(), other.waybills_.begin(), other.waybills_.end());
  first_ = std::min(first_, other.first_);
  last_ = std::max(last_, other.last_);
  amount_minor_ += other.amount_minor_;
  has_amount_ = has_amount_ || other.has_amount_;
}

uint64_t DatasetTally::Keys() const {
  std::vector<model::WaybillKey> waybills = waybills_;
  std::sort(waybills.begin(), waybills.end());
  uint64_t keys = 0;
  for (size_t i = 0; i < waybills.size(); ++i) keys += i == 0 || waybills[i] != waybills[i - 1] ? 1 : 0;
  std::vector<uint8_t> known;
  Mark(known);
  for (const uint8_t one : known) keys += one;
  return keys;
}

std::optional<Window> DatasetTally::Days() const {
  if (last_ < first_) return std::nullopt;
  return Window{first_, last_};
}

std::optional<Money> DatasetTally::Amount() const {
  if (!has_amount_) return std::nullopt;
  return Money{amount_minor_};
}

void DatasetTally::Mark(std::vector<uint8_t>& known) const {
  known.resize(std::max({known.size(), seen_.size(), rows_of_customer_.size()}));
  for (size_t i = 0; i < seen_.size(); ++i) {
    if (seen_[i] != 0) known[i] = 1;
  }
  for (size_t i = 0; i < rows_of_customer_.size(); ++i) {
    if (rows_of_customer_[i] > 0) known[i] = 1;
  }
}

DatasetTally::Strangers DatasetTally::NotAmong(const std::vector<uint8_t>& known) const {
  Strangers strangers;
  for (size_t i = 0; i < rows_of_customer_.size(); ++i) {
    if (rows_of_customer_[i] == 0 || (i < known.size() && known[i] != 0)) continue;
    strangers.rows += rows_of_customer_[i];
    ++strangers.customers;
  }
  return strangers;
}

}  // namespace loyalane::profile
