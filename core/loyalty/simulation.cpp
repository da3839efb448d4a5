#include "loyalty/simulation.h"

#include <algorithm>
#include <map>

namespace loyalane::loyalty {
namespace {

constexpr int32_t kYear = 12;

int32_t MonthNumber(Day day) { return MonthIndex(ToCivil(day)); }
Day FirstOf(int32_t month) { return ToDay({month / kYear, month % kYear + 1, 1}); }

class Replay {
 public:
  Replay(const Programme& programme, const ClubInput& club, const SimulationWish& wish, Ledger& ledger)
      : programme_(programme), club_(club), wish_(wish), ledger_(ledger) {}

  Result<Simulation> Run() {
    const Status can = FindHistory();
    if (!can) return can.error();
    simulation_.redemption_percent = programme_.redemption_percent > 0 ? programme_.redemption_percent : 100;
    PrepareSegments();
    now_.members = club_.members;
    now_.facts = club_.facts;
    now_.covered_from = club_.covered_from;
    now_.covered_to = club_.covered_to;
    if (wish_.redeem_percent == 0) now_.redemptions = club_.redemptions;
    for (int32_t i = 0; i < wish_.months; ++i) {
      const int32_t month = MonthNumber(wish_.first_month) + i;
      FillMonth(month);
      if (i > 0) now_.facts = std::move(planned_);
      planned_.clear();
      const Status done = RunOne(month);
      if (!done) return done.error();
    }
    for (size_t i = 0; i < now_.members.size(); ++i) {
      SegmentReach& reach = simulation_.segments[segment_of_[i]];
      reach.earning += earned_[i].units > 0 ? 1 : 0;
      reach.earned += earned_[i];
    }
    return std::move(simulation_);
  }

 private:
  Status FindHistory() {
    last_ = INT32_MIN;
    int32_t first = INT32_MAX;
    for (const Deed& deed : club_.deeds) {
      if (deed.kind == Occasion::kBirthday) continue;
      last_ = std::max(last_, MonthNumber(deed.day));
      first = std::min(first, MonthNumber(deed.day));
    }
    const bool can = wish_.months >= 1 && wish_.months <= kSimulationMonthsMax && last_ != INT32_MIN &&
                     MonthNumber(wish_.first_month) >= first && MonthNumber(wish_.first_month) <= last_;
    if (!can) {
      return Error(ErrorId::kNothingToSimulate)
          .With("month", PeriodName(wish_.first_month))
          .With("months", std::to_string(wish_.months))
          .With("limit", std::to_string(kSimulationMonthsMax));
    }
    simulation_.months_of_history = last_ - MonthNumber(wish_.first_month) + 1;
    repeated_ = std::min(kYear, last_ - first + 1);
    earned_.resize(club_.members.size());
    return Done{};
  }

  void PrepareSegments() {
    std::map<std::string, uint32_t> numbers;
    for (const MemberInput& member : club_.members) numbers.emplace(member.segment, 0);
    uint32_t next = 0;
    for (auto& [label, number] : numbers) {
      number = next++;
      simulation_.segments.push_back({label, 0, 0, {}});
    }
    for (const MemberInput& member : club_.members) {
      segment_of_.push_back(numbers[member.segment]);
      ++simulation_.segments[segment_of_.back()].members;
    }
  }

  // The month of the history that stands for `month`.
  [[nodiscard]] int32_t MonthBehind(int32_t month) const {
    if (month <= last_) return month;
    return last_ - repeated_ + 1 + (month - last_ - 1) % repeated_;
  }

  // now_ gets the deeds of one month only; RunMonth is told so.
  void FillMonth(int32_t month) {
    const Window behind = MonthOf(FirstOf(MonthBehind(month)));
    const Window today = MonthOf(FirstOf(month));
    now_.deeds.clear();
    amount_ = lift_ = Money{0};
    const bool is_history = behind.from == today.from;
    for (MemberInput& member : now_.members) member.is_in_arrears = false;
    if (is_history && wish_.mark_arrears) wish_.mark_arrears(today.to, now_.members);
    for (MemberInput& member : now_.members) {
      const MemberInput& original = club_.members[static_cast<size_t>(&member - now_.members.data())];
      const auto begin = club_.deeds.begin() + static_cast<std::ptrdiff_t>(original.deeds_begin);
      const auto end = club_.deeds.begin() + static_cast<std::ptrdiff_t>(original.deeds_end);
      auto deed = std::lower_bound(begin, end, std::min(behind.from, member.replays_from),
                                   [](const Deed& one, Day day) { return one.day < day; });
      member.deeds_begin = now_.deeds.size();
      for (; deed != end && deed->day <= behind.to; ++deed) AddDeed(*deed, is_history, today);
      member.deeds_end = now_.deeds.size();
    }
  }

