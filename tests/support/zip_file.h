// Zip files made in a test, byte by byte as APPNOTE has it, so that each of those bytes can be made wrong. Written for
// the tests alone: it shares nothing with what it tests.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace loyalane::testing {

struct ZipPart {
  std::string name;
  std::string data;       // unpacked
  bool is_packed = true;  // by deflate; else stored
  // What is written instead of what is right.
  uint16_t flags = 0x0800;  // bit 0 encrypted, bit 11 names are UTF-8
  std::optional<uint16_t> method{};
  std::optional<uint32_t> crc32{};
  std::optional<uint32_t> unpacked_bytes{};
  std::optional<std::string> packed{};     // the bytes themselves
  std::optional<uint32_t> local_header{};  // where the directory says that it is
  std::optional<uint32_t> packed_bytes{};  // in the directory
};

struct ZipForm {
  std::string before{};   // bytes ahead of the zip
  std::string comment{};  // of the archive
  std::string behind{};   // bytes after its end
  bool zip64 = false;     // sizes, places and the directory's end in their 64-bit form
};

[[nodiscard]] std::string MakeZip(const std::vector<ZipPart>& parts, const ZipForm& form = {});
[[nodiscard]] uint32_t PlainCrc32(std::string_view bytes);
[[nodiscard]] std::string Deflate(std::string_view bytes);

}  // namespace loyalane::testing
