#include "ingest/zip_directory.h"

#include <algorithm>
#include <utility>

#include "base/sort.h"
#include "ingest/zip_fields.h"

namespace loyalane::ingest {
namespace {

using namespace std::string_view_literals;
using namespace zip_fields;

// APPNOTE 4.3: signatures and sizes of the fixed parts.
constexpr std::string_view kEntrySignature = "PK\x01\x02"sv;
constexpr size_t kEntryBytes = 46;
constexpr std::string_view kEndSignature = "PK\x05\x06"sv;
constexpr size_t kEndBytes = 22;
constexpr std::string_view kZip64EndSignature = "PK\x06\x06"sv;
constexpr size_t kZip64EndBytes = 56;
constexpr std::string_view kZip64LocatorSignature = "PK\x06\x07"sv;
constexpr size_t kZip64LocatorBytes = 20;
constexpr size_t kCommentBytesMax = 65'535;
constexpr uint16_t kZip64Extra = 0x0001;
constexpr uint64_t kSays64 = 0xFFFFFFFF;  // the value is in the ZIP64 field
constexpr uint16_t kStored = 0;
constexpr uint16_t kDeflated = 8;
// Names of 900 bytes in each of kZipEntriesMax entries.
constexpr uint64_t kDirectoryBytesMax = uint64_t{64} * 1024 * 1024;

bool StartsWithAt(std::string_view bytes, size_t at, std::string_view what) {
  return at <= bytes.size() && bytes.substr(at).starts_with(what);
}

// The sizes and the place that did not fit into 32 bits, in the order of APPNOTE 4.5.3.
void ReadZip64Extra(std::string_view extra, ZipEntry& entry) {
  while (extra.size() >= 4) {
    const uint16_t id = Word(extra, 0);
    const size_t size = std::min<size_t>(Word(extra, 2), extra.size() - 4);
    std::string_view field = extra.substr(4, size);
    extra.remove_prefix(4 + size);
    if (id != kZip64Extra) continue;
    for (uint64_t* value : {&entry.unpacked_bytes, &entry.packed_bytes, &entry.local_header}) {
      if (*value != kSays64 || field.size() < 8) continue;
      *value = Quad(field, 0);
      field.remove_prefix(8);
    }
  }
}

char NameByte(char c) {
  if (c == '\\') return '/';
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}
bool IsSameName(std::string_view a, std::string_view b) {
  const auto skip_slash = [](std::string_view& name) {
    if (!name.empty() && NameByte(name.front()) == '/') name.remove_prefix(1);
  };
  skip_slash(a);
  skip_slash(b);
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](char x, char y) { return NameByte(x) == NameByte(y); });
}

}  // namespace

ZipDirectory::ZipDirectory(uint64_t file_bytes) : file_bytes_(file_bytes) {
  const uint64_t tail = std::min<uint64_t>(file_bytes, kEndBytes + kCommentBytesMax + kZip64LocatorBytes);
  request_ = {file_bytes - tail, tail, Packing::kNone};
}

std::optional<ReadRequest> ZipDirectory::Next() {
  if (step_ == Step::kDone) return std::nullopt;
  bytes_.clear();
  return request_;
}

Result<Feeding> ZipDirectory::Feed(std::string_view bytes) {
  bytes_ += bytes;
  return Feeding::kMore;
}

Status ZipDirectory::EndRead(ReadOutcome /*outcome*/) {
  if (bytes_.size() != request_.bytes) return Error(ErrorId::kZipNoDirectory);
  switch (step_) {
    case Step::kTail:
      return ReadTail();
    case Step::kZip64End:
      return ReadZip64End();
    case Step::kEntries:
      return ReadEntries();
    case Step::kDone:
      break;
  }
  return Done{};
}

