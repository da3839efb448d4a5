// All that the CV x AC model lets the user set, with its defaults. Plain
// values: `workspace` reads and writes them as JSON under the field names. Normative: docs/formulas/cvac.md.
#pragma once

#include <cstdint>

#include "base/result.h"
#include "segment/attribute_scores.h"
#include "segment/thresholds.h"
#include "segment/weights.h"

namespace loyalane::segment {

inline constexpr size_t kCvAttributes = 3;  // M, A, C
inline constexpr size_t kAcAttributes = 5;  // S, Q, R, T, E
inline constexpr double kCvPointsMax = 30;
inline constexpr double kNeutralScore = 5;  // stands in for a missing AC score

struct StabilitySettings {
  // Width of the borderline band as a part of the threshold, 0..0.5: 0.05 is CV 18 +- 0.90, AC 14 +- 0.70.
  double band = 0.05;
  // Keep a customer's side of a threshold until the value leaves the band or stays across for two periods (needs a
  // previous run).
  bool keeps_type = true;
  friend bool operator==(const StabilitySettings&, const StabilitySettings&) = default;
};

struct CvAcSettings {
  AttributeSettings attributes;
  // Order M, A, C. Defaults: M:A = 2, M:C = 3, A:C = 2 -> 0.540 / 0.297 / 0.163. Own weights start from the same
  // figures.
  WeightSettings cv_weights = {WeightMode::kAhp, {2, 3, 2}, {0.540, 0.297, 0.163}};
  // Order S, Q, R, T, E (choice share, satisfaction, mind rank, tenure, recency). Defaults: S:Q 2, S:R 2, S:T 4, S:E 3,
  // Q:R 1, Q:T 3, Q:E 2, R:T 3, R:E 2, T:E 1/2 -> 0.375 / 0.215 / 0.215 / 0.074 / 0.121.
  WeightSettings ac_weights = {WeightMode::kAhp, {2, 2, 4, 3, 1, 3, 2, 3, 2, 0.5}, {0.375, 0.215, 0.215, 0.074, 0.121}};
  // Attraction of each of the J - 1 rivals, of whom nothing is known. 0.01..1; 0.5 is neutral.
  double rival_attraction = 0.5;
  ThresholdSettings thresholds;
  StabilitySettings stability;
  // Weight of the AC attributes that must be known for a type that is not provisional, 0..1.
  double coverage_min = 0.5;
  // Customers younger than this are new, and provisional. Months, 0..60.
  double new_below_months = 3;
  friend bool operator==(const CvAcSettings&, const CvAcSettings&) = default;
};

// Errors: SEGMENT-102 a number outside its range, SEGMENT-103 a curve, SEGMENT-104 own weights, SEGMENT-105 judgements.
[[nodiscard]] Status CheckCvAcSettings(const CvAcSettings& settings);

}  // namespace loyalane::segment
