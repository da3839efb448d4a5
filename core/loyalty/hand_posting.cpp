#include "loyalty/hand_posting.h"

#include <algorithm>

#include "base/sort.h"

namespace loyalane::loyalty {
namespace {

constexpr char kBar = '|';

// "7" as "0007", so that numbers are in order as texts are.
std::string Digits(size_t number, size_t width) {
  std::string digits = std::to_string(number);
  return digits.size() < width ? std::string(width - digits.size(), '0') + digits : digits;
}

// "H0007" of "H0007.02".
std::string_view PostingOf(std::string_view number) { return number.substr(0, number.find('.')); }

bool IsNumber(std::string_view text) {
  if (text.size() < 5 || text[0] != 'H') return false;
  return text.find_first_not_of("0123456789.", 1) == std::string_view::npos;
}

Error Bad(const char* key, std::string value, std::string expected) {
  return Error(ErrorId::kJsonBadValue)
      .With("key", key)
      .With("value", std::move(value))
      .With("expected", std::move(expected));
}

bool HasControlCharacter(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20; });
}

std::optional<HandNote> NoteIn(std::string_view source) {
  const size_t first = source.find(kBar);
  if (first == std::string_view::npos) return std::nullopt;
  const size_t second = source.find(kBar, first + 1);
  if (second == std::string_view::npos) return std::nullopt;
  const std::string_view numbers = source.substr(0, first);
  const size_t dash = numbers.find('-');
  const std::string_view number = numbers.substr(0, dash);
  const std::string_view undoes = dash == std::string_view::npos ? std::string_view() : numbers.substr(dash + 1);
  if (!IsNumber(number) || (!undoes.empty() && !IsNumber(undoes))) return std::nullopt;
  HandNote note;
  note.number = number;
  note.undoes = undoes;
  note.who = source.substr(first + 1, second - first - 1);
  note.reason = source.substr(second + 1);
  return note;
}

Points Held(const Totals& totals) { return totals.pending + totals.active - totals.outstanding; }
Points Owed(const Totals& totals) { return totals.outstanding + totals.written_off; }

class HandPosting {
 public:
  HandPosting(LedgerPolicy policy, const HandWish& wish, Ledger& ledger)
      : wish_(wish),
        ledger_(ledger),
        before_(policy),
        after_(policy),
        posted_on_(std::max(wish.day, ledger.open_from())) {}

  Result<HandPosted> Post() {
    const Status checked = Check();
    if (!checked) return checked.error();
    NumberIt();
    Status made = Done{};
    switch (wish_.kind) {
      case HandKind::kGrant:
        made = Grant();
        break;
      case HandKind::kCharge:
        Charge();
        break;
      case HandKind::kExtend:
        made = Extend();
        break;
      case HandKind::kUndo:
        made = Undo();
        break;
    }
    if (!made) return made.error();
    return Enter();
  }

 private:
  Status Check() const {
    const auto missing = [this](const char* field) {
      return Error(ErrorId::kAuditFieldMissing)
          .With("member", std::string(ledger_.members()[wish_.member]))
          .With("field", field);
    };
    constexpr std::string_view kBlanks = " \t\r\n";
    if (wish_.who.find_first_not_of(kBlanks) == std::string::npos) return missing("who");
    if (wish_.reason.find_first_not_of(kBlanks) == std::string::npos) return missing("reason");
    if (wish_.who.size() > kHandWhoBytesMax || HasControlCharacter(wish_.who) ||
        wish_.who.find(kBar) != std::string::npos)
      return Bad("who", wish_.who.substr(0, 40), "1–200 bytes, no |");
    if (wish_.reason.size() > kHandReasonBytesMax || HasControlCharacter(wish_.reason))
      return Bad("reason", wish_.reason.substr(0, 40), "1–1000 bytes");
    const bool has_points = wish_.kind == HandKind::kGrant || wish_.kind == HandKind::kCharge;
    if (has_points && (wish_.points < 1 || wish_.points > kEntryPointsMax)) {
      return Error(ErrorId::kPointsOutOfRange)
          .With("source", wish_.reason)
          .With("value", std::to_string(wish_.points))
          .With("limit", std::to_string(kEntryPointsMax));
    }
    return Done{};
  }

  // The next number of the member.
  void NumberIt() {
    size_t last = 0;
    for (const Entry& entry : ledger_.EntriesOf(wish_.member)) {
      const std::optional<HandNote> note = HandNoteOf(ledger_, entry);
      if (!note) continue;
      size_t number = 0;
      for (const char digit : PostingOf(note->number).substr(1))
        number = number * 10 + static_cast<size_t>(digit - '0');
      last = std::max(last, number);
    }
    number_ = "H" + Digits(last + 1, 4);
  }

