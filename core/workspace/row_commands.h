// RowCommands: the second scans of a session: rows of a customer, rejected rows, hashes of files. One at a time.
//   rows.begin {sources: [{name, size, plan}], customer, window: {from, to}, limit}          -> {}
//   rows.begin {sources, rows: [[{row, cause}]], language}                                    -> {}
//   rows.next -> {source} or {done};  feed;  rows.endSource -> {}
//   rows.finish -> SourceRows (protocol.ts), or {} and the CSV comes out of Read()
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
#include "workspace/rejected_rows.h"
#include "workspace/row_search.h"

namespace loyalane::workspace {

// {total, inWindow, amountInWindow, files: [...]}: SourceRows of protocol.ts.
[[nodiscard]] nlohmann::ordered_json FoundRowsJson(const FoundRows& found);
// [[{row, cause}]], one list for each source.
[[nodiscard]] nlohmann::ordered_json RejectedRowsJson(const std::vector<std::vector<RejectedRow>>& rejected);

class RowCommands {
 public:
  // Whether Feed is meant for it.
  [[nodiscard]] bool running() const { return scan_ != nullptr || hash_.has_value(); }
  void Stop();
  // `name` begins with "rows." or "hash.". Error: WORKSPACE-103 unknown command.
  [[nodiscard]] Result<nlohmann::ordered_json> Run(std::string_view name, const nlohmann::ordered_json& command);
  // Rows of the current file so far.
  [[nodiscard]] Result<uint64_t> Feed(std::string_view bytes);
  // The next piece of the rejected rows' CSV, at most about 1 MB; empty at the end. Valid until the next call.
  [[nodiscard]] std::string_view Read();

 private:
  [[nodiscard]] Result<nlohmann::ordered_json> Begin(const nlohmann::ordered_json& command);
  [[nodiscard]] nlohmann::ordered_json Finish();

  std::unique_ptr<SourceScan> scan_;
  RowSearch* search_ = nullptr;       // scan_, when it is one
  RejectedRows* rejected_ = nullptr;  // scan_, when it is one
  bool reading_ = false;              // between rows.next and rows.endSource
  bool read_all_ = false;
  std::optional<Sha256> hash_;
  std::string csv_;
  size_t csv_at_ = 0;
};

}  // namespace loyalane::workspace
