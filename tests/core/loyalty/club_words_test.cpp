#include "loyalty/club_words.h"

#include <gtest/gtest.h>

namespace loyalane::loyalty {
namespace {

using State = MemberRow::State;
using Answer = MemberRow::Answer;

// The six states of requirement S2-6, as the glossary and Chinese systems write them.
TEST(ClubWords, StatesInBothLanguages) {
  const struct {
    State state;
    std::string_view words[4];
  } rows[] = {{State::kApplied, {"申请", "申請中", "applied", "Pending"}},
              {State::kApproved, {"已批准", "审核通过", "approved", "待发卡"}},
              {State::kCardIssued, {"已发卡", "已發卡", "card_issued", "Card Issued"}},
              {State::kActive, {"有效", "正常", "active", "ACTIVE"}},
              {State::kSuspended, {"暂停", "暫停", "suspended", "冻结"}},
              {State::kExited, {"已退出", "退会", "exited", "注销"}}};
  for (const auto& row : rows) {
    for (const std::string_view word : row.words) EXPECT_EQ(MemberStateOf(word), row.state) << word;
  }
  EXPECT_EQ(MemberStateOf("不知道"), std::nullopt);
  EXPECT_EQ(MemberStateOf(""), std::nullopt);
  EXPECT_EQ(MemberStateOf("申"), std::nullopt) << "a part of a word is no word";
}

TEST(ClubWords, YesAndNo) {
  for (const std::string_view word : {"是", "Y", "yes", "1", "完整", "齐全"}) EXPECT_EQ(AnswerOf(word), Answer::kYes);
  for (const std::string_view word : {"否", "N", "no", "0", "不完整", "未填"}) EXPECT_EQ(AnswerOf(word), Answer::kNo);
  EXPECT_EQ(AnswerOf("部分"), std::nullopt);
}

TEST(ClubWords, KindsAndResults) {
  EXPECT_EQ(ParticipationKindOf("活动"), ParticipationRow::Kind::kEvent);
  EXPECT_EQ(ParticipationKindOf("投稿"), ParticipationRow::Kind::kSubmission);
  EXPECT_EQ(ParticipationKindOf("Event"), ParticipationRow::Kind::kEvent);
  EXPECT_EQ(ParticipationKindOf("拜访"), std::nullopt);
  EXPECT_EQ(ParticipationResultOf("到场"), ParticipationRow::Result::kYes);
  EXPECT_EQ(ParticipationResultOf("No-show"), ParticipationRow::Result::kNo);
  EXPECT_EQ(ParticipationResultOf("采用"), ParticipationRow::Result::kYes);
  EXPECT_EQ(ParticipationResultOf("未采用"), ParticipationRow::Result::kNo);
  EXPECT_EQ(RedemptionKindOf("抵用券"), RedemptionRow::Kind::kVoucher);
  EXPECT_EQ(RedemptionKindOf("礼品"), RedemptionRow::Kind::kGift);
  EXPECT_EQ(RedemptionKindOf("商家"), RedemptionRow::Kind::kMerchant);
  EXPECT_EQ(RedemptionKindOf("现金"), std::nullopt) << "S2-59: never cash";
}

TEST(ClubWords, MonthsAsStatementsWriteThem) {
  const Day september = ToDay({2026, 9, 1});
  for (const std::string_view text :
       {"2026-09", "2026/9", "202609", "2026年9月", "2026年09月", "2026-09-30", "20260930"})
    EXPECT_EQ(MonthOf(text), september) << text;
  for (const std::string_view text : {"", "9月", "2026", "2026-13", "2026-00", "26-09", "上月", "2026年"})
    EXPECT_EQ(MonthOf(text), std::nullopt) << text;
}

}  // namespace
}  // namespace loyalane::loyalty
