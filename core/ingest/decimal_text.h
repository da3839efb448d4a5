// The double nearest to a decimal number, in one place: what reads it is 9 KB of the page's module.
#pragma once

#include <string_view>

namespace loyalane::ingest {

// True when all of `text` is a number in plain or scientific notation, or infinite or no number in words ("inf",
// "nan"); without a leading '+'.
[[nodiscard]] bool ReadDouble(std::string_view text, double& value);

}  // namespace loyalane::ingest
