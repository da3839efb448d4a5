#include "loyalty/tiers.h"

#include <algorithm>

namespace loyalane::loyalty {
namespace {

constexpr int32_t kWindowDaysMax = 3660;
constexpr int32_t kGraceDaysMax = 366;

Day PeriodStart(Day day, int32_t months) {
  const CivilDate date = ToCivil(day);
  return ToDay({date.year, (date.month - 1) / months * months + 1, 1});
}

Day MonthEnd(Day day) {
  const CivilDate date = ToCivil(day);
  return ToDay({date.year, date.month, DaysInMonth(date.year, date.month)});
}

// One member's walk from the day that he joined to the day asked for, from one day on which something can change to the
// next.
class Rating {
 public:
  Rating(const TierRules& rules, std::span<const Qualified> qualified, Day joined, Day as_of)
      : rules_(rules), qualified_(qualified), as_of_(as_of), since_(joined), cycle_start_(joined) {
    if (rules_.window == TierWindow::kAnniversary) valid_to_ = joined + (rules_.window_days - 1);
    if (rules_.window == TierWindow::kCalendar) EnterPeriod(PeriodStart(joined, rules_.period_months));
    before_.reserve(qualified.size() + 1);
    before_.push_back(0);
    for (const Qualified& one : qualified) before_.push_back(before_.back() + one.quantity);
  }

  void Run() {
    Day today = since_;
    for (;;) {
      DayBegins(today);
      Count(today);
      const Day next = NextDay(today);
      if (next > as_of_) break;
      today = next;
    }
    DayBegins(as_of_);
  }

  [[nodiscard]] TierState State() {
    TierState state;
    state.calculated = state.tier = tier_;
    state.since = since_;
    state.valid_to = ValidTo();
    state.quantity = Quantity(as_of_);
    state.next_if_idle = tier_;
    if (tier_ > 0 && state.valid_to != kNoDay) state.next_if_idle = Lowered(EarnedAtReview());
    state.changes = std::move(changes_);
    return state;
  }

 private:
  [[nodiscard]] uint32_t Reached(int64_t quantity) const { return TierReached(rules_.tiers, quantity); }

  // Of [from, to].
  [[nodiscard]] int64_t Sum(Day from, Day to) const {
    return from > to ? 0 : before_[FirstAfter(to)] - before_[FirstAfter(from - 1)];
  }
  // The first of qualified_ behind `day`.
  [[nodiscard]] size_t FirstAfter(Day day) const {
    const auto behind = [](Day value, const Qualified& one) { return value < one.on; };
    return static_cast<size_t>(std::upper_bound(qualified_.begin(), qualified_.end(), day, behind) -
                               qualified_.begin());
  }
  [[nodiscard]] int64_t SumOfCounted(size_t from) const { return before_[counted_] - before_[from]; }

  // What counts towards an upgrade on `day`.
  [[nodiscard]] int64_t Quantity(Day day) const {
    switch (rules_.window) {
      case TierWindow::kLifetime:
        return SumOfCounted(0);
      case TierWindow::kCalendar:
        return Sum(period_, day);  // that `day` lies in: DayBegins comes first
      case TierWindow::kRolling:
        return Sum(day - (rules_.window_days - 1), day);
      case TierWindow::kAnniversary:
        return Sum(cycle_start_, day);
      case TierWindow::kSinceChange:
        return SumOfCounted(first_counted_);
    }
    return 0;
  }

  [[nodiscard]] Day ValidTo() const {
    if (tier_ == 0) return kNoDay;
    switch (rules_.window) {
      case TierWindow::kLifetime:
        return kNoDay;
      case TierWindow::kCalendar:
        return AddMonths(period_, held_to_next_ ? 2 * rules_.period_months : rules_.period_months) - 1;
      case TierWindow::kRolling:
        if (lost_on_ != kNoDay) return lost_on_ - 1;
        return valid_to_for_step_ >= as_of_ ? valid_to_for_step_ : kNoDay;
      case TierWindow::kAnniversary:
      case TierWindow::kSinceChange:
        return valid_to_;
    }
    return kNoDay;
  }

  // The first day on which something can change after `today`.
  [[nodiscard]] Day NextDay(Day today) const {
    Day next = counted_ < qualified_.size() ? std::max(qualified_[counted_].on, today + 1) : kNoDay;
    if (rules_.evaluation == TierEvaluation::kMonthEnd) next = std::min(next, MonthEnd(today + 1));
    switch (rules_.window) {
      case TierWindow::kLifetime:
        break;
      case TierWindow::kCalendar:
        next = std::min(next, period_end_ + 1);
        if (review_on_ > today) next = std::min(next, review_on_);
        break;
      case TierWindow::kRolling:
        // What counts today leaves the window one day.
        if (const size_t first = FirstAfter(today - rules_.window_days);
            first < qualified_.size() && qualified_[first].on <= today)
          next = std::min(next, qualified_[first].on + rules_.window_days);
        if (review_on_ > today) next = std::min(next, review_on_);
        if (valid_to_for_step_ >= today) next = std::min(next, valid_to_for_step_ + 1);
        break;
      case TierWindow::kAnniversary:
      case TierWindow::kSinceChange:
        if (valid_to_ != kNoDay && valid_to_ + 1 > today) next = std::min(next, valid_to_ + 1);
        if (review_on_ > today) next = std::min(next, review_on_);
        break;
    }
    return next;
  }

