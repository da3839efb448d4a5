// What the fuzz targets share: one input read twice, in pieces of different sizes, which must not show in what comes
// out.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "ingest/file_reader.h"

namespace loyalane::fuzz {

inline std::string_view Bytes(const uint8_t* data, size_t size) { return {reinterpret_cast<const char*>(data), size}; }

// Ends the process, so that the input is kept, when something does not hold that must hold for every input.
void Require(bool holds, std::string_view what);

// Takes the first byte off an input; 0 of an empty one.
uint8_t TakeByte(std::string_view& input);

using OpenReader = std::function<std::unique_ptr<ingest::FileReader>(ingest::TableSink out)>;
// Reads `file` as a whole and in pieces of `piece_bytes`; the text, or the error, and the notices must be the same.
void ReadTwice(std::string_view file, size_t piece_bytes, const OpenReader& open);

}  // namespace loyalane::fuzz
