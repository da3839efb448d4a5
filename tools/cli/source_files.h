// Files of the machine for the core, which knows none: first and last bytes for probing, pieces for reading, results
// for writing.
#pragma once

#include <cstdint>
#include <cstdio>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"
#include "ingest/file_reader.h"

namespace loyalane::cli {

// A file open for reading. Error: WORKSPACE-102.
class SourceFile {
 public:
  [[nodiscard]] static Result<SourceFile> Open(const std::string& path);
  [[nodiscard]] uint64_t size_bytes() const { return size_bytes_; }
  [[nodiscard]] std::string Head(uint64_t bytes);
  // The last bytes, at most `bytes`, none of the first `after`.
  [[nodiscard]] std::string Tail(uint64_t bytes, uint64_t after);
  // All of the file, piece by piece; stops at the first failure.
  [[nodiscard]] Status Read(uint64_t piece_bytes, const std::function<Status(std::string_view)>& take);
  // Bytes [from, from + bytes), piece by piece, until `take` wants no more.
  [[nodiscard]] Status ReadRange(uint64_t from, uint64_t bytes, uint64_t piece_bytes,
                                 const std::function<Result<ingest::Feeding>(std::string_view)>& take);
  // A file without a name, for what comes out of an archive. Error: WORKSPACE-106.
  [[nodiscard]] static Result<SourceFile> MakeTemporary();
  [[nodiscard]] Status Append(std::string_view bytes);

 private:
  [[nodiscard]] std::string ReadAt(uint64_t offset, uint64_t bytes);
  std::string path_;
  std::unique_ptr<std::FILE, int (*)(std::FILE*)> file_{nullptr, &std::fclose};
  uint64_t size_bytes_ = 0;
};

// The whole of a small file. Error: WORKSPACE-102.
[[nodiscard]] Result<std::string> ReadSmallFile(const std::string& path);

// Where a result goes: a file, or standard output for "" and "-". Error: WORKSPACE-106.
class Output {
 public:
  [[nodiscard]] static Result<Output> Open(const std::string& path);
  [[nodiscard]] Status Write(std::string_view bytes);
  [[nodiscard]] Status Close();
  [[nodiscard]] bool is_stdout() const { return file_ == nullptr; }

 private:
  std::string path_;
  std::unique_ptr<std::FILE, int (*)(std::FILE*)> file_{nullptr, &std::fclose};
};
[[nodiscard]] Status WriteWholeFile(const std::string& path, std::string_view bytes);

// The name of a file without its folders: what messages and reports show.
[[nodiscard]] std::string NameOf(const std::string& path);

}  // namespace loyalane::cli
