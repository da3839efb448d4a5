#include "club/exit_notices.h"

#include <array>
#include <string_view>

namespace loyalane::club {
namespace {

using economics::NoticeKind;

struct Wording {
  std::string_view zh, en;
  [[nodiscard]] std::string_view In(Language language) const { return language == Language::kEn ? en : zh; }
};

// By NoticeKind: what is new on that day. {club}, {close} and {until} are filled in.
constexpr std::array<Wording, economics::kNoticeKindCount> kNews = {{
    {"“{club}”将于 {close} 关闭，特此提前告知。", "“{club}” will close on {close}. We want you to know early."},
    {"再次提醒：“{club}”将于 {close} 关闭。", "A reminder: “{club}” will close on {close}."},
    {"最后提醒：“{club}”将于 {close} 关闭，只剩几天了。",
     "A last reminder: “{club}” will close on {close}, in a few days."},
    {"“{club}”于今天（{close}）关闭。", "“{club}” closes today, {close}."},
    {"“{club}”已于 {close} 关闭，积分和抵用券的承兑期即将结束。",
     "“{club}” closed on {close}, and points and vouchers are accepted for a short while more."},
    {"今天（{until}）是“{club}”承兑积分和抵用券的最后一天。",
     "Today, {until}, is the last day on which “{club}” accepts points and vouchers."},
}};
constexpr Wording kGreetMember = {"尊敬的会员：", "Dear member,"};
constexpr Wording kGreetMerchant = {"尊敬的合作商家：", "Dear partner,"};
constexpr Wording kUseUntil = {
    "您的积分和抵用券在 {until} 之前（含当天）照常可用，过期作废。",
    "Your points and vouchers are good until {until}, that day included, and lapse after it."};
constexpr Wording kConverted = {
    "没有用完的积分按 {source} 分折 {target} 分转入合并后的会，不足 1 分的部分{rounding}。",
    "Points that you do not use move to the club that we join: {target} for every {source}, "
    "{rounding} to whole points."};
constexpr Wording kMemberThanks = {"感谢您一路相伴，寄件服务照常。",
                                   "Thank you for being with us. Our shipping services go on as before."};
constexpr Wording kAcceptUntil = {
    "会员的积分和抵用券请受理到 {until}（含当天），之后不再受理。请在那之后把最后一期结算单交给我们。",
    "Please accept members' points and vouchers until {until}, that day included, and not after it. Please send us "
    "your "
    "last settlement then."};
constexpr Wording kMerchantThanks = {"感谢您的合作。", "Thank you for working with us."};
constexpr Wording kDown = {"舍去", "rounded down"};
constexpr Wording kNearest = {"四舍五入", "rounded to nearest"};

}  // namespace

std::string ExitNoticeText(NoticeKind kind, NoticeFor whom, const ExitNoticeFacts& facts, Language language) {
  const bool is_member = whom == NoticeFor::kMembers;
  const bool is_last_day = kind == NoticeKind::kHonourEnd;
  std::string text(is_member ? kGreetMember.In(language) : kGreetMerchant.In(language));
  text += '\n';
  const auto add = [&](const Wording& wording) {
    if (text.back() != '\n' && language == Language::kEn) text += ' ';
    text += wording.In(language);
  };
  add(kNews[static_cast<size_t>(kind)]);
  if (is_member && !is_last_day) add(kUseUntil);
  if (!is_member) add(kAcceptUntil);
  if (is_member && facts.rate) add(kConverted);
  add(is_member ? kMemberThanks : kMerchantThanks);
  std::string filled;
  for (size_t at = 0; at < text.size();) {
    const size_t open = text.find('{', at);
    const size_t end = open == std::string::npos ? open : text.find('}', open);
    if (end == std::string::npos) return filled + text.substr(at);
    filled += text.substr(at, open - at);
    const std::string key = text.substr(open + 1, end - open - 1);
    if (key == "club") filled += facts.club;
    if (key == "close") filled += ToIso(facts.close);
    if (key == "until") filled += ToIso(facts.honoured_until);
    if (facts.rate) {
      if (key == "source") filled += std::to_string(facts.rate->source_points);
      if (key == "target") filled += std::to_string(facts.rate->target_points);
      const bool is_nearest = facts.rate->rounding == economics::ConversionRounding::kNearest;
      if (key == "rounding") filled += (is_nearest ? kNearest : kDown).In(language);
    }
    at = end + 1;
  }
  return filled;
}

}  // namespace loyalane::club
