// The map of the two axes, counted into bins.
#pragma once

#include <cstdint>
#include <vector>

#include "segment/cvac.h"
#include "view/selection.h"

namespace loyalane::view {

struct MapWindow {
  double ac_from = 0, ac_to = 0;  // percent
  double cv_from = 0, cv_to = 0;  // points
  friend bool operator==(const MapWindow&, const MapWindow&) = default;
};
// A window is at least this wide and high, so that bins stay wider than the 1e-9 that axis values are rounded to.
inline constexpr double kMapWindowMin = 1e-6;
inline constexpr uint32_t kMapBinsMax = 512;  // on a side
// Up to so many customers are also named one by one.
inline constexpr size_t kMapPointsMax = 2000;

// All that can occur: availability from 0 to that of a customer with every score 10, value from 0 to 30; more where a
// customer lies beyond.
[[nodiscard]] MapWindow MapExtent(const segment::CvAcResult& cvac, const segment::CvAcSettings& settings);

struct MapBins {
  // [cv bin * columns + ac bin], both from the lowest value up. A value on an edge belongs to the bin above it, the
  // window's own upper edges to the last bin.
  std::vector<uint32_t> counts;
  uint64_t customers = 0;  // inside the window, its edges included
  uint32_t most = 0;       // in one bin
  // The customers inside, in the order of the rows; empty where they are more than kMapPointsMax.
  std::vector<uint32_t> rows;
};

// Counts customers into bins. Where each lies is kept per axis, so that only a moved axis or window is looked at again.
class MapBinner {
 public:
  // Makes ready for the window. Where an axis' generation is the same its values are, too; never 0.
  // Edges are exact: edge i is from + i (to - from) / columns, compared as whole multiples of 1e-9.
  // Needs 1..kMapBinsMax columns and rows, and a window of at least kMapWindowMin whose ends are rounded to 1e-9.
  void Place(const Facts& facts, const MapWindow& window, uint32_t columns, uint32_t rows);
  // Changes whenever Place changed something.
  [[nodiscard]] uint64_t generation() const { return generation_; }
  [[nodiscard]] MapBins Count(const Passing& passing) const;
  // The same as Count. Needs a known step that begins where `bins` were counted.
  void Follow(const Passing& passing, const Step& step, MapBins& bins) const;

 private:
  struct Side {
    uint64_t made_from = 0;  // generation of the axis
    double from = 0, to = 0;
    uint32_t bins = 0;
    std::vector<uint16_t> bin_of;  // each customer's, or kOutside
  };
  void Place(Side& side, const std::vector<double>& axis, uint64_t axis_generation, double from, double to,
             uint32_t bins);
  void Finish(const Passing& passing, MapBins& bins) const;

  uint64_t generation_ = 0;
  Side ac_, cv_;
};

}  // namespace loyalane::view
