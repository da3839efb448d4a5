// The results as tables of named columns: what the command line writes, the page shows in windows and exports. One
// definition of columns for all of them (design: "Command line", columns of a verb are a contract).
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "profile/profile_table.h"
#include "report/csv_writer.h"
#include "segment/abc.h"
#include "segment/cvac.h"
#include "segment/rfm.h"

namespace loyalane::report {

// The numbers behind a column, by source row, where they stand in one vector (typed_columns.h).
struct ColumnNumbers {
  enum class Kind : uint8_t { kNone, kReal, kScore, kCount, kDay, kMoney } kind = Kind::kNone;
  uint8_t bytes = 0;  // of a count
  const void* values = nullptr;
};

struct TableColumn {
  std::string_view name;
  bool is_text;
  std::function<void(size_t row, std::string& out)> append;  // the cell's text
  bool is_never_missing = false;                             // an empty text says something: no flags
  ColumnNumbers numbers = {};
};

struct ResultTable {
  std::vector<TableColumn> columns;
  // Source row of each table row, ascending: rfm leaves out customers that it does not score.
  std::vector<uint32_t> rows;
};

// The referred objects must outlive the table.
[[nodiscard]] ResultTable ProfileResultTable(const profile::ProfileTable& table);
[[nodiscard]] ResultTable SegmentResultTable(const profile::ProfileTable& table, const segment::CvAcResult& result,
                                             Language language);
// Customers who shipped inside the window.
[[nodiscard]] ResultTable RfmResultTable(const profile::ProfileTable& table, const segment::RfmResult& result);
[[nodiscard]] ResultTable AbcResultTable(const profile::ProfileTable& table, const segment::AbcResult& result);
// Every column that customers can be looked at by (view/columns.h, in that order): segment and profile with attitudes,
// and the main figures of RFM and ABC, empty where those cannot be had (null).
[[nodiscard]] std::vector<TableColumn> CustomerColumns(const profile::ProfileTable& table,
                                                       const segment::CvAcResult& cvac, const segment::RfmResult* rfm,
                                                       const segment::AbcResult* abc, Language language);
// The same with all customers.
[[nodiscard]] ResultTable CustomerResultTable(const profile::ProfileTable& table, const segment::CvAcResult& cvac,
                                              const segment::RfmResult* rfm, const segment::AbcResult* abc,
                                              Language language);

[[nodiscard]] std::vector<std::string_view> ColumnsOf(
    std::string_view verb);  // "profile", "segment", "rfm", "abc"; else empty

// Writes table rows [begin, end) to `out`; the header before row 0.
void WriteCsv(const ResultTable& table, CsvForm form, size_t begin, size_t end, std::string& out);
// The same rows as JSON: an array of objects, one a line, numbers as they stand in the CSV, missing = null. The
// brackets come before row 0 and after the table's last row, so that pieces add up to one document.
void WriteJson(const ResultTable& table, size_t begin, size_t end, std::string& out);

// kColumns: typed_columns.h.
enum class TableForm : uint8_t { kCsv, kExcel, kJson, kWorkbook, kColumns };
[[nodiscard]] constexpr CsvForm CsvFormOf(TableForm form) {
  return form == TableForm::kExcel ? CsvForm::kSpreadsheet : CsvForm::kPlain;
}
// WriteCsv or WriteJson; a workbook is written by its own writer.
void WriteRows(const ResultTable& table, TableForm form, size_t begin, size_t end, std::string& out);

}  // namespace loyalane::report
