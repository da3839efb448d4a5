#include "ingest/row_reader.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <tuple>

#include "base/bring_near.h"
#include "base/digits.h"
#include "ingest/byte_masks.h"
#include "ingest/cell_date.h"
#include "ingest/cell_number.h"
#include "ingest/cell_status.h"
#include "ingest/cell_stream.h"
#include "ingest/cell_text.h"
#include "ingest/csv_scanner.h"
#include "ingest/encoding.h"
#include "ingest/piecewise.h"
#include "model/waybill_key.h"

namespace loyalane::ingest {
namespace {

using model::EventBatch;
using model::FieldId;
using model::FieldType;
using model::kBatchRowsMax;
using model::kNull;
using table::kNoText;
using table::TextId;
using table::TextPool;

constexpr size_t kMissingBytesMax = 6;  // of the marks that IsMissing knows
constexpr std::string_view kReplacement = "\xEF\xBF\xBD";

bool IsAscii(std::string_view bytes) {
  for (const char c : bytes) {
    if (static_cast<unsigned char>(c) >= 0x80) return false;
  }
  return true;
}

// Texts of 8 to 16 bytes, which ids and statuses are, compare as two words.
bool IsTwoWords(size_t size) { return size - 8 <= 8; }

bool SameBytes(const char* a, const char* b, size_t size) {
  if (IsTwoWords(size)) return LoadEight(a) == LoadEight(b) && LoadEight(a + size - 8) == LoadEight(b + size - 8);
  return size == 0 || std::memcmp(a, b, size) == 0;
}

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

// What a raw customer cell stands for, in two cache lines: a row of a known customer needs nothing else.
struct alignas(64) CustomerEntry {
  static constexpr uint32_t kNameHereMax = 63;  // so that its mask has room in 64 bits
  // The cell: if of 8 to 16 bytes, its first and its last eight; else the size is 0 and the pool of raw cells is asked.
  uint64_t first_word = 0;
  uint64_t last_word = 0;
  uint32_t cell_size = 0;
  TextId customer = kNoText;
  ErrorId problem = ErrorId::kCount;  // kCount = none; else why rows with it are excluded
  bool damaged = false;               // holds replacement characters
  // The name cell seen last with this customer: most rows repeat it, and comparing is cheaper than looking up.
  bool name_escaped = false;
  bool name_damaged = false;
  uint32_t name_size = 0;
  TextId name = kNoText;
  const char* name_far = nullptr;  // the bytes of a name longer than kNameHereMax
  alignas(64) char name_here[64] = {};
};
static_assert(sizeof(CustomerEntry) == 128);

// Entries by the number of their raw cell; they never move, so that growing copies nothing.
class CustomerEntries {
 public:
  [[nodiscard]] uint32_t size() const { return size_; }
  [[nodiscard]] CustomerEntry& operator[](TextId id) const { return blocks_[id / kBlockEntries][id % kBlockEntries]; }
  CustomerEntry& Append() {
    if (size_ % kBlockEntries == 0) blocks_.emplace_back(new CustomerEntry[kBlockEntries]);
    return (*this)[size_++];
  }

