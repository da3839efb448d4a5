#include "loyalty/voucher_ledger.h"

#include <algorithm>
#include <utility>

#include "base/sort.h"
#include "loyalty/month_run.h"

namespace loyalane::loyalty {
namespace {

constexpr std::string_view kVoucherRulePrefix = "voucher.";

bool IsAward(std::string_view rule) { return rule == kAwardVoucherRule || rule == kAwardGiftRule; }

GivenThing ThingOf(const Ledger& ledger, uint32_t member, const Entry& entry) {
  const std::string_view rule = ledger.rules()[entry.rule];
  GivenThing thing;
  thing.voucher.id = VoucherIdOf(ledger, member, entry);
  thing.voucher.member = std::string(ledger.members()[member]);
  thing.voucher.value = Money{entry.points};
  thing.voucher.issued_on = entry.day;
  thing.voucher.last_day = entry.lives.is_never() ? kNoDay : entry.day + (entry.lives.days() - 1);
  thing.voucher.source = IsAward(rule) ? VoucherSource::kAward : VoucherSource::kPoints;
  thing.voucher.source_id = std::string(ledger.sources()[entry.source]);
  thing.is_gift = rule == kAwardGiftRule;
  thing.member = member;
  if (entry.period != kOpenPeriod) thing.period = ledger.periods()[entry.period].name;
  return thing;
}

}  // namespace

std::string VoucherIdOf(const Ledger& ledger, uint32_t member, const Entry& given) {
  const std::string_view rule = ledger.rules()[given.rule];
  const std::string source(ledger.sources()[given.source]);
  if (IsAward(rule)) return "award:" + source;
  return "points:" + std::string(ledger.members()[member]) + ":" + source + ":" +
         std::string(rule.substr(std::min(kVoucherRulePrefix.size(), rule.size())));
}

std::vector<GivenThing> ThingsGiven(const Ledger& ledger) {
  std::vector<GivenThing> things;
  for (const uint32_t member : ledger.MembersInOrder()) {
    const size_t first = things.size();
    std::vector<std::pair<uint16_t, table::TextId>> keys;
    for (const Entry& entry : ledger.EntriesOf(member)) {
      if (!MovesNoPoints(entry.kind) || entry.period == kOpenPeriod) continue;
      if (entry.kind == EntryKind::kGiven) {
        things.push_back(ThingOf(ledger, member, entry));
        keys.emplace_back(entry.rule, entry.source);
        continue;
      }
      const auto at = std::find(keys.begin(), keys.end(), std::pair(entry.rule, entry.of));
      if (at == keys.end()) continue;
      GivenThing& thing = things[first + static_cast<size_t>(at - keys.begin())];
      thing.withdrawn_on = thing.withdrawn.minor > 0 ? std::max(thing.withdrawn_on, entry.day) : entry.day;
      thing.withdrawn += Money{entry.points};
    }
  }
  return things;
}

Result<VoucherStock> KeepVouchers(const std::vector<GivenThing>& things, const VoucherMarks& marks) {
  VoucherStock stock;
  std::vector<Voucher> vouchers;
  std::map<std::string_view, bool> is_known;
  for (const auto& [id, use] : marks.uses) is_known.emplace(id, false);
  for (const auto& [id, cancellation] : marks.cancellations) is_known.emplace(id, false);
  for (const GivenThing& thing : things) {
    if (thing.is_gift) continue;
    Voucher voucher = thing.voucher;
    const Money left = voucher.value - thing.withdrawn;
    if (const auto known = is_known.find(voucher.id); known != is_known.end()) known->second = true;
    const auto use = marks.uses.find(voucher.id);
    const auto cancellation = marks.cancellations.find(voucher.id);
    if (use != marks.uses.end()) {
      voucher.use = use->second;
      if (thing.withdrawn.minor > 0 && use->second.offset > left)
        stock.owed.push_back({voucher.id, voucher.member, use->second.offset - left, thing.withdrawn_on});
    } else if (cancellation != marks.cancellations.end()) {
      voucher.cancellation = cancellation->second;
    } else if (thing.withdrawn.minor > 0 && thing.withdrawn_on <= voucher.last_day) {
      if (left.minor > 0) {
        voucher.value = left;
      } else {
        voucher.cancellation = VoucherCancellation{thing.withdrawn_on, {}};
      }
    }
    vouchers.push_back(std::move(voucher));
  }
  for (const auto& [id, known] : is_known) {
    if (!known) stock.strangers.emplace_back(id);
  }
  Result<VoucherBook> book = VoucherBook::Load(std::move(vouchers));
  if (!book) return book.error();
  stock.book = std::move(book).value();
  Sort(stock.owed, [](const VoucherOwed& a, const VoucherOwed& b) { return a.voucher < b.voucher; });
  return stock;
}

}  // namespace loyalane::loyalty
