#include "loyalty/month_run.h"

#include <algorithm>
#include <map>
#include <tuple>

#include "base/sort.h"

namespace loyalane::loyalty {
namespace {

Points Held(const Totals& totals) { return totals.pending + totals.active - totals.outstanding; }

class MonthRun {
 public:
  MonthRun(const Programme& programme, const ClubInput& club, Day month, const RunOptions& options, Ledger& ledger)
      : programme_(programme), club_(club), options_(options), ledger_(ledger), account_(programme.ledger) {
    report_.period = PeriodName(month);
    report_.month = MonthOf(month);
    row_of_.assign(ledger.members().size(), kNone);
    for (uint32_t i = 0; i < club.members.size(); ++i) row_of_[club.members[i].member] = i;
  }

  Result<MonthReport> Run() {
    const Status can = CanRun();
    if (!can) return can.error();
    report_.members.resize(club_.members.size());
    for (size_t i = 0; i < club_.members.size(); ++i) report_.members[i].member = club_.members[i].member;
    std::vector<Fact> facts;
    for (const Fact& fact : club_.facts) {
      if (fact.entry.day <= report_.month.to) facts.push_back(fact);
    }
    EarnAll(facts);
    Enter(std::move(facts));
    Redeem();
    if (!report_.was_closed) Give();
    report_.facts_added = report_.added.size();
    CountMembersFacts();
    if (options_.mode == RunMode::kApply && !report_.was_closed) {
      const Status closed = ledger_.ClosePeriod(report_.period, report_.month.from, report_.month.to);
      if (!closed) return closed.error();
    }
    if (options_.tells_members) {
      Tell();
      TellGiven();
    }
    if (options_.mode == RunMode::kDry) ledger_.Drop(report_.added);
    return std::move(report_);
  }

 private:
  Status CanRun() {
    const auto periods = ledger_.periods();
    for (const ClosedPeriod& period : periods) report_.was_closed = report_.was_closed || period.name == report_.period;
    if (report_.was_closed || periods.empty() || periods.back().to + 1 == report_.month.from) return Done{};
    return Error(ErrorId::kPeriodOutOfOrder).With("period", report_.period).With("last", periods.back().name);
  }

  void Enter(std::vector<Fact> facts) {
    const Day open_from = ledger_.open_from();
    TakeReport taken = ledger_.Take(std::move(facts));
    report_.facts_known += taken.known;
    report_.facts_late += taken.late;
    for (const Fact& fact : taken.added) {
      report_.added.push_back(fact);
      if (fact.entry.day < open_from) report_.late.push_back(fact);
    }
    for (const Fact& fact : taken.conflicts) report_.conflicts.push_back(fact);
  }

  void EarnAll(std::vector<Fact>& facts) {
    std::vector<Earned> earned;
    std::vector<Deed> deeds;
    std::vector<Fact> reconciled;
    for (size_t i = 0; i < club_.members.size(); ++i) {
      const MemberInput& member = club_.members[i];
      const bool is_gated =
          member.is_in_arrears && programme_.arrears.overdue_days > 0 && programme_.arrears.holds_earning;
      // Of a closed month only what it held is told, as when it was closed.
      if (report_.was_closed && !is_gated) continue;
      const Day replayed_from = std::min(options_.deeds_from, member.replays_from);
      const Day from = std::max({member.active_from, programme_.starts, replayed_from});
      const Day to = std::min(member.active_to, report_.month.to);
      deeds.clear();
      for (uint64_t at = member.deeds_begin; at < member.deeds_end; ++at) {
        const Deed& deed = club_.deeds[at];
        const bool is_taken_back = deed.is_taken_back && deed.day <= report_.month.to;
        const bool is_within = deed.day >= from && deed.day <= to && !ContainDay(member.away, deed.day);
        if (is_taken_back || is_within) deeds.push_back(deed);
      }
      rated_ = false;
      const auto percent = [&](Day day) { return TierPercentOn(member, day); };
      earned.clear();
      EarnedBy(programme_, deeds, {member.member_class, member.segment}, percent, ledger_, earned);
      KeepFirst(member.member, earned);
      reconciled.clear();
      Coverage covered_from = club_.covered_from;
      Coverage covered_to = club_.covered_to;
      // The month in which a membership begins is looked at as a whole, as its statement is.
      const Day whole_from = from < kNoDay - 1 ? MonthOf(from).from : from;
      for (Day& day : covered_from) day = std::max(day, whole_from);
      for (Day& day : covered_to) day = std::min(day, report_.month.to);
      Reconcile(programme_, earned, member.member, covered_from, covered_to, ledger_, reconciled);
      for (const Fact& fact : reconciled) {
        if (is_gated && fact.entry.kind == EntryKind::kEarn) {
          report_.members[i].held_points += fact.entry.points;
          report_.held += Points{fact.entry.points};
        } else if (!report_.was_closed) {
          facts.push_back(fact);
        }
      }
    }
  }