 private:
  static constexpr uint32_t kBlockEntries = 512;
  std::vector<std::unique_ptr<CustomerEntry[]>> blocks_;
  uint32_t size_ = 0;
};

struct TextEntry {
  int64_t value = kNull;
  ErrorId notice = ErrorId::kCount;
  bool damaged = false;
};

bool IsDamaged(std::string_view text) {
  return text.find(kReplacement) != std::string_view::npos || text.find("??") != std::string_view::npos;
}

}  // namespace

class RowReader::Impl {
 public:
  Impl(const ReadPlan& plan, ImportPools& pools, const WantedFields& wanted, BatchSink sink, ExcludedSink excluded)
      : plan_(plan),
        pools_(pools),
        sink_(std::move(sink)),
        excluded_sink_(std::move(excluded)),
        text_encoding_(plan.encoding),
        skip_bytes_(plan.bom_bytes) {
    if (plan.encoding == Encoding::kUtf16Le || plan.encoding == Encoding::kUtf16Be) {
      utf16_ = std::make_unique<Utf16Transcoder>(plan.encoding);
      text_encoding_ = Encoding::kUtf8;
    }
    dialect_ = {plan.delimiter, text_encoding_};
    batch_.dataset = plan.dataset;
    batch_.customers = &pools.customers;
    batch_.texts = &pools.texts;
    batch_.customer.resize(kBatchRowsMax);
    batch_.source_row.resize(kBatchRowsMax);
    slot_of_column_.assign(plan.headers.size(), -1);
    for (const ColumnBinding& binding : plan.fields) {
      if (binding.column >= slot_of_column_.size()) continue;
      const bool is_key = binding.field == plan.customer_key;
      const bool is_name = binding.field == FieldId::kCustomerName;
      if (!is_key && !wanted[static_cast<size_t>(binding.field)] && !is_name) continue;
      if (model::FieldOf(binding.field).type == FieldType::kKey && !is_key && !is_name) continue;
      const auto slot = static_cast<int32_t>(slots_.size());
      // A column has one meaning; the key's comes first.
      if (slot_of_column_[binding.column] >= 0 || (!is_key && plan.ColumnOf(plan.customer_key) == binding.column))
        continue;
      slot_of_column_[binding.column] = slot;
      const FieldType type = model::FieldOf(binding.field).type;
      slots_.push_back({binding.field, binding.column, type, is_key ? &Impl::ReadCustomers : ReaderOf(type)});
      if (is_key) key_slot_ = slot;
      if (is_name) {
        name_slot_ = slot;
        Provide(FieldId::kCustomerName);
      } else if (!is_key) {
        Provide(binding.field);
      }
    }
    const Dataset& dataset = model::DatasetOf(plan.dataset);
    for (const model::DatasetField& field : dataset.fields)
      required_[static_cast<size_t>(field.field)] = field.required;
    for (const ColumnBinding& binding : plan.fields) {
      if (binding.field != FieldId::kShare) continue;
      const std::string header = NormaliseHeader(plan.headers[binding.column]);
      FoldWidth(plan.headers[binding.column], folded_);  // brackets and all: 份额（％）
      share_is_percent_ = plan.share_unit == ShareUnit::kPercent ||
                          (plan.share_unit == ShareUnit::kAuto &&
                           (header.find("pct") != std::string::npos || folded_.find('%') != std::string::npos));
      share_unit_known_ = plan.share_unit != ShareUnit::kAuto || share_is_percent_;
    }
  }

  Status Feed(std::string_view bytes) {
    if (skip_bytes_ > 0) {
      const size_t skipped = std::min<size_t>(skip_bytes_, bytes.size());
      skip_bytes_ -= static_cast<uint32_t>(skipped);
      bytes.remove_prefix(skipped);
    }
    if (utf16_) {
      transcoded_.clear();
      utf16_->Feed(bytes, transcoded_);
      bytes = transcoded_;
    }
    return Ended(
        pieces_.Feed(bytes, [this](const char* at, size_t size, bool at_end) { return ScanOnce(at, size, at_end); }));
  }

  Status Finish() {
    if (utf16_) {
      transcoded_.clear();
      utf16_->Finish(transcoded_);
      Status fed = Ended(pieces_.Feed(
          transcoded_, [this](const char* at, size_t size, bool at_end) { return ScanOnce(at, size, at_end); }));
      if (!fed) return fed;
    }
    return Ended(
        pieces_.Finish([this](const char* at, size_t size, bool at_end) { return ScanOnce(at, size, at_end); }));
  }

  void CellsOf(uint64_t source_row, std::vector<std::string>& cells) {
    const std::string_view record = RecordAt(static_cast<size_t>(source_row - records_seen_ - 1));
    cells.clear();
    if (ScanRecords(dialect_, record.data(), record.size(), true, 1, extra_block_).failed) return;
    for (const Cell& cell : extra_block_.cells) cells.emplace_back(Text(extra_block_.Raw(cell), cell.escaped != 0));
  }

  IssueLog issues;
  uint64_t rows_in = 0;
  uint64_t rows_used = 0;
  int64_t amount_read_minor = 0;
  int64_t amount_used_minor = 0;

