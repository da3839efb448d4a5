// A month of the club: earning, redemptions and their refusals, late rows, arrears, the same again, and the replay.
#include "loyalty/month_run.h"

#include <gtest/gtest.h>

#include <random>

#include "loyalty/liability.h"
#include "loyalty/simulation.h"

namespace loyalane::loyalty {
namespace {

constexpr Day D(int32_t year, int32_t month, int32_t day) { return ToDay({year, month, day}); }

// A club with members "A", "B" ... and their deeds.
struct Club {
  Ledger ledger;
  ClubInput input;

  uint32_t Join(const char* id, Day from) {
    MemberInput member;
    member.member = ledger.Member(id);
    member.active_from = from;
    member.deeds_begin = member.deeds_end = input.deeds.size();
    input.members.push_back(member);
    return member.member;
  }
  // For the member that joined last, in order of days.
  void Ship(const char* waybill, Day day, int64_t yuan, int64_t surcharge_yuan = 0) {
    Deed deed;
    deed.day = day;
    deed.source = ledger.Source(waybill);
    deed.amount = Money{yuan * 100};
    deed.surcharges = Money{surcharge_yuan * 100};
    input.deeds.push_back(deed);
    input.members.back().deeds_end = input.deeds.size();
  }
  void Redeem(uint32_t member, const char* document, Day day, const char* reward, int64_t quantity = 1) {
    Redemption redemption;
    redemption.member = member;
    redemption.day = day;
    redemption.reward = reward;
    redemption.quantity = quantity;
    redemption.document = ledger.Source(document);
    input.redemptions.push_back(redemption);
  }
  MonthReport Run(const Programme& programme, Day month, RunMode mode = RunMode::kApply) {
    RunOptions options;
    options.mode = mode;
    return RunMonth(programme, input, month, options, ledger).value();
  }
  std::string Entries() const {
    std::string text;
    for (const uint32_t member : ledger.MembersInOrder()) {
      for (const Entry& entry : ledger.EntriesOf(member)) {
        text += std::string(ledger.members()[member]) + " " + std::to_string(static_cast<int>(entry.kind)) + " " +
                std::string(ledger.rules()[entry.rule]) + " " + std::string(ledger.sources()[entry.source]) + " " +
                ToIso(entry.day) + " " + std::to_string(entry.points) + " " + std::to_string(entry.period) + "\n";
      }
    }
    return text;
  }
};

Programme OnePointAYuan() {
  Programme programme = PresetProgramme(Preset::kMinimal);
  EXPECT_TRUE(CheckProgramme(programme));
  return programme;
}

TEST(MonthRun, SfExpressStatementIsRoundedDownOnceWithoutSurcharges) {
  // docs/formulas/earning.md: (12 399 - 310) / 100 = 120.89 -> 120.
  Club club;
  club.Join("A", D(2026, 1, 1));
  club.Ship("W1", D(2026, 5, 3), 6199, 150);
  club.Ship("W2", D(2026, 5, 20), 6200, 160);
  const MonthReport report = club.Run(PresetProgramme(Preset::kMonthlySettlement), D(2026, 5, 1));
  EXPECT_EQ(report.total.earned.units, 120);
  EXPECT_TRUE(report.total.adds_up());
}

TEST(MonthRun, RunningAgainChangesNothing) {
  Club club;
  const uint32_t a = club.Join("A", D(2026, 1, 1));
  club.Ship("W1", D(2026, 5, 3), 2500);
  club.Redeem(a, "R1", D(2026, 5, 31), "voucher-10");
  const Programme programme = OnePointAYuan();
  const MonthReport dry = club.Run(programme, D(2026, 5, 1), RunMode::kDry);
  EXPECT_EQ(club.ledger.size(), 0U);
  const MonthReport first = club.Run(programme, D(2026, 5, 1));
  const std::string entries = club.Entries();
  EXPECT_EQ(dry.total.closing, first.total.closing);
  EXPECT_EQ(first.total.closing.units, 1500);
  EXPECT_EQ(first.redeemed, std::vector<size_t>{0});
  const MonthReport again = club.Run(programme, D(2026, 5, 1));
  EXPECT_TRUE(again.was_closed);
  EXPECT_EQ(again.facts_added, 0U);
  EXPECT_EQ(again.redeemed, std::vector<size_t>{0});
  EXPECT_EQ(again.total.closing, first.total.closing);
  EXPECT_EQ(club.Entries(), entries);
}

TEST(MonthRun, DaysOfASuspensionEarnNothingAndRedeemNothing) {
  // docs/formulas/club-membership.md: a suspended member keeps what is in the account and uses nothing. One point a
  // yuan: 1 100 before, 500 after, the 900 in between never.
  Club club;
  const uint32_t a = club.Join("A", D(2026, 1, 1));
  club.Ship("W1", D(2026, 5, 9), 1100);
  club.Ship("W2", D(2026, 5, 10), 400);
  club.Ship("W3", D(2026, 5, 19), 500);
  club.Ship("W4", D(2026, 5, 20), 500);
  MemberInput& member = club.input.members[0];
  member.away = {{D(2026, 5, 10), D(2026, 5, 19)}};
  member.is_dated = true;
  club.Redeem(a, "R1", D(2026, 5, 19), "voucher-10");
  club.Redeem(a, "R2", D(2026, 5, 31), "voucher-10");
  const MonthReport report = club.Run(OnePointAYuan(), D(2026, 5, 1));
  EXPECT_EQ(report.total.earned.units, 1600);
  EXPECT_EQ(report.total.spent.units, 1000);
  EXPECT_EQ(report.redeemed, std::vector<size_t>{1});
  ASSERT_EQ(report.refused.size(), 1U);
  EXPECT_EQ(report.refused[0].error.id, ErrorId::kMemberFrozen);
  EXPECT_EQ(report.refused[0].error.params.back().second, "suspended");
}

TEST(MonthRun, ASuspensionEnteredLaterTakesBackWhatAClosedMonthGave) {
  Club club;
  club.Join("A", D(2026, 1, 1));
  club.Ship("W1", D(2026, 5, 9), 100);
  club.Ship("W2", D(2026, 5, 25), 40);
  const Programme programme = OnePointAYuan();
  EXPECT_EQ(club.Run(programme, D(2026, 5, 1)).total.closing.units, 140);
  club.input.members[0].active_to = D(2026, 5, 19);
  club.input.members[0].is_dated = true;
  club.input.members[0].state = MemberState::kSuspended;
  const MonthReport june = club.Run(programme, D(2026, 6, 1));
  EXPECT_EQ(june.total.taken_back.units, 40);
  EXPECT_EQ(june.total.closing.units, 100);
}

TEST(MonthRun, WhoLeftOnADayKeepsWhatWasRedeemedBefore) {
  // The state of today does not speak for a day on which the member was active.
  Club club;
  const uint32_t a = club.Join("A", D(2026, 1, 1));
  club.Ship("W1", D(2026, 5, 2), 2400);
  const Programme programme = OnePointAYuan();
  club.Run(programme, D(2026, 5, 1));
  MemberInput& member = club.input.members[0];
  member.active_to = D(2026, 6, 19);
  member.state = MemberState::kExited;
  club.Redeem(a, "R1", D(2026, 6, 10), "voucher-10");
  club.Redeem(a, "R2", D(2026, 6, 20), "voucher-10");
  EXPECT_EQ(club.Run(programme, D(2026, 6, 1), RunMode::kDry).refused.size(), 2U);
  member.is_dated = true;
  const MonthReport report = club.Run(programme, D(2026, 6, 1));
  EXPECT_EQ(report.redeemed, std::vector<size_t>{0});
  ASSERT_EQ(report.refused.size(), 1U);
  EXPECT_EQ(report.refused[0].error.id, ErrorId::kMemberFrozen);
  EXPECT_EQ(report.refused[0].error.params.back().second, "exited");
}

TEST(MonthRun, RowsThatComeLaterGiveASupplementAndCancelledOnesARefund) {
  Club club;
  club.Join("A", D(2026, 1, 1));
  club.Ship("W1", D(2026, 5, 3), 100);
  const Programme programme = OnePointAYuan();
  club.Run(programme, D(2026, 5, 1));
  club.Ship("W2", D(2026, 5, 9), 30);
  const MonthReport june = club.Run(programme, D(2026, 6, 1));
  EXPECT_EQ(june.total.earned.units, 30);
  ASSERT_EQ(june.late.size(), 1U);
  EXPECT_EQ(club.ledger.sources()[june.late[0].entry.source], "2026-05#2");
  // 30 of it and 20 of the first are cancelled.
  club.input.deeds.pop_back();
  club.input.deeds[0].amount = Money{8000};
  club.input.members[0].deeds_end = 1;
  const MonthReport july = club.Run(programme, D(2026, 7, 1));
  EXPECT_EQ(july.total.taken_back.units, 50);
  EXPECT_EQ(july.total.closing.units, 80);
}

TEST(MonthRun, WhatTheFilesDoNotReachBackToIsNotCancelled) {
  Club club;
  club.Join("A", D(2026, 1, 1));
  club.Ship("W1", D(2026, 5, 3), 100);
  const Programme programme = OnePointAYuan();
  club.Run(programme, D(2026, 5, 1));
  // In June only the file of June is there.
  club.input.deeds.clear();
  club.input.members[0].deeds_begin = club.input.members[0].deeds_end = 0;
  club.Ship("W2", D(2026, 6, 9), 30);
  club.input.covered_from.fill(D(2026, 6, 1));
  const MonthReport june = club.Run(programme, D(2026, 6, 1));
  EXPECT_EQ(june.total.taken_back.units, 0);
  EXPECT_EQ(june.total.closing.units, 130);
}

TEST(MonthRun, ArrearsHoldEarningUntilTheStatementIsPaid) {
  Club club;
  const uint32_t a = club.Join("A", D(2026, 1, 1));
  club.Ship("W1", D(2026, 5, 3), 5000);
  club.Redeem(a, "R1", D(2026, 6, 2), "freight-10");
  const Programme programme = PresetProgramme(Preset::kMonthlySettlement);
  club.input.members[0].is_in_arrears = true;
  const MonthReport may = club.Run(programme, D(2026, 5, 1));
  EXPECT_EQ(may.total.earned.units, 0);
  EXPECT_EQ(may.held.units, 50);
  const MonthReport june = club.Run(programme, D(2026, 6, 1), RunMode::kDry);
  ASSERT_EQ(june.refused.size(), 1U);
  EXPECT_EQ(june.refused[0].error.id, ErrorId::kMemberInArrears);
  club.input.members[0].is_in_arrears = false;
  const MonthReport paid = club.Run(programme, D(2026, 6, 1));
  EXPECT_EQ(paid.facts_late, 1U);
  EXPECT_EQ(paid.total.earned.units, 50);
  EXPECT_EQ(paid.total.spent.units, 20);
}

TEST(MonthRun, EveryRefusalHasItsIdAndLeavesTheLedgerAlone) {
  Club club;
  const uint32_t a = club.Join("A", D(2026, 1, 1));
  club.Ship("W1", D(2026, 4, 3), 2500);
  const uint32_t b = club.Join("B", D(2026, 1, 1));
  club.input.members.back().state = MemberState::kSuspended;
  Programme programme = OnePointAYuan();
  club.Run(programme, D(2026, 4, 1));
  const std::string before = club.Entries();
  club.Redeem(a, "R1", D(2026, 5, 2), "voucher-10", 3);
  club.Redeem(a, "R2", D(2026, 5, 3), "no such");
  club.Redeem(b, "R3", D(2026, 5, 3), "voucher-10");
  club.Redeem(a, "R4", D(2026, 5, 3), "voucher-10", 3'000'000);
  const MonthReport report = club.Run(programme, D(2026, 5, 1), RunMode::kDry);
  ASSERT_EQ(report.refused.size(), 4U);
  const auto id_of = [&](size_t redemption) {
    for (const RefusedRedemption& one : report.refused) {
      if (one.redemption == redemption) return one.error.id;
    }
    return ErrorId::kCount;
  };
  EXPECT_EQ(id_of(0), ErrorId::kPointsShort);
  EXPECT_EQ(id_of(1), ErrorId::kRewardUnknown);
  EXPECT_EQ(id_of(2), ErrorId::kMemberFrozen);
  EXPECT_EQ(id_of(3), ErrorId::kPointsOutOfRange);
  EXPECT_EQ(club.Entries(), before);

  programme.redeem_from = 3000;
  club.input.redemptions.resize(1);
  club.input.redemptions[0].quantity = 1;
  const MonthReport below = club.Run(programme, D(2026, 5, 1), RunMode::kDry);
  ASSERT_EQ(below.refused.size(), 1U);
  EXPECT_EQ(below.refused[0].error.id, ErrorId::kBelowRedeemFrom);
}

TEST(MonthRun, MonthsAreClosedOneAfterTheOther) {
  Club club;
  club.Join("A", D(2026, 1, 1));
  club.Run(OnePointAYuan(), D(2026, 5, 1));
  const auto skipped = RunMonth(OnePointAYuan(), club.input, D(2026, 7, 1), {}, club.ledger);
  ASSERT_FALSE(skipped);
  EXPECT_EQ(skipped.error().id, ErrorId::kPeriodOutOfOrder);
}

TEST(MonthRun, ExpiryNoticesListEveryDayAndQuantity) {
  // FloCafe #62: not only the nearest.
  Club club;
  club.Join("A", D(2026, 1, 1));
  club.Ship("W1", D(2026, 3, 3), 100);
  club.Ship("W2", D(2026, 4, 3), 50);
  Programme programme = OnePointAYuan();
  programme.earn[0].validity = {Validity::Method::kMonthEnd, 3};
  programme.notice_days = 70;
  club.Run(programme, D(2026, 3, 1));
  club.Run(programme, D(2026, 4, 1));
  const MonthReport may = club.Run(programme, D(2026, 5, 1));
  ASSERT_EQ(may.members[0].expiring.size(), 2U);
  EXPECT_EQ(may.members[0].expiring[0].last_day, D(2026, 6, 30));
  EXPECT_EQ(may.members[0].expiring[0].points.units, 100);
  EXPECT_EQ(may.members[0].expiring[1].last_day, D(2026, 7, 31));
  EXPECT_EQ(may.members[0].expiring[1].points.units, 50);
}

TEST(MonthRun, RewardForTheFirstShipmentIsGivenOnce) {
  Club club;
  club.Join("A", D(2026, 1, 1));
  club.Ship("W1", D(2026, 5, 3), 10);
  club.Ship("W2", D(2026, 6, 3), 10);
  Programme programme = OnePointAYuan();
  programme.earn[0] = EarnRule{};
  programme.earn[0].id = "first";
  programme.earn[0].occasion = Occasion::kFirstShipment;
  programme.earn[0].points = 88;
  club.Run(programme, D(2026, 5, 1));
  EXPECT_EQ(club.Run(programme, D(2026, 6, 1)).total.closing.units, 88);
}

TEST(MonthRun, RewardForTheFirstShipmentStaysWhenThatOneIsCancelled) {
  Club club;
  club.Join("A", D(2026, 1, 1));
  club.Ship("W1", D(2026, 5, 3), 10);
  club.Ship("W2", D(2026, 5, 9), 10);
  Programme programme = OnePointAYuan();
  programme.earn[0] = EarnRule{};
  programme.earn[0].id = "first";
  programme.earn[0].occasion = Occasion::kFirstShipment;
  programme.earn[0].points = 88;
  club.Run(programme, D(2026, 5, 1));
  club.input.deeds.erase(club.input.deeds.begin());
  club.input.members[0].deeds_end = 1;
  const MonthReport june = club.Run(programme, D(2026, 6, 1));
  EXPECT_EQ(june.total.taken_back.units, 0);
  EXPECT_EQ(june.total.closing.units, 88);
}

// Twenty members, two years, refunds and redemptions.
Club RandomClub(uint64_t seed) {
  std::mt19937_64 random(seed);
  Club club;
  for (int member = 0; member < 20; ++member) {
    const std::string id = "M" + std::to_string(member);
    const uint32_t number = club.Join(id.c_str(), D(2024, 1, 1));
    club.input.members.back().segment = member % 3 == 0 ? "loyal" : "general";
    Day day = D(2024, 1, 1);
    for (int i = 0; i < 60; ++i) {
      day = day + static_cast<int32_t>(random() % 24);
      if (day > D(2025, 12, 31)) break;
      const std::string waybill = id + "-" + std::to_string(i);
      club.Ship(waybill.c_str(), day, static_cast<int64_t>(random() % 400), static_cast<int64_t>(random() % 9));
    }
    for (int i = 0; i < 4; ++i) {
      const std::string document = "R" + id + "-" + std::to_string(i);
      club.Redeem(number, document.c_str(), D(2024, 3, 1) + static_cast<int32_t>(random() % 600), "voucher-10");
    }
  }
  return club;
}

TEST(Simulation, WithLiftZeroEqualsTheRunsEntryForEntry) {
  Programme programme = PresetProgramme(Preset::kCustomerClub);
  EarnRule first;
  first.id = "first";
  first.occasion = Occasion::kFirstShipment;
  first.points = 88;
  programme.earn.push_back(first);
  for (uint64_t seed = 1; seed <= 20; ++seed) {
    Club run = RandomClub(seed);
    PointsMoved last;
    for (int32_t month = 0; month < 24; ++month) last = run.Run(programme, AddMonths(D(2024, 1, 1), month)).total;
    Club replayed = RandomClub(seed);
    SimulationWish wish;
    wish.first_month = D(2024, 1, 1);
    wish.months = 24;
    const Simulation simulation = Simulate(programme, replayed.input, wish, replayed.ledger).value();
    EXPECT_EQ(replayed.Entries(), run.Entries()) << "seed " << seed;
    EXPECT_EQ(simulation.months.back().moved.closing, last.closing);
    for (const SimulatedMonth& month : simulation.months) EXPECT_TRUE(month.moved.adds_up());
    // The roll-forward of the finished ledger tells the same months.
    const Liability liability = RollForward(programme.ledger, run.ledger, D(2024, 1, 1), D(2025, 12, 31));
    ASSERT_EQ(liability.months.size(), simulation.months.size());
    for (size_t i = 0; i < liability.months.size(); ++i) {
      EXPECT_EQ(liability.months[i].moved.closing, simulation.months[i].moved.closing);
      EXPECT_EQ(liability.months[i].moved.expired, simulation.months[i].moved.expired);
    }
  }
}

TEST(Simulation, GoesBeyondTheHistoryByRepeatingItAndLiftIsAnInput) {
  Club club;
  club.Join("A", D(2025, 1, 1));
  for (int32_t month = 1; month <= 12; ++month)
    club.Ship(("W" + std::to_string(month)).c_str(), D(2025, month, 28), month * 100);
  SimulationWish wish;
  wish.first_month = D(2025, 1, 1);
  wish.months = 36;
  const Simulation flat = Simulate(OnePointAYuan(), club.input, wish, club.ledger).value();
  ASSERT_EQ(flat.months.size(), 36U);
  EXPECT_EQ(flat.months_of_history, 12);
  // 100 + 200 + ... + 1200 = 7800 a year.
  EXPECT_EQ(flat.months[11].moved.closing.units, 7800);
  EXPECT_EQ(flat.months[35].moved.closing.units, 3 * 7800);
  wish.lift_percent = 10;
  Club lifted;
  lifted.Join("A", D(2025, 1, 1));
  for (int32_t month = 1; month <= 12; ++month)
    lifted.Ship(("W" + std::to_string(month)).c_str(), D(2025, month, 28), month * 100);
  const Simulation more = Simulate(OnePointAYuan(), lifted.input, wish, lifted.ledger).value();
  EXPECT_EQ(more.months[35].moved.closing.units, 3 * 8580);
  EXPECT_EQ(more.months[0].lift_amount.minor, 1000);
}

TEST(Simulation, RefusesWhatItCannotReplay) {
  Club club;
  club.Join("A", D(2025, 1, 1));
  SimulationWish wish;
  wish.first_month = D(2025, 1, 1);
  EXPECT_EQ(Simulate(OnePointAYuan(), club.input, wish, club.ledger).error().id, ErrorId::kNothingToSimulate);
  club.Ship("W1", D(2025, 1, 2), 5);
  wish.months = 121;
  EXPECT_EQ(Simulate(OnePointAYuan(), club.input, wish, club.ledger).error().id, ErrorId::kNothingToSimulate);
}

TEST(Programmes, PresetsAreSoundAndBadRulesAreRefused) {
  for (const Preset preset : kPresets) EXPECT_TRUE(CheckProgramme(PresetProgramme(preset)));
  const auto refused = [](auto change) {
    Programme programme = PresetProgramme(Preset::kCustomerClub);
    change(programme);
    const Status status = CheckProgramme(programme);
    return status ? ErrorId::kCount : status.error().id;
  };
  EXPECT_EQ(refused([](Programme& p) { p.earn[1].id = p.earn[0].id; }), ErrorId::kRuleBad);
  EXPECT_EQ(refused([](Programme& p) { p.earn[0].points = -1; }), ErrorId::kRuleBad);
  EXPECT_EQ(refused([](Programme& p) { p.earn[0].validity = {Validity::Method::kDays, 7}; }), ErrorId::kRuleBad);
  EXPECT_EQ(refused([](Programme& p) { p.earn[1].per = Money{100}; }), ErrorId::kRuleBad);
  EXPECT_EQ(refused([](Programme& p) { p.rewards[0].points = 0; }), ErrorId::kRuleBad);
  EXPECT_EQ(refused([](Programme& p) { p.tiers.tiers[2].threshold = 1; }), ErrorId::kTiersOverlap);
}

TEST(Programmes, ValidityMethodsEndOnTheirDay) {
  // docs/formulas/points-ledger.md, validity; of a lot earned on 2026-05-20, first day without it.
  const Day day = D(2026, 5, 20);
  const auto ends = [day](Validity::Method method, int32_t length) {
    return day + LifespanOf({method, length}, day).days();
  };
  EXPECT_EQ(ends(Validity::Method::kMonths, 12), D(2027, 5, 21));
  EXPECT_EQ(ends(Validity::Method::kDays, 30), D(2026, 6, 19));
  EXPECT_EQ(ends(Validity::Method::kMonthEnd, 0), D(2026, 6, 1));
  EXPECT_EQ(ends(Validity::Method::kMonthEnd, 12), D(2027, 6, 1));
  EXPECT_EQ(ends(Validity::Method::kYearEnd, 1), D(2028, 1, 1));
  EXPECT_TRUE(LifespanOf({Validity::Method::kNever, 0}, day).is_never());
  EXPECT_EQ(LifespanOf({Validity::Method::kInactivity, 18}, day).months(), 18);
}

// docs/formulas/vouchers.md, "From the ledger".
TEST(MonthRun, ARedeemedVoucherIsGivenOnceAndTakenBackOnce) {
  Club club;
  const uint32_t a = club.Join("A", D(2026, 1, 1));
  club.Ship("W1", D(2026, 5, 3), 5000);
  club.Redeem(a, "R1", D(2026, 5, 31), "voucher-10", 2);
  const Programme programme = OnePointAYuan();
  const MonthReport may = club.Run(programme, D(2026, 5, 1));
  // voucher-10 of the preset is worth 10.00, and a document gives one voucher of all its pieces.
  ASSERT_EQ(may.given.size(), 1U);
  EXPECT_EQ(may.given[0].entry.kind, EntryKind::kGiven);
  EXPECT_EQ(may.given[0].entry.points, 2 * 1000);
  EXPECT_EQ(may.total.closing.units, 5000 - 2 * 1000) << "no points move";
  const std::string entries = club.Entries();
  EXPECT_EQ(club.Run(programme, D(2026, 5, 1)).given.size(), 1U);
  EXPECT_EQ(club.Entries(), entries);
  club.input.redemptions[0].reversed_on = D(2026, 6, 4);
  const MonthReport june = club.Run(programme, D(2026, 6, 1));
  ASSERT_EQ(june.given.size(), 1U);
  EXPECT_EQ(june.given[0].entry.kind, EntryKind::kWithdrawn);
  EXPECT_EQ(june.given[0].entry.day, D(2026, 6, 4));
  EXPECT_EQ(june.total.closing.units, 5000);
  EXPECT_TRUE(club.Run(programme, D(2026, 7, 1)).given.empty());
}

AwardGiven AwardOf(Club& club, uint32_t member, const char* source, Day day, int64_t yuan) {
  AwardGiven award;
  award.member = member;
  award.source = club.ledger.Source(source);
  award.day = day;
  award.value = Money{yuan * 100};
  award.valid_days = 30;
  return award;
}

TEST(MonthRun, AnAwardIsGivenWhenItIsActiveAndStaysAsItWasGiven) {
  Club club;
  const uint32_t a = club.Join("A", D(2026, 1, 1));
  club.input.awards = {AwardOf(club, a, "old", D(2026, 4, 30), 20), AwardOf(club, a, "C1", D(2026, 5, 10), 30),
                       AwardOf(club, a, "C2", D(2026, 6, 1), 40)};
  const Programme programme = OnePointAYuan();
  RunOptions options;
  options.mode = RunMode::kApply;
  options.begins = D(2026, 5, 1);
  const auto run = [&](Day month) { return RunMonth(programme, club.input, month, options, club.ledger).value(); };
  const MonthReport may = run(D(2026, 5, 1));
  ASSERT_EQ(may.given.size(), 1U) << "neither what was active before the club began nor what is not yet";
  EXPECT_EQ(may.given[0].entry.points, 3000);
  EXPECT_EQ(may.given[0].entry.lives.days(), 30);
  // Another choice, another value and less validity later change nothing of it; a refund does, at most down to 0.
  club.input.awards[1].is_gift = true;
  club.input.awards[1].value = Money{5000};
  club.input.awards[1].valid_days = 5;
  club.input.awards[1].withdrawals = {{D(2026, 6, 3), Money{1000}}, {D(2026, 6, 9), Money{9900}}};
  const MonthReport june = run(D(2026, 6, 1));
  std::vector<int32_t> values;
  for (const Fact& fact : june.given) values.push_back(fact.entry.points);
  EXPECT_EQ(values, (std::vector<int32_t>{4000, 1000, 2000}));
  EXPECT_TRUE(june.conflicts.empty());
  // The file of the claims is gone: what was given is there.
  club.input.awards.clear();
  EXPECT_TRUE(run(D(2026, 7, 1)).given.empty());
  EXPECT_EQ(club.ledger.EntriesOf(a).size(), 4U);
}

TEST(MonthRun, PointsForAReferralAreTakenBackWhenTheAwardIs) {
  Programme programme = OnePointAYuan();
  EarnRule rule;
  rule.id = "friend";
  rule.occasion = Occasion::kReferral;
  rule.points = 200;
  programme.earn.push_back(rule);
  ASSERT_TRUE(CheckProgramme(programme));
  Club club;
  club.Join("A", D(2026, 1, 1));
  Deed deed;
  deed.kind = Occasion::kReferral;
  deed.day = D(2026, 5, 10);
  deed.source = club.ledger.Source("C1:2026-05-10");
  club.input.deeds.push_back(deed);
  club.input.members.back().deeds_end = 1;
  // A referrals file says nothing about what it leaves out.
  club.input.covered_from.fill(kNoDay);
  EXPECT_EQ(club.Run(programme, D(2026, 5, 1)).total.earned.units, 200);
  club.input.deeds.clear();
  club.input.members.back().deeds_end = 0;
  EXPECT_EQ(club.Run(programme, D(2026, 6, 1)).total.closing.units, 200);
  deed.is_taken_back = true;
  deed.day = D(2026, 7, 3);
  club.input.deeds.push_back(deed);
  club.input.members.back().deeds_end = 1;
  const MonthReport july = club.Run(programme, D(2026, 7, 1));
  EXPECT_EQ(july.total.taken_back.units, 200);
  EXPECT_EQ(july.total.closing.units, 0);
  EXPECT_EQ(club.Run(programme, D(2026, 8, 1)).facts_added, 0U);
}

}  // namespace
}  // namespace loyalane::loyalty
