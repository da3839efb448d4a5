#include "ingest/row_reader.h"

#include <gtest/gtest.h>

#include <map>
#include <random>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "ingest/csv_scanner.h"
#include "model/waybill_key.h"
#include "tests/core/ingest/read_rows.h"

namespace loyalane::ingest {
namespace {

ReadPlan ShipmentsPlan() {
  return PlanOf(DatasetId::kShipments, {{"客户编码", FieldId::kCustomerId},
                                        {"客户名称", FieldId::kCustomerName},
                                        {"运单号", FieldId::kWaybillNo},
                                        {"寄件时间", FieldId::kShipTime},
                                        {"承诺时间", FieldId::kPromisedTime},
                                        {"签收时间", FieldId::kDeliveredTime},
                                        {"状态", FieldId::kStatus},
                                        {"运费", FieldId::kAmount},
                                        {"始发地", FieldId::kOrigin},
                                        {"计费重量", FieldId::kWeightChargeKg}});
}
constexpr std::string_view kShipmentsHeader =
    "客户编码,客户名称,运单号,寄件时间,承诺时间,签收时间,状态,运费,始发地,计费重量\n";

// Customer and amount only, for files about one thing.
ReadPlan SmallPlan() {
  return PlanOf(DatasetId::kShipments,
                {{"cust", FieldId::kCustomerId}, {"ship", FieldId::kShipTime}, {"amount", FieldId::kAmount}});
}

// --- one file with everything that can be wrong with a row ---------------------------------------------------------

struct Line {
  const char* name;
  std::string bytes;   // without the line end
  std::string issues;  // as Read::issues without the row number, ';' between; "" = none
  bool used;
  int64_t amount_minor;  // what the line adds to the file's total
};

std::vector<Line> DirtyLines() {
  using std::string;
  return {
      {"good", "C1,甲公司,SF1234567890123,2026-01-05 09:03,2026-01-06 18:00,2026-01-06 12:00,已签收,12.50,上海,1.5", "",
       true, 1250},
      {"no customer", ",甲公司,SF1,2026-01-05,,,,1.00,,", "INGEST-201 客户编码 ", false, 100},
      {"customer is a missing mark", "无,甲公司,SF1,2026-01-05,,,,2.00,,", "INGEST-201 客户编码 无", false, 200},
      {"no ship date", "C1,甲公司,SF2,,,,,3.00,,", "INGEST-202 寄件时间 ", false, 300},
      {"ship date is a missing mark", "C1,甲公司,SF2,-,,,,4.00,,", "INGEST-202 寄件时间 -", false, 400},
      {"30 February", "C1,甲公司,SF3,2026-02-30,,,,5.00,,", "INGEST-203 寄件时间 2026-02-30", false, 500},
      {"amount with a letter", "C1,甲公司,SF4,2026-01-05,,,,12a,,", "INGEST-204 运费 12a", false, 0},
      {"amount in scientific notation", "C1,甲公司,SF4,2026-01-05,,,,1.2E+05,,", "INGEST-204 运费 1.2E+05", false, 0},
      {"customer in scientific notation", "7.55123E+09,甲公司,SF5,2026-01-05,,,,6.00,,",
       "INGEST-205 客户编码 7.55123E+09", false, 600},
      {"waybill in scientific notation", "C1,甲公司,1.23457E+12,2026-01-05,,,,7.00,,", "INGEST-205 运单号 1.23457E+12",
       false, 700},
      {"delivered the day before", "C1,甲公司,SF6,2026-01-05 09:03,,2026-01-04,,8.00,,",
       "INGEST-206 签收时间 2026-01-04", false, 800},
      {"delivered the minute before", "C1,甲公司,SF6,2026-01-05 09:03,,2026-01-05 09:02,,9.00,,",
       "INGEST-206 签收时间 2026-01-05 09:02", false, 900},
      {"delivered the same minute", "C1,甲公司,SF7,2026-01-05 09:03,,2026-01-05 09:03,,1.10,,", "", true, 110},
      {"delivered the same day, no time", "C1,甲公司,SF7,2026-01-05 09:03,,2026-01-05,,1.20,,", "", true, 120},
      {"shipped the same day, no time", "C1,甲公司,SF7,2026-01-05,,2026-01-05 00:00,,1.30,,", "", true, 130},
      {"NUL byte", "C1,甲公司,SF" + string(1, '\0') + "8,2026-01-05,,,,1.40,,", "INGEST-207 - ", false, 140},
      {"totals", "合计,,,,,,,1000.00,,", "INGEST-208 客户编码 合计", false, 0},
      {"totals in another column", ",合计：,,,,,,1000.00,,", "INGEST-208 - 合计：", false, 0},
      {"more cells", "C1,甲公司,SF9,2026-01-05,,,,1.50,,1,shifted", "INGEST-209 - ", false, 150},
      {"more cells, but empty", "C1,甲公司,SF9,2026-01-05,,,,1.60,,1,, ,\"\"", "", true, 160},
      {"blank", "", "INGEST-210 - ", false, 0},
      {"blank with delimiters", ",,,,,,,,,", "INGEST-210 - ", false, 0},
      {"blank with spaces", " , ,　,,,,,,,", "INGEST-210 - ", false, 0},
      {"amount above the limit", "C1,甲公司,SF10,2026-01-05,,,,10000000000.01,,", "INGEST-211 运费 10000000000.01",
       false, 0},
      {"no amount", "C1,甲公司,SF11,2026-01-05,,,,,,", "INGEST-212 运费 ", false, 0},
      {"amount is a missing mark", "C1,甲公司,SF11,2026-01-05,,,,/,,", "INGEST-212 运费 /", false, 0},
      {"amount with a unit", "C1,甲公司,SF12,2026-01-05,,,,1.5万元,,", "INGEST-301 运费 1.5万元", true, 1'500'000},
      {"refund", "C1,甲公司,SF12,2026-01-05,,,,(12.00),,", "", true, -1200},
      {"name with question marks", "C1,甲??司,SF13,2026-01-05,,,,1.70,,", "INGEST-302 客户名称 甲??司", true, 170},
      {"name with bytes that are no UTF-8", "C1,甲\xFF司,SF13,2026-01-05,,,,1.80,,",
       "INGEST-302 客户名称 甲\xEF\xBF\xBD司", true, 180},
      {"customer with question marks", "C??,甲公司,SF13,2026-01-05,,,,1.90,,", "INGEST-302 客户编码 C??", true, 190},
      {"few cells", "C1,甲公司,SF14,2026-01-05,,,,2.10", "INGEST-303 - ", true, 210},
      {"too few cells", "C1,甲公司,SF14,2026-01-05", "INGEST-212 运费 ", false, 0},
      {"promise that is no date", "C1,甲公司,SF15,2026-01-05,later,,,2.20,,", "INGEST-304 承诺时间 later", true, 220},
      {"weight that is no number", "C1,甲公司,SF15,2026-01-05,,,,2.30,,heavy", "INGEST-304 计费重量 heavy", true, 230},
      {"no waybill", "C1,甲公司,,2026-01-05,,,,2.40,,", "INGEST-305 运单号 ", true, 240},
      {"waybill is a missing mark", "C1,甲公司,-,2026-01-05,,,,2.50,,", "INGEST-305 运单号 -", true, 250},
      {"waybill is a missing mark in capitals", "C1,甲公司,NULL,2026-01-05,,,,2.60,,", "INGEST-305 运单号 NULL", true,
       260},
      {"status code without a system", "C1,甲公司,SF16,2026-01-05,,,3,2.70,,", "INGEST-310 状态 3", true, 270},
      {"quoted", "\"C1\",\"甲,公司\",\"SF17\",\"2026-01-05\",,,,\"1,234.50\",\"a\nb\",\" 2 kg\"", "", true, 123'450},
      {"doubled quotes", "\"C \"\"2\"\"\",甲公司,SF17,2026-01-05,,,,2.80,,", "", true, 280},
      {"spreadsheet text", "'C1,甲公司,\"=\"\"007\"\"\",2026-01-05,,,,2.90,,", "", true, 290},
      {"full width", "Ｃ１,甲公司,０７,２０２６－０１－０５,,,,３．１０,,", "", true, 310},
      {"waybill of no shape", "C1,甲公司,jd-123-1,2026-01-05,,,,3.20,,", "", true, 320},
      {"last, without a line end", "C9,,SF18,20260105,,,取消,0,北京,500g", "", true, 0},
  };
}

TEST(RowReader, TellsEveryProblemOfARow) {
  std::string file(kShipmentsHeader);
  std::vector<std::string> issues;
  uint64_t used = 0;
  int64_t amount_read = 0;
  int64_t amount_used = 0;
  const std::vector<Line> lines = DirtyLines();
  for (size_t i = 0; i < lines.size(); ++i) {
    const Line& line = lines[i];
    file += line.bytes;
    if (i + 1 < lines.size()) file += i % 3 == 0 ? "\r\n" : "\n";
    if (!line.issues.empty()) issues.push_back(std::to_string(i + 2) + " " + line.issues);
    if (line.used) ++used;
    amount_read += line.amount_minor;
    if (line.used) amount_used += line.amount_minor;
  }
  const Read read = ReadInAllPieces(ShipmentsPlan(), file);
  EXPECT_EQ(Joined(read.issues), Joined(issues));
  EXPECT_EQ(read.rows_in, lines.size());
  EXPECT_EQ(read.rows_used, used);
  EXPECT_EQ(read.amount_read_minor, amount_read);
  EXPECT_EQ(read.amount_used_minor, amount_used);
  EXPECT_EQ(read.failure, "");

  const auto row = [&](std::string_view name) {
    for (size_t i = 0; i < lines.size(); ++i) {
      if (lines[i].name != name) continue;
      const std::string begin = std::to_string(i + 2) + "|";
      for (const std::string& shown : read.rows) {
        if (shown.rfind(begin, 0) == 0) return shown.substr(begin.size());
      }
    }
    return std::string("not used");
  };
  EXPECT_EQ(row("good"),
            "C1|customer_name=甲公司|waybill_no=" + Number("SF1234567890123") +
                "|ship_time=2026-01-05 09:03|promised_time=2026-01-06 18:00|delivered_time=2026-01-06 12:00"
                "|status=6|origin=上海|weight_charge_kg=1500000|amount=12.50");
  EXPECT_EQ(row("few cells"),
            "C1|customer_name=甲公司|waybill_no=" + Number("SF14") + "|ship_time=2026-01-05|amount=2.10");
  EXPECT_EQ(row("refund"),
            "C1|customer_name=甲公司|waybill_no=" + Number("SF12") + "|ship_time=2026-01-05|amount=-12.00");
  EXPECT_EQ(row("no waybill"), "C1|customer_name=甲公司|ship_time=2026-01-05|amount=2.40");
  EXPECT_EQ(row("status code without a system"),
            "C1|customer_name=甲公司|waybill_no=" + Number("SF16") + "|ship_time=2026-01-05|status=0|amount=2.70");
  EXPECT_EQ(row("quoted"), "C1|customer_name=甲,公司|waybill_no=" + Number("SF17") +
                               "|ship_time=2026-01-05|origin=a\nb|weight_charge_kg=2000000|amount=1234.50");
  EXPECT_EQ(row("doubled quotes").substr(0, 6), "C \"2\"|");
  EXPECT_EQ(row("spreadsheet text"),
            "C1|customer_name=甲公司|waybill_no=" + Number("007") + "|ship_time=2026-01-05|amount=2.90");
  EXPECT_EQ(row("full width"),
            "C1|customer_name=甲公司|waybill_no=" + Number("07") + "|ship_time=2026-01-05|amount=3.10");
  EXPECT_EQ(row("waybill of no shape"), "C1|customer_name=甲公司|waybill_no=jd-123-1|ship_time=2026-01-05|amount=3.20");
  EXPECT_EQ(row("last, without a line end"),
            "C9|waybill_no=" + Number("SF18") +
                "|ship_time=2026-01-05|status=13|origin=北京|weight_charge_kg=500000|amount=0.00");
}

// Law: random files of those lines, in pieces of any size.
TEST(RowReader, PiecesDoNotMatter) {
  const std::vector<Line> lines = DirtyLines();
  std::mt19937_64 random(17);
  for (int round = 0; round < 30; ++round) {
    std::string file(kShipmentsHeader);
    const size_t count = random() % 60;
    for (size_t i = 0; i < count; ++i) {
      file += lines[random() % lines.size()].bytes;
      constexpr std::string_view kEnds[] = {"\n", "\r\n", "\r"};
      file += kEnds[random() % 3];
    }
    const ReadPlan plan = ShipmentsPlan();
    const Read whole = ReadFile(plan, file);
    for (const size_t piece :
         {size_t{1}, size_t{2}, size_t{13}, size_t{64}, size_t{65}, static_cast<size_t>(1 + random() % 500)}) {
      const Read read = ReadFile(plan, file, piece);
      ASSERT_EQ(read.rows, whole.rows) << piece;
      ASSERT_EQ(read.issues, whole.issues) << piece;
      ASSERT_TRUE(read == whole) << piece;
    }
  }
}

// More rows than a batch holds, more issues of one cause than are listed, from two columns: the first thousand are
// those of the first rows, however the file was cut.
TEST(RowReader, ListedIssuesDoNotDependOnPieces) {
  std::string file(kShipmentsHeader);
  for (int i = 0; i < 1500; ++i) {
    file += "C?? " + std::to_string(i) + ",甲??司,SF1,2026-01-05,,,,1.00,上??海,\n";
  }
  const ReadPlan plan = ShipmentsPlan();
  const Read whole = ReadFile(plan, file);
  EXPECT_EQ(whole.rows_used, 1500u);
  EXPECT_EQ(whole.counts.at("INGEST-302"), 4500u);
  ASSERT_EQ(whole.issues.size(), 1000u);
  for (const size_t piece : {size_t{7}, size_t{40}, size_t{65536}}) {
    const Read read = ReadFile(plan, file, piece);
    EXPECT_EQ(read.rows, whole.rows) << piece;
    EXPECT_TRUE(read.issues == whole.issues) << "other issues listed in pieces of " << piece;
  }
}

TEST(RowReader, ManyRowsWithSomeExcluded) {
  std::string file = "cust,ship,amount\n";
  int64_t sum = 0;
  for (int i = 0; i < 5000; ++i) {
    const bool bad = i % 7 == 3;
    file += "C" + std::to_string(i % 40) + ",2026-01-05," + (bad ? "x" : std::to_string(i) + ".25") + "\n";
    if (!bad) sum += i * 100 + 25;
  }
  const Read read = ReadInAllPieces(SmallPlan(), file);
  EXPECT_EQ(read.rows_in, 5000u);
  EXPECT_EQ(read.counts.at("INGEST-204"), 714u);  // i = 3, 10 ... 4994: (4994 - 3) / 7 + 1
  EXPECT_EQ(read.amount_used_minor, sum);
  ASSERT_EQ(read.rows.size(), 4286u);
  EXPECT_EQ(read.rows[3], "6|C4|ship_time=2026-01-05|amount=4.25");  // record 5 was bad
}

// --- header, columns ------------------------------------------------------------------------------------------------

TEST(RowReader, HeaderRowIsCountedAndSkipped) {
  ReadPlan plan = SmallPlan();
  plan.header_row = 3;
  const Read third = ReadInAllPieces(plan, "report of January\n\ncust,ship,amount\nC1,2026-01-05,1\n");
  ASSERT_EQ(third.rows.size(), 1u);
  EXPECT_EQ(third.rows[0], "4|C1|ship_time=2026-01-05|amount=1.00");
  EXPECT_EQ(third.rows_in, 1u);
  plan.header_row = 0;
  const Read none = ReadInAllPieces(plan, "C1,2026-01-05,1\n");
  ASSERT_EQ(none.rows.size(), 1u);
  EXPECT_EQ(none.rows[0], "1|C1|ship_time=2026-01-05|amount=1.00");
}

TEST(RowReader, HeaderAloneHasNoRows) {
  const Read read = ReadInAllPieces(SmallPlan(), "cust,ship,amount\n");
  EXPECT_EQ(read.rows_in, 0u);
  EXPECT_TRUE(read.rows.empty());
}

// Cells at the very begin and end of the bytes, where no other byte may be looked at.
TEST(RowReader, AnyFieldMayComeFirstOrLast) {
  struct Case {
    const char* name;
    std::initializer_list<Column> columns;
    const char* file;
    const char* want;
  };
  const Column amount = {"amount", FieldId::kAmount};
  const Column ship = {"ship", FieldId::kShipTime};
  const Column cust = {"cust", FieldId::kCustomerId};
  const Column waybill = {"waybill", FieldId::kWaybillNo};
  const std::string seven = Number("7");
  const Case cases[] = {
      {"amount first", {amount, cust, ship}, "1.00,C1,2026-01-05", "1|C1|ship_time=2026-01-05|amount=1.00"},
      {"short amount first", {amount, cust, ship}, "1,C1,2026-01-05", "1|C1|ship_time=2026-01-05|amount=1.00"},
      {"ship date first, customer last",
       {ship, amount, cust},
       "2026-01-05,1.00,C1",
       "1|C1|ship_time=2026-01-05|amount=1.00"},
      {"ship time first",
       {ship, amount, cust},
       "2026-01-05 09:03,1.00,C1",
       "1|C1|ship_time=2026-01-05 09:03|amount=1.00"},
      {"customer first, amount last",
       {cust, ship, amount},
       "C1,2026-01-05,1.00",
       "1|C1|ship_time=2026-01-05|amount=1.00"},
      {"one letter first, one digit last",
       {cust, ship, amount},
       "C,2026-01-05,1",
       "1|C|ship_time=2026-01-05|amount=1.00"},
      {"waybill first",
       {waybill, cust, ship, amount},
       "7,C1,2026-01-05,1.00",
       "1|C1|waybill_no=WAYBILL|ship_time=2026-01-05|amount=1.00"},
      {"waybill last",
       {cust, ship, amount, waybill},
       "C1,2026-01-05,1.00,7",
       "1|C1|waybill_no=WAYBILL|ship_time=2026-01-05|amount=1.00"},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.name);
    ReadPlan plan = PlanOf(DatasetId::kShipments, c.columns);
    plan.header_row = 0;
    std::string want = c.want;
    if (const size_t at = want.find("WAYBILL"); at != std::string::npos) want.replace(at, 7, seven);
    EXPECT_EQ(ReadInAllPieces(plan, c.file).rows, std::vector<std::string>{want});
    EXPECT_EQ(ReadInAllPieces(plan, std::string(c.file) + "\r\n").rows, std::vector<std::string>{want});
  }
}

TEST(RowReader, UnmappedColumnsAreNotLookedAt) {
  ReadPlan plan = PlanOf(DatasetId::kShipments, {{"amount", FieldId::kAmount},
                                                 {"memo", FieldId::kOrigin},
                                                 {"cust", FieldId::kCustomerId},
                                                 {"ship", FieldId::kShipTime}});
  plan.fields.erase(plan.fields.begin() + 1);
  const Read read = ReadInAllPieces(plan, "amount,memo,cust,ship\n1,\"any\n\"\"??\"\"\",C1,2026-01-05\n");
  ASSERT_EQ(read.rows.size(), 1u);
  EXPECT_EQ(read.rows[0], "2|C1|ship_time=2026-01-05|amount=1.00");
  EXPECT_TRUE(read.issues.empty());
}

TEST(RowReader, FieldsNotWantedAreAbsent) {
  ImportPools pools;
  WantedFields wanted;
  wanted.set(static_cast<size_t>(FieldId::kShipTime));
  uint32_t rows = 0;
  RowReader reader(ShipmentsPlan(), pools, wanted, [&](const EventBatch& batch) {
    rows += batch.rows;
    EXPECT_TRUE(batch.Has(FieldId::kShipTime));
    EXPECT_FALSE(batch.Has(FieldId::kAmount));
    EXPECT_FALSE(batch.Has(FieldId::kStatus));
    EXPECT_EQ(batch.Column(FieldId::kOrigin), nullptr);
  });
  ASSERT_TRUE(reader.Feed(std::string(kShipmentsHeader) + "C1,甲,SF1,2026-01-05,,,x,not a number,,\n"));
  ASSERT_TRUE(reader.Finish());
  EXPECT_EQ(rows, 1u);
  EXPECT_EQ(reader.totals().amount_read_minor, 0);
}

TEST(RowReader, TheNameCanBeTheKey) {
  ReadPlan plan =
      PlanOf(DatasetId::kShipments,
             {{"客户名称", FieldId::kCustomerName}, {"ship", FieldId::kShipTime}, {"amount", FieldId::kAmount}});
  plan.customer_key = FieldId::kCustomerName;
  const Read read =
      ReadInAllPieces(plan,
                      "客户名称,ship,amount\n 甲公司 ,2026-01-05,1\n合计科技有限公司,2026-01-05,2\n合计,,3\n"
                      "7.5E+09,2026-01-05,4\n甲公司,2026-01-06,5\n");
  ASSERT_EQ(read.rows.size(), 4u);
  EXPECT_EQ(read.rows[0], "2|甲公司|customer_name=甲公司|ship_time=2026-01-05|amount=1.00");
  EXPECT_EQ(read.rows[1], "3|合计科技有限公司|customer_name=合计科技有限公司|ship_time=2026-01-05|amount=2.00");
  EXPECT_EQ(read.rows[2].substr(0, 10), "5|7.5E+09|");  // a name, not an id
  EXPECT_EQ(read.counts, (std::map<std::string, uint64_t>{{"INGEST-208", 1}}));
}

// One customer has one number, however the id is written and whatever file it comes from.
TEST(RowReader, CustomersAreSharedByFilesOfAnImport) {
  ImportPools pools;
  WantedFields wanted;
  wanted.set();
  std::set<uint32_t> customers;
  for (const char* text :
       {"cust,ship,amount\n007,2026-01-05,1\n", "cust,ship,amount\n'007,2026-01-05,1\n =\"007\" ,2026-01-05,1\n",
        "cust,ship,amount\n\"=\"\"007\"\"\",2026-01-05,1\n０07,2026-01-05,1\n"}) {
    RowReader reader(SmallPlan(), pools, wanted, [&](const EventBatch& batch) {
      for (uint32_t row = 0; row < batch.rows; ++row) customers.insert(batch.customer[row]);
    });
    ASSERT_TRUE(reader.Feed(text));
    ASSERT_TRUE(reader.Finish());
  }
  EXPECT_EQ(customers, (std::set<uint32_t>{0}));
  EXPECT_EQ(pools.customers.size(), 1u);
  EXPECT_EQ(pools.customers[0], "007");
}

// --- failures -------------------------------------------------------------------------------------------------------

TEST(RowReader, StopsAtAQuoteThatIsNeverClosed) {
  EXPECT_EQ(
      ReadInAllPieces(SmallPlan(), "cust,ship,amount\nC1,2026-01-05,1\nC2,\"2026-01-05,2\nC3,2026-01-05,3\n").failure,
      "INGEST-103 3 ship");
}

TEST(RowReader, StopsAtTooManyColumns) {
  const std::string file = "cust,ship,amount\nC1,2026-01-05,1\n" + std::string(20000, ',') + "\n";
  const Read read = ReadFile(SmallPlan(), file);
  EXPECT_EQ(read.failure, "INGEST-106 3 16385");  // the first column beyond kColumnsMax
  EXPECT_EQ(ReadFile(SmallPlan(), file, 7).failure, read.failure);
}

TEST(RowReader, StopsAtACellThatIsTooLong) {
  const std::string file = "cust,ship,amount\nC1," + std::string(kCellBytesMax + 1, 'x') + ",1\n";
  const Read read = ReadFile(SmallPlan(), file);
  EXPECT_EQ(read.failure, "INGEST-107 2 ship");
  EXPECT_EQ(ReadFile(SmallPlan(), file, 65536).failure, read.failure);
}

// --- encodings ------------------------------------------------------------------------------------------------------

std::string ToUtf16(std::string_view utf8, bool big_endian) {
  std::string out;
  for (size_t at = 0; at < utf8.size();) {
    const DecodedStep step = DecodeStep(Encoding::kUtf8, utf8.substr(at));
    at += step.size_bytes;
    const auto high = static_cast<char>(step.code_point >> 8);
    const auto low = static_cast<char>(step.code_point & 0xFF);
    out += big_endian ? high : low;
    out += big_endian ? low : high;
  }
  return out;
}

constexpr std::string_view kTwoRows =
    "客户编码,客户名称,运单号,寄件时间,承诺时间,签收时间,状态,运费,始发地,计费重量\r\n"
    "C1,甲公司,SF1,2026-01-05,,,已签收,12.50,上海,\r\n"
    "合计,,,,,,,12.50,,\r\n";

void ExpectTwoRows(const Read& read) {
  ASSERT_EQ(read.rows.size(), 1u);
  EXPECT_EQ(read.rows[0], "2|C1|customer_name=甲公司|waybill_no=" + Number("SF1") +
                              "|ship_time=2026-01-05|status=6|origin=上海|amount=12.50");
  EXPECT_EQ(read.issues, (std::vector<std::string>{"3 INGEST-208 客户编码 合计"}));
}

TEST(RowReader, ReadsUtf8BehindAByteOrderMark) {
  ReadPlan plan = ShipmentsPlan();
  plan.bom_bytes = 3;
  ExpectTwoRows(ReadInAllPieces(plan, "\xEF\xBB\xBF" + std::string(kTwoRows)));
}

TEST(RowReader, ReadsUtf16OfBothOrders) {
  for (const bool big_endian : {false, true}) {
    ReadPlan plan = ShipmentsPlan();
    plan.encoding = big_endian ? Encoding::kUtf16Be : Encoding::kUtf16Le;
    ExpectTwoRows(ReadInAllPieces(plan, ToUtf16(kTwoRows, big_endian)));
    plan.bom_bytes = 2;
    ExpectTwoRows(ReadInAllPieces(plan, ToUtf16("\xEF\xBB\xBF" + std::string(kTwoRows), big_endian)));
    // "Unicode text" of spreadsheets: TAB between cells.
    std::string tabs(kTwoRows);
    for (char& c : tabs) c = c == ',' ? '\t' : c;
    plan.delimiter = '\t';
    ExpectTwoRows(ReadInAllPieces(plan, ToUtf16("\xEF\xBB\xBF" + tabs, big_endian)));
  }
}

TEST(RowReader, ReadsGb18030) {
  // Python: '甲公司'.encode('gb18030') and so on.
  const std::string company = "\xBC\xD7\xB9\xAB\xCB\xBE";
  const std::string file = "header,,,,,,,,,\nC1," + company +
                           ",SF1,2026-01-05,,,\xD2\xD1\xC7\xA9\xCA\xD5,12.50,\xC9\xCF\xBA\xA3,\n" +
                           "\xBA\xCF\xBC\xC6,,,,,,,12.50,,\n";
  ReadPlan plan = ShipmentsPlan();
  plan.encoding = Encoding::kGb18030;
  ExpectTwoRows(ReadInAllPieces(plan, file));
  // 瑋 is AC 7C: its second byte is the delimiter's.
  std::string pipes = file;
  for (char& c : pipes) c = c == ',' ? '|' : c;
  const size_t name = pipes.find(company);
  pipes.replace(name, company.size(), "\xAC\x7C");
  plan.delimiter = '|';
  const Read read = ReadInAllPieces(plan, pipes);
  ASSERT_EQ(read.rows.size(), 1u);
  EXPECT_NE(read.rows[0].find("customer_name=瑋|"), std::string::npos) << read.rows[0];
}

TEST(RowReader, ReadsBig5) {
  // Python: '東瑋物流'.encode('big5'), '臺北', '已簽收'; the document's list has simplified words, so the status is
  // told as unknown.
  ReadPlan plan = ShipmentsPlan();
  plan.encoding = Encoding::kBig5;
  const Read read = ReadInAllPieces(
      plan, "header,,,,,,,,,\nC1,\xAA\x46\xDE\xB3\xAA\xAB\xAC\x79,SF1,2026-01-05,,,,12.50,\xBB\x4F\xA5\x5F,\n");
  ASSERT_EQ(read.rows.size(), 1u);
  EXPECT_EQ(read.rows[0], "2|C1|customer_name=東瑋物流|waybill_no=" + Number("SF1") +
                              "|ship_time=2026-01-05|origin=臺北|amount=12.50");
}

TEST(RowReader, TellsTextThatTheEncodingCannotRead) {
  ReadPlan plan = ShipmentsPlan();
  plan.encoding = Encoding::kGb18030;
  // FF is no lead byte of GB18030.
  const Read read = ReadInAllPieces(plan, "header,,,,,,,,,\nC1,\xBC\xD7\xFF,SF1,2026-01-05,,,,12.50,\xFF,\n");
  // Which of the two comes first is not promised.
  EXPECT_EQ((std::set<std::string>{read.issues.begin(), read.issues.end()}),
            (std::set<std::string>{"2 INGEST-302 客户名称 甲\xEF\xBF\xBD", "2 INGEST-302 始发地 \xEF\xBF\xBD"}));
  EXPECT_EQ(read.issues.size(), 2u);
  EXPECT_EQ(read.rows_used, 1u);
}

// Only ASCII was seen while the encoding was looked for; a text further on that is not UTF-8 is GB18030.
TEST(RowReader, AnAssumedEncodingGivesWayToGb18030) {
  ReadPlan plan = ShipmentsPlan();
  const std::string file =
      "header,,,,,,,,,\nC1,\xBC\xD7\xB9\xAB\xCB\xBE,SF1,2026-01-05,,,,1.00,\xE5\x8C\x97,\n";  // 甲公司; 北 in UTF-8
  plan.encoding_assumed = true;
  const Read assumed = ReadInAllPieces(plan, file);
  EXPECT_TRUE(assumed.issues.empty());
  ASSERT_EQ(assumed.rows.size(), 1u);
  EXPECT_NE(assumed.rows[0].find("|customer_name=甲公司|"), std::string::npos) << assumed.rows[0];
  EXPECT_NE(assumed.rows[0].find("|origin=北|"), std::string::npos) << assumed.rows[0];
  plan.encoding_assumed = false;
  EXPECT_EQ(ReadInAllPieces(plan, file).counts, (std::map<std::string, uint64_t>{{"INGEST-302", 1}}));
}

// --- status codes, statement month ----------------------------------------------------------------------------------

TEST(RowReader, StatusCodesOfADeclaredSystem) {
  ReadPlan plan = PlanOf(DatasetId::kShipments, {{"cust", FieldId::kCustomerId},
                                                 {"ship", FieldId::kShipTime},
                                                 {"amount", FieldId::kAmount},
                                                 {"status", FieldId::kStatus}});
  const std::string file = "cust,ship,amount,status\nC1,2026-01-05,1,2\nC1,2026-01-05,1,已签收\nC1,2026-01-05,1,\n";
  const auto statuses = [&](model::CodeSystem system) {
    plan.code_system = system;
    return ReadInAllPieces(plan, file).rows;
  };
  const auto row = [](int number, const char* status) {
    return std::to_string(number) + "|C1|ship_time=2026-01-05|" + status + "amount=1.00";
  };
  const auto code = [](model::ShipmentStatus status) {
    return "status=" + std::to_string(static_cast<int>(status)) + "|";
  };
  const std::string delivered = code(model::ShipmentStatus::kDelivered);
  EXPECT_EQ(statuses(model::CodeSystem::kKuaidi100),
            (std::vector<std::string>{row(2, code(model::ShipmentStatus::kException).c_str()),
                                      row(3, delivered.c_str()), row(4, "")}));
  EXPECT_EQ(statuses(model::CodeSystem::kKdniao),
            (std::vector<std::string>{row(2, code(model::ShipmentStatus::kInTransit).c_str()),
                                      row(3, delivered.c_str()), row(4, "")}));
  EXPECT_EQ(statuses(model::CodeSystem::kNone),
            (std::vector<std::string>{row(2, code(model::ShipmentStatus::kUnknown).c_str()), row(3, delivered.c_str()),
                                      row(4, "")}));
}

TEST(RowReader, DatesOfAStatementTakeItsYear) {
  ReadPlan plan = SmallPlan();
  const std::string file = "cust,ship,amount\nC1,01-05,1\nC1,12-30,2\n";
  EXPECT_EQ(ReadInAllPieces(plan, file).counts, (std::map<std::string, uint64_t>{{"INGEST-203", 2}}));
  plan.bill_month = CivilDate{2026, 1, 1};
  EXPECT_EQ(ReadInAllPieces(plan, file).rows, (std::vector<std::string>{"2|C1|ship_time=2026-01-05|amount=1.00",
                                                                        "3|C1|ship_time=2025-12-30|amount=2.00"}));
}

TEST(RowReader, AttributesAreDoubles) {
  const ReadPlan plan = PlanOf(DatasetId::kAttributes, {{"customer_id", FieldId::kCustomerId},
                                                        {"avg_spend", FieldId::kAvgSpend},
                                                        {"mind_rank", FieldId::kMindRank},
                                                        {"recency_days", FieldId::kRecencyDays}});
  const Read read = ReadInAllPieces(plan, "h,h,h,h\nC1,16.5,1,2.25\nC2,,,\nC3,many,-0,-0.0\n");
  EXPECT_EQ(read.rows, (std::vector<std::string>{"2|C1|mind_rank=1000000|avg_spend=16.500000|recency_days=2.250000",
                                                 "3|C2", "4|C3|mind_rank=0|recency_days=0.000000"}));
  EXPECT_EQ(read.issues, (std::vector<std::string>{"4 INGEST-304 avg_spend many"}));
}

// --- carrier share and survey ---------------------------------------------------------------------------------------

TEST(RowReader, SharesArePercentOrFractions) {
  struct Case {
    const char* name;
    const char* header;
    ShareUnit unit;
    const char* cell;
    const char* want;  // millionths; "" = missing
  };
  constexpr Case kCases[] = {
      {"sign", "份额", ShareUnit::kAuto, "35%", "350000"},
      {"full-width sign", "份额", ShareUnit::kAuto, "３５％", "350000"},
      {"sign below one", "份额", ShareUnit::kAuto, "0.5%", "5000"},
      {"fraction", "份额", ShareUnit::kAuto, "0.35", "350000"},
      {"value says percent", "份额", ShareUnit::kAuto, "35", "350000"},
      {"header says percent", "share_pct", ShareUnit::kAuto, "35", "350000"},
      {"header says percent, below one", "share_pct", ShareUnit::kAuto, "0.5", "5000"},
      {"header says percent, one", "share_pct", ShareUnit::kAuto, "1", "10000"},
      {"header with a sign", "占比(%)", ShareUnit::kAuto, "0.5", "5000"},
      {"header with a full-width sign", "占比（％）", ShareUnit::kAuto, "0.5", "5000"},
      {"declared percent", "份额", ShareUnit::kPercent, "0.5", "5000"},
      {"declared fraction", "份额", ShareUnit::kFraction, "0.5", "500000"},
      {"all of it", "份额", ShareUnit::kAuto, "100%", "1000000"},
      {"all of it as a fraction", "份额", ShareUnit::kFraction, "1", "1000000"},
      {"nothing is a share", "份额", ShareUnit::kAuto, "0", "0"},
      {"rounded to millionths", "份额", ShareUnit::kPercent, "33.33335", "333334"},
      {"more than all", "份额", ShareUnit::kAuto, "101%", ""},
      {"more than all as a fraction", "份额", ShareUnit::kFraction, "1.01", ""},
      {"negative", "份额", ShareUnit::kAuto, "-5%", ""},
      {"words", "份额", ShareUnit::kAuto, "一半", ""},
  };
  for (const Case& c : kCases) {
    SCOPED_TRACE(c.name);
    ReadPlan plan = PlanOf(DatasetId::kCarrierShare, {{"客户编码", FieldId::kCustomerId},
                                                      {"carrier", FieldId::kCarrier},
                                                      {c.header, FieldId::kShare},
                                                      {"as_of", FieldId::kShareAsOf}});
    plan.share_unit = c.unit;
    const Read read = ReadInAllPieces(plan, "h,h,h,h\nC1,SF," + std::string(c.cell) + ",2026-01-05\n");
    ASSERT_EQ(read.rows.size(), 1u);
    const std::string share = *c.want == '\0' ? "" : "|share_pct=" + std::string(c.want);
    EXPECT_EQ(read.rows[0], "2|C1|carrier=SF" + share + "|as_of=2026-01-05");
    if (*c.want == '\0') {
      EXPECT_EQ(read.issues, (std::vector<std::string>{"2 INGEST-304 " + std::string(c.header) + " " + c.cell}));
    } else {
      EXPECT_TRUE(read.issues.empty());
    }
  }
}

TEST(RowReader, ASurveyNeedsAScoreAndADay) {
  const ReadPlan plan =
      PlanOf(DatasetId::kSurvey,
             {{"客户编码", FieldId::kCustomerId}, {"满意度", FieldId::kScore}, {"提交时间", FieldId::kAnsweredAt}});
  const Read read = ReadInAllPieces(plan,
                                    "客户编码,满意度,提交时间\nC1,4.5,2026/9/3 "
                                    "12:00:00\nC1,5分,2026-09-03\nC1,,2026-09-03\nC1,满意,2026-09-03\nC1,4,\n");
  EXPECT_EQ(read.rows, (std::vector<std::string>{"2|C1|score=4500000|answered_at=2026-09-03 12:00:00",
                                                 "3|C1|score=5000000|answered_at=2026-09-03"}));
  EXPECT_EQ(read.rows_in, 5u);
}

TEST(RowReader, TheRegisterNeedsACustomerOnly) {
  const ReadPlan plan = PlanOf(DatasetId::kCustomers, {{"月结卡号", FieldId::kAccountNo},
                                                       {"客户编码", FieldId::kCustomerId},
                                                       {"客户名称", FieldId::kCustomerName},
                                                       {"开户日期", FieldId::kOpenedOn}});
  ReadPlan by_account = plan;
  by_account.customer_key = FieldId::kAccountNo;
  const Read read = ReadInAllPieces(
      by_account, "h,h,h,h\n7551234567,C1,甲公司,2020-01-05\n,C2,乙公司,2020-01-05\n7551234568,,,soon\n");
  EXPECT_EQ(read.rows, (std::vector<std::string>{
                           "2|7551234567|customer_id=C1|customer_name=甲公司|opened_on=2020-01-05", "4|7551234568"}));
  EXPECT_EQ(read.issues, (std::vector<std::string>{"3 INGEST-201 月结卡号 ", "4 INGEST-304 开户日期 soon"}));
}

}  // namespace
}  // namespace loyalane::ingest
