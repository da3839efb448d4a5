// Leaving a club with the least harm to the brand (S2-40, S2-41): the five ordered steps with owners, dates and locks;
// and what a merger or a close needs: conversion of points at an exact rate, a map of tiers, an honour window, a
// calendar of notices. Normative: docs/formulas/club-exit.md.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/date.h"
#include "base/points.h"
#include "base/result.h"
#include "math/ratio.h"

namespace loyalane::economics {

// ids: stop_recruiting, city_autonomy, merge, hand_over, close
enum class ExitStep : uint8_t {
  kStopRecruiting,  // no new members who are not customers
  kCityAutonomy,    // cities run their part themselves
  kMerge,           // with other clubs
  kHandOver,        // remaining members to the outlets' own service
  kClose,           // formally
};
inline constexpr size_t kExitStepCount = 5;
[[nodiscard]] std::string_view IdOf(ExitStep step);

struct ExitStepPlan {
  std::string owner;
  std::optional<Day> due;
  std::optional<Day> done;
};

struct ExitPlan {
  std::array<ExitStepPlan, kExitStepCount> steps;  // by ExitStep
};

// What members still hold.
struct Unsettled {
  Points points;  // pending and active, neither converted nor paid out
  int64_t vouchers = 0;
  friend constexpr bool operator==(const Unsettled&, const Unsettled&) = default;
};

// ids: locked, open, done
enum class StepState : uint8_t { kLocked, kOpen, kDone };
[[nodiscard]] std::string_view IdOf(StepState state);

// A step is open when all before it are done; closing also needs that nothing is unsettled.
[[nodiscard]] std::array<StepState, kExitStepCount> StepStates(const ExitPlan& plan, const Unsettled& unsettled);

// What keeps the plan from being complete: every step needs an owner and a due date (ECON-111), due dates must not go
// back (ECON-112). Empty = complete; a launch needs that (launch.h).
[[nodiscard]] std::vector<Error> GapsOf(const ExitPlan& plan);

// The plan with the step done on a day. Errors: ECON-111 no owner or due date, ECON-113 an earlier step is not done,
// ECON-114 points or vouchers are unsettled (only closing), ECON-115 done already, ECON-116 earlier than the step
// before it was done. The plan given stays as it was.
[[nodiscard]] Result<ExitPlan> CompleteStep(const ExitPlan& plan, ExitStep step, Day on, const Unsettled& unsettled);

// Where members' points go in a merger: `target` points of the other club for `source` points of ours.
enum class ConversionRounding : uint8_t {
  kDown,     // to whole points down: the club keeps the crumbs, and says so
  kNearest,  // halves up
};
struct ConversionRate {
  int64_t target_points = 1;  // 1..1 000 000
  int64_t source_points = 1;  // 1..1 000 000
  ConversionRounding rounding = ConversionRounding::kDown;
};

struct TierMap {
  std::vector<std::string> source_tiers, target_tiers;       // each club's own, lowest first
  std::vector<std::pair<std::string, std::string>> entries;  // source -> target
};

struct MergingMember {
  Points points;      // >= 0: a debt is settled first. 10^12 at most
  uint32_t tier = 0;  // index into TierMap::source_tiers
};

struct MergedMember {
  Points points;
  // points x source_points + remainder = old points x target_points, exactly: the remainder is what rounding took (or
  // gave, below 0), in source_points-ths of a target point.
  int64_t remainder = 0;
  uint32_t tier = 0;  // index into TierMap::target_tiers
};

struct Merger {
  std::vector<MergedMember> members;  // in the order given
  Points source_total, target_total;
  math::Ratio remainder_total;         // in target points, exact: sum of remainders of source_points
  std::vector<uint64_t> tier_members;  // by target tier
};

// A balance is converted once as a whole, not lot by lot, so that a member loses less than one point at most. Errors:
// ECON-101 a number outside its range, ECON-117 a source tier without a target, ECON-118 a tier that its club does not
// have, ECON-119 a source tier mapped twice.
[[nodiscard]] Result<Merger> MergeMembers(std::span<const MergingMember> members, const ConversionRate& rate,
                                          const TierMap& tiers);

// ids: announcement, reminder, last_call, closing, honour_reminder, honour_end
enum class NoticeKind : uint8_t {
  kAnnouncement,
  kReminder,
  kLastCall,
  kClosing,         // on the day
  kHonourReminder,  // before the last day on which points and vouchers are still accepted
  kHonourEnd,       // that day
};
inline constexpr size_t kNoticeKindCount = 6;
[[nodiscard]] std::string_view IdOf(NoticeKind kind);

struct NoticeRule {
  NoticeKind kind = NoticeKind::kReminder;
  int32_t days_before = 0;          // 0..3650
  bool counts_from_honour = false;  // before the end of the honour window rather than before the close
};

// Our convention, to be edited: announced 90 days before the close, reminded 30 and 7, told on the day; then 30 days
// before the end of the honour window, and on its last day.
[[nodiscard]] std::vector<NoticeRule> UsualNotices();

struct Notice {
  NoticeKind kind = NoticeKind::kReminder;
  Day on;
  int32_t days_before = 0;
  bool counts_from_honour = false;
  bool is_missed = false;  // it lies before the day of planning: too late for this notice
};

struct NoticeCalendar {
  Day close;
  Day honoured_until;           // the last day, included, on which points and vouchers are accepted
  std::vector<Notice> notices;  // by day, then by kind
};

// Error: ECON-101 a window outside 0..3650 days, or days before outside it.
[[nodiscard]] Result<NoticeCalendar> PlanNotices(Day close, int32_t honour_days, std::span<const NoticeRule> rules,
                                                 Day planned_on);

}  // namespace loyalane::economics
