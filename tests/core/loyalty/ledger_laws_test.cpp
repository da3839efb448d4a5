// Laws of the ledger over random histories, beside a reference in which every single point is a coin, walked day by
// day. A history that breaks a law is made smaller entry by entry before it is shown.
#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <random>
#include <sstream>

#include "loyalty/ledger.h"
#include "loyalty/member_account.h"

namespace loyalane::loyalty {
namespace {

constexpr Day kStart = ToDay({2026, 1, 1});
constexpr int32_t kDays = 90;
constexpr int kHistories = 12'000;

struct Step {
  EntryKind kind;
  int32_t day, points;
  int32_t about = -1;  // the step that a refund, restore or new expiry is about
  int32_t active_after = 0;
  int32_t lives_days = 0;    // 0: for ever
  int32_t lives_months = 0;  // not 0: that many without activity, instead of days
};
struct History {
  LedgerPolicy policy;
  std::vector<Step> steps;
  std::vector<int32_t> closes;  // last days of closed periods
};

// Small numbers, so that collisions of days, exact balances and refusals are frequent.
History RandomHistory(uint64_t seed) {
  std::mt19937_64 random(seed);
  const auto upto = [&random](int32_t max) { return static_cast<int32_t>(random() % static_cast<uint64_t>(max + 1)); };
  History history;
  history.policy.spends_may_overdraw = upto(3) == 0;
  history.policy.shortfall = upto(2) == 0 ? Shortfall::kWriteOff : Shortfall::kNegative;
  history.policy.restore_grace_days = upto(2) == 0 ? upto(20) : 0;
  const int32_t steps = 1 + upto(13);
  for (int32_t i = 0; i < steps; ++i) {
    Step step{EntryKind::kEarn, upto(kDays - 1), 1 + upto(11)};
    const int32_t what = upto(9);
    if (what <= 3) {
      step.active_after = upto(2) == 0 ? upto(6) : 0;
      step.lives_days = upto(4) == 0 ? 0 : 1 + step.active_after + upto(30);
      if (what == 3) step.kind = EntryKind::kGrant;
    } else if (what <= 6) {
      step.kind = EntryKind::kSpend;
    } else if (what == 7) {
      step.kind = EntryKind::kCharge;
    } else {
      const EntryKind wanted = what == 8 ? EntryKind::kEarn : EntryKind::kSpend;
      step.kind = what == 8 ? (upto(4) == 0 ? EntryKind::kExpiry : EntryKind::kRefund) : EntryKind::kRestore;
      std::vector<int32_t> candidates;
      for (size_t j = 0; j < history.steps.size(); ++j) {
        if (history.steps[j].kind == wanted) candidates.push_back(static_cast<int32_t>(j));
      }
      if (candidates.empty()) continue;
      step.about = candidates[random() % candidates.size()];
      step.day = std::min(kDays - 1, history.steps[static_cast<size_t>(step.about)].day + upto(25));
      if (step.kind == EntryKind::kExpiry) {
        step.points = 0;
        step.lives_days = 1 + upto(50);
      }
    }
    history.steps.push_back(step);
  }
  if (upto(2) == 0) {
    for (Step& step : history.steps) {
      if (OpensLot(step.kind) && upto(1) == 0) step.lives_months = 1 + upto(1);
    }
  }
  return history;
}

// A refund or restore whose original was taken out of the history goes with it.
History Without(const History& history, size_t index) {
  History smaller = history;
  smaller.steps.clear();
  std::vector<int32_t> moved(history.steps.size(), -1);
  for (size_t i = 0; i < history.steps.size(); ++i) {
    Step step = history.steps[i];
    if (i == index || (step.about >= 0 && moved[static_cast<size_t>(step.about)] < 0)) continue;
    if (step.about >= 0) step.about = moved[static_cast<size_t>(step.about)];
    moved[i] = static_cast<int32_t>(smaller.steps.size());
    smaller.steps.push_back(step);
  }
  return smaller;
}

History Shrunk(History history, const std::function<bool(const History&)>& fails) {
  for (bool again = true; again;) {
    again = false;
    for (size_t i = 0; i < history.steps.size(); ++i) {
      History smaller = Without(history, i);
      if (fails(smaller)) {
        history = std::move(smaller);
        again = true;
        break;
      }
    }
  }
  return history;
}

std::string Shown(const History& history) {
  constexpr const char* kNames[] = {"opening", "earn", "grant", "restore", "expiry", "refund", "charge", "spend"};
  std::ostringstream out;
  out << "overdraw " << history.policy.spends_may_overdraw << ", write off "
      << (history.policy.shortfall == Shortfall::kWriteOff) << ", grace " << history.policy.restore_grace_days << "\n";
  for (size_t i = 0; i < history.steps.size(); ++i) {
    const Step& step = history.steps[i];
    out << "  " << i << ": day " << step.day << " " << kNames[static_cast<size_t>(step.kind)] << " " << step.points;
    if (step.about >= 0) out << " of " << step.about;
    if (OpensLot(step.kind)) out << " active after " << step.active_after;
    if (OpensLot(step.kind) || step.kind == EntryKind::kExpiry) out << " lives " << step.lives_days;
    if (step.lives_months > 0) out << ", no: months of inactivity " << step.lives_months;
    out << "\n";
  }
  return out.str();
}

// --- the reference ---

enum class Mutant { kNone, kNaiveBalance, kOldestFirst, kRestoreToNewest };

struct Coin {
  size_t step;
  int32_t active_on, expires_on;
  enum State { kPending, kActive, kUsed, kExpired, kCancelled } state = kPending;
  int64_t debit = -1;
  int64_t taken_at = 0;  // running number of takings
};
struct CoinDebit {
  size_t step;
  int64_t open = 0, restored = 0;
};

// What every point of a history has become by the end of `last_day`.
class Coins {
 public:
  Coins(const History& history, int32_t last_day, Mutant mutant) : history_(history), mutant_(mutant) {
    std::vector<size_t> order(history.steps.size());
    for (size_t i = 0; i < order.size(); ++i) order[i] = i;
    // Sources are numbered "00", "01" ..., so the number decides last.
    std::sort(order.begin(), order.end(), [&](size_t a, size_t b) {
      const Step& x = history.steps[a];
      const Step& y = history.steps[b];
      return std::make_tuple(x.day, x.kind, a) < std::make_tuple(y.day, y.kind, b);
    });
    for (int32_t day = 0; day <= last_day; ++day) {
      Morning(day);
      std::vector<size_t> too_early;
      for (const size_t i : order) {
        if (history.steps[i].day != day) continue;
        if (history.steps[i].kind == EntryKind::kRestore && !HasDebit(static_cast<size_t>(history.steps[i].about))) {
          too_early.push_back(i);
        } else {
          Do(i, day);
        }
      }
      for (const size_t i : too_early) {
        if (HasDebit(static_cast<size_t>(history.steps[i].about))) Do(i, day);
      }
    }
  }

