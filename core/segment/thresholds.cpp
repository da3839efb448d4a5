#include "segment/thresholds.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>

#include "math/breaks.h"
#include "math/number_text.h"
#include "math/quantile.h"
#include "math/round.h"

namespace loyalane::segment {
namespace {

double Quantile(std::vector<double>& values, double q) {
  constexpr int64_t kDenominator = 1'000'000;
  return math::QuantileReordering(values, math::NearestWhole(q * static_cast<double>(kDenominator)), kDenominator);
}

// Values are multiples of 1e-9, so that the sum is exact in whole numbers and the order of the rows cannot matter.
double Mean(const std::vector<double>& values) {
  int64_t sum = 0;
  for (const double value : values) sum += math::NearestWhole(value * 1e9);
  return static_cast<double>(sum) / static_cast<double>(values.size()) / 1e9;
}

std::optional<double> DrawFrom(std::vector<double>& values, ThresholdMode mode, double q) {
  if (values.empty()) return std::nullopt;
  const auto [low, high] = std::minmax_element(values.begin(), values.end());
  if (*low == *high) return std::nullopt;
  switch (mode) {
    case ThresholdMode::kQuantile:
      return Quantile(values, q);
    case ThresholdMode::kMean:
      return Mean(values);
    case ThresholdMode::kTwoClass:
      std::sort(values.begin(), values.end());
      return math::TwoClassBreak(values);
    case ThresholdMode::kFixed:
    case ThresholdMode::kParity:
    case ThresholdMode::kManual:
      break;
  }
  return std::nullopt;
}

}  // namespace

std::string_view IdOf(ThresholdMode mode) {
  constexpr std::array<std::string_view, 6> kIds = {"fixed", "parity", "quantile", "mean", "two_class", "manual"};
  return kIds[static_cast<size_t>(mode)];
}

Thresholds ChooseThresholds(std::span<const double> cv, std::span<const double> ac, std::span<const uint8_t> active,
                            const ThresholdSettings& settings, int32_t carriers, std::vector<Error>* notices,
                            DrawnThresholds* kept) {
  Thresholds result;
  DrawnThresholds fresh;
  DrawnThresholds& drawn_both = kept != nullptr ? *kept : fresh;
  result.mode = settings.mode;
  if (settings.mode == ThresholdMode::kParity) result.ac = 100.0 / carriers;
  if (settings.mode == ThresholdMode::kManual) {
    result.cv = settings.cv_manual;
    result.ac = settings.ac_manual;
  }
  if (settings.mode == ThresholdMode::kQuantile || settings.mode == ThresholdMode::kMean ||
      settings.mode == ThresholdMode::kTwoClass) {
    const auto draw = [&](std::span<const double> axis, double q, double fixed, std::string_view name,
                          DrawnThreshold& drawn) {
      if (!drawn.made || drawn.mode != settings.mode || drawn.quantile != q) {
        std::vector<double> values(axis.size());
        size_t count = 0;
        for (size_t row = 0; row < axis.size(); ++row) {
          values[count] = axis[row];
          count += active[row];
        }
        values.resize(count);
        drawn = {true, settings.mode, q, DrawFrom(values, settings.mode, q), count};
      }
      result.customers = drawn.customers;
      if (!drawn.value) {
        notices->push_back(Error(ErrorId::kThresholdFellBack)
                               .With("axis", std::string(name))
                               .With("customers", std::to_string(drawn.customers))
                               .With("value", math::NumberText(fixed)));
      } else if (drawn.customers < kThresholdCustomersMin) {
        notices->push_back(Error(ErrorId::kThresholdFewCustomers)
                               .With("axis", std::string(name))
                               .With("customers", std::to_string(drawn.customers)));
      }
      return drawn.value.value_or(fixed);
    };
    result.cv = draw(cv, settings.cv_quantile, kCvThresholdFixed, "CV", drawn_both.cv);
    result.ac = draw(ac, settings.ac_quantile, kAcThresholdFixed, "AC", drawn_both.ac);
  }
  result.cv = math::RoundTo1e9(result.cv);
  result.ac = math::RoundTo1e9(result.ac);
  return result;
}

}  // namespace loyalane::segment
