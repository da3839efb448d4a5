#include "base/sort.h"

#include <algorithm>
#include <numeric>

namespace loyalane {

std::vector<uint32_t> OrderBy(size_t count, const void* things,
                              bool (*before)(const void* things, uint32_t a, uint32_t b)) {
  std::vector<uint32_t> order(count);
  std::iota(order.begin(), order.end(), 0U);
  std::stable_sort(order.begin(), order.end(),
                   [things, before](uint32_t a, uint32_t b) { return before(things, a, b); });
  return order;
}

}  // namespace loyalane
