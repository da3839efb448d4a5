#include "view/area.h"

#include <gtest/gtest.h>

#include <random>

namespace loyalane::view {
namespace {

TEST(Area, HoldsItsEdgeAndItsCorners) {
  const Area triangle({{0, 0}, {4, 0}, {0, 4}});
  EXPECT_TRUE(triangle.Contains(1, 1));
  EXPECT_TRUE(triangle.Contains(0, 0));
  EXPECT_TRUE(triangle.Contains(4, 0));
  EXPECT_TRUE(triangle.Contains(2, 0));
  EXPECT_TRUE(triangle.Contains(2, 2));  // on the slanted edge
  EXPECT_TRUE(triangle.Contains(1.3, 2.7));
  EXPECT_FALSE(triangle.Contains(1.300001, 2.7));
  EXPECT_FALSE(triangle.Contains(-0.000001, 1));
  EXPECT_FALSE(triangle.Contains(5, 0));  // on the line of an edge, beyond its end
}

TEST(Area, IsTheSameDrawnEitherWay) {
  const Area one({{0, 0}, {4, 0}, {4, 3}, {0, 3}});
  const Area other({{0, 3}, {4, 3}, {4, 0}, {0, 0}});
  for (double ac = -1; ac <= 5; ac += 0.5) {
    for (double cv = -1; cv <= 4; cv += 0.5) {
      const bool inside = ac >= 0 && ac <= 4 && cv >= 0 && cv <= 3;
      EXPECT_EQ(one.Contains(ac, cv), inside) << ac << " " << cv;
      EXPECT_EQ(other.Contains(ac, cv), inside) << ac << " " << cv;
    }
  }
}

TEST(Area, WindsAroundALoopThatCrossesItself) {
  // A pentagram: its middle is wound around twice and belongs to it.
  const Area star({{5, 10}, {8, 1}, {0.5, 6.5}, {9.5, 6.5}, {2, 1}});
  EXPECT_TRUE(star.Contains(5, 5));
  EXPECT_TRUE(star.Contains(5, 9));
  EXPECT_FALSE(star.Contains(1, 9));
  EXPECT_FALSE(star.Contains(5, 1.5));  // between the two lower points
}

TEST(Area, WithoutAnInsideIsItsEdge) {
  const Area line({{1, 1}, {3, 2}, {5, 3}});
  EXPECT_TRUE(line.Contains(3, 2));
  EXPECT_TRUE(line.Contains(2, 1.5));
  EXPECT_FALSE(line.Contains(2, 1.6));
  const Area point({{1, 1}, {1, 1}, {1, 1}});
  EXPECT_TRUE(point.Contains(1, 1));
  EXPECT_FALSE(point.Contains(1, 1.000001));
}

// Against the plain rule for convex polygons: inside is on one side of every edge. Corners lie on whole numbers and
// customers on halves, so that doubles are exact in the rule.
TEST(Area, AgreesWithTheSidesOfAConvexPolygon) {
  const std::vector<AreaPoint> corners = {{2, 0}, {20, 1}, {25, 12}, {18, 28}, {7, 30}, {0, 14}};
  const Area area(corners);
  int inside_count = 0;
  for (double ac = -1; ac <= 26; ac += 0.5) {
    for (double cv = -1; cv <= 31; cv += 0.5) {
      bool inside = true;
      for (size_t i = 0; i < corners.size(); ++i) {
        const AreaPoint& a = corners[i];
        const AreaPoint& b = corners[(i + 1) % corners.size()];
        inside = inside && (b.ac - a.ac) * (cv - a.cv) - (b.cv - a.cv) * (ac - a.ac) >= 0;
      }
      inside_count += inside ? 1 : 0;
      ASSERT_EQ(area.Contains(ac, cv), inside) << ac << " " << cv;
    }
  }
  EXPECT_GT(inside_count, 1000);
}

// As wide as corners may lie, nothing overflows.
TEST(Area, ReachesFar) {
  const Area wide({{-kAreaReach, -kAreaReach}, {kAreaReach, -kAreaReach}, {kAreaReach, kAreaReach}});
  EXPECT_TRUE(wide.Contains(kAreaReach, kAreaReach));
  EXPECT_TRUE(wide.Contains(10, 10));
  EXPECT_FALSE(wide.Contains(10, 10.000001));
}

}  // namespace
}  // namespace loyalane::view
