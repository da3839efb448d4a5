// How fast and how large a ledger is: taking entries, the ledger file, folding to a day, a month's run.
#pragma once

#include <cstdint>

namespace loyalane::bench {

// Prints seconds and bytes for so many members of 50 entries: a statement in each of 40 months, and ten redemptions
// with documents of their own; then for one member of 100 000 and 200 000 entries, in four histories. False: a figure
// does not agree with arithmetic.
[[nodiscard]] bool MeasureLedger(uint32_t members);

}  // namespace loyalane::bench
