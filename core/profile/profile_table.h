// ProfileTable: what is known about each customer as of a day. The input of every level-5 room.
// One row a customer, sorted by the bytes of customer_id; all columns have the same length (rows()).
// A double that is not known is NaN (kMissing); it is never 0. Definitions: docs/formulas/profile.md; design "Time".
#pragma once

#include <array>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "base/money.h"
#include "table/text_column.h"

namespace loyalane::profile {

inline constexpr double kMissing = std::numeric_limits<double>::quiet_NaN();
// A day that is not known (no shipment at all, for instance).
inline constexpr Day kNoDay{INT32_MIN};

// What happened in one calendar month of the window. month as base MonthIndex (year * 12 + month - 1).
struct MonthFigures {
  int32_t month = 0;
  int64_t amount_minor = 0;
  uint32_t ship_days = 0;
  uint32_t lines = 0;
};

// What a customers file says of a customer in words.
enum class CustomerFact : uint8_t { kOutlet, kAccountManager, kContact, kIndustry, kGroup };
inline constexpr size_t kCustomerFactCount = 5;

struct ProfileTable {
  Day as_of{};
  Window window{};
  std::string currency;        // "CNY"; one for the whole table
  bool has_shipments = false;  // false: the table came from attributes alone, and `active` says nothing

  table::TextColumn customer_id;
  table::TextColumn customer_name;  // empty text = not known

  // From shipments inside the window. avg_spend and monthly_contribution in yuan (major units).
  std::vector<uint32_t> waybills;            // distinct waybills (rows, where there is no waybill column)
  std::vector<uint32_t> ship_days;           // distinct ship dates
  std::vector<Money> amount;                 // sum of all lines, refunds included
  std::vector<double> avg_spend;             // amount / occasions (ship-days by default); missing without occasions
  std::vector<double> purchase_cycle_days;   // mean gap between distinct ship-days; missing below two ship-days
  std::vector<double> monthly_contribution;  // amount / months observed; missing without shipments in the window
  std::vector<double> months_observed;  // max(1, inclusive days from max(window.from, first_ship) to as_of / 30.4375)
  std::vector<uint32_t> ontime_num;     // matured shipments delivered by their promise
  std::vector<uint32_t> ontime_den;     // matured shipments with a usable promise

  // Over all shipments up to as_of, also before the window.
  std::vector<Day> first_ship;
  std::vector<Day> last_ship;
  std::vector<double> tenure_months;  // from first shipment or contract start, the earlier, to as_of; calendar months
                                      // with a day fraction
  std::vector<double> recency_days;   // whole days from last_ship to as_of

  // Attitude, from survey, carrier_share or an attributes table. Values older than 12 months at as_of are already
  // missing here.
  std::vector<double> choice_share;  // 0..1: our share of the customer's shipments
  std::vector<double> satisfaction;  // 1..5
  std::vector<double> mind_rank;     // 1..J, 1 = first in the customer's mind

  // Monthly series of row r: months[month_begin[r] .. month_begin[r + 1]), ascending, only months with lines.
  std::vector<uint64_t> month_begin;
  std::vector<MonthFigures> months;

  // By row, with an index into fact_texts for each CustomerFact (kNoFact = not known); empty without a customers file.
  static constexpr uint32_t kNoFact = UINT32_MAX;
  std::vector<std::array<uint32_t, kCustomerFactCount>> facts;
  table::TextColumn fact_texts;  // distinct
  // Empty where it is not known.
  [[nodiscard]] std::string_view Fact(size_t row, CustomerFact fact) const {
    const uint32_t text = facts.empty() ? kNoFact : facts[row][static_cast<size_t>(fact)];
    return text == kNoFact ? std::string_view() : fact_texts[text];
  }

  [[nodiscard]] size_t rows() const { return customer_id.size(); }
  [[nodiscard]] std::optional<size_t> RowOf(std::string_view id) const;
  // Shipped inside the window. A table from attributes alone treats a customer as active when monthly_contribution or
  // avg_spend is known.
  [[nodiscard]] bool active(size_t row) const {
    if (has_shipments && !waybills.empty() && (ship_days[row] > 0)) return true;
    return monthly_contribution[row] == monthly_contribution[row] || avg_spend[row] == avg_spend[row];
  }
};

}  // namespace loyalane::profile
