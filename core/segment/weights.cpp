#include "segment/weights.h"

#include <cmath>
#include <string>

#include "math/pairwise.h"
#include "math/round.h"

namespace loyalane::segment {
namespace {

constexpr double kJudgementMax = 9;  // Saaty's scale

bool JudgementsUsable(const std::vector<double>& judgements, size_t items) {
  if (judgements.size() != items * (items - 1) / 2) return false;
  for (const double judgement : judgements) {
    // 1/9 typed as 0.1111 is meant as 1/9.
    if (!(judgement >= 1 / kJudgementMax - 0.001 && judgement <= kJudgementMax)) return false;
  }
  return true;
}

}  // namespace

Result<Weights> ResolveWeights(const WeightSettings& settings, size_t items, std::string_view key) {
  Weights result;
  result.values.resize(items);
  const bool judgements_usable = JudgementsUsable(settings.judgements, items);
  if (judgements_usable) {
    const math::PairwiseWeights pairwise = math::WeightsFromPairs(items, settings.judgements);
    result.lambda_max = pairwise.lambda_max;
    result.consistency_index = pairwise.consistency_index;
    result.consistency_ratio = pairwise.consistency_ratio;
    result.inconsistent = pairwise.inconsistent();
    const std::vector<int> thousandths = math::ToThousandths(pairwise.weights);
    for (size_t i = 0; i < items; ++i) result.values[i] = thousandths[i] / 1000.0;
  }
  switch (settings.mode) {
    case WeightMode::kAhp:
      if (!judgements_usable) {
        return Error(ErrorId::kJudgementsUnusable)
            .With("key", std::string(key) + ".judgements")
            .With("count", std::to_string(items * (items - 1) / 2));
      }
      break;
    case WeightMode::kEqual:
      for (double& value : result.values) value = 1.0 / static_cast<double>(items);
      break;
    case WeightMode::kOwn: {
      double sum = 0;
      bool usable = settings.own.size() == items;
      for (const double weight : settings.own) {
        usable = usable && weight >= 0 && std::isfinite(weight);
        sum += weight;
      }
      if (!usable || !(sum > 0) || !std::isfinite(sum)) {
        return Error(ErrorId::kWeightsUnusable).With("key", std::string(key) + ".own");
      }
      // 0.54 + 0.297 + 0.163 is 1 to the user, whatever the last bit says.
      const double divisor = math::RoundTo1e9(sum) == 1 ? 1 : sum;
      for (size_t i = 0; i < items; ++i) result.values[i] = settings.own[i] / divisor;
      break;
    }
  }
  return result;
}

}  // namespace loyalane::segment
