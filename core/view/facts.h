// Facts: all that is known about each customer at one moment, by reference. What views are made from. Row r is the same
// customer everywhere.
#pragma once

#include <array>
#include <cstdint>

#include "profile/profile_table.h"
#include "segment/abc.h"
#include "segment/cvac.h"
#include "segment/rfm.h"

namespace loyalane::view {

// Where a figure comes from, so that only what hangs on a changed one is made again.
enum class Origin : uint8_t { kProfile, kScores, kCv, kAc, kTypes, kRfm, kAbc };
inline constexpr size_t kOriginCount = 7;
// A number for each origin that changes whenever its figures do, and is never used twice.
using Generations = std::array<uint64_t, kOriginCount>;

struct Facts {
  const profile::ProfileTable* table;
  const segment::CvAcResult* cvac;
  const segment::RfmResult* rfm;  // null: cannot be had from this data
  const segment::AbcResult* abc;  // likewise
  Generations generations;
  // The types' generation that cvac->changes begin at; 0: not known.
  uint64_t types_before = 0;

  [[nodiscard]] size_t rows() const { return table->rows(); }
  [[nodiscard]] uint64_t generation(Origin origin) const { return generations[static_cast<size_t>(origin)]; }
};

}  // namespace loyalane::view
