#include "loyalty/member_account.h"

#include <algorithm>

namespace loyalane::loyalty {

void MemberAccount::Start(std::span<const Entry> entries, std::span<const Day> period_starts) {
  entries_ = entries;
  period_starts_ = period_starts;
  next_ = 0;
  today_ = Day{INT32_MIN};
  last_activity_ = Day{INT32_MIN};
  nothing_before_ = kNoDay;
  is_restoring_ = false;
  totals_ = {};
  lots_.clear();
  for (LotQueue* queue : {&pending_, &coverable_, &active_, &idle_, &followers_}) queue->Clear();
  apart_.clear();
  debits_.clear();
  open_debits_.clear();
  open_begin_ = 0;
  takes_.clear();
  origins_.Clear();
  indexed_lots_ = indexed_debits_ = 0;
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
  if (followers_.First() == nullptr) return;
  for (Lot& lot : lots_) lot.expires_on = EndOf(lot);
}

void MemberAccount::ListActive(uint32_t index) {
  const Lot& lot = lots_[index];
  const Day earned = entries_[lot.entry].day;
  if (lot.follows_activity) {
    idle_.Add({MonthsOf(lot), earned, index});
  } else {
    active_.Add({lot.expires_on.since_epoch, earned, index});
  }
  nothing_before_ = std::min(nothing_before_, EndOf(lot));
}

uint32_t MemberAccount::FirstActive() {
  using Place = LotQueue::Place;
  const Place* const fixed = active_.First([this](const Place& place) {
    const Lot& lot = lots_[place.lot];
    return lot.remaining.units > 0 && !lot.follows_activity && lot.expires_on.since_epoch == place.rank;
  });
  const Place* const idle = idle_.First([this](const Place& place) {
    const Lot& lot = lots_[place.lot];
    return lot.remaining.units > 0 && lot.follows_activity;
  });
  if (!idle) return fixed ? fixed->lot : kNone;
  if (!fixed) return idle->lot;
  return *fixed < Place{IdleEnd(idle->rank).since_epoch, idle->earned, idle->lot} ? fixed->lot : idle->lot;
}

void MemberAccount::AdvanceTo(Day day) {
  while (nothing_before_ <= day) {
    const LotQueue::Place* pending = pending_.First();
    const uint32_t first = FirstActive();
    const Day activation = pending ? Day{pending->rank} : kNoDay;
    const Day expiry = first != kNone ? EndOf(lots_[first]) : kNoDay;
    nothing_before_ = std::min(activation, expiry);
    if (nothing_before_ > day || nothing_before_ == kNoDay) break;
    today_ = std::max(today_, nothing_before_);
    if (activation <= expiry) {
      // All of one day, then open debits, so that what expires soonest of them pays.
      do {
        const uint32_t lot = pending->lot;
        pending_.DropFirst();
        Activate(lot);
        pending = pending_.First();
      } while (pending && Day{pending->rank} == activation);
      Settle();
    } else {
      Expire(first);
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
  if (lot.remaining.units > 0) ListActive(index);
}

void MemberAccount::Expire(uint32_t index) {
  Lot& lot = lots_[index];
  lot.expires_on = EndOf(lot);
  lot.follows_activity = false;
  lot.has_died = true;
  lot.expired += lot.remaining;
  totals_.active -= lot.remaining;
  totals_.expired += lot.remaining;
  Trace(PostingKind::kExpired, kNone, index, lot.remaining);
  lot.remaining = {};
}

void MemberAccount::OpenLot(uint32_t entry, Day active_on, Day expires_on, Points points, PostingKind as) {
  const auto index = static_cast<uint32_t>(lots_.size());
  lots_.push_back({entry, active_on, expires_on, points, points, {}, {}, {}, true, false, false});
  if (entries_[entry].lives.is_inactivity()) {
    // A part that a restore made has its days of grace first.
    if (as == PostingKind::kOpened) {
      lots_[index].follows_activity = true;
      followers_.Add({MonthsOf(lots_[index]), {}, index});
    } else {
      apart_.push_back(index);
    }
  }
  totals_.pending += points;
  if (as == PostingKind::kOpened) totals_.earned += points;
  Trace(as, entry, index, points);
  if (active_on <= today_) {
    Activate(index);
    // A restore settles when all is back.
    if (!is_restoring_) Settle();
  } else {
    pending_.Add({active_on.since_epoch, {}, index});
    nothing_before_ = std::min(nothing_before_, active_on);
    coverable_.Add({active_on.since_epoch, {}, index});
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
  while (wanted.units > 0) {
    const uint32_t index = FirstActive();
    if (index == kNone) return;
    Lot& lot = lots_[index];
    // A lot that dies on the day it would become active pays for nothing.
    if (EndOf(lot) <= today_) {
      Expire(index);
      continue;
    }
    const Points points = std::min(wanted, lot.remaining);
    lot.remaining -= points;
    wanted -= points;
    totals_.active -= points;
    AddTake(debit, index, points);
    Trace(as, debits_[debit].entry, index, points);
  }
}

void MemberAccount::Settle() {
  for (; open_begin_ < open_debits_.size(); ++open_begin_) {
    const uint32_t index = open_debits_[open_begin_];
    Points left = debits_[index].outstanding;
    TakeFromActive(index, left, PostingKind::kRepaid);
    totals_.outstanding -= debits_[index].outstanding - left;
    debits_[index].outstanding = left;
    if (left.units > 0) return;
  }
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
  const auto can_cover = [this](const LotQueue::Place& place) {
    const Lot& lot = lots_[place.lot];
    return lot.is_pending && lot.remaining.units > 0;
  };
  while (wanted.units > 0) {
    const LotQueue::Place* const place = coverable_.First(can_cover);
    if (!place) break;
    const uint32_t i = place->lot;
    Lot& lot = lots_[i];
    const Points points = std::min(wanted, lot.remaining);
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

OriginIndex::Origin* MemberAccount::OriginOf(const Entry& about) {
  origins_.MakeRoom(entries_.size());
  for (; indexed_lots_ < lots_.size(); ++indexed_lots_) {
    const uint32_t made_by = lots_[indexed_lots_].entry;
    OriginIndex::Origin& origin = origins_.Add(entries_[made_by].source, entries_[made_by].rule);
    // An entry of another kind with the same source and rule is not meant: the first one is.
    if (origin.first_lot == kNone || lots_[origin.first_lot].entry == made_by)
      origins_.AddPart(origin, static_cast<uint32_t>(indexed_lots_));
  }
  for (; indexed_debits_ < debits_.size(); ++indexed_debits_) {
    const Debit& debit = debits_[indexed_debits_];
    if (debit.kind == EntryKind::kRefund) continue;
    OriginIndex::Origin& origin = origins_.Add(entries_[debit.entry].source, entries_[debit.entry].rule);
    uint32_t& place = debit.kind == EntryKind::kSpend ? origin.spend : origin.charge;
    if (place == kNone) place = static_cast<uint32_t>(indexed_debits_);
  }
  return origins_.Find(about.of, about.rule);
}

void MemberAccount::Refund(uint32_t index) {
  const Entry& refund = entries_[index];
  Points wanted{refund.points};
  if (wanted.units == 0) return;  // only towards tiers
  OriginIndex::Origin* const origin = OriginOf(refund);
  if (!origin || origin->first_lot == kNone) {
    Refuse(index, ErrorId::kRefundedEarnUnknown, wanted, {});
    return;
  }
  const Points left = Points{entries_[lots_[origin->first_lot].entry].points} - origin->refunded;
  if (wanted > left) {
    Refuse(index, ErrorId::kRefundTooLarge, wanted, left);
    return;
  }
  origin->refunded += wanted;
  const auto debit = static_cast<uint32_t>(debits_.size());
  debits_.push_back({index, EntryKind::kRefund, {}, {}, {}, kNone});
  // What the lot's parts still have, then what of them has expired.
  for (uint32_t i = origin->first_lot; i != kNone && wanted.units > 0; i = origins_.NextPart(i)) {
    Lot& lot = lots_[i];
    const Points points = std::min(wanted, lot.remaining);
    if (points.units == 0) continue;
    lot.remaining -= points;
    wanted -= points;
    (lot.is_pending ? totals_.pending : totals_.active) -= points;
    AddTake(debit, i, points);
    Trace(PostingKind::kCancelled, index, i, points);
  }
  for (uint32_t i = origin->first_lot; i != kNone && wanted.units > 0; i = origins_.NextPart(i)) {
    Lot& lot = lots_[i];
    const Points points = std::min(wanted, lot.expired);
    if (points.units == 0) continue;
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
  const OriginIndex::Origin* const origin = OriginOf(restore);
  if (!origin || (origin->spend == kNone && origin->charge == kNone)) return false;
  Debit& debit = debits_[origin->spend != kNone ? origin->spend : origin->charge];
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
    const bool was_empty = lot.remaining.units == 0;
    if (lot.is_pending) {
      lot.remaining += points;
      if (was_empty) coverable_.Add({lot.active_on.since_epoch, {}, index_of_lot});
      totals_.pending += points;
      Trace(PostingKind::kReturned, index, index_of_lot, points);
    } else if (!lot.has_died && EndOf(lot) > today_) {
      lot.remaining += points;
      if (was_empty) ListActive(index_of_lot);
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
  const OriginIndex::Origin* const origin = OriginOf(change);
  if (!origin || origin->first_lot == kNone) {
    Refuse(index, ErrorId::kLotUnknown, {}, {});
    return;
  }
  const Entry& earn = entries_[lots_[origin->first_lot].entry];
  const Day expires_on = change.lives.is_never() ? kNoDay : earn.day + change.lives.days();
  for (uint32_t i = origin->first_lot; i != kNone; i = origins_.NextPart(i)) {
    Lot& lot = lots_[i];
    if (lot.has_died || EndOf(lot) <= today_) continue;
    lot.expires_on = expires_on;
    if (lot.follows_activity) apart_.push_back(i);
    lot.follows_activity = false;
    if (!lot.is_pending && lot.remaining.units > 0) ListActive(i);
  }
  AdvanceTo(today_);
}

void MemberAccount::NoteActivity() {
  // Lots that ended before, also those that were empty or pending and so were not expired, stay dead.
  while (const LotQueue::Place* first = followers_.First()) {
    const Day end = IdleEnd(first->rank);
    if (end > today_) break;
    Lot& lot = lots_[first->lot];
    if (lot.follows_activity) lot.expires_on = end;
    lot.follows_activity = false;
    followers_.DropFirst();
  }
  last_activity_ = today_;
  for (const uint32_t i : apart_) {
    Lot& lot = lots_[i];
    if (lot.has_died || lot.expires_on <= today_) continue;
    lot.follows_activity = true;
    followers_.Add({MonthsOf(lot), {}, i});
    if (!lot.is_pending && lot.remaining.units > 0) ListActive(i);
  }
  apart_.clear();
}

void MemberAccount::Post(uint32_t index, bool may_wait) {
  const Entry& entry = entries_[index];
  const size_t refused = refusals_.size();
  switch (entry.kind) {
    case EntryKind::kOpening:
    case EntryKind::kEarn:
    case EntryKind::kGrant: {
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
