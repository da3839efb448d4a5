// Which customers a view holds, and in which order. A Selection keeps what it found until something that it hangs on
// changes, and then works out again only that: windows of the same view cost nothing, a threshold that is dragged under
// a filter of types only the customers whose type it changes.
//
//   Selection selection;
//   selection.Update(facts, view, Column::kAmount);
//   for (const uint32_t row : selection.Rows(facts, 0, 50)) ...
//   CountTypes(..., selection.Without(kMissArea), ...)      // the map shows what its own area would hide
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "view/area.h"
#include "view/columns.h"
#include "view/facts.h"
#include "view/order.h"

namespace loyalane::view {

// from <= value < to; a missing value is in no range.
struct Range {
  Column column{};  // of kind kNumber
  std::optional<double> from, to;
  friend bool operator==(const Range&, const Range&) = default;
};

// Conditions joined by "and", the values inside one by "or". Sets are bits.
struct Filters {
  std::optional<uint8_t> types;          // 1 << CustomerType
  std::optional<uint8_t> flags;          // segment::Flag: any of them
  std::optional<uint16_t> rfm_segments;  // 1 << RfmSegment
  std::optional<uint32_t> rfm_cells;     // 1 << CellBit(r, f)
  std::optional<uint8_t> abc_classes;    // 1 << AbcClass
  std::vector<AreaPoint> area;           // corners; empty: no such condition
  std::vector<Range> ranges;             // at most one a column
  friend bool operator==(const Filters&, const Filters&) = default;
};
[[nodiscard]] constexpr int CellBit(int r, int f) { return (r - 1) * segment::kRfmBinsMax + (f - 1); }

struct Sort {
  Column column{};
  bool descending = false;
  friend bool operator==(const Sort&, const Sort&) = default;
};

struct View {
  Filters filters;
  std::string search;        // see view/search.h
  std::optional<Sort> sort;  // nothing: by customer code
  friend bool operator==(const View&, const View&) = default;
};

// Which of the view's conditions a customer fails. Three are told apart, because a chart leaves out its own; types and
// flags, because they are what a moved threshold changes.
enum Miss : uint8_t {
  kMissOther = 1,
  kMissArea = 2,
  kMissRfm = 4,    // RFM segment or cell
  kMissRange = 8,  // the range of the column whose distribution is shown
  kMissType = 16,  // type or flag
};

// The customers that fail nothing, or only what is left aside.
class Passing {
 public:
  Passing(const std::vector<uint8_t>& misses, bool everybody, uint8_t left_aside)
      : misses_(misses.data()), everybody_(everybody), keep_(static_cast<uint8_t>(~left_aside)) {}
  [[nodiscard]] bool operator()(size_t row) const { return everybody_ || (misses_[row] & keep_) == 0; }
  // Of a customer with these bits of Miss.
  [[nodiscard]] bool With(uint8_t misses) const { return (misses & keep_) == 0; }
  [[nodiscard]] bool everybody() const { return everybody_; }

 private:
  const uint8_t* misses_;
  bool everybody_;
  uint8_t keep_;
};

// Whose type, or whose misses, are others than at another time: all of these, and maybe some more.
struct Step {
  struct Change {
    uint32_t row;
    uint8_t misses;  // as they were
    segment::CustomerType type;
  };
  uint64_t from = 0, to = 0;              // generations of the selection
  uint64_t types_from = 0, types_to = 0;  // and of the types
  bool is_known = false;                  // not where the changes are many
  std::vector<Change> changes;
};

class Selection {
 public:
  void Update(const Facts& facts, const View& view, Column distribution);

  // How many pass all conditions.
  [[nodiscard]] uint64_t total() const { return total_; }
  // Those at places offset .. offset + limit - 1 in the view's order. `facts` are those of the last Update. The order
  // is kept for the next time; or not made at all where few rows are shown `once`, as while something is dragged.
  enum class Shown : uint8_t { kAgain, kOnce };
  [[nodiscard]] std::vector<uint32_t> Rows(const Facts& facts, uint64_t offset, uint64_t limit,
                                           Shown shown = Shown::kAgain);
  // Those who pass all conditions but `left_aside` (bits of Miss).
  [[nodiscard]] Passing Without(uint8_t left_aside) const { return {misses_, everybody_, left_aside}; }
  // Changes whenever another customer passes or fails.
  [[nodiscard]] uint64_t generation() const { return generation_; }
  // What changed last.
  [[nodiscard]] const Step& step() const { return step_; }
  // All customers by a column; kept for the columns asked for last.
  [[nodiscard]] const ColumnOrder& Order(const Facts& facts, Column column, bool descending);

 private:
  struct KeptOrder {
    Column column{};
    bool descending = false;
    uint64_t made_from = 0;  // generation of the column; 0: nothing kept
    uint64_t used = 0;
    ColumnOrder order;
  };
  [[nodiscard]] bool IsKept(const Sort& sort, uint64_t made_from) const;
  [[nodiscard]] uint8_t StaleFor(const Facts& facts, const View& view, Column distribution) const;
  void FindMisses(const Facts& facts, const View& view, Column distribution, uint8_t stale);
  void UpdateFound(const Facts& facts, const std::string& search);

  std::optional<View> view_;
  Column distribution_{};
  Generations seen_{};
  uint64_t generation_ = 0;
  std::vector<uint8_t> misses_;  // bits of Miss; all 0 where everybody_
  bool everybody_ = true;
  uint64_t total_ = 0;
  Step step_;

  std::string search_;
  uint64_t found_made_from_ = 0;
  std::vector<uint8_t> found_;

  std::vector<KeptOrder> orders_;
  uint64_t clock_ = 0;
};

}  // namespace loyalane::view
