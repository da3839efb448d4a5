#include "ingest/statement_rows.h"

#include <gtest/gtest.h>

namespace loyalane::ingest {
namespace {

TEST(StatementRowKinds, EndMarks) {
  const std::vector<std::string> marks = KnownEndMarks();
  for (const char* text : {"月结权益优惠", "月结权益优惠（9月）", "件量：4", "件量 4", "备注:", "注：1、本账单",
                           "制表人：李四", "開戶行：某某"})
    EXPECT_TRUE(IsEndMark(text, marks)) << text;
  for (const char* text : {"", "备注科技公司", "件量统计有限公司", "SF1000000000017", "说明书印刷厂", "合计"})
    EXPECT_FALSE(IsEndMark(text, marks)) << text;
}

TEST(StatementRowKinds, Headers) {
  EXPECT_TRUE(LooksLikeHeader({"权益名称", "", "面额"}));
  EXPECT_TRUE(LooksLikeHeader({"Shipment Reference 1", "首重(1kg)"}));
  EXPECT_FALSE(LooksLikeHeader({"备注"}));
  EXPECT_FALSE(LooksLikeHeader({"甲公司", "2026-01-05"}));
  EXPECT_FALSE(LooksLikeHeader({"甲公司", "１２３"}));
  EXPECT_FALSE(LooksLikeHeader({"", ""}));
}

TEST(StatementRowKinds, TheHeaderOnceMore) {
  const HeaderWords words({"运单号", "费用/运费", "费用/保价费", "备注"});
  EXPECT_TRUE(words.IsHeader({"运单号", "费用/运费", "费用/保价费", "备注"}));
  EXPECT_TRUE(words.IsHeader({"運單號", "费用", "", ""}));
  EXPECT_TRUE(words.IsHeader({"", "运费 ", "保价费"}));
  EXPECT_FALSE(words.IsHeader({"运单号"}));
  EXPECT_FALSE(words.IsHeader({"运单号", "SF1"}));
  EXPECT_FALSE(words.IsHeader({"运单号", "费用", "-"}));
  EXPECT_FALSE(words.IsHeader({"运单号", "费用", "", "备注", "多"}));
}

TEST(StatementRowKinds, RowsOfSums) {
  EXPECT_TRUE(IsTotalsRow({"", "合计", "12.00"}));
  EXPECT_TRUE(IsTotalsRow({"7", "2026-01", "本月合计：", "12.00"}));
  EXPECT_FALSE(IsTotalsRow({"7", "2026-01", "甲", "合计"}));
  EXPECT_FALSE(IsTotalsRow({"合计科技有限公司", "12.00"}));
}

TEST(StatementRowKinds, FirstFilledCell) {
  EXPECT_EQ(FirstFilled({"", " ", "　a ", "b"}), "a");
  EXPECT_EQ(FirstFilled({"", " "}), "");
}

}  // namespace
}  // namespace loyalane::ingest
