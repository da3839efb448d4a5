// ABC classes by value (Pareto): values descending, A while the share of all that lies before a customer
// is under 80 %, B under 95 %, then C. The customer who crosses a line stays in the upper class, so A is never empty;
// equal values share the better class; a value of 0 or less is C and outside every share. Shares are compared in whole
// numbers, exactly. Error: SEGMENT-102 limits out of range. Normative: docs/formulas/abc.md, docs/formulas/gini.md.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "base/money.h"
#include "base/result.h"
#include "math/wide_int.h"

namespace loyalane::segment {

enum class AbcClass : uint8_t { kA, kB, kC };
// 'A', 'B', 'C'
[[nodiscard]] constexpr char LetterOf(AbcClass abc_class) {
  return static_cast<char>('A' + static_cast<int>(abc_class));
}

struct AbcSettings {
  // Percent of all value, 0 < a < b <= 100; used to the fourth decimal.
  double a_percent = 80;
  double b_percent = 95;
  // The "top" group: percent of the counted customers, 0 < top <= 100; a whole number of customers, rounded up.
  double top_percent = 20;
  friend bool operator==(const AbcSettings&, const AbcSettings&) = default;
};

inline constexpr size_t kAbcStep = 1024;

// A point on the concentration curve: the best `customers` hold `value_share` of everything.
struct AbcCurvePoint {
  uint64_t customers = 0;
  double customer_share = 0;
  double value_share = 0;
};

struct AbcResult {
  // One row a customer, in the order given.
  std::vector<double> share;             // of all positive value; 0 for a value of 0 or less
  std::vector<double> cum_share_before;  // held by customers with greater values; 1 for a value of 0 or less
  std::vector<AbcClass> abc_class;

  struct ClassFigures {
    uint64_t customers = 0;
    double value_share = 0;
  };
  std::array<ClassFigures, 3> classes;  // indexed by AbcClass
  uint64_t customers_counted = 0;       // with a value above 0
  uint64_t top_customers = 0;           // the top group
  double top_share = 0;                 // and what it holds
  uint64_t customers_for_80 = 0;        // fewest customers who hold 80 %
  double customers_for_80_share = 0;    // as a part of those counted
  double gini = 0;                      // of the values above 0
  // From (0, 0) to (1, 1), at most 101 points, each exact: every customer up to 100 of them, then every percent
  // (rounded up to whole customers). Empty if nobody has a value above 0.
  std::vector<AbcCurvePoint> curve;

  // The customers counted, best first, equal values in the order of the rows; and what those before every kAbcStep-th
  // of them hold together.
  std::vector<uint32_t> ranked;
  std::vector<math::Int128> held_before;
};

// `values`: revenue or margin of each customer. `before` may be the result of other settings over the same values: what
// stays the same is not worked out again.
[[nodiscard]] Result<AbcResult> ClassifyAbc(std::span<const Money> values, const AbcSettings& settings,
                                            AbcResult before = {});

}  // namespace loyalane::segment
