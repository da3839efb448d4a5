#include "loyalty/club_events.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

namespace loyalane::loyalty {
namespace {

constexpr Day kDay{20'000};

ClubEvent Visit(int64_t quota) { return {"visit", kDay + 30, quota, kDay, std::nullopt}; }

SignUp By(const std::string& id, int32_t day, std::optional<int32_t> cancelled = std::nullopt) {
  SignUp sign_up{.id = id, .person = "P" + id, .day = kDay + day, .is_active_member = true};
  if (cancelled) sign_up.cancelled_on = kDay + *cancelled;
  return sign_up;
}

std::string SeatsOf(const EventList& list) {
  std::string text;
  for (const Seat& seat : list.seated) text += seat.sign_up + (seat.from_waitlist ? "+ " : " ");
  text += '|';
  for (const std::string& id : list.waitlist) text += ' ' + id;
  return text;
}

TEST(ClubEvents, FillTheQuotaThenTheWaitlist) {
  const std::vector<SignUp> sign_ups = {By("d", 3), By("a", 2), By("c", 2), By("b", 1)};
  EXPECT_EQ(SeatsOf(ListEvent(Visit(2), sign_ups, kDay + 9)), "b a | c d");
  EXPECT_EQ(SeatsOf(ListEvent(Visit(2), sign_ups, kDay + 1)), "b |");
  EXPECT_EQ(SeatsOf(ListEvent(Visit(0), sign_ups, kDay + 9)), "| b a c d");
}

TEST(ClubEvents, PromoteInOrderWhenSomebodyCancels) {
  std::vector<SignUp> sign_ups = {By("a", 1, 5), By("b", 1), By("c", 2), By("d", 3)};
  EXPECT_EQ(SeatsOf(ListEvent(Visit(2), sign_ups, kDay + 4)), "a b | c d");
  const EventList list = ListEvent(Visit(2), sign_ups, kDay + 5);
  EXPECT_EQ(SeatsOf(list), "b c+ | d");
  EXPECT_EQ(list.seated[1].seated_on, kDay + 5);
  EXPECT_EQ(list.cancelled, 1);
  // Who waits and cancels is passed over.
  sign_ups[2].cancelled_on = kDay + 4;
  EXPECT_EQ(SeatsOf(ListEvent(Visit(2), sign_ups, kDay + 5)), "b d+ |");
  // The waitlist goes before a newcomer of the same day.
  sign_ups.push_back(By("0", 5));
  EXPECT_EQ(SeatsOf(ListEvent(Visit(2), sign_ups, kDay + 5)), "b d+ | 0");
  // After the event's day nobody moves up.
  EXPECT_EQ(SeatsOf(ListEvent(Visit(1), {By("a", 1, 31), By("b", 1)}, kDay + 40)), "| b");
}

TEST(ClubEvents, LetMembersComeFirst) {
  ClubEvent visit = Visit(9);
  visit.members_only_to = kDay + 7;
  SignUp early = By("early", 7);
  SignUp late = By("late", 8);
  early.is_active_member = late.is_active_member = false;
  const EventList list = ListEvent(visit, {early, late, By("member", 0)}, kDay + 9);
  EXPECT_EQ(SeatsOf(list), "member late |");
  ASSERT_EQ(list.refusals.size(), 1u);
  EXPECT_EQ(IdOf(list.refusals[0].why.id), "LOYALTY-350");
  EXPECT_EQ(Remedy(list.refusals[0].why, Language::kEn), "Sign up after " + ToIso(kDay + 7) + ".");
}

TEST(ClubEvents, RefuseOutsideTheirDaysAndTwice) {
  SignUp again = By("again", 3);
  again.person = "Pa";
  const EventList list =
      ListEvent(Visit(9), {By("a", 1), again, By("before", -1), By("after", 31), By("last", 30)}, kDay + 99);
  EXPECT_EQ(SeatsOf(list), "a last |");
  ASSERT_EQ(list.refusals.size(), 3u);
  EXPECT_EQ(list.refusals[0].why.id, ErrorId::kEventClosed);
  EXPECT_EQ(list.refusals[1].why.id, ErrorId::kEventSignedTwice);
  EXPECT_EQ(list.refusals[2].why.id, ErrorId::kEventClosed);
  // After cancelling, the person may come back.
  EXPECT_EQ(SeatsOf(ListEvent(Visit(9), {By("a", 1, 2), again}, kDay + 99)), "again |");
}

TEST(ClubEvents, CountWhoCameAndGiveThemASourceOfPoints) {
  std::vector<SignUp> sign_ups = {By("b", 1), By("a", 1), By("c", 2), By("d", 3)};
  for (SignUp& sign_up : sign_ups) sign_up.attended = sign_up.id != "a";  // d waits and yet came
  sign_ups[2].is_active_member = false;
  EXPECT_EQ(ListEvent(Visit(3), sign_ups, kDay + 30).attendance, (Share{2, 3}));
  EXPECT_TRUE(AttendanceSources(Visit(3), sign_ups, kDay + 29).empty());
  const std::vector<EarnedSource> sources = AttendanceSources(Visit(3), sign_ups, kDay + 30);
  ASSERT_EQ(sources.size(), 1u);
  EXPECT_EQ(sources[0].id, "event:visit:Pb");
  EXPECT_EQ(sources[0].day, kDay + 30);
}

TEST(ClubEvents, AlertWhenTheNextIsLate) {
  // S2-56: alert if more than 62 days since the last.
  EXPECT_TRUE(FindEventGaps({kDay, kDay + 62}, kDay + 124).empty());
  std::vector<Error> gaps = FindEventGaps({kDay + 63, kDay}, kDay + 63);
  ASSERT_EQ(gaps.size(), 1u);
  EXPECT_EQ(IdOf(gaps[0].id), "LOYALTY-353");
  EXPECT_EQ(Sentence(gaps[0], Language::kEn), "No event for 63 days, from " + ToIso(kDay) + " to " + ToIso(kDay + 63));
  gaps = FindEventGaps({kDay, kDay + 500}, kDay + 63);
  EXPECT_EQ(gaps.size(), 1u);
  EXPECT_TRUE(FindEventGaps({}, kDay).empty());
}

TEST(ClubEventLaws, HoldForEverySignUpList) {
  std::mt19937 random(11);
  const auto below = [&](int32_t n) { return static_cast<int32_t>(random() % static_cast<uint32_t>(n)); };
  for (int round = 0; round < 3000; ++round) {
    SCOPED_TRACE(round);
    ClubEvent visit = Visit(below(5));
    if (below(2) == 0) visit.members_only_to = kDay + below(20);
    std::vector<SignUp> sign_ups;
    for (int i = 0; i < 10; ++i) {
      SignUp sign_up = By(std::to_string(i), below(34) - 2);
      sign_up.person = "P" + std::to_string(below(7));
      sign_up.is_active_member = below(3) > 0;
      if (below(3) == 0) sign_up.cancelled_on = sign_up.day + below(10);
      sign_ups.push_back(sign_up);
    }
    const Day as_of = kDay + below(40);
    const EventList list = ListEvent(visit, sign_ups, as_of);
    const auto known =
        std::count_if(sign_ups.begin(), sign_ups.end(), [&](const SignUp& sign_up) { return sign_up.day <= as_of; });
    EXPECT_EQ(known,
              static_cast<int64_t>(list.seated.size() + list.waitlist.size() + list.refusals.size()) + list.cancelled);
    EXPECT_LE(static_cast<int64_t>(list.seated.size()), visit.quota);
    // Before the day is over nobody waits beside a free seat.
    if (as_of <= visit.day && !list.waitlist.empty()) {
      EXPECT_EQ(static_cast<int64_t>(list.seated.size()), visit.quota);
    }
    std::shuffle(sign_ups.begin(), sign_ups.end(), random);
    EXPECT_EQ(SeatsOf(ListEvent(visit, sign_ups, as_of)), SeatsOf(list));
  }
}

TEST(Submissions, EarnWhenAccepted) {
  const std::vector<Submission> submissions = {
      {"s3", "M1", kDay, kDay + 9, "summer"},     {"s1", "M2", kDay, kDay + 4, "summer"},
      {"s2", "M3", kDay, std::nullopt, "summer"}, {"s4", "M3", kDay + 5, kDay + 4, ""},
      {"s5", "M3", kDay, kDay + 1, ""},           {"s5", "M4", kDay, kDay + 1, ""}};
  const SubmissionList list = AcceptedSubmissions(submissions, kDay + 9);
  ASSERT_EQ(list.accepted.size(), 2u);
  EXPECT_EQ(list.accepted[0].id, "submission:s1");
  EXPECT_EQ(list.accepted[0].day, kDay + 4);
  EXPECT_EQ(list.accepted[1].member, "M1");
  EXPECT_EQ(list.waiting, std::vector<std::string>{"s2"});
  ASSERT_EQ(list.issues.size(), 3u);
  EXPECT_EQ(IdOf(list.issues[0].id), "LOYALTY-358");
  EXPECT_EQ(AcceptedSubmissions(submissions, kDay + 8).accepted.size(), 1u);

  const std::vector<IssuePlan> plans =
      PlanIssues({{"winter", kDay + 200}, {"summer", kDay + 20}, {"spring", kDay}}, submissions, kDay + 9);
  ASSERT_EQ(plans.size(), 2u);
  EXPECT_EQ(plans[0].issue, "summer");
  EXPECT_EQ(plans[0].pieces, (std::vector<std::string>{"s1", "s3"}));
  EXPECT_TRUE(plans[1].pieces.empty());
}

}  // namespace
}  // namespace loyalane::loyalty
