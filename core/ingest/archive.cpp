#include "ingest/archive.h"

#include <algorithm>

namespace loyalane::ingest {
namespace {

char LowerAscii(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool EndsWithNoCase(std::string_view text, std::string_view ending) {
  if (text.size() < ending.size()) return false;
  text.remove_prefix(text.size() - ending.size());
  return std::equal(text.begin(), text.end(), ending.begin(), [](char a, char b) { return LowerAscii(a) == b; });
}

std::string_view FileNameOf(std::string_view path) {
  const size_t slash = path.find_last_of("/\\");
  return slash == std::string_view::npos ? path : path.substr(slash + 1);
}

// What a system puts beside the user's files.
bool IsLeftBehind(std::string_view path) {
  const std::string_view name = FileNameOf(path);
  return name.empty() || name.front() == '.' || name.starts_with("~$") || name == "Thumbs.db" ||
         name == "desktop.ini" || path.starts_with("__MACOSX/");
}

bool IsArchiveName(std::string_view name) {
  constexpr std::string_view kEndings[] = {".zip", ".gz", ".rar", ".7z", ".tar", ".tgz", ".xz", ".bz2"};
  return std::any_of(std::begin(kEndings), std::end(kEndings),
                     [name](std::string_view ending) { return EndsWithNoCase(name, ending); });
}

constexpr std::string_view kGzipMark = "\x1F\x8B";

class GzipReader final : public FileReader {
 public:
  GzipReader(std::string_view name, uint64_t file_bytes, TableSink out)
      : name_(name), file_bytes_(file_bytes), out_(std::move(out)) {}
  std::optional<ReadRequest> Next() override {
    if (asked_) return std::nullopt;
    asked_ = true;
    return ReadRequest{0, file_bytes_, Packing::kGzip};
  }
  Result<Feeding> Feed(std::string_view bytes) override {
    unpacked_ += bytes.size();
    if (head_.size() < kGzipMark.size()) {
      head_ += bytes.substr(0, kGzipMark.size() - head_.size());
      if (head_ == kGzipMark) return Error(ErrorId::kArchiveInArchive).With("part", name_);
    }
    if (IsUnpackedTooFar(file_bytes_, unpacked_)) return Error(ErrorId::kUnpacksTooFar).With("part", name_);
    return out_(bytes);
  }
  Status EndRead(ReadOutcome outcome) override {
    if (outcome == ReadOutcome::kDamaged) return Error(ErrorId::kZipEntryDamaged).With("part", name_);
    return Done{};
  }

 private:
  std::string name_;
  uint64_t file_bytes_;
  TableSink out_;
  bool asked_ = false;
  std::string head_;  // the first unpacked bytes
  uint64_t unpacked_ = 0;
};

}  // namespace

ArchiveKind KindOfArchive(std::string_view head) {
  if (head.starts_with(kGzipMark)) return ArchiveKind::kGzip;
  if (head.starts_with("PK\x03\x04") || head.starts_with("PK\x05\x06")) return ArchiveKind::kZip;
  return ArchiveKind::kNone;
}

std::optional<std::vector<ArchiveEntry>> FilesOfZip(const ZipDirectory& directory) {
  if (directory.Find("[Content_Types].xml") != nullptr || directory.Find("xl/workbook.xml") != nullptr ||
      directory.Find("mimetype") != nullptr)
    return std::nullopt;
  std::vector<ArchiveEntry> files;
  for (const ZipEntry& entry : directory.entries()) {
    if (IsLeftBehind(entry.name)) continue;
    ArchiveEntry file{entry.name, entry.unpacked_bytes, {}, entry};
    if (files.size() >= kArchiveFilesMax) {
      file.refused = Error(ErrorId::kArchiveTooManyFiles).With("limit", std::to_string(kArchiveFilesMax));
      files.push_back(std::move(file));
      break;
    }
    if (IsArchiveName(entry.name)) file.refused = Error(ErrorId::kArchiveInArchive).With("part", entry.name);
    files.push_back(std::move(file));
  }
  return files;
}

ArchiveEntry FileOfGzip(std::string_view archive_name) {
  constexpr std::string_view kEnding = ".gz";
  ArchiveEntry file;
  if (EndsWithNoCase(archive_name, kEnding)) {
    archive_name.remove_suffix(kEnding.size());
    if (IsArchiveName(archive_name))
      file.refused = Error(ErrorId::kArchiveInArchive).With("part", std::string(archive_name));
  }
  file.name = archive_name;
  return file;
}

std::unique_ptr<FileReader> OpenGzip(std::string_view archive_name, uint64_t file_bytes, TableSink out) {
  return std::make_unique<GzipReader>(archive_name, file_bytes, std::move(out));
}

}  // namespace loyalane::ingest
