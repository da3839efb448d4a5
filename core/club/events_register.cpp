#include "club/events_register.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <utility>

#include "base/sort.h"
#include "club/club_register.h"
#include "club/member_office.h"
#include "club/register_notes.h"
#include "document/command_json.h"
#include "loyalty/benefits.h"
#include "loyalty/club_events.h"

namespace loyalane::club {
namespace {

using document::BadText;
using document::Boolean;
using document::Fields;
using document::IsoDay;
using document::Json;
using document::Nullable;
using document::Object;
using document::TextOf;
using document::WriteMembers;
using loyalty::ClubEvent;
using loyalty::EventList;
using loyalty::MemberState;
using loyalty::SignUp;

// After every day that is written down.
constexpr Day kEnd = loyalty::kNoDay - 1;
constexpr std::array<std::string_view, 5> kEventKinds = {"visit", "salon", "training", "celebration", "other"};

struct SignUpEntry {
  std::string id, person;
  bool is_member = false;  // active on the day of sign-up
  Day day;
  std::optional<Day> cancelled_on;
  bool attended = false;
};

struct EventEntry {
  std::string id, name;
  uint8_t kind = 0;  // of kEventKinds
  std::string place, time, expert;
  Day day;
  int32_t quota = 0;
  Day opens_on;
  std::optional<Day> members_only_to;
  std::vector<SignUpEntry> sign_ups;  // in the order of arrival
};

struct PieceEntry {
  std::string id, member, title;
  Day day;  // on which it came in
  std::optional<Day> accepted_on;
  bool withdrawn = false;  // accepted, and then not after all
  std::string issue;
};

struct IssueEntry {
  std::string id, title;
  Day mails_on;
};

struct ReturnedPost {
  std::string member, issue, why;
  Day day;
  std::optional<Day> cleared_on;
};

// Who got the magazine by the word of older programs: kept, and told, but the register of members decides (benefits of
// the kind magazine).
struct Magazine {
  std::vector<std::string> member_classes;  // empty: every class
  std::optional<Day> from, to;
};

struct EventsDocument {
  std::vector<EventEntry> events;      // by day, then id
  std::vector<PieceEntry> pieces;      // by day, then id
  std::vector<IssueEntry> issues;      // by day, then id
  std::vector<ReturnedPost> returned;  // in the order in which it came back
  Magazine magazine;
  std::vector<RegisterNote> log;
};

const document::Text kId{1, 200};
const document::Text kText{0, 400};

Fields<SignUpEntry> SignUpFields() {
  return {
      document::Of<&SignUpEntry::id>("id", kId, {"编号。", "Number."}).Required(),
      document::Of<&SignUpEntry::person>("person", kId, {"会员号或姓名。", "Member number or name."}).Required(),
      document::Of<&SignUpEntry::is_member>("isMember", Boolean{},
                                            {"报名时是有效会员。", "Active member on that day."}),
      document::Of<&SignUpEntry::day>("day", IsoDay{}, {"报名日。", "Day."}).Required(),
      document::Of<&SignUpEntry::cancelled_on>("cancelledOn", Nullable<IsoDay>{}, {"取消日。", "Cancelled on."}),
      document::Of<&SignUpEntry::attended>("attended", Boolean{}, {"到场。", "Attended."}),
  };
}

Fields<EventEntry> EventFields(bool with_sign_ups) {
  document::OneOf<uint8_t> kinds;
  for (size_t i = 0; i < kEventKinds.size(); ++i) kinds.Add(document::ToText(kEventKinds[i]), static_cast<uint8_t>(i));
  Fields<EventEntry> fields = {
      document::Of<&EventEntry::id>("id", kId, {"编号。", "Number."}).Required(),
      document::Of<&EventEntry::name>("name", kText, {"名称。", "Name."}),
      document::Of<&EventEntry::kind>("kind", kinds, {"种类。", "Kind."}),
      document::Of<&EventEntry::place>("place", kText, {"地点。", "Place."}),
      document::Of<&EventEntry::time>("time", kText, {"时间。", "Time of day."}),
      document::Of<&EventEntry::expert>("expert", kText, {"到场专家。", "Expert present."}),
      document::Of<&EventEntry::day>("day", IsoDay{}, {"活动日。", "Day."}).Required(),
      document::Of<&EventEntry::quota>("quota", document::Whole{1, 1'000'000}, {"名额。", "Places."}).Required(),
      document::Of<&EventEntry::opens_on>("opensOn", IsoDay{}, {"报名开始日。", "First day of sign-up."}).Required(),
      document::Of<&EventEntry::members_only_to>("membersOnlyTo", Nullable<IsoDay>{},
                                                 {"会员优先到哪天。", "Members first, up to that day."}),
  };
  if (with_sign_ups)
    fields.list.push_back(document::Of<&EventEntry::sign_ups>(
        "signUps", document::List<Object<SignUpEntry>>{{SignUpFields()}, {0, kRegisterListMax}},
        {"报名。", "Sign-ups."}));
  return fields;
}

Fields<PieceEntry> PieceFields(bool with_state) {
  Fields<PieceEntry> fields = {
      document::Of<&PieceEntry::id>("id", kId, {"编号。", "Number."}).Required(),
      document::Of<&PieceEntry::member>("member", kId, {"会员号。", "The member."}).Required(),
      document::Of<&PieceEntry::title>("title", kText, {"标题。", "Title."}),
      document::Of<&PieceEntry::day>("day", IsoDay{}, {"来稿日。", "Day on which it came in."}).Required(),
      document::Of<&PieceEntry::issue>("issue", kText, {"期号。", "The issue."}),
  };
  if (!with_state) return fields;
  fields.list.push_back(
      document::Of<&PieceEntry::accepted_on>("acceptedOn", Nullable<IsoDay>{}, {"录用日。", "Accepted on."}));
  fields.list.push_back(
      document::Of<&PieceEntry::withdrawn>("withdrawn", Boolean{}, {"撤回录用。", "Not accepted after all."}));
  return fields;
}

Fields<IssueEntry> IssueFields() {
  return {
      document::Of<&IssueEntry::id>("id", kId, {"期号。", "Number."}).Required(),
      document::Of<&IssueEntry::title>("title", kText, {"标题。", "Title."}),
      document::Of<&IssueEntry::mails_on>("mailsOn", IsoDay{}, {"寄出日。", "Mailed on."}).Required(),
  };
}

Fields<ReturnedPost> ReturnedFields() {
  return {
      document::Of<&ReturnedPost::member>("member", kId, {"会员号。", "The member."}).Required(),
      document::Of<&ReturnedPost::issue>("issue", kText, {"期号。", "The issue."}),
      document::Of<&ReturnedPost::why>("why", kText, {"原因。", "Why."}),
      document::Of<&ReturnedPost::day>("day", IsoDay{}, {"退回日。", "Day."}).Required(),
      document::Of<&ReturnedPost::cleared_on>("clearedOn", Nullable<IsoDay>{},
                                              {"地址改正日。", "Address corrected on."}),
  };
}

Fields<Magazine> MagazineFields() {
  return {
      document::Of<&Magazine::member_classes>("memberClasses", document::List<document::Text>{kId, {0, 50}},
                                              {"会员类别。", "Member classes."}),
      document::Of<&Magazine::from>("from", Nullable<IsoDay>{}, {"第一天。", "First day."}),
      document::Of<&Magazine::to>("to", Nullable<IsoDay>{}, {"最后一天。", "Last day."}),
  };
}

Fields<EventsDocument> DocumentFields() {
  const document::ListSize any{0, kRegisterListMax};
  return {
      document::Of<&EventsDocument::events>("events", document::List<Object<EventEntry>>{{EventFields(true)}, any},
                                            {"活动。", "Events."}),
      document::Of<&EventsDocument::pieces>("pieces", document::List<Object<PieceEntry>>{{PieceFields(true)}, any},
                                            {"投稿。", "Pieces."}),
      document::Of<&EventsDocument::issues>("issues", document::List<Object<IssueEntry>>{{IssueFields()}, any},
                                            {"各期。", "Issues."}),
      document::Of<&EventsDocument::returned>("returned", document::List<Object<ReturnedPost>>{{ReturnedFields()}, any},
                                              {"退信。", "Post that came back."}),
      document::Of<&EventsDocument::magazine>("magazine", Object<Magazine>{MagazineFields()},
                                              {"会刊。", "The magazine."}),
      document::Of<&EventsDocument::log>("log", document::List<Object<RegisterNote>>{{NoteFields()}, any},
                                         {"记录。", "Log."}),
  };
}

Error TooEarly(Day day, Day first) {
  return Error(ErrorId::kJsonBadValue)
      .With("key", "day")
      .With("value", ToIso(day))
      .With("expected", "≥ " + ToIso(first));
}

template <typename T>
T* Find(std::vector<T>& list, const std::string& id) {
  const auto found = std::find_if(list.begin(), list.end(), [&](const T& one) { return one.id == id; });
  return found == list.end() ? nullptr : &*found;
}
template <typename T>
const T* Find(const std::vector<T>& list, const std::string& id) {
  return Find(const_cast<std::vector<T>&>(list), id);
}
template <typename T>
Status CheckIds(const std::vector<T>& list) {
  std::set<std::string_view> ids;
  for (const T& one : list) {
    if (!ids.insert(one.id).second) return IdTaken(one.id);
  }
  return Done{};
}

Status CheckEvent(const EventEntry& event) {
  if (event.opens_on > event.day) return BadText("event.opensOn", ToIso(event.opens_on), "≤ day");
  if (event.members_only_to && (*event.members_only_to < event.opens_on || *event.members_only_to > event.day))
    return BadText("event.membersOnlyTo", ToIso(*event.members_only_to), "opensOn … day");
  return Done{};
}

Status CheckPiece(const PieceEntry& piece) {
  if (piece.accepted_on && *piece.accepted_on < piece.day)
    return Error(ErrorId::kSubmissionUnusable).With("submission", piece.id);
  return Done{};
}

Status Order(EventsDocument& document) {
  Sort(document.events,
       [](const EventEntry& a, const EventEntry& b) { return std::tie(a.day, a.id) < std::tie(b.day, b.id); });
  Sort(document.pieces,
       [](const PieceEntry& a, const PieceEntry& b) { return std::tie(a.day, a.id) < std::tie(b.day, b.id); });
  Sort(document.issues, [](const IssueEntry& a, const IssueEntry& b) {
    return std::tie(a.mails_on, a.id) < std::tie(b.mails_on, b.id);
  });
  for (Status status : {CheckIds(document.events), CheckIds(document.pieces), CheckIds(document.issues)}) {
    if (!status) return status;
  }
  for (const EventEntry& event : document.events) {
    if (Status checked = CheckEvent(event); !checked) return checked;
    if (Status checked = CheckIds(event.sign_ups); !checked) return checked;
  }
  for (const PieceEntry& piece : document.pieces) {
    if (Status checked = CheckPiece(piece); !checked) return checked;
  }
  return Done{};
}

ClubEvent RulesOf(const EventEntry& event) {
  return {event.id, event.day, event.quota, event.opens_on, event.members_only_to};
}
std::vector<SignUp> SignUpsOf(const EventEntry& event) {
  std::vector<SignUp> sign_ups;
  sign_ups.reserve(event.sign_ups.size());
  for (const SignUpEntry& one : event.sign_ups)
    sign_ups.push_back({one.id, one.person, one.day, one.is_member, one.cancelled_on, one.attended});
  return sign_ups;
}
EventList ListOf(const EventEntry& event) { return ListEvent(RulesOf(event), SignUpsOf(event), kEnd); }

// The last day on which anything happened to the list.
Day LastChange(const EventEntry& event) {
  Day last{INT32_MIN};
  for (const SignUpEntry& one : event.sign_ups) last = std::max({last, one.day, one.cancelled_on.value_or(one.day)});
  return last;
}
size_t AttendedAt(const EventEntry& event) {
  return static_cast<size_t>(
      std::count_if(event.sign_ups.begin(), event.sign_ups.end(), [](const SignUpEntry& one) { return one.attended; }));
}

std::vector<loyalty::Submission> SubmissionsOf(const EventsDocument& document) {
  std::vector<loyalty::Submission> submissions;
  for (const PieceEntry& piece : document.pieces) {
    submissions.push_back(
        {piece.id, piece.member, piece.day, piece.withdrawn ? std::optional<Day>() : piece.accepted_on, piece.issue});
  }
  return submissions;
}

const loyalty::MemberInput* MemberNamed(const ClubSight& sight, const std::string& person, std::string* id) {
  if (sight.club == nullptr) return nullptr;
  for (const bool by_number : {true, false}) {
    for (size_t i = 0; i < sight.club->members.size(); ++i) {
      const ClubMemberRow& row = sight.club->members[i];
      if ((by_number ? row.id : row.customer) != person) continue;
      *id = row.id;
      return &sight.club->input.members[i];
    }
  }
  return nullptr;
}

// Who has left since was one as long as the membership lasted.
bool IsActiveOn(const loyalty::MemberInput& member, Day day) {
  const bool may_be = member.state == MemberState::kActive || member.state == MemberState::kExited;
  return may_be && member.active_from <= day && day <= member.active_to;
}

// "000001": what sorts by its text.
std::string NextNumber(const EventEntry& event) {
  std::string number = std::to_string(event.sign_ups.size() + 1);
  if (number.size() < 6) number.insert(0, 6 - number.size(), '0');
  return number;
}

class EventsRegister final : public ClubRegister {
 public:
  Status Take(const Json& document) override {
    EventsDocument read;
    if (Status status = ReadRegister(document, DocumentFields(), read); !status) return status;
    if (Status ordered = Order(read); !ordered) return ordered;
    document_ = std::move(read);
    return Done{};
  }

