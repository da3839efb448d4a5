// Who gets a card in this run (S2-53): qualifying spend at or above the threshold and a complete form; and who is near.
// Money is in fen. Normative: docs/formulas/card-issue.md.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "base/date.h"
#include "base/error.h"
#include "base/money.h"
#include "base/result.h"
#include "loyalty/membership.h"
#include "loyalty/shares.h"

namespace loyalane::loyalty {

struct CardSettings {
  Money card_threshold_amount{1000'00};  // inclusive
  Window window;                         // of qualifying spend, both ends included
  int64_t near_percent = 80;             // inclusive
  std::vector<std::string> required_fields;
  // False: an application is approved by the run itself.
  bool approval_required = true;
};

struct CardSpend {
  std::string customer;
  Day day;
  Money amount;  // negative: a refund
};

// What a person wrote into the form. Values are looked at, never passed on.
struct CardForm {
  std::string member;
  std::vector<std::pair<std::string, std::string>> values;  // field, value
};

struct CardCandidate {
  std::string member;
  std::string customer;
  Share spend;                              // fen in the window, of the threshold
  Money lacking;                            // to the threshold; 0 when it is reached
  std::vector<std::string> missing_fields;  // required, and not filled in or masked; in the order of the settings
  bool needs_approval = false;
};

struct CardRun {
  std::vector<CardCandidate> issue;  // by member id
  // At least near_percent and no card: too little spend, an incomplete form, or no approval yet. By spend from high to
  // low, then member id.
  std::vector<CardCandidate> near;
  Share eligible;            // issue, of the members without a card who have not left
  int64_t holding_card = 0;  // passed over: card_issued, active or suspended
  int64_t exited = 0;
  int64_t below_near = 0;
};

// `members`: each id once. Errors: LOYALTY-336.
[[nodiscard]] Result<CardRun> PlanCardIssue(const CardSettings& settings, const std::vector<ClubMember>& members,
                                            const std::vector<CardSpend>& spend, const std::vector<CardForm>& forms,
                                            Day as_of);

// Gives the cards of a plan: the members go to card_issued, over approved where the settings let an application
// through. Planning again afterwards issues nothing to them. Errors, members unchanged: those of ChangeState;
// LOYALTY-331 also when a planned member is not in `members`.
[[nodiscard]] Status IssueCards(const CardRun& run, std::vector<ClubMember>& members, Day day, const std::string& who);

}  // namespace loyalane::loyalty
