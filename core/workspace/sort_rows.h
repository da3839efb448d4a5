// Sorting of row numbers by whatever is known of the rows: compiled once, where std::sort would be compiled for every
// use and make the page's module larger by 2 KB each.
#pragma once

#include <cstdint>
#include <functional>
#include <vector>

namespace loyalane::workspace {

// `before` must put any two rows in an order.
void SortRows(std::vector<uint32_t>& rows, const std::function<bool(uint32_t, uint32_t)>& before);

}  // namespace loyalane::workspace
