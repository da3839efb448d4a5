#include "workspace/referral_example.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <string>

#include "workspace/command_json.h"

namespace loyalane::workspace {
namespace {

using loyalty::ReferralAward;
using loyalty::ReferralFacts;
using Json = nlohmann::ordered_json;

// Payments a month apart that fall into three bands of the default rules; the refund takes the second one down by a
// band.
constexpr std::array<Money, 3> kPaid = {Money{300'00}, Money{1800'00}, Money{4000'00}};
constexpr Money kRefunded{1500'00};
constexpr size_t kRefundedDeal = 1;
constexpr int32_t kDaysBetween = 30;
constexpr CivilDate kClaimed{2026, 1, 5};

std::string DocumentOf(size_t deal) { return "deal " + std::to_string(deal + 1); }

// The day of the claim: one on which the rules take claims.
Day ClaimDay(const loyalty::ReferralProgramme& rules) {
  const Day wished = std::max(ToDay(kClaimed), rules.start);
  return rules.end ? std::min(wished, *rules.end) : wished;
}

}  // namespace

Result<Json> ReferralExample(const loyalty::ReferralProgramme& rules, Language language) {
  const Day claimed = ClaimDay(rules);
  const auto after = [&](size_t months) {
    return Day{claimed.since_epoch + static_cast<int32_t>(months) * kDaysBetween};
  };
  ReferralFacts facts;
  const Status checked = loyalty::CheckReferralProgramme(rules);
  if (!checked) return checked.error();
  const bool gives_voucher = rules.choices[0] == IdOf(loyalty::ReferralChoice::kVoucher);
  facts.claims = {{"member", "customer", claimed,
                   gives_voucher ? loyalty::ReferralChoice::kVoucher : loyalty::ReferralChoice::kGift}};
  facts.parties.resize(1);
  facts.parties[0].customer = "customer";
  facts.parties[0].registered_on = claimed;
  facts.parties[0].first_shipment_on = claimed;
  facts.members = {{"member", "", {{Day{INT32_MIN}, std::nullopt}}}};
  for (size_t deal = 0; deal < kPaid.size(); ++deal) {
    facts.payments.push_back({"customer", after(deal + 1), kPaid[deal], DocumentOf(deal)});
  }
  const Day refunded = after(kPaid.size() + 1);
  facts.refunds = {{"customer", refunded, kRefunded, DocumentOf(kRefundedDeal), "refund"}};
  const Result<loyalty::ReferralResult> played = RunReferral(rules, facts, refunded);
  if (!played) return played.error();

  const loyalty::ReferralOutcome& outcome = played->outcomes[0];
  Json deals = Json::array();
  for (const ReferralAward& award : outcome.awards) {
    deals.push_back(
        {{"day", ToIso(award.paid_on)},
         {"paid", ToDecimal(award.paid)},
         {"granted", ToDecimal(award.granted)},
         {"active", ToIso(award.active_on)},
         {"refused", award.state == loyalty::AwardState::kRefused && award.why ? ErrorTexts(*award.why, language)
                                                                               : Json(nullptr)}});
  }
  const loyalty::ReferralTotals& totals = outcome.totals;
  return Json{{"choice", rules.choices[0]},
              {"deals", std::move(deals)},
              {"refund", {{"day", ToIso(refunded)}, {"of", kRefundedDeal}, {"amount", ToDecimal(kRefunded)}}},
              {"granted", ToDecimal(totals.granted)},
              {"takenBack", ToDecimal(totals.reversed)},
              {"kept", ToDecimal(totals.granted - totals.reversed)}};
}

}  // namespace loyalane::workspace
