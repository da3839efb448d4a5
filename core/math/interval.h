// Wilson's score interval for a proportion, 95 % (Wilson 1927; Newcombe 1998, method 3): usable from the first
// observation on, never outside 0..1, and [0, 1] where nothing was observed. Normative: docs/formulas/wilson.md.
#pragma once

#include <cstdint>

namespace loyalane::math {

struct Interval {
  double low = 0;
  double high = 1;
};

// Needs numerator <= denominator.
[[nodiscard]] Interval WilsonInterval(uint64_t numerator, uint64_t denominator);

}  // namespace loyalane::math
