#include "project_files.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdio>
#include <optional>
#include <utility>

#include "serving.h"
#include "source_files.h"

namespace loyalane::cli {
namespace {

using document::PartRecord;
using document::PartSink;
using document::ProjectReader;
using document::ProjectWriter;

// As long as a JSON document may be at all (document/json_fields.h).
constexpr size_t kSmallPartBytesMax = size_t{16} * 1024 * 1024;
// Files left by programs that were killed while they wrote.
constexpr int kNeighboursMax = 100;

// Where a link leads, so that the file is replaced and not the link to it.
std::string BehindLinks(std::string path) {
  constexpr int kLinksMax = 40;
  constexpr size_t kPathBytesMax = 4096;
  for (int i = 0; i < kLinksMax; ++i) {
    struct stat status {};
    if (lstat(path.c_str(), &status) != 0 || !S_ISLNK(status.st_mode)) break;
    std::string target(kPathBytesMax, '\0');
    const ssize_t bytes = readlink(path.c_str(), target.data(), target.size());
    if (bytes <= 0) break;
    target.resize(static_cast<size_t>(bytes));
    const size_t slash = path.find_last_of('/');
    path = target.front() == '/' || slash == std::string::npos ? target : path.substr(0, slash + 1) + target;
  }
  return path;
}

// A file that is there only until it takes the target's place.
class Neighbour {
 public:
  static Result<Neighbour> Open(const std::string& target) {
    struct stat old {};
    const bool replaces = stat(target.c_str(), &old) == 0;
    if (replaces && !S_ISREG(old.st_mode)) return Error(ErrorId::kOutputFailed).At(target);
    for (int i = 0; i < kNeighboursMax; ++i) {
      const std::string path = target + (i == 0 ? "" : "." + std::to_string(i)) + ".part";
      const int descriptor = open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL, 0666);
      if (descriptor < 0) continue;
      Neighbour made(path, descriptor);
      // Whoever could read the old one can read the new one. Where that cannot be set, the file is still right.
      if (replaces) static_cast<void>(fchmod(descriptor, old.st_mode & 0777));
      return made;
    }
    return Error(ErrorId::kOutputFailed).At(target);
  }

  Neighbour(Neighbour&& other) noexcept
      : path_(std::move(other.path_)),
        descriptor_(std::exchange(other.descriptor_, -1)),
        is_there_(std::exchange(other.is_there_, false)) {}
  Neighbour& operator=(Neighbour&&) = delete;
  Neighbour(const Neighbour&) = delete;
  Neighbour& operator=(const Neighbour&) = delete;
  ~Neighbour() {
    if (descriptor_ >= 0) close(descriptor_);
    if (is_there_) unlink(path_.c_str());
  }

  Status Write(std::string_view bytes) {
    while (!bytes.empty()) {
      const ssize_t written = write(descriptor_, bytes.data(), bytes.size());
      if (written <= 0) return Failed();
      bytes.remove_prefix(static_cast<size_t>(written));
    }
    return Done{};
  }

  Status TakePlaceOf(const std::string& target) {
    if (fsync(descriptor_) != 0) return Failed();
    if (close(std::exchange(descriptor_, -1)) != 0) return Failed();
    if (std::rename(path_.c_str(), target.c_str()) != 0) return Failed();
    is_there_ = false;
    // The new name is on the disk when its folder is. Some file systems cannot do that for folders; the file is whole
    // either way.
    const size_t slash = target.find_last_of('/');
    const std::string folder = slash == std::string::npos ? "." : target.substr(0, slash + 1);
    const int opened = open(folder.c_str(), O_RDONLY);
    if (opened >= 0) {
      static_cast<void>(fsync(opened));
      close(opened);
    }
    return Done{};
  }

 private:
  Neighbour(std::string path, int descriptor) : path_(std::move(path)), descriptor_(descriptor) {}
  [[nodiscard]] Error Failed() const { return Error(ErrorId::kOutputFailed).At(path_); }

  std::string path_;
  int descriptor_;
  bool is_there_ = true;
};

}  // namespace

Result<bool> IsProjectFile(const std::string& path) {
  Result<SourceFile> file = SourceFile::Open(path);
  if (!file) return file.error();
  return file->Head(2) == "PK";
}

Status ReadProjectFile(const std::string& path, uint64_t piece_bytes, ProjectReader::Choose choose,
                       document::OnDamage on_damage, std::vector<Error>* failures) {
  Result<SourceFile> file = SourceFile::Open(path);
  if (!file) return file.error();
  ProjectReader reader(NameOf(path), file->size_bytes(), std::move(choose), on_damage);
  const Status served = ServeAll(*file, reader, piece_bytes);
  if (failures != nullptr) *failures = reader.failures();
  return served;
}

Result<std::string> ReadProjectPart(const std::string& path, uint64_t piece_bytes, std::string_view part) {
  std::string text;
  const Status read = ReadProjectFile(path, piece_bytes, [&](const PartRecord& record) -> std::optional<PartSink> {
    if (record.name != part) return std::nullopt;
    return PartSink{record.version, [&text, &record](std::string_view bytes) -> Status {
                      if (text.size() + bytes.size() > kSmallPartBytesMax) {
                        return Error(ErrorId::kProjectPartTooLarge)
                            .With("part", record.name)
                            .With("limit", std::to_string(kSmallPartBytesMax / 1024 / 1024) + " MB");
                      }
                      text += bytes;
                      return Done{};
                    }};
  });
  if (!read) return read.error();
  return text;
}

Status WriteProjectFile(const std::string& path, std::vector<document::PartSource> parts) {
  Result<ProjectWriter> writer = ProjectWriter::Begin(std::move(parts));
  if (!writer) return writer.error();
  const std::string target = BehindLinks(path);
  Result<Neighbour> neighbour = Neighbour::Open(target);
  if (!neighbour) return neighbour.error();
  const ZipSource source{[&writer] { return writer->Read(); },
                         [&writer](uint64_t packed_bytes) { return writer->Packed(packed_bytes); }};
  const Status written = WriteZip(source, [&neighbour](std::string_view bytes) { return neighbour->Write(bytes); });
  return written ? neighbour->TakePlaceOf(target) : written;
}

Status WriteNewProjectFile(const std::string& path, std::vector<document::PartSource> parts) {
  struct stat status {};
  if (lstat(path.c_str(), &status) == 0) return Error(ErrorId::kOutputExists).At(path);
  return WriteProjectFile(path, std::move(parts));
}

}  // namespace loyalane::cli
