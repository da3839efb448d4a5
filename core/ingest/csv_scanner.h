// CsvScanner: bytes of a delimited file -> records and cells, on the raw bytes, before any decoding (design: "Scan the
// bytes as they are").
//
// Grammar (RFC 4180 as Python's csv module reads it): cells are separated by the delimiter, records by LF, CR or CRLF;
// a cell that begins with a quote runs to its closing quote, "" inside it stands for a quote, and text after the
// closing quote is kept; a quote anywhere else is a plain character. A blank line is a record of one empty cell.
//
// Two scanners take turns: cell_index.h for the usual records, and one here for every record.
//
// Usage: Scan() takes bytes that begin at the start of a record and calls the sink for each complete record; it returns
// how many bytes those took. The caller keeps the rest and presents it again with more bytes behind it
// (ingest::ChunkedRecords does).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "ingest/byte_masks.h"
#include "ingest/encoding.h"

namespace loyalane::ingest {

inline constexpr uint32_t kColumnsMax = 16384;
inline constexpr uint32_t kCellBytesMax = 1024 * 1024;
inline constexpr uint32_t kRowBytesMax = 16 * 1024 * 1024;

// One cell as a range of the scanned bytes. A cell that was quoted without inner quotes is the text between its quotes;
// any other quoted cell keeps its quotes and has `escaped` set: Unquote() gives its text.
struct Cell {
  uint32_t begin;
  uint32_t size : 31;
  uint32_t escaped : 1;
};

// The text of an escaped cell: opening quote removed, "" -> ", closing quote removed, what follows it kept.
void Unquote(std::string_view raw, std::string& out);

// All cells of up to `records_max` records.
struct RecordBlock {
  const char* bytes = nullptr;
  std::vector<Cell> cells;
  std::vector<uint32_t> ends;    // cells up to and including record i
  std::vector<uint32_t> begins;  // first byte of record i; one more entry: the end of the last
  [[nodiscard]] size_t records() const { return ends.size(); }
  [[nodiscard]] uint32_t first_cell(size_t record) const { return record == 0 ? 0 : ends[record - 1]; }
  [[nodiscard]] std::string_view Raw(const Cell& cell) const { return {bytes + cell.begin, cell.size}; }
};

// Some columns of up to `records_max` records: cells[record * slots + slot]; a record that lacks the column has an
// empty cell there.
struct SlotBlock {
  const char* bytes = nullptr;
  uint32_t slots = 0;
  std::vector<Cell> cells;
  std::vector<uint32_t> counts;  // number of cells of record i in the file
  std::vector<uint32_t> begins;  // as in RecordBlock
  struct Wanted {
    uint32_t column;
    uint32_t slot;
  };
  std::vector<Wanted> wanted;  // the wanted columns, ascending; kept here so that scanning need not allocate
  [[nodiscard]] size_t records() const { return counts.size(); }
  [[nodiscard]] std::string_view Raw(const Cell& cell) const { return {bytes + cell.begin, cell.size}; }
};

struct Dialect {
  char delimiter = ',';
  // In GB18030 and Big5 the byte of '|' also occurs as the second half of a character; the scanner then looks at lead
  // bytes.
  Encoding encoding = Encoding::kUtf8;
};

// Why scanning stopped before the end; the record and column (1-based, counted from the start of the call) say where.
struct ScanFailure {
  ErrorId id;
  uint64_t record;
  uint64_t column;
};

struct ScanOutcome {
  size_t consumed = 0;  // bytes of complete records
  bool full = false;    // stopped because the block holds records_max records
  bool failed = false;
  ScanFailure failure{};
};

// Scans complete records out of bytes[0, size) into the block (cleared first). at_end: no bytes will follow, so the
// last record need not end with a line end. Errors (in the outcome): INGEST-103 quote never closed (only with at_end),
// INGEST-106 too many columns, INGEST-107 cell too long, INGEST-108 row too long.
[[nodiscard]] ScanOutcome ScanRecords(const Dialect& dialect, const char* bytes, size_t size, bool at_end,
                                      size_t records_max, RecordBlock& block);
// slot_of_column[c] is the slot of column c, or a negative number for a column that is not wanted; columns beyond are
// not wanted.
[[nodiscard]] ScanOutcome ScanSlots(const Dialect& dialect, const char* bytes, size_t size, bool at_end,
                                    size_t records_max, const std::vector<int32_t>& slot_of_column, uint32_t slots,
                                    SlotBlock& block);
// The same with the scalar twin of the SIMD code: what tests compare with.
[[nodiscard]] ScanOutcome ScanRecordsScalar(const Dialect& dialect, const char* bytes, size_t size, bool at_end,
                                            size_t records_max, RecordBlock& block);

}  // namespace loyalane::ingest
