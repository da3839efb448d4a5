#include "workspace/exit_register.h"

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>

#include "loyalty/member_account.h"
#include "report/csv_writer.h"
#include "workspace/command_json.h"
#include "workspace/exit_notices.h"
#include "workspace/json_fields.h"
#include "workspace/vouchers_register.h"

namespace loyalane::workspace {
namespace {

using economics::ExitPlan;
using economics::ExitStep;
using loyalty::Entry;
using loyalty::EntryKind;

constexpr int64_t kHonourDaysMax = 3650;
constexpr int64_t kRatePartMax = 1'000'000'000;  // the room says which are too large
// A club without tiers still has one to be mapped.
constexpr const char* kNoTiers = "–";

const Json* Find(const Json& json, std::string_view key) {
  const auto it = json.find(key);
  return it == json.end() || it->is_null() ? nullptr : &*it;
}

Status CheckKeys(const Json& json, const std::string& path, std::initializer_list<std::string_view> known) {
  for (const auto& [key, value] : json.items()) {
    if (std::find(known.begin(), known.end(), key) == known.end()) return UnknownKey(Join(path, key));
  }
  return Done{};
}

Result<std::optional<Day>> DayIn(const Json& json, const char* key, const std::string& path) {
  const Json* const value = Find(json, key);
  if (value == nullptr) return std::optional<Day>();
  const std::optional<Day> day = value->is_string() ? ParseIsoDay(value->get_ref<const std::string&>()) : std::nullopt;
  if (!day) return BadValue(Join(path, key), *value, "YYYY-MM-DD");
  return day;
}

Result<int64_t> WholeIn(const Json& json, const char* key, const std::string& path, int64_t max, int64_t otherwise) {
  const Json* const value = Find(json, key);
  if (value == nullptr) return otherwise;
  const bool is_whole = value->is_number_integer() &&
                        (!value->is_number_unsigned() || value->get<uint64_t>() <= static_cast<uint64_t>(max));
  if (!is_whole || value->get<int64_t>() < 0 || value->get<int64_t>() > max)
    return BadValue(Join(path, key), *value, "0.." + std::to_string(max));
  return value->get<int64_t>();
}

Result<std::string> TextIn(const Json& json, const char* key, const std::string& path) {
  const Json* const value = Find(json, key);
  if (value == nullptr) return std::string();
  if (!value->is_string()) return BadValue(Join(path, key), *value, "text");
  return value->get<std::string>();
}

std::optional<ExitStep> ParseStep(std::string_view id) {
  for (size_t i = 0; i < economics::kExitStepCount; ++i) {
    if (economics::IdOf(static_cast<ExitStep>(i)) == id) return static_cast<ExitStep>(i);
  }
  return std::nullopt;
}

Status ReadSteps(const Json& steps, const std::string& path, ExitPlan& plan) {
  if (!steps.is_array() || steps.size() != economics::kExitStepCount)
    return BadValue(path, steps, "[{step, owner, due, done}] × 5");
  for (size_t i = 0; i < economics::kExitStepCount; ++i) {
    const Json& json = steps[i];
    const std::string at = Join(path, i);
    const std::string_view id = economics::IdOf(static_cast<ExitStep>(i));
    if (!json.is_object() || TextOf(json, "step") != id) return BadValue(at, json, std::string(id));
    Status known = CheckKeys(json, at, {"step", "owner", "due", "done"});
    if (!known) return known;
    Result<std::string> owner = TextIn(json, "owner", at);
    if (!owner) return owner.error();
    const Result<std::optional<Day>> due = DayIn(json, "due", at);
    if (!due) return due.error();
    const Result<std::optional<Day>> done = DayIn(json, "done", at);
    if (!done) return done.error();
    plan.steps[i] = {std::move(owner).value(), *due, *done};
  }
  return Done{};
}

Result<ExitMerge> ReadMerge(const Json& json, const std::string& path) {
  if (!json.is_object()) return BadValue(path, json, "{target, source, rounding, targetTiers, tiers}");
  Status known = CheckKeys(json, path, {"target", "source", "rounding", "targetTiers", "tiers"});
  if (!known) return known.error();
  ExitMerge merge;
  const Result<int64_t> target = WholeIn(json, "target", path, kRatePartMax, 1);
  if (!target) return target.error();
  const Result<int64_t> source = WholeIn(json, "source", path, kRatePartMax, 1);
  if (!source) return source.error();
  merge.rate.target_points = *target;
  merge.rate.source_points = *source;
  const Result<std::string> rounding = TextIn(json, "rounding", path);
  if (!rounding) return rounding.error();
  if (*rounding == "nearest") {
    merge.rate.rounding = economics::ConversionRounding::kNearest;
  } else if (!rounding->empty() && *rounding != "down") {
    return BadValue(Join(path, "rounding"), Json(*rounding), "down | nearest");
  }
  if (const Json* const names = Find(json, "targetTiers")) {
    if (!names->is_array()) return BadValue(Join(path, "targetTiers"), *names, "[text]");
    for (const Json& name : *names) {
      if (!name.is_string()) return BadValue(Join(path, "targetTiers"), name, "text");
      merge.target_tiers.push_back(name.get<std::string>());
    }
  }
  if (const Json* const map = Find(json, "tiers")) {
    if (!map->is_object()) return BadValue(Join(path, "tiers"), *map, "{text: text}");
    for (const auto& [from, to] : map->items()) {
      if (!to.is_string()) return BadValue(Join(Join(path, "tiers"), from), to, "text");
      merge.tiers.emplace_back(from, to.get<std::string>());
    }
  }
  return merge;
}

Json DayJson(const std::optional<Day>& day) { return day ? Json(ToIso(*day)) : Json(); }

Json StepJson(const ExitPlan& plan, size_t i) {
  Json json;
  json["step"] = economics::IdOf(static_cast<ExitStep>(i));
  json["owner"] = plan.steps[i].owner;
  json["due"] = DayJson(plan.steps[i].due);
  json["done"] = DayJson(plan.steps[i].done);
  return json;
}

std::vector<std::string> SourceTiers(const loyalty::Programme& programme) {
  std::vector<std::string> names;
  for (const loyalty::Tier& tier : programme.tiers.tiers) names.push_back(tier.name);
  if (names.empty()) names.emplace_back(kNoTiers);
  return names;
}

Json MergeEffect(const ExitDocument& document, const loyalty::Programme& programme, const ExitStanding& standing,
                 const economics::Merger& merger) {
  struct Effect {
    uint64_t members = 0;
    Points points, converted;
    std::optional<uint32_t> target;
  };
  const std::vector<std::string> names = SourceTiers(programme);
  std::vector<Effect> effects(names.size());
  for (size_t i = 0; i < standing.holders.size(); ++i) {
    Effect& effect = effects[standing.holders[i].tier];
    ++effect.members;
    effect.points += standing.holders[i].points;
    effect.converted += merger.members[i].points;
    effect.target = merger.members[i].tier;
  }
  const auto target_of = [&](const std::string& tier) -> std::string {
    for (const auto& [from, to] : document.merge->tiers) {
      if (from == tier) return to;
    }
    return {};
  };
  Json json;
  json["sourceTotal"] = merger.source_total.units;
  json["targetTotal"] = merger.target_total.units;
  json["remainder"]["num"] = merger.remainder_total.numerator;
  json["remainder"]["den"] = merger.remainder_total.denominator;
  json["tiers"] = Json::array();
  for (size_t i = 0; i < names.size(); ++i) {
    Json row;
    row["tier"] = names[i];
    row["members"] = effects[i].members;
    row["points"] = effects[i].points.units;
    row["target"] = target_of(names[i]);
    row["converted"] = effects[i].converted.units;
    json["tiers"].push_back(std::move(row));
  }
  return json;
}

class ExitRegister final : public ClubRegister {
 public:
  Status Take(const Json& document) override {
    Status checked = CheckRegisterVersion(document, RegisterName::kExit);
    if (!checked) return checked;
    Result<ExitDocument> read = ReadExitDocument(document, "");
    if (!read) return read.error();
    document_ = std::move(read).value();
    return Done{};
  }