  // What becomes of the tier when only `earned` is reached at the end of validity.
  [[nodiscard]] uint32_t Lowered(uint32_t earned) const {
    if (earned >= tier_) return tier_;
    switch (rules_.downgrade) {
      case Downgrade::kToEarned:
        return earned;
      case Downgrade::kOneStep:
        return std::max(earned, tier_ - 1);
      case Downgrade::kToBase:
        return 0;
    }
    return earned;
  }

  // When nothing more is earned until validity ends.
  [[nodiscard]] uint32_t EarnedAtReview() const {
    if (rules_.window == TierWindow::kRolling) return 0;
    if (rules_.window == TierWindow::kCalendar && rules_.holds_next && held_to_next_) return 0;
    return rules_.window == TierWindow::kCalendar && !rules_.holds_next ? 0 : Reached(Quantity(as_of_));
  }

  void Change(Day on, uint32_t to, TierCause cause, int64_t quantity) {
    changes_.push_back({on, tier_, to, cause, quantity});
    tier_ = to;
    since_ = on;
  }

  // Ends of validity, of grace, of periods.
  void DayBegins(Day today) {
    switch (rules_.window) {
      case TierWindow::kLifetime:
        return;
      case TierWindow::kCalendar:
        PeriodBegins(today);
        break;
      case TierWindow::kRolling:
        RollingBegins(today);
        break;
      case TierWindow::kAnniversary:
      case TierWindow::kSinceChange:
        CycleBegins(today);
        break;
    }
  }

  void EnterPeriod(Day start) {
    period_ = start;
    period_end_ = AddMonths(start, rules_.period_months) - 1;
  }

  void PeriodBegins(Day today) {
    // NextDay stops at the first day of every period.
    if (today > period_end_) {
      const Day before = period_;
      const Day current = period_end_ + 1;
      EnterPeriod(current);
      if (rules_.holds_next) {
        // The period that ended decides what is held in this one.
        ended_quantity_ = Sum(before, current - 1);
      } else {
        ended_quantity_ = 0;
      }
      floor_ = std::min(tier_, Reached(ended_quantity_));
      held_to_next_ = false;
      if (floor_ < tier_) {
        review_on_ = current + rules_.grace_days;
      } else {
        review_on_ = kNoDay;
      }
    }
    if (review_on_ != kNoDay && review_on_ <= today) {
      review_on_ = kNoDay;
      const int64_t so_far = Sum(period_, today - 1);
      const uint32_t earned = std::max(Reached(ended_quantity_), Reached(so_far));
      const uint32_t to = Lowered(earned);
      if (to < tier_) Change(today, to, TierCause::kDowngrade, std::max(ended_quantity_, so_far));
      floor_ = std::max(floor_, std::min(tier_, to));
    }
  }

  void RollingBegins(Day today) {
    const int64_t quantity = Sum(today - (rules_.window_days - 1), today);
    if (Reached(quantity) >= tier_ || today <= valid_to_for_step_) {
      review_on_ = lost_on_ = kNoDay;
      return;
    }
    if (review_on_ == kNoDay) {
      lost_on_ = today;
      review_on_ = today + rules_.grace_days;
    }
    if (review_on_ <= today) {
      review_on_ = lost_on_ = kNoDay;
      const uint32_t to = Lowered(Reached(quantity));
      Change(today, to, TierCause::kDowngrade, quantity);
      if (to > Reached(quantity)) valid_to_for_step_ = today + (rules_.window_days - 1);
    }
  }

  void CycleBegins(Day today) {
    if (valid_to_ == kNoDay || today <= valid_to_) return;
    const bool restarts = rules_.window == TierWindow::kAnniversary;
    if (review_on_ == kNoDay) review_on_ = valid_to_ + 1 + rules_.grace_days;
    const int64_t quantity =
        restarts ? Sum(cycle_start_, std::min(today - 1, review_on_ - 1)) : SumOfCounted(first_counted_);
    const uint32_t earned = Reached(quantity);
    if (earned < tier_ && today < review_on_) return;
    review_on_ = kNoDay;
    const uint32_t to = Lowered(earned);
    if (to != tier_) Change(today, to, TierCause::kDowngrade, quantity);
    floor_ = tier_;
    cycle_start_ = today;
    first_counted_ = counted_;
    valid_to_ = restarts || tier_ > 0 ? today + (rules_.window_days - 1) : kNoDay;
  }

