// For parts of a workbook that know how most programs write them and read that straight from XmlScanner::Rest(),
// without a token for every tag. Anything else is left to the scanner.
#pragma once

#include <cstddef>

namespace loyalane::ingest {

// How <t> says that blanks at its ends are text; they are kept in any case.
inline constexpr char kPreserve[] = " xml:space=\"preserve\"";

// Whether the text at `at` begins with `what`; it is followed by a NUL, so that comparing byte by byte ends in time.
template <size_t size>
bool Stands(const char* at, const char (&what)[size]) {
  for (size_t i = 0; i + 1 < size; ++i) {
    if (at[i] != what[i]) return false;
  }
  return true;
}

}  // namespace loyalane::ingest
