// Liability: what the club owes in points, month by month, and what of it will be asked for. A planning figure, not a
// statutory one. Normative: docs/formulas/points-liability.md.
#pragma once

#include <string>
#include <vector>

#include "loyalty/month_run.h"

namespace loyalane::loyalty {

struct LiabilityMonth {
  std::string period;
  PointsMoved moved;
};

// Points of lots that are over: what was used of them and what expired.
struct RedeemedShare {
  Points used, expired;
  uint64_t lots = 0;
};

struct Liability {
  std::vector<LiabilityMonth> months;
  Points closing;
  RedeemedShare finished;  // lots that have expired or been used up by `as_of`
};

// All members of the ledger, for the months from the one of `from` to the one of `to`.
[[nodiscard]] Liability RollForward(const LedgerPolicy& policy, const Ledger& ledger, Day from, Day to);

}  // namespace loyalane::loyalty
