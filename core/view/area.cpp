#include "view/area.h"

#include <algorithm>

#include "math/round.h"

namespace loyalane::view {
namespace {

int64_t ToMicro(double value) { return math::NearestWhole(value * 1e6); }

}  // namespace

Area::Area(const std::vector<AreaPoint>& points) {
  std::vector<Corner> corners;
  corners.reserve(points.size());
  for (const AreaPoint& point : points) corners.push_back({ToMicro(point.ac), ToMicro(point.cv)});
  x_min_ = x_max_ = corners[0].x;
  y_min_ = y_max_ = corners[0].y;
  for (const Corner& corner : corners) {
    x_min_ = std::min(x_min_, corner.x);
    x_max_ = std::max(x_max_, corner.x);
    y_min_ = std::min(y_min_, corner.y);
    y_max_ = std::max(y_max_, corner.y);
  }
  while (((y_max_ - y_min_) >> shift_) >= kBands) ++shift_;

  const auto each_band = [&](auto&& visit) {
    for (size_t i = 0; i < corners.size(); ++i) {
      const Edge edge{corners[i], corners[(i + 1) % corners.size()]};
      const auto low = static_cast<uint32_t>((std::min(edge.from.y, edge.to.y) - y_min_) >> shift_);
      const auto high = static_cast<uint32_t>((std::max(edge.from.y, edge.to.y) - y_min_) >> shift_);
      for (uint32_t band = low; band <= high; ++band) visit(band, edge);
    }
  };
  band_begin_.resize(kBands + 1);
  each_band([this](uint32_t band, const Edge&) { ++band_begin_[band + 1]; });
  for (uint32_t band = 0; band < kBands; ++band) band_begin_[band + 1] += band_begin_[band];
  edges_.resize(band_begin_[kBands]);
  std::vector<uint32_t> at(band_begin_.begin(), band_begin_.end() - 1);
  each_band([&](uint32_t band, const Edge& edge) { edges_[at[band]++] = edge; });
}

bool Area::Contains(double ac, double cv) const {
  const int64_t x = ToMicro(ac);
  const int64_t y = ToMicro(cv);
  if (x < x_min_ || x > x_max_ || y < y_min_ || y > y_max_) return false;
  const auto band = static_cast<uint32_t>((y - y_min_) >> shift_);
  int winding = 0;
  for (uint32_t i = band_begin_[band]; i < band_begin_[band + 1]; ++i) {
    const auto& [from, to] = edges_[i];
    if (y < std::min(from.y, to.y) || y > std::max(from.y, to.y)) continue;
    // Positive: the customer lies left of the edge. Both products are below 2^62.
    const int64_t side = (to.x - from.x) * (y - from.y) - (to.y - from.y) * (x - from.x);
    if (side == 0 && x >= std::min(from.x, to.x) && x <= std::max(from.x, to.x)) return true;
    if (from.y <= y && to.y > y && side > 0) ++winding;
    if (from.y > y && to.y <= y && side < 0) --winding;
  }
  return winding != 0;
}

}  // namespace loyalane::view
