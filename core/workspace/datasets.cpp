#include "workspace/datasets.h"

#include <algorithm>
#include <string>

namespace loyalane::workspace {
namespace {

using model::DatasetId;

struct Unlock {
  std::string_view zh, en;
};

// By dataset id. Only what the program does today.
constexpr std::array<Unlock, model::kDatasetCount> kUnlocks = {{
    {"客户类型（客户价值 × 服务可得性）、RFM、ABC 与二八、逐月金额、准时率",
     "Customer types (value × availability), RFM, ABC and 80/20, amounts by month, on-time share"},
    {"客户名称、合作时间（服务可得性的一项）、按集团汇总、合并建议的佐证",
     "Customer names, tenure (part of availability), totals by group, evidence for merging"},
    {"核对并统计：行数、客户或运单数、起止日期、金额合计；不计入客户价值",
     "Checked and counted: rows, customers or waybills, days, amount; no part of customer value"},
    {"核对并统计：行数、客户或运单数、起止日期、理赔金额合计",
     "Checked and counted: rows, customers or waybills, days, amount of claims"},
    {"选择份额和心中排名（服务可得性的两项）", "Choice share and mind rank (parts of availability)"},
    {"满意度（服务可得性的一项）", "Satisfaction (part of availability)"},
    {"核对并统计：行数、会员或客户数、起止日期", "Checked and counted: rows, members or customers, days"},
    {"核对并统计：行数、推荐人数、起止日期、付款金额合计", "Checked and counted: rows, referrers, days, amount paid"},
    {"核对并统计：行数、货主数、快照日期", "Checked and counted: rows, owners of goods, snapshot days"},
    {"核对并统计：行数、客户数；生日（公历或农历，可无年份）逐行检查",
     "Checked and counted: rows, customers; birthdays (solar or lunar, with or without a year) are checked"},
    {"核对并统计：行数、客户数、起止日期", "Checked and counted: rows, customers, days"},
    {"核对并统计：行数、客户数、起止日期", "Checked and counted: rows, customers, days"},
    {"核对并统计：行数、客户数、成本合计；不计入客户价值",
     "Checked and counted: rows, customers, total cost; no part of customer value"},
    {"直接给出各项属性，代替或补充由运单算出的数值", "States the attributes, instead of or beside what shipments give"},
    {"会员状态、会员号与客户的对应、发卡所需的资料",
     "Members' states, which customer a member number is, the form that a card needs"},
    {"会员所欠账款、推荐奖励所需的付款与退款",
     "What members owe, and the payments and refunds that referrals wait for"},
    {"活动与投稿的积分来源", "Points for events and submissions"},
    {"已兑换的积分与抵用券、礼品、商家优惠", "Points spent on vouchers, gifts and merchants' offers"},
    {"礼品的积分价格、库存与成本", "Gifts: price in points, stock and cost"},
    {"商家联盟的商家与优惠：可登记到“商家联盟”",
     "Merchants and their offers, to be entered in the alliance's register"},
}};

}  // namespace

std::string_view UnlockedBy(DatasetId dataset, Language language) {
  const Unlock& unlock = kUnlocks[static_cast<size_t>(dataset)];
  return language == Language::kZh ? unlock.zh : unlock.en;
}

bool NamesCustomers(const ingest::ReadPlan& plan) {
  return std::find(std::begin(model::kCustomerKeys), std::end(model::kCustomerKeys), plan.customer_key) !=
             std::end(model::kCustomerKeys) &&
         plan.ColumnOf(plan.customer_key).has_value();
}

std::vector<SourceFacts> FactsOf(std::span<const TalliedSource> sources) {
  const auto lists_customers = [](const TalliedSource& source) {
    return source.plan->dataset == DatasetId::kShipments || source.plan->dataset == DatasetId::kCustomers;
  };
  const bool any_known = std::any_of(sources.begin(), sources.end(), lists_customers);
  std::vector<uint8_t> known;
  for (const TalliedSource& source : sources) {
    if (lists_customers(source)) source.tally->Mark(known);
  }
  std::vector<SourceFacts> all;
  for (const TalliedSource& source : sources) {
    SourceFacts& facts = all.emplace_back();
    facts.keys = source.tally->Keys();
    facts.days = source.tally->Days();
    facts.amount = source.tally->Amount();
    if (any_known && !lists_customers(source) && NamesCustomers(*source.plan))
      facts.strangers = source.tally->NotAmong(known);
  }
  return all;
}

std::optional<Error> StrangersNotice(const SourceFacts& facts) {
  if (!facts.strangers || facts.strangers->rows == 0) return std::nullopt;
  return Error(ErrorId::kCustomersElsewhereUnknown)
      .With("rows", std::to_string(facts.strangers->rows))
      .With("customers", std::to_string(facts.strangers->customers));
}

}  // namespace loyalane::workspace
