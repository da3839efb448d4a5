// Little-endian numbers, signatures and names of a zip file (PKWARE APPNOTE 6.3.10), for what reads one.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "ingest/encoding.h"

namespace loyalane::ingest::zip_fields {

inline constexpr std::string_view kLocalSignature{"PK\x03\x04", 4};
inline constexpr size_t kLocalBytes = 30;  // and the name and the extra field
inline constexpr uint16_t kFlagEncrypted = 0x0001;
inline constexpr uint16_t kFlagDescriptor = 0x0008;  // CRC-32 and sizes follow the data
inline constexpr uint16_t kFlagUtf8 = 0x0800;

// A little-endian number; the caller has checked that it is there.
template <typename Unsigned>
Unsigned NumberAt(std::string_view bytes, size_t at) {
  Unsigned value = 0;
  for (size_t i = sizeof(Unsigned); i-- > 0;) {
    value = static_cast<Unsigned>(value << 8 | static_cast<unsigned char>(bytes[at + i]));
  }
  return value;
}
inline uint16_t Word(std::string_view bytes, size_t at) { return NumberAt<uint16_t>(bytes, at); }
inline uint32_t Long(std::string_view bytes, size_t at) { return NumberAt<uint32_t>(bytes, at); }
inline uint64_t Quad(std::string_view bytes, size_t at) { return NumberAt<uint64_t>(bytes, at); }

// UTF-8; names without the UTF-8 flag that are not UTF-8 are read as GB18030.
inline std::string NameText(std::string_view raw, bool says_utf8) {
  std::string text;
  if (DecodeToUtf8(Encoding::kUtf8, raw, text) == 0 || says_utf8) return text;
  text.clear();
  DecodeToUtf8(Encoding::kGb18030, raw, text);
  return text;
}

}  // namespace loyalane::ingest::zip_fields
