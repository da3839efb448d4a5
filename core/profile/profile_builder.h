// BuildProfileTable: the aggregates of an import -> one ProfileTable as of a day. The `finish` of the aggregates.
// Definitions of every column: docs/formulas/profile.md (design "Time").
#pragma once

#include <string>
#include <vector>

#include "base/error.h"
#include "profile/profile_table.h"
#include "profile/relationship_aggregates.h"
#include "profile/shipment_aggregate.h"
#include "table/text_pool.h"

namespace loyalane::profile {

// What counts as one occasion of spending (S0-26).
enum class Occasion : uint8_t { kShipDay, kWaybill, kMonth };

struct ProfileSettings {
  Occasion occasion = Occasion::kShipDay;
  // Our own name in carrier_share files. Empty: 本公司, 我司, us ... or the only carrier that the files name.
  std::string our_carrier;
  // Top of the survey's scale: 5, 10 or 100; 0 = told from the highest answer.
  int32_t satisfaction_scale = 0;
  friend bool operator==(const ProfileSettings&, const ProfileSettings&) = default;
};

struct ProfileInputs {
  const table::TextPool* customers = nullptr;
  const table::TextPool* texts = nullptr;
  const ShipmentAggregate* shipments = nullptr;  // null: none loaded
  const CustomersAggregate* customer_facts = nullptr;
  const SurveyAggregate* survey = nullptr;
  const CarrierShareAggregate* carrier_share = nullptr;
  const AttributesAggregate* attributes = nullptr;
  std::vector<table::TextId> names_instead;  // by customer: for one without a name, that of a customer merged into it
  std::string currency = "CNY";              // of the shipments' amounts, as they were added (money_conversion.h)
};

struct BuiltProfile {
  ProfileTable table;
  std::vector<Error> notices;  // PROFILE-301, 302
};

[[nodiscard]] BuiltProfile BuildProfileTable(const ProfileInputs& inputs, const ProfileSettings& settings, Day as_of,
                                             Window window);

// Calendar months from `from` to `to` with a day fraction: 2026-01-15 to 2026-03-01 = 1 + 14/28. 0 when to < from.
[[nodiscard]] double CalendarMonths(Day from, Day to);

}  // namespace loyalane::profile
