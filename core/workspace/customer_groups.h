// Groups of customers (S2-20): what the settings put together, else what the customers file says (group_name), rolled
// up. docs/formulas/merge-suggestions.md.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "base/error.h"
#include "base/money.h"
#include "document/customer_merges.h"
#include "profile/profile_table.h"
#include "report/result_tables.h"
#include "segment/cvac.h"

namespace loyalane::workspace {

struct RolledGroup {
  std::string name;
  std::vector<uint32_t> members;  // rows of the table: most money first
  uint64_t waybills = 0;
  Money amount;
  double share = 0;  // of the money of all customers; NaN where that is none
  Day last_ship{INT32_MIN};
  std::array<uint32_t, segment::kCustomerTypeCount> types{};  // members by CustomerType
};

struct CustomerGroups {
  std::vector<RolledGroup> groups;  // most money first, then by name
  std::vector<uint32_t> of_row;     // index into groups, kNoGroup (merge_suggestions.h) of customers in none
};

// A member that was merged away counts as the one that stayed. Members that the data does not have are passed over.
// `cvac` may be null: no types then.
[[nodiscard]] CustomerGroups RollUpGroups(const profile::ProfileTable& table,
                                          const document::CustomerSettings& settings, const segment::CvAcResult* cvac);

// One row a group. `table` must outlive it.
[[nodiscard]] report::ResultTable GroupResultTable(const profile::ProfileTable& table,
                                                   const std::shared_ptr<const CustomerGroups>& groups);

}  // namespace loyalane::workspace
