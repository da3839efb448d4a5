// RunMonth: one month of the club (J5). Earn facts out of what members did, redemptions checked and entered, the month
// told member by member, and closed when that is wanted. Running it again changes nothing. Normative:
// docs/formulas/earning.md, points-ledger.md, tiers.md.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "loyalty/day_span.h"
#include "loyalty/earning.h"
#include "loyalty/member_state.h"

namespace loyalane::loyalty {

struct MemberInput {
  uint32_t member = 0;  // of the ledger
  MemberState state = MemberState::kActive;
  Day active_from, active_to = kNoDay;  // membership, both included
  std::vector<DaySpan> away;            // within it: suspended; by day
  bool is_dated = false;                // the days above say when he was active; else `state` speaks for all days
  std::string member_class, segment;
  bool is_in_arrears = false;  // on the last day of the run
  uint64_t deeds_begin = 0, deeds_end = 0;
  Day replays_from = kNoDay;  // of a replay: earlier than RunOptions::deeds_from while points are held
  std::vector<TierOverride> overrides;
};

// Points for a reward, asked for with a document of its own.
struct Redemption {
  uint32_t member = 0;
  Day day, reversed_on = kNoDay;
  std::string reward;
  int64_t quantity = 1;
  int64_t points = 0;                       // that the document says; 0: quantity × what the reward takes
  table::TextId document = table::kNoText;  // of the ledger's sources
};

// What a referral award gives (docs/formulas/vouchers.md).
struct AwardGiven {
  uint32_t member = 0;
  table::TextId source = table::kNoText;  // the award: kAwardVoucherRule or kAwardGiftRule has it once
  bool is_gift = false;
  Day day;  // from which it is active
  Money value;
  int32_t valid_days = 0;  // 0: no end
  struct Withdrawal {
    Day day;
    Money value;
  };
  std::vector<Withdrawal> withdrawals;  // by day
};

struct ClubInput {
  std::vector<MemberInput> members;
  std::vector<Deed> deeds;  // by member, then by day
  std::vector<Redemption> redemptions;
  std::vector<AwardGiven> awards;
  std::vector<Fact> facts;  // others: opening balances, grants, charges
  Coverage covered_from{};  // of `deeds`; 0 (1970): from the beginning
  Coverage covered_to = [] {
    Coverage to_the_end;
    to_the_end.fill(kNoDay);
    return to_the_end;
  }();
};

struct PointsMoved {
  Points opening, earned, spent, expired, taken_back, written_off, closing;
  PointsMoved& operator+=(const PointsMoved& other);
  // opening + earned - spent - expired - taken_back + written_off = closing; spent and taken_back are net of what came
  // back.
  [[nodiscard]] bool adds_up() const {
    return opening + earned - spent - expired - taken_back + written_off == closing;
  }
};

struct ExpiryNotice {
  Day last_day;  // on which they can be spent
  Points points;
};

struct MemberMonth {
  uint32_t member = 0;
  PointsMoved moved;  // held: pending + active - owed
  Points active, pending, owed;
  std::vector<ExpiryNotice> expiring;  // within the programme's notice days, by day
  uint32_t tier_before = 0, tier = 0;
  Day tier_valid_to = kNoDay;
  uint32_t tier_if_idle = 0;
  int64_t tier_quantity = 0;
  int64_t tier_missing = 0;  // to the next tier; 0: there is none
  bool is_near_tier = false;
  bool may_lose_tier = false;  // within the notice days, when nothing more is earned
  int64_t held_points = 0;     // because of arrears
  uint32_t new_facts = 0;
};

struct RefusedRedemption {
  size_t redemption;  // of the input
  Error error;
};

struct MonthReport {
  std::string period;
  Window month{};
  bool was_closed = false;           // before
  std::vector<MemberMonth> members;  // in the order of the input
  PointsMoved total;
  uint64_t facts_added = 0, facts_known = 0, facts_late = 0;
  std::vector<Fact> late;
  std::vector<Fact> added;
  std::vector<Fact> conflicts;
  std::vector<RefusedRedemption> refused;
  std::vector<size_t> redeemed;  // of the input, entered now or before
  std::vector<Fact> given;       // kGiven and kWithdrawn that are posted in this month
  Points held;
};

enum class RunMode : uint8_t { kDry, kApply };

struct RunOptions {
  RunMode mode = RunMode::kDry;
  // Deeds before this day are taken to be in the ledger already: for replaying month by month.
  Day deeds_from{INT32_MIN};
  // The club's first day: what was asked for before it is no business of this ledger.
  Day begins{INT32_MIN};
  bool tells_members = true;
};

// `month`: any day of it. A dry run leaves the ledger's entries as they were. Error: LOYALTY-109 the month before is
// not closed.
[[nodiscard]] Result<MonthReport> RunMonth(const Programme& programme, const ClubInput& club, Day month,
                                           const RunOptions& options, Ledger& ledger);

// The tier's multiplier.
[[nodiscard]] int32_t TierPercent(const Programme& programme, uint32_t tier);
// Rules of kGiven in the ledger: awards, and the voucher of a reward.
inline constexpr std::string_view kAwardVoucherRule = "award.voucher";
inline constexpr std::string_view kAwardGiftRule = "award.gift";
[[nodiscard]] std::string VoucherRuleOf(const Reward& reward);
// The name of a reward in the ledger.
[[nodiscard]] std::string LedgerRuleOf(const Reward& reward);
// "2026-05"
[[nodiscard]] std::string PeriodName(Day day);
[[nodiscard]] Window MonthOf(Day day);
// What moved between two states of an account.
[[nodiscard]] PointsMoved Moved(const MemberAccount& account, const Totals& before, Points owed_by_spends_before);
[[nodiscard]] Points OwedBySpends(const MemberAccount& account);

}  // namespace loyalane::loyalty