  Json Document() const override { return DocumentJson(document_); }

  Result<Json> Act(const Json& act, const ClubSight& sight) const override {
    const std::string what = TextOf(act, "do");
    EventsDocument next = document_;
    Result<RegisterNote> noted = NoteOf(act, {});
    if (!noted) return noted.error();
    RegisterNote note = std::move(noted).value();
    Result<std::string> of = Error(ErrorId::kCommandUnknown).With("name", "events." + what);
    if (what == "event") of = SetEvent(act, next);
    if (what == "event_remove") of = RemoveEvent(act, next);
    if (what == "sign_up") of = SignIn(act, sight, note, next);
    if (what == "cancel") of = Cancel(act, note, next);
    if (what == "attend") of = Attend(act, note, next);
    if (what == "piece") of = SetPiece(act, sight, next);
    if (what == "piece_accept" || what == "piece_withdraw") of = Judge(act, what == "piece_accept", note, next);
    if (what == "piece_remove") of = RemovePiece(act, next);
    if (what == "issue") of = SetIssue(act, next);
    if (what == "issue_remove") of = RemoveIssue(act, next);
    if (what == "post_returned") of = Return(act, sight, note, next);
    if (what == "post_cleared") of = Clear(act, note, next);
    if (!of) return of.error();
    note.of = *of;
    next.log.push_back(std::move(note));
    if (Status ordered = Order(next); !ordered) return ordered.error();
    return DocumentJson(next);
  }

