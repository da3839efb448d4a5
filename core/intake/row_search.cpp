#include "intake/row_search.h"

#include <algorithm>
#include <array>

#include "report/row_blocks.h"

namespace loyalane::intake {
namespace {

size_t BytesOf(const std::vector<std::string>& cells) {
  size_t bytes = 0;
  for (const std::string& cell : cells) bytes += cell.size();
  return bytes;
}

std::vector<RowSettlement::Source> SettledSources(const std::vector<ScanSource>& sources) {
  std::vector<RowSettlement::Source> settled;
  settled.reserve(sources.size());
  for (const ScanSource& source : sources) settled.push_back({source.name, &source.plan});
  return settled;
}

}  // namespace

std::string FoundRowsCsv(const FoundRows& found, report::CsvForm form) {
  constexpr std::array<std::string_view, 3> kNames = {"file", "row", "in_window"};
  size_t columns = 0;
  bool any = false;
  for (const FoundInFile& file : found.files) {
    if (file.rows.empty()) continue;
    any = true;
    columns = std::max(columns, file.headers.size());
    for (const FoundRow& row : file.rows) columns = std::max(columns, row.cells.size());
  }
  std::string csv;
  report::RowBlocks blocks(form, columns, csv);
  if (!any) blocks.Head(kNames, {});
  for (const FoundInFile& file : found.files) {
    if (!file.rows.empty()) blocks.Head(kNames, file.headers);
    for (const FoundRow& row : file.rows) blocks.Line(file.name, row.row, row.in_window ? "1" : "0", row.cells);
  }
  return csv;
}

RowSearch::RowSearch(std::vector<ScanSource> sources, const RowWish& wish)
    : SourceScan(std::move(sources)),
      wish_(wish),
      settlement_(wish.money, wish.customers, SettledSources(this->sources()),
                  {wish.from.value_or(ToDay({kYearMin, 1, 1})), wish.to.value_or(ToDay({kYearMax, 12, 31}))}),
      wanted_(pools_.customers.Add(wish.customer)) {
  wish_.limit = std::min(wish_.limit, kRowsOfCustomerMax);
}

Status RowSearch::OnSource() {
  if (Status can_settle = settlement_.Check(); !can_settle) return can_settle;
  settlement_.BeginSource(at());
  const ScanSource& source = sources()[at()];
  found_.files.push_back({source.name, source.plan.dataset, 0, source.plan.headers, {}});
  return Done{};
}

void RowSearch::OnRows(model::EventBatch& batch) {
  settlement_.Merge(batch, pools_.customers);
  const bool shipments = batch.dataset == model::DatasetId::kShipments;
  const int64_t* amounts = shipments ? settlement_.Amounts(batch) : nullptr;
  for (uint32_t row = 0; row < batch.rows; ++row) {
    if (batch.customer[row] != wanted_) continue;
    bool in_window = false;
    if (shipments) {
      const Day day = Instant::FromPacked(batch.Column(model::FieldId::kShipTime)[row]).day();
      in_window =
          amounts[row] != model::kNull && (!wish_.from || day >= *wish_.from) && (!wish_.to || day <= *wish_.to);
      if (in_window) found_.amount_in_window += Money{amounts[row]};
    }
    Found(batch.source_row[row], in_window);
  }
}

void RowSearch::OnExcluded(uint64_t source_row, table::TextId customer) {
  if (settlement_.StandsFor(customer, pools_.customers) == wanted_) Found(source_row, false);
}

// Excluded rows come before the used ones of their batch, so the last place may have to be given up.
void RowSearch::Found(uint64_t row, bool in_window) {
  FoundInFile& file = found_.files.back();
  ++found_.total;
  ++file.total;
  found_.in_window += in_window ? 1 : 0;
  if (full_ || wish_.limit == 0 || (file.rows.size() == wish_.limit && row > file.rows.back().row)) return;
  FoundRow found{row, {}, in_window};
  ReadCells(row, found.cells);
  bytes_ += BytesOf(found.cells);
  const auto place = std::upper_bound(file.rows.begin(), file.rows.end(), row,
                                      [](uint64_t wanted, const FoundRow& each) { return wanted < each.row; });
  file.rows.insert(place, std::move(found));
  full_ = bytes_ > kRowsOfCustomerBytesMax;
  while (file.rows.size() > wish_.limit || (bytes_ > kRowsOfCustomerBytesMax && !file.rows.empty())) {
    bytes_ -= BytesOf(file.rows.back().cells);
    file.rows.pop_back();
  }
}

}  // namespace loyalane::intake
