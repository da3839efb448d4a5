// ZipDirectory: the entries of a zip file (PKWARE APPNOTE 6.3.10), read from its end: end of central directory, the
// ZIP64 one where there is one, and the central directory itself.
//
// Errors: INGEST-120 no directory (cut off, or no zip), INGEST-121 the directory makes no sense, or entries share
// bytes, INGEST-122 more entries than kZipEntriesMax. What is wrong with one entry is told when it is read
// (ZipEntryReader).
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "ingest/file_reader.h"
#include "ingest/zip_crc.h"

namespace loyalane::ingest {

inline constexpr uint32_t kZipEntriesMax = 65'536;

struct ZipEntry {
  std::string name;  // UTF-8; names without the UTF-8 flag that are not UTF-8 are read as GB18030
  uint64_t local_header = 0;
  uint64_t packed_bytes = 0;
  uint64_t unpacked_bytes = 0;  // as declared
  uint32_t crc32 = 0;
  uint16_t method = 0;  // 0 stored, 8 deflate; others cannot be read
  bool encrypted = false;
};

class ZipDirectory final : public FileReader {
 public:
  explicit ZipDirectory(uint64_t file_bytes);
  [[nodiscard]] std::optional<ReadRequest> Next() override;
  [[nodiscard]] Result<Feeding> Feed(std::string_view bytes) override;
  [[nodiscard]] Status EndRead(ReadOutcome outcome) override;
  // When Next() has given nothing.
  [[nodiscard]] const std::vector<ZipEntry>& entries() const { return entries_; }
  // The entry of that name, compared without regard to ASCII case, '\\' as '/', and a leading '/'; else null.
  [[nodiscard]] const ZipEntry* Find(std::string_view name) const;

 private:
  enum class Step : uint8_t { kTail, kZip64End, kEntries, kDone };
  // Where the directory is, as its end says: `end` is where it really ends.
  Status Locate(uint64_t entries, uint64_t bytes, uint64_t from, uint64_t end);
  Status ReadTail();
  Status ReadZip64End();
  Status ReadEntries();
  Status CheckPlaces() const;

  uint64_t file_bytes_;
  Step step_ = Step::kTail;
  ReadRequest request_;
  uint64_t shift_ = 0;  // bytes before the zip's own first one
  std::string bytes_;   // of the read under way
  std::vector<ZipEntry> entries_;
};

// ZipEntryReader: one entry's data: its local header first, then the data, handed on unpacked to `out`, with size and
// CRC-32 checked at the end.
// Errors: INGEST-123 encrypted, INGEST-124 packed by a method other than stored and deflate, INGEST-125 damaged (local
// header, size, CRC, or bytes that do not unpack), INGEST-126 unpacks too far (IsUnpackedTooFar); all with the entry's
// name as parameter "part".
class ZipEntryReader final : public FileReader {
 public:
  ZipEntryReader(ZipEntry entry, uint64_t file_bytes, TableSink out);
  [[nodiscard]] std::optional<ReadRequest> Next() override;
  [[nodiscard]] Result<Feeding> Feed(std::string_view bytes) override;
  [[nodiscard]] Status EndRead(ReadOutcome outcome) override;

 private:
  enum class Step : uint8_t { kHeader, kData, kDone };
  [[nodiscard]] Error Wrong(ErrorId id) const;
  Status ReadHeader();

  ZipEntry entry_;
  uint64_t file_bytes_;
  TableSink out_;
  Step step_ = Step::kHeader;
  std::string header_;
  uint64_t unpacked_ = 0;
  uint64_t data_ = 0;  // where it begins in the file
  ZipCrc crc_;
  bool enough_ = false;
};

}  // namespace loyalane::ingest