  void Count(Day today) {
    bool refunded = false;
    while (counted_ < qualified_.size() && qualified_[counted_].on <= today) {
      refunded = refunded || qualified_[counted_].quantity < 0;
      ++counted_;
    }
    const int64_t quantity = Quantity(today);
    const uint32_t reached = Reached(quantity);
    if (refunded && rules_.refunds_demote && rules_.window != TierWindow::kSinceChange && reached < tier_) {
      const uint32_t to = std::max(reached, std::min(floor_, tier_));
      if (to < tier_) Change(today, to, TierCause::kRefund, quantity);
    }
    if (rules_.evaluation == TierEvaluation::kMonthEnd && today != MonthEnd(today)) return;
    if (rules_.window == TierWindow::kCalendar && reached >= tier_ && tier_ > 0) held_to_next_ = rules_.holds_next;
    if (reached <= tier_) return;
    Change(today, reached, TierCause::kUpgrade, quantity);
    review_on_ = lost_on_ = kNoDay;
    if (rules_.window == TierWindow::kCalendar) held_to_next_ = rules_.holds_next;
    if (rules_.window == TierWindow::kSinceChange) {
      if (!rules_.carry_over) first_counted_ = counted_;
      valid_to_ = today + (rules_.window_days - 1);
    }
  }

  const TierRules& rules_;
  std::span<const Qualified> qualified_;
  std::vector<int64_t> before_;  // sums of what comes before each of them, and of all
  Day as_of_;

  uint32_t tier_ = 0;
  uint32_t floor_ = 0;  // held by the last rating, whatever refunds say
  Day since_;
  size_t counted_ = 0;        // of qualified_
  size_t first_counted_ = 0;  // kSinceChange
  Day cycle_start_;           // kAnniversary
  Day period_, period_end_;   // kCalendar: the one that `today` lies in
  int64_t ended_quantity_ = 0;
  bool held_to_next_ = false;         // kCalendar: the tier is earned in the current period
  Day valid_to_ = kNoDay;             // kAnniversary, kSinceChange
  Day review_on_ = kNoDay;            // end of grace
  Day lost_on_ = kNoDay;              // kRolling: the first day on which less is reached
  Day valid_to_for_step_{INT32_MIN};  // kRolling: a tier that is only one step lower than the lost one
  std::vector<TierChange> changes_;
};

uint32_t Overridden(uint32_t tier, std::span<const TierOverride> overrides, Day day) {
  for (const TierOverride& one : overrides) {
    if (day < one.from || day > one.to) continue;
    tier = one.kind == TierOverride::Kind::kPin ? one.tier : std::max(tier, one.tier);
  }
  return tier;
}

}  // namespace

uint32_t TierReached(std::span<const Tier> tiers, int64_t quantity) {
  uint32_t reached = 0;
  for (uint32_t i = 1; i < tiers.size(); ++i) {
    if (quantity >= tiers[i].threshold) reached = i;
  }
  return reached;
}

Status CheckTierRules(const TierRules& rules) {
  for (size_t i = 0; i < rules.tiers.size(); ++i) {
    const Tier& tier = rules.tiers[i];
    const bool ascends = i == 0 ? tier.threshold == 0 : tier.threshold > rules.tiers[i - 1].threshold;
    if (!ascends) {
      return Error(ErrorId::kTiersOverlap)
          .With("tier", tier.name)
          .With("threshold", std::to_string(tier.threshold))
          .With("before", i == 0 ? "0" : std::to_string(rules.tiers[i - 1].threshold));
    }
  }
  const auto bad = [](const char* clock, int32_t value, const char* expected) {
    return Error(ErrorId::kTierClockBad)
        .With("clock", clock)
        .With("value", std::to_string(value))
        .With("expected", expected);
  };
  if (12 % std::max(rules.period_months, 1) != 0 || rules.period_months < 1)
    return bad("periodMonths", rules.period_months, "1, 2, 3, 4, 6, 12");
  if (rules.window_days < 1 || rules.window_days > kWindowDaysMax)
    return bad("windowDays", rules.window_days, "1..3660");
  if (rules.grace_days < 0 || rules.grace_days > kGraceDaysMax) return bad("graceDays", rules.grace_days, "0..366");
  return Done{};
}

TierState RateMember(const TierRules& rules, std::span<const Qualified> qualified, Day joined,
                     std::span<const TierOverride> overrides, Day as_of) {
  const Day first = qualified.empty() ? joined : std::min(joined, qualified.front().on);
  Rating rating(rules, qualified, std::min(first, as_of), as_of);
  rating.Run();
  TierState state = rating.State();
  state.tier = Overridden(state.calculated, overrides, as_of);
  state.is_overridden = state.tier != state.calculated;
  return state;
}

uint32_t TierOn(const TierState& state, std::span<const TierOverride> overrides, Day day) {
  uint32_t tier = 0;
  for (const TierChange& change : state.changes) {
    if (change.on <= day) tier = change.to;
  }
  return Overridden(tier, overrides, day);
}

}  // namespace loyalane::loyalty
