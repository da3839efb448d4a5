#include "loyalty/gifts.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>

namespace loyalane::loyalty {
namespace {

constexpr Day kDay{20'000};

GiftRequest Wanted(const std::string& id, int32_t day, const std::string& gift, int64_t quantity = 1) {
  return {.id = id, .day = kDay + day, .member = "M" + id, .gift = gift, .quantity = quantity};
}

std::vector<std::string> PicksOf(const GiftRun& run) {
  std::vector<std::string> picks;
  for (const GiftPick& pick : run.picks) picks.push_back(pick.request);
  return picks;
}

TEST(Gifts, GoFirstToWhoComesFirst) {
  const std::vector<Gift> catalogue = {{"cup", {500}, 3}, {"umbrella", {900}, 1}};
  const std::vector<GiftRequest> requests = {Wanted("d", 2, "cup"), Wanted("c", 1, "cup", 2), Wanted("b", 1, "cup"),
                                             Wanted("a", 3, "umbrella"), Wanted("e", 9, "umbrella")};
  const GiftRun run = PlanGifts(catalogue, requests);
  // Day 1: b takes one cup, then c two of two left; d finds none. a takes the umbrella before e.
  EXPECT_EQ(PicksOf(run), (std::vector<std::string>{"b", "c", "a"}));
  ASSERT_EQ(run.refusals.size(), 2u);
  EXPECT_EQ(run.refusals[0].request, "d");
  EXPECT_EQ(IdOf(run.refusals[0].why.id), "LOYALTY-340");
  EXPECT_EQ(Sentence(run.refusals[0].why, Language::kEn), "Gift “cup” is out of stock: 1 wanted, 0 left");
  ASSERT_EQ(run.shortage.size(), 2u);
  EXPECT_EQ(run.shortage[0].gift, "cup");
  EXPECT_EQ(run.shortage[0].short_by(), 1);  // 4 wanted, 3 there
  EXPECT_EQ(run.shortage[1].short_by(), 1);
}

TEST(Gifts, ServeARequestWholeOrNotAtAll) {
  const GiftRun run = PlanGifts({{"cup", {500}, 2}}, {Wanted("a", 1, "cup", 3), Wanted("b", 2, "cup", 2)});
  EXPECT_EQ(PicksOf(run), std::vector<std::string>{"b"});
  ASSERT_EQ(run.shortage.size(), 1u);
  EXPECT_EQ(run.shortage[0].short_by(), 3);  // 5 wanted, 2 there
}

TEST(Gifts, RefuseWithTheReason) {
  std::vector<GiftRequest> requests = {Wanted("a", 1, "boat"), Wanted("b", 1, "cup", 0), Wanted("c", 1, "cup"),
                                       Wanted("d", 1, "cup"), Wanted("d", 2, "cup")};
  requests[2].member_state = MemberState::kSuspended;
  const GiftRun run = PlanGifts({{"cup", {500}, 9}}, requests);
  EXPECT_TRUE(run.picks.empty());
  ASSERT_EQ(run.refusals.size(), 5u);
  EXPECT_EQ(run.refusals[0].why.id, ErrorId::kGiftUnknown);
  EXPECT_EQ(run.refusals[1].why.id, ErrorId::kGiftRequestUnusable);
  EXPECT_EQ(run.refusals[2].why.id, ErrorId::kMemberFrozen);
  EXPECT_EQ(run.refusals[3].why.id, ErrorId::kGiftRequestUnusable);  // the id is not the only one
  EXPECT_EQ(run.refusals[4].why.id, ErrorId::kGiftRequestUnusable);
  EXPECT_TRUE(run.shortage.empty());
}

TEST(Gifts, AreDeliveredOnce) {
  std::vector<Gift> catalogue = {{"cup", {500}, 3}};
  std::vector<GiftRequest> requests = {Wanted("a", 1, "cup", 2), Wanted("b", 1, "cup", 2), Wanted("c", 1, "boat")};
  ASSERT_TRUE(DeliverGift(catalogue, requests, "a", kDay + 5).ok());
  EXPECT_EQ(catalogue[0].stock, 1);
  EXPECT_EQ(requests[0].delivered_on, kDay + 5);
  const Status again = DeliverGift(catalogue, requests, "a", kDay + 6);
  ASSERT_FALSE(again.ok());
  EXPECT_EQ(IdOf(again.error().id), "LOYALTY-342");
  EXPECT_EQ(DeliverGift(catalogue, requests, "b", kDay + 6).error().id, ErrorId::kGiftStockOut);
  EXPECT_EQ(DeliverGift(catalogue, requests, "c", kDay + 6).error().id, ErrorId::kGiftUnknown);
  EXPECT_EQ(DeliverGift(catalogue, requests, "x", kDay + 6).error().id, ErrorId::kGiftRequestUnusable);
  EXPECT_EQ(catalogue[0].stock, 1);
  EXPECT_FALSE(requests[1].delivered_on.has_value());
}

TEST(GiftLaws, HoldInAnyOrderAndAcrossDeliveries) {
  std::mt19937 random(57);
  const auto below = [&](int32_t n) { return static_cast<int32_t>(random() % static_cast<uint32_t>(n)); };
  for (int round = 0; round < 1000; ++round) {
    SCOPED_TRACE(round);
    std::vector<Gift> catalogue = {{"a", {1}, below(6)}, {"b", {1}, below(6)}};
    std::vector<GiftRequest> requests;
    for (int i = 0; i < 10; ++i) {
      requests.push_back(Wanted(std::to_string(i), below(4), below(2) == 0 ? "a" : "b", 1 + below(3)));
    }
    const GiftRun run = PlanGifts(catalogue, requests);
    EXPECT_EQ(run.picks.size() + run.refusals.size(), requests.size());
    std::map<std::string, int64_t> picked;
    for (const GiftPick& pick : run.picks) picked[pick.gift] += pick.quantity;
    for (const Gift& gift : catalogue) EXPECT_LE(picked[gift.id], gift.stock);

    std::shuffle(requests.begin(), requests.end(), random);
    std::shuffle(catalogue.begin(), catalogue.end(), random);
    EXPECT_EQ(PicksOf(PlanGifts(catalogue, requests)), PicksOf(run));

    // What is picked can be delivered, and then the others still get nothing.
    for (const GiftPick& pick : run.picks) ASSERT_TRUE(DeliverGift(catalogue, requests, pick.request, kDay + 9).ok());
    const GiftRun after = PlanGifts(catalogue, requests);
    EXPECT_TRUE(after.picks.empty());
    EXPECT_EQ(after.delivered, static_cast<int64_t>(run.picks.size()));
  }
}

}  // namespace
}  // namespace loyalane::loyalty
