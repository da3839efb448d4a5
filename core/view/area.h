// An area on the map, drawn by hand: a closed polygon, its edge included. Where it crosses itself every part that it
// winds around counts. Exact: corners and customers are rounded to 1e-6 and compared in whole numbers.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace loyalane::view {

struct AreaPoint {
  double ac = 0;  // percent
  double cv = 0;  // points
  friend bool operator==(const AreaPoint&, const AreaPoint&) = default;
};

inline constexpr size_t kAreaPointsMin = 3;
inline constexpr size_t kAreaPointsMax = 500;
// Corners lie within +- this on both axes, so that products of differences fit 64 bits.
inline constexpr double kAreaReach = 1000;

class Area {
 public:
  // kAreaPointsMin..kAreaPointsMax corners within kAreaReach.
  explicit Area(const std::vector<AreaPoint>& points);
  [[nodiscard]] bool Contains(double ac, double cv) const;

 private:
  struct Corner {
    int64_t x, y;  // millionths
  };
  struct Edge {
    Corner from, to;
  };
  static constexpr uint32_t kBands = 256;

  // Edges by horizontal band, so that a customer meets only the few on its own height.
  std::vector<Edge> edges_;
  std::vector<uint32_t> band_begin_;
  int64_t x_min_, x_max_, y_min_, y_max_;
  int shift_ = 0;  // height of a band: 2^shift
};

}  // namespace loyalane::view
