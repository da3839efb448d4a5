// AliasTable: draws an index in constant time with the given integer weights (Walker's alias method, in the form of
// Vose, "A linear algorithm for generating random numbers with a given distribution", 1991), in integers only. Shares
// are exact to 2^-26 of a column.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace loyalane::generate {

class AliasTable {
 public:
  // At least one weight; each at most 2^32; at most 2^23 of them; a positive sum of at most 2^37.
  explicit AliasTable(std::span<const uint64_t> weights);

  // Uses the high 32 bits for the column and the low 26 for the choice in it.
  [[nodiscard]] uint32_t Pick(uint64_t bits) const {
    const auto column = static_cast<uint32_t>(((bits >> 32) * columns_.size()) >> 32);
    const Column& c = columns_[column];
    return (bits & kChoiceMask) < c.threshold ? column : c.alias;
  }

 private:
  static constexpr uint32_t kChoiceBits = 26;
  static constexpr uint64_t kChoiceMask = (uint64_t{1} << kChoiceBits) - 1;
  struct Column {
    uint32_t threshold;  // 0 .. 2^26: below it the column itself, else its alias
    uint32_t alias;
  };
  std::vector<Column> columns_;
};

// The law of Zipf and Mandelbrot with exponent 1: weight of rank k (0-based) = floor(2^32 / (k + 1 + shift)).
[[nodiscard]] std::vector<uint64_t> ZipfWeights(uint32_t count, uint32_t shift = 0);

}  // namespace loyalane::generate
