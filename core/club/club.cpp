#include "club/club.h"

#include <algorithm>
#include <array>
#include <map>
#include <nlohmann/json.hpp>

#include "base/sort.h"
#include "club/card_plan.h"
#include "club/club_read.h"
#include "club/members_register.h"
#include "club/referral_example.h"
#include "club/vouchers_register.h"
#include "document/any_json.h"
#include "document/command_json.h"
#include "document/json_fields.h"
#include "document/programme_json.h"
#include "loyalty/gifts.h"
#include "loyalty/hand_posting.h"
#include "loyalty/liability.h"
#include "loyalty/redemption_rate.h"
#include "loyalty/simulation.h"
#include "math/round.h"
#include "report/csv_writer.h"

namespace loyalane::club {
namespace {

using document::BadText;
using document::ErrorTexts;
using document::Json;
using document::LanguageOf;
using document::MonthIn;
using document::ParseAnyJson;
using document::ParseProgramme;
using document::TextOf;
using document::WholeOf;
using document::WriteProgramme;
using loyalty::Entry;
using loyalty::Lot;
using loyalty::MemberAccount;
using loyalty::MemberMonth;
using loyalty::MonthReport;
using loyalty::PointsMoved;
using loyalty::Posting;
using loyalty::PostingKind;

constexpr size_t kWindowRowsMax = 1000;
constexpr std::array<std::string_view, loyalty::kEntryKindCount> kKindIds = {
    "opening", "earn", "grant", "restore", "expiry", "refund", "charge", "spend", "given", "withdrawn"};

Json MovedJson(const PointsMoved& moved) {
  return {{"opening", moved.opening.units},      {"earned", moved.earned.units},
          {"spent", moved.spent.units},          {"expired", moved.expired.units},
          {"takenBack", moved.taken_back.units}, {"writtenOff", moved.written_off.units},
          {"closing", moved.closing.units}};
}

std::string_view NameIn(const loyalty::Name& name, Language language) {
  return language == Language::kEn && !name.en.empty() ? name.en : name.zh;
}

}  // namespace

Club::Club()
    : programme_(loyalty::PresetProgramme(loyalty::Preset::kMinimal)), ledger_(std::make_unique<loyalty::Ledger>()) {}

Status Club::SetProgramme(loyalty::Programme programme) {
  Status checked = loyalty::CheckProgramme(programme);
  if (!checked) return checked;
  programme_ = std::move(programme);
  Forget();
  return Done{};
}

Status Club::FitsClosedPeriods(const loyalty::Programme& programme) const {
  if (ledger_->periods().empty() || programme.ledger == programme_.ledger) return Done{};
  return Error(ErrorId::kLedgerSealBroken).With("period", ledger_->periods().back().name);
}

void Club::SetLedger(loyalty::Ledger ledger) {
  *ledger_ = std::move(ledger);
  Forget();
}

void Club::SetRegisters(ClubRegisters registers) {
  registers_ = std::move(registers);
  Forget();
}

Result<Club::Read*> Club::Data(Ground& ground, Day last_day) {
  const auto data = ground.Data();
  if (!data) return data.error();
  if (read_ && read_->last_day == last_day) return read_.get();
  ClubDataWish wish;
  wish.last_day = last_day;
  wish.office = &Office();
  if (ledger_->periods().empty()) wish.opening_before = loyalty::MonthOf(last_day).from;
  const bool wants_segments = std::any_of(programme_.earn.begin(), programme_.earn.end(), [](const auto& rule) {
    return !rule.segments.empty() || std::any_of(rule.multipliers.begin(), rule.multipliers.end(), [](const auto& one) {
      return one.by == loyalty::Multiplier::By::kSegment;
    });
  });
  const auto segment = ground.Segment();
  if (!segment && wants_segments) return segment.error();
  wish.segment_of = [&](std::string_view customer) -> std::string {
    const auto row = (*data)->table.RowOf(customer);
    return segment && row ? std::string(segment::IdOf((*segment)->type[*row])) : std::string();
  };
  wish.choice_of = [this](std::string_view award) { return Vouchers().ChoiceOf(award); };
  wish.registered = DeedsOf(Registers().Of(RegisterName::kEvents));
  auto read = std::make_shared<Read>();
  read->last_day = last_day;
  read->club = ReadClub(**data, programme_, wish, *ledger_);
  read->programme = programme_;
  read->programme.rewards.insert(read->programme.rewards.end(), read->club.gifts.begin(), read->club.gifts.end());
  read_ = std::move(read);
  return read_.get();
}

Result<Json> Club::Call(std::string_view name, const Json& command, Ground& ground) {
  if (name == "programme") return TakeProgramme(command);
  if (name == "check") return Check(command);
  if (name == "whole") return Whole(command);
  if (name == "liability") return LiabilityOf(command);
  if (name == "exit") return Exit(command);
  if (name == "state") return State(command, ground);
  if (name == "post") return Post(command, ground);
  if (name == "post_all") return PostToAll(command, ground);
  if (name == "postings") return PostingsToAll();
  if (name == "run") return RunMonth(command, ground);
  if (name == "members") return Members(command, ground);
  if (name == "member") return Member(command, ground);
  if (name == "simulate") return SimulateWith(command, ground);
  if (name == "registers") return AllRegisters();
  if (name == "register") return TakeRegister(command);
  if (name == "act" || name == "view") return AskRegister(name, command, ground);
  return Error(ErrorId::kCommandUnknown).With("name", "club." + std::string(name));
}

// {"documents": {"members": {…} | null, …}}
Json Club::AllRegisters() const {
  Json documents = Json::object();
  for (size_t i = 0; i < kRegisterCount; ++i)
    documents[std::string(kRegisterIds[i])] = registers_.Document(static_cast<RegisterName>(i));
  Json answer = Json::object();
  answer["documents"] = std::move(documents);
  return answer;
}

Result<Json> Club::TakeRegister(const Json& command) {
  const std::string id = TextOf(command, "name");
  const std::optional<RegisterName> name = ParseRegisterName(id);
  if (!name) return BadText("name", id, "members, partners, events, vouchers, launch, exit");
  const auto document = command.find("document");
  const Status taken = registers_.Take(*name, document == command.end() ? Json() : *document);
  if (!taken) return taken.error();
  Forget();
  Json answer = Json::object();
  answer["document"] = registers_.Document(*name);
  return answer;
}

// An act keeps nothing: whoever asked takes the documents with `register`.
Result<Json> Club::AskRegister(std::string_view what, const Json& command, Ground& ground) {
  const std::string id = TextOf(command, "name");
  const std::optional<RegisterName> name = ParseRegisterName(id);
  if (!name) return BadText("name", id, "members, partners, events, vouchers, launch, exit");
  ClubSight sight{.programme = programme_,
                  .ledger = *ledger_,
                  .language = LanguageOf(command),
                  .vouchers = &Vouchers(),
                  .office = &Office()};
  const Json exit_plan = registers_.Document(RegisterName::kExit);
  if (!exit_plan.is_null()) sight.exit_plan = &exit_plan;
  std::shared_ptr<Read> read;
  if (const auto data = ground.Data()) {
    sight.data = *data;
    sight.as_of = (*data)->table.as_of;
    const Result<Read*> club = Data(ground, sight.as_of);
    if (!club) return club.error();
    read = read_;
    sight.club = &read->club;
  }
  const bool is_view = what == "view";
  const auto given = command.find(is_view ? "question" : "act");
  if (given == command.end() || !given->is_object())
    return is_view ? BadText("question", "", "{…}") : BadText("act", "", "{\"do\": …}");
  if (is_view) return registers_.View(*name, *given, sight);
  const Result<std::vector<RegisterChange>> changes = registers_.Act(*name, *given, sight);
  if (!changes) return changes.error();
  Json answer = Json::object();
  answer["documents"] = Json::object();
  for (const RegisterChange& one : *changes) answer["documents"][std::string(IdOf(one.name))] = one.document;
  return answer;
}

const MemberOffice& Club::Office() const {
  return static_cast<const MembersRegister*>(Registers().Of(RegisterName::kMembers))->office();
}

// The month after the last closed one, or the first with deeds.
Day Club::NextMonth(const ClubData& club) const {
  if (!ledger_->periods().empty()) return ledger_->periods().back().to + 1;
  return club.first_deed == loyalty::kNoDay ? loyalty::kNoDay : loyalty::MonthOf(club.first_deed).from;
}

Result<Json> Club::State(const Json& command, Ground& ground) {
  const auto data = ground.Data();
  if (!data) return data.error();
  const Result<Read*> read = Data(ground, (*data)->table.as_of);
  if (!read) return read.error();
  const ClubData& club = (*read)->club;
  Json answer = {{"hasMembers", !club.members.empty()}};
  std::array<int64_t, loyalty::kMemberStateCount> states{};
  for (const loyalty::MemberInput& member : club.input.members) ++states[static_cast<size_t>(member.state)];
  Json members = {{"all", club.members.size()}};
  for (size_t i = 0; i < states.size(); ++i)
    members[std::string(loyalty::IdOf(static_cast<loyalty::MemberState>(i)))] = states[i];
  answer["members"] = std::move(members);
  answer["programme"] = ParseAnyJson(WriteProgramme(programme_));
  Json periods = Json::array();
  for (const loyalty::ClosedPeriod& period : ledger_->periods())
    periods.push_back({{"name", period.name}, {"from", ToIso(period.from)}, {"to", ToIso(period.to)}});
  answer["periods"] = std::move(periods);
  const Day next = NextMonth(club);
  const bool has_data = club.last_deed.since_epoch != INT32_MIN;
  answer["nextMonth"] = next == loyalty::kNoDay ? Json() : Json(loyalty::PeriodName(next));
  answer["firstMonth"] = club.first_deed == loyalty::kNoDay ? Json() : Json(loyalty::PeriodName(club.first_deed));
  answer["lastMonthWithData"] = has_data ? Json(loyalty::PeriodName(club.last_deed)) : Json();
  answer["entries"] = ledger_->size();
  Json problems = Json::array();
  if (club.redemptions_of_strangers > 0) {
    Json problem = ErrorTexts(Error(ErrorId::kClubMemberUnknown).With("value", ""), LanguageOf(command));
    problem["count"] = club.redemptions_of_strangers;
    problems.push_back(std::move(problem));
  }
  answer["problems"] = std::move(problems);
  return answer;
}

Result<loyalty::Programme> Club::ProgrammeIn(const Json& command) {
  const std::string preset = TextOf(command, "preset");
  return preset.empty() ? ParseProgramme(command.value("programme", Json::object()).dump())
                        : document::FindPreset(preset);
}

Result<Json> Club::Whole(const Json& command) {
  const Result<loyalty::Programme> programme = ProgrammeIn(command);
  if (!programme) return programme.error();
  return Json{{"programme", ParseAnyJson(WriteProgramme(*programme))}};
}

Result<Json> Club::TakeProgramme(const Json& command) {
  Result<loyalty::Programme> programme = ProgrammeIn(command);
  if (!programme) return programme.error();
  const Status fits = FitsClosedPeriods(*programme);
  if (!fits) return fits.error();
  const Status taken = SetProgramme(std::move(programme).value());
  if (!taken) return taken.error();
  return Json{{"programme", ParseAnyJson(WriteProgramme(programme_))}};
}

// What 1000 yuan of freight with 100 of surcharges earn, by each rule on its own.
Result<Json> Club::Check(const Json& command) const {
  const Result<loyalty::Programme> programme = ParseProgramme(command.value("programme", Json::object()).dump());
  if (!programme) return programme.error();
  loyalty::Ledger ledger;
  const Day day = ToDay({2026, 5, 15});
  Json example = Json::array();
  for (const loyalty::EarnRule& rule : programme->earn) {
    loyalty::Programme one = *programme;
    one.starts = Day{INT32_MIN};
    one.earn = {rule};
    one.earn[0].from = Day{INT32_MIN};
    one.earn[0].to = Day{INT32_MAX - 1};
    loyalty::Deed deed;
    const bool is_freight =
        rule.occasion == loyalty::Occasion::kStatement || rule.occasion == loyalty::Occasion::kFirstShipment;
    deed.kind = is_freight ? loyalty::Occasion::kShipment : rule.occasion;
    deed.day = day;
    deed.source = ledger.Source("W1");
    deed.product = rule.products.empty() ? table::kNoText : ledger.Source(rule.products[0]);
    deed.amount = Money{100'000};
    deed.surcharges = Money{10'000};
    std::vector<loyalty::Earned> earned;
    const std::string member_class = rule.member_classes.empty() ? "" : rule.member_classes[0];
    const std::string segment = rule.segments.empty() ? "" : rule.segments[0];
    loyalty::EarnedBy(
        one, std::span(&deed, 1), {member_class, segment}, [](Day) { return 100; }, ledger, earned);
    const int64_t points = earned.empty() ? 0 : earned[0].points;
    example.push_back({{"rule", rule.id}, {"name", rule.name.zh}, {"nameEn", rule.name.en}, {"points", points}});
  }
  Result<Json> referral = ReferralExample(programme->referral, LanguageOf(command));
  if (!referral) return referral.error();
  return Json{{"example", std::move(example)},
              {"amount", "1000.00"},
              {"surcharges", "100.00"},
              {"referral", std::move(referral).value()}};
}

// Months whose points a member still waits for, because he was in arrears then and ever since.
void Club::ReplayHeld(const intake::ImportedData& data, ClubData& club) const {
  if (programme_.arrears.overdue_days <= 0 || !programme_.arrears.holds_earning) return;
  std::vector<loyalty::MemberInput> then = club.input.members;
  std::vector<bool> waited(then.size(), true);
  const auto periods = ledger_->periods();
  for (size_t i = periods.size(); i-- > 0;) {
    for (loyalty::MemberInput& member : then) member.is_in_arrears = false;
    MarkArrears(data, programme_, periods[i].to, club.members, then);
    bool anybody = false;
    for (size_t k = 0; k < then.size(); ++k) {
      waited[k] = waited[k] && then[k].is_in_arrears;
      if (waited[k]) club.input.members[k].replays_from = periods[i].from;
      anybody = anybody || waited[k];
    }
    if (!anybody) return;
  }
}

Result<MonthReport> Club::Run(Day month, loyalty::RunMode mode, Ground& ground) {
  const Result<Read*> read = Data(ground, loyalty::MonthOf(month).to);
  if (!read) return read.error();
  loyalty::RunOptions options;
  options.mode = mode;
  // Labels are those of today: months that are closed are not earned anew by them.
  const bool looks_at_labels = std::any_of(programme_.earn.begin(), programme_.earn.end(), [](const auto& rule) {
    return !rule.segments.empty() || !rule.member_classes.empty() ||
           std::any_of(rule.multipliers.begin(), rule.multipliers.end(), [](const auto& one) {
             return one.by == loyalty::Multiplier::By::kSegment || one.by == loyalty::Multiplier::By::kMemberClass;
           });
  });
  // The club begins with the first month that was run; what lies before comes as opening balances.
  const Day begins = loyalty::MonthOf(month).from;
  const auto periods = ledger_->periods();
  options.deeds_from = looks_at_labels || periods.empty() ? begins : std::min(begins, periods.front().from);
  options.begins = periods.empty() ? begins : std::min(begins, periods.front().from);
  if (looks_at_labels) ReplayHeld(**ground.Data(), (*read)->club);
  Result<MonthReport> report = loyalty::RunMonth((*read)->programme, (*read)->club.input, month, options, *ledger_);
  if (report && mode == loyalty::RunMode::kApply) Forget();
  return report;
}

Result<Json> Club::RunMonth(const Json& command, Ground& ground) {
  const Result<Day> month = MonthIn(command, "month");
  if (!month) return month.error();
  const Language language = LanguageOf(command);
  const Result<Read*> held = Data(ground, loyalty::MonthOf(*month).to);
  if (!held) return held.error();
  const std::shared_ptr<Read> read = read_;  // Run forgets it
  const ClubData& club = read->club;
  const bool applies = document::TruthOf(command, "apply");
  const Result<MonthReport> ran = Run(*month, applies ? loyalty::RunMode::kApply : loyalty::RunMode::kDry, ground);
  if (!ran) return ran.error();
  const MonthReport& report = *ran;
  Json answer = {{"period", report.period},
                 {"from", ToIso(report.month.from)},
                 {"to", ToIso(report.month.to)},
                 {"wasClosed", report.was_closed},
                 {"applied", applies},
                 {"total", MovedJson(report.total)},
                 {"added", report.facts_added},
                 {"known", report.facts_known},
                 {"late", report.late.size()},
                 {"heldPoints", report.held.units},
                 {"conflicts", report.conflicts.size()}};
  std::map<uint32_t, size_t> row_of;
  for (size_t i = 0; i < club.input.members.size(); ++i) row_of[club.input.members[i].member] = i;
  Json refused = Json::array();
  for (const loyalty::RefusedRedemption& one : report.refused) {
    const loyalty::Redemption& redemption = club.input.redemptions[one.redemption];
    Json line = {{"document", ledger_->sources()[redemption.document]},
                 {"member", ledger_->members()[redemption.member]},
                 {"name", club.members[row_of[redemption.member]].name},
                 {"reward", redemption.reward},
                 {"day", ToIso(redemption.day)}};
    line.update(ErrorTexts(one.error, language));
    refused.push_back(std::move(line));
  }
  answer["refused"] = std::move(refused);
  Json late = Json::array();
  for (const loyalty::Fact& fact : report.late) {
    const bool is_worth = loyalty::MovesNoPoints(fact.entry.kind);
    Json line = {{"member", ledger_->members()[fact.member]},
                 {"source", ledger_->sources()[fact.entry.source]},
                 {"day", ToIso(fact.entry.day)},
                 {"kind", kKindIds[static_cast<size_t>(fact.entry.kind)]},
                 {"points", is_worth ? 0 : fact.entry.points}};
    if (is_worth) line["amount"] = ToDecimal(Money{fact.entry.points});
    late.push_back(std::move(line));
  }
  answer["lateEntries"] = std::move(late);
  Json conflicts = Json::array();
  for (const loyalty::Fact& fact : report.conflicts) {
    const std::string source(ledger_->sources()[fact.entry.source]);
    Json line = {{"member", ledger_->members()[fact.member]},
                 {"source", source},
                 {"day", ToIso(fact.entry.day)},
                 {"kind", kKindIds[static_cast<size_t>(fact.entry.kind)]},
                 {"points", fact.entry.points}};
    line.update(ErrorTexts(Error(ErrorId::kFactConflict).With("source", source), language));
    conflicts.push_back(std::move(line));
  }
  answer["conflictEntries"] = std::move(conflicts);
  int64_t earning = 0, upgrades = 0, downgrades = 0, near = 0, may_lose = 0, expiring = 0;
  for (const MemberMonth& one : report.members) {
    earning += one.moved.earned.units > 0 ? 1 : 0;
    upgrades += one.tier > one.tier_before ? 1 : 0;
    downgrades += one.tier < one.tier_before ? 1 : 0;
    near += one.is_near_tier ? 1 : 0;
    may_lose += one.may_lose_tier ? 1 : 0;
    expiring += one.expiring.empty() ? 0 : 1;
  }
  answer["counts"] = {{"members", report.members.size()},
                      {"earning", earning},
                      {"upgrades", upgrades},
                      {"downgrades", downgrades},
                      {"nearTier", near},
                      {"mayLoseTier", may_lose},
                      {"expiring", expiring}};

  // Cards: spend of the window that ends with the month.
  Json issue = Json::array();
  Json near_card = Json::array();
  const auto data = ground.Data();
  const Result<CardPlan> cards = PlanCards(**data, club, programme_, Office(), *month);
  if (!cards) return cards.error();
  const auto name_of = [&](const std::string& member) { return club.members[row_of[ledger_->Member(member)]].name; };
  for (const loyalty::CardCandidate& one : cards->run.issue) issue.push_back(CandidateJson(one, name_of(one.member)));
  for (const loyalty::CardCandidate& one : cards->run.near)
    near_card.push_back(CandidateJson(one, name_of(one.member)));
  // What people have entered for this month by themselves.
  Json by_hand = Json::array();
  const uint16_t hand_rule = ledger_->Rule(loyalty::kHandRule);
  MemberAccount account(programme_.ledger);
  for (const uint32_t member : ledger_->MembersInOrder()) {
    const std::span<const Entry> entries = ledger_->EntriesOf(member);
    account.Start(entries, ledger_->period_starts());
    for (const Entry& entry : entries) {
      const bool may_be = entry.rule == hand_rule || entry.kind == loyalty::EntryKind::kExpiry;
      if (!may_be || !report.month.Contains(account.PostingDay(entry))) continue;
      Json hand = HandJson(*ledger_, entry);
      if (hand.is_null()) continue;
      // The lots of one posting together.
      const bool goes_on = !by_hand.empty() && by_hand.back()["member"] == ledger_->members()[member] &&
                           by_hand.back()["number"] == hand["number"];
      if (goes_on) {
        by_hand.back()["entries"] = by_hand.back()["entries"].get<int64_t>() + 1;
        continue;
      }
      hand["member"] = ledger_->members()[member];
      hand["day"] = ToIso(entry.day);
      hand["kind"] = kKindIds[static_cast<size_t>(entry.kind)];
      hand["points"] = entry.points;
      hand["entries"] = 1;
      by_hand.push_back(std::move(hand));
    }
  }
  answer["byHand"] = std::move(by_hand);
  Json problems = Json::array();
  const bool has_anybody = std::any_of(club.input.members.begin(), club.input.members.end(), [&](const auto& member) {
    return member.active_from <= report.month.to && member.active_to >= report.month.from;
  });
  if (!has_anybody)
    problems.push_back(ErrorTexts(Error(ErrorId::kClubNoMembers).With("month", report.period), language));
  answer["problems"] = std::move(problems);
  answer["cards"] = {{"issue", std::move(issue)}, {"near", std::move(near_card)}};

  // Gifts: what was redeemed this month against the stock of the files.
  const loyalty::ClubRows& rows = (*data)->club;
  const std::vector<loyalty::Gift> stock = Vouchers().GiftStock(rows, (*data)->table.as_of);
  std::vector<loyalty::GiftRequest> requests;
  for (const size_t i : report.redeemed) {
    const loyalty::Redemption& redemption = club.input.redemptions[i];
    const bool is_gift = std::any_of(stock.begin(), stock.end(),
                                     [&](const loyalty::Gift& gift) { return gift.id == redemption.reward; });
    if (!is_gift || !report.month.Contains(redemption.day) || redemption.reversed_on <= report.month.to) continue;
    requests.push_back({std::string(ledger_->sources()[redemption.document]), redemption.day,
                        club.members[row_of[redemption.member]].id, loyalty::MemberState::kActive, redemption.reward,
                        redemption.quantity});
  }
  AddAwardGifts(report, club, requests, answer);
  for (loyalty::GiftRequest& request : requests) {
    if (const GiftDeliveredNote* const delivered = Vouchers().DeliveryOf(request.id))
      request.delivered_on = delivered->day;
  }
  AddGifts(loyalty::PlanGifts(stock, requests), stock, requests, club, rows, language, answer);
  AddGiven(report, club, answer);

  // Referrals, as of the month's end.
  const loyalty::ReferralResult& referred = club.referrals;
  Json refusals = Json::array();
  for (const loyalty::ReferralOutcome& outcome : referred.outcomes) {
    if (!outcome.refusal) continue;
    Json line = {{"referrer", outcome.claim.referrer}, {"referee", outcome.claim.referee}};
    line.update(ErrorTexts(*outcome.refusal, language));
    refusals.push_back(std::move(line));
  }
  answer["referrals"] = {{"pending", ToDecimal(referred.totals.pending)},
                         {"earned", ToDecimal(referred.totals.active)},
                         {"reversed", ToDecimal(referred.totals.reversed)},
                         {"amount", ToDecimal(referred.totals.granted)},
                         {"claims", referred.outcomes.size()},
                         {"refused", std::move(refusals)}};
  Json differences = Json::array();
  for (const OpeningDifference& one : club.opening_differences)
    differences.push_back({{"member", one.member}, {"balance", one.file_balance}, {"counted", one.counted}});
  answer["openingDifferences"] = std::move(differences);
  return answer;
}

Json Club::MemberRowJson(const ClubData& club, size_t i, const MemberMonth& month) const {
  const loyalty::MemberInput& member = club.input.members[i];
  Json row = {{"id", club.members[i].id},
              {"customer", club.members[i].customer},
              {"name", club.members[i].name},
              {"state", loyalty::IdOf(member.state)},
              {"memberClass", member.member_class},
              {"segment", member.segment},
              {"tier", month.tier},
              {"tierName", programme_.tiers.tiers.empty() ? "" : programme_.tiers.tiers[month.tier].name}};
  row.update(MovedJson(month.moved));
  row["active"] = month.active.units;
  row["pending"] = month.pending.units;
  row["owed"] = month.owed.units;
  Points expiring;
  for (const loyalty::ExpiryNotice& notice : month.expiring) expiring += notice.points;
  row["expiringPoints"] = expiring.units;
  row["nextTierMissing"] = month.tier_missing;
  row["nearTier"] = month.is_near_tier;
  row["mayLoseTier"] = month.may_lose_tier;
  row["heldPoints"] = month.held_points;
  return row;
}

Result<Json> Club::Members(const Json& command, Ground& ground) {
  const Result<Day> month = MonthIn(command, "month");
  if (!month) return month.error();
  const Result<MonthReport> report = Run(*month, loyalty::RunMode::kDry, ground);
  if (!report) return report.error();
  const ClubData& club = read_->club;
  const std::string search = TextOf(command, "search");
  std::vector<size_t> order;
  for (size_t i = 0; i < club.members.size(); ++i) {
    const ClubMemberRow& member = club.members[i];
    const bool fits = search.empty() || member.id.find(search) != std::string::npos ||
                      member.customer.find(search) != std::string::npos ||
                      member.name.find(search) != std::string::npos;
    if (fits) order.push_back(i);
  }
  const std::string by = TextOf(command, "order");
  const auto key = [&](size_t i) -> int64_t {
    const MemberMonth& one = report->members[i];
    if (by == "earned") return one.moved.earned.units;
    if (by == "expiring") {
      Points sum;
      for (const loyalty::ExpiryNotice& notice : one.expiring) sum += notice.points;
      return sum.units;
    }
    return by == "closing" ? one.moved.closing.units : 0;
  };
  const bool descending = document::TruthOf(command, "descending");
  Sort(order, [&](size_t a, size_t b) {
    const int64_t x = key(a);
    const int64_t y = key(b);
    if (x != y) return descending ? x > y : x < y;
    return descending && by == "id" ? club.members[a].id > club.members[b].id : club.members[a].id < club.members[b].id;
  });
  const auto from =
      static_cast<size_t>(std::clamp<int64_t>(WholeOf(command, "from", 0), 0, static_cast<int64_t>(order.size())));
  const auto to =
      static_cast<size_t>(std::clamp<int64_t>(WholeOf(command, "to", 100), static_cast<int64_t>(from),
                                              static_cast<int64_t>(std::min(order.size(), from + kWindowRowsMax))));
  Json rows = Json::array();
  for (size_t i = from; i < to; ++i) rows.push_back(MemberRowJson(club, order[i], report->members[order[i]]));
  return Json{{"total", order.size()}, {"rows", std::move(rows)}};
}

Result<std::string> Club::CardsCsv(Day month, bool near, Ground& ground, bool spreadsheet) {
  const auto data = ground.Data();
  if (!data) return data.error();
  const Result<Read*> read = Data(ground, (*data)->table.as_of);
  if (!read) return read.error();
  const Result<CardPlan> plan = PlanCards(**data, (*read)->club, programme_, Office(), month);
  if (!plan) return plan.error();
  return club::CardsCsv(*plan, (*read)->club, near, spreadsheet);
}

Result<std::string> Club::MembersCsv(Day month, Ground& ground, bool spreadsheet) {
  const Result<MonthReport> report = Run(month, loyalty::RunMode::kDry, ground);
  if (!report) return report.error();
  const ClubData& club = read_->club;
  std::string out;
  report::CsvWriter writer(spreadsheet ? report::CsvForm::kSpreadsheet : report::CsvForm::kPlain, out);
  writer.Begin();
  for (const std::string_view column :
       {"member_id", "customer_id", "customer_name", "state", "tier", "opening", "earned", "spent", "expired",
        "taken_back", "written_off", "closing", "active", "pending", "owed", "held", "expiring", "next_tier_missing"})
    writer.Text(column);
  writer.EndRow();
  for (const size_t i : MembersById(club)) {
    const MemberMonth& one = report->members[i];
    writer.Text(club.members[i].id);
    writer.Text(club.members[i].customer);
    writer.Text(club.members[i].name);
    writer.Text(loyalty::IdOf(club.input.members[i].state));
    writer.Text(programme_.tiers.tiers.empty() ? "" : programme_.tiers.tiers[one.tier].name);
    const PointsMoved& moved = one.moved;
    for (const Points points : {moved.opening, moved.earned, moved.spent, moved.expired, moved.taken_back,
                                moved.written_off, moved.closing, one.active, one.pending, one.owed})
      writer.Number(std::to_string(points.units));
    writer.Number(std::to_string(one.held_points));
    std::string notices;
    for (const loyalty::ExpiryNotice& notice : one.expiring)
      notices += (notices.empty() ? "" : ";") + ToIso(notice.last_day) + ":" + std::to_string(notice.points.units);
    writer.Text(notices);
    writer.Number(std::to_string(one.tier_missing));
    writer.EndRow();
  }
  return out;
}

std::string Club::RuleName(std::string_view ledger_rule, Language language) const {
  for (const loyalty::EarnRule& rule : programme_.earn) {
    if (loyalty::LedgerRuleOf(rule) == ledger_rule && !rule.name.zh.empty())
      return std::string(NameIn(rule.name, language));
  }
  for (const loyalty::Reward& reward : programme_.rewards) {
    if (loyalty::LedgerRuleOf(reward) == ledger_rule && !reward.name.zh.empty())
      return std::string(NameIn(reward.name, language));
  }
  if (read_) {
    for (const loyalty::Reward& gift : read_->club.gifts) {
      if (loyalty::LedgerRuleOf(gift) == ledger_rule) return std::string(NameIn(gift.name, language));
    }
  }
  for (const loyalty::Reward& reward : programme_.rewards) {
    if (loyalty::VoucherRuleOf(reward) == ledger_rule && !reward.name.zh.empty())
      return std::string(NameIn(reward.name, language));
  }
  if (ledger_rule == loyalty::kAwardVoucherRule) return language == Language::kEn ? "Referral award" : "推荐奖励";
  if (ledger_rule == loyalty::kAwardGiftRule)
    return language == Language::kEn ? "Referral award: gift" : "推荐奖励：礼品";
  if (ledger_rule == loyalty::kHandRule) return language == Language::kEn ? "By hand" : "手工记账";
  if (ledger_rule == "opening") return language == Language::kEn ? "Taken over" : "期初转入";
  return std::string(ledger_rule);
}

std::optional<uint32_t> Club::LedgerNumberOf(const Read& read, std::string_view member) {
  for (size_t i = 0; i < read.club.members.size(); ++i) {
    if (read.club.members[i].id == member) return read.club.input.members[i].member;
  }
  return std::nullopt;
}

// The balance that is held after each entry, with expiry in between as lines of their own.
Json Club::EntryLines(const MemberAccount& account, const std::vector<Posting>& trace, std::span<const Entry> entries,
                      Day as_of, Language language) const {
  const auto rule_of = [&](const Entry& entry) { return std::string(ledger_->rules()[entry.rule]); };
  const auto source_of = [&](const Entry& entry) { return std::string(ledger_->sources()[entry.source]); };
  std::vector<std::vector<const Posting*>> of_entry(entries.size());
  for (const Posting& posting : trace) {
    if (posting.entry != loyalty::kNone) of_entry[posting.entry].push_back(&posting);
  }
  std::vector<const loyalty::Refusal*> refusal_of(entries.size());
  for (const loyalty::Refusal& one : account.refusals()) refusal_of[one.entry] = &one;
  Json lines = Json::array();
  int64_t held = 0;
  const auto add_expired = [&](const Posting& posting) {
    held -= posting.points.units;
    const Entry& lot = entries[account.lots()[posting.lot].entry];
    lines.push_back({{"postedOn", ToIso(posting.on)},
                     {"day", ToIso(posting.on)},
                     {"late", false},
                     {"kind", "expired"},
                     {"rule", rule_of(lot)},
                     {"ruleName", RuleName(rule_of(lot), language)},
                     {"source", source_of(lot)},
                     {"of", nullptr},
                     {"points", -posting.points.units},
                     {"balance", held},
                     {"period", nullptr},
                     {"refused", nullptr},
                     {"lots", Json::array()}});
  };
  for (size_t at = 0, next = 0; next < entries.size() || at < trace.size();) {
    const Day posted = next < entries.size() ? account.PostingDay(entries[next]) : loyalty::kNoDay;
    // What expired before this entry was posted; an entry without postings comes first on its day.
    const auto begins = std::find_if(
        trace.begin() + static_cast<std::ptrdiff_t>(at), trace.end(),
        [&](const Posting& one) { return (one.entry == next && one.kind != PostingKind::kRepaid) || one.on > posted; });
    for (; at < static_cast<size_t>(begins - trace.begin()); ++at) {
      if (trace[at].kind == PostingKind::kExpired && trace[at].points.units > 0) add_expired(trace[at]);
    }
    if (next == entries.size() || posted > as_of) break;
    const Entry& entry = entries[next];
    const loyalty::Refusal* const refusal = refusal_of[next];
    int64_t change = 0;
    Json from = Json::array();
    for (const Posting* const one : of_entry[next]) {
      const Posting& posting = *one;
      const int64_t points = posting.points.units;
      switch (posting.kind) {
        case PostingKind::kOpened:
        case PostingKind::kForgiven:
        case PostingKind::kReturned:
        case PostingKind::kMoved:
          change += points;
          break;
        case PostingKind::kTaken:
        case PostingKind::kCancelled:
        case PostingKind::kLeftOpen:
          change -= points;
          break;
        default:
          break;
      }
      const bool names_lot = posting.kind == PostingKind::kTaken || posting.kind == PostingKind::kCancelled ||
                             posting.kind == PostingKind::kUnexpired || posting.kind == PostingKind::kReturned;
      if (names_lot)
        from.push_back({{"source", source_of(entries[account.lots()[posting.lot].entry])}, {"points", points}});
    }
    held += change;
    Json line = {
        {"postedOn", ToIso(posted)},
        {"day", ToIso(entry.day)},
        {"late", posted != entry.day},
        {"kind", kKindIds[static_cast<size_t>(entry.kind)]},
        {"rule", rule_of(entry)},
        {"ruleName", RuleName(rule_of(entry), language)},
        {"source", source_of(entry)},
        {"of", entry.of == table::kNoText ? Json() : Json(ledger_->sources()[entry.of])},
        {"points", change},
        {"balance", held},
        {"period", entry.period == loyalty::kOpenPeriod ? Json() : Json(ledger_->periods()[entry.period].name)},
        {"refused", nullptr},
        {"lots", std::move(from)}};
    line["byHand"] = HandJson(*ledger_, entry);
    if (loyalty::MovesNoPoints(entry.kind)) line["amount"] = ToDecimal(Money{entry.points});
    if (refusal) {
      line["refused"] = ErrorTexts(Error(refusal->id)
                                       .With("source", source_of(entry))
                                       .With("wanted", std::to_string(refusal->wanted.units))
                                       .With("had", std::to_string(refusal->had.units)),
                                   language);
    }
    lines.push_back(std::move(line));
    ++next;
  }
  return lines;
}

Result<Json> Club::Member(const Json& command, Ground& ground) {
  const std::string as_of_text = TextOf(command, "asOf");
  std::optional<Day> as_of = ParseIsoDay(as_of_text);
  if (!as_of_text.empty() && !as_of) return BadText("asOf", as_of_text, "YYYY-MM-DD");
  const auto data = ground.Data();
  if (!data) return data.error();
  if (!as_of) as_of = ledger_->periods().empty() ? (*data)->table.as_of : ledger_->periods().back().to;
  const Result<Read*> read = Data(ground, *as_of);
  if (!read) return read.error();
  const ClubData& club = (*read)->club;
  const Language language = LanguageOf(command);
  const std::string id = TextOf(command, "id");
  size_t row = 0;
  while (row < club.members.size() && club.members[row].id != id) ++row;
  if (row == club.members.size()) return Error(ErrorId::kClubMemberUnknown).With("value", id);
  const loyalty::MemberInput& member = club.input.members[row];
  const std::span<const Entry> entries = ledger_->EntriesOf(member.member);
  MemberAccount account(programme_.ledger);
  std::vector<Posting> trace;
  account.TraceInto(&trace);
  account.Start(entries, ledger_->period_starts());
  account.RunTo(*as_of);
  const auto rule_of = [&](const Entry& entry) { return std::string(ledger_->rules()[entry.rule]); };
  const auto source_of = [&](const Entry& entry) { return std::string(ledger_->sources()[entry.source]); };

  const loyalty::Totals& totals = account.totals();
  Json answer = {{"id", id},
                 {"customer", club.members[row].customer},
                 {"name", club.members[row].name},
                 {"state", loyalty::IdOf(member.state)},
                 {"memberClass", member.member_class},
                 {"segment", member.segment},
                 {"activeFrom", member.active_from < loyalty::kNoDay - 1 ? Json(ToIso(member.active_from)) : Json()},
                 {"activeTo", document::DayOrNull(member.active_to)},
                 {"asOf", ToIso(*as_of)},
                 {"totals",
                  {{"earned", totals.earned.units},
                   {"pending", totals.pending.units},
                   {"active", totals.active.units},
                   {"used", totals.used.units},
                   {"expired", totals.expired.units},
                   {"cancelled", totals.cancelled.units},
                   {"owed", totals.outstanding.units},
                   {"held", (totals.pending + totals.active - totals.outstanding).units}}}};
  answer["tier"] = nullptr;
  if (const auto& tiers = programme_.tiers.tiers; !tiers.empty()) {
    const loyalty::TierState state =
        loyalty::RateMember(programme_.tiers, account.qualified(), member.active_from, member.overrides, *as_of);
    const auto name = [&](uint32_t tier) {
      return language == Language::kEn && !tiers[tier].name_en.empty() ? tiers[tier].name_en : tiers[tier].name;
    };
    Json changes = Json::array();
    for (const loyalty::TierChange& change : state.changes) {
      constexpr std::string_view kCauses[] = {"upgrade", "downgrade", "refund"};
      changes.push_back({{"on", ToIso(change.on)},
                         {"from", name(change.from)},
                         {"to", name(change.to)},
                         {"cause", kCauses[static_cast<size_t>(change.cause)]},
                         {"quantity", change.quantity}});
    }
    const bool has_next = state.calculated + 1 < tiers.size();
    answer["tier"] = {{"name", name(state.tier)},
                      {"tier", state.tier},
                      {"quantity", state.quantity},
                      {"validTo", document::DayOrNull(state.valid_to)},
                      {"ifIdle", name(state.next_if_idle)},
                      {"nextName", has_next ? Json(name(state.calculated + 1)) : Json()},
                      {"nextThreshold", has_next ? Json(tiers[state.calculated + 1].threshold) : Json()},
                      {"missing", has_next ? Json(tiers[state.calculated + 1].threshold - state.quantity) : Json()},
                      {"changes", std::move(changes)}};
  }

  // By lot, so that a long history is gone through once.
  std::vector<std::vector<const Posting*>> of_lot(account.lots().size());
  for (const Posting& posting : trace) {
    if (posting.lot != loyalty::kNone) of_lot[posting.lot].push_back(&posting);
  }

  Json lots = Json::array();
  std::map<Day, Points> upcoming;
  for (uint32_t i = 0; i < account.lots().size(); ++i) {
    const Lot& lot = account.lots()[i];
    const Entry& entry = entries[lot.entry];
    Json takes = Json::array();
    for (const Posting* const one : of_lot[i]) {
      const Posting& posting = *one;
      const bool takes_points = posting.kind == PostingKind::kTaken || posting.kind == PostingKind::kRepaid ||
                                posting.kind == PostingKind::kCancelled || posting.kind == PostingKind::kUnexpired;
      if (!takes_points && posting.kind != PostingKind::kReturned) continue;
      const Entry& by = entries[posting.entry];
      takes.push_back({{"kind", kKindIds[static_cast<size_t>(by.kind)]},
                       {"source", source_of(by)},
                       {"rule", rule_of(by)},
                       {"ruleName", RuleName(rule_of(by), language)},
                       {"day", ToIso(posting.on)},
                       {"points", takes_points ? posting.points.units : -posting.points.units}});
    }
    const bool is_over = lot.expires_on <= *as_of;
    const char* state = lot.is_pending            ? "pending"
                        : lot.remaining.units > 0 ? "active"
                        : lot.expired.units > 0   ? "expired"
                        : lot.used.units > 0      ? "used"
                        : lot.cancelled.units > 0 ? "cancelled"
                        : is_over                 ? "expired"
                                                  : "used";
    lots.push_back({{"rule", rule_of(entry)},
                    {"ruleName", RuleName(rule_of(entry), language)},
                    {"source", source_of(entry)},
                    {"day", ToIso(entry.day)},
                    {"activeOn", ToIso(lot.active_on)},
                    {"lastDay", lot.expires_on == loyalty::kNoDay ? Json() : Json(ToIso(lot.expires_on - 1))},
                    {"points", lot.points.units},
                    {"remaining", lot.remaining.units},
                    {"used", lot.used.units},
                    {"expired", lot.expired.units},
                    {"cancelled", lot.cancelled.units},
                    {"state", state},
                    {"takenBy", std::move(takes)}});
    if (lot.remaining.units > 0 && lot.expires_on != loyalty::kNoDay) upcoming[lot.expires_on - 1] += lot.remaining;
  }
  answer["lots"] = std::move(lots);

  answer["entries"] = EntryLines(account, trace, entries, *as_of, language);
  answer["vouchers"] = VouchersOf(id);
  Json days = Json::array();
  for (const auto& [day, points] : upcoming) days.push_back({{"lastDay", ToIso(day)}, {"points", points.units}});
  answer["upcoming"] = std::move(days);
  return answer;
}

Result<Json> Club::LiabilityOf(const Json& command) {
  Day from, to;
  if (command.contains("from") || command.contains("to")) {
    const Result<Day> first = MonthIn(command, "from");
    if (!first) return first.error();
    const Result<Day> last = MonthIn(command, "to");
    if (!last) return last.error();
    if (*last < *first || *last - *first > 3660) return BadText("to", TextOf(command, "to"), "≥ from, ≤ 10 years");
    from = *first;
    to = *last;
  } else if (!ledger_->periods().empty()) {
    from = ledger_->periods().front().from;
    to = ledger_->periods().back().to;
  } else {
    return Json{
        {"months", Json::array()}, {"closing", 0}, {"rate", nullptr}, {"amount", nullptr}, {"vouchers", nullptr}};
  }
  const Result<Json> vouchers = VoucherLiability(loyalty::MonthOf(to).to);
  if (!vouchers) return vouchers.error();
  const loyalty::Liability liability = loyalty::RollForward(programme_.ledger, *ledger_, from, loyalty::MonthOf(to).to);
  std::optional<math::Ratio> by_hand;
  if (programme_.redemption_percent > 0) by_hand = math::Ratio{programme_.redemption_percent, 100};
  const auto rate = loyalty::ExpectedRedemptionRate(std::span(&liability.matured, 1), by_hand);
  if (!rate) return rate.error();
  Json months = Json::array();
  for (const loyalty::LiabilityMonth& month : liability.months) {
    Json line = {{"period", month.period}};
    line.update(MovedJson(month.moved));
    months.push_back(std::move(line));
  }
  const auto amount_at = [&](double share) {
    const double fen = static_cast<double>(std::max<int64_t>(0, liability.closing.units)) *
                       static_cast<double>(programme_.value_per_100_points.minor) / 100 * share;
    return ToDecimal(Money{math::NearestWhole(fen)});
  };
  const bool has_rate = rate->rate.has_value();
  const double share =
      has_rate ? static_cast<double>(rate->rate->numerator) / static_cast<double>(rate->rate->denominator) : 1;
  const bool has_interval = rate->origin == loyalty::RateOrigin::kEstimated;
  return Json{{"months", std::move(months)},
              {"closing", liability.closing.units},
              {"valuePer100", ToDecimal(programme_.value_per_100_points)},
              {"rate",
               {{"percent", has_rate ? Json(share * 100) : Json()},
                {"low", has_interval ? Json(rate->interval.low * 100) : Json()},
                {"high", has_interval ? Json(rate->interval.high * 100) : Json()},
                {"used", liability.matured.used().units},
                {"expired", liability.matured.expired().units},
                {"lots", rate->lots},
                {"byHand", rate->origin == loyalty::RateOrigin::kByHand},
                {"tooFew", rate->origin == loyalty::RateOrigin::kTooFew}}},
              {"amount", amount_at(share)},
              {"amountLow", has_interval ? Json(amount_at(rate->interval.low)) : Json()},
              {"amountHigh", has_interval ? Json(amount_at(rate->interval.high)) : Json()},
              {"vouchers", *vouchers}};
}

Result<Json> Club::SimulateWith(const Json& command, Ground& ground) {
  const auto data = ground.Data();
  if (!data) return data.error();
  loyalty::Programme programme = programme_;
  if (command.contains("programme")) {
    Result<loyalty::Programme> given = ParseProgramme(command["programme"].dump());
    if (!given) return given.error();
    programme = std::move(given).value();
  }
  const Result<Day> first = MonthIn(command, "firstMonth");
  if (!first) return first.error();
  loyalty::SimulationWish wish;
  wish.first_month = *first;
  const auto whole = [&command](const char* key, int64_t otherwise, int64_t min, int64_t max) -> Result<int32_t> {
    const int64_t value = WholeOf(command, key, otherwise);
    if (value < min || value > max)
      return Error(ErrorId::kJsonBadValue)
          .With("key", key)
          .With("value", std::to_string(value))
          .With("expected", std::to_string(min) + ".." + std::to_string(max));
    return static_cast<int32_t>(value);
  };
  const Result<int32_t> months = whole("months", 36, 1, loyalty::kSimulationMonthsMax);
  const Result<int32_t> lift = whole("liftPercent", 0, -100, 1000);
  const Result<int32_t> redeem = whole("redeemPercent", 0, 0, 100);
  const Result<int32_t> margin = whole("marginPercent", 20, 0, 100);
  for (const Result<int32_t>* one : {&months, &lift, &redeem, &margin}) {
    if (!*one) return one->error();
  }
  const Result<Money> cost = document::MoneyIn(command, "costPer100", programme.value_per_100_points);
  if (!cost) return cost.error();
  const Result<Money> monthly = document::MoneyIn(command, "monthlyCost", Money{0});
  if (!monthly) return monthly.error();
  wish.months = *months;
  wish.lift_percent = *lift;
  wish.redeem_percent = *redeem;
  wish.margin_percent = *margin;
  wish.cost_per_100_points = *cost;
  wish.monthly_cost = *monthly;
  // A ledger of its own: the club's is never touched.
  Club other;
  other.programme_ = programme;
  other.lent_ = &Registers();
  const Result<Read*> read = other.Data(ground, (*data)->table.as_of);
  if (!read) return read.error();
  (*read)->club.input.facts.clear();
  const ClubData& club = (*read)->club;
  wish.mark_arrears = [&](Day on, std::vector<loyalty::MemberInput>& members) {
    MarkArrears(**data, programme, on, club.members, members);
  };
  const auto simulation = loyalty::Simulate((*read)->programme, (*read)->club.input, wish, *other.ledger_);
  if (!simulation) return simulation.error();
  Json told = Json::array();
  for (const loyalty::SimulatedMonth& month : simulation->months) {
    Json line = {{"period", month.period}};
    line.update(MovedJson(month.moved));
    line["membersEarning"] = month.members_earning;
    line["byTier"] = month.members_by_tier;
    line["upgrades"] = month.upgrades;
    line["downgrades"] = month.downgrades;
    line["baseAmount"] = ToDecimal(month.base_amount);
    line["liftAmount"] = ToDecimal(month.lift_amount);
    line["redeemedCost"] = ToDecimal(month.redeemed_cost);
    line["runningCost"] = ToDecimal(month.running_cost);
    line["marginGained"] = ToDecimal(month.margin_gained);
    line["liability"] = ToDecimal(month.liability);
    told.push_back(std::move(line));
  }
  Json segments = Json::array();
  for (const loyalty::SegmentReach& reach : simulation->segments)
    segments.push_back({{"label", reach.label},
                        {"members", reach.members},
                        {"earning", reach.earning},
                        {"earned", reach.earned.units}});
  Json tiers = Json::array();
  for (const loyalty::Tier& tier : programme.tiers.tiers) tiers.push_back(tier.name);
  return Json{{"monthsOfHistory", simulation->months_of_history},
              {"redemptionPercent", simulation->redemption_percent},
              {"months", std::move(told)},
              {"segments", std::move(segments)},
              {"tierNames", std::move(tiers)}};
}

}  // namespace loyalane::club
