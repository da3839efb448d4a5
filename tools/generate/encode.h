// The generator's own words as bytes of the wanted encoding.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "generate/spec.h"

namespace loyalane::generate {

// UTF-8 text out of vocabulary.h in the wanted encoding. A character without an entry in the map becomes '?'; a test
// sees that none does.
[[nodiscard]] std::string Encode(std::string_view utf8, Encoding encoding);

// What files of UTF-16, little-endian, begin with.
inline constexpr std::string_view kUtf16LeMark = "\xFF\xFE";
// Valid UTF-8 of the Basic Multilingual Plane as UTF-16, little-endian.
void AppendUtf16Le(std::string_view utf8, std::string& out);

// A word in a fixed slot, so that it is appended with one copy of constant size.
struct Word {
  static constexpr size_t kBytesMax = 31;
  std::array<char, kBytesMax> bytes{};
  uint8_t size = 0;

  Word() = default;
  // Encoded text of at most 31 bytes; longer text is a mistake in vocabulary.h and ends up empty.
  explicit Word(std::string_view encoded);
  [[nodiscard]] std::string_view view() const { return {bytes.data(), size}; }
};

}  // namespace loyalane::generate
