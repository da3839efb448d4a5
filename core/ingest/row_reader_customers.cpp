// Who the customer of a row is: raw cells -> the import's customers, and their names.
#include <algorithm>

#include "base/bring_near.h"
#include "ingest/cell_text.h"
#include "ingest/lost_zeros.h"
#include "ingest/row_reader_impl.h"

namespace loyalane::ingest {

using model::FieldId;
using model::kNull;
using row_reader_internal::CustomerEntry;
using row_reader_internal::IsCutId;
using row_reader_internal::IsDamaged;
using row_reader_internal::IsTwoWords;
using row_reader_internal::kMissingBytesMax;
using table::kNoText;
using table::TextId;

namespace row_reader_internal {

bool IsDamaged(std::string_view text) {
  constexpr std::string_view kReplacement = "\xEF\xBF\xBD";
  return text.find(kReplacement) != std::string_view::npos || text.find("??") != std::string_view::npos;
}

bool IsCutId(std::string_view text) {
  constexpr size_t kDigitsKept = 15;  // of a number in a spreadsheet
  if (text.size() <= kDigitsKept) return false;
  for (size_t i = 0; i < text.size(); ++i) {
    if (text[i] < '0' || text[i] > '9' || (i >= kDigitsKept && text[i] != '0')) return false;
  }
  return true;
}

}  // namespace row_reader_internal

namespace {

// Whether an id is made of ASCII letters and digits, at least one of these: then there is nothing to unwrap, and it is
// no mark of a missing value and no word of a totals row.
bool IsPlainId(std::string_view text) {
  bool any_digit = false;
  for (const char c : text) {
    const bool digit = c >= '0' && c <= '9';
    const auto letter = static_cast<unsigned char>((c | 0x20) - 'a');
    if (!digit && letter >= 26) return false;
    any_digit |= digit;
  }
  return any_digit;
}

// Whether a UTF-8 text is longer than any mark of a missing value and made of ASCII letters and digits and of
// characters in U+4000..U+9FFF, where all Chinese names lie: then it is valid and there is nothing to trim, fold or
// report.
bool IsPlainName(std::string_view text) {
  if (text.size() <= kMissingBytesMax) return false;
  for (size_t i = 0; i < text.size();) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if (byte >= 0xE4 && byte <= 0xE9) {
      if (text.size() - i < 3 || (text[i + 1] & 0xC0) != 0x80 || (text[i + 2] & 0xC0) != 0x80) return false;
      i += 3;
    } else {
      if ((byte < '0' || byte > '9') && static_cast<unsigned char>((byte | 0x20) - 'a') >= 26) return false;
      ++i;
    }
  }
  return true;
}

}  // namespace

// The work is waiting for memory, so each step is done for a group of rows before the next, and asks for what that will
// read; the steps of three groups overlap.
void RowReader::Impl::ReadCustomers(int32_t key_slot, size_t rows, int64_t* /*out*/) {
  constexpr size_t kGroupRows = kCanPrefetch ? 32 : model::kBatchRowsMax;
  const Column keys = ColumnOf(key_slot);
  int64_t* names = name_slot_ < 0 ? nullptr : batch_.columns[static_cast<size_t>(FieldId::kCustomerName)].data();
  const Column name_cells = ColumnOf(name_slot_ < 0 ? key_slot_ : name_slot_);
  for (size_t from = 0; from < rows + 2 * kGroupRows; from += kGroupRows) {
    for (size_t row = from; row < std::min(rows, from + kGroupRows); ++row) {
      hashes_[row] = table::HashBytes(block_.Raw(keys[row]));
      raw_customers_.PrefetchSlot(hashes_[row]);
    }
    if (from < kGroupRows) continue;
    FindEntries(from - kGroupRows, std::min(rows, from), name_cells);
    if (from < 2 * kGroupRows) continue;
    for (size_t row = from - 2 * kGroupRows; row < std::min(rows, from - kGroupRows); ++row) {
      CustomerEntry& entry = EntryOf(keys[row], raw_ids_[row], hashes_[row]);
      batch_.customer[row] = entry.customer;
      if (entry.problem != ErrorId::kCount) {
        Exclude(row, entry.problem, key_slot_);
      } else if (entry.damaged) {
        Notice(row, ErrorId::kReplacementCharacter, key_slot_);
      }
      if (names == nullptr) continue;
      const Cell& cell = name_cells[row];
      if (!IsSameName(entry, cell)) NewName(entry, cell);
      names[row] = entry.name == kNoText ? kNull : static_cast<int64_t>(entry.name);
      if (entry.name_damaged) damaged_names_.push_back(static_cast<uint32_t>(row));
    }
  }
  if (plan_.rules.customer == RowRules::Missing::kAbove) FillCustomersAbove(rows);
}

