#include "profile/shipment_aggregate.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>

#include "base/bring_near.h"
#include "base/cold.h"
#include "model/status.h"

namespace loyalane::profile {
namespace {

using model::EventBatch;
using model::FieldId;
using model::kNull;
using table::kNoText;
using table::TextId;

// Memory is asked for in groups of rows: states two groups ahead, what they point to one group ahead.
constexpr uint32_t kGroupRows = 16;

// One cache line of them.
constexpr uint32_t kMonthsAtFirst = 4;

// docs/formulas/profile.md, "On time".
uint8_t DeliveryOf(int64_t promised, int64_t delivered, int64_t status, Day as_of) {
  if (promised == kNull || status == static_cast<int64_t>(model::ShipmentStatus::kCancelled)) return kNothingSaid;
  const Instant promise = Instant::FromPacked(promised);
  if (delivered != kNull && delivered <= promised) return kOnTime;  // packed instants order by time
  if (delivered == kNull) return promise.day() <= as_of ? kOverdue : kNothingSaid;
  return CompareAsWritten(Instant::FromPacked(delivered), promise) <= 0 ? kOnTime : kLate;
}

}  // namespace

LOYALANE_COLD void CustomerStates::GrowTo(size_t size) {
  while (size_ < size) {
    if (size_ % kBlockStates == 0) blocks_.emplace_back();
    const size_t from = size_ % kBlockStates;
    const size_t to = std::min(kBlockStates, from + size - size_);
    std::uninitialized_default_construct(blocks_.back().states + from, blocks_.back().states + to);
    size_ += to - from;
  }
}

void ShipmentAggregate::Add(const EventBatch& batch, const int64_t* amounts) {
  const int64_t* shipped = batch.Column(FieldId::kShipTime);
  const int64_t* amount = amounts != nullptr ? amounts : batch.Column(FieldId::kAmount);
  const int64_t* waybill = batch.Column(FieldId::kWaybillNo);
  const int64_t* promised = batch.Column(FieldId::kPromisedTime);
  const int64_t* delivered = batch.Column(FieldId::kDeliveredTime);
  const int64_t* status = batch.Column(FieldId::kStatus);
  const int64_t* name = batch.Column(FieldId::kCustomerName);
  const table::TextPool& texts = *batch.texts;

  customers_.GrowTo(batch.customers->size());
  if (waybill == nullptr) row_shipments_.resize(customers_.size());

  // Rows of a file often share their date: what it says is found once. Nothing is known of the first row's.
  int64_t instant = batch.rows == 0 ? 0 : ~shipped[0];
  Day day;
  int32_t month_day = INT32_MIN;
  int32_t month = INT32_MIN;
  uint32_t day_bit = 0;
  ShipmentCounts counts = counts_;
  // The states of the groups that are on their way.
  std::array<CustomerState*, 4 * kGroupRows> near;
  const auto near_of = [&near](uint32_t row) -> CustomerState*& { return near[row % near.size()]; };
  const auto bring_states = [&](uint32_t from) {
    for (uint32_t row = from; row < std::min(from + kGroupRows, batch.rows); ++row) {
      CustomerState* state = &customers_[batch.customer[row]];
      near_of(row) = state;
      BringNear(state);
      BringNear(reinterpret_cast<const char*>(state) + 64);
    }
  };
  bring_states(0);
  bring_states(kGroupRows);
  for (uint32_t row = 0; row < batch.rows; ++row) {
    if (row % kGroupRows == 0) {
      bring_states(row + 2 * kGroupRows);
      for (uint32_t next = row + kGroupRows; next < std::min(row + 2 * kGroupRows, batch.rows); ++next)
        BringCellsNear(*near_of(next), shipped[next], month);
    }
    if (amount[row] == kNull) continue;
    if (shipped[row] != instant) {
      instant = shipped[row];
      day = Instant::FromPacked(instant).day();
      counts.first_day = std::min(counts.first_day, day);
      counts.last_day = std::max(counts.last_day, day);
      if (day.since_epoch != month_day) {
        const CivilDate date = ToCivil(day);
        month_day = day.since_epoch;
        month = MonthIndex(date);
        day_bit = uint32_t{1} << (date.day - 1);
      }
    }
    if (day > window_.to) {
      ++counts.rows_after_as_of;
      continue;
    }
    CustomerState& state = *near_of(row);
    state.first_ship = std::min(state.first_ship, day);
    state.last_ship = std::max(state.last_ship, day);
    if (name != nullptr && name[row] != kNull) NoteName(state, static_cast<TextId>(name[row]), day, texts);
    if (day < window_.from) {
      ++counts.rows_before_window;
      continue;
    }
    ++counts.rows_in_window;
    MonthCell& cell = MonthOf(state, month);
    cell.amount_minor += amount[row];
    cell.ship_day_bits |= day_bit;
    counts.months += cell.lines == 0 ? 1 : 0;
    ++cell.lines;
    const uint8_t delivery = promised == nullptr
                                 ? kNothingSaid
                                 : DeliveryOf(promised[row], delivered == nullptr ? kNull : delivered[row],
                                              status == nullptr ? 0 : status[row], window_.to);
    if (waybill == nullptr) {
      RowShipments& counted = row_shipments_[batch.customer[row]];
      ++counted.rows;
      if (delivery != kNothingSaid) ++counted.ontime_den;
      if (delivery == kOnTime) ++counted.ontime_num;
    } else if (waybill[row] != kNull) {
      state.waybills.Add(static_cast<model::WaybillKey>(waybill[row]), delivery, arena_);
    }
  }
  counts_ = counts;
}

// Where asking is one instruction it is done without branches: which of them are wanted cannot be foreseen. The state
// itself is near anyway.
void ShipmentAggregate::BringCellsNear(const CustomerState& state, int64_t shipped, int32_t month) {
  if (!kCanPrefetch && state.latest_month == month) {
    if (state.waybills.IsFull()) BringNear(state.waybills.tail());
    return;
  }
  const void* list = state.waybills.IsFull() ? state.waybills.tail() : &state;
  BringNear(list);
  // A later month moves the latest to the end of the others.
  const int32_t wanted = std::min(MonthGuess(Instant::FromPacked(shipped).day()), state.latest_month);
  const auto offset = static_cast<uint32_t>(wanted - state.base_month);
  const MonthCell* cell = state.earlier + (offset < state.earlier_capacity ? offset : 0);
  BringNear(state.latest_month == month ? static_cast<const void*>(&state) : cell);
}

// The month of a day, perhaps one off: good enough to know which cache line will be wanted.
int32_t ShipmentAggregate::MonthGuess(Day day) {
  constexpr int64_t kMonthsPerDayShifted = 137'796;  // 2^22 / 30.4375, rounded
  return 1970 * 12 + static_cast<int32_t>((static_cast<int64_t>(day.since_epoch) * kMonthsPerDayShifted) >> 22);
}

MonthCell& ShipmentAggregate::OtherMonthOf(CustomerState& state, int32_t month) {
  if (month < state.latest_month) return EarlierMonthOf(state, month);
  if (state.latest.lines > 0) EarlierMonthOf(state, state.latest_month) = state.latest;
  state.latest = {};
  state.latest_month = month;
  return state.latest;
}

MonthCell& ShipmentAggregate::EarlierMonthOf(CustomerState& state, int32_t month) {
  const auto offset = static_cast<uint32_t>(month - state.base_month);
  if (offset < state.earlier_count) return state.earlier[offset];
  const bool any = state.earlier_count > 0;
  const int32_t begin = any ? std::min(month, state.base_month) : month;
  const int32_t end = any ? std::max(month + 1, state.base_month + state.earlier_count) : month + 1;
  const auto wanted = static_cast<uint32_t>(end - begin);
  const auto shift = static_cast<uint32_t>(any ? state.base_month - begin : 0);
  MonthCell* months = state.earlier;
  const uint32_t capacity_before = state.earlier_capacity;
  if (wanted > state.earlier_capacity) {
    const uint32_t capacity = std::max(kMonthsAtFirst, std::bit_ceil(wanted));
    months = static_cast<MonthCell*>(arena_.Take(capacity * sizeof(MonthCell)));
    state.earlier_capacity = static_cast<uint16_t>(capacity);
  }
  if (any) std::memmove(months + shift, state.earlier, state.earlier_count * sizeof(MonthCell));
  if (months != state.earlier && state.earlier != nullptr)
    arena_.Give(state.earlier, capacity_before * sizeof(MonthCell));
  std::fill(months, months + shift, MonthCell{});
  std::fill(months + shift + state.earlier_count, months + wanted, MonthCell{});
  state.earlier = months;
  state.base_month = begin;
  state.earlier_count = static_cast<uint16_t>(wanted);
  return months[month - begin];
}

void ShipmentAggregate::NoteName(CustomerState& state, TextId name, Day day, const table::TextPool& texts) {
  if (day < state.name_day) return;
  if (day == state.name_day && (name == state.name || texts[state.name] <= texts[name])) return;
  state.name_day = day;
  state.name = name;
}

LOYALANE_COLD void ShipmentAggregate::Combine(const ShipmentAggregate& other, const table::TextPool& texts) {
  counts_.rows_in_window += other.counts_.rows_in_window;
  counts_.rows_before_window += other.counts_.rows_before_window;
  counts_.rows_after_as_of += other.counts_.rows_after_as_of;
  counts_.first_day = std::min(counts_.first_day, other.counts_.first_day);
  counts_.last_day = std::max(counts_.last_day, other.counts_.last_day);
  customers_.GrowTo(other.customers_.size());
  for (size_t customer = 0; customer < other.customers_.size(); ++customer) {
    CustomerState& state = customers_[customer];
    const CustomerState& from = other.customers_[customer];
    state.first_ship = std::min(state.first_ship, from.first_ship);
    state.last_ship = std::max(state.last_ship, from.last_ship);
    if (from.name != kNoText) NoteName(state, from.name, from.name_day, texts);
    from.VisitMonths([this, &state](int32_t month, const MonthCell& added) {
      MonthCell& cell = MonthOf(state, month);
      counts_.months += cell.lines == 0 ? 1 : 0;
      cell.amount_minor += added.amount_minor;
      cell.ship_day_bits |= added.ship_day_bits;
      cell.lines += added.lines;
    });
    state.waybills.Append(from.waybills, arena_);
  }
  if (other.row_shipments_.size() > row_shipments_.size()) row_shipments_.resize(customers_.size());
  for (size_t customer = 0; customer < other.row_shipments_.size(); ++customer) {
    row_shipments_[customer].rows += other.row_shipments_[customer].rows;
    row_shipments_[customer].ontime_num += other.row_shipments_[customer].ontime_num;
    row_shipments_[customer].ontime_den += other.row_shipments_[customer].ontime_den;
  }
}

}  // namespace loyalane::profile
