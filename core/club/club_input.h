// What the files of the club say (loyalty/club_rows.h) as what the monthly run takes: members with their states and
// labels, deeds, redemptions. Texts go into the ledger's pools. Definitions: docs/club.md.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "club/events_register.h"
#include "intake/import_job.h"
#include "loyalty/month_run.h"
#include "loyalty/referral.h"

namespace loyalane::club {

// A member as the files have him; index as in ClubInput::members.
struct ClubMemberRow {
  std::string id;                           // member number, or the customer's code where there is none
  std::string customer;                     // its code
  std::string name;                         // of the customer; for showing only
  uint32_t customer_index = 0;              // UINT32_MAX: none
  const loyalty::MemberRow* row = nullptr;  // null: no members file has him
  bool is_erased = false;                   // nothing but the id is told of him
  std::vector<loyalty::DaySpan> card_held;  // of members with entries by hand; else the days of membership
};

struct MemberOffice;  // member_office.h

struct OpeningDifference {
  std::string member;
  int64_t file_balance = 0;  // its last line
  int64_t counted = 0;       // sum of its lines
};

struct ClubData {
  loyalty::ClubInput input;
  std::vector<ClubMemberRow> members;
  std::vector<const loyalty::RedemptionRow*> redemptions;  // one for each of input.redemptions
  std::vector<loyalty::Reward> gifts;                      // of the gifts file that the programme does not have
  std::vector<OpeningDifference> opening_differences;
  loyalty::ReferralResult referrals;  // as of the wish's last day
  uint64_t redemptions_of_strangers = 0;
  std::unordered_set<uint32_t> erased_customers;  // whose files still speak of a member who was erased
  Day first_deed = loyalty::kNoDay, last_deed{INT32_MIN};
};

// `labels`: the segment of a customer's code. `opening_before`: points files give opening balances for members without
// entries, out of lines before this day; kNoDay: no more. `last_day`: of the run, for arrears.
struct ClubDataWish {
  Day last_day;
  Day opening_before = loyalty::kNoDay;
  std::function<std::string(std::string_view customer)> segment_of;
  std::vector<RegisteredDeed> registered;  // attendance and pieces of the events register
  // Voucher or gift for an award (AwardIdOf), where somebody has chosen otherwise than its claim says.
  std::function<std::optional<loyalty::ReferralChoice>(std::string_view award)> choice_of;
  const MemberOffice* office = nullptr;  // what was entered by hand; null: nothing
};
[[nodiscard]] ClubData ReadClub(const intake::ImportedData& data, const loyalty::Programme& programme,
                                const ClubDataWish& wish, loyalty::Ledger& ledger);

// Indexes of all members, by the bytes of their ids.
[[nodiscard]] std::vector<size_t> MembersById(const ClubData& club);

// Marks the members that are in arrears on a day; `rows` and `members` belong together.
void MarkArrears(const intake::ImportedData& data, const loyalty::Programme& programme, Day on,
                 const std::vector<ClubMemberRow>& rows, std::vector<loyalty::MemberInput>& members);

// "<referee>:<day of payment>": an award in the ledger's sources and in the vouchers register.
[[nodiscard]] std::string AwardIdOf(const loyalty::ReferralOutcome& outcome, const loyalty::ReferralAward& award);

// The facts of the referral register for loyalty::RunReferral. A deal is a payment of a referrals file's row; several
// rows of one claim are several deals. Payments files say who had paid before.
[[nodiscard]] loyalty::ReferralFacts ReferralFactsOf(const intake::ImportedData& data, const ClubData& club);

}  // namespace loyalane::club
