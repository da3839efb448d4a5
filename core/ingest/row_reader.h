// RowReader: the bytes of one delimited file, in pieces of any size -> event batches and an issue log.
//
//   RowReader reader(plan, pools, wanted, sink);
//   reader.Feed(piece) ...; reader.Finish();
//
// Only the mapped and wanted columns are touched. A row is used or excluded (with a cause); in = used + excluded always
// holds. No allocation per row: text is kept once per distinct value. What a statement is besides its table (its end,
// rows of another kind, rows of sums) and what rules of the plan take in: docs/formulas/statements.md.
// Errors (file stops): INGEST-103, 106, 107, 108. Rows: INGEST-201..219 excluded; INGEST-301..305, 310, 335..341, 344,
// 345 noticed.
#pragma once

#include <bitset>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "ingest/issue_log.h"
#include "ingest/read_plan.h"
#include "model/event_batch.h"
#include "table/text_pool.h"

namespace loyalane::ingest {

// Texts shared by all files of one import, so that the same customer has the same number in each.
struct ImportPools {
  table::TextPool customers;  // canonical customer keys
  table::TextPool texts;      // names, currencies, carriers ...
  table::TextPool waybills;   // waybill numbers of no known shape
};

using WantedFields = std::bitset<model::kFieldCount>;
// Of a field that names a kind of fee: where a row says 小计 in it, the row is a sum of others.
[[nodiscard]] constexpr bool MaySayTotals(model::FieldId field) {
  return field == model::FieldId::kChargeKind || field == model::FieldId::kCostKind ||
         field == model::FieldId::kCaseType;
}
// Called with each full batch, which is reused afterwards: its customers may be changed (document/customer_merges.h).
using BatchSink = std::function<void(model::EventBatch&)>;
// Called with each excluded row, before the batch of its neighbours: its number, and its customer where that can be
// read (else table::kNoText).
using ExcludedSink = std::function<void(uint64_t source_row, table::TextId customer)>;

// What became of the rows of a file, or of a part of it.
struct RowTotals {
  IssueLog issues;
  uint64_t rows_in = 0;  // records behind the header
  uint64_t rows_used = 0;
  // Sum of all amounts that could be read, also in rows excluded for another reason: the file's own total.
  int64_t amount_read_minor = 0;
  int64_t amount_used_minor = 0;
};

class RowReader {
 public:
  RowReader(const ReadPlan& plan, ImportPools& pools, const WantedFields& wanted, BatchSink sink,
            ExcludedSink excluded = nullptr);
  ~RowReader();
  RowReader(RowReader&&) noexcept;
  RowReader& operator=(RowReader&&) noexcept;

  // Failures carry the row and column, not the file's name: the caller knows it.
  [[nodiscard]] Status Feed(std::string_view bytes);
  [[nodiscard]] Status Finish();

  // Parts (part_reader.h): a file read in stretches that begin and end with records, each perhaps by another reader.
  // What was learned about texts stays from part to part; rows are numbered from 1 and counted anew in each. Not of
  // key-value statements nor of UTF-16.
  [[nodiscard]] static bool CanBeParted(const ReadPlan& plan);
  // kFollow: the part goes on where the one before ended, in the same reader.
  enum class PartStart : uint8_t { kFileStart, kInside, kFollow };
  void BeginPart(PartStart start);
  // Begins a part inside the file with the records above it, as far as they are at hand, for what they decide about its
  // first rows. `from_file_start`: they are all there are.
  [[nodiscard]] Status ReadAbove(std::string_view records, bool from_file_start);
  // All that the rows so far decide about the rows below: where two are equal, so are their effects, whoever read them.
  [[nodiscard]] std::string Carry() const;
  void SetCarry(std::string_view carry);
  // The record that Feed left unfinished, up to its end: how many bytes of `bytes` it takes, and whether that ends it.
  struct RecordEnd {
    size_t taken = 0;
    bool ended = false;
  };
  [[nodiscard]] Result<RecordEnd> FeedRecordEnd(std::string_view bytes);
  [[nodiscard]] bool at_record_start() const;
  // When no bytes follow the part's last; what is known about all parts only is left to PartTaker.
  [[nodiscard]] Status FinishPart();
  [[nodiscard]] uint64_t records() const;  // of this part, the header's as well

  // All cells of a row as they stand in the file, in UTF-8. Only inside a sink, for a row that it was given.
  void ReadCells(uint64_t source_row, std::vector<std::string>& cells);

  [[nodiscard]] const RowTotals& totals() const;
  // Those that a batch may have, in ascending order.
  [[nodiscard]] std::vector<model::FieldId> fields() const;

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace loyalane::ingest
