// Seen first by every C++ file that the WebAssembly compiler reads (cmake/emscripten.cmake): its C++ library is a
// version older than the compiler and has everything of <bit> but std::bit_cast. A library that has it is left alone.
#pragma once
#if defined(__cplusplus) && __cplusplus >= 202002L
#include <bit>
#ifndef __cpp_lib_bit_cast
namespace std {
template <class To, class From>
[[nodiscard]] constexpr To bit_cast(const From& from) noexcept {
  static_assert(sizeof(To) == sizeof(From) && __is_trivially_copyable(To) && __is_trivially_copyable(From));
  return __builtin_bit_cast(To, from);
}
}  // namespace std
#endif
#endif
