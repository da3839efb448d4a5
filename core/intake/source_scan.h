// SourceScan: the files of an import read once more, with the same rules, to look at rows themselves ("drill-down is a
// second scan", docs/architecture.md). The host feeds bytes as in ImportJob:
//
//   while (std::optional<SourceRead> read = *scan.Next()) {
//     for each piece of those bytes, unpacked:  if (*scan.Feed(piece) == kEnough) break;
//     scan.EndRead(outcome);
//   }
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
#include "intake/table_feed.h"

namespace loyalane::intake {

struct ScanSource {
  std::string name;
  uint64_t size_bytes = 0;
  ingest::ReadPlan plan;
};

class SourceScan {
 public:
  virtual ~SourceScan() = default;
  // What to read next; nothing when all is read. Errors (after which the scan is of no use): those of
  // ingest::RowReader and of the format's reader, with the file's name.
  [[nodiscard]] Result<std::optional<SourceRead>> Next();
  [[nodiscard]] Result<ingest::Feeding> Feed(std::string_view bytes);
  [[nodiscard]] Status EndRead(ingest::ReadOutcome outcome);
  [[nodiscard]] uint64_t rows_so_far() const { return feed_ ? feed_->totals().rows_in : 0; }

 protected:
  explicit SourceScan(std::vector<ScanSource> sources);
  // Rows of the current file, each batch after the excluded rows among its neighbours.
  virtual void OnRows(model::EventBatch& batch) = 0;
  virtual void OnExcluded(uint64_t source_row, table::TextId customer) = 0;
  // A file that is passed over: nothing of it is read. OnSource comes all the same.
  [[nodiscard]] virtual bool Skips(const ScanSource& /*source*/) const { return false; }
  // A new file begins. An error ends the scan.
  [[nodiscard]] virtual Status OnSource() { return Done{}; }

  // Of the row that OnRows or OnExcluded was given.
  void ReadCells(uint64_t source_row, std::vector<std::string>& cells) { feed_->rows().ReadCells(source_row, cells); }
  [[nodiscard]] const std::vector<ScanSource>& sources() const { return sources_; }
  [[nodiscard]] size_t at() const { return at_; }
  ingest::ImportPools pools_;

 private:
  [[nodiscard]] Error Placed(Error error) const;

  std::vector<ScanSource> sources_;
  size_t at_ = 0;
  std::unique_ptr<TableFeed> feed_;
};

}  // namespace loyalane::intake
