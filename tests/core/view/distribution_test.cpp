#include "view/distribution.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <numeric>

#include "tests/core/view/company.h"

namespace loyalane::view {
namespace {

using ::testing::ElementsAre;

// The distribution of a column of these values.
Distribution Of(const std::vector<double>& values) {
  Company company;
  for (size_t row = 0; row < values.size(); ++row) {
    company.table.customer_id.Append("C" + std::to_string(row));
    company.table.avg_spend.push_back(values[row]);
  }
  const Facts facts{&company.table, &company.cvac, nullptr, nullptr, {}};
  const std::vector<uint8_t> misses(values.size());
  const ColumnOrder order = OrderBy(facts, Column::kAvgSpend, false);
  return Distribute(order, SortedValues(facts, Column::kAvgSpend, order), Passing(misses, true, 0));
}

TEST(Distribute, CutsWholeNumbersIntoWholeBins) {
  const Distribution d = Of({3, 1, 2, 3, 7, profile::kMissing, 3});
  EXPECT_THAT(d.edges, ElementsAre(1, 2, 3, 4, 5, 6, 7, 8));
  EXPECT_THAT(d.counts, ElementsAre(1, 1, 3, 0, 0, 0, 1));
  EXPECT_FALSE(d.is_log);
  EXPECT_EQ(d.customers, 6u);
  EXPECT_EQ(d.missing, 1u);
  // Of 1 2 3 3 3 7 by hand: type-7 quantiles lie at (n - 1) p = 0.5, 2.5, 4.5.
  EXPECT_EQ(d.p10, 1.5);
  EXPECT_EQ(d.median, 3);
  EXPECT_EQ(d.p90, 5);
  EXPECT_EQ(d.min, 1);
  EXPECT_EQ(d.max, 7);
  EXPECT_DOUBLE_EQ(d.mean, 19.0 / 6);
}

TEST(Distribute, TakesNiceSteps) {
  // 0.25 to 9.75 in steps of 0.5 (20 bins); 0.2 would be 48 bins.
  EXPECT_THAT(Of({0.25, 9.75}).edges,
              ElementsAre(0, 0.5, 1, 1.5, 2, 2.5, 3, 3.5, 4, 4.5, 5, 5.5, 6, 6.5, 7, 7.5, 8, 8.5, 9, 9.5, 10));
  // -2.5 to 2.05: 0.2 makes 24 bins, from -2.6 to 2.2.
  const Distribution below_zero = Of({-2.5, 2.05});
  EXPECT_EQ(below_zero.edges.size(), 25u);
  EXPECT_EQ(below_zero.edges.front(), -2.6);
  EXPECT_EQ(below_zero.edges[14], 0.2);  // the double nearest to 0.2, not a sum of steps
  EXPECT_EQ(below_zero.edges.back(), 2.2);
}

TEST(Distribute, ValuesOnAnEdgeGoUpAndTheLastBinHoldsItsUpperEdge) {
  const Distribution d = Of({0, 0.5, 0.5, 9.75, 10});
  EXPECT_EQ(d.edges.size(), 21u);
  EXPECT_EQ(d.counts[0], 1u);
  EXPECT_EQ(d.counts[1], 2u);
  EXPECT_EQ(d.counts[19], 2u);
}

TEST(Distribute, OneValueHasOneBin) {
  EXPECT_THAT(Of({5, 5}).edges, ElementsAre(5, 6));
  const Distribution d = Of({0.37, 0.37, 0.37});
  EXPECT_THAT(d.edges, ElementsAre(0.35, 0.4));
  EXPECT_THAT(d.counts, ElementsAre(3));
  EXPECT_EQ(d.mean, 0.37);
  EXPECT_THAT(Of({1e16}).counts, ElementsAre(1));
}

TEST(Distribute, NobodyHasNoBins) {
  const Distribution d = Of({profile::kMissing});
  EXPECT_TRUE(d.edges.empty());
  EXPECT_TRUE(d.counts.empty());
  EXPECT_EQ(d.missing, 1u);
}

TEST(Distribute, GrowsByFactorsWhereMostValuesAreSmall) {
  // 3 to 4000.5 spans more than three decades; the median is 4, the mean far above it.
  const Distribution d = Of({3, 4, 4, 5, 4000.5});
  EXPECT_TRUE(d.is_log);
  EXPECT_THAT(d.edges, ElementsAre(2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000));
  EXPECT_THAT(d.counts, ElementsAre(3, 1, 0, 0, 0, 0, 0, 0, 0, 1));
  // What is not above zero has bins of its own.
  const Distribution refunds = Of({-30, 0, 0, 3, 4, 4, 5, 4000.5});
  EXPECT_TRUE(refunds.is_log);
  EXPECT_THAT(refunds.edges, ElementsAre(-50, 0, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000));
  EXPECT_THAT(refunds.counts, ElementsAre(1, 2, 3, 1, 0, 0, 0, 0, 0, 0, 0, 1));
  // As wide, but even: no.
  EXPECT_FALSE(Of({3, 2000, 4000.5}).is_log);
  // Ten decades: powers of ten.
  const Distribution wide = Of({0.01, 0.02, 0.02, 99999999});
  EXPECT_TRUE(wide.is_log);
  EXPECT_EQ(wide.edges.front(), 0.01);
  EXPECT_EQ(wide.edges[1], 0.1);
  EXPECT_EQ(wide.edges.back(), 1e8);
}

TEST(Distribute, CountsEverybodyOnce) {
  const auto company = RandomCompany(12, 4000);
  const Facts facts = company->facts();
  for (size_t i = 0; i < kColumnCount; ++i) {
    const auto column = static_cast<Column>(i);
    if (InfoOf(column).kind != ColumnKind::kNumber) continue;
    Selection selection;
    View view;
    view.filters.ranges = {{Column::kTenureMonths, 3, 50}};
    selection.Update(facts, view, column);
    const ColumnOrder& order = selection.Order(facts, column, false);
    const Distribution d = Distribute(order, SortedValues(facts, column, order), selection.Without(0));
    EXPECT_EQ(d.customers + d.missing, selection.total()) << InfoOf(column).id;
    EXPECT_EQ(std::accumulate(d.counts.begin(), d.counts.end(), uint64_t{0}), d.customers) << InfoOf(column).id;
    EXPECT_LE(d.counts.size(), static_cast<size_t>(kDistributionBinsMax));
    if (d.customers == 0) continue;
    ASSERT_EQ(d.edges.size(), d.counts.size() + 1);
    EXPECT_LE(d.edges.front(), d.min);
    EXPECT_GE(d.edges.back(), d.max);
    EXPECT_TRUE(std::is_sorted(d.edges.begin(), d.edges.end()));
    // Against the rule itself.
    std::vector<double> scratch;
    const std::span<const double> values = NumbersOf(facts, column, scratch);
    for (size_t bin = 0; bin < d.counts.size(); ++bin) {
      uint64_t inside = 0;
      for (const uint32_t row : selection.Rows(facts, 0, facts.rows())) {
        const bool is_last_end = bin + 1 == d.counts.size() && values[row] == d.edges[bin + 1];
        inside += (values[row] >= d.edges[bin] && values[row] < d.edges[bin + 1]) || is_last_end ? 1 : 0;
      }
      EXPECT_EQ(d.counts[bin], inside) << InfoOf(column).id << " " << bin;
    }
  }
}

}  // namespace
}  // namespace loyalane::view