  [[nodiscard]] Totals Sums() const {
    Totals totals;
    for (const Coin& coin : coins_) {
      totals.earned.units += 1;
      Points* const of_state[] = {&totals.pending, &totals.active, &totals.used, &totals.expired, &totals.cancelled};
      of_state[coin.state]->units += 1;
    }
    for (const CoinDebit& debit : debits_) totals.outstanding.units += debit.open;
    totals.written_off.units = written_off_;
    return totals;
  }

 private:
  static constexpr int32_t kNeverDay = 1'000'000;

  [[nodiscard]] bool HasDebit(size_t step) const {
    return std::any_of(debits_.begin(), debits_.end(), [step](const CoinDebit& debit) { return debit.step == step; });
  }

  void Morning(int32_t day) {
    for (Coin& coin : coins_) {
      if (coin.state == Coin::kPending && coin.active_on <= day) coin.state = Coin::kActive;
    }
    for (Coin& coin : coins_) {
      if (coin.state == Coin::kActive && coin.expires_on <= day) coin.state = Coin::kExpired;
    }
    RepayWhatIsOpen();
  }

  // The active coin that goes first, or null.
  Coin* Next() {
    Coin* best = nullptr;
    for (Coin& coin : coins_) {
      if (coin.state != Coin::kActive) continue;
      const auto key = [this](const Coin& one) {
        const int32_t earned = history_.steps[one.step].day;
        return mutant_ == Mutant::kOldestFirst ? std::make_tuple(earned, one.expires_on, one.step)
                                               : std::make_tuple(one.expires_on, earned, one.step);
      };
      if (!best || key(coin) < key(*best)) best = &coin;
    }
    return best;
  }
  [[nodiscard]] int64_t Active() const {
    return std::count_if(coins_.begin(), coins_.end(), [](const Coin& coin) { return coin.state == Coin::kActive; });
  }

