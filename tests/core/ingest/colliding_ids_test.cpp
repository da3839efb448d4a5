// Ids whose 64-bit hashes are equal stay apart everywhere: hashes place texts, they never stand for them.
#include <gtest/gtest.h>

#include <bit>
#include <cctype>
#include <string>
#include <utility>
#include <vector>

#include "base/digits.h"
#include "profile/shipment_aggregate.h"
#include "tests/core/ingest/read_rows.h"

namespace loyalane::ingest {
namespace {

// 1 / factor modulo 2^64, for odd factors (Newton; each step doubles the bits that are right).
uint64_t Inverse(uint64_t factor) {
  uint64_t inverse = factor;
  for (int step = 0; step < 6; ++step) inverse *= 2 - factor * inverse;
  return inverse;
}

std::string Eight(uint64_t word) {
  std::string text;
  for (int byte = 0; byte < 8; ++byte) text += static_cast<char>(word >> 8 * byte);
  return text;
}

bool IsOfLettersAndDigits(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](unsigned char c) { return c < 0x80 && std::isalnum(c) != 0; });
}

// Another text of 16 letters and digits with the hash of `id`. The hash of 16 bytes (table/text_pool.h) mixes
// (first ^ size * kSize) * kFirst with last * kLast turned by 32; for any first half there is one last half that gives
// the same, and one in some 85 000 of these is made of letters and digits.
std::string CollidingWith(const std::string& id) {
  constexpr uint64_t kSize = 0xBF58476D1CE4E5B9ULL;
  constexpr uint64_t kFirst = 0x94D049BB133111EBULL;
  constexpr uint64_t kLast = 0xD6E8FEB86659FD93ULL;
  const auto first_of = [](const std::string& half) { return (LoadEight(half.data()) ^ 16 * kSize) * kFirst; };
  const uint64_t same = first_of(id.substr(0, 8)) ^ std::rotl(LoadEight(id.data() + 8) * kLast, 32);
  const uint64_t back = Inverse(kLast);
  for (uint64_t tried = 10'000'000; tried < 90'000'000; ++tried) {
    const std::string half = std::to_string(tried);
    const std::string other = Eight(std::rotl(same ^ first_of(half), 32) * back);
    if (IsOfLettersAndDigits(other) && half + other != id) return half + other;
  }
  return id;
}

class CollidingIds : public testing::Test {
 protected:
  const std::string one_ = "WAYBILLNUMBER001";
  const std::string other_ = CollidingWith(one_);

  void SetUp() override {
    ASSERT_NE(one_, other_);
    ASSERT_EQ(table::HashBytes(one_), table::HashBytes(other_)) << other_;
  }
};

TEST_F(CollidingIds, ArePutInTwoPlacesOfAPool) {
  table::TextPool pool;
  EXPECT_EQ(pool.Add(one_), 0u);
  EXPECT_EQ(pool.Find(other_), table::kNoText);
  const std::vector<std::string_view> texts = {other_, one_, other_, one_};
  std::vector<table::TextId> ids(texts.size());
  pool.AddMany(texts, ids.data());
  EXPECT_EQ(ids, (std::vector<table::TextId>{1, 0, 1, 0}));
  EXPECT_EQ(pool[1], other_);
}

TEST_F(CollidingIds, AreTwoWaybillsAndTwoCustomersOfAFile) {
  const ReadPlan plan = PlanOf(DatasetId::kShipments, {{"waybill", FieldId::kWaybillNo},
                                                       {"cust", FieldId::kCustomerId},
                                                       {"ship", FieldId::kShipTime},
                                                       {"amount", FieldId::kAmount}});
  std::string text = "waybill,cust,ship,amount\n";
  for (int line = 0; line < 200; ++line) {
    const std::string& waybill = line % 2 == 0 ? one_ : other_;
    const std::string& customer = line % 3 == 0 ? one_ : other_;
    text += waybill + "," + customer + ",2026-03-0" + std::to_string(1 + line % 9) + "," + std::to_string(line) + "\n";
  }
  ImportPools pools;
  WantedFields wanted;
  wanted.set();
  profile::ShipmentAggregate shipments(Window{ToDay({2026, 1, 1}), ToDay({2026, 12, 31})});
  RowReader reader(plan, pools, wanted, [&](const EventBatch& batch) { shipments.Add(batch); });
  ASSERT_TRUE(reader.Feed(text));
  ASSERT_TRUE(reader.Finish());
  ASSERT_EQ(pools.customers.size(), 2u);
  profile::WaybillScratch scratch;
  EXPECT_EQ(shipments.customers()[0].waybills.Count(scratch).waybills, 2u);
  EXPECT_EQ(shipments.customers()[1].waybills.Count(scratch).waybills, 2u);

  const Read whole = ReadFile(plan, text);
  EXPECT_EQ(whole.rows_used, 200u);
  for (const size_t part_bytes : {100, 1000}) EXPECT_TRUE(ReadInParts(plan, text, 3, part_bytes).read == whole);
}

}  // namespace
}  // namespace loyalane::ingest
