// The command line as the host that the core asks for reads and for packing (ingest/file_reader.h,
// report/workbook_writer.h).
#pragma once

#include <functional>

#include "base/result.h"
#include "ingest/file_reader.h"
#include "report/workbook_writer.h"
#include "source_files.h"

namespace loyalane::cli {

// What takes the bytes of a read: a job's Feed and EndRead.
struct Reader {
  std::function<Result<ingest::Feeding>(std::string_view)> feed;
  std::function<Status(ingest::ReadOutcome)> end;
};

// One read, unpacked, in pieces of at most `piece_bytes`.
[[nodiscard]] Status Serve(SourceFile& file, const ingest::ReadRequest& request, uint64_t piece_bytes,
                           const Reader& reader);
// All reads of a reader.
[[nodiscard]] Status ServeAll(SourceFile& file, ingest::FileReader& reader, uint64_t piece_bytes);
// A zip, packed and written piece by piece (report/zip_writer.h); stops at the first error of any of the three.
struct ZipSource {
  std::function<Result<report::ZipPiece>()> read;
  std::function<Status(uint64_t packed_bytes)> packed;
};
[[nodiscard]] Status WriteZip(const ZipSource& source, const std::function<Status(std::string_view)>& write);
// A workbook, packed and written. `read` and `packed` are the writer's (or the job's that has one).
[[nodiscard]] Status WriteWorkbook(Output& output, const std::function<report::WorkbookPiece()>& read,
                                   const std::function<void(uint64_t)>& packed);

}  // namespace loyalane::cli
