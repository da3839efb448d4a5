// Goldens and rules of docs/formulas/points-ledger.md. "Day 1" is 2026-01-01.
#include <gtest/gtest.h>

#include "loyalty/ledger.h"
#include "loyalty/member_account.h"

namespace loyalane::loyalty {
namespace {

constexpr Day kEve = ToDay({2025, 12, 31});
constexpr Day On(int32_t day) { return kEve + day; }

// A ledger of one member, written in days.
class OneMember {
 public:
  explicit OneMember(LedgerPolicy policy = {}) : account_(policy), member_(ledger_.Member("M1")) {}

  void Earn(const char* source, int32_t day, int32_t points, int32_t expires_after = 0, int32_t active_after = 0) {
    Entry entry = Of(EntryKind::kEarn, source, day, points);
    entry.active_after = static_cast<uint16_t>(active_after);
    if (expires_after > 0) entry.lives = Lifespan::Days(expires_after);
    Add(entry);
  }
  void Spend(const char* source, int32_t day, int32_t points) { Add(Of(EntryKind::kSpend, source, day, points)); }
  void Restore(const char* source, const char* of, int32_t day, int32_t points) {
    Entry entry = Of(EntryKind::kRestore, source, day, points);
    entry.of = ledger_.Source(of);
    Add(entry);
  }
  void Refund(const char* source, const char* of, int32_t day, int32_t points) {
    Entry entry = Of(EntryKind::kRefund, source, day, points);
    entry.of = ledger_.Source(of);
    Add(entry);
  }
  void Charge(const char* source, int32_t day, int32_t points) { Add(Of(EntryKind::kCharge, source, day, points)); }
  Entry Of(EntryKind kind, const char* source, int32_t day, int32_t points) {
    Entry entry;
    entry.kind = kind;
    entry.rule = ledger_.Rule("rule");
    entry.source = ledger_.Source(source);
    entry.day = On(day);
    entry.points = points;
    return entry;
  }
  TakeReport Add(Entry entry) { return ledger_.Take({{member_, entry}}); }

  const Totals& At(int32_t day) {
    account_.Start(ledger_.EntriesOf(member_), ledger_.period_starts());
    account_.RunTo(On(day));
    return account_.totals();
  }
  int64_t Balance(int32_t day) { return At(day).balance().units; }
  // The only one, as of that day.
  ErrorId RefusalAt(int32_t day) {
    At(day);
    EXPECT_EQ(account_.refusals().size(), 1U);
    return account_.refusals().empty() ? ErrorId::kCount : account_.refusals().front().id;
  }

