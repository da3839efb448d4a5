// Postings by hand: docs/formulas/points-ledger.md, "By hand". Expected numbers are counted by hand beside each.
#include "loyalty/hand_posting.h"

#include <gtest/gtest.h>

#include "loyalty/month_run.h"

namespace loyalane::loyalty {
namespace {

constexpr Day D(int32_t year, int32_t month, int32_t day) { return ToDay({year, month, day}); }

class Club {
 public:
  Club() : member_(ledger_.Member("M1")) {}

  void Add(EntryKind kind, const char* rule, const char* source, Day day, int32_t points, int32_t lives = 0) {
    Entry entry;
    entry.kind = kind;
    entry.rule = ledger_.Rule(rule);
    entry.source = ledger_.Source(source);
    entry.day = day;
    entry.points = points;
    if (lives > 0) entry.lives = Lifespan::Days(lives);
    ASSERT_EQ(ledger_.Take({{member_, entry}}).added.size(), 1U);
  }
  HandWish Wish(HandKind kind, Day day, int64_t points = 0) const {
    HandWish wish;
    wish.kind = kind;
    wish.member = member_;
    wish.day = day;
    wish.who = "王芳";
    wish.reason = "投诉补偿|迟到";
    wish.points = points;
    return wish;
  }
  Result<HandPosted> Post(const HandWish& wish) { return PostByHand(policy_, wish, ledger_); }
  Result<HandPosted> Undo(const char* number, Day day) {
    HandWish wish = Wish(HandKind::kUndo, day);
    wish.number = number;
    return Post(wish);
  }
  MemberAccount At(Day day) {
    MemberAccount account(policy_);
    account.Start(ledger_.EntriesOf(member_), ledger_.period_starts());
    account.RunTo(day);
    return account;
  }
  int64_t Held(Day day) {
    const Totals totals = At(day).totals();
    return (totals.pending + totals.active - totals.outstanding).units;
  }
  size_t Count() { return ledger_.EntriesOf(member_).size(); }

