#include "loyalty/club_words.h"

#include <span>
#include <string>

namespace loyalane::loyalty {
namespace {

// Words between commas, in the form that Plain gives.
template <typename Meaning>
struct Words {
  Meaning meaning;
  std::string_view words;
};

// Lower case, without blanks, '_' and '-'.
std::string Plain(std::string_view word) {
  std::string plain;
  for (const char c : word) {
    if (c == ' ' || c == '_' || c == '-') continue;
    plain += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return plain;
}

bool IsAmong(std::string_view word, std::string_view words) {
  while (!words.empty()) {
    const size_t comma = words.find(',');
    if (words.substr(0, comma) == word) return true;
    words.remove_prefix(comma == std::string_view::npos ? words.size() : comma + 1);
  }
  return false;
}

template <typename Meaning>
std::optional<Meaning> MeaningOf(std::string_view word, std::span<const Words<Meaning>> table) {
  const std::string plain = Plain(word);
  for (const Words<Meaning>& each : table) {
    if (IsAmong(plain, each.words)) return each.meaning;
  }
  return std::nullopt;
}

using State = MemberRow::State;
constexpr Words<State> kStates[] = {
    {State::kApplied,
     "申请,已申请,審核中,申请中,待审核,待审批,审核中,申請,已申請,申請中,待審核,applied,pending,applicant"},
    {State::kApproved, "批准,已批准,審核通過,已审批,审核通过,待发卡,已審批,待發卡,approved,accepted"},
    {State::kCardIssued, "已发卡,发卡,已制卡,待激活,已發卡,發卡,cardissued,issued"},
    {State::kActive, "有效,正常,已激活,激活,活跃,生效,在册,在籍,已激活,活躍,active,valid,enabled"},
    {State::kSuspended, "暂停,已暂停,冻结,已冻结,停用,暫停,已暫停,凍結,已凍結,suspended,frozen,onhold"},
    {State::kExited, "退会,已退会,退出,已退出,注销,已注销,失效,退會,已退會,註銷,已註銷,exited,left,closed,cancelled"},
};

constexpr Words<MemberRow::Answer> kAnswers[] = {
    {MemberRow::Answer::kYes, "是,有,完整,齐全,已填,齊全,y,yes,true,1,complete,√,✓"},
    {MemberRow::Answer::kNo, "否,无,没有,不完整,不齐全,不全,缺,未填,無,沒有,不齊全,n,no,false,0,incomplete,×,✗"},
};

using Part = ParticipationRow::Kind;
constexpr Words<Part> kParts[] = {
    {Part::kEvent, "活动,参加活动,线下活动,线上活动,会员活动,聚会,活動,參加活動,會員活動,event,activity,meeting"},
    {Part::kSubmission, "投稿,稿件,来稿,征文,來稿,徵文,submission,article,contribution"},
};

using Result = ParticipationRow::Result;
constexpr Words<Result> kResults[] = {
    {Result::kYes,
     "到场,已到场,出席,已出席,签到,已签到,参加,已参加,采用,已采用,录用,已录用,刊登,已刊登,是,參加,已參加,到場,已到場,"
     "簽到,已簽到,"
     "採用,"
     "已採用,錄用,attended,present,checkedin,accepted,published,used,yes,y,true,1"},
    {Result::kNo,
     "未到场,缺席,未出席,未签到,未参加,取消,未采用,不采用,未录用,退稿,否,未參加,未到場,未簽到,未採用,未錄用,absent,"
     "noshow,"
     "rejected,notused,declined,no,n,false,0"},
};

using Redemption = RedemptionRow::Kind;
constexpr Words<Redemption> kRedemptions[] = {
    {Redemption::kVoucher,
     "抵用券,运费抵用券,运费券,代金券,优惠券,抵扣券,運費抵用券,運費券,代金券,優惠券,voucher,coupon"},
    {Redemption::kGift, "礼品,礼物,实物,奖品,禮品,禮物,實物,獎品,gift,goods,merchandise"},
    {Redemption::kMerchant, "商家,商家优惠,联盟商家,合作商家,商家優惠,聯盟商家,merchant,partner,partneroffer"},
};

constexpr Words<AllianceMode> kModes[] = {
    {AllianceMode::kOwn, "自办,自有,自营,直签,own"},
    {AllianceMode::kShared, "联办,共享,联合,聯辦,shared,joint"},
    {AllianceMode::kOutsourced, "外包,委托,供应商,委託,供應商,outsourced,supplier"},
};

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

}  // namespace

std::optional<State> MemberStateOf(std::string_view word) { return MeaningOf<State>(word, kStates); }
std::optional<MemberRow::Answer> AnswerOf(std::string_view word) {
  return MeaningOf<MemberRow::Answer>(word, kAnswers);
}
std::optional<Part> ParticipationKindOf(std::string_view word) { return MeaningOf<Part>(word, kParts); }
std::optional<Result> ParticipationResultOf(std::string_view word) { return MeaningOf<Result>(word, kResults); }
std::optional<Redemption> RedemptionKindOf(std::string_view word) { return MeaningOf<Redemption>(word, kRedemptions); }

std::optional<AllianceMode> AllianceModeOf(std::string_view word) { return MeaningOf<AllianceMode>(word, kModes); }

std::optional<Day> MonthOf(std::string_view text) {
  constexpr size_t kYearDigits = 4;
  constexpr size_t kMonthDigits = 2;
  size_t at = 0;
  const auto number = [&text, &at](size_t most) {
    int32_t value = 0;
    for (size_t i = 0; i < most && at < text.size() && IsDigit(text[at]); ++i) value = value * 10 + (text[at++] - '0');
    return value;
  };
  const int32_t year = number(kYearDigits);
  if (at != kYearDigits) return std::nullopt;
  while (at < text.size() && !IsDigit(text[at])) ++at;
  const size_t month_at = at;
  const CivilDate first{year, number(kMonthDigits), 1};
  if (at == month_at || !IsValid(first)) return std::nullopt;
  return ToDay(first);
}

}  // namespace loyalane::loyalty
