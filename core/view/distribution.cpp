#include "view/distribution.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "math/quantile.h"

namespace loyalane::view {
namespace {

// Nice numbers 1, 2, 5, 10, 20, 50 ... by their place; 1 has place 0.
constexpr int kPlaceMin = -60;
constexpr int kPlaceMax = 60;

// Powers of ten that a double holds exactly.
constexpr std::array<double, 23> kPowers = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,  1e8,  1e9,  1e10, 1e11,
                                            1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};

// times x the nice number at a place, correctly rounded: 3 times the place of 0.1 is the double nearest to 0.3.
double Nice(int place, double times = 1) {
  constexpr std::array<double, 3> kDigits = {1, 2, 5};
  const int power = place >= 0 ? place / 3 : -((2 - place) / 3);
  const double digit = times * kDigits[static_cast<size_t>(place - 3 * power)];
  return power >= 0 ? digit * kPowers[static_cast<size_t>(power)] : digit / kPowers[static_cast<size_t>(-power)];
}

// The place of the greatest nice number <= value, or of the least >= value. value > 0.
int PlaceBelow(double value) {
  int place = kPlaceMin;
  while (place < kPlaceMax && Nice(place + 1) <= value) ++place;
  return place;
}
int PlaceAbove(double value) {
  int place = kPlaceMin;
  while (place < kPlaceMax && Nice(place) < value) ++place;
  return place;
}

// Steps of one nice width. Whole values get bins of whole numbers, and a last one that ends above them: [6, 7) and not
// 6 and 7 in one.
std::vector<double> LinearEdges(double min, double max, bool whole) {
  const double reach = std::max(std::abs(min), std::abs(max));
  int place = whole ? 0 : kPlaceMin;
  // Finer than this the edges' own digits would run out.
  while (place < kPlaceMax && Nice(place) < reach * 1e-12) ++place;
  if (min == max && !whole) place = std::max(place, PlaceAbove(reach / 10));
  for (;; ++place) {
    const double width = Nice(place);
    if ((max - min) / width > kDistributionBinsMax) continue;
    double first = std::floor(min / width);
    while (Nice(place, first) > min) --first;
    while (Nice(place, first + 1) <= min) ++first;
    double last = first + 1;
    while (Nice(place, last) < max || (whole && Nice(place, last) <= max)) ++last;
    if (last - first > kDistributionBinsMax) continue;
    std::vector<double> edges;
    for (double at = first; at <= last; ++at) edges.push_back(Nice(place, at));
    return edges;
  }
}

// 1, 2, 5, 10 ..., or powers of ten where those are too many; one bin below for what is not above zero, or two.
std::vector<double> LogEdges(double min, double smallest_positive, double max) {
  std::vector<double> edges;
  if (min < 0) edges.push_back(-Nice(PlaceAbove(-min)));
  if (min <= 0) edges.push_back(0);
  int place = PlaceBelow(smallest_positive);
  const int end = PlaceAbove(max);
  int step = 1;
  if (end - place + static_cast<int>(edges.size()) > kDistributionBinsMax) {
    step = 3;
    place -= (place % 3 + 3) % 3;
  }
  edges.push_back(Nice(place));
  while (edges.back() < max) {
    place += step;
    edges.push_back(Nice(place));
  }
  return edges;
}

}  // namespace

std::vector<double> SortedValues(const Facts& facts, Column column, const ColumnOrder& order) {
  std::vector<double> scratch;
  const std::span<const double> values = NumbersOf(facts, column, scratch);
  std::vector<double> sorted(order.known);
  for (size_t i = 0; i < sorted.size(); ++i) sorted[i] = values[order.rows[i]];
  return sorted;
}

Distribution Distribute(const ColumnOrder& order, std::span<const double> all, const Passing& passing) {
  Distribution result;
  std::vector<double> those;
  std::span<const double> sorted = all;
  if (passing.everybody()) {
    result.missing = order.rows.size() - order.known;
  } else {
    those.resize(order.known);
    size_t count = 0;
    for (size_t i = 0; i < order.known; ++i) {
      those[count] = all[i];
      count += passing(order.rows[i]) ? 1 : 0;
    }
    sorted = std::span<const double>(those).first(count);
    for (size_t i = order.known; i < order.rows.size(); ++i) result.missing += passing(order.rows[i]) ? 1 : 0;
  }
  result.customers = sorted.size();
  if (sorted.empty()) return result;

  result.min = sorted.front();
  result.max = sorted.back();
  result.p10 = math::QuantileSorted(sorted, 1, 10);
  result.median = math::QuantileSorted(sorted, 1, 2);
  result.p90 = math::QuantileSorted(sorted, 9, 10);
  double sum = 0;
  for (const double value : sorted) sum += value;
  const bool whole = std::all_of(sorted.begin(), sorted.end(), [](double value) { return std::floor(value) == value; });
  // Rounding may carry the mean of equal values past them.
  result.mean = std::clamp(sum / static_cast<double>(sorted.size()), result.min, result.max);

  const auto positive = std::upper_bound(sorted.begin(), sorted.end(), 0.0);
  result.is_log = positive != sorted.end() && result.max > 1000 * *positive && result.mean > 2 * result.median;
  result.edges =
      result.is_log ? LogEdges(result.min, *positive, result.max) : LinearEdges(result.min, result.max, whole);

  auto from = sorted.begin();
  for (size_t bin = 0; bin + 1 < result.edges.size(); ++bin) {
    const bool is_last = bin + 2 == result.edges.size();
    const auto to = is_last ? sorted.end() : std::lower_bound(from, sorted.end(), result.edges[bin + 1]);
    result.counts.push_back(static_cast<uint64_t>(to - from));
    from = to;
  }
  return result;
}

}  // namespace loyalane::view
