// Rows in the order of keys, in linear time and without comparing.
#pragma once

#include <cstdint>
#include <vector>

namespace loyalane::view {

struct Keyed {
  uint64_t key;
  uint32_t row;
};

// Ascending; rows of equal keys stay in their order.
void RadixSort(std::vector<Keyed>& items);

}  // namespace loyalane::view
