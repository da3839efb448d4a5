#include "segment/abc.h"

#include <algorithm>
#include <string>
#include <string_view>

#include "math/gini.h"
#include "math/number_text.h"
#include "math/round.h"
#include "math/wide_int.h"

namespace loyalane::segment {
namespace {

using math::Int128;

// Percentages as whole millionths, so that comparisons with sums of fen are exact.
constexpr int64_t kMillion = 1'000'000;
int64_t ToMillionths(double percent) { return math::NearestWhole(percent * 10'000); }

double Ratio(Int128 part, Int128 whole) { return static_cast<double>(part) / static_cast<double>(whole); }

Error OutOfRange(std::string_view key, double value, std::string_view expected) {
  return Error(ErrorId::kSegmentSettingRange)
      .With("key", std::string(key))
      .With("value", math::NumberText(value))
      .With("expected", std::string(expected));
}

struct Ranked {
  int64_t value;
  uint32_t row;
};

}  // namespace

Result<AbcResult> ClassifyAbc(std::span<const Money> values, const AbcSettings& settings) {
  if (!(settings.b_percent > 0.001 && settings.b_percent <= 100)) {
    return OutOfRange("abc.b_percent", settings.b_percent, "0.001–100");
  }
  if (!(settings.a_percent >= 0.001 && settings.a_percent < settings.b_percent)) {
    return OutOfRange("abc.a_percent", settings.a_percent, "0.001 – b_percent");
  }
  if (!(settings.top_percent >= 0.001 && settings.top_percent <= 100)) {
    return OutOfRange("abc.top_percent", settings.top_percent, "0.001–100");
  }

  AbcResult result;
  const size_t rows = values.size();
  result.share.resize(rows, 0);
  result.cum_share_before.resize(rows, 1);
  result.abc_class.resize(rows, AbcClass::kC);
  std::vector<Ranked> ranked;
  ranked.reserve(rows);
  Int128 total = 0;
  for (size_t row = 0; row < rows; ++row) {
    if (values[row].minor <= 0) continue;
    ranked.push_back({values[row].minor, static_cast<uint32_t>(row)});
    total += values[row].minor;
  }
  const size_t counted = ranked.size();
  result.customers_counted = counted;
  result.classes[static_cast<size_t>(AbcClass::kC)].customers = rows - counted;
  if (counted == 0) return result;
  std::sort(ranked.begin(), ranked.end(),
            [](const Ranked& a, const Ranked& b) { return a.value != b.value ? a.value > b.value : a.row < b.row; });

  const int64_t a_limit = ToMillionths(settings.a_percent);
  const int64_t b_limit = ToMillionths(settings.b_percent);
  const auto rounded_up = [counted](int64_t millionths) {
    return static_cast<size_t>((static_cast<int64_t>(counted) * millionths + kMillion - 1) / kMillion);
  };
  result.top_customers = rounded_up(ToMillionths(settings.top_percent));

  std::array<Int128, 3> class_values{};
  Int128 before = 0;        // held by those ranked before this one
  Int128 before_group = 0;  // held by those with a greater value
  const uint64_t steps = std::min<uint64_t>(counted, 100);
  uint64_t step = 0;
  const auto add_curve_point = [&](size_t customers) {
    result.curve.push_back(
        {customers, static_cast<double>(customers) / static_cast<double>(counted), Ratio(before, total)});
  };
  for (size_t i = 0; i < counted; ++i) {
    if (i * steps >= step * counted) {
      add_curve_point(i);
      ++step;
    }
    if (i == 0 || ranked[i].value != ranked[i - 1].value) before_group = before;
    const AbcClass abc_class = before_group * kMillion < total * a_limit   ? AbcClass::kA
                               : before_group * kMillion < total * b_limit ? AbcClass::kB
                                                                           : AbcClass::kC;
    const size_t row = ranked[i].row;
    result.abc_class[row] = abc_class;
    result.share[row] = Ratio(ranked[i].value, total);
    result.cum_share_before[row] = Ratio(before_group, total);
    ++result.classes[static_cast<size_t>(abc_class)].customers;
    class_values[static_cast<size_t>(abc_class)] += ranked[i].value;
    before += ranked[i].value;
    if (i + 1 == result.top_customers) result.top_share = Ratio(before, total);
    if (result.customers_for_80 == 0 && before * 100 >= total * 80) result.customers_for_80 = i + 1;
  }
  add_curve_point(counted);
  for (size_t c = 0; c < 3; ++c) result.classes[c].value_share = Ratio(class_values[c], total);
  result.customers_for_80_share = static_cast<double>(result.customers_for_80) / static_cast<double>(counted);

  std::vector<int64_t> ascending(counted);
  for (size_t i = 0; i < counted; ++i) ascending[i] = ranked[counted - 1 - i].value;
  result.gini = math::Gini(ascending);
  return result;
}

}  // namespace loyalane::segment
