#include "loyalty/membership.h"

#include <gtest/gtest.h>

#include <set>

namespace loyalane::loyalty {
namespace {

constexpr Day kDay{20'000};
using enum MemberState;

ClubMember Applied(const std::string& id = "M1", Day day = kDay) {
  return ApplyForMembership(id, "C" + id.substr(1), "owner", day, "desk").value();
}

// A member brought to the state on the shortest way, one day a step.
ClubMember In(MemberState state) {
  ClubMember member = Applied();
  Day day = kDay;
  const auto go = [&](MemberState to) { ASSERT_TRUE(ChangeState(member, to, day = day + 1, "desk", "test").ok()); };
  if (state == kExited) {
    go(kExited);
    return member;
  }
  for (const MemberState step : {kApproved, kCardIssued, kActive, kSuspended}) {
    if (state >= step) go(step);
  }
  return member;
}

TEST(MemberStates, AllowExactlyTheTransitionsOfTheFlow) {
  // applied -> approved -> card_issued -> active <-> suspended; all of them -> exited.
  const std::set<std::pair<MemberState, MemberState>> allowed = {
      {kApplied, kApproved}, {kApproved, kCardIssued}, {kCardIssued, kActive}, {kActive, kSuspended},
      {kSuspended, kActive}, {kApplied, kExited},      {kApproved, kExited},   {kCardIssued, kExited},
      {kActive, kExited},    {kSuspended, kExited}};
  int pairs = 0;
  for (int from = 0; from < kMemberStateCount; ++from) {
    for (int to = 0; to < kMemberStateCount; ++to) {
      const auto from_state = static_cast<MemberState>(from);
      const auto to_state = static_cast<MemberState>(to);
      SCOPED_TRACE(std::string(IdOf(from_state)) + " to " + std::string(IdOf(to_state)));
      ClubMember member = In(from_state);
      ASSERT_EQ(member.state(), from_state);
      const size_t entries = member.trail.size();
      const Status status = ChangeState(member, to_state, kDay + 100, "desk", "reason");
      const bool is_allowed = allowed.contains({from_state, to_state});
      EXPECT_EQ(status.ok(), is_allowed);
      EXPECT_EQ(IsTransition(from_state, to_state), is_allowed);
      EXPECT_EQ(member.state(), is_allowed ? to_state : from_state);
      EXPECT_EQ(member.trail.size(), entries + (is_allowed ? 1 : 0));
      if (!is_allowed) EXPECT_EQ(IdOf(status.error().id), "LOYALTY-331");
      EXPECT_TRUE(CheckTrail("M1", member.trail).ok());
      pairs += is_allowed ? 1 : 0;
    }
  }
  EXPECT_EQ(pairs, 10);
}

TEST(MemberStates, GiveNothingBeforeActive) {
  for (int i = 0; i < kMemberStateCount; ++i) {
    const auto state = static_cast<MemberState>(i);
    const Entitlements given = EntitlementsOf(state);
    const bool is_active = state == kActive;
    EXPECT_EQ(given.earns, is_active);
    EXPECT_EQ(given.redeems, is_active);
    EXPECT_EQ(given.has_benefits, is_active);
    EXPECT_EQ(given.holds_card, is_active || state == kCardIssued);
    EXPECT_EQ(ParseMemberState(IdOf(state)), state);
  }
  EXPECT_FALSE(ParseMemberState("gone").has_value());
}

TEST(Membership, KeepsAnAuditTrail) {
  ClubMember member = In(kActive);
  ASSERT_TRUE(ChangeState(member, kSuspended, kDay + 9, "credit desk", "arrears").ok());
  const TrailEntry& last = member.trail.back();
  EXPECT_EQ(last.day, kDay + 9);
  EXPECT_EQ(last.who, "credit desk");
  EXPECT_EQ(last.from, kActive);
  EXPECT_EQ(last.to, kSuspended);
  EXPECT_EQ(last.reason, "arrears");
  EXPECT_EQ(StateOn(member, kDay - 1), std::nullopt);
  EXPECT_EQ(StateOn(member, kDay), kApplied);
  EXPECT_EQ(StateOn(member, kDay + 8), kActive);
  EXPECT_EQ(StateOn(member, kDay + 9), kSuspended);
}

TEST(Membership, RefusesChangesWithoutAName) {
  EXPECT_EQ(ApplyForMembership("M1", "", "owner", kDay, " ").error().id, ErrorId::kAuditFieldMissing);
  ClubMember member = In(kActive);
  EXPECT_EQ(ChangeState(member, kSuspended, kDay + 9, "", "arrears").error().id, ErrorId::kAuditFieldMissing);
  const Status without_reason = ChangeState(member, kSuspended, kDay + 9, "desk", "");
  ASSERT_FALSE(without_reason.ok());
  EXPECT_EQ(Sentence(without_reason.error(), Language::kEn), "The change of member “M1” does not say reason");
  const Status backwards = ChangeState(member, kSuspended, kDay + 2, "desk", "arrears");
  ASSERT_FALSE(backwards.ok());
  EXPECT_EQ(IdOf(backwards.error().id), "LOYALTY-333");
  EXPECT_EQ(member.state(), kActive);
}

TEST(Membership, RefusesTrailsThatWereEdited) {
  const std::vector<TrailEntry> good = In(kSuspended).trail;
  EXPECT_TRUE(CheckTrail("M1", good).ok());
  EXPECT_FALSE(CheckTrail("M1", {}).ok());
  for (size_t i = 0; i < good.size(); ++i) {
    std::vector<TrailEntry> cut = good;
    cut.erase(cut.begin() + static_cast<std::ptrdiff_t>(i));
    EXPECT_EQ(CheckTrail("M1", cut).ok(), i + 1 == good.size()) << i;
  }
  std::vector<TrailEntry> edited = good;
  edited[2].day = kDay;
  EXPECT_EQ(CheckTrail("M1", edited).error().id, ErrorId::kAuditDayBackwards);
}

TEST(Membership, TellsOnWhichDaysACardWasHeld) {
  ClubMember member = In(kActive);  // card issued on day 2, active on day 3
  ASSERT_TRUE(ChangeState(member, kSuspended, kDay + 10, "desk", "arrears").ok());
  ASSERT_TRUE(ChangeState(member, kActive, kDay + 20, "desk", "").ok());
  ASSERT_TRUE(ChangeState(member, kSuspended, kDay + 25, "desk", "arrears").ok());
  ASSERT_TRUE(ChangeState(member, kActive, kDay + 25, "desk", "a mistake").ok());
  ASSERT_TRUE(ChangeState(member, kExited, kDay + 30, "desk", "moved away").ok());
  const std::vector<DaySpan> spans = CardSpans(member);
  EXPECT_EQ(spans, (std::vector<DaySpan>{{kDay + 2, kDay + 9}, {kDay + 20, kDay + 29}}));
  // The same, asked day by day.
  for (int32_t day = -1; day < 40; ++day) {
    const std::optional<MemberState> state = StateOn(member, kDay + day);
    EXPECT_EQ(ContainDay(spans, kDay + day), state && EntitlementsOf(*state).holds_card) << day;
    EXPECT_EQ(ContainDay(ActiveSpans(member), kDay + day), state && EntitlementsOf(*state).earns) << day;
  }
  ClubMember brief = In(kApproved);
  ASSERT_TRUE(ChangeState(brief, kCardIssued, kDay + 5, "desk", "").ok());
  ASSERT_TRUE(ChangeState(brief, kExited, kDay + 5, "desk", "withdrawn").ok());
  EXPECT_TRUE(CardSpans(brief).empty());
}

TEST(Membership, CountsStatesAsOfADay) {
  const std::vector<ClubMember> members = {In(kApplied), In(kActive), In(kSuspended), In(kExited)};
  // After four days all have arrived; on the first all had just applied.
  EXPECT_EQ(CountStates(members, kDay + 4), (std::array<int64_t, 6>{1, 0, 0, 1, 1, 1}));
  EXPECT_EQ(CountStates(members, kDay), (std::array<int64_t, 6>{4, 0, 0, 0, 0, 0}));
  EXPECT_EQ(CountStates(members, kDay - 1), (std::array<int64_t, 6>{}));
}

TEST(Audience, MovesBetweenFourStages) {
  Audience audience{"P1", {}};
  EXPECT_TRUE(MoveStage(audience, AudienceStage::kOnlooker, kDay).ok());
  const Status again = MoveStage(audience, AudienceStage::kOnlooker, kDay + 1);
  ASSERT_FALSE(again.ok());
  EXPECT_EQ(IdOf(again.error().id), "LOYALTY-334");
  EXPECT_EQ(MoveStage(audience, AudienceStage::kOwner, kDay - 1).error().id, ErrorId::kAuditDayBackwards);
  EXPECT_TRUE(MoveStage(audience, AudienceStage::kOwner, kDay + 2).ok());
  EXPECT_TRUE(MoveStage(audience, AudienceStage::kFollower, kDay + 3).ok());
  EXPECT_EQ(audience.stages.size(), 3u);
}

TEST(Audience, CountsItsFunnel) {
  std::vector<Audience> audiences(4);
  ASSERT_TRUE(MoveStage(audiences[0], AudienceStage::kOnlooker, kDay).ok());
  ASSERT_TRUE(MoveStage(audiences[1], AudienceStage::kOnlooker, kDay).ok());
  ASSERT_TRUE(MoveStage(audiences[1], AudienceStage::kFollower, kDay + 5).ok());
  ASSERT_TRUE(MoveStage(audiences[2], AudienceStage::kOwner, kDay).ok());
  ASSERT_TRUE(MoveStage(audiences[2], AudienceStage::kFollower, kDay + 1).ok());
  ASSERT_TRUE(MoveStage(audiences[3], AudienceStage::kNearOwner, kDay + 50).ok());
  const StageFunnel funnel = CountStages(audiences, kDay + 10);
  EXPECT_EQ(funnel.now, (std::array<int64_t, 4>{1, 2, 0, 0}));
  // Three are known; nearest: onlooker, follower, owner.
  EXPECT_EQ(funnel.conversion, (std::array<Share, 3>{Share{2, 3}, Share{1, 2}, Share{1, 1}}));
}

TEST(ClubFunnel, CountsProspectsMembersCustomers) {
  const Window window{kDay, kDay + 10};
  const std::vector<FunnelPerson> persons = {{kDay, kDay + 5, kDay + 9},            // all the way
                                             {kDay + 10, kDay + 12, std::nullopt},  // a member
                                             {kDay + 1, std::nullopt, kDay + 3},    // a customer without the club
                                             {kDay + 2, kDay + 40, kDay + 41},      // later than as_of
                                             {kDay - 1, kDay + 1, kDay + 2},        // before the window
                                             {kDay + 3, kDay + 8, kDay + 4},        // a customer before being a member
                                             {std::nullopt, kDay + 1, kDay + 1}};
  const ClubFunnel funnel = CountFunnel(persons, window, kDay + 30);
  EXPECT_EQ(funnel.prospects, 5);
  EXPECT_EQ(funnel.became_members, (Share{3, 5}));
  EXPECT_EQ(funnel.became_customers, (Share{1, 3}));
}

TEST(Representatives, HaveTermsThatDoNotOverlap) {
  const ClubMember active = In(kActive);  // from day 3 on
  std::vector<RepresentativeTerm> terms;
  EXPECT_EQ(AddTerm(terms, active, {kDay + 2, kDay + 9}).error().id, ErrorId::kTermUnusable);  // not active yet
  EXPECT_EQ(AddTerm(terms, active, {kDay + 9, kDay + 8}).error().id, ErrorId::kTermUnusable);
  EXPECT_TRUE(AddTerm(terms, active, {kDay + 3, kDay + 9}).ok());
  EXPECT_EQ(AddTerm(terms, active, {kDay + 9}).error().id, ErrorId::kTermUnusable);
  EXPECT_TRUE(AddTerm(terms, active, {kDay + 20}).ok());
  EXPECT_EQ(AddTerm(terms, active, {kDay + 900}).error().id, ErrorId::kTermUnusable);
  EXPECT_EQ(terms.size(), 2u);
  EXPECT_EQ(RepresentativesOn(terms, {active}, kDay + 9), std::vector<std::string>{"M1"});
  EXPECT_TRUE(RepresentativesOn(terms, {active}, kDay + 10).empty());
  ClubMember gone = active;
  ASSERT_TRUE(ChangeState(gone, kExited, kDay + 30, "desk", "moved away").ok());
  EXPECT_EQ(RepresentativesOn(terms, {gone}, kDay + 29), std::vector<std::string>{"M1"});
  EXPECT_TRUE(RepresentativesOn(terms, {gone}, kDay + 30).empty());
}

}  // namespace
}  // namespace loyalane::loyalty
