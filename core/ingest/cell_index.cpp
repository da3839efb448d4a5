#include "ingest/cell_index.h"

#include "ingest/cell_index_body.h"

namespace loyalane::ingest {

bool IndexCellsScalar(char delimiter, const char* bytes, size_t from, size_t size, size_t lines_max, CellIndex& index) {
  return cell_index_internal::Index<ScalarBlock>(delimiter, bytes, from, size, lines_max, index);
}

bool IndexCellsSimd(char delimiter, const char* bytes, size_t from, size_t size, size_t lines_max, CellIndex& index) {
  return cell_index_internal::Index<SimdBlock>(delimiter, bytes, from, size, lines_max, index);
}

IndexCells* FastestIndexCells() {
#if defined(__x86_64__)
  if (__builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512bw") &&
      __builtin_cpu_supports("avx512vbmi2") && __builtin_cpu_supports("bmi") && __builtin_cpu_supports("popcnt"))
    return IndexCellsAvx512;
  if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi") && __builtin_cpu_supports("popcnt"))
    return IndexCellsAvx2;
#endif
  return IndexCellsSimd;
}

}  // namespace loyalane::ingest
