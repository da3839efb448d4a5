// Earning: what a member did -> points by rule and source, and the facts that bring the ledger there. Normative:
// docs/formulas/earning.md.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <span>
#include <string_view>
#include <vector>

#include "loyalty/ledger.h"
#include "loyalty/programme.h"

namespace loyalane::loyalty {

// One thing that a member did. Several lines of a waybill are one: amounts are sums.
struct Deed {
  Occasion kind = Occasion::kShipment;  // kShipment, kEvent, kSubmission, kReferral, kBirthday
  Day day;
  table::TextId source = table::kNoText;   // of the ledger: waybill, document, title
  table::TextId product = table::kNoText;  // of the ledger's sources
  bool is_paid_by_member = true;
  bool is_taken_back = false;  // reversed on `day`: an award, an attendance, a piece
  Money amount;                // all of it, with surcharges and tax
  Money surcharges, tax, points_paid;
};

struct MemberLabels {
  std::string_view member_class, segment;
};

// What a rule gives for one source.
struct Earned {
  uint16_t rule = 0;  // of the programme
  table::TextId source = table::kNoText;
  Day day;
  int64_t points = 0;
  bool is_taken_back = false;  // said to be 0 by the files, wherever they end
};

// `deeds` by day. `tier_percent`: the multiplier of the member's tier on a day. Statements get the source of their
// month ("2026-05") and its last day.
void EarnedBy(const Programme& programme, std::span<const Deed> deeds, const MemberLabels& labels,
              const std::function<int32_t(Day)>& tier_percent, Ledger& ledger, std::vector<Earned>& out);

// From which day, or up to which, the files are whole, by occasion.
using Coverage = std::array<Day, kOccasionCount>;

// The facts that the ledger lacks so that this member has earned exactly `earned`: a first entry for each new source, a
// supplement ("2026-05#2") where it is more than before, a refund where it is less or nothing. Less is believed only
// for months that lie in `covered_from` .. `covered_to`: what a file does not reach is not cancelled.
void Reconcile(const Programme& programme, std::span<const Earned> earned, uint32_t member,
               const Coverage& covered_from, const Coverage& covered_to, Ledger& ledger, std::vector<Fact>& out);

// The name of an earn rule in the ledger.
[[nodiscard]] std::string LedgerRuleOf(const EarnRule& rule);

}  // namespace loyalane::loyalty
