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

}  // namespace
}  // namespace loyalane::ingest
