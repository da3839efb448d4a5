// The register `exit`: the plan for leaving the club (economics/club_exit.h) and how far it is. The one place that
// reads a plan, for the page's register and for `loyalty exit --plan`. docs/club.md, "Leaving"
//   {version, steps: [{step, owner, due, done}] (five, in order), close, honourDays,
//    merge?: {target, source, rounding: "down"|"nearest", targetTiers: [..], tiers: {ours: theirs}}}
// Older documents also have vouchersOpen, a number by hand: it is read past, as the ledger and the register of vouchers
// know which are open.
// Acts: step {step, owner?, due?}, complete {step, on}, window {close?, honourDays?}, merge {merge}.
// View {on?, language?}: Standing and effects as `club.exit` answers, without the list of members.
#pragma once

#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "economics/club_exit.h"
#include "loyalty/ledger.h"
#include "loyalty/programme.h"
#include "loyalty/vouchers.h"
#include "workspace/club_register.h"

namespace loyalane::workspace {

struct ExitMerge {
  economics::ConversionRate rate;
  std::vector<std::string> target_tiers;                   // lowest first
  std::vector<std::pair<std::string, std::string>> tiers;  // ours -> theirs; a plan may still lack some
};

struct ExitDocument {
  economics::ExitPlan plan;
  std::optional<Day> close;
  int32_t honour_days = 90;
  std::optional<ExitMerge> merge;
};

// `path`: what errors call the document. Without steps: five that nobody has yet. Errors: BASE-102, 103.
[[nodiscard]] Result<ExitDocument> ReadExitDocument(const nlohmann::ordered_json& json, const std::string& path);
// Reading it gives the same document.
[[nodiscard]] nlohmann::ordered_json ExitDocumentJson(const ExitDocument& document);

// What a member still holds.
struct ExitHolder {
  uint32_t member = 0;  // of the ledger
  Points points;        // pending + active - owed, above 0
  Points settles;       // what settling takes off on that day: less than all where waiting points cannot be owed
  uint32_t tier = 0;    // of the programme
};
// What was taken off by settling, on one day.
struct ExitSettlement {
  Day on;
  Points points;
  uint64_t members = 0;
};
struct ExitStanding {
  Day on;
  std::vector<ExitHolder> holders;  // by the bytes of their ids
  std::vector<ExitSettlement> settlements;
  loyalty::VoucherTotals vouchers;  // of the ledger, with what was written down about them
  economics::Unsettled unsettled;   // of vouchers, the open ones
};
// `vouchers` null: none was used or cancelled. Errors: LOYALTY-327, -330 of vouchers.
[[nodiscard]] Result<ExitStanding> StandingOn(const loyalty::Programme& programme, const loyalty::Ledger& ledger,
                                              const VouchersRegister* vouchers, Day on);
// The rule under which settling is written into the ledger.
inline constexpr std::string_view kExitRule = "exit";

// By holder; nothing without a merger. Errors: ECON-101, 117..119.
[[nodiscard]] Result<std::optional<economics::Merger>> MergerOf(const ExitDocument& document,
                                                                const loyalty::Programme& programme,
                                                                const ExitStanding& standing);

// {on, steps: [{step, owner, due, done, state, why}], gaps, unsettled: {points, vouchers, voucherValue, members},
// vouchers: VoucherTotalsJson, settles: {points, members}, settlements: [{on, points, members}], honouredUntil,
// notices: [{kind, on, missed, members, merchants}], merge: {sourceTotal, targetTotal, remainder: {num, den}, tiers:
// [{tier, members, points, target, converted}]}}. Error: ECON-101 a close or window outside its range.
[[nodiscard]] Result<nlohmann::ordered_json> ExitAnswer(const ExitDocument& document,
                                                        const loyalty::Programme& programme,
                                                        const ExitStanding& standing,
                                                        const std::optional<economics::Merger>& merger,
                                                        Language language);

// Who is settled, and what becomes of him in a merger: member_id, tier, points, settled, converted, remainder,
// target_tier. By member. Errors: as MergerOf.
[[nodiscard]] Result<std::string> ExitCsv(const ExitDocument& document, const loyalty::Programme& programme,
                                          const loyalty::Ledger& ledger, const ExitStanding& standing,
                                          bool spreadsheet);

[[nodiscard]] std::unique_ptr<ClubRegister> MakeExitRegister();

}  // namespace loyalane::workspace
