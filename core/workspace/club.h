// Club: the loyalty club of a workspace: programme, ledger, and every question about them. One door for the page and
// the command line; commands and answers are JSON (docs/club.md):
//   state, programme {programme | preset}, whole {programme | preset} (sets nothing), check {programme}, run {month,
//   apply}, members {month, …}, member {id, asOf}, post {what, member, day, who, reason, …}, post_all {what: extend |
//   undo, apply, …}, postings, liability {from, to},
//   simulate {…}, exit {plan, on, …}, registers, register {name, document}, act {name, act}, view {name, question}
// Days are "YYYY-MM-DD", months "YYYY-MM", money decimal text. A command that fails changes nothing.
#pragma once

#include <map>
#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "base/result.h"
#include "loyalty/gifts.h"
#include "loyalty/month_run.h"
#include "report/result_tables.h"
#include "workspace/club_input.h"
#include "workspace/club_register.h"
#include "workspace/exit_register.h"
#include "workspace/workspace.h"

namespace loyalane::workspace {

class ClubStatements;
class VouchersRegister;

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
  // A paper of a month as CSV (club_papers.cpp): {"what": "club.members" | "club.expiry" | "club.vouchers" |
  // "club.gifts" | "club.refused" | "club.referrals" | "club.cards", "month", "form": "csv" | "excel", "language"}.
  // Errors: as run; WORKSPACE-103 unknown paper.
  [[nodiscard]] Result<std::string> Paper(const nlohmann::ordered_json& command, Workspace& work);
  // The statements of a closed month, a page a member: {"month", "form": "html" | "csv" | "excel", "language",
  // "members": [ids] | "filter": "all" | "moved" | "expiring", "search"}. Good until files, programme, ledger or
  // registers change. Errors: as run; LOYALTY-116 the month is not closed.
  [[nodiscard]] Result<std::shared_ptr<ClubStatements>> Statements(const nlohmann::ordered_json& command,
                                                                   Workspace& work);
  // Who is settled when the club is left, for {plan?, on} as in `exit`: ExitCsv of exit_register.h. Errors: as exit.
  [[nodiscard]] Result<std::string> ExitTable(const nlohmann::ordered_json& command, bool spreadsheet) const;

 private:
  struct Read;
  [[nodiscard]] Result<Read*> Data(Workspace& work, Day last_day);
  [[nodiscard]] Result<loyalty::MonthReport> Run(Day month, loyalty::RunMode mode, Workspace& work);
  void ReplayHeld(const ImportedData& data, ClubData& club) const;
  // What was entered by hand about members.
  [[nodiscard]] const ClubRegisters& Registers() const { return lent_ != nullptr ? *lent_ : registers_; }
  [[nodiscard]] const MemberOffice& Office() const;
  [[nodiscard]] Day NextMonth(const ClubData& club) const;

  Result<nlohmann::ordered_json> State(const nlohmann::ordered_json& command, Workspace& work);
  [[nodiscard]] static Result<loyalty::Programme> ProgrammeIn(const nlohmann::ordered_json& command);
  [[nodiscard]] static Result<nlohmann::ordered_json> Whole(const nlohmann::ordered_json& command);
  Result<nlohmann::ordered_json> TakeProgramme(const nlohmann::ordered_json& command);
  [[nodiscard]] Result<nlohmann::ordered_json> Check(const nlohmann::ordered_json& command) const;
  Result<nlohmann::ordered_json> RunMonth(const nlohmann::ordered_json& command, Workspace& work);
  Result<nlohmann::ordered_json> Members(const nlohmann::ordered_json& command, Workspace& work);
  Result<nlohmann::ordered_json> Member(const nlohmann::ordered_json& command, Workspace& work);
  Result<nlohmann::ordered_json> LiabilityOf(const nlohmann::ordered_json& command);
  Result<nlohmann::ordered_json> SimulateWith(const nlohmann::ordered_json& command, Workspace& work);
  // By hand: club_hand.cpp.
  Result<nlohmann::ordered_json> Post(const nlohmann::ordered_json& command, Workspace& work);
  Result<nlohmann::ordered_json> PostToAll(const nlohmann::ordered_json& command, Workspace& work);
  [[nodiscard]] nlohmann::ordered_json PostingsToAll() const;
  [[nodiscard]] Result<Day> PostingDay(const nlohmann::ordered_json& command, Day as_of) const;
  [[nodiscard]] static std::optional<uint32_t> LedgerNumberOf(const Read& read, std::string_view member);
  Result<nlohmann::ordered_json> Exit(const nlohmann::ordered_json& command);
  [[nodiscard]] Result<ExitDocument> ExitPlanOf(const nlohmann::ordered_json& command) const;
  [[nodiscard]] nlohmann::ordered_json AllRegisters() const;
  Result<nlohmann::ordered_json> TakeRegister(const nlohmann::ordered_json& command);
  Result<nlohmann::ordered_json> AskRegister(std::string_view what, const nlohmann::ordered_json& command,
                                             Workspace& work);
  [[nodiscard]] nlohmann::ordered_json MemberRowJson(const ClubData& club, size_t i,
                                                     const loyalty::MemberMonth& month) const;
  [[nodiscard]] nlohmann::ordered_json EntryLines(const loyalty::MemberAccount& account,
                                                  const std::vector<loyalty::Posting>& trace,
                                                  std::span<const loyalty::Entry> entries, Day as_of,
                                                  Language language) const;
  // --- club_papers.cpp ---
  [[nodiscard]] nlohmann::ordered_json LinesOf(uint32_t member, Day as_of, Language language) const;
  [[nodiscard]] const VouchersRegister& Vouchers() const;
  void AddAwardGifts(const loyalty::MonthReport& report, const ClubData& club,
                     std::vector<loyalty::GiftRequest>& requests, nlohmann::ordered_json& answer) const;
  void AddGifts(const loyalty::GiftRun& gifts, const std::vector<loyalty::Gift>& stock,
                const std::vector<loyalty::GiftRequest>& requests, const ClubData& club, const loyalty::ClubRows& rows,
                Language language, nlohmann::ordered_json& answer) const;
  void AddGiven(const loyalty::MonthReport& report, const ClubData& club, nlohmann::ordered_json& answer) const;
  [[nodiscard]] nlohmann::ordered_json VouchersOf(std::string_view member) const;
  [[nodiscard]] Result<nlohmann::ordered_json> VoucherLiability(Day on) const;
  Result<std::string> ExpiryCsv(Day month, Workspace& work, bool spreadsheet);
  friend class ClubStatements;

  [[nodiscard]] std::string RuleName(std::string_view ledger_rule, Language language) const;

  loyalty::Programme programme_;
  std::unique_ptr<loyalty::Ledger> ledger_;
  ClubRegisters registers_;
  const ClubRegisters* lent_ = nullptr;  // of another club, for a simulation; null: its own
  std::shared_ptr<Read> read_;
};

inline constexpr int kRunVersion = 1;
// "runs/2026-05.json" and its text, out of the answer to a run that closed its month; nothing for any other. Names of
// people and customers are left out: what is frozen must not stand against their being erased.
[[nodiscard]] std::optional<std::pair<std::string, std::string>> RunAsPart(const nlohmann::ordered_json& report);
// {number, undoes, who, reason} of an entry by hand; null of any other.
[[nodiscard]] nlohmann::ordered_json HandJson(const loyalty::Ledger& ledger, const loyalty::Entry& entry);

}  // namespace loyalane::workspace
