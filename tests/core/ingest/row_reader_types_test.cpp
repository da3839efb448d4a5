// Column types of the datasets beside shipments, optional money, and files whose rows have no customer.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "ingest/probe.h"
#include "ingest/row_reader.h"
#include "model/birthday.h"

namespace loyalane::ingest {
namespace {

using model::DatasetId;
using model::FieldId;
using model::kNull;

struct Read {
  ImportPools pools;
  std::vector<std::vector<int64_t>> columns;  // by wanted field, in order
  std::vector<uint32_t> customers;
  std::vector<Issue> issues;
  uint64_t rows_in = 0;
  uint64_t rows_used = 0;
};

Read ReadAll(DatasetId dataset, std::string_view bytes, const std::vector<FieldId>& fields) {
  Read read;
  ReadWishes wishes;
  wishes.dataset = dataset;
  const Result<FileProbe> probe = ProbeFile({bytes.size(), bytes, {}}, wishes);
  EXPECT_TRUE(probe.ok() && probe->problems.empty());
  if (!probe.ok()) return read;
  WantedFields wanted;
  for (const FieldId field : fields) wanted.set(static_cast<size_t>(field));
  read.columns.resize(fields.size());
  RowReader reader(probe->plan, read.pools, wanted, [&](const model::EventBatch& batch) {
    for (size_t i = 0; i < fields.size(); ++i) {
      const int64_t* column = batch.Column(fields[i]);
      for (uint32_t row = 0; row < batch.rows; ++row)
        read.columns[i].push_back(column == nullptr ? kNull : column[row]);
    }
    for (uint32_t row = 0; row < batch.rows; ++row) read.customers.push_back(batch.customer[row]);
  });
  EXPECT_TRUE(reader.Feed(bytes));
  EXPECT_TRUE(reader.Finish());
  read.issues = reader.totals().issues.Listed();
  read.rows_in = reader.totals().rows_in;
  read.rows_used = reader.totals().rows_used;
  return read;
}

bool Has(const Read& read, ErrorId id, uint64_t row) {
  return std::any_of(read.issues.begin(), read.issues.end(),
                     [&](const Issue& issue) { return issue.id == id && issue.row == row; });
}

TEST(RowReaderTypes, ReadsWholeNumbers) {
  const Read read = ReadAll(DatasetId::kPoints,
                            "会员号,发生时间,积分,余额\nM1,2026-01-01,120,120\nM1,2026-01-02,-20,99.5\n"
                            "M1,2026-01-03,1.5,0\nM2,2026-01-03,\"1,000\",\n",
                            {FieldId::kPointsDelta, FieldId::kBalance});
  EXPECT_EQ(read.columns[0], (std::vector<int64_t>{120, -20, 1000}));
  // Half a point in an optional column is told and missing; in the required one it costs the row.
  EXPECT_EQ(read.columns[1], (std::vector<int64_t>{120, kNull, kNull}));
  EXPECT_TRUE(Has(read, ErrorId::kOptionalUnreadable, 3));
  EXPECT_TRUE(Has(read, ErrorId::kRequiredUnreadable, 4));
  EXPECT_EQ(read.rows_used, 3u);
}

TEST(RowReaderTypes, OptionalMoneyMayBeMissingOrWrong) {
  const Read read = ReadAll(DatasetId::kCases,
                            "客户编码,受理时间,实赔金额\nC1,2026-01-01,60.00\nC1,2026-01-02,\nC1,2026-01-03,不详\n",
                            {FieldId::kClaimAmount});
  EXPECT_EQ(read.columns[0], (std::vector<int64_t>{6000, kNull, kNull}));
  EXPECT_EQ(read.rows_used, 3u);
  EXPECT_TRUE(Has(read, ErrorId::kOptionalUnreadable, 4));
}

TEST(RowReaderTypes, PhonesKeepEveryDigitOrAreMissing) {
  const Read read = ReadAll(DatasetId::kContacts, "客户编码,姓名,手机\nC1,甲,013800000001\nC1,乙,1.38E+10\nC1,丙,\n",
                            {FieldId::kMobile});
  ASSERT_EQ(read.columns[0].size(), 3u);
  EXPECT_EQ(read.pools.texts[static_cast<table::TextId>(read.columns[0][0])], "013800000001");
  EXPECT_EQ(read.columns[0][1], kNull);
  EXPECT_EQ(read.columns[0][2], kNull);
  EXPECT_TRUE(Has(read, ErrorId::kOptionalUnreadable, 3));
}

TEST(RowReaderTypes, BirthdaysOfALunarColumnAreLunar) {
  const Read read =
      ReadAll(DatasetId::kContacts, "客户编码,姓名,阴历生日\nC1,甲,08-15\nC1,乙,13-01\n", {FieldId::kBirthday});
  ASSERT_EQ(read.columns[0].size(), 2u);
  EXPECT_EQ(model::Birthday::FromPacked(read.columns[0][0]), (model::Birthday{0, 8, 15, true}));
  EXPECT_EQ(read.columns[0][1], kNull);
  EXPECT_TRUE(Has(read, ErrorId::kOptionalUnreadable, 3));
}

TEST(RowReaderTypes, RowsMayHaveNoCustomer) {
  const Read stock = ReadAll(DatasetId::kInventory, "SKU,库存数量\nA,3\nB,2.5\n", {FieldId::kQtyOnHand});
  EXPECT_EQ(stock.columns[0], (std::vector<int64_t>{3'000'000, 2'500'000}));
  EXPECT_EQ(stock.customers, (std::vector<uint32_t>{table::kNoText, table::kNoText}));
  EXPECT_EQ(stock.pools.customers.size(), 0u);
  // Charges that only their waybill tells apart: no customer either, and without the number a row is nobody's.
  const Read charges = ReadAll(DatasetId::kCharges, "运单号,费用类型,金额\nSF1234567890123,运费,1\n,运费,2\n",
                               {FieldId::kWaybillNo, FieldId::kAmount});
  EXPECT_EQ(charges.customers, (std::vector<uint32_t>{table::kNoText}));
  EXPECT_NE(charges.columns[0][0], kNull);
  EXPECT_TRUE(Has(charges, ErrorId::kRowKeyMissing, 3));
}

TEST(RowReaderTypes, ACaseWithoutAWaybillIsNothingUnusual) {
  const Read read = ReadAll(DatasetId::kCases, "客户编码,运单号,受理时间\nC1,,2026-01-01\n",
                            {FieldId::kWaybillNo, FieldId::kOpenedAt});
  EXPECT_EQ(read.rows_used, 1u);
  EXPECT_TRUE(read.issues.empty());
}

}  // namespace
}  // namespace loyalane::ingest
