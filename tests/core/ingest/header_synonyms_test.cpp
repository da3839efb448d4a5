// Every header that the domain document lists for a field means that field in every dataset that has it, and the ones
// that can mean two are asked about.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "ingest/cell_text.h"
#include "ingest/column_matching.h"
#include "model/catalogue.h"

namespace loyalane::ingest {
namespace {

using model::FieldId;

struct Listed {
  int line;
  std::string_view field;
  std::vector<std::string_view> headers;
};

// Domain document, section 3.2, "Canonical fields and header synonyms": its lines, as written there;
// "可用数量(separate)" and "冻结数量(separate)" stand under fields of their own.
const std::vector<Listed>& DocumentedHeaders() {
  static const std::vector<Listed> kListed = {
      {69,
       "customer_id",
       {"客户编码", "客户编号", "客户代码", "客户号", "客户ID", "商家编码", "货主编码", "顾客编码", "大客户号",
        "Customer Code", "Customer No", "Account ID", "cust_id"}},
      {70,
       "account_no",
       {"月结卡号", "月结账号", "月结号", "月结编码", "客户卡号", "子公司卡号", "结算账号", "协议号", "付款账号",
        "Monthly Card", "Billing Account", "Account Number", "custid"}},
      {71,
       "customer_name",
       {"客户名称", "客户", "公司名称", "单位名称", "商家名称", "订单客户", "寄件公司名称", "货主名称", "店铺",
        "客户全称", "大客户", "Customer", "Company", "Client", "Account Name"}},
      {72,
       "waybill_no",
       {"运单号", "运单号码", "运单编号", "单号", "快递单号", "物流单号", "面单号", "邮件号", "母单号", "托运单号",
        "货运单号", "Waybill No", "Tracking No", "AWB", "Shipment Number"}},
      {73,
       "order_no",
       {"订单号", "客户订单号", "平台单号", "前置单据号", "指令号", "系统订单号", "外部单号", "SO单号", "参考号",
        "PO号", "Order No", "Reference", "Shipment Reference 1"}},
      {74,
       "ship_time",
       {"寄件时间", "寄件日期", "日期", "业务时间", "发货时间", "发货日期", "揽收时间", "收寄日期", "收件时间",
        "下单时间", "账单日期", "开单日期", "Ship Date", "Pickup Date", "Shipment Date"}},
      {75,
       "promised_time",
       {"承诺时间", "要求到货时间", "约定到货时间", "预计送达", "应签收时间", "时效截止", "标准时效", "计划到达",
        "预约时间", "ETA", "Promise Date", "Due Date", "EDD"}},
      {76,
       "delivered_time",
       {"签收时间", "签收日期", "妥投时间", "收货时间", "到货时间", "送达时间", "实际到达", "完成时间", "客户签收时间",
        "POD Time", "Delivered At", "Delivery Date", "Signed At"}},
      {77,
       "status",
       {"状态", "运单状态", "物流状态", "快件状态", "签收状态", "订单状态", "当前状态", "轨迹状态", "最新状态",
        "配送状态", "Status", "State", "Shipment Status"}},
      {78,
       "origin",
       {"始发地", "原寄地", "寄件地区", "寄件城市", "始发城市", "发货地", "始发地(省名)", "发站", "揽收网点", "Origin",
        "From"}},
      {78,
       "dest",
       {"目的地", "到件地区", "对方地区", "目的省份", "目的城市", "收件省份", "寄达地", "到站", "收货人省份",
        "Destination", "To"}},
      {79,
       "weight_charge_kg",
       {"计费重量", "结算重量", "计费重", "结算重", "内部计费重量", "圆通计费重量", "收费重量", "核算重量",
        "Chargeable Weight", "Billed Weight", "Weight (kg)"}},
      {79,
       "weight_actual_kg",
       {"实际重量", "实重", "重量", "毛重", "称重重量", "物理重量", "总重量", "重量KG", "Actual Weight",
        "Gross Weight"}},
      {80,
       "amount",
       {"应付金额", "应收金额", "合计金额", "金额", "费用(元)", "运费", "总费用", "合计费用", "结算金额", "折后运费",
        "快递运费", "收入", "Amount", "Freight", "Total Charge"}},
      {81,
       "product",
       {"产品类型", "服务类型", "业务类型", "产品", "快件类型", "运输产品类别", "时效产品", "服务产品", "运输方式",
        "Product", "Service"}},
      {81,
       "pay_method",
       {"付款方式", "支付方式", "结算方式", "付费方式", "运费付款方式", "付款类型", "结算类型", "付款方", "Pay Method",
        "Payment Type"}},
      {82,
       "pieces",
       {"件数", "总件数", "数量", "箱数", "包裹数", "托寄物数量", "票件数", "子件数", "Pieces", "PCS", "Qty",
        "Cartons"}},
      {83,
       "case_id",
       {"工单号", "投诉编号", "单据编号", "申诉号", "理赔编号", "案件号", "异常单号", "受理号", "流水号", "Ticket No",
        "Case ID"}},
      {83,
       "case_type",
       {"投诉类型", "问题类型", "异常类型", "工单类型", "投诉大类", "原因", "申诉类型", "理赔类型", "问题描述类别",
        "Complaint Type", "Category"}},
      {84,
       "opened_at",
       {"受理时间", "投诉时间", "登记时间", "创建时间", "发起时间", "反馈时间", "报案时间", "上报时间", "来电时间",
        "Created At"}},
      {84,
       "closed_at",
       {"结案时间", "处理完成时间", "关闭时间", "办结时间", "完结时间", "解决时间", "回复时间", "闭环时间", "赔付时间",
        "Closed At"}},
      {85,
       "claim_amount",
       {"理赔金额", "赔付金额", "索赔金额", "赔款", "实赔金额", "申请金额", "损失金额", "货损金额", "补偿金额",
        "Claim Amount", "Paid Amount"}},
      {85,
       "responsible",
       {"责任方", "责任部门", "责任人", "责任网点", "定责结果", "责任环节", "是否有责", "责任归属", "判责",
        "Liability"}},
      {86,
       "score",
       {"满意度", "总体满意度", "评分", "得分", "总分", "打分", "星级", "服务评价", "CSAT", "NPS", "Score", "Rating"}},
      {86,
       "answered_at",
       {"提交答卷时间", "提交时间", "填写时间", "答卷时间", "评价时间", "回访时间", "调查日期", "答题时间", "回收时间",
        "Submitted At"}},
      {87,
       "member_no",
       {"会员号", "会员卡号", "会员编号", "卡号", "会员ID", "VIP卡号", "会员编码", "会籍号", "Member No", "Card No"}},
      {87,
       "points_delta",
       {"积分", "变动积分", "积分变动", "本次积分", "积分值", "增减积分", "发生积分", "兑换积分", "获得积分", "Points",
        "Delta"}},
      {88,
       "points_type",
       {"积分类型", "变动类型", "积分来源", "业务类型", "摘要", "变动原因", "事由", "交易类型", "Type", "Reason"}},
      {88,
       "points_at",
       {"变动时间", "发生时间", "交易时间", "入账日期", "记账时间", "创建时间", "日期", "时间", "Date", "Posted At"}},
      {88,
       "expire_at",
       {"有效期", "到期日", "到期日期", "积分到期日", "失效日期", "过期时间", "有效期至", "截止日期", "Expiry",
        "Valid To"}},
      {89,
       "sku",
       {"SKU", "商品编码", "货品编码", "物料编码", "产品编码", "型号", "货号", "条码", "料号", "Item Code",
        "Material"}},
      {89,
       "sku_name",
       {"商品名称", "品名", "货品名称", "品名规格", "物料名称", "产品名称", "货物名称", "名称", "Item Name",
        "Description"}},
      {89, "lot", {"批次", "批次号", "批号", "批次编码", "批次编号", "生产批次", "入库批次", "Lot", "Lot No", "Batch"}},
      {90,
       "qty_on_hand",
       {"库存数量", "现有量", "在库数量", "账面数量", "实物数量", "期末库存", "结存数量", "库存", "库存量", "On Hand",
        "Qty"}},
      {90, "qty_available", {"可用数量"}},
      {90, "qty_frozen", {"冻结数量"}},
      {90,
       "inbound_date",
       {"入库日期", "入仓日期", "入库时间", "收货日期", "上架时间", "首次入库", "批次入库日期", "建库日期",
        "Inbound Date", "Receipt Date"}},
      {90, "location", {"库位", "储位", "货位", "仓库", "库区", "仓库编码", "库房", "Location", "Bin", "Warehouse"}},
      {91,
       "contact_name",
       {"联系人", "联系人姓名", "姓名", "客户联系人", "负责人", "对接人", "经办人", "收件人", "寄件人", "Contact"}},
      {91,
       "mobile",
       {"手机", "手机号", "手机号码", "联系电话", "电话", "移动电话", "联系方式", "固定电话", "Tel", "Mobile",
        "Phone"}},
      {91,
       "birthday",
       {"生日", "出生日期", "出生年月", "阴历生日", "公历生日", "生日月日", "客户生日", "联系人生日", "DOB",
        "Birthday"}},
      {91, "contact_role", {"职务", "职位", "岗位", "角色", "部门", "称谓", "头衔", "身份", "Title", "Job Title"}},
      {92,
       "account_manager",
       {"客户经理", "业务员", "销售", "销售员", "负责人", "维护人", "客户专员", "市场经理", "揽收员", "所属销售",
        "Sales Rep", "Owner", "AM"}},
      {92,
       "outlet",
       {"网点", "所属网点", "分点部", "营业点", "营业部", "分公司", "归属部门", "站点", "付款网点", "Outlet",
        "Branch"}},
      {93,
       "settle_period",
       {"账期", "账单月份", "结算月份", "结算周期", "对账月份", "费用期间", "账单周期", "计费月", "月份",
        "Bill Month"}},
      {93, "credit_days", {"账期天数", "信用期", "授信天数", "结算天数", "回款天数", "付款期限", "Credit Days"}},
      {93,
       "contract_end",
       {"合同到期日", "合同有效期", "协议到期", "合同结束日期", "合同截止日期", "到期日期", "Contract End"}},
      // "Hand-kept datasets" there: the field names are the headers.
      {95, "carrier", {"carrier"}},
      {95, "share_pct", {"share_pct"}},
      {95, "mind_rank", {"mind_rank"}},
      {95, "source", {"source"}},
      {95, "as_of", {"as_of"}},
      {95, "visited_at", {"at"}},
      {95, "visitor", {"by"}},
      {95, "visit_kind", {"kind"}},
      {95, "attitude", {"attitude"}},
      {95, "needs", {"needs"}},
      {95, "offers", {"offers"}},
      {95, "outcome", {"outcome"}},
      {95, "account_manager", {"manager"}},
      {95, "from_date", {"from"}},
      {95, "to_date", {"to"}},
      {95, "reason", {"reason"}},
      {95, "referrer_member", {"referrer_member"}},
      {95, "referee_customer", {"referee_customer"}},
      {95, "claimed_at", {"claimed_at"}},
      {95, "paid_at", {"paid_at"}},
      {95, "paid_amount", {"paid_amount"}},
      {95, "refunded_at", {"refunded_at"}},
      {95, "choice", {"choice"}},
      {95, "settle_period", {"period"}},
      {95, "cost_kind", {"kind"}},
      {95, "cost_amount", {"amount"}},
      // Customers belong to groups (requirement S2-20).
      {0, "group_name", {"所属集团", "集团名称", "母公司", "集团客户", "Group", "Parent"}},
  };
  return kListed;
}

// What becomes of a file of one column.
FileProbe MatchOne(model::DatasetId dataset, std::string_view header) {
  const HeaderIndex index;
  ReadWishes wishes;
  wishes.dataset = dataset;
  FileProbe probe;
  probe.plan.headers = {std::string(header)};
  const std::vector<std::string> normalised = {NormaliseHeader(header)};
  ColumnMatcher matcher(index, wishes, normalised, probe);
  matcher.ChooseDataset();
  matcher.BindFields();
  return probe;
}

bool Asks(const std::vector<Error>& errors) {
  return std::any_of(errors.begin(), errors.end(), [](const Error& error) {
    return error.id == ErrorId::kColumnNeedsMeaning || error.id == ErrorId::kColumnTwoMeanings;
  });
}

// The document names 负责人, 日期, 业务类型, 卡号 and 到期日 as headers of two fields. Where a dataset has only one of
// these, that one is meant; these are the datasets that have both.
TEST(HeaderSynonyms, MeanTheDocumentedFieldOrAreAskedAbout) {
  std::set<std::string> asked;
  for (const Listed& listed : DocumentedHeaders()) {
    const auto field = model::FindField(listed.field);
    ASSERT_TRUE(field.has_value()) << listed.field;
    size_t datasets = 0;
    for (const model::Dataset& dataset : model::Datasets()) {
      if (!model::Has(dataset, *field)) continue;
      ++datasets;
      for (const std::string_view header : listed.headers) {
        const FileProbe probe = MatchOne(dataset.id, header);
        if (Asks(probe.problems) || Asks(probe.notices)) {
          asked.insert(std::string(dataset.name) + ": " + std::string(header));
          EXPECT_TRUE(probe.plan.fields.empty());
        } else {
          EXPECT_EQ(probe.plan.ColumnOf(*field), 0u)
              << "line " << listed.line << ": " << header << " is not " << listed.field << " in " << dataset.name;
        }
      }
    }
    EXPECT_GT(datasets, 0u) << listed.field;
  }
  EXPECT_THAT(asked, ::testing::ElementsAre("customers: 卡号", "customers: 负责人", "members: 卡号",
                                            "participations: 卡号", "points: 卡号", "redemptions: 卡号"));
  // Not listed there for stock, but a date of stock is that of the snapshot or that of the receipt.
  EXPECT_TRUE(Asks(MatchOne(model::DatasetId::kInventory, "日期").notices));
}

TEST(HeaderSynonyms, OfTwoMeaningsMeanTheOneThatADatasetHas) {
  const struct {
    model::DatasetId dataset;
    std::string_view header;
    FieldId field;
  } rows[] = {
      {model::DatasetId::kContacts, "负责人", FieldId::kContactName},
      {model::DatasetId::kAmHistory, "负责人", FieldId::kAccountManager},
      {model::DatasetId::kShipments, "日期", FieldId::kShipTime},
      {model::DatasetId::kPoints, "日期", FieldId::kPointsAt},
      {model::DatasetId::kShipments, "业务类型", FieldId::kProduct},
      {model::DatasetId::kPoints, "业务类型", FieldId::kPointsType},
      {model::DatasetId::kShipments, "卡号", FieldId::kAccountNo},
      {model::DatasetId::kCustomers, "到期日", FieldId::kContractEnd},
      {model::DatasetId::kPoints, "到期日", FieldId::kExpireAt},
      {model::DatasetId::kShipments, "应收金额", FieldId::kAmount},
      {model::DatasetId::kPayments, "应收金额", FieldId::kDueAmount},
      {model::DatasetId::kPoints, "兑换积分", FieldId::kPointsDelta},
      {model::DatasetId::kRedemptions, "兑换积分", FieldId::kPointsSpent},
      {model::DatasetId::kCustomers, "状态", FieldId::kCustomerState},
      {model::DatasetId::kMembers, "状态", FieldId::kMemberState},
      // Only '_' tells these two apart.
      {model::DatasetId::kShipments, "custid", FieldId::kAccountNo},
      {model::DatasetId::kShipments, " Cust_ID", FieldId::kCustomerId},
  };
  for (const auto& row : rows) {
    const FileProbe probe = MatchOne(row.dataset, row.header);
    EXPECT_EQ(probe.plan.ColumnOf(row.field), 0u) << row.header;
    EXPECT_FALSE(Asks(probe.problems) || Asks(probe.notices)) << row.header;
  }
}

// What our own files are headed with, also with a unit behind.
TEST(HeaderSynonyms, HoldEveryFieldsOwnName) {
  const HeaderIndex index;
  for (size_t i = 0; i < model::kFieldCount; ++i) {
    const model::Field& field = model::FieldOf(static_cast<FieldId>(i));
    EXPECT_EQ(index.Rank(field.id, NormaliseHeader(field.name)), 0) << field.name;
    EXPECT_EQ(index.Rank(field.id, NormaliseHeader(std::string(field.name) + " (kg)")), 0) << field.name;
  }
}

TEST(HeaderSynonyms, AreWrittenAsNormalised) {
  for (size_t i = 0; i < model::kFieldCount; ++i) {
    const model::Field& field = model::FieldOf(static_cast<FieldId>(i));
    std::set<std::string_view> seen;
    std::string_view rest = field.synonyms;
    while (!rest.empty()) {
      const std::string_view synonym = model::NextSynonym(rest);
      if (synonym != "cust_id") EXPECT_EQ(NormaliseHeader(synonym), synonym) << field.name;
      EXPECT_NE(synonym, NormaliseHeader(field.name)) << "its own name";
      EXPECT_TRUE(seen.insert(synonym).second) << field.name << ": " << synonym << " twice";
    }
  }
}

// Within one dataset a header means one field, but for those above and for what a spare field takes over.
TEST(HeaderSynonyms, MeanOneFieldInADataset) {
  std::set<std::string> shared;
  for (const model::Dataset& dataset : model::Datasets()) {
    std::set<std::string_view> seen;
    for (const model::DatasetField& entry : dataset.fields) {
      std::string_view rest = model::FieldOf(entry.field).synonyms;
      while (!rest.empty()) {
        const std::string_view synonym = model::NextSynonym(rest);
        const bool is_new = seen.insert(synonym).second;
        if (!is_new && !entry.spare) shared.insert(std::string(dataset.name) + ": " + std::string(synonym));
      }
    }
  }
  EXPECT_THAT(shared, ::testing::ElementsAre("customers: 卡号", "customers: 负责人", "inventory: 日期", "members: 卡号",
                                             "participations: 卡号", "points: 卡号", "redemptions: 卡号"));
}

TEST(Catalogue, FindsByName) {
  for (const model::Dataset& dataset : model::Datasets()) {
    EXPECT_EQ(model::FindDataset(dataset.name), dataset.id);
    EXPECT_EQ(model::DatasetOf(dataset.id).name, dataset.name);
    const bool is_nobodys = dataset.id == model::DatasetId::kGifts || dataset.id == model::DatasetId::kMerchants;
    EXPECT_EQ(dataset.keys.empty(), is_nobodys) << dataset.name;
    EXPECT_FALSE(dataset.keys.empty() && dataset.key_required) << dataset.name;
    for (const FieldId key : dataset.keys) {
      EXPECT_TRUE(model::Has(dataset, key)) << dataset.name;
      EXPECT_TRUE(model::IsKeyOf(dataset, key)) << dataset.name;
      EXPECT_NE(std::find(std::begin(model::kRowKeys), std::end(model::kRowKeys), key), std::end(model::kRowKeys));
    }
    for (const model::DatasetField& entry : dataset.fields) {
      EXPECT_TRUE(model::Has(dataset, entry.field));
      EXPECT_EQ(model::FindField(model::FieldOf(entry.field).name), entry.field);
    }
  }
  EXPECT_EQ(model::FindDataset("Shipments"), std::nullopt);
  EXPECT_EQ(model::FindField(""), std::nullopt);
  EXPECT_FALSE(model::Has(model::DatasetOf(model::DatasetId::kSurvey), FieldId::kWaybillNo));
  EXPECT_FALSE(model::IsKeyOf(model::DatasetOf(model::DatasetId::kSurvey), FieldId::kScore));
}

}  // namespace
}  // namespace loyalane::ingest
