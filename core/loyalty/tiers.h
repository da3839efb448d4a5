// Tiers: qualifying points of one member by day -> his tier on a day, and every change with its reason. Four clocks:
// window, validity, evaluation, grace. Normative: docs/formulas/tiers.md. Error: LOYALTY-201 tiers that overlap or are
// out of order, 202 a clock out of range.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/result.h"
#include "loyalty/member_account.h"

namespace loyalane::loyalty {

enum class TierWindow : uint8_t { kLifetime, kCalendar, kRolling, kAnniversary, kSinceChange };
enum class TierEvaluation : uint8_t { kDaily, kMonthEnd };
enum class Downgrade : uint8_t { kToEarned, kOneStep, kToBase };

struct Tier {
  std::string name;
  std::string name_en;
  int64_t threshold = 0;
  int32_t percent = 100;  // of points, for rules that look at the tier
  friend bool operator==(const Tier&, const Tier&) = default;
};

struct TierRules {
  std::vector<Tier> tiers;  // by threshold; the first has 0. Empty: the programme has none
  TierWindow window = TierWindow::kCalendar;
  int32_t period_months = 12;  // kCalendar: divides 12
  bool holds_next = true;      // kCalendar: to the end of the next period
  int32_t window_days = 365;   // kRolling, kAnniversary, kSinceChange
  bool carry_over = false;     // kSinceChange: what counted for an upgrade counts on
  TierEvaluation evaluation = TierEvaluation::kDaily;
  int32_t grace_days = 0;
  Downgrade downgrade = Downgrade::kToEarned;
  bool refunds_demote = true;
  friend bool operator==(const TierRules&, const TierRules&) = default;
};
[[nodiscard]] Status CheckTierRules(const TierRules& rules);
// The highest tier whose threshold is `quantity` or less.
[[nodiscard]] uint32_t TierReached(std::span<const Tier> tiers, int64_t quantity);

// Set by hand, for a time, with a reason.
struct TierOverride {
  enum class Kind : uint8_t { kFloor, kPin };
  Kind kind = Kind::kFloor;
  uint32_t tier = 0;
  Day from, to;  // both included
  friend bool operator==(const TierOverride&, const TierOverride&) = default;
};

enum class TierCause : uint8_t { kUpgrade, kDowngrade, kRefund };
struct TierChange {
  Day on;
  uint32_t from = 0, to = 0;
  TierCause cause = TierCause::kUpgrade;
  int64_t quantity = 0;  // that counted
};

struct TierState {
  uint32_t tier = 0;        // with overrides
  uint32_t calculated = 0;  // without
  Day since;
  Day valid_to = kNoDay;  // last day; kNoDay: no end is set
  int64_t quantity = 0;   // that counts towards an upgrade now
  bool is_overridden = false;
  // When nothing more is earned: the tier after valid_to and grace.
  uint32_t next_if_idle = 0;
  std::vector<TierChange> changes;
};

// State at the end of `as_of`. `qualified` in order of days.
[[nodiscard]] TierState RateMember(const TierRules& rules, std::span<const Qualified> qualified, Day joined,
                                   std::span<const TierOverride> overrides, Day as_of);

// The tier at the end of an earlier day.
[[nodiscard]] uint32_t TierOn(const TierState& state, std::span<const TierOverride> overrides, Day day);

}  // namespace loyalane::loyalty
