// The scanner against a second reader that is as plain as can be: one character at a time, straight from the grammar in
// ingest/csv_scanner.h.
#include <gtest/gtest.h>

#include <algorithm>
#include <memory>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "ingest/csv_scanner.h"
#include "ingest/piecewise.h"

namespace loyalane::ingest {
namespace {

using Records = std::vector<std::vector<std::string>>;

struct Plain {
  Records records;
  bool quote_left_open = false;
};

Plain ReadPlainly(std::string_view text, char delimiter) {
  Plain read;
  std::vector<std::string> record;
  std::string cell;
  enum { kBegin, kPlain, kQuoted, kAfterQuote } state = kBegin;
  bool record_open = false;
  const auto end_cell = [&] {
    record.push_back(cell);
    cell.clear();
    state = kBegin;
  };
  for (size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    record_open = true;
    if (state == kQuoted) {
      if (c != '"') {
        cell += c;
      } else if (at + 1 < text.size() && text[at + 1] == '"') {
        cell += '"';
        ++at;
      } else {
        state = kAfterQuote;
      }
    } else if (c == delimiter) {
      end_cell();
    } else if (c == '\n' || c == '\r') {
      if (c == '\r' && at + 1 < text.size() && text[at + 1] == '\n') ++at;
      end_cell();
      read.records.push_back(record);
      record.clear();
      record_open = false;
    } else if (c == '"' && state == kBegin) {
      state = kQuoted;
    } else {
      cell += c;
      if (state == kBegin) state = kPlain;
    }
  }
  read.quote_left_open = state == kQuoted;
  if (record_open && !read.quote_left_open) {
    end_cell();
    read.records.push_back(record);
  }
  return read;
}

enum class Way { kRecords, kScalar, kSlots };

struct Scanned {
  Records records;
  bool failed = false;
};

// Through pieces, each in memory of its own, so that a sanitizer sees a read beside it.
Scanned ReadByScanner(std::string_view text, size_t piece_bytes, char delimiter, Way way, size_t records_max) {
  Scanned read;
  Dialect dialect;
  dialect.delimiter = delimiter;
  RecordBlock block;
  SlotBlock slots;
  std::string cell;
  // Slots in another order than columns, some columns not wanted: 0, 2, 3, 5.
  const std::vector<int32_t> slot_of_column = {2, -1, 0, 3, -1, 1};
  const auto text_of = [&cell](std::string_view raw, bool escaped) {
    if (!escaped) return std::string(raw);
    Unquote(raw, cell);
    return cell;
  };
  const auto scan = [&](const char* at, size_t size, bool at_end) {
    ScanOutcome outcome;
    if (way == Way::kSlots) {
      outcome = ScanSlots(dialect, at, size, at_end, records_max, slot_of_column, 4, slots);
      for (size_t r = 0; r < slots.records(); ++r) {
        std::vector<std::string> record = {std::to_string(slots.counts[r])};
        for (size_t s = 0; s < 4; ++s) {
          const Cell& raw = slots.cells[r * 4 + s];
          record.push_back(text_of(slots.Raw(raw), raw.escaped != 0));
        }
        read.records.push_back(record);
      }
      return outcome;
    }
    outcome = way == Way::kScalar ? ScanRecordsScalar(dialect, at, size, at_end, records_max, block)
                                  : ScanRecords(dialect, at, size, at_end, records_max, block);
    for (size_t r = 0; r < block.records(); ++r) {
      std::vector<std::string> record;
      for (uint32_t c = block.first_cell(r); c < block.ends[r]; ++c) {
        record.push_back(text_of(block.Raw(block.cells[c]), block.cells[c].escaped != 0));
      }
      read.records.push_back(record);
    }
    return outcome;
  };
  PieceReader reader;
  for (size_t at = 0; at < text.size() && !read.failed; at += std::min(piece_bytes, text.size())) {
    const std::string_view piece = text.substr(at, piece_bytes);
    const auto alone = std::make_unique<char[]>(piece.size());
    std::copy(piece.begin(), piece.end(), alone.get());
    read.failed = reader.Feed({alone.get(), piece.size()}, scan).failed;
  }
  if (!read.failed) read.failed = reader.Finish(scan).failed;
  return read;
}

Records Slotted(const Records& records) {
  Records slotted;
  for (const std::vector<std::string>& record : records) {
    const auto cell = [&record](size_t column) { return column < record.size() ? record[column] : std::string(); };
    slotted.push_back({std::to_string(record.size()), cell(2), cell(5), cell(0), cell(3)});
  }
  return slotted;
}

// Files as exports write them, with some of what they should not hold.
std::string RandomFile(std::mt19937_64& random, char delimiter, int odd_per_thousand) {
  std::string file;
  const size_t records = random() % 120;
  const size_t columns = 1 + random() % 9;
  constexpr std::string_view kEnds[] = {"\n", "\r\n", "\r"};
  const size_t usual_end = random() % 3;
  for (size_t r = 0; r < records; ++r) {
    const size_t count = random() % 50 == 0 ? random() % 12 : columns;
    for (size_t c = 0; c < count; ++c) {
      if (c > 0) file += delimiter;
      const size_t size = random() % 60 == 0 ? random() % 300 : random() % 12;
      std::string text;
      for (size_t i = 0; i < size; ++i) text += static_cast<char>('a' + random() % 26);
      const auto odd = static_cast<int>(random() % 1000);
      if (odd < odd_per_thousand) {
        const std::string odd_texts[] = {"\"" + text + "\"x",
                                         "\"" + text + "\"\"" + text + "\"",
                                         text + "\"",
                                         "\"\"\"\"",
                                         "\"" + text + "\"\"\"",
                                         "x\"" + text + "\"",
                                         "\"" + text + "\" "};
        text = odd_texts[random() % std::size(odd_texts)];
      } else if (random() % 6 == 0) {
        const std::string_view inside[] = {"", ",", "\n", "\r\n", "\r", ";", "\t", "\n\n"};
        text = "\"" + text + std::string(inside[random() % std::size(inside)]) + text + "\"";
      }
      file += text;
    }
    if (r + 1 < records || random() % 2 == 0) file += kEnds[random() % 40 == 0 ? random() % 3 : usual_end];
  }
  return file;
}

TEST(CsvScannerLaw, ReadsWhatThePlainReaderReads) {
  std::mt19937_64 random(71);
  int files = 0;
  for (int round = 0; round < 250; ++round) {
    const char delimiter = ",;\t|"[random() % 4];
    const int odd = std::vector<int>{0, 0, 2, 20, 300}[random() % 5];
    const std::string file = RandomFile(random, delimiter, odd);
    const Plain plain = ReadPlainly(file, delimiter);
    if (plain.quote_left_open) {
      EXPECT_TRUE(ReadByScanner(file, file.size(), delimiter, Way::kRecords, 1024).failed);
      continue;
    }
    ++files;
    const auto any_size = [&random](uint64_t most) { return static_cast<size_t>(1 + random() % most); };
    const size_t pieces[] = {1, any_size(64), any_size(400), 64, file.size()};
    for (const size_t piece : pieces) {
      if (piece == 0) continue;
      const size_t records_max = random() % 3 == 0 ? 1 + random() % 5 : 1024;
      for (const Way way : {Way::kRecords, Way::kScalar, Way::kSlots}) {
        const Scanned scanned = ReadByScanner(file, piece, delimiter, way, records_max);
        ASSERT_FALSE(scanned.failed);
        ASSERT_EQ(scanned.records, way == Way::kSlots ? Slotted(plain.records) : plain.records)
            << "way " << static_cast<int>(way) << ", pieces of " << piece << ", blocks of " << records_max << ": "
            << ::testing::PrintToString(file);
      }
    }
  }
  EXPECT_GT(files, 170);
}

// Every position of one unusual thing against the 64-byte blocks.
TEST(CsvScannerLaw, EveryAlignment) {
  for (const std::string_view thing : {"\"a,b\"", "\"a\nb\"", "\"a\"\"b\"", "\"\"", "\"a\"b", "a\"b", "\r\n", "\r",
                                       "\n", ",,,", "\"\r\n\"", "\r\n\r\n", "\n\r", "\"", "\",\""}) {
    for (size_t before = 0; before < 140; ++before) {
      for (const size_t behind : {0u, 1u, 62u, 63u, 64u, 65u, 200u}) {
        std::string file(before, 'x');
        if (before % 3 == 1) file += ',';
        file += thing;
        if (behind % 2 == 1) file += ',';
        for (size_t i = 0; i < behind; ++i) file += i % 9 == 8 ? "\n" : "y";
        const Plain plain = ReadPlainly(file, ',');
        const Scanned scanned = ReadByScanner(file, file.size(), ',', Way::kRecords, 1024);
        ASSERT_EQ(scanned.failed, plain.quote_left_open) << ::testing::PrintToString(file);
        if (!scanned.failed) {
          ASSERT_EQ(scanned.records, plain.records) << ::testing::PrintToString(file);
        }
      }
    }
  }
}

// A file longer than what is indexed at a time, of regular rows with an irregular one now and then.
TEST(CsvScannerLaw, LongFiles) {
  std::mt19937_64 random(73);
  for (const int odd_every : {0, 1, 3, 50, 1000}) {
    std::string file;
    for (int r = 1; file.size() < 300'000; ++r) {
      file += std::to_string(r) + ",\"客户," + std::to_string(random() % 1000) + "\"," +
              std::string(random() % 70, 'z') + ",12.50";
      if (odd_every != 0 && r % odd_every == 0) file += ",\"say \"\"hi\"\"\"";
      if (r % 997 == 0) file += "," + std::string(20'000, 'w');
      file += r % 500 == 0 ? "\r\n" : "\n";
    }
    const Plain plain = ReadPlainly(file, ',');
    for (const size_t piece : {size_t{4096}, size_t{65536}, file.size()}) {
      for (const Way way : {Way::kRecords, Way::kScalar}) {
        ASSERT_TRUE(ReadByScanner(file, piece, ',', way, 1024).records == plain.records)
            << odd_every << ", pieces of " << piece;
      }
      ASSERT_TRUE(ReadByScanner(file, piece, ',', Way::kSlots, 1024).records == Slotted(plain.records)) << odd_every;
    }
  }
}

}  // namespace
}  // namespace loyalane::ingest
