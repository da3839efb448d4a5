#include "segment/cvac_settings.h"

#include <string>
#include <string_view>

#include "math/number_text.h"

namespace loyalane::segment {

Status CheckCvAcSettings(const CvAcSettings& settings) {
  if (Status status = CheckAttributeSettings(settings.attributes); !status) return status;
  struct Ranged {
    double value, min, max;
    std::string_view key;
  };
  for (const auto& [value, min, max, key] : {
           Ranged{settings.rival_attraction, 0.01, 1, "rival_attraction"},
           Ranged{settings.thresholds.cv_quantile, 0, 1, "thresholds.cv_quantile"},
           Ranged{settings.thresholds.ac_quantile, 0, 1, "thresholds.ac_quantile"},
           Ranged{settings.thresholds.cv_manual, 0, kCvPointsMax, "thresholds.cv_manual"},
           Ranged{settings.thresholds.ac_manual, 0, 100, "thresholds.ac_manual"},
           Ranged{settings.stability.band, 0, 0.5, "stability.band"},
           Ranged{settings.coverage_min, 0, 1, "coverage_min"},
           Ranged{settings.new_below_months, 0, 60, "new_below_months"},
       }) {
    if (!(value >= min && value <= max)) {
      return Error(ErrorId::kSegmentSettingRange)
          .With("key", std::string(key))
          .With("value", math::NumberText(value))
          .With("expected", math::NumberText(min) + "–" + math::NumberText(max));
    }
  }
  if (const auto weights = ResolveWeights(settings.cv_weights, kCvAttributes, "cv_weights"); !weights) {
    return weights.error();
  }
  if (const auto weights = ResolveWeights(settings.ac_weights, kAcAttributes, "ac_weights"); !weights) {
    return weights.error();
  }
  return Done{};
}

}  // namespace loyalane::segment