  // The reward for the first shipment is given once: where the ledger has it, under the waybill that it was given for.
  void KeepFirst(uint32_t member, std::vector<Earned>& earned) {
    for (Earned& one : earned) {
      const EarnRule& rule = programme_.earn[one.rule];
      if (rule.occasion != Occasion::kFirstShipment) continue;
      const uint16_t name = ledger_.Rule(LedgerRuleOf(rule));
      for (const Entry& entry : ledger_.EntriesOf(member)) {
        if (entry.kind != EntryKind::kEarn || entry.rule != name || entry.of != table::kNoText) continue;
        one.source = entry.source;
        one.day = entry.day;
        break;
      }
    }
  }

  // By what the ledger held before this run.
  int32_t TierPercentOn(const MemberInput& member, Day day) {
    if (programme_.tiers.tiers.empty()) return 100;
    if (!rated_) {
      account_.TraceInto(nullptr);
      account_.Start(ledger_.EntriesOf(member.member), ledger_.period_starts());
      account_.RunTo(report_.month.from - 1);
      rated_ = true;
    } else if (rated_on_ == day) {
      return rated_percent_;
    }
    std::vector<Qualified> until;
    for (const Qualified& one : account_.qualified()) {
      if (one.on <= day) until.push_back(one);
    }
    const TierState state = RateMember(programme_.tiers, until, member.active_from, member.overrides, day);
    rated_on_ = day;
    rated_percent_ = TierPercent(programme_, state.tier);
    return rated_percent_;
  }

  // Redemptions by day and document; each is checked against what is there when it comes.
  void Redeem() {
    std::vector<size_t> order;
    for (size_t i = 0; i < club_.redemptions.size(); ++i) {
      const Day day = club_.redemptions[i].day;
      if (day >= options_.begins && day <= report_.month.to) order.push_back(i);
    }
    Sort(order, [this](size_t a, size_t b) {
      const Redemption& x = club_.redemptions[a];
      const Redemption& y = club_.redemptions[b];
      if (x.member != y.member) return x.member < y.member;
      if (x.day != y.day) return x.day < y.day;
      return ledger_.sources()[x.document] < ledger_.sources()[y.document];
    });
    std::vector<Fact> spends;
    std::vector<size_t> asked;
    for (const size_t i : order) {
      const Redemption& redemption = club_.redemptions[i];
      const Reward* const reward = RewardOf(redemption.reward);
      if (!reward) {
        Refuse(i, Error(ErrorId::kRewardUnknown).With("reward", redemption.reward));
        continue;
      }
      Entry entry;
      entry.kind = EntryKind::kSpend;
      entry.rule = ledger_.Rule(LedgerRuleOf(*reward));
      entry.source = redemption.document;
      entry.day = redemption.day;
      const int64_t points = redemption.points > 0 ? redemption.points : reward->points * redemption.quantity;
      const bool fits = redemption.quantity >= 1 && points <= kEntryPointsMax &&
                        reward->value.minor <= kEntryPointsMax / redemption.quantity;
      if (!fits) {
        Refuse(i, Error(ErrorId::kPointsOutOfRange)
                      .With("source", std::string(ledger_.sources()[redemption.document]))
                      .With("value", std::to_string(points))
                      .With("limit", std::to_string(kEntryPointsMax)));
        continue;
      }
      entry.points = static_cast<int32_t>(points);
      if (ledger_.Find(redemption.member, EntryKind::kSpend, entry.rule, entry.source)) {
        report_.redeemed.push_back(i);
        continue;
      }
      if (report_.was_closed) continue;  // told by the run of the open month
      const Status may = MayRedeem(redemption);
      if (!may) {
        Refuse(i, may.error());
        continue;
      }
      spends.push_back({redemption.member, entry});
      asked.push_back(i);
    }
    Enter(spends);
    DropRefused(spends, asked);
    Reverse(order);
  }

