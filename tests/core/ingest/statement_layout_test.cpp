// What the probe proposes for statements, and what it asks.
#include "ingest/statement_layout.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace loyalane::ingest {
namespace {

using model::DatasetId;
using model::FieldId;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Not;

FileProbe Probe(std::string_view bytes, const ReadWishes& wishes = {}, std::string_view name = {}) {
  const Result<FileProbe> probe = ProbeFile({bytes.size(), bytes, {}, name}, wishes);
  EXPECT_TRUE(probe.ok());
  return probe.ok() ? *probe : FileProbe{};
}

std::vector<ErrorId> Ids(const std::vector<Error>& errors) {
  std::vector<ErrorId> ids;
  for (const Error& error : errors) ids.push_back(error.id);
  return ids;
}

// --- months ---

TEST(MonthIn, TextsAndFileNames) {
  const std::pair<const char*, const char*> cases[] = {
      {"账单月份：2026年9月", "2026-09"},
      {"2026-09 月结账单", "2026-09"},
      {"账期: 2026/09/01-2026/09/30", "2026-09"},
      {"2026.08.26 至 2026.09.25", "2026-09"},
      {"SF_202609.csv", "2026-09"},
      {"sf20261005.xlsx", "2026-10"},
      {"2026年09月30日", "2026-09"},
      {"1999-09", ""},
      {"2026-13", ""},
      {"7551234567", ""},
      {"SF1000000202609", ""},
      {"20260", ""},
      {"9月账单", ""},
      {"", ""},
  };
  for (const auto& [text, want] : cases) {
    const auto month = MonthIn(text);
    EXPECT_EQ(month ? ToIso(ToDay(*month)).substr(0, 7) : "", want) << text;
  }
}

constexpr std::string_view kWithoutYear = "日期,运单号,月结卡号,应付金额\n12-31,SF1,1,10\n01-02,SF2,1,11\n";

std::string MonthOf(const FileProbe& probe) {
  return probe.plan.bill_month ? ToIso(ToDay(*probe.plan.bill_month)).substr(0, 7) : "";
}

TEST(StatementMonth, IsSaidByTitlesOrTheFileNameOrAsked) {
  const std::string file(kWithoutYear);
  const FileProbe titled = Probe("顺丰月结账单\n账单月份：2026年1月,,打印日期：2026-03-02\n" + file);
  EXPECT_EQ(MonthOf(titled), "2026-01");
  EXPECT_TRUE(titled.plan.bill_month_found);
  EXPECT_THAT(Ids(titled.notices), ElementsAre(ErrorId::kBillMonthFound));
  EXPECT_EQ(ToIso(*titled.last_ship_day), "2026-01-02");
  EXPECT_EQ(MonthOf(Probe("账期：,2026/01/01-2026/01/31\n" + file)), "2026-01");
  // What is printed or due then is no month of a statement.
  const FileProbe printed = Probe("打印日期：2026-03-02\n" + file);
  EXPECT_THAT(Ids(printed.problems), ElementsAre(ErrorId::kBillMonthUnknown));
  EXPECT_EQ(Sentence(printed.problems[0], Language::kEn),
            "Dates have no year (“12-31”), and neither the file nor its name says which month the statement is of");
  EXPECT_EQ(MonthOf(Probe(file, {}, "sf-202601.csv")), "2026-01");
  // The title goes before the name, the user before both.
  EXPECT_EQ(MonthOf(Probe("账单月份：2026年1月\n" + file, {}, "sf-202602.csv")), "2026-01");
  ReadWishes wishes;
  wishes.bill_month = CivilDate{2025, 1, 1};
  const FileProbe wished = Probe("账单月份：2026年1月\n" + file, wishes);
  EXPECT_EQ(MonthOf(wished), "2025-01");
  EXPECT_FALSE(wished.plan.bill_month_found);
  EXPECT_THAT(wished.problems, IsEmpty());
}

TEST(StatementMonth, IsNotAskedForWhereDatesHaveYears) {
  EXPECT_THAT(Probe("日期,运单号,月结卡号,应付金额\n2026-01-02,SF2,1,11\n").problems, IsEmpty());
}

// --- day or month first ---

FileProbe Dated(const char* first, const char* second) {
  return Probe("Shipment Date,Waybill No,Account Number,Freight\n" + std::string(first) + ",1,2,3\n" + second +
               ",2,2,3\n");
}

TEST(DateOrders, AreProvedOrAsked) {
  EXPECT_EQ(Dated("03/01/2026", "31/01/2026").plan.date_order, DateOrder::kDayFirst);
  EXPECT_THAT(Ids(Dated("03/01/2026", "31/01/2026").notices), Contains(ErrorId::kDateOrderFound));
  EXPECT_EQ(Dated("03-01-2026 09:30", "01-31-2026").plan.date_order, DateOrder::kMonthFirst);
  EXPECT_THAT(Ids(Dated("03/01/2026", "04/01/2026").problems), ElementsAre(ErrorId::kDateOrderUnknown));
  // Both: one of them is damage, and which is not to be told.
  EXPECT_THAT(Ids(Dated("31/01/2026", "01/31/2026").problems), ElementsAre(ErrorId::kDateOrderUnknown));
  for (const char* sure : {"2026-01-03", "2026年1月3日", "03.01.2026", "20260103", "3-Jan-2026"})
    EXPECT_THAT(Dated(sure, sure).problems, IsEmpty()) << sure;
  ReadWishes wishes;
  wishes.date_order = DateOrder::kDayFirst;
  const FileProbe wished = Probe("Shipment Date,Waybill No,Account Number,Freight\n03/01/2026,1,2,3\n", wishes);
  EXPECT_THAT(wished.problems, IsEmpty());
  EXPECT_EQ(ToIso(*wished.last_ship_day), "2026-01-03");
}

// --- decimal commas ---

FileProbe Priced(const char* amount, char delimiter = ';') {
  std::string text =
      "Shipment Date;Waybill No;Account Number;Freight\n2026-01-05;1;2;\"" + std::string(amount) + "\"\n";
  for (char& c : text) {
    if (c == ';') c = delimiter;
  }
  return Probe(text);
}

TEST(DecimalCommas, AreSeenOrAsked) {
  for (const char* comma : {"1.234,56", "12,5", "0,50", "1 234,56 "})
    EXPECT_EQ(Priced(comma).plan.decimal_comma, true) << comma;
  EXPECT_THAT(Ids(Priced("12,5").notices), ElementsAre(ErrorId::kDecimalCommaFound));
  for (const char* point : {"1,234.56", "12.5", "1,234,567", "12"}) {
    EXPECT_EQ(Priced(point).plan.decimal_comma, std::nullopt) << point;
    EXPECT_THAT(Priced(point).problems, IsEmpty()) << point;
  }
  EXPECT_THAT(Ids(Priced("1,234").problems), ElementsAre(ErrorId::kDecimalCommaUnknown));
  // Where commas divide cells, one that is quoted inside a number divides thousands.
  EXPECT_THAT(Priced("1,234", ',').problems, IsEmpty());
}

// --- rows of one kind ---

TEST(RowKinds, ThoseWithWaybillsCount) {
  const std::string header = "Line Type;Account Number;Shipment Number;Shipment Date;Freight\n";
  const FileProbe probe = Probe(header + "I;1;;20260131;30\nS;1;1000000014;20260105;10\nS;1;1000000023;20260106;20\n");
  ASSERT_TRUE(probe.plan.only.has_value());
  EXPECT_EQ(*probe.plan.only, (RowKind{0, "S"}));
  // Both kinds have waybills, or there is one kind alone: all rows count.
  EXPECT_FALSE(Probe(header + "I;1;1000000032;20260131;30\nS;1;1000000014;20260105;10\n").plan.only.has_value());
  EXPECT_FALSE(Probe(header + "S;1;1000000014;20260105;10\n").plan.only.has_value());
  ReadWishes all;
  all.only.emplace("", "");
  EXPECT_FALSE(Probe(header + "I;1;;20260131;30\nS;1;1000000014;20260105;10\n", all).plan.only.has_value());
  ReadWishes absent;
  absent.only.emplace("Kind", "S");
  EXPECT_THAT(Ids(Probe(header + "S;1;1000000014;20260105;10\n", absent).problems),
              ElementsAre(ErrorId::kMappedColumnAbsent));
}

// --- amounts ---

TEST(AmountParts, FeesWithoutATotal) {
  const FileProbe probe = Probe("寄件日期,运单号,月结卡号,运费,附加费,优惠,付款方式\n2026-01-05,SF1,1,10,2,-1,月结\n");
  EXPECT_THAT(probe.plan.amount_parts, ElementsAre(3u, 4u, 5u));
  EXPECT_FALSE(probe.plan.ColumnOf(FieldId::kAmount).has_value());
  EXPECT_THAT(probe.problems, IsEmpty());
  ASSERT_THAT(Ids(probe.notices), ElementsAre(ErrorId::kAmountIsSum));
  EXPECT_EQ(Sentence(probe.notices[0], Language::kEn),
            "There is no column of totals: the amount is the sum of 运费 + 附加费 + 优惠");
  // A discount above 0 may be a rate; words are no fee.
  EXPECT_THAT(Probe("寄件日期,运单号,月结卡号,运费,附加费,折扣\n2026-01-05,SF1,1,10,2,0.9\n").plan.amount_parts,
              ElementsAre(3u, 4u));
  EXPECT_THAT(Probe("寄件日期,运单号,月结卡号,运费,附加费\n2026-01-05,SF1,1,10,有\n").plan.amount_parts, IsEmpty());
  // One freight is counted once.
  EXPECT_THAT(Probe("寄件日期,运单号,月结卡号,折后运费,运费,附加费\n2026-01-05,SF1,1,8,10,2\n").plan.amount_parts,
              ElementsAre(3u, 5u));
}

TEST(AmountParts, ATotalGoesBeforeThem) {
  for (const char* total : {"应付金额", "合计", "费用(元)", "合计费用"}) {
    const FileProbe probe =
        Probe("寄件日期,运单号,月结卡号,运费,附加费," + std::string(total) + "\n2026-01-05,SF1,1,10,2,12\n");
    EXPECT_THAT(probe.plan.amount_parts, IsEmpty()) << total;
    EXPECT_EQ(probe.plan.ColumnOf(FieldId::kAmount), 5u) << total;
  }
}

std::vector<std::string> Sentences(const FileProbe& probe) {
  std::vector<std::string> sentences;
  for (const Error& notice : probe.notices) sentences.push_back(Sentence(notice, Language::kEn));
  return sentences;
}

// Behind `header` so many rows that the sample does not reach their end, and then `last`.
std::string Long(const std::string& header, const std::string& row, const std::string& last) {
  std::string text = header + "\n";
  for (int i = 0; i < 450; ++i) text += row + "\n";
  return text + last + "\n";
}

TEST(AmountParts, WhatIsNotAddedIsTold) {
  // A reduction above 0: INGEST-355.
  const FileProbe above = Probe("客户编码,运单号,寄件日期,运费,保价费,优惠金额\nC1,SF1,2026-09-01,20,2,5\n");
  EXPECT_THAT(above.plan.amount_parts, ElementsAre(3u, 4u));
  EXPECT_THAT(Sentences(above),
              Contains("Column “优惠金额” looks like a reduction but is not below 0: it is not subtracted"));
  const FileProbe alone = Probe("客户编码,运单号,寄件日期,运费,优惠金额\nC1,SF1,2026-09-01,20,5\n");
  EXPECT_EQ(alone.plan.ColumnOf(FieldId::kAmount), 3u);
  EXPECT_THAT(Ids(alone.notices), Contains(ErrorId::kReductionNotTaken));
  // Fees that no list has.
  const FileProbe fees =
      Probe("客户编码,运单号,寄件日期,运费,燃油费,节假日费,保价费,优惠\nC1,SF1,2026-09-01,20,3,4,2,-5\n");
  EXPECT_THAT(fees.plan.amount_parts, ElementsAre(3u, 4u, 5u, 6u, 7u));
  EXPECT_THAT(Ids(fees.notices), ElementsAre(ErrorId::kAmountIsSum));
  // What is paid back, what a freight consists of, and what is collected for another is no fee: INGEST-354.
  const FileProbe others = Probe(
      "客户编码,运单号,寄件日期,运费,保价费,首重费,退费,代收货款,声明价值,计费重量,费用月份\n"
      "C1,SF1,2026-09-01,20,2,12,1,100,500,3.5,202609\n");
  EXPECT_THAT(others.plan.amount_parts, ElementsAre(3u, 4u));
  EXPECT_THAT(Sentences(others), Contains("Money in these columns is not part of the amount: 首重费, 退费, 代收货款"));
  // The header once more is no value of a fee.
  EXPECT_THAT(
      Probe("客户编码,运单号,寄件日期,运费,保价费\nC1,SF1,2026-09-01,20,2\n客户编码,运单号,寄件日期,运费,保价费\n"
            "C1,SF2,2026-09-01,20,2\n")
          .plan.amount_parts,
      ElementsAre(3u, 4u));
  // A profile's parts: a fee that is new this month.
  ReadWishes wishes;
  wishes.amount_parts = {"运费", "保价费"};
  const FileProbe later = Probe("客户编码,运单号,寄件日期,运费,保价费,燃油费\nC1,SF1,2026-09-01,20,2,3\n", wishes);
  EXPECT_THAT(later.plan.amount_parts, ElementsAre(3u, 4u));
  EXPECT_THAT(Sentences(later), Contains("Money in these columns is not part of the amount: 燃油费"));
}

TEST(AmountParts, AFeeThatTheSampleLacksMayComeFurtherOn) {
  const std::string header = "客户编码,运单号,寄件日期,运费,旺季附加费";
  const FileProbe fee = Probe(Long(header, "C1,SF1,2026-09-01,10.00,", "C1,SF2,2026-09-01,10.00,5"));
  EXPECT_THAT(fee.plan.amount_parts, ElementsAre(3u, 4u));
  const FileProbe reduction =
      Probe(Long("客户编码,运单号,寄件日期,运费,优惠", "C1,SF1,2026-09-01,10.00,", "C1,SF2,2026-09-01,10.00,5"));
  EXPECT_EQ(reduction.plan.ColumnOf(FieldId::kAmount), 3u);
  EXPECT_THAT(Ids(reduction.notices), Contains(ErrorId::kReductionNotTaken));
}

TEST(RowKinds, InvoicesMayComeFurtherOn) {
  const std::string header = "Line Type;Account Number;Shipment Number;Shipment Date;Freight";
  const FileProbe probe = Probe(Long(header, "S;1;1000000014;20260105;10", "I;1;;20260131;30"));
  ASSERT_TRUE(probe.plan.only.has_value());
  EXPECT_EQ(*probe.plan.only, (RowKind{0, "S"}));
  EXPECT_FALSE(Probe(Long(header, "A;1;1000000014;20260105;10", "B;1;;20260131;30")).plan.only.has_value());
}

// --- units of money ---

FileProbe Headed(const std::string& amount, const ReadWishes& wishes = {}) {
  return Probe("客户编码,运单号,寄件日期," + amount + "\nC1,W1000001,2026-09-01,1.2\n", wishes);
}

TEST(MoneyUnits, PartsAndMultiplesAreRefused) {
  const FileProbe wan = Headed("金额(万元)");
  ASSERT_THAT(Ids(wan.problems), ElementsAre(ErrorId::kMoneyUnit));
  EXPECT_EQ(Sentence(wan.problems[0], Language::kEn),
            "“金额(万元)” says that amounts are in 万元; they cannot be read as whole units such as yuan");
  EXPECT_THAT(Ids(Headed("金额（分）").problems), ElementsAre(ErrorId::kMoneyUnit));
  const std::string table = "客户编码,运单号,寄件日期,金额,计费重量(千克)\nC1,W1000001,2026-09-01,1.2,3\n";
  const FileProbe titled = Probe("2026年9月账单 单位：万元\n" + table);
  ASSERT_THAT(Ids(titled.problems), ElementsAre(ErrorId::kMoneyUnit));
  EXPECT_EQ(
      Sentence(titled.problems[0], Language::kEn),
      "“2026年9月账单 单位：万元” says that amounts are in 万元; they cannot be read as whole units such as yuan");
  // A column that says yuan itself is not meant; weights never are.
  EXPECT_THAT(Probe("账单 单位：万元\n客户编码,运单号,寄件日期,金额(元)\nC1,W1,2026-09-01,12\n").problems, IsEmpty());
  EXPECT_THAT(Probe("账单 单位：元\n" + table).problems, IsEmpty());
  EXPECT_EQ(Headed("金额(元)").plan.default_currency, "CNY");
  EXPECT_THAT(Headed("金额(元)").notices, IsEmpty());
  const FileProbe labelled =
      Probe("客户名称：,甲公司,寄件日期:,2026-01-31\n单位：万元,,,\n运单号：,SF1,应付金额：,10\n");
  EXPECT_TRUE(labelled.plan.key_value);
  EXPECT_THAT(Ids(labelled.problems), ElementsAre(ErrorId::kMoneyUnit));
}

TEST(MoneyUnits, ACurrencyIsTheFiles) {
  for (const char* header : {"金额(HKD)", "费用(港币)"}) {
    const FileProbe probe = Headed(header);
    EXPECT_EQ(probe.plan.default_currency, "HKD") << header;
    EXPECT_TRUE(probe.plan.currency_found);
    EXPECT_THAT(probe.problems, IsEmpty());
    EXPECT_THAT(Ids(probe.notices), ElementsAre(ErrorId::kCurrencyFound)) << header;
  }
  EXPECT_EQ(Headed("Freight (USD)").plan.default_currency, "USD");
  const FileProbe yuan = Headed("金额(RMB)");
  EXPECT_EQ(yuan.plan.default_currency, "CNY");
  EXPECT_THAT(yuan.notices, IsEmpty());
  // What the user says goes before, and the contradiction is told.
  ReadWishes wishes;
  wishes.currency = "USD";
  const FileProbe wished = Headed("金额(HKD)", wishes);
  EXPECT_EQ(wished.plan.default_currency, "USD");
  EXPECT_THAT(Ids(wished.notices), ElementsAre(ErrorId::kCurrencyOtherwise));
  wishes.currency = "港币";
  EXPECT_THAT(Headed("金额(HKD)", wishes).notices, IsEmpty());
  // Two currencies in one file.
  const FileProbe two = Probe("客户编码,运单号,寄件日期,运费(HKD),附加费(USD)\nC1,W1000001,2026-09-01,1.2,3\n");
  EXPECT_THAT(Ids(two.problems), ElementsAre(ErrorId::kMoneyUnit));
}

TEST(AmountParts, TheUserGoesBeforeAll) {
  const std::string file = "寄件日期,运单号,月结卡号,运费,附加费,应付金额\n2026-01-05,SF1,1,10,2,12\n";
  ReadWishes wishes;
  wishes.amount_parts = {"运费", "5"};
  const FileProbe parts = Probe(file, wishes);
  EXPECT_THAT(parts.plan.amount_parts, ElementsAre(3u, 4u));
  EXPECT_FALSE(parts.plan.ColumnOf(FieldId::kAmount).has_value());
  EXPECT_THAT(parts.problems, IsEmpty());
  ReadWishes none;
  none.fields = {{"运费", FieldId::kAmount}};
  EXPECT_EQ(Probe(file, none).plan.ColumnOf(FieldId::kAmount), 3u);
  ReadWishes absent;
  absent.amount_parts = {"运费", "税费"};
  EXPECT_THAT(Ids(Probe(file, absent).problems), Contains(ErrorId::kMappedColumnAbsent));
}

TEST(Taxes, AnAmountWithTaxGoesBeforeOneWithout) {
  const std::string ids = "Shipment Date,Waybill No,Account Number,";
  const FileProbe both =
      Probe(ids + "Total amount (excl. VAT),Total Tax,Total amount (incl. VAT)\n2026-01-05,1,2,100,6,106\n");
  EXPECT_EQ(both.plan.ColumnOf(FieldId::kAmount), 5u);
  EXPECT_EQ(both.plan.tax_basis, TaxBasis::kIncluded);
  EXPECT_THAT(both.problems, IsEmpty());
  EXPECT_THAT(Ids(both.notices), Not(Contains(ErrorId::kHeaderRepeated)));
  // Amount and tax are added up where nothing holds both.
  const FileProbe sum = Probe(ids + "不含税金额,税额\n2026-01-05,1,2,100,6\n");
  EXPECT_THAT(sum.plan.amount_parts, ElementsAre(3u, 4u));
  EXPECT_EQ(sum.plan.tax_basis, TaxBasis::kIncluded);
  // Without tax, and the rate where a column says one for all rows.
  const FileProbe without = Probe(ids + "金额(不含税),税率\n2026-01-05,1,2,100,6%\n2026-01-06,2,2,100,0.06\n");
  EXPECT_EQ(without.plan.ColumnOf(FieldId::kAmount), 3u);
  EXPECT_EQ(without.plan.tax_basis, TaxBasis::kExcluded);
  EXPECT_EQ(without.plan.tax_rate, 60'000);
  EXPECT_THAT(Ids(without.notices), Contains(ErrorId::kAmountWithoutTax));
  EXPECT_FALSE(
      Probe(ids + "金额(不含税),税率\n2026-01-05,1,2,100,6%\n2026-01-06,2,2,100,9%\n").plan.tax_rate.has_value());
  EXPECT_TRUE(without.plan.tax_rate_found);
  // A row that says no rate has none.
  EXPECT_FALSE(
      Probe(ids + "金额(不含税),税率\n2026-01-05,1,2,100,6%\n2026-01-06,2,2,100,\n").plan.tax_rate.has_value());
  EXPECT_EQ(Probe(ids + "应付金额\n2026-01-05,1,2,100\n").plan.tax_basis, TaxBasis::kUnknown);
  ReadWishes wishes;
  wishes.tax_basis = TaxBasis::kExcluded;
  wishes.tax_rate = 90'000;
  const FileProbe wished = Probe(ids + "应付金额\n2026-01-05,1,2,100\n", wishes);
  EXPECT_EQ(wished.plan.tax_basis, TaxBasis::kExcluded);
  EXPECT_EQ(wished.plan.tax_rate, 90'000);
}

// --- where the table ends ---

TEST(TableEnd, StatementsGetTheKnownMarks) {
  const std::string table = "日期,运单号,月结卡号,应付金额\n2026-01-02,SF2,1,11\n";
  EXPECT_THAT(Probe(table).plan.end_marks, IsEmpty());
  EXPECT_THAT(Probe("账单\n" + table).plan.end_marks, Contains("月结权益优惠"));
  const FileProbe footed = Probe(table + "备注：含税\n2026-12-31,SF9,1,1\n");
  EXPECT_THAT(footed.plan.end_marks, Contains("备注"));
  // What stands behind is no sample of the table.
  EXPECT_EQ(ToIso(*footed.last_ship_day), "2026-01-02");
  EXPECT_EQ(footed.columns[1].samples.size(), 1u);
  ReadWishes none;
  none.end_marks.emplace();
  EXPECT_THAT(Probe("账单\n" + table + "备注：含税\n", none).plan.end_marks, IsEmpty());
  ReadWishes own;
  own.end_marks = {"以下 优惠"};
  EXPECT_THAT(Probe(table, own).plan.end_marks, ElementsAre("以下优惠"));
}

// --- surveys, labels, damaged ids ---

TEST(Surveys, WordsAreScoresWhereAllAnswersAreSuch) {
  const auto words = [](const char* first, const char* second) {
    return Probe("序号,提交答卷时间,1、您的公司名称,2、总体满意度\n1,2026/9/3 12:00:00,甲," + std::string(first) +
                 "\n2,2026/9/4 12:00:00,乙," + second + "\n")
        .plan;
  };
  EXPECT_TRUE(words("非常满意", "一般").score_words);
  EXPECT_TRUE(words("非常满意", "").score_words);
  EXPECT_FALSE(words("非常满意", "还行").score_words);
  EXPECT_FALSE(words("5", "4").score_words);
  EXPECT_FALSE(words("5", "一般").score_words);
  EXPECT_EQ(words("非常满意", "一般").dataset, DatasetId::kSurvey);
  EXPECT_EQ(words("非常满意", "一般").ColumnOf(FieldId::kCustomerName), 2u);
}

TEST(Labels, MakeAPlan) {
  const FileProbe probe = Probe(
      "结算单,,,\n客户名称：,甲公司,结算日期:,2026-01-31\n费用科目,运费,应付合计,10\n费用科目,保价费,应付合计,2\n",
      {.dataset = DatasetId::kCharges});
  EXPECT_TRUE(probe.plan.key_value);
  EXPECT_EQ(probe.plan.header_row, 0u);
  EXPECT_THAT(probe.plan.headers, ElementsAre("客户名称", "结算日期", "费用科目", "应付合计"));
  EXPECT_EQ(probe.plan.ColumnOf(FieldId::kAmount), 3u);
  EXPECT_THAT(probe.problems, IsEmpty());
  EXPECT_THAT(probe.columns[3].samples, ElementsAre("10", "2"));
  ReadWishes wishes;
  wishes.key_value = true;
  EXPECT_THAT(Ids(Probe("1,2\n3,4\n", wishes).problems), Contains(ErrorId::kKeyValueEmpty));
}

TEST(DamagedIds, AreToldByAllOfThem) {
  const auto cut = [](std::initializer_list<const char*> waybills) {
    std::string file = "日期,运单号,月结卡号,应付金额\n";
    for (const char* waybill : waybills) file += "2026-01-02," + std::string(waybill) + ",1,11\n";
    return Probe(file).plan.long_ids_cut;
  };
  EXPECT_TRUE(cut({"1234567890123450", "1234567890123460", "1234567890123470", "1234567890123480"}));
  EXPECT_TRUE(cut({"12345678901234500", "12345678901234600", "12"}));
  // One that does not end so shows that the others do by chance; too few show nothing.
  EXPECT_FALSE(cut({"1234567890123450", "1234567890123460", "1234567890123470", "1234567890123481"}));
  EXPECT_FALSE(cut({"1234567890123450", "1234567890123460"}));
  EXPECT_FALSE(cut({"1234567890123450", "1234567890123450", "1234567890123450", "1234567890123450"}));
}

// --- a remembered header ---

TEST(WishedHeader, IsFoundOneRowFurtherDown) {
  ReadWishes wishes;
  wishes.dataset = DatasetId::kShipments;
  wishes.header_row = 2;
  wishes.fields = {{"单号甲", FieldId::kWaybillNo},
                   {"日子", FieldId::kShipTime},
                   {"卡", FieldId::kAccountNo},
                   {"钱", FieldId::kAmount}};
  const std::string table = "单号甲,日子,卡,钱\nSF1,2026-01-05,1,2\n";
  EXPECT_EQ(Probe("账单\n" + table, wishes).plan.header_row, 2u);
  const FileProbe moved = Probe("账单\n二月\n" + table, wishes);
  EXPECT_EQ(moved.plan.header_row, 3u);
  EXPECT_THAT(moved.problems, IsEmpty());
}

}  // namespace
}  // namespace loyalane::ingest
