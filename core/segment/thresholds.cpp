#include "segment/thresholds.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>

#include "math/breaks.h"
#include "math/number_text.h"
#include "math/round.h"

namespace loyalane::segment {
namespace {

// Values are multiples of 1e-9, so that the sum is exact in whole numbers and the order of the rows cannot matter.
double Mean(const std::vector<double>& values) {
  int64_t sum = 0;
  for (const double value : values) sum += math::NearestWhole(value * 1e9);
  return static_cast<double>(sum) / static_cast<double>(values.size()) / 1e9;
}

std::optional<double> DrawFrom(std::vector<double>& values, ThresholdMode mode) {
  if (mode == ThresholdMode::kMean) return Mean(values);
  std::sort(values.begin(), values.end());
  return math::TwoClassBreak(values);
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
        drawn.stripes.Make(axis, active);
        drawn.made = true;
        drawn.mode = settings.mode;
        drawn.quantile = q;
        drawn.value.reset();
        drawn.customers = drawn.stripes.active();
        const auto quantile = [&](double part) {
          constexpr int64_t kDenominator = 1'000'000;
          return drawn.stripes.Quantile(axis, active, math::NearestWhole(part * static_cast<double>(kDenominator)),
                                        kDenominator);
        };
        if (drawn.customers > 0 && quantile(0) < quantile(1)) {
          std::vector<double> values;
          for (size_t row = 0; settings.mode != ThresholdMode::kQuantile && row < axis.size(); ++row) {
            if (active[row] != 0) values.push_back(axis[row]);
          }
          drawn.value = settings.mode == ThresholdMode::kQuantile ? quantile(q) : DrawFrom(values, settings.mode);
        }
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
