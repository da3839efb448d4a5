// The text of a cell as a person means it: what spreadsheets and exports wrap around a value is taken off.
#pragma once

#include <string>
#include <string_view>

namespace loyalane::ingest {

// Trims blanks (space, TAB, CR, LF, no-break space U+00A0, ideographic space U+3000, zero-width space and BOM inside
// the text's edges).
[[nodiscard]] std::string_view TrimUtf8(std::string_view text);

// Full-width ASCII (U+FF01..U+FF5E) to ASCII, ideographic and no-break space to space, ￥ to ¥: the part of NFKC that
// occurs in exports.
void FoldWidth(std::string_view text, std::string& out);

// Removes what spreadsheets put around ids kept as text: a leading apostrophe or TAB, ="..." around it; then trims.
[[nodiscard]] std::string_view Unwrap(std::string_view text);

// "", -, --, —, /, 无, N/A, NA, null, none, #N/A: not a value (never 0). `text` is trimmed.
[[nodiscard]] bool IsMissing(std::string_view text);

// #REF!, #VALUE!, #DIV/0! ...: what a spreadsheet shows of a formula that failed. No id and no name, and no number.
[[nodiscard]] bool IsSheetError(std::string_view text);

// 合计, 小计, 总计, 汇总, 本页合计, Total, Subtotal ... : a row of sums. `text` is trimmed.
[[nodiscard]] bool IsTotalsWord(std::string_view text);

// 7.55123E+09: an id that a spreadsheet has turned into a number and cut.
[[nodiscard]] bool IsScientific(std::string_view text);

// The words of our tables in simplified characters: 客戶編號 -> 客户编号. For comparing only; names and ids stay as
// they are written.
[[nodiscard]] std::string Simplified(std::string_view text);

// A header for comparing: width folded, simplified, lower case, without spaces, line breaks, '_', '-', '.', '*', quotes
// and without units in ( ) [ ] 【 】.
[[nodiscard]] std::string NormaliseHeader(std::string_view header);

}  // namespace loyalane::ingest
