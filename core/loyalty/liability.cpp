#include "loyalty/liability.h"

namespace loyalane::loyalty {

Liability RollForward(const LedgerPolicy& policy, const Ledger& ledger, Day from, Day to) {
  Liability liability;
  for (Day month = MonthOf(from).from; month <= to; month = MonthOf(month).to + 1)
    liability.months.push_back({PeriodName(month), {}});
  MemberAccount account(policy);
  for (uint32_t member = 0; member < ledger.members_with_entries(); ++member) {
    account.Start(ledger.EntriesOf(member), ledger.period_starts());
    account.RunTo(MonthOf(from).from - 1);
    Day month = MonthOf(from).from;
    for (LiabilityMonth& told : liability.months) {
      const Totals before = account.totals();
      const Points owed_before = OwedBySpends(account);
      account.RunTo(MonthOf(month).to);
      told.moved += Moved(account, before, owed_before);
      month = MonthOf(month).to + 1;
    }
    for (const Lot& lot : account.lots()) {
      if (lot.expires_on <= to) liability.matured.Add(lot.used, lot.expired);
    }
  }
  if (!liability.months.empty()) liability.closing = liability.months.back().moved.closing;
  return liability;
}

}  // namespace loyalane::loyalty
