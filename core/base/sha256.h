// SHA-256 (FIPS 180-4): names the files of a run in its manifest, so that anybody can tell whether theirs are the same.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace loyalane {

class Sha256 {
 public:
  void Add(std::string_view bytes);
  // 64 hexadecimal digits; the object is spent afterwards.
  [[nodiscard]] std::string Finish();

 private:
  void Block(const unsigned char* block);
  std::array<uint32_t, 8> state_ = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
                                    0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
  std::array<unsigned char, 64> pending_{};
  size_t pending_bytes_ = 0;
  uint64_t total_bytes_ = 0;
};

}  // namespace loyalane