  Entry NewEntry(EntryKind kind, uint16_t rule, size_t part = 0, std::string_view undoes = {}) {
    HandNote note;
    note.number = part == 0 ? number_ : number_ + "." + Digits(part, 2);
    note.undoes = undoes;
    note.who = wish_.who;
    note.reason = wish_.reason;
    Entry entry;
    entry.kind = kind;
    entry.rule = rule;
    entry.source = ledger_.Source(SourceOf(note));
    entry.day = wish_.day;
    return entry;
  }

  // Lives until the last day, from the event day of the lot on.
  Result<Lifespan> LifeFrom(Day event_day) const {
    if (wish_.last_day == kNoDay) return Lifespan::Never();
    const int32_t days = wish_.last_day + 1 - event_day;
    if (wish_.last_day < posted_on_ || days > Lifespan::kDaysMax)
      return Bad("lastDay", ToIso(wish_.last_day), "≥ " + ToIso(posted_on_));
    return Lifespan::Days(days);
  }

  Status Grant() {
    const Result<Lifespan> lives = LifeFrom(wish_.day);
    if (!lives) return lives.error();
    Entry entry = NewEntry(EntryKind::kGrant, ledger_.Rule(kHandRule));
    entry.points = static_cast<int32_t>(wish_.points);
    if (wish_.qualifies) entry.qualifying = entry.points;
    entry.lives = *lives;
    facts_.push_back({wish_.member, entry});
    return Done{};
  }

  void Charge() {
    Entry entry = NewEntry(EntryKind::kCharge, ledger_.Rule(kHandRule));
    entry.points = static_cast<int32_t>(wish_.points);
    facts_.push_back({wish_.member, entry});
  }

  // Lots that end when a member does nothing have no day that could be put off.
  Status Extend() {
    const std::span<const Entry> entries = ledger_.EntriesOf(wish_.member);
    before_.Start(entries, ledger_.period_starts());
    before_.RunTo(posted_on_);
    bool is_known = wish_.lot_source.empty();
    std::vector<uint32_t> extended;  // entries; a lot can be in parts
    for (const Lot& lot : before_.lots()) {
      const Entry& entry = entries[lot.entry];
      const bool is_meant = wish_.lot_source.empty() || (ledger_.sources()[entry.source] == wish_.lot_source &&
                                                         ledger_.rules()[entry.rule] == wish_.lot_rule);
      is_known = is_known || is_meant;
      const bool can_be = !lot.has_died && lot.remaining.units > 0 && lot.expires_on != kNoDay &&
                          !entry.lives.is_inactivity() &&
                          (wish_.last_day == kNoDay || lot.expires_on <= wish_.last_day);
      const bool is_listed = !extended.empty() && extended.back() == lot.entry;
      if (is_meant && can_be && !is_listed) extended.push_back(lot.entry);
    }
    if (!is_known) return Error(ErrorId::kLotUnknown).With("source", wish_.lot_source);
    Sort(extended);
    extended.erase(std::unique(extended.begin(), extended.end()), extended.end());
    if (extended.empty())
      return Error(ErrorId::kNothingToExtend)
          .With("day", wish_.last_day == kNoDay ? std::string("–") : ToIso(wish_.last_day));
    for (size_t i = 0; i < extended.size(); ++i) {
      const Entry& lot = entries[extended[i]];
      const Result<Lifespan> lives = LifeFrom(lot.day);
      if (!lives) return lives.error();
      Entry entry = NewEntry(EntryKind::kExpiry, lot.rule, extended.size() == 1 ? 0 : i + 1);
      entry.of = lot.source;
      entry.lives = *lives;
      facts_.push_back({wish_.member, entry});
    }
    return Done{};
  }

  // What a lot lived before an entry that changed it.
  Lifespan LifeBefore(std::span<const Entry> entries, size_t change) const {
    Lifespan lives;
    for (size_t i = 0; i < change; ++i) {
      const Entry& entry = entries[i];
      const bool is_lot = OpensLot(entry.kind) && entry.source == entries[change].of;
      const bool is_change = entry.kind == EntryKind::kExpiry && entry.of == entries[change].of;
      if (entry.rule == entries[change].rule && (is_lot || is_change)) lives = entry.lives;
    }
    return lives;
  }

