// Where certain bytes stand in 64 bytes, as bit masks: bit i = byte i. SSE2 natively, 128-bit SIMD in WebAssembly, and
// a scalar twin that serves other targets and that a test holds the others against.
#pragma once

#include <bit>
#include <cstdint>
#include <cstring>

#if defined(__SSE2__)
#include <emmintrin.h>
#elif defined(__wasm_simd128__)
#include <wasm_simd128.h>
#endif

namespace loyalane::ingest {

// Block::Read gives the masks below, Block::Find the mask of one byte, Block::Same that of equal bytes (each pointer is
// followed by at least 64 bytes), Block::LowestBit the number of the lowest set bit, any number below 65 when there is
// none, and Block::HasNul whether a 0 is among the bytes of some blocks.

inline uint32_t LowestBitOf(uint64_t bits) {
#if defined(__wasm__)
  return static_cast<uint32_t>(std::countr_zero(bits));  // one instruction, 64 for 0
#else
  // Never 0, so that no instruction has to ask for that.
  return static_cast<uint32_t>(std::countr_zero(bits | uint64_t{1} << 63));
#endif
}

// Masks of the bytes that structure a delimited file.
struct BlockMasks {
  uint64_t delimiter;
  uint64_t quote;
  uint64_t newline;  // CR and LF
};

struct ScalarBlock {
  static BlockMasks Read(const char* at, char delimiter) {
    BlockMasks masks{};
    for (int i = 0; i < 64; ++i) {
      const uint64_t bit = uint64_t{1} << i;
      if (at[i] == delimiter) masks.delimiter |= bit;
      if (at[i] == '"') masks.quote |= bit;
      if (at[i] == '\n' || at[i] == '\r') masks.newline |= bit;
    }
    return masks;
  }
  static uint32_t LowestBit(uint64_t bits) { return LowestBitOf(bits); }
  static uint64_t Find(const char* at, char byte) {
    uint64_t mask = 0;
    for (int i = 0; i < 64; ++i) mask |= static_cast<uint64_t>(at[i] == byte ? 1 : 0) << i;
    return mask;
  }
  static uint64_t Same(const char* a, const char* b) {
    uint64_t mask = 0;
    for (int i = 0; i < 64; ++i) mask |= static_cast<uint64_t>(a[i] == b[i] ? 1 : 0) << i;
    return mask;
  }
  static bool HasNul(const char* at, size_t blocks) {
    bool any = false;
    for (size_t i = 0; i < blocks * 64; ++i) any |= at[i] == 0;
    return any;
  }
};

#if defined(__SSE2__)
struct SimdBlock {
  static BlockMasks Read(const char* at, char delimiter) {
    const __m128i delimiters = _mm_set1_epi8(delimiter);
    const __m128i quotes = _mm_set1_epi8('"');
    const __m128i feeds = _mm_set1_epi8('\n');
    const __m128i returns = _mm_set1_epi8('\r');
    BlockMasks masks{};
    for (int part = 0; part < 4; ++part) {
      const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(at + 16 * part));
      const auto bits = [part](__m128i hits) {
        return static_cast<uint64_t>(static_cast<uint32_t>(_mm_movemask_epi8(hits))) << (16 * part);
      };
      masks.delimiter |= bits(_mm_cmpeq_epi8(bytes, delimiters));
      masks.quote |= bits(_mm_cmpeq_epi8(bytes, quotes));
      masks.newline |= bits(_mm_or_si128(_mm_cmpeq_epi8(bytes, feeds), _mm_cmpeq_epi8(bytes, returns)));
    }
    return masks;
  }
  static uint32_t LowestBit(uint64_t bits) { return LowestBitOf(bits); }
  static uint64_t Find(const char* at, char byte) {
    uint64_t mask = 0;
    for (int part = 0; part < 4; ++part) {
      const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(at + 16 * part));
      const int hits = _mm_movemask_epi8(_mm_cmpeq_epi8(bytes, _mm_set1_epi8(byte)));
      mask |= static_cast<uint64_t>(static_cast<uint32_t>(hits)) << (16 * part);
    }
    return mask;
  }
  static uint64_t Same(const char* a, const char* b) {
    uint64_t mask = 0;
    for (int part = 0; part < 4; ++part) {
      const __m128i of_a = _mm_loadu_si128(reinterpret_cast<const __m128i*>(a + 16 * part));
      const __m128i of_b = _mm_loadu_si128(reinterpret_cast<const __m128i*>(b + 16 * part));
      const int same = _mm_movemask_epi8(_mm_cmpeq_epi8(of_a, of_b));
      mask |= static_cast<uint64_t>(static_cast<uint32_t>(same)) << (16 * part);
    }
    return mask;
  }
  static bool HasNul(const char* at, size_t blocks) {
    __m128i least = _mm_set1_epi8(-1);
    for (; blocks > 0; --blocks, at += 64) {
      const auto* four = reinterpret_cast<const __m128i*>(at);
      const __m128i low = _mm_min_epu8(_mm_loadu_si128(four), _mm_loadu_si128(four + 1));
      const __m128i high = _mm_min_epu8(_mm_loadu_si128(four + 2), _mm_loadu_si128(four + 3));
      least = _mm_min_epu8(least, _mm_min_epu8(low, high));
    }
    return _mm_movemask_epi8(_mm_cmpeq_epi8(least, _mm_setzero_si128())) != 0;
  }
};
#elif defined(__wasm_simd128__)
struct SimdBlock {
  static BlockMasks Read(const char* at, char delimiter) {
    const v128_t delimiters = wasm_i8x16_splat(delimiter);
    const v128_t quotes = wasm_i8x16_splat('"');
    const v128_t feeds = wasm_i8x16_splat('\n');
    const v128_t returns = wasm_i8x16_splat('\r');
    BlockMasks masks{};
    v128_t any_quote = wasm_i8x16_splat(0);
    for (int part = 0; part < 4; ++part) {
      const v128_t bytes = wasm_v128_load(at + 16 * part);
      const auto bits = [part](v128_t hits) { return static_cast<uint64_t>(wasm_i8x16_bitmask(hits)) << (16 * part); };
      masks.delimiter |= bits(wasm_i8x16_eq(bytes, delimiters));
      any_quote = wasm_v128_or(any_quote, wasm_i8x16_eq(bytes, quotes));
      masks.newline |= bits(wasm_v128_or(wasm_i8x16_eq(bytes, feeds), wasm_i8x16_eq(bytes, returns)));
    }
    if (wasm_v128_any_true(any_quote)) masks.quote = Find(at, '"');
    return masks;
  }
  static uint32_t LowestBit(uint64_t bits) { return LowestBitOf(bits); }
  static uint64_t Find(const char* at, char byte) {
    uint64_t mask = 0;
    for (int part = 0; part < 4; ++part) {
      const v128_t hits = wasm_i8x16_eq(wasm_v128_load(at + 16 * part), wasm_i8x16_splat(byte));
      mask |= static_cast<uint64_t>(wasm_i8x16_bitmask(hits)) << (16 * part);
    }
    return mask;
  }
  static uint64_t Same(const char* a, const char* b) {
    uint64_t mask = 0;
    for (int part = 0; part < 4; ++part) {
      const v128_t same = wasm_i8x16_eq(wasm_v128_load(a + 16 * part), wasm_v128_load(b + 16 * part));
      mask |= static_cast<uint64_t>(wasm_i8x16_bitmask(same)) << (16 * part);
    }
    return mask;
  }
  static bool HasNul(const char* at, size_t blocks) {
    v128_t least = wasm_i8x16_splat(-1);
    for (; blocks > 0; --blocks, at += 64) {
      const v128_t low = wasm_u8x16_min(wasm_v128_load(at), wasm_v128_load(at + 16));
      const v128_t high = wasm_u8x16_min(wasm_v128_load(at + 32), wasm_v128_load(at + 48));
      least = wasm_u8x16_min(least, wasm_u8x16_min(low, high));
    }
    return !wasm_i8x16_all_true(least);
  }
};
#else
using SimdBlock = ScalarBlock;
#endif

// Whether a 0 is among the bytes. (WebAssembly's memchr is slow.)
inline bool HasNul(const char* at, size_t size) {
  bool any = SimdBlock::HasNul(at, size / 64);
  for (size_t i = size / 64 * 64; i < size; ++i) any |= at[i] == 0;
  return any;
}

}  // namespace loyalane::ingest
