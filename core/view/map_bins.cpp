#include "view/map_bins.h"

#include <algorithm>
#include <array>
#include <cstring>

#include "math/round.h"
#include "math/two.h"

namespace loyalane::view {
namespace {

using math::At;
using math::Both;
using math::Two;

constexpr uint16_t kOutside = 0xffff;

// One side of the map.
class Axis {
 public:
  Axis(double from, double to, uint32_t bins)
      : from_(from), to_(to), scale_(bins / (to - from)), last_(static_cast<int32_t>(bins) - 1) {
    const int64_t begin = math::NearestWhole(from * 1e9);
    const int64_t length = math::NearestWhole(to * 1e9) - begin;
    edges_.reserve(bins + 1);
    for (uint32_t i = 0; i <= bins; ++i) {
      // The least multiple of 1e-9 that is not below the edge: comparing with it is comparing with the edge.
      const int64_t edge = begin + (length * i + bins - 1) / bins;
      edges_.push_back(static_cast<double>(edge) / 1e9);
    }
  }
  [[nodiscard]] uint16_t BinOf(double value) const {
    if (!(value >= from_ && value <= to_)) return kOutside;
    const double place = (value - from_) * scale_;
    int32_t bin = std::min(static_cast<int32_t>(place), last_);
    // Only next to an edge may the product be on the wrong side of it. It is less than 2^-12 off: what values up to
    // kAreaReach miss of their decimals, in bins of at least kMapWindowMin / kMapBinsMax.
    const double behind = place - bin;
    if (behind < kDoubt || behind > 1 - kDoubt) {
      if (value < edges_[static_cast<size_t>(bin)]) --bin;
      if (bin < last_ && value >= edges_[static_cast<size_t>(bin) + 1]) ++bin;
    }
    return static_cast<uint16_t>(bin);
  }

  // Of two values, without asking about edges where both are clear of them.
  void BinsOfTwo(const double* values, uint16_t* bins) const {
    // Adding 1.5 * 2^52 leaves no room for a fraction: the whole number is in the lowest bits.
    constexpr double kRoundToWhole = 0x1.8p+52;
    const Two value = At(values);
    const Two place = (value - Both(from_)) * Both(scale_);
    const Two whole = (place - Both(0.5)) + Both(kRoundToWhole);
    const Two behind = place - (whole - Both(kRoundToWhole));
    const auto clear =
        (value > Both(from_)) & (value < Both(to_)) & (behind > Both(kDoubt)) & (behind < Both(1 - kDoubt));
    if ((clear[0] & clear[1]) != 0) {
      std::array<uint64_t, 2> bits;
      std::memcpy(bits.data(), &whole, sizeof bits);
      bins[0] = static_cast<uint16_t>(bits[0]);
      bins[1] = static_cast<uint16_t>(bits[1]);
    } else {
      bins[0] = BinOf(values[0]);
      bins[1] = BinOf(values[1]);
    }
  }

 private:
  static constexpr double kDoubt = 0x1p-10;
  double from_, to_, scale_;
  int32_t last_;
  std::vector<double> edges_;
};

}  // namespace

MapWindow MapExtent(const segment::CvAcResult& cvac, const segment::CvAcSettings& settings) {
  const double rivals = (settings.attributes.carriers - 1) * settings.rival_attraction;
  MapWindow extent{0, math::RoundTo1e9(100 / (1 + rivals)), 0, segment::kCvPointsMax};
  const auto widen = [](double& to, const std::vector<double>& axis) {
    // Asked first, because a maximum is slow and hardly ever needed.
    auto beyond = Both(0) > Both(1);
    for (size_t row = 0; row + 2 <= axis.size(); row += 2) beyond |= At(axis.data() + row) > Both(to);
    if ((beyond[0] | beyond[1]) != 0 || axis.size() % 2 != 0)
      to = std::max(to, *std::max_element(axis.begin(), axis.end()));
  };
  widen(extent.ac_to, cvac.ac);
  widen(extent.cv_to, cvac.cv);
  return extent;
}

void MapBinner::Place(Side& side, const std::vector<double>& axis, uint64_t axis_generation, double from, double to,
                      uint32_t bins) {
  if (side.made_from == axis_generation && side.from == from && side.to == to && side.bins == bins) return;
  ++generation_;
  side.made_from = axis_generation;
  side.from = from;
  side.to = to;
  side.bins = bins;
  side.bin_of.resize(axis.size());
  const Axis edges(from, to, bins);
  size_t row = 0;
  for (; row + 2 <= axis.size(); row += 2) edges.BinsOfTwo(axis.data() + row, side.bin_of.data() + row);
  if (row < axis.size()) side.bin_of[row] = edges.BinOf(axis[row]);
}

void MapBinner::Place(const Facts& facts, const MapWindow& window, uint32_t columns, uint32_t rows) {
  Place(ac_, facts.cvac->ac, facts.generation(Origin::kAc), window.ac_from, window.ac_to, columns);
  Place(cv_, facts.cvac->cv, facts.generation(Origin::kCv), window.cv_from, window.cv_to, rows);
}

MapBins MapBinner::Count(const Passing& passing) const {
  MapBins bins;
  bins.counts.resize(size_t{ac_.bins} * cv_.bins);
  for (size_t row = 0; row < ac_.bin_of.size(); ++row) {
    if (ac_.bin_of[row] == kOutside || cv_.bin_of[row] == kOutside || !passing(row)) continue;
    ++bins.counts[size_t{cv_.bin_of[row]} * ac_.bins + ac_.bin_of[row]];
    ++bins.customers;
  }
  Finish(passing, bins);
  return bins;
}

void MapBinner::Follow(const Passing& passing, const Step& step, MapBins& bins) const {
  for (const auto& [row, misses, type] : step.changes) {
    if (ac_.bin_of[row] == kOutside || cv_.bin_of[row] == kOutside) continue;
    const uint32_t times = (passing(row) ? 1U : 0U) - (passing.With(misses) ? 1U : 0U);
    bins.counts[size_t{cv_.bin_of[row]} * ac_.bins + ac_.bin_of[row]] += times;
    bins.customers += static_cast<uint64_t>(static_cast<int32_t>(times));
  }
  Finish(passing, bins);
}

void MapBinner::Finish(const Passing& passing, MapBins& bins) const {
  bins.most = *std::max_element(bins.counts.begin(), bins.counts.end());
  bins.rows.clear();
  if (bins.customers > kMapPointsMax) return;
  for (size_t row = 0; bins.rows.size() < bins.customers; ++row) {
    if (passing(row) && ac_.bin_of[row] != kOutside && cv_.bin_of[row] != kOutside)
      bins.rows.push_back(static_cast<uint32_t>(row));
  }
}

}  // namespace loyalane::view
