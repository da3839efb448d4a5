// CellIndex: where the cells of the usual records end, found 64 bytes at a time and without a branch on what the bytes
// are: the fast half of the scanner (csv_scanner.cpp has the one for every input).
//
// Usual ("regular") are records whose quoted cells are quoted from end to end and hold no quotes. Line breaks and
// delimiters inside quotes are fine.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace loyalane::ingest {

struct CellIndex {
  // Bytes that one index covers at most; each may end a cell and a record. Longer records are left to the other
  // scanner, which knows the limits.
  static constexpr size_t kBytesMax = 16 * 1024;

  uint32_t lines = 0;                              // complete records
  std::array<uint32_t, kBytesMax + 64> ends;       // ends[0]: the byte before the first record; then one a cell
  std::array<uint32_t, kBytesMax + 64> line_ends;  // the last cell of record i, counted from 0
};

// Fills the index with the cells from bytes[from], the start of a record, until it is full or holds `lines_max` records
// (or some more). False when what follows the complete records is not for this scanner: not regular, too long, or
// within the last 64 bytes. `delimiter` must not be a byte of a longer character.
using IndexCells = bool(char delimiter, const char* bytes, size_t from, size_t size, size_t lines_max,
                        CellIndex& index);

IndexCells IndexCellsScalar;  // what tests compare with
IndexCells IndexCellsSimd;    // SSE2 or WebAssembly SIMD
IndexCells IndexCellsAvx2;    // this and the next only where FastestIndexCells gives them
IndexCells IndexCellsAvx512;

// The fastest of them that this processor can run. All give the same index.
[[nodiscard]] IndexCells* FastestIndexCells();

// The cells of some columns, picked out of the rows of an index.
struct WantedColumns {
  static constexpr uint32_t kSlotsMax = 8;
  static constexpr uint32_t kColumnsMax = 16;
  uint32_t slots = 0;
  uint32_t cells = 0;                                // a row with this many has all of them
  std::array<uint32_t, kSlotsMax> column_of_slot{};  // below kColumnsMax
};

// Where the rows go: their cells (struct Cell of csv_scanner.h, as one word), how many cells they have, where they end.
struct PickedRows {
  uint64_t* cells;
  uint32_t* counts;
  uint32_t* ends;
};

// Picks from row `line` of the index on until `rows_max` rows are picked, one has too few cells, or the index is at its
// end; returns how many. `begin`: the row's first byte; `first`: its first cell. Both move on.
using PickRows = size_t(const WantedColumns& wanted, const char* bytes, const CellIndex& index, uint32_t line,
                        size_t rows_max, size_t& begin, uint32_t& first, const PickedRows& to);
PickRows PickRowsAvx512;  // only where FastestPickRows gives it

// Null where the processor has nothing that would be faster than one cell after the other.
[[nodiscard]] PickRows* FastestPickRows();

}  // namespace loyalane::ingest
