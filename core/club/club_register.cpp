#include "club/club_register.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "club/events_register.h"
#include "club/exit_register.h"
#include "club/launch_register.h"
#include "club/members_register.h"
#include "club/partners_register.h"
#include "club/vouchers_register.h"
#include "document/command_json.h"
#include "document/json_fields.h"

namespace loyalane::club {
namespace {

using document::Json;
using document::TextOf;

Error NoSuchRegister(RegisterName name) {
  return Error(ErrorId::kCommandUnknown).With("name", std::string(IdOf(name)));
}

}  // namespace

std::optional<RegisterName> ParseRegisterName(std::string_view id) {
  const auto found = std::find(kRegisterIds.begin(), kRegisterIds.end(), id);
  if (found == kRegisterIds.end()) return std::nullopt;
  return static_cast<RegisterName>(found - kRegisterIds.begin());
}

std::string PartOf(RegisterName name) { return "registers/" + std::string(IdOf(name)) + ".json"; }

Status CheckRegisterVersion(const Json& document, RegisterName name) {
  if (!document.is_object()) return document::BadValue(std::string(IdOf(name)), document, "{…}");
  const auto version = document.find("version");
  if (version == document.end() || !version->is_number_integer() || version->get<int64_t>() < 1)
    return document::BadValue("version", version == document.end() ? Json() : *version, "1");
  if (version->get<int64_t>() > kRegisterVersion) {
    return Error(ErrorId::kProjectNewer)
        .With("part", PartOf(name))
        .With("version", std::to_string(version->get<int64_t>()));
  }
  return Done{};
}

std::unique_ptr<ClubRegister> MakeRegister(RegisterName name) {
  switch (name) {
    case RegisterName::kMembers:
      return MakeMembersRegister();
    case RegisterName::kPartners:
      return MakePartnersRegister();
    case RegisterName::kEvents:
      return MakeEventsRegister();
    case RegisterName::kVouchers:
      return MakeVouchersRegister();
    case RegisterName::kLaunch:
      return MakeLaunchRegister();
    case RegisterName::kExit:
      return MakeExitRegister();
  }
  return nullptr;
}

ClubRegisters::ClubRegisters() {
  for (size_t i = 0; i < kRegisterCount; ++i) registers_[i] = MakeRegister(static_cast<RegisterName>(i));
}

Status ClubRegisters::Take(RegisterName name, const Json& document) {
  const auto at = static_cast<size_t>(name);
  if (document.is_null()) {
    registers_[at] = MakeRegister(name);
    is_used_[at] = false;
    return Done{};
  }
  if (!registers_[at]) return NoSuchRegister(name);
  Status checked = CheckRegisterVersion(document, name);
  if (!checked) return checked;
  Status taken = registers_[at]->Take(document);
  if (taken) is_used_[at] = true;
  return taken;
}

Status ClubRegisters::TakeText(RegisterName name, std::string_view text) {
  const Result<Json> document = document::ParseJson(text);
  Status taken = document ? Take(name, *document) : Status(document.error());
  if (taken) return taken;
  Error error = taken.error();
  error.place.file = PartOf(name);
  return error;
}

Json ClubRegisters::Document(RegisterName name) const {
  const auto at = static_cast<size_t>(name);
  return registers_[at] && is_used_[at] ? registers_[at]->Document() : Json();
}

Result<std::vector<RegisterChange>> ClubRegisters::Act(RegisterName name, const Json& act,
                                                       const ClubSight& sight) const {
  const ClubRegister* const one = Of(name);
  if (one == nullptr) return NoSuchRegister(name);
  if (name == RegisterName::kMembers && TextOf(act, "do") == "erase") return Erase(act, sight);
  Result<Json> document = one->Act(act, sight);
  if (!document) return document.error();
  return std::vector<RegisterChange>{{name, std::move(document).value()}};
}

// Of the registers but the members', those that had something of him.
std::vector<ClubRegisters::ErasedFrom> ClubRegisters::RemovalsOf(const ErasedPerson& person,
                                                                 const ClubSight& sight) const {
  std::vector<ErasedFrom> removals;
  for (size_t i = 0; i < kRegisterCount; ++i) {
    const auto name = static_cast<RegisterName>(i);
    if (name == RegisterName::kMembers || !is_used_[i]) continue;
    Removal removal = registers_[i]->WithoutMember(person, sight);
    if (removal.values > 0) removals.push_back({name, std::move(removal)});
  }
  return removals;
}

Result<std::vector<RegisterChange>> ClubRegisters::Erase(const Json& act, const ClubSight& sight) const {
  // Made by MakeRegister and never another class.
  const auto& members = *static_cast<const MembersRegister*>(Of(RegisterName::kMembers));
  const Result<ErasedPerson> person = members.PersonOf(TextOf(act, "member"), sight);
  if (!person) return person.error();
  std::vector<ErasedFrom> removals = RemovalsOf(*person, sight);
  std::vector<ErasedElsewhere> elsewhere;
  elsewhere.reserve(removals.size());
  for (const ErasedFrom& one : removals)
    elsewhere.push_back({std::string(IdOf(one.name)), one.removal.rows, one.removal.values});
  Result<Json> document = members.Erase(act, sight, elsewhere);
  if (!document) return document.error();
  std::vector<RegisterChange> changes;
  changes.push_back({RegisterName::kMembers, std::move(document).value()});
  for (ErasedFrom& one : removals) changes.push_back({one.name, std::move(one.removal.document)});
  return changes;
}

Result<Json> ClubRegisters::View(RegisterName name, const Json& question, const ClubSight& sight) const {
  const ClubRegister* const one = Of(name);
  if (one == nullptr) return NoSuchRegister(name);
  Result<Json> answer = one->View(question, sight);
  // What an erasure would take of the other registers.
  const bool is_erasure = name == RegisterName::kMembers && TextOf(question, "what") == "erasure";
  if (!answer || !is_erasure || !document::TruthOf(*answer, "mayErase")) return answer;
  const Result<ErasedPerson> person = static_cast<const MembersRegister*>(one)->PersonOf(TextOf(question, "id"), sight);
  if (!person) return person.error();
  for (const ErasedFrom& from : RemovalsOf(*person, sight)) {
    Json line = Json::object();
    line["register"] = IdOf(from.name);
    line["values"] = from.removal.values;
    (*answer)["takes"].push_back(std::move(line));
  }
  return answer;
}

}  // namespace loyalane::club
