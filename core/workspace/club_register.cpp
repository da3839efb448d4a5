#include "workspace/club_register.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "workspace/events_register.h"
#include "workspace/exit_register.h"
#include "workspace/json_fields.h"
#include "workspace/launch_register.h"
#include "workspace/members_register.h"
#include "workspace/partners_register.h"
#include "workspace/vouchers_register.h"

namespace loyalane::workspace {
namespace {

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
  if (!document.is_object()) return BadValue(std::string(IdOf(name)), document, "{…}");
  const auto version = document.find("version");
  if (version == document.end() || !version->is_number_integer() || version->get<int64_t>() < 1)
    return BadValue("version", version == document.end() ? Json() : *version, "1");
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
  const Result<Json> document = ParseJson(text);
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

Result<Json> ClubRegisters::Act(RegisterName name, const Json& act, const ClubSight& sight) const {
  const ClubRegister* const one = Of(name);
  return one == nullptr ? Result<Json>(NoSuchRegister(name)) : one->Act(act, sight);
}

Result<Json> ClubRegisters::View(RegisterName name, const Json& question, const ClubSight& sight) const {
  const ClubRegister* const one = Of(name);
  return one == nullptr ? Result<Json>(NoSuchRegister(name)) : one->View(question, sight);
}

}  // namespace loyalane::workspace
