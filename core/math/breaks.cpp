#include "math/breaks.h"

namespace loyalane::math {

std::optional<double> TwoClassBreak(std::span<const double> sorted) {
  if (sorted.empty() || sorted.front() == sorted.back()) return std::nullopt;
  const double count = static_cast<double>(sorted.size());
  double total = 0;
  for (const double value : sorted) total += value;
  const double mean = total / count;

  // Least within-class squares = greatest between-class squares = greatest d^2 (1/n1 + 1/n2), d = sum of the lower
  // class's distances from the overall mean. Distances, because squares of raw values would cancel.
  std::optional<double> best_break;
  double best_between = -1;
  double distance = 0;
  for (size_t lower = 1; lower < sorted.size(); ++lower) {
    distance += sorted[lower - 1] - mean;
    if (sorted[lower - 1] == sorted[lower]) continue;
    const double n1 = static_cast<double>(lower);
    const double between = distance * distance * (count / (n1 * (count - n1)));
    if (between > best_between) {
      best_between = between;
      best_break = sorted[lower];
    }
  }
  return best_break;
}

}  // namespace loyalane::math
