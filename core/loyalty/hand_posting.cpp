#include "loyalty/hand_posting.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "base/sort.h"

namespace loyalane::loyalty {
namespace {

constexpr char kBar = '|';
// What numbers begin with.
constexpr char kOfMember = 'H';
constexpr char kOfAll = 'A';

// "7" as "0007", so that numbers are in order as texts are.
std::string Digits(size_t number, size_t width) {
  std::string digits = std::to_string(number);
  return digits.size() < width ? std::string(width - digits.size(), '0') + digits : digits;
}

// "H0007" of "H0007.02".
std::string_view PostingOf(std::string_view number) { return number.substr(0, number.find('.')); }

bool IsNumber(std::string_view text) {
  if (text.size() < 5 || (text[0] != kOfMember && text[0] != kOfAll)) return false;
  return text.find_first_not_of("0123456789.", 1) == std::string_view::npos;
}

Error Bad(const char* key, std::string value, std::string expected) {
  return Error(ErrorId::kJsonBadValue)
      .With("key", key)
      .With("value", std::move(value))
      .With("expected", std::move(expected));
}

size_t ValueOf(std::string_view posting) {
  size_t value = 0;
  for (const char digit : posting.substr(1)) value = value * 10 + static_cast<size_t>(digit - '0');
  return value;
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
  // `account`: to reckon with, whatever it was of before.
  HandPosting(MemberAccount& account, const HandWish& wish, Ledger& ledger)
      : wish_(wish), ledger_(ledger), account_(account), posted_on_(std::max(wish.day, ledger.open_from())) {}

  Result<HandPosted> Post() {
    const Status planned = Plan({});
    if (!planned) return planned.error();
    TakeReport taken = ledger_.Take(facts_);
    Result<HandPosted> posted = Judge();
    if (!posted) {
      ledger_.Drop(taken.added);
      return posted.error();
    }
    posted->facts = std::move(taken.added);
    return posted;
  }

  // What is to be entered, under the member's next number or the one that is given. The ledger stays as it is.
  Status Plan(const std::string& number) {
    const Status checked = Check();
    if (!checked) return checked.error();
    number_ = number;
    if (number_.empty()) NumberIt();
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
    if (made) LookBefore();
    return made;
  }
  [[nodiscard]] const std::vector<Fact>& facts() const { return facts_; }

  // Once the facts are in the ledger: they must neither be refused themselves, nor make the account refuse or owe what
  // it did not before.
  Result<HandPosted> Judge() {
    const std::span<const Entry> entries = ledger_.EntriesOf(wish_.member);
    account_.Start(entries, ledger_.period_starts());
    account_.RunTo(posted_on_);
    posted_.after = Held(account_.totals());
    const bool owes_then = Owed(account_.totals()) > owed_then_;
    account_.RunTo(kNoDay - 1);
    if (owes_then || Owed(account_.totals()) > owed_in_the_end_) {
      Points wanted;
      for (const Fact& fact : facts_) wanted += Points{fact.entry.points};
      return Error(ErrorId::kHandBelowZero)
          .With("wanted", std::to_string(wanted.units))
          .With("had", std::to_string(had_.units));
    }
    if (account_.refusals().size() > refused_.size()) {
      for (const Refusal& refusal : account_.refusals()) {
        const Entry& entry = entries[refusal.entry];
        const Identity identity{entry.kind, entry.rule, entry.source};
        if (std::find(refused_.begin(), refused_.end(), identity) != refused_.end()) continue;
        return Error(refusal.id)
            .With("source", std::string(ledger_.sources()[entry.source]))
            .With("wanted", std::to_string(refusal.wanted.units))
            .With("had", std::to_string(refusal.had.units));
      }
    }
    return posted_;
  }

 private:
  using Identity = std::tuple<EntryKind, uint16_t, table::TextId>;

  void LookBefore() {
    const std::span<const Entry> entries = ledger_.EntriesOf(wish_.member);
    posted_.number = number_;
    posted_.posted_on = posted_on_;
    account_.Start(entries, ledger_.period_starts());
    account_.RunTo(posted_on_);
    posted_.before = Held(account_.totals());
    owed_then_ = Owed(account_.totals());
    had_ = account_.totals().pending + account_.totals().active;
    // Of the lots whose end moves.
    for (const Lot& lot : account_.lots()) {
      const Entry& of = entries[lot.entry];
      const bool moves = std::any_of(facts_.begin(), facts_.end(), [&of](const Fact& fact) {
        return fact.entry.kind == EntryKind::kExpiry && fact.entry.of == of.source && fact.entry.rule == of.rule;
      });
      if (moves && !lot.has_died) posted_.moved += lot.remaining;
    }
    account_.RunTo(kNoDay - 1);
    owed_in_the_end_ = Owed(account_.totals());
    for (const Refusal& refusal : account_.refusals()) {
      const Entry& entry = entries[refusal.entry];
      refused_.emplace_back(entry.kind, entry.rule, entry.source);
    }
  }

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
      if (note->number[0] == kOfMember) last = std::max(last, ValueOf(PostingOf(note->number)));
    }
    number_ = kOfMember + Digits(last + 1, 4);
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
    account_.Start(entries, ledger_.period_starts());
    account_.RunTo(posted_on_);
    bool is_known = wish_.lot_source.empty();
    std::vector<uint32_t> extended;  // entries; a lot can be in parts
    for (const Lot& lot : account_.lots()) {
      const Entry& entry = entries[lot.entry];
      const bool is_meant = wish_.lot_source.empty() || (ledger_.sources()[entry.source] == wish_.lot_source &&
                                                         ledger_.rules()[entry.rule] == wish_.lot_rule);
      is_known = is_known || is_meant;
      const bool can_be = !lot.has_died && lot.remaining.units > 0 && lot.expires_on != kNoDay &&
                          !entry.lives.is_inactivity() &&
                          (wish_.last_day == kNoDay || lot.expires_on <= wish_.last_day) &&
                          (wish_.expiring_until == kNoDay || lot.expires_on - 1 <= wish_.expiring_until);
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

  const HandWish wish_;
  Ledger& ledger_;
  MemberAccount& account_;
  Day posted_on_;
  std::string number_;
  std::vector<Fact> facts_;
  // As it was before.
  HandPosted posted_;
  Points owed_then_, owed_in_the_end_, had_;
  std::vector<Identity> refused_;
};

// Calls `told` with each entry by hand of a posting for all.
template <typename Told>
void ForEachOfAll(const Ledger& ledger, Told told) {
  for (const uint32_t member : ledger.MembersInOrder()) {
    for (const Entry& entry : ledger.EntriesOf(member)) {
      const std::optional<HandNote> note = HandNoteOf(ledger, entry);
      if (note && note->number[0] == kOfAll) told(member, entry, *note);
    }
  }
}

}  // namespace

std::string SourceOf(const HandNote& note) {
  return note.number + (note.undoes.empty() ? "" : "-" + note.undoes) + kBar + note.who + kBar + note.reason;
}

std::optional<HandNote> HandNoteOf(const Ledger& ledger, const Entry& entry) {
  if (entry.kind != EntryKind::kExpiry && ledger.rules()[entry.rule] != kHandRule) return std::nullopt;
  return NoteIn(ledger.sources()[entry.source]);
}

Result<HandPosted> PostByHand(LedgerPolicy policy, const HandWish& wish, Ledger& ledger) {
  MemberAccount account(policy);
  return HandPosting(account, wish, ledger).Post();
}

Result<HandAllPosted> PostForAll(LedgerPolicy policy, const HandAllWish& wish, Ledger& ledger) {
  HandAllPosted all;
  all.posted_on = std::max(wish.each.day, ledger.open_from());
  size_t last = 0;
  ForEachOfAll(ledger, [&last](uint32_t, const Entry&, const HandNote& note) {
    last = std::max(last, ValueOf(PostingOf(note.number)));
  });
  all.number = kOfAll + Digits(last + 1, 4);
  // All is planned on the ledger as it is and entered at once: a posting for each member would move the entries of all
  // others each time.
  MemberAccount account(policy);
  std::vector<HandPosting> postings;
  std::vector<uint32_t> members;
  std::vector<Fact> facts;
  const bool undoes = wish.each.kind == HandKind::kUndo;
  const auto unknown = [&wish] { return Error(ErrorId::kHandPostingUnknown).With("number", wish.each.number); };
  // Numbers of members are of each of them, and mean another posting in every ledger.
  if (undoes && wish.each.number[0] != kOfAll) return unknown();
  for (const uint32_t member : wish.members) {
    HandWish each = wish.each;
    each.member = member;
    HandPosting posting(account, each, ledger);
    const Status planned = posting.Plan(all.number);
    if (!planned) {
      const ErrorId passed_over = undoes ? ErrorId::kHandPostingUnknown : ErrorId::kNothingToExtend;
      if (planned.error().id == passed_over) continue;
      return planned.error();
    }
    facts.insert(facts.end(), posting.facts().begin(), posting.facts().end());
    postings.push_back(std::move(posting));
    members.push_back(member);
  }
  if (postings.empty()) {
    if (undoes) return unknown();
    const Day last_day = wish.each.last_day;
    return Error(ErrorId::kNothingToExtend).With("day", last_day == kNoDay ? std::string("–") : ToIso(last_day));
  }
  TakeReport taken = ledger.Take(std::move(facts));
  std::vector<Fact> dropped;
  std::set<uint32_t> refused;
  for (size_t i = 0; i < postings.size(); ++i) {
    Result<HandPosted> posted = postings[i].Judge();
    if (!posted) {
      all.refused.push_back({members[i], posted.error()});
      refused.insert(members[i]);
      dropped.insert(dropped.end(), postings[i].facts().begin(), postings[i].facts().end());
      continue;
    }
    ++all.members;
    all.moved += posted->moved;
    all.before += posted->before;
    all.after += posted->after;
  }
  ledger.Drop(wish.applies ? dropped : taken.added);
  all.facts = std::move(taken.added);
  std::erase_if(all.facts, [&refused](const Fact& fact) { return refused.contains(fact.member); });
  return all;
}

std::vector<HandAllTold> PostingsForAll(const Ledger& ledger) {
  std::map<std::string, HandAllTold, std::less<>> by_number;
  std::map<std::string, std::set<uint32_t>, std::less<>> members, undone;
  ForEachOfAll(ledger, [&](uint32_t member, const Entry& entry, const HandNote& note) {
    const std::string number(PostingOf(note.number));
    HandAllTold& told = by_number[number];
    told.number = number;
    told.undoes = PostingOf(note.undoes);
    told.who = note.who;
    told.reason = note.reason;
    told.day = entry.day;
    ++told.lots;
    members[number].insert(member);
  });
  for (const uint32_t member : ledger.MembersInOrder()) {
    for (const Entry& entry : ledger.EntriesOf(member)) {
      const std::optional<HandNote> note = HandNoteOf(ledger, entry);
      if (note && !note->undoes.empty() && note->undoes[0] == kOfAll)
        undone[std::string(PostingOf(note->undoes))].insert(member);
    }
  }
  std::vector<HandAllTold> all;
  for (auto& [number, told] : by_number) {
    told.members = members[number].size();
    told.undone = undone[number].size();
    all.push_back(std::move(told));
  }
  return all;
}

}  // namespace loyalane::loyalty
