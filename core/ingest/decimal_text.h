// The double nearest to a decimal number (IEEE 754, ties to even), in one place.
#pragma once

#include <string_view>

namespace loyalane::ingest {

// True when all of `text` is a number in plain or scientific notation ("-12.5", ".5", "3e-7") without a leading '+'.
// A number beyond the largest double is infinite.
[[nodiscard]] bool ReadDouble(std::string_view text, double& value);

}  // namespace loyalane::ingest
