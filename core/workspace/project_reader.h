// ProjectReader: a project file (.loyalane) -> its parts, read as a stream through the host (ingest/file_reader.h). The
// manifest is read first, then the parts in its order. A sink gets only bytes that were checked: block by block
// (kProjectBlockBytes) against the manifest, so that of a damaged part all that comes before the damage is handed on
// and nothing of the damage, whatever the sizes of the pieces.
//
// Errors, all with the file's name as place and the name of the part as parameter "part":
//   PROJECT-101 no project file        PROJECT-102 newer than this program    PROJECT-103 the end is missing
//   PROJECT-104 directory damaged      PROJECT-105 manifest damaged           PROJECT-106 part damaged; "good", "bytes"
//   PROJECT-107 part missing           PROJECT-108 part that nobody listed    PROJECT-109 name of a part unusable
//   PROJECT-110 part twice             PROJECT-112 packed as no Loyalane does; those of the sinks
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ingest/file_reader.h"
#include "ingest/zip_directory.h"
#include "ingest/zip_walk.h"
#include "workspace/project_manifest.h"

namespace loyalane::workspace {

struct PartSink {
  int version_max = 1;  // newer contents are PROJECT-102
  // At most kProjectBlockBytes at a time.
  std::function<Status(std::string_view bytes)> take;
  // After the last byte, when the part was found whole.
  std::function<Status()> end = nullptr;
  // Blocks that are not as listed come, too, for a part whose lines are checked by themselves; it is damaged all the
  // same.
  bool takes_damage = false;
};

// kReadOn: what is wrong with one part is noted, and the others are read. Where the zip's directory is lost
// (PROJECT-103, -104), its parts are found by their own headers; where the manifest is lost with it, a part is whole
// when its size and CRC-32 in the zip agree, its version is taken to be 1, and its bytes come before that is known.
enum class OnDamage : uint8_t { kStop, kReadOn };

class ProjectReader final : public ingest::FileReader {
 public:
  // Asked once for each part, in order; nothing: the part is not wanted, and is neither read nor checked.
  using Choose = std::function<std::optional<PartSink>(const PartRecord& part)>;

  ProjectReader(std::string name, uint64_t file_bytes, Choose choose, OnDamage on_damage = OnDamage::kStop);
  // The open part's sink knows where this is.
  ProjectReader(const ProjectReader&) = delete;
  ProjectReader& operator=(const ProjectReader&) = delete;
  [[nodiscard]] std::optional<ingest::ReadRequest> Next() override;
  [[nodiscard]] Result<ingest::Feeding> Feed(std::string_view bytes) override;
  [[nodiscard]] Status EndRead(ingest::ReadOutcome outcome) override;
  // Once the first sink is asked for.
  [[nodiscard]] const ProjectManifest& manifest() const { return manifest_; }
  // With kReadOn: what is wrong with single parts, in their order.
  [[nodiscard]] const std::vector<Error>& failures() const { return failures_; }
  // With kReadOn: the directory was lost, or the manifest with it.
  [[nodiscard]] bool has_lost_directory() const { return lost_directory_.has_value(); }
  [[nodiscard]] bool has_lost_manifest() const { return !is_listed_; }

 private:
  enum class Step : uint8_t { kHead, kDirectory, kWalk, kManifest, kParts, kDone };
  [[nodiscard]] Error Placed(Error error) const;
  [[nodiscard]] ingest::FileReader* reader();
  [[nodiscard]] const std::vector<ingest::ZipEntry>& Entries() const;
  Status EndStep(ingest::ReadOutcome outcome);
  Status Advance();
  Status OpenManifest();
  // Without a manifest: what the walk has found.
  Status ListWalked();
  Status CheckEntries();
  Status OpenNextPart();
  Status OpenPart(const PartRecord& part, PartSink sink);
  Status EndPart();
  // The part's failure: the reader's own, or noted.
  Status Failed(Error error);
  Result<ingest::Feeding> TakePartBytes(std::string_view bytes);
  Status EndBlock(std::string_view block);
  [[nodiscard]] Error PartDamaged() const;
  [[nodiscard]] Error OfEntry(const Error& error) const;

  std::string name_;
  uint64_t file_bytes_;
  Choose choose_;
  OnDamage on_damage_;
  Step step_ = Step::kHead;
  std::optional<ingest::ReadRequest> pending_;
  std::string head_;
  ingest::ZipDirectory directory_;
  std::optional<Error> lost_directory_;  // why
  std::unique_ptr<ingest::ZipWalk> walk_;
  bool is_listed_ = true;  // by a manifest
  std::string cut_part_;   // in which the file ends; empty: none
  std::unique_ptr<ingest::ZipEntryReader> entry_;
  std::string manifest_text_;
  ProjectManifest manifest_;
  std::vector<Error> failures_;

  size_t next_part_ = 0;
  // Of the part under way.
  const PartRecord* part_ = nullptr;
  PartSink sink_;
  Sha256 hash_;
  ingest::ZipCrc crc_;
  std::string block_;  // bytes of a block that is not whole yet
  uint64_t seen_ = 0;  // bytes that were handed on
  uint64_t good_ = 0;  // of those, before the first block that is not as listed
  bool is_damaged_ = false;
  std::optional<Error> failure_;
};

}  // namespace loyalane::workspace
