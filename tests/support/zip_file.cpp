#include "tests/support/zip_file.h"

#include "tools/cli/packing.h"

namespace loyalane::testing {
namespace {

void Put(std::string& out, uint64_t value, int bytes) {
  for (int i = 0; i < bytes; ++i) out += static_cast<char>(value >> (8 * i) & 0xFF);
}

constexpr uint64_t kSays64 = 0xFFFFFFFF;

struct Written {
  uint64_t place, packed_bytes, unpacked_bytes;
  uint32_t crc32;
  uint16_t method;
};

void PutCommon(std::string& out, const ZipPart& part, const Written& written, bool zip64) {
  Put(out, zip64 ? 45 : 20, 2);
  Put(out, part.flags, 2);
  Put(out, written.method, 2);
  Put(out, 0, 4);  // time and date
  Put(out, written.crc32, 4);
  Put(out, zip64 ? kSays64 : written.packed_bytes, 4);
  Put(out, zip64 ? kSays64 : written.unpacked_bytes, 4);
  Put(out, part.name.size(), 2);
}

}  // namespace

uint32_t PlainCrc32(std::string_view bytes) {
  uint32_t crc = ~uint32_t{0};
  for (const char c : bytes) {
    crc ^= static_cast<unsigned char>(c);
    for (int bit = 0; bit < 8; ++bit) crc = crc >> 1 ^ (crc % 2 == 1 ? 0xEDB88320 : 0);
  }
  return ~crc;
}

std::string Deflate(std::string_view bytes) {
  cli::Packer packer;
  std::string packed;
  packer.Feed(bytes, packed);
  packer.Finish(packed);
  return packed;
}

std::string MakeZip(const std::vector<ZipPart>& parts, const ZipForm& form) {
  std::string zip;
  std::string directory;
  for (const ZipPart& part : parts) {
    const std::string packed = part.packed ? *part.packed : part.is_packed ? Deflate(part.data) : part.data;
    Written written{zip.size(), packed.size(), part.unpacked_bytes.value_or(static_cast<uint32_t>(part.data.size())),
                    part.crc32 ? *part.crc32 : PlainCrc32(part.data),
                    part.method.value_or(part.is_packed ? uint16_t{8} : uint16_t{0})};
    zip += "PK\x03\x04";
    PutCommon(zip, part, written, form.zip64);
    Put(zip, form.zip64 ? 20 : 0, 2);
    zip += part.name;
    if (form.zip64) {
      Put(zip, 1, 2);
      Put(zip, 16, 2);
      Put(zip, written.unpacked_bytes, 8);
      Put(zip, written.packed_bytes, 8);
    }
    zip += packed;
    if (part.local_header) written.place = *part.local_header;
    if (part.packed_bytes) written.packed_bytes = *part.packed_bytes;
    directory += "PK\x01\x02";
    Put(directory, form.zip64 ? 45 : 20, 2);
    PutCommon(directory, part, written, form.zip64);
    Put(directory, form.zip64 ? 28 : 0, 2);
    Put(directory, 0, 2);  // comment
    Put(directory, 0, 2);  // disk
    Put(directory, 0, 6);  // attributes
    Put(directory, form.zip64 ? kSays64 : written.place, 4);
    directory += part.name;
    if (form.zip64) {
      Put(directory, 1, 2);
      Put(directory, 24, 2);
      Put(directory, written.unpacked_bytes, 8);
      Put(directory, written.packed_bytes, 8);
      Put(directory, written.place, 8);
    }
  }
  const uint64_t from = zip.size();
  zip += directory;
  if (form.zip64) {
    const uint64_t end = zip.size();
    zip += "PK\x06\x06";
    Put(zip, 44, 8);
    Put(zip, 45, 2);
    Put(zip, 45, 2);
    Put(zip, 0, 8);  // disks
    Put(zip, parts.size(), 8);
    Put(zip, parts.size(), 8);
    Put(zip, directory.size(), 8);
    Put(zip, from, 8);
    zip += "PK\x06\x07";
    Put(zip, 0, 4);
    Put(zip, end, 8);
    Put(zip, 1, 4);
  }
  zip += "PK\x05\x06";
  Put(zip, 0, 4);  // disks
  Put(zip, form.zip64 ? 0xFFFF : parts.size(), 2);
  Put(zip, form.zip64 ? 0xFFFF : parts.size(), 2);
  Put(zip, form.zip64 ? kSays64 : directory.size(), 4);
  Put(zip, form.zip64 ? kSays64 : from, 4);
  Put(zip, form.comment.size(), 2);
  return form.before + zip + form.comment + form.behind;
}

}  // namespace loyalane::testing
