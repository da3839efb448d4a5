// Which program this is.
#pragma once

#include <string_view>

namespace loyalane::document {

inline constexpr std::string_view kVersion = LOYALANE_VERSION;  // from the CMake project
// "native" or "wasm", and the instructions that the scanner was built with.
[[nodiscard]] std::string_view BuildName();
[[nodiscard]] std::string_view ScannerName();

}  // namespace loyalane::document
