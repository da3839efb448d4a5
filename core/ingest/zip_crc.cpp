#include "ingest/zip_crc.h"

namespace loyalane::ingest {

ZipCrc::ZipCrc() : tables_(std::make_unique<Tables>()) {
  constexpr uint32_t kPolynomial = 0xEDB88320;
  auto& of = tables_->of;
  for (uint32_t i = 0; i < 256; ++i) {
    uint32_t crc = i;
    for (int bit = 0; bit < 8; ++bit) crc = (crc >> 1) ^ ((crc & 1) != 0 ? kPolynomial : 0);
    of[0][i] = crc;
  }
  for (int table = 1; table < 8; ++table) {
    for (uint32_t i = 0; i < 256; ++i) {
      const uint32_t before = of[table - 1][i];
      of[table][i] = (before >> 8) ^ of[0][before & 0xFF];
    }
  }
}

void ZipCrc::Feed(std::string_view bytes) {
  const auto& of = tables_->of;
  const auto* at = reinterpret_cast<const unsigned char*>(bytes.data());
  size_t left = bytes.size();
  uint32_t crc = state_;
  const auto four = [](const unsigned char* from) {
    return uint32_t{from[0]} | uint32_t{from[1]} << 8 | uint32_t{from[2]} << 16 | uint32_t{from[3]} << 24;
  };
  for (; left >= 8; left -= 8, at += 8) {
    const uint32_t low = crc ^ four(at);
    const uint32_t high = four(at + 4);
    crc = of[7][low & 0xFF] ^ of[6][low >> 8 & 0xFF] ^ of[5][low >> 16 & 0xFF] ^ of[4][low >> 24] ^ of[3][high & 0xFF] ^
          of[2][high >> 8 & 0xFF] ^ of[1][high >> 16 & 0xFF] ^ of[0][high >> 24];
  }
  for (; left > 0; --left, ++at) crc = (crc >> 8) ^ of[0][(crc ^ *at) & 0xFF];
  state_ = crc;
}

}  // namespace loyalane::ingest
