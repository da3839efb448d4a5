#include "math/pairwise.h"

#include <algorithm>
#include <array>

#include "math/log.h"
#include "math/round.h"

namespace loyalane::math {
namespace {

// Random consistency indices of Saaty (1980), The Analytic Hierarchy Process, for 1..10 items.
constexpr std::array<double, kPairwiseItemsMax> kRandomIndex = {0, 0, 0.58, 0.90, 1.12, 1.24, 1.32, 1.41, 1.45, 1.49};

}  // namespace

PairwiseWeights WeightsFromPairs(size_t items, std::span<const double> judgements) {
  std::array<std::array<double, kPairwiseItemsMax>, kPairwiseItemsMax> matrix{};
  size_t next = 0;
  for (size_t i = 0; i < items; ++i) {
    matrix[i][i] = 1;
    for (size_t j = i + 1; j < items; ++j) {
      matrix[i][j] = judgements[next++];
      matrix[j][i] = 1 / matrix[i][j];
    }
  }

  PairwiseWeights result;
  result.weights.resize(items);
  const double n = static_cast<double>(items);
  double sum = 0;
  for (size_t i = 0; i < items; ++i) {
    double product = 1;
    for (size_t j = 0; j < items; ++j) product *= matrix[i][j];
    result.weights[i] = Pow(product, 1 / n);
    sum += result.weights[i];
  }
  for (double& weight : result.weights) weight /= sum;

  double ratios = 0;
  for (size_t i = 0; i < items; ++i) {
    double row = 0;
    for (size_t j = 0; j < items; ++j) row += matrix[i][j] * result.weights[j];
    ratios += row / result.weights[i];
  }
  result.lambda_max = ratios / n;
  if (items > 2) {
    // A consistent matrix has lambda_max = n; rounding may leave it a hair below.
    result.consistency_index = std::max(0.0, (result.lambda_max - n) / (n - 1));
    result.consistency_ratio = result.consistency_index / kRandomIndex[items - 1];
  }
  return result;
}

std::vector<int> ToThousandths(std::span<const double> weights) {
  std::vector<int> parts(weights.size());
  std::vector<double> remainders(weights.size());
  int left = 1000;
  for (size_t i = 0; i < weights.size(); ++i) {
    // 1e-9 first, so that 0.3 counts as 300 and not as 299 and a bit.
    const double scaled = RoundTo1e9(weights[i] * 1000);
    parts[i] = static_cast<int>(scaled);
    remainders[i] = RoundTo1e9(scaled - parts[i]);
    left -= parts[i];
  }
  for (; left > 0; --left) {
    const size_t at = static_cast<size_t>(std::max_element(remainders.begin(), remainders.end()) - remainders.begin());
    ++parts[at];
    remainders[at] = -1;
  }
  return parts;
}

}  // namespace loyalane::math
