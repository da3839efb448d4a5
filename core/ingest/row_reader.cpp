#include "ingest/row_reader.h"

#include <algorithm>
#include <tuple>

#include "base/sort.h"
#include "ingest/cell_text.h"
#include "ingest/row_reader_impl.h"

namespace loyalane::ingest {
namespace {

using model::FieldId;
using model::kBatchRowsMax;
using model::kNull;
using row_reader_internal::kLinesAboveMax;

}  // namespace

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
  Sort(notices_, [](const Noticed& a, const Noticed& b) {
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
      if (lines_above_.size() < kLinesAboveMax) lines_above_.push_back(line);
    }
    waybill_above_ = above;
  }
  record_above_ = record_of(rows - 1);
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