  Status MayRedeem(const Redemption& redemption) const {
    const uint32_t row = row_of_[redemption.member];
    const std::string id(ledger_.members()[redemption.member]);
    if (row == kNone) return Error(ErrorId::kMemberFrozen).With("member", id).With("state", "–");
    const MemberInput& member = club_.members[row];
    const bool is_within = redemption.day >= member.active_from && redemption.day <= member.active_to;
    const bool is_away = ContainDay(member.away, redemption.day);
    if (!is_within || is_away || (!member.is_dated && member.state != MemberState::kActive)) {
      const MemberState state = is_away ? MemberState::kSuspended : member.state;
      return Error(ErrorId::kMemberFrozen).With("member", id).With("state", std::string(IdOf(state)));
    }
    if (member.is_in_arrears && programme_.arrears.overdue_days > 0 && programme_.arrears.stops_spending)
      return Error(ErrorId::kMemberInArrears).With("member", id);
    return Done{};
  }

  // Spends that the account refuses, or that come below the number from which points are redeemed, leave the ledger
  // again.
  void DropRefused(const std::vector<Fact>& spends, const std::vector<size_t>& asked) {
    std::vector<Fact> dropped;
    for (size_t begin = 0; begin < spends.size();) {
      size_t end = begin;
      while (end < spends.size() && spends[end].member == spends[begin].member) ++end;
      const std::span<const Entry> entries = ledger_.EntriesOf(spends[begin].member);
      left_.assign(entries.begin(), entries.end());
      // One at a time: each that leaves may change what the later ones find.
      for (size_t i = FirstRefused(spends, asked, begin, end); i < end; i = FirstRefused(spends, asked, begin, end)) {
        dropped.push_back(spends[i]);
        std::erase_if(left_, [&](const Entry& entry) { return IsSame(entry, spends[i].entry); });
      }
      for (size_t i = begin; i < end; ++i) {
        if (Place(spends[i].entry) < left_.size()) report_.redeemed.push_back(asked[i]);
      }
      begin = end;
    }
    Sort(report_.redeemed);
    ledger_.Drop(dropped);
    const auto key = [](const Fact& fact) {
      return std::make_tuple(fact.member, fact.entry.kind, fact.entry.rule, fact.entry.source);
    };
    const auto before = [&key](const Fact& a, const Fact& b) { return key(a) < key(b); };
    Sort(dropped, before);
    const auto is_dropped = [&](const Fact& fact) {
      return std::binary_search(dropped.begin(), dropped.end(), fact, before);
    };
    std::erase_if(report_.added, is_dropped);
    std::erase_if(report_.late, is_dropped);
  }

