#include "workspace/mapping_json.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

#include "tests/core/workspace/schema_check.h"

namespace loyalane::workspace {
namespace {

using ingest::FileProbe;
using ingest::ReadPlan;
using ingest::ReadWishes;
using model::FieldId;
using ::testing::HasSubstr;

std::string Param(const Error& error, std::string_view name) {
  for (const auto& [key, value] : error.params) {
    if (key == name) return value;
  }
  return "";
}

ReadWishes Parsed(std::string_view json) {
  const Result<ReadWishes> wishes = ParseMapping(json);
  EXPECT_TRUE(wishes.ok()) << Describe(wishes.error(), Language::kEn);
  return wishes.ok() ? *wishes : ReadWishes{};
}

Error Refused(std::string_view json) {
  const Result<ReadWishes> wishes = ParseMapping(json);
  EXPECT_FALSE(wishes.ok()) << json;
  return wishes.ok() ? Error(ErrorId::kCount) : wishes.error();
}

ReadPlan Planned(std::string_view file, const ReadWishes& wishes) {
  const Result<FileProbe> probe = ingest::ProbeFile({file.size(), file, {}}, wishes);
  EXPECT_TRUE(probe.ok()) << Describe(probe.error(), Language::kEn);
  return probe.ok() ? probe->plan : ReadPlan{};
}

// All members, spelt out so that a test says which one differs.
std::string Spelt(const ReadPlan& plan) {
  std::string text = std::string(model::DatasetOf(plan.dataset).name) + " " +
                     std::string(ingest::EncodingName(plan.encoding)) + (plan.encoding_assumed ? " assumed" : "") +
                     " bom " + std::to_string(plan.bom_bytes) + " delimiter " + plan.delimiter + " header " +
                     std::to_string(plan.header_row) + " [";
  for (const std::string& header : plan.headers) text += header + "|";
  text += "] [";
  for (const ingest::ColumnBinding& binding : plan.fields) {
    text += std::to_string(binding.column) + "=" + std::string(model::FieldOf(binding.field).name) + "|";
  }
  text += "] " + std::string(model::FieldOf(plan.customer_key).name) + " " +
          std::to_string(static_cast<int>(plan.code_system)) + " " + std::to_string(static_cast<int>(plan.share_unit));
  if (plan.bill_month)
    text += " " + std::to_string(plan.bill_month->year) + "/" + std::to_string(plan.bill_month->month);
  text += " two " + std::to_string(plan.header_rows) + (plan.key_value ? " labels" : "") + " marks [";
  for (const std::string& mark : plan.end_marks) text += mark + "|";
  text += "] " + (plan.only ? std::to_string(plan.only->column) + "=" + plan.only->value : "all") + " parts [";
  for (const uint32_t part : plan.amount_parts) text += std::to_string(part) + "|";
  text += "] order " + std::to_string(static_cast<int>(plan.date_order)) + " tax " +
          std::to_string(static_cast<int>(plan.tax_basis)) + " " + std::to_string(plan.tax_rate.value_or(-1)) +
          (plan.decimal_comma ? *plan.decimal_comma ? " comma" : " point" : "") + (plan.score_words ? " words" : "") +
          (plan.bill_month_found ? " found" : "") + RulesToJson(plan.rules).dump();
  return text + " " + plan.default_currency;
}

// Reading the plan back gives the same plan for the same file, and writes the same bytes.
void ExpectComesBack(std::string_view file, const ReadPlan& plan) {
  const std::string json = ToJson(plan);
  const Result<ReadWishes> wishes = ParseMapping(json);
  ASSERT_TRUE(wishes.ok()) << Describe(wishes.error(), Language::kEn) << json;
  const ReadPlan again = Planned(file, *wishes);
  EXPECT_EQ(Spelt(again), Spelt(plan)) << json;
  EXPECT_EQ(ToJson(again), json);
  EXPECT_EQ(Violation(Json::parse(json), Json::parse(MappingSchema())), "");
}

constexpr std::string_view kShipments =
    "客户编码,运单号,寄件时间,应收金额,备注\n"
    "C1,SF1,2026-01-05,12.00,a\n"
    "C2,SF2,2026-01-06,8.50,b\n";

TEST(Mapping, EveryKey) {
  const ReadWishes wishes = Parsed(R"({
    "version": 1, "dataset": "shipments", "encoding": "gb18030", "delimiter": ";", "headerRow": 2,
    "fields": {"单号": "waybill_no", "备注": null, "4": "amount"}, "customerKey": "account_no", "codeSystem": "kdniao",
    "shareUnit": "percent", "billMonth": "2026-01", "currency": "HKD", "sheet": "账单明细", "headerRows": 2,
    "keyValue": false, "endMarks": ["备注"], "only": {"column": "Line Type", "value": "S"},
    "amountParts": ["运费", "5"], "rules": {"customer": "above", "shipDate": "above", "amount": "zero",
    "unreadableAmount": "zero", "earlyDelivery": "drop", "moreCells": "drop", "lostWaybill": "drop"},
    "dateOrder": "dayFirst", "decimalComma": true, "scoreWords": true, "taxBasis": "excluded", "taxRate": 0.06})");
  EXPECT_EQ(wishes.dataset, model::DatasetId::kShipments);
  EXPECT_EQ(wishes.encoding, ingest::Encoding::kGb18030);
  EXPECT_EQ(wishes.delimiter, ';');
  EXPECT_EQ(wishes.header_row, 2u);
  const std::vector<std::pair<std::string, std::optional<FieldId>>> fields = {
      {"单号", FieldId::kWaybillNo}, {"备注", std::nullopt}, {"4", FieldId::kAmount}};
  EXPECT_EQ(wishes.fields, fields);
  EXPECT_EQ(wishes.customer_key, FieldId::kAccountNo);
  EXPECT_EQ(wishes.code_system, model::CodeSystem::kKdniao);
  EXPECT_EQ(wishes.share_unit, ingest::ShareUnit::kPercent);
  ASSERT_TRUE(wishes.bill_month.has_value());
  EXPECT_EQ(ToDay(*wishes.bill_month), ToDay({2026, 1, 1}));
  EXPECT_EQ(wishes.currency, "HKD");
  EXPECT_EQ(wishes.sheet, "账单明细");
  EXPECT_EQ(wishes.header_rows, 2u);
  EXPECT_EQ(wishes.key_value, false);
  EXPECT_EQ(wishes.end_marks, std::vector<std::string>{"备注"});
  EXPECT_EQ(wishes.only, (std::pair<std::string, std::string>("Line Type", "S")));
  EXPECT_EQ(wishes.amount_parts, (std::vector<std::string>{"运费", "5"}));
  using Missing = ingest::RowRules::Missing;
  EXPECT_EQ(wishes.rules, (ingest::RowRules{Missing::kAbove, Missing::kAbove, Missing::kZero, true, true, true, true}));
  EXPECT_EQ(wishes.date_order, ingest::DateOrder::kDayFirst);
  EXPECT_EQ(wishes.decimal_comma, true);
  EXPECT_EQ(wishes.score_words, true);
  EXPECT_EQ(wishes.tax_basis, ingest::TaxBasis::kExcluded);
  EXPECT_EQ(wishes.tax_rate, 60'000);
}

TEST(Mapping, StatementsComeBack) {
  constexpr std::string_view kFiles[] = {
      // Title, month, fees without a total, end of the table.
      "月结账单,,,,\n账单月份：2026年1月,,,,\n日期,运单号,月结卡号,运费,附加费\n01-05,SF1,1,10,2\n备注：含税,,,,\n",
      // Two rows of a header.
      "运单号,寄件日期,客户名称,费用,\n,,,运费,合计\nSF1,2026-01-05,甲,1,2\n",
      // Two kinds of rows, decimal commas, amounts with tax.
      "Line Type;Account Number;Shipment Number;Shipment Date;Amount (excl. VAT);Amount (incl. VAT)\n"
      "I;1;;20260131;30,00;31,80\nS;1;1000000014;20260105;30,00;31,80\n",
      // Labels with values.
      "客户名称：,甲公司,结算日期:,2026-01-31\n费用科目,运费,应付合计,10\n费用科目,保价费,应付合计,2\n",
      // Words for scores.
      "序号,提交答卷时间,1、您的公司名称,2、总体满意度\n1,2026/9/3 12:00:00,甲,非常满意\n2,2026/9/3 12:00:00,乙,一般\n",
      // Day first.
      "Shipment Date,Waybill No,Account Number,Freight\n31/01/2026,1,2,3\n",
  };
  for (const std::string_view file : kFiles) {
    SCOPED_TRACE(file);
    ExpectComesBack(file, Planned(file, {}));
  }
  // What the user has changed comes back as well: no parts, all kinds of rows, no marks, his own month and rules.
  ReadWishes wishes;
  wishes.amount_parts.emplace();
  wishes.end_marks.emplace();
  wishes.only.emplace();
  wishes.bill_month = CivilDate{2025, 1, 1};
  wishes.rules.amount = ingest::RowRules::Missing::kZero;
  wishes.tax_basis = ingest::TaxBasis::kExcluded;
  wishes.tax_rate = 65'000;
  const ReadPlan plan = Planned(kFiles[0], wishes);
  EXPECT_TRUE(plan.amount_parts.empty() && plan.end_marks.empty());
  ExpectComesBack(kFiles[0], plan);
  EXPECT_THAT(ToJson(plan), HasSubstr("\"billMonth\": \"2025-01\""));
  // A month that the file tells is left to the next file.
  EXPECT_THAT(ToJson(Planned(kFiles[0], {})), HasSubstr("\"billMonth\": null"));
  EXPECT_THAT(ToJson(Planned(kFiles[2], wishes)), HasSubstr("\"only\": \"all\""));
}

TEST(Mapping, StatementKeysAreChecked) {
  for (const std::string_view json :
       {R"({"only": {"column": "a"}})", R"({"only": {"column": "", "value": "S"}})", R"({"only": "S"})",
        R"({"taxRate": 6})", R"({"taxBasis": "net"})", R"({"dateOrder": "auto"})", R"({"headerRows": 3})",
        R"({"endMarks": "备注"})", R"({"amountParts": [1]})", R"({"rules": {"amount": "above"}})"}) {
    EXPECT_EQ(Refused(json).id, ErrorId::kJsonBadValue) << json;
  }
  EXPECT_EQ(Refused(R"({"rules": {"weight": "zero"}})").id, ErrorId::kJsonUnknownKey);
}

TEST(Mapping, AbsentAndNullAreLeftToTheProbe) {
  for (const std::string_view json :
       {"{}",
        R"({"dataset": null, "encoding": null, "delimiter": null, "headerRow": null, "fields": {}, "customerKey": null,
            "codeSystem": null, "shareUnit": null, "billMonth": null, "currency": null})"}) {
    const ReadWishes wishes = Parsed(json);
    EXPECT_FALSE(wishes.dataset || wishes.encoding || wishes.delimiter || wishes.header_row || wishes.customer_key ||
                 wishes.code_system || wishes.share_unit || wishes.bill_month || wishes.currency);
    EXPECT_TRUE(wishes.fields.empty());
  }
}

TEST(Mapping, EncodingGoesByAnyLabelOfTheStandard) {
  EXPECT_EQ(Parsed(R"({"encoding": "GBK"})").encoding, ingest::Encoding::kGb18030);
  EXPECT_EQ(Parsed(R"({"delimiter": "\t"})").delimiter, '\t');
}

TEST(Mapping, PlanOfAProbeComesBack) {
  const ReadPlan plan = Planned(kShipments, {});
  ASSERT_EQ(plan.fields.size(), 4u);  // all but 备注
  ExpectComesBack(kShipments, plan);
  EXPECT_THAT(ToJson(plan), HasSubstr("\"运单号\": \"waybill_no\""));
  EXPECT_THAT(ToJson(plan), HasSubstr("\"备注\": null"));
}

TEST(Mapping, CorrectedPlanComesBack) {
  ReadWishes wishes = Parsed(
      R"({"fields": {"备注": "product", "运单号": null}, "codeSystem": "sf", "shareUnit": "fraction",
          "billMonth": "2025-12", "currency": "USD"})");
  const ReadPlan plan = Planned(kShipments, wishes);
  EXPECT_FALSE(plan.ColumnOf(FieldId::kWaybillNo).has_value());
  ExpectComesBack(kShipments, plan);
}

