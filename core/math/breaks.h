// The natural break of one column into two classes: Jenks for k = 2, exact (every split is tried), deterministic.
// Chosen is the split with the least sum of squares within the classes; among equals the one with the smaller break.
// Equal values are never parted. Normative: docs/formulas/jenks-two-class.md.
#pragma once

#include <optional>
#include <span>

namespace loyalane::math {

// The lowest value of the upper class; nothing if fewer than two distinct values. `sorted` is ascending, finite.
[[nodiscard]] std::optional<double> TwoClassBreak(std::span<const double> sorted);

}  // namespace loyalane::math