  [[nodiscard]] Json Document() const override { return ExitDocumentJson(document_); }

  [[nodiscard]] Result<Json> Act(const Json& act, const ClubSight& sight) const override {
    const std::string name = TextOf(act, "do");
    ExitDocument next = document_;
    Status done = Done{};
    if (name == "step") {
      done = ChangeStep(act, next);
    } else if (name == "complete") {
      done = Complete(act, sight, next);
    } else if (name == "window") {
      done = ChangeWindow(act, next);
    } else if (name == "merge") {
      const Json* const merge = Find(act, "merge");
      next.merge.reset();
      if (merge != nullptr) {
        Result<ExitMerge> read = ReadMerge(*merge, "merge");
        if (!read) return read.error();
        next.merge = std::move(read).value();
      }
    } else {
      return Error(ErrorId::kCommandUnknown).With("name", name);
    }
    if (!done) return done.error();
    return ExitDocumentJson(next);
  }

  // No member is an entry here: a step's owner may be named as he is.
  [[nodiscard]] Removal WithoutMember(const ErasedPerson& person, const ClubSight& /*sight*/) const override {
    ExitDocument next = document_;
    PersonEraser eraser(person);
    for (economics::ExitStepPlan& step : next.plan.steps) {
      eraser.Cleanse(step.owner);
      eraser.EndRow();
    }
    return {ExitDocumentJson(next), eraser.rows(), eraser.values()};
  }

