// The cell index for processors with AVX-512 (VBMI2): a comparison of 64 bytes is one instruction, and so is picking
// the positions of the hits. Only functions of this file may use them, and FastestIndexCells asks the processor first.
#include "ingest/cell_index.h"
#include "ingest/cell_index_body.h"

#if defined(__x86_64__)
#include <immintrin.h>

#define LOYALANE_AVX512 __attribute__((target("avx512f,avx512bw,avx512vl,avx512vbmi2,bmi,popcnt")))

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
  static uint64_t Find(const char* at, char byte) { return SimdBlock::Find(at, byte); }
};

}  // namespace

LOYALANE_AVX512 bool IndexCellsAvx512(char delimiter, const char* bytes, size_t from, size_t size, size_t lines_max,
                                      CellIndex& index) {
  return cell_index_internal::Index<Avx512Block>(delimiter, bytes, from, size, lines_max, index);
}

}  // namespace loyalane::ingest
#endif