TEST(Mapping, ByteOrderMarkAndTitleRowsComeBack) {
  const std::string file = "\xEF\xBB\xBF一月对账单\n\n" + std::string(kShipments);
  const ReadPlan plan = Planned(file, {});
  EXPECT_EQ(plan.bom_bytes, 3u);
  EXPECT_GT(plan.header_row, 1u);
  ExpectComesBack(file, plan);
}

TEST(Mapping, FileWithoutHeaderComesBack) {
  const std::string_view file = "C1,SF1,2026-01-05,12.00\nC2,SF2,2026-01-06,8.50\n";
  const ReadPlan plan = Planned(file, Parsed(R"({"dataset": "shipments", "headerRow": 0,
                       "fields": {"1": "customer_id", "2": "waybill_no", "3": "ship_time", "4": "amount"}})"));
  ASSERT_EQ(plan.fields.size(), 4u);
  ExpectComesBack(file, plan);
}

TEST(Mapping, RepeatedAndEmptyHeadersGoByNumber) {
  const std::string_view file =
      "客户编码,金额,金额,,寄件时间\n"
      "C1,1,2,x,2026-01-05\n";
  const ReadPlan plan = Planned(file, Parsed(R"({"dataset": "shipments", "fields": {"3": "amount"}})"));
  EXPECT_EQ(plan.ColumnOf(FieldId::kAmount), 2u);
  ExpectComesBack(file, plan);
  const Json fields = Json::parse(ToJson(plan))["fields"];
  EXPECT_EQ(fields.dump(), R"({"客户编码":"customer_id","2":null,"3":"amount","4":null,"寄件时间":"ship_time"})");
}