  Result<Json> View(const Json& question, const ClubSight& sight) const override {
    const std::string view = TextOf(question, "view");
    if (view == "calendar" || view.empty()) return Calendar(question, sight);
    if (view == "event") return OneEvent(question, sight);
    if (view == "invite") return Invite(question, sight);
    if (view == "magazine") return MagazineView(question, sight);
    if (view == "mailing") return Mailing(question, sight);
    if (view == "pieces") return Pieces(question, sight);
    return Error(ErrorId::kCommandUnknown).With("name", "events." + view);
  }

  Removal WithoutMember(const ErasedPerson& person, const ClubSight&) const override {
    EventsDocument next = document_;
    PersonEraser eraser(person);
    for (EventEntry& event : next.events) {
      for (std::string* text : {&event.name, &event.place, &event.expert}) eraser.Cleanse(*text);
      eraser.EndRow();
      for (SignUpEntry& one : event.sign_ups) {
        // Seats, waitlist and attendance of the others rest on every sign-up: it stays, and nobody's. Who came as a
        // member keeps the number, under which the ledger has the points.
        const bool is_his = eraser.Is(one.person) || (!one.is_member && eraser.IsNamed(one.person));
        const bool earned = one.is_member && one.attended;
        if (is_his && !earned) eraser.Take(one.person, std::string(kErasedMark) + " " + one.id);
        if (!is_his && !one.is_member) eraser.Cleanse(one.person);
        eraser.EndRow();
      }
    }
    std::erase_if(next.pieces, [&](PieceEntry& piece) {
      const bool is_his = eraser.Is(piece.member);
      if (!is_his) eraser.Cleanse(piece.title);
      if (is_his && piece.accepted_on) eraser.Take(piece.title);
      const bool goes = is_his && !piece.accepted_on;
      if (goes) eraser.CountGone(piece.title.empty() ? 1 : 2);
      eraser.EndRow();
      return goes;
    });
    for (IssueEntry& issue : next.issues) {
      eraser.Cleanse(issue.title);
      eraser.EndRow();
    }
    std::erase_if(next.returned, [&](ReturnedPost& post) {
      const bool is_his = eraser.Is(post.member);
      if (is_his) eraser.CountGone(post.why.empty() ? 1 : 2);
      if (!is_his) eraser.Cleanse(post.why);
      eraser.EndRow();
      return is_his;
    });
    CleanseLog(next.log, eraser);
    return {DocumentJson(next), eraser.rows(), eraser.values()};
  }

