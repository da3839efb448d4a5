#include "model/waybill_key.h"

#include <array>

#include "base/digits.h"

namespace loyalane::model {
namespace {

constexpr int kDigitsMax = 17;
constexpr int kLettersMax = 6;
constexpr std::array<int, kLettersMax + 1> kDigitsAfterLetters = {0, 13, 13, 13, 11, 9, 9};

constexpr std::array<uint64_t, 19> PowersOfTen() {
  std::array<uint64_t, 19> powers{};
  uint64_t value = 1;
  for (auto& power : powers) {
    power = value;
    value *= 10;
  }
  return powers;
}
constexpr auto kPow10 = PowersOfTen();

// Number of digit strings shorter than n: 1 (the empty one) + 10 + ... + 10^(n-1), the empty string included.
constexpr uint64_t DigitStringsShorterThan(int n) {
  uint64_t count = 0;
  for (int i = 0; i < n; ++i) count += kPow10[static_cast<size_t>(i)];
  return count;
}

constexpr uint64_t Pow26(int n) {
  uint64_t value = 1;
  for (int i = 0; i < n; ++i) value *= 26;
  return value;
}

struct Shapes {
  std::array<uint64_t, kDigitsMax + 2> shorter{};         // DigitStringsShorterThan(i)
  std::array<uint64_t, kLettersMax + 2> letters_begin{};  // first rank of shape "i letters + digits"
  uint64_t postal_begin = 0;                              // first rank of 2 + 9 + 2
  uint64_t end = 0;
};

constexpr Shapes MakeShapes() {
  Shapes shapes;
  for (int i = 0; i <= kDigitsMax + 1; ++i) shapes.shorter[static_cast<size_t>(i)] = DigitStringsShorterThan(i);
  uint64_t at = shapes.shorter[kDigitsMax + 1];
  for (int letters = 1; letters <= kLettersMax; ++letters) {
    shapes.letters_begin[static_cast<size_t>(letters)] = at;
    at += Pow26(letters) * DigitStringsShorterThan(kDigitsAfterLetters[static_cast<size_t>(letters)] + 1);
  }
  shapes.postal_begin = at;
  shapes.end = at + Pow26(4) * kPow10[9];
  return shapes;
}
constexpr Shapes kShapes = MakeShapes();
static_assert(kShapes.end <= kWaybillKeySide, "the shapes must leave room for the side table");

// Any shape, one character at a time.
std::optional<WaybillKey> EncodeAny(std::string_view number) {
  const size_t size = number.size();
  size_t at = 0;
  uint64_t letters = 0;
  while (at < size && at < kLettersMax && number[at] >= 'A' && number[at] <= 'Z') {
    letters = letters * 26 + static_cast<uint64_t>(number[at] - 'A');
    ++at;
  }
  const size_t letter_count = at;
  uint64_t digits = 0;
  while (at < size && static_cast<unsigned char>(number[at] - '0') <= 9) {
    digits = digits * 10 + static_cast<uint64_t>(number[at] - '0');
    ++at;
  }
  const size_t digit_count = at - letter_count;
  if (at == size) {
    if (letter_count == 0) return kShapes.shorter[digit_count] + digits;
    const auto most = static_cast<size_t>(kDigitsAfterLetters[letter_count]);
    if (digit_count > most) return std::nullopt;
    return kShapes.letters_begin[letter_count] + letters * kShapes.shorter[most + 1] + kShapes.shorter[digit_count] +
           digits;
  }
  if (letter_count == 2 && digit_count == 9 && size == 13 && number[11] >= 'A' && number[11] <= 'Z' &&
      number[12] >= 'A' && number[12] <= 'Z') {
    const auto suffix = static_cast<uint64_t>(number[11] - 'A') * 26 + static_cast<uint64_t>(number[12] - 'A');
    return kShapes.postal_begin + (letters * 676 + suffix) * kPow10[9] + digits;
  }
  return std::nullopt;
}

}  // namespace

std::optional<WaybillKey> EncodeWaybill(std::string_view number) {
  WaybillShape shape;
  return waybill_key_internal::EncodeAndLearn(number, shape);
}

std::string DecodeWaybill(WaybillKey key) {
  // Digits of the shape of "so many of them" that holds `rank`.
  const auto digits_of = [](uint64_t rank) {
    size_t count = 0;
    while (rank >= kShapes.shorter[count + 1]) ++count;
    std::string digits(count, '0');
    rank -= kShapes.shorter[count];
    for (size_t at = count; at-- > 0; rank /= 10) digits[at] = static_cast<char>('0' + rank % 10);
    return digits;
  };
  const auto letters_of = [](uint64_t value, size_t count) {
    std::string letters(count, 'A');
    for (size_t at = count; at-- > 0; value /= 26) letters[at] = static_cast<char>('A' + value % 26);
    return letters;
  };
  if (key < kShapes.letters_begin[1]) return digits_of(key);
  if (key >= kShapes.postal_begin) {
    const uint64_t rank = key - kShapes.postal_begin;
    std::string digits = std::to_string(rank % kPow10[9]);
    digits.insert(0, 9 - digits.size(), '0');
    const uint64_t letters = rank / kPow10[9];
    return letters_of(letters / 676, 2) + digits + letters_of(letters % 676, 2);
  }
  size_t count = kLettersMax;
  while (key < kShapes.letters_begin[count]) --count;
  const uint64_t numbers = kShapes.shorter[static_cast<size_t>(kDigitsAfterLetters[count]) + 1];
  const uint64_t rank = key - kShapes.letters_begin[count];
  return letters_of(rank / numbers, count) + digits_of(rank % numbers);
}

std::optional<WaybillKey> waybill_key_internal::EncodeAndLearn(std::string_view number, WaybillShape& shape) {
  const size_t size = number.size();
  if (size == 0 || size > kDigitsMax) return std::nullopt;
  const std::optional<WaybillKey> key = EncodeAny(number);
  size_t letters = 0;
  while (letters < size && static_cast<unsigned char>(number[letters] - 'A') < 26) ++letters;
  const size_t digits = size - letters;
  if (!key || letters > kLettersMax || digits < 8 || digits > 15) return key;
  uint64_t value = 0;
  for (size_t at = letters; at < size; ++at) {
    const auto digit = static_cast<unsigned char>(number[at] - '0');
    if (digit > 9) return key;
    value = value * 10 + digit;
  }
  const auto mask = [](size_t bytes) { return bytes == 8 ? ~uint64_t{0} : (uint64_t{1} << (8 * bytes)) - 1; };
  shape.size = size;
  shape.letter_count = letters;
  shape.letters_mask = mask(letters);
  shape.letters = LoadEight(number.data()) & shape.letters_mask;
  shape.rest_mask = ~mask(16 - digits);
  shape.rest_scale = kPow10[digits - 8];
  shape.first = *key - value;
  return key;
}

}  // namespace loyalane::model