// "2" and "02" are headers here, and the probe looks at headers before it takes a key for a number.
TEST(Mapping, NumberIsToldFromAHeaderThatIsANumber) {
  const std::string_view file =
      "金额,金额,02,2,客户编码,寄件时间\n"
      "1,2,3,4,C1,2026-01-05\n";
  ReadPlan plan = Planned(file, Parsed(R"({"dataset": "shipments", "fields": {"1": null, "002": "amount"}})"));
  EXPECT_EQ(plan.ColumnOf(FieldId::kAmount), 1u);
  ExpectComesBack(file, plan);
  const Json fields = Json::parse(ToJson(plan))["fields"];
  EXPECT_EQ(fields.dump(),
            R"({"1":null,"002":"amount","02":null,"2":null,"客户编码":"customer_id","寄件时间":"ship_time"})");
}

// What the file itself says, next month's file says anew: the header's currency and the rate of its rows.
TEST(Mapping, CurrencyAndTaxRateOfTheFileStayOpen) {
  const std::string_view file = "客户编码,寄件时间,不含税金额(HKD),税率\nC1,2026-01-05,100,6%\n";
  const ReadPlan plan = Planned(file, {});
  EXPECT_EQ(plan.default_currency, "HKD");
  EXPECT_EQ(plan.tax_rate, 60'000);
  EXPECT_THAT(ToJson(plan), HasSubstr("\"currency\": null"));
  EXPECT_THAT(ToJson(plan), HasSubstr("\"taxRate\": null"));
  ExpectComesBack(file, plan);
}

TEST(Mapping, AssumedEncodingStaysOpen) {
  ReadPlan plan = Planned(kShipments, {});
  EXPECT_THAT(ToJson(plan), HasSubstr("\"encoding\": \"utf-8\""));
  plan.encoding_assumed = true;
  EXPECT_THAT(ToJson(plan), HasSubstr("\"encoding\": null"));
}

// Headers drawn from texts that are alike, empty, numbers or repeated; bindings at random.
TEST(Mapping, AnyPlanComesBack) {
  constexpr std::string_view kHeaders[] = {"金额", "金额", "金额(元)", "运单号",   "",         "1",    "2",   "03",
                                           "3",    "０2",  "客户编码", "a\\\"\"b", "寄件时间", "状态", "X_Y", "xy"};
  for (uint64_t seed = 0; seed < 300; ++seed) {
    SCOPED_TRACE(seed);
    std::mt19937_64 engine(seed);
    const size_t columns = 2 + engine() % 8;
    std::string file;
    std::string row;
    for (size_t i = 0; i + 1 < columns; ++i) {
      const std::string_view header = kHeaders[engine() % std::size(kHeaders)];
      file += header.find('"') == std::string_view::npos ? std::string(header) : "\"" + std::string(header) + "\"";
      file += ",";
      row += "v,";
    }
    file += "尾\n" + row + "v\n";
    ReadWishes wishes;
    wishes.dataset = model::DatasetId::kShipments;
    wishes.header_row = 1;
    ReadPlan plan = Planned(file, wishes);
    ASSERT_EQ(plan.headers.size(), columns);
    plan.fields.clear();
    const std::span<const model::DatasetField> fields = model::DatasetOf(plan.dataset).fields;
    size_t field = engine() % 3;
    for (uint32_t column = 0; column < columns && field < fields.size(); ++column) {
      if (engine() % 2 == 0) continue;
      plan.fields.push_back({column, fields[field].field});
      field += 1 + engine() % 3;
    }
    plan.customer_key = FieldId::kCustomerId;
    for (const FieldId key : model::kCustomerKeys) {
      if (plan.ColumnOf(key)) plan.customer_key = key;
    }
    ExpectComesBack(file, plan);
  }
}

TEST(Mapping, UnknownKey) {
  const Error error = Refused(R"({"header_row": 1})");
  EXPECT_EQ(IdOf(error.id), "BASE-102");
  EXPECT_EQ(Param(error, "key"), "header_row");
}

struct BadDocument {
  std::string_view json, key, expected;
};

TEST(Mapping, WrongTypeOrRangeSaysWhatIsExpected) {
  const Json schema = Json::parse(MappingSchema());
  for (const BadDocument& bad : {
           BadDocument{R"([])", "$", "{…}"},
           BadDocument{R"({"dataset": 1})", "dataset",
                       "shipments | customers | charges | cases | carrier_share | survey | points | referrals | "
                       "inventory | contacts | "
                       "visits | am_history | costs | attributes | members | payments | participations | "
                       "redemptions | gifts | merchants"},
           BadDocument{R"({"encoding": 936})", "encoding", "string"},
           BadDocument{R"({"delimiter": ""})", "delimiter", R"("," | ";" | "\t" | "|")"},
           BadDocument{R"({"delimiter": ",,"})", "delimiter", R"("," | ";" | "\t" | "|")"},
           BadDocument{R"({"delimiter": "\""})", "delimiter", R"("," | ";" | "\t" | "|")"},
           BadDocument{R"({"delimiter": "，"})", "delimiter", R"("," | ";" | "\t" | "|")"},
           BadDocument{R"({"headerRow": -1})", "headerRow", "integer, 0–1000000"},
           BadDocument{R"({"headerRow": "none"})", "headerRow", "integer, 0–1000000"},
           BadDocument{R"({"fields": ["amount"]})", "fields", R"({"…": "…" | null})"},
           BadDocument{R"({"fields": {"金额": 4}})", "fields.金额", R"("…" | null)"},
           BadDocument{
               R"({"customerKey": "amount"})", "customerKey",
               R"("account_no" | "customer_id" | "customer_name" | "member_no" | "referrer_member" | "waybill_no")"},
           BadDocument{R"({"codeSystem": "yto"})", "codeSystem", R"("none" | "kuaidi100" | "kdniao" | "sf")"},
           BadDocument{R"({"shareUnit": "%"})", "shareUnit", R"("auto" | "percent" | "fraction")"},
           BadDocument{R"({"billMonth": "2026-13"})", "billMonth", "YYYY-MM"},
           BadDocument{R"({"billMonth": "2026-1"})", "billMonth", "YYYY-MM"},
           BadDocument{R"({"billMonth": 202601})", "billMonth", "YYYY-MM"},
           BadDocument{R"({"currency": ""})", "currency", "string, 1–16"},
       }) {
    SCOPED_TRACE(bad.json);
    const Error error = Refused(bad.json);
    EXPECT_EQ(IdOf(error.id), "BASE-103");
    EXPECT_EQ(Param(error, "key"), bad.key);
    EXPECT_EQ(Param(error, "expected"), bad.expected);
    EXPECT_NE(Violation(Json::parse(bad.json), schema), "");
  }
}