 private:
  using Dataset = model::Dataset;
  // Reads one column of `rows` rows into `out`. Columns are read through a pointer, so that each loop is a function of
  // its own: put together into one, as compilers for WebAssembly like to, they run out of registers.
  using ReadCells = void (Impl::*)(int32_t slot, size_t rows, int64_t* out);
  struct Slot {
    FieldId field;
    uint32_t column;
    FieldType type;
    ReadCells read;
  };

  void Provide(FieldId field) {
    batch_.present[static_cast<size_t>(field)] = true;
    batch_.columns[static_cast<size_t>(field)].resize(kBatchRowsMax);
  }

  Status Ended(const ScanOutcome& outcome) {
    if (!outcome.failed) return Done{};
    Error error = ScanError(outcome.failure, records_seen_);
    const uint64_t column = outcome.failure.column;
    if (column > 0 && column <= plan_.headers.size() && !plan_.headers[column - 1].empty())
      error.place.column = plan_.headers[column - 1];
    return error;
  }

  ScanOutcome ScanOnce(const char* bytes, size_t size, bool at_end) {
    ScanOutcome outcome = ScanSlots(dialect_, bytes, size, at_end, kBatchRowsMax, slot_of_column_,
                                    static_cast<uint32_t>(slots_.size()), block_);
    readable_ = size;
    const size_t records = block_.records();
    // A failure behind good records: they count first, then it is found again at the head of the next scan.
    if (outcome.failed) outcome.failure.record -= records;
    const uint64_t header_rows = plan_.header_row;
    size_t first = 0;
    if (records_seen_ < header_rows)
      first = static_cast<size_t>(std::min<uint64_t>(header_rows - records_seen_, records));
    if (records > first) Process(first, records);
    records_seen_ += records;
    return outcome;
  }

  std::string_view RecordAt(size_t record) const {
    const uint32_t begin = block_.begins[record];
    return {block_.bytes + begin, block_.begins[record + 1] - begin};
  }

  // The cell's text in UTF-8; a view into the file's bytes or into scratch_.
  std::string_view Text(const Cell& cell) { return Text(block_.Raw(cell), cell.escaped != 0); }
  std::string_view Text(std::string_view raw, bool escaped) {
    if (escaped) {
      Unquote(raw, unquoted_);
      raw = unquoted_;
    }
    if (IsAscii(raw)) return raw;
    if (text_encoding_ == Encoding::kUtf8) {
      // Valid UTF-8 decodes to itself; damage becomes U+FFFD and is told.
      scratch_.clear();
      if (DecodeToUtf8(Encoding::kUtf8, raw, scratch_) == 0) return raw;
      if (plan_.encoding_assumed) {
        scratch_.clear();
        DecodeToUtf8(Encoding::kGb18030, raw, scratch_);
      }
      return scratch_;
    }
    scratch_.clear();
    DecodeToUtf8(text_encoding_, raw, scratch_);
    return scratch_;
  }

  // A column's cells, row by row from the batch's first.
  struct Column {
    const Cell* at;
    uint32_t step;
    const Cell& operator[](size_t row) const { return at[row * step]; }
  };
  Column ColumnOf(int32_t slot) const {
    return {block_.cells.data() + first_ * block_.slots + static_cast<size_t>(slot), block_.slots};
  }
  const Cell& CellAt(size_t record, int32_t slot) const {
    return block_.cells[record * block_.slots + static_cast<size_t>(slot)];
  }

  void Exclude(size_t row, ErrorId id, int32_t slot) {
    if (excluded_[row] == ErrorId::kCount) {
      excluded_[row] = id;
      excluded_slot_[row] = slot;
      any_excluded_ = true;
    }
  }

  void Process(size_t first, size_t end) {
    const size_t rows = end - first;
    first_ = first;
    rows_in += rows;
    any_excluded_ = false;
    std::fill_n(excluded_.begin(), rows, ErrorId::kCount);
    CheckShape(rows);
    ReadColumn(key_slot_, rows);
    for (int32_t slot = 0; slot < static_cast<int32_t>(slots_.size()); ++slot) {
      if (slot != key_slot_ && slot != name_slot_) ReadColumn(slot, rows);
    }
    CheckDelivery(rows);
    for (const uint32_t row : damaged_names_) {
      if (excluded_[row] == ErrorId::kCount) Notice(row, ErrorId::kReplacementCharacter, name_slot_);
    }
    damaged_names_.clear();
    for (size_t row = 0; row < rows; ++row) batch_.source_row[row] = records_seen_ + first + row + 1;
    Count(rows);
  }

