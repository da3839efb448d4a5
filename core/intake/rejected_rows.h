// RejectedRows: the rows that an import left out, with their cells as they stand, as a workbook or a CSV for
// spreadsheets: so that they can be corrected where they come from.
//
// One block a file (report::RowBlocks): its name, the row number and the cause, then the file's own columns. Text cells
// are neutralised (report::CsvForm::kSpreadsheet).
#pragma once

#include <array>

#include "base/error.h"
#include "intake/import_job.h"
#include "intake/source_scan.h"
#include "report/workbook_writer.h"

namespace loyalane::intake {

struct RejectedRow {
  uint64_t row;  // 1-based record in the file
  std::string cause;
  bool was_read = false;  // it could be read; left out for its money (row_settlement.h) or its date
};

// The excluded rows that are listed (ingest::kIssueSamplesMax of each cause and file), for each source, ascending.
[[nodiscard]] std::vector<std::vector<RejectedRow>> ListRejected(const ImportedData& data, Language language);

class RejectedRows final : public SourceScan {
 public:
  // Of cells in all; further rows have their number and cause alone.
  static constexpr size_t kBytesMax = size_t{64} * 1024 * 1024;

  // rows: one list for each source, ascending. Rows that the import uses are passed over.
  RejectedRows(std::vector<ScanSource> sources, std::vector<std::vector<RejectedRow>> rows, Language language);
  // When Next() has given nothing: the whole table.
  [[nodiscard]] std::string Csv() const;
  // A sheet for each file that has such rows; cells are text. This must outlive the sheets.
  [[nodiscard]] std::vector<report::WorkbookSheet> Sheets() const;

 private:
  using Names = std::array<std::string_view, 3>;
  [[nodiscard]] Names NamesOfColumns() const;
  struct Line {
    size_t source;
    uint64_t row;
    std::string cause;
    std::vector<std::string> cells;
  };
  [[nodiscard]] Status OnSource() override {
    next_ = 0;
    return Done{};
  }
  void OnRows(model::EventBatch& batch) override;
  void Keep(const RejectedRow& rejected);
  void OnExcluded(uint64_t source_row, table::TextId customer) override;

  std::vector<std::vector<RejectedRow>> rows_;
  Language language_;
  size_t next_ = 0;  // of the source's list
  std::vector<Line> lines_;
  size_t bytes_ = 0;
};

}  // namespace loyalane::intake
