#include "report/zip_writer.h"

#include <algorithm>

namespace loyalane::report {
namespace {

constexpr uint32_t kLocalHeader = 0x04034b50;
constexpr uint32_t kDescriptor = 0x08074b50;
constexpr uint32_t kEntryHeader = 0x02014b50;
constexpr uint32_t kDirectoryEnd = 0x06054b50;
constexpr uint32_t kZip64DirectoryEnd = 0x06064b50;
constexpr uint32_t kZip64Locator = 0x07064b50;

constexpr uint16_t kVersionDeflate = 20;  // 2.0
constexpr uint16_t kVersionZip64 = 45;    // 4.5
constexpr uint16_t kFlags = 0x0808;       // data descriptor; the name is UTF-8
constexpr uint16_t kDeflate = 8;
constexpr uint16_t kMidnight = 0;
constexpr uint16_t kFirstDay = 0x0021;  // 1980-01-01, the earliest that a zip can say
constexpr uint16_t kZip64Extra = 1;

// In place of a number that only the ZIP64 fields can hold.
constexpr uint32_t kSeeZip64 = 0xFFFFFFFF;
constexpr uint16_t kSeeZip64Count = 0xFFFF;

bool NeedsZip64(uint64_t number) { return number >= kSeeZip64; }
uint64_t OrSeeZip64(uint64_t number) { return std::min<uint64_t>(number, kSeeZip64); }

// Little-endian.
void Append(std::string& out, uint64_t number, int bytes) {
  for (int i = 0; i < bytes; ++i) out += static_cast<char>(number >> (8 * i));
}
void Append16(std::string& out, uint64_t number) { Append(out, number, 2); }
void Append32(std::string& out, uint64_t number) { Append(out, number, 4); }
void Append64(std::string& out, uint64_t number) { Append(out, number, 8); }

// Version needed ... date: the same in both headers.
void AppendCommon(std::string& out, uint16_t version) {
  Append16(out, version);
  Append16(out, kFlags);
  Append16(out, kDeflate);
  Append16(out, kMidnight);
  Append16(out, kFirstDay);
}

}  // namespace

void ZipWriter::AppendLocalHeader(std::string_view name, std::string& out) {
  Entry entry;
  entry.name = name;
  entry.offset = offset_;
  const size_t begin = out.size();
  Append32(out, kLocalHeader);
  AppendCommon(out, kVersionDeflate);
  Append32(out, 0);  // CRC-32 and both sizes follow the data
  Append64(out, 0);
  Append16(out, name.size());
  Append16(out, 0);  // no extra field: some spreadsheets refuse ZIP64 here, and all of them read the directory
  out += name;
  offset_ += out.size() - begin;
  entries_.push_back(std::move(entry));
}

void ZipWriter::AppendDescriptor(uint32_t crc32, uint64_t packed_bytes, uint64_t unpacked_bytes, std::string& out) {
  Entry& entry = entries_.back();
  entry.crc32 = crc32;
  entry.packed_bytes = packed_bytes;
  entry.unpacked_bytes = unpacked_bytes;
  const int size_bytes = NeedsZip64(packed_bytes) || NeedsZip64(unpacked_bytes) ? 8 : 4;
  const size_t begin = out.size();
  Append32(out, kDescriptor);
  Append32(out, crc32);
  Append(out, packed_bytes, size_bytes);
  Append(out, unpacked_bytes, size_bytes);
  offset_ += packed_bytes + (out.size() - begin);
}

void ZipWriter::AppendDirectory(std::string& out) {
  const size_t begin = out.size();
  for (const Entry& entry : entries_) {
    std::string wide;
    for (const uint64_t number : {entry.unpacked_bytes, entry.packed_bytes, entry.offset})
      if (NeedsZip64(number)) Append64(wide, number);
    const uint16_t version = wide.empty() ? kVersionDeflate : kVersionZip64;
    Append32(out, kEntryHeader);
    Append16(out, version);  // made by
    AppendCommon(out, version);
    Append32(out, entry.crc32);
    Append32(out, OrSeeZip64(entry.packed_bytes));
    Append32(out, OrSeeZip64(entry.unpacked_bytes));
    Append16(out, entry.name.size());
    Append16(out, wide.empty() ? 0 : wide.size() + 4);
    Append16(out, 0);  // no comment
    Append16(out, 0);  // first disk
    Append16(out, 0);  // attributes
    Append32(out, 0);
    Append32(out, OrSeeZip64(entry.offset));
    out += entry.name;
    if (wide.empty()) continue;
    Append16(out, kZip64Extra);
    Append16(out, wide.size());
    out += wide;
  }
  const uint64_t directory_bytes = out.size() - begin;
  const uint64_t count = entries_.size();
  if (NeedsZip64(offset_) || NeedsZip64(directory_bytes) || count >= kSeeZip64Count) {
    Append32(out, kZip64DirectoryEnd);
    Append64(out, 44);  // bytes of this record from here on
    Append16(out, kVersionZip64);
    Append16(out, kVersionZip64);
    Append32(out, 0);  // this disk, and the directory's
    Append32(out, 0);
    Append64(out, count);
    Append64(out, count);
    Append64(out, directory_bytes);
    Append64(out, offset_);
    Append32(out, kZip64Locator);
    Append32(out, 0);
    Append64(out, offset_ + directory_bytes);
    Append32(out, 1);  // disks
  }
  Append32(out, kDirectoryEnd);
  Append32(out, 0);  // disks
  Append16(out, std::min<uint64_t>(count, kSeeZip64Count));
  Append16(out, std::min<uint64_t>(count, kSeeZip64Count));
  Append32(out, OrSeeZip64(directory_bytes));
  Append32(out, OrSeeZip64(offset_));
  Append16(out, 0);  // no comment
}

}  // namespace loyalane::report
