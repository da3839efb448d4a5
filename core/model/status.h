// Canonical shipment status (domain: "Status -> canonical").
#pragma once

#include <cstdint>
#include <string_view>

namespace loyalane::model {

enum class ShipmentStatus : uint8_t {
  kUnknown,
  kCreated,
  kPickedUp,
  kInTransit,
  kOutForDelivery,
  kAtLocker,
  kDelivered,
  kException,
  kRefused,
  kReturning,
  kReturned,
  kForwarded,
  kCustoms,
  kCancelled,
};

// Whose numbers a numeric status column uses. The same number means different things (3 is 签收 for two of them, 2 is
// 疑难 or 在途), so it is declared, never guessed.
enum class CodeSystem : uint8_t { kNone, kKuaidi100, kKdniao, kSf };

}  // namespace loyalane::model
