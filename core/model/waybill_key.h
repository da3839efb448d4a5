// WaybillKey: a waybill number as 61 bits, injectively: two different numbers never share a key (design: "never a hash
// alone").
//
// A key is the rank of the number in a fixed enumeration of shapes, so it is the same in every chunk, worker and build:
//   digits             1..17 digits                     (leading zeros count: "007" and "07" differ)
//   letters + digits   1..3 letters + 0..13 digits, 4 letters + 0..11, 5..6 letters + 0..9      e.g. SF1234567890123,
//   JDVA12345678901 letters + 9 digits + letters   2 + 9 + 2                                                    e.g.
//   EA123456789CN
// Every other text goes to an exact side table (table::TextPool) whose index takes the ranks above those; such keys are
// only meaningful together with their pool.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/digits.h"

namespace loyalane::model {

using WaybillKey = uint64_t;
inline constexpr int kWaybillKeyBits = 61;
// First key of the side table.
inline constexpr WaybillKey kWaybillKeySide = WaybillKey{1} << 60;

// The key of a number that fits one of the shapes; nothing for any other text (lower-case letters do not fit: ids are
// text).
[[nodiscard]] std::optional<WaybillKey> EncodeWaybill(std::string_view number);

// The number of a key below kWaybillKeySide.
[[nodiscard]] std::string DecodeWaybill(WaybillKey key);

// What numbers of one size with the same letters in front have in common, where 8 to 15 digits follow these.
struct WaybillShape {
  size_t size = 0;            // 0: no number was such
  uint64_t letters_mask = 0;  // of the first eight bytes
  uint64_t letters = 0;
  uint64_t rest_mask = 0;  // of the last eight bytes: those behind the first eight digits
  uint64_t rest_scale = 0;
  WaybillKey first = 0;  // the key of the number whose digits are all 0
  size_t letter_count = 0;
};

namespace waybill_key_internal {
// EncodeWaybill, and its shape if there is such a one.
[[nodiscard]] std::optional<WaybillKey> EncodeAndLearn(std::string_view number, WaybillShape& shape);
}  // namespace waybill_key_internal

// The same for number after number: neighbours mostly have the same shape, and then only the digits are read.
[[nodiscard]] inline std::optional<WaybillKey> EncodeWaybill(std::string_view number, WaybillShape& shape) {
  if (number.size() == shape.size && (LoadEight(number.data()) & shape.letters_mask) == shape.letters) {
    const uint64_t first = LoadEight(number.data() + shape.letter_count) ^ kEightZeros;
    const uint64_t rest = (LoadEight(number.data() + shape.size - 8) ^ kEightZeros) & shape.rest_mask;
    if (AreEightValues(first) && AreEightValues(rest))
      return shape.first + NumberOfEight(first) * shape.rest_scale + NumberOfEight(rest);
  }
  return waybill_key_internal::EncodeAndLearn(number, shape);
}

}  // namespace loyalane::model
