// Archives: a .zip or .gz stands for the files in it. A workbook is a zip too, but a file of its own.
//
// Errors of an entry (it is refused, the others are read): INGEST-140 an archive inside an archive, INGEST-141 more
// entries than kArchiveFilesMax; those of ZipEntryReader. Of a gzip file: INGEST-125, INGEST-126, INGEST-140.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "ingest/file_reader.h"
#include "ingest/zip_directory.h"

namespace loyalane::ingest {

inline constexpr size_t kArchiveFilesMax = 200;
// First bytes that tell an archive.
inline constexpr uint64_t kArchiveHeadBytes = 16;

enum class ArchiveKind : uint8_t { kNone, kZip, kGzip };
// A zip may still turn out to be a workbook: FilesOfZip says so.
[[nodiscard]] ArchiveKind KindOfArchive(std::string_view head);

struct ArchiveEntry {
  std::string name;
  uint64_t bytes = 0;  // as declared; 0 = not known
  std::optional<Error> refused;
  ZipEntry zip;  // of a zip
};

// The files of a zip in its order, without folders and what systems leave behind (__MACOSX, Thumbs.db, the ~$ files of
// open workbooks); nothing when it is an office document.
[[nodiscard]] std::optional<std::vector<ArchiveEntry>> FilesOfZip(const ZipDirectory& directory);
// The one file of a gzip: its name without .gz.
[[nodiscard]] ArchiveEntry FileOfGzip(std::string_view archive_name);

// Checks what the host unpacks and hands it on to `out`.
[[nodiscard]] std::unique_ptr<FileReader> OpenGzip(std::string_view archive_name, uint64_t file_bytes, TableSink out);

}  // namespace loyalane::ingest
