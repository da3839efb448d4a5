// Programme: the club's rules as data. What a rule means: docs/formulas/earning.md, tiers.md, points-ledger.md. How it
// is spelt in JSON: docs/programme.md. Error: LOYALTY-203 a rule that cannot be, 201 and 202 those of tiers.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "base/money.h"
#include "base/points.h"
#include "base/result.h"
#include "loyalty/member_account.h"
#include "loyalty/referral.h"
#include "loyalty/tiers.h"

namespace loyalane::loyalty {

struct Name {
  std::string zh, en;
  friend bool operator==(const Name&, const Name&) = default;
};

// What earns points.
enum class Occasion : uint8_t {
  kStatement,      // all shipments of a calendar month together, on its last day
  kShipment,       // one waybill, on its ship day
  kFirstShipment,  // the first of all
  kEvent,          // attended
  kSubmission,     // accepted
  kReferral,       // confirmed by payment
  kBirthday,
};
inline constexpr size_t kOccasionCount = static_cast<size_t>(Occasion::kBirthday) + 1;

struct Validity {
  enum class Method : uint8_t { kNever, kDays, kMonths, kMonthEnd, kYearEnd, kInactivity };
  Method method = Method::kNever;
  int32_t length = 0;  // days, months or years
  friend bool operator==(const Validity&, const Validity&) = default;
};
// Of a lot earned on `day`.
[[nodiscard]] Lifespan LifespanOf(const Validity& validity, Day day);

struct Multiplier {
  enum class By : uint8_t { kSegment, kMemberClass, kProduct, kPeriod };
  By by = By::kPeriod;
  std::string label;                       // not for kPeriod
  Day from{INT32_MIN}, to{INT32_MAX - 1};  // kPeriod: both included
  int32_t percent = 100;
  friend bool operator==(const Multiplier&, const Multiplier&) = default;
};

struct EarnRule {
  std::string id;
  Name name;
  Occasion occasion = Occasion::kStatement;
  int64_t points = 1;
  Money per;  // points for each of these, rounded down once an occasion; 0: points for the occasion itself
  bool without_surcharges = true;
  bool without_tax = false;
  bool without_points_paid = true;
  bool payer_only = true;  // only shipments that the member pays for
  bool with_tier_multiplier = false;
  std::vector<std::string> products, member_classes, segments;  // empty: all
  std::vector<Multiplier> multipliers;
  int64_t cap_each = 0, cap_month = 0;  // 0: none
  int32_t pending_days = 0;
  Validity validity;
  bool qualifies = true;  // the same number counts towards tiers
  Day from{INT32_MIN}, to{INT32_MAX - 1};
  friend bool operator==(const EarnRule&, const EarnRule&) = default;
};

struct Reward {
  enum class Kind : uint8_t { kVoucher, kGift, kPartner };
  std::string id;
  Name name;
  Kind kind = Kind::kVoucher;
  int64_t points = 0;
  Money value;             // what the member gets
  Money unit_cost;         // what it costs us
  int32_t valid_days = 0;  // of a voucher; 0: without end
  std::string merchant;    // kPartner
  friend bool operator==(const Reward&, const Reward&) = default;
};

struct ArrearsGate {
  int32_t overdue_days = 0;   // a statement unpaid for longer is in arrears; 0: no gate
  bool holds_earning = true;  // points of the month wait until it is paid
  bool stops_spending = true;
  friend bool operator==(const ArrearsGate&, const ArrearsGate&) = default;
};

struct CardRule {
  Money threshold;             // spend in the window
  int32_t window_months = 12;  // that end with the month of the run
  int32_t near_percent = 80;
  friend bool operator==(const CardRule&, const CardRule&) = default;
};

struct Programme {
  std::string id;
  Name name;
  Day starts{INT32_MIN};
  std::vector<EarnRule> earn;
  std::vector<Reward> rewards;
  int64_t redeem_from = 0;  // active points without which nothing is redeemed
  TierRules tiers;
  LedgerPolicy ledger;
  ArrearsGate arrears;
  CardRule card;
  ReferralProgramme referral;
  Money value_per_100_points{100};  // stand-alone selling price, for the liability
  int32_t redemption_percent = 0;   // expected redemption rate by hand; 0: from the ledger
  int32_t notice_days = 60;         // expiry within them is announced
  int32_t near_tier_percent = 80;
  friend bool operator==(const Programme&, const Programme&) = default;
};

[[nodiscard]] Status CheckProgramme(const Programme& programme);

// A monthly-settlement carrier scheme, a customer club, a carrier's eight levels by growth, and the least that works.
enum class Preset : uint8_t { kMonthlySettlement, kCustomerClub, kGrowthLevels, kMinimal };
inline constexpr std::array<Preset, 4> kPresets = {Preset::kMonthlySettlement, Preset::kCustomerClub,
                                                   Preset::kGrowthLevels, Preset::kMinimal};
[[nodiscard]] Programme PresetProgramme(Preset preset);

}  // namespace loyalane::loyalty
