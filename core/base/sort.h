// Sort: std::sort for code that runs once a command. The sorting itself is compiled once, on numbers, where std::sort
// is compiled for every use and makes the page's module larger by 2 KB each (decision 0013).
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <utility>
#include <vector>

namespace loyalane {

// The numbers 0 … count - 1 in the order in which `before` puts what they stand for; of equals the lower one first.
[[nodiscard]] std::vector<uint32_t> OrderBy(size_t count, const void* things,
                                            bool (*before)(const void* things, uint32_t a, uint32_t b));

// `things`: a vector, or what has its data() and size(). Equal ones keep their order.
template <typename Things, typename Before = std::less<>>
void Sort(Things& things, Before before = {}) {
  struct Sorted {
    decltype(things.data()) data;
    const Before& before;
  };
  const Sorted sorted{things.data(), before};
  std::vector<uint32_t> order = OrderBy(things.size(), &sorted, [](const void* of, uint32_t a, uint32_t b) -> bool {
    const auto& [data, is_before] = *static_cast<const Sorted*>(of);
    return is_before(data[a], data[b]);
  });
  // Each goes to its place in rings: what is in the way waits until its own place is free.
  for (uint32_t first = 0; first < order.size(); ++first) {
    if (order[first] == first) continue;
    auto waiting = std::move(sorted.data[first]);
    uint32_t to = first;
    while (order[to] != first) {
      const uint32_t from = std::exchange(order[to], to);
      sorted.data[to] = std::move(sorted.data[from]);
      to = from;
    }
    order[to] = to;
    sorted.data[to] = std::move(waiting);
  }
}

}  // namespace loyalane
