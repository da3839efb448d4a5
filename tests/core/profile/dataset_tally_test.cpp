#include "profile/dataset_tally.h"

#include <gtest/gtest.h>

#include <vector>

namespace loyalane::profile {
namespace {

using model::DatasetId;
using model::EventBatch;
using model::FieldId;
using model::kNull;
using table::kNoText;

struct CaseRow {
  uint32_t customer;
  int32_t day;  // of January 2026; 0 = not said
  int64_t claim;
};

int64_t January(int32_t day) { return day == 0 ? kNull : Instant(ToDay({2026, 1, day}), 0, Precision::kDay).packed(); }

EventBatch BatchOf(const table::TextPool& customers, const std::vector<CaseRow>& rows) {
  EventBatch batch;
  batch.dataset = DatasetId::kCases;
  batch.customers = &customers;
  batch.rows = static_cast<uint32_t>(rows.size());
  for (const FieldId field : {FieldId::kOpenedAt, FieldId::kClaimAmount, FieldId::kWaybillNo})
    batch.present[static_cast<size_t>(field)] = true;
  for (const CaseRow& row : rows) {
    batch.customer.push_back(row.customer);
    batch.columns[static_cast<size_t>(FieldId::kOpenedAt)].push_back(January(row.day));
    batch.columns[static_cast<size_t>(FieldId::kClaimAmount)].push_back(row.claim);
    batch.columns[static_cast<size_t>(FieldId::kWaybillNo)].push_back(row.customer == kNoText ? row.claim : kNull);
  }
  return batch;
}

class DatasetTallyTest : public ::testing::Test {
 protected:
  void SetUp() override {
    for (const char* code : {"a", "b", "c", "d"}) customers_.Add(code);
  }
  DatasetTally TallyOf(const std::vector<CaseRow>& rows) {
    DatasetTally tally(DatasetId::kCases);
    tally.Add(BatchOf(customers_, rows));
    return tally;
  }
  table::TextPool customers_;
};

// Counted by hand from the four rows.
TEST_F(DatasetTallyTest, CountsCustomersDaysAndMoney) {
  const DatasetTally tally = TallyOf({{0, 5, 1000}, {2, 3, kNull}, {0, 0, -250}, {3, 9, 75}});
  EXPECT_EQ(tally.Keys(), 3u);
  EXPECT_EQ(tally.Days(), (Window{ToDay({2026, 1, 3}), ToDay({2026, 1, 9})}));
  EXPECT_EQ(tally.Amount(), Money{825});
  std::vector<uint8_t> known = {1, 1, 0};
  const DatasetTally::Strangers strangers = tally.NotAmong(known);
  EXPECT_EQ(strangers.rows, 2u);
  EXPECT_EQ(strangers.customers, 2u);
  tally.Mark(known);
  EXPECT_EQ(known, (std::vector<uint8_t>{1, 1, 1, 1}));
  EXPECT_EQ(tally.NotAmong(known).rows, 0u);
}

TEST_F(DatasetTallyTest, RowsWithoutACustomerAreToldApartByTheirWaybill) {
  const DatasetTally tally = TallyOf({{kNoText, 1, 11}, {kNoText, 2, 12}, {kNoText, 2, 11}});
  EXPECT_EQ(tally.Keys(), 2u);
  EXPECT_EQ(tally.NotAmong({}).rows, 0u);
}

TEST_F(DatasetTallyTest, SaysNothingOfWhatTheFileDoesNotHave) {
  EXPECT_EQ(DatasetTally(DatasetId::kCases).Days(), std::nullopt);
  EXPECT_EQ(DatasetTally(DatasetId::kCases).Amount(), std::nullopt);
  EXPECT_EQ(DatasetTally(DatasetId::kCases).Keys(), 0u);
  EXPECT_EQ(TallyOf({{0, 0, 1}}).Days(), std::nullopt);
}

// Any split of the rows, combined in either order, equals the whole; an empty one changes nothing.
TEST_F(DatasetTallyTest, AnySplitEqualsTheWhole) {
  const std::vector<CaseRow> rows = {{0, 5, 1000}, {2, 3, kNull}, {kNoText, 7, 5}, {0, 0, -250}, {kNoText, 1, 5}};
  const DatasetTally whole = TallyOf(rows);
  const auto same = [&whole](const DatasetTally& other) {
    EXPECT_EQ(other.Keys(), whole.Keys());
    EXPECT_EQ(other.Days(), whole.Days());
    EXPECT_EQ(other.Amount(), whole.Amount());
    EXPECT_EQ(other.NotAmong({1}).rows, whole.NotAmong({1}).rows);
  };
  for (size_t cut = 0; cut <= rows.size(); ++cut) {
    const auto at = rows.begin() + static_cast<std::ptrdiff_t>(cut);
    const DatasetTally head = TallyOf({rows.begin(), at});
    const DatasetTally tail = TallyOf({at, rows.end()});
    DatasetTally forth = head;
    forth.Combine(tail);
    same(forth);
    DatasetTally back = tail;
    back.Combine(head);
    back.Combine(DatasetTally(DatasetId::kCases));
    same(back);
  }
}

TEST_F(DatasetTallyTest, CountsTheCustomersOfShipments) {
  EventBatch batch;
  batch.customers = &customers_;
  batch.customer = {1, 3, 1};
  batch.rows = 3;
  batch.present[static_cast<size_t>(FieldId::kShipTime)] = true;
  batch.columns[static_cast<size_t>(FieldId::kShipTime)] = {January(4), January(2), January(8)};
  DatasetTally tally(DatasetId::kShipments);
  tally.Add(batch);
  DatasetTally other(DatasetId::kShipments);
  batch.customer = {0, 3, 1};
  other.Add(batch);
  EXPECT_EQ(tally.Keys(), 2u);
  EXPECT_EQ(tally.Days(), (Window{ToDay({2026, 1, 2}), ToDay({2026, 1, 8})}));
  EXPECT_EQ(tally.Amount(), std::nullopt);
  tally.Combine(other);
  EXPECT_EQ(tally.Keys(), 3u);
}

}  // namespace
}  // namespace loyalane::profile
