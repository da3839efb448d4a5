// ShipmentAggregate: shipments batches -> mergeable per-customer state -> the shipment columns of a ProfileTable.
// init = constructor, Add(batch), Combine(other), Finish(). The state holds integers only, so any split of the rows and
// any order of combining gives identical bytes (design: "Aggregates are init / add / combine / finish").
//
// Distinct waybills are exact: an injective 61-bit key per waybill (model::WaybillKey), kept per customer with three
// bits that say what its lines told about its delivery. No hash stands in for a number.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <new>
#include <string>
#include <type_traits>
#include <vector>

#include "base/date.h"
#include "base/result.h"
#include "model/event_batch.h"
#include "profile/arena.h"
#include "profile/waybill_list.h"
#include "table/text_pool.h"

namespace loyalane::profile {

// One calendar month of one customer.
struct MonthCell {
  int64_t amount_minor = 0;
  uint32_t ship_day_bits = 0;  // bit d-1 = day d of the month
  uint32_t lines = 0;
};

// Two cache lines next to each other: adding a row mostly touches nothing else. Files are mostly in the order of their
// dates, so the latest month is here; a later one moves it to the array of the months before.
struct alignas(64) CustomerState {
  MonthCell latest;                  // of the month latest_month; without lines: there is none yet
  int32_t latest_month = INT32_MIN;  // MonthIndex
  int32_t base_month = 0;            // MonthIndex
  MonthCell* earlier = nullptr;      // earlier_count cells from month base_month, all before latest_month, in the arena
  uint16_t earlier_count = 0;
  uint16_t earlier_capacity = 0;
  Day first_ship{INT32_MAX};
  Day last_ship{INT32_MIN};
  Day name_day{INT32_MIN};
  table::TextId name = table::kNoText;  // of the latest line; on equal days the smaller text
  WaybillList waybills;

  // Calls visit(MonthIndex, cell) for each month with lines, ascending.
  template <typename Visit>
  void VisitMonths(const Visit& visit) const {
    for (int32_t i = 0; i < earlier_count; ++i) {
      if (earlier[i].lines > 0) visit(base_month + i, earlier[i]);
    }
    if (latest.lines > 0) visit(latest_month, latest);
  }
};
static_assert(sizeof(CustomerState) == 128);

// States by customer id. They never move, so that growing copies nothing.
class CustomerStates {
 public:
  [[nodiscard]] size_t size() const { return size_; }
  [[nodiscard]] const CustomerState& operator[](size_t customer) const {
    return blocks_[customer / kBlockStates].states[customer % kBlockStates];
  }
  [[nodiscard]] CustomerState& operator[](size_t customer) {
    return blocks_[customer / kBlockStates].states[customer % kBlockStates];
  }
  void GrowTo(size_t size);

 private:
  static constexpr size_t kBlockStates = 16 * 1024;  // 2 MB, a large page where the machine has them
  static_assert(std::is_trivially_destructible_v<CustomerState>);
  struct Block {
    // What no customer needs yet is not touched.
    std::unique_ptr<std::byte[]> memory{new std::byte[kBlockStates * sizeof(CustomerState) + alignof(CustomerState)]};
    CustomerState* states = reinterpret_cast<CustomerState*>(
        (reinterpret_cast<uintptr_t>(memory.get()) + alignof(CustomerState) - 1) & ~(alignof(CustomerState) - 1));
  };
  std::vector<Block> blocks_;
  size_t size_ = 0;
};

// Shipments of files without a waybill column, where each row is one.
struct RowShipments {
  uint32_t rows = 0;
  uint32_t ontime_num = 0;
  uint32_t ontime_den = 0;
};

// What happened to the rows that were added; in = in_window + before + after.
struct ShipmentCounts {
  uint64_t rows_in_window = 0;
  uint64_t rows_before_window = 0;  // used for first and last ship date only
  uint64_t rows_after_as_of = 0;    // not used
  uint64_t months = 0;              // of all customers, each with lines
  Day first_day{INT32_MAX};         // over all rows
  Day last_day{INT32_MIN};
};

class ShipmentAggregate {
 public:
  explicit ShipmentAggregate(Window window) : window_(window) {}

  // `amounts`: those of the rows in one currency (money_conversion.h); a row with model::kNull does not count at all.
  // Null: the batch's own.
  void Add(const model::EventBatch& batch, const int64_t* amounts = nullptr);
  // Takes in what another aggregate of the same window saw, whose batches used the same pools.
  void Combine(const ShipmentAggregate& other, const table::TextPool& texts);

  [[nodiscard]] Window window() const { return window_; }
  [[nodiscard]] const ShipmentCounts& counts() const { return counts_; }
  // By customer id of the pool; shorter than the pool where the last customers have no shipments.
  [[nodiscard]] const CustomerStates& customers() const { return customers_; }
  // By customer id like customers(); empty when every file had a waybill column.
  [[nodiscard]] const std::vector<RowShipments>& row_shipments() const { return row_shipments_; }

 private:
  [[nodiscard]] static int32_t MonthGuess(Day day);
  // Asks for the memory that a state points to, where a row of that day will want it; `month` is that of a row nearby.
  static void BringCellsNear(const CustomerState& state, int64_t shipped, int32_t month);
  MonthCell& MonthOf(CustomerState& state, int32_t month) {
    return month == state.latest_month ? state.latest : OtherMonthOf(state, month);
  }
  MonthCell& OtherMonthOf(CustomerState& state, int32_t month);
  MonthCell& EarlierMonthOf(CustomerState& state, int32_t month);
  void NoteName(CustomerState& state, table::TextId name, Day day, const table::TextPool& texts);

  Window window_;
  ShipmentCounts counts_;
  CustomerStates customers_;
  std::vector<RowShipments> row_shipments_;
  Arena arena_;
};

}  // namespace loyalane::profile
