// Who gets a card out of the club's data (loyalty/card_issue.h): spend of the months that the programme looks at, forms
// out of the members file and the office, states as they are now. The monthly run tells it, the office carries it out.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "club/club_input.h"
#include "club/member_office.h"
#include "loyalty/card_issue.h"
#include "loyalty/programme.h"

namespace loyalane::club {

struct CardPlan {
  loyalty::CardSettings settings;  // window: ends with the month
  loyalty::CardRun run;
};

// `month`: any day of it. A programme without a threshold gives no cards: everything is empty then.
// Errors: LOYALTY-336.
[[nodiscard]] Result<CardPlan> PlanCards(const intake::ImportedData& data, const ClubData& club,
                                         const loyalty::Programme& programme, const MemberOffice& office, Day month);

// What a member's form says: by the office, else by the members file; empty: nothing.
[[nodiscard]] std::string FormValueOf(const intake::ImportedData& data, const loyalty::MemberRow* row,
                                      const OfficeMember* hand, std::string_view field);

// {member, customer, name, amount, share {num, den}, lacking, missing [fields], needsApproval, formComplete}
[[nodiscard]] nlohmann::ordered_json CandidateJson(const loyalty::CardCandidate& candidate, const std::string& name);

// One row a candidate: those who get a card, or those who are near. Columns: docs/club.md.
[[nodiscard]] std::string CardsCsv(const CardPlan& plan, const ClubData& club, bool near, bool spreadsheet);

}  // namespace loyalane::club
