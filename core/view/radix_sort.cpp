#include "view/radix_sort.h"

#include <array>
#include <cstddef>

namespace loyalane::view {
namespace {

// Six digits of eleven bits: their counters fit into the nearest memory.
constexpr int kDigitBits = 11;
constexpr size_t kDigits = 6;
constexpr size_t kBuckets = size_t{1} << kDigitBits;
static_assert(kDigitBits * kDigits >= 64);

}  // namespace

// Least digit first; each pass keeps the order of equal digits.
void RadixSort(std::vector<Keyed>& items) {
  if (items.empty()) return;
  std::vector<std::array<uint32_t, kBuckets>> counts(kDigits, std::array<uint32_t, kBuckets>{});
  for (const Keyed& item : items) {
    for (size_t digit = 0; digit < kDigits; ++digit)
      ++counts[digit][(item.key >> (kDigitBits * digit)) & (kBuckets - 1)];
  }
  std::vector<Keyed> other(items.size());
  for (size_t digit = 0; digit < kDigits; ++digit) {
    std::array<uint32_t, kBuckets>& begin = counts[digit];
    const size_t shift = kDigitBits * digit;
    if (begin[(items[0].key >> shift) & (kBuckets - 1)] == items.size()) continue;  // all alike
    uint32_t at = 0;
    for (uint32_t& bucket : begin) {
      const uint32_t size = bucket;
      bucket = at;
      at += size;
    }
    for (const Keyed& item : items) other[begin[(item.key >> shift) & (kBuckets - 1)]++] = item;
    items.swap(other);
  }
}

}  // namespace loyalane::view
