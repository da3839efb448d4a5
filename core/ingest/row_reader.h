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
// Called with each full batch, which is reused afterwards: its customers may be changed (workspace/customer_merges.h).
using BatchSink = std::function<void(model::EventBatch&)>;
// Called with each excluded row, before the batch of its neighbours: its number, and its customer where that can be
// read (else table::kNoText).
using ExcludedSink = std::function<void(uint64_t source_row, table::TextId customer)>;

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

  // All cells of a row as they stand in the file, in UTF-8. Only inside a sink, for a row that it was given.
  void ReadCells(uint64_t source_row, std::vector<std::string>& cells);

  [[nodiscard]] const IssueLog& issues() const;
  [[nodiscard]] uint64_t rows_in() const;  // records behind the header
  [[nodiscard]] uint64_t rows_used() const;
  // Sum of all amounts that could be read, also in rows excluded for another reason: the file's own total.
  [[nodiscard]] int64_t amount_read_minor() const;
  [[nodiscard]] int64_t amount_used_minor() const;

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace loyalane::ingest
