// The cell index for processors with AVX-512 (VBMI2): a comparison of 64 bytes is one instruction, and so is picking
// the positions of the hits. Only functions of this file may use them, and FastestIndexCells asks the processor first.
#include "ingest/cell_index.h"
#include "ingest/cell_index_body.h"

#if defined(__x86_64__)
#include <immintrin.h>

#define LOYALANE_AVX512 __attribute__((target("avx512f,avx512bw,avx512vl,avx512vbmi2,bmi,popcnt,pclmul")))

namespace loyalane::ingest {
namespace {

alignas(64) constexpr auto kPlaces = [] {
  std::array<uint8_t, 64> places{};
  for (uint8_t i = 0; i < 64; ++i) places[i] = i;
  return places;
}();

struct Avx512Block {
  LOYALANE_AVX512 static BlockMasks Read(const char* at, char delimiter) {
    const __m512i bytes = _mm512_loadu_si512(at);
    return {
        _mm512_cmpeq_epi8_mask(bytes, _mm512_set1_epi8(delimiter)),
        _mm512_cmpeq_epi8_mask(bytes, _mm512_set1_epi8('"')),
        _mm512_cmpeq_epi8_mask(bytes, _mm512_set1_epi8('\n')) | _mm512_cmpeq_epi8_mask(bytes, _mm512_set1_epi8('\r'))};
  }
  LOYALANE_AVX512 static void WritePositions(uint64_t bits, uint32_t count, uint32_t base, uint32_t* out) {
    const __m512i places = _mm512_maskz_compress_epi8(bits, _mm512_load_si512(kPlaces.data()));
    const __m512i bases = _mm512_set1_epi32(static_cast<int>(base));
    const __m512i first = _mm512_cvtepu8_epi32(_mm512_castsi512_si128(places));
    _mm512_storeu_si512(out, _mm512_add_epi32(first, bases));
    if (count > 16) {
      alignas(64) std::array<uint8_t, 64> all;
      _mm512_store_si512(all.data(), places);
      for (uint32_t i = 16; i < count; ++i) out[i] = base + all[i];
    }
  }
  // Multiplied by all ones without carries.
  LOYALANE_AVX512 static uint64_t PrefixXor(uint64_t bits) {
    const __m128i factor = _mm_cvtsi64_si128(static_cast<int64_t>(bits));
    return static_cast<uint64_t>(_mm_cvtsi128_si64(_mm_clmulepi64_si128(factor, _mm_set1_epi8(-1), 0)));
  }
  static uint64_t Find(const char* at, char byte) { return SimdBlock::Find(at, byte); }
};

}  // namespace

LOYALANE_AVX512 bool IndexCellsAvx512(char delimiter, const char* bytes, size_t from, size_t size, size_t lines_max,
                                      CellIndex& index) {
  return cell_index_internal::Index<Avx512Block>(delimiter, bytes, from, size, lines_max, index);
}

// All cells of a row at once: each goes from behind the end of its left neighbour to its own, less its quotes.
LOYALANE_AVX512 size_t PickRowsAvx512(const WantedColumns& wanted, const char* bytes, const CellIndex& index,
                                      uint32_t line, size_t rows_max, size_t& begin, uint32_t& first,
                                      const PickedRows& to) {
  const __m512i columns =
      _mm512_castsi256_si512(_mm256_loadu_si256(reinterpret_cast<const __m256i*>(wanted.column_of_slot.data())));
  const auto used = static_cast<__mmask8>((1U << wanted.slots) - 1);
  const __mmask8 leftmost = _mm256_mask_cmpeq_epi32_mask(used, _mm512_castsi512_si256(columns), _mm256_setzero_si256());
  const __m512i pairs = _mm512_setr_epi32(0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23);
  // Four bytes are read for a cell's first, the three before it and none behind: they may be the last there are.
  if (begin < 3) return 0;
  const __m256i quote = _mm256_set1_epi32('"' << 24);
  const __m256i byte = _mm256_set1_epi32(static_cast<int>(0xFF000000U));
  const __m256i one = _mm256_set1_epi32(1);
  uint64_t* cells = to.cells;
  size_t rows = 0;
  for (; rows < rows_max && line < index.lines; ++line) {
    const uint32_t last = index.line_ends[line];
    const uint32_t count = last + 1 - first;
    if (count < wanted.cells) break;
    const uint32_t* ends = index.ends.data() + 1 + first;
    const __m256i end = _mm512_castsi512_si256(_mm512_permutexvar_epi32(columns, _mm512_loadu_si512(ends)));
    __m256i from = _mm512_castsi512_si256(_mm512_permutexvar_epi32(columns, _mm512_loadu_si512(ends - 1)));
    from = _mm256_mask_mov_epi32(_mm256_add_epi32(from, one), leftmost, _mm256_set1_epi32(static_cast<int>(begin)));
    const __m256i head = _mm256_mmask_i32gather_epi32(quote, used, from, bytes - 3, 1);
    const __mmask8 quoted = _mm256_mask_cmpeq_epi32_mask(used, _mm256_and_si256(head, byte), quote);
    from = _mm256_mask_add_epi32(from, quoted, from, one);
    __m256i size = _mm256_sub_epi32(end, from);
    size = _mm256_mask_sub_epi32(size, quoted, size, one);
    _mm512_mask_storeu_epi64(
        cells, used, _mm512_permutex2var_epi32(_mm512_castsi256_si512(from), pairs, _mm512_castsi256_si512(size)));
    cells += wanted.slots;
    const uint32_t line_end = index.ends[1 + last];
    begin = size_t{line_end} + (bytes[line_end] == '\r' && bytes[line_end + 1] == '\n' ? 2 : 1);
    first = last + 1;
    to.counts[rows] = count;
    to.ends[rows] = static_cast<uint32_t>(begin);
    ++rows;
  }
  return rows;
}

}  // namespace loyalane::ingest
#endif
