#include "loyalty/referral.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>
#include <set>
#include <sstream>

namespace loyalane::loyalty {
namespace {

constexpr Day kDay{20'000};

ReferralProgramme Plain() {
  ReferralProgramme programme;
  programme.id = "snowball";
  programme.start = kDay;
  return programme;
}

// M1..M5 are members with the customers C1..C5, cards from the first day; N1..N9 are customers who may be brought.
ReferralFacts Town() {
  ReferralFacts facts;
  for (int i = 1; i <= 5; ++i) {
    const std::string n = std::to_string(i);
    facts.members.push_back({"M" + n, "C" + n, {{kDay}}});
    facts.parties.push_back({.customer = "C" + n, .phone = "1380000000" + n});
  }
  for (int i = 1; i <= 9; ++i) {
    const std::string n = std::to_string(i);
    facts.parties.push_back({.customer = "N" + n, .phone = "1390000000" + n});
  }
  return facts;
}

ReferralParty& PartyOf(ReferralFacts& facts, const std::string& customer) {
  return *std::find_if(facts.parties.begin(), facts.parties.end(),
                       [&](const ReferralParty& party) { return party.customer == customer; });
}

ReferralResult Judged(const ReferralFacts& facts, Day as_of = kDay + 1000,
                      const ReferralProgramme& programme = Plain()) {
  return RunReferral(programme, facts, as_of).value();
}

ErrorId RefusalOf(const ReferralOutcome& outcome) { return outcome.refusal ? outcome.refusal->id : ErrorId::kCount; }

// Everything a result says, as text, for comparing.
std::string Told(const ReferralResult& result) {
  std::ostringstream out;
  const auto tell = [&](const std::optional<Error>& error) { out << (error ? Describe(*error, Language::kEn) : "-"); };
  for (const ReferralOutcome& outcome : result.outcomes) {
    out << outcome.claim.referrer << ' ' << outcome.claim.referee << ' ' << outcome.claim.claimed_on.since_epoch << ' '
        << IdOf(outcome.claim.choice) << ' ' << IdOf(outcome.state) << ' ';
    tell(outcome.refusal);
    for (const ReferralAward& award : outcome.awards) {
      out << "\n  " << award.document << ' ' << award.paid_on.since_epoch << ' ' << award.active_on.since_epoch << ' '
          << award.granted.minor << ' ' << award.value.minor << ' ' << award.reversed.minor << ' '
          << static_cast<int>(award.state) << ' ';
      tell(award.why);
      for (const AwardLine& line : award.lines) {
        out << ' ' << line.day.since_epoch << ':' << static_cast<int>(line.kind) << ':' << line.amount.minor;
      }
    }
    out << '\n';
  }
  for (const Error& issue : result.row_issues) out << Describe(issue, Language::kEn) << '\n';
  out << result.totals.granted.minor << ' ' << result.totals.pending.minor << ' ' << result.totals.active.minor << ' '
      << result.totals.reversed.minor << ' ' << result.claims_after_as_of << ' ' << result.money_after_as_of;
  return out.str();
}

TEST(ReferralAward, FollowsTheBandsOfTheSourceAtTheirEdges) {
  // S2-61: < 500 -> 20, < 2000 -> 30, < 5000 -> 40, >= 5000 -> 50.
  const std::vector<SpendBand> bands = ReferralProgramme{}.bands;
  const std::pair<int64_t, int64_t> expected[] = {
      {0, 0},           {1, 20'00},       {499'99, 20'00},  {500'00, 30'00},       {1999'99, 30'00},
      {2000'00, 40'00}, {4999'99, 40'00}, {5000'00, 50'00}, {1'000'000'00, 50'00}, {-1, 0}};
  for (const auto& [spend, award] : expected) EXPECT_EQ(AwardOf(bands, Money{spend}).minor, award) << spend;
}

TEST(ReferralProgramme, RefusesCashWithItsId) {
  ReferralProgramme programme = Plain();
  programme.choices = {"voucher", "cash"};
  const Status choices = CheckReferralProgramme(programme);
  ASSERT_FALSE(choices.ok());
  EXPECT_EQ(IdOf(choices.error().id), "LOYALTY-301");
  EXPECT_EQ(Sentence(choices.error(), Language::kEn), "Referral programme “snowball” asks for cash");
  programme.choices = {"voucher"};
  programme.cash_redeemable = true;
  EXPECT_EQ(CheckReferralProgramme(programme).error().id, ErrorId::kReferralCashRefused);
  EXPECT_EQ(RunReferral(programme, {}, kDay).error().id, ErrorId::kReferralCashRefused);
  programme.cash_redeemable = false;
  EXPECT_TRUE(CheckReferralProgramme(programme).ok());
}

TEST(ReferralProgramme, RefusesBandsOutsideTwentyToFifty) {
  const auto bands_error = [](std::vector<SpendBand> bands) {
    ReferralProgramme programme = Plain();
    programme.bands = std::move(bands);
    const Status status = CheckReferralProgramme(programme);
    return status.ok() ? ErrorId::kCount : status.error().id;
  };
  EXPECT_EQ(bands_error({{{0}, {20'00}}}), ErrorId::kCount);
  EXPECT_EQ(bands_error({{{0}, {50'00}}}), ErrorId::kCount);
  EXPECT_EQ(bands_error({}), ErrorId::kReferralBandsUnusable);
  EXPECT_EQ(bands_error({{{0}, {19'99}}}), ErrorId::kReferralBandsUnusable);
  EXPECT_EQ(bands_error({{{0}, {50'01}}}), ErrorId::kReferralBandsUnusable);
  EXPECT_EQ(bands_error({{{1}, {20'00}}}), ErrorId::kReferralBandsUnusable);
  EXPECT_EQ(bands_error({{{0}, {20'00}}, {{0}, {30'00}}}), ErrorId::kReferralBandsUnusable);
  EXPECT_EQ(bands_error({{{0}, {30'00}}, {{100}, {20'00}}}), ErrorId::kReferralBandsUnusable);
}

TEST(ReferralProgramme, RefusesOtherSettingsOutOfRange) {
  const auto refused = [](auto change) {
    ReferralProgramme programme = Plain();
    change(programme);
    const Status status = CheckReferralProgramme(programme);
    return !status.ok() && status.error().id == ErrorId::kReferralSettingUnusable;
  };
  EXPECT_TRUE(refused([](ReferralProgramme& p) { p.hold_days = -1; }));
  EXPECT_TRUE(refused([](ReferralProgramme& p) { p.end = kDay - 1; }));
  EXPECT_TRUE(refused([](ReferralProgramme& p) { p.cap = Money{19'99}; }));
  EXPECT_TRUE(refused([](ReferralProgramme& p) { p.choices = {}; }));
  EXPECT_TRUE(refused([](ReferralProgramme& p) { p.choices = {"travel"}; }));
  EXPECT_FALSE(refused([](ReferralProgramme& p) { p.end = kDay; }));
}

TEST(Referral, GoesThroughItsStatesDayByDay) {
  ReferralFacts facts = Town();
  facts.claims = {{"M1", "N1", kDay + 1}};
  PartyOf(facts, "N1").registered_on = kDay + 3;
  PartyOf(facts, "N1").first_shipment_on = kDay + 5;
  facts.payments = {{"N1", kDay + 10, {600'00}, "D1"}};
  facts.refunds = {{"N1", kDay + 30, {600'00}, "D1", "R1"}};
  ReferralProgramme programme = Plain();
  programme.hold_days = 7;
  const auto state_on = [&](int32_t day) {
    return std::string(IdOf(Judged(facts, kDay + day, programme).outcomes.at(0).state));
  };
  EXPECT_TRUE(Judged(facts, kDay, programme).outcomes.empty());
  EXPECT_EQ(Judged(facts, kDay, programme).claims_after_as_of, 1u);
  EXPECT_EQ(state_on(1), "invited");
  EXPECT_EQ(state_on(2), "invited");
  EXPECT_EQ(state_on(3), "registered");
  EXPECT_EQ(state_on(5), "first_shipment");
  EXPECT_EQ(state_on(9), "first_shipment");
  EXPECT_EQ(state_on(10), "invoice_paid");
  EXPECT_EQ(state_on(16), "invoice_paid");
  EXPECT_EQ(state_on(17), "reward_active");
  EXPECT_EQ(state_on(29), "reward_active");
  EXPECT_EQ(state_on(30), "clawed_back");

  // 600.00 is in the band of 30.00: granted on day 10, released on day 17, taken back on day 30.
  const ReferralAward award = Judged(facts, kDay + 30, programme).outcomes[0].awards.at(0);
  ASSERT_EQ(award.lines.size(), 3u);
  EXPECT_EQ(award.lines[0].kind, AwardLine::Kind::kGranted);
  EXPECT_EQ(award.lines[0].amount.minor, 30'00);
  EXPECT_EQ(award.lines[1].kind, AwardLine::Kind::kReleased);
  EXPECT_EQ(award.lines[1].day, kDay + 17);
  EXPECT_EQ(award.lines[2].kind, AwardLine::Kind::kReversed);
  EXPECT_EQ(award.lines[2].amount.minor, -30'00);
  ASSERT_TRUE(award.why.has_value());
  EXPECT_EQ(IdOf(award.why->id), "LOYALTY-314");
}

TEST(Referral, AddsUpOneAwardADealWithoutEnd) {
  // S2-62: 20 + 30 + 50, years later still.
  ReferralFacts facts = Town();
  facts.claims = {{"M1", "N1", kDay}};
  facts.payments = {
      {"N1", kDay, {499'99}, "D1"}, {"N1", kDay + 400, {500'00}, "D2"}, {"N1", kDay + 900, {5000'00}, "D3"}};
  const ReferralResult result = Judged(facts);
  EXPECT_EQ(result.totals.granted.minor, 100'00);
  EXPECT_EQ(result.totals.active.minor, 100'00);
  EXPECT_EQ(result.outcomes[0].awards.size(), 3u);
  // The same rows again are the same facts.
  ReferralFacts twice = facts;
  twice.payments.insert(twice.payments.end(), facts.payments.begin(), facts.payments.end());
  twice.claims.push_back(facts.claims[0]);
  EXPECT_EQ(Told(Judged(twice)), Told(result));
  EXPECT_EQ(Judged(twice).claims_repeated, 1u);
}

TEST(Referral, CanRateAllThatWasPaidSoFar) {
  // 400, then 400 more (800 in all: 30), then 1 (801: 30), then 1199 (2000: 40).
  ReferralFacts facts = Town();
  facts.claims = {{"M1", "N1", kDay}};
  facts.payments = {{"N1", kDay, {400'00}, "D1"},
                    {"N1", kDay + 1, {400'00}, "D2"},
                    {"N1", kDay + 2, {1'00}, "D3"},
                    {"N1", kDay + 3, {1199'00}, "D4"}};
  ReferralProgramme programme = Plain();
  programme.basis = ReferralBasis::kCumulative;
  EXPECT_EQ(Judged(facts, kDay + 3, programme).totals.granted.minor, 20'00 + 30'00 + 30'00 + 40'00);
  // All of D1 back: 400 -> 20, 401 -> 20, 1600 -> 30; D1's own 20 goes.
  facts.refunds = {{"N1", kDay + 4, {400'00}, "D1", ""}};
  const ReferralResult after = Judged(facts, kDay + 4, programme);
  EXPECT_EQ(after.totals.active.minor, 20'00 + 20'00 + 30'00);
  EXPECT_EQ(after.totals.reversed.minor, 20'00 + 10'00 + 10'00 + 10'00);
}

TEST(Referral, RerateAfterAPartialRefundToWhatIsLeft) {
  ReferralFacts facts = Town();
  facts.claims = {{"M1", "N1", kDay}};
  facts.payments = {{"N1", kDay + 1, {2000'00}, "D1"}};
  facts.refunds = {{"N1", kDay + 2, {1'00}, "D1", "R1"}};  // 1999.00 is left: 40 -> 30
  ReferralResult result = Judged(facts);
  const ReferralAward award = result.outcomes[0].awards[0];
  EXPECT_EQ(award.value.minor, 30'00);
  EXPECT_EQ(award.reversed.minor, 10'00);
  EXPECT_EQ(award.why->id, ErrorId::kReferralRerated);
  EXPECT_EQ(Sentence(*award.why, Language::kEn),
            "1999.00 of document “D1” is left after refunds: the award goes from 40.00 to 30.00");
  // A refund that changes no band changes no award.
  facts.refunds.push_back({"N1", kDay + 3, {1'00}, "D1", "R2"});
  EXPECT_EQ(Judged(facts).outcomes[0].awards[0].lines.size(), award.lines.size());
  // More back than was paid: the award goes, and the rest is told.
  facts.refunds.push_back({"N1", kDay + 4, {2000'00}, "D1", "R3"});
  result = Judged(facts);
  EXPECT_EQ(result.outcomes[0].state, ReferralState::kClawedBack);
  ASSERT_EQ(result.row_issues.size(), 1u);
  EXPECT_EQ(result.row_issues[0].id, ErrorId::kReferralRefundUnmatched);
  // 1 + 1 + 2000 - 2000
  EXPECT_EQ(Sentence(result.row_issues[0], Language::kEn),
            "2.00 refunded to customer “N1” on " + ToIso(kDay + 4) + " belongs to no payment (document “D1”)");
}

TEST(Referral, TakesARefundBeforeTheReleaseOfItsDay) {
  ReferralFacts facts = Town();
  facts.claims = {{"M1", "N1", kDay}};
  facts.payments = {{"N1", kDay, {2000'00}, "D1"}};
  ReferralProgramme programme = Plain();
  programme.hold_days = 7;
  const auto lines = [&](int32_t refund_day, int64_t refund_minor) {
    facts.refunds = {{"N1", kDay + refund_day, {refund_minor}, "D1", ""}};
    std::string text;
    const ReferralResult result = Judged(facts, kDay + 99, programme);
    for (const AwardLine& line : result.outcomes[0].awards[0].lines) {
      text += std::to_string(line.day - kDay) + ':' + std::to_string(static_cast<int>(line.kind)) + ':' +
              std::to_string(line.amount.minor) + ' ';
    }
    return text;
  };
  // Kinds: 0 granted, 1 released, 2 re-rated, 3 reversed. 2000 gives 40; 1999 is left and gives 30.
  EXPECT_EQ(lines(6, 1'00), "0:0:4000 6:2:-1000 7:1:3000 ");
  EXPECT_EQ(lines(7, 1'00), "0:0:4000 7:2:-1000 7:1:3000 ");
  EXPECT_EQ(lines(8, 1'00), "0:0:4000 7:1:4000 8:2:-1000 ");
  EXPECT_EQ(lines(7, 2000'00), "0:0:4000 7:3:-4000 ");  // nothing is released
}

TEST(Referral, TakesARefundWithoutDocumentFromTheLatestDeal) {
  ReferralFacts facts = Town();
  facts.claims = {{"M1", "N1", kDay}};
  facts.payments = {
      {"N1", kDay + 1, {500'00}, "D1"}, {"N1", kDay + 2, {500'00}, "D2"}, {"N1", kDay + 9, {500'00}, "D3"}};
  facts.refunds = {{"N1", kDay + 3, {600'00}, "", ""}};  // D2 whole, 100 of D1; D3 comes later
  const std::vector<ReferralAward> awards = Judged(facts).outcomes[0].awards;
  EXPECT_EQ(awards[0].value.minor, 20'00);
  EXPECT_EQ(awards[1].value.minor, 0);
  EXPECT_EQ(awards[2].value.minor, 30'00);
}

TEST(Referral, NeedsACardOnTheDayOfPayment) {
  ReferralFacts facts = Town();
  facts.members[0].card_held = {{kDay + 5, kDay + 9}, {kDay + 12}};
  facts.claims = {{"M1", "N1", kDay}};
  for (const int32_t day : {4, 5, 9, 10, 12}) {
    facts.payments.push_back({"N1", kDay + day, {100'00}, "D" + std::to_string(day)});
  }
  const std::vector<ReferralAward> awards = Judged(facts).outcomes[0].awards;
  ASSERT_EQ(awards.size(), 5u);
  const AwardState expected[] = {AwardState::kRefused, AwardState::kActive, AwardState::kActive, AwardState::kRefused,
                                 AwardState::kActive};
  for (size_t i = 0; i < awards.size(); ++i) EXPECT_EQ(awards[i].state, expected[i]) << i;
  EXPECT_EQ(awards[0].why->id, ErrorId::kReferralNoCard);
  EXPECT_EQ(awards[0].granted.minor, 0);
}

TEST(Referral, RefusesOneself) {
  const auto refusal = [](auto change) {
    ReferralFacts facts = Town();
    facts.claims = {{"M1", "N1", kDay}};
    change(PartyOf(facts, "C1"), PartyOf(facts, "N1"));
    return RefusalOf(Judged(facts).outcomes.at(0));
  };
  const ErrorId none = ErrorId::kCount;
  const ErrorId self = ErrorId::kReferralSelf;
  EXPECT_EQ(refusal([](ReferralParty&, ReferralParty&) {}), none);
  EXPECT_EQ(refusal([](ReferralParty& own, ReferralParty& other) {
              own.phone = "13900001111";
              other.phone = "+86 139-0000-1111";
            }),
            self);
  EXPECT_EQ(refusal([](ReferralParty& own, ReferralParty& other) { own.phone = other.phone = "139****1111"; }), none);
  EXPECT_EQ(refusal([](ReferralParty& own, ReferralParty& other) {
              own.credit_code = "91310000MA1FL0R59X";
              other.credit_code = " 91310000ma1fl0r59x";
            }),
            self);
  EXPECT_EQ(refusal([](ReferralParty& own, ReferralParty& other) { own.account = other.account = "0216679090"; }),
            self);
  EXPECT_EQ(refusal([](ReferralParty& own, ReferralParty& other) { own.account = other.account = "***6679090"; }),
            none);
  EXPECT_EQ(refusal([](ReferralParty& own, ReferralParty& other) {
              own.pickup_address = "海淀路 1 号";
              other.pickup_address = "海淀路１号";
            }),
            self);
  ReferralFacts facts = Town();
  facts.claims = {{"M1", "C1", kDay}};
  const ReferralOutcome outcome = Judged(facts).outcomes.at(0);
  EXPECT_EQ(outcome.state, ReferralState::kRejected);
  EXPECT_EQ(IdOf(outcome.refusal->id), "LOYALTY-304");
  EXPECT_EQ(Sentence(*outcome.refusal, Language::kEn), "A referral of oneself: the same customer");
  EXPECT_EQ(Sentence(*outcome.refusal, Language::kZh), "推荐了自己：客户相同");
}

TEST(Referral, RefusesTheClaimThatClosesALoop) {
  ReferralFacts facts = Town();
  facts.claims = {{"M1", "C2", kDay}, {"M2", "C1", kDay + 1}};
  ReferralResult result = Judged(facts);
  EXPECT_EQ(RefusalOf(result.outcomes[0]), ErrorId::kCount);
  EXPECT_EQ(RefusalOf(result.outcomes[1]), ErrorId::kReferralLoop);
  EXPECT_EQ(Sentence(*result.outcomes[1].refusal, Language::kEn), "The referrals form a loop: C1 → C2 → C1");

  facts.claims = {{"M1", "C2", kDay},
                  {"M2", "C3", kDay + 1},
                  {"M3", "C4", kDay + 2},
                  {"M4", "C1", kDay + 3},
                  {"M4", "N1", kDay + 4}};
  result = Judged(facts);
  EXPECT_EQ(RefusalOf(result.outcomes[2]), ErrorId::kCount);
  EXPECT_EQ(Sentence(*result.outcomes[3].refusal, Language::kEn), "The referrals form a loop: C1 → C2 → C3 → C4 → C1");
  EXPECT_EQ(RefusalOf(result.outcomes[4]), ErrorId::kCount);
}

TEST(Referral, FindsLongLoopsAndTellsTheirEnd) {
  ReferralFacts facts;
  for (int i = 0; i < 500; ++i) {
    const std::string n = std::to_string(i);
    facts.members.push_back({"M" + n, "C" + n, {{kDay}}});
    facts.parties.push_back({.customer = "C" + n});
    facts.claims.push_back({"M" + n, "C" + std::to_string((i + 1) % 500), kDay + i});
  }
  const ReferralResult result = Judged(facts);
  for (size_t i = 0; i < 499; ++i) EXPECT_EQ(RefusalOf(result.outcomes[i]), ErrorId::kCount) << i;
  // The last claim, of M499, names C0, where the chain began.
  EXPECT_EQ(Sentence(result.outcomes[499].refusal.value(), Language::kEn),
            "The referrals form a loop: C0 → … → C488 → C489 → C490 → C491 → C492 → C493 → C494 → C495 → C496 → C497 → "
            "C498 → C499 → C0");
}

TEST(Referral, LetsTheFirstValidClaimWin) {
  ReferralFacts facts = Town();
  facts.claims = {{"M2", "N1", kDay + 2}, {"M1", "N1", kDay + 3}, {"M3", "N1", kDay + 1}};
  facts.members[2].customer = "N1";  // M3 is N1: refused, so it takes nobody's place
  const ReferralResult result = Judged(facts);
  EXPECT_EQ(RefusalOf(result.outcomes[0]), ErrorId::kReferralSelf);
  EXPECT_EQ(RefusalOf(result.outcomes[1]), ErrorId::kCount);
  EXPECT_EQ(RefusalOf(result.outcomes[2]), ErrorId::kReferralDuplicate);
  EXPECT_EQ(Sentence(*result.outcomes[2].refusal, Language::kEn),
            "Customer “N1” was already referred by member “M2” on " + ToIso(kDay + 2));
}

TEST(Referral, RefusesWhoPaidBefore) {
  ReferralFacts facts = Town();
  facts.claims = {{"M1", "N1", kDay + 10}};
  facts.payments = {{"N1", kDay + 10, {1'00}, "D1"}};
  EXPECT_EQ(RefusalOf(Judged(facts).outcomes[0]), ErrorId::kCount);
  facts.payments = {{"N1", kDay + 9, {1'00}, "D1"}};
  EXPECT_EQ(RefusalOf(Judged(facts).outcomes[0]), ErrorId::kReferralExistingPayer);
  // A payer under another code: the same account has paid.
  facts.payments = {{"N2", kDay + 9, {1'00}, "D1"}};
  EXPECT_EQ(RefusalOf(Judged(facts).outcomes[0]), ErrorId::kCount);
  PartyOf(facts, "N1").account = PartyOf(facts, "N2").account = "755-1001";
  EXPECT_EQ(RefusalOf(Judged(facts).outcomes[0]), ErrorId::kReferralExistingPayer);
  PartyOf(facts, "N1").account = PartyOf(facts, "N2").account = "***1001";
  EXPECT_EQ(RefusalOf(Judged(facts).outcomes[0]), ErrorId::kCount);
}

TEST(Referral, RefusesWhatTheProgrammeDoesNotCover) {
  ReferralFacts facts = Town();
  facts.claims = {{"M1", "N1", kDay - 1}, {"M1", "N2", kDay + 5}, {"M1", "N3", kDay + 6},
                  {"M9", "N4", kDay},     {"M1", "X", kDay},      {"M1", "N5", kDay, ReferralChoice::kGift}};
  ReferralProgramme programme = Plain();
  programme.end = kDay + 5;
  programme.choices = {"voucher"};
  std::map<std::string, ErrorId> refusals;
  for (const ReferralOutcome& outcome : Judged(facts, kDay + 99, programme).outcomes) {
    refusals[outcome.claim.referee] = RefusalOf(outcome);
  }
  EXPECT_EQ(refusals["N1"], ErrorId::kReferralOutsideDates);
  EXPECT_EQ(refusals["N2"], ErrorId::kCount);
  EXPECT_EQ(refusals["N3"], ErrorId::kReferralOutsideDates);
  EXPECT_EQ(refusals["N4"], ErrorId::kReferralPartyUnknown);
  EXPECT_EQ(refusals["X"], ErrorId::kReferralPartyUnknown);
  EXPECT_EQ(refusals["N5"], ErrorId::kReferralChoiceNotOffered);
  // No end date: years later still.
  EXPECT_FALSE(Judged(facts, kDay + 99).outcomes.back().refusal.has_value());
}

TEST(Referral, RefusesWholeAwardsAboveACap) {
  // 20 + 20 fit into 50; the third would make 60, and the fourth 60 too.
  ReferralFacts facts = Town();
  ReferralProgramme programme = Plain();
  programme.cap = Money{50'00};
  for (int i = 1; i <= 4; ++i) {
    const std::string n = std::to_string(i);
    facts.claims.push_back({"M1", "N" + n, kDay});
    facts.payments.push_back({"N" + n, kDay + 10 - i, {100'00}, "D" + n});
  }
  facts.claims.push_back({"M2", "N5", kDay});
  facts.payments.push_back({"N5", kDay, {100'00}, "D5"});
  std::map<std::string, AwardState> states;
  const ReferralResult result = Judged(facts, kDay + 99, programme);
  for (const ReferralOutcome& outcome : result.outcomes) states[outcome.claim.referee] = outcome.awards.at(0).state;
  EXPECT_EQ(states["N4"], AwardState::kActive);  // the earliest payment
  EXPECT_EQ(states["N3"], AwardState::kActive);
  EXPECT_EQ(states["N2"], AwardState::kRefused);
  EXPECT_EQ(states["N1"], AwardState::kRefused);
  EXPECT_EQ(states["N5"], AwardState::kActive);
  EXPECT_EQ(result.outcomes[0].awards[0].why->id, ErrorId::kReferralCapReached);
  EXPECT_EQ(result.totals.granted.minor, 60'00);
  // The cap itself may be reached: 20 + 20 + 20 of 60.
  programme.cap = Money{60'00};
  EXPECT_EQ(Judged(facts, kDay + 99, programme).totals.granted.minor, 80'00);
}

TEST(Referral, ListsPaymentsThatCannotBeUsed) {
  ReferralFacts facts = Town();
  facts.claims = {{"M1", "N1", kDay}};
  facts.payments = {{"N1", kDay, {100'00}, "D1"},
                    {"N1", kDay + 1, {900'00}, "D1"},
                    {"N1", kDay + 2, {100'00}, ""},
                    {"N1", kDay + 3, {0}, "D3"}};
  const ReferralResult result = Judged(facts);
  EXPECT_EQ(result.totals.granted.minor, 20'00);
  ASSERT_EQ(result.row_issues.size(), 3u);
  for (const Error& issue : result.row_issues) EXPECT_EQ(issue.id, ErrorId::kReferralPaymentUnusable);
}

TEST(Referral, CountsItsShareOfNewCustomers) {
  ReferralFacts facts = Town();
  const Window window{kDay, kDay + 30};
  PartyOf(facts, "N1").first_shipment_on = kDay;       // referred
  PartyOf(facts, "N2").first_shipment_on = kDay + 30;  // came by itself
  PartyOf(facts, "N3").first_shipment_on = kDay + 31;  // later
  PartyOf(facts, "N4").first_shipment_on = kDay + 4;   // refused: claimed before the programme began
  facts.claims = {{"M1", "N1", kDay}, {"M1", "N3", kDay}, {"M1", "N4", kDay - 1}, {"M1", "N5", kDay}};
  EXPECT_EQ(ReferredShareOfNew(Judged(facts), facts.parties, window), (Share{1, 3}));
  EXPECT_EQ(ReferredShareOfNew(Judged(facts), {}, window), (Share{0, 0}));
}

// A history made up by chance: few people, so that duplicates, loops and refunds meet.
ReferralFacts RandomFacts(std::mt19937& random) {
  const auto below = [&](int32_t n) { return static_cast<int32_t>(random() % static_cast<uint32_t>(n)); };
  ReferralFacts facts = Town();
  const auto anybody = [&] {
    return below(2) == 0 ? "C" + std::to_string(1 + below(5)) : "N" + std::to_string(1 + below(9));
  };
  for (ReferralParty& party : facts.parties) {
    if (below(4) == 0) party.account = "A" + std::to_string(1 + below(6));
  }
  for (int32_t i = below(12); i > 0; --i) {
    facts.claims.push_back({"M" + std::to_string(1 + below(6)), anybody(), kDay + below(30)});
  }
  for (int32_t i = below(20); i > 0; --i) {
    facts.payments.push_back({anybody(), kDay + below(60), {1 + below(6000'00)}, "D" + std::to_string(i)});
  }
  for (int32_t i = below(10); i > 0 && !facts.payments.empty(); --i) {
    const ReferralPayment& payment =
        facts.payments[static_cast<size_t>(below(static_cast<int32_t>(facts.payments.size())))];
    facts.refunds.push_back({payment.customer,
                             payment.day + below(20),
                             {1 + below(static_cast<int32_t>(payment.amount.minor))},
                             below(5) == 0 ? "" : payment.document,
                             "R" + std::to_string(i)});
  }
  return facts;
}

TEST(ReferralLaws, HoldInEveryHistory) {
  std::mt19937 random(20260601);
  for (int round = 0; round < 10'000; ++round) {
    SCOPED_TRACE(round);
    ReferralFacts facts = RandomFacts(random);
    ReferralProgramme programme = Plain();
    programme.hold_days = static_cast<int32_t>(random() % 10);
    programme.basis = random() % 2 == 0 ? ReferralBasis::kDeal : ReferralBasis::kCumulative;
    if (random() % 3 == 0) programme.cap = Money{70'00};
    const Day as_of = kDay + static_cast<int32_t>(random() % 90);
    const ReferralResult result = Judged(facts, as_of, programme);

    // Order of input does not matter, and neither does giving everything twice.
    ReferralFacts other = facts;
    other.claims.insert(other.claims.end(), facts.claims.begin(), facts.claims.end());
    other.parties.insert(other.parties.end(), facts.parties.begin(), facts.parties.end());
    std::shuffle(other.claims.begin(), other.claims.end(), random);
    std::shuffle(other.parties.begin(), other.parties.end(), random);
    std::shuffle(other.members.begin(), other.members.end(), random);
    std::shuffle(other.payments.begin(), other.payments.end(), random);
    std::shuffle(other.refunds.begin(), other.refunds.end(), random);
    ReferralResult shuffled = Judged(other, as_of, programme);
    shuffled.claims_after_as_of = result.claims_after_as_of;  // counts rows, and there are twice as many
    EXPECT_EQ(Told(shuffled), Told(result));

    // What is later than as_of does not matter.
    const auto cut = [as_of](auto& rows) { std::erase_if(rows, [as_of](const auto& row) { return row.day > as_of; }); };
    other = facts;
    std::erase_if(other.claims, [as_of](const ReferralClaim& claim) { return claim.claimed_on > as_of; });
    cut(other.payments);
    cut(other.refunds);
    ReferralResult early = Judged(other, as_of, programme);
    early.claims_after_as_of = result.claims_after_as_of;
    early.money_after_as_of = result.money_after_as_of;
    EXPECT_EQ(Told(early), Told(result));

    std::set<std::string> accepted;
    std::map<std::string, std::string> brought_by;
    for (const ReferralOutcome& outcome : result.outcomes) {
      const ReferralTotals& totals = outcome.totals;
      EXPECT_EQ(totals.granted, totals.pending + totals.active + totals.reversed);
      if (outcome.refusal) {
        EXPECT_TRUE(outcome.awards.empty());
        continue;
      }
      EXPECT_TRUE(accepted.insert(outcome.claim.referee).second) << "accepted twice";
      brought_by[outcome.claim.referee] = "C" + outcome.claim.referrer.substr(1);
      for (const ReferralAward& award : outcome.awards) {
        Money value;
        for (const AwardLine& line : award.lines) {
          if (line.kind != AwardLine::Kind::kReleased) value += line.amount;
        }
        EXPECT_EQ(value, award.value);
        EXPECT_EQ(award.granted, award.value + award.reversed);
        EXPECT_TRUE(award.value.minor == 0 || (award.value.minor >= 20'00 && award.value.minor <= 50'00));
        EXPECT_TRUE(std::is_sorted(award.lines.begin(), award.lines.end(),
                                   [](const AwardLine& a, const AwardLine& b) { return a.day < b.day; }));
      }
    }
    // No chain of accepted referrals comes back to where it began.
    for (const auto& [start, by] : brought_by) {
      std::string at = by;
      for (size_t step = 0; step <= brought_by.size() && brought_by.contains(at); ++step) at = brought_by[at];
      EXPECT_FALSE(brought_by.contains(at)) << start;
    }
  }
}

TEST(ReferralLaws, AgreeWithAPlainCountOfDeals) {
  // Without cap, hold and nameless refunds, an award is the band of what is left of its own deal.
  std::mt19937 random(7);
  int awards = 0;
  for (int round = 0; round < 10'000; ++round) {
    SCOPED_TRACE(round);
    ReferralFacts facts = RandomFacts(random);
    std::erase_if(facts.refunds, [](const ReferralRefund& refund) { return refund.document.empty(); });
    for (const ReferralOutcome& outcome : Judged(facts).outcomes) {
      for (const ReferralAward& award : outcome.awards) {
        ++awards;
        int64_t left = 0;
        for (const ReferralPayment& payment : facts.payments) {
          if (payment.document == award.document) left += payment.amount.minor;
        }
        for (const ReferralRefund& refund : facts.refunds) {
          if (refund.document == award.document) left -= refund.amount.minor;
        }
        const int64_t yuan = left <= 0 ? 0 : left < 500'00 ? 20 : left < 2000'00 ? 30 : left < 5000'00 ? 40 : 50;
        EXPECT_EQ(award.value.minor, yuan * 100);
      }
    }
  }
  EXPECT_GT(awards, 1000);
}

}  // namespace
}  // namespace loyalane::loyalty
