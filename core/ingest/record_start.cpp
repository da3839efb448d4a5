#include "ingest/record_start.h"

namespace loyalane::ingest {
namespace {

constexpr size_t kRecordsAtOnce = 64;
// Behind the wanted record; a guess looks at all before it as well.
constexpr size_t kRecordsBehind = 4;

// A guess is not put off for longer rows.
constexpr size_t kLookBytesMax = 4 << 20;

// The bytes read as records from `first` on.
struct Reading {
  size_t first = 0;
  std::optional<size_t> wanted;
  size_t bytes = 0;      // of complete records of more than one cell
  size_t bytes_fit = 0;  // of those that have as many cells as the file's rows
};

Reading Read(const Dialect& dialect, std::string_view bytes, size_t first, size_t from, uint32_t columns, bool at_end) {
  Reading reading;
  reading.first = first;
  size_t at = first;
  if (at >= from) reading.wanted = at;
  RecordBlock block;
  size_t behind = 0;
  while (at < bytes.size() && behind < kRecordsBehind) {
    const ScanOutcome outcome =
        ScanRecords(dialect, bytes.data() + at, bytes.size() - at, at_end, kRecordsAtOnce, block);
    for (size_t record = 0; record < block.records() && behind < kRecordsBehind; ++record) {
      if (reading.wanted) ++behind;
      const size_t size = block.begins[record + 1] - block.begins[record];
      const uint32_t cells = block.ends[record] - block.first_cell(record);
      if (cells > 1 || columns == 1) reading.bytes += size;
      if (cells == columns) reading.bytes_fit += size;
      const size_t end = at + block.begins[record + 1];
      if (!reading.wanted && end >= from) reading.wanted = end;
    }
    if (outcome.failed || outcome.consumed == 0) break;
    at += outcome.consumed;
  }
  if (!reading.wanted && at_end) reading.wanted = bytes.size();
  return reading;
}

// Behind the first line end.
std::optional<size_t> BehindLine(std::string_view bytes, size_t at, bool at_end) {
  at = bytes.find_first_of("\r\n", at);
  if (at == std::string_view::npos) return at_end ? std::optional(bytes.size()) : std::nullopt;
  if (bytes[at] == '\r') {
    if (at + 1 == bytes.size() && !at_end) return std::nullopt;
    if (at + 1 < bytes.size() && bytes[at + 1] == '\n') ++at;
  }
  return at + 1;
}

// Behind the record whose quoted cell the bytes begin in.
std::optional<size_t> BehindQuoted(const Dialect& dialect, std::string_view bytes, bool at_end) {
  size_t quote = bytes.find('"');
  while (quote != std::string_view::npos && quote + 1 < bytes.size() && bytes[quote + 1] == '"')
    quote = bytes.find('"', quote + 2);
  if (quote == std::string_view::npos) return std::nullopt;
  // The cell goes on to the next delimiter; the others of its record follow, which may be quoted too.
  const size_t line = bytes.find_first_of("\r\n", quote);
  const size_t cell = bytes.find(dialect.delimiter, quote);
  if (line == std::string_view::npos || line < cell) return BehindLine(bytes, quote, at_end);
  RecordBlock block;
  const std::string_view rest = bytes.substr(cell + 1);
  const ScanOutcome outcome = ScanRecords(dialect, rest.data(), rest.size(), at_end, 1, block);
  if (outcome.failed || outcome.consumed == 0) return std::nullopt;
  return cell + 1 + outcome.consumed;
}

}  // namespace

std::optional<RecordStart> GuessRecordStart(const Dialect& dialect, std::string_view bytes, size_t from,
                                            uint32_t columns, bool at_end) {
  Reading best;
  if (const auto outside = BehindLine(bytes, 0, at_end)) best = Read(dialect, bytes, *outside, from, columns, at_end);
  if (best.bytes_fit < best.bytes || !best.wanted) {
    if (const auto inside = BehindQuoted(dialect, bytes, at_end)) {
      const Reading other = Read(dialect, bytes, *inside, from, columns, at_end);
      if (other.wanted && (!best.wanted || other.bytes_fit > best.bytes_fit)) best = other;
    }
  }
  const bool has_seen_any = best.bytes > 0 || at_end || bytes.size() >= kLookBytesMax;
  if (!best.wanted || !has_seen_any) return std::nullopt;
  return RecordStart{best.first, *best.wanted};
}

std::optional<RecordStart> FindRecordStart(const Dialect& dialect, std::string_view bytes, size_t from, bool at_end) {
  const Reading reading = Read(dialect, bytes, 0, from, 0, at_end);
  if (!reading.wanted) return std::nullopt;
  return RecordStart{0, *reading.wanted};
}

}  // namespace loyalane::ingest
