// TableSource: a file of any format -> the delimited text that RowReader and CellStream take: the file's own bytes
// where it is delimited, else what its reader makes of it (record_writer.h).
#pragma once

#include <cstdint>
#include <memory>

#include "ingest/file_reader.h"
#include "ingest/read_plan.h"

namespace loyalane::ingest {

// What the text is for: rows that are mapped, or cells exactly as read (`scan`; XlsxOptions::for_import).
enum class TableUse : uint8_t { kImport, kScan };
// Errors: those of the format's reader.
[[nodiscard]] std::unique_ptr<FileReader> OpenTable(const ReadPlan& plan, uint64_t file_bytes, TableUse use,
                                                    TableSink out);

// The plan for the text that OpenTable hands on: the file's own encoding and delimiter where it is delimited, those of
// record_writer.h for all others.
[[nodiscard]] ReadPlan TextPlanOf(const ReadPlan& plan);

}  // namespace loyalane::ingest
