// ExportJob: one result as the bytes of a file, in pieces.
//
//   Result<ExportJob> job = ExportJob::Begin(workspace, {"segment", ExportForm::kCsv, Language::kZh, {}});
//   for (std::string_view piece = job->Read(); !piece.empty(); piece = job->Read()) ...
//
// Good until the workspace changes. The same bytes as the command line's.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "report/result_tables.h"
#include "workspace/workspace.h"

namespace loyalane::workspace {

struct ExportRequest {
  std::string what;  // "profile", "segment", "rfm", "abc", "issues" or "manifest" (always JSON)
  report::TableForm form = report::TableForm::kCsv;
  Language language = Language::kZh;
  std::vector<std::string> hashes;  // manifest: the SHA-256 of each file of the import, in its order
};

class ExportJob {
 public:
  // Errors: WORKSPACE-101 nothing loaded, -103 unknown `what`, BASE-103 not one hash a file; what the result itself
  // cannot be had for.
  [[nodiscard]] static Result<ExportJob> Begin(Workspace& work, const ExportRequest& request);
  // The next piece; empty at the end. Valid until the next call.
  [[nodiscard]] std::string_view Read();
  // Of the table; 0 where it is none.
  [[nodiscard]] size_t rows() const { return table_ ? table_->rows.size() : 0; }

 private:
  report::TableForm form_ = report::TableForm::kCsv;
  std::optional<report::ResultTable> table_;
  size_t at_ = 0;
  bool begun_ = false;
  std::string piece_;  // of a result that is no table: all of it, before the first call
};

}  // namespace loyalane::workspace
