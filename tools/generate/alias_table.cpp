#include "generate/alias_table.h"

namespace loyalane::generate {

AliasTable::AliasTable(std::span<const uint64_t> weights) : columns_(weights.size()) {
  const uint64_t count = weights.size();
  uint64_t total = 0;
  for (const uint64_t weight : weights) total += weight;
  // Each column holds `total` units; rest[i] counts the units of index i that have no column yet.
  std::vector<uint64_t> rest(count);
  std::vector<uint32_t> small, large;
  for (uint32_t i = 0; i < count; ++i) {
    rest[i] = weights[i] * count;
    (rest[i] < total ? small : large).push_back(i);
  }
  while (!small.empty() && !large.empty()) {
    const uint32_t poor = small.back();
    small.pop_back();
    const uint32_t rich = large.back();
    columns_[poor] = {static_cast<uint32_t>((rest[poor] << kChoiceBits) / total), rich};
    rest[rich] -= total - rest[poor];
    if (rest[rich] < total) {
      large.pop_back();
      small.push_back(rich);
    }
  }
  for (const std::vector<uint32_t>* left : {&small, &large}) {
    for (const uint32_t i : *left) columns_[i] = {uint32_t{1} << kChoiceBits, i};
  }
}

std::vector<uint64_t> ZipfWeights(uint32_t count, uint32_t shift) {
  std::vector<uint64_t> weights(count);
  for (uint32_t i = 0; i < count; ++i) weights[i] = (uint64_t{1} << 32) / (uint64_t{i} + 1 + shift);
  return weights;
}

}  // namespace loyalane::generate
