#include "document/plan_json.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "document/mapping_json.h"

namespace loyalane::document {
namespace {

using Json = nlohmann::ordered_json;
using ingest::FileProbe;
using ingest::ReadPlan;
using model::FieldId;

FileProbe Probe(std::string_view file) {
  Result<FileProbe> probe = ingest::ProbeFile({file.size(), file, {}}, {});
  EXPECT_TRUE(probe.ok());
  return probe.ok() ? *probe : FileProbe{};
}

ReadPlan Travelled(const Json& json) {
  const Result<TravelledPlan> plan = PlanFromJson(json);
  EXPECT_TRUE(plan.ok()) << Describe(plan.error(), Language::kEn);
  return plan.ok() ? plan->plan : ReadPlan{};
}

constexpr std::string_view kStatement =
    "月结账单,,,,\n账单月份：2026年1月,,,,\n日期,运单号,月结卡号,运费,附加费\n01-05,SF1,1,10,2\n备注：含税,,,,\n";

TEST(PlanJson, AStatementTravels) {
  FileProbe probe = Probe(kStatement);
  ReadPlan& plan = probe.plan;
  // What no probe finds together.
  plan.format = ingest::FileFormat::kXlsx;
  plan.sheet = "账单明细";
  plan.header_rows = 2;
  plan.made_records = 1;
  plan.key_value = true;
  plan.only = ingest::RowKind{1, "S"};
  plan.rules.customer = ingest::RowRules::Missing::kAbove;
  plan.rules.lost_waybill_is_missing = true;
  plan.date_order = ingest::DateOrder::kMonthFirst;
  plan.tax_basis = ingest::TaxBasis::kExcluded;
  plan.tax_rate = 60'000;
  plan.decimal_comma = true;
  plan.score_words = true;
  plan.long_ids_cut = true;
  const Json json = PlanToJson(probe);
  const ReadPlan back = Travelled(json);
  EXPECT_EQ(back.format, plan.format);
  EXPECT_EQ(back.sheet, plan.sheet);
  EXPECT_EQ(back.header_row, 3u);
  EXPECT_EQ(back.header_rows, 2u);
  EXPECT_EQ(back.made_records, 1u);
  EXPECT_TRUE(back.key_value && back.decimal_comma == true && back.score_words && back.long_ids_cut &&
              back.bill_month_found);
  EXPECT_EQ(back.end_marks, plan.end_marks);
  EXPECT_EQ(back.only, plan.only);
  EXPECT_EQ(back.amount_parts, (std::vector<uint32_t>{3, 4}));
  EXPECT_EQ(back.rules, plan.rules);
  EXPECT_EQ(back.date_order, plan.date_order);
  EXPECT_EQ(back.tax_basis, plan.tax_basis);
  EXPECT_EQ(back.tax_rate, plan.tax_rate);
  EXPECT_EQ(ToDay(*back.bill_month), ToDay({2026, 1, 1}));
  probe.plan = back;
  EXPECT_EQ(PlanToJson(probe).dump(), json.dump());
  // The parts of the amount are told again.
  EXPECT_EQ(PlanFromJson(json)->notices.front().id, ErrorId::kAmountIsSum);
}

TEST(PlanJson, AnAmountOfTheUsersOwnNeedsNoParts) {
  Json json = PlanToJson(Probe(kStatement));
  json["fields"]["3"] = "amount";
  const ReadPlan plan = Travelled(json);
  EXPECT_TRUE(plan.amount_parts.empty());
  EXPECT_EQ(plan.ColumnOf(FieldId::kAmount), 3u);
}

TEST(PlanJson, WhatIsNoPlanIsRefused) {
  const Json good = PlanToJson(Probe(kStatement));
  const std::pair<const char*, Json> wrong[] = {{"only", {{"column", 9}, {"value", "S"}}},
                                                {"only", {{"column", 1}}},
                                                {"amountParts", {3, 9}},
                                                {"amountParts", 3},
                                                {"endMarks", {1}},
                                                {"format", "pdf"},
                                                {"dateOrder", "yearFirst"},
                                                {"taxBasis", "net"},
                                                {"taxRate", 1'000'001},
                                                {"rules", {{"amount", "above"}}}};
  for (const auto& [key, value] : wrong) {
    Json json = good;
    json[key] = value;
    const Result<TravelledPlan> plan = PlanFromJson(json);
    ASSERT_FALSE(plan.ok()) << key;
    EXPECT_EQ(plan.error().id, ErrorId::kJsonBadValue) << key;
  }
  // Without its parts the amount is missing.
  Json json = good;
  json["amountParts"] = Json::array();
  ASSERT_FALSE(PlanFromJson(json).ok());
  EXPECT_EQ(PlanFromJson(json).error().id, ErrorId::kRequiredColumnMissing);
}

}  // namespace
}  // namespace loyalane::document
