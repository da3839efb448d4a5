// The datasets that Loyalane reads and the fields that each can have: names, types, labels, header synonyms (domain.md
// "Canonical fields and header synonyms"). One table; the importer, the page's selects, the schema and the docs all
// read it.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace loyalane::model {

enum class DatasetId : uint8_t { kShipments, kCustomers, kCarrierShare, kSurvey, kAttributes };
inline constexpr size_t kDatasetCount = 5;

enum class FieldId : uint8_t {
  kCustomerId,
  kAccountNo,
  kCustomerName,
  kWaybillNo,
  kOrderNo,
  kShipTime,
  kPromisedTime,
  kDeliveredTime,
  kStatus,
  kOrigin,
  kDest,
  kWeightChargeKg,
  kWeightActualKg,
  kAmount,
  kCurrency,
  kProduct,
  kPayMethod,
  kPieces,
  kIndustry,
  kOutlet,
  kAccountManager,
  kContactName,
  kOpenedOn,
  kContractEnd,
  kCarrier,
  kShare,
  kMindRank,
  kSource,
  kShareAsOf,
  kScore,
  kAnsweredAt,
  kAvgSpend,
  kPurchaseCycleDays,
  kMonthlyContribution,
  kChoiceShare,
  kSatisfaction,
  kTenureMonths,
  kRecencyDays,
};
inline constexpr size_t kFieldCount = static_cast<size_t>(FieldId::kRecencyDays) + 1;

// How a cell of the field is read, and what an EventBatch column of it holds (int64 each; kNull = missing).
enum class FieldType : uint8_t {
  kKey,      // one of the three names of a customer; becomes EventBatch::customer for the chosen one
  kText,     // index into the batch's text pool
  kWaybill,  // WaybillKey
  kInstant,  // Instant::packed()
  kMoney,    // minor units
  kNumber,   // millionths
  kShare,    // millionths of 1: "35%", "0.35" and, when the column's header or values say percent, "35"
  kStatus,   // ShipmentStatus
  kReal,     // the bits of a double (never -0.0, whose bits are kNull)
};

struct Field {
  FieldId id;
  std::string_view name;  // "ship_time": in mappings, JSON, CSV
  FieldType type;
  std::string_view zh, en;
  std::span<const std::string_view> synonyms;  // normalised headers, best first; the name itself always matches
};

struct DatasetField {
  FieldId field;
  bool required;
};

struct Dataset {
  DatasetId id;
  std::string_view name;  // "carrier_share"
  std::string_view zh, en;
  std::span<const DatasetField> fields;  // a customer key is always required besides
};

[[nodiscard]] const Field& FieldOf(FieldId id);
[[nodiscard]] const Dataset& DatasetOf(DatasetId id);
[[nodiscard]] std::span<const Dataset> Datasets();
[[nodiscard]] std::optional<DatasetId> FindDataset(std::string_view name);
[[nodiscard]] std::optional<FieldId> FindField(std::string_view name);
[[nodiscard]] bool Has(const Dataset& dataset, FieldId field);
// The three fields that can say who the customer is, in the order in which they are proposed.
inline constexpr FieldId kCustomerKeys[] = {FieldId::kAccountNo, FieldId::kCustomerId, FieldId::kCustomerName};

}  // namespace loyalane::model
