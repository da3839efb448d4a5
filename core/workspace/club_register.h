// A register of the club: what its people write down besides files and rules (who was suspended, which merchant has
// which offer, how far the launch is). Each is one versioned JSON document, `{"version": 1, ...}`, that lives in the
// project file as registers/<name>.json and in the page's document, where every change can be undone. An act gives a
// new document and keeps nothing; only Take changes a register. docs/club-registers.md
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/date.h"
#include "base/error.h"
#include "base/result.h"
#include "workspace/club_input.h"
#include "workspace/person_eraser.h"

namespace loyalane::workspace {

class VouchersRegister;

enum class RegisterName : uint8_t { kMembers, kPartners, kEvents, kVouchers, kLaunch, kExit };
inline constexpr size_t kRegisterCount = 6;
inline constexpr std::array<std::string_view, kRegisterCount> kRegisterIds = {"members",  "partners", "events",
                                                                              "vouchers", "launch",   "exit"};
[[nodiscard]] constexpr std::string_view IdOf(RegisterName name) { return kRegisterIds[static_cast<size_t>(name)]; }
[[nodiscard]] std::optional<RegisterName> ParseRegisterName(std::string_view id);

// What a register may look at.
struct ClubSight {
  const ImportedData* data = nullptr;  // null: nothing loaded
  const ClubData* club = nullptr;      // null: nothing loaded
  const loyalty::Programme& programme;
  const loyalty::Ledger& ledger;
  Day as_of = loyalty::kNoDay;  // of the workbench; kNoDay: nothing loaded
  Language language = Language::kZh;
  const nlohmann::ordered_json* exit_plan = nullptr;  // the document of the register "exit"; null: there is none
  const VouchersRegister* vouchers = nullptr;         // null: nothing was written down about vouchers
  const MemberOffice* office = nullptr;               // of the register "members"; null: nothing was entered
};

class ClubRegister {
 public:
  ClubRegister() = default;
  ClubRegister(const ClubRegister&) = delete;
  ClubRegister& operator=(const ClubRegister&) = delete;
  virtual ~ClubRegister() = default;

  // All of a document, or an error and nothing changed. An object without fields but its version is an empty register.
  // Errors: BASE-101..106; PROJECT-102 a version that is newer than this program; those of the register's room.
  [[nodiscard]] virtual Status Take(const nlohmann::ordered_json& document) = 0;
  // Taking it again changes nothing, and gives the same bytes.
  [[nodiscard]] virtual nlohmann::ordered_json Document() const = 0;
  // The document after {"do": "...", ...}. Errors: WORKSPACE-103 unknown act; those of the register's room.
  [[nodiscard]] virtual Result<nlohmann::ordered_json> Act(const nlohmann::ordered_json& act,
                                                           const ClubSight& sight) const = 0;
  // The document without a person. His member number stays where numbers of the ledger hang on it, and nowhere else;
  // free texts that are his go whole, others lose what names him. Keeps nothing, as Act.
  [[nodiscard]] virtual Removal WithoutMember(const ErasedPerson& person, const ClubSight& sight) const = 0;
  // What a screen shows of it.
  [[nodiscard]] virtual Result<nlohmann::ordered_json> View(const nlohmann::ordered_json& question,
                                                            const ClubSight& sight) const = 0;
};

// Null where this program has no such register yet.
[[nodiscard]] std::unique_ptr<ClubRegister> MakeRegister(RegisterName name);

struct RegisterChange {
  RegisterName name;
  nlohmann::ordered_json document;
};

// All registers of a club.
class ClubRegisters {
 public:
  ClubRegisters();
  // Takes a document, or empties the register with null. Errors: as ClubRegister::Take; nothing changes then.
  [[nodiscard]] Status Take(RegisterName name, const nlohmann::ordered_json& document);
  // The same out of a part of a project file. Errors: also those of ParseJson, with the part's name as place.
  [[nodiscard]] Status TakeText(RegisterName name, std::string_view text);
  // Null: empty.
  [[nodiscard]] nlohmann::ordered_json Document(RegisterName name) const;
  // The documents after an act: the register's own first. The act `erase` of the members is the one that reaches the
  // others too: whoever takes the documents has to take all of them. Errors: WORKSPACE-103 no such register; those of
  // ClubRegister::Act and View.
  [[nodiscard]] Result<std::vector<RegisterChange>> Act(RegisterName name, const nlohmann::ordered_json& act,
                                                        const ClubSight& sight) const;
  [[nodiscard]] Result<nlohmann::ordered_json> View(RegisterName name, const nlohmann::ordered_json& question,
                                                    const ClubSight& sight) const;
  [[nodiscard]] const ClubRegister* Of(RegisterName name) const { return registers_[static_cast<size_t>(name)].get(); }

 private:
  struct ErasedFrom {
    RegisterName name;
    Removal removal;
  };
  [[nodiscard]] std::vector<ErasedFrom> RemovalsOf(const ErasedPerson& person, const ClubSight& sight) const;
  [[nodiscard]] Result<std::vector<RegisterChange>> Erase(const nlohmann::ordered_json& act,
                                                          const ClubSight& sight) const;

  std::array<std::unique_ptr<ClubRegister>, kRegisterCount> registers_;
  std::array<bool, kRegisterCount> is_used_{};
};

// "registers/members.json"
[[nodiscard]] std::string PartOf(RegisterName name);
inline constexpr int kRegisterVersion = 1;
// For Take: that a document is an object of a version that this program knows. Errors: BASE-103, PROJECT-102.
[[nodiscard]] Status CheckRegisterVersion(const nlohmann::ordered_json& document, RegisterName name);

}  // namespace loyalane::workspace