  [[nodiscard]] std::vector<RegisteredDeed> Deeds() const {
    std::vector<RegisteredDeed> deeds;
    for (const EventEntry& event : document_.events) {
      std::set<std::string> attended;
      for (const loyalty::EarnedSource& source : AttendanceSources(RulesOf(event), SignUpsOf(event), kEnd))
        attended.insert(source.member);
      std::set<std::string> told;
      for (const SignUpEntry& one : event.sign_ups) {
        if (!one.is_member || !told.insert(one.person).second) continue;
        RegisteredDeed deed{loyalty::Occasion::kEvent,
                            attended.contains(one.person),
                            one.person,
                            event.id,
                            event.name,
                            event.day,
                            event.day};
        deeds.push_back(std::move(deed));
      }
    }
    for (const PieceEntry& piece : document_.pieces) {
      if (!piece.accepted_on) continue;
      deeds.push_back({loyalty::Occasion::kSubmission, !piece.withdrawn, piece.member, piece.id, piece.title,
                       *piece.accepted_on, piece.day});
    }
    return deeds;
  }

 private:
  static Json DocumentJson(const EventsDocument& document) { return RegisterJson(document, DocumentFields()); }

  // --- acts: the entry that it was about ---

  static Result<std::string> SetEvent(const Json& act, EventsDocument& next) {
    const std::string was = TextOf(act, "was");
    EventEntry event;
    if (Status read = ReadPart(act, "event", EventFields(false), event); !read) return read.error();
    if (Status checked = CheckEvent(event); !checked) return checked.error();
    EventEntry* const old = Find(next.events, was);
    if (!was.empty() && old == nullptr) return EntryUnknown(was);
    if (event.id != was && Find(next.events, event.id) != nullptr) return IdTaken(event.id);
    if (old == nullptr) {
      next.events.push_back(event);
      return event.id;
    }
    // Who came earns points under the event's number and day; who signed up did so in its days of sign-up.
    const bool renames = event.id != old->id || event.name != old->name || event.day != old->day;
    if (renames && AttendedAt(*old) > 0) return EntryInUse(was, AttendedAt(*old));
    event.sign_ups = old->sign_ups;
    const EventList before = ListOf(*old);
    const EventList after = ListOf(event);
    if (after.refusals.size() > before.refusals.size() || LosesSeat(event, before, after))
      return EntryInUse(was, event.sign_ups.size());
    *old = event;
    return event.id;
  }
  // Whether somebody who came, or had a seat, has none now.
  static bool LosesSeat(const EventEntry& event, const EventList& before, const EventList& after) {
    const auto has = [](const EventList& list, const std::string& sign_up) {
      return std::any_of(list.seated.begin(), list.seated.end(),
                         [&](const loyalty::Seat& seat) { return seat.sign_up == sign_up; });
    };
    return std::any_of(event.sign_ups.begin(), event.sign_ups.end(),
                       [&](const SignUpEntry& one) { return has(before, one.id) && !has(after, one.id); });
  }
  static Result<std::string> RemoveEvent(const Json& act, EventsDocument& next) {
    const std::string id = TextOf(act, "event");
    const EventEntry* const old = Find(next.events, id);
    if (old == nullptr) return EntryUnknown(id);
    if (!old->sign_ups.empty()) return EntryInUse(id, old->sign_ups.size());
    std::erase_if(next.events, [&](const EventEntry& one) { return one.id == id; });
    return id;
  }

