// Which dataset a header row is taken for: its own, or the user is asked; and the typical rows of the domain document
// map without a rest.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "ingest/cell_text.h"
#include "ingest/column_matching.h"
#include "model/catalogue.h"

namespace loyalane::ingest {
namespace {

using model::DatasetId;
using Headers = std::vector<std::string>;

Headers Split(std::string_view line) {
  Headers headers;
  for (size_t begin = 0; begin <= line.size();) {
    const size_t end = std::min(line.find(", ", begin), line.size());
    headers.emplace_back(line.substr(begin, end - begin));
    begin = end + 2;
  }
  return headers;
}

FileProbe Match(const Headers& headers, const ReadWishes& wishes = {}) {
  const HeaderIndex index;
  FileProbe probe;
  probe.plan.headers = headers;
  std::vector<std::string> normalised;
  for (const std::string& header : headers) normalised.push_back(NormaliseHeader(header));
  ColumnMatcher matcher(index, wishes, normalised, probe);
  matcher.ChooseDataset();
  matcher.BindFields();
  matcher.ChooseKey();
  matcher.CheckRequired();
  return probe;
}

std::vector<ErrorId> Ids(const std::vector<Error>& errors) {
  std::vector<ErrorId> ids;
  for (const Error& error : errors) ids.push_back(error.id);
  return ids;
}

struct Typical {
  DatasetId dataset;
  std::string_view headers;
  std::string_view fields;  // what each column means, in the same order
};

// Domain document, section 3.2: "Typical full header rows" (lines 93 and 94) and "Hand-kept datasets" (line 95);
// shipments after 3.1 (the STO, Yunda and EMS statements, lines 59 to 61), survey after 3.1 (line 64). Charges and
// referrals have no row there: composed of the fields that it gives them.
const std::vector<Typical> kTypical = {
    {DatasetId::kCustomers,
     "月结卡号, 客户名称, 行业, 所属网点, 客户经理, 联系人, 手机, 账期, 折扣, 开户日期, 合同到期日, 状态, 上月票数, "
     "上月运费",
     "account_no, customer_name, industry, outlet, account_manager, contact_name, mobile, settle_period, discount, "
     "opened_on, contract_end, customer_state, last_month_waybills, last_month_amount"},
    {DatasetId::kCases,
     "工单号, 运单号, 客户编码, 受理渠道, 投诉类型, 受理时间, 首次响应时间, 责任方, 处理结果, 结案时间, 申请金额, "
     "实赔金额, 满意度",
     "case_id, waybill_no, customer_id, channel, case_type, opened_at, first_response_at, responsible, outcome, "
     "closed_at, claimed_amount, claim_amount, score"},
    {DatasetId::kPoints, "会员号, 发生时间, 变动类型, 积分, 余额, 有效期至, 关联单号, 备注",
     "member_no, points_at, points_type, points_delta, balance, expire_at, related_no, note"},
    {DatasetId::kInventory,
     "快照日期, 货主编码, 仓库, 库位, SKU, 品名, 批次, 入库日期, 在库数量, 可用数量, 冻结数量, 单位, 单价, 安全库存",
     "snapshot_date, customer_id, warehouse, location, sku, sku_name, lot, inbound_date, qty_on_hand, qty_available, "
     "qty_frozen, unit, unit_price, safety_stock"},
    {DatasetId::kContacts, "客户编码, 姓名, 职务, 手机, 生日, 生日历法(公历/农历), 公司纪念日, 渠道同意, 偏好",
     "customer_id, contact_name, contact_role, mobile, birthday, birthday_calendar, company_day, consent, preference"},
    {DatasetId::kCarrierShare, "customer_id, carrier, share_pct, mind_rank, source, as_of",
     "customer_id, carrier, share_pct, mind_rank, source, as_of"},
    {DatasetId::kVisits, "customer_id, at, by, kind, attitude, needs, offers, outcome",
     "customer_id, visited_at, visitor, visit_kind, attitude, needs, offers, outcome"},
    {DatasetId::kAmHistory, "customer_id, manager, from, to, reason",
     "customer_id, account_manager, from_date, to_date, reason"},
    {DatasetId::kReferrals, "referrer_member, referee_customer, claimed_at, paid_at, paid_amount, refunded_at, choice",
     "referrer_member, referee_customer, claimed_at, paid_at, paid_amount, refunded_at, choice"},
    {DatasetId::kCosts, "customer_id, period, kind, amount", "customer_id, settle_period, cost_kind, cost_amount"},
    {DatasetId::kShipments, "业务时间, 运单号, 订单客户, 目的省份, 结算重量, 应收金额",
     "ship_time, waybill_no, customer_name, dest, weight_charge_kg, amount"},
    {DatasetId::kShipments, "寄件时间, 运单编号, 客户名称, 收件省份, 内部计费重量, 税费, 合计金额",
     "ship_time, waybill_no, customer_name, dest, weight_charge_kg, tax_amount, amount"},
    {DatasetId::kShipments, "收寄日期, 邮件号, 寄达地, 合计费用, 大客户",
     "ship_time, waybill_no, dest, amount, customer_name"},
    {DatasetId::kShipments, "月结卡号, 日期, 金额", "account_no, ship_time, amount"},
    {DatasetId::kSurvey, "客户编码, 提交答卷时间, 总体满意度", "customer_id, answered_at, score"},
    {DatasetId::kCharges, "运单号, 月结卡号, 费用类型, 金额, 计费日期",
     "waybill_no, account_no, charge_kind, amount, charged_at"},
    {DatasetId::kCharges, "运单号, 费用名称, 金额", "waybill_no, charge_kind, amount"},
    {DatasetId::kReferrals, "推荐人会员号, 被推荐客户, 推荐时间, 付款时间, 付款金额, 奖励方式",
     "referrer_member, referee_customer, claimed_at, paid_at, paid_amount, choice"},
    {DatasetId::kVisits, "客户编码, 拜访日期, 拜访人, 拜访方式, 态度, 新需求, 处理结果",
     "customer_id, visited_at, visitor, visit_kind, attitude, needs, outcome"},
    {DatasetId::kAmHistory, "客户编码, 客户经理, 起始日期, 结束日期, 更换原因",
     "customer_id, account_manager, from_date, to_date, reason"},
    {DatasetId::kCosts, "客户编码, 月份, 成本类型, 成本金额", "customer_id, settle_period, cost_kind, cost_amount"},
    {DatasetId::kAttributes,
     "customer_id, avg_spend, purchase_cycle_days, monthly_contribution, choice_share, satisfaction, mind_rank, "
     "tenure_months, recency_days",
     "customer_id, avg_spend, purchase_cycle_days, monthly_contribution, choice_share, satisfaction, mind_rank, "
     "tenure_months, recency_days"},
    // The club's files: composed of J5 step 1 and of requirements S2-3, S2-6, S2-7, S2-53, S2-58 to S2-64.
    {DatasetId::kMembers,
     "会员号, 月结卡号, 客户名称, 会员类别, 会员状态, 申请日期, 批准日期, 发卡日期, 退会日期, 资料是否完整, 生日, "
     "渠道同意, 统一社会信用代码, 手机, 会员代表, 备注",
     "member_no, account_no, customer_name, member_class, member_state, applied_on, approved_on, card_on, exited_on, "
     "form_complete, birthday, consent, credit_code, mobile, representative, note"},
    {DatasetId::kMembers, "会员编号, 客户编码, 会员类型, 会籍状态, 入会日期",
     "member_no, customer_id, member_class, member_state, approved_on"},
    {DatasetId::kMembers,
     "Member No, Account Number, Member Type, Member Status, Application Date, Card Issue Date, Tax ID",
     "member_no, account_no, member_class, member_state, applied_on, card_on, credit_code"},
    {DatasetId::kPayments, "收款单号, 月结卡号, 账单月份, 应收金额, 收款日期, 收款金额, 退款日期, 退款金额",
     "document_no, account_no, settle_period, due_amount, paid_at, paid_amount, refunded_at, refunded_amount"},
    {DatasetId::kPayments, "客户编码, 客户名称, 结算月份, 本期账单金额, 付款时间, 实付金额",
     "customer_id, customer_name, settle_period, due_amount, paid_at, paid_amount"},
    {DatasetId::kPayments, "Customer No, Bill Month, Amount Due, Payment Date, Paid Amount, Currency",
     "customer_id, settle_period, due_amount, paid_at, paid_amount, currency"},
    {DatasetId::kParticipations, "会员号, 活动日期, 活动类型, 活动名称, 是否到场, 奖励积分",
     "member_no, participated_at, participation_kind, event_title, participation_result, award_points"},
    {DatasetId::kParticipations, "会员号, 投稿时间, 参与类型, 稿件标题, 采用情况, 关联单号",
     "member_no, participated_at, participation_kind, event_title, participation_result, related_no"},
    {DatasetId::kParticipations, "Member No, Event Date, Activity Type, Event Name, Attendance",
     "member_no, participated_at, participation_kind, event_title, participation_result"},
    {DatasetId::kRedemptions, "兑换单号, 会员号, 兑换时间, 兑换类型, 礼品编码, 兑换内容, 兑换数量, 兑换积分, 撤销时间",
     "document_no, member_no, redeemed_at, redemption_kind, gift_sku, reward, redeemed_qty, points_spent, reversed_at"},
    {DatasetId::kRedemptions, "Voucher No, Member No, Redemption Date, Reward Type, Reward Name, Quantity, Points Used",
     "document_no, member_no, redeemed_at, redemption_kind, reward, redeemed_qty, points_spent"},
    {DatasetId::kGifts, "礼品编码, 礼品名称, 所需积分, 库存数量, 单位成本",
     "gift_sku, gift_name, points_price, qty_on_hand, unit_cost"},
    {DatasetId::kGifts, "SKU, Gift Name, Points Required, On Hand, Unit Cost",
     "gift_sku, gift_name, points_price, qty_on_hand, unit_cost"},
    {DatasetId::kReferrals,
     "推荐人会员号, 被推荐客户, 被推荐人手机, 被推荐客户统一社会信用代码, 推荐时间, 付款时间, 付款金额, 退款时间, "
     "退款金额, 奖励方式",
     "referrer_member, referee_customer, referee_mobile, referee_credit_code, claimed_at, paid_at, paid_amount, "
     "refunded_at, refunded_amount, choice"},
};

Headers FieldsOf(const FileProbe& probe) {
  Headers fields(probe.plan.headers.size());
  for (const ColumnBinding& binding : probe.plan.fields)
    fields[binding.column] = std::string(model::FieldOf(binding.field).name);
  return fields;
}

TEST(DatasetChoice, KnowsTheTypicalHeaderRowsWithoutARest) {
  for (const Typical& typical : kTypical) {
    const FileProbe probe = Match(Split(typical.headers));
    EXPECT_EQ(model::DatasetOf(probe.plan.dataset).name, model::DatasetOf(typical.dataset).name) << typical.headers;
    EXPECT_TRUE(probe.problems.empty()) << typical.headers << ": " << Sentence(probe.problems[0], Language::kEn);
    EXPECT_EQ(FieldsOf(probe), Split(typical.fields)) << typical.headers;
  }
}

// The document's TMS row has neither amount nor customer: every header is known, and what is missing is named.
TEST(DatasetChoice, KnowsTheOrdersOfATransportSystem) {
  const FileProbe probe =
      Match(Split("订单号, 需求车辆时间, 派车时间, 到车时间, 发车时间, 要求到货时间, 到货时间, 签收时间, 回单要求, "
                  "回单返回时间, 货损件数, 单证差错"));
  EXPECT_EQ(probe.plan.dataset, DatasetId::kShipments);
  EXPECT_EQ(FieldsOf(probe), Split("order_no, vehicle_required_time, vehicle_assigned_time, vehicle_arrived_time, "
                                   "departed_time, promised_time, arrived_time, delivered_time, pod_required, "
                                   "pod_returned_time, damaged_pieces, document_errors"));
  EXPECT_THAT(Ids(probe.problems),
              ::testing::ElementsAre(ErrorId::kRequiredColumnMissing, ErrorId::kRequiredColumnMissing,
                                     ErrorId::kRequiredColumnMissing));
}

// Any one or two columns away: the file is still taken for what it is, or the user is asked. Never silently for
// another.
TEST(DatasetChoice, IsNeverSilentlyAnother) {
  for (const Typical& typical : kTypical) {
    const Headers headers = Split(typical.headers);
    for (size_t a = 0; a < headers.size(); ++a) {
      for (size_t b = a; b < headers.size(); ++b) {
        Headers rest;
        for (size_t i = 0; i < headers.size(); ++i) {
          if (i != a && i != b) rest.push_back(headers[i]);
        }
        if (rest.empty()) continue;
        const FileProbe probe = Match(rest);
        if (probe.plan.dataset == typical.dataset || !probe.problems.empty()) continue;
        ADD_FAILURE() << model::DatasetOf(typical.dataset).name << " without " << headers[a] << " and " << headers[b]
                      << " is taken for " << model::DatasetOf(probe.plan.dataset).name;
      }
    }
  }
}

// What a courier company bills is not what it was paid: without a date of payment no file is one of payments.
TEST(DatasetChoice, StatementsAreNoPayments) {
  for (const std::string_view headers :
       {"月结卡号, 账单月份, 应收金额", "客户编码, 结算月份, 应付金额, 件数", "月结卡号, 日期, 应付金额, 付款方式",
        "月结卡号, 客户名称, 账单日期, 运单号, 应收金额, 实收金额", "运单号, 客户名称, 寄件日期, 应收金额, 付款日期"}) {
    const FileProbe probe = Match(Split(headers));
    const bool is_payments = probe.plan.dataset == DatasetId::kPayments && probe.problems.empty();
    EXPECT_FALSE(is_payments) << headers;
  }
}

// A name and a telephone number: a list of customers or of their contacts.
TEST(DatasetChoice, ListsBothWhereTwoFitAlike) {
  const FileProbe probe = Match({"客户编码", "联系人", "手机"});
  ASSERT_THAT(Ids(probe.problems), ::testing::Contains(ErrorId::kDatasetUnknown));
  const std::string zh = Sentence(probe.problems[0], Language::kZh);
  EXPECT_THAT(zh, ::testing::HasSubstr("客户、联系人"));
  EXPECT_THAT(Sentence(probe.problems[0], Language::kEn), ::testing::HasSubstr("Customers, Contacts"));
}

TEST(DatasetChoice, SaysThatNothingFits) {
  const FileProbe probe = Match({"a", "b"});
  ASSERT_FALSE(probe.problems.empty());
  EXPECT_EQ(probe.problems[0].id, ErrorId::kDatasetUnknown);
  EXPECT_THAT(Sentence(probe.problems[0], Language::kEn), ::testing::HasSubstr("none"));
}

TEST(ColumnMatcher, StopsOnlyForAQuestionAboutWhatIsNeeded) {
  // 卡号 may be the account or the member: without another key the file cannot be read.
  const FileProbe needed = Match(Split("卡号, 发生时间, 变动类型, 积分, 余额"), {.dataset = DatasetId::kPoints});
  EXPECT_THAT(Ids(needed.problems), ::testing::ElementsAre(ErrorId::kColumnNeedsMeaning));
  EXPECT_EQ(Sentence(needed.problems[0], Language::kEn),
            "Column “卡号” may be Account number or Member number, and the data cannot be read without");
  // With one it may stay open.
  const FileProbe open =
      Match(Split("客户编码, 卡号, 发生时间, 变动类型, 积分, 余额"), {.dataset = DatasetId::kPoints});
  EXPECT_TRUE(open.problems.empty());
  EXPECT_THAT(Ids(open.notices), ::testing::ElementsAre(ErrorId::kColumnTwoMeanings));
  EXPECT_EQ(open.plan.customer_key, model::FieldId::kCustomerId);
  // The user's answer settles it.
  const FileProbe settled = Match(Split("卡号, 发生时间, 变动类型, 积分, 余额"),
                                  {.dataset = DatasetId::kPoints, .fields = {{"卡号", model::FieldId::kMemberNo}}});
  EXPECT_TRUE(settled.problems.empty());
  EXPECT_EQ(settled.plan.customer_key, model::FieldId::kMemberNo);
}

// INGEST-111 stops where the field is needed; INGEST-350 does not.
TEST(ColumnMatcher, TellsRepeatedHeadersThatMatterFromThoseThatDoNot) {
  const FileProbe optional =
      Match(Split("月结卡号, 寄件日期, 金额, 产品类型, 产品类型"), {.dataset = DatasetId::kShipments});
  EXPECT_TRUE(optional.problems.empty());
  EXPECT_THAT(Ids(optional.notices), ::testing::ElementsAre(ErrorId::kColumnRepeated, ErrorId::kNoWaybillColumn));
  EXPECT_FALSE(optional.plan.ColumnOf(model::FieldId::kProduct).has_value());
  const FileProbe needed = Match(Split("月结卡号, 寄件日期, 金额, 金额"), {.dataset = DatasetId::kShipments});
  EXPECT_THAT(Ids(needed.problems), ::testing::ElementsAre(ErrorId::kColumnAmbiguous));
}

TEST(ColumnMatcher, TakesTheKeysOfTheDataset) {
  const auto key = [](std::string_view headers, DatasetId dataset) {
    const FileProbe probe = Match(Split(headers), {.dataset = dataset});
    EXPECT_TRUE(probe.problems.empty()) << headers;
    return probe.plan.customer_key;
  };
  EXPECT_EQ(key("会员号, 客户名称, 发生时间, 积分", DatasetId::kPoints), model::FieldId::kMemberNo);
  EXPECT_EQ(key("会员号, 客户编码, 发生时间, 积分", DatasetId::kPoints), model::FieldId::kCustomerId);
  EXPECT_EQ(key("运单号, 费用类型, 金额", DatasetId::kCharges), model::FieldId::kWaybillNo);
  EXPECT_EQ(key("运单号, 客户名称, 费用类型, 金额", DatasetId::kCharges), model::FieldId::kCustomerName);
  // Stock without an owner is read; nobody's rows have no key column.
  const FileProbe stock = Match(Split("SKU, 库存数量, 入库日期"), {.dataset = DatasetId::kInventory});
  EXPECT_TRUE(stock.problems.empty());
  EXPECT_FALSE(stock.plan.ColumnOf(stock.plan.customer_key).has_value());
  // A wish for a key that this kind of file does not have is meant for another file of the same mapping.
  const FileProbe referrals = Match(Split("推荐人, 被推荐客户"),
                                    {.dataset = DatasetId::kReferrals, .customer_key = model::FieldId::kAccountNo});
  EXPECT_TRUE(referrals.problems.empty());
  EXPECT_EQ(referrals.plan.customer_key, model::FieldId::kReferrerMember);
}

TEST(ColumnMatcher, GivesASpareFieldWhatIsLeftOver) {
  const FileProbe alone = Match(Split("月结卡号, 寄件日期, 金额, 到货时间"), {.dataset = DatasetId::kShipments});
  EXPECT_EQ(alone.plan.ColumnOf(model::FieldId::kDeliveredTime), 3u);
  const FileProbe both =
      Match(Split("月结卡号, 寄件日期, 金额, 到货时间, 签收时间"), {.dataset = DatasetId::kShipments});
  EXPECT_EQ(both.plan.ColumnOf(model::FieldId::kDeliveredTime), 4u);
  EXPECT_EQ(both.plan.ColumnOf(model::FieldId::kArrivedTime), 3u);
  // Nothing is left unused, so nothing is told as a rival.
  EXPECT_THAT(Ids(both.notices), ::testing::ElementsAre(ErrorId::kNoWaybillColumn));
}

}  // namespace
}  // namespace loyalane::ingest
