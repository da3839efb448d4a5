// Text as the parts of a workbook hold it (ECMA-376 part 1, 22.9.2.19 ST_Xstring).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace loyalane::report {

// A spreadsheet's own limit of one cell, in UTF-16 units.
inline constexpr size_t kCellUnitsMax = 32'767;
inline constexpr size_t kSheetNameUnitsMax = 31;

// Appends `text` as XML: for elements and attributes alike. Characters that XML cannot hold become _xHHHH_, an
// underscore that would read as the beginning of such becomes _x005F_, bytes that are no UTF-8 become U+FFFD. Text
// beyond kCellUnitsMax is cut and ends with "…".
void AppendXmlText(std::string& out, std::string_view text);

// True where XML would drop or change blanks unless told to preserve them.
[[nodiscard]] bool HasBlanksToPreserve(std::string_view text);

// Characters that the longest line takes in a column; those of Chinese count two.
[[nodiscard]] uint32_t DisplayWidth(std::string_view text);

// `wished` as a spreadsheet takes it: at most 31 UTF-16 units, none of []:*?/\ or control characters, no apostrophe at
// either end, not empty, not the reserved "History", and none of `taken`, whatever the case of its ASCII letters:
// " (2)", " (3)" ... is then put behind it.
[[nodiscard]] std::string SheetName(std::string_view wished, const std::vector<std::string>& taken);

}  // namespace loyalane::report
