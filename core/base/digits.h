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

// Of a word exclusive-or kEightZeros: each byte is a digit's value where the text had a digit. Whether all are 0..9:
// adding 118 carries what is above 9 into bit 7, and what has bit 7 already is none.
[[nodiscard]] inline bool AreEightValues(uint64_t values) {
  return (((values + 0x7676767676767676ULL) | values) & 0x8080808080808080ULL) == 0;
}

[[nodiscard]] inline bool AreEightDigits(uint64_t word) { return AreEightValues(word ^ kEightZeros); }

// The number that eight such values make.
[[nodiscard]] inline uint64_t NumberOfEight(uint64_t values) {
  values = values * 10 + (values >> 8);
  return (((values & 0x000000FF000000FFULL) * (100 + (1'000'000ULL << 32))) +
          (((values >> 16) & 0x000000FF000000FFULL) * (1 + (10'000ULL << 32)))) >>
         32;
}

// 0..99 999 999.
[[nodiscard]] inline uint64_t ValueOfEight(uint64_t word) { return NumberOfEight(word ^ kEightZeros); }

// Only the last `count` (1..8) characters of the word; those before become '0'.
[[nodiscard]] inline uint64_t LastOfEight(uint64_t word, size_t count) {
  const uint64_t kept = ~uint64_t{0} << (8 * (8 - count));
  return (word & kept) | (kEightZeros & ~kept);
}

}  // namespace loyalane
