#include "workspace/rejected_rows.h"

#include <algorithm>
#include <array>

#include "report/row_blocks.h"

namespace loyalane::workspace {

std::vector<std::vector<RejectedRow>> ListRejected(const ImportedData& data, Language language) {
  std::vector<std::vector<RejectedRow>> rejected;
  for (const SourceReport& source : data.sources) {
    std::vector<RejectedRow>& rows = rejected.emplace_back();
    for (const ingest::Issue& issue : source.issues.Listed()) {
      if (TextOf(issue.id).severity != Severity::Row) continue;
      rows.push_back({issue.row, Sentence(Error(issue.id).With("value", issue.value), language)});
    }
  }
  return rejected;
}

RejectedRows::RejectedRows(std::vector<ScanSource> sources, std::vector<std::vector<RejectedRow>> rows,
                           Language language)
    : SourceScan(std::move(sources)), rows_(std::move(rows)), language_(language) {
  rows_.resize(this->sources().size());
}

void RejectedRows::OnExcluded(uint64_t source_row, table::TextId /*customer*/) {
  const std::vector<RejectedRow>& wanted = rows_[at()];
  while (next_ < wanted.size() && wanted[next_].row < source_row) ++next_;
  if (next_ == wanted.size() || wanted[next_].row != source_row) return;
  Line line{at(), source_row, wanted[next_].cause, {}};
  if (bytes_ <= kBytesMax) ReadCells(source_row, line.cells);
  for (const std::string& cell : line.cells) bytes_ += cell.size();
  lines_.push_back(std::move(line));
}

std::string RejectedRows::Csv() const {
  const bool zh = language_ == Language::kZh;
  const std::array<std::string_view, 3> names = {zh ? "文件" : "file", zh ? "行号" : "row", zh ? "原因" : "cause"};
  size_t columns = 0;
  for (const Line& line : lines_)
    columns = std::max({columns, line.cells.size(), sources()[line.source].plan.headers.size()});
  std::string csv;
  report::RowBlocks blocks(report::CsvForm::kSpreadsheet, columns, csv);
  if (lines_.empty()) blocks.Head(names, {});
  size_t source = SIZE_MAX;
  for (const Line& line : lines_) {
    if (line.source != source) blocks.Head(names, sources()[line.source].plan.headers);
    source = line.source;
    blocks.Line(sources()[source].name, line.row, line.cause, line.cells);
  }
  return csv;
}

}  // namespace loyalane::workspace
