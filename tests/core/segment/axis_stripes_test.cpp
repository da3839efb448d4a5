#include "segment/axis_stripes.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "math/quantile.h"

namespace loyalane::segment {
namespace {

TEST(AxisStripes, HoldWhatLiesBetweenAndTheQuantilesOfTheActive) {
  std::mt19937 random(3);
  for (const uint32_t distinct : {1U, 2U, 50U, 100'000U}) {
    std::vector<double> axis;
    std::vector<uint8_t> active;
    for (int row = 0; row < 3000; ++row) {
      axis.push_back(random() % distinct / 7.0 - 3);
      active.push_back(random() % 4 == 0 ? 0 : 1);
    }
    AxisStripes stripes;
    stripes.Make(axis, active);
    std::vector<double> sorted;
    for (size_t row = 0; row < axis.size(); ++row) {
      if (active[row] != 0) sorted.push_back(axis[row]);
    }
    std::sort(sorted.begin(), sorted.end());
    EXPECT_EQ(stripes.active(), sorted.size());
    for (int64_t part = 0; part <= 100; ++part)
      EXPECT_EQ(stripes.Quantile(axis, active, part, 100), math::QuantileSorted(sorted, part, 100))
          << distinct << " " << part;
    for (int round = 0; round < 40; ++round) {
      const double from = axis[random() % axis.size()];
      const double to = round % 2 == 0 ? axis[random() % axis.size()] : from + 0.3;
      const auto between = stripes.Between(from, to);
      for (uint32_t row = 0; row < axis.size(); ++row) {
        if (axis[row] < std::min(from, to) || axis[row] > std::max(from, to)) continue;
        EXPECT_NE(std::find(between.begin(), between.end(), row), between.end()) << row;
      }
    }
    axis.assign(3000, 1);
    stripes.Clear();
    stripes.Make(axis, active);
    EXPECT_EQ(stripes.Between(1, 1).size(), 3000u);
  }
}

}  // namespace
}  // namespace loyalane::segment
