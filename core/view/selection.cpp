#include "view/selection.h"

#include <algorithm>
#include <limits>

#include "view/search.h"

namespace loyalane::view {
namespace {

// One for the table, one for the distribution, one to come back to.
constexpr size_t kOrdersMax = 3;

template <typename Fails>
void Mark(std::vector<uint8_t>& misses, uint8_t bit, Fails&& fails) {
  uint8_t* at = misses.data();
  const size_t rows = misses.size();
  for (size_t row = 0; row < rows; ++row) at[row] = static_cast<uint8_t>(at[row] | (fails(row) ? bit : 0));
}

void MarkAll(std::vector<uint8_t>& misses, uint8_t bit) {
  Mark(misses, bit, [](size_t) { return true; });
}

}  // namespace

// What the view's conditions look at, so that other changes leave the found customers alone. 0 where a condition does
// not look.
Generations Selection::UsedBy(const Facts& facts, const View& view) const {
  Generations used{};
  const auto use = [&](Origin origin) { used[static_cast<size_t>(origin)] = facts.generation(origin); };
  const Filters& filters = view.filters;
  use(Origin::kProfile);
  if (filters.types || filters.flags) use(Origin::kTypes);
  if (filters.rfm_segments || filters.rfm_cells) use(Origin::kRfm);
  if (filters.abc_classes) use(Origin::kAbc);
  if (!filters.area.empty()) use(Origin::kAxes);
  for (const Range& range : filters.ranges) use(InfoOf(range.column).origin);
  return used;
}

void Selection::UpdateFound(const Facts& facts, const std::string& search) {
  const uint64_t profile = facts.generation(Origin::kProfile);
  if (found_made_from_ == profile && search_ == search) return;
  found_.resize(facts.rows());
  Search found(search);
  for (size_t row = 0; row < found_.size(); ++row) found_[row] = found.Matches(*facts.table, row) ? 1 : 0;
  search_ = search;
  found_made_from_ = profile;
}

void Selection::FindMisses(const Facts& facts, const View& view, Column distribution) {
  const Filters& filters = view.filters;
  misses_.assign(facts.rows(), 0);
  everybody_ = true;
  const auto mark = [&](uint8_t bit, auto&& fails) {
    everybody_ = false;
    Mark(misses_, bit, fails);
  };
  const auto nobody = [&](uint8_t bit) {
    everybody_ = false;
    MarkAll(misses_, bit);
  };
  const segment::CvAcResult& cvac = *facts.cvac;
  if (filters.types) {
    mark(kMissOther, [&, wanted = *filters.types](size_t row) {
      return (wanted >> static_cast<uint8_t>(cvac.type[row]) & 1) == 0;
    });
  }
  if (filters.flags) {
    mark(kMissOther, [&, wanted = *filters.flags](size_t row) { return (wanted & cvac.flags[row]) == 0; });
  }
  if (filters.rfm_segments || filters.rfm_cells) {
    if (facts.rfm == nullptr) {
      nobody(kMissRfm);
    } else {
      const segment::RfmResult& rfm = *facts.rfm;
      if (filters.rfm_segments) {
        mark(kMissRfm, [&, wanted = *filters.rfm_segments](size_t row) {
          return (wanted >> static_cast<uint8_t>(rfm.segment[row]) & 1) == 0;
        });
      }
      if (filters.rfm_cells) {
        mark(kMissRfm, [&, wanted = *filters.rfm_cells](size_t row) {
          return rfm.code[row] == 0 || (wanted >> CellBit(rfm.r[row], rfm.f[row]) & 1) == 0;
        });
      }
    }
  }
  if (filters.abc_classes) {
    if (facts.abc == nullptr) {
      nobody(kMissOther);
    } else {
      mark(kMissOther, [&, wanted = *filters.abc_classes](size_t row) {
        return (wanted >> static_cast<uint8_t>(facts.abc->abc_class[row]) & 1) == 0;
      });
    }
  }
  if (!filters.area.empty()) {
    const Area area(filters.area);
    mark(kMissArea, [&](size_t row) { return !area.Contains(cvac.ac[row], cvac.cv[row]); });
  }
  std::vector<double> scratch;
  for (const Range& range : filters.ranges) {
    const std::span<const double> values = NumbersOf(facts, range.column, scratch);
    constexpr double kInfinity = std::numeric_limits<double>::infinity();
    mark(range.column == distribution ? kMissRange : kMissOther,
         [&, from = range.from.value_or(-kInfinity), to = range.to.value_or(kInfinity)](size_t row) {
           return !(values[row] >= from && values[row] < to);
         });
  }
  if (!Search(view.search).is_empty()) {
    UpdateFound(facts, view.search);
    mark(kMissOther, [this](size_t row) { return found_[row] == 0; });
  }
}

void Selection::Update(const Facts& facts, const View& view, Column distribution) {
  const Generations used = UsedBy(facts, view);
  const bool same = view_ && used == used_ && view_->filters == view.filters && view_->search == view.search &&
                    distribution_ == distribution;
  if (!same) {
    FindMisses(facts, view, distribution);
    used_ = used;
    distribution_ = distribution;
    ++generation_;
  }
  view_ = view;

  const uint64_t sorted_from = view.sort ? facts.generation(InfoOf(view.sort->column).origin) : 0;
  if (rows_made_from_ == generation_ && rows_sort_ == view.sort && rows_sorted_from_ == sorted_from) return;
  const Passing passes = Without(0);
  rows_.clear();
  rows_.reserve(facts.rows());
  if (view.sort) {
    for (const uint32_t row : Order(facts, view.sort->column, view.sort->descending).rows) {
      if (passes(row)) rows_.push_back(row);
    }
  } else {
    const auto rows = static_cast<uint32_t>(facts.rows());
    for (uint32_t row = 0; row < rows; ++row) {
      if (passes(row)) rows_.push_back(row);
    }
  }
  rows_made_from_ = generation_;
  rows_sort_ = view.sort;
  rows_sorted_from_ = sorted_from;
}

const ColumnOrder& Selection::Order(const Facts& facts, Column column, bool descending) {
  const uint64_t made_from = facts.generation(InfoOf(column).origin);
  ++clock_;
  KeptOrder* place = nullptr;
  for (KeptOrder& kept : orders_) {
    if (kept.column == column && kept.descending == descending) place = &kept;
  }
  if (place == nullptr) {
    if (orders_.size() < kOrdersMax) {
      place = &orders_.emplace_back();
    } else {
      place = &*std::min_element(orders_.begin(), orders_.end(),
                                 [](const KeptOrder& a, const KeptOrder& b) { return a.used < b.used; });
    }
    place->made_from = 0;
  }
  place->used = clock_;
  if (place->made_from != made_from) {
    place->column = column;
    place->descending = descending;
    place->made_from = made_from;
    place->order = OrderBy(facts, column, descending);
  }
  return place->order;
}

}  // namespace loyalane::view
