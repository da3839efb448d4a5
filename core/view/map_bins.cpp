#include "view/map_bins.h"

#include <algorithm>

#include "math/round.h"

namespace loyalane::view {
namespace {

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
  [[nodiscard]] bool Contains(double value) const { return value >= from_ && value <= to_; }
  // Of a value inside.
  [[nodiscard]] int32_t BinOf(double value) const {
    int32_t bin = std::clamp(static_cast<int32_t>((value - from_) * scale_), 0, last_);
    // The division may be off in its last bit; the edges are not.
    if (value < edges_[static_cast<size_t>(bin)]) --bin;
    if (bin < last_ && value >= edges_[static_cast<size_t>(bin) + 1]) ++bin;
    return bin;
  }

 private:
  double from_, to_, scale_;
  int32_t last_;
  std::vector<double> edges_;
};

}  // namespace

MapWindow MapExtent(const segment::CvAcResult& cvac, const segment::CvAcSettings& settings) {
  const double rivals = (settings.attributes.carriers - 1) * settings.rival_attraction;
  MapWindow extent{0, math::RoundTo1e9(100 / (1 + rivals)), 0, segment::kCvPointsMax};
  for (const double ac : cvac.ac) extent.ac_to = ac > extent.ac_to ? ac : extent.ac_to;
  for (const double cv : cvac.cv) extent.cv_to = cv > extent.cv_to ? cv : extent.cv_to;
  return extent;
}

MapBins BinMap(const segment::CvAcResult& cvac, const Passing& passing, const MapWindow& window, uint32_t columns,
               uint32_t rows) {
  MapBins bins;
  bins.counts.resize(size_t{columns} * rows);
  bins.rows.reserve(kMapPointsMax);
  const Axis ac_axis(window.ac_from, window.ac_to, columns);
  const Axis cv_axis(window.cv_from, window.cv_to, rows);
  const double* ac = cvac.ac.data();
  const double* cv = cvac.cv.data();
  const size_t customers = cvac.rows();
  for (size_t row = 0; row < customers; ++row) {
    if (!passing(row) || !ac_axis.Contains(ac[row]) || !cv_axis.Contains(cv[row])) continue;
    ++bins.counts[static_cast<size_t>(cv_axis.BinOf(cv[row])) * columns + static_cast<size_t>(ac_axis.BinOf(ac[row]))];
    if (bins.customers < kMapPointsMax) bins.rows.push_back(static_cast<uint32_t>(row));
    ++bins.customers;
  }
  if (bins.customers > kMapPointsMax) bins.rows.clear();
  bins.most = *std::max_element(bins.counts.begin(), bins.counts.end());
  return bins;
}

}  // namespace loyalane::view
