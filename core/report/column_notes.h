// What the columns of result tables are called, how their cells are shown in a workbook, and what they mean: the words
// of the page's definitions in one line (docs/formulas has the whole).
#pragma once

#include <string>
#include <string_view>

#include "base/error.h"
#include "report/workbook_writer.h"

namespace loyalane::report {

struct ColumnNote {
  std::string_view column;  // "monthly_contribution"
  CellKind kind;
  uint8_t decimals;
  std::string_view zh, en;            // title
  std::string_view zh_what, en_what;  // what it is; empty: the title says all
};

// Nothing for a column that no result has.
[[nodiscard]] const ColumnNote* NoteOf(std::string_view column);

// The cell of a column of ids (types, flags, segments) in words; any other text as it is.
[[nodiscard]] std::string InWords(std::string_view column, std::string_view text, Language language);

}  // namespace loyalane::report
