#include "view/selection.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>

#include "tests/core/view/company.h"
#include "view/tallies.h"

namespace loyalane::view {
namespace {

std::vector<uint32_t> RowsOf(const Facts& facts, const View& view) {
  Selection selection;
  selection.Update(facts, view, Column::kCv);
  return selection.rows();
}

// One view for each kind of condition.
std::vector<Filters> OneOfEach() {
  std::vector<Filters> all(8);
  all[0].types =
      1 << static_cast<int>(segment::CustomerType::kLoyal) | 1 << static_cast<int>(segment::CustomerType::kGeneral);
  all[1].flags = segment::kFlagProvisional | segment::kFlagNew;
  all[2].rfm_segments = 1 << static_cast<int>(segment::RfmSegment::kChampions) |
                        1 << static_cast<int>(segment::RfmSegment::kLost) |
                        1 << static_cast<int>(segment::RfmSegment::kAtRisk);
  all[3].rfm_cells = 1U << CellBit(1, 1) | 1U << CellBit(5, 5) | 1U << CellBit(3, 2);
  all[4].abc_classes = 1 << static_cast<int>(segment::AbcClass::kB) | 1 << static_cast<int>(segment::AbcClass::kC);
  all[5].area = {{2, 2}, {20, 2}, {20, 25}, {2, 25}};
  all[6].ranges = {{Column::kWaybills, 5, 60}};
  all[7].ranges = {{Column::kTenureMonths, {}, 40}};
  return all;
}

bool Passes(const Company& company, const Filters& filters, size_t row) {
  const segment::CvAcResult& cvac = company.cvac;
  const segment::RfmResult& rfm = company.rfm;
  bool passes = true;
  if (filters.types) passes = passes && (*filters.types >> static_cast<int>(cvac.type[row]) & 1) != 0;
  if (filters.flags) passes = passes && (*filters.flags & cvac.flags[row]) != 0;
  if (filters.rfm_segments) {
    passes = passes && rfm.segment[row] != segment::RfmSegment::kNone &&
             (*filters.rfm_segments >> static_cast<int>(rfm.segment[row]) & 1) != 0;
  }
  if (filters.rfm_cells)
    passes = passes && rfm.code[row] != 0 && (*filters.rfm_cells >> CellBit(rfm.r[row], rfm.f[row]) & 1) != 0;
  if (filters.abc_classes)
    passes = passes && (*filters.abc_classes >> static_cast<int>(company.abc.abc_class[row]) & 1) != 0;
  if (!filters.area.empty()) {
    passes = passes && cvac.ac[row] >= 2 && cvac.ac[row] <= 20 && cvac.cv[row] >= 2 && cvac.cv[row] <= 25;
  }
  for (const Range& range : filters.ranges) {
    const double value =
        range.column == Column::kWaybills ? company.table.waybills[row] : company.table.tenure_months[row];
    passes = passes && (!range.from || value >= *range.from) && (!range.to || value < *range.to);
  }
  return passes;
}

TEST(Selection, HoldsWhoPassesEachCondition) {
  const auto company = RandomCompany(3, 600);
  for (const Filters& filters : OneOfEach()) {
    std::vector<uint32_t> expected;
    for (uint32_t row = 0; row < 600; ++row) {
      if (Passes(*company, filters, row)) expected.push_back(row);
    }
    ASSERT_GT(expected.size(), 0u);
    ASSERT_LT(expected.size(), 600u);
    EXPECT_EQ(RowsOf(company->facts(), {filters, "", {}}), expected);
  }
}

TEST(Selection, JoinsConditionsWithAnd) {
  const auto company = RandomCompany(4, 2000);
  Filters joined = OneOfEach()[0];
  joined.abc_classes = OneOfEach()[4].abc_classes;
  joined.ranges = {OneOfEach()[6].ranges[0], OneOfEach()[7].ranges[0]};
  std::vector<uint32_t> expected;
  for (uint32_t row = 0; row < 2000; ++row) {
    if (Passes(*company, joined, row)) expected.push_back(row);
  }
  ASSERT_GT(expected.size(), 10u);
  EXPECT_EQ(RowsOf(company->facts(), {joined, "", {}}), expected);
  std::swap(joined.ranges[0], joined.ranges[1]);
  EXPECT_EQ(RowsOf(company->facts(), {joined, "", {}}), expected);
}

TEST(Selection, TheFourTypesTogetherAreEverybody) {
  const auto company = RandomCompany(5, 500);
  std::vector<uint32_t> together;
  for (int type = 0; type < segment::kCustomerTypeCount; ++type) {
    Filters filters;
    filters.types = static_cast<uint8_t>(1 << type);
    const auto rows = RowsOf(company->facts(), {filters, "", {}});
    together.insert(together.end(), rows.begin(), rows.end());
  }
  std::sort(together.begin(), together.end());
  std::vector<uint32_t> everybody(500);
  std::iota(everybody.begin(), everybody.end(), 0U);
  EXPECT_EQ(together, everybody);
  Filters nobody;
  nobody.types = 0;
  EXPECT_TRUE(RowsOf(company->facts(), {nobody, "", {}}).empty());
}

TEST(Selection, ChartsLeaveTheirOwnConditionAside) {
  const auto company = RandomCompany(6, 800);
  Filters filters = OneOfEach()[5];
  filters.rfm_cells = OneOfEach()[3].rfm_cells;
  filters.ranges = OneOfEach()[6].ranges;
  Selection selection;
  selection.Update(company->facts(), {filters, "", {}}, Column::kWaybills);
  const auto count = [&](uint8_t left_aside, Filters rest) {
    size_t passing = 0;
    size_t expected = 0;
    for (size_t row = 0; row < 800; ++row) {
      passing += selection.Without(left_aside)(row) ? 1 : 0;
      expected += Passes(*company, rest, row) ? 1 : 0;
    }
    EXPECT_EQ(passing, expected);
    return expected;
  };
  Filters no_area = filters;
  no_area.area.clear();
  Filters no_rfm = filters;
  no_rfm.rfm_cells.reset();
  Filters no_range = filters;
  no_range.ranges.clear();
  const size_t all = count(0, filters);
  EXPECT_GT(count(kMissArea, no_area), all);
  EXPECT_GT(count(kMissRfm, no_rfm), all);
  EXPECT_GT(count(kMissRange, no_range), all);
  // Another column's distribution keeps the range.
  selection.Update(company->facts(), {filters, "", {}}, Column::kAmount);
  count(kMissRange, filters);
}

TEST(Selection, NobodyPassesWhatCannotBeHad) {
  const auto company = RandomCompany(8, 100);
  Facts facts = company->facts();
  facts.rfm = nullptr;
  facts.abc = nullptr;
  EXPECT_TRUE(RowsOf(facts, {OneOfEach()[2], "", {}}).empty());
  EXPECT_TRUE(RowsOf(facts, {OneOfEach()[3], "", {}}).empty());
  EXPECT_TRUE(RowsOf(facts, {OneOfEach()[4], "", {}}).empty());
}

// A kept selection says what a new one says, whatever came before.
TEST(Selection, KeepsNothingThatIsNoLongerTrue) {
  const auto company = RandomCompany(9, 3000);
  Facts facts = company->facts();
  Selection kept;
  std::mt19937 random(1);
  for (int step = 0; step < 60; ++step) {
    if (random() % 3 == 0) {
      company->settings.thresholds.mode = segment::ThresholdMode::kManual;
      company->settings.thresholds.cv_manual = random() % 30;
      ASSERT_TRUE(segment::Rescore(company->settings, company->table, &company->cvac));
      facts.generations[static_cast<size_t>(Origin::kTypes)] = 100 + static_cast<uint64_t>(step);
    }
    if (random() % 5 == 0) {
      company->settings.rival_attraction = 0.1 + 0.1 * (random() % 9);
      ASSERT_TRUE(segment::Rescore(company->settings, company->table, &company->cvac));
      facts.generations[static_cast<size_t>(Origin::kTypes)] = 1000 + static_cast<uint64_t>(step);
      facts.generations[static_cast<size_t>(Origin::kAxes)] = 1000 + static_cast<uint64_t>(step);
    }
    View view;
    view.filters = OneOfEach()[random() % 8];
    constexpr std::array<Column, 5> kSorts = {Column::kAc, Column::kType, Column::kAmount, Column::kFlags,
                                              Column::kSatisfaction};
    if (random() % 2 == 0) view.sort = Sort{kSorts[random() % 5], random() % 2 == 0};
    if (random() % 4 == 0) view.search = std::to_string(random() % 100);
    const Column distribution = random() % 2 == 0 ? Column::kWaybills : Column::kAc;
    kept.Update(facts, view, distribution);
    Selection fresh;
    fresh.Update(facts, view, distribution);
    ASSERT_EQ(kept.rows(), fresh.rows()) << step;
    for (uint32_t row = 0; row < 3000; ++row)
      ASSERT_EQ(kept.Without(kMissRange)(row), fresh.Without(kMissRange)(row)) << step;
  }
}

TEST(Tallies, AddUpToTheSelection) {
  const auto company = RandomCompany(10, 900);
  Selection selection;
  selection.Update(company->facts(), {OneOfEach()[6], "", {}}, Column::kCv);
  const TypeTally types = TallyTypes(company->facts(), selection.Without(0));
  const RfmTally rfm = TallyRfm(company->facts(), selection.Without(0));
  uint64_t customers = 0;
  Money amount;
  for (size_t place = 0; place < types.customers.size(); ++place) {
    customers += types.customers[place];
    amount += types.amount[place];
  }
  EXPECT_EQ(customers, selection.rows().size());
  uint64_t scored = 0;
  Money expected;
  for (const uint32_t row : selection.rows()) {
    expected += company->table.amount[row];
    scored += company->rfm.code[row] != 0 ? 1 : 0;
  }
  EXPECT_EQ(amount, expected);
  const auto sum = [](const auto& counts) { return std::accumulate(counts.begin(), counts.end(), uint64_t{0}); };
  EXPECT_EQ(rfm.customers, scored);
  EXPECT_EQ(sum(rfm.cells), scored);
  EXPECT_EQ(sum(rfm.segments), scored);
  EXPECT_EQ(sum(rfm.recency), scored);
  EXPECT_EQ(sum(rfm.frequency), scored);
  EXPECT_EQ(sum(rfm.monetary), scored);
}

}  // namespace
}  // namespace loyalane::view
