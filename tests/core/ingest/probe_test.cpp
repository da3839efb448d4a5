#include "ingest/probe.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace loyalane::ingest {
namespace {

using model::DatasetId;
using model::FieldId;

Result<FileProbe> Probe(std::string_view bytes, const ReadWishes& wishes = {}) {
  return ProbeFile({bytes.size(), bytes, {}}, wishes);
}

std::vector<ErrorId> Ids(const std::vector<Error>& errors) {
  std::vector<ErrorId> ids;
  for (const Error& error : errors) ids.push_back(error.id);
  return ids;
}

TEST(ProbeFile, ReadsAStatementWithTitleRowsAboveTheHeader) {
  const auto probe = Probe(
      "顺运速运对账单,,,\n账期：2026-01,,,\n运单号,月结卡号,寄件日期,应付金额(元)\nSF1,7551234567,2026-01-05,12.00\n");
  ASSERT_TRUE(probe.ok());
  EXPECT_EQ(probe->plan.header_row, 3u);
  EXPECT_EQ(probe->plan.dataset, DatasetId::kShipments);
  EXPECT_EQ(probe->plan.customer_key, FieldId::kAccountNo);
  EXPECT_EQ(probe->plan.ColumnOf(FieldId::kWaybillNo), 0u);
  EXPECT_EQ(probe->plan.ColumnOf(FieldId::kShipTime), 2u);
  EXPECT_EQ(probe->plan.ColumnOf(FieldId::kAmount), 3u);
  EXPECT_TRUE(probe->problems.empty());
  EXPECT_EQ(ToIso(*probe->last_ship_day), "2026-01-05");
  EXPECT_THAT(probe->columns[1].samples, ::testing::ElementsAre("7551234567"));
  EXPECT_EQ(probe->columns[3].parsed_share, 1.0);
}

TEST(ProbeFile, FindsTheDelimiter) {
  for (const char delimiter : {',', ';', '\t', '|'}) {
    std::string text = "运单号D月结卡号D寄件日期D金额\nSF1D1D2026-01-05D12\nSF2D1D2026-01-06D13\n";
    for (char& c : text) {
      if (c == 'D') c = delimiter;
    }
    const auto probe = Probe(text);
    ASSERT_TRUE(probe.ok());
    EXPECT_EQ(probe->plan.delimiter, delimiter);
    EXPECT_EQ(probe->plan.fields.size(), 4u) << delimiter;
  }
}

TEST(ProbeFile, TellsTheDatasetsApart) {
  const auto dataset = [](std::string_view header, std::string_view row) {
    const auto probe = Probe(std::string(header) + "\n" + std::string(row) + "\n");
    EXPECT_TRUE(probe.ok() && probe->problems.empty()) << header;
    return probe->plan.dataset;
  };
  EXPECT_EQ(dataset("waybill_no,customer_id,customer_name,ship_date,promised_at,delivered_at,origin,destination,"
                    "product,weight_kg,freight,status",
                    "LY1,9,甲,2025-11-01,2025-11-01 22:00,,a,b,c,1,2,已签收"),
            DatasetId::kShipments);
  EXPECT_EQ(dataset("月结卡号,客户名称,行业,所属网点,客户经理,联系人,开户日期,合同到期日",
                    "1,甲,x,y,z,w,2020-01-01,2027-01-01"),
            DatasetId::kCustomers);
  EXPECT_EQ(dataset("customer_id,carrier,share_pct,mind_rank,source,as_of", "1,us,60,1,rep,2026-01-01"),
            DatasetId::kCarrierShare);
  EXPECT_EQ(dataset("客户编码,提交时间,满意度", "1,2026-01-01,4"), DatasetId::kSurvey);
  EXPECT_EQ(dataset("customer_id,avg_spend,purchase_cycle_days,monthly_contribution,choice_share,satisfaction,mind_"
                    "rank,tenure_months,recency_days",
                    "C1,16,4,121.6,.6,4.6,1,48,3"),
            DatasetId::kAttributes);
}

TEST(ProbeFile, AsksWhereTwoColumnsHaveTheSameHeader) {
  const auto probe = Probe("运单号,月结卡号,寄件日期,运费,运费\nSF1,1,2026-01-05,12,1\n");
  ASSERT_TRUE(probe.ok());
  EXPECT_THAT(Ids(probe->problems), ::testing::ElementsAre(ErrorId::kColumnAmbiguous));
  EXPECT_THAT(Ids(probe->notices), ::testing::ElementsAre(ErrorId::kHeaderRepeated));
  ReadWishes wishes;
  wishes.fields = {{"4", FieldId::kAmount}};
  const auto settled = Probe("运单号,月结卡号,寄件日期,运费,运费\nSF1,1,2026-01-05,12,1\n", wishes);
  EXPECT_TRUE(settled.ok() && settled->problems.empty());
}

TEST(ProbeFile, PrefersTheTotalAndNamesTheRival) {
  const auto probe = Probe("运单号,月结卡号,寄件日期,运费,应付金额\nSF1,1,2026-01-05,12,15\n");
  ASSERT_TRUE(probe.ok());
  EXPECT_EQ(probe->plan.ColumnOf(FieldId::kAmount), 4u);
  EXPECT_THAT(Ids(probe->notices), ::testing::ElementsAre(ErrorId::kFieldHasRivals));
}

TEST(ProbeFile, NamesWhatIsMissing) {
  const auto probe = Probe("运单号,月结卡号,寄件日期\nSF1,1,2026-01-05\n", {.dataset = DatasetId::kShipments});
  ASSERT_TRUE(probe.ok());
  ASSERT_THAT(Ids(probe->problems), ::testing::ElementsAre(ErrorId::kRequiredColumnMissing));
  EXPECT_EQ(Sentence(probe->problems[0], Language::kZh), "找不到必需的列：金额 (amount)");
  EXPECT_EQ(Sentence(probe->problems[0], Language::kEn), "A required column is missing: Amount (amount)");
  const auto none = Probe("a,b\n1,2\n");
  ASSERT_TRUE(none.ok());
  EXPECT_EQ(Ids(none->problems).front(), ErrorId::kDatasetUnknown);
}

TEST(ProbeFile, AsksWhereOneHeaderHasTwoMeanings) {
  // 行业 tells a customers file from a contacts file, which could have the other three columns too.
  const auto probe = Probe("月结卡号,客户名称,负责人,行业\n1,甲,张三,服装\n");
  ASSERT_TRUE(probe.ok());
  EXPECT_TRUE(probe->problems.empty());
  EXPECT_TRUE(probe->columns[2].ambiguous);
  EXPECT_FALSE(probe->columns[2].field.has_value());
  ASSERT_THAT(Ids(probe->notices), ::testing::ElementsAre(ErrorId::kColumnTwoMeanings));
  EXPECT_EQ(Sentence(probe->notices[0], Language::kEn),
            "Column “负责人” may be Account manager or Contact; it is not used");
  const auto settled =
      Probe("月结卡号,客户名称,负责人,行业\n1,甲,张三,服装\n", {.fields = {{"负责人", FieldId::kAccountManager}}});
  EXPECT_EQ(settled->plan.ColumnOf(FieldId::kAccountManager), 2u);
  EXPECT_TRUE(settled->notices.empty());
}

// The header row of a Taiwanese export; the simplified forms are the synonyms of the catalogue.
TEST(ProbeFile, ReadsTraditionalHeaders) {
  const auto probe = Probe("運單號碼,客戶編號,客戶名稱,寄件日期,應付金額,狀態\nSF1,1,甲,2026-01-05,12,已簽收\n");
  ASSERT_TRUE(probe.ok());
  EXPECT_EQ(probe->plan.fields.size(), 6u);
  EXPECT_EQ(probe->columns[5].parsed_share, 1.0);
}

TEST(ProbeFile, GivesAShareColumnOneUnit) {
  const auto unit = [](std::string_view rows) {
    const auto probe = Probe("客户编码,承运商,份额,截至日期\n" + std::string(rows));
    EXPECT_TRUE(probe.ok() && probe->problems.empty());
    return probe->plan.share_unit;
  };
  EXPECT_EQ(unit("1,us,60,2026-01-01\n2,us,1,2026-01-01\n"), ShareUnit::kPercent);
  EXPECT_EQ(unit("1,us,0.6,2026-01-01\n2,us,1,2026-01-01\n"), ShareUnit::kAuto);
  EXPECT_EQ(unit("1,us,60%,2026-01-01\n2,us,1,2026-01-01\n"), ShareUnit::kAuto);
}

TEST(ProbeFile, TakesAMappingThatLeavesOutAColumnThatIsNotThere) {
  const auto probe = Probe("运单号,月结卡号,寄件日期,金额\nSF1,1,2026-01-05,1\n", {.fields = {{"备注", std::nullopt}}});
  ASSERT_TRUE(probe.ok());
  EXPECT_TRUE(probe->problems.empty());
  const auto foreign = Probe("运单号,月结卡号,寄件日期,金额\nSF1,1,2026-01-05,1\n",
                             {.dataset = DatasetId::kShipments, .fields = {{"金额", FieldId::kScore}}});
  EXPECT_EQ(Ids(foreign->problems).front(), ErrorId::kFieldUnknown);
}

TEST(ProbeFile, SaysWhatItIsNotSureOf) {
  const auto no_waybill = Probe("月结卡号,寄件日期,金额\n1,2026-01-05,1\n");
  ASSERT_TRUE(no_waybill.ok());
  EXPECT_THAT(Ids(no_waybill->notices), ::testing::ElementsAre(ErrorId::kNoWaybillColumn));
  // A lone byte A9 is neither UTF-8 nor GB18030.
  const auto latin = Probe("custid,shipdate,amount,waybill\n\xA9,2026-01-05,1,2\n");
  ASSERT_TRUE(latin.ok());
  EXPECT_THAT(Ids(latin->notices), ::testing::ElementsAre(ErrorId::kEncodingGuessed));
}

TEST(ProbeFile, RefusesWhatIsNoTable) {
  EXPECT_EQ(Probe("").error().id, ErrorId::kFileEmpty);
  EXPECT_EQ(Probe(std::string_view("\x89PNG\r\n\x1a\n\0\0\0\rIHDR", 16)).error().id, ErrorId::kFileOtherKind);
  EXPECT_EQ(Probe("a,\"b\n1,2\n").error().id, ErrorId::kQuoteUnclosed);
  const auto header_only = Probe("运单号,月结卡号,寄件日期,金额\n");
  ASSERT_TRUE(header_only.ok());
  EXPECT_THAT(Ids(header_only->problems), ::testing::ElementsAre(ErrorId::kHeaderOnly));
}

TEST(ProbeFile, KnowsWhatAMappingNamesButTheFileLacks) {
  ReadWishes wishes;
  wishes.fields = {{"订单金额", FieldId::kAmount}};
  const auto probe = Probe("运单号,月结卡号,寄件日期,金额\nSF1,1,2026-01-05,1\n", wishes);
  ASSERT_TRUE(probe.ok());
  EXPECT_THAT(Ids(probe->problems), ::testing::ElementsAre(ErrorId::kMappedColumnAbsent));
}

}  // namespace
}  // namespace loyalane::ingest
