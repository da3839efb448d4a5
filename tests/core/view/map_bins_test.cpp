#include "view/map_bins.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <numeric>

#include "tests/core/view/company.h"

namespace loyalane::view {
namespace {

using ::testing::ElementsAre;

MapBins BinMap(const segment::CvAcResult& result, const Passing& passing, const MapWindow& window, uint32_t columns,
               uint32_t rows) {
  MapBinner binner;
  binner.Place({nullptr, &result, nullptr, nullptr, {1, 1, 1, 1, 1, 1, 1}}, window, columns, rows);
  return binner.Count(passing);
}

MapBins BinsOf(const std::vector<double>& ac, const std::vector<double>& cv, const MapWindow& window, uint32_t columns,
               uint32_t rows) {
  segment::CvAcResult result;
  result.ac = ac;
  result.cv = cv;
  const std::vector<uint8_t> misses(ac.size());
  return BinMap(result, Passing(misses, false, 0), window, columns, rows);
}

TEST(MapBinner, EdgesBelongToTheBinAboveAndTheUpperEndToTheLast) {
  const MapBins bins =
      BinsOf({0, 9.999999999, 10, 20, 20.000000001, -0.000000001}, {15, 0, 30, 15, 1, 1}, {0, 20, 0, 30}, 2, 2);
  // Row of low value: (0..10, 10..20), then the row of high value.
  EXPECT_THAT(bins.counts, ElementsAre(1, 0, 1, 2));
  EXPECT_EQ(bins.customers, 4u);
  EXPECT_EQ(bins.most, 2u);
  EXPECT_THAT(bins.rows, ElementsAre(0, 1, 2, 3));
}

// Every edge of a window that no double divides evenly: edge i is ceil(25e9 i / 96) nanounits, in whole numbers.
TEST(MapBinner, IsExactOnEveryEdge) {
  constexpr int64_t kWidth = 25'000'000'000;
  constexpr int64_t kColumns = 96;
  for (int64_t i = 1; i < kColumns; ++i) {
    const int64_t edge = (kWidth * i + kColumns - 1) / kColumns;
    const std::vector<double> ac = {static_cast<double>(edge - 1) / 1e9, static_cast<double>(edge) / 1e9};
    const MapBins bins = BinsOf(ac, {1, 1}, {0, 25, 0, 30}, kColumns, 1);
    EXPECT_EQ(bins.counts[static_cast<size_t>(i - 1)], 1u) << i;
    EXPECT_EQ(bins.counts[static_cast<size_t>(i)], 1u) << i;
  }
}

// The least windows, where doubles are coarsest against a bin: every multiple of 1e-9 inside, by whole numbers.
TEST(MapBinner, IsExactInTheNarrowestWindows) {
  for (const int64_t begin :
       {int64_t{0}, int64_t{99'999'998'500}, int64_t{-31'415'926'535}, int64_t{999'999'998'999}}) {
    constexpr int64_t kLength = 1000;
    for (const uint32_t columns : {1U, 3U, 64U, 500U, 512U}) {
      std::vector<double> ac;
      std::vector<uint32_t> expected(columns);
      for (int64_t i = 0; i <= kLength; ++i) {
        ac.push_back(static_cast<double>(begin + i) / 1e9);
        const auto bin = static_cast<uint32_t>(i * columns / kLength);
        ++expected[std::min(bin, columns - 1)];
      }
      const MapWindow window{static_cast<double>(begin) / 1e9, static_cast<double>(begin + kLength) / 1e9, 0, 30};
      EXPECT_EQ(BinsOf(ac, std::vector<double>(ac.size(), 1.0), window, columns, 1).counts, expected)
          << begin << " " << columns;
    }
  }
}

TEST(MapBinner, CountsEverybodyInsideOnce) {
  const auto company = RandomCompany(11, 5000);
  const MapWindow extent = MapExtent(company->cvac, company->settings);
  const std::vector<uint8_t> misses(5000);
  const Passing everybody(misses, true, 0);
  for (const auto& [columns, rows] : {std::pair(1U, 1U), std::pair(7U, 5U), std::pair(512U, 512U)}) {
    const MapBins bins = BinMap(company->cvac, everybody, extent, columns, rows);
    EXPECT_EQ(bins.customers, 5000u);
    EXPECT_EQ(std::accumulate(bins.counts.begin(), bins.counts.end(), uint64_t{0}), 5000u);
    EXPECT_TRUE(bins.rows.empty());  // more than are named one by one
  }
  const MapWindow part{10, 15, 3, 12};
  const MapBins bins = BinMap(company->cvac, everybody, part, 40, 30);
  uint64_t inside = 0;
  for (size_t row = 0; row < 5000; ++row) {
    const double ac = company->cvac.ac[row];
    const double cv = company->cvac.cv[row];
    inside += ac >= 10 && ac <= 15 && cv >= 3 && cv <= 12 ? 1 : 0;
  }
  EXPECT_GT(inside, 0u);
  EXPECT_EQ(bins.customers, inside);
  EXPECT_EQ(std::accumulate(bins.counts.begin(), bins.counts.end(), uint64_t{0}), inside);
}

TEST(MapExtent, ReachesTheGreatestAvailabilityThatSettingsAllow) {
  segment::CvAcSettings settings;  // 7 carriers, 0.5 each: 100 / (1 + 3)
  segment::CvAcResult nobody;
  EXPECT_EQ(MapExtent(nobody, settings), (MapWindow{0, 25, 0, 30}));
  settings.attributes.carriers = 2;
  settings.rival_attraction = 1;
  EXPECT_EQ(MapExtent(nobody, settings), (MapWindow{0, 50, 0, 30}));
}

}  // namespace
}  // namespace loyalane::view