  static bool IsSame(const Entry& a, const Entry& b) {
    return a.kind == b.kind && a.rule == b.rule && a.source == b.source;
  }
  size_t Place(const Entry& spend) const {
    return static_cast<size_t>(
        std::find_if(left_.begin(), left_.end(), [&](const Entry& entry) { return IsSame(entry, spend); }) -
        left_.begin());
  }

  // The first of the spends [begin, end) that cannot be, told in the report; `end`: none.
  size_t FirstRefused(const std::vector<Fact>& spends, const std::vector<size_t>& asked, size_t begin, size_t end) {
    account_.TraceInto(nullptr);
    account_.Start(left_, ledger_.period_starts());
    account_.RunTo(kNoDay - 1);
    for (const Refusal& refusal : account_.refusals()) {
      for (size_t i = begin; i < end; ++i) {
        if (!IsSame(left_[refusal.entry], spends[i].entry)) continue;
        Refuse(asked[i], ErrorOf(refusal, left_[refusal.entry]));
        return i;
      }
    }
    for (size_t i = begin; i < end && programme_.redeem_from > 0; ++i) {
      const size_t place = Place(spends[i].entry);
      if (place == left_.size()) continue;
      account_.Start(std::span<const Entry>(left_).first(place), ledger_.period_starts());
      account_.RunTo(account_.PostingDay(left_[place]));
      const Points had = account_.totals().active;
      if (had.units >= programme_.redeem_from) continue;
      Refuse(asked[i], Error(ErrorId::kBelowRedeemFrom)
                           .With("wanted", std::to_string(programme_.redeem_from))
                           .With("had", std::to_string(had.units)));
      return i;
    }
    return end;
  }

  void Reverse(const std::vector<size_t>& order) {
    std::vector<Fact> restores;
    for (const size_t i : order) {
      const Redemption& redemption = club_.redemptions[i];
      const Reward* const reward = RewardOf(redemption.reward);
      if (!reward || redemption.reversed_on > report_.month.to) continue;
      const uint16_t rule = ledger_.Rule(LedgerRuleOf(*reward));
      const Entry* const spend = ledger_.Find(redemption.member, EntryKind::kSpend, rule, redemption.document);
      if (!spend) continue;
      Entry entry;
      entry.kind = EntryKind::kRestore;
      entry.rule = rule;
      entry.of = redemption.document;
      entry.source = redemption.document;
      entry.day = redemption.reversed_on;
      entry.points = spend->points;
      restores.push_back({redemption.member, entry});
    }
    if (!report_.was_closed) Enter(std::move(restores));
  }

  // Vouchers of redemptions, vouchers and gifts of awards. What was given once stays as it was given.
  void Give() {
    std::vector<Fact> facts;
    for (const size_t i : report_.redeemed) {
      const Redemption& redemption = club_.redemptions[i];
      const Reward* const reward = RewardOf(redemption.reward);
      if (!reward || reward->kind != Reward::Kind::kVoucher) continue;
      AwardGiven given;
      given.member = redemption.member;
      given.source = redemption.document;
      given.day = redemption.day;
      given.value = Money{reward->value.minor * redemption.quantity};
      given.valid_days = reward->valid_days;
      if (redemption.reversed_on != kNoDay) given.withdrawals.push_back({redemption.reversed_on, given.value});
      GiveOne(given, ledger_.Rule(VoucherRuleOf(*reward)), facts);
    }
    const uint16_t voucher = ledger_.Rule(kAwardVoucherRule);
    const uint16_t gift = ledger_.Rule(kAwardGiftRule);
    for (const AwardGiven& award : club_.awards) {
      const auto has = [&](uint16_t rule) {
        return ledger_.Find(award.member, EntryKind::kGiven, rule, award.source) != nullptr;
      };
      const bool is_gift = has(gift) || (award.is_gift && !has(voucher));
      GiveOne(award, is_gift ? gift : voucher, facts);
    }
    Enter(std::move(facts));
  }