Status ZipDirectory::ReadTail() {
  // The last end record whose comment reaches the end of the file; else the last one with room for its comment, because
  // some programs leave bytes behind it.
  size_t end = std::string::npos;
  for (size_t at = bytes_.size() < kEndBytes ? 0 : bytes_.size() - kEndBytes + 1; at-- > 0;) {
    if (!StartsWithAt(bytes_, at, kEndSignature)) continue;
    const size_t behind = bytes_.size() - at - kEndBytes;
    const size_t comment = Word(bytes_, at + 20);
    if (comment == behind) {
      end = at;
      break;
    }
    if (comment < behind && end == std::string::npos) end = at;
  }
  if (end == std::string::npos) return Error(ErrorId::kZipNoDirectory);
  const uint64_t entries = Word(bytes_, end + 10);
  const uint64_t directory_bytes = Long(bytes_, end + 12);
  const uint64_t from = Long(bytes_, end + 16);
  if (end >= kZip64LocatorBytes && StartsWithAt(bytes_, end - kZip64LocatorBytes, kZip64LocatorSignature)) {
    const uint64_t place = Quad(bytes_, end - kZip64LocatorBytes + 8);
    if (place > file_bytes_ || file_bytes_ - place < kZip64EndBytes) return Error(ErrorId::kZipDirectoryDamaged);
    step_ = Step::kZip64End;
    request_ = {place, kZip64EndBytes, Packing::kNone};
    return Done{};
  }
  return Locate(entries, directory_bytes, from, request_.from + end);
}

Status ZipDirectory::ReadZip64End() {
  if (!StartsWithAt(bytes_, 0, kZip64EndSignature)) return Error(ErrorId::kZipDirectoryDamaged);
  return Locate(Quad(bytes_, 32), Quad(bytes_, 40), Quad(bytes_, 48), request_.from);
}

Status ZipDirectory::Locate(uint64_t entries, uint64_t bytes, uint64_t from, uint64_t end) {
  if (entries > kZipEntriesMax) {
    return Error(ErrorId::kZipTooManyEntries).With("limit", std::to_string(kZipEntriesMax));
  }
  if (bytes > kDirectoryBytesMax || bytes > end || from > end - bytes) return Error(ErrorId::kZipDirectoryDamaged);
  shift_ = end - bytes - from;
  step_ = Step::kEntries;
  request_ = {end - bytes, bytes, Packing::kNone};
  return Done{};
}

Status ZipDirectory::ReadEntries() {
  const std::string_view all = bytes_;
  for (size_t at = 0; at < all.size();) {
    if (all.size() - at < kEntryBytes || !StartsWithAt(all, at, kEntrySignature)) {
      return Error(ErrorId::kZipDirectoryDamaged);
    }
    if (entries_.size() == kZipEntriesMax) {
      return Error(ErrorId::kZipTooManyEntries).With("limit", std::to_string(kZipEntriesMax));
    }
    const uint16_t flags = Word(all, at + 8);
    ZipEntry entry;
    entry.encrypted = (flags & kFlagEncrypted) != 0;
    entry.method = Word(all, at + 10);
    entry.crc32 = Long(all, at + 16);
    entry.packed_bytes = Long(all, at + 20);
    entry.unpacked_bytes = Long(all, at + 24);
    entry.local_header = Long(all, at + 42);
    const size_t name_bytes = Word(all, at + 28);
    const size_t extra_bytes = Word(all, at + 30);
    const size_t comment_bytes = Word(all, at + 32);
    at += kEntryBytes;
    if (all.size() - at < name_bytes + extra_bytes + comment_bytes) return Error(ErrorId::kZipDirectoryDamaged);
    entry.name = NameText(all.substr(at, name_bytes), (flags & kFlagUtf8) != 0);
    ReadZip64Extra(all.substr(at + name_bytes, extra_bytes), entry);
    at += name_bytes + extra_bytes + comment_bytes;
    if (entry.local_header > request_.from) return Error(ErrorId::kZipDirectoryDamaged);
    entry.local_header += shift_;
    entries_.push_back(std::move(entry));
  }
  bytes_ = {};
  step_ = Step::kDone;
  return CheckPlaces();
}

// Entries that share bytes are how a small file is made to unpack without end (D. Fifield, "A better zip bomb", 2019).
Status ZipDirectory::CheckPlaces() const {
  std::vector<uint64_t> begins;
  begins.reserve(entries_.size() + 1);
  for (const ZipEntry& entry : entries_) begins.push_back(entry.local_header);
  begins.push_back(request_.from);
  Sort(begins);
  for (const ZipEntry& entry : entries_) {
    const auto next = std::upper_bound(begins.begin(), begins.end(), entry.local_header);
    const bool is_alone = next - begins.begin() == 1 || *(next - 2) != entry.local_header;
    if (!is_alone || next == begins.end() || *next - entry.local_header < kLocalBytes ||
        *next - entry.local_header - kLocalBytes < entry.packed_bytes) {
      return Error(ErrorId::kZipDirectoryDamaged);
    }
  }
  return Done{};
}

