// Is a customer club advised at all? Three criteria, each scored 0 to 5 by people (S2-21 brand, S2-22 existing base,
// S2-23 footprint); all must reach 3, else the club is not advised, unless somebody overrides that with a reason
// (S2-36). And the repeat-cycle test (S2-35): where customers come back too seldom, points and events have nothing to
// hold on to. Normative: docs/formulas/club-suitability.md.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "math/ratio.h"

namespace loyalane::economics {

// ids: brand, base, footprint
enum class Criterion : uint8_t {
  kBrand,      // led by a brand that customers prefer
  kBase,       // many customers under contract who repeat
  kFootprint,  // cities and outlets covered
};
inline constexpr size_t kCriterionCount = 3;
[[nodiscard]] std::string_view IdOf(Criterion criterion);

inline constexpr int32_t kCriterionScoreMax = 5;
inline constexpr int32_t kCriterionScoreNeeded = 3;

struct SuitabilityScores {
  std::array<std::optional<int32_t>, kCriterionCount> scores;  // by Criterion; nothing = not scored yet, never 0
  bool is_overridden = false;
  std::string override_reason;
};

// ids: incomplete, advised, not_advised, overridden
enum class Verdict : uint8_t {
  kIncomplete,  // a criterion is not scored and none of the others fails
  kAdvised,
  kNotAdvised,
  kOverridden,  // not advised, and launched for a reason that is on record
};
[[nodiscard]] std::string_view IdOf(Verdict verdict);

struct Suitability {
  Verdict verdict = Verdict::kIncomplete;
  std::vector<Criterion> failed;    // scored below 3
  std::vector<Criterion> unscored;  // not scored
};

// An override of scores that need none changes nothing. Errors: ECON-101 a score outside 0..5, ECON-105 an override
// without a reason.
[[nodiscard]] Result<Suitability> JudgeSuitability(const SuitabilityScores& scores);

// Fewer members than this say nothing about a repeat cycle (our convention).
inline constexpr size_t kRepeatTestMembersMin = 10;
inline constexpr int32_t kClubHorizonMonthsMax = 600;

// ids: too_few, passes, warns
enum class RepeatVerdict : uint8_t { kTooFew, kPasses, kWarns };
[[nodiscard]] std::string_view IdOf(RepeatVerdict verdict);

struct RepeatTest {
  RepeatVerdict verdict = RepeatVerdict::kTooFew;
  uint64_t members = 0;
  uint64_t repeaters = 0;  // of them, with a cycle of their own
  // The median over all members, where one who never came back counts as slower than any other. Nothing when half of
  // them or more never did.
  std::optional<math::Ratio> median_cycle_days;
  // Exact: 365.25 / median; 0 without a median.
  math::Ratio repeats_per_member_year;
  math::Ratio repeats_within_horizon;  // 30.4375 days a month
};

// `cycle_days`: of each member who came back, the days between deals (an average or a median of that member's own), 1
// or more; `members_without_repeat`: those who did not come back. Warns below one repeat per member and year, and where
// the horizon of the club does not hold one repeat. Error: ECON-101 a cycle or a horizon out of range.
[[nodiscard]] Result<RepeatTest> TestRepeatCycle(std::span<const int32_t> cycle_days, uint64_t members_without_repeat,
                                                 int32_t club_horizon_months);

}  // namespace loyalane::economics
