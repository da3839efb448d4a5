#include "workspace/programme_json.h"

#include <array>

#include "workspace/json_fields.h"
#include "workspace/yuan_kind.h"

namespace loyalane::workspace {
namespace {

using loyalty::ArrearsGate;
using loyalty::CardRule;
using loyalty::Downgrade;
using loyalty::EarnRule;
using loyalty::LedgerPolicy;
using loyalty::Multiplier;
using loyalty::Name;
using loyalty::Occasion;
using loyalty::Programme;
using loyalty::ReferralBasis;
using loyalty::ReferralProgramme;
using loyalty::Reward;
using loyalty::Shortfall;
using loyalty::SpendBand;
using loyalty::Tier;
using loyalty::TierEvaluation;
using loyalty::TierRules;
using loyalty::TierWindow;
using loyalty::Validity;

constexpr std::array<Migration, kProgrammeVersion - 1> kMigrations = {};
constexpr uint32_t kNameCharactersMax = 200;
constexpr uint32_t kRulesMax = 200;
constexpr uint32_t kTiersMax = 50;
constexpr int32_t kWholeMax = 2'147'483'647;

// A day, or null: no bound.
template <int32_t kUnbounded>
struct BoundKind {
  [[nodiscard]] static Status Read(const Json& json, const std::string& path, Day& out) {
    if (json.is_null()) {
      out = Day{kUnbounded};
      return Done{};
    }
    return IsoDay::Read(json, path, out);
  }
  [[nodiscard]] static Json Write(Day day) { return day.since_epoch == kUnbounded ? Json() : IsoDay::Write(day); }
  [[nodiscard]] static Json Schema(Language language, Day day) { return NullOr(IsoDay::Schema(language, day)); }
};
using FromKind = BoundKind<INT32_MIN>;
using ToKind = BoundKind<INT32_MAX - 1>;

const Text kId{1, kNameCharactersMax};
const Text kText{0, kNameCharactersMax};

Fields<Name> NameFields() {
  return {
      Of<&Name::zh>("zh", kText, {"中文名称。", "Name in Chinese."}),
      Of<&Name::en>("en", kText, {"英文名称。", "Name in English."}),
  };
}

Fields<Validity> ValidityFields() {
  return {
      Of<&Validity::method>(
          "method",
          OneOf<Validity::Method>{{"never", Validity::Method::kNever},
                                  {"days", Validity::Method::kDays},
                                  {"months", Validity::Method::kMonths},
                                  {"month_end", Validity::Method::kMonthEnd},
                                  {"year_end", Validity::Method::kYearEnd},
                                  {"inactivity", Validity::Method::kInactivity}},
          {"积分到什么时候：never 不过期，days / months 若干天 / 月，month_end / year_end 若干月 / 年后的月末 / "
           "年末，inactivity 若干月没有往来。",
           "How long points live: never; days or months; to the end of the month or year that many "
           "months or years later; so many months without activity."}),
      Of<&Validity::length>("length", Whole{0, 32767}, {"天数、月数或年数。", "Days, months or years."}),
  };
}

Fields<Multiplier> MultiplierFields() {
  return {
      Of<&Multiplier::by>("by",
                          OneOf<Multiplier::By>{{"segment", Multiplier::By::kSegment},
                                                {"member_class", Multiplier::By::kMemberClass},
                                                {"product", Multiplier::By::kProduct},
                                                {"period", Multiplier::By::kPeriod}},
                          {"按什么翻倍。", "What it depends on."})
          .Required(),
      Of<&Multiplier::label>("label", kText, {"客户类型、会员类别或产品。", "The segment, member class or product."}),
      Of<&Multiplier::from>("from", FromKind{}, {"period 的第一天。", "First day of a period."}),
      Of<&Multiplier::to>("to", ToKind{}, {"period 的最后一天。", "Last day of a period."}),
      Of<&Multiplier::percent>("percent", Whole{0, 1000}, {"百分比，200 = 双倍。", "Percent; 200 doubles."}).Required(),
  };
}

Fields<EarnRule> EarnFields() {
  const List<Text> labels{kId, {0, kRulesMax}};
  return {
      Of<&EarnRule::id>("id", kId, {"规则编号，写入账本，不要改。", "Id of the rule; stands in the ledger, keep it."})
          .Required(),
      Of<&EarnRule::name>("name", Object<Name>{NameFields()}, {"名称。", "Name."}),
      Of<&EarnRule::occasion>("occasion",
                              OneOf<Occasion>{{"statement", Occasion::kStatement},
                                              {"shipment", Occasion::kShipment},
                                              {"first_shipment", Occasion::kFirstShipment},
                                              {"event", Occasion::kEvent},
                                              {"submission", Occasion::kSubmission},
                                              {"referral", Occasion::kReferral},
                                              {"birthday", Occasion::kBirthday}},
                              {"什么事积分。", "What earns."})
          .Required(),
      Of<&EarnRule::points>("points", Whole{0, 1'000'000}, {"每满 per 积多少分。", "Points for each `per`."})
          .Required(),
      Of<&EarnRule::per>("per", YuanKind{},
                         {"每满多少元；0.00 = 每次固定积分。", "Yuan; 0.00 = points for the occasion itself."}),
      Of<&EarnRule::without_surcharges>("without_surcharges", Boolean{}, {"不含附加费。", "Surcharges left out."}),
      Of<&EarnRule::without_tax>("without_tax", Boolean{}, {"不含税。", "Tax left out."}),
      Of<&EarnRule::without_points_paid>("without_points_paid", Boolean{},
                                         {"不含积分抵扣的部分。", "The part paid with points left out."}),
      Of<&EarnRule::payer_only>("payer_only", Boolean{},
                                {"只算会员自己付费的运单。", "Only shipments that the member pays for."}),
      Of<&EarnRule::with_tier_multiplier>("with_tier_multiplier", Boolean{},
                                          {"按等级的倍数积分。", "The tier's percent counts."}),
      Of<&EarnRule::products>("products", labels, {"只限这些产品；空 = 全部。", "Only these products; empty = all."}),
      Of<&EarnRule::member_classes>("member_classes", labels,
                                    {"只限这些会员类别；空 = 全部。", "Only these member classes; empty = all."}),
      Of<&EarnRule::segments>("segments", labels,
                              {"只限这些客户类型；空 = 全部。", "Only these segments; empty = all."}),
      Of<&EarnRule::multipliers>("multipliers", List<Object<Multiplier>>{{MultiplierFields()}, {0, kRulesMax}},
                                 {"翻倍。", "Multipliers."}),
      Of<&EarnRule::cap_each>("cap_each", Whole{0, kWholeMax},
                              {"每次上限；0 = 无。", "Cap of one occasion; 0 = none."}),
      Of<&EarnRule::cap_month>("cap_month", Whole{0, kWholeMax}, {"每月上限；0 = 无。", "Cap of a month; 0 = none."}),
      Of<&EarnRule::pending_days>("pending_days", Whole{0, 3660},
                                  {"多少天后可用。", "Days until points can be spent."}),
      Of<&EarnRule::validity>("validity", Object<Validity>{ValidityFields()}, {"有效期。", "Validity."}),
      Of<&EarnRule::qualifies>("qualifies", Boolean{}, {"是否计入等级。", "Whether points count towards tiers."}),
      Of<&EarnRule::from>("from", FromKind{}, {"从哪天起；null = 不限。", "First day; null = no bound."}),
      Of<&EarnRule::to>("to", ToKind{}, {"到哪天止；null = 不限。", "Last day; null = no bound."}),
  };
}

Fields<Reward> RewardFields() {
  return {
      Of<&Reward::id>("id", kId, {"奖励编号，写入账本。", "Id of the reward; stands in the ledger."}).Required(),
      Of<&Reward::name>("name", Object<Name>{NameFields()}, {"名称。", "Name."}),
      Of<&Reward::kind>(
          "kind",
          OneOf<Reward::Kind>{
              {"voucher", Reward::Kind::kVoucher}, {"gift", Reward::Kind::kGift}, {"partner", Reward::Kind::kPartner}},
          {"抵用券、礼品或商家优惠。", "Freight voucher, gift or partner's offer."})
          .Required(),
      Of<&Reward::points>("points", Whole{1, kWholeMax}, {"要多少分。", "Points that it takes."}).Required(),
      Of<&Reward::value>("value", YuanKind{}, {"值多少元。", "What it is worth, in yuan."}),
      Of<&Reward::unit_cost>("unit_cost", YuanKind{}, {"成本。", "What it costs us."}),
      Of<&Reward::valid_days>("valid_days", Whole{0, 3660},
                              {"券的有效天数；0 = 不限。", "Days that a voucher is valid; 0 = no end."}),
      Of<&Reward::merchant>("merchant", kText,
                            {"商家：登记簿中的编号或名称。", "The merchant: its number or name in the register."}),
  };
}

Fields<Tier> TierFields() {
  return {
      Of<&Tier::name>("name", kId, {"等级名称。", "Name of the tier."}).Required(),
      Of<&Tier::name_en>("name_en", kText, {"英文名称。", "Name in English."}),
      Of<&Tier::threshold>("threshold", Whole{0, kWholeMax},
                           {"达到多少定级积分（含）。", "Qualifying points from which it is reached."})
          .Required(),
      Of<&Tier::percent>("percent", Whole{0, 1000}, {"积分百分比。", "Percent of points earned in it."}),
  };
}

Fields<TierRules> TierRulesFields() {
  return {
      Of<&TierRules::tiers>(
          "tiers", List<Object<Tier>>{{TierFields()}, {0, kTiersMax}},
          {"等级，门槛从 0 起逐级升高；空 = 不设等级。", "Tiers by threshold, from 0 up; empty = none."}),
      Of<&TierRules::window>("window",
                             OneOf<TierWindow>{{"lifetime", TierWindow::kLifetime},
                                               {"calendar", TierWindow::kCalendar},
                                               {"rolling", TierWindow::kRolling},
                                               {"anniversary", TierWindow::kAnniversary},
                                               {"since_change", TierWindow::kSinceChange}},
                             {"统计哪段时间。", "What counts."}),
      Of<&TierRules::period_months>("period_months", Whole{1, 12},
                                    {"calendar：每期几个月。", "calendar: months of a period."}),
      Of<&TierRules::holds_next>("holds_next", Boolean{},
                                 {"calendar：保留到下一期末。", "calendar: kept to the end of the next period."}),
      Of<&TierRules::window_days>("window_days", Whole{1, 3660}, {"其他方式：多少天。", "Other windows: days."}),
      Of<&TierRules::carry_over>(
          "carry_over", Boolean{},
          {"since_change：升级后原来的积分继续计。", "since_change: what counted for an upgrade counts on."}),
      Of<&TierRules::evaluation>(
          "evaluation",
          OneOf<TierEvaluation>{{"daily", TierEvaluation::kDaily}, {"month_end", TierEvaluation::kMonthEnd}},
          {"什么时候升级。", "When an upgrade is given."}),
      Of<&TierRules::grace_days>("grace_days", Whole{0, 366}, {"宽限天数。", "Days of grace."}),
      Of<&TierRules::downgrade>(
          "downgrade",
          OneOf<Downgrade>{
              {"to_earned", Downgrade::kToEarned}, {"one_step", Downgrade::kOneStep}, {"to_base", Downgrade::kToBase}},
          {"怎样降级。", "How a tier falls."}),
      Of<&TierRules::refunds_demote>("refunds_demote", Boolean{},
                                     {"退款是否立即降级。", "Whether refunds demote at once."}),
  };
}

Fields<LedgerPolicy> LedgerFields() {
  return {
      Of<&LedgerPolicy::spends_may_overdraw>("overdraft", Boolean{}, {"兑换可以透支。", "Spending may overdraw."}),
      Of<&LedgerPolicy::shortfall>(
          "shortfall", OneOf<Shortfall>{{"negative", Shortfall::kNegative}, {"write_off", Shortfall::kWriteOff}},
          {"冲回时积分已用掉：negative 记负数，write_off 核销。",
           "Points to be taken back that are spent: negative, or write_off."}),
      Of<&LedgerPolicy::restore_grace_days>(
          "restore_grace_days", Whole{0, 3660},
          {"退回的积分若已过期，再给多少天。", "Days that restored points get when their lot has expired."}),
  };
}

Fields<ArrearsGate> ArrearsFields() {
  return {
      Of<&ArrearsGate::overdue_days>(
          "overdue_days", Whole{0, 3660},
          {"账单逾期多少天算欠款；0 = 不管。", "Days after which a statement is in arrears; 0 = no gate."}),
      Of<&ArrearsGate::holds_earning>("holds_earning", Boolean{}, {"欠款时积分暂缓。", "Earning waits."}),
      Of<&ArrearsGate::stops_spending>("stops_spending", Boolean{}, {"欠款时不能兑换。", "Spending is refused."}),
  };
}

Fields<CardRule> CardFields() {
  return {
      Of<&CardRule::threshold>("threshold", YuanKind{}, {"消费满多少元发卡。", "Spend from which a card is issued."}),
      Of<&CardRule::window_months>("window_months", Whole{1, 120}, {"在多少个月内。", "Within how many months."}),
      Of<&CardRule::near_percent>("near_percent", Whole{1, 100},
                                  {"接近门槛的百分比。", "Percent that counts as near."}),
  };
}

Fields<SpendBand> BandFields() {
  return {
      Of<&SpendBand::from>("from", YuanKind{}, {"付款从多少元起（含）。", "Paid amount from which it holds."})
          .Required(),
      Of<&SpendBand::award>("award", YuanKind{}, {"奖励，20 至 50 元。", "The award, 20 to 50 yuan."}).Required(),
  };
}

Fields<ReferralProgramme> ReferralFields() {
  return {
      Of<&ReferralProgramme::start>("starts", FromKind{},
                                    {"从哪天起的推荐算数；null = 不限。", "First day of claims; null = no bound."}),
      Of<&ReferralProgramme::end>("ends", Nullable<IsoDay>{},
                                  {"到哪天止；null = 不限。", "Last day of claims; null = no end."}),
      Of<&ReferralProgramme::bands>(
          "bands", List<Object<SpendBand>>{{BandFields()}, {1, 20}},
          {"按被推荐客户的付款给多少奖励。", "The award by what the referred customer paid."}),
      Of<&ReferralProgramme::basis>(
          "basis", OneOf<ReferralBasis>{{"deal", ReferralBasis::kDeal}, {"cumulative", ReferralBasis::kCumulative}},
          {"deal：按本次付款；cumulative：按累计付款。", "deal: by this payment; cumulative: by all so far."}),
      Of<&ReferralProgramme::hold_days>("hold_days", Whole{0, 3660},
                                        {"付款后多少天生效。", "Days from payment until the award is active."}),
      Of<&ReferralProgramme::valid_days>(
          "valid_days", Whole{0, 3660},
          {"奖励券的有效天数；0 = 不限。", "Days that an award's voucher is valid; 0 = no end."}),
      Of<&ReferralProgramme::choices>("choices", List<Text>{kId, {1, 2}},
                                      {"可选的奖励：voucher 抵用券，gift 礼品；没有现金。",
                                       "What may be chosen: voucher, gift. There is no cash."}),
      Of<&ReferralProgramme::cap>(
          "cap", Nullable<YuanKind>{},
          {"一位会员累计奖励的上限；null = 无。", "Cap on what one member is awarded in all; null = none."}),
  };
}

Fields<Programme> ProgrammeFields() {
  return {
      Of<&Programme::id>("id", kId, {"方案编号。", "Id of the programme."}).Required(),
      Of<&Programme::name>("name", Object<Name>{NameFields()}, {"名称。", "Name."}),
      Of<&Programme::starts>("starts", FromKind{},
                             {"从哪天起积分；null = 不限。", "First day on which anything earns; null = no bound."}),
      Of<&Programme::earn>("earn", List<Object<EarnRule>>{{EarnFields()}, {0, kRulesMax}},
                           {"积分规则。", "Earn rules."}),
      Of<&Programme::rewards>("rewards", List<Object<Reward>>{{RewardFields()}, {0, kRulesMax}},
                              {"奖励。", "Rewards."}),
      Of<&Programme::redeem_from>("redeem_from", Whole{0, kWholeMax},
                                  {"起兑积分。", "Points from which anything is redeemed."}),
      Of<&Programme::tiers>("tiers", Object<TierRules>{TierRulesFields()}, {"等级。", "Tiers."}),
      Of<&Programme::ledger>("ledger", Object<LedgerPolicy>{LedgerFields()}, {"账本。", "Ledger."}),
      Of<&Programme::arrears>("arrears", Object<ArrearsGate>{ArrearsFields()}, {"欠款。", "Arrears."}),
      Of<&Programme::card>("card", Object<CardRule>{CardFields()}, {"发卡。", "Cards."}),
      Of<&Programme::referral>("referral", Object<ReferralProgramme>{ReferralFields()},
                               {"推荐奖励：券或礼品，不给现金。", "Referral awards: voucher or gift, never cash."}),
      Of<&Programme::value_per_100_points>(
          "value_per_100_points", YuanKind{},
          {"100 分值多少元，用于估算负债。", "Yuan that 100 points are worth, for the liability."}),
      Of<&Programme::redemption_percent>(
          "redemption_percent", Whole{0, 100},
          {"预计兑换率；0 = 按账本估计。", "Expected redemption rate; 0 = from the ledger."}),
      Of<&Programme::notice_days>("notice_days", Whole{0, 3660},
                                  {"提前多少天通知到期。", "Days ahead that expiry is announced."}),
      Of<&Programme::near_tier_percent>("near_tier_percent", Whole{1, 100},
                                        {"接近下一级的百分比。", "Percent that counts as near the next tier."}),
  };
}

}  // namespace

Result<Programme> ParseProgramme(std::string_view json) {
  Result<Programme> programme = ReadDocument(json, ProgrammeFields(), kMigrations);
  if (!programme) return programme;
  const Status checked = loyalty::CheckProgramme(*programme);
  if (!checked) return checked.error();
  return programme;
}

std::string WriteProgramme(const Programme& programme) {
  return WriteDocument(programme, ProgrammeFields(), kProgrammeVersion);
}

std::string ProgrammeSchema(Language language) {
  return SchemaOfDocument(ProgrammeFields(), kProgrammeVersion, {"Loyalane 积分方案", "Loyalane loyalty programme"},
                          language);
}

Result<Programme> FindPreset(std::string_view id) {
  for (const loyalty::Preset preset : loyalty::kPresets) {
    Programme programme = loyalty::PresetProgramme(preset);
    if (programme.id == id) return programme;
  }
  return Error(ErrorId::kJsonBadValue)
      .With("key", "programme")
      .With("value", std::string(id))
      .With("expected", "monthly-settlement, customer-club, growth-levels, minimal");
}

}  // namespace loyalane::workspace
