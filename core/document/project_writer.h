// ProjectWriter: parts -> a project file (.loyalane), in pieces, never all in memory: the zip's own bytes plain, the
// parts to be packed by the host (report/zip_writer.h has the protocol).
//
//   Result<ProjectWriter> writer = ProjectWriter::Begin(std::move(parts));
//   for (;;) {
//     const Result<report::ZipPiece> piece = writer->Read();     // after kPackEnd: writer->Packed(packed bytes)
//   }
//
// manifest.json is made here and comes last: hashes are known when a part has gone by. No time stamps: the unpacked
// bytes of every part, the manifest's too, depend on the parts alone; packed bytes also depend on the host's zlib.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "base/result.h"
#include "document/project_manifest.h"
#include "report/zip_writer.h"

namespace loyalane::document {

struct PartSource {
  std::string name;
  int version = 1;
  // Appends the next piece of the part to `out`, which is empty, and says whether more may follow. Pieces of about
  // 64 KB are best; what it gives is what has to be held.
  std::function<Result<bool>(std::string& out)> pull;
};
// A part that is in memory anyway.
[[nodiscard]] PartSource TextPart(std::string name, std::string text, int version = 1);

class ProjectWriter {
 public:
  static constexpr size_t kPieceBytesMax = size_t{256} * 1024;

  // Errors: PROJECT-107 without project.json, PROJECT-108, -109 as KindOfPart, PROJECT-110 a name given twice,
  // PROJECT-111 more than kProjectPartsMax parts.
  [[nodiscard]] static Result<ProjectWriter> Begin(std::vector<PartSource> parts);
  ProjectWriter(ProjectWriter&&) noexcept;
  ProjectWriter& operator=(ProjectWriter&&) noexcept;
  ~ProjectWriter();
  // At most kPieceBytesMax. Errors: those of the part's pull; PROJECT-111 more bytes than a manifest can list (some 100
  // GB). The file is then worth nothing.
  [[nodiscard]] Result<report::ZipPiece> Read();
  // Error: PROJECT-112 packed so well that a reader would take it for an attack (ingest::IsUnpackedTooFar).
  [[nodiscard]] Status Packed(uint64_t packed_bytes);
  // Of all parts so far: for showing progress.
  [[nodiscard]] uint64_t bytes_read() const;
  // When Read has given kEnd: what was written.
  [[nodiscard]] const ProjectManifest& manifest() const;

 private:
  class Impl;
  explicit ProjectWriter(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace loyalane::document
