// Vouchers out of the ledger with what people wrote down: docs/formulas/vouchers.md, "From the ledger".
#include "loyalty/voucher_ledger.h"

#include <gtest/gtest.h>

#include "loyalty/month_run.h"

namespace loyalane::loyalty {
namespace {

constexpr Day D(int32_t year, int32_t month, int32_t day) { return ToDay({year, month, day}); }

struct Given {
  Ledger ledger;
  uint32_t member = ledger.Member("M1");

  void Add(EntryKind kind, std::string_view rule, const char* source, Day day, int32_t fen, const char* of = nullptr) {
    Fact fact;
    fact.member = member;
    fact.entry.kind = kind;
    fact.entry.rule = ledger.Rule(rule);
    fact.entry.source = ledger.Source(source);
    if (of != nullptr) fact.entry.of = ledger.Source(of);
    fact.entry.day = day;
    fact.entry.points = fen;
    if (kind == EntryKind::kGiven) fact.entry.lives = Lifespan::Days(30);
    ledger.Take({fact});
  }
  void Close(Day month) {
    const Window all = MonthOf(month);
    EXPECT_TRUE(ledger.ClosePeriod(PeriodName(month), all.from, all.to));
  }
};

TEST(VoucherLedger, ListsWhatClosedMonthsGave) {
  Given given;
  given.Add(EntryKind::kGiven, kAwardVoucherRule, "C1:2026-05-10", D(2026, 5, 10), 3000);
  given.Add(EntryKind::kGiven, kAwardGiftRule, "C2:2026-05-11", D(2026, 5, 11), 2000);
  given.Add(EntryKind::kGiven, "voucher.V20", "R1", D(2026, 5, 12), 2000);
  EXPECT_TRUE(ThingsGiven(given.ledger).empty()) << "an open month gives nothing yet";
  given.Close(D(2026, 5, 1));
  const std::vector<GivenThing> things = ThingsGiven(given.ledger);
  ASSERT_EQ(things.size(), 3U);
  EXPECT_EQ(things[0].voucher.id, "award:C1:2026-05-10");
  EXPECT_EQ(things[0].voucher.last_day, D(2026, 6, 8)) << "30 days, the first of them counted";
  EXPECT_TRUE(things[1].is_gift);
  EXPECT_EQ(things[2].voucher.id, "points:M1:R1:V20");
  EXPECT_EQ(things[2].voucher.source, VoucherSource::kPoints);
  const Result<VoucherStock> stock = KeepVouchers(things, {});
  ASSERT_TRUE(stock);
  EXPECT_EQ(stock->book.vouchers().size(), 2U);
}

TEST(VoucherLedger, WhatIsTakenBackLowersCancelsOrIsOwed) {
  Given given;
  given.Add(EntryKind::kGiven, kAwardVoucherRule, "C1", D(2026, 5, 10), 3000);
  given.Close(D(2026, 5, 1));
  given.Add(EntryKind::kWithdrawn, kAwardVoucherRule, "C1 2026-06-02", D(2026, 6, 2), 1000, "C1");
  given.Close(D(2026, 6, 1));
  const std::vector<GivenThing> part = ThingsGiven(given.ledger);
  EXPECT_EQ(KeepVouchers(part, {})->book.vouchers()[0].value, Money{2000});
  // Used for 30.00, worth 20.00 now: 10.00 are owed. Used for 15.00: nothing.
  VoucherMarks used;
  used.uses["award:C1"] = {D(2026, 5, 20), "INV1", Money{3000}};
  const Result<VoucherStock> spent = KeepVouchers(part, used);
  ASSERT_EQ(spent->owed.size(), 1U);
  EXPECT_EQ(spent->owed[0].owed, Money{1000});
  EXPECT_EQ(spent->book.vouchers()[0].value, Money{3000}) << "what was used stays as it was";
  used.uses["award:C1"].offset = Money{1500};
  EXPECT_TRUE(KeepVouchers(part, used)->owed.empty());

  given.Add(EntryKind::kWithdrawn, kAwardVoucherRule, "C1 2026-07-01", D(2026, 7, 1), 2000, "C1");
  given.Close(D(2026, 7, 1));
  const std::vector<GivenThing> all = ThingsGiven(given.ledger);
  // Its last day was 8 June: what expired before the refund has expired.
  EXPECT_EQ(StateOn(KeepVouchers(all, {})->book.vouchers()[0], D(2026, 7, 31)), VoucherState::kExpired);
  EXPECT_EQ(KeepVouchers(all, used)->owed[0].owed, Money{1500});
}

TEST(VoucherLedger, ARefundInTimeCancels) {
  Given given;
  given.Add(EntryKind::kGiven, kAwardVoucherRule, "C1", D(2026, 5, 10), 3000);
  given.Add(EntryKind::kWithdrawn, kAwardVoucherRule, "C1 2026-05-20", D(2026, 5, 20), 3000, "C1");
  given.Close(D(2026, 5, 1));
  const Result<VoucherStock> stock = KeepVouchers(ThingsGiven(given.ledger), {});
  EXPECT_EQ(StateOn(stock->book.vouchers()[0], D(2026, 5, 19)), VoucherState::kOpen);
  EXPECT_EQ(StateOn(stock->book.vouchers()[0], D(2026, 5, 20)), VoucherState::kCancelled);
}

TEST(VoucherLedger, MarksOnVouchersThatAreNotThereAreTold) {
  VoucherMarks marks;
  marks.cancellations["award:gone"] = {D(2026, 5, 20), "x"};
  const Result<VoucherStock> stock = KeepVouchers({}, marks);
  ASSERT_TRUE(stock);
  EXPECT_EQ(stock->strangers, std::vector<std::string>{"award:gone"});
}

}  // namespace
}  // namespace loyalane::loyalty