TEST(Mapping, OneFieldOfTwoColumns) {
  const Error error = Refused(R"({"fields": {"运费": "amount", "金额": "amount"}})");
  EXPECT_EQ(IdOf(error.id), "BASE-103");
  EXPECT_EQ(Param(error, "key"), "fields.金额");
  EXPECT_EQ(Param(error, "expected"), "≠ fields.运费");
}

TEST(Mapping, UnknownNames) {
  Error error = Refused(R"({"dataset": "shipment"})");
  EXPECT_EQ(IdOf(error.id), "WORKSPACE-105");
  EXPECT_EQ(Param(error, "dataset"), "shipment");
  error = Refused(R"({"encoding": "klingon"})");
  EXPECT_EQ(IdOf(error.id), "INGEST-114");
  EXPECT_EQ(Param(error, "label"), "klingon");
  error = Refused(R"({"fields": {"金额": "amout"}})");
  EXPECT_EQ(IdOf(error.id), "WORKSPACE-104");
  EXPECT_EQ(Param(error, "field"), "amout");
  EXPECT_EQ(error.place.column, "金额");
}

TEST(Mapping, FieldOfAnotherDataset) {
  // Wherever in the document the dataset is named.
  for (const std::string_view json : {R"({"fields": {"金额": "amount"}, "dataset": "survey"})",
                                      R"({"dataset": "survey", "fields": {"金额": "amount"}})"}) {
    const Error error = Refused(json);
    EXPECT_EQ(IdOf(error.id), "WORKSPACE-104");
    EXPECT_EQ(Param(error, "field"), "amount");
    EXPECT_EQ(Param(error, "dataset"), "survey");
    EXPECT_EQ(error.place.column, "金额");
  }
  EXPECT_EQ(Parsed(R"({"fields": {"金额": "amount"}})").fields.size(), 1u);
}

TEST(Mapping, VersionAndSyntax) {
  EXPECT_EQ(IdOf(Refused(R"({"version": 2})").id), "BASE-104");
  EXPECT_EQ(IdOf(Refused("{").id), "BASE-101");
  EXPECT_EQ(IdOf(Refused(R"({"fields": {"a": null, "a": null}})").id), "BASE-105");
}

TEST(MappingSchema, DescribesEveryKeyInBothLanguages) {
  for (const Language language : {Language::kZh, Language::kEn}) {
    size_t properties = 0;
    EXPECT_EQ(DescriptionGap(Json::parse(MappingSchema(language)), &properties), "");
    EXPECT_EQ(properties, 32u);  // the 23 keys of the example in mapping_json.h, the 2 of "only", the 7 of "rules"
  }
}

}  // namespace
}  // namespace loyalane::workspace
