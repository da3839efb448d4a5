#include "economics/club_exit.h"

#include <algorithm>

#include "base/sort.h"
#include "economics/programme_roi.h"

namespace loyalane::economics {
namespace {

constexpr int64_t kConversionPartMax = 1'000'000;
constexpr int64_t kBalanceMax = 1'000'000'000'000;
constexpr int32_t kNoticeDaysMax = 3650;

struct StepName {
  std::string_view id, zh, en;
};
constexpr std::array<StepName, kExitStepCount> kStepNames = {{
    {"stop_recruiting", "停止招募非业主会员", "stop recruiting"},
    {"city_autonomy", "各城市自治", "city autonomy"},
    {"merge", "与其他会合并", "merge with other clubs"},
    {"hand_over", "老会员移交", "hand over the members"},
    {"close", "正式关闭", "close"},
}};

Error WithStep(ErrorId id, size_t step) {
  return Error(id).With("step", std::string(kStepNames[step].zh)).With("step_en", std::string(kStepNames[step].en));
}

bool IsPlanned(const ExitStepPlan& step) { return !step.owner.empty() && step.due; }

std::optional<uint32_t> IndexOf(const std::vector<std::string>& tiers, std::string_view label) {
  const auto found = std::find(tiers.begin(), tiers.end(), label);
  if (found == tiers.end()) return std::nullopt;
  return static_cast<uint32_t>(found - tiers.begin());
}

// By source tier: the target tier.
Result<std::vector<uint32_t>> ReadTierMap(const TierMap& tiers) {
  std::vector<std::optional<uint32_t>> targets(tiers.source_tiers.size());
  for (const auto& [source, target] : tiers.entries) {
    const std::optional<uint32_t> from = IndexOf(tiers.source_tiers, source);
    if (!from) return Error(ErrorId::kTierUnknown).With("tier", source);
    const std::optional<uint32_t> to = IndexOf(tiers.target_tiers, target);
    if (!to) return Error(ErrorId::kTierUnknown).With("tier", target);
    if (targets[*from]) return Error(ErrorId::kTierMappedTwice).With("tier", source);
    targets[*from] = *to;
  }
  std::vector<uint32_t> read;
  for (size_t i = 0; i < targets.size(); ++i) {
    if (!targets[i]) return Error(ErrorId::kTierUnmapped).With("tier", tiers.source_tiers[i]);
    read.push_back(*targets[i]);
  }
  return read;
}

}  // namespace

std::string_view IdOf(ExitStep step) { return kStepNames[static_cast<size_t>(step)].id; }

std::string_view IdOf(StepState state) {
  constexpr std::array<std::string_view, 3> kIds = {"locked", "open", "done"};
  return kIds[static_cast<size_t>(state)];
}

std::string_view IdOf(NoticeKind kind) {
  constexpr std::array<std::string_view, kNoticeKindCount> kIds = {"announcement", "reminder",        "last_call",
                                                                   "closing",      "honour_reminder", "honour_end"};
  return kIds[static_cast<size_t>(kind)];
}

std::array<StepState, kExitStepCount> StepStates(const ExitPlan& plan, const Unsettled& unsettled) {
  std::array<StepState, kExitStepCount> states{};
  bool all_before_done = true;
  for (size_t i = 0; i < kExitStepCount; ++i) {
    const bool waits_for_members = i == static_cast<size_t>(ExitStep::kClose) && unsettled != Unsettled{};
    if (plan.steps[i].done) {
      states[i] = StepState::kDone;
    } else {
      states[i] = all_before_done && !waits_for_members ? StepState::kOpen : StepState::kLocked;
      all_before_done = false;
    }
  }
  return states;
}

std::vector<Error> GapsOf(const ExitPlan& plan) {
  std::vector<Error> gaps;
  std::optional<Day> before;
  for (size_t i = 0; i < kExitStepCount; ++i) {
    const ExitStepPlan& step = plan.steps[i];
    if (!IsPlanned(step)) gaps.push_back(WithStep(ErrorId::kExitStepUnplanned, i));
    if (step.due && before && *step.due < *before) {
      gaps.push_back(
          WithStep(ErrorId::kExitDatesGoBack, i).With("due", ToIso(*step.due)).With("before", ToIso(*before)));
    }
    if (step.due) before = step.due;
  }
  return gaps;
}

Result<ExitPlan> CompleteStep(const ExitPlan& plan, ExitStep step, Day on, const Unsettled& unsettled) {
  const auto index = static_cast<size_t>(step);
  if (plan.steps[index].done) {
    return WithStep(ErrorId::kExitStepDone, index).With("date", ToIso(*plan.steps[index].done));
  }
  for (size_t i = 0; i < index; ++i) {
    if (plan.steps[i].done) continue;
    return WithStep(ErrorId::kExitStepOutOfOrder, index)
        .With("open", std::string(kStepNames[i].zh))
        .With("open_en", std::string(kStepNames[i].en));
  }
  if (!IsPlanned(plan.steps[index])) return WithStep(ErrorId::kExitStepUnplanned, index);
  if (index > 0 && on < *plan.steps[index - 1].done) {
    return WithStep(ErrorId::kExitStepTooEarly, index)
        .With("date", ToIso(on))
        .With("before", ToIso(*plan.steps[index - 1].done));
  }
  if (step == ExitStep::kClose && unsettled != Unsettled{}) {
    return Error(ErrorId::kExitUnsettled)
        .With("points", std::to_string(unsettled.points.units))
        .With("vouchers", std::to_string(unsettled.vouchers));
  }
  ExitPlan done = plan;
  done.steps[index].done = on;
  return done;
}

Result<Merger> MergeMembers(std::span<const MergingMember> members, const ConversionRate& rate, const TierMap& tiers) {
  if (rate.target_points < 1 || rate.target_points > kConversionPartMax) {
    return OutOfRange("target_points", {}, rate.target_points, "1–1 000 000");
  }
  if (rate.source_points < 1 || rate.source_points > kConversionPartMax) {
    return OutOfRange("source_points", {}, rate.source_points, "1–1 000 000");
  }
  const Result<std::vector<uint32_t>> target_of = ReadTierMap(tiers);
  if (!target_of) return target_of.error();

  Merger merger;
  merger.tier_members.resize(tiers.target_tiers.size(), 0);
  merger.members.reserve(members.size());
  int64_t remainders = 0;
  for (size_t i = 0; i < members.size(); ++i) {
    const MergingMember& member = members[i];
    if (member.points.units < 0 || member.points.units > kBalanceMax) {
      return OutOfRange("points", std::to_string(i + 1), member.points.units, "0–10^12");
    }
    if (member.tier >= target_of->size()) {
      return Error(ErrorId::kTierUnknown).With("tier", std::to_string(member.tier));
    }
    const int64_t exact = member.points.units * rate.target_points;  // 10^18 at most, in source_points-ths
    const auto converted = static_cast<int64_t>(rate.rounding == ConversionRounding::kDown
                                                    ? math::DivideDown(exact, rate.source_points)
                                                    : math::DivideToNearest(exact, rate.source_points));
    const MergedMember merged = {Points{converted}, exact - converted * rate.source_points, (*target_of)[member.tier]};
    merger.members.push_back(merged);
    merger.source_total += member.points;
    merger.target_total += merged.points;
    remainders += merged.remainder;
    ++merger.tier_members[merged.tier];
  }
  merger.remainder_total = {remainders, rate.source_points};
  return merger;
}

std::vector<NoticeRule> UsualNotices() {
  return {{NoticeKind::kAnnouncement, 90, false},  {NoticeKind::kReminder, 30, false},
          {NoticeKind::kLastCall, 7, false},       {NoticeKind::kClosing, 0, false},
          {NoticeKind::kHonourReminder, 30, true}, {NoticeKind::kHonourEnd, 0, true}};
}

Result<NoticeCalendar> PlanNotices(Day close, int32_t honour_days, std::span<const NoticeRule> rules, Day planned_on) {
  if (honour_days < 0 || honour_days > kNoticeDaysMax) return OutOfRange("honour_days", {}, honour_days, "0–3650");
  NoticeCalendar calendar;
  calendar.close = close;
  calendar.honoured_until = close + honour_days;
  for (const NoticeRule& rule : rules) {
    if (rule.days_before < 0 || rule.days_before > kNoticeDaysMax) {
      return OutOfRange("days_before", IdOf(rule.kind), rule.days_before, "0–3650");
    }
    const Day on = (rule.counts_from_honour ? calendar.honoured_until : close) - rule.days_before;
    calendar.notices.push_back({rule.kind, on, rule.days_before, rule.counts_from_honour, on < planned_on});
  }
  Sort(calendar.notices, [](const Notice& a, const Notice& b) { return a.on != b.on ? a.on < b.on : a.kind < b.kind; });
  return calendar;
}

}  // namespace loyalane::economics
