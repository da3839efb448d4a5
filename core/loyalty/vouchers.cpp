#include "loyalty/vouchers.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "base/sort.h"

namespace loyalane::loyalty {
namespace {

std::string IdFor(VoucherSource source, const std::string& source_id) {
  return (source == VoucherSource::kAward ? "award:" : "points:") + source_id;
}

Error About(ErrorId id, const std::string& voucher) { return Error(id).With("voucher", voucher); }

Error Unusable(const std::string& voucher, std::string field, std::string value) {
  return About(ErrorId::kVoucherUnusable, voucher).With("field", std::move(field)).With("value", std::move(value));
}

}  // namespace

Result<VoucherBook> VoucherBook::Load(std::vector<Voucher> vouchers) {
  VoucherBook book;
  for (size_t i = 0; i < vouchers.size(); ++i) {
    const Voucher& voucher = vouchers[i];
    if (!book.by_id_.emplace(voucher.id, i).second) return About(ErrorId::kVoucherTwice, voucher.id);
    if (voucher.value.minor <= 0) return Unusable(voucher.id, "value", ToDecimal(voucher.value));
    if (voucher.last_day < voucher.issued_on) return Unusable(voucher.id, "last_day", ToIso(voucher.last_day));
    if (voucher.use && voucher.cancellation) {
      return Unusable(voucher.id, "cancellation", ToIso(voucher.cancellation->day));
    }
    if (!voucher.use) continue;
    const Money offset = voucher.use->offset;
    if (offset.minor <= 0 || offset > voucher.value) return Unusable(voucher.id, "offset", ToDecimal(offset));
    book.offsets_[voucher.use->document] += offset;
  }
  book.vouchers_ = std::move(vouchers);
  return book;
}

Result<std::string> VoucherBook::Issue(const VoucherIssue& issue) {
  std::string id = IdFor(issue.source, issue.source_id);
  if (issue.value.minor <= 0) return Unusable(id, "value", ToDecimal(issue.value));
  if (issue.validity_days < 1) return Unusable(id, "validity_days", std::to_string(issue.validity_days));
  if (issue.source_id.empty()) return Unusable(id, "source_id", "");
  if (!by_id_.emplace(id, vouchers_.size()).second) return About(ErrorId::kVoucherTwice, id);
  vouchers_.push_back({.id = id,
                       .member = issue.member,
                       .value = issue.value,
                       .issued_on = issue.day,
                       .last_day = issue.day + (issue.validity_days - 1),
                       .source = issue.source,
                       .source_id = issue.source_id});
  return id;
}

// The voucher, if it is open on the day.
Result<Voucher*> VoucherBook::FindOpen(const std::string& id, Day day) {
  const auto at = by_id_.find(id);
  if (at == by_id_.end()) return About(ErrorId::kVoucherUnknown, id);
  Voucher& found = vouchers_[at->second];
  // What was done with it counts whatever the day: a use that is dated back does not open it again.
  if (found.use) {
    return About(ErrorId::kVoucherUsed, id).With("day", ToIso(found.use->day)).With("document", found.use->document);
  }
  if (found.cancellation) return About(ErrorId::kVoucherCancelled, id).With("day", ToIso(found.cancellation->day));
  if (day < found.issued_on) return About(ErrorId::kVoucherNotYet, id).With("day", ToIso(found.issued_on));
  if (day > found.last_day) return About(ErrorId::kVoucherExpired, id).With("day", ToIso(found.last_day));
  return &found;
}

Result<PointsExchange> ExchangePoints(Points points, Points per_yuan, Points minimum) {
  if (per_yuan.units < 1) return Unusable("points", "per_yuan", std::to_string(per_yuan.units));
  const Points least = std::max(minimum, per_yuan);
  if (points < least) {
    return Error(ErrorId::kPointsBelowVoucher)
        .With("points", std::to_string(points.units))
        .With("minimum", std::to_string(least.units));
  }
  const int64_t yuan = points.units / per_yuan.units;
  return PointsExchange{{yuan * 100}, {yuan * per_yuan.units}, {points.units % per_yuan.units}};
}

Result<Money> VoucherBook::Redeem(const std::string& voucher, const VoucherInvoice& invoice, MemberState member_state) {
  Result<Voucher*> open = FindOpen(voucher, invoice.day);
  if (!open) return open.error();
  if (open.value()->member != invoice.member) {
    return About(ErrorId::kVoucherOfAnother, voucher).With("member", invoice.member);
  }
  if (!EntitlementsOf(member_state).redeems) {
    return Error(ErrorId::kMemberFrozen).With("member", invoice.member).With("state", std::string(IdOf(member_state)));
  }
  const auto used = offsets_.find(invoice.document);
  const Money left = used == offsets_.end() ? invoice.amount : invoice.amount - used->second;
  if (left.minor <= 0) return Error(ErrorId::kInvoiceCovered).With("document", invoice.document);
  const Money offset = std::min(open.value()->value, left);
  open.value()->use = VoucherUse{invoice.day, invoice.document, offset};
  offsets_[invoice.document] += offset;
  return offset;
}

Status VoucherBook::Cancel(const std::string& voucher, Day day, std::string reason) {
  Result<Voucher*> open = FindOpen(voucher, day);
  if (!open) return open.error();
  open.value()->cancellation = VoucherCancellation{day, std::move(reason)};
  return Done{};
}

VoucherState StateOn(const Voucher& voucher, Day as_of) {
  if (voucher.issued_on > as_of) return VoucherState::kNotYet;
  if (voucher.use && voucher.use->day <= as_of) return VoucherState::kUsed;
  if (voucher.cancellation && voucher.cancellation->day <= as_of) return VoucherState::kCancelled;
  return voucher.last_day < as_of ? VoucherState::kExpired : VoucherState::kOpen;
}

VoucherTotals TotalsOn(const std::vector<Voucher>& vouchers, Day as_of) {
  VoucherTotals totals;
  const auto add = [](VoucherSum& sum, Money value) {
    ++sum.count;
    sum.value += value;
  };
  for (const Voucher& voucher : vouchers) {
    const VoucherState state = StateOn(voucher, as_of);
    if (state == VoucherState::kNotYet) continue;
    add(totals.issued, voucher.value);
    switch (state) {
      case VoucherState::kUsed:
        add(totals.used, voucher.value);
        totals.offset += voucher.use->offset;
        totals.forfeited += voucher.value - voucher.use->offset;
        break;
      case VoucherState::kExpired:
        add(totals.expired, voucher.value);
        break;
      case VoucherState::kCancelled:
        add(totals.cancelled, voucher.value);
        break;
      default:
        add(totals.open, voucher.value);
    }
  }
  return totals;
}

std::vector<const Voucher*> VouchersExpiringWithin(const std::vector<Voucher>& vouchers, Day as_of, int32_t days) {
  std::vector<const Voucher*> expiring;
  for (const Voucher& voucher : vouchers) {
    if (StateOn(voucher, as_of) == VoucherState::kOpen && voucher.last_day - as_of < days) {
      expiring.push_back(&voucher);
    }
  }
  Sort(expiring,
       [](const Voucher* a, const Voucher* b) { return std::tie(a->last_day, a->id) < std::tie(b->last_day, b->id); });
  return expiring;
}

}  // namespace loyalane::loyalty
