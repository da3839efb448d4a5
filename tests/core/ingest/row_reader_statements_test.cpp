// What RowReader does with statements: tables that end, rows of other kinds, fees that make up the amount, rules. Every
// file is read in pieces of 1, 7 and 65536 bytes and whole.
#include <gtest/gtest.h>

#include <random>

#include "tests/core/ingest/read_rows.h"

namespace loyalane::ingest {
namespace {

ReadPlan SmallPlan() {
  return PlanOf(DatasetId::kShipments,
                {{"cust", FieldId::kCustomerId}, {"ship", FieldId::kShipTime}, {"amount", FieldId::kAmount}});
}
using Counts = std::map<std::string, uint64_t>;

std::string Row(int number, const char* customer, const char* day, const char* amount) {
  return std::to_string(number) + "|" + customer + "|ship_time=" + day + "|amount=" + amount;
}

// --- the end of the table ---

TEST(StatementRows, NothingBehindAnEndMarkCounts) {
  ReadPlan plan = SmallPlan();
  plan.end_marks = {"月结权益优惠"};
  const Read read = ReadInAllPieces(plan,
                                    "cust,ship,amount\nC1,2026-01-05,1.00\n合计,,1.00\n\n月结权益优惠（一月）,,\n"
                                    "C1,2026-01-31,-20.00\n,,\nC2,2026-01-31,7.00\n");
  EXPECT_EQ(read.rows, (std::vector<std::string>{Row(2, "C1", "2026-01-05", "1.00")}));
  EXPECT_EQ(read.counts, (Counts{{"INGEST-208", 1}, {"INGEST-210", 1}, {"INGEST-216", 4}}));
  EXPECT_EQ(read.rows_in, 7u);
  EXPECT_EQ(read.amount_read_minor, 100);
  // Each says where the table ended.
  EXPECT_EQ(read.issues.back(), "8 INGEST-216 - 月结权益优惠（一月）");
}

// Everything in the row is right but that it is a sum of others.
TEST(StatementRows, ASumIsKnownByTheNameOfItsFee) {
  const Read charges = ReadInAllPieces(
      PlanOf(DatasetId::kCharges,
             {{"cust", FieldId::kCustomerId}, {"kind", FieldId::kChargeKind}, {"amount", FieldId::kAmount}}),
      "cust,kind,amount\nC1,运费,100\nC1,包装费,200\nC1,小计,300\nC2,运费,5\nC2,合计：,5\n");
  EXPECT_EQ(charges.rows_used, 3u);
  EXPECT_EQ(charges.counts, (Counts{{"INGEST-208", 2}}));
  EXPECT_EQ(charges.issues, (std::vector<std::string>{"4 INGEST-208 - 小计", "6 INGEST-208 - 合计："}));
  const Read shipments = ReadInAllPieces(PlanOf(DatasetId::kShipments, {{"cust", FieldId::kCustomerId},
                                                                        {"no", FieldId::kWaybillNo},
                                                                        {"ship", FieldId::kShipTime},
                                                                        {"amount", FieldId::kAmount}}),
                                         "cust,no,ship,amount\n甲公司,SF1234567890123,2026-09-01,100\n"
                                         "甲公司,小计,2026-09-30,100\n");
  EXPECT_EQ(shipments.rows_used, 1u);
  EXPECT_EQ(shipments.counts, (Counts{{"INGEST-208", 1}}));
  EXPECT_EQ(shipments.amount_read_minor, 10000);
}

// What a broken formula shows is nobody's id, nobody's name and no number.
TEST(StatementRows, ErrorsOfFormulasAreNoIds) {
  const Read read = ReadInAllPieces(PlanOf(DatasetId::kShipments, {{"cust", FieldId::kCustomerId},
                                                                   {"name", FieldId::kCustomerName},
                                                                   {"no", FieldId::kWaybillNo},
                                                                   {"ship", FieldId::kShipTime},
                                                                   {"amount", FieldId::kAmount}}),
                                    "cust,name,no,ship,amount\n#REF!,甲,SF1234567890123,2026-01-05,1\n"
                                    "C1,#NAME?,#REF!,2026-01-05,2\nC1,甲,SF1234567890124,2026-01-05,#DIV/0!\n");
  EXPECT_EQ(read.rows, (std::vector<std::string>{"3|C1|ship_time=2026-01-05|amount=2.00"}));
  EXPECT_EQ(read.counts, (Counts{{"INGEST-201", 1}, {"INGEST-204", 1}, {"INGEST-305", 1}}));
}

TEST(StatementRows, AnEndMarkIsAWordNotABeginning) {
  ReadPlan plan = SmallPlan();
  plan.end_marks = {"备注", "total"};
  const Read read = ReadInAllPieces(plan,
                                    "cust,ship,amount\n备注科技,2026-01-05,1\nTotalfina,2026-01-05,2\n"
                                    " 备 注：以上含税,,\nC1,2026-01-06,3\n");
  EXPECT_EQ(read.rows, (std::vector<std::string>{Row(2, "备注科技", "2026-01-05", "1.00"),
                                                 Row(3, "Totalfina", "2026-01-05", "2.00")}));
  EXPECT_EQ(read.counts, (Counts{{"INGEST-216", 2}}));
}

TEST(StatementRows, EndMarksAreFoundInEveryEncoding) {
  // Python: '备注：'.encode('gb18030'); '甲'.encode('gb18030')
  ReadPlan plan = SmallPlan();
  plan.encoding = Encoding::kGb18030;
  plan.end_marks = {"备注"};
  const Read read = ReadInAllPieces(
      plan, "cust,ship,amount\n\xBC\xD7,2026-01-05,1\n\xB1\xB8\xD7\xA2\xA3\xBA,,\n\xBC\xD7,2026-01-05,2\n");
  EXPECT_EQ(read.rows, (std::vector<std::string>{Row(2, "甲", "2026-01-05", "1.00")}));
  EXPECT_EQ(read.counts, (Counts{{"INGEST-216", 2}}));
  // The mark may be written in full width or in traditional characters.
  ReadPlan wide = SmallPlan();
  wide.end_marks = {"备注", "total"};
  EXPECT_EQ(ReadInAllPieces(wide, "cust,ship,amount\nC1,2026-01-05,1\n備註:,,\n").counts, (Counts{{"INGEST-216", 1}}));
  EXPECT_EQ(ReadInAllPieces(wide, "cust,ship,amount\nC1,2026-01-05,1\n　Ｔｏｔａｌ：,,\n").counts,
            (Counts{{"INGEST-216", 1}}));
}

TEST(StatementRows, AHeaderBehindABlankRowBeginsAnotherTable) {
  const std::string file =
      "cust,ship,amount\nC1,2026-01-05,1\n,,\n优惠券,有效期,面额\nC1,2026-01-31,50\nC2,2026-01-31,60\n";
  const Read read = ReadInAllPieces(SmallPlan(), file);
  EXPECT_EQ(read.rows, (std::vector<std::string>{Row(2, "C1", "2026-01-05", "1.00")}));
  EXPECT_EQ(read.counts, (Counts{{"INGEST-210", 1}, {"INGEST-216", 3}}));
  EXPECT_EQ(read.amount_read_minor, 100);
  // Without the blank row it is a bad row like any other, and so is one that has data in it.
  EXPECT_EQ(ReadInAllPieces(SmallPlan(), "cust,ship,amount\nC1,2026-01-05,1\n优惠券,有效期,面额\nC2,2026-01-31,60\n")
                .rows_used,
            2u);
  EXPECT_EQ(ReadInAllPieces(SmallPlan(), "cust,ship,amount\nC1,2026-01-05,1\n\nC2,soon,60\nC3,2026-01-31,5\n").counts,
            (Counts{{"INGEST-210", 1}, {"INGEST-203", 1}}));
}

TEST(StatementRows, TheSameHeaderOnceMoreDoesNotEndTheTable) {
  const Read read = ReadInAllPieces(SmallPlan(),
                                    "cust,ship,amount\nC1,2026-01-05,1\n\n\nCust, ship ,Amount\nC2,2026-01-06,2\n"
                                    "cust,ship,amount\nC3,2026-01-07,3\n");
  EXPECT_EQ(read.rows_used, 3u);
  EXPECT_EQ(read.counts, (Counts{{"INGEST-210", 2}, {"INGEST-219", 2}}));
}

// Rows without a date or an amount of their own cannot be told from a header: a register has no such end.
TEST(StatementRows, ARegisterGoesOnBehindABlankRow) {
  const ReadPlan plan =
      PlanOf(DatasetId::kCustomers, {{"客户名称", FieldId::kCustomerName}, {"行业", FieldId::kIndustry}});
  ReadPlan by_name = plan;
  by_name.customer_key = FieldId::kCustomerName;
  EXPECT_EQ(ReadInAllPieces(by_name, "客户名称,行业\n甲公司,零售\n\n乙公司,制造\n").rows_used, 2u);
}

// Law: wherever the table ends, the rows before count as if nothing stood behind.
TEST(StatementRows, WhereTheTableEndsDoesNotDependOnPieces) {
  std::mt19937_64 random(26);
  const std::string_view lines[] = {"C1,2026-01-05,1",  ",,",      "", "合计,,5", "C2,bad,2", "名称,日期,金额",
                                    "cust,ship,amount", "备注：,,"};
  for (int round = 0; round < 40; ++round) {
    ReadPlan plan = SmallPlan();
    if (round % 2 == 0) plan.end_marks = {"备注"};
    std::string file = "cust,ship,amount\n";
    const size_t count = 1 + random() % 3000;
    for (size_t i = 0; i < count; ++i) {
      const size_t line = random() % 1000 == 0 ? random() % 8 : random() % 2 * 4;
      file += std::string(lines[line]) + "\n";
    }
    const Read whole = ReadFile(plan, file);
    for (const size_t piece : {size_t{97}, size_t{4096}, static_cast<size_t>(1 + random() % 5000)}) {
      ASSERT_TRUE(ReadFile(plan, file, piece) == whole) << round << " in pieces of " << piece;
    }
  }
}

// --- kinds of rows, fees ---

TEST(StatementRows, RowsOfAnotherKindAreLeftOut) {
  ReadPlan plan = PlanOf(DatasetId::kShipments, {{"kind", FieldId::kOrigin},
                                                 {"cust", FieldId::kCustomerId},
                                                 {"ship", FieldId::kShipTime},
                                                 {"amount", FieldId::kAmount}});
  plan.fields.erase(plan.fields.begin());
  plan.only = RowKind{0, "S"};
  const Read read = ReadInAllPieces(plan,
                                    "kind,cust,ship,amount\nI,C1,20260131,30.00\nS,C1,20260105,10.00\n"
                                    "\"S\",C2,20260106,20.00\nI,,,\n,,,\n合计,,,60\n");
  EXPECT_EQ(read.rows,
            (std::vector<std::string>{Row(3, "C1", "2026-01-05", "10.00"), Row(4, "C2", "2026-01-06", "20.00")}));
  EXPECT_EQ(read.counts, (Counts{{"INGEST-208", 1}, {"INGEST-210", 1}, {"INGEST-217", 2}}));
  // The sums of the other kind are no money of the file's.
  EXPECT_EQ(read.amount_read_minor, 3000);
  EXPECT_EQ(read.issues.front(), "2 INGEST-217 kind I");
}

TEST(StatementRows, FeesAddUpToTheAmount) {
  ReadPlan plan = PlanOf(DatasetId::kShipments, {{"cust", FieldId::kCustomerId},
                                                 {"ship", FieldId::kShipTime},
                                                 {"运费", FieldId::kAmount},
                                                 {"附加费", FieldId::kAmount},
                                                 {"优惠", FieldId::kAmount}});
  plan.fields.resize(2);
  plan.amount_parts = {2, 3, 4};
  const Read read = ReadInAllPieces(plan,
                                    "cust,ship,运费,附加费,优惠\nC1,2026-01-05,10.00,2.50,-1.00\nC1,2026-01-06,8,,\n"
                                    "C1,2026-01-07,,,\nC1,2026-01-08,1,x,\nC1,2026-01-09,\"1,000.00\",2元,-\n");
  EXPECT_EQ(read.rows,
            (std::vector<std::string>{Row(2, "C1", "2026-01-05", "11.50"), Row(3, "C1", "2026-01-06", "8.00"),
                                      Row(6, "C1", "2026-01-09", "1002.00")}));
  EXPECT_EQ(read.issues,
            (std::vector<std::string>{"4 INGEST-212 运费 ", "5 INGEST-204 附加费 x", "6 INGEST-301 附加费 2元"}));
  EXPECT_EQ(read.amount_read_minor, 1150 + 800 + 100200);
}

TEST(StatementRows, AHeaderOfTwoRowsIsSkipped) {
  ReadPlan plan = SmallPlan();
  plan.header_row = 2;
  plan.header_rows = 2;
  const Read read = ReadInAllPieces(plan, "title\ncust,费用,\n,ship,amount\nC1,2026-01-05,1\n");
  EXPECT_EQ(read.rows, (std::vector<std::string>{Row(4, "C1", "2026-01-05", "1.00")}));
}

// The header that was made of an object's keys is no row of the source.
TEST(StatementRows, AMadeHeaderDoesNotCount) {
  ReadPlan plan = SmallPlan();
  plan.made_records = 1;
  EXPECT_EQ(ReadInAllPieces(plan, "cust,ship,amount\nC1,2026-01-05,1\nC1,never,1\n").rows,
            (std::vector<std::string>{Row(1, "C1", "2026-01-05", "1.00")}));
  EXPECT_EQ(ReadInAllPieces(plan, "cust,ship,amount\nC1,2026-01-05,1\nC1,never,1\n").issues,
            (std::vector<std::string>{"2 INGEST-203 ship never"}));
  EXPECT_EQ(ReadInAllPieces(plan, "cust,ship,amount\nC1,2026-01-05,1\nC1,\"never,1\n").failure, "INGEST-103 2 ship");
}

// --- numbers and dates ---

TEST(StatementRows, DecimalCommas) {
  ReadPlan plan = SmallPlan();
  plan.delimiter = ';';
  plan.decimal_comma = true;
  const Read read = ReadInAllPieces(
      plan, "cust;ship;amount\nC1;2026-01-05;1.234,56\nC1;2026-01-05;0,5\nC1;2026-01-05;1.234\nC1;2026-01-05;12.50\n");
  EXPECT_EQ(read.rows,
            (std::vector<std::string>{Row(2, "C1", "2026-01-05", "1234.56"), Row(3, "C1", "2026-01-05", "0.50"),
                                      Row(4, "C1", "2026-01-05", "1234.00")}));
  EXPECT_EQ(read.issues, (std::vector<std::string>{"5 INGEST-204 amount 12.50"}));
}

TEST(StatementRows, DatesInTheOrderOfThePlan) {
  ReadPlan plan = SmallPlan();
  const std::string file = "cust,ship,amount\nC1,03/04/2026,1\nC1,31/12/2026 9:03,2\n";
  EXPECT_EQ(ReadInAllPieces(plan, file).counts, (Counts{{"INGEST-203", 2}}));
  plan.date_order = DateOrder::kDayFirst;
  EXPECT_EQ(ReadInAllPieces(plan, file).rows,
            (std::vector<std::string>{Row(2, "C1", "2026-04-03", "1.00"), Row(3, "C1", "2026-12-31 09:03", "2.00")}));
  plan.date_order = DateOrder::kMonthFirst;
  EXPECT_EQ(ReadInAllPieces(plan, file).rows, (std::vector<std::string>{Row(2, "C1", "2026-03-04", "1.00")}));
}

TEST(StatementRows, ScoresInWords) {
  ReadPlan plan = PlanOf(DatasetId::kSurvey,
                         {{"cust", FieldId::kCustomerId}, {"score", FieldId::kScore}, {"at", FieldId::kAnsweredAt}});
  const std::string file = "cust,score,at\nC1,非常满意,2026-01-05\nC1,4.不满意,2026-01-05\nC1,满意【4分】,2026-01-05\n";
  EXPECT_EQ(ReadInAllPieces(plan, file).rows, (std::vector<std::string>{"4|C1|score=4000000|answered_at=2026-01-05"}));
  plan.score_words = true;
  EXPECT_EQ(ReadInAllPieces(plan, file).rows, (std::vector<std::string>{"2|C1|score=5000000|answered_at=2026-01-05",
                                                                        "3|C1|score=2000000|answered_at=2026-01-05",
                                                                        "4|C1|score=4000000|answered_at=2026-01-05"}));
}

// --- ids that a spreadsheet has damaged ---

TEST(StatementRows, IdsThatLostDigits) {
  ReadPlan plan = PlanOf(DatasetId::kShipments, {{"cust", FieldId::kCustomerId},
                                                 {"waybill", FieldId::kWaybillNo},
                                                 {"ship", FieldId::kShipTime},
                                                 {"amount", FieldId::kAmount}});
  const std::string file =
      "cust,waybill,ship,amount\nC1,7550000000000010,2026-01-05,1\nC1,755000000000001,2026-01-05,2\n"
      "12345678901234500,755000000000002,2026-01-05,3\n1234567890123456,755000000000003,2026-01-05,4\n";
  EXPECT_EQ(ReadInAllPieces(plan, file).rows_used, 4u);
  plan.long_ids_cut = true;
  const Read read = ReadInAllPieces(plan, file);
  EXPECT_EQ(read.issues,
            (std::vector<std::string>{"2 INGEST-218 waybill 7550000000000010", "4 INGEST-218 cust 12345678901234500"}));
  EXPECT_EQ(read.rows_used, 2u);
  // With the rule, a waybill that lost digits is none.
  plan.rules.lost_waybill_is_missing = true;
  const Read ruled = ReadInAllPieces(plan, file);
  EXPECT_EQ(ruled.rows.front(), "2|C1|ship_time=2026-01-05|amount=1.00");
  EXPECT_EQ(ruled.counts, (Counts{{"INGEST-218", 1}, {"INGEST-341", 1}}));
}

TEST(StatementRows, IdsThatLostTheirZeros) {
  const Read read = ReadInAllPieces(
      SmallPlan(), "cust,ship,amount\n00123,2026-01-05,1\n123,2026-01-05,2\n0045,2026-01-05,3\n000,2026-01-05,4\n");
  EXPECT_EQ(read.issues, (std::vector<std::string>{"0 INGEST-344 cust 00123 / 123"}));
  EXPECT_EQ(read.rows_used, 4u);
  // Over two files: told with the file that brings the second.
  ImportPools pools;
  WantedFields wanted;
  wanted.set();
  uint64_t told[3] = {};
  const char* files[3] = {"cust,ship,amount\n123,2026-01-05,1\n", "cust,ship,amount\n0123,2026-01-05,1\n",
                          "cust,ship,amount\n9,2026-01-05,1\n"};
  for (int i = 0; i < 3; ++i) {
    RowReader reader(SmallPlan(), pools, wanted, [](EventBatch&) {});
    ASSERT_TRUE(reader.Feed(files[i]));
    ASSERT_TRUE(reader.Finish());
    told[i] = reader.totals().issues.count(ErrorId::kLeadingZerosLost);
  }
  EXPECT_EQ(told[0], 0u);
  EXPECT_EQ(told[1], 1u);
  EXPECT_EQ(told[2], 0u);
}

// --- the same row twice ---

TEST(StatementRows, TheSameRowTwiceIsToldAndCounts) {
  const ReadPlan plan = PlanOf(DatasetId::kShipments, {{"cust", FieldId::kCustomerId},
                                                       {"waybill", FieldId::kWaybillNo},
                                                       {"ship", FieldId::kShipTime},
                                                       {"amount", FieldId::kAmount},
                                                       {"fee", FieldId::kOrigin}});
  const Read read = ReadInAllPieces(plan,
                                    "cust,waybill,ship,amount,fee\nC1,SF1,2026-01-05,1,运费\nC1,SF1,2026-01-05,1,保价\n"
                                    "C1,SF1,2026-01-05,1,运费\r\nC1,SF2,2026-01-05,1,运费\nC1,SF1,2026-01-05,1,运费\n"
                                    "C1,,2026-01-05,1,运费\nC1,,2026-01-05,1,运费\nC1,SF3,2026-01-05,x,运费\n"
                                    "C1,SF3,2026-01-05,x,运费");
  EXPECT_EQ(read.counts.at("INGEST-345"), 1u);
  EXPECT_EQ(read.issues.front(), "4 INGEST-345 - ");
  EXPECT_EQ(read.rows_used, 7u);
  // Without waybills: the row above.
  const Read plain = ReadInAllPieces(
      SmallPlan(), "cust,ship,amount\nC1,2026-01-05,1\nC1,2026-01-05,1\nC2,2026-01-05,1\nC1,2026-01-05,1");
  EXPECT_EQ(plain.issues, (std::vector<std::string>{"3 INGEST-345 - "}));
  EXPECT_EQ(plain.rows_used, 4u);
}

TEST(StatementRows, TwinsAreFoundOverBatches) {
  std::string file = "cust,ship,amount\n";
  for (int i = 0; i < 3000; ++i) file += "C1,2026-01-05,1\n";
  EXPECT_EQ(ReadInAllPieces(SmallPlan(), file).counts.at("INGEST-345"), 2999u);
}

// --- rules ---

TEST(StatementRules, EachTakesInWhatWouldBeLeftOut) {
  ReadPlan plan = PlanOf(DatasetId::kShipments, {{"cust", FieldId::kCustomerId},
                                                 {"waybill", FieldId::kWaybillNo},
                                                 {"ship", FieldId::kShipTime},
                                                 {"signed", FieldId::kDeliveredTime},
                                                 {"amount", FieldId::kAmount}});
  const std::string header = "cust,waybill,ship,signed,amount\n";
  const std::string first = "C1,SF1,2026-01-05,2026-01-06,1.00\n";
  struct Case {
    const char* name;
    void (*rule)(RowRules&);
    const char* line;
    const char* cause;
    const char* notice;
    const char* row;  // what the line gives with the rule
  };
  const std::string sf2 = Number("SF2");
  const Case cases[] = {
      {"customer", [](RowRules& rules) { rules.customer = RowRules::Missing::kAbove; }, ",SF2,2026-01-07,,2",
       "INGEST-201", "INGEST-335", "3|C1|waybill_no=W|ship_time=2026-01-07|amount=2.00"},
      {"ship date", [](RowRules& rules) { rules.ship_date = RowRules::Missing::kAbove; }, "C2,SF2,,,2", "INGEST-202",
       "INGEST-336", "3|C2|waybill_no=W|ship_time=2026-01-05|amount=2.00"},
      {"no amount", [](RowRules& rules) { rules.amount = RowRules::Missing::kZero; }, "C2,SF2,2026-01-07,,",
       "INGEST-212", "INGEST-337", "3|C2|waybill_no=W|ship_time=2026-01-07|amount=0.00"},
      {"amount", [](RowRules& rules) { rules.unreadable_amount_is_zero = true; }, "C2,SF2,2026-01-07,,x", "INGEST-204",
       "INGEST-338", "3|C2|waybill_no=W|ship_time=2026-01-07|amount=0.00"},
      {"delivery", [](RowRules& rules) { rules.early_delivery_is_dropped = true; }, "C2,SF2,2026-01-07,2026-01-06,2",
       "INGEST-206", "INGEST-339", "3|C2|waybill_no=W|ship_time=2026-01-07|amount=2.00"},
      {"cells", [](RowRules& rules) { rules.more_cells_are_dropped = true; }, "C2,SF2,2026-01-07,,2,more", "INGEST-209",
       "INGEST-340", "3|C2|waybill_no=W|ship_time=2026-01-07|amount=2.00"},
      {"waybill", [](RowRules& rules) { rules.lost_waybill_is_missing = true; }, "C2,1.2E+12,2026-01-07,,2",
       "INGEST-205", "INGEST-341", "3|C2|ship_time=2026-01-07|amount=2.00"},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.name);
    plan.rules = {};
    const std::string file = header + first + c.line + "\n";
    const Read without = ReadInAllPieces(plan, file);
    EXPECT_EQ(without.counts.count(c.cause), 1u);
    EXPECT_EQ(without.rows_used, 1u);
    c.rule(plan.rules);
    const Read with = ReadInAllPieces(plan, file);
    ASSERT_EQ(with.rows_used, 2u);
    std::string row = c.row;
    if (const size_t at = row.find("=W|"); at != std::string::npos) row.replace(at + 1, 1, sf2);
    EXPECT_EQ(with.rows[1], row);
    EXPECT_EQ(with.counts.at(c.notice), 1u);
    EXPECT_EQ(with.excluded, 0u);
  }
}

TEST(StatementRules, FillNoRowsThatAreNoLines) {
  ReadPlan plan = SmallPlan();
  plan.rules.customer = RowRules::Missing::kAbove;
  plan.rules.ship_date = RowRules::Missing::kAbove;
  plan.rules.amount = RowRules::Missing::kZero;
  plan.rules.unreadable_amount_is_zero = true;
  const Read read = ReadInAllPieces(plan,
                                    "cust,ship,amount\n,,5\nC1,2026-01-05,1\n,,2\n,,\n,小计,3\n,2026-01-06,\n"
                                    "cust,ship,amount\nC2,soon,4\n");
  EXPECT_EQ(read.rows, (std::vector<std::string>{Row(3, "C1", "2026-01-05", "1.00"), Row(4, "C1", "2026-01-05", "2.00"),
                                                 Row(7, "C1", "2026-01-06", "0.00")}));
  // Row 2 has nothing above it.
  EXPECT_EQ(read.counts, (Counts{{"INGEST-201", 1},
                                 {"INGEST-203", 1},
                                 {"INGEST-208", 1},
                                 {"INGEST-210", 1},
                                 {"INGEST-219", 1},
                                 {"INGEST-335", 2},
                                 {"INGEST-336", 1},
                                 {"INGEST-337", 1}}));
  EXPECT_EQ(read.amount_used_minor, 300);
}

// The row above may be in the batch before.
TEST(StatementRules, AboveReachesOverBatches) {
  ReadPlan plan = SmallPlan();
  plan.rules.customer = RowRules::Missing::kAbove;
  plan.rules.ship_date = RowRules::Missing::kAbove;
  std::string file = "cust,ship,amount\nC1,2026-01-05,1\n";
  for (int i = 0; i < 2500; ++i) file += ",,1\n";
  const Read read = ReadInAllPieces(plan, file);
  EXPECT_EQ(read.rows_used, 2501u);
  EXPECT_EQ(read.rows.back(), Row(2502, "C1", "2026-01-05", "1.00"));
}

// --- labels and values ---

TEST(StatementKeyValues, BecomeRecords) {
  ReadPlan plan = PlanOf(DatasetId::kCharges, {{"客户名称", FieldId::kCustomerName},
                                               {"费用科目", FieldId::kChargeKind},
                                               {"应付合计", FieldId::kAmount},
                                               {"结算日期", FieldId::kChargedAt}});
  plan.customer_key = FieldId::kCustomerName;
  plan.key_value = true;
  plan.header_row = 0;
  const Read read =
      ReadInAllPieces(plan,
                      "结算单,,,\n客户名称：,甲公司,结算日期:,2026-01-31\n费用科目,运费,应付合计,\"1,000.50\"\n"
                      "\n费用科目,保价费,应付合计,2\n以上含税,,,\n");
  EXPECT_EQ(read.rows, (std::vector<std::string>{
                           "3|甲公司|customer_name=甲公司|amount=1000.50|charge_kind=运费|charged_at=2026-01-31",
                           "5|甲公司|customer_name=甲公司|amount=2.00|charge_kind=保价费|charged_at=2026-01-31"}));
  EXPECT_EQ(read.rows_in, 2u);
  EXPECT_EQ(ReadInAllPieces(plan, "客户名称：,甲公司\n费用科目,运费\n应付合计,one\n").issues,
            (std::vector<std::string>{"3 INGEST-204 应付合计 one"}));
  EXPECT_EQ(ReadInAllPieces(plan, "结算单\n").rows_in, 0u);
}

}  // namespace
}  // namespace loyalane::ingest