  static Result<std::string> SignIn(const Json& act, const ClubSight& sight, const RegisterNote& note,
                                    EventsDocument& next) {
    EventEntry* const event = Find(next.events, TextOf(act, "event"));
    if (event == nullptr) return EntryUnknown(TextOf(act, "event"));
    Result<std::string> person = NeededText(act, "person");
    if (!person) return person.error();
    if (sight.club == nullptr) return Error(ErrorId::kNothingLoaded);
    // A day before what is on the list already would take seats away from others.
    if (note.day < LastChange(*event)) return TooEarly(note.day, LastChange(*event));
    SignUpEntry entry{NextNumber(*event), *person, false, note.day, std::nullopt, false};
    const loyalty::MemberInput* const member = MemberNamed(sight, *person, &entry.person);
    entry.is_member = member != nullptr && IsActiveOn(*member, note.day);
    event->sign_ups.push_back(entry);
    const EventList list = ListOf(*event);
    for (const loyalty::SignUpRefusal& refusal : list.refusals) {
      if (refusal.sign_up == entry.id) return refusal.why;
    }
    return event->id + " " + entry.person;
  }

  static Result<std::string> Cancel(const Json& act, RegisterNote& note, EventsDocument& next) {
    EventEntry* const event = Find(next.events, TextOf(act, "event"));
    if (event == nullptr) return EntryUnknown(TextOf(act, "event"));
    SignUpEntry* const entry = Find(event->sign_ups, TextOf(act, "signUp"));
    if (entry == nullptr || entry->cancelled_on) return EntryUnknown(TextOf(act, "signUp"));
    if (entry->attended) return EntryInUse(entry->person, 1);
    if (note.day < LastChange(*event)) return TooEarly(note.day, LastChange(*event));
    const EventList before = ListOf(*event);
    entry->cancelled_on = note.day;
    const EventList after = ListOf(*event);
    for (const loyalty::Seat& seat : after.seated) {
      const bool had = std::any_of(before.seated.begin(), before.seated.end(),
                                   [&](const loyalty::Seat& one) { return one.sign_up == seat.sign_up; });
      if (!had) note.moved.push_back(seat.person);
    }
    return event->id + " " + entry->person;
  }

  // "signUps": numbers; "attended": whether they were there.
  static Result<std::string> Attend(const Json& act, const RegisterNote& note, EventsDocument& next) {
    EventEntry* const event = Find(next.events, TextOf(act, "event"));
    if (event == nullptr) return EntryUnknown(TextOf(act, "event"));
    if (note.day < event->day) return TooEarly(note.day, event->day);
    const auto numbers = act.find("signUps");
    if (numbers == act.end() || !numbers->is_array() || numbers->empty()) return BadText("signUps", "", "[\"…\"]");
    const EventList list = ListOf(*event);
    const bool attended = document::TruthOf(act, "attended");
    for (const Json& number : *numbers) {
      const std::string id = number.is_string() ? number.get<std::string>() : std::string();
      SignUpEntry* const entry = Find(event->sign_ups, id);
      if (entry == nullptr) return EntryUnknown(id);
      const bool is_seated = std::any_of(list.seated.begin(), list.seated.end(),
                                         [&](const loyalty::Seat& seat) { return seat.sign_up == id; });
      if (attended && !is_seated) return Error(ErrorId::kEventNotSeated).With("person", entry->person);
      entry->attended = attended;
    }
    return event->id;
  }

  static Result<std::string> SetPiece(const Json& act, const ClubSight& sight, EventsDocument& next) {
    const std::string was = TextOf(act, "was");
    PieceEntry piece;
    if (Status read = ReadPart(act, "piece", PieceFields(false), piece); !read) return read.error();
    if (sight.club == nullptr) return Error(ErrorId::kNothingLoaded);
    if (MemberNamed(sight, piece.member, &piece.member) == nullptr)
      return Error(ErrorId::kClubMemberUnknown).With("value", piece.member);
    if (!piece.issue.empty() && Find(next.issues, piece.issue) == nullptr) return EntryUnknown(piece.issue);
    PieceEntry* const old = Find(next.pieces, was);
    if (!was.empty() && old == nullptr) return EntryUnknown(was);
    if (piece.id != was && Find(next.pieces, piece.id) != nullptr) return IdTaken(piece.id);
    if (old == nullptr) {
      next.pieces.push_back(piece);
      return piece.id;
    }
    const bool renames = piece.id != old->id || piece.title != old->title || piece.member != old->member;
    if (renames && old->accepted_on) return EntryInUse(was, 1);
    piece.accepted_on = old->accepted_on;
    piece.withdrawn = old->withdrawn;
    *old = piece;
    return piece.id;
  }
  // A piece that is accepted again is so from its first day on: the points have that day in the ledger.
  static Result<std::string> Judge(const Json& act, bool accepts, const RegisterNote& note, EventsDocument& next) {
    PieceEntry* const piece = Find(next.pieces, TextOf(act, "id"));
    if (piece == nullptr) return EntryUnknown(TextOf(act, "id"));
    if (accepts && !piece->accepted_on) piece->accepted_on = note.day;
    if (accepts && TextOf(act, "issue") != "") {
      if (Find(next.issues, TextOf(act, "issue")) == nullptr) return EntryUnknown(TextOf(act, "issue"));
      piece->issue = TextOf(act, "issue");
    }
    if (!accepts && !piece->accepted_on) return EntryUnknown(piece->id);
    piece->withdrawn = !accepts;
    return piece->id;
  }
  static Result<std::string> RemovePiece(const Json& act, EventsDocument& next) {
    const std::string id = TextOf(act, "id");
    const PieceEntry* const old = Find(next.pieces, id);
    if (old == nullptr) return EntryUnknown(id);
    if (old->accepted_on) return EntryInUse(id, 1);
    std::erase_if(next.pieces, [&](const PieceEntry& one) { return one.id == id; });
    return id;
  }

