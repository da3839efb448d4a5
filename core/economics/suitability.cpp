#include "economics/suitability.h"

#include "base/sort.h"
#include "economics/assumptions.h"

namespace loyalane::economics {
namespace {

// A reason made of blanks is none. The ideographic space is three bytes, E3 80 80, and must not be taken apart.
bool IsBlank(std::string_view text) {
  constexpr std::string_view kIdeographicSpace = "\xE3\x80\x80";
  while (!text.empty()) {
    if (text.starts_with(kIdeographicSpace)) {
      text.remove_prefix(kIdeographicSpace.size());
    } else if (static_cast<unsigned char>(text.front()) <= ' ') {
      text.remove_prefix(1);
    } else {
      return false;
    }
  }
  return true;
}

bool IsBelowOne(math::Ratio ratio) { return ratio.numerator < ratio.denominator; }

}  // namespace

std::string_view IdOf(Criterion criterion) {
  constexpr std::array<std::string_view, kCriterionCount> kIds = {"brand", "base", "footprint"};
  return kIds[static_cast<size_t>(criterion)];
}

std::string_view IdOf(Verdict verdict) {
  constexpr std::array<std::string_view, 4> kIds = {"incomplete", "advised", "not_advised", "overridden"};
  return kIds[static_cast<size_t>(verdict)];
}

std::string_view IdOf(RepeatVerdict verdict) {
  constexpr std::array<std::string_view, 3> kIds = {"too_few", "passes", "warns"};
  return kIds[static_cast<size_t>(verdict)];
}

Result<Suitability> JudgeSuitability(const SuitabilityScores& scores) {
  Suitability result;
  for (size_t i = 0; i < kCriterionCount; ++i) {
    const auto criterion = static_cast<Criterion>(i);
    const std::optional<int32_t> score = scores.scores[i];
    if (!score) {
      result.unscored.push_back(criterion);
    } else if (*score < 0 || *score > kCriterionScoreMax) {
      return OutOfRange(IdOf(criterion), {}, *score, "0–5");
    } else if (*score < kCriterionScoreNeeded) {
      result.failed.push_back(criterion);
    }
  }
  if (scores.is_overridden && IsBlank(scores.override_reason)) return Error(ErrorId::kOverrideWithoutReason);
  if (!result.failed.empty()) {
    result.verdict = scores.is_overridden ? Verdict::kOverridden : Verdict::kNotAdvised;
  } else {
    result.verdict = result.unscored.empty() ? Verdict::kAdvised : Verdict::kIncomplete;
  }
  return result;
}

Result<RepeatTest> TestRepeatCycle(std::span<const int32_t> cycle_days, uint64_t members_without_repeat,
                                   int32_t club_horizon_months) {
  if (club_horizon_months < 1 || club_horizon_months > kClubHorizonMonthsMax) {
    return OutOfRange("club_horizon_months", {}, club_horizon_months, "1–600");
  }
  std::vector<int32_t> sorted(cycle_days.begin(), cycle_days.end());
  Sort(sorted);
  if (!sorted.empty() && sorted.front() < 1) return OutOfRange("cycle_days", {}, sorted.front(), "≥ 1");

  RepeatTest test;
  test.repeaters = sorted.size();
  test.members = test.repeaters + members_without_repeat;
  if (test.members == 0) return test;
  // The two middle members, the same one twice where their number is odd.
  const uint64_t below = (test.members - 1) / 2;
  const uint64_t above = test.members / 2;
  if (above < test.repeaters) {
    // Twice the median, so that it is whole. 365.25 / median = 1461 / (2 x twice); a month is 1461 / 48 days.
    const int64_t twice = int64_t{sorted[static_cast<size_t>(below)]} + sorted[static_cast<size_t>(above)];
    test.median_cycle_days = math::Ratio{twice, 2};
    test.repeats_per_member_year = {1461, 2 * twice};
    test.repeats_within_horizon = {int64_t{1461} * club_horizon_months, 24 * twice};
  }
  if (test.members < kRepeatTestMembersMin) return test;
  const bool too_seldom = IsBelowOne(test.repeats_per_member_year) || IsBelowOne(test.repeats_within_horizon);
  test.verdict = too_seldom ? RepeatVerdict::kWarns : RepeatVerdict::kPasses;
  return test;
}

}  // namespace loyalane::economics
