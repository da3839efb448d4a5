// Numbers as exports write them: 1,234.50, １２３, ￥12 (no other currency's sign), 12元, 1.5万元, (12.00), 12.00-,
// 98%. Exact decimal arithmetic, no floating point.
#pragma once

#include <cstdint>
#include <string_view>

#include "base/digits.h"

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

// A number written with a decimal comma (1.234,56, 1 234,56) -> the same with a decimal point and no groups; "?" when
// it is not written so. What is no number stays as it is.
void WithDecimalPoint(std::string_view text, std::string& out);

struct RealCell {
  NumberOutcome outcome = NumberOutcome::kMissing;
  double value = 0;
};
// The double nearest to a number in plain or scientific notation ("16502.857142857141", "1e-3"); 35% is 0.35; never
// -0.0, finite.
[[nodiscard]] RealCell ParseReal(std::string_view text);

// The form that almost every amount has: [-]digits.dd with 1 to 5 digits before the point. Reads up to 8 bytes that end
// at at + size, so bytes before the cell must be readable. False for any other form; then `minor` is not set.
[[nodiscard]] inline bool ReadUsualMoney(const char* at, size_t size, int64_t& minor) {
  if (size < 4) return false;
  const size_t sign = at[0] == '-' ? 1 : 0;
  const size_t length = size - sign;
  if (length < 4 || length > 8) return false;
  // Each byte becomes a digit's value, the point and what is before the number 0.
  const uint64_t values = (LoadEight(at + size - 8) ^ 0x30302E3030303030ULL) & ~uint64_t{0} << (8 * (8 - length));
  if ((values & uint64_t{0xFF} << 40) != 0 || !AreEightValues(values)) return false;
  // The digits before the point move up by one place, over it.
  const uint64_t digits = (values & 0xFFFF000000000000ULL) | (values << 8 & 0x0000FFFFFFFFFF00ULL);
  const auto value = static_cast<int64_t>(NumberOfEight(digits));
  minor = sign == 1 ? -value : value;
  return true;
}

}  // namespace loyalane::ingest
