// UseLargePages: memory in pages of 2 MB where the system has them on request (Linux, "madvise"). Customers are read in
// random order, which takes many page entries of 4 KB; and large pages are taken in one step instead of 512. A program
// calls it once, first of all, before it starts threads. Elsewhere it does nothing.
#pragma once

#if defined(__linux__) && defined(__GLIBC__)
#include <malloc.h>
#include <sys/mman.h>
#include <unistd.h>

#include <climits>
#include <cstddef>
#include <cstdint>
#include <cstdlib>

namespace loyalane::tools {

inline void UseLargePages() {
  constexpr int kHeapBytes = 1 << 30;  // of address space; memory is taken as it is used
  constexpr int kMmapFromBytes = 32 << 20;
  constexpr uintptr_t kPageBytes = 2 << 20;
  // All but the largest blocks lie in the heap, whose first gigabyte is taken at once and never given back in parts.
  mallopt(M_MMAP_THRESHOLD, kMmapFromBytes);
  mallopt(M_TRIM_THRESHOLD, INT_MAX);
  mallopt(M_TOP_PAD, kHeapBytes);
  void* taken = std::malloc(kPageBytes);
  const auto from = (reinterpret_cast<uintptr_t>(taken) + kPageBytes - 1) & ~(kPageBytes - 1);
  const auto to = reinterpret_cast<uintptr_t>(sbrk(0)) & ~(kPageBytes - 1);
  // Without them it is the same memory in small pages.
  if (taken != nullptr && from < to)
    static_cast<void>(madvise(reinterpret_cast<void*>(from), to - from, MADV_HUGEPAGE));
  std::free(taken);
  mallopt(M_TOP_PAD, 128 << 10);  // as it was
}

}  // namespace loyalane::tools
#else
namespace loyalane::tools {
inline void UseLargePages() {}
}  // namespace loyalane::tools
#endif
