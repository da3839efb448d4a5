// Numbers as exports write them: 1,234.50, １２３, ￥12, 12元, 1.5万元, (12.00), 12.00-, 98%. Exact decimal arithmetic,
// no floating point.
#pragma once

#include <cstdint>
#include <string_view>

namespace loyalane::ingest {

enum class NumberOutcome : uint8_t { kOk, kOkWithUnit, kMissing, kUnreadable, kTooLarge };

struct NumberCell {
  NumberOutcome outcome = NumberOutcome::kMissing;
  int64_t value = 0;     // scaled as asked for
  bool percent = false;  // written with a % sign
  [[nodiscard]] bool ok() const { return outcome == NumberOutcome::kOk || outcome == NumberOutcome::kOkWithUnit; }
};

// An amount of money in minor units (two decimals). A third decimal and more round half away from zero, line by line.
[[nodiscard]] NumberCell ParseMoney(std::string_view text);
// Only the usual form: [-]digits[.d[d]], at most 10 digits before the point; kMissing for anything else. Raw bytes.
[[nodiscard]] NumberCell ParsePlainMoney(std::string_view bytes);
// A plain number in millionths. kg, 公斤, 斤 (half a kilogram), g, 分, 星 and 名 behind it are units.
[[nodiscard]] NumberCell ParseNumber(std::string_view text);

}  // namespace loyalane::ingest
