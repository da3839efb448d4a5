#include "ingest/zip_walk.h"

#include <algorithm>
#include <utility>

#include "ingest/zip_fields.h"

namespace loyalane::ingest {

using zip_fields::kLocalBytes;
using zip_fields::kLocalSignature;
using zip_fields::Long;
using zip_fields::Quad;
using zip_fields::Word;

namespace {

constexpr std::string_view kDescriptorSignature{"PK\x07\x08", 4};
// Signature, CRC-32 and both sizes in 4 bytes each; in 8 where a size needs it.
constexpr size_t kDescriptorBytes = 16;
constexpr size_t kWideDescriptorBytes = 24;

}  // namespace

ZipWalk::ZipWalk(uint64_t file_bytes) : file_bytes_(file_bytes) {}

std::optional<ReadRequest> ZipWalk::Next() {
  if (is_asked_) return std::nullopt;
  return ReadRequest{0, file_bytes_, Packing::kNone};
}

Result<Feeding> ZipWalk::Feed(std::string_view bytes) {
  bytes_ += bytes;
  bool has_found = true;
  while (has_found) {
    switch (step_) {
      case Step::kHeader:
        has_found = ReadHeader();
        break;
      case Step::kData:
        has_found = SkipData();
        break;
      case Step::kDescribed:
        has_found = FindDescriptor();
        break;
      case Step::kDone:
        return Feeding::kEnough;
    }
  }
  return Feeding::kMore;
}

void ZipWalk::Drop(size_t bytes) {
  bytes_.erase(0, bytes);
  place_ += bytes;
}

void ZipWalk::Take(uint64_t packed_bytes, uint64_t unpacked_bytes, uint32_t crc32) {
  entry_.packed_bytes = packed_bytes;
  entry_.unpacked_bytes = unpacked_bytes;
  entry_.crc32 = crc32;
  entries_.push_back(std::exchange(entry_, {}));
  step_ = entries_.size() < kZipEntriesMax ? Step::kHeader : Step::kDone;
}

bool ZipWalk::ReadHeader() {
  const size_t seen = std::min(bytes_.size(), kLocalSignature.size());
  if (std::string_view(bytes_).substr(0, seen) != kLocalSignature.substr(0, seen)) {
    step_ = Step::kDone;
    return true;
  }
  if (bytes_.size() < kLocalBytes) return false;
  const size_t name_bytes = Word(bytes_, 26);
  const size_t extra_bytes = Word(bytes_, 28);
  const size_t header_bytes = kLocalBytes + name_bytes + extra_bytes;
  if (bytes_.size() < header_bytes) return false;
  const uint16_t flags = Word(bytes_, 6);
  entry_.name = zip_fields::NameText(std::string_view(bytes_).substr(kLocalBytes, name_bytes),
                                     (flags & zip_fields::kFlagUtf8) != 0);
  entry_.local_header = place_;
  entry_.method = Word(bytes_, 8);
  entry_.encrypted = (flags & zip_fields::kFlagEncrypted) != 0;
  entry_.crc32 = Long(bytes_, 14);
  entry_.packed_bytes = Long(bytes_, 18);
  entry_.unpacked_bytes = Long(bytes_, 22);
  step_ = (flags & zip_fields::kFlagDescriptor) != 0 ? Step::kDescribed : Step::kData;
  Drop(header_bytes);
  data_ = place_;
  return true;
}

bool ZipWalk::SkipData() {
  const uint64_t left = entry_.packed_bytes - (place_ - data_);
  Drop(static_cast<size_t>(std::min<uint64_t>(left, bytes_.size())));
  if (place_ - data_ < entry_.packed_bytes) return false;
  Take(entry_.packed_bytes, entry_.unpacked_bytes, entry_.crc32);
  return true;
}

bool ZipWalk::FindDescriptor() {
  size_t at = 0;
  while ((at = bytes_.find(kDescriptorSignature, at)) != std::string::npos) {
    if (bytes_.size() - at < kDescriptorBytes) break;
    const uint64_t packed_bytes = place_ + at - data_;
    if (Long(bytes_, at + 8) == packed_bytes) {
      Take(packed_bytes, Long(bytes_, at + 12), Long(bytes_, at + 4));
      Drop(at + kDescriptorBytes);
      return true;
    }
    if (packed_bytes > UINT32_MAX) {
      if (bytes_.size() - at < kWideDescriptorBytes) break;
      if (Quad(bytes_, at + 8) == packed_bytes) {
        Take(packed_bytes, Quad(bytes_, at + 16), Long(bytes_, at + 4));
        Drop(at + kWideDescriptorBytes);
        return true;
      }
    }
    ++at;
  }
  // What may be the beginning of a descriptor stays.
  const size_t kept = std::min(bytes_.size(), kWideDescriptorBytes - 1);
  Drop(at == std::string::npos ? bytes_.size() - kept : std::min(at, bytes_.size() - kept));
  return false;
}

Status ZipWalk::EndRead(ReadOutcome) {
  is_asked_ = true;
  if (step_ == Step::kData || step_ == Step::kDescribed) {
    entry_.packed_bytes = file_bytes_ - data_;
    entry_.unpacked_bytes = 0;
    entry_.crc32 = 0;
    cut_ = std::exchange(entry_, {});
  }
  bytes_ = {};
  return Done{};
}

}  // namespace loyalane::ingest
