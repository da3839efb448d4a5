// Decimal digits eight at a time, in one 64-bit word (the first character in the lowest byte): what the readers of
// dates, amounts and waybill numbers are built from. Method:
// https://johnnylee-sde.github.io/Fast-numeric-string-to-int/ (pairs, then fours, then eights).
#pragma once

#include <bit>
#include <cstdint>
#include <cstring>

namespace loyalane {

static_assert(std::endian::native == std::endian::little, "words are read with their first character lowest");

[[nodiscard]] inline uint64_t LoadEight(const char* at) {
  uint64_t word;
  std::memcpy(&word, at, sizeof word);
  return word;
}

inline constexpr uint64_t kEightZeros = 0x3030303030303030ULL;  // "00000000"

[[nodiscard]] inline bool AreEightDigits(uint64_t word) {
  // A digit is 0x30..0x39: its high half is 3, and still is with 6 added.
  return ((word & (word + 0x0606060606060606ULL)) & 0xF0F0F0F0F0F0F0F0ULL) == kEightZeros &&
         ((word | (word + 0x0606060606060606ULL)) & 0xF0F0F0F0F0F0F0F0ULL) == kEightZeros;
}

// 0..99 999 999.
[[nodiscard]] inline uint64_t ValueOfEight(uint64_t word) {
  word -= kEightZeros;
  word = word * 10 + (word >> 8);
  return (((word & 0x000000FF000000FFULL) * (100 + (1'000'000ULL << 32))) +
          (((word >> 16) & 0x000000FF000000FFULL) * (1 + (10'000ULL << 32)))) >>
         32;
}

// Only the last `count` (1..8) characters of the word; those before become '0'.
[[nodiscard]] inline uint64_t LastOfEight(uint64_t word, size_t count) {
  const uint64_t kept = ~uint64_t{0} << (8 * (8 - count));
  return (word & kept) | (kEightZeros & ~kept);
}

}  // namespace loyalane
