#include "math/gini.h"

#include "math/wide_int.h"

namespace loyalane::math {

double Gini(std::span<const int64_t> ascending) {
  if (ascending.empty()) return 0;
  const Int128 n = static_cast<Int128>(ascending.size());
  Int128 total = 0;
  Int128 ranked = 0;
  Int128 rank = 0;
  for (const int64_t value : ascending) {
    total += value;
    ranked += ++rank * value;
  }
  return static_cast<double>(2 * ranked - (n + 1) * total) / static_cast<double>(n * total);
}

}  // namespace loyalane::math