  void GiveOne(const AwardGiven& given, uint16_t rule, std::vector<Fact>& facts) {
    const Entry* const before = ledger_.Find(given.member, EntryKind::kGiven, rule, given.source);
    int64_t left = before ? before->points : given.value.minor;
    if (before) {
      ++report_.facts_known;
    } else {
      if (given.day < options_.begins || given.day > report_.month.to || left <= 0 || left > kEntryPointsMax) return;
      Entry entry;
      entry.kind = EntryKind::kGiven;
      entry.rule = rule;
      entry.source = given.source;
      entry.day = given.day;
      entry.points = static_cast<int32_t>(left);
      if (given.valid_days > 0) entry.lives = Lifespan::Days(std::min(given.valid_days, Lifespan::kDaysMax));
      facts.push_back({given.member, entry});
    }
    const std::string source(ledger_.sources()[given.source]);
    for (const AwardGiven::Withdrawal& withdrawal : given.withdrawals) {
      if (withdrawal.day > report_.month.to) break;
      Entry entry;
      entry.kind = EntryKind::kWithdrawn;
      entry.rule = rule;
      entry.source = ledger_.Source(source + " " + ToIso(withdrawal.day));
      if (const Entry* const known = ledger_.Find(given.member, EntryKind::kWithdrawn, rule, entry.source)) {
        ++report_.facts_known;
        left -= known->points;
        continue;
      }
      entry.of = given.source;
      entry.day = withdrawal.day;
      entry.points = static_cast<int32_t>(std::min(withdrawal.value.minor, left));
      if (entry.points <= 0) continue;
      left -= entry.points;
      facts.push_back({given.member, entry});
    }
  }

  Error ErrorOf(const Refusal& refusal, const Entry& entry) const {
    return Error(refusal.id)
        .With("source", std::string(ledger_.sources()[entry.source]))
        .With("wanted", std::to_string(refusal.wanted.units))
        .With("had", std::to_string(refusal.had.units));
  }

  const Reward* RewardOf(std::string_view id) const {
    for (const Reward& reward : programme_.rewards) {
      if (reward.id == id) return &reward;
    }
    return nullptr;
  }

  void Refuse(size_t redemption, Error error) { report_.refused.push_back({redemption, std::move(error)}); }

  void CountMembersFacts() {
    for (const Fact& fact : report_.added) {
      const uint32_t row = row_of_[fact.member];
      if (row != kNone) ++report_.members[row].new_facts;
    }
  }

  void Tell() {
    account_.TraceInto(nullptr);
    for (size_t i = 0; i < club_.members.size(); ++i) {
      MemberMonth& told = report_.members[i];
      account_.Start(ledger_.EntriesOf(told.member), ledger_.period_starts());
      account_.RunTo(report_.month.from - 1);
      const Totals before = account_.totals();
      const Points owed_before = OwedBySpends(account_);
      account_.RunTo(report_.month.to);
      told.moved = Moved(account_, before, owed_before);
      told.active = account_.totals().active;
      told.pending = account_.totals().pending;
      told.owed = account_.totals().outstanding;
      report_.total += told.moved;
      TellExpiry(told);
      TellTier(club_.members[i], told);
    }
  }

  // By member of the input, then in order of posting.
  void TellGiven() {
    const auto periods = ledger_.periods();
    size_t period = 0;
    while (period < periods.size() && periods[period].name != report_.period) ++period;
    const uint16_t number = period == periods.size() ? kOpenPeriod : static_cast<uint16_t>(period);
    for (const MemberInput& member : club_.members) {
      for (const Entry& entry : ledger_.EntriesOf(member.member)) {
        if (MovesNoPoints(entry.kind) && entry.period == number) report_.given.push_back({member.member, entry});
      }
    }
  }

