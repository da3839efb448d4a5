// RowCommands: the second scans of a session: rows of a customer, rejected rows, hashes of files. One at a time.
//   rows.begin {sources: [{name, size, plan}], customer, window: {from, to}, limit}          -> {}
//   rows.begin {sources, rows: [[{row, cause}]], form: "excel" | "xlsx", language}            -> {}
//   rows.next -> {source, from, bytes, packing} or {done} (read_json.h);  feed;  rows.endRead -> {}
//   rows.finish -> SourceRows (protocol.ts), or {} and the file comes out of Read()
//   hash.begin -> {};  feed;  hash.end -> {sha256}                                            one file at a time
// Errors: WORKSPACE-101 out of order, BASE-103 a value, those of a plan (plan_json) and of reading
// (ingest::RowReader); a scan that failed is gone.
#pragma once

#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "base/sha256.h"
#include "intake/rejected_rows.h"
#include "intake/row_search.h"
#include "report/workbook_writer.h"

namespace loyalane::workspace {

// {total, inWindow, amountInWindow, files: [...]}: SourceRows of protocol.ts.
[[nodiscard]] nlohmann::ordered_json FoundRowsJson(const intake::FoundRows& found);
// [[{row, cause}]], one list for each source.
[[nodiscard]] nlohmann::ordered_json RejectedRowsJson(const std::vector<std::vector<intake::RejectedRow>>& rejected);

class RowCommands {
 public:
  // Whether Feed is meant for it.
  [[nodiscard]] bool running() const { return scan_ != nullptr || hash_.has_value(); }
  void Stop();
  // `name` begins with "rows." or "hash.". Error: WORKSPACE-103 unknown command.
  [[nodiscard]] Result<nlohmann::ordered_json> Run(std::string_view name, const nlohmann::ordered_json& command);
  struct Fed {
    uint64_t rows;  // of the current file so far
    ingest::Feeding feeding;
  };
  [[nodiscard]] Result<Fed> Feed(std::string_view bytes);
  // Whether there are rejected rows to be read.
  [[nodiscard]] bool has_output() const { return workbook_.has_value() || csv_at_ < csv_.size(); }
  // The next piece of the rejected rows' file, at most about 1 MB. Valid until the next call.
  [[nodiscard]] report::WorkbookPiece Read();
  void Packed(uint64_t packed_bytes) {
    if (workbook_) workbook_->Packed(packed_bytes);
  }

 private:
  [[nodiscard]] Result<nlohmann::ordered_json> Begin(const nlohmann::ordered_json& command);
  [[nodiscard]] nlohmann::ordered_json Finish();

  std::unique_ptr<intake::SourceScan> scan_;
  intake::RowSearch* search_ = nullptr;       // scan_, when it is one
  intake::RejectedRows* rejected_ = nullptr;  // scan_, when it is one
  bool reading_ = false;                      // between rows.next and rows.endSource
  bool read_all_ = false;
  std::optional<Sha256> hash_;
  bool as_workbook_ = false;
  std::unique_ptr<intake::SourceScan> written_;  // what workbook_ looks at
  std::optional<report::WorkbookWriter> workbook_;
  std::string csv_;
  size_t csv_at_ = 0;
};

}  // namespace loyalane::workspace
