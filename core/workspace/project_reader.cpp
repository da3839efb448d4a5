#include "workspace/project_reader.h"

#include <algorithm>
#include <set>
#include <utility>

#include "workspace/json_fields.h"

namespace loyalane::workspace {

using ingest::Feeding;
using ingest::Packing;
using ingest::ReadOutcome;
using ingest::ReadRequest;
using ingest::ZipEntry;
using ingest::ZipEntryReader;

namespace {

using namespace std::string_view_literals;

// The first bytes of a zip that has parts (APPNOTE 4.3.7).
constexpr std::string_view kHead = "PK\x03\x04"sv;
constexpr size_t kMarkDigits = 8;

const ZipEntry* FindEntry(const std::vector<ZipEntry>& entries, std::string_view name) {
  const auto found =
      std::find_if(entries.begin(), entries.end(), [name](const ZipEntry& entry) { return entry.name == name; });
  return found == entries.end() ? nullptr : &*found;
}

}  // namespace

ProjectReader::ProjectReader(std::string name, uint64_t file_bytes, Choose choose, OnDamage on_damage)
    : name_(std::move(name)),
      file_bytes_(file_bytes),
      choose_(std::move(choose)),
      on_damage_(on_damage),
      pending_(ReadRequest{0, std::min<uint64_t>(kHead.size(), file_bytes), Packing::kNone}),
      directory_(file_bytes) {}

Error ProjectReader::Placed(Error error) const {
  if (error.place.file.empty()) error.place.file = name_;
  return error;
}

std::optional<ReadRequest> ProjectReader::Next() { return pending_; }

ingest::FileReader* ProjectReader::reader() {
  if (entry_) return entry_.get();
  if (step_ == Step::kWalk) return walk_.get();
  return step_ == Step::kDirectory ? &directory_ : nullptr;
}

const std::vector<ZipEntry>& ProjectReader::Entries() const { return walk_ ? walk_->entries() : directory_.entries(); }

Result<Feeding> ProjectReader::Feed(std::string_view bytes) {
  if (step_ == Step::kHead) {
    head_ += bytes;
    return Feeding::kMore;
  }
  ingest::FileReader* const to = reader();
  if (to == nullptr) return Feeding::kEnough;
  Result<Feeding> fed = to->Feed(bytes);
  if (fed) return fed;
  // Said when the read ends, which is at once.
  if (!failure_) failure_ = OfEntry(fed.error());
  return Feeding::kEnough;
}

Status ProjectReader::EndRead(ReadOutcome outcome) {
  Status ended = EndStep(outcome);
  if (ended) ended = Advance();
  if (ended) return ended;
  step_ = Step::kDone;
  pending_.reset();
  return Placed(ended.error());
}

// What the read that has ended was for.
Status ProjectReader::EndStep(ReadOutcome outcome) {
  if (step_ == Step::kHead) {
    // A file that was cut within these bytes may have been one.
    if (head_.empty() || head_ != kHead.substr(0, head_.size())) return Error(ErrorId::kProjectNotOne);
    if (head_.size() < kHead.size()) return Error(ErrorId::kProjectCutOff);
    step_ = Step::kDirectory;
    return Done{};
  }
  ingest::FileReader* const from = reader();
  if (from == nullptr) return Done{};
  Status ended = from->EndRead(outcome);
  if (step_ == Step::kDirectory) {
    if (ended) return ended;
    Error lost(ended.error().id == ErrorId::kZipNoDirectory ? ErrorId::kProjectCutOff
                                                            : ErrorId::kProjectDirectoryDamaged);
    if (on_damage_ == OnDamage::kStop) return lost;
    lost_directory_ = std::move(lost);
    walk_ = std::make_unique<ingest::ZipWalk>(file_bytes_);
    step_ = Step::kWalk;
    return Done{};
  }
  if (!ended && !failure_) failure_ = OfEntry(ended.error());
  return Done{};
}

// On to the next read: of the same reader, or of the one after it.
Status ProjectReader::Advance() {
  while (step_ != Step::kDone) {
    ingest::FileReader* const from = reader();
    if (from != nullptr && !failure_) {
      pending_ = from->Next();
      if (pending_) return Done{};
    }
    Status stepped = Done{};
    if (step_ == Step::kDirectory || step_ == Step::kWalk) {
      stepped = OpenManifest();
    } else if (step_ == Step::kManifest) {
      stepped = CheckEntries();
    } else {
      if (part_ != nullptr) stepped = EndPart();
      if (stepped) stepped = OpenNextPart();
    }
    if (!stepped) return stepped;
  }
  pending_.reset();
  return Done{};
}

Status ProjectReader::OpenManifest() {
  const ZipEntry* const entry = FindEntry(Entries(), kManifestPart);
  if (entry == nullptr && walk_) return ListWalked();
  if (entry == nullptr) {
    // Any other zip: a workbook, say.
    if (FindEntry(Entries(), kProjectPart) == nullptr) return Error(ErrorId::kProjectNotOne);
    return Error(ErrorId::kProjectPartMissing).With("part", std::string(kManifestPart));
  }
  step_ = Step::kManifest;
  entry_ = std::make_unique<ZipEntryReader>(*entry, file_bytes_, [this](std::string_view bytes) -> Result<Feeding> {
    if (manifest_text_.size() + bytes.size() > kJsonBytesMax) {
      return Error(ErrorId::kProjectManifestDamaged)
          .With("detail", "> " + std::to_string(kJsonBytesMax / 1024 / 1024) + " MB");
    }
    manifest_text_ += bytes;
    return Feeding::kMore;
  });
  return Done{};
}

Status ProjectReader::ListWalked() {
  step_ = Step::kParts;
  is_listed_ = false;
  const auto list = [&](const ZipEntry& entry) {
    const bool is_new = std::none_of(manifest_.parts.begin(), manifest_.parts.end(),
                                     [&](const PartRecord& part) { return part.name == entry.name; });
    if (!KindOfPart(entry.name) || !is_new) return false;
    PartRecord part;
    part.name = entry.name;
    part.bytes = entry.unpacked_bytes;
    manifest_.parts.push_back(std::move(part));
    return true;
  };
  for (const ZipEntry& entry : Entries()) list(entry);
  const std::optional<ZipEntry>& cut = walk_->cut();
  if (cut && list(*cut)) cut_part_ = cut->name;
  // No part at all: whatever the file was, nothing of it is a project's.
  return manifest_.parts.empty() ? Status(*lost_directory_) : Status(Done{});
}

// The manifest is read: the directory must hold what it lists, and nothing else.
Status ProjectReader::CheckEntries() {
  entry_.reset();
  if (failure_) return std::move(*failure_);
  Result<ProjectManifest> manifest = ParseProjectManifest(std::exchange(manifest_text_, {}));
  if (!manifest) return manifest.error();
  manifest_ = std::move(manifest).value();
  step_ = Step::kParts;
  std::set<std::string_view> listed = {kManifestPart};
  for (const PartRecord& part : manifest_.parts) listed.insert(part.name);
  std::set<std::string_view> names;
  for (const ZipEntry& entry : Entries()) {
    Status known = Done{};
    if (!names.insert(entry.name).second) {
      known = Error(ErrorId::kProjectPartTwice).With("part", Shown(ToText(entry.name)));
    } else if (listed.count(entry.name) == 0) {
      // A name that leads somewhere else is told as such.
      const Result<PartKind> kind = KindOfPart(entry.name);
      known = kind ? Error(ErrorId::kProjectPartUnknown).With("part", entry.name) : kind.error();
    }
    if (known) continue;
    if (Status noted = Failed(known.error()); !noted) return noted;
  }
  return Done{};
}

Status ProjectReader::Failed(Error error) {
  if (on_damage_ == OnDamage::kStop) return error;
  failures_.push_back(Placed(std::move(error)));
  return Done{};
}

Status ProjectReader::OpenNextPart() {
  if (next_part_ == manifest_.parts.size()) {
    step_ = Step::kDone;
    return Done{};
  }
  const PartRecord& part = manifest_.parts[next_part_++];
  std::optional<PartSink> sink = choose_(part);
  if (!sink) return Done{};
  Status opened = OpenPart(part, std::move(*sink));
  return opened ? opened : Failed(opened.error());
}

Status ProjectReader::OpenPart(const PartRecord& part, PartSink sink) {
  const ZipEntry* entry = FindEntry(Entries(), part.name);
  ZipEntry cut;
  if (!cut_part_.empty() && part.name == cut_part_) {
    cut = *walk_->cut();
    // As much as it may become: how much that is, nobody knows any more.
    cut.unpacked_bytes = std::max(ingest::kUnpackFreeBytes, cut.packed_bytes * ingest::kUnpackRatioMax);
    entry = &cut;
  }
  if (entry == nullptr) return Error(ErrorId::kProjectPartMissing).With("part", part.name);
  if (part.version > sink.version_max) {
    return Error(ErrorId::kProjectNewer).With("part", part.name).With("version", std::to_string(part.version));
  }
  part_ = &part;
  sink_ = std::move(sink);
  hash_ = Sha256();
  crc_.Reset();
  block_.clear();
  seen_ = 0;
  good_ = 0;
  is_damaged_ = false;
  entry_ = std::make_unique<ZipEntryReader>(*entry, file_bytes_,
                                            [this](std::string_view bytes) { return TakePartBytes(bytes); });
  return Done{};
}

Result<Feeding> ProjectReader::TakePartBytes(std::string_view bytes) {
  while (!bytes.empty()) {
    if (block_.empty() && bytes.size() >= kProjectBlockBytes) {
      const Status ended = EndBlock(bytes.substr(0, kProjectBlockBytes));
      if (!ended) return ended.error();
      bytes.remove_prefix(kProjectBlockBytes);
      continue;
    }
    const std::string_view taken = bytes.substr(0, kProjectBlockBytes - block_.size());
    block_ += taken;
    bytes.remove_prefix(taken.size());
    if (block_.size() < kProjectBlockBytes) continue;
    const Status ended = EndBlock(block_);
    if (!ended) return ended.error();
    block_.clear();
  }
  return Feeding::kMore;
}

// A block that is whole, or the part's last one.
Status ProjectReader::EndBlock(std::string_view block) {
  if (!is_listed_) {
    seen_ += block.size();
    return sink_.take ? sink_.take(block) : Done{};
  }
  const auto mark = static_cast<size_t>(seen_ / kProjectBlockBytes * kMarkDigits);
  crc_.Reset();
  crc_.Feed(block);
  const bool is_as_listed = mark < part_->blocks.size() && seen_ + block.size() <= part_->bytes &&
                            std::string_view(part_->blocks).substr(mark, kMarkDigits) == BlockMark(crc_.value());
  if (!is_as_listed && !sink_.takes_damage) return PartDamaged();
  is_damaged_ = is_damaged_ || !is_as_listed;
  hash_.Add(block);
  seen_ += block.size();
  if (!is_damaged_) good_ = seen_;
  return sink_.take ? sink_.take(block) : Done{};
}

Error ProjectReader::PartDamaged() const {
  return Error(ErrorId::kProjectPartDamaged)
      .With("part", part_->name)
      .With("good", std::to_string(good_))
      .With("bytes", std::to_string(part_->bytes));
}

// The zip's own findings in the words of a project file; what a sink or a block says stays.
Error ProjectReader::OfEntry(const Error& error) const {
  switch (error.id) {
    case ErrorId::kZipEntryDamaged:
      return part_ != nullptr ? PartDamaged() : Error(ErrorId::kProjectManifestDamaged).With("detail", "CRC-32");
    case ErrorId::kZipEntryEncrypted:
    case ErrorId::kZipMethodUnknown:
    case ErrorId::kUnpacksTooFar:
      return Error(ErrorId::kProjectPartForeign)
          .With("part", part_ != nullptr ? part_->name : std::string(kManifestPart));
    default:
      return error;
  }
}

Status ProjectReader::EndPart() {
  entry_.reset();
  const bool is_cut = !cut_part_.empty() && part_->name == cut_part_;
  if (is_cut) failure_.reset();
  if (!failure_ && !block_.empty()) {
    const Status ended = EndBlock(block_);
    if (!ended) failure_ = ended.error();
  }
  if (!failure_ && is_cut) failure_ = Error(ErrorId::kProjectCutOff).With("part", part_->name);
  if (!failure_ && is_listed_ && (good_ != part_->bytes || hash_.Finish() != part_->sha256)) failure_ = PartDamaged();
  if (!failure_ && sink_.end) {
    const Status ended = sink_.end();
    if (!ended) failure_ = ended.error();
  }
  part_ = nullptr;
  sink_ = {};
  if (!failure_) return Done{};
  return Failed(*std::exchange(failure_, std::nullopt));
}

}  // namespace loyalane::workspace