  // Blank, damaged, shifted rows.
  void CheckShape(size_t rows) {
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
        if (HasMoreCells(record, columns)) Exclude(row, ErrorId::kCellsTooMany, -1);
      } else if (excluded_[row] == ErrorId::kCount) {
        short_rows_.push_back(static_cast<uint32_t>(row));
      }
    }
  }

  bool IsBlank(std::string_view record) const {
    for (const char c : record) {
      if (c != plan_.delimiter && c != ' ' && c != '\r' && c != '\n' && c != '\t' && c != '"') return false;
    }
    return true;
  }

  // Whether a cell behind the header's last column holds anything.
  bool HasMoreCells(std::string_view record, uint32_t columns) {
    if (ScanRecords(dialect_, record.data(), record.size(), true, 1, extra_block_).failed ||
        extra_block_.records() == 0)
      return true;
    for (uint32_t cell = columns; cell < extra_block_.ends[0]; ++cell) {
      if (!TrimUtf8(extra_block_.Raw(extra_block_.cells[cell])).empty()) return true;
    }
    return false;
  }

  // The work is waiting for memory, so each step is done for all rows before the next, and asks for what that will
  // read.
  void ReadCustomers(int32_t key_slot, size_t rows, int64_t* /*out*/) {
    const Column keys = ColumnOf(key_slot);
    int64_t* names = name_slot_ < 0 ? nullptr : batch_.columns[static_cast<size_t>(FieldId::kCustomerName)].data();
    const Column name_cells = ColumnOf(name_slot_ < 0 ? key_slot_ : name_slot_);
    for (size_t row = 0; row < rows; ++row) {
      hashes_[row] = table::HashBytes(block_.Raw(keys[row]));
      raw_customers_.PrefetchSlot(hashes_[row]);
    }
    for (size_t row = 0; row < rows; ++row) {
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
    for (size_t row = 0; row < rows; ++row) {
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

  CustomerEntry& EntryOf(const Cell& cell, TextId guess, uint64_t hash) {
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

  CustomerEntry& NewCustomer(const Cell& cell) {
    CustomerEntry& entry = customer_entries_.Append();
    const std::string_view raw = block_.Raw(cell);
    if (IsTwoWords(raw.size())) {
      entry.cell_size = cell.size;
      entry.first_word = LoadEight(raw.data());
      entry.last_word = LoadEight(raw.data() + raw.size() - 8);
    }
    if (IsPlainId(raw)) {
      entry.customer = pools_.customers.Add(raw);
      return entry;
    }
    FoldWidth(Text(cell), folded_);
    const std::string_view key = Unwrap(folded_);
    if (IsMissing(key)) {
      entry.problem = ErrorId::kCustomerMissing;
    } else if (IsTotalsWord(key)) {
      entry.problem = ErrorId::kTotalsRow;
    } else if (plan_.customer_key != FieldId::kCustomerName && IsScientific(key)) {
      entry.problem = ErrorId::kIdScientific;
    } else if (key.find('*') != std::string_view::npos) {
      entry.problem = ErrorId::kKeyMasked;
    } else {
      entry.damaged = IsDamaged(key);
      entry.customer = pools_.customers.Add(key);
    }
    return entry;
  }

  [[nodiscard]] bool IsSameName(const CustomerEntry& entry, const Cell& cell) const {
    if (cell.size != entry.name_size || (cell.escaped != 0) != entry.name_escaped) return false;
    const char* raw = block_.bytes + cell.begin;
    if (cell.size > CustomerEntry::kNameHereMax) return std::memcmp(raw, entry.name_far, cell.size) == 0;
    // 64 bytes at once, if the file has that many here; those behind the name do not count.
    if (cell.begin + 64 > readable_) return cell.size == 0 || std::memcmp(raw, entry.name_here, cell.size) == 0;
    return (~SimdBlock::Same(raw, entry.name_here) & ((uint64_t{1} << cell.size) - 1)) == 0;
  }

  void NewName(CustomerEntry& entry, const Cell& cell) {
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
    entry.name = IsMissing(name) ? kNoText : pools_.texts.Add(name);
    entry.name_damaged = IsDamaged(name);
  }

  void ReadColumn(int32_t slot, size_t rows) {
    const Slot& what = slots_[static_cast<size_t>(slot)];
    (this->*what.read)(slot, rows, batch_.columns[static_cast<size_t>(what.field)].data());
  }

  static ReadCells ReaderOf(FieldType type) {
    switch (type) {
      case FieldType::kInstant:
        return &Impl::ReadDates;
      case FieldType::kMoney:
        return &Impl::ReadMoney;
      case FieldType::kWaybill:
        return &Impl::ReadWaybills;
      case FieldType::kNumber:
      case FieldType::kShare:
        return &Impl::ReadNumbers;
      case FieldType::kStatus:
      case FieldType::kText:
        return &Impl::ReadTexts;
      case FieldType::kReal:
        return &Impl::ReadReals;
      case FieldType::kKey:
        break;
    }
    return nullptr;  // customers and their names are read together
  }

  // A required cell that cannot be read excludes the row; an optional one counts as missing and is told.
  void Unreadable(size_t row, int32_t slot, ErrorId if_required) {
    if (required_[static_cast<size_t>(slots_[static_cast<size_t>(slot)].field)]) {
      Exclude(row, if_required, slot);
    } else {
      Notice(row, ErrorId::kOptionalUnreadable, slot);
    }
  }

  void ReadDates(int32_t slot, size_t rows, int64_t* out) {
    const Column cells = ColumnOf(slot);
    // Files are mostly in the order of their dates: a date without a time is often that of the row above.
    constexpr uint32_t kDateBytes = 10;
    uint64_t head_above = 0;
    uint64_t tail_above = 0;
    int64_t above = kNull;
    for (size_t row = 0; row < rows; ++row) {
      const Cell& cell = cells[row];
      const char* raw = block_.bytes + cell.begin;
      if (cell.size != kDateBytes) {
        if (!ReadUsualDate(raw, cell.size, out[row])) out[row] = OtherDate(row, slot, cell);
        continue;
      }
      const uint64_t head = LoadEight(raw);
      const uint64_t tail = LoadEight(raw + kDateBytes - 8);
      if (head != head_above || tail != tail_above || above == kNull) {
        head_above = head;
        tail_above = tail;
        if (!ReadUsualDate(raw, kDateBytes, above)) above = kNull;
      }
      out[row] = above != kNull ? above : OtherDate(row, slot, cell);
    }
  }

  int64_t OtherDate(size_t row, int32_t slot, const Cell& cell) {
    const DateCell date = cell.size == 0 ? DateCell{} : ParseDate(Text(cell), {plan_.bill_month});
    if (date.outcome == DateOutcome::kOk) return date.packed;
    if (date.outcome == DateOutcome::kUnreadable) {
      Unreadable(row, slot, ErrorId::kDateUnreadable);
    } else if (required_[static_cast<size_t>(slots_[static_cast<size_t>(slot)].field)]) {
      const bool ship_date = slots_[static_cast<size_t>(slot)].field == FieldId::kShipTime;
      Exclude(row, ship_date ? ErrorId::kShipDateMissing : ErrorId::kRequiredValueMissing, slot);
    }
    return kNull;
  }

  void ReadMoney(int32_t slot, size_t rows, int64_t* out) {
    const Column cells = ColumnOf(slot);
    for (size_t row = 0; row < rows; ++row) {
      const Cell& cell = cells[row];
      const bool usual = cell.begin + cell.size >= 8 && ReadUsualMoney(block_.bytes + cell.begin, cell.size, out[row]);
      if (!usual) out[row] = OtherMoney(row, slot, cell);
    }
  }

  int64_t OtherMoney(size_t row, int32_t slot, const Cell& cell) {
    NumberCell number = ParsePlainMoney(block_.Raw(cell));
    if (number.ok()) return number.value;
    number = ParseMoney(Text(cell));
    if (!number.ok()) {
      if (number.outcome == NumberOutcome::kMissing) {
        Exclude(row, ErrorId::kAmountMissing, slot);
      } else {
        Exclude(row, number.outcome == NumberOutcome::kTooLarge ? ErrorId::kAmountTooLarge : ErrorId::kAmountUnreadable,
                slot);
      }
      return kNull;
    }
    if (number.outcome == NumberOutcome::kOkWithUnit) Notice(row, ErrorId::kAmountUnit, slot);
    return number.value;
  }

  void ReadWaybills(int32_t slot, size_t rows, int64_t* out) {
    const Column cells = ColumnOf(slot);
    for (size_t row = 0; row < rows; ++row) {
      const Cell& cell = cells[row];
      // What is as short as a mark of a missing value may be one: NULL has the shape of a number.
      const auto plain = cell.size > kMissingBytesMax ? model::EncodeWaybill(block_.Raw(cell)) : std::nullopt;
      out[row] = plain ? static_cast<int64_t>(*plain) : OtherWaybill(row, slot, cell);
    }
  }

  int64_t OtherWaybill(size_t row, int32_t slot, const Cell& cell) {
    FoldWidth(Text(cell), folded_);
    const std::string_view number = Unwrap(folded_);
    if (IsMissing(number)) {
      Notice(row, ErrorId::kWaybillMissing, slot);
      return kNull;
    }
    if (IsScientific(number)) {
      Exclude(row, ErrorId::kIdScientific, slot);
      return kNull;
    }
    if (const auto unwrapped = model::EncodeWaybill(number)) return static_cast<int64_t>(*unwrapped);
    return static_cast<int64_t>(model::kWaybillKeySide + pools_.waybills.Add(number));
  }

  void ReadNumbers(int32_t slot, size_t rows, int64_t* out) {
    const FieldType type = slots_[static_cast<size_t>(slot)].type;
    for (size_t row = 0; row < rows; ++row) {
      NumberCell number = ParseNumber(Text(CellAt(first_ + row, slot)));
      if (type == FieldType::kShare && number.ok()) {
        const bool percent =
            number.percent || share_is_percent_ || (!share_unit_known_ && number.value > model::kMicro);
        if (percent) number.value = (number.value >= 0 ? number.value + 50 : number.value - 50) / 100;
        if (number.value < 0 || number.value > model::kMicro) number.outcome = NumberOutcome::kUnreadable;
      }
      out[row] = number.ok() ? number.value : kNull;
      if (!number.ok() && number.outcome != NumberOutcome::kMissing) {
        Unreadable(row, slot, ErrorId::kRequiredUnreadable);
      } else if (!number.ok() && required_[static_cast<size_t>(slots_[static_cast<size_t>(slot)].field)]) {
        Exclude(row, ErrorId::kRequiredValueMissing, slot);
      }
    }
  }

  void ReadReals(int32_t slot, size_t rows, int64_t* out) {
    for (size_t row = 0; row < rows; ++row) {
      const RealCell real = ParseReal(Text(CellAt(first_ + row, slot)));
      out[row] = real.outcome == NumberOutcome::kOk ? std::bit_cast<int64_t>(real.value) : kNull;
      if (real.outcome == NumberOutcome::kUnreadable) Unreadable(row, slot, ErrorId::kAmountUnreadable);
    }
  }

  // Texts and statuses: few distinct values, each understood once.
  void ReadTexts(int32_t slot, size_t rows, int64_t* out) {
    const bool status = slots_[static_cast<size_t>(slot)].type == FieldType::kStatus;
    TextPool& raws = status ? raw_statuses_ : raw_texts_;
    std::vector<TextEntry>& entries = status ? status_entries_ : text_entries_;
    const Column cells = ColumnOf(slot);
    std::string_view last;
    TextId id = kNoText;
    for (size_t row = 0; row < rows; ++row) {
      const Cell& cell = cells[row];
      const std::string_view raw = block_.Raw(cell);
      // Neighbours are often equal.
      if (id == kNoText || raw.size() != last.size() || !SameBytes(raw.data(), last.data(), raw.size())) {
        id = raws.Add(raw);
        if (id == entries.size()) entries.push_back(status ? NewStatus(cell) : NewText(cell));
      }
      last = raw;
      const TextEntry& entry = entries[id];
      out[row] = entry.value;
      if (entry.notice != ErrorId::kCount) Notice(row, entry.notice, slot);
      if (entry.damaged) Notice(row, ErrorId::kReplacementCharacter, slot);
    }
  }

  TextEntry NewStatus(const Cell& cell) {
    TextEntry entry;
    const std::string_view text = TrimUtf8(Text(cell));
    if (IsMissing(text)) return entry;
    const auto status = ParseStatus(text, plan_.code_system);
    entry.value = static_cast<int64_t>(status.value_or(model::ShipmentStatus::kUnknown));
    if (!status) entry.notice = ErrorId::kStatusCodeSystem;
    return entry;
  }

  TextEntry NewText(const Cell& cell) {
    TextEntry entry;
    FoldWidth(Text(cell), folded_);
    const std::string_view text = TrimUtf8(folded_);
    if (IsMissing(text)) return entry;
    entry.damaged = IsDamaged(text);
    entry.value = static_cast<int64_t>(pools_.texts.Add(text));
    return entry;
  }

  void CheckDelivery(size_t rows) {
    const int64_t* shipped = batch_.Column(FieldId::kShipTime);
    const int64_t* delivered = batch_.Column(FieldId::kDeliveredTime);
    if (shipped == nullptr || delivered == nullptr) return;
    for (size_t row = 0; row < rows; ++row) {
      // Packed instants order by time; only a delivery that is not later can be wrong.
      if (delivered[row] >= shipped[row] || delivered[row] == kNull || shipped[row] == kNull) continue;
      const bool wrong = CompareAsWritten(Instant::FromPacked(delivered[row]), Instant::FromPacked(shipped[row])) < 0;
      if (wrong) Exclude(row, ErrorId::kDeliveredBeforeShipped, SlotOf(FieldId::kDeliveredTime));
    }
  }

  int32_t SlotOf(FieldId field) const {
    for (size_t slot = 0; slot < slots_.size(); ++slot) {
      if (slots_[slot].field == field) return static_cast<int32_t>(slot);
    }
    return -1;
  }

  void Notice(size_t row, ErrorId id, int32_t slot) { notices_.push_back({static_cast<uint32_t>(row), id, slot}); }

  void Log(size_t row, ErrorId id, int32_t slot) {
    const uint64_t source_row = records_seen_ + first_ + row + 1;
    if (slot < 0) {
      issues.Add(id, source_row, kNoColumn, {});
    } else {
      issues.Add(id, source_row, slots_[static_cast<size_t>(slot)].column, TrimUtf8(Text(CellAt(first_ + row, slot))));
    }
  }

  // Logs what was found, sums the money, closes the gaps of excluded rows and hands the batch on.
  void Count(size_t rows) {
    const int64_t* amount = batch_.Column(FieldId::kAmount);
    if (!any_excluded_) {
      if (amount != nullptr) {
        int64_t sum = 0;
        for (size_t row = 0; row < rows; ++row) sum += amount[row];
        amount_read_minor += sum;
        amount_used_minor += sum;
      }
    } else {
      for (size_t row = 0; row < rows; ++row) {
        if (excluded_[row] != ErrorId::kCount && excluded_[row] != ErrorId::kBlankRow) Reconsider(row);
        const bool used = excluded_[row] == ErrorId::kCount;
        if (!used) Log(row, excluded_[row], excluded_slot_[row]);
        if (!used && excluded_sink_) excluded_sink_(records_seen_ + first_ + row + 1, batch_.customer[row]);
        if (amount != nullptr && amount[row] != kNull && excluded_[row] != ErrorId::kTotalsRow) {
          amount_read_minor += amount[row];
          if (used) amount_used_minor += amount[row];
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
    uint32_t kept = static_cast<uint32_t>(rows);
    if (any_excluded_) kept = CloseGaps(rows);
    rows_used += kept;
    batch_.rows = kept;
    if (kept > 0) sink_(batch_);
  }

  // A row that cannot be used because it is a row of sums, or holds nothing, is called that.
  void Reconsider(size_t row) {
    if (excluded_[row] == ErrorId::kTotalsRow) return;
    const std::string_view record = RecordAt(first_ + row);
    if (ScanRecords(dialect_, record.data(), record.size(), true, 1, extra_block_).failed ||
        extra_block_.records() == 0)
      return;
    for (const Cell& cell : extra_block_.cells) {
      decoded_.clear();
      DecodeToUtf8(text_encoding_, extra_block_.Raw(cell), decoded_);
      const std::string_view text = TrimUtf8(decoded_);
      if (text.empty()) continue;
      // Only the first filled cell says what the row is.
      if (IsTotalsWord(text)) {
        excluded_[row] = ErrorId::kTotalsRow;
        excluded_slot_[row] = -1;
      }
      return;
    }
    excluded_[row] = ErrorId::kBlankRow;
    excluded_slot_[row] = -1;
  }

  uint32_t CloseGaps(size_t rows) {
    uint32_t kept = 0;
    for (size_t row = 0; row < rows; ++row) {
      if (excluded_[row] != ErrorId::kCount) continue;
      if (kept != row) {
        batch_.customer[kept] = batch_.customer[row];
        batch_.source_row[kept] = batch_.source_row[row];
        for (size_t field = 0; field < model::kFieldCount; ++field) {
          if (batch_.present[field]) batch_.columns[field][kept] = batch_.columns[field][row];
        }
      }
      ++kept;
    }
    return kept;
  }

  struct Noticed {
    uint32_t row;
    ErrorId id;
    int32_t slot;
  };

  ReadPlan plan_;
  ImportPools& pools_;
  BatchSink sink_;
  ExcludedSink excluded_sink_;
  Encoding text_encoding_;
  uint32_t skip_bytes_;
  Dialect dialect_;
  std::unique_ptr<Utf16Transcoder> utf16_;
  std::string transcoded_;
  PieceReader pieces_;
  SlotBlock block_;
  RecordBlock extra_block_;
  std::vector<int32_t> slot_of_column_;
  std::vector<Slot> slots_;
  int32_t key_slot_ = -1;
  int32_t name_slot_ = -1;
  std::array<bool, model::kFieldCount> required_{};
  bool share_is_percent_ = false;
  bool share_unit_known_ = false;
  uint64_t records_seen_ = 0;
  size_t readable_ = 0;  // bytes behind block_.bytes that may be read
  size_t first_ = 0;     // record of the block that is row 0 of the batch

  EventBatch batch_;
  std::array<ErrorId, kBatchRowsMax> excluded_{};
  std::array<int32_t, kBatchRowsMax> excluded_slot_{};
  bool any_excluded_ = false;
  std::vector<Noticed> notices_;
  std::vector<uint32_t> short_rows_;
  std::vector<uint32_t> damaged_names_;
  std::array<uint64_t, kBatchRowsMax> hashes_{};
  std::array<TextId, kBatchRowsMax> raw_ids_{};

  TextPool raw_customers_;
  CustomerEntries customer_entries_;
  TextPool raw_names_;
  TextPool raw_texts_;
  std::vector<TextEntry> text_entries_;
  TextPool raw_statuses_;
  std::vector<TextEntry> status_entries_;
  std::string unquoted_, scratch_, folded_, decoded_;
};

RowReader::RowReader(const ReadPlan& plan, ImportPools& pools, const WantedFields& wanted, BatchSink sink,
                     ExcludedSink excluded)
    : impl_(std::make_unique<Impl>(plan, pools, wanted, std::move(sink), std::move(excluded))) {}
RowReader::~RowReader() = default;
RowReader::RowReader(RowReader&&) noexcept = default;
RowReader& RowReader::operator=(RowReader&&) noexcept = default;

Status RowReader::Feed(std::string_view bytes) { return impl_->Feed(bytes); }
Status RowReader::Finish() { return impl_->Finish(); }
void RowReader::ReadCells(uint64_t source_row, std::vector<std::string>& cells) { impl_->CellsOf(source_row, cells); }
const IssueLog& RowReader::issues() const { return impl_->issues; }
uint64_t RowReader::rows_in() const { return impl_->rows_in; }
uint64_t RowReader::rows_used() const { return impl_->rows_used; }
int64_t RowReader::amount_read_minor() const { return impl_->amount_read_minor; }
int64_t RowReader::amount_used_minor() const { return impl_->amount_used_minor; }

}  // namespace loyalane::ingest
