#include "loyalty/programme.h"

#include <algorithm>
#include <set>

namespace loyalane::loyalty {
namespace {

constexpr int32_t kPercentMax = 1000;
constexpr int32_t kMonthsMax = 600;
// Beside those of products, so that sums stay exact in 128 bits (earning.cpp).
constexpr size_t kMultipliersMax = 4;
constexpr int64_t kRulePointsMax = 1'000'000;

Error Bad(const std::string& rule, const char* key, const std::string& value, const char* expected) {
  return Error(ErrorId::kRuleBad).With("rule", rule).With("key", key).With("value", value).With("expected", expected);
}

Status CheckValidity(const std::string& rule, const Validity& validity) {
  const bool is_days = validity.method == Validity::Method::kDays;
  const bool is_years = validity.method == Validity::Method::kYearEnd;
  const int32_t min = is_years || validity.method == Validity::Method::kMonthEnd ? 0 : 1;
  const int32_t max = is_days ? Lifespan::kDaysMax : is_years ? 50 : kMonthsMax;
  if (validity.method != Validity::Method::kNever && (validity.length < min || validity.length > max))
    return Bad(rule, "validity.length", std::to_string(validity.length),
               is_days    ? "1..32767"
               : is_years ? "0..50"
                          : "1..600");
  return Done{};
}

Status CheckRule(const EarnRule& rule) {
  if (rule.id.empty()) return Bad("–", "id", "", "text");
  if (rule.points < 0 || rule.points > kRulePointsMax)
    return Bad(rule.id, "points", std::to_string(rule.points), "0..1000000");
  if (rule.per < Money{0} || rule.per.minor > kMoneyMinorMax) return Bad(rule.id, "per", ToDecimal(rule.per), "≥ 0");
  if (rule.per.minor > 0 && rule.occasion != Occasion::kStatement && rule.occasion != Occasion::kShipment)
    return Bad(rule.id, "per", ToDecimal(rule.per), "0");
  if (rule.cap_each < 0 || rule.cap_month < 0)
    return Bad(rule.id, "cap", std::to_string(std::min(rule.cap_each, rule.cap_month)), "≥ 0");
  if (rule.pending_days < 0 || rule.pending_days > 3660)
    return Bad(rule.id, "pendingDays", std::to_string(rule.pending_days), "0..3660");
  if (rule.from > rule.to) return Bad(rule.id, "to", ToIso(rule.to), "≥ from");
  size_t multipliers = 0;
  for (const Multiplier& multiplier : rule.multipliers) {
    multipliers += multiplier.by == Multiplier::By::kProduct ? 0 : 1;
    if (multiplier.percent < 0 || multiplier.percent > kPercentMax)
      return Bad(rule.id, "multipliers.percent", std::to_string(multiplier.percent), "0..1000");
  }
  if (multipliers > kMultipliersMax) return Bad(rule.id, "multipliers", std::to_string(multipliers), "≤ 4");
  Status validity = CheckValidity(rule.id, rule.validity);
  if (!validity) return validity;
  // Points that die before they can be spent are a slip.
  if (rule.validity.method == Validity::Method::kDays && rule.validity.length <= rule.pending_days)
    return Bad(rule.id, "validity.length", std::to_string(rule.validity.length), "> pendingDays");
  return Done{};
}

}  // namespace

Lifespan LifespanOf(const Validity& validity, Day day) {
  const auto until = [day](Day last) { return Lifespan::Days(std::clamp(last + 1 - day, 1, Lifespan::kDaysMax)); };
  switch (validity.method) {
    case Validity::Method::kNever:
      return Lifespan::Never();
    case Validity::Method::kDays:
      return Lifespan::Days(validity.length);
    case Validity::Method::kMonths:
      return until(AddMonths(day, validity.length));
    case Validity::Method::kMonthEnd: {
      const CivilDate last = ToCivil(AddMonths(day, validity.length));
      return until(ToDay({last.year, last.month, DaysInMonth(last.year, last.month)}));
    }
    case Validity::Method::kYearEnd:
      return until(ToDay({ToCivil(day).year + validity.length, 12, 31}));
    case Validity::Method::kInactivity:
      return Lifespan::InactiveMonths(validity.length);
  }
  return Lifespan::Never();
}

Status CheckProgramme(const Programme& programme) {
  std::set<std::string_view> ids;
  for (const EarnRule& rule : programme.earn) {
    Status checked = CheckRule(rule);
    if (!checked) return checked;
    if (!ids.insert(rule.id).second) return Bad(rule.id, "id", rule.id, "≠");
  }
  ids.clear();
  for (const Reward& reward : programme.rewards) {
    if (reward.id.empty()) return Bad("–", "id", "", "text");
    if (!ids.insert(reward.id).second) return Bad(reward.id, "id", reward.id, "≠");
    if (reward.points < 1 || reward.points > kEntryPointsMax)
      return Bad(reward.id, "points", std::to_string(reward.points), "1..2147483647");
    if (reward.value < Money{0} || reward.unit_cost < Money{0})
      return Bad(reward.id, "value", ToDecimal(std::min(reward.value, reward.unit_cost)), "≥ 0");
  }
  if (programme.redemption_percent < 0 || programme.redemption_percent > 100)
    return Bad(programme.id, "redemptionPercent", std::to_string(programme.redemption_percent), "0..100");
  if (const Status referral = CheckReferralProgramme(programme.referral); !referral) return referral.error();
  return CheckTierRules(programme.tiers);
}

Programme PresetProgramme(Preset preset) {
  Programme programme;
  switch (preset) {
    case Preset::kMonthlySettlement: {
      // SF Express HK/Macau Bonus Point Scheme: 1 point for each 100 of the monthly statement, rounded down, surcharges
      // excluded; the points of a year are redeemed in the next one.
      programme.id = "monthly-settlement";
      programme.name = {"月结积分计划", "Monthly-settlement points"};
      EarnRule statement;
      statement.id = "statement";
      statement.name = {"月结账单每 100 元积 1 分", "1 point for each 100 of the monthly statement"};
      statement.per = Money{10'000};
      statement.validity = {Validity::Method::kYearEnd, 1};
      programme.earn = {statement};
      programme.rewards = {{"freight-10",
                            {"10 元运费抵用券", "Freight voucher of 10"},
                            Reward::Kind::kVoucher,
                            20,
                            Money{1000},
                            Money{1000},
                            180,
                            {}},
                           {"freight-50",
                            {"50 元运费抵用券", "Freight voucher of 50"},
                            Reward::Kind::kVoucher,
                            90,
                            Money{5000},
                            Money{5000},
                            180,
                            {}}};
      programme.arrears.overdue_days = 30;
      programme.value_per_100_points = Money{5000};
      break;
    }
    case Preset::kCustomerClub: {
      programme.id = "customer-club";
      programme.name = {"客户会", "Customer club"};
      EarnRule freight;
      freight.id = "freight";
      freight.name = {"运费每 1 元积 1 分", "1 point for each yuan of freight"};
      freight.occasion = Occasion::kShipment;
      freight.per = Money{100};
      freight.cap_each = 500;
      freight.pending_days = 7;
      freight.with_tier_multiplier = true;
      freight.validity = {Validity::Method::kMonthEnd, 12};
      EarnRule event;
      event.id = "event";
      event.name = {"参加活动", "Taking part in an event"};
      event.occasion = Occasion::kEvent;
      event.points = 200;
      event.qualifies = false;
      event.validity = freight.validity;
      EarnRule submission = event;
      submission.id = "submission";
      submission.name = {"投稿被采用", "An accepted submission"};
      submission.occasion = Occasion::kSubmission;
      submission.points = 300;
      programme.earn = {freight, event, submission};
      programme.rewards = {
          {"voucher-10",
           {"10 元运费抵用券", "Freight voucher of 10"},
           Reward::Kind::kVoucher,
           1000,
           Money{1000},
           Money{1000},
           180,
           {}},
          {"gift-scale", {"电子包裹秤", "Parcel scale"}, Reward::Kind::kGift, 6000, Money{6800}, Money{5200}, 0, {}}};
      programme.redeem_from = 500;
      // Four levels of our own, in yuan of freight a year.
      programme.tiers.tiers = {{"会员", "Member", 0, 100},
                               {"银卡", "Silver", 5'000, 110},
                               {"金卡", "Gold", 20'000, 125},
                               {"钻石卡", "Diamond", 80'000, 150}};
      programme.tiers.grace_days = 30;
      programme.tiers.downgrade = Downgrade::kOneStep;
      programme.ledger.restore_grace_days = 30;
      programme.arrears.overdue_days = 30;
      programme.card.threshold = Money{100'000};
      break;
    }
    case Preset::kGrowthLevels: {
      // SF Express CN personal membership: a point, and as much growth, for each yuan, at most 500 a shipment; eight
      // levels held for 365 days from every upgrade on; 100 points are 1 yuan, from 500 points, at most 12 yuan a
      // shipment. Points post 7 working days after delivery: 11 days at most.
      programme.id = "growth-levels";
      programme.name = {"八级成长会员", "Eight growth levels"};
      EarnRule freight;
      freight.id = "freight";
      freight.name = {"运费每 1 元积 1 分、成长值 1", "1 point and 1 growth for each yuan of freight"};
      freight.occasion = Occasion::kShipment;
      freight.per = Money{100};
      freight.cap_each = 500;
      freight.pending_days = 11;
      programme.earn = {freight};
      const auto voucher = [&programme](const char* id, const char* zh, const char* en, int64_t points) {
        programme.rewards.push_back(
            {id, {zh, en}, Reward::Kind::kVoucher, points, Money{points}, Money{points}, 0, {}});
      };
      voucher("freight-5", "5 元运费抵扣", "5 yuan off freight", 500);
      voucher("freight-12", "12 元运费抵扣", "12 yuan off freight", 1200);
      programme.redeem_from = 500;
      constexpr std::array<int64_t, 8> kGrowth = {0, 10, 40, 100, 300, 1200, 5000, 10000};
      for (size_t level = 0; level < kGrowth.size(); ++level)
        programme.tiers.tiers.push_back({"V" + std::to_string(level), {}, kGrowth[level], 100});
      programme.tiers.window = TierWindow::kSinceChange;
      programme.tiers.window_days = 365;
      programme.tiers.carry_over = true;
      break;
    }
    case Preset::kMinimal: {
      programme.id = "minimal";
      programme.name = {"最简积分", "Minimal"};
      EarnRule statement;
      statement.id = "statement";
      statement.name = {"账单每 1 元积 1 分", "1 point for each yuan of the statement"};
      statement.per = Money{100};
      programme.earn = {statement};
      programme.rewards = {{"voucher-10",
                            {"10 元抵用券", "Voucher of 10"},
                            Reward::Kind::kVoucher,
                            1000,
                            Money{1000},
                            Money{1000},
                            0,
                            {}}};
      break;
    }
  }
  return programme;
}

}  // namespace loyalane::loyalty
