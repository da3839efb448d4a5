// The two-axis segmentation: customer value CV (0..30 points) x availability AC (percent, share of attraction) -> four
// types.
//   CV = 30 * sum(w s) / 10 over M, A, C; over the known ones alone, re-weighted, where one is missing
//   A  = sum(w s) / 10 over S, Q, R, T, E, a missing score counting 5;  AC = 100 A / (A + (J - 1) rival_attraction)
// Both are rounded to 1e-9; then `<` the threshold is low. Result columns have the table's row order.
//
//   Result<CvAcResult> run = ScoreCvAc(table, CvAcSettings{}, nullptr);
//   settings.thresholds.mode = ThresholdMode::kManual;  // a slider moves
//   Status status = Rescore(settings, table, &*run);    // only what lies between is looked at
//
// Errors: those of CheckCvAcSettings; nothing is changed then. Normative: docs/formulas/cvac.md.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/error.h"
#include "base/result.h"
#include "math/interval.h"
#include "profile/profile_table.h"
#include "segment/attribute_scores.h"
#include "segment/customer_type.h"
#include "segment/cvac_settings.h"
#include "segment/previous_run.h"
#include "segment/thresholds.h"
#include "segment/weights.h"

namespace loyalane::segment {

// Bits of CvAcResult::flags, in the order in which they are printed.
enum Flag : uint8_t {
  kFlagBorderline = 1,   // 临界: within the band around one of the thresholds, ends included
  kFlagProvisional = 2,  // 暂定: too little is known: coverage below the minimum, new, or no basis for CV
  kFlagDormant = 4,      // 沉睡: no shipment inside the window
  kFlagNew = 8,          // 新客户: younger than new_below_months
};
// Ids joined by ';': "borderline;provisional", empty if none.
[[nodiscard]] std::string FlagsText(uint8_t flags);

// A customer whose type or flags are others than they were.
struct TypeChange {
  uint32_t row;
  CustomerType type;  // as they were
  uint8_t flags;
};

struct CvAcResult {
  AttributeScores scores;              // 0..10, NaN = not known
  std::vector<double> cv;              // points
  std::vector<double> ac;              // percent
  std::vector<double> coverage;        // weight of the known AC attributes, 0..1
  std::vector<CustomerType> raw_type;  // by this run's figures alone
  std::vector<CustomerType> type;      // after stability; equals raw_type without a previous run
  std::vector<uint8_t> flags;

  Weights cv_weights;
  Weights ac_weights;
  Thresholds thresholds;
  double coverage_min = 0;     // as set for this run
  std::vector<Error> notices;  // SEGMENT-301, -302, -303

  // What lets Rescore keep what stays the same: the settings that stand behind this result, and whose cv has no basis
  // (it is 0 then).
  CvAcSettings settings;
  std::vector<uint8_t> cv_unknown;
  DrawnThresholds drawn;

  // What the last Rescore changed: the axes, and the customers of other type or flags while they are few (nothing:
  // many).
  bool cv_changed = true, ac_changed = true;
  std::optional<std::vector<TypeChange>> changes;

  // The previous run's entry of each row, as type | raw_type << 2, or kNoPrevious. Empty without a previous run.
  std::vector<uint8_t> previous;

  [[nodiscard]] size_t rows() const { return cv.size(); }
  // Signed distances to the thresholds; negative = low.
  [[nodiscard]] double cv_distance(size_t row) const { return cv[row] - thresholds.cv; }
  [[nodiscard]] double ac_distance(size_t row) const { return ac[row] - thresholds.ac; }
};
inline constexpr uint8_t kNoPrevious = 0xff;

// `previous` may be null.
[[nodiscard]] Result<CvAcResult> ScoreCvAc(const profile::ProfileTable& table, const CvAcSettings& settings,
                                           const PreviousRun* previous);

// The same result for other settings, as scored anew, but only what differs is worked out again: what a slider calls. A
// moved threshold costs what lies between it and where it was.
[[nodiscard]] Status Rescore(const CvAcSettings& settings, const profile::ProfileTable& table, CvAcResult* result);

// Why this type: "CV 18.11 ≥ 18，AC 14.09 % ≥ 14 % — 临界". Two decimals, or as many as the comparison needs to read
// true.
[[nodiscard]] std::string ReasonText(const CvAcResult& result, size_t row, Language language);

struct TypeShare {
  uint64_t customers = 0;
  double share = 0;         // of all customers; 0 if there are none
  math::Interval interval;  // Wilson, 95 %: how much a few customers can say
};
// Indexed by CustomerType.
[[nodiscard]] std::array<TypeShare, kCustomerTypeCount> TypeShares(const CvAcResult& result);

}  // namespace loyalane::segment
