#include "workspace/member_office.h"

#include <algorithm>

#include "base/sort.h"
#include "workspace/json_fields.h"

namespace loyalane::workspace {
namespace {

using loyalty::AudienceStage;
using loyalty::BenefitKind;
using loyalty::ErasureLog;
using loyalty::MemberRow;
using loyalty::MemberState;
using loyalty::TrailEntry;

constexpr uint32_t kEntriesMax = 1'000'000;
constexpr uint32_t kFewMax = 1000;
const Text kId{1, 200};
const Text kText{0, 1000};

// The register's documents tell no schema: what they hold is described in docs/club.md.
Words NoWords() { return {"", ""}; }

OneOf<MemberState> StateKind() {
  OneOf<MemberState> kind;
  for (size_t i = 0; i < loyalty::kMemberStateIds.size(); ++i)
    kind.Add(ToText(loyalty::kMemberStateIds[i]), static_cast<MemberState>(i));
  return kind;
}
OneOf<BenefitKind> BenefitKinds() {
  OneOf<BenefitKind> kind;
  for (size_t i = 0; i < loyalty::kBenefitKindIds.size(); ++i)
    kind.Add(ToText(loyalty::kBenefitKindIds[i]), static_cast<BenefitKind>(i));
  return kind;
}
OneOf<AudienceStage> StageKind() {
  OneOf<AudienceStage> kind;
  for (int i = 0; i < loyalty::kAudienceStageCount; ++i)
    kind.Add(ToText(IdOf(static_cast<AudienceStage>(i))), static_cast<AudienceStage>(i));
  return kind;
}
// One of kFormFields.
struct FormFieldName {
  [[nodiscard]] static std::string Expected() { return "contact, mobile, …"; }
  [[nodiscard]] static Status Read(const Json& json, const std::string& path, std::string& out) {
    const bool is_one = json.is_string() && std::find(kFormFields.begin(), kFormFields.end(),
                                                      json.get_ref<const std::string&>()) != kFormFields.end();
    if (!is_one) return BadValue(path, json, Expected());
    out = json.get<std::string>();
    return Done{};
  }
  [[nodiscard]] static Json Write(const std::string& value) { return ToText(value); }
  [[nodiscard]] static Json Schema(Language, const std::string& = {}) { return ToObject({{"type", ToText("string")}}); }
};

// 0, 1, 2, …
struct Count {
  [[nodiscard]] static std::string Expected() { return "0, 1, …"; }
  [[nodiscard]] static Status Read(const Json& json, const std::string& path, int64_t& out) {
    if (!json.is_number_integer() || json.get<int64_t>() < 0) return BadValue(path, json, Expected());
    out = json.get<int64_t>();
    return Done{};
  }
  [[nodiscard]] static Json Write(int64_t count) { return count; }
  [[nodiscard]] static Json Schema(Language, int64_t = 0) { return ToObject({{"type", ToText("integer")}}); }
};

template <typename T>
List<Object<T>> ListOf(Fields<T> fields, uint32_t size_max) {
  return {{std::move(fields)}, {0, size_max}};
}

Fields<TrailEntry> EntryFields() {
  return {
      Of<&TrailEntry::day>("day", IsoDay{}, NoWords()).Required(),
      Of<&TrailEntry::who>("who", kId, NoWords()).Required(),
      Of<&TrailEntry::from>("from", Nullable<OneOf<MemberState>>{StateKind()}, NoWords()),
      Of<&TrailEntry::to>("to", StateKind(), NoWords()).Required(),
      Of<&TrailEntry::reason>("reason", kText, NoWords()),
  };
}
Fields<FormValue> FormFields() {
  return {
      Of<&FormValue::field>("field", FormFieldName{}, NoWords()).Required(),
      Of<&FormValue::value>("value", kText, NoWords()).Required(),
  };
}
Fields<OfficeMember> MemberFields() {
  return {
      Of<&OfficeMember::member>("member", kId, NoWords()).Required(),
      Of<&OfficeMember::customer>("customer", kText, NoWords()),
      Of<&OfficeMember::member_class>("memberClass", kText, NoWords()),
      Of<&OfficeMember::trail>("trail", ListOf(EntryFields(), kFewMax), NoWords()),
      Of<&OfficeMember::form>("form", ListOf(FormFields(), kFormFields.size()), NoWords()),
  };
}
Fields<OfficeTerm> TermFields() {
  return {
      Of<&OfficeTerm::member>("member", kId, NoWords()).Required(),
      Of<&OfficeTerm::from>("from", IsoDay{}, NoWords()).Required(),
      Of<&OfficeTerm::to>("to", Nullable<IsoDay>{}, NoWords()),
      Of<&OfficeTerm::who>("who", kId, NoWords()).Required(),
  };
}
Fields<OfficeBenefit> BenefitFields() {
  return {
      Of<&OfficeBenefit::id>("id", kId, NoWords()).Required(),
      Of<&OfficeBenefit::name>("name", kText, NoWords()),
      Of<&OfficeBenefit::kind>("kind", BenefitKinds(), NoWords()).Required(),
      Of<&OfficeBenefit::member_classes>("memberClasses", List<Text>{kId, {0, kFewMax}}, NoWords()),
      Of<&OfficeBenefit::from>("from", IsoDay{}, NoWords()).Required(),
      Of<&OfficeBenefit::to>("to", Nullable<IsoDay>{}, NoWords()),
  };
}
Fields<OfficeStage> StageFields() {
  return {
      Of<&OfficeStage::stage>("stage", StageKind(), NoWords()).Required(),
      Of<&OfficeStage::day>("day", IsoDay{}, NoWords()).Required(),
      Of<&OfficeStage::who>("who", kId, NoWords()).Required(),
  };
}
Fields<OfficeAudience> AudienceFields() {
  return {
      Of<&OfficeAudience::id>("id", kId, NoWords()).Required(),
      Of<&OfficeAudience::stages>("stages", ListOf(StageFields(), kFewMax), NoWords()).Required(),
  };
}
Fields<ErasureLog> ErasureFields() {
  const Whole number{0, INT32_MAX};
  return {
      Of<&ErasureLog::day>("day", IsoDay{}, NoWords()).Required(),
      Of<&ErasureLog::who>("who", kId, NoWords()).Required(),
      Of<&ErasureLog::member>("member", kId, NoWords()).Required(),
      Of<&ErasureLog::registers>("registers", List<Text>{kId, {0, kFewMax}}, NoWords()),
      Of<&ErasureLog::values_of>("valuesOf", List<Count>{{}, {0, kFewMax}}, NoWords()),
      Of<&ErasureLog::rows>("rows", number, NoWords()),
      Of<&ErasureLog::values>("values", number, NoWords()),
  };
}
Fields<MemberOffice> OfficeFields() {
  return {
      Of<&MemberOffice::approval_required>("approvalRequired", Boolean{}, NoWords()),
      Of<&MemberOffice::required_fields>("requiredFields", List<FormFieldName>{{}, {0, kFormFields.size()}}, NoWords()),
      Of<&MemberOffice::members>("members", ListOf(MemberFields(), kEntriesMax), NoWords()),
      Of<&MemberOffice::terms>("terms", ListOf(TermFields(), kEntriesMax), NoWords()),
      Of<&MemberOffice::benefits>("benefits", ListOf(BenefitFields(), kFewMax), NoWords()),
      Of<&MemberOffice::audience>("audience", ListOf(AudienceFields(), kEntriesMax), NoWords()),
      Of<&MemberOffice::erasures>("erasures", ListOf(ErasureFields(), kEntriesMax), NoWords()),
  };
}

// How a state is reached; a file that says no more is taken to have gone this way.
std::vector<MemberState> WayTo(MemberState state) {
  std::vector<MemberState> way = {MemberState::kApplied, MemberState::kApproved, MemberState::kCardIssued,
                                  MemberState::kActive};
  if (state <= MemberState::kActive) {
    way.resize(static_cast<size_t>(state) + 1);
  } else {
    way.push_back(state);
  }
  return way;
}

template <typename T>
bool ById(const T& a, const T& b) {
  return a.id < b.id;
}

Status CheckOffice(const MemberOffice& office) {
  const auto twice = [](const std::string& id) { return BadValue("members", ToText(id), "1 ×"); };
  for (size_t i = 0; i < office.members.size(); ++i) {
    const OfficeMember& one = office.members[i];
    if (i > 0 && office.members[i - 1].member == one.member) return twice(one.member);
    if (one.trail.empty()) continue;
    Status checked = CheckTrail(one.member, TrailOf(one.member, nullptr, &one).member.trail);
    if (!checked) return checked;
  }
  for (const OfficeTerm& term : office.terms) {
    if (!term.to || *term.to >= term.from) continue;
    return Error(ErrorId::kTermUnusable)
        .With("member", term.member)
        .With("from", ToIso(term.from))
        .With("to", ToIso(*term.to));
  }
  for (size_t i = 1; i < office.audience.size(); ++i) {
    if (office.audience[i - 1].id == office.audience[i].id) return twice(office.audience[i].id);
  }
  return Done{};
}

}  // namespace

const OfficeMember* MemberOffice::Find(std::string_view member) const {
  const auto found = std::lower_bound(members.begin(), members.end(), member,
                                      [](const OfficeMember& one, std::string_view id) { return one.member < id; });
  return found != members.end() && found->member == member ? &*found : nullptr;
}

OfficeMember& MemberOffice::At(const std::string& member) {
  auto found = std::lower_bound(members.begin(), members.end(), member,
                                [](const OfficeMember& one, const std::string& id) { return one.member < id; });
  if (found == members.end() || found->member != member) {
    found = members.insert(found, OfficeMember{});
    found->member = member;
  }
  return *found;
}

const ErasureLog* MemberOffice::ErasureOf(std::string_view member) const {
  const auto found =
      std::find_if(erasures.begin(), erasures.end(), [member](const ErasureLog& log) { return log.member == member; });
  return found == erasures.end() ? nullptr : &*found;
}

Result<MemberOffice> ReadMemberOffice(const Json& document) {
  Json fields = document;
  if (fields.is_object()) fields.erase("version");
  MemberOffice office;
  Status read = ReadMembers(fields, "", OfficeFields().list, &office);
  if (!read) return read.error();
  Sort(office.members, [](const OfficeMember& a, const OfficeMember& b) { return a.member < b.member; });
  Sort(office.audience, ById<OfficeAudience>);
  Status checked = CheckOffice(office);
  if (!checked) return checked.error();
  return office;
}

Json WriteMemberOffice(const MemberOffice& office) {
  Json document = Json::object();
  document["version"] = 1;
  document.update(WriteMembers(OfficeFields().list, &office));
  return document;
}

MemberState StateIn(const MemberRow& row) {
  switch (row.state) {
    case MemberRow::State::kApplied:
      return MemberState::kApplied;
    case MemberRow::State::kApproved:
      return MemberState::kApproved;
    case MemberRow::State::kCardIssued:
      return MemberState::kCardIssued;
    case MemberRow::State::kSuspended:
      return MemberState::kSuspended;
    case MemberRow::State::kExited:
      return MemberState::kExited;
    case MemberRow::State::kActive:
      return MemberState::kActive;
    case MemberRow::State::kNotSaid:
      break;
  }
  // By the days that are there; a bare list of members is one of active members.
  if (row.exited) return MemberState::kExited;
  if (row.card_issued) return MemberState::kActive;
  if (row.approved) return MemberState::kApproved;
  return row.applied ? MemberState::kApplied : MemberState::kActive;
}

bool IsUndated(const MemberRow& row) {
  const MemberState state = StateIn(row);
  return (state == MemberState::kSuspended || state == MemberState::kExited) && !row.exited;
}

WholeTrail TrailOf(const std::string& member, const MemberRow* row, const OfficeMember* hand) {
  const std::string by_file = "file";
  WholeTrail whole;
  whole.member.member = member;
  const bool has_hand = hand != nullptr && !hand->trail.empty();
  if (hand != nullptr) {
    whole.member.customer = hand->customer;
    whole.member.member_class = hand->member_class;
  }
  if (!has_hand || hand->trail.front().from) {
    const MemberState state = has_hand         ? *hand->trail.front().from
                              : row == nullptr ? MemberState::kExited  // only the ledger has him
                                               : StateIn(*row);
    std::optional<MemberState> from;
    Day day = kEver;
    for (const MemberState to : WayTo(state)) {
      std::optional<Day> known;
      if (row != nullptr) {
        known = to == MemberState::kApplied      ? row->applied
                : to == MemberState::kApproved   ? row->approved
                : to == MemberState::kCardIssued ? row->card_issued
                : to == MemberState::kExited     ? row->exited
                                                 : std::nullopt;
      }
      day = std::max(day, known.value_or(day));
      // What was entered by hand comes after all that the file says.
      if (has_hand) day = std::min(day, hand->trail.front().day);
      whole.member.trail.push_back({day, by_file, from, to, by_file});
      from = to;
    }
    whole.of_file = whole.member.trail.size();
    whole.is_undated = !has_hand && row != nullptr && IsUndated(*row);
  }
  if (has_hand) whole.member.trail.insert(whole.member.trail.end(), hand->trail.begin(), hand->trail.end());
  return whole;
}

}  // namespace loyalane::workspace
