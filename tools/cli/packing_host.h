// What packing.cpp takes from the host's zlib: packing_zlib.cpp or packing_node.cpp.
#pragma once

#include "packing.h"

namespace loyalane::cli {

// Sheets become 1.3 % longer than at zlib's own choice, 6, in half the time.
inline constexpr int kDeflateLevel = 5;

[[nodiscard]] std::unique_ptr<Unpacker> OpenInflate(bool gzip);

// Hands a piece on and notes the answer.
void Hand(std::string_view piece, const Unpacker::Take& take, Unpacker::Outcome& outcome);

}  // namespace loyalane::cli
