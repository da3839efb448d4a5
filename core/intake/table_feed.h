// TableFeed: one file of an import, of any format, on its way into a RowReader. The host reads what it asks for; or has
// other engines read it in parts, and hands over what they say (ingest::PartReader).
#pragma once

#include <memory>
#include <optional>
#include <string_view>

#include "ingest/file_reader.h"
#include "ingest/part_taker.h"
#include "ingest/row_reader.h"
#include "ingest/table_source.h"

namespace loyalane::intake {

// The read that a job wants next, and of which of its files.
struct SourceRead {
  size_t source = 0;
  ingest::ReadRequest read;
};

class TableFeed {
 public:
  // kept: gets a copy of the table's text, for another pass; may be null.
  TableFeed(const ingest::ReadPlan& plan, uint64_t file_bytes, ingest::RowReader rows, std::string* kept)
      : rows_(std::move(rows)),
        file_(ingest::OpenTable(plan, file_bytes, ingest::TableUse::kImport,
                                [this, kept](std::string_view text) { return Take(text, kept); })) {}
  TableFeed(const TableFeed&) = delete;
  TableFeed& operator=(const TableFeed&) = delete;

  [[nodiscard]] std::optional<ingest::ReadRequest> Next() { return file_->Next(); }
  [[nodiscard]] Result<ingest::Feeding> Feed(std::string_view bytes) { return file_->Feed(bytes); }
  [[nodiscard]] Status EndRead(ingest::ReadOutcome outcome) { return file_->EndRead(outcome); }
  [[nodiscard]] Status Finish() {
    if (!parts_) return rows_.Finish();
    parts_->Finish();
    return Done{};
  }
  [[nodiscard]] ingest::RowReader& rows() { return rows_; }
  [[nodiscard]] const ingest::RowTotals& totals() const { return parts_ ? parts_->totals() : rows_.totals(); }

  // Instead of feeding the read that Next() has asked for. The plan is one that CanBeParted.
  ingest::PartTaker& TakeParts(const ingest::ReadPlan& plan, ingest::ImportPools& pools, ingest::BatchSink sink) {
    return parts_.emplace(plan, pools, rows_, std::move(sink));
  }
  // Null: not in parts.
  [[nodiscard]] ingest::PartTaker* parts() { return parts_ ? &*parts_ : nullptr; }
  [[nodiscard]] std::vector<ingest::FileReader::Told> Notices() const { return file_->Notices(); }

 private:
  Result<ingest::Feeding> Take(std::string_view text, std::string* kept) {
    if (kept != nullptr) kept->append(text);
    const Status fed = rows_.Feed(text);
    if (!fed) return fed.error();
    return ingest::Feeding::kMore;
  }

  ingest::RowReader rows_;
  std::optional<ingest::PartTaker> parts_;
  std::unique_ptr<ingest::FileReader> file_;
};

}  // namespace loyalane::intake
