#include "ingest/statement_headers.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace loyalane::ingest {
namespace {

const HeaderIndex& Index() {
  static const HeaderIndex index;
  return index;
}

TEST(MatchedName, TakesOffWhatIsNotTheName) {
  const std::pair<const char*, const char*> cases[] = {
      // as it is
      {"运单号", "运单号"},
      {"圆通计费重量", "圆通计费重量"},
      // a brand
      {"圆通运单号", "运单号"},
      {"韵达运费", "运费"},
      {"顺丰月结卡号", "月结卡号"},
      {"DHL Product", "product"},
      {"圆通速递有限公司", "圆通速递有限公司"},
      // tax
      {"Total amount (excl. VAT)", "amountexcl"},
      {"Total amount (incl. VAT)", "amountincl"},
      {"金额（不含税）", "amountexcl"},
      {"含税金额", "amountincl"},
      {"运费(含税)", "amountincl"},
      {"Total Tax", "totaltax"},
      {"附加费(不含税)", "附加费"},
      {"Insurance incl. handling", "insuranceincl handling"},
      // sums
      {"合计", "合计金额"},
      {"应付合计", "应付金额"},
      // questions (问卷星)
      {"1、您的公司名称是？", "公司名称"},
      {"2、您对我们服务的总体满意度如何？", "总体满意度"},
      {"Q3.您对时效满意吗", "满意度"},
      {"4、不满意的原因是什么？", "4、不满意的原因是什么?"},
      {"5、月结卡号", "月结卡号"},
      {"6、贵司的月结卡号（选填）", "月结卡号"},
      {"您对我们满意吗", "您对我们满意吗"},
  };
  for (const auto& [header, name] : cases) {
    std::string want = name;
    want.erase(std::remove(want.begin(), want.end(), ' '), want.end());
    EXPECT_EQ(MatchedName(Index(), header), want) << header;
  }
}

HeaderPlace Find(const std::vector<TextRow>& rows) {
  return FindHeader(Index(), rows, &model::DatasetOf(model::DatasetId::kShipments));
}

TEST(FindHeader, BelowTitleRows) {
  std::vector<TextRow> rows = {{"月结账单", "", ""}, {"客户：", "甲", ""}, {"", "", ""}};
  rows.resize(17, {"说明", "", ""});
  rows.push_back({"运单号", "寄件日期", "金额"});
  rows.push_back({"SF1", "2026-01-05", "1"});
  const HeaderPlace place = Find(rows);
  EXPECT_EQ(place.row, 18u);
  EXPECT_EQ(place.rows, 1u);
}

TEST(FindHeader, OfTwoRows) {
  const std::vector<TextRow> rows = {{"对账单", "", "", "", ""},
                                     {"运单号", "寄件日期", "费用", "", ""},
                                     {"", "", "运费", "保价费", "合计"},
                                     {"SF1", "2026-01-05", "1", "2", "3"}};
  const HeaderPlace place = Find(rows);
  EXPECT_EQ(place.row, 2u);
  EXPECT_EQ(place.rows, 2u);
  const ColumnNames names = NameColumns(Index(), rows, place);
  EXPECT_EQ(names.headers, (std::vector<std::string>{"运单号", "寄件日期", "费用/运费", "费用/保价费", "费用/合计"}));
  EXPECT_EQ(names.matched, (std::vector<std::string>{"运单号", "寄件日期", "运费", "保价费", "合计金额"}));
}

// The group's name goes on to the right, that of a column over both rows does not; the name of both together is tried
// where the lower one alone says nothing.
TEST(NameColumns, GroupsCarryOn) {
  const std::vector<TextRow> rows = {{"计费", "", "运单号", "", "备注"}, {"重量", "日期", "", "金额", ""}};
  const ColumnNames names = NameColumns(Index(), rows, {1, 2});
  EXPECT_EQ(names.headers, (std::vector<std::string>{"计费/重量", "计费/日期", "运单号", "金额", "备注"}));
  EXPECT_EQ(names.matched[3], "金额");
  const ColumnNames joined = NameColumns(Index(), {{"承运", ""}, {"商", "方"}}, {1, 2});
  EXPECT_EQ(joined.matched, (std::vector<std::string>{"承运商", "方"}));
}

TEST(FindHeader, OneRowIsNotTwo) {
  const TextRow header = {"运单号", "寄件日期", "金额"};
  // A first row of data, a title with two filled cells above, a second row of words that are no headers.
  EXPECT_EQ(Find({header, {"SF1", "2026-01-05", "1"}}).rows, 1u);
  EXPECT_EQ(Find({{"客户：甲", "", "账期：一月"}, header, {"SF1", "2026-01-05", "1"}}).row, 2u);
  EXPECT_EQ(Find({{"客户：甲", "", "账期：一月"}, header, {"SF1", "2026-01-05", "1"}}).rows, 1u);
  EXPECT_EQ(Find({header, {"以下为", "", "明细"}, {"SF1", "2026-01-05", "1"}}).rows, 1u);
}

TEST(FindHeader, WithoutKnownWords) {
  EXPECT_EQ(Find({{"", ""}, {"甲", "乙"}, {"1", "2"}}).row, 2u);
  EXPECT_EQ(Find({{"1", "2"}, {"3", "4"}}).row, 0u);
}

TEST(FindLabels, OfASummary) {
  using Texts = std::vector<std::string>;
  const std::vector<TextRow> summary = {{"结算汇总单", "", "", ""},
                                        {"客户名称：", "甲公司", "结算单号：", "JS1"},
                                        {"结算日期：", "2026-01-31", "币种：", "CNY"},
                                        {"费用科目", "运费", "应付合计", "10"},
                                        {"费用科目", "保价费", "应付合计", "2"}};
  EXPECT_EQ(FindLabels(Index(), summary, false),
            (Texts{"客户名称", "结算单号", "结算日期", "币种", "费用科目", "应付合计"}));
  // Tables, also those with a summary above them.
  EXPECT_EQ(FindLabels(Index(), {{"运单号", "寄件日期", "金额"}, {"SF1", "2026-01-05", "1"}}, false), Texts());
  EXPECT_EQ(FindLabels(Index(),
                       {{"客户名称：", "甲公司", ""},
                        {"账期：", "一月", ""},
                        {"结算单号：", "JS1", ""},
                        {"运单号", "寄件日期", "金额"},
                        {"SF1", "2026-01-05", "1"}},
                       false),
            Texts());
  EXPECT_EQ(FindLabels(Index(), {{"编号", "备注"}, {"1", "原因：破损"}, {"2", "原因：延误"}}, false), Texts());
  // Known headers with others between them, over rows as wide.
  EXPECT_EQ(FindLabels(Index(),
                       {{"客户", "X", "日期", "Y", "金额", "状态说明"},
                        {"甲", "1", "2026-09-01", "运费", "10", "a"},
                        {"乙", "2", "2026-09-01", "运费", "10", "b"}},
                       false),
            Texts());
  EXPECT_EQ(FindLabels(Index(),
                       {{"客户编码", "A", "寄件日期", "B", "金额", "备注"},
                        {"C1", "W1000001", "2026-09-01", "x", "10", "电话：123"},
                        {"C2", "W1000002", "2026-09-01", "x", "10", "地址：深圳"}},
                       false),
            Texts());
  // Three labels with words beside them stay such: the row below has labels in the same places.
  EXPECT_EQ(FindLabels(Index(),
                       {{"客户名称", "甲", "承运商", "顺丰", "币种", "港币"},
                        {"运单号", "SF1", "金额", "12", "寄件日期", "2026-09-01"}},
                       false)
                .size(),
            6u);
}

}  // namespace
}  // namespace loyalane::ingest
