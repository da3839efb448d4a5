#include "ingest/row_reader.h"

#include <algorithm>
#include <tuple>

#include "ingest/cell_text.h"
#include "ingest/record_writer.h"
#include "ingest/row_reader_impl.h"

namespace loyalane::ingest {
namespace {

using model::FieldId;
using model::FieldType;
using model::kBatchRowsMax;
using model::kNull;
using table::kNoText;
using table::TextId;

// A longer record without values is not noticed as blank where it only matters for the row below it.
constexpr size_t kBlankBytesPerColumn = 4;
constexpr size_t kBlankBytes = 8;
// Lines of one waybill that a further one is compared with.
constexpr size_t kLinesMax = 64;
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
    required_[static_cast<size_t>(field.field)] = field.required;
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
        return field.required && (type == FieldType::kInstant || type == FieldType::kMoney);
      });
  lines_above_.reserve(kLinesMax);
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
    if (type == FieldType::kKey && !is_key && !is_name) continue;
    // A column has one meaning; the key's comes first.
    if (slot_of_column_[binding.column] >= 0 || (has_customers && !is_key && key_column == binding.column)) continue;
    const auto slot = static_cast<int32_t>(slots_.size());
    slot_of_column_[binding.column] = slot;
    slots_.push_back(
        {binding.field, binding.column, type, is_key ? &Impl::ReadCustomers : ReaderOf(binding.field, plan_)});
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

// --- pieces ---------------------------------------------------------------------------------------------------------

Status RowReader::Impl::Scan(std::string_view text) {
  return Ended(
      pieces_.Feed(text, [this](const char* at, size_t size, bool at_end) { return ScanOnce(at, size, at_end); }));
}

Status RowReader::Impl::Feed(std::string_view bytes) {
  if (key_values_) return key_value_cells_->Feed(bytes);
  return Scan(prologue_.Feed(bytes));
}

Status RowReader::Impl::Finish() {
  if (key_values_) {
    Status read = key_value_cells_->Finish();
    if (read) key_values_->Finish();
    FindLostZeros();
    return read;
  }
  Status fed = Scan(prologue_.Finish());
  if (fed) {
    fed =
        Ended(pieces_.Finish([this](const char* at, size_t size, bool at_end) { return ScanOnce(at, size, at_end); }));
  }
  if (fed) FindLostZeros();
  return fed;
}

Status RowReader::Impl::Ended(const ScanOutcome& outcome) {
  if (!outcome.failed) return Done{};
  Error error = ScanError(outcome.failure, records_seen_ - plan_.made_records);
  const uint64_t column = outcome.failure.column;
  if (column > 0 && column <= plan_.headers.size() && !plan_.headers[column - 1].empty())
    error.place.column = plan_.headers[column - 1];
  return error;
}

