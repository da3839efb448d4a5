// A rate that keeps what it is made of: "12 of 40", never a percentage alone.
#pragma once

#include <cstdint>

namespace loyalane::loyalty {

struct Share {
  int64_t numerator = 0;
  int64_t denominator = 0;
  // Whether it is at least `percent` %, exactly. Nothing reaches a share of nothing.
  [[nodiscard]] constexpr bool IsAtLeast(int64_t percent) const {
    return denominator > 0 && numerator * 100 >= denominator * percent;
  }
  friend constexpr bool operator==(Share, Share) = default;
};

}  // namespace loyalane::loyalty
