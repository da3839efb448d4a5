// MemberAccount: the entries of one member, posted in order -> lots, debits and balances as of a day, with every
// posting on request. Normative: docs/formulas/points-ledger.md.
//
//   account.Start(entries, period_starts);   // entries in the ledger's order
//   account.RunTo(last_day_of_may);          // state at the end of that day
//   account.totals().active;
//   account.RunTo(last_day_of_june);         // goes on from there
//
// Reused from member to member: no allocation once its lists have grown. n entries take O(n log n), whatever they are;
// only parts of one lot (restores with grace) are gone through for each refund of it. An entry that cannot be posted
// changes nothing and is listed in refusals(): LOYALTY-101 points do not suffice, 102 refund of an earn that is not
// there, 103 more refunded than earned, 104 restore of a spend that is not there, 105 more restored than spent, 106
// another expiry for a lot that is not there.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "base/error.h"
#include "base/points.h"
#include "loyalty/entry.h"
#include "loyalty/lot_queue.h"
#include "loyalty/origin_index.h"

namespace loyalane::loyalty {

// What becomes of points that a refund or a charge takes and that are gone: an open debit that later lots repay, or
// written off.
enum class Shortfall : uint8_t { kNegative, kWriteOff };

struct LedgerPolicy {
  bool spends_may_overdraw = false;
  Shortfall shortfall = Shortfall::kNegative;
  int32_t restore_grace_days = 0;
  friend bool operator==(const LedgerPolicy&, const LedgerPolicy&) = default;
};

struct Lot {
  uint32_t entry = 0;  // of the entries given
  Day active_on, expires_on = kNoDay;
  Points points, remaining, used, expired, cancelled;
  bool is_pending = false;
  bool has_died = false;  // reached expires_on
  // Its end moves with the member's activity; expires_on is as of the end of RunTo.
  bool follows_activity = false;
  [[nodiscard]] bool is_active() const { return !is_pending && !has_died; }
};

struct Debit {
  uint32_t entry = 0;
  EntryKind kind = EntryKind::kSpend;
  Points outstanding, written_off, restored;
  uint32_t last_take = kNone;
};
// Points of a lot that a debit took; a debit's takes hang together from the last to the first.
struct Take {
  uint32_t lot = 0;
  uint32_t before = kNone;
  Points points;
};

struct Totals {
  Points earned;  // Σ points of lots = pending + active + used + expired + cancelled
  Points pending, active, used, expired, cancelled;
  Points outstanding;  // open debits; balance = active - outstanding
  Points written_off;
  friend bool operator==(const Totals&, const Totals&) = default;
  [[nodiscard]] Points balance() const { return active - outstanding; }
};

enum class PostingKind : uint8_t {
  kOpened,      // a lot, with all its points
  kActivated,   // from pending to active
  kTaken,       // off a lot, by the entry
  kRepaid,      // off a lot, for an open debit of an earlier entry
  kLeftOpen,    // of a debit that the lots did not cover
  kWrittenOff,  // likewise
  kExpired,
  kCancelled,  // off the lot that the refund is about
  kUnexpired,  // of an expired lot that the refund is about: cancelled instead
  kReturned,   // to the lot that they came from
  kForgiven,   // of an open debit
  kMoved,      // to a part of the same lot that lives longer
};
struct Posting {
  Day on;
  PostingKind kind;
  uint32_t entry = kNone;  // that it belongs to; kNone: the calendar did it
  uint32_t lot = kNone;
  Points points;
};

struct Refusal {
  uint32_t entry;
  ErrorId id;
  Points wanted, had;
};

// Towards tiers, in order of posting.
struct Qualified {
  Day on;
  int32_t quantity;
};

class MemberAccount {
 public:
  explicit MemberAccount(LedgerPolicy policy) : policy_(policy) {}

  // `period_starts`: first day of each closed period, by number, and of the open one at the end.
  void Start(std::span<const Entry> entries, std::span<const Day> period_starts);
  // To the end of that day; never back. All entries left are run with Day kNoDay - 1.
  void RunTo(Day day);
  // Postings are added here from now on; null: nowhere.
  void TraceInto(std::vector<Posting>* trace) { trace_ = trace; }

