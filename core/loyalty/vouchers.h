// Vouchers: issued from a referral award or from points, used against an invoice, never cash (S2-59). A book is a list
// of vouchers with what was done with each; every figure is a fold over it as of a day. Money is in fen. Normative:
// docs/formulas/vouchers.md.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/date.h"
#include "base/money.h"
#include "base/points.h"
#include "base/result.h"
#include "loyalty/member_state.h"

namespace loyalane::loyalty {

enum class VoucherSource : uint8_t { kAward, kPoints };

struct VoucherUse {
  Day day;
  std::string document;
  Money offset;  // what the invoice was lowered by; the rest of the value is lost
};

struct VoucherCancellation {
  Day day;
  std::string reason;
};

struct Voucher {
  std::string id;
  std::string member;
  Money value;
  Day issued_on;
  Day last_day;  // included
  VoucherSource source = VoucherSource::kAward;
  std::string source_id;  // the award or the debit of points
  std::optional<VoucherUse> use = std::nullopt;
  std::optional<VoucherCancellation> cancellation = std::nullopt;
};

struct VoucherIssue {
  std::string member;
  Money value;
  Day day;
  int32_t validity_days = 365;  // the day of issue is the first of them
  VoucherSource source = VoucherSource::kAward;
  std::string source_id;
};

struct PointsExchange {
  Money value;  // whole yuan
  Points used;  // value x per_yuan
  Points left;
};
// How many whole yuan the points give. Errors: LOYALTY-329 fewer than the least number, or than one yuan takes;
// LOYALTY-330 the rate is below 1.
[[nodiscard]] Result<PointsExchange> ExchangePoints(Points points, Points per_yuan, Points minimum);

struct VoucherInvoice {
  std::string document;
  std::string member;
  Day day;
  Money amount;  // before vouchers
};

class VoucherBook {
 public:
  // A book out of a file. Errors: LOYALTY-327 an id is there twice, LOYALTY-330 a value, a last day or an offset that
  // Issue and Redeem would not have made.
  [[nodiscard]] static Result<VoucherBook> Load(std::vector<Voucher> vouchers);

  // Adds the voucher and gives its id, which follows from its source: "award:<source_id>" or "points:<source_id>".
  // Errors: LOYALTY-327 the source has its voucher already (an import or a run repeated), LOYALTY-330 value or
  // validity.
  [[nodiscard]] Result<std::string> Issue(const VoucherIssue& issue);

  // Uses the voucher and gives the offset: min(value, what earlier vouchers left of the invoice). No change is given.
  // Errors, the book unchanged: LOYALTY-320 unknown, -321 expired, -322 used, -323 cancelled, -324 member not active,
  // -325 another member's, -326 nothing left to pay, -328 before its first day.
  [[nodiscard]] Result<Money> Redeem(const std::string& voucher, const VoucherInvoice& invoice,
                                     MemberState member_state);

  // Takes back an open voucher, such as after a refund of the referred deal. Errors: LOYALTY-320, -321, -322, -323:
  // what was used cannot be taken back here. LOYALTY-328 before its first day.
  [[nodiscard]] Status Cancel(const std::string& voucher, Day day, std::string reason);

  [[nodiscard]] const std::vector<Voucher>& vouchers() const { return vouchers_; }  // in the order of issue

 private:
  [[nodiscard]] Result<Voucher*> FindOpen(const std::string& id, Day day);

  std::vector<Voucher> vouchers_;
  std::map<std::string, size_t, std::less<>> by_id_;
  std::map<std::string, Money, std::less<>> offsets_;  // by document
};

enum class VoucherState : uint8_t { kNotYet, kOpen, kUsed, kExpired, kCancelled };
[[nodiscard]] VoucherState StateOn(const Voucher& voucher, Day as_of);

struct VoucherSum {
  int64_t count = 0;
  Money value;
  friend constexpr bool operator==(const VoucherSum&, const VoucherSum&) = default;
};
// issued = open + used + expired + cancelled, in number and value. Of the used value, `offset` lowered invoices and
// `forfeited` was lost because no change is given.
struct VoucherTotals {
  VoucherSum issued, open, used, expired, cancelled;
  Money offset, forfeited;
};
[[nodiscard]] VoucherTotals TotalsOn(const std::vector<Voucher>& vouchers, Day as_of);

// Open vouchers whose last day lies within `days` from as_of on (as_of included), by last day, then id.
[[nodiscard]] std::vector<const Voucher*> VouchersExpiringWithin(const std::vector<Voucher>& vouchers, Day as_of,
                                                                 int32_t days);

}  // namespace loyalane::loyalty
