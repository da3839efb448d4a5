// The fast half of the scanner gives what the other half gives, whatever the bytes: with '|' in GB18030 the scanner
// takes only the slow half, so the same text with another delimiter must give the same cells.
#include "ingest/cell_index.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include "ingest/csv_scanner.h"

namespace loyalane::ingest {
namespace {

struct Read {
  std::vector<std::string> cells;  // with '!' before an escaped one
  std::vector<uint32_t> ends;
  std::vector<uint32_t> begins;
  size_t consumed = 0;
  bool full = false;
  bool failed = false;
  ErrorId failure{};
  uint64_t failed_record = 0;
  friend bool operator==(const Read&, const Read&) = default;
};

Read ReadWith(const Dialect& dialect, const std::string& text, bool at_end, size_t records_max,
              char delimiter_in_cells) {
  RecordBlock block;
  const ScanOutcome outcome = ScanRecords(dialect, text.data(), text.size(), at_end, records_max, block);
  Read read;
  for (const Cell& cell : block.cells) {
    std::string bytes((cell.escaped != 0 ? "!" : "") + std::string(block.Raw(cell)));
    std::replace(bytes.begin(), bytes.end(), delimiter_in_cells, ',');
    read.cells.push_back(bytes);
  }
  // Cells of a record that is not complete count for nothing.
  read.cells.resize(block.ends.empty() ? 0 : block.ends.back());
  read.ends = block.ends;
  read.begins = block.begins;
  read.consumed = outcome.consumed;
  read.full = outcome.full;
  read.failed = outcome.failed;
  if (outcome.failed) {
    read.failure = outcome.failure.id;
    read.failed_record = outcome.failure.record;
  }
  return read;
}

// Text of random cells; `odd` of 1000 cells have quotes where they should not be.
std::string RandomText(std::mt19937& random, size_t records, uint32_t odd, const std::string& line_end) {
  const auto below = [&random](uint32_t limit) { return static_cast<uint32_t>(random() % limit); };
  std::string text;
  for (size_t record = 0; record < records; ++record) {
    const uint32_t cells = 1 + below(14);
    for (uint32_t cell = 0; cell < cells; ++cell) {
      if (cell > 0) text += ',';
      const uint32_t kind = below(1000);
      const std::string word(below(4) == 0 ? below(70) : below(12), static_cast<char>('a' + below(26)));
      if (kind < odd) {
        text += std::vector<std::string>{
            word + "\"" + word, "\"" + word + "\"x", "\"a\"\"b\"", "\"\"\"\"", "\"\"", "\r", "\r\r\n", "\n"}[below(8)];
      } else if (kind < 200) {
        text += '"' + word + (below(3) == 0 ? ",\r\n" : "") + word + '"';
      } else {
        text += word;
      }
    }
    text += line_end;
  }
  return text;
}

TEST(CellIndex, GivesWhatTheScannerForEveryInputGives) {
  std::mt19937 random(20260105);  // NOLINT(cert-msc51-cpp): the same texts in every run
  for (int round = 0; round < 3000; ++round) {
    const uint32_t odd = round % 3 == 0 ? 0 : (round % 3 == 1 ? 5 : 300);
    const std::string line_end = round % 2 == 0 ? "\n" : (round % 5 == 0 ? "\r" : "\r\n");
    std::string text = RandomText(random, 1 + random() % 60, odd, line_end);
    if (random() % 3 == 0) text.resize(random() % (text.size() + 1));
    std::string with_pipes = text;
    std::replace(with_pipes.begin(), with_pipes.end(), ',', '|');
    const bool at_end = random() % 2 == 0;
    const size_t records_max = random() % 2 == 0 ? 1024 : 1 + random() % 40;
    const Read fast = ReadWith({',', Encoding::kUtf8}, text, at_end, records_max, ',');
    const Read slow = ReadWith({'|', Encoding::kGb18030}, with_pipes, at_end, records_max, '|');
    ASSERT_EQ(fast, slow) << round << ": " << text;
  }
}

TEST(CellIndex, IsTheSameForAllInstructionSets) {
  std::mt19937 random(7);  // NOLINT(cert-msc51-cpp)
  const auto scalar = std::make_unique<CellIndex>();
  const auto simd = std::make_unique<CellIndex>();
  std::vector<IndexCells*> candidates = {IndexCellsSimd, FastestIndexCells()};
#if defined(__x86_64__)
  if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi")) candidates.push_back(IndexCellsAvx2);
#endif
  for (int round = 0; round < 500; ++round) {
    const std::string text =
        RandomText(random, 1 + random() % 200, round % 2 == 0 ? 0 : 3, round % 3 == 0 ? "\r\n" : "\n");
    for (IndexCells* index_cells : candidates) {
      const bool go_on = IndexCellsScalar(',', text.data(), 0, text.size(), 1024, *scalar);
      ASSERT_EQ(index_cells(',', text.data(), 0, text.size(), 1024, *simd), go_on);
      ASSERT_EQ(simd->lines, scalar->lines);
      if (scalar->lines == 0) continue;
      const auto cells = static_cast<int64_t>(scalar->line_ends[scalar->lines - 1]) + 2;
      ASSERT_TRUE(std::equal(scalar->ends.begin(), scalar->ends.begin() + cells, simd->ends.begin()));
      ASSERT_TRUE(
          std::equal(scalar->line_ends.begin(), scalar->line_ends.begin() + scalar->lines, simd->line_ends.begin()));
    }
  }
}

}  // namespace
}  // namespace loyalane::ingest
