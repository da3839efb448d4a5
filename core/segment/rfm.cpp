#include "segment/rfm.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>
#include <string_view>

#include "math/quantile.h"

namespace loyalane::segment {
namespace {

constexpr double kFenPerYuan = 100;

Status CheckCuts(const std::vector<double>& cuts, int32_t bins, std::string_view field) {
  bool usable = cuts.size() == static_cast<size_t>(bins - 1);
  for (size_t i = 0; usable && i < cuts.size(); ++i) {
    usable = std::isfinite(cuts[i]) && (i == 0 || cuts[i] > cuts[i - 1]);
  }
  if (usable) return Done{};
  return Error(ErrorId::kCutsNotAscending).With("field", std::string(field)).With("count", std::to_string(bins - 1));
}

std::vector<double> QuantileCuts(std::vector<double> values, int32_t bins) {
  std::sort(values.begin(), values.end());
  std::vector<double> cuts;
  for (int32_t j = 1; j < bins; ++j) cuts.push_back(math::QuantileSorted(values, j, bins));
  return cuts;
}

// Scores of one of the three, 0 where a customer is not scored, and how many got each.
// The values are those of the one that is not null.
void ScoreBy(const std::vector<double>& cuts, const std::vector<uint32_t>& ship_days, bool fewer_is_better,
             const double* days, const uint32_t* counts, const Money* amounts, std::vector<uint8_t>& out,
             RfmBins& bins) {
  // No value lies above a cut that is not there.
  std::array<double, kRfmBinsMax - 1> all;
  all.fill(std::numeric_limits<double>::infinity());
  std::copy(cuts.begin(), cuts.end(), all.begin());
  const int from = fewer_is_better ? static_cast<int>(cuts.size()) + 1 : 1;
  const int step = fewer_is_better ? -1 : 1;
  std::array<uint64_t, kRfmBinsMax + 1> sizes{};
  out.resize(ship_days.size());
  for (size_t row = 0; row < out.size(); ++row) {
    const double x = days != nullptr     ? days[row]
                     : counts != nullptr ? static_cast<double>(counts[row])
                                         : static_cast<double>(amounts[row].minor);
    const int below = (x > all[0] ? 1 : 0) + (x > all[1] ? 1 : 0) + (x > all[2] ? 1 : 0) + (x > all[3] ? 1 : 0);
    const int score = ship_days[row] == 0 ? 0 : from + step * below;
    out[row] = static_cast<uint8_t>(score);
    ++sizes[static_cast<size_t>(score)];
  }
  std::copy(sizes.begin() + 1, sizes.end(), bins.sizes.begin());
}

}  // namespace

Result<RfmResult> ScoreRfm(const profile::ProfileTable& table, const RfmSettings& settings, RfmResult before) {
  if (settings.bins < kRfmBinsMin || settings.bins > kRfmBinsMax) {
    return Error(ErrorId::kSegmentSettingRange)
        .With("key", "rfm.bins")
        .With("value", std::to_string(settings.bins))
        .With("expected", "3–5");
  }
  if (!table.has_shipments) return Error(ErrorId::kRfmNeedsShipments);

  const size_t rows = table.rows();
  const auto& frequencies = settings.frequency == RfmFrequency::kWaybills ? table.waybills : table.ship_days;
  RfmResult result = std::move(before);
  const bool may_stay = result.r.size() == rows && result.bins == settings.bins;
  const bool same_frequency = may_stay && result.frequency_kind == settings.frequency;
  const std::vector<double> recency_before = std::move(result.recency.cuts);
  const std::vector<double> frequency_before = std::move(result.frequency.cuts);
  const std::vector<double> monetary_before = std::move(result.monetary_cuts_fen);
  std::vector<double> monetary_cuts;  // in fen, so that quantiles stand on whole numbers
  result.notices.clear();
  result.bins = settings.bins;
  result.customers = rows - static_cast<uint64_t>(std::count(table.ship_days.begin(), table.ship_days.end(), 0U));

  if (settings.cuts == RfmCutMode::kFixed) {
    if (Status status = CheckCuts(settings.recency_days, settings.bins, "recency_days"); !status) return status.error();
    if (Status status = CheckCuts(settings.frequency_count, settings.bins, "frequency"); !status) return status.error();
    if (Status status = CheckCuts(settings.monetary_yuan, settings.bins, "monetary"); !status) return status.error();
    result.recency.cuts = settings.recency_days;
    result.frequency.cuts = settings.frequency_count;
    for (const double yuan : settings.monetary_yuan) monetary_cuts.push_back(yuan * kFenPerYuan);
  } else {
    if (result.customers < kRfmCustomersMin) {
      return Error(ErrorId::kRfmTooFewCustomers)
          .With("customers", std::to_string(result.customers))
          .With("minimum", std::to_string(kRfmCustomersMin));
    }
    const auto of_scored = [&](auto&& value) {
      std::vector<double> values;
      values.reserve(result.customers);
      for (size_t row = 0; row < rows; ++row) {
        if (table.ship_days[row] != 0) values.push_back(static_cast<double>(value(row)));
      }
      return QuantileCuts(std::move(values), settings.bins);
    };
    result.recency.cuts = of_scored([&](size_t row) { return table.recency_days[row]; });
    // Whole days: the first day past a fractional cut earns the better score, as the first shipment past one does.
    for (double& cut : result.recency.cuts) cut = std::ceil(cut);
    result.frequency.cuts = of_scored([&](size_t row) { return frequencies[row]; });
    monetary_cuts = of_scored([&](size_t row) { return table.amount[row].minor; });
    const auto warn = [&result](const std::vector<double>& cuts, std::string_view field) {
      if (std::adjacent_find(cuts.begin(), cuts.end()) == cuts.end()) return;
      result.notices.push_back(Error(ErrorId::kCutsCoincide).With("field", std::string(field)));
    };
    warn(result.recency.cuts, "recency_days");
    warn(result.frequency.cuts, "frequency");
    warn(monetary_cuts, "monetary");
  }

  if (!same_frequency) result.frequency_count.assign(frequencies.begin(), frequencies.end());
  if (!may_stay || result.recency.cuts != recency_before) {
    ScoreBy(result.recency.cuts, table.ship_days, true, table.recency_days.data(), nullptr, nullptr, result.r,
            result.recency);
  }
  if (!same_frequency || result.frequency.cuts != frequency_before) {
    ScoreBy(result.frequency.cuts, table.ship_days, false, nullptr, frequencies.data(), nullptr, result.f,
            result.frequency);
  }
  if (!may_stay || monetary_cuts != monetary_before) {
    ScoreBy(monetary_cuts, table.ship_days, false, nullptr, nullptr, table.amount.data(), result.m, result.monetary);
  }

  // What a customer of each three scores is called.
  struct Name {
    uint16_t code = 0;
    RfmSegment segment = RfmSegment::kNone, segment_rf = RfmSegment::kNone;
  };
  constexpr size_t kScores = kRfmBinsMax + 1;
  std::array<Name, kScores * kScores * kScores> names;
  for (int r = 1; r <= settings.bins; ++r) {
    for (int f = 1; f <= settings.bins; ++f) {
      for (int m = 1; m <= settings.bins; ++m) {
        const int r5 = ToFiveScale(r, settings.bins);
        const int f5 = ToFiveScale(f, settings.bins);
        names[(static_cast<size_t>(r) * kScores + static_cast<size_t>(f)) * kScores + static_cast<size_t>(m)] = {
            static_cast<uint16_t>(100 * r + 10 * f + m), RfmSegmentOf(r5, f5, ToFiveScale(m, settings.bins)),
            RfSegmentOf(r5, f5)};
      }
    }
  }
  result.code.resize(rows);
  result.segment.resize(rows);
  result.segment_rf.resize(rows);
  const uint8_t* r = result.r.data();
  const uint8_t* f = result.f.data();
  const uint8_t* m = result.m.data();
  for (size_t row = 0; row < rows; ++row) {
    const Name& name = names[(size_t{r[row]} * kScores + f[row]) * kScores + m[row]];
    result.code[row] = name.code;
    result.segment[row] = name.segment;
    result.segment_rf[row] = name.segment_rf;
  }
  // Shown in yuan; scored in fen.
  result.monetary.cuts.clear();
  for (const double cut : monetary_cuts) result.monetary.cuts.push_back(cut / kFenPerYuan);
  result.monetary_cuts_fen = std::move(monetary_cuts);
  result.frequency_kind = settings.frequency;
  return result;
}

}  // namespace loyalane::segment
