// The host of a FileReader in tests: a file in memory, unpacked as the command line does it, fed in pieces of a chosen
// size.
#pragma once

#include <cstddef>
#include <string_view>

#include "ingest/file_reader.h"

namespace loyalane::testing {

// Done, or the first error.
[[nodiscard]] Status RunReader(ingest::FileReader& reader, std::string_view file, size_t piece_bytes);

}  // namespace loyalane::testing
