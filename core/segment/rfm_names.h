// Names for RFM codes. No standard exists; two widely used maps are offered, both complete and disjoint:
//   by R, F and M   11 segments over the 125 codes 111..555
//   by R and F      10 segments over the 25 pairs
// Normative: docs/formulas/rfm.md.
#pragma once

#include <cstdint>
#include <string_view>

#include "base/error.h"

namespace loyalane::segment {

enum class RfmSegment : uint8_t {
  kChampions,
  kLoyal,
  kPotentialLoyalist,
  kNew,
  kPromising,
  kNeedAttention,
  kAboutToSleep,
  kAtRisk,
  kCannotLose,
  kHibernating,
  kLost,
  kNone,  // not scored
};
inline constexpr int kRfmSegmentCount = 11;

// Scores 1..5 each.
[[nodiscard]] RfmSegment RfmSegmentOf(int r, int f, int m);
[[nodiscard]] RfmSegment RfSegmentOf(int r, int f);

// A score 1..bins on the scale 1..5 that the maps speak of: 3 bins become 1, 3, 5; 4 bins become 1, 2, 4, 5.
[[nodiscard]] int ToFiveScale(int score, int bins);

// "champions", "potential_loyalist", ...; empty for kNone.
[[nodiscard]] std::string_view IdOf(RfmSegment segment);
[[nodiscard]] std::string_view NameOf(RfmSegment segment, Language language);

}  // namespace loyalane::segment
