// Awards expected are those of docs/formulas/referral.md, "Award": 20 below 500, 30 below 2 000, 40 below 5 000, 50
// from there on; a refund leaves the award of what is left.
#include "workspace/referral_example.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace loyalane::workspace {
namespace {

using Json = nlohmann::ordered_json;
using loyalty::ReferralBasis;
using loyalty::ReferralProgramme;

Json Example(const ReferralProgramme& rules) {
  Result<Json> example = ReferralExample(rules, Language::kEn);
  EXPECT_TRUE(example.ok());
  return example.ok() ? std::move(example).value() : Json::object();
}

std::vector<std::string> Granted(const Json& example) {
  std::vector<std::string> granted;
  for (const Json& deal : example["deals"]) granted.push_back(deal["granted"]);
  return granted;
}

using Texts = std::vector<std::string>;

TEST(ReferralExample, EachPaymentHasItsBandAndTheRefundTakesOneBack) {
  const Json example = Example({});
  // 300, 1800 and 4000 are paid; of 1800 there are 300 left.
  EXPECT_EQ(Granted(example), (Texts{"20.00", "30.00", "40.00"}));
  EXPECT_EQ(example["takenBack"], "10.00");
  EXPECT_EQ(example["kept"], "80.00");
  EXPECT_EQ(example["choice"], "voucher");
}

TEST(ReferralExample, CumulativeSpendReachesHigherBands) {
  ReferralProgramme rules;
  rules.basis = ReferralBasis::kCumulative;
  const Json example = Example(rules);
  // 300, 2100, 6100 so far; after the refund 600 and 4600.
  EXPECT_EQ(Granted(example), (Texts{"20.00", "40.00", "50.00"}));
  EXPECT_EQ(example["takenBack"], "20.00");
  EXPECT_EQ(example["kept"], "90.00");
}

TEST(ReferralExample, AnAwardAboveTheCapSaysSo) {
  ReferralProgramme rules;
  rules.cap = Money{50'00};
  rules.hold_days = 7;
  const Json example = Example(rules);
  EXPECT_EQ(Granted(example), (Texts{"20.00", "30.00", "0.00"}));
  EXPECT_EQ(example["deals"][2]["refused"]["id"], "LOYALTY-311");
  EXPECT_TRUE(example["deals"][0]["refused"].is_null());
  EXPECT_EQ(example["deals"][0]["day"], "2026-02-04");
  EXPECT_EQ(example["deals"][0]["active"], "2026-02-11");
}

TEST(ReferralExample, ClaimsInsideTheDaysOfTheRules) {
  ReferralProgramme rules;
  rules.end = ToDay({2024, 3, 1});
  EXPECT_EQ(Granted(Example(rules)), (Texts{"20.00", "30.00", "40.00"}));
  rules.end = std::nullopt;
  rules.start = ToDay({2030, 3, 1});
  EXPECT_EQ(Example(rules)["deals"][0]["day"], "2030-03-31");
}

TEST(ReferralExample, RulesThatCannotBeAreRefused) {
  ReferralProgramme rules;
  rules.choices = {"cash"};
  EXPECT_EQ(ReferralExample(rules, Language::kEn).error().id, ErrorId::kReferralCashRefused);
}

}  // namespace
}  // namespace loyalane::workspace
