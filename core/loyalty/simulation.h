// Simulate: the company's own history under a programme, month by month, through the same RunMonth as the real club.
// Months beyond the history repeat its last twelve (or all of it, when it is shorter). Deterministic. Normative:
// docs/formulas/club-simulation.md. Error: LOYALTY-205 nothing to replay, or more months than can be.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "loyalty/month_run.h"

namespace loyalane::loyalty {

struct SimulationWish {
  Day first_month;  // any day of it
  int32_t months = 36;
  int32_t lift_percent = 0;    // more amount of every shipment: an assumption, never a finding
  int32_t redeem_percent = 0;  // of the active points, each month, of members who have redeem_from or more
  Money cost_per_100_points{100};
  Money monthly_cost;           // staff, platform, messages
  int32_t margin_percent = 20;  // of what the lift brings
  // Who is in arrears at the end of a month of the history; null: nobody ever.
  std::function<void(Day month_end, std::vector<MemberInput>& members)> mark_arrears;
};
inline constexpr int32_t kSimulationMonthsMax = 120;

struct SimulatedMonth {
  std::string period;
  PointsMoved moved;
  uint64_t members_earning = 0;
  std::vector<uint64_t> members_by_tier;
  uint64_t upgrades = 0, downgrades = 0;
  Money base_amount, lift_amount;  // of members' shipments; what the lift adds
  Money redeemed_cost, running_cost, margin_gained;
  Money liability;  // closing points × expected redemption × cost
};

struct SegmentReach {
  std::string label;
  uint64_t members = 0, earning = 0;  // in any month
  Points earned;
};

struct Simulation {
  std::vector<SimulatedMonth> months;
  std::vector<SegmentReach> segments;  // by label
  int32_t months_of_history = 0;
  int32_t redemption_percent = 0;  // that the liability is counted with
};

// `ledger`: a fresh one that holds the texts of `club`; it ends with the entries of the whole replay.
[[nodiscard]] Result<Simulation> Simulate(const Programme& programme, const ClubInput& club, const SimulationWish& wish,
                                          Ledger& ledger);

}  // namespace loyalane::loyalty
