// The zip around packed parts (PKWARE APPNOTE 6.3.10), written without going back: sizes and CRC-32 of a part follow it
// (data descriptor), and stand in the directory at the end. ZIP64 where 4 GB are not enough. No time stamps.
//
// ZipPiece: how a writer hands a zip to its host, which packs. Workbooks (workbook_writer.h) and project files
// (document/project_writer.h) are written so:
//   kPlain:    write the bytes as they are
//   kPack:     pack them (raw deflate, one stream a part) and write what that gives
//   kPackEnd:  end the stream, write what is left, then tell the writer how many packed bytes the whole part has
//   kEnd:      done
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace loyalane::report {

struct ZipPiece {
  enum class Kind : uint8_t { kPlain, kPack, kPackEnd, kEnd };
  Kind kind;
  std::string_view bytes;  // valid until the next call
};

class ZipWriter {
 public:
  // What comes before and after a part's packed bytes; of one part at a time.
  void AppendLocalHeader(std::string_view name, std::string& out);
  void AppendDescriptor(uint32_t crc32, uint64_t packed_bytes, uint64_t unpacked_bytes, std::string& out);
  // What the file ends with.
  void AppendDirectory(std::string& out);

 private:
  struct Entry {
    std::string name;
    uint64_t offset = 0;
    uint64_t packed_bytes = 0;
    uint64_t unpacked_bytes = 0;
    uint32_t crc32 = 0;
  };
  std::vector<Entry> entries_;
  uint64_t offset_ = 0;  // of what is written next
};

}  // namespace loyalane::report