ScanOutcome RowReader::Impl::ScanOnce(const char* bytes, size_t size, bool at_end) {
  ScanOutcome outcome = ScanSlots(dialect_, bytes, size, at_end, kBatchRowsMax, slot_of_column_,
                                  static_cast<uint32_t>(slots_.size()), block_);
  readable_ = size;
  const size_t records = block_.records();
  // A failure behind good records: they count first, then it is found again at the head of the next scan.
  if (outcome.failed) outcome.failure.record -= records;
  size_t first = 0;
  if (records_seen_ < header_records_)
    first = static_cast<size_t>(std::min<uint64_t>(header_records_ - records_seen_, records));
  const size_t end = table_ended_ ? first : FindTableEnd(first, records);
  if (end > first) Process(first, end);
  if (records > end) CountBehindTable(end, records);
  records_seen_ += records;
  return outcome;
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

// The cell's text in UTF-8.
std::string_view RowReader::Impl::Text(std::string_view raw, bool escaped) {
  if (escaped) {
    Unquote(raw, unquoted_);
    raw = unquoted_;
  }
  if (row_reader_internal::IsAscii(raw)) return raw;
  scratch_.clear();
  if (text_encoding_ == Encoding::kUtf8) {
    // Valid UTF-8 decodes to itself; damage becomes U+FFFD and is told.
    if (DecodeToUtf8(Encoding::kUtf8, raw, scratch_) == 0) return raw;
    if (plan_.encoding_assumed) {
      scratch_.clear();
      DecodeToUtf8(Encoding::kGb18030, raw, scratch_);
    }
    return scratch_;
  }
  DecodeToUtf8(text_encoding_, raw, scratch_);
  return scratch_;
}

// --- the table's end ------------------------------------------------------------------------------------------------

// The record that the table ends before; `records` while it goes on.
size_t RowReader::Impl::FindTableEnd(size_t first, size_t records) {
  const bool has_marks = !plan_.end_marks.empty();
  if (!has_marks && !watches_blank_rows_) return records;
  const uint32_t* begins = block_.begins.data();
  for (size_t record = first; record < records; ++record) {
    if (!has_marks && !blank_above_) {
      while (record < records && begins[record + 1] - begins[record] > blank_bytes_max_) ++record;
      if (record == records) break;
    }
    const size_t size = begins[record + 1] - begins[record];
    const std::string_view bytes = RecordAt(record);
    if (size <= blank_bytes_max_ && IsBlank(bytes)) {
      blank_above_ = watches_blank_rows_;
      continue;
    }
    const bool may_be_mark = has_marks && MayBeEndMark(bytes);
    if ((may_be_mark || blank_above_) && SplitRecord(record, row_cells_)) {
      table_ended_ = may_be_mark && IsEndMark(FirstFilled(row_cells_), plan_.end_marks);
      if (!table_ended_ && blank_above_ && LooksLikeHeader(row_cells_)) {
        if (!header_words_) header_words_ = std::make_unique<HeaderWords>(plan_.headers);
        table_ended_ = !header_words_->IsHeader(row_cells_);
      }
      if (table_ended_) {
        end_text_ = FirstFilled(row_cells_);
        return record;
      }
    }
    blank_above_ = false;
  }
  return records;
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

// --- rows -----------------------------------------------------------------------------------------------------------

void RowReader::Impl::Process(size_t first, size_t end) {
  const size_t rows = end - first;
  first_ = first;
  if (!is_above_) totals.rows_in += rows;
  any_excluded_ = false;
  std::fill_n(excluded_.begin(), rows, ErrorId::kCount);
  CheckShape(rows);
  if (kind_slot_ >= 0) ReadKinds(rows);
  if (key_slot_ >= 0) ReadColumn(key_slot_, rows);
  for (int32_t slot = 0; slot < static_cast<int32_t>(slots_.size()); ++slot) {
    if (slot != key_slot_ && slot != name_slot_ && slots_[static_cast<size_t>(slot)].read != nullptr)
      ReadColumn(slot, rows);
  }
  CheckDelivery(rows);
  if (!forgiven_.empty()) CheckForgiven();
  FindTwins(rows);
  if (is_above_) {
    notices_.clear();
    short_rows_.clear();
    damaged_names_.clear();
    return;
  }
  for (const uint32_t row : damaged_names_) {
    if (excluded_[row] == ErrorId::kCount) Notice(row, ErrorId::kReplacementCharacter, name_slot_);
  }
  damaged_names_.clear();
  for (size_t row = 0; row < rows; ++row) batch_.source_row[row] = SourceRow(first + row);
  Count(rows);
}

// Blank, damaged, shifted rows.
void RowReader::Impl::CheckShape(size_t rows) {
  const char* bytes = block_.bytes;
  const size_t from = block_.begins[first_];
  const size_t to = block_.begins[first_ + rows];
  const bool any_nul = HasNul(bytes + from, to - from);
  const auto columns = static_cast<uint32_t>(plan_.headers.size());
  for (size_t row = 0; row < rows; ++row) {
    const uint32_t count = block_.counts[first_ + row];
    if (count == columns && !any_nul) continue;
    const std::string_view record = RecordAt(first_ + row);
    if (any_nul && record.find('\0') != std::string_view::npos) Exclude(row, ErrorId::kNulByte, -1);
    if (count == columns) continue;
    if (IsBlank(record)) {
      Exclude(row, ErrorId::kBlankRow, -1);
    } else if (count > columns) {
      if (!HasMoreCells(record, columns)) continue;
      if (plan_.rules.more_cells_are_dropped) {
        Notice(row, ErrorId::kRuleCellsDropped, -1);
      } else {
        Exclude(row, ErrorId::kCellsTooMany, -1);
      }
    } else if (excluded_[row] == ErrorId::kCount && plan_.format == FileFormat::kDelimited) {
      // Elsewhere an empty cell at the end of a row need not be written.
      short_rows_.push_back(static_cast<uint32_t>(row));
    }
  }
}

bool RowReader::Impl::IsBlank(std::string_view record) const {
  for (const char c : record) {
    if (c != dialect_.delimiter && c != ' ' && c != '\r' && c != '\n' && c != '\t' && c != '"') return false;
  }
  return true;
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

void RowReader::Impl::CheckDelivery(size_t rows) {
  const int64_t* shipped = batch_.Column(FieldId::kShipTime);
  if (shipped == nullptr || !batch_.Has(FieldId::kDeliveredTime)) return;
  int64_t* delivered = batch_.columns[static_cast<size_t>(FieldId::kDeliveredTime)].data();
  for (size_t row = 0; row < rows; ++row) {
    // Packed instants order by time; only a delivery that is not later can be wrong.
    if (delivered[row] >= shipped[row] || delivered[row] == kNull || shipped[row] == kNull) continue;
    const bool wrong = CompareAsWritten(Instant::FromPacked(delivered[row]), Instant::FromPacked(shipped[row])) < 0;
    if (!wrong) continue;
    if (plan_.rules.early_delivery_is_dropped) {
      delivered[row] = kNull;
      Notice(row, ErrorId::kRuleDeliveryDropped, SlotOf(FieldId::kDeliveredTime));
    } else {
      Exclude(row, ErrorId::kDeliveredBeforeShipped, SlotOf(FieldId::kDeliveredTime));
    }
  }
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

// Logs what was found, sums the money, closes the gaps of excluded rows and hands the batch on.
void RowReader::Impl::Count(size_t rows) {
  const int64_t* amount = batch_.Column(FieldId::kAmount);
  if (!any_excluded_ && (amount == nullptr || required_[static_cast<size_t>(FieldId::kAmount)])) {
    if (amount != nullptr) {
      int64_t sum = 0;
      for (size_t row = 0; row < rows; ++row) sum += amount[row];
      totals.amount_read_minor += sum;
      totals.amount_used_minor += sum;
    }
  } else {
    for (size_t row = 0; row < rows; ++row) {
      if (excluded_[row] != ErrorId::kCount && excluded_[row] != ErrorId::kBlankRow) Reconsider(row);
      const ErrorId why = excluded_[row];
      const bool used = why == ErrorId::kCount;
      if (!used) Log(row, why, excluded_slot_[row]);
      if (!used && excluded_sink_) excluded_sink_(SourceRow(first_ + row), batch_.customer[row]);
      // Sums of other rows are no money of the file's.
      const bool counts = why != ErrorId::kTotalsRow && why != ErrorId::kOtherRowKind;
      if (amount != nullptr && amount[row] != kNull && counts) {
        totals.amount_read_minor += amount[row];
        if (used) totals.amount_used_minor += amount[row];
      }
    }
  }
  // By rows, not by columns as found: the log keeps the first of each cause, which must not depend on where a batch
  // ends.
  std::sort(notices_.begin(), notices_.end(), [](const Noticed& a, const Noticed& b) {
    return std::tie(a.row, a.slot, a.id) < std::tie(b.row, b.slot, b.id);
  });
  for (const Noticed& noticed : notices_) {
    if (excluded_[noticed.row] == ErrorId::kCount) Log(noticed.row, noticed.id, noticed.slot);
  }
  notices_.clear();
  for (const uint32_t row : short_rows_) {
    if (excluded_[row] == ErrorId::kCount) Log(row, ErrorId::kCellsTooFew, -1);
  }
  short_rows_.clear();
  auto kept = static_cast<uint32_t>(rows);
  if (any_excluded_) kept = CloseGaps(rows);
  totals.rows_used += kept;
  batch_.rows = kept;
  if (kept > 0) sink_(batch_);
}

ErrorId RowReader::Impl::KindOfRow(size_t row) {
  if (!SplitRecord(first_ + row, row_cells_)) return ErrorId::kCount;
  if (IsTotalsRow(row_cells_)) return ErrorId::kTotalsRow;
  if (FirstFilled(row_cells_).empty()) return ErrorId::kBlankRow;
  if (!LooksLikeHeader(row_cells_)) return ErrorId::kCount;
  if (!header_words_) header_words_ = std::make_unique<HeaderWords>(plan_.headers);
  return header_words_->IsHeader(row_cells_) ? ErrorId::kHeaderAgain : ErrorId::kCount;
}

// A line may be repeated by mistake, and a waybill has several lines by right: only the whole row tells. Rows are
// compared with the lines of their waybill directly above them; where there are no waybills, with the row above. (Every
// row against every other costs 8 bytes and a tenth of the time a row.)
void RowReader::Impl::FindTwins(size_t rows) {
  const auto record_of = [this](size_t row) {
    std::string_view record = RecordAt(first_ + row);
    while (!record.empty() && (record.back() == '\n' || record.back() == '\r')) record.remove_suffix(1);
    return record;
  };
  const int64_t* waybills = batch_.Column(FieldId::kWaybillNo);
  if (waybills == nullptr) {
    for (size_t row = 0; row < rows; ++row) {
      const std::string_view record = record_of(row);
      const std::string_view above = row > 0 ? record_of(row - 1) : std::string_view(record_above_);
      if (record == above && !record.empty()) Notice(row, ErrorId::kRowTwice, -1);
    }
  } else {
    int64_t above = waybill_above_;
    for (size_t row = 0; row < rows; ++row) {
      const int64_t waybill = waybills[row];
      const bool is_line = waybill == above && waybill != kNull;
      above = waybill;
      if (!is_line) {
        if (!lines_above_.empty()) lines_above_.clear();
        continue;
      }
      if (lines_above_.empty()) lines_above_.push_back(table::HashBytes(row > 0 ? record_of(row - 1) : record_above_));
      const uint64_t line = table::HashBytes(record_of(row));
      if (std::find(lines_above_.begin(), lines_above_.end(), line) != lines_above_.end())
        Notice(row, ErrorId::kRowTwice, -1);
      if (lines_above_.size() < kLinesMax) lines_above_.push_back(line);
    }
    waybill_above_ = above;
  }
  record_above_ = record_of(rows - 1);
}

// A row that cannot be used because it is a row of sums, the header once more, or holds nothing, is called that.
void RowReader::Impl::Reconsider(size_t row) {
  if (excluded_[row] == ErrorId::kTotalsRow) return;
  const ErrorId kind = KindOfRow(row);
  if (kind == ErrorId::kCount) return;
  excluded_[row] = kind;
  excluded_slot_[row] = -1;
}

uint32_t RowReader::Impl::CloseGaps(size_t rows) {
  uint32_t kept = 0;
  for (size_t row = 0; row < rows; ++row) {
    if (excluded_[row] != ErrorId::kCount) continue;
    if (kept != row) {
      batch_.customer[kept] = batch_.customer[row];
      batch_.source_row[kept] = batch_.source_row[row];
      for (const Slot& slot : slots_) {
        const auto field = static_cast<size_t>(slot.field);
        if (batch_.present[field]) batch_.columns[field][kept] = batch_.columns[field][row];
      }
    }
    ++kept;
  }
  return kept;
}

// --- the door -------------------------------------------------------------------------------------------------------

RowReader::RowReader(const ReadPlan& plan, ImportPools& pools, const WantedFields& wanted, BatchSink sink,
                     ExcludedSink excluded)
    : impl_(std::make_unique<Impl>(plan, pools, wanted, std::move(sink), std::move(excluded))) {}
RowReader::~RowReader() = default;
RowReader::RowReader(RowReader&&) noexcept = default;
RowReader& RowReader::operator=(RowReader&&) noexcept = default;

Status RowReader::Feed(std::string_view bytes) { return impl_->Feed(bytes); }
Status RowReader::Finish() { return impl_->Finish(); }
void RowReader::ReadCells(uint64_t source_row, std::vector<std::string>& cells) { impl_->CellsOf(source_row, cells); }
const RowTotals& RowReader::totals() const { return impl_->totals; }

}  // namespace loyalane::ingest
