// The datasets that Loyalane reads and the fields that each can have: names, types, labels, header synonyms, and which
// fields say whose row it is (docs/datasets.md). One table; the importer, the page's selects, the schema and the docs
// all read it.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace loyalane::model {

enum class DatasetId : uint8_t {
  kShipments,
  kCustomers,
  kCharges,
  kCases,
  kCarrierShare,
  kSurvey,
  kPoints,
  kReferrals,
  kInventory,
  kContacts,
  kVisits,
  kAmHistory,
  kCosts,
  kAttributes,
  // The loyalty club.
  kMembers,
  kPayments,
  kParticipations,
  kRedemptions,
  kGifts,
  kMerchants,
};
inline constexpr size_t kDatasetCount = static_cast<size_t>(DatasetId::kMerchants) + 1;

enum class FieldId : uint8_t {
  // Whose row it is.
  kCustomerId,
  kAccountNo,
  kCustomerName,
  kMemberNo,
  kReferrerMember,
  // Shipments.
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
  kAmountExcl,
  kAmountIncl,
  kTaxAmount,
  kTaxRate,
  kCurrency,
  kProduct,
  kPayMethod,
  kPieces,
  // Orders of a transport management system.
  kVehicleRequiredTime,
  kVehicleAssignedTime,
  kVehicleArrivedTime,
  kDepartedTime,
  kArrivedTime,
  kPodRequired,
  kPodReturnedTime,
  kDamagedPieces,
  kDocumentErrors,
  // Customers.
  kGroupName,
  kIndustry,
  kOutlet,
  kAccountManager,
  kContactName,
  kMobile,
  kSettlePeriod,
  kCreditDays,
  kDiscount,
  kOpenedOn,
  kContractEnd,
  kCustomerState,
  kLastMonthWaybills,
  kLastMonthAmount,
  // Charges.
  kChargeKind,
  kChargedAt,
  kNote,
  // Cases.
  kCaseId,
  kCaseType,
  kCaseState,
  kChannel,
  kOpenedAt,
  kFirstResponseAt,
  kClosedAt,
  kResponsible,
  kOutcome,
  kClaimAmount,
  kClaimedAmount,
  // Survey.
  kScore,
  kAnsweredAt,
  // Carrier share.
  kCarrier,
  kShare,
  kMindRank,
  kSource,
  kShareAsOf,
  // Points.
  kPointsDelta,
  kPointsType,
  kPointsAt,
  kExpireAt,
  kBalance,
  kRelatedNo,
  // Referrals.
  kRefereeCustomer,
  kClaimedAt,
  kPaidAt,
  kPaidAmount,
  kRefundedAt,
  kRefundedAmount,
  kRefereeMobile,
  kRefereeCreditCode,
  kChoice,
  // Inventory.
  kSnapshotDate,
  kWarehouse,
  kLocation,
  kSku,
  kSkuName,
  kLot,
  kInboundDate,
  kQtyOnHand,
  kQtyAvailable,
  kQtyFrozen,
  kUnit,
  kUnitPrice,
  kSafetyStock,
  // Contacts.
  kContactRole,
  kBirthday,
  kBirthdayCalendar,
  kCompanyDay,
  kConsent,
  kPreference,
  // Visits.
  kVisitedAt,
  kVisitor,
  kVisitKind,
  kAttitude,
  kNeeds,
  kOffers,
  // History of account managers.
  kFromDate,
  kToDate,
  kReason,
  // Costs.
  kCostKind,
  kCostAmount,
  // Members of the club.
  kMemberClass,
  kMemberState,
  kAppliedOn,
  kApprovedOn,
  kCardOn,
  kExitedOn,
  kFormComplete,
  kCreditCode,
  kRepresentative,
  // Payments.
  kDueAmount,
  kDocumentNo,
  // Participations.
  kParticipatedAt,
  kParticipationKind,
  kEventTitle,
  kParticipationResult,
  kAwardPoints,
  // Redemptions.
  kRedeemedAt,
  kReward,
  kPointsSpent,
  kRedeemedQty,
  kRedemptionKind,
  kReversedAt,
  // Gifts.
  kGiftSku,
  kGiftName,
  kPointsPrice,
  kUnitCost,
  // Merchants and their offers.
  kMerchantNo,
  kMerchantName,
  kMerchantArea,
  kMerchantContact,
  kMerchantCategories,
  kAllianceMode,
  kPricePer1000,
  kOfferNo,
  kOfferText,
  // Stated attributes.
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
  kKey,       // names a customer or a member; becomes EventBatch::customer for the chosen one
  kText,      // index into the batch's text pool
  kWaybill,   // WaybillKey
  kInstant,   // Instant::packed()
  kMoney,     // minor units
  kNumber,    // millionths
  kShare,     // millionths of 1: "35%", "0.35" and, when the column's header or values say percent, "35"
  kStatus,    // ShipmentStatus
  kReal,      // the bits of a double (never -0.0, whose bits are kNull)
  kWhole,     // the number itself: points, days
  kPhone,     // index into the batch's text pool; digits lost by a spreadsheet make it missing
  kBirthday,  // Birthday::packed()
};

struct Field {
  FieldId id;
  std::string_view name;  // "ship_time": in mappings, JSON, CSV
  FieldType type;
  std::string_view zh, en;
  std::string_view synonyms;  // normalised headers between commas, best first; the name itself always matches
};

// Takes the next synonym off a list of them; empty at the end.
[[nodiscard]] std::string_view NextSynonym(std::string_view& synonyms);

struct DatasetField {
  FieldId field;
  bool required = false;
  // Takes a column only if that is left over by the fields before it: of the two arrival times of an order, of the two
  // amounts of a claim.
  bool spare = false;
  // Required: there must be a column of it, but its cells may be empty: a statement that nobody has paid yet has no
  // date of payment.
  bool may_be_empty = false;
};

struct Dataset {
  DatasetId id;
  std::string_view name;  // "carrier_share"
  std::string_view zh, en;
  std::span<const DatasetField> fields;
  // The fields that can say whose row it is, in the order in which they are proposed; none: the rows are nobody's.
  std::span<const FieldId> keys;
  bool key_required;  // false: a file of it may do without
};

[[nodiscard]] const Field& FieldOf(FieldId id);
[[nodiscard]] const Dataset& DatasetOf(DatasetId id);
[[nodiscard]] std::span<const Dataset> Datasets();
[[nodiscard]] std::optional<DatasetId> FindDataset(std::string_view name);
[[nodiscard]] std::optional<FieldId> FindField(std::string_view name);
[[nodiscard]] bool Has(const Dataset& dataset, FieldId field);
[[nodiscard]] bool IsKeyOf(const Dataset& dataset, FieldId field);
// The files of the loyalty club, the points and the referrals among them.
[[nodiscard]] bool IsOfClub(DatasetId dataset);
// The three fields that name a customer; rows of different datasets meet by them.
inline constexpr FieldId kCustomerKeys[] = {FieldId::kAccountNo, FieldId::kCustomerId, FieldId::kCustomerName};
// All fields that are a key of some dataset.
inline constexpr FieldId kRowKeys[] = {FieldId::kAccountNo, FieldId::kCustomerId,     FieldId::kCustomerName,
                                       FieldId::kMemberNo,  FieldId::kReferrerMember, FieldId::kWaybillNo};

}  // namespace loyalane::model
