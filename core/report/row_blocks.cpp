#include "report/row_blocks.h"

#include <algorithm>

namespace loyalane::report {

RowBlocks::RowBlocks(CsvForm form, size_t columns, std::string& out)
    : writer_(form, out), columns_(std::min(columns, kFilledColumnsMax)) {
  writer_.Begin();
}

void RowBlocks::Head(const std::array<std::string_view, 3>& names, const std::vector<std::string>& headers) {
  for (const std::string_view name : names) writer_.Text(name);
  EndLine(headers);
}

void RowBlocks::Line(std::string_view file, uint64_t row, std::string_view said,
                     const std::vector<std::string>& cells) {
  writer_.Text(file);
  writer_.Number(std::to_string(row));
  writer_.Text(said);
  EndLine(cells);
}

void RowBlocks::EndLine(const std::vector<std::string>& cells) {
  for (const std::string& cell : cells) writer_.Text(cell);
  for (size_t i = cells.size(); i < columns_; ++i) writer_.Text({});
  writer_.EndRow();
}

}  // namespace loyalane::report
