#include "loyalty/ledger.h"

#include <algorithm>
#include <tuple>

#include "base/sort.h"

namespace loyalane::loyalty {
namespace {

std::tuple<EntryKind, uint16_t, table::TextId> IdentityOf(const Entry& entry) {
  return {entry.kind, entry.rule, entry.source};
}

auto ContentOf(const Entry& entry) {
  return std::make_tuple(entry.day, entry.points, entry.qualifying, entry.active_after, entry.lives.packed());
}

}  // namespace

std::span<const Entry> Ledger::EntriesOf(uint32_t member) const {
  if (member >= members_with_entries()) return {};
  return {entries_.data() + begins_[member], static_cast<size_t>(begins_[member + 1] - begins_[member])};
}

const Entry* Ledger::Find(uint32_t member, EntryKind kind, uint16_t rule, table::TextId source) const {
  for (const Entry& entry : EntriesOf(member)) {
    if (entry.kind == kind && entry.rule == rule && entry.source == source) return &entry;
  }
  return nullptr;
}

std::vector<uint32_t> Ledger::MembersInOrder() const {
  std::vector<uint32_t> order(members_with_entries());
  for (uint32_t i = 0; i < order.size(); ++i) order[i] = i;
  Sort(order, [this](uint32_t a, uint32_t b) { return members_[a] < members_[b]; });
  return order;
}

Day Ledger::PostingDay(const Entry& entry) const {
  return std::max(entry.day, period_starts_[std::min<size_t>(entry.period, periods_.size())]);
}

bool Ledger::IsInOrder(const Entry& a, const Entry& b) const {
  if (a.period != b.period) return a.period < b.period;
  const Day a_posted = PostingDay(a);
  const Day b_posted = PostingDay(b);
  if (a_posted != b_posted) return a_posted < b_posted;
  if (a.kind != b.kind) return a.kind < b.kind;
  if (a.day != b.day) return a.day < b.day;
  if (a.rule != b.rule) return rules_[a.rule] < rules_[b.rule];
  return a.source != b.source && sources_[a.source] < sources_[b.source];
}

TakeReport Ledger::Take(std::vector<Fact> facts) {
  TakeReport report;
  // By member and identity, what is to win of two first.
  const auto of_text = [this](const Entry& entry) {
    return entry.of == table::kNoText ? std::string_view() : sources_[entry.of];
  };
  std::sort(facts.begin(), facts.end(), [&of_text](const Fact& a, const Fact& b) {
    if (a.member != b.member) return a.member < b.member;
    const auto a_identity = IdentityOf(a.entry);
    const auto b_identity = IdentityOf(b.entry);
    if (a_identity != b_identity) return a_identity < b_identity;
    const auto a_content = ContentOf(a.entry);
    const auto b_content = ContentOf(b.entry);
    return a_content != b_content ? a_content < b_content : of_text(a.entry) < of_text(b.entry);
  });
  // Leaves what is new.
  std::vector<uint32_t> known;  // of one member: its entries by identity
  size_t kept = 0;
  for (size_t begin = 0; begin < facts.size();) {
    const uint32_t member = facts[begin].member;
    const std::span<const Entry> entries = EntriesOf(member);
    known.resize(entries.size());
    for (uint32_t i = 0; i < known.size(); ++i) known[i] = i;
    std::sort(known.begin(), known.end(),
              [entries](uint32_t a, uint32_t b) { return IdentityOf(entries[a]) < IdentityOf(entries[b]); });
    size_t at = 0;
    size_t end = begin;
    const size_t first_kept = kept;
    for (; end < facts.size() && facts[end].member == member; ++end) {
      const Fact fact = facts[end];
      const auto identity = IdentityOf(fact.entry);
      while (at < known.size() && IdentityOf(entries[known[at]]) < identity) ++at;
      const Entry* before = nullptr;
      if (at < known.size() && IdentityOf(entries[known[at]]) == identity) before = &entries[known[at]];
      if (kept > first_kept && IdentityOf(facts[kept - 1].entry) == identity) before = &facts[kept - 1].entry;
      if (!before) {
        facts[kept++] = fact;
      } else if (ContentOf(*before) == ContentOf(fact.entry) && before->of == fact.entry.of) {
        ++report.known;
      } else {
        report.conflicts.push_back(fact);
      }
    }
    begin = end;
  }
  facts.resize(kept);
  if (facts.empty()) return report;

  // From behind, so that entries move only once and nothing is held twice.
  const uint64_t before = entries_.size();
  const uint32_t members_before = members_with_entries();
  const uint32_t members = std::max(members_before, facts.back().member + 1);
  entries_.resize(before + facts.size());
  begins_.resize(size_t{members} + 1, before);
  uint64_t from = before;
  uint64_t to = entries_.size();
  size_t next = facts.size();
  const auto in_order = [this](const Entry& a, const Entry& b) { return IsInOrder(a, b); };
  for (uint32_t member = members; member-- > 0 && next > 0;) {
    const uint64_t old_begin = member < members_before ? begins_[member] : before;
    const uint64_t old_end = from;
    begins_[member + 1] = to;
    const uint64_t member_end = to;
    const size_t last = next;
    while (next > 0 && facts[next - 1].member == member) {
      Entry& entry = entries_[--to];
      entry = facts[--next].entry;
      if (entry.period == kOpenPeriod && entry.day < open_from()) ++report.late;
    }
    const auto own = static_cast<std::ptrdiff_t>(to);
    to -= old_end - old_begin;
    if (to != old_begin) {
      std::move_backward(entries_.begin() + static_cast<std::ptrdiff_t>(old_begin),
                         entries_.begin() + static_cast<std::ptrdiff_t>(old_end), entries_.begin() + own);
    }
    if (next != last) {
      const auto first = entries_.begin() + static_cast<std::ptrdiff_t>(to);
      const auto middle = entries_.begin() + own;
      const auto end = entries_.begin() + static_cast<std::ptrdiff_t>(member_end);
      std::sort(middle, end, in_order);
      if (middle != first && in_order(*middle, *(middle - 1))) std::inplace_merge(first, middle, end, in_order);
    }
    from = old_begin;
  }
  report.added = std::move(facts);
  return report;
}

void Ledger::Drop(const std::vector<Fact>& facts) {
  if (facts.empty()) return;
  std::vector<std::pair<uint32_t, std::tuple<EntryKind, uint16_t, table::TextId>>> gone;
  gone.reserve(facts.size());
  for (const Fact& fact : facts) gone.emplace_back(fact.member, IdentityOf(fact.entry));
  Sort(gone);
  // From the first member that loses something, all that follows moves up.
  uint64_t to = begins_[gone.front().first];
  uint64_t from = to;
  for (uint32_t member = gone.front().first; member < members_with_entries(); ++member) {
    const uint64_t end = begins_[member + 1];
    for (; from < end; ++from) {
      const Entry& entry = entries_[from];
      const bool goes = entry.period == kOpenPeriod &&
                        std::binary_search(gone.begin(), gone.end(), std::make_pair(member, IdentityOf(entry)));
      if (!goes) entries_[to++] = entry;
    }
    begins_[member + 1] = to;
  }
  entries_.resize(to);
}

Status Ledger::AddClosedPeriod(ClosedPeriod period) {
  const bool follows =
      periods_.empty() ? period.from <= period.to : period.from == periods_.back().to + 1 && period.from <= period.to;
  if (!follows || periods_.size() >= kOpenPeriod - 1)
    return Error(ErrorId::kPeriodOutOfOrder)
        .With("period", period.name)
        .With("last", periods_.empty() ? "–" : periods_.back().name);
  period_starts_.push_back(period.to + 1);
  periods_.push_back(std::move(period));
  return Done{};
}

Status Ledger::ClosePeriod(std::string name, Day from, Day to) {
  const auto number = static_cast<uint16_t>(periods_.size());
  Status added = AddClosedPeriod({std::move(name), from, to, {}});
  if (!added) return added;
  for (Entry& entry : entries_) {
    if (entry.period == kOpenPeriod && entry.day <= to) entry.period = number;
  }
  return Done{};
}

void Ledger::Seal(size_t period, std::vector<std::string> page_hashes) {
  periods_[period].page_hashes = std::move(page_hashes);
}

}  // namespace loyalane::loyalty
