#include "source_files.h"

#include <sys/stat.h>

#include <algorithm>
#include <vector>

namespace loyalane::cli {

std::string NameOf(const std::string& path) {
  const size_t slash = path.find_last_of('/');
  return slash == std::string::npos ? path : path.substr(slash + 1);
}

Result<SourceFile> SourceFile::Open(const std::string& path) {
  struct stat status {};
  if (stat(path.c_str(), &status) != 0 || !S_ISREG(status.st_mode)) return Error(ErrorId::kFileUnreadable).At(path);
  SourceFile source;
  source.path_ = path;
  source.file_.reset(std::fopen(path.c_str(), "rb"));
  if (!source.file_) return Error(ErrorId::kFileUnreadable).At(path);
  source.size_bytes_ = static_cast<uint64_t>(status.st_size);
  return source;
}

std::string SourceFile::ReadAt(uint64_t offset, uint64_t bytes) {
  std::string read(bytes, '\0');
  if (fseeko(file_.get(), static_cast<off_t>(offset), SEEK_SET) != 0) return {};
  read.resize(std::fread(read.data(), 1, read.size(), file_.get()));
  return read;
}

std::string SourceFile::Head(uint64_t bytes) { return ReadAt(0, std::min(bytes, size_bytes_)); }

std::string SourceFile::Tail(uint64_t bytes, uint64_t after) {
  if (size_bytes_ <= after) return {};
  const uint64_t begin = std::max(after, size_bytes_ - std::min(bytes, size_bytes_));
  return ReadAt(begin, size_bytes_ - begin);
}

Status SourceFile::Read(uint64_t piece_bytes, const std::function<Status(std::string_view)>& take) {
  if (fseeko(file_.get(), 0, SEEK_SET) != 0) return Error(ErrorId::kFileUnreadable).At(path_);
  std::vector<char> piece(piece_bytes);
  while (true) {
    const size_t got = std::fread(piece.data(), 1, piece.size(), file_.get());
    if (got == 0) break;
    const Status taken = take({piece.data(), got});
    if (!taken) return taken;
  }
  if (std::ferror(file_.get()) != 0) return Error(ErrorId::kFileUnreadable).At(path_);
  return Done{};
}

Status SourceFile::ReadRange(uint64_t from, uint64_t bytes, uint64_t piece_bytes,
                             const std::function<Result<ingest::Feeding>(std::string_view)>& take) {
  if (fseeko(file_.get(), static_cast<off_t>(from), SEEK_SET) != 0) return Error(ErrorId::kFileUnreadable).At(path_);
  std::vector<char> piece(std::min(piece_bytes, bytes));
  while (bytes > 0) {
    const size_t got = std::fread(piece.data(), 1, std::min<uint64_t>(piece.size(), bytes), file_.get());
    if (got == 0) break;
    bytes -= got;
    const Result<ingest::Feeding> taken = take({piece.data(), got});
    if (!taken) return taken.error();
    if (*taken == ingest::Feeding::kEnough) return Done{};
  }
  if (std::ferror(file_.get()) != 0) return Error(ErrorId::kFileUnreadable).At(path_);
  return Done{};
}

Result<SourceFile> SourceFile::MakeTemporary() {
  SourceFile source;
  source.file_.reset(std::tmpfile());
  if (!source.file_) return Error(ErrorId::kOutputFailed);
  return source;
}

Status SourceFile::Append(std::string_view bytes) {
  if (std::fwrite(bytes.data(), 1, bytes.size(), file_.get()) != bytes.size()) return Error(ErrorId::kOutputFailed);
  size_bytes_ += bytes.size();
  return Done{};
}

Result<std::string> ReadSmallFile(const std::string& path) {
  Result<SourceFile> file = SourceFile::Open(path);
  if (!file) return file.error();
  return file->Head(file->size_bytes());
}

Result<Output> Output::Open(const std::string& path) {
  Output output;
  output.path_ = path;
  if (path.empty() || path == "-") return output;
  output.file_.reset(std::fopen(path.c_str(), "wb"));
  if (!output.file_) return Error(ErrorId::kOutputFailed).At(path);
  return output;
}

Status Output::Write(std::string_view bytes) {
  if (std::fwrite(bytes.data(), 1, bytes.size(), file_ ? file_.get() : stdout) == bytes.size()) return Done{};
  return Error(ErrorId::kOutputFailed).At(path_);
}

Status Output::Close() {
  const bool failed = file_ ? std::fclose(file_.release()) != 0 : std::fflush(stdout) != 0;
  if (failed) return Error(ErrorId::kOutputFailed).At(path_);
  return Done{};
}

Status WriteWholeFile(const std::string& path, std::string_view bytes) {
  Result<Output> output = Output::Open(path);
  if (!output) return output.error();
  const Status written = output->Write(bytes);
  return written ? output->Close() : written;
}

}  // namespace loyalane::cli
