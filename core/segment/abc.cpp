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

// All that does not hang on the settings; everybody is C.
AbcResult Rank(std::span<const Money> values) {
  AbcResult result;
  const size_t rows = values.size();
  result.share.resize(rows, 0);
  result.cum_share_before.resize(rows, 1);
  result.abc_class.resize(rows, AbcClass::kC);
  result.classes[static_cast<size_t>(AbcClass::kC)].customers = rows;
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
  if (counted == 0) return result;
  std::sort(ranked.begin(), ranked.end(),
            [](const Ranked& a, const Ranked& b) { return a.value != b.value ? a.value > b.value : a.row < b.row; });

  Int128 before = 0;        // held by those ranked before this one
  Int128 before_group = 0;  // held by those with a greater value
  const uint64_t steps = std::min<uint64_t>(counted, 100);
  uint64_t step = 0;
  const auto add_curve_point = [&](size_t customers) {
    result.curve.push_back(
        {customers, static_cast<double>(customers) / static_cast<double>(counted), Ratio(before, total)});
  };
  result.ranked.resize(counted);
  for (size_t i = 0; i < counted; ++i) {
    if (i * steps >= step * counted) {
      add_curve_point(i);
      ++step;
    }
    if (i % kAbcStep == 0) result.held_before.push_back(before);
    if (i == 0 || ranked[i].value != ranked[i - 1].value) before_group = before;
    const size_t row = ranked[i].row;
    result.ranked[i] = ranked[i].row;
    result.share[row] = Ratio(ranked[i].value, total);
    result.cum_share_before[row] = Ratio(before_group, total);
    before += ranked[i].value;
    if (result.customers_for_80 == 0 && before * 100 >= total * 80) result.customers_for_80 = i + 1;
  }
  if (counted % kAbcStep == 0) result.held_before.push_back(before);
  add_curve_point(counted);
  result.customers_for_80_share = static_cast<double>(result.customers_for_80) / static_cast<double>(counted);

  std::vector<int64_t> ascending(counted);
  for (size_t i = 0; i < counted; ++i) ascending[i] = ranked[counted - 1 - i].value;
  result.gini = math::Gini(ascending);
  return result;
}

}  // namespace

Result<AbcResult> ClassifyAbc(std::span<const Money> values, const AbcSettings& settings, AbcResult before) {
  if (!(settings.b_percent > 0.001 && settings.b_percent <= 100)) {
    return OutOfRange("abc.b_percent", settings.b_percent, "0.001–100");
  }
  if (!(settings.a_percent >= 0.001 && settings.a_percent < settings.b_percent)) {
    return OutOfRange("abc.a_percent", settings.a_percent, "0.001 – b_percent");
  }
  if (!(settings.top_percent >= 0.001 && settings.top_percent <= 100)) {
    return OutOfRange("abc.top_percent", settings.top_percent, "0.001–100");
  }

  AbcResult result = std::move(before);
  const size_t rows = values.size();
  if (result.abc_class.size() != rows || result.ranked.empty()) {
    result = Rank(values);
    if (result.ranked.empty()) return result;
  }
  const std::vector<uint32_t>& ranked = result.ranked;
  const size_t counted = ranked.size();
  // What the best `customers` hold.
  const auto held_by = [&](size_t customers) {
    Int128 held = result.held_before[customers / kAbcStep];
    for (size_t i = customers - customers % kAbcStep; i < customers; ++i) held += values[ranked[i]].minor;
    return held;
  };
  const Int128 total = held_by(counted);
  // How many lie above the line: those with less than its share before them, and their equals.
  const auto above = [&](double percent) {
    // At most this much in whole fen is less than the share.
    const Int128 limit = (total * ToMillionths(percent) + kMillion - 1) / kMillion;
    const auto block = std::lower_bound(result.held_before.begin(), result.held_before.end(), limit);
    size_t customers = static_cast<size_t>(block - result.held_before.begin() - 1) * kAbcStep;
    for (Int128 held = held_by(customers); customers < counted && held < limit; ++customers)
      held += values[ranked[customers]].minor;
    while (customers < counted && values[ranked[customers]] == values[ranked[customers - 1]]) ++customers;
    return customers;
  };
  const size_t a_end = above(settings.a_percent);
  const size_t b_end = above(settings.b_percent);
  auto& [a, b, c] = result.classes;
  const auto classify = [&](size_t from, size_t to) {
    for (size_t i = std::min(from, to); i < std::max(from, to); ++i)
      result.abc_class[ranked[i]] = i < a_end ? AbcClass::kA : i < b_end ? AbcClass::kB : AbcClass::kC;
  };
  classify(a.customers, a_end);
  classify(a.customers + b.customers, b_end);
  a = {a_end, Ratio(held_by(a_end), total)};
  b = {b_end - a_end, Ratio(held_by(b_end) - held_by(a_end), total)};
  c = {rows - b_end, Ratio(total - held_by(b_end), total)};
  result.top_customers = static_cast<size_t>(
      (static_cast<int64_t>(counted) * ToMillionths(settings.top_percent) + kMillion - 1) / kMillion);
  result.top_share = Ratio(held_by(result.top_customers), total);
  return result;
}

}  // namespace loyalane::segment
