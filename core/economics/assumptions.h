// What the files of this room have in common: assumptions that people enter, low, base and high. Rates are whole
// millionths (60 000 = 6 %), so that what is printed is what is used and sums stay exact.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/error.h"
#include "base/money.h"
#include "math/wide_int.h"

namespace loyalane::economics {

inline constexpr int64_t kMicro = 1'000'000;

// Largest magnitude of a total: 10 trillion yuan. Doubles hold every fen up to there.
inline constexpr int64_t kTotalMinorMax = 1'000'000'000'000'000;

// Cautious, expected, hopeful. ids: low, base, high
enum class Outlook : uint8_t { kLow, kBase, kHigh };
inline constexpr size_t kOutlookCount = 3;

struct RateRange {
  int64_t low_micro = 0;
  int64_t base_micro = 0;
  int64_t high_micro = 0;

  [[nodiscard]] constexpr int64_t At(Outlook outlook) const {
    return outlook == Outlook::kLow ? low_micro : outlook == Outlook::kBase ? base_micro : high_micro;
  }
  [[nodiscard]] constexpr bool ascends() const { return low_micro <= base_micro && base_micro <= high_micro; }
};

struct MoneyRange {
  Money low, base, high;

  [[nodiscard]] constexpr Money At(Outlook outlook) const {
    return outlook == Outlook::kLow ? low : outlook == Outlook::kBase ? base : high;
  }
  [[nodiscard]] constexpr bool ascends() const { return low <= base && base <= high; }
};

// ECON-101: a number outside what it may be. `key` names the field, `label` the line it stands in (may be empty).
[[nodiscard]] Error OutOfRange(std::string_view key, std::string_view label, int64_t value, std::string_view expected);
// ECON-102: low, base and high do not ascend.
[[nodiscard]] Error DoesNotAscend(std::string_view key, std::string_view label);
// ECON-103: a total above kTotalMinorMax.
[[nodiscard]] Error TooLarge(std::string_view key);

// Nothing when the amount is above kTotalMinorMax.
[[nodiscard]] std::optional<Money> ToMoney(math::Int128 minor);

}  // namespace loyalane::economics
