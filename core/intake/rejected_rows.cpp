#include "intake/rejected_rows.h"

#include <algorithm>
#include <array>

#include "report/row_blocks.h"

namespace loyalane::intake {

std::vector<std::vector<RejectedRow>> ListRejected(const ImportedData& data, Language language) {
  std::vector<std::vector<RejectedRow>> rejected;
  for (const SourceReport& source : data.sources) {
    std::vector<RejectedRow>& rows = rejected.emplace_back();
    for (const ingest::Issue& issue : source.issues.Listed()) {
      if (TextOf(issue.id).severity != Severity::Row) continue;
      const bool was_read = issue.id == ErrorId::kBeforeFirstRate || issue.id == ErrorId::kAmountTooLarge ||
                            issue.id == ErrorId::kAfterAsOf;
      rows.push_back({issue.row, Sentence(Error(issue.id).With("value", issue.value), language), was_read});
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
  Keep(wanted[next_]);
}

// Rows that were read and could not be counted for their money (row_settlement.h), or lie behind the as-of date.
void RejectedRows::OnRows(model::EventBatch& batch) {
  const auto by_row = [](const RejectedRow& each, uint64_t row) { return each.row < row; };
  const std::vector<RejectedRow>& wanted = rows_[at()];
  const uint64_t* first = batch.source_row.data();
  auto each = std::lower_bound(wanted.begin(), wanted.end(), first[0], by_row);
  for (; each != wanted.end() && each->row <= first[batch.rows - 1]; ++each) {
    if (each->was_read && std::binary_search(first, first + batch.rows, each->row)) Keep(*each);
  }
}

// Rows that could not be read come before the others of their batch.
void RejectedRows::Keep(const RejectedRow& rejected) {
  Line line{at(), rejected.row, rejected.cause, {}};
  if (bytes_ <= kBytesMax) ReadCells(rejected.row, line.cells);
  for (const std::string& cell : line.cells) bytes_ += cell.size();
  const auto place = std::upper_bound(lines_.begin(), lines_.end(), line, [](const Line& a, const Line& b) {
    return a.source != b.source ? a.source < b.source : a.row < b.row;
  });
  lines_.insert(place, std::move(line));
}

RejectedRows::Names RejectedRows::NamesOfColumns() const {
  const bool zh = language_ == Language::kZh;
  return {zh ? "文件" : "file", zh ? "行号" : "row", zh ? "原因" : "cause"};
}

std::vector<report::WorkbookSheet> RejectedRows::Sheets() const {
  std::vector<report::WorkbookSheet> sheets;
  const Names names = NamesOfColumns();
  for (size_t begin = 0, end = 0; begin < lines_.size() || sheets.empty(); begin = end) {
    const bool any = begin < lines_.size();
    const size_t source = any ? lines_[begin].source : 0;
    while (end < lines_.size() && lines_[end].source == source) ++end;
    report::WorkbookSheet& sheet = sheets.emplace_back();
    sheet.name = sources().empty() ? std::string(names[0]) : sources()[source].name;
    sheet.rows = end - begin;
    const std::string file = any ? sources()[source].name : std::string();
    sheet.columns.push_back(
        {std::string(names[0]), report::CellKind::kText, 0, [file](size_t, std::string& out) { out += file; }});
    sheet.columns.push_back(
        {std::string(names[1]), report::CellKind::kPlainNumber, 0,
         [this, begin](size_t row, std::string& out) { out += std::to_string(lines_[begin + row].row); }});
    sheet.columns.push_back({std::string(names[2]), report::CellKind::kText, 0,
                             [this, begin](size_t row, std::string& out) { out += lines_[begin + row].cause; }});
    if (!any) break;
    size_t columns = sources()[source].plan.headers.size();
    for (size_t line = begin; line < end; ++line) columns = std::max(columns, lines_[line].cells.size());
    for (size_t column = 0; column < columns; ++column) {
      const std::vector<std::string>& headers = sources()[source].plan.headers;
      sheet.columns.push_back({column < headers.size() ? headers[column] : std::string(), report::CellKind::kText, 0,
                               [this, begin, column](size_t row, std::string& out) {
                                 const std::vector<std::string>& cells = lines_[begin + row].cells;
                                 if (column < cells.size()) out += cells[column];
                               }});
    }
  }
  return sheets;
}

std::string RejectedRows::Csv() const {
  const Names names = NamesOfColumns();
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

}  // namespace loyalane::intake