  void AddDeed(const Deed& deed, bool is_history, Window today) {
    Deed copy = deed;
    if (!is_history) {
      CivilDate date = ToCivil(today.from);
      date.day = std::min(ToCivil(deed.day).day, DaysInMonth(date.year, date.month));
      copy.day = ToDay(date);
      // A waybill that is repeated is another waybill.
      copy.source = ledger_.Source(std::string(ledger_.sources()[deed.source]) + "@" + PeriodName(today.from));
    }
    if (deed.kind == Occasion::kShipment) {
      // Deeds of earlier months are there for points that were held.
      const bool is_of_month = copy.day >= today.from;
      if (is_of_month) amount_ += deed.amount;
      if (wish_.lift_percent != 0) {
        const Money lift{deed.amount.minor * wish_.lift_percent / 100};
        if (is_of_month) lift_ += lift;
        copy.amount += lift;
      }
    }
    now_.deeds.push_back(copy);
  }

  Status RunOne(int32_t month) {
    const Window today = MonthOf(FirstOf(month));
    RunOptions options;
    options.mode = RunMode::kApply;
    options.deeds_from = today.from;
    options.begins = MonthOf(wish_.first_month).from;
    Result<MonthReport> report = RunMonth(programme_, now_, today.from, options, ledger_);
    if (!report) return report.error();
    SimulatedMonth told;
    told.period = report->period;
    told.members_by_tier.resize(std::max<size_t>(1, programme_.tiers.tiers.size()));
    for (size_t i = 0; i < report->members.size(); ++i) {
      const MemberMonth& one = report->members[i];
      told.members_earning += one.moved.earned.units > 0 ? 1 : 0;
      ++told.members_by_tier[one.tier];
      told.upgrades += one.tier > one.tier_before ? 1 : 0;
      told.downgrades += one.tier < one.tier_before ? 1 : 0;
      earned_[i] += one.moved.earned;
      Day& replays_from = now_.members[i].replays_from;
      replays_from = one.held_points == 0 || month >= last_ ? kNoDay : std::min(replays_from, today.from);
      PlanRedemption(one, today.to + 1);
    }
    told.moved = report->total;
    told.base_amount = amount_;
    told.lift_amount = lift_;
    told.redeemed_cost = CostOf(report->total.spent);
    told.running_cost = wish_.monthly_cost;
    told.margin_gained = Money{lift_.minor * wish_.margin_percent / 100};
    const Points owed = report->total.closing;
    told.liability = CostOf(Points{owed.units * simulation_.redemption_percent / 100});
    simulation_.months.push_back(std::move(told));
    return Done{};
  }

  // Next month's, on its first day: the share of what is active now.
  void PlanRedemption(const MemberMonth& one, Day day) {
    if (wish_.redeem_percent == 0) return;
    // What dies before that day is not there any more.
    Points active = one.active;
    for (const ExpiryNotice& notice : one.expiring) active -= notice.last_day < day ? notice.points : Points{};
    if (active.units < std::max<int64_t>(1, programme_.redeem_from)) return;
    Fact fact;
    fact.member = one.member;
    fact.entry.kind = EntryKind::kSpend;
    fact.entry.rule = ledger_.Rule("simulated");
    fact.entry.source = ledger_.Source(PeriodName(day));
    fact.entry.day = day;
    fact.entry.points = static_cast<int32_t>(active.units * wish_.redeem_percent / 100);
    if (fact.entry.points > 0) planned_.push_back(fact);
  }

  [[nodiscard]] Money CostOf(Points points) const {
    return Money{points.units * wish_.cost_per_100_points.minor / 100};
  }

  const Programme& programme_;
  const ClubInput& club_;
  const SimulationWish& wish_;
  Ledger& ledger_;
  ClubInput now_;
  int32_t last_ = 0, repeated_ = kYear;
  Money amount_, lift_;
  std::vector<uint32_t> segment_of_;
  std::vector<Points> earned_;
  std::vector<Fact> planned_;  // redemptions of the next month
  Simulation simulation_;
};

}  // namespace

Result<Simulation> Simulate(const Programme& programme, const ClubInput& club, const SimulationWish& wish,
                            Ledger& ledger) {
  return Replay(programme, club, wish, ledger).Run();
}

}  // namespace loyalane::loyalty
