#include "workspace/export_job.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "document/json_fields.h"
#include "report/typed_columns.h"
#include "workspace/result_json.h"
#include "workspace/result_workbook.h"

namespace loyalane::workspace {
namespace {

constexpr size_t kRowsPerPiece = 4096;

bool IsHash(const std::string& text) {
  constexpr size_t kDigits = 64;
  return text.size() == kDigits && text.find_first_not_of("0123456789abcdef") == std::string::npos;
}

}  // namespace

Result<ExportJob> ExportJob::Begin(Workspace& work, const ExportRequest& request) {
  const Result<const intake::ImportedData*> data = work.Data();
  if (!data) return data.error();
  ExportJob job;
  job.form_ = request.form;
  if (request.form == report::TableForm::kWorkbook) {
    Result<std::vector<report::WorkbookSheet>> sheets = ResultWorkbook(work, request.what, request.language);
    if (!sheets) return sheets.error();
    job.workbook_.emplace(std::move(sheets).value());
    return job;
  }
  if (request.what == "issues") {
    WriteIssues(**data, request.form, request.language, job.piece_);
    return job;
  }
  if (request.what == "manifest") {
    const auto& hashes = request.hashes;
    if (hashes.size() != (*data)->sources.size() || !std::all_of(hashes.begin(), hashes.end(), IsHash))
      return document::BadValue("hashes", Json(hashes), "[SHA-256] × " + std::to_string((*data)->sources.size()));
    job.piece_ = IndentedText(ManifestJson(**data, work.settings(), hashes));
    return job;
  }
  Result<report::ResultTable> table = work.Table(request.what, request.language);
  if (!table) return table.error();
  job.table_ = std::move(table).value();
  return job;
}

report::WorkbookPiece ExportJob::Read() {
  using Kind = report::WorkbookPiece::Kind;
  if (workbook_) return workbook_->Read();
  if (begun_) piece_.clear();
  if (form_ == report::TableForm::kColumns && table_) {
    begun_ = true;
    piece_.clear();
    if (at_ == table_->columns.size()) return {Kind::kEnd, {}};
    report::AppendTyped(*table_, table_->columns[at_++], piece_);
    return {Kind::kPlain, piece_};
  }
  if (table_ && (!begun_ || at_ < table_->rows.size())) {
    const size_t end = std::min(at_ + kRowsPerPiece, table_->rows.size());
    report::WriteRows(*table_, form_, at_, end, piece_);
    at_ = end;
  }
  begun_ = true;
  return {piece_.empty() ? Kind::kEnd : Kind::kPlain, piece_};
}

}  // namespace loyalane::workspace
