// The weights of an axis: from pairwise judgements (AHP), equal, or the user's own. Normative: docs/formulas/ahp.md.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace loyalane::segment {

enum class WeightMode : uint8_t { kAhp, kEqual, kOwn };  // ids: ahp, equal, own

struct WeightSettings {
  WeightMode mode = WeightMode::kAhp;
  // mode ahp: "row is v times as important as column", upper triangle in row order, each 1/9..9.
  std::vector<double> judgements;
  // mode own: one weight an attribute, >= 0, at least one > 0; divided by their sum if that is not 1.
  std::vector<double> own;
  friend bool operator==(const WeightSettings&, const WeightSettings&) = default;
};

struct Weights {
  std::vector<double> values;  // sum 1, in the attributes' order
  // The judgements' own figures, whatever the mode in use, so that a screen can show them while they are edited.
  double lambda_max = 0;
  double consistency_index = 0;
  double consistency_ratio = 0;
  bool inconsistent = false;  // CR >= 0.10
};

// Weights for `items` attributes. In mode ahp they are rounded to whole thousandths that sum to 1 (largest remainder):
// what is printed is what is used. Errors: SEGMENT-104 own weights, SEGMENT-105 judgements (only of the mode in use);
// `key` names the setting.
[[nodiscard]] Result<Weights> ResolveWeights(const WeightSettings& settings, size_t items, std::string_view key);

}  // namespace loyalane::segment
