// Snowball referral: who brought whom, what it earned, and why not. Requirements S2-51, S2-58..S2-64; states and the
// rule "confirm on payment" from docs/formulas/referral.md, which is normative.
//
// Everything is derived from facts as of a day; nothing is edited. Facts are sets: their order does not matter, and a
// fact that is given twice counts once. Money is in fen. Names and contacts stay outside: a party's details come in by
// value, are compared, and do not come out.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "base/error.h"
#include "base/money.h"
#include "base/result.h"
#include "loyalty/day_span.h"
#include "loyalty/shares.h"

namespace loyalane::loyalty {

// There is no cash (S2-59, S2-60).
enum class ReferralChoice : uint8_t { kVoucher, kGift };
[[nodiscard]] std::string_view IdOf(ReferralChoice choice);  // "voucher", "gift"

// What decides the band of a deal.
enum class ReferralBasis : uint8_t {
  kDeal,       // the deal's own paid amount
  kCumulative  // all that the referred customer has paid so far, this deal included
};

struct SpendBand {
  Money from;   // inclusive; up to the next band's `from`
  Money award;  // 20.00 to 50.00 yuan
  friend constexpr bool operator==(const SpendBand&, const SpendBand&) = default;
};

inline constexpr Money kReferralAwardMin{20'00};
inline constexpr Money kReferralAwardMax{50'00};

struct ReferralProgramme {
  std::string id = "referral";
  Day start{INT32_MIN};
  std::optional<Day> end = std::nullopt;  // last day for claims; none: it goes on (S2-58)
  std::vector<SpendBand> bands = {{{0}, {20'00}}, {{500'00}, {30'00}}, {{2000'00}, {40'00}}, {{5000'00}, {50'00}}};
  ReferralBasis basis = ReferralBasis::kDeal;
  int32_t hold_days = 0;                    // from payment until the award is active
  std::optional<Money> cap = std::nullopt;  // on what one member is granted in all; none: no cap (S2-62)
  int32_t valid_days = 365;                 // of an award's voucher, the day of issue counted; 0: no end
  std::vector<std::string> choices = {"voucher", "gift"};
  bool cash_redeemable = false;  // as the programme's document says; true is refused
  friend bool operator==(const ReferralProgramme&, const ReferralProgramme&) = default;
};

// Errors: LOYALTY-301 cash, LOYALTY-302 bands, LOYALTY-303 another setting.
[[nodiscard]] Status CheckReferralProgramme(const ReferralProgramme& programme);

// The band's award for a spend above 0; nothing is awarded for 0 or less. `bands` as CheckReferralProgramme takes them.
[[nodiscard]] Money AwardOf(const std::vector<SpendBand>& bands, Money spend);

struct ReferralClaim {
  std::string referrer;  // member id
  std::string referee;   // customer id
  Day claimed_on;
  ReferralChoice choice = ReferralChoice::kVoucher;
};

// A customer, for comparing: the referee, and the member's own firm.
struct ReferralParty {
  std::string customer;
  std::string phone, credit_code, account, pickup_address;  // as written; empty: not known
  std::optional<Day> registered_on = std::nullopt;
  std::optional<Day> first_shipment_on = std::nullopt;
};

struct ReferralMember {
  std::string member;
  std::string customer;            // the member's own customer id; may be empty
  std::vector<DaySpan> card_held;  // days with a valid card (membership.h: CardSpans)
};

// Cash received, not an invoice sent: credit-term customers release the award when they pay.
struct ReferralPayment {
  std::string customer;
  Day day;
  Money amount;
  std::string document;  // names the deal
};

struct ReferralRefund {
  std::string customer;
  Day day;
  Money amount;
  std::string document;  // empty: taken from the latest deals first
  std::string id;        // tells two equal refunds apart
};

struct ReferralFacts {
  std::vector<ReferralClaim> claims;
  std::vector<ReferralParty> parties;
  std::vector<ReferralMember> members;
  std::vector<ReferralPayment> payments;
  std::vector<ReferralRefund> refunds;
};

enum class ReferralState : uint8_t {
  kInvited,
  kRegistered,
  kFirstShipment,
  kInvoicePaid,
  kRewardActive,
  kRejected,
  kClawedBack  // every award that was granted has been taken back
};
[[nodiscard]] std::string_view IdOf(ReferralState state);

enum class AwardState : uint8_t { kPending, kActive, kClawedBack, kRefused };

struct AwardLine {
  enum class Kind : uint8_t {
    kGranted,   // + on the day of payment, pending
    kReleased,  // pending becomes active; the amount changes its place, not its size
    kRerated,   // - after a partial refund
    kReversed   // - all of it
  };
  Day day;
  Kind kind;
  Money amount;
};

// One paid deal. granted = value + reversed.
struct ReferralAward {
  std::string document;
  Day paid_on;
  Day active_on;
  Money paid;
  Money refunded;
  Money granted;   // at payment
  Money value;     // now
  Money reversed;  // taken back so far
  AwardState state = AwardState::kPending;
  // Row: refused (LOYALTY-308 no card, LOYALTY-311 cap). Notice: LOYALTY-314 taken back, LOYALTY-315 re-rated.
  std::optional<Error> why = std::nullopt;
  std::vector<AwardLine> lines;  // by day; those other than releases add up to `value`
};

struct ReferralTotals {
  Money granted, pending, active, reversed;  // granted = pending + active + reversed
};

struct ReferralOutcome {
  ReferralClaim claim;
  ReferralState state = ReferralState::kInvited;
  // LOYALTY-304 self, -305 loop, -306 duplicate, -307 existing payer, -309 outside dates, -310 unknown, -316 choice.
  std::optional<Error> refusal = std::nullopt;
  std::vector<ReferralAward> awards;  // by day of payment, then document
  ReferralTotals totals;
};

struct ReferralResult {
  std::vector<ReferralOutcome> outcomes;  // by claimed_on, referrer, referee, choice
  // Of accepted referees: LOYALTY-312 payments, LOYALTY-313 refunds that could not be used.
  std::vector<Error> row_issues;
  ReferralTotals totals;
  uint64_t claims_repeated = 0;  // the same claim given again
  uint64_t claims_after_as_of = 0;
  uint64_t money_after_as_of = 0;  // payments and refunds
};

// Errors: those of CheckReferralProgramme.
[[nodiscard]] Result<ReferralResult> RunReferral(const ReferralProgramme& programme, const ReferralFacts& facts,
                                                 Day as_of);

// S2-51: of the customers whose first shipment lies in the window, those with an accepted claim.
[[nodiscard]] Share ReferredShareOfNew(const ReferralResult& result, const std::vector<ReferralParty>& parties,
                                       Window window);

}  // namespace loyalane::loyalty