const ZipEntry* ZipDirectory::Find(std::string_view name) const {
  const auto found = std::find_if(entries_.begin(), entries_.end(),
                                  [name](const ZipEntry& entry) { return IsSameName(entry.name, name); });
  return found == entries_.end() ? nullptr : &*found;
}

ZipEntryReader::ZipEntryReader(ZipEntry entry, uint64_t file_bytes, TableSink out)
    : entry_(std::move(entry)), file_bytes_(file_bytes), out_(std::move(out)) {}

Error ZipEntryReader::Wrong(ErrorId id) const { return Error(id).With("part", entry_.name); }

std::optional<ReadRequest> ZipEntryReader::Next() {
  switch (step_) {
    case Step::kHeader: {
      const uint64_t from = std::min(entry_.local_header, file_bytes_);
      return ReadRequest{from, std::min<uint64_t>(kLocalBytes, file_bytes_ - from), Packing::kNone};
    }
    case Step::kData:
      return ReadRequest{data_, entry_.packed_bytes, entry_.method == kStored ? Packing::kNone : Packing::kDeflate};
    case Step::kDone:
      break;
  }
  return std::nullopt;
}

Result<Feeding> ZipEntryReader::Feed(std::string_view bytes) {
  if (step_ == Step::kHeader) {
    header_ += bytes;
    return Feeding::kMore;
  }
  // What goes beyond the declared size is damage, but what comes before it is read first, however the pieces are cut.
  const auto usable = static_cast<size_t>(std::min<uint64_t>(bytes.size(), entry_.unpacked_bytes - unpacked_));
  const bool is_too_long = usable < bytes.size();
  bytes = bytes.substr(0, usable);
  unpacked_ += usable;
  crc_.Feed(bytes);
  Result<Feeding> taken = usable == 0 ? Feeding::kMore : out_(bytes);
  enough_ = taken.ok() && *taken == Feeding::kEnough;
  if (taken.ok() && is_too_long && !enough_) return Wrong(ErrorId::kZipEntryDamaged);
  return taken;
}

Status ZipEntryReader::ReadHeader() {
  if (header_.size() != kLocalBytes || !StartsWithAt(header_, 0, kLocalSignature)) {
    return Wrong(ErrorId::kZipEntryDamaged);
  }
  if (entry_.encrypted || (Word(header_, 6) & kFlagEncrypted) != 0) return Wrong(ErrorId::kZipEntryEncrypted);
  if (entry_.method != kStored && entry_.method != kDeflated) {
    return Wrong(ErrorId::kZipMethodUnknown).With("method", std::to_string(entry_.method));
  }
  data_ = entry_.local_header + kLocalBytes + Word(header_, 26) + Word(header_, 28);
  if (data_ > file_bytes_ || file_bytes_ - data_ < entry_.packed_bytes) return Wrong(ErrorId::kZipEntryDamaged);
  if (entry_.method == kStored && entry_.packed_bytes != entry_.unpacked_bytes) return Wrong(ErrorId::kZipEntryDamaged);
  // What is declared is never believed for reserving memory, but refused where it is absurd; more than it ends the
  // reading in Feed.
  if (IsUnpackedTooFar(entry_.packed_bytes, entry_.unpacked_bytes)) return Wrong(ErrorId::kUnpacksTooFar);
  step_ = Step::kData;
  return Done{};
}

Status ZipEntryReader::EndRead(ReadOutcome outcome) {
  if (step_ == Step::kHeader) return ReadHeader();
  step_ = Step::kDone;
  if (enough_) return Done{};
  if (outcome == ReadOutcome::kDamaged || unpacked_ != entry_.unpacked_bytes || crc_.value() != entry_.crc32) {
    return Wrong(ErrorId::kZipEntryDamaged);
  }
  return Done{};
}

}  // namespace loyalane::ingest
