// WorkbookWriter: tables -> an .xlsx workbook (ECMA-376 transitional), in pieces, never all in memory: the zip's own
// bytes plain, the parts to be packed by the host (design: "XLSX"; docs/formulas/xlsx-writing.md).
//
//   WorkbookWriter writer(std::move(sheets));
//   for (;;) {
//     const WorkbookPiece piece = writer.Read();
//     kPlain:    write the bytes as they are
//     kPack:     pack them (raw deflate, one stream a part) and write what that gives
//     kPackEnd:  end the stream, write what is left, then writer.Packed(packed bytes of the whole part)
//     kEnd:      done
//   }
//
// Dates are numbers with a date format, ids are text; the header row is bold, frozen and filtered, columns have widths.
// No time stamps: the parts of the same tables are always the same bytes. Whatever the tables hold can be written, so
// there are no errors.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "report/zip_writer.h"

namespace loyalane::report {

enum class CellKind : uint8_t {
  kText,
  kNumber,       // decimal text (-1234.5, 1e-7), shown as 1,234.50 with `decimals` places (at most 4)
  kPlainNumber,  // the same shown without separators or places: a year, a code made of digits
  kPercent,      // decimal text of a share (0.25), shown as 25.0% with `decimals` places (at most 2)
  kDate,         // YYYY-MM-DD, 1950 to 2149
  kInstant,      // YYYY-MM-DD HH:MM:SS; seconds, or time and all, may be missing
};

struct WorkbookColumn {
  std::string title;
  CellKind kind = CellKind::kText;
  uint8_t decimals = 0;
  // Appends the cell's text (UTF-8) to `out`, which is empty; still empty = an empty cell. What cannot be read as its
  // kind is written as text, and so is a number with more digits than a spreadsheet keeps. Called more than once a
  // cell.
  std::function<void(size_t row, std::string& out)> append;
  uint32_t width = 0;  // characters; 0 = from the title and the first rows
};

struct WorkbookSheet {
  std::string name;  // shortened and cleaned to what a spreadsheet takes (31 characters, none of []:*?/\), unique
  std::vector<WorkbookColumn> columns;
  // Beyond 1 048 575 rows, or 16 384 columns, a further sheet "name (2)" goes on.
  size_t rows = 0;
  bool is_table = true;  // filter and frozen header; else text is wrapped
};

using WorkbookPiece = ZipPiece;

class WorkbookWriter {
 public:
  explicit WorkbookWriter(std::vector<WorkbookSheet> sheets);
  WorkbookWriter(WorkbookWriter&&) noexcept;
  WorkbookWriter& operator=(WorkbookWriter&&) noexcept;
  ~WorkbookWriter();
  [[nodiscard]] WorkbookPiece Read();  // about 256 KB at most
  void Packed(uint64_t packed_bytes);
  // Rows of all sheets, and how many of them have been read: for showing progress.
  [[nodiscard]] uint64_t rows() const;
  [[nodiscard]] uint64_t rows_read() const;

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace loyalane::report
