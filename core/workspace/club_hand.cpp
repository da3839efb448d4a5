// Postings by hand: a command of the club, and what a screen shows of those that are there.
#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "loyalty/hand_posting.h"
#include "workspace/club.h"
#include "workspace/club_read.h"
#include "workspace/command_json.h"
#include "workspace/json_fields.h"

namespace loyalane::workspace {
namespace {

using loyalty::Entry;
using loyalty::HandKind;

constexpr std::array<std::string_view, 4> kWhats = {"grant", "charge", "extend", "undo"};
// Members that are named in an answer.
constexpr size_t kRefusedShown = 1000;

Result<Day> DayIn(const Json& command, const char* key) {
  const std::string text = TextOf(command, key);
  const std::optional<Day> day = ParseIsoDay(text);
  if (!day) return BadText(key, text, "YYYY-MM-DD");
  return *day;
}

}  // namespace

Json HandJson(const loyalty::Ledger& ledger, const Entry& entry) {
  const std::optional<loyalty::HandNote> note = loyalty::HandNoteOf(ledger, entry);
  if (!note) return nullptr;
  return ToObject({{"number", ToText(note->number.substr(0, note->number.find('.')))},
                   {"undoes", ToText(note->undoes.substr(0, note->undoes.find('.')))},
                   {"who", ToText(note->who)},
                   {"reason", ToText(note->reason)}});
}

// Nothing is entered ahead of the data or of the month that is open.
Result<Day> Club::PostingDay(const Json& command, Day as_of) const {
  const Result<Day> day = DayIn(command, "day");
  if (!day) return day.error();
  Day last = loyalty::MonthOf(as_of).to;
  if (!ledger_->periods().empty()) last = std::max(last, loyalty::MonthOf(ledger_->open_from()).to);
  if (*day > last) return BadText("day", ToIso(*day), ("≤ " + ToIso(last)).c_str());
  return *day;
}

// What was posted for many members at once.
Json Club::PostingsToAll() const {
  Json postings = Json::array();
  for (const loyalty::HandAllTold& one : loyalty::PostingsForAll(*ledger_)) {
    Json line = Json::object();
    line["number"] = one.number;
    line["undoes"] = one.undoes;
    line["who"] = one.who;
    line["reason"] = one.reason;
    line["day"] = ToIso(one.day);
    line["members"] = one.members;
    line["lots"] = one.lots;
    line["undone"] = one.undone;
    postings.push_back(std::move(line));
  }
  Json answer = Json::object();
  answer["postings"] = std::move(postings);
  return answer;
}

// Of all members but those who have left: their points end as the rules say.
Result<Json> Club::PostToAll(const Json& command, Workspace& work) {
  const std::string what = TextOf(command, "what");
  if (what != "extend" && what != "undo") return BadText("what", what, "extend, undo");
  const auto data = work.Data();
  if (!data) return data.error();
  const Result<Read*> read = Data(work, (*data)->table.as_of);
  if (!read) return read.error();
  loyalty::HandAllWish wish;
  wish.each.kind = what == "extend" ? HandKind::kExtend : HandKind::kUndo;
  const Result<Day> day = PostingDay(command, (*data)->table.as_of);
  if (!day) return day.error();
  wish.each.day = *day;
  wish.each.who = TextOf(command, "who");
  wish.each.reason = TextOf(command, "reason");
  wish.each.number = TextOf(command, "number");
  wish.applies = TruthOf(command, "apply");
  if (wish.each.kind == HandKind::kExtend) {
    // Points of everybody without any end are no slip of a form.
    const Result<Day> last_day = DayIn(command, "lastDay");
    if (!last_day) return last_day.error();
    wish.each.last_day = *last_day;
    if (!TextOf(command, "expiringUntil").empty()) {
      const Result<Day> until = DayIn(command, "expiringUntil");
      if (!until) return until.error();
      wish.each.expiring_until = *until;
    }
  }
  const ClubData& club = (*read)->club;
  for (size_t i = 0; i < club.members.size(); ++i) {
    const bool is_in = club.input.members[i].state != loyalty::MemberState::kExited && !club.members[i].is_erased;
    if (is_in || wish.each.kind == HandKind::kUndo) wish.members.push_back(club.input.members[i].member);
  }
  const Result<loyalty::HandAllPosted> posted = loyalty::PostForAll(programme_.ledger, wish, *ledger_);
  if (!posted) return posted.error();
  if (wish.applies) Forget();
  Json refused = Json::array();
  for (size_t i = 0; i < std::min(posted->refused.size(), kRefusedShown); ++i) {
    const loyalty::HandAllRefusal& one = posted->refused[i];
    Json line = Json::object();
    line["member"] = ledger_->members()[one.member];
    line.update(ErrorTexts(one.why, LanguageOf(command)));
    refused.push_back(std::move(line));
  }
  Json answer = Json::object();
  answer["number"] = posted->number;
  answer["applied"] = wish.applies;
  answer["day"] = ToIso(wish.each.day);
  answer["postedOn"] = ToIso(posted->posted_on);
  answer["late"] = posted->posted_on != wish.each.day;
  answer["members"] = posted->members;
  answer["lots"] = posted->facts.size();
  answer["points"] = posted->moved.units;
  answer["before"] = posted->before.units;
  answer["after"] = posted->after.units;
  answer["refusedMembers"] = posted->refused.size();
  answer["refused"] = std::move(refused);
  return answer;
}

Result<Json> Club::Post(const Json& command, Workspace& work) {
  const std::string what = TextOf(command, "what");
  const auto kind = std::find(kWhats.begin(), kWhats.end(), what);
  if (kind == kWhats.end()) return BadText("what", what, "grant, charge, extend, undo");
  const auto data = work.Data();
  if (!data) return data.error();
  const Result<Read*> read = Data(work, (*data)->table.as_of);
  if (!read) return read.error();

  loyalty::HandWish wish;
  wish.kind = static_cast<HandKind>(kind - kWhats.begin());
  const std::string id = TextOf(command, "member");
  const std::optional<uint32_t> member = LedgerNumberOf(**read, id);
  if (!member) return Error(ErrorId::kClubMemberUnknown).With("value", id);
  wish.member = *member;
  const Result<Day> day = PostingDay(command, (*data)->table.as_of);
  if (!day) return day.error();
  wish.day = *day;
  wish.who = TextOf(command, "who");
  wish.reason = TextOf(command, "reason");
  wish.points = WholeOf(command, "points", 0);
  wish.qualifies = TruthOf(command, "qualifies");
  wish.number = TextOf(command, "number");
  const bool has_end = wish.kind == HandKind::kGrant || wish.kind == HandKind::kExtend;
  if (has_end && !TextOf(command, "lastDay").empty()) {
    const Result<Day> last_day = DayIn(command, "lastDay");
    if (!last_day) return last_day.error();
    wish.last_day = *last_day;
  }
  if (const auto lot = command.find("lot"); lot != command.end() && lot->is_object()) {
    wish.lot_rule = TextOf(*lot, "rule");
    wish.lot_source = TextOf(*lot, "source");
    // An empty source would mean all lots.
    if (wish.lot_source.empty()) return BadText("lot", "", "{rule, source}");
  }
  const Result<loyalty::HandPosted> posted = loyalty::PostByHand(programme_.ledger, wish, *ledger_);
  if (!posted) return posted.error();
  Forget();
  return ToObject({{"number", ToText(posted->number)},
                   {"day", ToText(ToIso(wish.day))},
                   {"postedOn", ToText(ToIso(posted->posted_on))},
                   {"late", posted->posted_on != wish.day},
                   {"entries", posted->facts.size()},
                   {"before", posted->before.units},
                   {"after", posted->after.units}});
}

}  // namespace loyalane::workspace
