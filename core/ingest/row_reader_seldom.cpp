// What RowReader does once a file, and with rows out of the ordinary: built for size in the page's module.
#include <algorithm>

#include "ingest/cell_text.h"
#include "ingest/record_writer.h"
#include "ingest/row_reader_impl.h"

namespace loyalane::ingest {
namespace {

using model::FieldId;
using model::FieldType;
using model::kBatchRowsMax;
using row_reader_internal::kLinesAboveMax;
using table::kNoText;

// A longer record without values is not noticed as blank where it only matters for the row below it.
constexpr size_t kBlankBytesPerColumn = 4;
constexpr size_t kBlankBytes = 8;
constexpr size_t kUsualRecordBytes = 1024;

}  // namespace

RowReader::Impl::Impl(const ReadPlan& plan, ImportPools& pools, const WantedFields& wanted, BatchSink sink,
                      ExcludedSink excluded)
    : plan_(plan),
      pools_(pools),
      sink_(std::move(sink)),
      excluded_sink_(std::move(excluded)),
      prologue_(plan.encoding, plan.bom_bytes),
      text_encoding_(prologue_.text_encoding()),
      dialect_{plan.delimiter, text_encoding_},
      customers_before_(pools.customers.size()) {
  if (plan.key_value) {
    key_values_ = std::make_unique<KeyValueTable>(
        plan.headers, [this](uint64_t row, const std::vector<std::string>& values) { ReadKeyValues(row, values); });
    key_value_cells_ = std::make_unique<CellStream>(
        plan.delimiter, plan.encoding, plan.bom_bytes,
        [this](const std::vector<std::string>& cells) { key_values_->AddRow(++records_split_, cells); });
    text_encoding_ = Encoding::kUtf8;
    dialect_ = {kTableDelimiter, text_encoding_};
    plan_.made_records = 0;
    plan_.end_marks.clear();
  } else {
    header_records_ = plan.header_row == 0 ? 0 : uint64_t{plan.header_row} + plan.header_rows - 1;
  }
  has_decimal_comma_ = plan.decimal_comma.value_or(false);
  batch_.dataset = plan.dataset;
  batch_.customers = &pools.customers;
  batch_.texts = &pools.texts;
  batch_.customer.resize(kBatchRowsMax, kNoText);
  batch_.source_row.resize(kBatchRowsMax);
  for (const model::DatasetField& field : model::DatasetOf(plan.dataset).fields)
    required_[static_cast<size_t>(field.field)] = field.required && !field.may_be_empty;
  slot_of_column_.assign(plan.headers.size(), -1);
  if (plan_.only && plan_.only->column < slot_of_column_.size()) {
    kind_slot_ = 0;
    slot_of_column_[plan_.only->column] = kind_slot_;
    slots_.push_back({FieldId::kNote, plan_.only->column, FieldType::kText, nullptr});
  }
  AddFields(wanted);
  AddAmountParts(wanted);
  LearnShareUnit();
  // Only rows that must have a date or an amount can be told from the header of another table.
  const auto& fields = model::DatasetOf(plan.dataset).fields;
  watches_blank_rows_ =
      !plan.key_value && std::any_of(fields.begin(), fields.end(), [](const model::DatasetField& field) {
        const FieldType type = model::FieldOf(field.field).type;
        return field.required && !field.may_be_empty && (type == FieldType::kInstant || type == FieldType::kMoney);
      });
  lines_above_.reserve(kLinesAboveMax);
  record_above_.reserve(kUsualRecordBytes);
  blank_bytes_max_ = kBlankBytes + kBlankBytesPerColumn * plan.headers.size();
}

// --- slots ----------------------------------------------------------------------------------------------------------

void RowReader::Impl::Provide(FieldId field) {
  batch_.present[static_cast<size_t>(field)] = true;
  batch_.columns[static_cast<size_t>(field)].resize(kBatchRowsMax);
}

void RowReader::Impl::AddFields(const WantedFields& wanted) {
  const std::optional<uint32_t> key_column = plan_.ColumnOf(plan_.customer_key);
  // Rows that are told apart by their waybill, or are nobody's, have no customer, and so no customer's name.
  const bool has_customers = key_column && model::FieldOf(plan_.customer_key).type == FieldType::kKey;
  for (const ColumnBinding& binding : plan_.fields) {
    if (binding.column >= slot_of_column_.size()) continue;
    const bool is_key = has_customers && binding.field == plan_.customer_key;
    const bool is_name = has_customers && binding.field == FieldId::kCustomerName;
    const FieldType type = model::FieldOf(binding.field).type;
    if (!is_key && !wanted[static_cast<size_t>(binding.field)] && !is_name) continue;
    // A column has one meaning; the key's comes first.
    if (slot_of_column_[binding.column] >= 0 || (has_customers && !is_key && key_column == binding.column)) continue;
    const auto slot = static_cast<int32_t>(slots_.size());
    slot_of_column_[binding.column] = slot;
    // Names are read together with the customers.
    slots_.push_back({binding.field, binding.column, type,
                      is_key    ? &Impl::ReadCustomers
                      : is_name ? nullptr
                                : ReaderOf(binding.field, plan_)});
    if (is_key) key_slot_ = slot;
    if (is_name) {
      name_slot_ = slot;
      Provide(FieldId::kCustomerName);
    } else if (!is_key) {
      Provide(binding.field);
    }
  }
}

void RowReader::Impl::AddAmountParts(const WantedFields& wanted) {
  if (plan_.amount_parts.empty() || !wanted[static_cast<size_t>(FieldId::kAmount)] || SlotOf(FieldId::kAmount) >= 0)
    return;
  for (const uint32_t column : plan_.amount_parts) {
    if (column >= slot_of_column_.size() || slot_of_column_[column] >= 0) continue;
    const auto slot = static_cast<int32_t>(slots_.size());
    slot_of_column_[column] = slot;
    // The first reads them all.
    slots_.push_back(
        {FieldId::kAmount, column, FieldType::kMoney, part_slots_.empty() ? &Impl::ReadAmountParts : nullptr});
    part_slots_.push_back(slot);
  }
  if (!part_slots_.empty()) Provide(FieldId::kAmount);
}

void RowReader::Impl::LearnShareUnit() {
  const std::optional<uint32_t> column = plan_.ColumnOf(FieldId::kShare);
  if (!column || *column >= plan_.headers.size()) return;
  const std::string header = NormaliseHeader(plan_.headers[*column]);
  FoldWidth(plan_.headers[*column], folded_);  // brackets and all: 份额（％）
  share_is_percent_ = plan_.share_unit == ShareUnit::kPercent ||
                      (plan_.share_unit == ShareUnit::kAuto &&
                       (header.find("pct") != std::string::npos || folded_.find('%') != std::string::npos));
  share_unit_known_ = plan_.share_unit != ShareUnit::kAuto || share_is_percent_;
}

int32_t RowReader::Impl::SlotOf(FieldId field) const {
  for (size_t slot = 0; slot < slots_.size(); ++slot) {
    if (slots_[slot].field == field) return static_cast<int32_t>(slot);
  }
  return -1;
}

void RowReader::Impl::ReadKeyValues(uint64_t row, const std::vector<std::string>& values) {
  made_record_.clear();
  RecordWriter writer([this](std::string_view text) -> Result<Feeding> {
    made_record_ += text;
    return Feeding::kMore;
  });
  for (const std::string& value : values) writer.Cell(value);
  static_cast<void>(writer.EndRow());
  static_cast<void>(writer.Flush());
  records_seen_ = row - 1;
  static_cast<void>(ScanOnce(made_record_.data(), made_record_.size(), true));
}

void RowReader::Impl::CellsOf(uint64_t source_row, std::vector<std::string>& cells) {
  if (!SplitRecord(static_cast<size_t>(source_row + plan_.made_records - records_seen_ - 1), cells)) cells.clear();
}

bool RowReader::Impl::SplitRecord(size_t record, std::vector<std::string>& cells) {
  const std::string_view bytes = RecordAt(record);
  if (ScanRecords(dialect_, bytes.data(), bytes.size(), true, 1, extra_block_).failed || extra_block_.records() == 0)
    return false;
  cells.clear();
  for (const Cell& cell : extra_block_.cells) cells.emplace_back(Text(extra_block_.Raw(cell), cell.escaped != 0));
  return true;
}

// Whether the row may begin with an end mark: a look at the first character of its first filled cell.
bool RowReader::Impl::MayBeEndMark(std::string_view record) const {
  size_t at = 0;
  while (at < record.size() && (record[at] == dialect_.delimiter || record[at] == '"' || record[at] == ' ')) ++at;
  if (at == record.size()) return false;
  const char first = record[at];
  if (first >= '0' && first <= '9') return false;
  if (static_cast<unsigned char>(first) >= 0x80) {
    constexpr size_t kCharacterBytesMax = 4;
    std::string character;
    DecodeToUtf8(text_encoding_, record.substr(at, kCharacterBytesMax), character);
    const size_t size = static_cast<unsigned char>(character[0]) >= 0xF0 ? 4 : 3;
    const std::string simple = Simplified(std::string_view(character).substr(0, size));
    // Blanks and full-width characters: the careful look tells.
    if (simple.starts_with("\xE3\x80") || simple.starts_with("\xEF\xBC") || simple[0] < '\xE3') return true;
    return std::any_of(plan_.end_marks.begin(), plan_.end_marks.end(),
                       [&simple](const std::string& mark) { return mark.starts_with(simple); });
  }
  const char lower = first >= 'A' && first <= 'Z' ? static_cast<char>(first - 'A' + 'a') : first;
  const bool is_letter = lower >= 'a' && lower <= 'z';
  return !is_letter || std::any_of(plan_.end_marks.begin(), plan_.end_marks.end(),
                                   [lower](const std::string& mark) { return mark.starts_with(lower); });
}

void RowReader::Impl::CountBehindTable(size_t from, size_t records) {
  if (is_above_) return;
  totals.rows_in += records - from;
  for (size_t record = from; record < records; ++record) {
    totals.issues.Add(ErrorId::kBehindTable, SourceRow(record), kNoColumn, end_text_);
    if (excluded_sink_) excluded_sink_(SourceRow(record), kNoText);
  }
}

// Whether a cell behind the header's last column holds anything.
bool RowReader::Impl::HasMoreCells(std::string_view record, uint32_t columns) {
  if (ScanRecords(dialect_, record.data(), record.size(), true, 1, extra_block_).failed || extra_block_.records() == 0)
    return true;
  for (uint32_t cell = columns; cell < extra_block_.ends[0]; ++cell) {
    if (!TrimUtf8(extra_block_.Raw(extra_block_.cells[cell])).empty()) return true;
  }
  return false;
}

void RowReader::Impl::Forgive(size_t row, ErrorId notice, int32_t slot) {
  excluded_[row] = ErrorId::kCount;
  Notice(row, notice, slot);
  forgiven_.push_back(static_cast<uint32_t>(row));
}

// A rule fills gaps in lines of the table, not in blank rows and rows of sums.
void RowReader::Impl::CheckForgiven() {
  for (const uint32_t row : forgiven_) {
    if (excluded_[row] != ErrorId::kCount) continue;
    const ErrorId kind = KindOfRow(row);
    if (kind != ErrorId::kCount) Exclude(row, kind, -1);
  }
  forgiven_.clear();
}

void RowReader::Impl::Log(size_t row, ErrorId id, int32_t slot) {
  const uint64_t source_row = SourceRow(first_ + row);
  if (slot < 0 && id == ErrorId::kTotalsRow && SplitRecord(first_ + row, row_cells_)) {
    const auto word = std::find_if(row_cells_.begin(), row_cells_.end(),
                                   [](const std::string& cell) { return IsTotalsWord(TrimUtf8(cell)); });
    totals.issues.Add(id, source_row, kNoColumn, word == row_cells_.end() ? std::string_view() : TrimUtf8(*word));
  } else if (slot < 0) {
    totals.issues.Add(id, source_row, kNoColumn, {});
  } else {
    totals.issues.Add(id, source_row, slots_[static_cast<size_t>(slot)].column,
                      TrimUtf8(Text(CellAt(first_ + row, slot))));
  }
}

ErrorId RowReader::Impl::KindOfRow(size_t row) {
  if (!SplitRecord(first_ + row, row_cells_)) return ErrorId::kCount;
  if (IsTotalsRow(row_cells_)) return ErrorId::kTotalsRow;
  if (FirstFilled(row_cells_).empty()) return ErrorId::kBlankRow;
  if (!LooksLikeHeader(row_cells_)) return ErrorId::kCount;
  if (!header_words_) header_words_ = std::make_unique<HeaderWords>(plan_.headers);
  return header_words_->IsHeader(row_cells_) ? ErrorId::kHeaderAgain : ErrorId::kCount;
}

// A row that cannot be used because it is a row of sums, the header once more, or holds nothing, is called that.
void RowReader::Impl::Reconsider(size_t row) {
  if (excluded_[row] == ErrorId::kTotalsRow) return;
  const ErrorId kind = KindOfRow(row);
  if (kind == ErrorId::kCount) return;
  excluded_[row] = kind;
  excluded_slot_[row] = -1;
}

}  // namespace loyalane::ingest
