// Ledger: the entries of all members as a set, in order of posting for each member, and the periods that are closed.
// What postings and balances follow from them: member_account.h. Normative: docs/formulas/points-ledger.md.
//
// Order and repetition of Take do not matter while a period is open. 28 bytes an entry and the texts; members are
// numbered in order of arrival. Errors: LOYALTY-107 the same fact with other content (listed; what is in the ledger
// stays), 108 points out of range (listed), 109 a period that is closed already or does not follow the last one.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "loyalty/entry.h"

namespace loyalane::loyalty {

// What is to be entered; texts of this ledger's pools.
struct Fact {
  uint32_t member = 0;
  Entry entry;
};

struct ClosedPeriod {
  std::string name;  // "2026-05"
  Day from, to;
  std::vector<std::string> page_hashes;  // of the ledger file, 64 hexadecimal digits each
};

struct TakeReport {
  std::vector<Fact> added;
  uint64_t known = 0;
  uint64_t late = 0;  // of those added: the event day lies in a closed period
  std::vector<Fact> conflicts;
};

class Ledger {
 public:
  // The number of a member, a rule or a source, new or known.
  uint32_t Member(std::string_view id) { return members_.Add(id); }
  uint16_t Rule(std::string_view name) { return static_cast<uint16_t>(rules_.Add(name)); }
  table::TextId Source(std::string_view text) { return sources_.Add(text); }
  [[nodiscard]] const table::TextPool& members() const { return members_; }
  [[nodiscard]] const table::TextPool& rules() const { return rules_; }
  [[nodiscard]] const table::TextPool& sources() const { return sources_; }

  // Room for that many entries, so that many of them can be taken without a second copy in memory.
  void Reserve(uint64_t entries) { entries_.reserve(entries); }
  TakeReport Take(std::vector<Fact> facts);
  // Takes entries of the open period out again; others are left.
  void Drop(const std::vector<Fact>& facts);

  [[nodiscard]] uint64_t size() const { return entries_.size(); }
  [[nodiscard]] uint32_t members_with_entries() const { return static_cast<uint32_t>(begins_.size() - 1); }
  [[nodiscard]] std::span<const Entry> EntriesOf(uint32_t member) const;
  [[nodiscard]] const Entry* Find(uint32_t member, EntryKind kind, uint16_t rule, table::TextId source) const;
  // Members by the bytes of their ids.
  [[nodiscard]] std::vector<uint32_t> MembersInOrder() const;

  [[nodiscard]] std::span<const ClosedPeriod> periods() const { return periods_; }
  // For MemberAccount::Start.
  [[nodiscard]] std::span<const Day> period_starts() const { return period_starts_; }
  [[nodiscard]] Day open_from() const { return period_starts_.back(); }
  // All open entries up to `to` get the period's number. What lies before the first period is posted on its own days.
  [[nodiscard]] Status ClosePeriod(std::string name, Day from, Day to);
  // The hashes of the closed period's pages, once it is written.
  void Seal(size_t period, std::vector<std::string> page_hashes);
  // Likewise for entries whose period is known, of a file.
  [[nodiscard]] Status AddClosedPeriod(ClosedPeriod period);

 private:
  [[nodiscard]] bool IsInOrder(const Entry& a, const Entry& b) const;
  [[nodiscard]] Day PostingDay(const Entry& entry) const;

  table::TextPool members_, rules_, sources_;
  std::vector<Entry> entries_;          // by member, then in order of posting
  std::vector<uint64_t> begins_ = {0};  // of each member, and the end
  std::vector<ClosedPeriod> periods_;
  std::vector<Day> period_starts_ = {Day{INT32_MIN}};
};

}  // namespace loyalane::loyalty
