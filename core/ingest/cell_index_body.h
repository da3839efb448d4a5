// The one body of all IndexCells; each file that includes it compiles it for its own instructions.
#pragma once

#include <algorithm>
#include <bit>

#include "ingest/byte_masks.h"
#include "ingest/cell_index.h"

namespace loyalane::ingest::cell_index_internal {

// Writes the positions of the set bits, plus `base`; always eight of them at least, however many count. A block whose
// instructions can do that at once has a function of its own.
template <typename Block>
[[gnu::always_inline]] inline void WritePositions(uint64_t bits, uint32_t count, uint32_t base, uint32_t* out) {
  if constexpr (requires { Block::WritePositions(bits, count, base, out); }) {
    Block::WritePositions(bits, count, base, out);
  } else {
    for (uint32_t i = 0; i < 8; ++i) {
      out[i] = base + Block::LowestBit(bits);
      bits &= bits - 1;
    }
    for (uint32_t i = 8; i < count; ++i) {
      out[i] = base + Block::LowestBit(bits);
      bits &= bits - 1;
    }
  }
}

// Bit i = parity of the bits 0..i.
template <typename Block>
[[gnu::always_inline]] inline uint64_t PrefixXor(uint64_t bits) {
  if constexpr (requires { Block::PrefixXor(bits); }) return Block::PrefixXor(bits);
  bits ^= bits << 1;
  bits ^= bits << 2;
  bits ^= bits << 4;
  bits ^= bits << 8;
  bits ^= bits << 16;
  bits ^= bits << 32;
  return bits;
}

inline constexpr size_t kBytesAhead = 2048;

template <typename Block>
inline constexpr bool kHasManyInstructions = !requires {
  Block::PrefixXor(0);
};

template <typename Block>
[[gnu::always_inline]] inline bool Index(char delimiter, const char* bytes, size_t from, size_t size, size_t lines_max,
                                         CellIndex& index) {
  uint32_t* ends = index.ends.data() + 1;
  index.ends[0] = static_cast<uint32_t>(from - 1);
  uint32_t count = 0;
  uint32_t lines = 0;
  // What the block before says about this one's first byte:
  uint64_t inside = 0;         // all bits: it is quoted
  uint64_t may_open = 1;       // a quote there opens a cell
  uint64_t must_end = 0;       // it follows a closing quote
  uint64_t after_newline = 0;  // it follows CR or LF
  bool go_on = false;
  // Every line end is followed by a byte, so that CR LF can be told from CR.
  const size_t end = std::min(size, from + CellIndex::kBytesMax);
  for (size_t base = from;; base += 64) {
    if (base + 64 >= end || lines >= lines_max) {
      go_on = lines > 0 && base + 64 < size;
      break;
    }
    const char* block = bytes + base;
#if !defined(__wasm__)
    // Processors look ahead on their own, but not across pages. (Asking for what is behind the bytes does no harm.)
    __builtin_prefetch(block + kBytesAhead);
#endif
    const BlockMasks masks = Block::Read(block, delimiter);
    uint64_t newline = masks.newline;
    uint64_t delimiters = masks.delimiter;
    uint64_t bounds = delimiters | newline;
    uint64_t quoted = 0;
    uint64_t closes = 0;
    // Where a block takes many instructions, those for quotes are worth a branch.
    if (cell_index_internal::kHasManyInstructions<Block> ? (masks.quote | inside | must_end) != 0 : true) {
      quoted = PrefixXor<Block>(masks.quote) ^ inside;  // from an opening quote to the byte before the closing one
      newline &= ~quoted;
      delimiters &= ~quoted;
      bounds = delimiters | newline;
      const uint64_t opens = masks.quote & quoted;
      closes = masks.quote & ~quoted;
      if (((opens & ~(bounds << 1 | may_open)) | ((closes << 1 | must_end) & ~bounds)) != 0) break;
    }
    uint64_t line_ends = newline;
    if ((newline & (newline << 1 | after_newline)) != 0) {
      // LF behind CR ends nothing.
      const uint64_t returns = Block::Find(block, '\r');
      const uint64_t after_return = after_newline != 0 && block[-1] == '\r' ? 1 : 0;
      line_ends &= returns | ~(returns << 1 | after_return);
    }
    inside = 0 - (quoted >> 63);
    may_open = bounds >> 63;
    must_end = closes >> 63;
    after_newline = newline >> 63;
    const uint64_t cell_ends = delimiters | line_ends;
    // Almost always there are one or none: both without a branch.
    const uint64_t before = (line_ends ^ (line_ends - 1)) >> 1;
    index.line_ends[lines] = count + static_cast<uint32_t>(std::popcount(cell_ends & before));
    lines += line_ends != 0 ? 1 : 0;
    for (uint64_t more = line_ends & (line_ends - 1); more != 0; more &= more - 1) {
      index.line_ends[lines++] = count + static_cast<uint32_t>(std::popcount(cell_ends & ((more ^ (more - 1)) >> 1)));
    }
    const auto found = static_cast<uint32_t>(std::popcount(cell_ends));
    WritePositions<Block>(cell_ends, found, static_cast<uint32_t>(base), ends + count);
    count += found;
  }
  index.lines = lines;
  return go_on;
}

}  // namespace loyalane::ingest::cell_index_internal
