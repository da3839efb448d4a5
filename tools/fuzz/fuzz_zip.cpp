// The bytes of an archive: its directory, each entry, the whole as a workbook and as gzip.
#include <algorithm>

#include "ingest/archive.h"
#include "ingest/xlsx_reader.h"
#include "ingest/zip_directory.h"
#include "tests/support/file_host.h"
#include "tools/fuzz/read_table.h"

using namespace loyalane;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  std::string_view file = fuzz::Bytes(data, size);
  const size_t piece_bytes = size_t{1} + fuzz::TakeByte(file) * size_t{16};
  fuzz::ReadTwice(file, piece_bytes,
                  [&](ingest::TableSink out) { return ingest::OpenGzip("a.gz", file.size(), std::move(out)); });
  ingest::ZipDirectory directory(file.size());
  if (!testing::RunReader(directory, file, piece_bytes)) return 0;
  uint64_t packed_bytes = 0;
  for (const ingest::ZipEntry& entry : directory.entries()) packed_bytes += entry.packed_bytes;
  fuzz::Require(packed_bytes <= file.size(), "entries do not share bytes");
  (void)ingest::FilesOfZip(directory);
  constexpr size_t kEntriesTried = 16;
  for (size_t i = 0; i < std::min(directory.entries().size(), kEntriesTried); ++i) {
    fuzz::ReadTwice(file, piece_bytes, [&](ingest::TableSink out) {
      return std::make_unique<ingest::ZipEntryReader>(directory.entries()[i], file.size(), std::move(out));
    });
  }
  fuzz::ReadTwice(file, piece_bytes, [&](ingest::TableSink out) {
    return std::make_unique<ingest::XlsxReader>(file.size(), ingest::XlsxOptions{}, std::move(out));
  });
  return 0;
}
