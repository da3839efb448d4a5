// Club::Exit: a plan for leaving the club (exit_register.h) against what the ledger still owes, and the settlement
// itself: the one act of leaving that is written into the ledger and cannot be undone.
//   plan: as the register's document; without one, the register's own, which keeps what is completed
//   on: the day of asking; complete: the id of a step to be marked as done on that day; settle: true takes all points
//   off as charges of that day, for a merger (converted by its rate) or against payment outside
#include <nlohmann/json.hpp>
#include <optional>
#include <string>

#include "economics/club_exit.h"
#include "workspace/club.h"
#include "workspace/command_json.h"
#include "workspace/exit_register.h"
#include "workspace/json_fields.h"

namespace loyalane::workspace {
namespace {

using loyalty::Entry;
using loyalty::EntryKind;

Result<Day> DayOf(const Json& command) {
  const auto on = command.find("on");
  const std::optional<Day> day =
      on != command.end() && on->is_string() ? ParseIsoDay(on->get_ref<const std::string&>()) : std::nullopt;
  if (!day) return BadValue("on", on == command.end() ? Json() : *on, "YYYY-MM-DD");
  return *day;
}

Status Complete(const std::string& id, Day on, const economics::Unsettled& unsettled, ExitDocument& document) {
  for (size_t i = 0; i < economics::kExitStepCount; ++i) {
    const auto step = static_cast<economics::ExitStep>(i);
    if (economics::IdOf(step) != id) continue;
    Result<economics::ExitPlan> completed = economics::CompleteStep(document.plan, step, on, unsettled);
    if (!completed) return completed.error();
    document.plan = std::move(completed).value();
    return Done{};
  }
  return BadValue("complete", Json(id), "stop_recruiting … close");
}

// One charge a holder. A second settlement on the same day is an entry of its own.
std::vector<loyalty::Fact> ChargesOf(const ExitStanding& standing, loyalty::Ledger& ledger) {
  const uint16_t rule = ledger.Rule(kExitRule);
  const std::string source = "exit " + ToIso(standing.on);
  std::vector<loyalty::Fact> facts;
  for (const ExitHolder& holder : standing.holders) {
    if (holder.settles.units == 0) continue;
    Entry entry;
    entry.kind = EntryKind::kCharge;
    entry.rule = rule;
    entry.source = ledger.Source(source);
    for (int number = 2; ledger.Find(holder.member, entry.kind, rule, entry.source) != nullptr; ++number)
      entry.source = ledger.Source(source + "#" + std::to_string(number));
    entry.day = standing.on;
    entry.points = static_cast<int32_t>(holder.settles.units);
    facts.push_back({holder.member, entry});
  }
  return facts;
}

}  // namespace

Result<ExitDocument> Club::ExitPlanOf(const Json& command) const {
  if (const auto plan = command.find("plan"); plan != command.end()) return ReadExitDocument(*plan, "plan");
  const Json kept = registers_.Document(RegisterName::kExit);
  if (kept.is_null()) return BadValue("plan", Json(), "{…}");
  return ReadExitDocument(kept, PartOf(RegisterName::kExit));
}

Result<Json> Club::Exit(const Json& command) {
  Result<ExitDocument> document = ExitPlanOf(command);
  if (!document) return document.error();
  const Result<Day> on = DayOf(command);
  if (!on) return on.error();
  Result<ExitStanding> stands = StandingOn(programme_, *ledger_, &Vouchers(), *on);
  if (!stands) return stands.error();
  ExitStanding standing = std::move(stands).value();
  const Result<std::optional<economics::Merger>> merger = MergerOf(*document, programme_, standing);
  if (!merger) return merger.error();

  const bool settles = TruthOf(command, "settle");
  // Points of a closed month were told as they are.
  if (settles && *on < ledger_->open_from()) return BadValue("on", Json(ToIso(*on)), "≥ first day of the open month");
  const ExitStanding before = standing;
  if (settles) {
    for (const ExitHolder& holder : standing.holders) standing.unsettled.points -= holder.settles;
  }
  if (const std::string step = TextOf(command, "complete"); !step.empty()) {
    const Status completed = Complete(step, *on, standing.unsettled, *document);
    if (!completed) return completed.error();
  }
  Result<Json> answer = ExitAnswer(*document, programme_, standing, *merger, LanguageOf(command));
  if (!answer) return answer;
  if (*merger) {
    Json& rows = (*answer)["merge"]["members"] = Json::array();
    for (size_t i = 0; i < standing.holders.size(); ++i) {
      Json row;
      row["member"] = ledger_->members()[standing.holders[i].member];
      row["points"] = standing.holders[i].points.units;
      row["converted"] = (*merger)->members[i].points.units;
      row["remainder"] = (*merger)->members[i].remainder;
      row["tier"] = document->merge->target_tiers[(*merger)->members[i].tier];
      rows.push_back(std::move(row));
    }
  }
  // Last, so that a command that fails has changed nothing.
  if (!command.contains("plan")) {
    const Status taken = registers_.Take(RegisterName::kExit, ExitDocumentJson(*document));
    if (!taken) return taken.error();
  }
  if (settles) {
    ledger_->Take(ChargesOf(before, *ledger_));
    Forget();
  }
  return answer;
}

Result<std::string> Club::ExitTable(const Json& command, bool spreadsheet) const {
  const Result<ExitDocument> document = ExitPlanOf(command);
  if (!document) return document.error();
  const Result<Day> on = DayOf(command);
  if (!on) return on.error();
  const Result<ExitStanding> standing = StandingOn(programme_, *ledger_, &Vouchers(), *on);
  if (!standing) return standing.error();
  return ExitCsv(*document, programme_, *ledger_, *standing, spreadsheet);
}

}  // namespace loyalane::workspace
