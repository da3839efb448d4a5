// What points are worth, or cost, as people say it: "100 points are 1 yuan". A point alone may be less than a fen.
#pragma once

#include "base/money.h"
#include "base/points.h"

namespace loyalane {

struct PointValue {
  Money money;
  Points points{1};  // > 0

  friend constexpr bool operator==(const PointValue&, const PointValue&) = default;
};

}  // namespace loyalane