  [[nodiscard]] const Totals& totals() const { return totals_; }
  [[nodiscard]] const std::vector<Lot>& lots() const { return lots_; }
  [[nodiscard]] const std::vector<Debit>& debits() const { return debits_; }
  [[nodiscard]] const std::vector<Take>& takes() const { return takes_; }
  [[nodiscard]] const std::vector<Refusal>& refusals() const { return refusals_; }
  [[nodiscard]] const std::vector<Qualified>& qualified() const { return qualified_; }
  // When the entry is posted.
  [[nodiscard]] Day PostingDay(const Entry& entry) const;

 private:
  void AdvanceTo(Day day);
  void Post(uint32_t index, bool may_wait);
  void OpenLot(uint32_t entry, Day active_on, Day expires_on, Points points, PostingKind as);
  void Activate(uint32_t lot);
  void Expire(uint32_t lot);
  void ListActive(uint32_t lot);
  void TakeFromActive(uint32_t debit, Points& wanted, PostingKind as);
  void AddTake(uint32_t debit, uint32_t lot, Points points);
  void Settle();
  void Spend(uint32_t index);
  void Refund(uint32_t index);
  void Charge(uint32_t index);
  void LeaveOpen(uint32_t debit, Points points);
  bool Restore(uint32_t index);
  void ChangeExpiry(uint32_t index);
  void NoteActivity();
  void Refuse(uint32_t entry, ErrorId id, Points wanted, Points had) { refusals_.push_back({entry, id, wanted, had}); }
  void Trace(PostingKind kind, uint32_t entry, uint32_t lot, Points points) {
    if (trace_) trace_->push_back({today_, kind, entry, lot, points});
  }
  // Which lot is spent first, or kNone.
  [[nodiscard]] uint32_t FirstActive();
  [[nodiscard]] Day EndOf(const Lot& lot) const {
    return lot.follows_activity ? IdleEnd(MonthsOf(lot)) : lot.expires_on;
  }
  // The end of lots that live that many months after the last activity.
  [[nodiscard]] Day IdleEnd(int32_t months) const { return AddMonths(last_activity_, months) + 1; }
  [[nodiscard]] int32_t MonthsOf(const Lot& lot) const { return entries_[lot.entry].lives.months(); }
  // What came of the source and rule that a refund, a restore or a new expiry names; null: nothing.
  [[nodiscard]] OriginIndex::Origin* OriginOf(const Entry& about);
  [[nodiscard]] Points& TakenBy(Lot& lot, EntryKind kind) {
    return kind == EntryKind::kSpend ? lot.used : lot.cancelled;
  }
  [[nodiscard]] Points& TotalBy(EntryKind kind) { return kind == EntryKind::kSpend ? totals_.used : totals_.cancelled; }

  LedgerPolicy policy_;
  std::span<const Entry> entries_;
  std::span<const Day> period_starts_;
  std::vector<Posting>* trace_ = nullptr;
  uint32_t next_ = 0;
  Day today_{INT32_MIN};
  Day last_activity_{INT32_MIN};
  Day nothing_before_ = kNoDay;  // the calendar does nothing until then
  bool is_restoring_ = false;

  Totals totals_;
  std::vector<Lot> lots_;
  LotQueue pending_;    // by active_on
  LotQueue coverable_;  // those of them that still have points
  LotQueue active_;     // with points and a fixed end, by that
  // Lots that follow the activity, by their months, which is the order of their ends whatever the last activity is:
  LotQueue idle_;                // those that are active and have points
  LotQueue followers_;           // all
  std::vector<uint32_t> apart_;  // that have an end of their own until the next activity
  std::vector<Debit> debits_;
  std::vector<uint32_t> open_debits_;  // oldest first, those that were forgiven too
  size_t open_begin_ = 0;              // what is in front of it is settled
  std::vector<Take> takes_;
  OriginIndex origins_;  // of the lots and debits before the next two, once it was asked
  size_t indexed_lots_ = 0, indexed_debits_ = 0;
  std::vector<uint32_t> waiting_;  // restores of a spend of the same day
  std::vector<Refusal> refusals_;
  std::vector<Qualified> qualified_;
};

}  // namespace loyalane::loyalty
