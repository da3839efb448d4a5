#include "ingest/statement_key_value.h"

#include <gtest/gtest.h>

namespace loyalane::ingest {
namespace {

std::string Spelt(const TextRow& cells) {
  std::string text;
  const auto is_label = [](std::string_view name) {
    return name == "费用科目" || name == "应付合计" || name == "运费";
  };
  for (const LabelledValue& labelled : LabelledValuesOf(cells, is_label))
    text += labelled.label + "=" + labelled.value + ";";
  return text;
}

TEST(LabelledValues, StandBesideTheirLabels) {
  EXPECT_EQ(Spelt({"结算日期：", "2026-01-31", "结算单号:", "JS1"}), "结算日期=2026-01-31;结算单号=JS1;");
  EXPECT_EQ(Spelt({"客户：甲公司", "", "账期: 2026-01"}), "客户=甲公司;账期=2026-01;");
  EXPECT_EQ(Spelt({"费用科目", "保价费", "应付合计", "2"}), "费用科目=保价费;应付合计=2;");
  // A value may be a word that is a label elsewhere.
  EXPECT_EQ(Spelt({"费用科目", "运费", "应付合计", "2"}), "费用科目=运费;应付合计=2;");
  EXPECT_EQ(Spelt({"客户：", "账期：", "2026-01"}), "客户=;账期=2026-01;");
  EXPECT_EQ(Spelt({"2026-01-31 12:00", "甲"}), "");
  EXPECT_EQ(Spelt({"客户", "甲"}), "");
}

std::vector<std::string> Records(const std::vector<std::string>& labels, const std::vector<TextRow>& rows) {
  std::vector<std::string> records;
  KeyValueTable table(labels, [&](uint64_t row, const std::vector<std::string>& values) {
    std::string text = std::to_string(row);
    for (const std::string& value : values) text += "|" + value;
    records.push_back(text);
  });
  uint64_t row = 0;
  for (const TextRow& cells : rows) table.AddRow(++row, cells);
  table.Finish();
  return records;
}

TEST(KeyValueTable, ALabelThatComesAgainBeginsAnotherRecord) {
  using Texts = std::vector<std::string>;
  const Texts labels = {"客户", "费用科目", "应付合计"};
  EXPECT_EQ(Records(labels, {{"客户：", "甲"}, {"费用科目", "运费", "应付合计", "10"}}), (Texts{"2|甲|运费|10"}));
  EXPECT_EQ(Records(labels, {{"客户：", "甲"},
                             {"费用科目", "运费", "应付合计", "10"},
                             {""},
                             {"费用科目", "保价费", "应付合计", "2"},
                             {"电话：", "1"}}),
            (Texts{"2|甲|运费|10", "4|甲|保价费|2"}));
  EXPECT_EQ(Records(labels, {{"别的：", "甲"}}), Texts());
}

TEST(KeyValueTable, MoneyIsNeverCarriedOn) {
  using Texts = std::vector<std::string>;
  const Texts labels = {"结算单号", "客户名称", "费用科目", "应付合计", "结算日期"};
  // A label without a value is said, and empty.
  EXPECT_EQ(Records(labels, {{"结算单号", "JS001", "客户名称", "甲公司"},
                             {"费用科目", "运费", "应付合计", "100.00"},
                             {"结算日期", "2026-09-30", "", ""},
                             {"费用科目", "包装费", "应付合计", ""},
                             {"费用科目", "仓储费", "应付合计", "50.00"}}),
            (Texts{"3|JS001|甲公司|运费|100.00|2026-09-30", "4|JS001|甲公司|包装费||2026-09-30",
                   "5|JS001|甲公司|仓储费|50.00|2026-09-30"}));
  // What says but an amount is a sum: no customer and no date, and a word of sums.
  EXPECT_EQ(
      Records(labels, {{"客户名称", "甲公司", "结算日期", "2026-09-30"},
                       {"费用科目", "快递运费", "应付合计", "1,234.50"},
                       {"费用科目", "仓储费", "应付合计", "200.00"},
                       {"应付合计", "1434.50"}}),
      (Texts{"2||甲公司|快递运费|1,234.50|2026-09-30", "3||甲公司|仓储费|200.00|2026-09-30", "4|合计|||1434.50|"}));
  // Labels that the catalogue does not have: whether they are money is told by their words.
  EXPECT_EQ(Records({"付款单位", "本次应付", "到账日"},
                    {{"付款单位：", "甲", "本次应付：", "10", "到账日：", "2026-09-30"}, {"到账日：", "2026-10-31"}}),
            (Texts{"1|甲|10|2026-09-30", "2|甲||2026-10-31"}));
  // Alone an amount is that of the one record.
  EXPECT_EQ(Records({"应付合计", "税额"}, {{"应付合计", "100"}, {"税额", "6"}}), (Texts{"2|100|6"}));
  // An empty label that gets its value further on begins no record.
  EXPECT_EQ(Records(labels, {{"结算日期：", ""}, {"客户名称", "甲"}, {"结算日期：", "2026-09-30"}, {"应付合计", "1"}}),
            (Texts{"4||甲||1|2026-09-30"}));
}

}  // namespace
}  // namespace loyalane::ingest
