// ZipWalk: the entries of a zip whose directory is lost, found by going from one local header to the next (PKWARE
// APPNOTE 6.3.10, 4.3.7 and 4.3.9). Where a local header leaves the sizes to the data descriptor, the descriptor is the
// first one whose packed size is the bytes since the data began. What is found is not checked yet: that is
// ZipEntryReader's.
//
// A walk never fails: it ends where no local header follows.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "ingest/file_reader.h"
#include "ingest/zip_directory.h"

namespace loyalane::ingest {

class ZipWalk final : public FileReader {
 public:
  explicit ZipWalk(uint64_t file_bytes);
  [[nodiscard]] std::optional<ReadRequest> Next() override;
  [[nodiscard]] Result<Feeding> Feed(std::string_view bytes) override;
  [[nodiscard]] Status EndRead(ReadOutcome outcome) override;
  // When Next() has given nothing: the whole ones, in the file's order.
  [[nodiscard]] const std::vector<ZipEntry>& entries() const { return entries_; }
  // The one in whose data the file ends: packed_bytes are those that are there, unpacked_bytes and crc32 are unknown
  // (0).
  [[nodiscard]] const std::optional<ZipEntry>& cut() const { return cut_; }

 private:
  enum class Step : uint8_t { kHeader, kData, kDescribed, kDone };
  // Whether something was found; false: more bytes are needed.
  bool ReadHeader();
  bool SkipData();
  bool FindDescriptor();
  void Drop(size_t bytes);
  void Take(uint64_t packed_bytes, uint64_t unpacked_bytes, uint32_t crc32);

  uint64_t file_bytes_;
  Step step_ = Step::kHeader;
  bool is_asked_ = false;
  std::string bytes_;   // from place_ on
  uint64_t place_ = 0;  // in the file
  uint64_t data_ = 0;   // where the entry's data begins
  ZipEntry entry_;      // under way
  std::vector<ZipEntry> entries_;
  std::optional<ZipEntry> cut_;
};

}  // namespace loyalane::ingest
