// ArchiveJob: the files in a .zip or .gz, one after another, unpacked by the host and checked here (ingest/archive.h).
// For hosts that speak JSON:
//   archive.begin {name, size, head: the first 16 bytes in hexadecimal} -> {archive}
//   archive.next; feed; archive.endRead                                            until done: the directory
//   archive.list -> {archive, entries: [{name, bytes, error?}]}                    archive: false for a workbook
//   archive.open {entry} -> {};  archive.next -> {..., data};  feed; archive.endRead
// What is fed in reads with "data" is the file itself.
#pragma once

#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "ingest/archive.h"

namespace loyalane::workspace {

class ArchiveJob {
 public:
  ArchiveJob(std::string name, uint64_t file_bytes, std::string_view head);
  [[nodiscard]] bool is_archive() const { return kind_ != ingest::ArchiveKind::kNone; }
  // What to read next: of the directory, then of the entry that was opened.
  [[nodiscard]] std::optional<ingest::ReadRequest> Next();
  // Whether the bytes of the read that Next gave are the entry's own.
  [[nodiscard]] bool is_data() const { return is_data_; }
  [[nodiscard]] Result<ingest::Feeding> Feed(std::string_view bytes);
  [[nodiscard]] Status EndRead(ingest::ReadOutcome outcome);
  // When the directory is read: whether it is an archive after all, and its files.
  [[nodiscard]] const std::vector<ingest::ArchiveEntry>& List();
  // Error: BASE-103 no such entry, or one that is refused.
  [[nodiscard]] Status Open(size_t entry);

 private:
  [[nodiscard]] Error Placed(Error error) const;

  std::string name_;
  uint64_t file_bytes_;
  ingest::ArchiveKind kind_;
  bool is_data_ = false;
  bool is_listed_ = false;
  bool header_is_read_ = false;  // of the opened entry
  std::vector<ingest::ArchiveEntry> entries_;
  std::unique_ptr<ingest::ZipDirectory> directory_;
  std::unique_ptr<ingest::FileReader> entry_;
};

// Answers to "archive.list" and "archive.begin".
[[nodiscard]] nlohmann::ordered_json ArchiveListJson(ArchiveJob& job);

}  // namespace loyalane::workspace