  Ledger ledger_;
  MemberAccount account_;
  uint32_t member_;
};

TEST(PointsLedger, FloCafe78_SpentLotThatExpiresIsNotDeductedTwice) {
  // formulas.md c1: lots 100 (expires day 10) and 50 (expires day 30), 80 spent on day 5 -> balance 50, expired 20.
  OneMember one;
  one.Earn("a", 1, 100, 9);
  one.Earn("b", 1, 50, 29);
  one.Spend("s", 5, 80);
  EXPECT_EQ(one.Balance(9), 70);
  EXPECT_EQ(one.Balance(10), 50);
  EXPECT_EQ(one.At(10).expired.units, 20);
  EXPECT_EQ(one.Balance(30), 0);
}

TEST(PointsLedger, SoonestExpiringFirstDiffersFromOldestFirst) {
  // docs/formulas/points-ledger.md: by earn date 0 would be left after day 10.
  OneMember one;
  one.Earn("old", 1, 100, 59);
  one.Earn("new", 2, 100, 8);
  one.Spend("s", 5, 100);
  EXPECT_EQ(one.Balance(10), 100);
  EXPECT_EQ(one.At(10).expired.units, 0);
}

TEST(PointsLedger, OpenLoyalty_RefundTakesBackInProportion) {
  // formulas.md c1: 70 points on 40 yuan, 20 returned -> -35.
  OneMember one;
  one.Earn("order", 1, 70);
  one.Refund("credit note", "order", 3, 35);
  EXPECT_EQ(one.Balance(3), 35);
  EXPECT_EQ(one.At(3).cancelled.units, 35);
}

TEST(PointsLedger, RestoreGoesToTheOriginalLotsWithTheirOwnExpiry) {
  OneMember one;
  one.Earn("a", 1, 60, 9);
  one.Earn("b", 1, 60, 29);
  one.Spend("s", 2, 100);  // 60 of a, 40 of b
  one.Restore("r", "s", 5, 100);
  EXPECT_EQ(one.Balance(5), 120);
  EXPECT_EQ(one.Balance(10), 60);
}

TEST(PointsLedger, RestoreIntoADeadLotExpiresUnlessThereIsGrace) {
  for (const int32_t grace : {0, 7}) {
    OneMember one({.restore_grace_days = grace});
    one.Earn("a", 1, 60, 9);
    one.Spend("s", 2, 60);
    one.Restore("r", "s", 15, 60);
    EXPECT_EQ(one.Balance(15), grace > 0 ? 60 : 0);
    EXPECT_EQ(one.Balance(21), grace > 0 ? 60 : 0);
    EXPECT_EQ(one.Balance(22), 0);
    EXPECT_EQ(one.At(22).expired.units, 60);
    EXPECT_EQ(one.At(22).earned.units, 60);
  }
}

TEST(PointsLedger, RefundOfSpentPointsIsRepaidByLaterLots) {
  OneMember one;
  one.Earn("a", 1, 50);
  one.Spend("s", 2, 50);
  one.Refund("r", "a", 3, 50);
  EXPECT_EQ(one.Balance(3), -50);
  one.Earn("b", 4, 80);
  EXPECT_EQ(one.Balance(4), 30);
  EXPECT_EQ(one.At(4).outstanding.units, 0);
}

TEST(PointsLedger, RefundOfSpentPointsMayBeWrittenOff) {
  OneMember one({.shortfall = Shortfall::kWriteOff});
  one.Earn("a", 1, 50);
  one.Spend("s", 2, 30);
  one.Refund("r", "a", 3, 50);
  EXPECT_EQ(one.Balance(3), 0);
  EXPECT_EQ(one.At(3).written_off.units, 30);
  EXPECT_EQ(one.At(3).cancelled.units, 20);
  EXPECT_EQ(one.At(3).used.units, 30);
}

TEST(PointsLedger, NobodyPaysTwiceForExpiredPoints) {
  OneMember one;
  one.Earn("a", 1, 50, 4);
  one.Refund("r", "a", 9, 50);
  EXPECT_EQ(one.Balance(9), 0);
  EXPECT_EQ(one.At(9).cancelled.units, 50);
  EXPECT_EQ(one.At(9).expired.units, 0);
}

TEST(PointsLedger, PendingPointsCannotBeSpent) {
  OneMember one;
  one.Earn("a", 1, 50, 30, 7);
  one.Spend("s", 7, 10);
  EXPECT_EQ(one.RefusalAt(7), ErrorId::kPointsShort);
  EXPECT_EQ(one.At(7).pending.units, 50);
  EXPECT_EQ(one.Balance(8), 50);
}

TEST(PointsLedger, AChargeTakesPendingPointsToo) {
  OneMember one({.shortfall = Shortfall::kWriteOff});
  one.Earn("a", 1, 100);
  one.Earn("b", 1, 50, 0, 10);
  one.Charge("c", 5, 150);
  EXPECT_EQ(one.Balance(30), 0);
  EXPECT_EQ(one.At(30).cancelled.units, 150);
  EXPECT_EQ(one.At(30).written_off.units, 0);
}

TEST(PointsLedger, InactivityExpiryMovesWithEachActivity) {
  OneMember one;
  Entry earn = one.Of(EntryKind::kEarn, "a", 1, 50);  // 2026-01-01
  earn.lives = Lifespan::InactiveMonths(1);
  one.Add(earn);
  EXPECT_EQ(one.Balance(32), 50);  // 2026-02-01, the last day
  EXPECT_EQ(one.Balance(33), 0);
  one.Spend("s", 20, 10);  // 2026-01-20: until 2026-02-20
  EXPECT_EQ(one.Balance(51), 40);
  EXPECT_EQ(one.Balance(52), 0);
}

TEST(PointsLedger, AnotherExpiryHoldsForOneLot) {
  OneMember one;
  one.Earn("a", 1, 50, 9);
  Entry change = one.Of(EntryKind::kExpiry, "policy 2", 5, 0);
  change.of = one.ledger_.Source("a");
  change.lives = Lifespan::Days(39);
  one.Add(change);
  EXPECT_EQ(one.Balance(39), 50);
  EXPECT_EQ(one.Balance(40), 0);
}

TEST(PointsLedger, EveryRefusalHasItsIdAndChangesNothing) {
  OneMember short_of;
  short_of.Earn("a", 1, 10);
  short_of.Spend("s", 2, 11);
  EXPECT_EQ(short_of.RefusalAt(3), ErrorId::kPointsShort);
  EXPECT_EQ(short_of.Balance(3), 10);
  EXPECT_EQ(short_of.account_.refusals()[0].wanted.units, 11);
  EXPECT_EQ(short_of.account_.refusals()[0].had.units, 10);

  OneMember unknown;
  unknown.Refund("r", "nothing", 2, 5);
  EXPECT_EQ(unknown.RefusalAt(3), ErrorId::kRefundedEarnUnknown);

  OneMember too_much;
  too_much.Earn("a", 1, 10);
  too_much.Refund("r1", "a", 2, 6);
  too_much.Refund("r2", "a", 3, 5);
  EXPECT_EQ(too_much.RefusalAt(3), ErrorId::kRefundTooLarge);
  EXPECT_EQ(too_much.Balance(3), 4);

  OneMember no_spend;
  no_spend.Restore("r", "nothing", 2, 5);
  EXPECT_EQ(no_spend.RefusalAt(3), ErrorId::kRestoredSpendUnknown);

  OneMember over;
  over.Earn("a", 1, 10);
  over.Spend("s", 1, 10);
  over.Restore("r1", "s", 1, 6);
  over.Restore("r2", "s", 2, 5);
  EXPECT_EQ(over.RefusalAt(3), ErrorId::kRestoreTooLarge);
  EXPECT_EQ(over.Balance(3), 6);

  OneMember no_lot;
  Entry change = no_lot.Of(EntryKind::kExpiry, "policy 2", 5, 0);
  change.of = no_lot.ledger_.Source("nothing");
  no_lot.Add(change);
  EXPECT_EQ(no_lot.RefusalAt(6), ErrorId::kLotUnknown);
}

TEST(PointsLedger, TheSameFactCountsOnceAndAnotherContentIsRefused) {
  OneMember one;
  one.Earn("a", 1, 10);
  EXPECT_EQ(one.Add(one.Of(EntryKind::kEarn, "a", 1, 10)).known, 1U);
  const TakeReport other = one.Add(one.Of(EntryKind::kEarn, "a", 1, 12));
  ASSERT_EQ(other.conflicts.size(), 1U);
  EXPECT_EQ(other.added.size(), 0U);
  EXPECT_EQ(one.Balance(1), 10);
}

TEST(PointsLedger, ALateFactIsPostedInTheOpenPeriodAndChangesNothingClosed) {
  OneMember one;
  one.Earn("a", 1, 10);
  ASSERT_TRUE(one.ledger_.ClosePeriod("2026-01", On(1), On(31)));
  const TakeReport late = one.Add(one.Of(EntryKind::kEarn, "late", 20, 5));
  EXPECT_EQ(late.late, 1U);
  EXPECT_EQ(one.Balance(31), 10);
  EXPECT_EQ(one.Balance(32), 15);
  const auto again = one.ledger_.ClosePeriod("2026-01", On(1), On(31));
  ASSERT_FALSE(again);
  EXPECT_EQ(again.error().id, ErrorId::kPeriodOutOfOrder);
}

TEST(PointsLedger, AsManyPeriodsAsAnEntryCanNumberAndNotOneMore) {
  OneMember one;
  for (int32_t day = 1; day < kOpenPeriod; ++day) ASSERT_TRUE(one.ledger_.ClosePeriod("day", On(day), On(day)));
  one.Spend("late", kOpenPeriod - 1, 5);
  one.Earn("a", kOpenPeriod, 10);
  const Status more = one.ledger_.ClosePeriod("day", On(kOpenPeriod), On(kOpenPeriod));
  ASSERT_FALSE(more);
  EXPECT_EQ(more.error().id, ErrorId::kPeriodOutOfOrder);
  EXPECT_EQ(one.ledger_.periods().size(), 4'094U);  // 12 bits, less the open one and what it follows
  // Both are open still: posted together, the earn first.
  EXPECT_EQ(one.Balance(kOpenPeriod), 5);
  EXPECT_EQ(one.ledger_.EntriesOf(one.member_)[0].kind, EntryKind::kEarn);
  EXPECT_EQ(one.ledger_.EntriesOf(one.member_)[0].period, kOpenPeriod);
}

}  // namespace
}  // namespace loyalane::loyalty
