// What a row of a statement is besides a line of its table: where the table ends, where its header stands once more, a
// row of sums. Cells are UTF-8. Rules: docs/formulas/statements.md.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

namespace loyalane::ingest {

using TextRow = std::vector<std::string>;

// The first cell that holds anything, trimmed; "" in a blank row.
[[nodiscard]] std::string_view FirstFilled(const TextRow& cells);

// Words that stand before sections and notes behind a table, in NormaliseHeader's form: 月结权益优惠, 件量, 备注 ...
[[nodiscard]] std::vector<std::string> KnownEndMarks();
// Whether a row whose first filled cell is `first` ends the table: it is one of the marks, alone or before anything but
// a letter or a character: 备注：…, not 备注科技公司.
[[nodiscard]] bool IsEndMark(std::string_view first, const std::vector<std::string>& marks);

// Whether a row behind a blank row is the header of another table: two filled cells or more, and none of them mostly
// digits, as dates, amounts and ids are.
[[nodiscard]] bool LooksLikeHeader(const TextRow& cells);

// The plan's header for comparing rows with it.
class HeaderWords {
 public:
  explicit HeaderWords(const std::vector<std::string>& headers);
  // Whether the row is the header (or one row of a header of two) once more: two filled cells or more, each the header
  // of its column.
  [[nodiscard]] bool IsHeader(const TextRow& cells) const;

 private:
  // Of a column whose header has two names, both and either.
  std::vector<std::array<std::string, 3>> words_;
};

// Between the names of a header of two rows: 费用/运费.
inline constexpr char kHeaderJoint = '/';

// Whether one of the first three filled cells is a word of sums.
[[nodiscard]] bool IsTotalsRow(const TextRow& cells);

}  // namespace loyalane::ingest
