// The words that club files use for a state, a kind, yes and no, and how they write a month. Simplified and traditional
// characters and English; capitals, blanks and '_' make no difference (docs/datasets.md, "What the club reads").
#pragma once

#include <optional>
#include <string_view>

#include "base/date.h"
#include "loyalty/club_rows.h"

namespace loyalane::loyalty {

// Nothing: the word is not known.
[[nodiscard]] std::optional<MemberRow::State> MemberStateOf(std::string_view word);
[[nodiscard]] std::optional<MemberRow::Answer> AnswerOf(std::string_view word);
[[nodiscard]] std::optional<ParticipationRow::Kind> ParticipationKindOf(std::string_view word);
// 到场 and 采用 are yes, 缺席 and 未采用 no.
[[nodiscard]] std::optional<ParticipationRow::Result> ParticipationResultOf(std::string_view word);
[[nodiscard]] std::optional<RedemptionRow::Kind> RedemptionKindOf(std::string_view word);
[[nodiscard]] std::optional<AllianceMode> AllianceModeOf(std::string_view word);
// The first day of a month: 2026-09, 2026/9, 202609, 2026年9月; of a day in it too (2026-09-30).
[[nodiscard]] std::optional<Day> MonthOf(std::string_view text);

}  // namespace loyalane::loyalty
