#include "ingest/piecewise.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

namespace loyalane::ingest {
namespace {

struct Outcome {
  std::vector<std::string> cells;  // "|" between records
  bool failed = false;
  ErrorId id = ErrorId::kCount;
  uint64_t records = 0;  // before the failure
};

Outcome Read(std::string_view bytes, size_t piece_bytes, size_t records_max = 1024) {
  Outcome read;
  RecordBlock block;
  PieceReader reader;
  const auto scan = [&](const char* at, size_t size, bool at_end) {
    const ScanOutcome outcome = ScanRecords({}, at, size, at_end, records_max, block);
    for (size_t r = 0; r < block.records(); ++r) {
      for (uint32_t c = block.first_cell(r); c < block.ends[r]; ++c) read.cells.emplace_back(block.Raw(block.cells[c]));
      read.cells.emplace_back("|");
    }
    read.records += block.records();
    return outcome;
  };
  const auto ended = [&](const ScanOutcome& outcome) {
    if (!outcome.failed) return false;
    read.failed = true;
    read.id = outcome.failure.id;
    return true;
  };
  for (size_t at = 0; at < bytes.size(); at += piece_bytes) {
    if (ended(reader.Feed(bytes.substr(at, piece_bytes), scan))) return read;
  }
  ended(reader.Finish(scan));
  return read;
}

// Records around the first step (4096 bytes) by which a kept rest is completed, cut everywhere near its ends.
TEST(PieceReader, CompletesARestOfAnyLength) {
  for (const size_t size : {1u, 63u, 64u, 4094u, 4095u, 4096u, 4097u, 8191u, 8193u, 20000u}) {
    std::string bytes =
        std::string(size, 'x') + ",1\r\n\"" + std::string(size, 'y') + "\n\",2\r" + std::string(size, 'z');
    const Outcome whole = Read(bytes, bytes.size());
    ASSERT_EQ(whole.cells.size(), 8u);
    for (const size_t piece :
         {size - 1, size, size + 1, size + 2, size + 3, size + 4, size + 5, 2 * size + 9, size / 2 + 1}) {
      if (piece == 0) continue;
      ASSERT_EQ(Read(bytes, piece).cells, whole.cells) << "records of " << size << ", pieces of " << piece;
    }
  }
}

TEST(PieceReader, BlocksOfAnyNumberOfRecordsGiveTheSame) {
  std::string bytes;
  for (int i = 0; i < 100; ++i) bytes += std::to_string(i) + ",\"" + std::to_string(i * i) + "\"\n";
  const Outcome whole = Read(bytes, bytes.size());
  EXPECT_EQ(whole.records, 100u);
  for (const size_t records_max : {1u, 2u, 3u, 99u, 100u, 101u}) {
    for (const size_t piece : {1u, 7u, 64u, 10000u}) {
      EXPECT_EQ(Read(bytes, piece, records_max).cells, whole.cells) << records_max << " records, pieces of " << piece;
    }
  }
}

TEST(PieceReader, NothingAndAlmostNothing) {
  EXPECT_TRUE(Read("", 1).cells.empty());
  EXPECT_EQ(Read("\r\n", 1).records, 1u);
  EXPECT_EQ(Read("\r", 1).records, 1u);
  EXPECT_EQ(Read("\n\r\n\r", 1).records, 3u);
  EXPECT_EQ(Read("x", 1).records, 1u);
}

TEST(PieceReader, AQuoteNeverClosedIsFoundAtTheEndWhateverThePieces) {
  const std::string bytes = "a,b\n1,2\n3,\"x\n4,5\n";
  for (const size_t piece : {1u, 5u, 1000u}) {
    const Outcome read = Read(bytes, piece);
    EXPECT_TRUE(read.failed);
    EXPECT_EQ(read.id, ErrorId::kQuoteUnclosed) << piece;
    EXPECT_EQ(read.records, 2u) << piece;
  }
}

// The limit of a row (design.md "Safety rules") holds for a complete row too, and the same for every piece size.
TEST(PieceReader, ARowAboveTheLimitIsRefusedWhateverThePieces) {
  std::string row;
  while (row.size() <= kRowBytesMax + 100'000) row += std::string(kCellBytesMax - 1000, 'x') + ",";
  const std::string bytes = "a,b\n" + row + "\nc,d\n";
  for (const size_t piece : {size_t{64} * 1024, size_t{5'000'000}, bytes.size()}) {
    const Outcome read = Read(bytes, piece);
    EXPECT_TRUE(read.failed) << piece;
    EXPECT_EQ(read.id, ErrorId::kRowTooLong) << piece;
    EXPECT_EQ(read.records, 1u) << piece;
  }
}

TEST(PieceReader, ARowAtTheLimitIsRead) {
  std::string row;
  while (row.size() + kCellBytesMax <= kRowBytesMax) row += std::string(kCellBytesMax - 1, 'x') + ",";
  row.resize(kRowBytesMax - 1, 'y');
  row += '\n';
  for (const size_t piece : {size_t{64} * 1024, row.size()}) {
    const Outcome read = Read(row + "c\n", piece);
    EXPECT_FALSE(read.failed) << piece;
    EXPECT_EQ(read.records, 2u) << piece;
  }
}

}  // namespace
}  // namespace loyalane::ingest