  [[nodiscard]] Result<Json> View(const Json& question, const ClubSight& sight) const override {
    const Result<std::optional<Day>> on = DayIn(question, "on", "");
    if (!on) return on.error();
    const Result<ExitStanding> standing = StandingOn(sight.programme, sight.ledger, sight.vouchers, DayOr(*on, sight));
    if (!standing) return standing.error();
    // A map that is not whole yet is a plan, and told beside it.
    const Result<std::optional<economics::Merger>> merger = MergerOf(document_, sight.programme, *standing);
    Result<Json> answer = ExitAnswer(document_, sight.programme, *standing,
                                     merger ? *merger : std::optional<economics::Merger>(), sight.language);
    if (!answer) return answer;
    (*answer)["mergeProblem"] = merger ? Json() : ErrorTexts(merger.error(), sight.language);
    (*answer)["sourceTiers"] = SourceTiers(sight.programme);
    return answer;
  }

 private:
  // The day that is asked about; otherwise the last one of the data, when it is still open, or the first that is.
  static Day DayOr(const std::optional<Day>& on, const ClubSight& sight) {
    if (on) return *on;
    const Day open = sight.ledger.open_from();
    return sight.as_of == loyalty::kNoDay ? open : std::max(sight.as_of, open);
  }

  static Result<ExitStep> StepIn(const Json& act) {
    const std::string id = TextOf(act, "step");
    const std::optional<ExitStep> step = ParseStep(id);
    if (!step) return BadValue("step", Json(id), "stop_recruiting … close");
    return *step;
  }

  static Status ChangeStep(const Json& act, ExitDocument& next) {
    const Result<ExitStep> step = StepIn(act);
    if (!step) return step.error();
    economics::ExitStepPlan& plan = next.plan.steps[static_cast<size_t>(*step)];
    if (plan.done) return economics::CompleteStep(next.plan, *step, *plan.done, {}).error();
    if (act.contains("owner")) {
      Result<std::string> owner = TextIn(act, "owner", "");
      if (!owner) return owner.error();
      plan.owner = std::move(owner).value();
    }
    if (act.contains("due")) {
      const Result<std::optional<Day>> due = DayIn(act, "due", "");
      if (!due) return due.error();
      plan.due = *due;
    }
    return Done{};
  }

  static Status Complete(const Json& act, const ClubSight& sight, ExitDocument& next) {
    const Result<ExitStep> step = StepIn(act);
    if (!step) return step.error();
    const Result<std::optional<Day>> on = DayIn(act, "on", "");
    if (!on) return on.error();
    if (!*on) return BadValue("on", Json(), "YYYY-MM-DD");
    const Result<ExitStanding> standing = StandingOn(sight.programme, sight.ledger, sight.vouchers, **on);
    if (!standing) return standing.error();
    Result<ExitPlan> completed = economics::CompleteStep(next.plan, *step, **on, standing->unsettled);
    if (!completed) return completed.error();
    next.plan = std::move(completed).value();
    return Done{};
  }

  static Status ChangeWindow(const Json& act, ExitDocument& next) {
    if (act.contains("close")) {
      const Result<std::optional<Day>> close = DayIn(act, "close", "");
      if (!close) return close.error();
      next.close = *close;
    }
    const Result<int64_t> honour = WholeIn(act, "honourDays", "", kHonourDaysMax, next.honour_days);
    if (!honour) return honour.error();
    // Open vouchers are counted, not typed: who still says a number is told so.
    if (act.contains("vouchersOpen")) return UnknownKey("vouchersOpen");
    next.honour_days = static_cast<int32_t>(*honour);
    return Done{};
  }

