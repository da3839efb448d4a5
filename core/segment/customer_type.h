// The four customer types: which side of the two thresholds a customer is on.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "base/error.h"

namespace loyalane::segment {

// Bit 0: AC high. Bit 1: CV high.
enum class CustomerType : uint8_t { kGeneral = 0, kLoyal = 1, kContested = 2, kCore = 3 };
inline constexpr int kCustomerTypeCount = 4;

[[nodiscard]] constexpr CustomerType TypeOf(bool cv_high, bool ac_high) {
  return static_cast<CustomerType>((cv_high ? 2 : 0) | (ac_high ? 1 : 0));
}
[[nodiscard]] constexpr bool IsCvHigh(CustomerType type) { return (static_cast<uint8_t>(type) & 2) != 0; }
[[nodiscard]] constexpr bool IsAcHigh(CustomerType type) { return (static_cast<uint8_t>(type) & 1) != 0; }

// "core", "contested", "loyal", "general": what files carry.
[[nodiscard]] std::string_view IdOf(CustomerType type);
[[nodiscard]] std::optional<CustomerType> ParseCustomerType(std::string_view id);
// 核心型客户 / Core customer.
[[nodiscard]] std::string_view NameOf(CustomerType type, Language language);

}  // namespace loyalane::segment
