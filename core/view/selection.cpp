#include "view/selection.h"

#include <algorithm>
#include <limits>

#include "view/search.h"

namespace loyalane::view {
namespace {

// One for the table, one for the distribution, one to come back to.
constexpr size_t kOrdersMax = 3;
// More changes than this part of the customers are not listed: counting anew is as fast.
constexpr size_t kChangesPart = 4;

template <typename Fails>
void Mark(std::vector<uint8_t>& misses, uint8_t bit, Fails&& fails) {
  uint8_t* at = misses.data();
  const size_t rows = misses.size();
  for (size_t row = 0; row < rows; ++row) at[row] = static_cast<uint8_t>(at[row] | (fails(row) ? bit : 0));
}

// The condition on types and flags.
class TypeCondition {
 public:
  TypeCondition(const Filters& filters, const segment::CvAcResult& cvac)
      : types_(filters.types.value_or(0xff)),
        flags_(filters.flags.value_or(0)),
        any_flags_(!filters.flags),
        type_(cvac.type.data()),
        flags_of_(cvac.flags.data()) {}
  [[nodiscard]] bool Fails(size_t row) const {
    return ((types_ >> static_cast<uint8_t>(type_[row]) & 1) == 0) | (!any_flags_ & ((flags_ & flags_of_[row]) == 0));
  }

