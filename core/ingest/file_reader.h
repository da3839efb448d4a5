// FileReader: what reads a file that need not be one run of bytes (a workbook is a folder of packed parts). It asks the
// host for the reads that it wants, one after another; unpacking is the host's service (design: "XLSX").
//
//   while (std::optional<ReadRequest> request = reader.Next()) {
//     for each piece of those bytes, unpacked:  if (*reader.Feed(piece) == Feeding::kEnough) break;
//     reader.EndRead(outcome);
//   }
//
// What comes out does not depend on the sizes of the pieces.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace loyalane::ingest {

enum class Packing : uint8_t {
  kNone,
  kDeflate,  // raw (RFC 1951), as in zip
  kGzip,     // RFC 1952, perhaps several members
};

// Bytes [from, from + bytes) of the file, unpacked as `packing` says.
struct ReadRequest {
  uint64_t from = 0;
  uint64_t bytes = 0;
  Packing packing = Packing::kNone;
};

// kEnough: the rest of this read is not wanted; EndRead follows at once.
enum class Feeding : uint8_t { kMore, kEnough };

enum class ReadOutcome : uint8_t {
  kComplete,  // all of it was fed, or as much as was wanted
  kDamaged,   // the packed bytes make no sense, or end too early
};

class FileReader {
 public:
  virtual ~FileReader() = default;
  // What to read next; nothing when all is done.
  [[nodiscard]] virtual std::optional<ReadRequest> Next() = 0;
  [[nodiscard]] virtual Result<Feeding> Feed(std::string_view bytes) = 0;
  [[nodiscard]] virtual Status EndRead(ReadOutcome outcome) = 0;
  // When Next() has given nothing: what is worth knowing about the file, with how many rows (or values) it concerns.
  struct Told {
    ErrorId id;
    uint64_t count;
  };
  [[nodiscard]] virtual std::vector<Told> Notices() const { return {}; }
};

// Takes a table as delimited text (record_writer.h), in pieces; kEnough: no more is wanted.
using TableSink = std::function<Result<Feeding>(std::string_view text)>;

// How much more than its packed bytes a part may become: sheets and exports reach 60, deflate itself ends at 1032.
inline constexpr uint64_t kUnpackRatioMax = 250;
inline constexpr uint64_t kUnpackFreeBytes = uint64_t{64} * 1024 * 1024;  // up to here any ratio is taken
[[nodiscard]] constexpr bool IsUnpackedTooFar(uint64_t packed_bytes, uint64_t unpacked_bytes) {
  return unpacked_bytes > kUnpackFreeBytes && unpacked_bytes / kUnpackRatioMax > packed_bytes;
}

}  // namespace loyalane::ingest
