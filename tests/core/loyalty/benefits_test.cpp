#include "loyalty/benefits.h"

#include <gtest/gtest.h>

namespace loyalane::loyalty {
namespace {

constexpr Day kDay{20'000};

const std::vector<Benefit>& Club() {
  static const std::vector<Benefit> kClub = {
      {"base_points", BenefitKind::kPoints, {}, {kDay}},
      {"priority_pickup", BenefitKind::kDiscounts, {"owner"}, {kDay, kDay + 10}},
      {"hub_visit", BenefitKind::kEvents, {"owner", "non_owner"}, {kDay + 5}},
  };
  return kClub;
}

std::string IdsOf(MemberState state, std::string_view member_class, int32_t day) {
  std::string ids;
  for (const Benefit* benefit : BenefitsOf(Club(), state, member_class, kDay + day)) ids += benefit->id + ' ';
  return ids;
}

TEST(Benefits, AreForActiveMembersOfTheirClassWhileValid) {
  EXPECT_EQ(IdsOf(MemberState::kActive, "owner", 5), "base_points priority_pickup hub_visit ");
  EXPECT_EQ(IdsOf(MemberState::kActive, "owner", 4), "base_points priority_pickup ");
  EXPECT_EQ(IdsOf(MemberState::kActive, "owner", 10), "base_points priority_pickup hub_visit ");
  EXPECT_EQ(IdsOf(MemberState::kActive, "owner", 11), "base_points hub_visit ");
  EXPECT_EQ(IdsOf(MemberState::kActive, "non_owner", 5), "base_points hub_visit ");
  EXPECT_EQ(IdsOf(MemberState::kActive, "guest", 5), "base_points ");
  for (const MemberState state : {MemberState::kApplied, MemberState::kApproved, MemberState::kCardIssued,
                                  MemberState::kSuspended, MemberState::kExited}) {
    EXPECT_EQ(IdsOf(state, "owner", 5), "");
  }
}

TEST(Benefits, CoverSomeOfTheFiveKinds) {
  EXPECT_EQ(CoverageOf(Club(), kDay + 5).kinds, (Share{3, 5}));
  EXPECT_EQ(CoverageOf(Club(), kDay).kinds, (Share{2, 5}));
  EXPECT_EQ(CoverageOf(Club(), kDay + 5).benefits, (std::array<int64_t, 5>{1, 1, 0, 1, 0}));
  EXPECT_EQ(CoverageOf({}, kDay).kinds, (Share{0, 5}));
  EXPECT_EQ(IdOf(BenefitKind::kMerchants), "merchants");
}

}  // namespace
}  // namespace loyalane::loyalty
