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

// Edges are exact: edge i is from + i (to - from) / columns, compared as whole multiples of 1e-9.
// Needs 1..kMapBinsMax columns and rows, and a window of at least kMapWindowMin whose ends are rounded to 1e-9.
[[nodiscard]] MapBins BinMap(const segment::CvAcResult& cvac, const Passing& passing, const MapWindow& window,
                             uint32_t columns, uint32_t rows);

}  // namespace loyalane::view