  static Result<std::string> SetIssue(const Json& act, EventsDocument& next) {
    const std::string was = TextOf(act, "was");
    IssueEntry issue;
    if (Status read = ReadPart(act, "issue", IssueFields(), issue); !read) return read.error();
    IssueEntry* const old = Find(next.issues, was);
    if (!was.empty() && old == nullptr) return EntryUnknown(was);
    if (issue.id != was && Find(next.issues, issue.id) != nullptr) return IdTaken(issue.id);
    if (old == nullptr) {
      next.issues.push_back(issue);
    } else {
      if (issue.id != was && PiecesOf(next, was) > 0) return EntryInUse(was, PiecesOf(next, was));
      *old = issue;
    }
    return issue.id;
  }
  static size_t PiecesOf(const EventsDocument& document, const std::string& issue) {
    return static_cast<size_t>(std::count_if(document.pieces.begin(), document.pieces.end(),
                                             [&](const PieceEntry& piece) { return piece.issue == issue; }));
  }
  static Result<std::string> RemoveIssue(const Json& act, EventsDocument& next) {
    const std::string id = TextOf(act, "id");
    if (Find(next.issues, id) == nullptr) return EntryUnknown(id);
    if (PiecesOf(next, id) > 0) return EntryInUse(id, PiecesOf(next, id));
    std::erase_if(next.issues, [&](const IssueEntry& one) { return one.id == id; });
    return id;
  }

  static Result<std::string> Return(const Json& act, const ClubSight& sight, const RegisterNote& note,
                                    EventsDocument& next) {
    ReturnedPost post{TextOf(act, "member"), TextOf(act, "issue"), TextOf(act, "why"), note.day, std::nullopt};
    if (sight.club == nullptr) return Error(ErrorId::kNothingLoaded);
    if (MemberNamed(sight, post.member, &post.member) == nullptr)
      return Error(ErrorId::kClubMemberUnknown).With("value", post.member);
    if (!post.issue.empty() && Find(next.issues, post.issue) == nullptr) return EntryUnknown(post.issue);
    next.returned.push_back(post);
    return post.member;
  }
  static Result<std::string> Clear(const Json& act, const RegisterNote& note, EventsDocument& next) {
    const std::string member = TextOf(act, "member");
    bool cleared = false;
    for (ReturnedPost& post : next.returned) {
      if (post.member != member || post.cleared_on) continue;
      post.cleared_on = std::max(post.day, note.day);
      cleared = true;
    }
    if (!cleared) return EntryUnknown(member);
    return member;
  }

  // --- views ---

  Result<Json> Calendar(const Json& question, const ClubSight& sight) const {
    const Result<Day> day = DayIn(question, "day", sight.as_of == loyalty::kNoDay ? Day{0} : sight.as_of);
    if (!day) return day.error();
    Json rows = Json::array();
    std::vector<Day> days;
    std::optional<Day> last;
    std::optional<Day> upcoming;
    for (const EventEntry& event : document_.events) {
      days.push_back(event.day);
      if (event.day <= *day) {
        last = event.day;
      } else if (!upcoming) {
        upcoming = event.day;
      }
      const EventList list = ListOf(event);
      Json row = WriteMembers(EventFields(false).list, &event);
      row["seated"] = list.seated.size();
      row["waiting"] = list.waitlist.size();
      row["cancelled"] = list.cancelled;
      row["attended"] = list.attendance.numerator;
      row["isOver"] = event.day < *day;
      rows.push_back(std::move(row));
    }
    constexpr RegisterColumn kColumns[] = {{"id", "event_id"},         {"name", "event_name"},
                                           {"kind", "kind"},           {"day", "day"},
                                           {"time", "time"},           {"place", "place"},
                                           {"expert", "expert"},       {"quota", "quota"},
                                           {"opensOn", "opens_on"},    {"membersOnlyTo", "members_only_to"},
                                           {"seated", "seated"},       {"waiting", "waiting"},
                                           {"cancelled", "cancelled"}, {"attended", "attended"}};
    Json answer = TableAnswer(std::move(rows), kColumns, question);
    Json gaps = Json::array();
    for (const Error& gap : loyalty::FindEventGaps(days, *day))
      gaps.push_back(document::ErrorTexts(gap, sight.language));
    const bool is_due = last && *day - *last > loyalty::kEventGapDaysMax;
    answer["day"] = ToIso(*day);
    answer["gaps"] = std::move(gaps);
    // The last of the gaps reaches to today.
    answer["isDue"] = is_due;
    answer["last"] = last ? Json(ToIso(*last)) : Json();
    answer["daysSince"] = last ? Json(*day - *last) : Json();
    answer["next"] = upcoming ? Json(ToIso(*upcoming)) : Json();
    return answer;
  }

