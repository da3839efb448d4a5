// Scores each customer's recency, frequency and money 1..k (k = 5) against cut points: score = 1 + #{cuts below the
// value}; recency reversed, fewer days are better. A value equal to a cut belongs to the lower bin, so equal values
// always share a score and the order of rows cannot matter (bins are independent, not nested).
//   recency    whole days from the last ship date to as_of; quantile cuts are rounded up to whole days
//   frequency  waybills, or ship-days, inside the window
//   monetary   sum of all lines inside the window, in fen; negative and zero amounts follow the same rule
// Only customers who shipped inside the window are scored; the others have score 0, code 0 and no segment.
// Errors: SEGMENT-101 own cuts, SEGMENT-102 bins, SEGMENT-106 too few customers for quantiles, SEGMENT-107 no
// shipments. Notice: SEGMENT-304 cuts coincide. Normative: docs/formulas/rfm.md.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "base/error.h"
#include "base/result.h"
#include "profile/profile_table.h"
#include "segment/rfm_names.h"

namespace loyalane::segment {

inline constexpr int kRfmBinsMin = 3;
inline constexpr int kRfmBinsMax = 5;
// Below this quantile bins would hold fewer than five customers each, and say nothing.
inline constexpr uint64_t kRfmCustomersMin = 25;

enum class RfmCutMode : uint8_t { kQuantile, kFixed };       // ids: quantile, fixed
enum class RfmFrequency : uint8_t { kWaybills, kShipDays };  // ids: waybills, ship_days

struct RfmSettings {
  int32_t bins = 5;  // 3..5
  RfmCutMode cuts = RfmCutMode::kQuantile;
  RfmFrequency frequency = RfmFrequency::kWaybills;
  // Mode fixed: bins - 1 cuts each, strictly ascending. Defaults are ours, for courier customers over 12 months
  // (editable): shipped within a week, fortnight, month, two months; a parcel a quarter, a month, a week, twice a week;
  // yuan a year.
  std::vector<double> recency_days = {7, 15, 30, 60};
  std::vector<double> frequency_count = {4, 12, 52, 104};
  std::vector<double> monetary_yuan = {200, 1000, 5000, 20000};
  friend bool operator==(const RfmSettings&, const RfmSettings&) = default;
};

// The cuts in use for one of the three, ascending, and how many customers got each score (index 0 = score 1).
struct RfmBins {
  std::vector<double> cuts;  // days, count, yuan
  std::array<uint64_t, kRfmBinsMax> sizes{};
};

struct RfmResult {
  int32_t bins = 5;
  uint64_t customers = 0;  // scored
  std::vector<uint8_t> r, f, m;
  std::vector<uint16_t> code;             // 100 r + 10 f + m
  std::vector<uint64_t> frequency_count;  // as scored
  std::vector<RfmSegment> segment;        // 11-name map; with 3 or 4 bins over ToFiveScale
  std::vector<RfmSegment> segment_rf;     // 10-name map
  RfmBins recency, frequency, monetary;
  std::vector<Error> notices;
  // As scored.
  RfmFrequency frequency_kind = RfmFrequency::kWaybills;
  std::vector<double> monetary_cuts_fen;
};

// `before` may be the result of other settings over the same table: what stays the same is not worked out again.
[[nodiscard]] Result<RfmResult> ScoreRfm(const profile::ProfileTable& table, const RfmSettings& settings,
                                         RfmResult before = {});

}  // namespace loyalane::segment
