#include "view/selection.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>

#include "tests/core/view/company.h"
#include "view/map_bins.h"
#include "view/tallies.h"

namespace loyalane::view {
namespace {

std::vector<uint32_t> RowsOf(const Facts& facts, const View& view) {
  Selection selection;
  selection.Update(facts, view, Column::kCv);
  return selection.Rows(facts, 0, facts.rows());
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
      facts.generations[static_cast<size_t>(Origin::kCv)] = 1000 + static_cast<uint64_t>(step);
      facts.generations[static_cast<size_t>(Origin::kAc)] = 1000 + static_cast<uint64_t>(step);
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
    ASSERT_EQ(kept.Rows(facts, 0, 3000), fresh.Rows(facts, 0, 3000)) << step;
    ASSERT_EQ(kept.total(), fresh.total()) << step;
    for (uint32_t row = 0; row < 3000; ++row)
      ASSERT_EQ(kept.Without(kMissRange)(row), fresh.Without(kMissRange)(row)) << step;
  }
}

TEST(Selection, GivesPartsOfTheOrder) {
  const auto company = RandomCompany(12, 700);
  const Facts facts = company->facts();
  for (const Filters& filters : {Filters{}, OneOfEach()[0]}) {
    for (const std::optional<Sort>& sort : {std::optional<Sort>(), std::optional(Sort{Column::kAmount, true})}) {
      Selection selection;
      selection.Update(facts, {filters, "", sort}, Column::kCv);
      const std::vector<uint32_t> all = selection.Rows(facts, 0, 700);
      ASSERT_EQ(all.size(), selection.total());
      for (const size_t offset : {0UL, 1UL, 50UL, all.size() - 3, all.size(), all.size() + 9}) {
        const size_t begin = std::min(offset, all.size());
        const size_t end = std::min(begin + 20, all.size());
        EXPECT_EQ(selection.Rows(facts, offset, 20),
                  std::vector<uint32_t>(all.begin() + static_cast<std::ptrdiff_t>(begin),
                                        all.begin() + static_cast<std::ptrdiff_t>(end)))
            << offset;
      }
    }
  }
}

// Rows picked out for once are those of the whole order: equal values, missing ones, both directions.
TEST(Selection, PicksTheRowsThatTheOrderGives) {
  const auto company = RandomCompany(14, 9000);
  const Facts facts = company->facts();
  for (const Column column : {Column::kAmount, Column::kType, Column::kCv, Column::kSatisfaction, Column::kFirstShip}) {
    for (const bool descending : {false, true}) {
      for (const Filters& filters : {Filters{}, OneOfEach()[0], OneOfEach()[4]}) {
        for (const uint64_t offset : {0U, 1U, 120U, 3000U, 8990U}) {
          Selection picked;
          Selection ordered;
          picked.Update(facts, {filters, "", Sort{column, descending}}, Column::kCv);
          ordered.Update(facts, {filters, "", Sort{column, descending}}, Column::kCv);
          EXPECT_EQ(picked.Rows(facts, offset, 50, Selection::Shown::kOnce), ordered.Rows(facts, offset, 50))
              << InfoOf(column).id << descending << offset;
        }
      }
    }
  }
}

// What follows the changes says what is counted anew, while a threshold moves under each condition.
TEST(Tallies, FollowTheChanges) {
  const auto company = RandomCompany(13, 4000);
  Facts facts = company->facts();
  const MapWindow window{0, 25, 0, 30};
  company->settings.thresholds.mode = segment::ThresholdMode::kManual;
  Selection selection;
  MapBinner binner;
  binner.Place(facts, window, 30, 20);
  std::mt19937 random(2);
  std::optional<TypeTally> types;
  std::optional<RfmTally> rfm;
  std::optional<MapBins> bins;
  std::optional<Totals> totals;
  int followed = 0;
  for (int step = 0; step < 80; ++step) {
    const uint64_t types_before = facts.generation(Origin::kTypes);
    company->settings.thresholds.cv_manual = 12 + 0.01 * (random() % 200);
    company->settings.thresholds.ac_manual = 12 + 0.01 * (random() % 100);
    ASSERT_TRUE(segment::Rescore(company->settings, company->table, &company->cvac));
    facts.types_before = types_before;
    facts.generations[static_cast<size_t>(Origin::kTypes)] = types_before + 1;
    Filters filters = OneOfEach()[static_cast<size_t>(step) / 20];
    filters.flags = step / 20 == 2 ? std::optional<uint8_t>(segment::kFlagBorderline) : filters.flags;
    selection.Update(facts, {filters, "", {}}, Column::kCv);
    const Passing passing = selection.Without(0);
    const Step& change = selection.step();
    if (change.is_known && types && company->cvac.changes) {
      ++followed;
      types->Follow(facts, passing, change);
      rfm->Follow(facts, passing, change);
      binner.Follow(passing, change, *bins);
      totals->Follow(company->table, company->cvac);
    } else {
      types = TallyTypes(facts, passing);
      rfm = TallyRfm(facts, passing);
      bins = binner.Count(passing);
      totals = CountTotals(company->table, company->cvac);
    }
    const TypeTally types_anew = TallyTypes(facts, passing);
    ASSERT_EQ(types->customers, types_anew.customers) << step;
    ASSERT_EQ(types->amount, types_anew.amount) << step;
    const RfmTally rfm_anew = TallyRfm(facts, passing);
    ASSERT_EQ(rfm->customers, rfm_anew.customers) << step;
    ASSERT_EQ(rfm->cells, rfm_anew.cells) << step;
    ASSERT_EQ(rfm->amount, rfm_anew.amount) << step;
    ASSERT_EQ(rfm->segments, rfm_anew.segments) << step;
    ASSERT_EQ(rfm->recency, rfm_anew.recency) << step;
    ASSERT_EQ(rfm->frequency, rfm_anew.frequency) << step;
    ASSERT_EQ(rfm->monetary, rfm_anew.monetary) << step;
    const MapBins bins_anew = binner.Count(passing);
    ASSERT_EQ(bins->counts, bins_anew.counts) << step;
    ASSERT_EQ(bins->customers, bins_anew.customers) << step;
    ASSERT_EQ(bins->most, bins_anew.most) << step;
    ASSERT_EQ(bins->rows, bins_anew.rows) << step;
    const Totals totals_anew = CountTotals(company->table, company->cvac);
    for (size_t part = 0; part < totals->parts.size(); ++part) {
      ASSERT_EQ(totals->parts[part].customers, totals_anew.parts[part].customers) << step;
      ASSERT_EQ(totals->parts[part].amount, totals_anew.parts[part].amount) << step;
    }
  }
  EXPECT_GT(followed, 40);
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
  EXPECT_EQ(customers, selection.total());
  uint64_t scored = 0;
  Money expected;
  for (const uint32_t row : selection.Rows(company->facts(), 0, 900)) {
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
