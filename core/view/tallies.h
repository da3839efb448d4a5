// Counts and sums over the customers that pass: by type, and by RFM scores; and over all customers. Each is counted
// once and then follows the changes: a customer is taken out as it was and put in as it is.
#pragma once

#include <array>
#include <cstdint>

#include "view/selection.h"

namespace loyalane::view {

struct TypeTally {
  std::array<uint64_t, segment::kCustomerTypeCount> customers{};  // by PlaceOf(type)
  std::array<Money, segment::kCustomerTypeCount> amount{};
  // Needs a known step that begins where this was counted.
  void Follow(const Facts& facts, const Passing& passing, const Step& step);
};
[[nodiscard]] TypeTally TallyTypes(const Facts& facts, const Passing& passing);

struct RfmTally {
  uint64_t customers = 0;  // scored
  // By CellBit(r, f).
  std::array<uint64_t, segment::kRfmBinsMax * segment::kRfmBinsMax> cells{};
  std::array<Money, segment::kRfmBinsMax * segment::kRfmBinsMax> amount{};
  std::array<uint64_t, segment::kRfmSegmentCount> segments{};
  std::array<uint64_t, segment::kRfmBinsMax> recency{}, frequency{}, monetary{};  // by score - 1
  // As above; the scores are the same.
  void Follow(const Facts& facts, const Passing& passing, const Step& step);
};
// Needs facts.rfm.
[[nodiscard]] RfmTally TallyRfm(const Facts& facts, const Passing& passing);

// Over all customers.
struct Totals {
  struct Part {
    uint64_t customers = 0;
    Money amount;
  };
  std::array<Part, 64> parts;  // by type | flags << 2
  uint64_t active = 0;
  double coverage = 0;  // sum in the order of the rows

  [[nodiscard]] uint64_t CustomersWith(uint8_t flag) const;
  [[nodiscard]] Part Of(segment::CustomerType type) const;
  // Needs result.changes, those since this was counted.
  void Follow(const profile::ProfileTable& table, const segment::CvAcResult& result);
};
[[nodiscard]] Totals CountTotals(const profile::ProfileTable& table, const segment::CvAcResult& result);

}  // namespace loyalane::view
