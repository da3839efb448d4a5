#include "loyalty/member_account.h"

#include <algorithm>

namespace loyalane::loyalty {

void MemberAccount::Start(std::span<const Entry> entries, std::span<const Day> period_starts) {
  entries_ = entries;
  period_starts_ = period_starts;
  next_ = 0;
  today_ = Day{INT32_MIN};
  last_activity_ = Day{INT32_MIN};
  has_inactivity_ = false;
  is_restoring_ = false;
  totals_ = {};
  lots_.clear();
  pending_.clear();
  active_.clear();
  active_begin_ = 0;
  debits_.clear();
  open_debits_.clear();
  takes_.clear();
  waiting_.clear();
  refusals_.clear();
  qualified_.clear();
}

Day MemberAccount::PostingDay(const Entry& entry) const {
  const size_t period = std::min<size_t>(entry.period, period_starts_.size() - 1);
  return std::max(entry.day, period_starts_[period]);
}

void MemberAccount::RunTo(Day day) {
  while (next_ < entries_.size()) {
    const Day posting_day = PostingDay(entries_[next_]);
    if (posting_day > day) break;
    AdvanceTo(posting_day);
    do {
      Post(next_, true);
      ++next_;
    } while (next_ < entries_.size() && PostingDay(entries_[next_]) == posting_day);
    for (const uint32_t restore : waiting_) Post(restore, false);
    waiting_.clear();
  }
  AdvanceTo(day);
}

bool MemberAccount::IsBefore(uint32_t a, uint32_t b) const {
  const Lot& first = lots_[a];
  const Lot& second = lots_[b];
  if (first.expires_on != second.expires_on) return first.expires_on < second.expires_on;
  const Day first_day = entries_[first.entry].day;
  const Day second_day = entries_[second.entry].day;
  return first_day != second_day ? first_day < second_day : a < b;
}

void MemberAccount::InsertActive(uint32_t lot) {
  const auto before = [this](uint32_t a, uint32_t b) { return IsBefore(a, b); };
  const auto begin = active_.begin() + static_cast<std::ptrdiff_t>(active_begin_);
  active_.insert(std::upper_bound(begin, active_.end(), lot, before), lot);
}

void MemberAccount::Deactivate(uint32_t lot) {
  if (first_active() == lot) {
    DropFirstActive();
  } else {
    active_.erase(std::find(active_.begin() + static_cast<std::ptrdiff_t>(active_begin_), active_.end(), lot));
  }
}

void MemberAccount::AdvanceTo(Day day) {
  for (;;) {
    const Day activation = pending_.empty() ? kNoDay : lots_[pending_.front()].active_on;
    const Day expiry = has_active() ? lots_[first_active()].expires_on : kNoDay;
    const Day next = std::min(activation, expiry);
    if (next > day || next == kNoDay) break;
    today_ = std::max(today_, next);
    if (activation <= expiry) {
      // All of one day, then open debits, so that what expires soonest of them pays.
      do {
        const uint32_t lot = pending_.front();
        pending_.erase(pending_.begin());
        Activate(lot);
      } while (!pending_.empty() && lots_[pending_.front()].active_on == activation);
      Settle();
    } else {
      Expire(first_active());
    }
  }
  today_ = std::max(today_, day);
}

void MemberAccount::Activate(uint32_t index) {
  Lot& lot = lots_[index];
  lot.is_pending = false;
  totals_.pending -= lot.remaining;
  totals_.active += lot.remaining;
  Trace(PostingKind::kActivated, kNone, index, lot.remaining);
  if (lot.remaining.units == 0) return;
  InsertActive(index);
}

void MemberAccount::Expire(uint32_t index) {
  Lot& lot = lots_[index];
  Deactivate(index);
  lot.has_died = true;
  lot.expired += lot.remaining;
  totals_.active -= lot.remaining;
  totals_.expired += lot.remaining;
  Trace(PostingKind::kExpired, kNone, index, lot.remaining);
  lot.remaining = {};
}

void MemberAccount::OpenLot(uint32_t entry, Day active_on, Day expires_on, Points points, PostingKind as) {
  const auto index = static_cast<uint32_t>(lots_.size());
  lots_.push_back({entry, active_on, expires_on, points, points, {}, {}, {}, true, false});
  totals_.pending += points;
  if (as == PostingKind::kOpened) totals_.earned += points;
  Trace(as, entry, index, points);
  if (active_on <= today_) {
    Activate(index);
    // A restore settles when all is back.
    if (!is_restoring_) Settle();
  } else {
    const auto later = [this](uint32_t a, uint32_t b) { return lots_[a].active_on < lots_[b].active_on; };
    pending_.insert(std::upper_bound(pending_.begin(), pending_.end(), index, later), index);
  }
  AdvanceTo(today_);
}

void MemberAccount::AddTake(uint32_t debit, uint32_t lot, Points points) {
  takes_.push_back({lot, debits_[debit].last_take, points});
  debits_[debit].last_take = static_cast<uint32_t>(takes_.size() - 1);
  TakenBy(lots_[lot], debits_[debit].kind) += points;
  TotalBy(debits_[debit].kind) += points;
}

void MemberAccount::TakeFromActive(uint32_t debit, Points& wanted, PostingKind as) {
  while (wanted.units > 0 && has_active()) {
    const uint32_t index = first_active();
    Lot& lot = lots_[index];
    // A lot that dies on the day it would become active pays for nothing.
    if (lot.expires_on <= today_) {
      Expire(index);
      continue;
    }
    const Points points = std::min(wanted, lot.remaining);
    lot.remaining -= points;
    wanted -= points;
    totals_.active -= points;
    AddTake(debit, index, points);
    Trace(as, debits_[debit].entry, index, points);
    if (lot.remaining.units == 0) DropFirstActive();
  }
}

void MemberAccount::Settle() {
  size_t settled = 0;
  while (settled < open_debits_.size() && has_active()) {
    const uint32_t index = open_debits_[settled];
    Points left = debits_[index].outstanding;
    TakeFromActive(index, left, PostingKind::kRepaid);
    totals_.outstanding -= debits_[index].outstanding - left;
    debits_[index].outstanding = left;
    if (left.units == 0) ++settled;
  }
  open_debits_.erase(open_debits_.begin(), open_debits_.begin() + static_cast<std::ptrdiff_t>(settled));
}

void MemberAccount::LeaveOpen(uint32_t debit, Points points) {
  if (points.units == 0) return;
  debits_[debit].outstanding = points;
  totals_.outstanding += points;
  open_debits_.push_back(debit);
  Trace(PostingKind::kLeftOpen, debits_[debit].entry, kNone, points);
}

void MemberAccount::Spend(uint32_t index) {
  Points wanted{entries_[index].points};
  if (!policy_.spends_may_overdraw && totals_.active < wanted) {
    Refuse(index, ErrorId::kPointsShort, wanted, totals_.active);
    return;
  }
  const auto debit = static_cast<uint32_t>(debits_.size());
  debits_.push_back({index, EntryKind::kSpend, {}, {}, {}, kNone});
  NoteActivity();
  TakeFromActive(debit, wanted, PostingKind::kTaken);
  LeaveOpen(debit, wanted);
}

void MemberAccount::Charge(uint32_t index) {
  Points wanted{entries_[index].points};
  const auto debit = static_cast<uint32_t>(debits_.size());
  debits_.push_back({index, EntryKind::kCharge, {}, {}, {}, kNone});
  TakeFromActive(debit, wanted, PostingKind::kTaken);
  for (const uint32_t i : pending_) {
    Lot& lot = lots_[i];
    const Points points = std::min(wanted, lot.remaining);
    if (points.units == 0) continue;
    lot.remaining -= points;
    wanted -= points;
    totals_.pending -= points;
    AddTake(debit, i, points);
    Trace(PostingKind::kCancelled, index, i, points);
  }
  if (policy_.shortfall == Shortfall::kNegative) {
    LeaveOpen(debit, wanted);
  } else if (wanted.units > 0) {
    debits_[debit].written_off = wanted;
    totals_.written_off += wanted;
    Trace(PostingKind::kWrittenOff, index, kNone, wanted);
  }
}

uint32_t MemberAccount::FindLot(const Entry& about) const {
  for (uint32_t i = 0; i < lots_.size(); ++i) {
    const Entry& entry = entries_[lots_[i].entry];
    if (entry.source == about.of && entry.rule == about.rule) return i;
  }
  return kNone;
}

void MemberAccount::Refund(uint32_t index) {
  const Entry& refund = entries_[index];
  Points wanted{refund.points};
  if (wanted.units == 0) return;  // only towards tiers
  const uint32_t first = FindLot(refund);
  if (first == kNone) {
    Refuse(index, ErrorId::kRefundedEarnUnknown, wanted, {});
    return;
  }
  const uint32_t earn = lots_[first].entry;
  Points refunded;
  for (const Debit& debit : debits_) {
    const Entry& before = entries_[debit.entry];
    if (debit.kind == EntryKind::kRefund && before.of == refund.of && before.rule == refund.rule)
      refunded += Points{before.points};
  }
  const Points left = Points{entries_[earn].points} - refunded;
  if (wanted > left) {
    Refuse(index, ErrorId::kRefundTooLarge, wanted, left);
    return;
  }
  const auto debit = static_cast<uint32_t>(debits_.size());
  debits_.push_back({index, EntryKind::kRefund, {}, {}, {}, kNone});
  // What the lot's parts still have, then what of them has expired.
  for (uint32_t i = first; i < lots_.size(); ++i) {
    Lot& lot = lots_[i];
    const Points points = std::min(wanted, lot.remaining);
    if (lot.entry != earn || points.units == 0) continue;
    lot.remaining -= points;
    wanted -= points;
    (lot.is_pending ? totals_.pending : totals_.active) -= points;
    AddTake(debit, i, points);
    Trace(PostingKind::kCancelled, index, i, points);
    if (!lot.is_pending && lot.remaining.units == 0) Deactivate(i);
  }
  for (uint32_t i = first; i < lots_.size(); ++i) {
    Lot& lot = lots_[i];
    const Points points = std::min(wanted, lot.expired);
    if (lot.entry != earn || points.units == 0) continue;
    lot.expired -= points;
    totals_.expired -= points;
    wanted -= points;
    AddTake(debit, i, points);
    Trace(PostingKind::kUnexpired, index, i, points);
  }
  if (policy_.shortfall == Shortfall::kNegative) {
    TakeFromActive(debit, wanted, PostingKind::kTaken);
    LeaveOpen(debit, wanted);
  } else if (wanted.units > 0) {
    debits_[debit].written_off = wanted;
    totals_.written_off += wanted;
    Trace(PostingKind::kWrittenOff, index, kNone, wanted);
  }
}

bool MemberAccount::Restore(uint32_t index) {
  const Entry& restore = entries_[index];
  const auto is_about = [&](const Debit& debit, EntryKind kind) {
    const Entry& taken = entries_[debit.entry];
    return debit.kind == kind && taken.source == restore.of && taken.rule == restore.rule;
  };
  auto found = std::find_if(debits_.begin(), debits_.end(),
                            [&](const Debit& debit) { return is_about(debit, EntryKind::kSpend); });
  if (found == debits_.end()) {
    found = std::find_if(debits_.begin(), debits_.end(),
                         [&](const Debit& debit) { return is_about(debit, EntryKind::kCharge); });
  }
  if (found == debits_.end()) return false;
  Debit& debit = *found;
  Points left{restore.points};
  const Points spent = Points{entries_[debit.entry].points} - debit.restored;
  if (left > spent) {
    Refuse(index, ErrorId::kRestoreTooLarge, left, spent);
    return true;
  }
  debit.restored += left;
  if (debit.outstanding.units > 0) {
    const Points points = std::min(left, debit.outstanding);
    debit.outstanding -= points;
    totals_.outstanding -= points;
    left -= points;
    Trace(PostingKind::kForgiven, index, kNone, points);
    if (debit.outstanding.units == 0) {
      open_debits_.erase(
          std::find(open_debits_.begin(), open_debits_.end(), static_cast<uint32_t>(found - debits_.begin())));
    }
  }
  const Points forgiven = std::min(left, debit.written_off);
  if (forgiven.units > 0) {
    debit.written_off -= forgiven;
    totals_.written_off -= forgiven;
    left -= forgiven;
  }
  is_restoring_ = true;
  while (left.units > 0) {
    Take& take = takes_[debit.last_take];
    const uint32_t index_of_lot = take.lot;
    Lot& lot = lots_[index_of_lot];
    const Points points = std::min(left, take.points);
    left -= points;
    take.points -= points;
    if (take.points.units == 0) debit.last_take = take.before;
    TakenBy(lot, debit.kind) -= points;
    TotalBy(debit.kind) -= points;
    if (lot.is_pending) {
      lot.remaining += points;
      totals_.pending += points;
      Trace(PostingKind::kReturned, index, index_of_lot, points);
    } else if (!lot.has_died && lot.expires_on > today_) {
      if (lot.remaining.units == 0) {
        lot.remaining = points;
        InsertActive(index_of_lot);
      } else {
        lot.remaining += points;
      }
      totals_.active += points;
      Trace(PostingKind::kReturned, index, index_of_lot, points);
    } else if (policy_.restore_grace_days > 0) {
      lot.points -= points;
      OpenLot(lot.entry, today_, today_ + policy_.restore_grace_days, points, PostingKind::kMoved);
    } else {
      lot.has_died = true;
      lot.expired += points;
      totals_.expired += points;
      Trace(PostingKind::kReturned, index, index_of_lot, points);
      Trace(PostingKind::kExpired, kNone, index_of_lot, points);
    }
  }
  is_restoring_ = false;
  Settle();
  return true;
}

void MemberAccount::ChangeExpiry(uint32_t index) {
  const Entry& change = entries_[index];
  const uint32_t first = FindLot(change);
  if (first == kNone) {
    Refuse(index, ErrorId::kLotUnknown, {}, {});
    return;
  }
  const uint32_t earn = lots_[first].entry;
  const Day expires_on = change.lives.is_never() ? kNoDay : entries_[earn].day + change.lives.days();
  for (uint32_t i = first; i < lots_.size(); ++i) {
    Lot& lot = lots_[i];
    if (lot.entry != earn || lot.has_died || lot.expires_on <= today_) continue;
    const bool listed = !lot.is_pending && lot.remaining.units > 0;
    if (listed) Deactivate(i);
    lot.expires_on = expires_on;
    if (listed) InsertActive(i);
  }
  AdvanceTo(today_);
}

void MemberAccount::NoteActivity() {
  last_activity_ = today_;
  if (!has_inactivity_) return;
  for (Lot& lot : lots_) {
    const Lifespan lives = entries_[lot.entry].lives;
    // An empty lot whose day has passed is not listed any more, and stays dead.
    if (lives.is_inactivity() && !lot.has_died && lot.expires_on > today_)
      lot.expires_on = AddMonths(today_, lives.months()) + 1;
  }
  std::sort(active_.begin() + static_cast<std::ptrdiff_t>(active_begin_), active_.end(),
            [this](uint32_t a, uint32_t b) { return IsBefore(a, b); });
}

void MemberAccount::Post(uint32_t index, bool may_wait) {
  const Entry& entry = entries_[index];
  const size_t refused = refusals_.size();
  switch (entry.kind) {
    case EntryKind::kOpening:
    case EntryKind::kEarn:
    case EntryKind::kGrant: {
      has_inactivity_ = has_inactivity_ || entry.lives.is_inactivity();
      NoteActivity();
      if (entry.points == 0) break;
      const Day expires_on = entry.lives.is_never()        ? kNoDay
                             : entry.lives.is_inactivity() ? AddMonths(today_, entry.lives.months()) + 1
                                                           : entry.day + entry.lives.days();
      OpenLot(index, ActiveOn(entry), expires_on, Points{entry.points}, PostingKind::kOpened);
      break;
    }
    case EntryKind::kRestore:
      if (!Restore(index)) {
        if (may_wait) {
          waiting_.push_back(index);
          return;
        }
        Refuse(index, ErrorId::kRestoredSpendUnknown, Points{entry.points}, {});
      }
      break;
    case EntryKind::kExpiry:
      ChangeExpiry(index);
      break;
    case EntryKind::kRefund:
      Refund(index);
      break;
    case EntryKind::kCharge:
      Charge(index);
      break;
    case EntryKind::kSpend:
      Spend(index);
      break;
    case EntryKind::kGiven:
    case EntryKind::kWithdrawn:
      break;
  }
  if (entry.qualifying != 0 && refusals_.size() == refused) qualified_.push_back({today_, entry.qualifying});
}

}  // namespace loyalane::loyalty
