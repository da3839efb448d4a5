// Where certain bytes stand in 64 bytes, as bit masks: bit i = byte i. SSE2 natively, 128-bit SIMD in WebAssembly, and a scalar twin
// that serves other targets and that a test holds the others against.
#pragma once

#include <cstdint>
#include <cstring>

#if defined(__SSE2__)
#include <emmintrin.h>
#elif defined(__wasm_simd128__)
#include <wasm_simd128.h>
#endif

namespace loyalane::ingest {

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
};
#elif defined(__wasm_simd128__)
struct SimdBlock {
  static BlockMasks Read(const char* at, char delimiter) {
    const v128_t delimiters = wasm_i8x16_splat(delimiter);
    const v128_t quotes = wasm_i8x16_splat('"');
    const v128_t feeds = wasm_i8x16_splat('\n');
    const v128_t returns = wasm_i8x16_splat('\r');
    BlockMasks masks{};
    for (int part = 0; part < 4; ++part) {
      const v128_t bytes = wasm_v128_load(at + 16 * part);
      const auto bits = [part](v128_t hits) { return static_cast<uint64_t>(wasm_i8x16_bitmask(hits)) << (16 * part); };
      masks.delimiter |= bits(wasm_i8x16_eq(bytes, delimiters));
      masks.quote |= bits(wasm_i8x16_eq(bytes, quotes));
      masks.newline |= bits(wasm_v128_or(wasm_i8x16_eq(bytes, feeds), wasm_i8x16_eq(bytes, returns)));
    }
    return masks;
  }
};
#else
using SimdBlock = ScalarBlock;
#endif

}  // namespace loyalane::ingest
