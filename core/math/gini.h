// The Gini coefficient: 0 = everybody holds the same, towards 1 = one holds everything.
// For ascending x_1..x_n:  G = (2 sum(i x_i) - (n + 1) sum(x_i)) / (n sum(x_i)). Sums are exact integers; one division
// at the end. Population form, without the n / (n - 1) correction. Normative: docs/formulas/gini.md.
#pragma once

#include <cstdint>
#include <span>

namespace loyalane::math {

// `ascending` holds values > 0. 0 for an empty column.
[[nodiscard]] double Gini(std::span<const int64_t> ascending);

}  // namespace loyalane::math
