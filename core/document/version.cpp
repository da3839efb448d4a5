#include "document/version.h"

namespace loyalane::document {

std::string_view BuildName() {
#if defined(__EMSCRIPTEN__)
  return "wasm";
#else
  return "native";
#endif
}

std::string_view ScannerName() {
#if defined(__SSE2__)
  return "sse2";
#elif defined(__wasm_simd128__)
  return "simd128";
#else
  return "scalar";
#endif
}

}  // namespace loyalane::document
