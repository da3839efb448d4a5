// Days from one to another, and sets of them: card holding, terms, offers.
#pragma once

#include <algorithm>
#include <optional>
#include <vector>

#include "base/date.h"

namespace loyalane::loyalty {

// Both ends included; without `to` it goes on.
struct DaySpan {
  Day from;
  std::optional<Day> to = std::nullopt;
  [[nodiscard]] constexpr bool Contains(Day day) const { return from <= day && (!to || day <= *to); }
  [[nodiscard]] constexpr bool Overlaps(const DaySpan& other) const {
    return (!to || other.from <= *to) && (!other.to || from <= *other.to);
  }
  friend constexpr bool operator==(const DaySpan&, const DaySpan&) = default;
};

[[nodiscard]] inline bool ContainDay(const std::vector<DaySpan>& spans, Day day) {
  return std::any_of(spans.begin(), spans.end(), [day](const DaySpan& span) { return span.Contains(day); });
}

}  // namespace loyalane::loyalty
