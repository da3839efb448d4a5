#include "profile/profile_table.h"

namespace loyalane::profile {

std::optional<size_t> ProfileTable::RowOf(std::string_view id) const {
  size_t low = 0;
  size_t high = rows();
  while (low < high) {
    const size_t middle = low + (high - low) / 2;
    if (customer_id[middle] < id) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low < rows() && customer_id[low] == id ? std::optional(low) : std::nullopt;
}

}  // namespace loyalane::profile