  Status Undo() {
    const std::span<const Entry> entries = ledger_.EntriesOf(wish_.member);
    const auto unknown = [this] { return Error(ErrorId::kHandPostingUnknown).With("number", wish_.number); };
    std::vector<size_t> undone;
    for (size_t i = 0; i < entries.size(); ++i) {
      const std::optional<HandNote> note = HandNoteOf(ledger_, entries[i]);
      if (!note) continue;
      if (PostingOf(note->undoes) == wish_.number) return unknown();
      if (PostingOf(note->number) != wish_.number) continue;
      if (!note->undoes.empty()) return unknown();
      if (wish_.day < entries[i].day) return Bad("day", ToIso(wish_.day), "≥ " + ToIso(entries[i].day));
      undone.push_back(i);
    }
    if (undone.empty()) return unknown();
    for (size_t part = 0; part < undone.size(); ++part) {
      const Entry& of = entries[undone[part]];
      const std::string number = HandNoteOf(ledger_, of)->number;
      const EntryKind kind = of.kind == EntryKind::kGrant    ? EntryKind::kRefund
                             : of.kind == EntryKind::kCharge ? EntryKind::kRestore
                                                             : EntryKind::kExpiry;
      Entry entry = NewEntry(kind, of.rule, undone.size() == 1 ? 0 : part + 1, number);
      if (kind == EntryKind::kExpiry) {
        entry.of = of.of;
        entry.lives = LifeBefore(entries, undone[part]);
      } else {
        entry.of = of.source;
        entry.points = of.points;
        entry.qualifying = -of.qualifying;
      }
      facts_.push_back({wish_.member, entry});
    }
    return Done{};
  }

  // What is entered must neither be refused itself, nor make the account refuse or owe what it did not before.
  Result<HandPosted> Enter() {
    const std::vector<Entry> old(ledger_.EntriesOf(wish_.member).begin(), ledger_.EntriesOf(wish_.member).end());
    HandPosted posted;
    posted.number = number_;
    posted.posted_on = posted_on_;
    before_.Start(old, ledger_.period_starts());
    before_.RunTo(posted_on_);
    posted.before = Held(before_.totals());
    const Points owed_then = Owed(before_.totals());
    const Points had = before_.totals().pending + before_.totals().active;
    before_.RunTo(kNoDay - 1);

    TakeReport taken = ledger_.Take(facts_);
    const std::span<const Entry> entries = ledger_.EntriesOf(wish_.member);
    after_.Start(entries, ledger_.period_starts());
    after_.RunTo(posted_on_);
    posted.after = Held(after_.totals());
    const bool owes_then = Owed(after_.totals()) > owed_then;
    after_.RunTo(kNoDay - 1);
    std::optional<Error> error;
    if (owes_then || Owed(after_.totals()) > Owed(before_.totals())) {
      Points wanted;
      for (const Fact& fact : facts_) wanted += Points{fact.entry.points};
      error = Error(ErrorId::kHandBelowZero)
                  .With("wanted", std::to_string(wanted.units))
                  .With("had", std::to_string(had.units));
    } else if (after_.refusals().size() > before_.refusals().size()) {
      for (const Refusal& refusal : after_.refusals()) {
        const Entry& entry = entries[refusal.entry];
        const bool is_new = std::none_of(before_.refusals().begin(), before_.refusals().end(), [&](const Refusal& one) {
          const Entry& other = old[one.entry];
          return other.kind == entry.kind && other.rule == entry.rule && other.source == entry.source;
        });
        if (!is_new) continue;
        error = Error(refusal.id)
                    .With("source", std::string(ledger_.sources()[entry.source]))
                    .With("wanted", std::to_string(refusal.wanted.units))
                    .With("had", std::to_string(refusal.had.units));
        break;
      }
    }
    if (error) {
      ledger_.Drop(taken.added);
      return *error;
    }
    posted.facts = std::move(taken.added);
    return posted;
  }

  const HandWish& wish_;
  Ledger& ledger_;
  MemberAccount before_, after_;
  Day posted_on_;
  std::string number_;
  std::vector<Fact> facts_;
};

}  // namespace

std::string SourceOf(const HandNote& note) {
  return note.number + (note.undoes.empty() ? "" : "-" + note.undoes) + kBar + note.who + kBar + note.reason;
}

std::optional<HandNote> HandNoteOf(const Ledger& ledger, const Entry& entry) {
  if (entry.kind != EntryKind::kExpiry && ledger.rules()[entry.rule] != kHandRule) return std::nullopt;
  return NoteIn(ledger.sources()[entry.source]);
}

Result<HandPosted> PostByHand(LedgerPolicy policy, const HandWish& wish, Ledger& ledger) {
  return HandPosting(policy, wish, ledger).Post();
}

}  // namespace loyalane::loyalty
