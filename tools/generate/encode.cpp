#include "generate/encode.h"

#include <algorithm>
#include <iterator>

namespace loyalane::generate {
namespace {

struct MapEntry {
  uint16_t code_point;
  uint16_t gb18030;  // lead byte * 256 + trail byte
};
constexpr MapEntry kMap[] = {
#include "generate/gb18030_map.inc"
};

// vocabulary.h holds valid UTF-8 of the Basic Multilingual Plane: one byte, two or three.
uint32_t NextCodePoint(std::string_view utf8, size_t& at) {
  const auto lead = static_cast<uint8_t>(utf8[at]);
  const size_t length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : 3;
  uint32_t code_point = length == 1 ? lead : length == 2 ? lead & 0x1Fu : lead & 0x0Fu;
  for (size_t k = 1; k < length && at + k < utf8.size(); ++k) {
    code_point = code_point << 6 | (static_cast<uint8_t>(utf8[at + k]) & 0x3Fu);
  }
  at += length;
  return code_point;
}

}  // namespace

void AppendUtf16Le(std::string_view utf8, std::string& out) {
  for (size_t i = 0; i < utf8.size();) {
    const uint32_t code_point = NextCodePoint(utf8, i);
    out += static_cast<char>(code_point & 0xFF);
    out += static_cast<char>(code_point >> 8);
  }
}

std::string Encode(std::string_view utf8, Encoding encoding) {
  if (encoding == Encoding::kUtf8) return std::string(utf8);
  std::string out;
  out.reserve(utf8.size());
  if (encoding == Encoding::kUtf16Le) {
    AppendUtf16Le(utf8, out);
    return out;
  }
  for (size_t i = 0; i < utf8.size();) {
    const uint32_t code_point = NextCodePoint(utf8, i);
    if (code_point < 0x80) {
      out += static_cast<char>(code_point);
      continue;
    }
    const auto* entry = std::lower_bound(std::begin(kMap), std::end(kMap), code_point,
                                         [](const MapEntry& e, uint32_t wanted) { return e.code_point < wanted; });
    if (entry == std::end(kMap) || entry->code_point != code_point) {
      out += '?';
      continue;
    }
    out += static_cast<char>(entry->gb18030 >> 8);
    out += static_cast<char>(entry->gb18030 & 0xFF);
  }
  return out;
}

Word::Word(std::string_view encoded) {
  if (encoded.size() > kBytesMax) return;
  std::copy(encoded.begin(), encoded.end(), bytes.begin());
  size = static_cast<uint8_t>(encoded.size());
}

}  // namespace loyalane::generate