  Result<Json> OneEvent(const Json& question, const ClubSight& sight) const {
    const EventEntry* const event = Find(document_.events, TextOf(question, "event"));
    if (event == nullptr) return EntryUnknown(TextOf(question, "event"));
    const EventList list = ListOf(*event);
    std::map<std::string_view, const loyalty::Seat*> seats;
    for (const loyalty::Seat& seat : list.seated) seats[seat.sign_up] = &seat;
    const std::map<std::string_view, std::string_view> names = NamesOf(sight);
    Json rows = Json::array();
    for (const SignUpEntry& one : event->sign_ups) {
      const auto seat = seats.find(one.id);
      const bool waits = std::find(list.waitlist.begin(), list.waitlist.end(), one.id) != list.waitlist.end();
      const auto name = names.find(one.person);
      Json row = WriteMembers(SignUpFields().list, &one);
      row["name"] = name == names.end() ? std::string_view() : name->second;
      row["state"] = one.cancelled_on ? "cancelled" : seat != seats.end() ? "seated" : waits ? "waiting" : "refused";
      row["seatedOn"] = seat == seats.end() ? Json() : Json(ToIso(seat->second->seated_on));
      row["fromWaitlist"] = seat != seats.end() && seat->second->from_waitlist;
      rows.push_back(std::move(row));
    }
    constexpr RegisterColumn kColumns[] = {
        {"id", "sign_up"},       {"person", "person"}, {"name", "name"},          {"isMember", "is_member"},
        {"day", "signed_up_on"}, {"state", "state"},   {"seatedOn", "seated_on"}, {"fromWaitlist", "from_waitlist"},
        {"attended", "attended"}};
    Json answer = TableAnswer(std::move(rows), kColumns, question);
    answer["event"] = WriteMembers(EventFields(false).list, event);
    answer["seated"] = list.seated.size();
    answer["waiting"] = list.waitlist.size();
    answer["attendance"] = ShareOf(list.attendance.numerator, list.attendance.denominator);
    return answer;
  }

  // S2-9: active members that are not on the list, to be invited; by number.
  Result<Json> Invite(const Json& question, const ClubSight& sight) const {
    const EventEntry* const event = Find(document_.events, TextOf(question, "event"));
    if (event == nullptr) return EntryUnknown(TextOf(question, "event"));
    if (sight.club == nullptr) return Error(ErrorId::kNothingLoaded);
    std::set<std::string_view> on_list;
    for (const SignUpEntry& one : event->sign_ups) {
      if (!one.cancelled_on) on_list.insert(one.person);
    }
    Json rows = Json::array();
    for (const size_t i : MembersById(*sight.club)) {
      const ClubMemberRow& row = sight.club->members[i];
      if (IsActiveOn(sight.club->input.members[i], event->opens_on) && !on_list.contains(row.id))
        rows.push_back(MemberJson(sight, i));
    }
    Json answer = TableAnswer(std::move(rows), kMemberColumns, question);
    answer["event"] = WriteMembers(EventFields(false).list, event);
    return answer;
  }

  // S2-26: issues with their pieces, and who will get them.
  Result<Json> MagazineView(const Json& question, const ClubSight& sight) const {
    const std::vector<loyalty::Submission> submissions = SubmissionsOf(document_);
    Json rows = Json::array();
    for (const IssueEntry& issue : document_.issues) {
      Json row = WriteMembers(IssueFields().list, &issue);
      Json pieces = Json::array();
      for (const PieceEntry& piece : document_.pieces) {
        if (piece.issue == issue.id && piece.accepted_on && !piece.withdrawn) pieces.push_back(piece.title);
      }
      row["pieces"] = std::move(pieces);
      const auto [recipients, returned] = Recipients(issue.mails_on, sight);
      row["recipients"] = recipients.size();
      row["returned"] = returned;
      rows.push_back(std::move(row));
    }
    constexpr RegisterColumn kColumns[] = {{"id", "issue_id"},           {"title", "title"},
                                           {"mailsOn", "mails_on"},      {"pieces", "pieces"},
                                           {"recipients", "recipients"}, {"returned", "left_out"}};
    Json answer = TableAnswer(std::move(rows), kColumns, question);
    // Benefits that say who gets it; none: every active member does.
    Json benefits = Json::array();
    for (const OfficeBenefit& one : MagazineBenefits(sight)) {
      Json benefit = Json::object();
      benefit["id"] = one.id;
      benefit["name"] = one.name;
      benefit["memberClasses"] = one.member_classes;
      benefit["from"] = ToIso(one.from);
      benefit["to"] = one.to ? Json(ToIso(*one.to)) : Json();
      benefits.push_back(std::move(benefit));
    }
    answer["benefits"] = std::move(benefits);
    const Magazine& former = document_.magazine;
    const bool has_former = !former.member_classes.empty() || former.from || former.to;
    answer["former"] = has_former ? WriteMembers(MagazineFields().list, &former) : Json();
    Json returned = Json::array();
    const std::map<std::string_view, std::string_view> names = NamesOf(sight);
    for (const ReturnedPost& post : document_.returned) {
      Json one = WriteMembers(ReturnedFields().list, &post);
      const auto name = names.find(post.member);
      one["name"] = name == names.end() ? std::string_view() : name->second;
      returned.push_back(std::move(one));
    }
    answer["returned"] = std::move(returned);
    answer["waitingPieces"] = loyalty::AcceptedSubmissions(submissions, kEnd).waiting.size();
    return answer;
  }

