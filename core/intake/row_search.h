// RowSearch: the rows of one customer in the files of an import, found with the customer keys and the rules of the
// import, so that they add up to the customer's figures.
//
// Listed are the rows that the import used, inside the window or not, and also those that it left out although their
// customer can be read (a date that does not exist, say); only the former are inside the window. Rows of other datasets
// than shipments are listed and never inside the window. Files whose rows name no customer (intake/datasets.h) are
// not read and have no rows: a member or a waybill may have the same number as a customer.
#pragma once

#include <optional>

#include "base/date.h"
#include "base/money.h"
#include "intake/datasets.h"
#include "intake/row_settlement.h"
#include "intake/source_scan.h"
#include "report/csv_writer.h"

namespace loyalane::intake {

inline constexpr size_t kRowsOfCustomerMax = 1000;                           // listed of each file
inline constexpr size_t kRowsOfCustomerBytesMax = size_t{16} * 1024 * 1024;  // of cells, in all files together

struct FoundRow {
  uint64_t row;  // 1-based record in the file
  std::vector<std::string> cells;
  bool in_window;
};

struct FoundInFile {
  std::string name;
  model::DatasetId dataset;
  uint64_t total = 0;
  std::vector<std::string> headers;
  std::vector<FoundRow> rows;  // the first ones, ascending: at most the limit, and what kRowsOfCustomerBytesMax admits
};

struct FoundRows {
  uint64_t total = 0;
  uint64_t in_window = 0;  // rows that count into the customer's figures
  Money amount_in_window;  // of those; equals ProfileTable::amount for the customer
  std::vector<FoundInFile> files;
};

struct RowWish {
  std::string customer;     // canonical key, as in ProfileTable
  std::optional<Day> from;  // of the window, both ends included; none: open
  std::optional<Day> to;
  size_t limit = kRowsOfCustomerMax;
  // Those of the import: rows of customers that were merged into this one are its rows, and amounts are converted.
  profile::MoneySettings money = {};
  document::CustomerSettings customers = {};
};

// The listed rows as CSV: file,row,in_window (1 or 0) and the file's own columns, a block a file that has any.
[[nodiscard]] std::string FoundRowsCsv(const FoundRows& found, report::CsvForm form);

class RowSearch final : public SourceScan {
 public:
  // Of Next besides SourceScan's: PROFILE-104.
  RowSearch(std::vector<ScanSource> sources, const RowWish& wish);
  // When Next() has given nothing.
  [[nodiscard]] const FoundRows& found() const { return found_; }

 private:
  [[nodiscard]] Status OnSource() override;
  [[nodiscard]] bool Skips(const ScanSource& source) const override { return !NamesCustomers(source.plan); }
  void OnRows(model::EventBatch& batch) override;
  void OnExcluded(uint64_t source_row, table::TextId customer) override;
  void Found(uint64_t row, bool in_window);

  RowWish wish_;
  RowSettlement settlement_;
  table::TextId wanted_;
  FoundRows found_;
  size_t bytes_ = 0;   // of listed cells
  bool full_ = false;  // more than may be listed
};

}  // namespace loyalane::intake
