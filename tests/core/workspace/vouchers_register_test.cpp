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
    "settled": [{"voucher": "award:C4:2026-05-13", "day": "2026-06-04", "who": "李丽", "reason": "next bill"}]
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
