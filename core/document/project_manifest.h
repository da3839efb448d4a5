// What a project file (.loyalane) holds: names of its parts, and the manifest that says how long each is and what its
// bytes must be. Format: docs/project-file.md; why so: docs/adr/0016-project-file.md.
//
//   project.json, ledger.ndjson, registers/NAME.json|ndjson, runs/NAME.json|ndjson; manifest.json comes last
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/sha256.h"
#include "ingest/zip_crc.h"

namespace loyalane::document {

// Of the container: which parts there may be and how they are checked. What is in a part has a version of its own.
inline constexpr int kProjectFormatVersion = 1;
// A part is checked, and handed on, block by block.
inline constexpr size_t kProjectBlockBytes = size_t{64} * 1024;

// Registers, and runs of some hundred years.
inline constexpr size_t kProjectPartsMax = 10'000;

inline constexpr std::string_view kManifestPart = "manifest.json";
inline constexpr std::string_view kProjectPart = "project.json";
inline constexpr std::string_view kLedgerPart = "ledger.ndjson";

enum class PartKind : uint8_t { kProject, kLedger, kRegister, kRun };
// Done for the name of a part other than the manifest. Folders and names are lower-case letters, digits, "-", "_" and
// "." inside, so that no name leads out of a folder and no two are one where case does not count.
// Errors: PROJECT-109 not such a name, PROJECT-108 no part of a project file.
[[nodiscard]] Result<PartKind> KindOfPart(std::string_view name);

// What the bytes of a part must be.
struct PartRecord {
  std::string name;
  int version = 1;     // of the part's contents; their owner knows what it means
  uint64_t bytes = 0;  // unpacked
  std::string sha256;  // of all of them, 64 hexadecimal digits
  std::string blocks;  // CRC-32 of each kProjectBlockBytes of them, 8 hexadecimal digits each, one after another
};

struct ProjectManifest {
  std::string program_version;    // that wrote the file
  std::vector<PartRecord> parts;  // in the file's order
};

// Makes the record of a part from its bytes, in pieces of any size.
class PartMarks {
 public:
  void Add(std::string_view bytes);
  // Its bytes, hash and blocks; the object is spent afterwards.
  [[nodiscard]] PartRecord Finish(std::string name, int version);

 private:
  void EndBlock();
  Sha256 hash_;
  ingest::ZipCrc crc_;  // of the block under way
  size_t block_bytes_ = 0;
  uint64_t bytes_ = 0;
  std::string blocks_;
};
// As `blocks` has it.
[[nodiscard]] std::string BlockMark(uint32_t crc32);
// How many blocks a part of so many bytes has.
[[nodiscard]] constexpr uint64_t BlocksOf(uint64_t bytes) {
  return bytes / kProjectBlockBytes + (bytes % kProjectBlockBytes == 0 ? 0 : 1);
}

// PROJECT-111 where there are more than kProjectPartsMax.
[[nodiscard]] Status CheckPartCount(size_t parts);

[[nodiscard]] std::string ToJson(const ProjectManifest& manifest);
// Errors: PROJECT-102 newer than this program, PROJECT-105 no manifest or not whole, PROJECT-107 without project.json,
// PROJECT-108, -109 as KindOfPart, PROJECT-110 a name given twice, PROJECT-111 more than kProjectPartsMax parts.
[[nodiscard]] Result<ProjectManifest> ParseProjectManifest(std::string_view json);

}  // namespace loyalane::document
