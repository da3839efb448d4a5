#include "model/catalogue.h"

#include <array>

namespace loyalane::model {
namespace {

using Texts = std::span<const std::string_view>;

// Synonyms are written as ingest::NormaliseHeader leaves them: lower case, no spaces, '_' or units in brackets.
constexpr std::string_view kCustomerIdNames[] = {"客户编码",   "客户编号",  "客户代码", "客户号",    "客户id",
                                                 "商家编码",   "货主编码",  "顾客编码", "大客户号",  "customercode",
                                                 "customerno", "accountid", "custid",   "customerid"};
constexpr std::string_view kAccountNoNames[] = {
    "月结卡号", "月结账号", "月结号",      "月结编码",       "客户卡号",      "子公司卡号", "结算账号",
    "协议号",   "付款账号", "monthlycard", "billingaccount", "accountnumber", "accountno"};
constexpr std::string_view kCustomerNameNames[] = {
    "客户名称", "客户全称", "公司名称", "单位名称",     "商家名称", "订单客户", "寄件公司名称", "货主名称",
    "客户",     "店铺",     "大客户",   "customername", "customer", "company",  "client",       "accountname"};
constexpr std::string_view kWaybillNoNames[] = {
    "运单号",   "运单号码", "运单编号", "快递单号",  "物流单号",   "面单号", "邮件号",         "母单号",
    "托运单号", "货运单号", "单号",     "waybillno", "trackingno", "awb",    "shipmentnumber", "waybill"};
constexpr std::string_view kOrderNoNames[] = {
    "订单号", "客户订单号", "平台单号", "前置单据号", "指令号",    "系统订单号",        "外部单号",
    "so单号", "参考号",     "po号",     "orderno",    "reference", "shipmentreference1"};
constexpr std::string_view kShipTimeNames[] = {
    "寄件时间", "寄件日期", "发货时间", "发货日期", "揽收时间", "收寄日期",   "收件时间",     "业务时间",
    "开单日期", "下单时间", "账单日期", "日期",     "shipdate", "pickupdate", "shipmentdate", "shiptime"};
constexpr std::string_view kPromisedTimeNames[] = {
    "承诺时间", "要求到货时间", "约定到货时间", "预计送达",     "应签收时间", "时效截止", "标准时效", "计划到达",
    "预约时间", "promisedat",   "promisedate",  "promisedtime", "duedate",    "eta",      "edd"};
constexpr std::string_view kDeliveredTimeNames[] = {
    "签收时间", "签收日期", "妥投时间", "客户签收时间", "收货时间",     "到货时间", "送达时间",
    "实际到达", "完成时间", "podtime",  "deliveredat",  "deliverydate", "signedat", "deliveredtime"};
constexpr std::string_view kStatusNames[] = {"运单状态",       "物流状态", "快件状态", "签收状态", "订单状态",
                                             "当前状态",       "轨迹状态", "最新状态", "配送状态", "状态",
                                             "shipmentstatus", "status",   "state"};
constexpr std::string_view kOriginNames[] = {"始发地", "原寄地", "寄件地区", "寄件城市", "始发城市",
                                             "发货地", "发站",   "揽收网点", "origin",   "from"};
constexpr std::string_view kDestNames[] = {"目的地",      "到件地区", "对方地区", "目的省份",   "目的城市",
                                           "收件省份",    "寄达地",   "到站",     "收货人省份", "目的省",
                                           "destination", "to",       "dest"};
constexpr std::string_view kWeightChargeNames[] = {"计费重量",         "结算重量",     "计费重",   "结算重",
                                                   "内部计费重量",     "圆通计费重量", "收费重量", "核算重量",
                                                   "chargeableweight", "billedweight", "weight",   "weightkg"};
constexpr std::string_view kWeightActualNames[] = {"实际重量", "实重", "称重重量", "物理重量",     "毛重",
                                                   "总重量",   "重量", "重量kg",   "actualweight", "grossweight"};
constexpr std::string_view kAmountNames[] = {"应付金额", "应收金额", "合计金额",    "结算金额", "合计费用",
                                             "总费用",   "折后运费", "金额",        "费用",     "快递运费",
                                             "运费",     "收入",     "totalcharge", "amount",   "freight"};
constexpr std::string_view kCurrencyNames[] = {"币种", "货币", "结算币种", "币别", "currency"};
constexpr std::string_view kProductNames[] = {"产品类型", "服务类型", "业务类型", "产品",    "快件类型", "运输产品类别",
                                              "时效产品", "服务产品", "运输方式", "product", "service"};
constexpr std::string_view kPayMethodNames[] = {"付款方式", "支付方式", "结算方式", "付费方式",  "运费付款方式",
                                                "付款类型", "结算类型", "付款方",   "paymethod", "paymenttype"};
constexpr std::string_view kPiecesNames[] = {"件数",   "总件数", "数量",   "箱数", "包裹数", "托寄物数量",
                                             "票件数", "子件数", "pieces", "pcs",  "qty",    "cartons"};
constexpr std::string_view kIndustryNames[] = {"行业", "所属行业", "industry"};
constexpr std::string_view kOutletNames[] = {"网点",     "所属网点", "分点部",   "营业点", "营业部", "分公司",
                                             "归属部门", "站点",     "付款网点", "outlet", "branch"};
constexpr std::string_view kManagerNames[] = {"客户经理", "业务员",   "销售",     "销售员", "负责人",
                                              "维护人",   "客户专员", "市场经理", "揽收员", "所属销售",
                                              "salesrep", "owner",    "am"};
constexpr std::string_view kContactNames[] = {"联系人", "联系人姓名", "姓名",   "客户联系人",
                                              "负责人", "对接人",     "经办人", "contact"};
constexpr std::string_view kOpenedOnNames[] = {"开户日期", "开户时间", "合作开始日期", "首次合作日期",
                                               "签约日期", "openedon", "opendate",     "contractstart"};
constexpr std::string_view kContractEndNames[] = {"合同到期日",   "合同有效期", "协议到期",   "合同结束日期",
                                                  "合同截止日期", "到期日期",   "contractend"};
constexpr std::string_view kCarrierNames[] = {"承运商", "快递公司", "物流公司", "carrier"};
constexpr std::string_view kShareNames[] = {"选择份额", "份额", "占比", "sharepct", "share"};
constexpr std::string_view kMindRankNames[] = {"心中排名", "排名", "mindrank", "rank"};
constexpr std::string_view kSourceNames[] = {"来源", "数据来源", "source"};
constexpr std::string_view kShareAsOfNames[] = {"截至日期", "调查日期", "日期", "asof"};
constexpr std::string_view kScoreNames[] = {"总体满意度", "满意度", "服务评价", "评分",  "得分",  "总分",
                                            "打分",       "星级",   "csat",     "score", "rating"};
constexpr std::string_view kAnsweredAtNames[] = {"提交答卷时间", "提交时间",    "填写时间",  "答卷时间",
                                                 "评价时间",     "回访时间",    "调查日期",  "答题时间",
                                                 "回收时间",     "submittedat", "answeredat"};

constexpr std::string_view kAvgSpendNames[] = {"平均每次消费额", "avgspend"};
constexpr std::string_view kCycleNames[] = {"平均消费周期", "消费周期", "purchasecycledays"};
constexpr std::string_view kContributionNames[] = {"月贡献度", "monthlycontribution"};
constexpr std::string_view kChoiceShareNames[] = {"选择份额", "份额", "choiceshare"};
constexpr std::string_view kSatisfactionNames[] = {"满意度", "satisfaction"};
constexpr std::string_view kTenureNames[] = {"合作月数", "合作时间", "tenuremonths"};
constexpr std::string_view kRecencyNames[] = {"最近合作天数", "最近合作", "recencydays"};

constexpr std::array<Field, kFieldCount> kFields = {{
    {FieldId::kCustomerId, "customer_id", FieldType::kKey, "客户编码", "Customer id", kCustomerIdNames},
    {FieldId::kAccountNo, "account_no", FieldType::kKey, "月结卡号", "Account number", kAccountNoNames},
    {FieldId::kCustomerName, "customer_name", FieldType::kKey, "客户名称", "Customer name", kCustomerNameNames},
    {FieldId::kWaybillNo, "waybill_no", FieldType::kWaybill, "运单号", "Waybill number", kWaybillNoNames},
    {FieldId::kOrderNo, "order_no", FieldType::kText, "订单号", "Order number", kOrderNoNames},
    {FieldId::kShipTime, "ship_time", FieldType::kInstant, "寄件时间", "Ship time", kShipTimeNames},
    {FieldId::kPromisedTime, "promised_time", FieldType::kInstant, "承诺时间", "Promised time", kPromisedTimeNames},
    {FieldId::kDeliveredTime, "delivered_time", FieldType::kInstant, "签收时间", "Delivered time", kDeliveredTimeNames},
    {FieldId::kStatus, "status", FieldType::kStatus, "运单状态", "Status", kStatusNames},
    {FieldId::kOrigin, "origin", FieldType::kText, "始发地", "Origin", kOriginNames},
    {FieldId::kDest, "dest", FieldType::kText, "目的地", "Destination", kDestNames},
    {FieldId::kWeightChargeKg, "weight_charge_kg", FieldType::kNumber, "计费重量", "Chargeable weight",
     kWeightChargeNames},
    {FieldId::kWeightActualKg, "weight_actual_kg", FieldType::kNumber, "实际重量", "Actual weight", kWeightActualNames},
    {FieldId::kAmount, "amount", FieldType::kMoney, "金额", "Amount", kAmountNames},
    {FieldId::kCurrency, "currency", FieldType::kText, "币种", "Currency", kCurrencyNames},
    {FieldId::kProduct, "product", FieldType::kText, "产品", "Product", kProductNames},
    {FieldId::kPayMethod, "pay_method", FieldType::kText, "付款方式", "Pay method", kPayMethodNames},
    {FieldId::kPieces, "pieces", FieldType::kNumber, "件数", "Pieces", kPiecesNames},
    {FieldId::kIndustry, "industry", FieldType::kText, "行业", "Industry", kIndustryNames},
    {FieldId::kOutlet, "outlet", FieldType::kText, "网点", "Outlet", kOutletNames},
    {FieldId::kAccountManager, "account_manager", FieldType::kText, "客户经理", "Account manager", kManagerNames},
    {FieldId::kContactName, "contact_name", FieldType::kText, "联系人", "Contact", kContactNames},
    {FieldId::kOpenedOn, "opened_on", FieldType::kInstant, "开户日期", "Opened on", kOpenedOnNames},
    {FieldId::kContractEnd, "contract_end", FieldType::kInstant, "合同到期日", "Contract end", kContractEndNames},
    {FieldId::kCarrier, "carrier", FieldType::kText, "承运商", "Carrier", kCarrierNames},
    {FieldId::kShare, "share_pct", FieldType::kShare, "选择份额", "Choice share", kShareNames},
    {FieldId::kMindRank, "mind_rank", FieldType::kNumber, "心中排名", "Mind rank", kMindRankNames},
    {FieldId::kSource, "source", FieldType::kText, "来源", "Source", kSourceNames},
    {FieldId::kShareAsOf, "as_of", FieldType::kInstant, "截至日期", "As of", kShareAsOfNames},
    {FieldId::kScore, "score", FieldType::kNumber, "满意度", "Satisfaction score", kScoreNames},
    {FieldId::kAnsweredAt, "answered_at", FieldType::kInstant, "提交时间", "Answered at", kAnsweredAtNames},
    {FieldId::kAvgSpend, "avg_spend", FieldType::kReal, "平均每次消费额", "Average spend", kAvgSpendNames},
    {FieldId::kPurchaseCycleDays, "purchase_cycle_days", FieldType::kReal, "平均消费周期", "Purchase cycle",
     kCycleNames},
    {FieldId::kMonthlyContribution, "monthly_contribution", FieldType::kReal, "月贡献度", "Monthly contribution",
     kContributionNames},
    {FieldId::kChoiceShare, "choice_share", FieldType::kReal, "选择份额", "Choice share", kChoiceShareNames},
    {FieldId::kSatisfaction, "satisfaction", FieldType::kReal, "满意度", "Satisfaction", kSatisfactionNames},
    {FieldId::kTenureMonths, "tenure_months", FieldType::kReal, "合作时间", "Tenure", kTenureNames},
    {FieldId::kRecencyDays, "recency_days", FieldType::kReal, "最近合作", "Recency", kRecencyNames},
}};

constexpr DatasetField kShipmentFields[] = {
    {FieldId::kCustomerId, false},     {FieldId::kAccountNo, false},     {FieldId::kCustomerName, false},
    {FieldId::kWaybillNo, false},      {FieldId::kOrderNo, false},       {FieldId::kShipTime, true},
    {FieldId::kPromisedTime, false},   {FieldId::kDeliveredTime, false}, {FieldId::kStatus, false},
    {FieldId::kOrigin, false},         {FieldId::kDest, false},          {FieldId::kWeightChargeKg, false},
    {FieldId::kWeightActualKg, false}, {FieldId::kAmount, true},         {FieldId::kCurrency, false},
    {FieldId::kProduct, false},        {FieldId::kPayMethod, false},     {FieldId::kPieces, false},
};
constexpr DatasetField kCustomerFields[] = {
    {FieldId::kCustomerId, false},  {FieldId::kAccountNo, false}, {FieldId::kCustomerName, false},
    {FieldId::kIndustry, false},    {FieldId::kOutlet, false},    {FieldId::kAccountManager, false},
    {FieldId::kContactName, false}, {FieldId::kOpenedOn, false},  {FieldId::kContractEnd, false},
};
constexpr DatasetField kCarrierShareFields[] = {
    {FieldId::kCustomerId, false}, {FieldId::kAccountNo, false}, {FieldId::kCustomerName, false},
    {FieldId::kCarrier, true},     {FieldId::kShare, false},     {FieldId::kMindRank, false},
    {FieldId::kSource, false},     {FieldId::kShareAsOf, true},
};
constexpr DatasetField kSurveyFields[] = {
    {FieldId::kCustomerId, false}, {FieldId::kAccountNo, false}, {FieldId::kCustomerName, false},
    {FieldId::kScore, true},       {FieldId::kAnsweredAt, true},
};

constexpr DatasetField kAttributeFields[] = {
    {FieldId::kCustomerId, false},   {FieldId::kAccountNo, false},         {FieldId::kCustomerName, false},
    {FieldId::kAvgSpend, false},     {FieldId::kPurchaseCycleDays, false}, {FieldId::kMonthlyContribution, false},
    {FieldId::kChoiceShare, false},  {FieldId::kSatisfaction, false},      {FieldId::kMindRank, false},
    {FieldId::kTenureMonths, false}, {FieldId::kRecencyDays, false},
};

constexpr std::array<Dataset, kDatasetCount> kDatasets = {{
    {DatasetId::kShipments, "shipments", "运单", "Shipments", kShipmentFields},
    {DatasetId::kCustomers, "customers", "客户", "Customers", kCustomerFields},
    {DatasetId::kCarrierShare, "carrier_share", "份额与排名", "Carrier share", kCarrierShareFields},
    {DatasetId::kSurvey, "survey", "满意度调查", "Survey", kSurveyFields},
    {DatasetId::kAttributes, "attributes", "属性表", "Attributes", kAttributeFields},
}};

constexpr bool InOrder() {
  for (size_t i = 0; i < kFields.size(); ++i) {
    if (static_cast<size_t>(kFields[i].id) != i) return false;
  }
  for (size_t i = 0; i < kDatasets.size(); ++i) {
    if (static_cast<size_t>(kDatasets[i].id) != i) return false;
  }
  return true;
}
static_assert(InOrder(), "the tables are indexed by their ids");

}  // namespace

const Field& FieldOf(FieldId id) { return kFields[static_cast<size_t>(id)]; }
const Dataset& DatasetOf(DatasetId id) { return kDatasets[static_cast<size_t>(id)]; }
std::span<const Dataset> Datasets() { return kDatasets; }

std::optional<DatasetId> FindDataset(std::string_view name) {
  for (const Dataset& dataset : kDatasets) {
    if (dataset.name == name) return dataset.id;
  }
  return std::nullopt;
}

std::optional<FieldId> FindField(std::string_view name) {
  for (const Field& field : kFields) {
    if (field.name == name) return field.id;
  }
  return std::nullopt;
}

bool Has(const Dataset& dataset, FieldId field) {
  for (const DatasetField& entry : dataset.fields) {
    if (entry.field == field) return true;
  }
  return false;
}

}  // namespace loyalane::model