  Ledger ledger_;
  LedgerPolicy policy_;
  uint32_t member_;
};

TEST(HandPosting, AGrantSaysWhoAndWhyAndCanBeTakenBack) {
  Club club;
  HandWish wish = club.Wish(HandKind::kGrant, D(2026, 2, 10), 50);
  wish.last_day = D(2026, 3, 31);
  wish.qualifies = true;
  const auto posted = club.Post(wish);
  ASSERT_TRUE(posted);
  EXPECT_EQ(posted->number, "H0001");
  EXPECT_EQ(posted->before.units, 0);
  EXPECT_EQ(posted->after.units, 50);
  const Entry& entry = club.ledger_.EntriesOf(club.member_)[0];
  const auto note = HandNoteOf(club.ledger_, entry);
  ASSERT_TRUE(note);
  EXPECT_EQ(note->who, "王芳");
  EXPECT_EQ(note->reason, "投诉补偿|迟到");
  EXPECT_EQ(club.Held(D(2026, 3, 31)), 50) << "its last day";
  EXPECT_EQ(club.Held(D(2026, 4, 1)), 0);
  EXPECT_EQ(club.At(D(2026, 2, 10)).qualified()[0].quantity, 50);

  ASSERT_TRUE(club.Undo("H0001", D(2026, 2, 10)));
  EXPECT_EQ(club.Held(D(2026, 2, 10)), 0);
  EXPECT_EQ(club.At(D(2026, 2, 10)).totals().cancelled.units, 50);
  const auto again = club.Undo("H0001", D(2026, 2, 11));
  ASSERT_FALSE(again);
  EXPECT_EQ(again.error().id, ErrorId::kHandPostingUnknown);
  const auto undo_of_undo = club.Undo("H0002", D(2026, 2, 11));
  ASSERT_FALSE(undo_of_undo);
  EXPECT_EQ(undo_of_undo.error().id, ErrorId::kHandPostingUnknown);
  EXPECT_EQ(club.Count(), 2U);
}

TEST(HandPosting, AChargeTakesWhatEndsSoonestAndGoesBackWhereItCameFrom) {
  Club club;
  club.Add(EntryKind::kEarn, "earn.a", "late", D(2026, 1, 1), 100, 300);
  club.Add(EntryKind::kEarn, "earn.a", "soon", D(2026, 1, 1), 30, 60);
  ASSERT_TRUE(club.Post(club.Wish(HandKind::kCharge, D(2026, 1, 5), 40)));
  // 30 of what ends first, 10 of the rest.
  MemberAccount account = club.At(D(2026, 1, 5));
  for (const Lot& lot : account.lots()) EXPECT_EQ(lot.cancelled.units, lot.points.units == 30 ? 30 : 10);
  ASSERT_TRUE(club.Undo("H0001", D(2026, 1, 6)));
  account = club.At(D(2026, 1, 6));
  for (const Lot& lot : account.lots()) EXPECT_EQ(lot.remaining, lot.points);
  EXPECT_EQ(account.totals().cancelled.units, 0);
  EXPECT_EQ(account.totals().active.units, 130);
}

TEST(HandPosting, ARestoredChargeGoesBackToPointsThatStillWait) {
  for (const Day undone : {D(2026, 1, 6), D(2026, 1, 20)}) {  // before and after they become active
    Club club;
    Entry entry;
    entry.kind = EntryKind::kEarn;
    entry.rule = club.ledger_.Rule("earn.a");
    entry.source = club.ledger_.Source("W1");
    entry.day = D(2026, 1, 1);
    entry.points = 20;
    entry.active_after = 14;
    club.ledger_.Take({{club.member_, entry}});
    ASSERT_TRUE(club.Post(club.Wish(HandKind::kCharge, D(2026, 1, 5), 20)));
    EXPECT_EQ(club.Held(D(2026, 1, 5)), 0);
    ASSERT_TRUE(club.Undo("H0001", undone));
    EXPECT_EQ(club.Held(undone), 20);
    EXPECT_EQ(club.At(D(2026, 1, 20)).totals().active.units, 20);
    EXPECT_EQ(club.At(D(2026, 1, 20)).totals().pending.units, 0);
  }
}

TEST(HandPosting, NothingGoesBelowZero) {
  for (const Shortfall shortfall : {Shortfall::kNegative, Shortfall::kWriteOff}) {
    Club club;
    club.policy_.shortfall = shortfall;
    club.Add(EntryKind::kEarn, "earn.a", "W1", D(2026, 1, 1), 100);
    const auto too_much = club.Post(club.Wish(HandKind::kCharge, D(2026, 1, 5), 101));
    ASSERT_FALSE(too_much);
    EXPECT_EQ(too_much.error().id, ErrorId::kHandBelowZero);
    EXPECT_EQ(club.Count(), 1U);
    // A grant that was spent cannot be taken back.
    ASSERT_TRUE(club.Post(club.Wish(HandKind::kGrant, D(2026, 1, 5), 20)));
    club.Add(EntryKind::kSpend, "reward.a", "S1", D(2026, 1, 9), 110);
    const auto spent = club.Undo("H0001", D(2026, 1, 10));
    ASSERT_FALSE(spent);
    EXPECT_EQ(spent.error().id, ErrorId::kHandBelowZero);
    // A charge before a redemption of the same open month would make that one short: 120 − 11 < 110.
    const auto before = club.Post(club.Wish(HandKind::kCharge, D(2026, 1, 6), 11));
    ASSERT_FALSE(before);
    EXPECT_EQ(before.error().id, ErrorId::kPointsShort);
    EXPECT_EQ(club.Held(D(2026, 1, 31)), 10);
    ASSERT_TRUE(club.Post(club.Wish(HandKind::kCharge, D(2026, 1, 6), 10)));
    EXPECT_EQ(club.Held(D(2026, 1, 31)), 0);
  }
}

TEST(HandPosting, AnEndIsPutOffForOneLotOrForAll) {
  Club club;
  club.Add(EntryKind::kEarn, "earn.a", "one", D(2026, 1, 1), 10, 31);    // to 31 January
  club.Add(EntryKind::kEarn, "earn.a", "two", D(2026, 1, 1), 20, 59);    // to 28 February
  club.Add(EntryKind::kEarn, "earn.a", "far", D(2026, 1, 1), 40, 3000);  // long after
  HandWish wish = club.Wish(HandKind::kExtend, D(2026, 1, 15));
  wish.last_day = D(2026, 6, 30);
  wish.lot_rule = "earn.a";
  wish.lot_source = "one";
  ASSERT_TRUE(club.Post(wish));
  EXPECT_EQ(club.Held(D(2026, 3, 1)), 50) << "two has ended";
  wish.lot_rule = wish.lot_source = "";
  const auto all = club.Post(wish);
  ASSERT_TRUE(all);
  EXPECT_EQ(all->facts.size(), 1U) << "one and far do not end before";
  EXPECT_EQ(club.Held(D(2026, 6, 30)), 70);
  EXPECT_EQ(club.Held(D(2026, 7, 1)), 40);
  wish.last_day = D(2026, 5, 31);
  const auto nothing = club.Post(wish);
  ASSERT_FALSE(nothing);
  EXPECT_EQ(nothing.error().id, ErrorId::kNothingToExtend);
  wish.lot_rule = "earn.a";
  wish.lot_source = "three";
  const auto no_lot = club.Post(wish);
  ASSERT_FALSE(no_lot);
  EXPECT_EQ(no_lot.error().id, ErrorId::kLotUnknown);
  // The first one back: to 31 January, that is gone by now.
  ASSERT_TRUE(club.Undo("H0001", D(2026, 1, 20)));
  EXPECT_EQ(club.Held(D(2026, 3, 1)), 60);
}

TEST(HandPosting, PointsThatEndByInactivityHaveNoDayToPutOff) {
  Club club;
  Entry entry;
  entry.kind = EntryKind::kEarn;
  entry.rule = club.ledger_.Rule("earn.a");
  entry.source = club.ledger_.Source("W1");
  entry.day = D(2026, 1, 1);
  entry.points = 20;
  entry.lives = Lifespan::InactiveMonths(6);
  club.ledger_.Take({{club.member_, entry}});
  HandWish wish = club.Wish(HandKind::kExtend, D(2026, 1, 15));
  wish.last_day = D(2027, 6, 30);
  const auto posted = club.Post(wish);
  ASSERT_FALSE(posted);
  EXPECT_EQ(posted.error().id, ErrorId::kNothingToExtend);
}

TEST(HandPosting, WhatIsClosedStaysClosed) {
  Club club;
  club.Add(EntryKind::kEarn, "earn.a", "W1", D(2026, 1, 1), 100);
  ASSERT_TRUE(club.ledger_.ClosePeriod("2026-01", D(2026, 1, 1), D(2026, 1, 31)));
  const auto posted = club.Post(club.Wish(HandKind::kGrant, D(2026, 1, 10), 5));
  ASSERT_TRUE(posted);
  EXPECT_EQ(ToIso(posted->posted_on), "2026-02-01");
  EXPECT_EQ(club.Held(D(2026, 1, 31)), 100);
  EXPECT_EQ(club.Held(D(2026, 2, 1)), 105);
}

TEST(HandPosting, WithoutWhoOrWhyNothingIsEntered) {
  Club club;
  const auto id_of = [&club](auto change) {
    HandWish wish = club.Wish(HandKind::kGrant, D(2026, 1, 10), 5);
    change(wish);
    const auto posted = club.Post(wish);
    return posted ? ErrorId::kCount : posted.error().id;
  };
  EXPECT_EQ(id_of([](HandWish& wish) { wish.who = " "; }), ErrorId::kAuditFieldMissing);
  EXPECT_EQ(id_of([](HandWish& wish) { wish.reason = ""; }), ErrorId::kAuditFieldMissing);
  EXPECT_EQ(id_of([](HandWish& wish) { wish.who = "a|b"; }), ErrorId::kJsonBadValue);
  EXPECT_EQ(id_of([](HandWish& wish) { wish.reason = "a\nb"; }), ErrorId::kJsonBadValue);
  EXPECT_EQ(id_of([](HandWish& wish) { wish.points = 0; }), ErrorId::kPointsOutOfRange);
  EXPECT_EQ(id_of([](HandWish& wish) { wish.points = kEntryPointsMax + 1; }), ErrorId::kPointsOutOfRange);
  EXPECT_EQ(id_of([](HandWish& wish) { wish.last_day = D(2026, 1, 9); }), ErrorId::kJsonBadValue);
  EXPECT_EQ(club.Count(), 0U);
}

TEST(HandPosting, AMonthlyRunLeavesThemAlone) {
  Club club;
  Programme programme = PresetProgramme(Preset::kMinimal);
  ClubInput input;
  MemberInput member;
  member.member = club.member_;
  member.active_from = D(2020, 1, 1);
  input.members.push_back(member);
  ASSERT_TRUE(club.Post(club.Wish(HandKind::kGrant, D(2026, 1, 10), 50)));
  ASSERT_TRUE(club.Post(club.Wish(HandKind::kCharge, D(2026, 1, 11), 20)));
  RunOptions options;
  options.mode = RunMode::kApply;
  const auto first = RunMonth(programme, input, D(2026, 1, 1), options, club.ledger_);
  ASSERT_TRUE(first);
  EXPECT_EQ(first->total.earned.units, 50);
  EXPECT_EQ(first->total.taken_back.units, 20);
  EXPECT_EQ(first->total.closing.units, 30);
  EXPECT_TRUE(first->total.adds_up());
  const auto again = RunMonth(programme, input, D(2026, 1, 1), options, club.ledger_);
  ASSERT_TRUE(again);
  EXPECT_EQ(again->facts_added, 0U);
  const auto next = RunMonth(programme, input, D(2026, 2, 1), options, club.ledger_);
  ASSERT_TRUE(next);
  EXPECT_EQ(next->facts_added, 0U);
  EXPECT_EQ(next->total.opening.units, 30);
  EXPECT_EQ(next->total.closing.units, 30);
  EXPECT_EQ(club.Count(), 2U);
}

TEST(HandPosting, ManyPartsOfOnePosting) {
  Club club;
  for (int32_t i = 0; i < 12; ++i) {
    const std::string source = "W" + std::to_string(i);
    club.Add(EntryKind::kEarn, "earn.a", source.c_str(), D(2026, 1, 1), 1, 40 + i);
  }
  HandWish wish = club.Wish(HandKind::kExtend, D(2026, 1, 15));
  wish.last_day = D(2026, 12, 31);
  ASSERT_TRUE(club.Post(wish));
  EXPECT_EQ(club.Held(D(2026, 12, 31)), 12);
  const auto undone = club.Undo("H0001", D(2026, 1, 15));
  ASSERT_TRUE(undone);
  EXPECT_EQ(undone->facts.size(), 12U);
  EXPECT_EQ(club.Held(D(2026, 2, 9)), 12) << "day 40, the last of the first";
  EXPECT_EQ(club.Held(D(2026, 2, 10)), 11);
  EXPECT_EQ(club.Held(D(2026, 12, 31)), 0);
}

// Three members with a lot of May and one of June: 100 and 10, 200 and 20, 300 and 30 points. Those of May end on
// 9 July (60 days from 11 May on), those of June on 9 August. A fourth has points without an end.
struct Many {
  Ledger ledger;
  LedgerPolicy policy;
  std::vector<uint32_t> members;

