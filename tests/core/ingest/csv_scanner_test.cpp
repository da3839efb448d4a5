#include "ingest/csv_scanner.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "ingest/piecewise.h"

namespace loyalane::ingest {
namespace {

using Records = std::vector<std::vector<std::string>>;
using ::testing::ElementsAre;

void Append(const RecordBlock& block, Records& records) {
  for (size_t r = 0; r < block.records(); ++r) {
    std::vector<std::string> cells;
    for (uint32_t c = block.first_cell(r); c < block.ends[r]; ++c) {
      std::string text(block.Raw(block.cells[c]));
      if (block.cells[c].escaped != 0) Unquote(block.Raw(block.cells[c]), text);
      cells.push_back(text);
    }
    records.push_back(cells);
  }
}

Records Read(std::string_view bytes, size_t piece_bytes, Dialect dialect = {}, bool scalar = false,
             size_t records_max = 3) {
  Records records;
  RecordBlock block;
  PieceReader reader;
  const auto scan = [&](const char* at, size_t size, bool at_end) {
    const ScanOutcome outcome = scalar ? ScanRecordsScalar(dialect, at, size, at_end, records_max, block)
                                       : ScanRecords(dialect, at, size, at_end, records_max, block);
    Append(block, records);
    return outcome;
  };
  for (size_t at = 0; at < bytes.size(); at += piece_bytes) {
    EXPECT_FALSE(reader.Feed(bytes.substr(at, piece_bytes), scan).failed);
  }
  EXPECT_FALSE(reader.Finish(scan).failed);
  return records;
}

// Python: list(csv.reader(io.StringIO(text, newline=''))) gave each of these, blank lines apart (Python yields []
// there).
TEST(CsvScanner, ReadsCellsAsPythonDoes) {
  EXPECT_THAT(Read("a,b\n1,2\n", 100), ElementsAre(ElementsAre("a", "b"), ElementsAre("1", "2")));
  EXPECT_THAT(Read("a,b\r\n1,\"x\r\ny\"\r\n", 100), ElementsAre(ElementsAre("a", "b"), ElementsAre("1", "x\r\ny")));
  EXPECT_THAT(Read("a\rb\r", 100), ElementsAre(ElementsAre("a"), ElementsAre("b")));
  EXPECT_THAT(Read("\"a\"\"b\",\"\"", 100), ElementsAre(ElementsAre("a\"b", "")));
  EXPECT_THAT(Read("5\" pipe,x\"y\"", 100), ElementsAre(ElementsAre("5\" pipe", "x\"y\"")));
  EXPECT_THAT(Read("\"a\"bc,\"d\"\"e\"f\"g\n", 100), ElementsAre(ElementsAre("abc", "d\"ef\"g")));
  EXPECT_THAT(Read("\n\na", 100), ElementsAre(ElementsAre(""), ElementsAre(""), ElementsAre("a")));
  EXPECT_THAT(Read("a,", 100), ElementsAre(ElementsAre("a", "")));
  EXPECT_THAT(Read("\"\"\"\"", 100), ElementsAre(ElementsAre("\"")));
  EXPECT_TRUE(Read("", 100).empty());
}

TEST(CsvScanner, PipeInsideADoubleByteCharacterIsNotADelimiter) {
  // 東瑋 in GB18030: D6 7C ... is 謡; 瑋 = AC 7C. `printf 瑋 | iconv -t gb18030 | xxd` prints ac7c.
  const std::string bytes = "\x96\x7C\xAC\x7C|b\n";
  EXPECT_THAT(Read(bytes, 100, {'|', Encoding::kGb18030}), ElementsAre(ElementsAre("\x96\x7C\xAC\x7C", "b")));
  EXPECT_EQ(Read(bytes, 100, {'|', Encoding::kUtf8})[0].size(), 4u);
}

// Law: any split into pieces, any block size and both implementations give the same records; random structure-heavy
// text.
TEST(CsvScanner, PiecesDoNotMatter) {
  uint64_t state = 1;
  const auto next = [&state](uint64_t below) {
    state = state * 6364136223846793005ULL + 1442695040888963407ULL;
    return (state >> 33) % below;
  };
  for (int round = 0; round < 400; ++round) {
    std::string text;
    const uint64_t size = next(400);
    constexpr std::string_view kAlphabet = "aab,,\"\n\r|\xD6\x7C";
    bool quoted = false;
    for (uint64_t i = 0; i < size; ++i) text += kAlphabet[next(kAlphabet.size())];
    // Close a quote that would stay open, so that every text is readable.
    for (const char* fix : {"", "\"", "\n\""}) {
      RecordBlock block;
      const std::string candidate = text + fix;
      if (!ScanRecords({}, candidate.data(), candidate.size(), true, 1u << 20, block).failed) {
        text = candidate;
        quoted = true;
        break;
      }
    }
    if (!quoted) continue;
    const Records whole = Read(text, 1u << 20, {}, true, 1u << 20);
    for (const size_t piece : {1u, 2u, 3u, 7u, 64u, 65u, 1000u}) {
      ASSERT_EQ(Read(text, piece), whole) << "piece " << piece << " of " << ::testing::PrintToString(text);
    }
    ASSERT_EQ(Read(text, 1u << 20, {}, false, 1u << 20), whole);
  }
}

TEST(CsvScanner, SaysWhereAQuoteWasOpened) {
  RecordBlock block;
  const std::string_view bytes = "a,b\n1,\"x\n2,3\n";
  const ScanOutcome outcome = ScanRecords({}, bytes.data(), bytes.size(), true, 100, block);
  ASSERT_TRUE(outcome.failed);
  EXPECT_EQ(outcome.failure.id, ErrorId::kQuoteUnclosed);
  EXPECT_EQ(outcome.failure.record, 2u);
  EXPECT_EQ(outcome.failure.column, 2u);
}

TEST(CsvScanner, RefusesTooManyColumnsAndTooLongCells) {
  RecordBlock block;
  const std::string wide(20000, ',');
  EXPECT_EQ(ScanRecords({}, wide.data(), wide.size(), true, 100, block).failure.id, ErrorId::kColumnsTooMany);
  const std::string as_wide_as_allowed(kColumnsMax - 1, ',');
  EXPECT_FALSE(ScanRecords({}, as_wide_as_allowed.data(), as_wide_as_allowed.size(), true, 100, block).failed);
  const std::string longer(kCellBytesMax + 1, 'x');
  EXPECT_EQ(ScanRecords({}, longer.data(), longer.size(), true, 100, block).failure.id, ErrorId::kCellTooLong);
  PieceReader reader;
  const std::string endless(kRowBytesMax + 1, '"');
  EXPECT_EQ(reader
                .Feed("\"" + endless, [&](const char* at, size_t size,
                                          bool at_end) { return ScanRecords({}, at, size, at_end, 100, block); })
                .failure.id,
            ErrorId::kCellTooLong);
}

TEST(CsvScanner, SlotsHoldTheWantedColumns) {
  SlotBlock block;
  const std::string_view bytes = "a,b,c\n1\n,\"2\",3,4\n";
  ASSERT_FALSE(ScanSlots({}, bytes.data(), bytes.size(), true, 100, {1, -1, 0}, 2, block).failed);
  ASSERT_EQ(block.records(), 3u);
  const auto cell = [&](size_t record, size_t slot) { return std::string(block.Raw(block.cells[record * 2 + slot])); };
  EXPECT_EQ(cell(0, 0), "c");
  EXPECT_EQ(cell(0, 1), "a");
  EXPECT_EQ(cell(1, 0), "");
  EXPECT_EQ(cell(1, 1), "1");
  EXPECT_EQ(cell(2, 0), "3");
  EXPECT_EQ(cell(2, 1), "");
  EXPECT_THAT(block.counts, ElementsAre(3u, 1u, 4u));
}

}  // namespace
}  // namespace loyalane::ingest
