// Every header that the domain document lists for a field is found in the catalogue after normalising.
#include <gtest/gtest.h>

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "ingest/cell_text.h"
#include "model/catalogue.h"

namespace loyalane::ingest {
namespace {

using model::FieldId;

struct Listed {
  FieldId field;
  std::vector<std::string_view> headers;
};

// domain.md "Canonical fields and header synonyms", as written there. "custid" (account_no there) is left out because
// '_' is dropped before comparing, and "cust_id" is customer_id; "NPS" because it runs from 0 to 10 and score from 1
// to 5.
const std::vector<Listed>& DocumentedHeaders() {
  static const std::vector<Listed> kListed = {
      {FieldId::kCustomerId,
       {"客户编码", "客户编号", "客户代码", "客户号", "客户ID", "商家编码", "货主编码", "顾客编码", "大客户号",
        "Customer Code", "Customer No", "Account ID", "cust_id"}},
      {FieldId::kAccountNo,
       {"月结卡号", "月结账号", "月结号", "月结编码", "客户卡号", "子公司卡号", "结算账号", "协议号", "付款账号",
        "Monthly Card", "Billing Account", "Account Number"}},
      {FieldId::kCustomerName,
       {"客户名称", "客户", "公司名称", "单位名称", "商家名称", "订单客户", "寄件公司名称", "货主名称", "店铺",
        "客户全称", "大客户", "Customer", "Company", "Client", "Account Name"}},
      {FieldId::kWaybillNo,
       {"运单号", "运单号码", "运单编号", "单号", "快递单号", "物流单号", "面单号", "邮件号", "母单号", "托运单号",
        "货运单号", "Waybill No", "Tracking No", "AWB", "Shipment Number"}},
      {FieldId::kOrderNo,
       {"订单号", "客户订单号", "平台单号", "前置单据号", "指令号", "系统订单号", "外部单号", "SO单号", "参考号",
        "PO号", "Order No", "Reference", "Shipment Reference 1"}},
      {FieldId::kShipTime,
       {"寄件时间", "寄件日期", "日期", "业务时间", "发货时间", "发货日期", "揽收时间", "收寄日期", "收件时间",
        "下单时间", "账单日期", "开单日期", "Ship Date", "Pickup Date", "Shipment Date"}},
      {FieldId::kPromisedTime,
       {"承诺时间", "要求到货时间", "约定到货时间", "预计送达", "应签收时间", "时效截止", "标准时效", "计划到达",
        "预约时间", "ETA", "Promise Date", "Due Date", "EDD"}},
      {FieldId::kDeliveredTime,
       {"签收时间", "签收日期", "妥投时间", "收货时间", "到货时间", "送达时间", "实际到达", "完成时间", "客户签收时间",
        "POD Time", "Delivered At", "Delivery Date", "Signed At"}},
      {FieldId::kStatus,
       {"状态", "运单状态", "物流状态", "快件状态", "签收状态", "订单状态", "当前状态", "轨迹状态", "最新状态",
        "配送状态", "Status", "State", "Shipment Status"}},
      {FieldId::kOrigin,
       {"始发地", "原寄地", "寄件地区", "寄件城市", "始发城市", "发货地", "始发地(省名)", "发站", "揽收网点", "Origin",
        "From"}},
      {FieldId::kDest,
       {"目的地", "到件地区", "对方地区", "目的省份", "目的城市", "收件省份", "寄达地", "到站", "收货人省份",
        "Destination", "To"}},
      {FieldId::kWeightChargeKg,
       {"计费重量", "结算重量", "计费重", "结算重", "内部计费重量", "圆通计费重量", "收费重量", "核算重量",
        "Chargeable Weight", "Billed Weight", "Weight (kg)"}},
      {FieldId::kWeightActualKg,
       {"实际重量", "实重", "重量", "毛重", "称重重量", "物理重量", "总重量", "重量KG", "Actual Weight",
        "Gross Weight"}},
      {FieldId::kAmount,
       {"应付金额", "应收金额", "合计金额", "金额", "费用(元)", "运费", "总费用", "合计费用", "结算金额", "折后运费",
        "快递运费", "收入", "Amount", "Freight", "Total Charge"}},
      {FieldId::kProduct,
       {"产品类型", "服务类型", "业务类型", "产品", "快件类型", "运输产品类别", "时效产品", "服务产品", "运输方式",
        "Product", "Service"}},
      {FieldId::kPayMethod,
       {"付款方式", "支付方式", "结算方式", "付费方式", "运费付款方式", "付款类型", "结算类型", "付款方", "Pay Method",
        "Payment Type"}},
      {FieldId::kPieces,
       {"件数", "总件数", "数量", "箱数", "包裹数", "托寄物数量", "票件数", "子件数", "Pieces", "PCS", "Qty",
        "Cartons"}},
      {FieldId::kScore,
       {"满意度", "总体满意度", "评分", "得分", "总分", "打分", "星级", "服务评价", "CSAT", "Score", "Rating"}},
      {FieldId::kAnsweredAt,
       {"提交答卷时间", "提交时间", "填写时间", "答卷时间", "评价时间", "回访时间", "调查日期", "答题时间", "回收时间",
        "Submitted At"}},
      {FieldId::kAccountManager,
       {"客户经理", "业务员", "销售", "销售员", "负责人", "维护人", "客户专员", "市场经理", "揽收员", "所属销售",
        "Sales Rep", "Owner", "AM"}},
      {FieldId::kOutlet,
       {"网点", "所属网点", "分点部", "营业点", "营业部", "分公司", "归属部门", "站点", "付款网点", "Outlet",
        "Branch"}},
      {FieldId::kContractEnd,
       {"合同到期日", "合同有效期", "协议到期", "合同结束日期", "合同截止日期", "到期日期", "Contract End"}},
      {FieldId::kContactName, {"联系人", "联系人姓名", "姓名", "客户联系人", "负责人", "对接人", "经办人", "Contact"}},
      // "Hand-kept datasets" and "Typical full header rows" there.
      {FieldId::kCarrier, {"carrier"}},
      {FieldId::kShare, {"share_pct"}},
      {FieldId::kMindRank, {"mind_rank"}},
      {FieldId::kSource, {"source"}},
      {FieldId::kShareAsOf, {"as_of"}},
      {FieldId::kIndustry, {"行业"}},
      {FieldId::kOpenedOn, {"开户日期"}},
  };
  return kListed;
}

bool Matches(FieldId id, std::string_view header) {
  const model::Field& field = model::FieldOf(id);
  const std::string normal = NormaliseHeader(header);
  if (normal == NormaliseHeader(field.name)) return true;
  for (const std::string_view synonym : field.synonyms) {
    if (normal == synonym) return true;
  }
  return false;
}

TEST(HeaderSynonyms, HoldEveryDocumentedHeader) {
  for (const Listed& listed : DocumentedHeaders()) {
    for (const std::string_view header : listed.headers) {
      EXPECT_TRUE(Matches(listed.field, header)) << model::FieldOf(listed.field).name << ": " << header;
    }
  }
}

// What our own files are headed with, also with a unit behind.
TEST(HeaderSynonyms, HoldEveryFieldsOwnName) {
  for (size_t i = 0; i < model::kFieldCount; ++i) {
    const model::Field& field = model::FieldOf(static_cast<FieldId>(i));
    EXPECT_TRUE(Matches(field.id, field.name)) << field.name;
    EXPECT_TRUE(Matches(field.id, std::string(field.name) + " (kg)")) << field.name;
  }
}

TEST(HeaderSynonyms, AreWrittenAsNormalised) {
  for (size_t i = 0; i < model::kFieldCount; ++i) {
    const model::Field& field = model::FieldOf(static_cast<FieldId>(i));
    std::set<std::string_view> seen;
    for (const std::string_view synonym : field.synonyms) {
      EXPECT_EQ(NormaliseHeader(synonym), synonym) << field.name;
      EXPECT_TRUE(seen.insert(synonym).second) << field.name << ": " << synonym << " twice";
    }
  }
}

// Within one dataset a header means one field, but for the one that the document names as having two: it is asked
// about.
TEST(HeaderSynonyms, MeanOneFieldInADataset) {
  std::set<std::string> shared;
  for (const model::Dataset& dataset : model::Datasets()) {
    std::set<std::string_view> seen;
    for (const model::DatasetField& entry : dataset.fields) {
      for (const std::string_view synonym : model::FieldOf(entry.field).synonyms) {
        if (!seen.insert(synonym).second) shared.insert(std::string(dataset.name) + ": " + std::string(synonym));
      }
    }
  }
  EXPECT_EQ(shared, std::set<std::string>{"customers: 负责人"});
}

TEST(Catalogue, FindsByName) {
  for (const model::Dataset& dataset : model::Datasets()) {
    EXPECT_EQ(model::FindDataset(dataset.name), dataset.id);
    EXPECT_EQ(model::DatasetOf(dataset.id).name, dataset.name);
    for (const FieldId key : model::kCustomerKeys) EXPECT_TRUE(model::Has(dataset, key)) << dataset.name;
    for (const model::DatasetField& entry : dataset.fields) {
      EXPECT_TRUE(model::Has(dataset, entry.field));
      EXPECT_EQ(model::FindField(model::FieldOf(entry.field).name), entry.field);
    }
  }
  EXPECT_EQ(model::FindDataset("Shipments"), std::nullopt);
  EXPECT_EQ(model::FindField(""), std::nullopt);
  EXPECT_FALSE(model::Has(model::DatasetOf(model::DatasetId::kSurvey), FieldId::kWaybillNo));
}

}  // namespace
}  // namespace loyalane::ingest
