#include "generate/alias_table.h"

#include <gtest/gtest.h>

namespace loyalane::generate {
namespace {

// The share of each index, read out of the table by asking every column where its own part ends.
std::vector<double> SharesOf(const AliasTable& table, uint32_t count) {
  constexpr uint64_t kChoices = uint64_t{1} << 26;
  std::vector<double> shares(count);
  for (uint64_t column = 0; column < count; ++column) {
    // The middle of the column, in the high 32 bits.
    const uint64_t high = (((column << 32) + (uint64_t{1} << 31)) / count) << 32;
    const uint32_t last = table.Pick(high | (kChoices - 1));
    uint64_t from = 0, to = kChoices;  // the first choice that gives `last`
    while (from < to) {
      const uint64_t middle = (from + to) / 2;
      if (table.Pick(high | middle) == last) {
        to = middle;
      } else {
        from = middle + 1;
      }
    }
    if (from > 0) shares[table.Pick(high)] += static_cast<double>(from) / kChoices / count;
    shares[last] += static_cast<double>(kChoices - from) / kChoices / count;
  }
  return shares;
}

void ExpectSharesOf(const std::vector<uint64_t>& weights) {
  const auto count = static_cast<uint32_t>(weights.size());
  double total = 0;
  for (const uint64_t weight : weights) total += static_cast<double>(weight);
  const std::vector<double> shares = SharesOf(AliasTable(weights), count);
  for (uint32_t i = 0; i < count; ++i) {
    // Each column is exact to one choice of 2^26, and an index draws from at most all columns.
    EXPECT_NEAR(shares[i], static_cast<double>(weights[i]) / total, 1.0 / (uint64_t{1} << 26)) << "index " << i;
  }
}

TEST(AliasTable, GivesEachIndexItsShare) {
  ExpectSharesOf({1, 2, 5});
  ExpectSharesOf({7});
  ExpectSharesOf({3, 3, 3, 3});
  ExpectSharesOf({0, 1, 0, 1'000'000});
}

TEST(AliasTable, GivesZipfShares) { ExpectSharesOf(ZipfWeights(1'000)); }

TEST(ZipfWeights, AreInverseToTheRank) {
  // 2^32, 2^32 / 2, 2^32 / 3 without the fraction.
  EXPECT_EQ(ZipfWeights(3), (std::vector<uint64_t>{4'294'967'296, 2'147'483'648, 1'431'655'765}));
}

}  // namespace
}  // namespace loyalane::generate
