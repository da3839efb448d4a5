// Club: the loyalty club of a workspace: programme, ledger, and every question about them. One door for the page and
// the command line; commands and answers are JSON (docs/club.md):
//   state, programme {programme | preset}, check {programme}, run {month, apply}, members {month, …}, member {id,
//   asOf}, liability {from, to}, simulate {…}, registers, register {name, document}, act {name, act}, view {name, …}
// Days are "YYYY-MM-DD", months "YYYY-MM", money decimal text. A command that fails changes nothing.
#pragma once

#include <map>
#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "loyalty/month_run.h"
#include "report/result_tables.h"
#include "workspace/club_input.h"
#include "workspace/club_register.h"
#include "workspace/workspace.h"

namespace loyalane::workspace {

class Club {
 public:
  Club();
  // Errors: WORKSPACE-101 nothing loaded, BASE-103 a value, WORKSPACE-103 unknown command; those of the rooms.
  [[nodiscard]] Result<nlohmann::ordered_json> Call(std::string_view name, const nlohmann::ordered_json& command,
                                                    Workspace& work);
  // Files or settings are others now.
  void Forget() { read_.reset(); }

  [[nodiscard]] const loyalty::Programme& programme() const { return programme_; }
  // LOYALTY-123: a programme whose ledger works in another way than the one under which months were closed.
  [[nodiscard]] Status FitsClosedPeriods(const loyalty::Programme& programme) const;
  [[nodiscard]] Status SetProgramme(loyalty::Programme programme);
  [[nodiscard]] loyalty::Ledger& ledger() { return *ledger_; }
  void SetLedger(loyalty::Ledger ledger);
  [[nodiscard]] const ClubRegisters& registers() const { return registers_; }
  void SetRegisters(ClubRegisters registers);

  // One row a member of the month, by id: what `loyalty run` writes. Errors: as run.
  [[nodiscard]] Result<std::string> MembersCsv(Day month, Workspace& work, bool spreadsheet);
  // Who gets a card in the month, or who is near: one row each. Errors: WORKSPACE-101, LOYALTY-336.
  [[nodiscard]] Result<std::string> CardsCsv(Day month, bool near, Workspace& work, bool spreadsheet);

 private:
  struct Read;
  [[nodiscard]] Result<Read*> Data(Workspace& work, Day last_day);
  [[nodiscard]] Result<loyalty::MonthReport> Run(Day month, loyalty::RunMode mode, Workspace& work);
  void ReplayHeld(const ImportedData& data, ClubData& club) const;
  // What was entered by hand about members.
  [[nodiscard]] const MemberOffice& Office() const;
  [[nodiscard]] Day NextMonth(const ClubData& club) const;

  Result<nlohmann::ordered_json> State(Workspace& work);
  Result<nlohmann::ordered_json> TakeProgramme(const nlohmann::ordered_json& command);
  [[nodiscard]] Result<nlohmann::ordered_json> Check(const nlohmann::ordered_json& command) const;
  Result<nlohmann::ordered_json> RunMonth(const nlohmann::ordered_json& command, Workspace& work);
  Result<nlohmann::ordered_json> Members(const nlohmann::ordered_json& command, Workspace& work);
  Result<nlohmann::ordered_json> Member(const nlohmann::ordered_json& command, Workspace& work);
  Result<nlohmann::ordered_json> LiabilityOf(const nlohmann::ordered_json& command);
  Result<nlohmann::ordered_json> SimulateWith(const nlohmann::ordered_json& command, Workspace& work);
  Result<nlohmann::ordered_json> Exit(const nlohmann::ordered_json& command);
  [[nodiscard]] nlohmann::ordered_json AllRegisters() const;
  Result<nlohmann::ordered_json> TakeRegister(const nlohmann::ordered_json& command);
  Result<nlohmann::ordered_json> AskRegister(std::string_view what, const nlohmann::ordered_json& command,
                                             Workspace& work);
  [[nodiscard]] nlohmann::ordered_json MemberRowJson(const ClubData& club, size_t i,
                                                     const loyalty::MemberMonth& month) const;
  [[nodiscard]] std::string RuleName(std::string_view ledger_rule, Language language) const;

  loyalty::Programme programme_;
  std::unique_ptr<loyalty::Ledger> ledger_;
  ClubRegisters registers_;
  const MemberOffice* office_ = nullptr;  // of another club, for a simulation
  std::shared_ptr<Read> read_;
};

}  // namespace loyalane::workspace
