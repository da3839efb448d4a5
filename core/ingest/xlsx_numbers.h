// Numbers of a sheet as text: what the file holds is a binary double and a format, what a table needs is 12.5,
// 2026-01-05 or 26:30:00. Rules and golden serials: docs/formulas/xlsx.md.
#pragma once

#include <string>
#include <string_view>

#include "ingest/xlsx_styles.h"

namespace loyalane::ingest {

struct NumberRules {
  bool date1904 = false;
  // As XlsxOptions::for_import: 16 digits and more in scientific notation, small numbers without it, kZeros with its
  // leading zeros.
  bool for_import = true;
};

// Whether `raw` is the shortest text of its number already: digits with at most one point, at most kDigitsKept of them,
// without needless zeros, sign other than a leading '-', or exponent.
[[nodiscard]] bool IsShortestNumber(std::string_view raw);

// Appends the number `raw` (xsd:double). What is no number is appended as it stands.
void AppendSheetNumber(std::string_view raw, CellFormat format, const NumberRules& rules, std::string& out);

// Appends a cell of type "d" (ISO 8601): 2026-01-05T09:03:00Z as 2026-01-05 09:03:00, whole seconds.
void AppendSheetIsoDate(std::string_view raw, CellFormat format, std::string& out);

}  // namespace loyalane::ingest