  void TakeOne(Coin& coin, size_t debit) {
    coin.state = history_.steps[debits_[debit].step].kind == EntryKind::kSpend ? Coin::kUsed : Coin::kCancelled;
    coin.debit = static_cast<int64_t>(debit);
    coin.taken_at = ++takings_;
  }
  void RepayWhatIsOpen() {
    for (size_t i = 0; i < debits_.size(); ++i) {
      while (debits_[i].open > 0) {
        Coin* const coin = Next();
        if (!coin) return;
        TakeOne(*coin, i);
        --debits_[i].open;
      }
    }
  }
  // Takes `points` off whatever is active; gives back how many were missing.
  int64_t TakeAny(size_t debit, int64_t points) {
    for (; points > 0; --points) {
      Coin* const coin = Next();
      if (!coin) break;
      TakeOne(*coin, debit);
    }
    return points;
  }
  // Likewise off what is not active yet, earliest first.
  int64_t TakePending(size_t debit, int64_t points) {
    for (; points > 0; --points) {
      Coin* best = nullptr;
      for (Coin& coin : coins_) {
        if (coin.state == Coin::kPending && (!best || coin.active_on < best->active_on)) best = &coin;
      }
      if (!best) break;
      TakeOne(*best, debit);
    }
    return points;
  }
  // What has not ended by the day gets another end, spent coins too.
  void NoteActivity(int32_t day) {
    for (Coin& coin : coins_) {
      const int32_t months = history_.steps[coin.step].lives_months;
      if (months > 0 && coin.expires_on > day) coin.expires_on = IdleEnd(day, months);
    }
  }
  static int32_t IdleEnd(int32_t day, int32_t months) { return AddMonths(kStart + day, months) + 1 - kStart; }
  void Missing(size_t debit, int64_t points, bool may_write_off) {
    if (may_write_off && history_.policy.shortfall == Shortfall::kWriteOff) {
      written_off_ += points;
    } else {
      debits_[debit].open = points;
    }
  }

  void Do(size_t index, int32_t day) {
    const Step& step = history_.steps[index];
    switch (step.kind) {
      case EntryKind::kGiven:
      case EntryKind::kWithdrawn:
        break;
      case EntryKind::kOpening:
      case EntryKind::kEarn:
      case EntryKind::kGrant: {
        NoteActivity(day);
        const int32_t end = step.lives_months > 0 ? IdleEnd(day, step.lives_months)
                            : step.lives_days > 0 ? step.day + step.lives_days
                                                  : kNeverDay;
        for (int32_t i = 0; i < step.points; ++i) coins_.push_back({index, step.day + step.active_after, end});
        Morning(day);
        break;
      }
      case EntryKind::kSpend: {
        if (!history_.policy.spends_may_overdraw && Active() < step.points) break;
        NoteActivity(day);
        debits_.push_back({index});
        Missing(debits_.size() - 1, TakeAny(debits_.size() - 1, step.points), false);
        break;
      }
      case EntryKind::kCharge:
        debits_.push_back({index});
        Missing(debits_.size() - 1, TakePending(debits_.size() - 1, TakeAny(debits_.size() - 1, step.points)), true);
        break;
      case EntryKind::kRefund: {
        const auto about = static_cast<size_t>(step.about);
        int64_t before = 0;
        for (const CoinDebit& debit : debits_) {
          const Step& other = history_.steps[debit.step];
          if (other.kind == EntryKind::kRefund && other.about == step.about) before += other.points;
        }
        const bool is_there =
            std::any_of(coins_.begin(), coins_.end(), [about](const Coin& coin) { return coin.step == about; });
        if (!is_there || before + step.points > history_.steps[about].points) break;
        debits_.push_back({index});
        int64_t left = step.points;
        for (const bool expired : {false, true}) {
          for (; left > 0; --left) {
            Coin* best = nullptr;
            for (Coin& coin : coins_) {
              const bool fits =
                  expired ? coin.state == Coin::kExpired : coin.state == Coin::kPending || coin.state == Coin::kActive;
              if (coin.step == about && fits && (!best || coin.expires_on < best->expires_on)) best = &coin;
            }
            if (!best) break;
            TakeOne(*best, debits_.size() - 1);
          }
        }
        if (history_.policy.shortfall == Shortfall::kNegative) left = TakeAny(debits_.size() - 1, left);
        Missing(debits_.size() - 1, left, true);
        break;
      }
      case EntryKind::kRestore: {
        size_t debit = 0;
        while (debits_[debit].step != static_cast<size_t>(step.about)) ++debit;
        if (debits_[debit].restored + step.points > history_.steps[debits_[debit].step].points) break;
        debits_[debit].restored += step.points;
        int64_t left = step.points;
        const int64_t forgiven = std::min(left, debits_[debit].open);
        debits_[debit].open -= forgiven;
        left -= forgiven;
        for (; left > 0; --left) {
          Coin* last = nullptr;
          for (Coin& coin : coins_) {
            if (coin.state == Coin::kUsed && coin.debit == static_cast<int64_t>(debit) &&
                (!last || coin.taken_at > last->taken_at))
              last = &coin;
          }
          GiveBack(*last, day);
        }
        RepayWhatIsOpen();
        break;
      }
      case EntryKind::kExpiry: {
        for (Coin& coin : coins_) {
          // Coins that are spent keep the day too, for the case that they come back.
          if (coin.step == static_cast<size_t>(step.about) && coin.expires_on > day)
            coin.expires_on = history_.steps[coin.step].day + step.lives_days;
        }
        Morning(day);
        break;
      }
    }
  }

