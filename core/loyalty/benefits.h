// What a club gives (S2-2): benefits of five kinds, any of which it may leave out; who has which on a day (S2-8).
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "loyalty/day_span.h"
#include "loyalty/member_state.h"
#include "loyalty/shares.h"

namespace loyalane::loyalty {

enum class BenefitKind : uint8_t { kPoints, kDiscounts, kMagazine, kEvents, kMerchants };
inline constexpr int kBenefitKindCount = 5;
inline constexpr std::array<std::string_view, kBenefitKindCount> kBenefitKindIds = {"points", "discounts", "magazine",
                                                                                    "events", "merchants"};
[[nodiscard]] constexpr std::string_view IdOf(BenefitKind kind) { return kBenefitKindIds[static_cast<size_t>(kind)]; }

struct Benefit {
  std::string id;  // "priority_pickup", "peak_capacity", or the club's own
  BenefitKind kind;
  std::vector<std::string> member_classes;  // empty: every class
  DaySpan valid;
};

// What a member of that state and class has on the day, in the order of `benefits`; nothing before active (S2-6).
[[nodiscard]] inline std::vector<const Benefit*> BenefitsOf(const std::vector<Benefit>& benefits, MemberState state,
                                                            std::string_view member_class, Day day) {
  std::vector<const Benefit*> own;
  if (!EntitlementsOf(state).has_benefits) return own;
  for (const Benefit& benefit : benefits) {
    const std::vector<std::string>& classes = benefit.member_classes;
    const bool is_for_class =
        classes.empty() || std::find(classes.begin(), classes.end(), member_class) != classes.end();
    if (is_for_class && benefit.valid.Contains(day)) own.push_back(&benefit);
  }
  return own;
}

struct BenefitCoverage {
  std::array<int64_t, kBenefitKindCount> benefits{};  // valid on the day, indexed by BenefitKind
  Share kinds;                                        // kinds with a benefit, of five
};
[[nodiscard]] inline BenefitCoverage CoverageOf(const std::vector<Benefit>& benefits, Day day) {
  BenefitCoverage coverage;
  for (const Benefit& benefit : benefits) {
    if (benefit.valid.Contains(day)) ++coverage.benefits[static_cast<size_t>(benefit.kind)];
  }
  const auto empty = std::count(coverage.benefits.begin(), coverage.benefits.end(), 0);
  coverage.kinds = {kBenefitKindCount - static_cast<int64_t>(empty), kBenefitKindCount};
  return coverage;
}

}  // namespace loyalane::loyalty
