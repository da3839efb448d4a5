// Where records begin in bytes that were cut out of the middle of a file: told from what the bytes look like, so a
// guess, which whoever reads what is before them can check. docs/adr/0014.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "ingest/csv_scanner.h"

namespace loyalane::ingest {

struct RecordStart {
  size_t first;   // of the first record that begins in the bytes
  size_t wanted;  // of the first that begins at `from` or behind it; the bytes' size where none does and none follow
};

// `from`: an offset in the bytes. `columns`: how many cells the file's rows have. The bytes begin outside or inside a
// quoted cell: the reading under which more of them are rows of that many cells. Nothing: more bytes are needed.
[[nodiscard]] std::optional<RecordStart> GuessRecordStart(const Dialect& dialect, std::string_view bytes, size_t from,
                                                          uint32_t columns, bool at_end);

// The same for bytes that begin with a record.
[[nodiscard]] std::optional<RecordStart> FindRecordStart(const Dialect& dialect, std::string_view bytes, size_t from,
                                                         bool at_end);

}  // namespace loyalane::ingest
