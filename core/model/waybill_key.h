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
#include <string_view>

namespace loyalane::model {

using WaybillKey = uint64_t;
inline constexpr int kWaybillKeyBits = 61;
// First key of the side table.
inline constexpr WaybillKey kWaybillKeySide = WaybillKey{1} << 60;

// The key of a number that fits one of the shapes; nothing for any other text (lower-case letters do not fit: ids are
// text).
[[nodiscard]] std::optional<WaybillKey> EncodeWaybill(std::string_view number);

}  // namespace loyalane::model
