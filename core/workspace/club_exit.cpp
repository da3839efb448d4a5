// Club::Exit: the plan for leaving the club (economics/club_exit.h) against what the ledger still owes.
//   plan {steps: [{step, owner, due, done}] (five, in order), close, honourDays, vouchersOpen,
//         merge?: {target, source, rounding: "down"|"nearest", targetTiers: [..], tiers: {ours: theirs}}}
//   on: the day of asking; complete: the id of a step to be marked as done on that day; settle: true takes all points
//   off as charges of that day, for a merger (converted by its rate) or against payment outside
#include <nlohmann/json.hpp>
#include <optional>
#include <string>

#include "economics/club_exit.h"
#include "workspace/club.h"
#include "workspace/json_fields.h"

namespace loyalane::workspace {
namespace {

using economics::ExitPlan;
using economics::ExitStep;
using loyalty::Entry;
using loyalty::EntryKind;

constexpr int32_t kHonourDaysMax = 3650;

Error Bad(const std::string& key, const Json& value, const char* expected) { return BadValue(key, value, expected); }

std::string TextIn(const Json& json, const char* key) {
  const auto it = json.find(key);
  return it != json.end() && it->is_string() ? it->get<std::string>() : std::string();
}

Result<std::optional<Day>> DayIn(const Json& json, const char* key, const std::string& path) {
  const auto it = json.find(key);
  if (it == json.end() || it->is_null()) return std::optional<Day>();
  const std::optional<Day> day = it->is_string() ? ParseIsoDay(it->get_ref<const std::string&>()) : std::nullopt;
  if (!day) return Bad(Join(path, key), *it, "YYYY-MM-DD");
  return day;
}

Result<int64_t> WholeIn(const Json& json, const char* key, const std::string& path, int64_t max, int64_t otherwise) {
  const auto it = json.find(key);
  if (it == json.end()) return otherwise;
  if (!it->is_number_integer() || it->get<int64_t>() < 0 || it->get<int64_t>() > max)
    return Bad(Join(path, key), *it, "≥ 0");
  return it->get<int64_t>();
}

Result<ExitPlan> StepsOf(const Json& plan) {
  const auto steps = plan.find("steps");
  if (steps == plan.end() || !steps->is_array() || steps->size() != economics::kExitStepCount)
    return Bad("plan.steps", steps == plan.end() ? Json() : *steps, "[{step, owner, due, done}] × 5");
  ExitPlan exit;
  for (size_t i = 0; i < economics::kExitStepCount; ++i) {
    const Json& step = (*steps)[i];
    const std::string path = Join("plan.steps", i);
    const auto id = step.is_object() ? step.find("step") : steps->end();
    if (!step.is_object() || id == step.end() || *id != economics::IdOf(static_cast<ExitStep>(i)))
      return Bad(path, step, economics::IdOf(static_cast<ExitStep>(i)).data());
    const auto owner = step.find("owner");
    if (owner != step.end() && owner->is_string()) exit.steps[i].owner = owner->get<std::string>();
    const Result<std::optional<Day>> due = DayIn(step, "due", path);
    if (!due) return due.error();
    const Result<std::optional<Day>> done = DayIn(step, "done", path);
    if (!done) return done.error();
    exit.steps[i].due = *due;
    exit.steps[i].done = *done;
  }
  return exit;
}

Json StepsJson(const ExitPlan& plan, const economics::Unsettled& unsettled) {
  const auto states = economics::StepStates(plan, unsettled);
  Json steps = Json::array();
  for (size_t i = 0; i < states.size(); ++i) {
    const economics::ExitStepPlan& step = plan.steps[i];
    steps.push_back({{"step", economics::IdOf(static_cast<ExitStep>(i))},
                     {"owner", step.owner},
                     {"due", step.due ? Json(ToIso(*step.due)) : Json()},
                     {"done", step.done ? Json(ToIso(*step.done)) : Json()},
                     {"state", economics::IdOf(states[i])}});
  }
  return steps;
}

}  // namespace

Result<Json> Club::Exit(const Json& command) {
  const auto plan = command.find("plan");
  if (plan == command.end() || !plan->is_object()) return Bad("plan", plan == command.end() ? Json() : *plan, "{…}");
  const Language language = TextIn(command, "language") == "en" ? Language::kEn : Language::kZh;
  Result<ExitPlan> exit = StepsOf(*plan);
  if (!exit) return exit.error();
  const Result<std::optional<Day>> on = DayIn(command, "on", "");
  if (!on) return on.error();
  if (!*on) return Bad("on", Json(), "YYYY-MM-DD");
  const Result<int64_t> vouchers = WholeIn(*plan, "vouchersOpen", "plan", kEntryPointsMax, 0);
  if (!vouchers) return vouchers.error();

  struct Holder {
    uint32_t member;
    Points points;
    uint32_t tier;
  };
  std::vector<Holder> holders;
  economics::Unsettled unsettled{{}, *vouchers};
  loyalty::MemberAccount account(programme_.ledger);
  for (const uint32_t member : ledger_->MembersInOrder()) {
    const std::span<const Entry> entries = ledger_->EntriesOf(member);
    if (entries.empty()) continue;
    account.Start(entries, ledger_->period_starts());
    account.RunTo(**on);
    const Points held = account.totals().pending + account.totals().balance();
    if (held.units <= 0) continue;
    uint32_t tier = 0;
    if (!programme_.tiers.tiers.empty())
      tier = loyalty::RateMember(programme_.tiers, account.qualified(), entries.front().day, {}, **on).tier;
    holders.push_back({member, held, tier});
    unsettled.points += held;
  }

  Json merged = nullptr;
  if (const auto merge = plan->find("merge"); merge != plan->end() && merge->is_object()) {
    economics::ConversionRate rate;
    const Result<int64_t> target = WholeIn(*merge, "target", "plan.merge", kEntryPointsMax, 1);
    if (!target) return target.error();
    const Result<int64_t> source = WholeIn(*merge, "source", "plan.merge", kEntryPointsMax, 1);
    if (!source) return source.error();
    rate.target_points = *target;
    rate.source_points = *source;
    if (TextIn(*merge, "rounding") == "nearest") rate.rounding = economics::ConversionRounding::kNearest;
    economics::TierMap tiers;
    for (const loyalty::Tier& tier : programme_.tiers.tiers) tiers.source_tiers.push_back(tier.name);
    if (tiers.source_tiers.empty()) tiers.source_tiers.push_back("–");
    if (const auto names = merge->find("targetTiers"); names != merge->end() && names->is_array()) {
      for (const Json& name : *names) {
        if (!name.is_string()) return Bad("plan.merge.targetTiers", name, "text");
        tiers.target_tiers.push_back(name.get<std::string>());
      }
    }
    if (const auto map = merge->find("tiers"); map != merge->end() && map->is_object()) {
      for (const auto& [from, to] : map->items()) {
        if (!to.is_string()) return Bad("plan.merge.tiers", to, "text");
        tiers.entries.emplace_back(from, to.get<std::string>());
      }
    }
    std::vector<economics::MergingMember> members;
    members.reserve(holders.size());
    for (const Holder& holder : holders) members.push_back({holder.points, holder.tier});
    const Result<economics::Merger> merger = economics::MergeMembers(members, rate, tiers);
    if (!merger) return merger.error();
    Json rows = Json::array();
    for (size_t i = 0; i < holders.size(); ++i) {
      rows.push_back({{"member", ledger_->members()[holders[i].member]},
                      {"points", holders[i].points.units},
                      {"converted", merger->members[i].points.units},
                      {"remainder", merger->members[i].remainder},
                      {"tier", tiers.target_tiers[merger->members[i].tier]}});
    }
    merged = {{"sourceTotal", merger->source_total.units},
              {"targetTotal", merger->target_total.units},
              {"remainder", {{"num", merger->remainder_total.numerator}, {"den", merger->remainder_total.denominator}}},
              {"members", std::move(rows)}};
  }

  const auto settle = command.find("settle");
  const bool settles = settle != command.end() && settle->is_boolean() && settle->get<bool>();
  // Points of a closed month were told as they are.
  if (settles && **on < ledger_->open_from()) return Bad("on", Json(ToIso(**on)), "≥ first day of the open month");
  if (settles) unsettled.points = {};

  if (const std::string step = TextIn(command, "complete"); !step.empty()) {
    size_t number = 0;
    while (number < economics::kExitStepCount && economics::IdOf(static_cast<ExitStep>(number)) != step) ++number;
    if (number == economics::kExitStepCount) return Bad("complete", Json(step), "stop_recruiting … close");
    Result<ExitPlan> completed = economics::CompleteStep(*exit, static_cast<ExitStep>(number), **on, unsettled);
    if (!completed) return completed.error();
    exit = std::move(completed);
  }

  Json gaps = Json::array();
  for (const Error& gap : economics::GapsOf(*exit)) {
    gaps.push_back({{"id", IdOf(gap.id)}, {"text", Sentence(gap, language)}, {"remedy", Remedy(gap, language)}});
  }
  Json notices = Json::array();
  const Result<std::optional<Day>> close = DayIn(*plan, "close", "plan");
  if (!close) return close.error();
  Json honoured = nullptr;
  if (*close) {
    const Result<int64_t> honour = WholeIn(*plan, "honourDays", "plan", kHonourDaysMax, 90);
    if (!honour) return honour.error();
    const auto calendar =
        economics::PlanNotices(**close, static_cast<int32_t>(*honour), economics::UsualNotices(), **on);
    if (!calendar) return calendar.error();
    honoured = ToIso(calendar->honoured_until);
    for (const economics::Notice& notice : calendar->notices)
      notices.push_back(
          {{"kind", economics::IdOf(notice.kind)}, {"on", ToIso(notice.on)}, {"missed", notice.is_missed}});
  }
  // Last, so that a command that fails has changed nothing.
  if (settles) {
    std::vector<loyalty::Fact> facts;
    for (const Holder& holder : holders) {
      Entry entry;
      entry.kind = EntryKind::kCharge;
      entry.rule = ledger_->Rule("exit");
      entry.source = ledger_->Source("exit " + ToIso(**on));
      entry.day = **on;
      entry.points = static_cast<int32_t>(std::min(holder.points.units, kEntryPointsMax));
      facts.push_back({holder.member, entry});
    }
    ledger_->Take(std::move(facts));
    Forget();
  }
  return Json{{"steps", StepsJson(*exit, unsettled)},
              {"gaps", std::move(gaps)},
              {"unsettled",
               {{"points", unsettled.points.units}, {"vouchers", unsettled.vouchers}, {"members", holders.size()}}},
              {"honouredUntil", std::move(honoured)},
              {"notices", std::move(notices)},
              {"merge", std::move(merged)}};
}

}  // namespace loyalane::workspace
