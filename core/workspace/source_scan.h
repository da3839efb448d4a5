// SourceScan: the files of an import read once more, with the same rules, to look at rows themselves ("drill-down is a
// second scan", docs/architecture.md). The host feeds bytes as in ImportJob:
//
//   while (auto source = scan.Next()) { for each piece: scan.Feed(piece); scan.EndSource(); }
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "ingest/read_plan.h"
#include "ingest/row_reader.h"

namespace loyalane::workspace {

struct ScanSource {
  std::string name;
  ingest::ReadPlan plan;
};

class SourceScan {
 public:
  virtual ~SourceScan() = default;
  // The file to read next, from its first byte; nothing when all is read.
  [[nodiscard]] std::optional<size_t> Next();
  // Errors: those of ingest::RowReader, with the file's name.
  [[nodiscard]] Status Feed(std::string_view bytes);
  [[nodiscard]] Status EndSource();
  [[nodiscard]] uint64_t rows_so_far() const { return reader_ ? reader_->rows_in() : 0; }

 protected:
  explicit SourceScan(std::vector<ScanSource> sources);
  // Rows of the current file, each batch after the excluded rows among its neighbours.
  virtual void OnRows(const model::EventBatch& batch) = 0;
  virtual void OnExcluded(uint64_t source_row, table::TextId customer) = 0;
  // A new file begins.
  virtual void OnSource() {}

  // Of the row that OnRows or OnExcluded was given.
  void ReadCells(uint64_t source_row, std::vector<std::string>& cells) { reader_->ReadCells(source_row, cells); }
  [[nodiscard]] const std::vector<ScanSource>& sources() const { return sources_; }
  [[nodiscard]] size_t at() const { return at_; }
  ingest::ImportPools pools_;

 private:
  [[nodiscard]] Status Placed(const Status& status) const;

  std::vector<ScanSource> sources_;
  size_t at_ = 0;
  std::unique_ptr<ingest::RowReader> reader_;
};

}  // namespace loyalane::workspace