  ExitDocument document_;
};

}  // namespace

Result<ExitDocument> ReadExitDocument(const Json& json, const std::string& path) {
  if (!json.is_object()) return BadValue(path, json, "{…}");
  Status known = CheckKeys(json, path, {"version", "steps", "close", "honourDays", "vouchersOpen", "merge"});
  if (!known) return known.error();
  ExitDocument document;
  if (const Json* const steps = Find(json, "steps")) {
    Status read = ReadSteps(*steps, Join(path, "steps"), document.plan);
    if (!read) return read.error();
  }
  const Result<std::optional<Day>> close = DayIn(json, "close", path);
  if (!close) return close.error();
  document.close = *close;
  const Result<int64_t> honour = WholeIn(json, "honourDays", path, kHonourDaysMax, document.honour_days);
  if (!honour) return honour.error();
  document.honour_days = static_cast<int32_t>(*honour);
  if (const Json* const merge = Find(json, "merge")) {
    Result<ExitMerge> read = ReadMerge(*merge, Join(path, "merge"));
    if (!read) return read.error();
    document.merge = std::move(read).value();
  }
  return document;
}

Json ExitDocumentJson(const ExitDocument& document) {
  Json json;
  json["version"] = kRegisterVersion;
  json["steps"] = Json::array();
  for (size_t i = 0; i < economics::kExitStepCount; ++i) json["steps"].push_back(StepJson(document.plan, i));
  json["close"] = DayJson(document.close);
  json["honourDays"] = document.honour_days;
  if (document.merge) {
    Json& merge = json["merge"];
    merge["target"] = document.merge->rate.target_points;
    merge["source"] = document.merge->rate.source_points;
    merge["rounding"] = document.merge->rate.rounding == economics::ConversionRounding::kNearest ? "nearest" : "down";
    merge["targetTiers"] = document.merge->target_tiers;
    merge["tiers"] = Json::object();
    for (const auto& [from, to] : document.merge->tiers) merge["tiers"][from] = to;
  }
  return json;
}

Result<ExitStanding> StandingOn(const loyalty::Programme& programme, const loyalty::Ledger& ledger,
                                const VouchersRegister* vouchers, Day on) {
  ExitStanding standing;
  standing.on = on;
  const VouchersRegister nothing_noted;
  const Result<loyalty::VoucherStock> stock = (vouchers == nullptr ? nothing_noted : *vouchers).StockOf(ledger);
  if (!stock) return stock.error();
  standing.vouchers = loyalty::TotalsOn(stock->book.vouchers(), on);
  standing.unsettled.vouchers = standing.vouchers.open.count;
  std::map<Day, ExitSettlement> settlements;
  loyalty::MemberAccount account(programme.ledger);
  for (const uint32_t member : ledger.MembersInOrder()) {
    const std::span<const Entry> entries = ledger.EntriesOf(member);
    if (entries.empty()) continue;
    for (const Entry& entry : entries) {
      if (entry.kind != EntryKind::kCharge || ledger.rules()[entry.rule] != kExitRule || entry.day > on) continue;
      ExitSettlement& settlement = settlements[entry.day];
      settlement.on = entry.day;
      settlement.points.units += entry.points;
      ++settlement.members;
    }
    account.Start(entries, ledger.period_starts());
    account.RunTo(on);
    const loyalty::Totals& totals = account.totals();
    const Points held = totals.pending + totals.balance();
    if (held.units <= 0) continue;
    // Waiting points can be charged only where a member may owe; otherwise the rest would be written off.
    const bool may_owe = programme.ledger.shortfall == loyalty::Shortfall::kNegative;
    const int64_t settles = std::clamp<int64_t>(may_owe ? held.units : totals.balance().units, 0, kEntryPointsMax);
    uint32_t tier = 0;
    if (!programme.tiers.tiers.empty())
      tier = loyalty::RateMember(programme.tiers, account.qualified(), entries.front().day, {}, on).tier;
    standing.holders.push_back({member, held, Points{settles}, tier});
    standing.unsettled.points += held;
  }
  for (const auto& [day, settlement] : settlements) standing.settlements.push_back(settlement);
  return standing;
}

Result<std::optional<economics::Merger>> MergerOf(const ExitDocument& document, const loyalty::Programme& programme,
                                                  const ExitStanding& standing) {
  if (!document.merge) return std::optional<economics::Merger>();
  std::vector<economics::MergingMember> members;
  members.reserve(standing.holders.size());
  for (const ExitHolder& holder : standing.holders) members.push_back({holder.points, holder.tier});
  Result<economics::Merger> merger = economics::MergeMembers(
      members, document.merge->rate, {SourceTiers(programme), document.merge->target_tiers, document.merge->tiers});
  if (!merger) return merger.error();
  return std::optional(std::move(merger).value());
}

Result<Json> ExitAnswer(const ExitDocument& document, const loyalty::Programme& programme, const ExitStanding& standing,
                        const std::optional<economics::Merger>& merger, Language language) {
  const auto states = economics::StepStates(document.plan, standing.unsettled);
  Json answer;
  answer["on"] = ToIso(standing.on);
  answer["steps"] = Json::array();
  for (size_t i = 0; i < states.size(); ++i) {
    Json step = StepJson(document.plan, i);
    step["state"] = economics::IdOf(states[i]);
    step["why"] = nullptr;
    if (states[i] != economics::StepState::kDone) {
      const Result<ExitPlan> completed =
          economics::CompleteStep(document.plan, static_cast<ExitStep>(i), standing.on, standing.unsettled);
      if (!completed) step["why"] = ErrorTexts(completed.error(), language);
    }
    answer["steps"].push_back(std::move(step));
  }
  answer["gaps"] = Json::array();
  for (const Error& gap : economics::GapsOf(document.plan)) answer["gaps"].push_back(ErrorTexts(gap, language));
  Json& unsettled = answer["unsettled"];
  unsettled["points"] = standing.unsettled.points.units;
  unsettled["vouchers"] = standing.unsettled.vouchers;
  unsettled["voucherValue"] = ToDecimal(standing.vouchers.open.value);
  unsettled["members"] = standing.holders.size();
  answer["vouchers"] = VoucherTotalsJson(standing.vouchers);
  Points settles;
  uint64_t settled_members = 0;
  for (const ExitHolder& holder : standing.holders) {
    settles += holder.settles;
    settled_members += holder.settles.units > 0 ? 1 : 0;
  }
  answer["settles"]["points"] = settles.units;
  answer["settles"]["members"] = settled_members;
  answer["settlements"] = Json::array();
  for (const ExitSettlement& settlement : standing.settlements) {
    Json one;
    one["on"] = ToIso(settlement.on);
    one["points"] = settlement.points.units;
    one["members"] = settlement.members;
    answer["settlements"].push_back(std::move(one));
  }
  answer["honouredUntil"] = nullptr;
  answer["notices"] = Json::array();
  if (document.close) {
    const auto calendar =
        economics::PlanNotices(*document.close, document.honour_days, economics::UsualNotices(), standing.on);
    if (!calendar) return calendar.error();
    answer["honouredUntil"] = ToIso(calendar->honoured_until);
    ExitNoticeFacts facts;
    facts.club = language == Language::kEn && !programme.name.en.empty() ? programme.name.en : programme.name.zh;
    facts.close = *document.close;
    facts.honoured_until = calendar->honoured_until;
    if (document.merge) facts.rate = document.merge->rate;
    for (const economics::Notice& notice : calendar->notices) {
      Json one;
      one["kind"] = economics::IdOf(notice.kind);
      one["on"] = ToIso(notice.on);
      one["missed"] = notice.is_missed;
      one["members"] = ExitNoticeText(notice.kind, NoticeFor::kMembers, facts, language);
      one["merchants"] = ExitNoticeText(notice.kind, NoticeFor::kMerchants, facts, language);
      answer["notices"].push_back(std::move(one));
    }
  }
  answer["merge"] = merger ? MergeEffect(document, programme, standing, *merger) : Json();
  return answer;
}

Result<std::string> ExitCsv(const ExitDocument& document, const loyalty::Programme& programme,
                            const loyalty::Ledger& ledger, const ExitStanding& standing, bool spreadsheet) {
  const Result<std::optional<economics::Merger>> merger = MergerOf(document, programme, standing);
  if (!merger) return merger.error();
  const std::vector<std::string> tiers = SourceTiers(programme);
  std::string out;
  report::CsvWriter writer(spreadsheet ? report::CsvForm::kSpreadsheet : report::CsvForm::kPlain, out);
  writer.Begin();
  for (const std::string_view column :
       {"member_id", "tier", "points", "settled", "converted", "remainder", "target_tier"})
    writer.Text(column);
  writer.EndRow();
  for (size_t i = 0; i < standing.holders.size(); ++i) {
    const ExitHolder& holder = standing.holders[i];
    writer.Text(ledger.members()[holder.member]);
    writer.Text(tiers[holder.tier]);
    writer.Number(std::to_string(holder.points.units));
    writer.Number(std::to_string(holder.settles.units));
    if (*merger) {
      const economics::MergedMember& merged = (*merger)->members[i];
      writer.Number(std::to_string(merged.points.units));
      writer.Number(std::to_string(merged.remainder));
      writer.Text(document.merge->target_tiers[merged.tier]);
    } else {
      for (int empty = 0; empty < 3; ++empty) writer.Text("");
    }
    writer.EndRow();
  }
  return out;
}

std::unique_ptr<ClubRegister> MakeExitRegister() { return std::make_unique<ExitRegister>(); }

}  // namespace loyalane::workspace