  void TellExpiry(MemberMonth& told) {
    std::map<Day, Points> by_day;
    for (const Lot& lot : account_.lots()) {
      if (lot.has_died || lot.remaining.units == 0 || lot.expires_on == kNoDay ||
          lot.expires_on > report_.month.to + 1 + programme_.notice_days)
        continue;
      by_day[lot.expires_on - 1] += lot.remaining;
    }
    for (const auto& [day, points] : by_day) told.expiring.push_back({day, points});
  }

  void TellTier(const MemberInput& member, MemberMonth& told) {
    if (programme_.tiers.tiers.empty()) return;
    const TierState state =
        RateMember(programme_.tiers, account_.qualified(), member.active_from, member.overrides, report_.month.to);
    told.tier_before = TierOn(state, member.overrides, report_.month.from - 1);
    told.tier = state.tier;
    told.tier_valid_to = state.valid_to;
    told.tier_if_idle = state.next_if_idle;
    told.tier_quantity = state.quantity;
    if (state.calculated + 1 < programme_.tiers.tiers.size()) {
      const int64_t threshold = programme_.tiers.tiers[state.calculated + 1].threshold;
      told.tier_missing = threshold - state.quantity;
      told.is_near_tier = state.quantity * 100 >= threshold * programme_.near_tier_percent;
    }
    told.may_lose_tier = state.next_if_idle < state.tier && state.valid_to != kNoDay &&
                         state.valid_to <= report_.month.to + programme_.notice_days;
  }

  const Programme& programme_;
  const ClubInput& club_;
  const RunOptions& options_;
  Ledger& ledger_;
  MemberAccount account_;
  bool rated_ = false;
  Day rated_on_;
  int32_t rated_percent_ = 100;
  std::vector<Entry> left_;       // of one member, without the spends that were refused
  std::vector<uint32_t> row_of_;  // of the input, by member of the ledger
  MonthReport report_;
};

}  // namespace

PointsMoved& PointsMoved::operator+=(const PointsMoved& other) {
  opening += other.opening;
  earned += other.earned;
  spent += other.spent;
  expired += other.expired;
  taken_back += other.taken_back;
  written_off += other.written_off;
  closing += other.closing;
  return *this;
}

Points OwedBySpends(const MemberAccount& account) {
  Points owed;
  for (const Debit& debit : account.debits()) {
    if (debit.kind == EntryKind::kSpend) owed += debit.outstanding;
  }
  return owed;
}

PointsMoved Moved(const MemberAccount& account, const Totals& before, Points owed_by_spends_before) {
  const Totals& now = account.totals();
  const Points owed_by_spends = OwedBySpends(account);
  PointsMoved moved;
  moved.opening = Held(before);
  moved.earned = now.earned - before.earned;
  moved.spent = now.used + owed_by_spends - before.used - owed_by_spends_before;
  moved.expired = now.expired - before.expired;
  moved.taken_back = now.cancelled + (now.outstanding - owed_by_spends) + now.written_off - before.cancelled -
                     (before.outstanding - owed_by_spends_before) - before.written_off;
  moved.written_off = now.written_off - before.written_off;
  moved.closing = Held(now);
  return moved;
}

int32_t TierPercent(const Programme& programme, uint32_t tier) {
  return tier < programme.tiers.tiers.size() ? programme.tiers.tiers[tier].percent : 100;
}

std::string VoucherRuleOf(const Reward& reward) { return "voucher." + reward.id; }

std::string LedgerRuleOf(const Reward& reward) { return "reward." + reward.id; }

std::string PeriodName(Day day) { return ToIso(day).substr(0, 7); }

Window MonthOf(Day day) {
  const CivilDate date = ToCivil(day);
  return {ToDay({date.year, date.month, 1}), ToDay({date.year, date.month, DaysInMonth(date.year, date.month)})};
}

Result<MonthReport> RunMonth(const Programme& programme, const ClubInput& club, Day month, const RunOptions& options,
                             Ledger& ledger) {
  return MonthRun(programme, club, month, options, ledger).Run();
}

}  // namespace loyalane::loyalty