  // S2-12: the mailing list of an issue.
  Result<Json> Mailing(const Json& question, const ClubSight& sight) const {
    const IssueEntry* const issue = Find(document_.issues, TextOf(question, "issue"));
    if (issue == nullptr) return EntryUnknown(TextOf(question, "issue"));
    if (sight.club == nullptr) return Error(ErrorId::kNothingLoaded);
    const auto [recipients, left_out] = Recipients(issue->mails_on, sight);
    Json rows = Json::array();
    for (const size_t i : recipients) rows.push_back(MemberJson(sight, i));
    Json answer = TableAnswer(std::move(rows), kMemberColumns, question);
    answer["issue"] = WriteMembers(IssueFields().list, issue);
    answer["returned"] = left_out;
    return answer;
  }

  Result<Json> Pieces(const Json& question, const ClubSight& sight) const {
    const std::map<std::string_view, std::string_view> names = NamesOf(sight);
    Json rows = Json::array();
    for (const PieceEntry& piece : document_.pieces) {
      Json row = WriteMembers(PieceFields(true).list, &piece);
      const auto name = names.find(piece.member);
      row["name"] = name == names.end() ? std::string_view() : name->second;
      row["state"] = !piece.accepted_on ? "waiting" : piece.withdrawn ? "withdrawn" : "accepted";
      rows.push_back(std::move(row));
    }
    constexpr RegisterColumn kColumns[] = {
        {"id", "piece_id"}, {"member", "member_id"}, {"name", "member_name"},       {"title", "title"},
        {"day", "came_in"}, {"state", "state"},      {"acceptedOn", "accepted_on"}, {"issue", "issue_id"}};
    return TableAnswer(std::move(rows), kColumns, question);
  }

  static constexpr RegisterColumn kMemberColumns[] = {
      {"member", "member_id"}, {"customer", "customer_id"}, {"name", "customer_name"}, {"memberClass", "member_class"}};
  static Json MemberJson(const ClubSight& sight, size_t i) {
    Json row = Json::object();
    row["member"] = sight.club->members[i].id;
    row["customer"] = sight.club->members[i].customer;
    row["name"] = sight.club->members[i].name;
    row["memberClass"] = sight.club->input.members[i].member_class;
    return row;
  }
  static std::map<std::string_view, std::string_view> NamesOf(const ClubSight& sight) {
    std::map<std::string_view, std::string_view> names;
    if (sight.club == nullptr) return names;
    for (const ClubMemberRow& row : sight.club->members) names[row.id] = row.name;
    return names;
  }

  static std::vector<OfficeBenefit> MagazineBenefits(const ClubSight& sight) {
    std::vector<OfficeBenefit> benefits;
    if (sight.office == nullptr) return benefits;
    for (const OfficeBenefit& one : sight.office->benefits) {
      if (one.kind == loyalty::BenefitKind::kMagazine) benefits.push_back(one);
    }
    return benefits;
  }

  // Who gets an issue: active members with the benefit on that day whose post does not come back; and how many are left
  // out because it does.
  [[nodiscard]] std::pair<std::vector<size_t>, int64_t> Recipients(Day day, const ClubSight& sight) const {
    std::vector<size_t> recipients;
    int64_t left_out = 0;
    if (sight.club == nullptr) return {recipients, left_out};
    std::vector<loyalty::Benefit> benefits;
    for (const OfficeBenefit& one : MagazineBenefits(sight)) benefits.push_back(one.benefit());
    if (benefits.empty()) {
      benefits.push_back(
          {"magazine", loyalty::BenefitKind::kMagazine, {}, loyalty::DaySpan{Day{INT32_MIN}, std::nullopt}});
    }
    std::set<std::string_view> comes_back;
    for (const ReturnedPost& post : document_.returned) {
      if (post.day <= day && (!post.cleared_on || *post.cleared_on > day)) comes_back.insert(post.member);
    }
    for (const size_t i : MembersById(*sight.club)) {
      const loyalty::MemberInput& member = sight.club->input.members[i];
      const bool is_inside = member.active_from <= day && day <= member.active_to;
      if (!is_inside || BenefitsOf(benefits, member.state, member.member_class, day).empty()) continue;
      if (comes_back.contains(sight.club->members[i].id)) {
        ++left_out;
      } else {
        recipients.push_back(i);
      }
    }
    return {recipients, left_out};
  }

  EventsDocument document_;
};

}  // namespace

std::unique_ptr<ClubRegister> MakeEventsRegister() { return std::make_unique<EventsRegister>(); }

std::vector<RegisteredDeed> DeedsOf(const ClubRegister* events) {
  return events == nullptr ? std::vector<RegisteredDeed>() : static_cast<const EventsRegister*>(events)->Deeds();
}

}  // namespace loyalane::club
