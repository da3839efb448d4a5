// Liability: what the club owes in points, month by month, and what of it will be asked for. A planning figure, not a
// statutory one. Normative: docs/formulas/points-liability.md.
#pragma once

#include <string>
#include <vector>

#include "loyalty/month_run.h"
#include "loyalty/redemption_rate.h"

namespace loyalane::loyalty {

struct LiabilityMonth {
  std::string period;
  PointsMoved moved;
};

struct Liability {
  std::vector<LiabilityMonth> months;
  Points closing;
  RedemptionCohort matured{""};  // lots whose validity has ended by `to`
};

// All members of the ledger, for the months from the one of `from` to the one of `to`.
[[nodiscard]] Liability RollForward(const LedgerPolicy& policy, const Ledger& ledger, Day from, Day to);

}  // namespace loyalane::loyalty
