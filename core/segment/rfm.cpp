#include "segment/rfm.h"

#include <algorithm>
#include <cmath>
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

uint8_t CutsBelow(const std::vector<double>& cuts, double value) {
  uint8_t below = 0;
  for (const double cut : cuts) below = static_cast<uint8_t>(below + (value > cut ? 1 : 0));
  return below;
}

}  // namespace

Result<RfmResult> ScoreRfm(const profile::ProfileTable& table, const RfmSettings& settings) {
  if (settings.bins < kRfmBinsMin || settings.bins > kRfmBinsMax) {
    return Error(ErrorId::kSegmentSettingRange)
        .With("key", "rfm.bins")
        .With("value", std::to_string(settings.bins))
        .With("expected", "3–5");
  }
  if (!table.has_shipments) return Error(ErrorId::kRfmNeedsShipments);

  // Only scored customers, in row order; money in fen, so that quantiles stand on whole numbers.
  std::vector<uint32_t> scored;
  std::vector<double> recency;
  std::vector<double> frequency;
  std::vector<double> monetary;
  RfmResult result;
  const size_t rows = table.rows();
  const auto& frequencies = settings.frequency == RfmFrequency::kWaybills ? table.waybills : table.ship_days;
  result.frequency_count.assign(frequencies.begin(), frequencies.end());
  for (size_t row = 0; row < rows; ++row) {
    if (table.ship_days[row] == 0) continue;
    scored.push_back(static_cast<uint32_t>(row));
    recency.push_back(table.recency_days[row]);
    frequency.push_back(static_cast<double>(frequencies[row]));
    monetary.push_back(static_cast<double>(table.amount[row].minor));
  }
  result.bins = settings.bins;
  result.customers = scored.size();

  if (settings.cuts == RfmCutMode::kFixed) {
    if (Status status = CheckCuts(settings.recency_days, settings.bins, "recency_days"); !status) return status.error();
    if (Status status = CheckCuts(settings.frequency_count, settings.bins, "frequency"); !status) return status.error();
    if (Status status = CheckCuts(settings.monetary_yuan, settings.bins, "monetary"); !status) return status.error();
    result.recency.cuts = settings.recency_days;
    result.frequency.cuts = settings.frequency_count;
    for (const double yuan : settings.monetary_yuan) result.monetary.cuts.push_back(yuan * kFenPerYuan);
  } else {
    if (result.customers < kRfmCustomersMin) {
      return Error(ErrorId::kRfmTooFewCustomers)
          .With("customers", std::to_string(result.customers))
          .With("minimum", std::to_string(kRfmCustomersMin));
    }
    result.recency.cuts = QuantileCuts(recency, settings.bins);
    // Whole days: the first day past a fractional cut earns the better score, as the first shipment past one does.
    for (double& cut : result.recency.cuts) cut = std::ceil(cut);
    result.frequency.cuts = QuantileCuts(frequency, settings.bins);
    result.monetary.cuts = QuantileCuts(monetary, settings.bins);
    const auto warn = [&result](const RfmBins& bins, std::string_view field) {
      if (std::adjacent_find(bins.cuts.begin(), bins.cuts.end()) == bins.cuts.end()) return;
      result.notices.push_back(Error(ErrorId::kCutsCoincide).With("field", std::string(field)));
    };
    warn(result.recency, "recency_days");
    warn(result.frequency, "frequency");
    warn(result.monetary, "monetary");
  }

  result.r.resize(rows);
  result.f.resize(rows);
  result.m.resize(rows);
  result.code.resize(rows);
  result.segment.resize(rows, RfmSegment::kNone);
  result.segment_rf.resize(rows, RfmSegment::kNone);
  for (size_t i = 0; i < scored.size(); ++i) {
    const size_t row = scored[i];
    const uint8_t r = static_cast<uint8_t>(settings.bins - CutsBelow(result.recency.cuts, recency[i]));
    const uint8_t f = static_cast<uint8_t>(1 + CutsBelow(result.frequency.cuts, frequency[i]));
    const uint8_t m = static_cast<uint8_t>(1 + CutsBelow(result.monetary.cuts, monetary[i]));
    result.r[row] = r;
    result.f[row] = f;
    result.m[row] = m;
    result.code[row] = static_cast<uint16_t>(100 * r + 10 * f + m);
    ++result.recency.sizes[r - 1u];
    ++result.frequency.sizes[f - 1u];
    ++result.monetary.sizes[m - 1u];
    const int r5 = ToFiveScale(r, settings.bins);
    const int f5 = ToFiveScale(f, settings.bins);
    result.segment[row] = RfmSegmentOf(r5, f5, ToFiveScale(m, settings.bins));
    result.segment_rf[row] = RfSegmentOf(r5, f5);
  }
  // Shown in yuan; scored in fen.
  for (double& cut : result.monetary.cuts) cut /= kFenPerYuan;
  return result;
}

}  // namespace loyalane::segment
