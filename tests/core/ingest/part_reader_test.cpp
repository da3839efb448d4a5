// Files read in parts by several readers (part_reader.h, docs/adr/0014). That every file of the other tests gives the
// same in parts as in one is shown there: ReadInAllPieces reads in parts too. Here: where guesses are right, where they
// are wrong, and files made so that every part begins somewhere awkward.
#include "ingest/part_reader.h"

#include <gtest/gtest.h>

#include "ingest/csv_scanner.h"
#include "tests/core/ingest/read_rows.h"

namespace loyalane::ingest {
namespace {

constexpr size_t kReaders[] = {1, 2, 3, 4, 8};

ReadPlan ShipmentsPlan() {
  return PlanOf(DatasetId::kShipments, {{"waybill", FieldId::kWaybillNo},
                                        {"cust", FieldId::kCustomerId},
                                        {"name", FieldId::kCustomerName},
                                        {"ship", FieldId::kShipTime},
                                        {"amount", FieldId::kAmount}});
}

std::string Header() { return "waybill,cust,name,ship,amount\n"; }

// `rows` rows of some customers; waybills have one to three lines; `name` is the name cell of row i.
template <typename NameOf>
std::string Shipments(size_t rows, NameOf&& name) {
  std::string text = Header();
  size_t waybill = 0;
  for (size_t i = 0; i < rows; ++i) {
    if (i % 7 != 3 && i % 5 != 2) ++waybill;
    text += "SF" + std::to_string(1000000000000 + waybill) + ",C" + std::to_string(i * 31 % 97) + "," + name(i) +
            ",2026-0" + std::to_string(1 + i % 9) + "-1" + std::to_string(i % 10) + "," + std::to_string(i % 500) +
            ".5\n";
  }
  return text;
}

// In parts of the given sizes, by 1 to 8 readers: the same as in one. How many parts were read for nothing, at worst.
size_t ThrownAway(const ReadPlan& plan, std::string_view text, std::initializer_list<size_t> parts,
                  PartOptions options = {}) {
  const Read whole = ReadFile(plan, text);
  size_t thrown_away = 0;
  for (const size_t part : parts) {
    for (const size_t readers : kReaders) {
      const Parted parted = ReadInParts(plan, text, readers, part, options);
      const std::string how = std::to_string(readers) + " readers, parts of " + std::to_string(part);
      EXPECT_EQ(Joined(parted.read.issues), Joined(whole.issues)) << how;
      EXPECT_EQ(parted.read.failure, whole.failure) << how;
      if (whole.failure.empty()) {
        EXPECT_TRUE(parted.read == whole) << how;
      }
      thrown_away = std::max(thrown_away, parted.thrown_away);
    }
  }
  return thrown_away;
}

TEST(PartReader, PlainRowsAreNeverReadTwice) {
  const std::string text = Shipments(4000, [](size_t i) { return "公司" + std::to_string(i % 97); });
  EXPECT_EQ(ThrownAway(ShipmentsPlan(), text, {1024, 4096, 50'000, 64 << 20}, {512, 512}), 0u);
}

TEST(PartReader, QuotedCellsOfLinesAreToldByTheirColumns) {
  const std::string text = Shipments(4000, [](size_t i) {
    return "\"甲,“乙”\n" + std::string(i % 40, 'x') + "\r\n\"\"丙\"\" " + std::to_string(i % 97) + "\"";
  });
  EXPECT_EQ(ThrownAway(ShipmentsPlan(), text, {1024, 1031, 4096, 50'000}, {512, 512}), 0u);
}

// Every part begins inside a quoted line end, whatever its size.
TEST(PartReader, AllCellsQuotedWithALineEndEverywhere) {
  std::string text = Header();
  for (int i = 0; i < 600; ++i) {
    text += "\"SF" + std::to_string(1000000000000 + i / 2) + "\",\"C" + std::to_string(i % 9) + "\",\"" +
            std::string(40, '\n') + "\",\"2026-03-05\",\"1.25\"\r\n";
  }
  EXPECT_EQ(ThrownAway(ShipmentsPlan(), text, {1024, 1000, 777}, {512, 512}), 0u);
  ThrownAway(ShipmentsPlan(), text, {64, 16}, {32, 32});  // a look too short to see a whole row
}

// A cell that holds a file of the same shape: the guess is wrong, and the answer is not.
TEST(PartReader, AFileInsideACellIsReadAgain) {
  std::string inner = Shipments(60, [](size_t) { return std::string("inner"); });
  std::string text =
      Shipments(50, [&inner](size_t i) { return i % 10 == 5 ? "\"" + inner + "\"" : "甲" + std::to_string(i); });
  EXPECT_GT(ThrownAway(ShipmentsPlan(), text, {1024}, {512, 512}), 0u);
}

// The lines of one waybill are compared with each other (INGEST-335) however far they go over the parts' ends.
TEST(PartReader, LinesOfOneWaybillOverManyParts) {
  std::string text = Header();
  for (int i = 0; i < 500; ++i) {
    const int waybill = i < 450 ? 1 : i;
    text += "SF" + std::to_string(1000000000000 + waybill) + ",C1,甲,2026-03-05," + std::to_string(i % 90) + "\n";
  }
  EXPECT_FALSE(ReadFile(ShipmentsPlan(), text).issues.empty());
  ThrownAway(ShipmentsPlan(), text, {1024, 5000}, {256, 256});
  // Without waybills the whole row above counts.
  ReadPlan no_waybill =
      PlanOf(DatasetId::kShipments,
             {{"cust", FieldId::kCustomerId}, {"ship", FieldId::kShipTime}, {"amount", FieldId::kAmount}});
  std::string same = "cust,ship,amount\n";
  for (int i = 0; i < 300; ++i) same += "C1,2026-03-05," + std::to_string(i / 4) + "\n";
  EXPECT_EQ(ThrownAway(no_waybill, same, {64, 100, 1024}, {128, 128}), 0u);
}

TEST(PartReader, WhatStandsBehindTheTable) {
  std::string text = Shipments(200, [](size_t) { return std::string("甲"); });
  text += "\n\nkind,sum,of,all,fees\n" + Shipments(100, [](size_t) { return std::string("乙"); });
  EXPECT_GT(ReadFile(ShipmentsPlan(), text).counts["INGEST-216"], 0u);
  ThrownAway(ShipmentsPlan(), text, {64, 1024, 5000}, {128, 128});
}

TEST(PartReader, RulesThatTakeTheRowAbove) {
  ReadPlan plan = ShipmentsPlan();
  plan.rules.customer = RowRules::Missing::kAbove;
  plan.rules.ship_date = RowRules::Missing::kAbove;
  std::string text = Header();
  for (int i = 0; i < 300; ++i) {
    const bool first = i % 50 == 0;
    text += "SF" + std::to_string(1000000000000 + i) + (first ? ",C" + std::to_string(i) + ",甲,2026-03-05," : ",,,,") +
            std::to_string(i) + "\n";
  }
  EXPECT_EQ(ReadFile(plan, text).rows_used, 300u);
  ThrownAway(plan, text, {64, 1024}, {128, 128});
}

// A quote that is never closed, a cell without end: found where one reader finds it.
TEST(PartReader, Failures) {
  const std::string rows = Shipments(300, [](size_t) { return std::string("甲"); });
  ThrownAway(ShipmentsPlan(), rows + "SF1,C1,\"never closed,2026-03-05,1\n" + rows.substr(Header().size()),
             {1024, 10'000}, {256, 256});
  ThrownAway(ShipmentsPlan(), rows + "SF1,C1," + std::string(kCellBytesMax + 1, 'x') + ",2026-03-05,1\n" + rows,
             {1 << 18}, {256, 256});
}

TEST(PartReader, RowsLongerThanParts) {
  const std::string text = Shipments(20, [](size_t i) { return std::string(i % 3 == 0 ? 300'000 : 10, 'x'); });
  ThrownAway(ShipmentsPlan(), text, {20'000, 400'000});
  ThrownAway(ShipmentsPlan(), text, {1 << 20});
}

TEST(PartReader, OtherEncodingsAndDelimiters) {
  ReadPlan plan = ShipmentsPlan();
  plan.encoding = Encoding::kGb18030;
  plan.delimiter = '|';
  std::string text = "waybill|cust|name|ship|amount\r";
  // 東瑋 in GB18030: bytes of | and of digits are halves of characters.
  for (int i = 0; i < 400; ++i)
    text += "Y" + std::to_string(i / 2) + "x|C" + std::to_string(i % 7) +
            "|\x96\x7c\xac\x7c\x81\x30\x89\x38|2026-03-05|" + std::to_string(i) + "\r";
  EXPECT_EQ(ThrownAway(plan, text, {64, 1024}, {128, 128}), 0u);
  plan.bom_bytes = 3;
  plan.encoding = Encoding::kUtf8;
  plan.delimiter = ',';
  ThrownAway(plan, "\xEF\xBB\xBF" + Shipments(50, [](size_t) { return std::string("甲"); }), {1, 2, 3, 64}, {16, 16});
}

// More customers than a reader keeps: what it told is void, what was taken is not.
TEST(PartReader, BeginsAnewWhenItHasLearnedEnough) {
  const std::string text = Shipments(2000, [](size_t i) { return "公司" + std::to_string(i % 97); });
  EXPECT_EQ(ThrownAway(ShipmentsPlan(), text, {1024, 10'000}, {512, 512, 10}), 0u);
}

// What is no message of this build is refused, not read.
TEST(PartReader, AMessageThatIsNone) {
  const ReadPlan plan = ShipmentsPlan();
  const std::string text = Shipments(50, [](size_t) { return std::string("甲"); });
  ImportPools pools;
  WantedFields wanted;
  wanted.set();
  const RowReader rows(plan, pools, wanted, [](const EventBatch&) {});
  PartReader reader(0, plan, text.size(), wanted);
  PartWish wish;
  wish.to = text.size();
  static_cast<void>(reader.Begin(wish));
  static_cast<void>(reader.Feed(text));
  const std::string message(reader.Finish());
  for (size_t size = 0; size < message.size(); size += 7) {
    PartTaker taker(plan, pools, rows, [](const EventBatch&) {});
    const Result<bool> taken = taker.Take(std::string_view(message).substr(0, size));
    ASSERT_FALSE(taken.ok() && *taken) << size;
  }
  // Whatever one damaged byte makes of it, nothing is read beside the message (the sanitizers' build sees it).
  for (size_t at = 0; at < message.size(); ++at) {
    std::string damaged = message;
    damaged[at] = static_cast<char>(damaged[at] ^ 0x55);
    PartTaker taker(plan, pools, rows, [](const EventBatch& batch) { EXPECT_LE(batch.rows, model::kBatchRowsMax); });
    static_cast<void>(taker.Take(PieceAlone(damaged).view()));
  }
}

}  // namespace
}  // namespace loyalane::ingest
