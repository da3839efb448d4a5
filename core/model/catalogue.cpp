#include "model/catalogue.h"

#include <algorithm>
#include <array>

namespace loyalane::model {
namespace {

using Id = FieldId;
constexpr bool kRequired = true;
constexpr bool kOptional = false;
constexpr bool kSpare = true;
constexpr bool kNotSpare = false;
constexpr bool kMayBeEmpty = true;

constexpr DatasetField kShipmentFields[] = {
    {Id::kCustomerId},
    {Id::kAccountNo},
    {Id::kCustomerName},
    {Id::kWaybillNo},
    {Id::kOrderNo},
    {Id::kShipTime, kRequired},
    {Id::kPromisedTime},
    {Id::kDeliveredTime},
    {Id::kStatus},
    {Id::kOrigin},
    {Id::kDest},
    {Id::kWeightChargeKg},
    {Id::kWeightActualKg},
    {Id::kAmount, kRequired},
    {Id::kAmountExcl},
    {Id::kAmountIncl},
    {Id::kTaxAmount},
    {Id::kTaxRate},
    {Id::kCurrency},
    {Id::kProduct},
    {Id::kPayMethod},
    {Id::kPieces},
    {Id::kVehicleRequiredTime},
    {Id::kVehicleAssignedTime},
    {Id::kVehicleArrivedTime},
    {Id::kDepartedTime},
    {Id::kArrivedTime, kOptional, kSpare},
    {Id::kPodRequired},
    {Id::kPodReturnedTime},
    {Id::kDamagedPieces},
    {Id::kDocumentErrors},
};
constexpr DatasetField kCustomerFields[] = {
    {Id::kCustomerId}, {Id::kAccountNo},    {Id::kCustomerName},      {Id::kGroupName},
    {Id::kIndustry},   {Id::kOutlet},       {Id::kAccountManager},    {Id::kContactName},
    {Id::kMobile},     {Id::kSettlePeriod}, {Id::kCreditDays},        {Id::kDiscount},
    {Id::kOpenedOn},   {Id::kContractEnd},  {Id::kPayMethod},         {Id::kCustomerState},
    {Id::kNote},       {Id::kMemberNo},     {Id::kLastMonthWaybills}, {Id::kLastMonthAmount},
    {Id::kCreditCode},
};
constexpr DatasetField kChargeFields[] = {
    {Id::kCustomerId},        {Id::kAccountNo}, {Id::kCustomerName}, {Id::kWaybillNo},  {Id::kChargeKind, kRequired},
    {Id::kAmount, kRequired}, {Id::kChargedAt}, {Id::kSettlePeriod}, {Id::kAmountExcl}, {Id::kAmountIncl},
    {Id::kTaxAmount},         {Id::kTaxRate},   {Id::kCurrency},     {Id::kNote},
};
constexpr DatasetField kCaseFields[] = {
    {Id::kCustomerId},
    {Id::kAccountNo},
    {Id::kCustomerName},
    {Id::kCaseId},
    {Id::kWaybillNo},
    {Id::kCaseType},
    {Id::kChannel},
    {Id::kOpenedAt, kRequired},
    {Id::kFirstResponseAt},
    {Id::kClosedAt},
    {Id::kResponsible},
    {Id::kOutcome},
    {Id::kClaimAmount},
    {Id::kClaimedAmount, kOptional, kSpare},
    {Id::kCaseState},
    {Id::kScore},
    {Id::kNote},
};
constexpr DatasetField kSurveyFields[] = {
    {Id::kCustomerId}, {Id::kAccountNo}, {Id::kCustomerName}, {Id::kScore, kRequired}, {Id::kAnsweredAt, kRequired},
};
constexpr DatasetField kCarrierShareFields[] = {
    {Id::kCustomerId}, {Id::kAccountNo}, {Id::kCustomerName}, {Id::kCarrier, kRequired},
    {Id::kShare},      {Id::kMindRank},  {Id::kSource},       {Id::kShareAsOf, kRequired},
};
constexpr DatasetField kPointsFields[] = {
    {Id::kCustomerId}, {Id::kAccountNo},           {Id::kCustomerName}, {Id::kMemberNo}, {Id::kPointsDelta, kRequired},
    {Id::kPointsType}, {Id::kPointsAt, kRequired}, {Id::kExpireAt},     {Id::kBalance},  {Id::kRelatedNo},
    {Id::kNote},
};
constexpr DatasetField kReferralFields[] = {
    {Id::kReferrerMember}, {Id::kRefereeCustomer, kRequired},
    {Id::kRefereeMobile},  {Id::kRefereeCreditCode},
    {Id::kClaimedAt},      {Id::kPaidAt},
    {Id::kPaidAmount},     {Id::kRefundedAt},
    {Id::kRefundedAmount}, {Id::kChoice},
    {Id::kNote},
};
constexpr DatasetField kInventoryFields[] = {
    {Id::kCustomerId},
    {Id::kAccountNo},
    {Id::kCustomerName},
    {Id::kSnapshotDate},
    {Id::kLocation},
    {Id::kWarehouse, kOptional, kSpare},
    {Id::kSku, kRequired},
    {Id::kSkuName},
    {Id::kLot},
    {Id::kInboundDate},
    {Id::kQtyOnHand, kRequired},
    {Id::kQtyAvailable},
    {Id::kQtyFrozen},
    {Id::kUnit},
    {Id::kUnitPrice},
    {Id::kSafetyStock},
    {Id::kNote},
};
constexpr DatasetField kContactFields[] = {
    {Id::kCustomerId},  {Id::kAccountNo}, {Id::kCustomerName}, {Id::kContactName, kRequired},
    {Id::kContactRole}, {Id::kMobile},    {Id::kBirthday},     {Id::kBirthdayCalendar},
    {Id::kCompanyDay},  {Id::kConsent},   {Id::kPreference},   {Id::kNote},
};
constexpr DatasetField kVisitFields[] = {
    {Id::kCustomerId}, {Id::kAccountNo}, {Id::kCustomerName}, {Id::kVisitedAt, kRequired},
    {Id::kVisitor},    {Id::kVisitKind}, {Id::kAttitude},     {Id::kNeeds},
    {Id::kOffers},     {Id::kOutcome},   {Id::kNote},
};
constexpr DatasetField kAmHistoryFields[] = {
    {Id::kCustomerId},          {Id::kAccountNo}, {Id::kCustomerName}, {Id::kAccountManager, kRequired},
    {Id::kFromDate, kRequired}, {Id::kToDate},    {Id::kReason},       {Id::kNote},
};
constexpr DatasetField kCostFields[] = {
    {Id::kCustomerId},
    {Id::kAccountNo},
    {Id::kCustomerName},
    {Id::kSettlePeriod, kRequired},
    {Id::kCostKind, kRequired},
    {Id::kCostAmount, kRequired},
    {Id::kCurrency},
    {Id::kNote},
};
constexpr DatasetField kAttributeFields[] = {
    {Id::kCustomerId},        {Id::kAccountNo},           {Id::kCustomerName}, {Id::kAvgSpend},
    {Id::kPurchaseCycleDays}, {Id::kMonthlyContribution}, {Id::kChoiceShare},  {Id::kSatisfaction},
    {Id::kMindRank},          {Id::kTenureMonths},        {Id::kRecencyDays},
};

constexpr DatasetField kMemberFields[] = {
    {Id::kCustomerId},       {Id::kAccountNo},      {Id::kMemberNo},
    {Id::kCustomerName},     {Id::kMemberClass},    {Id::kMemberState, kRequired, kNotSpare, kMayBeEmpty},
    {Id::kAppliedOn},        {Id::kApprovedOn},     {Id::kCardOn},
    {Id::kExitedOn},         {Id::kFormComplete},   {Id::kBirthday},
    {Id::kBirthdayCalendar}, {Id::kConsent},        {Id::kCreditCode},
    {Id::kMobile},           {Id::kRepresentative}, {Id::kNote},
};
constexpr DatasetField kPaymentFields[] = {
    {Id::kCustomerId},
    {Id::kAccountNo},
    {Id::kCustomerName},
    {Id::kSettlePeriod, kRequired},
    {Id::kDueAmount, kRequired},
    {Id::kPaidAt, kRequired, kNotSpare, kMayBeEmpty},
    {Id::kPaidAmount},
    {Id::kRefundedAt},
    {Id::kRefundedAmount},
    {Id::kDocumentNo},
    {Id::kCurrency},
    {Id::kNote},
};
constexpr DatasetField kParticipationFields[] = {
    {Id::kCustomerId},
    {Id::kAccountNo},
    {Id::kMemberNo},
    {Id::kCustomerName},
    {Id::kParticipatedAt, kRequired},
    {Id::kParticipationKind, kRequired},
    {Id::kEventTitle},
    {Id::kRelatedNo},
    {Id::kParticipationResult},
    {Id::kAwardPoints},
    {Id::kNote},
};
constexpr DatasetField kRedemptionFields[] = {
    {Id::kCustomerId},
    {Id::kAccountNo},
    {Id::kMemberNo},
    {Id::kCustomerName},
    {Id::kDocumentNo, kRequired},
    {Id::kRedeemedAt, kRequired},
    {Id::kRedemptionKind},
    {Id::kGiftSku},
    {Id::kReward},
    {Id::kRedeemedQty},
    {Id::kPointsSpent, kRequired},
    {Id::kReversedAt},
    {Id::kNote},
};
constexpr DatasetField kGiftFields[] = {
    {Id::kGiftSku, kRequired},
    {Id::kGiftName},
    {Id::kPointsPrice, kRequired},
    {Id::kQtyOnHand, kRequired},
    {Id::kUnitCost},
    {Id::kUnit},
    {Id::kNote},
};

constexpr DatasetField kMerchantFields[] = {
    {Id::kMerchantNo, kRequired},
    {Id::kMerchantName, kRequired},
    {Id::kMerchantArea},
    {Id::kMerchantContact},
    {Id::kMerchantCategories},
    {Id::kAllianceMode},
    {Id::kPricePer1000},
    {Id::kOfferNo},
    {Id::kOfferText},
    {Id::kFromDate},
    {Id::kToDate},
    {Id::kNote},
};

// A member number says less of who the customer is than his own codes, and more than his name.
constexpr FieldId kMemberKeys[] = {Id::kAccountNo, Id::kCustomerId, Id::kMemberNo, Id::kCustomerName};
constexpr FieldId kReferralKeys[] = {Id::kReferrerMember};
constexpr FieldId kChargeKeys[] = {Id::kAccountNo, Id::kCustomerId, Id::kCustomerName, Id::kWaybillNo};

// No key at all: gifts and merchants are the club's own.
constexpr std::span<const FieldId> kNoKeys;

constexpr std::array<Dataset, kDatasetCount> kDatasets = {{
    {DatasetId::kShipments, "shipments", "运单", "Shipments", kShipmentFields, kCustomerKeys, true},
    {DatasetId::kCustomers, "customers", "客户", "Customers", kCustomerFields, kCustomerKeys, true},
    {DatasetId::kCharges, "charges", "费用明细", "Charges", kChargeFields, kChargeKeys, true},
    {DatasetId::kCases, "cases", "投诉与理赔", "Cases", kCaseFields, kChargeKeys, true},
    {DatasetId::kCarrierShare, "carrier_share", "份额与排名", "Carrier share", kCarrierShareFields, kCustomerKeys,
     true},
    {DatasetId::kSurvey, "survey", "满意度调查", "Survey", kSurveyFields, kCustomerKeys, true},
    {DatasetId::kPoints, "points", "积分流水", "Points", kPointsFields, kMemberKeys, true},
    {DatasetId::kReferrals, "referrals", "客户推荐", "Referrals", kReferralFields, kReferralKeys, true},
    {DatasetId::kInventory, "inventory", "库存快照", "Inventory", kInventoryFields, kCustomerKeys, false},
    {DatasetId::kContacts, "contacts", "联系人", "Contacts", kContactFields, kCustomerKeys, true},
    {DatasetId::kVisits, "visits", "拜访记录", "Visits", kVisitFields, kCustomerKeys, true},
    {DatasetId::kAmHistory, "am_history", "客户经理变更", "Account manager history", kAmHistoryFields, kCustomerKeys,
     true},
    {DatasetId::kCosts, "costs", "客户成本", "Costs", kCostFields, kCustomerKeys, true},
    {DatasetId::kAttributes, "attributes", "属性表", "Attributes", kAttributeFields, kCustomerKeys, true},
    {DatasetId::kMembers, "members", "会员名单", "Members", kMemberFields, kMemberKeys, true},
    {DatasetId::kPayments, "payments", "账单回款", "Payments", kPaymentFields, kCustomerKeys, true},
    {DatasetId::kParticipations, "participations", "活动与投稿", "Participations", kParticipationFields, kMemberKeys,
     true},
    {DatasetId::kRedemptions, "redemptions", "积分兑换", "Redemptions", kRedemptionFields, kMemberKeys, true},
    {DatasetId::kGifts, "gifts", "礼品库存", "Gifts", kGiftFields, kNoKeys, false},
    {DatasetId::kMerchants, "merchants", "商家与优惠", "Merchants", kMerchantFields, kNoKeys, false},
}};

constexpr bool InOrder() {
  for (size_t i = 0; i < kDatasets.size(); ++i) {
    if (static_cast<size_t>(kDatasets[i].id) != i) return false;
  }
  return true;
}
static_assert(InOrder(), "the table is indexed by its ids");

}  // namespace

const Dataset& DatasetOf(DatasetId id) { return kDatasets[static_cast<size_t>(id)]; }
std::span<const Dataset> Datasets() { return kDatasets; }

std::optional<DatasetId> FindDataset(std::string_view name) {
  for (const Dataset& dataset : kDatasets) {
    if (dataset.name == name) return dataset.id;
  }
  return std::nullopt;
}

bool IsOfClub(DatasetId dataset) {
  return dataset >= DatasetId::kMembers || dataset == DatasetId::kPoints || dataset == DatasetId::kReferrals;
}

bool Has(const Dataset& dataset, FieldId field) {
  return std::any_of(dataset.fields.begin(), dataset.fields.end(),
                     [field](const DatasetField& entry) { return entry.field == field; });
}

bool IsKeyOf(const Dataset& dataset, FieldId field) {
  return std::find(dataset.keys.begin(), dataset.keys.end(), field) != dataset.keys.end();
}

}  // namespace loyalane::model
