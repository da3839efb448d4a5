// Where the header of a table stands and what its columns are called: title rows above it, headers of two rows, names
// with a carrier's brand, a question's number or a word about tax in them. docs/formulas/statements.md.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "ingest/column_matching.h"
#include "ingest/statement_rows.h"
#include "model/catalogue.h"

namespace loyalane::ingest {

// Rows looked at for a header.
inline constexpr uint32_t kHeaderRowsTried = 20;

struct HeaderPlace {
  uint32_t row = 0;  // 1-based; 0 = none
  uint32_t rows = 1;
};
// The row, or two rows, among the first that hold the most known headers; without any, the first row if it is no data.
// `dataset` (null: any) is whose headers count.
[[nodiscard]] HeaderPlace FindHeader(const HeaderIndex& index, const std::vector<TextRow>& rows,
                                     const model::Dataset* dataset);
// Whether rows[row - 1] and the one below it are one header.
[[nodiscard]] bool IsTwoRowHeader(const HeaderIndex& index, const std::vector<TextRow>& rows, uint32_t row,
                                  const model::Dataset* dataset);

struct ColumnNames {
  std::vector<std::string> headers;  // as written; of two rows "费用/运费"
  std::vector<std::string> matched;  // what to match with the catalogue, in NormaliseHeader's form
};
[[nodiscard]] ColumnNames NameColumns(const HeaderIndex& index, const std::vector<TextRow>& rows, HeaderPlace header);
// The name to match of one header.
[[nodiscard]] std::string MatchedName(const HeaderIndex& index, std::string_view header);

// The same of a label of a key-value statement: 应付合计 is 应付金额 there.
[[nodiscard]] std::string MatchedLabel(const HeaderIndex& index, std::string_view label);

// Labels of a key-value statement among `rows`, in order of appearance; empty when the rows are a table.
[[nodiscard]] std::vector<std::string> FindLabels(const HeaderIndex& index, const std::vector<TextRow>& rows,
                                                  bool is_wished);

}  // namespace loyalane::ingest
