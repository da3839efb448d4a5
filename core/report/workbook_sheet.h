// SheetXml: one sheet's part of a workbook, in pieces.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "report/workbook_writer.h"

namespace loyalane::report {

// xl/styles.xml: the cell formats that SheetXml refers to.
[[nodiscard]] std::string StylesXml();

// The part of a table that one sheet holds.
struct SheetSlice {
  const WorkbookSheet* sheet;
  std::string name;
  size_t first_row, rows;
  size_t first_column, columns;
};

// "A1:F20": the whole of it with its header, with '$' where `absolute`. Empty without columns.
[[nodiscard]] std::string RangeOf(const SheetSlice& slice, bool absolute);

class SheetXml {
 public:
  // The referred slice must outlive this. is_first: the sheet that is shown when the file is opened.
  SheetXml(const SheetSlice& slice, bool is_first);
  // Appends at least one more byte, and about `bytes_max` at most; false when that was the end.
  [[nodiscard]] bool Append(std::string& out, size_t bytes_max);
  [[nodiscard]] size_t rows_read() const { return row_; }

 private:
  void AppendHead(std::string& out);
  void AppendColumnWidths(std::string& out);
  void AppendCell(std::string& out);
  void AppendTail(std::string& out);
  void BeginCell(std::string& out, uint32_t sheet_row, size_t column, uint32_t style) const;
  void AppendText(std::string& out, uint32_t sheet_row, size_t column, uint32_t style, std::string_view text) const;
  [[nodiscard]] const WorkbookColumn& ColumnAt(size_t column) const {
    return slice_.sheet->columns[slice_.first_column + column];
  }

  const SheetSlice& slice_;
  bool is_first_;
  bool has_head_ = false;
  std::vector<std::string> letters_;  // of the columns
  // Next to be written, counted within the slice.
  size_t row_ = 0;
  size_t column_ = 0;
  std::string cell_;
};

}  // namespace loyalane::report
