// Vouchers out of the ledger: what closed months have given (kGiven) less what was taken back (kWithdrawn), and what
// people wrote down about each (used, cancelled). Normative: docs/formulas/vouchers.md.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "loyalty/ledger.h"
#include "loyalty/vouchers.h"

namespace loyalane::loyalty {

// A voucher or a gift as the ledger has it.
struct GivenThing {
  Voucher voucher;  // without use or cancellation; its value as it was given
  bool is_gift = false;
  uint32_t member = 0;  // of the ledger
  std::string period;   // the month in which it was posted; empty: still open
  Money withdrawn;      // taken back so far
  Day withdrawn_on;     // the last time; where withdrawn > 0
};

// "award:<source>"; "points:<member>:<source>:<reward>".
[[nodiscard]] std::string VoucherIdOf(const Ledger& ledger, uint32_t member, const Entry& given);

// Of closed months, by member id, then in order of posting.
[[nodiscard]] std::vector<GivenThing> ThingsGiven(const Ledger& ledger);

// What was used of a voucher above what its award is worth now: to be settled outside.
struct VoucherOwed {
  std::string voucher, member;
  Money owed;
  Day day;  // on which the award was taken back
};

struct VoucherMarks {
  std::map<std::string, VoucherUse, std::less<>> uses;
  std::map<std::string, VoucherCancellation, std::less<>> cancellations;
};

struct VoucherStock {
  VoucherBook book;
  std::vector<VoucherOwed> owed;       // by voucher
  std::vector<std::string> strangers;  // marks on vouchers that the ledger does not have
};

// `things`: gifts are left out. A voucher whose award was taken back is cancelled, or worth less, while it is open; one
// that was used stays so, and what it gave too much is owed. Errors: LOYALTY-327, -330.
[[nodiscard]] Result<VoucherStock> KeepVouchers(const std::vector<GivenThing>& things, const VoucherMarks& marks);

}  // namespace loyalane::loyalty
