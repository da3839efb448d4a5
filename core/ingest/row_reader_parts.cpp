// Files that are read in parts: what a part begins with, and what it hands on.
#include <algorithm>

#include "ingest/byte_record.h"
#include "ingest/row_reader_impl.h"
#include "model/waybill_key.h"

namespace loyalane::ingest {
namespace {

using model::kNull;
using table::kNoText;

enum CarryFlags : uint8_t { kBlankAbove = 1, kTableEnded = 2, kHasCustomer = 4 };
enum class WaybillAbove : uint8_t { kNone, kKey, kText };

}  // namespace

bool RowReader::CanBeParted(const ReadPlan& plan) {
  return plan.format == FileFormat::kDelimited && plan.made_records == 0 && !plan.key_value &&
         plan.encoding != Encoding::kUtf16Le && plan.encoding != Encoding::kUtf16Be;
}

void RowReader::Impl::BeginPart(PartStart start) {
  totals = {};
  header_records_ -= std::min(header_records_, records_seen_);
  records_seen_ = 0;
  if (start == PartStart::kFollow) return;
  const bool from_file_start = start == PartStart::kFileStart;
  header_records_ = from_file_start && plan_.header_row > 0 ? uint64_t{plan_.header_row} + plan_.header_rows - 1 : 0;
  prologue_ = TextPrologue(plan_.encoding, from_file_start ? plan_.bom_bytes : 0);
  pieces_ = {};
  blank_above_ = false;
  table_ended_ = false;
  end_text_.clear();
  customer_above_ = kNoText;
  ship_date_above_ = kNull;
  waybill_above_ = kNull;
  record_above_.clear();
  lines_above_.clear();
}

Status RowReader::Impl::ReadAbove(std::string_view records, bool from_file_start) {
  BeginPart(from_file_start ? PartStart::kFileStart : PartStart::kInside);
  records = prologue_.Feed(records);
  is_above_ = true;
  ScanOutcome outcome;
  while (!records.empty() && !outcome.failed) {
    outcome = ScanOnce(records.data(), records.size(), true);
    records.remove_prefix(outcome.consumed);
  }
  is_above_ = false;
  Status read = Ended(outcome);
  BeginPart(PartStart::kFollow);
  return read;
}

std::string RowReader::Impl::Carry() const {
  std::string bytes;
  ByteRecordWriter out(bytes);
  const uint64_t header_left = header_records_ - std::min(header_records_, records_seen_);
  out.Put(header_left);
  out.Put(static_cast<uint8_t>((blank_above_ ? kBlankAbove : 0) | (table_ended_ ? kTableEnded : 0) |
                               (customer_above_ != kNoText ? kHasCustomer : 0)));
  out.PutText(end_text_);
  out.PutText(customer_above_ == kNoText ? std::string_view() : pools_.customers[customer_above_]);
  out.Put(ship_date_above_);
  // Texts, not their numbers: these differ from reader to reader.
  const auto waybill = static_cast<model::WaybillKey>(waybill_above_);
  const bool is_side = waybill_above_ != kNull && waybill >= model::kWaybillKeySide;
  out.Put(waybill_above_ == kNull ? WaybillAbove::kNone : is_side ? WaybillAbove::kText : WaybillAbove::kKey);
  out.Put(is_side ? int64_t{0} : waybill_above_);
  out.PutText(is_side ? pools_.waybills[static_cast<table::TextId>(waybill - model::kWaybillKeySide)]
                      : std::string_view());
  out.PutText(lines_above_.empty() ? record_above_ : std::string_view());
  out.Put(static_cast<uint32_t>(lines_above_.size()));
  for (const uint64_t line : lines_above_) out.Put(line);
  return bytes;
}

void RowReader::Impl::SetCarry(std::string_view carry) {
  ByteRecord in(carry);
  header_records_ = in.Take<uint64_t>();
  const auto flags = in.Take<uint8_t>();
  blank_above_ = (flags & kBlankAbove) != 0;
  table_ended_ = (flags & kTableEnded) != 0;
  end_text_ = in.TakeText();
  const std::string_view customer = in.TakeText();
  customer_above_ = (flags & kHasCustomer) != 0 ? pools_.customers.Add(customer) : kNoText;
  ship_date_above_ = in.Take<int64_t>();
  const auto kind = in.Take<WaybillAbove>();
  waybill_above_ = in.Take<int64_t>();
  const std::string_view waybill = in.TakeText();
  if (kind == WaybillAbove::kNone) waybill_above_ = kNull;
  if (kind == WaybillAbove::kText)
    waybill_above_ = static_cast<int64_t>(model::kWaybillKeySide + pools_.waybills.Add(waybill));
  record_above_ = in.TakeText();
  lines_above_.clear();
  const auto lines = in.Take<uint32_t>();
  for (uint32_t i = 0; i < lines && in.ok(); ++i) lines_above_.push_back(in.Take<uint64_t>());
}

Result<RowReader::RecordEnd> RowReader::Impl::FeedRecordEnd(std::string_view bytes) {
  RecordEnd end;
  const ScanOutcome outcome = pieces_.FeedRecordEnd(
      bytes, end.taken, end.ended,
      [this](const char* at, size_t size) { return ScanRecords(dialect_, at, size, false, 1, extra_block_); },
      [this](const char* at, size_t size, bool at_end) { return ScanOnce(at, size, at_end); });
  const Status fed = Ended(outcome);
  if (!fed) return fed.error();
  return end;
}

Status RowReader::Impl::FinishPart() {
  return Ended(pieces_.Finish([this](const char* at, size_t size, bool at_end) { return ScanOnce(at, size, at_end); }));
}

std::vector<model::FieldId> RowReader::Impl::fields() const {
  std::vector<model::FieldId> fields;
  for (size_t field = 0; field < model::kFieldCount; ++field) {
    if (batch_.present[field]) fields.push_back(static_cast<model::FieldId>(field));
  }
  return fields;
}

void RowReader::BeginPart(PartStart start) { impl_->BeginPart(start); }
Status RowReader::ReadAbove(std::string_view records, bool from_file_start) {
  return impl_->ReadAbove(records, from_file_start);
}
std::string RowReader::Carry() const { return impl_->Carry(); }
void RowReader::SetCarry(std::string_view carry) { impl_->SetCarry(carry); }
Result<RowReader::RecordEnd> RowReader::FeedRecordEnd(std::string_view bytes) { return impl_->FeedRecordEnd(bytes); }
bool RowReader::at_record_start() const { return impl_->at_record_start(); }
Status RowReader::FinishPart() { return impl_->FinishPart(); }
uint64_t RowReader::records() const { return impl_->records(); }
std::vector<model::FieldId> RowReader::fields() const { return impl_->fields(); }

}  // namespace loyalane::ingest
