// ExportJob: one result as the bytes of a file, in pieces.
//
//   Result<ExportJob> job = ExportJob::Begin(workspace, {"segment", ExportForm::kCsv, Language::kZh, {}});
//   for (;;) {
//     const report::WorkbookPiece piece = job->Read();   // kPack and kPackEnd: workbooks alone (workbook_writer.h)
//     if (piece.kind == Kind::kEnd) break;
//     ...
//   }
//
// Good until the workspace changes. The same bytes as the command line's (of a workbook: the same parts).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "report/result_tables.h"
#include "report/workbook_writer.h"
#include "workspace/workspace.h"

namespace loyalane::workspace {

struct ExportRequest {
  // "profile", "segment", "rfm", "abc", "merges", "groups", "issues", "workbook" (result_workbook.h) or "manifest"
  // (always JSON)
  std::string what;
  report::TableForm form = report::TableForm::kCsv;
  Language language = Language::kZh;
  std::vector<std::string> hashes;  // manifest: the SHA-256 of each file of the import, in its order
};

class ExportJob {
 public:
  // Errors: WORKSPACE-101 nothing loaded, -103 unknown `what`, BASE-103 not one hash a file; what the result itself
  // cannot be had for.
  [[nodiscard]] static Result<ExportJob> Begin(Workspace& work, const ExportRequest& request);
  // The next piece. Valid until the next call.
  [[nodiscard]] report::WorkbookPiece Read();
  // After kPackEnd: how many bytes the part has become.
  void Packed(uint64_t packed_bytes) { workbook_->Packed(packed_bytes); }
  // Null where it is none.
  [[nodiscard]] const report::ResultTable* table() const { return table_ ? &*table_ : nullptr; }
  // Of the table; 0 where it is none.
  [[nodiscard]] size_t rows() const { return table_ ? table_->rows.size() : 0; }

 private:
  report::TableForm form_ = report::TableForm::kCsv;
  std::optional<report::ResultTable> table_;
  std::optional<report::WorkbookWriter> workbook_;
  size_t at_ = 0;
  bool begun_ = false;
  std::string piece_;  // of a result that is no table: all of it, before the first call
};

}  // namespace loyalane::workspace
