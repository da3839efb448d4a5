#include "loyalty/merchants.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

namespace loyalane::loyalty {
namespace {

constexpr Day kDay = ToDay({2026, 6, 15});

std::vector<Merchant> Alliance() {
  return {{"cafe", "Pudong", {"food", "meeting"}, AllianceMode::kOwn, {8'00}},
          {"gym", "Puxi", {"sport"}, AllianceMode::kShared, {10'00}},
          {"print", "Pudong", {"office"}, AllianceMode::kOutsourced, {3}}};
}

std::vector<std::string> IdsOf(const std::vector<const MerchantOffer*>& offers) {
  std::vector<std::string> ids;
  for (const MerchantOffer* offer : offers) ids.push_back(offer->id);
  return ids;
}

TEST(MerchantOffers, AreHiddenBeforeAndAfterTheirDays) {
  const std::vector<MerchantOffer> offers = {{"last_day", "gym", {kDay - 9, kDay}},
                                             {"expired", "gym", {kDay - 9, kDay - 1}},
                                             {"first_day", "cafe", {kDay}},
                                             {"future", "cafe", {kDay + 1}},
                                             {"of_nobody", "bank", {kDay}}};
  EXPECT_EQ(IdsOf(OffersOn(offers, Alliance(), kDay, "")), (std::vector<std::string>{"first_day", "last_day"}));
  EXPECT_EQ(IdsOf(OffersOn(offers, Alliance(), kDay, "Pudong")), std::vector<std::string>{"first_day"});
  EXPECT_EQ(IdsOf(OffersOn(offers, Alliance(), kDay, "Hongkou")), std::vector<std::string>{});
}

TEST(MerchantOffers, AreToldBeforeTheyExpire) {
  const std::vector<MerchantOffer> offers = {{"in_30", "gym", {kDay, kDay + 29}},
                                             {"in_31", "gym", {kDay, kDay + 30}},
                                             {"today", "gym", {kDay - 3, kDay}},
                                             {"gone", "gym", {kDay - 3, kDay - 1}},
                                             {"never", "gym", {kDay - 3}}};
  EXPECT_EQ(IdsOf(OffersExpiringWithin(offers, kDay, 30)), (std::vector<std::string>{"today", "in_30"}));
}

TEST(Merchants, FitAMembersTags) {
  const std::vector<MerchantFit> fits = FitMerchants(Alliance(), {"food", "meeting", "sport", "sport"});
  ASSERT_EQ(fits.size(), 2u);
  EXPECT_EQ(fits[0].merchant, "cafe");
  EXPECT_EQ(fits[0].matched, (Share{2, 2}));
  EXPECT_EQ(fits[1].merchant, "gym");
  EXPECT_EQ(fits[1].matched, (Share{1, 1}));
  EXPECT_TRUE(FitMerchants(Alliance(), {}).empty());
  EXPECT_EQ(IdOf(AllianceMode::kOutsourced), "outsourced");
}

TEST(Merchants, AreCountedAgainstTheMembersOfTheirArea) {
  const std::vector<AreaMix> mix = MixByArea(Alliance(), {"Pudong", "Pudong", "Pudong", "Hongkou"});
  ASSERT_EQ(mix.size(), 3u);
  EXPECT_EQ(mix[0].area, "Hongkou");
  EXPECT_EQ(mix[0].members_per_merchant, (Share{1, 0}));
  EXPECT_EQ(mix[1].members_per_merchant, (Share{3, 2}));
  EXPECT_EQ(mix[2].members_per_merchant, (Share{0, 1}));
}

TEST(Settlement, PricesPointsByMerchantAndMonth) {
  const Day june_last = ToDay({2026, 6, 30});
  const Settlement got = SettlePartnerPoints(Alliance(), {{"cafe", kDay, {1000}},
                                                          {"cafe", june_last, {250}},
                                                          {"cafe", june_last + 1, {100}},
                                                          {"gym", kDay, {500}},
                                                          {"gym", kDay, {-500}},
                                                          {"print", kDay, {500}},
                                                          {"bank", kDay, {70}}});
  ASSERT_EQ(got.lines.size(), 4u);
  const int32_t june = 2026 * 12 + 5;
  EXPECT_EQ(got.lines[0].merchant, "cafe");
  EXPECT_EQ(got.lines[0].month, june);
  EXPECT_EQ(got.lines[0].points.units, 1250);
  EXPECT_EQ(got.lines[0].amount.minor, 10'00);  // 1250 x 8.00 / 1000
  EXPECT_EQ(got.lines[1].month, june + 1);
  EXPECT_EQ(got.lines[1].amount.minor, 80);
  EXPECT_EQ(got.lines[2].merchant, "gym");
  EXPECT_EQ(got.lines[2].points.units, 0);
  EXPECT_EQ(got.lines[3].amount.minor, 2);  // 500 x 3 / 1000 = 1.5, away from 0
  EXPECT_EQ(got.amount.minor, 10'82);
  EXPECT_EQ(got.settled.units, 1850);
  EXPECT_EQ(got.unsettled.units, 70);
  ASSERT_EQ(got.issues.size(), 1u);
  EXPECT_EQ(IdOf(got.issues[0].id), "LOYALTY-356");
  EXPECT_EQ(SettlePartnerPoints(Alliance(), {{"print", kDay, {-500}}}).amount.minor, -2);
}

TEST(SettlementLaws, TheSumIsTheLedgersInAnyOrder) {
  std::mt19937 random(14);
  const char* const names[] = {"cafe", "gym", "print", "bank"};
  for (int round = 0; round < 500; ++round) {
    std::vector<PartnerPoints> postings;
    int64_t ledger = 0;
    for (int i = 0; i < 20; ++i) {
      const auto points = static_cast<int64_t>(random() % 2001) - 1000;
      postings.push_back({names[random() % 4], kDay + static_cast<int32_t>(random() % 90), {points}});
      ledger += points;
    }
    const Settlement got = SettlePartnerPoints(Alliance(), postings);
    EXPECT_EQ((got.settled + got.unsettled).units, ledger);
    Points points;
    Money amount;
    for (const SettlementLine& line : got.lines) {
      points += line.points;
      amount += line.amount;
    }
    EXPECT_EQ(points, got.settled);
    EXPECT_EQ(amount, got.amount);
    std::shuffle(postings.begin(), postings.end(), random);
    EXPECT_EQ(SettlePartnerPoints(Alliance(), postings).amount, got.amount);
  }
}

}  // namespace
}  // namespace loyalane::loyalty
