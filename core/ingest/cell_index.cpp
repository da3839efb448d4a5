#include "ingest/cell_index.h"

#include "ingest/cell_index_body.h"

namespace loyalane::ingest {

bool IndexCellsScalar(char delimiter, const char* bytes, size_t from, size_t size, size_t lines_max, CellIndex& index) {
  return cell_index_internal::Index<ScalarBlock>(delimiter, bytes, from, size, lines_max, index);
}

bool IndexCellsSimd(char delimiter, const char* bytes, size_t from, size_t size, size_t lines_max, CellIndex& index) {
  return cell_index_internal::Index<SimdBlock>(delimiter, bytes, from, size, lines_max, index);
}

#if defined(__x86_64__)
namespace {
bool HasAvx512() {
  return __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512bw") &&
         __builtin_cpu_supports("avx512vbmi2") && __builtin_cpu_supports("bmi") && __builtin_cpu_supports("popcnt") &&
         __builtin_cpu_supports("pclmul");
}
}  // namespace
#endif

IndexCells* FastestIndexCells() {
#if defined(__x86_64__)
  if (HasAvx512()) return IndexCellsAvx512;
  if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi") && __builtin_cpu_supports("popcnt"))
    return IndexCellsAvx2;
#endif
  return IndexCellsSimd;
}

PickRows* FastestPickRows() {
#if defined(__x86_64__)
  if (HasAvx512()) return PickRowsAvx512;
#endif
  return nullptr;
}

}  // namespace loyalane::ingest
