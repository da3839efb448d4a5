// Money in minor units (fen, cents) as a type of its own: it adds, subtracts, negates and compares, and never becomes a
// double by itself. The currency is kept beside it, per file or per row (model::FieldId::kCurrency).
#pragma once

#include <compare>
#include <cstdint>
#include <string>

namespace loyalane {

struct Money {
  int64_t minor = 0;

  friend constexpr auto operator<=>(Money, Money) = default;
  constexpr Money& operator+=(Money other) {
    minor += other.minor;
    return *this;
  }
  friend constexpr Money operator+(Money a, Money b) { return {a.minor + b.minor}; }
  friend constexpr Money operator-(Money a, Money b) { return {a.minor - b.minor}; }
  friend constexpr Money operator-(Money a) { return {-a.minor}; }
};

// Largest magnitude of one amount read from a file: 10 billion yuan. A sum of 2^23 such amounts still fits int64.
inline constexpr int64_t kMoneyMinorMax = 1'000'000'000'000;

// "1234.50": always two decimals, '-' before negatives, no grouping.
[[nodiscard]] std::string ToDecimal(Money money);

}  // namespace loyalane
