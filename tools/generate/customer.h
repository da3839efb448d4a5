// The customers of the fictional company and how each of them behaves. Index 0 is the largest sender (Zipf rank 1).
#pragma once

#include <cstdint>
#include <vector>

#include "generate/calendar.h"
#include "generate/spec.h"

namespace loyalane::generate {

enum class Behaviour : uint8_t {
  kSteady,
  kGrowing,    // from a sixth of the final volume to all of it
  kDeclining,  // the other way round
  kMonthly,    // one shipment on the same day of each month
  kDormant,    // stops between 25 % and 75 % of the period and does not come back
  kNew,        // starts after 60 % of the period
  kSeasonal,   // only at the peaks of November and before Spring Festival
};

struct Customer {
  uint32_t number;             // last seven digits of the account number
  uint16_t weight_mean_hg;     // typical weight, tenths of a kilogram
  uint16_t discount_permille;  // share of the list price that is charged
  uint16_t ontime_permille;
  uint16_t loyalty_permille;  // drives the share, rank and satisfaction tables
  uint16_t turn_day;          // kDormant: last day; kNew: first day; as an index into the calendar
  uint8_t monthly_day;        // kMonthly: 1..28
  Behaviour behaviour;
  uint8_t city, syllable_a, syllable_b, trade, form;
  enum NameStyle : uint8_t { kPlain, kWithComma, kWithQuotes };
  NameStyle name_style;  // one in 50 names holds a comma, one in 50 quotation marks
  uint8_t branch;
  uint8_t product_main, product_other;
};

inline constexpr uint32_t kActivityMax = 256;

// Independent of Spec::rows: a longer file has the same customers. Names differ while a city has at most 324 000 of
// them.
[[nodiscard]] std::vector<Customer> MakeCustomers(const Spec& spec, int32_t days);

// How likely the customer sends on that day, 0..kActivityMax. kMonthly is 0: those are listed by their day.
[[nodiscard]] inline uint32_t ActivityOn(const Customer& customer, const CalendarDay& day, uint32_t day_index,
                                         uint32_t days) {
  switch (customer.behaviour) {
    case Behaviour::kSteady:
      return 224;
    case Behaviour::kGrowing:
      return 40 + 216 * day_index / days;
    case Behaviour::kDeclining:
      return 256 - 216 * day_index / days;
    case Behaviour::kMonthly:
      return 0;
    case Behaviour::kDormant:
      return day_index <= customer.turn_day ? 240 : 0;
    case Behaviour::kNew:
      return day_index >= customer.turn_day ? 240 : 0;
    case Behaviour::kSeasonal:
      return day.is_peak ? kActivityMax : 0;
  }
  return 0;
}

}  // namespace loyalane::generate
