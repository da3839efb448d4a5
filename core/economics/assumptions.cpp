#include "economics/assumptions.h"

namespace loyalane::economics {
namespace {

// "lift", or "lift (Core customers)" for a field of a named line.
std::string Named(std::string_view key, std::string_view label) {
  std::string name(key);
  if (!label.empty()) name.append(" (").append(label).append(")");
  return name;
}

}  // namespace

Error OutOfRange(std::string_view key, std::string_view label, int64_t value, std::string_view expected) {
  return Error(ErrorId::kAssumptionRange)
      .With("key", Named(key, label))
      .With("value", std::to_string(value))
      .With("expected", std::string(expected));
}

Error DoesNotAscend(std::string_view key, std::string_view label) {
  return Error(ErrorId::kOutlooksNotAscending).With("key", Named(key, label));
}

Error TooLarge(std::string_view key) { return Error(ErrorId::kTotalTooLarge).With("key", std::string(key)); }

std::optional<Money> ToMoney(math::Int128 minor) {
  if (minor > kTotalMinorMax || minor < -kTotalMinorMax) return std::nullopt;
  return Money{static_cast<int64_t>(minor)};
}

}  // namespace loyalane::economics
