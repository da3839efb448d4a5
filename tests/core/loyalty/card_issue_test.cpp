#include "loyalty/card_issue.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

namespace loyalane::loyalty {
namespace {

constexpr Day kDay{20'000};

CardSettings Settings() {
  return {.card_threshold_amount = {1000'00},
          .window = {kDay, kDay + 30},
          .near_percent = 80,
          .required_fields = {"contact", "phone"}};
}

struct Club {
  std::vector<ClubMember> members;
  std::vector<CardSpend> spend;
  std::vector<CardForm> forms;

  // A member in `state` with a complete form who spent the amount on the first day.
  void Add(const std::string& n, int64_t spent_minor, MemberState state = MemberState::kApproved) {
    ClubMember member = ApplyForMembership("M" + n, "C" + n, "owner", kDay - 10, "desk").value();
    for (const MemberState step : {MemberState::kApproved, MemberState::kCardIssued, MemberState::kActive}) {
      if (state >= step && state != MemberState::kExited) {
        EXPECT_TRUE(ChangeState(member, step, kDay - 9, "desk", "").ok());
      }
    }
    if (member.state() != state) EXPECT_TRUE(ChangeState(member, state, kDay - 8, "desk", "test").ok());
    members.push_back(member);
    spend.push_back({"C" + n, kDay, {spent_minor}});
    forms.push_back({"M" + n, {{"contact", "张三"}, {"phone", "13800001111"}}});
  }
  [[nodiscard]] CardRun Plan(const CardSettings& settings = Settings(), Day as_of = kDay + 40) const {
    return PlanCardIssue(settings, members, spend, forms, as_of).value();
  }
};

std::vector<std::string> IdsOf(const std::vector<CardCandidate>& candidates) {
  std::vector<std::string> ids;
  for (const CardCandidate& candidate : candidates) ids.push_back(candidate.member);
  return ids;
}

TEST(CardIssue, TakesTheThresholdAndTheNearLineAsReached) {
  Club club;
  club.Add("1", 1000'00);
  club.Add("2", 999'99);
  club.Add("3", 800'00);
  club.Add("4", 799'99);
  club.Add("5", 1000'01);
  const CardRun run = club.Plan();
  EXPECT_EQ(IdsOf(run.issue), (std::vector<std::string>{"M1", "M5"}));
  EXPECT_EQ(IdsOf(run.near), (std::vector<std::string>{"M2", "M3"}));
  EXPECT_EQ(run.near[0].lacking.minor, 1);
  EXPECT_EQ(run.near[1].spend, (Share{800'00, 1000'00}));
  EXPECT_EQ(run.below_near, 1);
  EXPECT_EQ(run.eligible, (Share{2, 5}));
}

TEST(CardIssue, CountsSpendInsideTheWindowOnly) {
  Club club;
  club.Add("1", 500'00);
  club.spend.push_back({"C1", kDay + 30, {499'99}});
  club.spend.push_back({"C1", kDay - 1, {900'00}});
  club.spend.push_back({"C1", kDay + 31, {900'00}});
  EXPECT_TRUE(club.Plan().issue.empty());
  club.spend.push_back({"C1", kDay + 30, {1}});
  EXPECT_EQ(club.Plan().issue.size(), 1u);
  EXPECT_TRUE(club.Plan(Settings(), kDay + 29).issue.empty());  // not known yet
  club.spend.push_back({"C1", kDay + 5, {-1}});                 // a refund
  EXPECT_TRUE(club.Plan().issue.empty());
}

TEST(CardIssue, SaysWhatIsMissingInTheForm) {
  Club club;
  club.Add("1", 2000'00);
  club.Add("2", 2000'00);
  club.Add("3", 2000'00);
  club.forms[0].values = {{"contact", "　"}, {"phone", "138****1111"}};
  club.forms[1].values = {{"phone", "13800001111"}};
  club.forms.pop_back();  // M3 has no form
  CardRun run = club.Plan();
  EXPECT_TRUE(run.issue.empty());
  ASSERT_EQ(run.near.size(), 3u);
  EXPECT_EQ(run.near[0].missing_fields, (std::vector<std::string>{"contact", "phone"}));
  EXPECT_EQ(run.near[1].missing_fields, std::vector<std::string>{"contact"});
  EXPECT_EQ(run.near[2].missing_fields, (std::vector<std::string>{"contact", "phone"}));
  EXPECT_EQ(run.near[0].lacking.minor, 0);
  // A second form completes the first.
  club.forms.push_back({"M2", {{"contact", "李四"}}});
  run = club.Plan();
  EXPECT_EQ(IdsOf(run.issue), std::vector<std::string>{"M2"});
}

TEST(CardIssue, GivesNobodyASecondCard) {
  Club club;
  club.Add("1", 2000'00);
  club.Add("2", 2000'00, MemberState::kCardIssued);
  club.Add("3", 2000'00, MemberState::kActive);
  club.Add("4", 2000'00, MemberState::kSuspended);
  club.Add("5", 2000'00, MemberState::kExited);
  club.Add("6", 2000'00, MemberState::kApplied);
  const CardRun run = club.Plan();
  EXPECT_EQ(IdsOf(run.issue), std::vector<std::string>{"M1"});
  EXPECT_EQ(run.holding_card, 3);
  EXPECT_EQ(run.exited, 1);
  ASSERT_EQ(IdsOf(run.near), std::vector<std::string>{"M6"});
  EXPECT_TRUE(run.near[0].needs_approval);

  ASSERT_TRUE(IssueCards(run, club.members, kDay + 40, "run").ok());
  EXPECT_EQ(club.members[0].state(), MemberState::kCardIssued);
  EXPECT_TRUE(club.Plan().issue.empty());
  EXPECT_EQ(club.Plan().holding_card, 4);
  const size_t entries = club.members[0].trail.size();
  const Status again = IssueCards(run, club.members, kDay + 40, "run");  // the old plan once more
  ASSERT_FALSE(again.ok());
  EXPECT_EQ(again.error().id, ErrorId::kMemberTransition);
  EXPECT_EQ(club.members[0].trail.size(), entries);
}

TEST(CardIssue, CanApproveByItself) {
  Club club;
  club.Add("6", 2000'00, MemberState::kApplied);
  CardSettings settings = Settings();
  settings.approval_required = false;
  const CardRun run = club.Plan(settings);
  ASSERT_EQ(run.issue.size(), 1u);
  ASSERT_TRUE(IssueCards(run, club.members, kDay + 40, "run").ok());
  const std::vector<TrailEntry>& trail = club.members[0].trail;
  ASSERT_EQ(trail.size(), 3u);
  EXPECT_EQ(trail[1].to, MemberState::kApproved);
  EXPECT_EQ(trail[2].to, MemberState::kCardIssued);
  EXPECT_TRUE(CheckTrail("M6", trail).ok());
}

TEST(CardIssue, ChangesAllMembersOrNone) {
  Club club;
  club.Add("1", 2000'00);
  CardRun run = club.Plan();
  CardCandidate stranger = run.issue[0];
  stranger.member = "M9";
  run.issue.push_back(stranger);
  EXPECT_FALSE(IssueCards(run, club.members, kDay + 40, "run").ok());
  EXPECT_EQ(club.members[0].state(), MemberState::kApproved);
}

TEST(CardIssue, RefusesSettingsOutOfRange) {
  const auto error_of = [](auto change) {
    CardSettings settings = Settings();
    change(settings);
    const Result<CardRun> run = PlanCardIssue(settings, {}, {}, {}, kDay);
    return run.ok() ? "" : std::string(IdOf(run.error().id));
  };
  EXPECT_EQ(error_of([](CardSettings& s) { s.card_threshold_amount = {0}; }), "LOYALTY-336");
  EXPECT_EQ(error_of([](CardSettings& s) { s.near_percent = 0; }), "LOYALTY-336");
  EXPECT_EQ(error_of([](CardSettings& s) { s.near_percent = 101; }), "LOYALTY-336");
  EXPECT_EQ(error_of([](CardSettings& s) { s.window.to = s.window.from - 1; }), "LOYALTY-336");
  EXPECT_EQ(error_of([](CardSettings& s) { s.near_percent = 100; }), "");
}

TEST(CardIssueLaws, OrderOfInputDoesNotMatter) {
  std::mt19937 random(53);
  for (int round = 0; round < 500; ++round) {
    SCOPED_TRACE(round);
    Club club;
    for (int i = 0; i < 9; ++i) {
      club.Add(std::to_string(i), 700'00 + static_cast<int64_t>(random() % 400'00),
               static_cast<MemberState>(random() % kMemberStateCount));
      club.spend.push_back({"C" + std::to_string(random() % 9), kDay + static_cast<int32_t>(random() % 60), {100'00}});
    }
    const CardRun run = club.Plan();
    EXPECT_EQ(static_cast<int64_t>(club.members.size()), static_cast<int64_t>(run.issue.size() + run.near.size()) +
                                                             run.holding_card + run.exited + run.below_near);
    std::shuffle(club.members.begin(), club.members.end(), random);
    std::shuffle(club.spend.begin(), club.spend.end(), random);
    std::shuffle(club.forms.begin(), club.forms.end(), random);
    EXPECT_EQ(IdsOf(club.Plan().issue), IdsOf(run.issue));
    EXPECT_EQ(IdsOf(club.Plan().near), IdsOf(run.near));
    ASSERT_TRUE(IssueCards(run, club.members, kDay + 40, "run").ok());
    EXPECT_TRUE(club.Plan().issue.empty());
  }
}

}  // namespace
}  // namespace loyalane::loyalty
