// Counts and sums over the customers that pass: by type, and by RFM scores.
#pragma once

#include <array>
#include <cstdint>

#include "view/selection.h"

namespace loyalane::view {

struct TypeTally {
  std::array<uint64_t, segment::kCustomerTypeCount> customers{};  // by PlaceOf(type)
  std::array<Money, segment::kCustomerTypeCount> amount{};
};
[[nodiscard]] TypeTally TallyTypes(const Facts& facts, const Passing& passing);

struct RfmTally {
  uint64_t customers = 0;  // scored
  // By CellBit(r, f).
  std::array<uint64_t, segment::kRfmBinsMax * segment::kRfmBinsMax> cells{};
  std::array<Money, segment::kRfmBinsMax * segment::kRfmBinsMax> amount{};
  std::array<uint64_t, segment::kRfmSegmentCount> segments{};
  std::array<uint64_t, segment::kRfmBinsMax> recency{}, frequency{}, monetary{};  // by score - 1
};
// Needs facts.rfm.
[[nodiscard]] RfmTally TallyRfm(const Facts& facts, const Passing& passing);

}  // namespace loyalane::view
