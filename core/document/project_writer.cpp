#include "document/project_writer.h"

#include <algorithm>
#include <set>
#include <string_view>
#include <utility>

#include "document/json_fields.h"
#include "document/version.h"
#include "ingest/file_reader.h"
#include "ingest/zip_crc.h"

namespace loyalane::document {

using report::ZipPiece;
using Kind = ZipPiece::Kind;

PartSource TextPart(std::string name, std::string text, int version) {
  return {std::move(name), version, [text = std::move(text)](std::string& out) -> Result<bool> {
            out = text;
            return false;
          }};
}

class ProjectWriter::Impl {
 public:
  explicit Impl(std::vector<PartSource> parts) : parts_(std::move(parts)) { manifest_.program_version = kVersion; }

  Result<ZipPiece> Read() {
    switch (step_) {
      case Step::kBetween:
        return Between();
      case Step::kPart:
        return ReadPart();
      case Step::kPartEnd:
        step_ = Step::kBetween;
        is_in_part_ = true;
        return ZipPiece{Kind::kPackEnd, {}};
      case Step::kEnd:
        break;
    }
    return ZipPiece{Kind::kEnd, {}};
  }

  Status Packed(uint64_t packed_bytes) {
    packed_ = packed_bytes;
    if (!ingest::IsUnpackedTooFar(packed_bytes, unpacked_)) return Done{};
    return Error(ErrorId::kProjectPartForeign).With("part", parts_[part_].name);
  }

  [[nodiscard]] uint64_t bytes_read() const { return bytes_read_; }
  [[nodiscard]] const ProjectManifest& manifest() const { return manifest_; }

 private:
  enum class Step : uint8_t { kBetween, kPart, kPartEnd, kEnd };

  // Ends the last part, begins the next one or the directory.
  Result<ZipPiece> Between() {
    text_.clear();
    if (is_in_part_) {
      zip_.AppendDescriptor(crc_.value(), packed_, unpacked_, text_);
      is_in_part_ = false;
      if (parts_[part_].name != kManifestPart)
        manifest_.parts.push_back(marks_.Finish(parts_[part_].name, parts_[part_].version));
      parts_[part_].pull = nullptr;  // what it holds is not needed any more
      ++part_;
      if (part_ == parts_.size() && parts_.back().name != kManifestPart) {
        std::string manifest = ToJson(manifest_);
        if (manifest.size() > kJsonBytesMax) {
          return Error(ErrorId::kProjectPartTooLarge)
              .With("part", std::string(kManifestPart))
              .With("limit", std::to_string(kJsonBytesMax / 1024 / 1024) + " MB");
        }
        parts_.push_back(TextPart(std::string(kManifestPart), std::move(manifest)));
      }
    }
    if (part_ == parts_.size()) {
      zip_.AppendDirectory(text_);
      step_ = Step::kEnd;
    } else {
      zip_.AppendLocalHeader(parts_[part_].name, text_);
      crc_.Reset();
      marks_ = PartMarks();
      unpacked_ = 0;
      has_more_ = true;
      step_ = Step::kPart;
    }
    return ZipPiece{Kind::kPlain, text_};
  }

  Result<ZipPiece> ReadPart() {
    if (at_ == pulled_.size()) {
      pulled_.clear();
      at_ = 0;
      const Result<bool> more = parts_[part_].pull(pulled_);
      if (!more) return more.error();
      has_more_ = *more;
    }
    const std::string_view piece = std::string_view(pulled_).substr(at_, kPieceBytesMax);
    at_ += piece.size();
    crc_.Feed(piece);
    marks_.Add(piece);
    unpacked_ += piece.size();
    bytes_read_ += piece.size();
    if (!has_more_ && at_ == pulled_.size()) step_ = Step::kPartEnd;
    return ZipPiece{Kind::kPack, piece};
  }

  std::vector<PartSource> parts_;
  ProjectManifest manifest_;
  report::ZipWriter zip_;
  Step step_ = Step::kBetween;
  bool is_in_part_ = false;
  size_t part_ = 0;
  std::string pulled_;  // of the part under way
  size_t at_ = 0;       // in pulled_
  bool has_more_ = true;
  ingest::ZipCrc crc_;
  PartMarks marks_;
  uint64_t unpacked_ = 0;
  uint64_t packed_ = 0;
  uint64_t bytes_read_ = 0;
  std::string text_;  // what is neither part
};

ProjectWriter::ProjectWriter(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
ProjectWriter::ProjectWriter(ProjectWriter&&) noexcept = default;
ProjectWriter& ProjectWriter::operator=(ProjectWriter&&) noexcept = default;
ProjectWriter::~ProjectWriter() = default;

Result<ProjectWriter> ProjectWriter::Begin(std::vector<PartSource> parts) {
  if (const Status count = CheckPartCount(parts.size()); !count) return count.error();
  std::set<std::string_view> names;
  for (const PartSource& part : parts) {
    const Result<PartKind> kind = KindOfPart(part.name);
    if (!kind) return kind.error();
    if (!names.insert(part.name).second) return Error(ErrorId::kProjectPartTwice).With("part", part.name);
  }
  if (names.count(kProjectPart) == 0)
    return Error(ErrorId::kProjectPartMissing).With("part", std::string(kProjectPart));
  return ProjectWriter(std::make_unique<Impl>(std::move(parts)));
}

Result<ZipPiece> ProjectWriter::Read() { return impl_->Read(); }
Status ProjectWriter::Packed(uint64_t packed_bytes) { return impl_->Packed(packed_bytes); }
uint64_t ProjectWriter::bytes_read() const { return impl_->bytes_read(); }
const ProjectManifest& ProjectWriter::manifest() const { return impl_->manifest(); }

}  // namespace loyalane::document
