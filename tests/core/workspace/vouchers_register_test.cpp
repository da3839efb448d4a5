// The vouchers register as a document: what is written reads and writes back, slips are refused by their key, a newer
// version is left alone. What its acts do: tests/acceptance/club_vouchers.test.mjs.
#include "workspace/vouchers_register.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

namespace loyalane::workspace {
namespace {

using Json = nlohmann::ordered_json;

Json Full() {
  return Json::parse(R"({
    "version": 1,
    "uses": [{"voucher": "award:C1:2026-05-10", "document": "INV-1", "amount": "85.00", "offset": "30.00",
              "day": "2026-06-01", "who": "李丽",
              "undone": {"day": "2026-06-02", "who": "李丽", "reason": "slip"}}],
    "cancelled": [{"voucher": "points:M1:R1:V20", "day": "2026-06-03", "who": "李丽", "reason": "lost", "undone": null}],
    "choices": [{"award": "C2:2026-05-11", "choice": "gift", "gift": "G001", "day": "2026-06-01", "who": "李丽",
                 "reason": ""},
                {"award": "C3:2026-05-12", "choice": "voucher", "gift": "", "day": "2026-06-01", "who": "李丽",
                 "reason": "asked"}],
    "settled": [{"voucher": "award:C4:2026-05-13", "day": "2026-06-04", "who": "李丽", "reason": "next bill"}],
    "delivered": [{"request": "award:C2:2026-05-11", "member": "M1", "gift": "G001", "quantity": 1, "month": "2026-05",
                   "day": "2026-06-05", "who": "李丽", "undone": null},
                  {"request": "R9", "member": "M2", "gift": "G002", "quantity": 2, "month": "2026-05", "day": "2026-06-05",
                   "who": "李丽", "undone": {"day": "2026-06-06", "who": "李丽", "reason": "wrong house"}}]
  })");
}

TEST(VouchersRegister, WritesBackWhatItReads) {
  VouchersRegister vouchers;
  const Json document = Full();
  ASSERT_TRUE(vouchers.Take(document));
  EXPECT_EQ(vouchers.Document().dump(), document.dump());
  EXPECT_EQ(vouchers.ChoiceOf("C2:2026-05-11"), loyalty::ReferralChoice::kGift);
  EXPECT_EQ(vouchers.GiftOf("C2:2026-05-11"), "G001");
  EXPECT_EQ(vouchers.ChoiceOf("C3:2026-05-12"), loyalty::ReferralChoice::kVoucher);
  EXPECT_EQ(vouchers.ChoiceOf("C9:2026-05-12"), std::nullopt);
}

// Documents from before gifts were marked have no list of them.
TEST(VouchersRegister, KnowsWhichGiftsWereHandedOver) {
  VouchersRegister vouchers;
  ASSERT_TRUE(vouchers.Take(Full()));
  ASSERT_NE(vouchers.DeliveryOf("award:C2:2026-05-11"), nullptr);
  EXPECT_EQ(vouchers.DeliveryOf("award:C2:2026-05-11")->member, "M1");
  EXPECT_EQ(vouchers.DeliveryOf("R9"), nullptr) << "undone";
  loyalty::ClubRows rows;
  const auto texts = std::make_shared<table::TextPool>();
  rows.texts = texts;
  for (const char* sku : {"G001", "G002"}) {
    loyalty::GiftRow row;
    row.sku = texts->Add(sku);
    row.on_hand_micro = 3 * model::kMicro;
    rows.gifts.push_back(row);
  }
  // The files end on 4 June: they do not know what was handed over on the 5th. Of the 5th: they know.
  EXPECT_EQ(vouchers.GiftStock(rows, ToDay({2026, 6, 4}))[0].stock, 2);
  EXPECT_EQ(vouchers.GiftStock(rows, ToDay({2026, 6, 4}))[1].stock, 3) << "undone";
  EXPECT_EQ(vouchers.GiftStock(rows, ToDay({2026, 6, 5}))[0].stock, 3);
  Json old = Full();
  old.erase("delivered");
  ASSERT_TRUE(vouchers.Take(old));
  EXPECT_EQ(vouchers.DeliveryOf("award:C2:2026-05-11"), nullptr);
}

TEST(VouchersRegister, RefusesWhatItDoesNotKnowAndKeepsWhatItHas) {
  VouchersRegister vouchers;
  ASSERT_TRUE(vouchers.Take(Full()));
  for (const char* slip : {R"({"version": 1, "used": []})", R"({"version": 1, "uses": [{"voucher": "x"}]})",
                           R"({"version": 1, "choices": [{"award": "a", "choice": "cash", "day": "2026-06-01",
                               "who": "x"}]})",
                           R"({"version": 1, "settled": {}})"}) {
    EXPECT_FALSE(vouchers.Take(Json::parse(slip))) << slip;
  }
  EXPECT_EQ(vouchers.Document().dump(), Full().dump());
  ASSERT_TRUE(vouchers.Take(Json::parse(R"({"version": 1})")));
  EXPECT_EQ(vouchers.ChoiceOf("C2:2026-05-11"), std::nullopt);
}

}  // namespace
}  // namespace loyalane::workspace
