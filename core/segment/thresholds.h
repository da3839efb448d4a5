// Where "low" ends and "high" begins on each axis: six ways to choose. Strict `<` is low; equal is high.
// Axis values and thresholds are both rounded to 1e-9 first. Normative: docs/formulas/cvac.md.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "segment/axis_stripes.h"

namespace loyalane::segment {

inline constexpr double kCvThresholdFixed = 18;  // points of 30
inline constexpr double kAcThresholdFixed = 14;  // percent
// Below this many active customers a threshold drawn from the data is announced as a hint only (SEGMENT-302).
inline constexpr size_t kThresholdCustomersMin = 25;

enum class ThresholdMode : uint8_t {  // ids: fixed, parity, quantile, mean, two_class, manual
  kFixed,                             // CV 18, AC 14
  kParity,                            // CV 18, AC 100 / J: level with the rivals
  kQuantile,                          // type-7 quantiles of the active customers: CV cv_quantile, AC ac_quantile
  kMean,                              // arithmetic means of the active customers
  kTwoClass,                          // natural break of the active customers (Jenks, two classes)
  kManual,                            // cv_manual, ac_manual
};
[[nodiscard]] std::string_view IdOf(ThresholdMode mode);

// Key names (JSON) are the field names below, under "thresholds".
struct ThresholdSettings {
  ThresholdMode mode = ThresholdMode::kFixed;
  double cv_quantile = 0.80;             // 0..1, used to the sixth decimal; 0.80 is the 80/20 rule
  double ac_quantile = 0.50;             // 0..1
  double cv_manual = kCvThresholdFixed;  // points, 0..30
  double ac_manual = kAcThresholdFixed;  // percent, 0..100
  friend bool operator==(const ThresholdSettings&, const ThresholdSettings&) = default;
};

struct Thresholds {
  ThresholdMode mode = ThresholdMode::kFixed;
  double cv = kCvThresholdFixed;
  double ac = kAcThresholdFixed;
  uint64_t customers = 0;  // active customers that a data-driven mode looked at
};

// An axis with the threshold that the data give for it, kept as long as its values and the settings stay.
struct DrawnThreshold {
  AxisStripes stripes;  // made when they are asked for
  bool made = false;
  ThresholdMode mode{};
  double quantile = 0;
  std::optional<double> value;  // nothing: the data give none
  uint64_t customers = 0;
  // The values are others.
  void Forget() {
    made = false;
    stripes.Clear();
  }
};
struct DrawnThresholds {
  DrawnThreshold cv, ac;
};

// Thresholds for axis columns already rounded to 1e-9; only rows with active[row] != 0 count. Where a data-driven mode
// has fewer than two customers or no two distinct values on an axis, that axis takes the fixed threshold and
// SEGMENT-301 is added to `notices`. `drawn` may hold those of the call before.
[[nodiscard]] Thresholds ChooseThresholds(std::span<const double> cv, std::span<const double> ac,
                                          std::span<const uint8_t> active, const ThresholdSettings& settings,
                                          int32_t carriers, std::vector<Error>* notices,
                                          DrawnThresholds* drawn = nullptr);

}  // namespace loyalane::segment