void RowReader::Impl::FindEntries(size_t from, size_t to, const Column& name_cells) {
  for (size_t row = from; row < to; ++row) {
    const TextId id = raw_customers_.Guess(hashes_[row]);
    raw_ids_[row] = id;
    if (id == kNoText) {
      // A new customer most likely: the pools that will take its key and its name.
      pools_.customers.PrefetchSlot(hashes_[row]);
      if (name_slot_ >= 0) pools_.texts.PrefetchSlot(table::HashBytes(block_.Raw(name_cells[row])));
      continue;
    }
    const CustomerEntry& entry = customer_entries_[id];
    BringNear(&entry);
    BringNear(entry.name_here);
  }
}

LOYALANE_COLD void RowReader::Impl::FillCustomersAbove(size_t rows) {
  for (size_t row = 0; row < rows; ++row) {
    if (batch_.customer[row] != kNoText) {
      customer_above_ = batch_.customer[row];
    } else if (excluded_[row] == ErrorId::kCustomerMissing && customer_above_ != kNoText) {
      batch_.customer[row] = customer_above_;
      Forgive(row, ErrorId::kRuleCustomerAbove, key_slot_);
    }
  }
}

CustomerEntry& RowReader::Impl::EntryOf(const Cell& cell, TextId guess, uint64_t hash) {
  const char* raw = block_.bytes + cell.begin;
  if (guess != kNoText) {
    CustomerEntry& entry = customer_entries_[guess];
    if (entry.cell_size == cell.size && IsTwoWords(cell.size) && LoadEight(raw) == entry.first_word &&
        LoadEight(raw + cell.size - 8) == entry.last_word) {
      return entry;
    }
  }
  const TextId id = raw_customers_.Add({raw, cell.size}, hash);
  return id == customer_entries_.size() ? NewCustomer(cell) : customer_entries_[id];
}

CustomerEntry& RowReader::Impl::NewCustomer(const Cell& cell) {
  CustomerEntry& entry = customer_entries_.Append();
  const std::string_view raw = block_.Raw(cell);
  if (IsTwoWords(raw.size())) {
    entry.cell_size = cell.size;
    entry.first_word = LoadEight(raw.data());
    entry.last_word = LoadEight(raw.data() + raw.size() - 8);
  }
  const bool is_id = plan_.customer_key != FieldId::kCustomerName;
  if (IsPlainId(raw) && !(is_id && plan_.long_ids_cut)) {
    entry.customer = pools_.customers.Add(raw);
    return entry;
  }
  FoldWidth(Text(cell), folded_);
  const std::string_view key = Unwrap(folded_);
  if (IsMissing(key) || IsSheetError(key)) {
    entry.problem = ErrorId::kCustomerMissing;
  } else if (IsTotalsWord(key)) {
    entry.problem = ErrorId::kTotalsRow;
  } else if (is_id && IsScientific(key)) {
    entry.problem = ErrorId::kIdScientific;
  } else if (is_id && plan_.long_ids_cut && IsCutId(key)) {
    entry.problem = ErrorId::kIdDigitsLost;
  } else if (key.find('*') != std::string_view::npos) {
    entry.problem = ErrorId::kKeyMasked;
  } else {
    entry.damaged = IsDamaged(key);
    entry.customer = pools_.customers.Add(key);
  }
  return entry;
}

bool RowReader::Impl::IsSameName(const CustomerEntry& entry, const Cell& cell) const {
  if (cell.size != entry.name_size || (cell.escaped != 0) != entry.name_escaped) return false;
  const char* raw = block_.bytes + cell.begin;
  if (cell.size > CustomerEntry::kNameHereMax) return std::memcmp(raw, entry.name_far, cell.size) == 0;
  // 64 bytes at once, if the file has that many here; those behind the name do not count.
  if (cell.begin + 64 > readable_) return cell.size == 0 || std::memcmp(raw, entry.name_here, cell.size) == 0;
  return (~SimdBlock::Same(raw, entry.name_here) & ((uint64_t{1} << cell.size) - 1)) == 0;
}

void RowReader::Impl::NewName(CustomerEntry& entry, const Cell& cell) {
  const std::string_view raw = block_.Raw(cell);
  entry.name_size = cell.size;
  entry.name_escaped = cell.escaped != 0;
  if (raw.size() > CustomerEntry::kNameHereMax) {
    entry.name_far = raw_names_[raw_names_.Add(raw)].data();
  } else if (!raw.empty()) {
    std::memcpy(entry.name_here, raw.data(), raw.size());
  }
  const bool plain_here = text_encoding_ == Encoding::kUtf8 && cell.escaped == 0 && IsPlainName(raw);
  const std::string_view text = plain_here ? raw : Text(cell);
  if (plain_here || IsPlainName(text)) {
    entry.name = pools_.texts.Add(text);
    entry.name_damaged = false;
    return;
  }
  FoldWidth(text, folded_);
  const std::string_view name = TrimUtf8(folded_);
  entry.name = IsMissing(name) || IsSheetError(name) ? kNoText : pools_.texts.Add(name);
  entry.name_damaged = IsDamaged(name);
}

void RowReader::Impl::FindLostZeros() {
  if (key_slot_ < 0 || plan_.customer_key == FieldId::kCustomerName) return;
  NoteLostZeros(pools_.customers, customers_before_, slots_[static_cast<size_t>(key_slot_)].column, totals.issues);
}

}  // namespace loyalane::ingest
