#include "workspace/sort_rows.h"

#include <algorithm>

namespace loyalane::workspace {

void SortRows(std::vector<uint32_t>& rows, const std::function<bool(uint32_t, uint32_t)>& before) {
  std::sort(rows.begin(), rows.end(), [&before](uint32_t a, uint32_t b) { return before(a, b); });
}

}  // namespace loyalane::workspace