  void GiveBack(Coin& coin, int32_t day) {
    if (mutant_ == Mutant::kRestoreToNewest) {
      const Coin* newest = &coin;
      for (const Coin& other : coins_) {
        if (history_.steps[other.step].day > history_.steps[newest->step].day) newest = &other;
      }
      coin.expires_on = newest->expires_on;
    }
    coin.state = Coin::kActive;
    coin.debit = -1;
    if (coin.expires_on > day) return;
    if (history_.policy.restore_grace_days > 0) {
      coin.expires_on = day + history_.policy.restore_grace_days;
    } else {
      coin.state = Coin::kExpired;
    }
  }

  const History& history_;
  Mutant mutant_;
  std::vector<Coin> coins_;
  std::vector<CoinDebit> debits_;
  int64_t takings_ = 0, written_off_ = 0;
};

// --- the ledger ---

std::string SourceOf(size_t step) { return std::string(step < 10 ? "0" : "") + std::to_string(step); }

std::vector<Fact> FactsOf(const History& history, Ledger& ledger) {
  std::vector<Fact> facts;
  const uint32_t member = ledger.Member("M");
  for (size_t i = 0; i < history.steps.size(); ++i) {
    const Step& step = history.steps[i];
    Entry entry;
    entry.kind = step.kind;
    entry.rule = ledger.Rule("r");
    entry.source = ledger.Source(SourceOf(i));
    if (step.about >= 0) entry.of = ledger.Source(SourceOf(static_cast<size_t>(step.about)));
    entry.day = kStart + step.day;
    entry.points = step.points;
    entry.active_after = static_cast<uint16_t>(step.active_after);
    entry.lives = step.lives_months > 0 ? Lifespan::InactiveMonths(step.lives_months)
                  : step.lives_days > 0 ? Lifespan::Days(step.lives_days)
                                        : Lifespan::Never();
    facts.push_back({member, entry});
  }
  return facts;
}

Totals TotalsAt(const Ledger& ledger, const LedgerPolicy& policy, int32_t day) {
  MemberAccount account(policy);
  account.Start(ledger.EntriesOf(0), ledger.period_starts());
  account.RunTo(kStart + day);
  return account.totals();
}

// All of it, for comparing two ledgers entry for entry.
std::string Everything(const Ledger& ledger, const LedgerPolicy& policy, int32_t day) {
  MemberAccount account(policy);
  std::vector<Posting> trace;
  account.TraceInto(&trace);
  account.Start(ledger.EntriesOf(0), ledger.period_starts());
  account.RunTo(kStart + day);
  std::ostringstream out;
  for (const Entry& entry : ledger.EntriesOf(0))
    out << ledger.sources()[entry.source] << " " << entry.points << " " << static_cast<int>(entry.period) << "\n";
  for (const Posting& posting : trace)
    out << posting.on.since_epoch << " " << static_cast<int>(posting.kind) << " " << posting.entry << " " << posting.lot
        << " " << posting.points.units << "\n";
  for (const Refusal& refusal : account.refusals()) out << "refused " << refusal.entry << "\n";
  return out.str();
}

bool Balances(const Totals& totals) {
  return totals.earned == totals.pending + totals.active + totals.used + totals.expired + totals.cancelled &&
         totals.pending.units >= 0 && totals.active.units >= 0 && totals.used.units >= 0 && totals.expired.units >= 0 &&
         totals.cancelled.units >= 0 && totals.outstanding.units >= 0 &&
         (totals.active.units == 0 || totals.outstanding.units == 0);
}

// How the history breaks the law that the ledger equals the reference on each of some days; empty: it does not.
bool Differs(const History& history, Mutant mutant) {
  Ledger ledger;
  ledger.Take(FactsOf(history, ledger));
  for (const int32_t day : {kDays / 3, kDays * 2 / 3, kDays + 80}) {
    const Totals totals = TotalsAt(ledger, history.policy, day);
    if (mutant == Mutant::kNaiveBalance) {
      // Credits that have not expired minus all debits.
      int64_t naive = 0;
      for (const Step& step : history.steps) {
        if (step.lives_months > 0) return false;  // it does not know of them
        if (step.day > day) continue;
        const bool lives = step.lives_days == 0 || step.day + step.lives_days > day;
        if (OpensLot(step.kind) && lives && step.day + step.active_after <= day) naive += step.points;
        if (Debits(step.kind)) naive -= step.points;
        if (step.kind == EntryKind::kRestore) naive += step.points;
      }
      if (naive != totals.balance().units) return true;
    } else if (!(Coins(history, day, mutant).Sums() == totals)) {
      return true;
    }
  }
  return false;
}

void ForAllHistories(const std::function<bool(const History&)>& breaks) {
  for (uint64_t seed = 1; seed <= kHistories; ++seed) {
    const History history = RandomHistory(seed);
    if (!breaks(history)) continue;
    FAIL() << "seed " << seed << ", smallest history:\n" << Shown(Shrunk(history, breaks));
  }
}

TEST(LedgerLaws, EqualsTheReferenceOfSingleCoins) {
  ForAllHistories([](const History& history) { return Differs(history, Mutant::kNone); });
}

TEST(LedgerLaws, LotsAddUpAndNothingIsBelowZeroWhereForbidden) {
  ForAllHistories([](const History& history) {
    Ledger ledger;
    ledger.Take(FactsOf(history, ledger));
    for (int32_t day = 0; day < kDays + 40; day += 7) {
      const Totals totals = TotalsAt(ledger, history.policy, day);
      if (!Balances(totals)) return true;
      const bool forbidden = !history.policy.spends_may_overdraw && history.policy.shortfall == Shortfall::kWriteOff;
      if (forbidden && totals.outstanding.units != 0) return true;
    }
    return false;
  });
}

TEST(LedgerLaws, OrderRepetitionAndHalvesChangeNothingInAnOpenPeriod) {
  ForAllHistories([](const History& history) {
    Ledger once;
    once.Take(FactsOf(history, once));
    const std::string expected = Everything(once, history.policy, kDays);
    std::mt19937_64 random(history.steps.size());
    Ledger mixed;
    std::vector<Fact> facts = FactsOf(history, mixed);
    for (size_t i = facts.size(); i > 1; --i) std::swap(facts[i - 1], facts[random() % i]);
    const auto middle = facts.begin() + static_cast<std::ptrdiff_t>(facts.size() / 2);
    mixed.Take({middle, facts.end()});
    mixed.Take({facts.begin(), middle});
    const TakeReport again = mixed.Take(facts);
    if (!again.added.empty() || again.known != facts.size() || !again.conflicts.empty()) return true;
    return Everything(mixed, history.policy, kDays) != expected;
  });
}

TEST(LedgerLaws, FoldingToADayEqualsReplayingToIt) {
  ForAllHistories([](const History& history) {
    Ledger ledger;
    ledger.Take(FactsOf(history, ledger));
    MemberAccount steps(history.policy);
    steps.Start(ledger.EntriesOf(0), ledger.period_starts());
    for (int32_t day = 0; day < kDays + 40; day += 3) {
      steps.RunTo(kStart + day);
      if (!(steps.totals() == TotalsAt(ledger, history.policy, day))) return true;
      // A ledger that knows nothing of later days says the same.
      Ledger then;
      std::vector<Fact> facts = FactsOf(history, then);
      std::erase_if(facts, [day](const Fact& fact) { return fact.entry.day > kStart + day; });
      then.Take(facts);
      if (day % 30 == 0 && !(TotalsAt(then, history.policy, day) == steps.totals())) return true;
    }
    return false;
  });
}

TEST(LedgerLaws, LateFactsChangeNothingThatIsClosed) {
  ForAllHistories([](const History& history) {
    Ledger ledger;
    const std::vector<Fact> facts = FactsOf(history, ledger);
    std::vector<Fact> first, late;
    for (size_t i = 0; i < facts.size(); ++i) (i % 3 == 2 ? late : first).push_back(facts[i]);
    ledger.Take(first);
    constexpr int32_t kClose = 44;
    if (!ledger.ClosePeriod("p", kStart, kStart + kClose)) return true;
    std::vector<Totals> before;
    for (int32_t day = 0; day <= kClose; day += 4) before.push_back(TotalsAt(ledger, history.policy, day));
    ledger.Take(late);
    for (int32_t day = 0; day <= kClose; day += 4) {
      if (!(TotalsAt(ledger, history.policy, day) == before[static_cast<size_t>(day / 4)])) return true;
    }
    return !Balances(TotalsAt(ledger, history.policy, kDays + 40));
  });
}

TEST(LedgerLaws, ReversingEverythingReturnsTheStart) {
  ForAllHistories([](const History& given) {
    History history = given;
    history.policy.shortfall = Shortfall::kNegative;
    // Charges have no reversal of their own.
    std::erase_if(history.steps, [](const Step& step) { return step.kind == EntryKind::kCharge || step.about >= 0; });
    Ledger ledger;
    std::vector<Fact> facts = FactsOf(history, ledger);
    ledger.Take(facts);
    MemberAccount account(history.policy);
    account.Start(ledger.EntriesOf(0), ledger.period_starts());
    account.RunTo(kStart + kDays);
    std::vector<bool> refused(facts.size());
    for (const Refusal& refusal : account.refusals())
      refused[static_cast<size_t>(
          std::stoi(std::string(ledger.sources()[ledger.EntriesOf(0)[refusal.entry].source])))] = true;
    std::vector<Fact> reversals;
    for (size_t i = 0; i < facts.size(); ++i) {
      if (refused[i]) continue;
      Fact reversal = facts[i];
      reversal.entry.of = facts[i].entry.source;
      reversal.entry.source = ledger.Source("reversal " + SourceOf(i));
      reversal.entry.day = kStart + kDays + (OpensLot(facts[i].entry.kind) ? 1 : 0);
      reversal.entry.kind = OpensLot(facts[i].entry.kind) ? EntryKind::kRefund : EntryKind::kRestore;
      reversals.push_back(reversal);
    }
    ledger.Take(reversals);
    const Totals end = TotalsAt(ledger, history.policy, kDays + 200);
    return !Balances(end) || end.pending.units != 0 || end.active.units != 0 || end.used.units != 0 ||
           end.expired.units != 0 || end.outstanding.units != 0 || end.earned != end.cancelled;
  });
}

TEST(LedgerLaws, ThreeMutantsAreCaught) {
  for (const Mutant mutant : {Mutant::kNaiveBalance, Mutant::kOldestFirst, Mutant::kRestoreToNewest}) {
    const auto breaks = [mutant](const History& history) { return Differs(history, mutant); };
    int caught = 0;
    History smallest;
    for (uint64_t seed = 1; seed <= 2'000; ++seed) {
      const History history = RandomHistory(seed);
      if (!breaks(history)) continue;
      if (++caught == 1) smallest = Shrunk(history, breaks);
    }
    EXPECT_GT(caught, 10) << "mutant " << static_cast<int>(mutant);
    // Two lots or a debit and a lot that meet: three entries are enough to tell each mutant.
    EXPECT_LE(smallest.steps.size(), 4U) << Shown(smallest);
  }
}

}  // namespace
}  // namespace loyalane::loyalty
