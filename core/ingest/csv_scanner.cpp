#include "ingest/csv_scanner.h"

#include <bit>
#include <cstring>

namespace loyalane::ingest {
namespace {

// Bytes of the block that are the second or later byte of a double-byte character, and whether the last byte awaits its
// second.
uint64_t TrailMask(const char* at, size_t size, bool& awaits_trail) {
  uint64_t mask = 0;
  for (size_t i = 0; i < size; ++i) {
    if (awaits_trail) {
      mask |= uint64_t{1} << i;
      awaits_trail = false;
    } else {
      const auto byte = static_cast<unsigned char>(at[i]);
      awaits_trail = byte >= 0x81 && byte <= 0xFE;
    }
  }
  return mask;
}

// The scanner proper. Sink: OnCell(column, begin, size, escaped), OnRecord(cells, begin, end) -> whether to go on.
// It walks the structural bytes (delimiters, quotes, line ends) in order, 64 bytes at a time; plain text between them
// costs nothing.
template <typename Block, typename Sink>
ScanOutcome Scan(const Dialect& dialect, const char* bytes, size_t size, bool at_end, Sink& sink) {
  const char delimiter = dialect.delimiter;
  const bool lead_aware =
      delimiter == '|' && (dialect.encoding == Encoding::kGb18030 || dialect.encoding == Encoding::kBig5);
  ScanOutcome outcome;
  size_t cell_begin = 0;    // first byte of the open cell
  size_t record_begin = 0;  // first byte of the open record
  uint32_t column = 0;      // cells of the open record already closed
  uint64_t records = 0;
  size_t feed_to_skip = SIZE_MAX;  // the LF of a CRLF, already counted with its CR
  // A cell that began with a quote: kInside = before its closing quote; kAfter = behind it.
  enum class Quoted : uint8_t { kNo, kInside, kAfter } quoted = Quoted::kNo;
  size_t inner_end = 0;  // kAfter: the closing quote
  bool inner_quotes = false;
  size_t quote_to_skip = SIZE_MAX;  // second quote of a "" pair
  bool awaits_trail = false;

  const auto fail = [&](ErrorId id) {
    outcome.failed = true;
    outcome.failure = {id, records + 1, uint64_t{column} + 1};
    return outcome;
  };
  // Closes the open cell at `end`; false when it is too long or one too many.
  const auto close_cell = [&](size_t end) {
    const size_t length = end - cell_begin;
    if (length > kCellBytesMax || column >= kColumnsMax) return false;
    if (quoted == Quoted::kNo) {
      sink.OnCell(column, static_cast<uint32_t>(cell_begin), static_cast<uint32_t>(length), false);
    } else if (quoted == Quoted::kAfter && !inner_quotes && inner_end + 1 == end) {
      sink.OnCell(column, static_cast<uint32_t>(cell_begin + 1), static_cast<uint32_t>(inner_end - cell_begin - 1),
                  false);
    } else {
      sink.OnCell(column, static_cast<uint32_t>(cell_begin), static_cast<uint32_t>(length), true);
    }
    ++column;
    quoted = Quoted::kNo;
    inner_quotes = false;
    return true;
  };
  const auto cell_failure = [&] {
    return column >= kColumnsMax ? fail(ErrorId::kColumnsTooMany) : fail(ErrorId::kCellTooLong);
  };

  for (size_t base = 0; base < size; base += 64) {
    BlockMasks masks;
    if (size - base >= 64) {
      masks = Block::Read(bytes + base, delimiter);
      if (lead_aware) masks.delimiter &= ~TrailMask(bytes + base, 64, awaits_trail);
    } else {
      char last[64] = {};
      std::memcpy(last, bytes + base, size - base);
      masks = Block::Read(last, delimiter);
      if (lead_aware) masks.delimiter &= ~TrailMask(last, size - base, awaits_trail);
      const uint64_t valid = (uint64_t{1} << (size - base)) - 1;  // a NUL delimiter is not offered, but stay exact
      masks.delimiter &= valid;
    }
    uint64_t structural = masks.delimiter | masks.quote | masks.newline;
    if (masks.quote == 0 && quoted == Quoted::kNo && base + 64 - cell_begin < kCellBytesMax) {
      // No quote near: only delimiters, up to the first line end.
      uint64_t delimiters = masks.newline == 0 ? structural : structural & ((masks.newline & (0 - masks.newline)) - 1);
      if (column + 64 <= kColumnsMax) {
        structural ^= delimiters;
        while (delimiters != 0) {
          const size_t at = base + static_cast<size_t>(std::countr_zero(delimiters));
          delimiters &= delimiters - 1;
          sink.OnCell(column++, static_cast<uint32_t>(cell_begin), static_cast<uint32_t>(at - cell_begin), false);
          cell_begin = at + 1;
        }
      }
    }
    while (structural != 0) {
      const uint64_t bit = structural & (0 - structural);
      const size_t at = base + static_cast<size_t>(std::countr_zero(structural));
      structural ^= bit;
      if (quoted == Quoted::kInside) {
        if ((masks.quote & bit) == 0) {
          // Only a quote matters here: drop every other structural byte before the next one.
          const uint64_t quotes_left = masks.quote & structural;
          structural = quotes_left == 0 ? 0 : structural & ~((quotes_left & (0 - quotes_left)) - 1);
          continue;
        }
        if (at == quote_to_skip) continue;
        const bool doubled = at + 1 < size && bytes[at + 1] == '"';
        if (doubled) {
          inner_quotes = true;
          quote_to_skip = at + 1;
        } else {
          quoted = Quoted::kAfter;
          inner_end = at;
        }
        continue;
      }
      if ((masks.delimiter & bit) != 0) {
        if (!close_cell(at)) return cell_failure();
        cell_begin = at + 1;
      } else if ((masks.newline & bit) != 0) {
        if (at == feed_to_skip) continue;
        // A CR at the very end may have its LF in the next piece: wait for it, unless there is none.
        if (bytes[at] == '\r') {
          if (at + 1 == size && !at_end) return outcome;
          feed_to_skip = at + 1 < size && bytes[at + 1] == '\n' ? at + 1 : SIZE_MAX;
        }
        if (!close_cell(at)) return cell_failure();
        size_t next = at + 1;
        if (feed_to_skip == next) ++next;
        const bool go_on = sink.OnRecord(column, static_cast<uint32_t>(record_begin), static_cast<uint32_t>(next));
        ++records;
        outcome.consumed = next;
        cell_begin = record_begin = next;
        column = 0;
        if (!go_on) {
          outcome.full = true;
          return outcome;
        }
      } else if (at == cell_begin) {
        quoted = Quoted::kInside;
        quote_to_skip = SIZE_MAX;
      }
    }
  }
  if (!at_end || record_begin == size) return outcome;
  if (quoted == Quoted::kInside) return fail(ErrorId::kQuoteUnclosed);
  if (!close_cell(size)) return cell_failure();
  sink.OnRecord(column, static_cast<uint32_t>(record_begin), static_cast<uint32_t>(size));
  outcome.consumed = size;
  return outcome;
}

struct RecordSink {
  RecordBlock& block;
  size_t records_max;
  void OnCell(uint32_t, uint32_t begin, uint32_t size, bool escaped) {
    block.cells.push_back({begin, size & 0x7FFFFFFFU, escaped ? 1U : 0U});
  }
  bool OnRecord(uint32_t, uint32_t begin, uint32_t end) {
    block.ends.push_back(static_cast<uint32_t>(block.cells.size()));
    if (block.begins.empty()) block.begins.push_back(begin);
    block.begins.push_back(end);
    return block.ends.size() < records_max;
  }
};

struct SlotSink {
  SlotBlock& block;
  size_t records_max;
  const int32_t* slot_of_column;
  uint32_t columns;
  Cell* row;
  size_t records = 0;
  void OnCell(uint32_t column, uint32_t begin, uint32_t size, bool escaped) {
    if (column >= columns) return;
    const int32_t slot = slot_of_column[column];
    if (slot >= 0) row[slot] = {begin, size & 0x7FFFFFFFU, escaped ? 1U : 0U};
  }
  bool OnRecord(uint32_t cells, uint32_t begin, uint32_t end) {
    if (records == 0) block.begins[0] = begin;
    for (uint32_t column = cells; column < columns; ++column) {
      if (slot_of_column[column] >= 0) row[slot_of_column[column]] = {begin, 0, 0};
    }
    block.counts[records] = cells;
    block.begins[++records] = end;
    row += block.slots;
    return records < records_max;
  }
};

template <typename Block>
ScanOutcome ScanRecordsWith(const Dialect& dialect, const char* bytes, size_t size, bool at_end, size_t records_max,
                            RecordBlock& block) {
  block.bytes = bytes;
  block.cells.clear();
  block.ends.clear();
  block.begins.clear();
  RecordSink sink{block, records_max};
  return Scan<Block>(dialect, bytes, size, at_end, sink);
}

}  // namespace

void Unquote(std::string_view raw, std::string& out) {
  out.clear();
  size_t at = 1;
  for (; at < raw.size(); ++at) {
    if (raw[at] != '"') {
      out += raw[at];
    } else if (at + 1 < raw.size() && raw[at + 1] == '"') {
      out += '"';
      ++at;
    } else {
      ++at;
      break;
    }
  }
  out.append(raw.substr(at < raw.size() ? at : raw.size()));
}

ScanOutcome ScanRecords(const Dialect& dialect, const char* bytes, size_t size, bool at_end, size_t records_max,
                        RecordBlock& block) {
  return ScanRecordsWith<SimdBlock>(dialect, bytes, size, at_end, records_max, block);
}

ScanOutcome ScanRecordsScalar(const Dialect& dialect, const char* bytes, size_t size, bool at_end, size_t records_max,
                              RecordBlock& block) {
  return ScanRecordsWith<ScalarBlock>(dialect, bytes, size, at_end, records_max, block);
}

ScanOutcome ScanSlots(const Dialect& dialect, const char* bytes, size_t size, bool at_end, size_t records_max,
                      const std::vector<int32_t>& slot_of_column, uint32_t slots, SlotBlock& block) {
  block.bytes = bytes;
  block.slots = slots;
  block.cells.resize(records_max * slots);
  block.counts.resize(records_max);
  block.begins.resize(records_max + 1);
  SlotSink sink{block, records_max, slot_of_column.data(), static_cast<uint32_t>(slot_of_column.size()),
                block.cells.data()};
  const ScanOutcome outcome = Scan<SimdBlock>(dialect, bytes, size, at_end, sink);
  block.counts.resize(sink.records);
  block.begins.resize(sink.records + 1);
  return outcome;
}

}  // namespace loyalane::ingest