  Many() {
    for (int32_t i = 1; i <= 4; ++i) {
      members.push_back(ledger.Member("M" + std::to_string(i)));
      Earn(members.back(), "may", D(2026, 5, 11), i * 100, i < 4 ? 60 : 0);
      if (i < 4) Earn(members.back(), "june", D(2026, 6, 11), i * 10, 60);
    }
  }
  void Earn(uint32_t member, const char* source, Day day, int32_t points, int32_t lives) {
    Entry entry;
    entry.kind = EntryKind::kEarn;
    entry.rule = ledger.Rule("earn.a");
    entry.source = ledger.Source(source);
    entry.day = day;
    entry.points = points;
    entry.lives = lives > 0 ? Lifespan::Days(lives) : Lifespan::Never();
    ASSERT_EQ(ledger.Take({{member, entry}}).added.size(), 1U);
  }
  HandAllWish Wish(HandKind kind, Day day, bool applies) const {
    HandAllWish wish;
    wish.each.kind = kind;
    wish.each.day = day;
    wish.each.who = "desk";
    wish.each.reason = "the line stood still";
    wish.members = members;
    wish.applies = applies;
    return wish;
  }
  Result<HandAllPosted> Extend(Day until, Day last_day, bool applies) {
    HandAllWish wish = Wish(HandKind::kExtend, D(2026, 6, 20), applies);
    wish.each.expiring_until = until;
    wish.each.last_day = last_day;
    return PostForAll(policy, wish, ledger);
  }
  Result<HandAllPosted> Undo(const char* number, Day day) {
    HandAllWish wish = Wish(HandKind::kUndo, day, true);
    wish.each.number = number;
    return PostForAll(policy, wish, ledger);
  }
  int64_t Held(size_t i, Day day) {
    MemberAccount account(policy);
    account.Start(ledger.EntriesOf(members[i]), ledger.period_starts());
    account.RunTo(day);
    return (account.totals().pending + account.totals().active - account.totals().outstanding).units;
  }
};

TEST(HandPostingForAll, IsLookedAtFirstAndPutsOffWhatEndsUntilADay) {
  Many club;
  const uint64_t before = club.ledger.size();
  // All lots with an end: (100 + 10) + (200 + 20) + (300 + 30).
  const HandAllPosted whole = club.Extend(kNoDay, D(2026, 12, 31), false).value();
  EXPECT_EQ(whole.members, 3U);
  EXPECT_EQ(whole.facts.size(), 6U);
  EXPECT_EQ(whole.moved.units, 660);
  EXPECT_EQ(club.ledger.size(), before) << "looking changes nothing";
  // Until 9 July those of May alone; until 8 July none.
  EXPECT_EQ(club.Extend(D(2026, 7, 9), D(2026, 12, 31), false)->moved.units, 600);
  EXPECT_EQ(club.Extend(D(2026, 7, 8), D(2026, 12, 31), false).error().id, ErrorId::kNothingToExtend);

  const HandAllPosted done = club.Extend(D(2026, 7, 9), D(2026, 12, 31), true).value();
  EXPECT_EQ(done.number, "A0001");
  EXPECT_EQ(done.members, 3U);
  EXPECT_EQ(done.before.units, done.after.units) << "nobody has more on that day";
  EXPECT_EQ(club.ledger.size(), before + 3);
  for (size_t i = 0; i < 3; ++i) {
    const auto points = static_cast<int64_t>(i + 1);
    EXPECT_EQ(club.Held(i, D(2026, 7, 10)), points * 110);
    // In the middle of August those of June are over.
    EXPECT_EQ(club.Held(i, D(2026, 8, 15)), points * 100);
    EXPECT_EQ(club.Held(i, D(2026, 12, 31)), points * 100);
    EXPECT_EQ(club.Held(i, D(2027, 1, 1)), 0);
  }
  // The numbers of a member's own go on from H0001.
  HandWish own;
  own.kind = HandKind::kCharge;
  own.member = club.members[0];
  own.day = D(2026, 6, 21);
  own.who = "desk";
  own.reason = "slip";
  own.points = 5;
  EXPECT_EQ(PostByHand(club.policy, own, club.ledger)->number, "H0001");
}

TEST(HandPostingForAll, IsTakenBackForAllWhoStillHaveIt) {
  Many club;
  ASSERT_TRUE(club.Extend(kNoDay, D(2026, 12, 31), true).ok());
  // Of M2's 220 points 150 are spent after all would have ended; M1's posting is taken back alone.
  Entry spend;
  spend.kind = EntryKind::kSpend;
  spend.rule = club.ledger.Rule("reward.r");
  spend.source = club.ledger.Source("R1");
  spend.day = D(2026, 9, 1);
  spend.points = 150;
  ASSERT_EQ(club.ledger.Take({{club.members[1], spend}}).added.size(), 1U);
  HandWish alone;
  alone.kind = HandKind::kUndo;
  alone.member = club.members[0];
  alone.day = D(2026, 6, 25);
  alone.who = "desk";
  alone.reason = "not him";
  alone.number = "A0001";
  ASSERT_TRUE(PostByHand(club.policy, alone, club.ledger).ok());

  EXPECT_EQ(club.Undo("H0001", D(2026, 6, 26)).error().id, ErrorId::kHandPostingUnknown) << "a number of one member";
  EXPECT_EQ(club.Undo("A0007", D(2026, 6, 26)).error().id, ErrorId::kHandPostingUnknown);
  const uint64_t size = club.ledger.size();
  const HandAllPosted back = club.Undo("A0001", D(2026, 6, 26)).value();
  EXPECT_EQ(back.number, "A0002");
  EXPECT_EQ(back.members, 1U) << "M3; M1 has it back already, M4 never had it";
  EXPECT_EQ(back.moved.units, 330);
  ASSERT_EQ(back.refused.size(), 1U) << "what M2 has spent cannot end before";
  EXPECT_EQ(back.refused[0].member, club.members[1]);
  EXPECT_EQ(club.ledger.size(), size + 2);
  EXPECT_EQ(club.Held(2, D(2026, 8, 15)), 0);
  EXPECT_EQ(club.Held(1, D(2026, 9, 2)), 220 - 150);
  // Who is left is M2, and still refused.
  const HandAllPosted again = club.Undo("A0001", D(2026, 6, 27)).value();
  EXPECT_EQ(again.members, 0U);
  EXPECT_EQ(again.refused.size(), 1U);
  EXPECT_EQ(club.ledger.size(), size + 2);

  const std::vector<HandAllTold> told = PostingsForAll(club.ledger);
  ASSERT_EQ(told.size(), 2U);
  EXPECT_EQ(told[0].number, "A0001");
  EXPECT_EQ(told[0].members, 3U);
  EXPECT_EQ(told[0].lots, 6U);
  EXPECT_EQ(told[0].undone, 2U);
  EXPECT_EQ(told[1].undoes, "A0001");
}

TEST(HandPostingForAll, IsRefusedAsOneOfOneMemberIs) {
  Many club;
  const uint64_t size = club.ledger.size();
  HandAllWish wish = club.Wish(HandKind::kExtend, D(2026, 6, 20), true);
  wish.each.last_day = D(2026, 12, 31);
  wish.each.who = " ";
  EXPECT_EQ(PostForAll(club.policy, wish, club.ledger).error().id, ErrorId::kAuditFieldMissing);
  EXPECT_EQ(club.Extend(kNoDay, D(2026, 6, 1), true).error().id, ErrorId::kNothingToExtend) << "nothing ends before";
  EXPECT_EQ(club.ledger.size(), size);
}

}  // namespace
}  // namespace loyalane::loyalty
