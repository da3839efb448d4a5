// The cells of each type of column -> the batch's numbers.
#include <bit>

#include "ingest/cell_birthday.h"
#include "ingest/cell_date.h"
#include "ingest/cell_number.h"
#include "ingest/cell_score.h"
#include "ingest/cell_status.h"
#include "ingest/cell_text.h"
#include "ingest/row_reader_impl.h"
#include "model/waybill_key.h"

namespace loyalane::ingest {

using model::FieldId;
using model::FieldType;
using model::kNull;
using row_reader_internal::IsCutId;
using row_reader_internal::IsDamaged;
using row_reader_internal::kMissingBytesMax;
using row_reader_internal::SameBytes;
using table::kNoText;
using table::TextId;
using table::TextPool;

LOYALANE_COLD RowReader::Impl::ReadCells RowReader::Impl::ReaderOf(FieldId field, const ReadPlan& plan) {
  switch (model::FieldOf(field).type) {
    case FieldType::kInstant:
      return &Impl::ReadDates;
    case FieldType::kMoney:
      return plan.decimal_comma.value_or(false) ? &Impl::ReadCommaMoney : &Impl::ReadMoney;
    case FieldType::kWaybill:
      return &Impl::ReadWaybills;
    case FieldType::kNumber:
    case FieldType::kShare:
    case FieldType::kWhole:
      return &Impl::ReadNumbers;
    case FieldType::kStatus:
    case FieldType::kText:
    case FieldType::kPhone:
    case FieldType::kKey:  // of another than the row's customer: its code beside his
      return &Impl::ReadTexts;
    case FieldType::kReal:
      return &Impl::ReadReals;
    case FieldType::kBirthday:
      return &Impl::ReadBirthdays;
  }
  return nullptr;
}

// A required cell that cannot be read excludes the row; an optional one counts as missing and is told.
LOYALANE_COLD void RowReader::Impl::Unreadable(size_t row, int32_t slot, ErrorId if_required) {
  if (IsRequired(slot)) {
    Exclude(row, if_required, slot);
  } else {
    Notice(row, ErrorId::kOptionalUnreadable, slot);
  }
}

// --- dates ----------------------------------------------------------------------------------------------------------

void RowReader::Impl::ReadDates(int32_t slot, size_t rows, int64_t* out) {
  const Column cells = ColumnOf(slot);
  const char* bytes = block_.bytes;
  constexpr uint32_t kDateBytes = 10;
  constexpr uint32_t kMinuteBytes = 16;
  // Files are mostly in the order of their dates: a date without a time is often that of the row above.
  uint64_t head_above = 0;
  uint64_t tail_above = 1;  // no ten bytes have both
  int64_t above = kNull;
  MonthMemo memo;
  for (size_t row = 0; row < rows; ++row) {
    // What most columns are, each in a loop of its own: cells like the one above; minutes of the same month.
    const auto is_above = [bytes, head_above, tail_above](const Cell& cell) {
      const char* raw = bytes + cell.begin;
      return cell.size == kDateBytes && LoadEight(raw) == head_above && LoadEight(raw + kDateBytes - 8) == tail_above;
    };
    for (; row < rows && is_above(cells[row]); ++row) out[row] = above;
    for (const MonthMemo month = memo; row < rows && cells[row].size == kMinuteBytes; ++row) {
      if (!ReadMinuteOfMonth(bytes + cells[row].begin, month, out[row])) break;
    }
    if (row == rows) break;
    const Cell& cell = cells[row];
    const char* raw = bytes + cell.begin;
    if (!ReadUsualDate(raw, cell.size, memo, out[row])) {
      out[row] = OtherDate(row, slot, cell);
    } else if (cell.size == kDateBytes) {
      head_above = LoadEight(raw);
      tail_above = LoadEight(raw + kDateBytes - 8);
      above = out[row];
    }
  }
  if (plan_.rules.ship_date == RowRules::Missing::kAbove &&
      slots_[static_cast<size_t>(slot)].field == FieldId::kShipTime)
    FillShipDatesAbove(slot, rows, out);
}

LOYALANE_COLD int64_t RowReader::Impl::OtherDate(size_t row, int32_t slot, const Cell& cell) {
  const DateCell date = cell.size == 0 ? DateCell{} : ParseDate(Text(cell), {plan_.bill_month, plan_.date_order});
  if (date.outcome == DateOutcome::kOk) return date.packed;
  if (date.outcome == DateOutcome::kUnreadable) {
    Unreadable(row, slot, ErrorId::kDateUnreadable);
  } else if (IsRequired(slot)) {
    const bool ship_date = slots_[static_cast<size_t>(slot)].field == FieldId::kShipTime;
    Exclude(row, ship_date ? ErrorId::kShipDateMissing : ErrorId::kRequiredValueMissing, slot);
  }
  return kNull;
}

LOYALANE_COLD void RowReader::Impl::FillShipDatesAbove(int32_t slot, size_t rows, int64_t* out) {
  for (size_t row = 0; row < rows; ++row) {
    if (out[row] != kNull) {
      ship_date_above_ = out[row];
    } else if (excluded_[row] == ErrorId::kShipDateMissing && ship_date_above_ != kNull) {
      out[row] = ship_date_above_;
      Forgive(row, ErrorId::kRuleDateAbove, slot);
    }
  }
}

// --- money ----------------------------------------------------------------------------------------------------------

void RowReader::Impl::ReadMoney(int32_t slot, size_t rows, int64_t* out) {
  const Column cells = ColumnOf(slot);
  for (size_t row = 0; row < rows; ++row) {
    const Cell& cell = cells[row];
    const bool usual = cell.begin + cell.size >= 8 && ReadUsualMoney(block_.bytes + cell.begin, cell.size, out[row]);
    if (!usual) out[row] = OtherMoney(row, slot, cell);
  }
  FillAmounts(slot, rows, out);
}

LOYALANE_COLD void RowReader::Impl::ReadCommaMoney(int32_t slot, size_t rows, int64_t* out) {
  const Column cells = ColumnOf(slot);
  for (size_t row = 0; row < rows; ++row) out[row] = OtherMoney(row, slot, cells[row]);
  FillAmounts(slot, rows, out);
}

LOYALANE_COLD int64_t RowReader::Impl::OtherMoney(size_t row, int32_t slot, const Cell& cell) {
  if (!has_decimal_comma_) {
    const NumberCell plain = ParsePlainMoney(block_.Raw(cell));
    if (plain.ok()) return plain.value;
  }
  const NumberCell number = ParseMoney(NumberText(cell));
  if (number.ok()) {
    if (number.outcome == NumberOutcome::kOkWithUnit) Notice(row, ErrorId::kAmountUnit, slot);
    return number.value;
  }
  if (number.outcome == NumberOutcome::kMissing) {
    if (IsRequired(slot)) Exclude(row, ErrorId::kAmountMissing, slot);
  } else {
    Unreadable(row, slot,
               number.outcome == NumberOutcome::kTooLarge ? ErrorId::kAmountTooLarge : ErrorId::kAmountUnreadable);
  }
  return kNull;
}

// Fee columns that make up the amount: an empty one adds nothing, but one of them must say something.
LOYALANE_COLD void RowReader::Impl::ReadAmountParts(int32_t slot, size_t rows, int64_t* out) {
  for (size_t row = 0; row < rows; ++row) {
    int64_t sum = 0;
    bool any = false;
    bool failed = false;
    for (const int32_t part : part_slots_) {
      const Cell& cell = CellAt(first_ + row, part);
      NumberCell number = has_decimal_comma_ ? NumberCell{} : ParsePlainMoney(block_.Raw(cell));
      if (!number.ok()) number = ParseMoney(NumberText(cell));
      if (number.outcome == NumberOutcome::kMissing) continue;
      any = true;
      if (!number.ok()) {
        failed = true;
        Exclude(row, number.outcome == NumberOutcome::kTooLarge ? ErrorId::kAmountTooLarge : ErrorId::kAmountUnreadable,
                part);
        continue;
      }
      if (number.outcome == NumberOutcome::kOkWithUnit) Notice(row, ErrorId::kAmountUnit, part);
      sum += number.value;
    }
    if (!any) Exclude(row, ErrorId::kAmountMissing, slot);
    out[row] = any && !failed ? sum : kNull;
  }
  FillAmounts(slot, rows, out);
}

LOYALANE_COLD void RowReader::Impl::FillAmounts(int32_t slot, size_t rows, int64_t* out) {
  const bool missing_is_zero = plan_.rules.amount == RowRules::Missing::kZero;
  const bool unreadable_is_zero = plan_.rules.unreadable_amount_is_zero;
  if (!missing_is_zero && !unreadable_is_zero) return;
  if (slots_[static_cast<size_t>(slot)].field != FieldId::kAmount) return;
  for (size_t row = 0; row < rows; ++row) {
    if (out[row] != kNull) continue;
    if (missing_is_zero && excluded_[row] == ErrorId::kAmountMissing) {
      Forgive(row, ErrorId::kRuleAmountMissingZero, slot);
    } else if (unreadable_is_zero && excluded_[row] == ErrorId::kAmountUnreadable) {
      Forgive(row, ErrorId::kRuleAmountUnreadableZero, excluded_slot_[row]);
    } else {
      continue;
    }
    out[row] = 0;
  }
}

// --- waybills -------------------------------------------------------------------------------------------------------

void RowReader::Impl::ReadWaybills(int32_t slot, size_t rows, int64_t* out) {
  const Column cells = ColumnOf(slot);
  const bool ids_cut = plan_.long_ids_cut;
  model::WaybillShape shape;
  for (size_t row = 0; row < rows; ++row) {
    const Cell& cell = cells[row];
    // What is as short as a mark of a missing value may be one: NULL has the shape of a number.
    const bool is_plain = cell.size > kMissingBytesMax && !ids_cut;
    const auto plain = is_plain ? model::EncodeWaybill(block_.Raw(cell), shape) : std::nullopt;
    out[row] = plain ? static_cast<int64_t>(*plain) : OtherWaybill(row, slot, cell);
  }
}

LOYALANE_COLD int64_t RowReader::Impl::OtherWaybill(size_t row, int32_t slot, const Cell& cell) {
  FoldWidth(Text(cell), folded_);
  const std::string_view number = Unwrap(folded_);
  if (IsMissing(number) || IsSheetError(number)) {
    // Where the waybill says whose the row is, none is nobody's; a case without one is nothing unusual.
    if (plan_.customer_key == FieldId::kWaybillNo) {
      Exclude(row, ErrorId::kRowKeyMissing, slot);
    } else if (plan_.dataset == model::DatasetId::kShipments) {
      Notice(row, ErrorId::kWaybillMissing, slot);
    }
    return kNull;
  }
  if (IsTotalsWord(number)) {
    ExcludeSum(row);
    return kNull;
  }
  const bool is_scientific = IsScientific(number);
  if (is_scientific || (plan_.long_ids_cut && IsCutId(number))) {
    if (plan_.rules.lost_waybill_is_missing) {
      Notice(row, ErrorId::kRuleWaybillDropped, slot);
    } else {
      Exclude(row, is_scientific ? ErrorId::kIdScientific : ErrorId::kIdDigitsLost, slot);
    }
    return kNull;
  }
  if (const auto unwrapped = model::EncodeWaybill(number)) return static_cast<int64_t>(*unwrapped);
  return static_cast<int64_t>(model::kWaybillKeySide + pools_.waybills.Add(number));
}

// --- numbers --------------------------------------------------------------------------------------------------------

// A cell's text with a decimal point, whatever the file writes.
LOYALANE_COLD std::string_view RowReader::Impl::NumberText(const Cell& cell) {
  const std::string_view text = Text(cell);
  if (!has_decimal_comma_) return text;
  WithDecimalPoint(text, comma_text_);
  return comma_text_;
}

LOYALANE_COLD void RowReader::Impl::ReadNumbers(int32_t slot, size_t rows, int64_t* out) {
  const FieldType type = slots_[static_cast<size_t>(slot)].type;
  const bool is_score = slots_[static_cast<size_t>(slot)].field == FieldId::kScore;
  for (size_t row = 0; row < rows; ++row) {
    const std::string_view text = NumberText(CellAt(first_ + row, slot));
    NumberCell number = is_score ? ParseScore(text, plan_.score_words) : ParseNumber(text);
    if (type == FieldType::kShare && number.ok()) {
      const bool percent = number.percent || share_is_percent_ || (!share_unit_known_ && number.value > model::kMicro);
      if (percent) number.value = (number.value >= 0 ? number.value + 50 : number.value - 50) / 100;
      if (number.value < 0 || number.value > model::kMicro) number.outcome = NumberOutcome::kUnreadable;
    }
    if (type == FieldType::kWhole && number.ok()) {
      if (number.value % model::kMicro != 0 || number.percent) number.outcome = NumberOutcome::kUnreadable;
      number.value /= model::kMicro;
    }
    out[row] = number.ok() ? number.value : kNull;
    if (!number.ok() && number.outcome != NumberOutcome::kMissing) {
      Unreadable(row, slot, ErrorId::kRequiredUnreadable);
    } else if (!number.ok() && IsRequired(slot)) {
      Exclude(row, ErrorId::kRequiredValueMissing, slot);
    }
  }
}

LOYALANE_COLD void RowReader::Impl::ReadReals(int32_t slot, size_t rows, int64_t* out) {
  for (size_t row = 0; row < rows; ++row) {
    const RealCell real = ParseReal(NumberText(CellAt(first_ + row, slot)));
    out[row] = real.outcome == NumberOutcome::kOk ? std::bit_cast<int64_t>(real.value) : kNull;
    if (real.outcome == NumberOutcome::kUnreadable) Unreadable(row, slot, ErrorId::kAmountUnreadable);
  }
}

LOYALANE_COLD void RowReader::Impl::ReadBirthdays(int32_t slot, size_t rows, int64_t* out) {
  const std::string header = NormaliseHeader(plan_.headers[slots_[static_cast<size_t>(slot)].column]);
  const bool is_lunar = header.find("农历") != std::string::npos || header.find("阴历") != std::string::npos;
  for (size_t row = 0; row < rows; ++row) {
    const BirthdayCell birthday = ParseBirthday(Text(CellAt(first_ + row, slot)), is_lunar);
    out[row] = birthday.outcome == DateOutcome::kOk ? birthday.packed : kNull;
    if (birthday.outcome == DateOutcome::kUnreadable) Unreadable(row, slot, ErrorId::kRequiredUnreadable);
  }
}

// --- texts ----------------------------------------------------------------------------------------------------------

// Texts, phones and statuses: few distinct values, each understood once.
void RowReader::Impl::ReadTexts(int32_t slot, size_t rows, int64_t* out) {
  const FieldType type = slots_[static_cast<size_t>(slot)].type;
  const bool status = type == FieldType::kStatus;
  const bool phone = type == FieldType::kPhone || type == FieldType::kKey;
  TextPool& raws = status ? raw_statuses_ : phone ? raw_phones_ : raw_texts_;
  std::vector<TextEntry>& entries = status ? status_entries_ : phone ? phone_entries_ : text_entries_;
  const Column cells = ColumnOf(slot);
  const bool required = IsRequired(slot);
  // A row that says 小计 where others name the fee is a sum of them, also where everything else in it is right.
  const bool tells_sums = MaySayTotals(slots_[static_cast<size_t>(slot)].field);
  std::string_view last;
  TextId id = kNoText;
  for (size_t row = 0; row < rows; ++row) {
    const Cell& cell = cells[row];
    const std::string_view raw = block_.Raw(cell);
    // Neighbours are often equal.
    if (id == kNoText || raw.size() != last.size() || !SameBytes(raw.data(), last.data(), raw.size())) {
      id = raws.Add(raw);
      if (id == entries.size()) entries.push_back(status ? NewStatus(cell) : NewText(cell, phone));
    }
    last = raw;
    const TextEntry& entry = entries[id];
    out[row] = entry.value;
    if (entry.notice != ErrorId::kCount) Notice(row, entry.notice, slot);
    if (entry.damaged) Notice(row, ErrorId::kReplacementCharacter, slot);
    if (required && entry.value == kNull) Exclude(row, ErrorId::kRequiredValueMissing, slot);
    if (tells_sums && entry.value != kNull && IsSum(entries[id])) ExcludeSum(row);
  }
}

LOYALANE_COLD RowReader::Impl::TextEntry RowReader::Impl::NewStatus(const Cell& cell) {
  TextEntry entry;
  const std::string_view text = TrimUtf8(Text(cell));
  if (IsMissing(text)) return entry;
  const auto status = ParseStatus(text, plan_.code_system);
  entry.value = static_cast<int64_t>(status.value_or(model::ShipmentStatus::kUnknown));
  if (!status) entry.notice = ErrorId::kStatusCodeSystem;
  return entry;
}

LOYALANE_COLD bool RowReader::Impl::IsSum(TextEntry& entry) const {
  if (!entry.is_sum) entry.is_sum = IsTotalsWord(pools_.texts[static_cast<TextId>(entry.value)]);
  return *entry.is_sum;
}

LOYALANE_COLD RowReader::Impl::TextEntry RowReader::Impl::NewText(const Cell& cell, bool phone) {
  TextEntry entry;
  FoldWidth(Text(cell), folded_);
  const std::string_view text = phone ? Unwrap(folded_) : TrimUtf8(folded_);
  if (IsMissing(text) || IsSheetError(text)) return entry;
  if (phone && IsScientific(text)) {
    entry.notice = ErrorId::kOptionalUnreadable;
    return entry;
  }
  entry.damaged = IsDamaged(text);
  entry.value = static_cast<int64_t>(pools_.texts.Add(text));
  return entry;
}

// Rows of another kind than the one that is used.
LOYALANE_COLD void RowReader::Impl::ReadKinds(size_t rows) {
  const Column cells = ColumnOf(kind_slot_);
  for (size_t row = 0; row < rows; ++row) {
    if (TrimUtf8(Text(cells[row])) != plan_.only->value) Exclude(row, ErrorId::kOtherRowKind, kind_slot_);
  }
}

}  // namespace loyalane::ingest
