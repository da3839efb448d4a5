// The cell index for processors with AVX2, BMI and POPCNT (most since 2013): about half the instructions of SSE2. Only
// functions of this file may use them, and FastestIndexCells asks the processor first.
#include "ingest/cell_index.h"
#include "ingest/cell_index_body.h"

#if defined(__x86_64__)
#include <immintrin.h>

#define LOYALANE_AVX2 __attribute__((target("avx2,bmi,popcnt")))

namespace loyalane::ingest {
namespace {

struct Avx2Block {
  LOYALANE_AVX2 static uint64_t Hits(__m256i low, __m256i high) {
    return static_cast<uint64_t>(static_cast<uint32_t>(_mm256_movemask_epi8(high))) << 32 |
           static_cast<uint32_t>(_mm256_movemask_epi8(low));
  }
  LOYALANE_AVX2 static BlockMasks Read(const char* at, char delimiter) {
    const __m256i low = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(at));
    const __m256i high = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(at + 32));
    const __m256i delimiters = _mm256_set1_epi8(delimiter);
    const __m256i quotes = _mm256_set1_epi8('"');
    const __m256i feeds = _mm256_set1_epi8('\n');
    const __m256i returns = _mm256_set1_epi8('\r');
    return {Hits(_mm256_cmpeq_epi8(low, delimiters), _mm256_cmpeq_epi8(high, delimiters)),
            Hits(_mm256_cmpeq_epi8(low, quotes), _mm256_cmpeq_epi8(high, quotes)),
            Hits(_mm256_or_si256(_mm256_cmpeq_epi8(low, feeds), _mm256_cmpeq_epi8(low, returns)),
                 _mm256_or_si256(_mm256_cmpeq_epi8(high, feeds), _mm256_cmpeq_epi8(high, returns)))};
  }
  LOYALANE_AVX2 static uint32_t LowestBit(uint64_t bits) { return static_cast<uint32_t>(_tzcnt_u64(bits)); }
  static uint64_t Find(const char* at, char byte) { return SimdBlock::Find(at, byte); }
};

}  // namespace

LOYALANE_AVX2 bool IndexCellsAvx2(char delimiter, const char* bytes, size_t from, size_t size, size_t lines_max,
                                  CellIndex& index) {
  return cell_index_internal::Index<Avx2Block>(delimiter, bytes, from, size, lines_max, index);
}

}  // namespace loyalane::ingest
#endif
