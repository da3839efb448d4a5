// XlsxReader: one sheet of a workbook (ECMA-376 transitional and strict, .xlsx and .xlsm) -> delimited text, one record
// a sheet row from row 1 on, column A first; the record number is the row number of the sheet.
//
// A cell is: a string (shared, inline, rich; without phonetic runs, _xHHHH_ decoded), a number as the shortest text
// that reads back the same, TRUE or FALSE, an error as text, a date style as ISO (2026-01-05, 2026-01-05 09:03:00, a
// time alone 09:03:00), a duration style as h:mm:ss, a formula's cached value, nothing. A merged value stands once, at
// its top left.
//
// Never the whole XML in memory: sheets are scanned as they come; the shared strings are kept (kSharedBytesMax).
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "base/error.h"
#include "ingest/file_reader.h"

namespace loyalane::ingest {

inline constexpr uint64_t kSharedBytesMax = uint64_t{160} * 1024 * 1024;
inline constexpr uint32_t kSheetColumnsMax = 16'384;  // XFD
inline constexpr uint32_t kSheetRowsMax = 1'048'576;
// Of one cell's text (a spreadsheet's own limit is 32 767 characters).
inline constexpr uint32_t kSheetCellBytesMax = 128 * 1024;

enum class SheetState : uint8_t { kVisible, kHidden, kVeryHidden };
struct SheetInfo {
  std::string name;
  SheetState state = SheetState::kVisible;
  bool is_table = true;  // false: a chart or a macro sheet, which cannot be read
};

struct XlsxOptions {
  std::string sheet;  // name; empty: the first visible one that is a worksheet
  // For tables that are then mapped: a number of 16 digits and more is written in scientific notation, because the
  // spreadsheet has kept only 15 of them (an id is then refused, INGEST-205); a number whose format is zeros alone
  // ("000000") gets its leading zeros; a small number (1e-5) is written without an exponent. Off: as the contract of
  // `scan` has it.
  bool for_import = true;
  // Stop after so many rows (0: all), without reading more of the shared strings than they need.
  uint32_t rows_max = 0;
};

// What the sheet holds besides its values.
struct SheetNotes {
  uint64_t hidden_rows = 0;
  uint64_t merged_ranges = 0;  // 0 where rows_max stopped the reading
  bool date1904 = false;
};

// Errors: those of ZipDirectory and ZipEntryReader (a part is an entry), INGEST-117 a zip without a workbook,
// INGEST-118 no such sheet, INGEST-119 no worksheet at all, INGEST-127..129 what is wrong with a part's XML,
// INGEST-130..135 with the sheet or the shared strings, INGEST-136 a part that is not there.
class XlsxReader final : public FileReader {
 public:
  XlsxReader(uint64_t file_bytes, XlsxOptions options, TableSink out);
  ~XlsxReader() override;
  [[nodiscard]] std::optional<ReadRequest> Next() override;
  [[nodiscard]] Result<Feeding> Feed(std::string_view bytes) override;
  [[nodiscard]] Status EndRead(ReadOutcome outcome) override;

  // Known when the workbook's own part has been read, and complete when Next() has given nothing.
  [[nodiscard]] const std::vector<SheetInfo>& sheets() const;
  [[nodiscard]] const std::string& sheet() const;  // the one that is read
  [[nodiscard]] const SheetNotes& notes() const;
  // INGEST-320 hidden rows, INGEST-321 a hidden sheet.
  [[nodiscard]] std::vector<Told> Notices() const override;

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace loyalane::ingest
