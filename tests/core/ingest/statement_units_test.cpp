// Which unit a header or a title says amounts are in.
#include "ingest/statement_units.h"

#include <gtest/gtest.h>

namespace loyalane::ingest {
namespace {

std::string Spelt(const MoneyUnit& unit) {
  return std::string(unit.currency) + "|" + unit.scale + "|" + (unit.is_plain ? "plain" : "");
}

TEST(UnitOfHeader, IsInBracketsOrAtTheEdges) {
  const std::pair<const char*, const char*> cases[] = {
      // whole units
      {"金额", "||"},
      {"金额(元)", "||plain"},
      {"金额（元/票）", "||plain"},
      {"应付金额(含税)", "||"},
      {"费用(人民币元)", "CNY||plain"},
      {"金额(RMB)", "CNY||plain"},
      // parts and multiples
      {"金额(万元)", "|万元|"},
      {"金额（单位：万元）", "|万元|"},
      {"金额（分）", "|分|"},
      {"运费【角】", "|角|"},
      {"成本金额[千元]", "|千元|"},
      {"金额(人民币万元)", "CNY|人民币万元|"},
      {"成本（千美元）", "USD|千美元|"},
      {"Amount (USD '000)", "USD|'000|"},
      {"成本金额 万元", "|万元|"},
      // currencies
      {"金额(HKD)", "HKD||plain"},
      {"费用(港币)", "HKD||plain"},
      {"費用（港幣）", "HKD||plain"},
      {"Freight (USD)", "USD||plain"},
      {"Freight ($)", "USD||plain"},
      {"金额(￥)", "CNY||plain"},
      {"运费(含税,HK$)", "HKD||plain"},
      {"Amount USD", "USD||"},
      {"港币金额", "HKD||"},
      {"费用(港币)/运费", "HKD||plain"},
      // other words
      {"圆通运费", "||"},
      {"Audit fee", "||"},
      {"费用(百世)", "||"},
      {"计费重量(kg)", "||"},
      {"保价费(分拨)", "||"},
  };
  for (const auto& [header, want] : cases) {
    EXPECT_EQ(Spelt(UnitOfHeader(header)), want) << header;
  }
}

TEST(UnitOfTitles, StandsBehindALabelOrInBrackets) {
  EXPECT_EQ(Spelt(UnitOfTitles({{"2026年9月账单 单位：万元"}})), "|万元|");
  EXPECT_EQ(UnitOfTitles({{"2026年9月账单 单位：万元"}}).said, "2026年9月账单 单位：万元");
  EXPECT_EQ(Spelt(UnitOfTitles({{"账单"}, {"金额单位：", "千元"}})), "|千元|");
  EXPECT_EQ(Spelt(UnitOfTitles({{"月结账单（万元）"}})), "|万元|");
  EXPECT_EQ(Spelt(UnitOfTitles({{"结算币种：港币"}})), "HKD||plain");
  EXPECT_EQ(Spelt(UnitOfTitles({{"Currency: USD"}})), "USD||plain");
  EXPECT_EQ(Spelt(UnitOfTitles({{"单位：元"}})), "||plain");
  // A unit that is a company, a branch and a place.
  EXPECT_EQ(Spelt(UnitOfTitles({{"付款单位：万元里贸易公司"}, {"顺丰速运(HK)"}, {"广州（分）"}})), "||");
}

TEST(CurrencyOf, KnowsSpellings) {
  EXPECT_EQ(CurrencyOf("hkd"), "HKD");
  EXPECT_EQ(CurrencyOf("港幣"), "HKD");
  EXPECT_EQ(CurrencyOf("人民币"), "CNY");
  EXPECT_EQ(CurrencyOf("xyz"), "XYZ");
}

}  // namespace
}  // namespace loyalane::ingest