 private:
  uint8_t types_, flags_;
  bool any_flags_;
  const segment::CustomerType* type_;
  const uint8_t* flags_of_;
};

}  // namespace

// The bits of Miss whose conditions are others than at the last Update, or look at what has changed since.
uint8_t Selection::StaleFor(const Facts& facts, const View& view, Column distribution) const {
  const auto moved = [&](Origin origin) { return seen_[static_cast<size_t>(origin)] != facts.generation(origin); };
  if (!view_ || moved(Origin::kProfile)) return 0xff;
  const Filters& before = view_->filters;
  const Filters& after = view.filters;
  uint8_t stale = 0;
  const auto check = [&stale](uint8_t bits, bool is_stale) {
    stale = static_cast<uint8_t>(stale | (is_stale ? bits : 0));
  };
  check(kMissType, before.types != after.types || before.flags != after.flags ||
                       ((after.types || after.flags) && moved(Origin::kTypes)));
  check(kMissRfm, before.rfm_segments != after.rfm_segments || before.rfm_cells != after.rfm_cells ||
                      ((after.rfm_segments || after.rfm_cells) && moved(Origin::kRfm)));
  check(kMissArea, before.area != after.area || (!after.area.empty() && (moved(Origin::kCv) || moved(Origin::kAc))));
  constexpr uint8_t kOthers = kMissOther | kMissRange;
  check(kOthers, before.abc_classes != after.abc_classes || (after.abc_classes && moved(Origin::kAbc)) ||
                     before.ranges != after.ranges || view_->search != view.search ||
                     (distribution_ != distribution && !after.ranges.empty()));
  for (const Range& range : after.ranges) check(kOthers, moved(InfoOf(range.column).origin));
  return stale;
}

void Selection::UpdateFound(const Facts& facts, const std::string& search) {
  const uint64_t profile = facts.generation(Origin::kProfile);
  if (found_made_from_ == profile && search_ == search) return;
  Search(search).Find(*facts.table, found_);
  search_ = search;
  found_made_from_ = profile;
}

void Selection::FindMisses(const Facts& facts, const View& view, Column distribution, uint8_t stale) {
  const Filters& filters = view.filters;
  const segment::CvAcResult& cvac = *facts.cvac;
  const auto kept = static_cast<uint8_t>(~stale);
  misses_.resize(facts.rows());
  for (uint8_t& misses : misses_) misses &= kept;
  const auto mark = [&](uint8_t bit, auto&& fails) { Mark(misses_, bit, fails); };
  const auto nobody = [&](uint8_t bit) {
    for (uint8_t& misses : misses_) misses |= bit;
  };
  if ((stale & kMissType) != 0 && (filters.types || filters.flags)) {
    mark(kMissType, [condition = TypeCondition(filters, cvac)](size_t row) { return condition.Fails(row); });
  }
  if ((stale & kMissRfm) != 0 && (filters.rfm_segments || filters.rfm_cells)) {
    if (facts.rfm == nullptr) {
      nobody(kMissRfm);
    } else {
      const segment::RfmResult& rfm = *facts.rfm;
      const uint32_t segments = filters.rfm_segments.value_or(0xffff);
      const uint32_t cells = filters.rfm_cells.value_or(~uint32_t{0});
      mark(kMissRfm, [&](size_t row) {
        return rfm.code[row] == 0 || (segments >> static_cast<uint8_t>(rfm.segment[row]) & 1) == 0 ||
               (cells >> CellBit(rfm.r[row], rfm.f[row]) & 1) == 0;
      });
    }
  }
  if ((stale & kMissArea) != 0 && !filters.area.empty()) {
    const Area area(filters.area);
    mark(kMissArea, [&](size_t row) { return !area.Contains(cvac.ac[row], cvac.cv[row]); });
  }
  if ((stale & kMissOther) == 0) return;
  if (filters.abc_classes) {
    if (facts.abc == nullptr) {
      nobody(kMissOther);
    } else {
      mark(kMissOther, [&, wanted = *filters.abc_classes](size_t row) {
        return (wanted >> static_cast<uint8_t>(facts.abc->abc_class[row]) & 1) == 0;
      });
    }
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
  const uint8_t stale = StaleFor(facts, view, distribution);
  const uint64_t types = facts.generation(Origin::kTypes);
  const uint64_t types_seen = seen_[static_cast<size_t>(Origin::kTypes)];
  const segment::CvAcResult& cvac = *facts.cvac;
  const Filters& filters = view.filters;
  if (stale != 0 || types != types_seen) {
    const size_t rows = facts.rows();
    step_ = {generation_, generation_ + (stale != 0 ? 1 : 0), types_seen, types, false, std::move(step_.changes)};
    step_.changes.clear();
    const bool same_conditions =
        view_ && view_->filters.types == filters.types && view_->filters.flags == filters.flags;
    if ((stale & ~kMissType) == 0 && same_conditions && facts.types_before == types_seen && cvac.changes) {
      const TypeCondition condition(filters, cvac);
      for (const segment::TypeChange& change : *cvac.changes) {
        uint8_t& misses = misses_[change.row];
        step_.changes.push_back({change.row, misses, change.type});
        if (stale == 0) continue;
        total_ -= misses == 0 ? 1 : 0;
        misses = static_cast<uint8_t>((misses & ~kMissType) | (condition.Fails(change.row) ? kMissType : 0));
        total_ += misses == 0 ? 1 : 0;
      }
      step_.is_known = true;
    } else if (stale != 0) {
      const std::vector<uint8_t> before = misses_;
      FindMisses(facts, view, distribution, stale);
      total_ = static_cast<uint64_t>(std::count(misses_.begin(), misses_.end(), 0));
      step_.is_known = types == types_seen && before.size() == rows;
      for (size_t row = 0; row < rows && step_.is_known; ++row) {
        if (before[row] == misses_[row]) continue;
        step_.changes.push_back({static_cast<uint32_t>(row), before[row], cvac.type[row]});
        step_.is_known = step_.changes.size() < rows / kChangesPart;
      }
    }
    generation_ = step_.to;
    everybody_ = filters == Filters{} && Search(view.search).is_empty();
  }
  distribution_ = distribution;
  seen_ = facts.generations;
  view_ = view;
}

std::vector<uint32_t> Selection::Rows(const Facts& facts, uint64_t offset, uint64_t limit, Shown shown) {
  std::vector<uint32_t> rows;
  offset = std::min(offset, total_);
  const uint64_t end = offset + std::min(limit, total_ - offset);
  constexpr uint64_t kPickedMax = 4096;
  if (shown == Shown::kOnce && view_->sort && InfoOf(view_->sort->column).kind != ColumnKind::kText &&
      end <= kPickedMax && !IsKept(*view_->sort, facts.generation(InfoOf(view_->sort->column).origin))) {
    rows = FirstBy(facts, view_->sort->column, view_->sort->descending, misses_, end);
    if (rows.size() == end) {
      rows.erase(rows.begin(), rows.begin() + static_cast<std::ptrdiff_t>(offset));
      return rows;
    }
    rows.clear();
  }
  const uint32_t* order =
      view_->sort ? Order(facts, view_->sort->column, view_->sort->descending).rows.data() : nullptr;
  const Passing passes = Without(0);
  uint64_t place = 0;
  size_t at = 0;
  // Where everybody passes, a place is a place in the order.
  if (everybody_) place = at = offset;
  for (; place < end; ++at) {
    const uint32_t row = order != nullptr ? order[at] : static_cast<uint32_t>(at);
    if (!passes(row)) continue;
    if (place++ >= offset) rows.push_back(row);
  }
  return rows;
}

bool Selection::IsKept(const Sort& sort, uint64_t made_from) const {
  return std::any_of(orders_.begin(), orders_.end(), [&](const KeptOrder& kept) {
    return kept.column == sort.column && kept.descending == sort.descending && kept.made_from == made_from;
  });
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
