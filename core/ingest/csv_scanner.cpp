#include "ingest/csv_scanner.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>

#include "ingest/cell_index.h"

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

// Whether the delimiter also occurs as the second byte of a character.
bool IsLeadAware(const Dialect& dialect) {
  return dialect.delimiter == '|' && (dialect.encoding == Encoding::kGb18030 || dialect.encoding == Encoding::kBig5);
}

// The scanner for every input. Sink: OnCell(column, begin, size, escaped), OnRecord(cells, begin, end) -> whether to go
// on. It walks the structural bytes (delimiters, quotes, line ends) in order, 64 bytes at a time; plain text between
// them costs nothing. It begins at bytes[from], the start of a record; all positions count from bytes[0].
template <typename Block, typename Sink>
ScanOutcome ScanAny(const Dialect& dialect, const char* bytes, size_t from, size_t size, bool at_end, Sink& sink) {
  const char delimiter = dialect.delimiter;
  const bool lead_aware = IsLeadAware(dialect);
  ScanOutcome outcome;
  outcome.consumed = from;
  size_t cell_begin = from;    // first byte of the open cell
  size_t record_begin = from;  // first byte of the open record
  uint32_t column = 0;         // cells of the open record already closed
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

  for (size_t base = from; base < size; base += 64) {
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
        if (next - record_begin > kRowBytesMax) {
          outcome.failed = true;
          outcome.failure = {ErrorId::kRowTooLong, records + 1, 0};
          return outcome;
        }
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
  // A cell that is too long already will not get shorter: the same answer for a file in pieces and whole.
  if (!at_end && size - cell_begin > kCellBytesMax) return fail(ErrorId::kCellTooLong);
  if (!at_end || record_begin == size) return outcome;
  if (quoted == Quoted::kInside) return fail(ErrorId::kQuoteUnclosed);
  if (!close_cell(size)) return cell_failure();
  sink.OnRecord(column, static_cast<uint32_t>(record_begin), static_cast<uint32_t>(size));
  outcome.consumed = size;
  return outcome;
}

// Hands the records of an index on to sink.OnRow(ends, cells, begin, end) until one is not regular, the bytes come to
// their end, or the sink is full; returns where the next record begins.
template <typename Sink>
size_t ScanRegular(IndexCells* index_cells, char delimiter, const char* bytes, size_t from, size_t size, Sink& to) {
  CellIndex index;
  Sink sink = to;  // a copy whose members can stay in registers
  size_t record_begin = from;
  while (sink.room() > 0) {
    const bool go_on = index_cells(delimiter, bytes, record_begin, size, sink.room(), index);
    if (index.lines == 0) break;
    uint32_t* ends = index.ends.data() + 1;
    uint32_t first = 0;
    for (uint32_t line = 0; line < index.lines && sink.room() > 0; ++line) {
      if constexpr (requires { sink.PickRows(index, line, record_begin, first); }) {
        line += sink.PickRows(index, line, record_begin, first);
        if (line == index.lines || sink.room() == 0) break;
        ends[static_cast<int64_t>(first) - 1] = static_cast<uint32_t>(record_begin - 1);
      }
      const uint32_t last = index.line_ends[line];
      size_t next = size_t{ends[last]} + 1;
      if (bytes[next - 1] == '\r' && bytes[next] == '\n') ++next;
      sink.OnRow(ends + first, last + 1 - first, static_cast<uint32_t>(record_begin), static_cast<uint32_t>(next));
      record_begin = next;
      first = last + 1;
      ends[last] = static_cast<uint32_t>(next - 1);  // the byte before the next record's first cell
    }
    if (!go_on) break;
  }
  to = sink;
  return record_begin;
}

// Both scanners in turn: after a record that is not regular the slow one keeps going for twice as long as the last
// time, until the fast one has come far again, so that a file full of such records is not looked at twice.
template <typename Block, typename Sink>
ScanOutcome Scan(IndexCells* index_cells, const Dialect& dialect, const char* bytes, size_t size, bool at_end,
                 Sink& sink) {
  constexpr size_t kAnyRecordsMax = 256;
  struct SomeRecords {
    Sink& sink;
    size_t left;
    void OnCell(uint32_t column, uint32_t begin, uint32_t length, bool escaped) {
      sink.OnCell(column, begin, length, escaped);
    }
    bool OnRecord(uint32_t cells, uint32_t begin, uint32_t end) {
      sink.OnRecord(cells, begin, end);
      return --left > 0;
    }
  };
  ScanOutcome outcome;
  const bool lead_aware = IsLeadAware(dialect);
  size_t any_records = lead_aware ? sink.room() : 1;
  while (true) {
    const size_t records_before = sink.records();
    if (!lead_aware)
      outcome.consumed = ScanRegular(index_cells, dialect.delimiter, bytes, outcome.consumed, size, sink);
    if (sink.room() == 0) {
      outcome.full = true;
      return outcome;
    }
    const size_t records = sink.records();
    if (!lead_aware)
      any_records = records - records_before < any_records ? std::min(any_records * 2, kAnyRecordsMax) : 1;
    SomeRecords some{sink, std::min(any_records, sink.room())};
    outcome = ScanAny<Block>(dialect, bytes, outcome.consumed, size, at_end, some);
    outcome.failure.record += records;
    if (!outcome.full) return outcome;
    outcome.full = false;
  }
}

Cell MakeCell(uint32_t begin, uint32_t size, bool escaped) { return {begin, size & 0x7FFFFFFFU, escaped ? 1U : 0U}; }

// A cell of a regular record, `end` pointing to its end and, before that, to the end of the cell on its left: its
// quotes, if it has any, are its first and last byte.
Cell RegularCell(const char* bytes, const uint32_t* end) {
  const uint32_t begin = end[-1] + 1;
  const uint32_t quote = bytes[begin] == '"' ? 1 : 0;
  const uint32_t size = *end - begin - 2 * quote;
  __builtin_assume(size <= CellIndex::kBytesMax);  // spares the masking of the bit field
  return {begin + quote, size, 0};
}

struct RecordSink {
  RecordBlock* block;
  size_t records_max;
  [[nodiscard]] size_t records() const { return block->ends.size(); }
  [[nodiscard]] size_t room() const { return records_max - block->ends.size(); }
  void OnCell(uint32_t, uint32_t begin, uint32_t size, bool escaped) {
    block->cells.push_back(MakeCell(begin, size, escaped));
  }
  void OnRecord(uint32_t, uint32_t begin, uint32_t end) {
    block->ends.push_back(static_cast<uint32_t>(block->cells.size()));
    if (block->begins.empty()) block->begins.push_back(begin);
    block->begins.push_back(end);
  }
  void OnRow(const uint32_t* ends, uint32_t cells, uint32_t begin, uint32_t end) {
    for (uint32_t cell = 0; cell < cells; ++cell) block->cells.push_back(RegularCell(block->bytes, ends + cell));
    OnRecord(cells, begin, end);
  }
};

struct SlotSink {
  const char* bytes;
  const int32_t* slot_of_column;
  const SlotBlock::Wanted* wanted;
  uint32_t columns;       // of slot_of_column
  uint32_t wanted_count;  // of wanted
  uint32_t cells_wanted;  // a record with this many cells has all wanted columns
  uint32_t slots;
  size_t records_max;
  Cell* row;
  uint32_t* counts;
  uint32_t* begins;
  ingest::PickRows* pick_rows;  // null: one cell after the other
  const WantedColumns* picked;
  size_t count = 0;
  [[nodiscard]] size_t records() const { return count; }
  [[nodiscard]] size_t room() const { return records_max - count; }
  // Takes in the rows that it can, and says how many.
  uint32_t PickRows(const CellIndex& index, uint32_t line, size_t& begin, uint32_t& first) {
    if (pick_rows == nullptr) return 0;
    if (count == 0) begins[0] = static_cast<uint32_t>(begin);
    static_assert(sizeof(Cell) == sizeof(uint64_t));
    const size_t rows = pick_rows(*picked, bytes, index, line, room(), begin, first,
                                  {reinterpret_cast<uint64_t*>(row), counts + count, begins + count + 1});
    count += rows;
    row += rows * slots;
    return static_cast<uint32_t>(rows);
  }
  void OnCell(uint32_t column, uint32_t begin, uint32_t size, bool escaped) {
    if (column >= columns) return;
    const int32_t slot = slot_of_column[column];
    if (slot >= 0) row[slot] = MakeCell(begin, size, escaped);
  }
  void OnRecord(uint32_t cells, uint32_t begin, uint32_t end) {
    for (uint32_t column = cells; column < columns; ++column) {
      if (slot_of_column[column] >= 0) row[slot_of_column[column]] = {begin, 0, 0};
    }
    Next(cells, begin, end);
  }
  void OnRow(const uint32_t* ends, uint32_t cells, uint32_t begin, uint32_t end) {
    if (cells >= cells_wanted) {
      for (uint32_t i = 0; i < wanted_count; ++i) row[wanted[i].slot] = RegularCell(bytes, ends + wanted[i].column);
      return Next(cells, begin, end);
    }
    for (uint32_t cell = 0; cell < cells; ++cell) {
      if (slot_of_column[cell] >= 0) row[slot_of_column[cell]] = RegularCell(bytes, ends + cell);
    }
    OnRecord(cells, begin, end);
  }

 private:
  void Next(uint32_t cells, uint32_t begin, uint32_t end) {
    if (count == 0) begins[0] = begin;
    counts[count] = cells;
    begins[++count] = end;
    row += slots;
  }
};

template <typename Block>
ScanOutcome ScanRecordsWith(IndexCells* index_cells, const Dialect& dialect, const char* bytes, size_t size,
                            bool at_end, size_t records_max, RecordBlock& block) {
  block.bytes = bytes;
  block.cells.clear();
  block.ends.clear();
  block.begins.clear();
  RecordSink sink{&block, records_max};
  return Scan<Block>(index_cells, dialect, bytes, size, at_end, sink);
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
  return ScanRecordsWith<SimdBlock>(FastestIndexCells(), dialect, bytes, size, at_end, records_max, block);
}

ScanOutcome ScanRecordsScalar(const Dialect& dialect, const char* bytes, size_t size, bool at_end, size_t records_max,
                              RecordBlock& block) {
  return ScanRecordsWith<ScalarBlock>(IndexCellsScalar, dialect, bytes, size, at_end, records_max, block);
}

ScanOutcome ScanSlots(const Dialect& dialect, const char* bytes, size_t size, bool at_end, size_t records_max,
                      const std::vector<int32_t>& slot_of_column, uint32_t slots, SlotBlock& block) {
  block.bytes = bytes;
  block.slots = slots;
  block.cells.resize(records_max * slots);
  block.counts.resize(records_max);
  block.begins.resize(records_max + 1);
  block.wanted.clear();
  const auto columns = static_cast<uint32_t>(slot_of_column.size());
  for (uint32_t column = 0; column < columns; ++column) {
    if (slot_of_column[column] >= 0) block.wanted.push_back({column, static_cast<uint32_t>(slot_of_column[column])});
  }
  const uint32_t cells_wanted = block.wanted.empty() ? 0 : block.wanted.back().column + 1;
  WantedColumns picked;
  const bool can_pick = slots > 0 && slots <= WantedColumns::kSlotsMax && block.wanted.size() == slots &&
                        cells_wanted <= WantedColumns::kColumnsMax;
  if (can_pick) {
    picked.slots = slots;
    picked.cells = cells_wanted;
    for (const SlotBlock::Wanted& one : block.wanted) picked.column_of_slot[one.slot] = one.column;
  }
  SlotSink sink{bytes,
                slot_of_column.data(),
                block.wanted.data(),
                columns,
                static_cast<uint32_t>(block.wanted.size()),
                cells_wanted,
                slots,
                records_max,
                block.cells.data(),
                block.counts.data(),
                block.begins.data(),
                can_pick ? FastestPickRows() : nullptr,
                &picked};
  const ScanOutcome outcome = Scan<SimdBlock>(FastestIndexCells(), dialect, bytes, size, at_end, sink);
  block.counts.resize(sink.records());
  block.begins.resize(sink.records() + 1);
  return outcome;
}

}  // namespace loyalane::ingest
