#include "base/money.h"

namespace loyalane {

std::string ToDecimal(Money money) {
  const bool negative = money.minor < 0;
  const uint64_t magnitude = negative ? 0 - static_cast<uint64_t>(money.minor) : static_cast<uint64_t>(money.minor);
  std::string cents = std::to_string(magnitude % 100);
  if (cents.size() < 2) cents.insert(cents.begin(), '0');
  return (negative ? "-" : "") + std::to_string(magnitude / 100) + "." + cents;
}

}  // namespace loyalane
