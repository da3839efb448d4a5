#include "workspace/programme_json.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/core/workspace/schema_check.h"

namespace loyalane::workspace {
namespace {

using loyalty::Preset;
using loyalty::PresetProgramme;
using loyalty::Programme;

using loyalty::kPresets;

Error Refused(std::string_view json) {
  const Result<Programme> programme = ParseProgramme(json);
  EXPECT_FALSE(programme.ok()) << json;
  return programme.ok() ? Error(ErrorId::kCount) : programme.error();
}

std::string Param(const Error& error, std::string_view name) {
  for (const auto& [key, value] : error.params) {
    if (key == name) return value;
  }
  return "";
}

Json SchemaIn(Language language) { return Json::parse(ProgrammeSchema(language)); }

TEST(ProgrammeJson, PresetsReadBackAndKeepToTheSchema) {
  for (const Preset preset : kPresets) {
    const Programme programme = PresetProgramme(preset);
    const std::string text = WriteProgramme(programme);
    const Result<Programme> back = ParseProgramme(text);
    ASSERT_TRUE(back.ok()) << Describe(back.error(), Language::kEn);
    EXPECT_EQ(*back, programme) << programme.id;
    EXPECT_EQ(WriteProgramme(*back), text);
    for (const Language language : {Language::kZh, Language::kEn})
      EXPECT_EQ(Violation(Json::parse(text), SchemaIn(language)), "") << programme.id;
  }
}

TEST(ProgrammeJson, PresetsAreFoundByTheirIds) {
  for (const Preset preset : kPresets) {
    const Result<Programme> found = FindPreset(PresetProgramme(preset).id);
    ASSERT_TRUE(found.ok());
    EXPECT_EQ(*found, PresetProgramme(preset));
  }
  EXPECT_EQ(FindPreset("maximal").error().id, ErrorId::kJsonBadValue);
}

TEST(ProgrammeJson, ReferralAwardsAreVouchersOrGiftsAndNeverCash) {
  const auto with = [](const std::string& referral) {
    return R"({"version": 1, "id": "own", "referral": )" + referral + "}";
  };
  const Result<Programme> gifts = ParseProgramme(with(R"({"choices": ["gift"]})"));
  ASSERT_TRUE(gifts.ok());
  EXPECT_THAT(gifts->referral.choices, ::testing::ElementsAre("gift"));
  EXPECT_EQ(Refused(with(R"({"choices": ["voucher", "cash"]})")).id, ErrorId::kReferralCashRefused);
  EXPECT_EQ(Refused(with(R"({"choices": ["points"]})")).id, ErrorId::kReferralSettingUnusable);
  EXPECT_EQ(Param(Refused(with(R"({"choices": []})")), "key"), "referral.choices");
  // The editor shows a wrong band at its row.
  const Error band =
      Refused(with(R"({"bands": [{"from": "0.00", "award": "20.00"}, {"from": "9.00", "award": "51.00"}]})"));
  EXPECT_EQ(band.id, ErrorId::kReferralBandsUnusable);
  EXPECT_EQ(Param(band, "band"), "1");
}

TEST(ProgrammeJson, EveryMemberSurvivesAWrite) {
  Programme programme = PresetProgramme(Preset::kCustomerClub);
  programme.starts = ToDay({2026, 1, 1});
  loyalty::EarnRule& rule = programme.earn[0];
  rule.per = Money{12'345};
  rule.without_surcharges = rule.without_points_paid = rule.payer_only = rule.qualifies = false;
  rule.without_tax = true;
  rule.products = {"标快"};
  rule.member_classes = {"业主", "非业主"};
  rule.segments = {"core"};
  rule.multipliers = {{loyalty::Multiplier::By::kSegment, "core", Day{INT32_MIN}, Day{INT32_MAX - 1}, 150},
                      {loyalty::Multiplier::By::kPeriod, "", ToDay({2026, 11, 1}), ToDay({2026, 11, 11}), 200}};
  rule.cap_month = 9'000;
  rule.from = ToDay({2026, 2, 1});
  rule.to = ToDay({2026, 12, 31});
  programme.rewards[0].merchant = "茶馆";
  programme.tiers.window = loyalty::TierWindow::kSinceChange;
  programme.tiers.carry_over = true;
  programme.tiers.evaluation = loyalty::TierEvaluation::kMonthEnd;
  programme.tiers.refunds_demote = programme.tiers.holds_next = false;
  programme.ledger.spends_may_overdraw = true;
  programme.ledger.shortfall = loyalty::Shortfall::kWriteOff;
  programme.arrears.holds_earning = programme.arrears.stops_spending = false;
  programme.redemption_percent = 70;
  programme.notice_days = 30;
  const std::string text = WriteProgramme(programme);
  const Result<Programme> back = ParseProgramme(text);
  ASSERT_TRUE(back.ok()) << Describe(back.error(), Language::kEn);
  EXPECT_EQ(*back, programme);
  EXPECT_EQ(Violation(Json::parse(text), SchemaIn(Language::kEn)), "");
}

TEST(ProgrammeJson, WhatIsLeftOutHasItsDefault) {
  const Result<Programme> programme = ParseProgramme(R"({"version": 1, "id": "p"})");
  ASSERT_TRUE(programme.ok());
  Programme expected;
  expected.id = "p";
  EXPECT_EQ(*programme, expected);
}

TEST(ProgrammeJson, WhatIsWrongIsNamedWithItsPath) {
  const std::string head = R"({"version": 1, "id": "p", )";
  const auto rule = [&head](const std::string& more) {
    return head + R"("earn": [{"id": "r", "occasion": "shipment", "points": 1)" + more + "}]}";
  };
  struct Case {
    std::string json;
    ErrorId id;
    std::string key;
  };
  const Case cases[] = {
      {head + R"("colour": "red"})", ErrorId::kJsonUnknownKey, "colour"},
      {rule(R"(, "pointz": 2)"), ErrorId::kJsonUnknownKey, "earn[0].pointz"},
      {rule(R"(, "per": 1)"), ErrorId::kJsonBadValue, "earn[0].per"},
      {rule(R"(, "per": "-1.00")"), ErrorId::kJsonBadValue, "earn[0].per"},
      {rule(R"(, "per": "1.005")"), ErrorId::kJsonBadValue, "earn[0].per"},
      {rule(R"(, "per": "1.")"), ErrorId::kJsonBadValue, "earn[0].per"},
      {rule(R"(, "from": "2026-02-30")"), ErrorId::kJsonBadValue, "earn[0].from"},
      {rule(R"(, "validity": {"method": "weeks"})"), ErrorId::kJsonBadValue, "earn[0].validity.method"},
      {head + R"("tiers": {"tiers": [{"name": "a", "threshold": -1}]}})", ErrorId::kJsonBadValue,
       "tiers.tiers[0].threshold"},
  };
  for (const Case& one : cases) {
    const Error error = Refused(one.json);
    EXPECT_EQ(error.id, one.id) << one.json;
    EXPECT_EQ(Param(error, "key"), one.key) << one.json;
  }
}

TEST(ProgrammeJson, WhatNoProgrammeCanBeIsRefused) {
  const std::string head = R"({"version": 1, "id": "p", )";
  const std::string r = R"({"id": "r", "occasion": "event", "points": 1)";
  EXPECT_EQ(Refused(head + R"("earn": [)" + r + "}, " + r + "}]}").id, ErrorId::kRuleBad);
  EXPECT_EQ(Refused(head + R"("earn": [)" + r + R"(, "per": "1.00"}]})").id, ErrorId::kRuleBad);
  EXPECT_EQ(Refused(head + R"("tiers": {"tiers": [{"name": "a", "threshold": 5}]}})").id, ErrorId::kTiersOverlap);
  EXPECT_EQ(Refused(head + R"("tiers": {"tiers": [{"name": "a", "threshold": 0}], "period_months": 5}})").id,
            ErrorId::kTierClockBad);
}

}  // namespace
}  // namespace loyalane::workspace
