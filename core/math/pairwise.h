// Weights from pairwise judgements (AHP, Saaty 1980) by the geometric mean of each row, with the consistency ratio.
//   Judgements "i is v times as important as j" stand in a list in row order of the upper triangle: (0,1) (0,2) ...
//   (1,2) ... lambda_max = mean over i of (A w)_i / w_i;  CI = (lambda_max - n) / (n - 1);  CR = CI / RI(n)
// Normative: docs/formulas/ahp.md.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace loyalane::math {

inline constexpr size_t kPairwiseItemsMax = 10;  // Saaty's table of random indices ends there
inline constexpr double kConsistencyRatioMax = 0.10;

struct PairwiseWeights {
  std::vector<double> weights;  // sum 1
  double lambda_max = 0;
  double consistency_index = 0;
  double consistency_ratio = 0;  // 0 for one or two items, which cannot contradict each other
  // The judgements contradict each other more than Saaty allows (CR >= 0.10).
  [[nodiscard]] bool inconsistent() const { return consistency_ratio >= kConsistencyRatioMax; }
};

// Needs 1 <= items <= kPairwiseItemsMax and items (items - 1) / 2 judgements, all finite and > 0.
[[nodiscard]] PairwiseWeights WeightsFromPairs(size_t items, std::span<const double> judgements);

// Weights (>= 0, sum 1) as whole thousandths that sum to 1000: rounded down, then the largest remainders are rounded
// up; among equal remainders the earlier item first.
[[nodiscard]] std::vector<int> ToThousandths(std::span<const double> weights);

}  // namespace loyalane::math
