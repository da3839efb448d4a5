// The inside of RowReader, shared by the files that implement it and by nobody else: row_reader.cpp (pieces, rows,
// counting), row_reader_seldom.cpp (once a file, and rows out of the ordinary), row_reader_parts.cpp,
// row_reader_columns.cpp (cells of each type), row_reader_customers.cpp (who the customer is).
#pragma once

#include <array>
#include <cstring>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/cold.h"
#include "base/digits.h"
#include "ingest/byte_masks.h"
#include "ingest/cell_stream.h"
#include "ingest/csv_scanner.h"
#include "ingest/encoding.h"
#include "ingest/piecewise.h"
#include "ingest/row_reader.h"
#include "ingest/statement_key_value.h"
#include "ingest/statement_rows.h"
#include "ingest/text_prologue.h"

namespace loyalane::ingest {

namespace row_reader_internal {

inline constexpr size_t kLinesAboveMax = 64;   // of one waybill, that a further one is compared with
inline constexpr size_t kMissingBytesMax = 6;  // of the marks that IsMissing knows

inline bool IsAscii(std::string_view bytes) {
  for (const char c : bytes) {
    if (static_cast<unsigned char>(c) >= 0x80) return false;
  }
  return true;
}

// Texts of 8 to 16 bytes, which ids and statuses are, compare as two words.
inline bool IsTwoWords(size_t size) { return size - 8 <= 8; }

inline bool SameBytes(const char* a, const char* b, size_t size) {
  if (IsTwoWords(size)) return LoadEight(a) == LoadEight(b) && LoadEight(a + size - 8) == LoadEight(b + size - 8);
  return size == 0 || std::memcmp(a, b, size) == 0;
}

// What a raw customer cell stands for, in two cache lines: a row of a known customer needs nothing else.
struct alignas(64) CustomerEntry {
  static constexpr uint32_t kNameHereMax = 63;  // so that its mask has room in 64 bits
  // The cell: if of 8 to 16 bytes, its first and its last eight; else the size is 0 and the pool of raw cells is asked.
  uint64_t first_word = 0;
  uint64_t last_word = 0;
  uint32_t cell_size = 0;
  table::TextId customer = table::kNoText;
  ErrorId problem = ErrorId::kCount;  // kCount = none; else why rows with it are excluded
  bool damaged = false;               // holds replacement characters
  // The name cell seen last with this customer: most rows repeat it, and comparing is cheaper than looking up.
  bool name_escaped = false;
  bool name_damaged = false;
  uint32_t name_size = 0;
  table::TextId name = table::kNoText;
  const char* name_far = nullptr;  // the bytes of a name longer than kNameHereMax
  alignas(64) char name_here[64] = {};
};
static_assert(sizeof(CustomerEntry) == 128);

// Entries by the number of their raw cell; they never move, so that growing copies nothing.
class CustomerEntries {
 public:
  [[nodiscard]] uint32_t size() const { return size_; }
  [[nodiscard]] CustomerEntry& operator[](table::TextId id) const {
    return blocks_[id / kBlockEntries][id % kBlockEntries];
  }
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
  int64_t value = model::kNull;
  ErrorId notice = ErrorId::kCount;
  bool damaged = false;
  std::optional<bool> is_sum;  // 合计; known once somebody asks
};

// Whether a text has lost characters: U+FFFD, or the question marks that some systems write instead.
bool IsDamaged(std::string_view text);

// Whether an id has 16 digits and more, and nothing but zeros behind the 15th.
bool IsCutId(std::string_view text);

}  // namespace row_reader_internal

class RowReader::Impl {
 public:
  Impl(const ReadPlan& plan, ImportPools& pools, const WantedFields& wanted, BatchSink sink, ExcludedSink excluded);

  Status Feed(std::string_view bytes);
  Status Finish();
  void CellsOf(uint64_t source_row, std::vector<std::string>& cells);

  void BeginPart(PartStart start);
  Status ReadAbove(std::string_view records, bool from_file_start);
  [[nodiscard]] std::string Carry() const;
  void SetCarry(std::string_view carry);
  Result<RecordEnd> FeedRecordEnd(std::string_view bytes);
  [[nodiscard]] bool at_record_start() const { return pieces_.at_record_start(); }
  Status FinishPart();
  [[nodiscard]] uint64_t records() const { return records_seen_; }
  [[nodiscard]] std::vector<model::FieldId> fields() const;

  RowTotals totals;

 private:
  using CustomerEntry = row_reader_internal::CustomerEntry;
  using TextEntry = row_reader_internal::TextEntry;
  // Reads one column of `rows` rows into `out`. Columns are read through a pointer, so that each loop is a function of
  // its own: put together into one, as compilers for WebAssembly like to, they run out of registers.
  using ReadCells = void (Impl::*)(int32_t slot, size_t rows, int64_t* out);
  struct Slot {
    model::FieldId field;
    uint32_t column;
    model::FieldType type;
    ReadCells read;  // null: read together with another column
  };
  // A column's cells, row by row from the batch's first.
  struct Column {
    const Cell* at;
    uint32_t step;
    const Cell& operator[](size_t row) const { return at[row * step]; }
  };
  struct Noticed {
    uint32_t row;
    ErrorId id;
    int32_t slot;
  };

  // --- row_reader.cpp: slots ---
  int32_t AddSlot(model::FieldId field, uint32_t column, model::FieldType type, ReadCells read);
  void AddFields(const WantedFields& wanted);
  void AddAmountParts(const WantedFields& wanted);
  void LearnShareUnit();
  void Provide(model::FieldId field);
  [[nodiscard]] int32_t SlotOf(model::FieldId field) const;
  [[nodiscard]] bool IsRequired(int32_t slot) const {
    return required_[static_cast<size_t>(slots_[static_cast<size_t>(slot)].field)];
  }

  // --- row_reader.cpp: pieces ---
  Status Scan(std::string_view text);
  Status Ended(const ScanOutcome& outcome);
  ScanOutcome ScanOnce(const char* bytes, size_t size, bool at_end);
  // A record of a key-value statement.
  void ReadKeyValues(uint64_t row, const std::vector<std::string>& values);

  // --- row_reader.cpp: rows ---
  [[nodiscard]] std::string_view RecordAt(size_t record) const {
    const uint32_t begin = block_.begins[record];
    return {block_.bytes + begin, block_.begins[record + 1] - begin};
  }
  [[nodiscard]] uint64_t SourceRow(size_t record) const { return records_seen_ + record + 1 - plan_.made_records; }
  // The cells of a record in UTF-8; false when it cannot be split.
  bool SplitRecord(size_t record, std::vector<std::string>& cells);
  size_t FindTableEnd(size_t first, size_t records);
  bool MayBeEndMark(std::string_view record) const;
  void CountBehindTable(size_t from, size_t records);
  void Process(size_t first, size_t end);
  void CheckShape(size_t rows);
  void CheckDelivery(size_t rows);
  [[nodiscard]] bool IsBlank(std::string_view record) const;
  bool HasMoreCells(std::string_view record, uint32_t columns);
  // What a row is that is no line of the table: kTotalsRow, kHeaderAgain, kBlankRow; else kCount.
  ErrorId KindOfRow(size_t row);
  void Reconsider(size_t row);
  // Rows that are the same in every byte as a line of the same waybill directly above them.
  void FindTwins(size_t rows);
  void CheckForgiven();
  void Count(size_t rows);
  uint32_t CloseGaps(size_t rows);

  void Exclude(size_t row, ErrorId id, int32_t slot) {
    if (excluded_[row] == ErrorId::kCount) {
      excluded_[row] = id;
      excluded_slot_[row] = slot;
      any_excluded_ = true;
    }
  }
  // Whatever else is the matter with it, the row is a sum of others.
  void ExcludeSum(size_t row) {
    excluded_[row] = ErrorId::kTotalsRow;
    excluded_slot_[row] = -1;
    any_excluded_ = true;
  }
  // A rule of the plan takes the row in that would have been left out.
  void Forgive(size_t row, ErrorId notice, int32_t slot);
  void Notice(size_t row, ErrorId id, int32_t slot) { notices_.push_back({static_cast<uint32_t>(row), id, slot}); }
  void Log(size_t row, ErrorId id, int32_t slot);

  // The cell's text in UTF-8; a view into the file's bytes or into scratch_.
  std::string_view Text(const Cell& cell) { return Text(block_.Raw(cell), cell.escaped != 0); }
  std::string_view Text(std::string_view raw, bool escaped);
  [[nodiscard]] Column ColumnOf(int32_t slot) const {
    return {block_.cells.data() + first_ * block_.slots + static_cast<size_t>(slot), block_.slots};
  }
  [[nodiscard]] const Cell& CellAt(size_t record, int32_t slot) const {
    return block_.cells[record * block_.slots + static_cast<size_t>(slot)];
  }
  void ReadColumn(int32_t slot, size_t rows) {
    const Slot& what = slots_[static_cast<size_t>(slot)];
    (this->*what.read)(slot, rows, batch_.columns[static_cast<size_t>(what.field)].data());
  }

  // --- row_reader_columns.cpp ---
  static ReadCells ReaderOf(model::FieldId field, const ReadPlan& plan);
  void Unreadable(size_t row, int32_t slot, ErrorId if_required);
  void ReadDates(int32_t slot, size_t rows, int64_t* out);
  int64_t OtherDate(size_t row, int32_t slot, const Cell& cell);
  void FillShipDatesAbove(int32_t slot, size_t rows, int64_t* out);
  void ReadMoney(int32_t slot, size_t rows, int64_t* out);
  void ReadCommaMoney(int32_t slot, size_t rows, int64_t* out);
  void ReadAmountParts(int32_t slot, size_t rows, int64_t* out);
  int64_t OtherMoney(size_t row, int32_t slot, const Cell& cell);
  void FillAmounts(int32_t slot, size_t rows, int64_t* out);
  void ReadWaybills(int32_t slot, size_t rows, int64_t* out);
  int64_t OtherWaybill(size_t row, int32_t slot, const Cell& cell);
  void ReadNumbers(int32_t slot, size_t rows, int64_t* out);
  void ReadReals(int32_t slot, size_t rows, int64_t* out);
  void ReadTexts(int32_t slot, size_t rows, int64_t* out);
  void ReadKinds(size_t rows);
  void ReadBirthdays(int32_t slot, size_t rows, int64_t* out);
  std::string_view NumberText(const Cell& cell);
  TextEntry NewStatus(const Cell& cell);
  TextEntry NewText(const Cell& cell, bool phone);
  bool IsSum(TextEntry& entry) const;

  // --- row_reader_customers.cpp ---
  void ReadCustomers(int32_t key_slot, size_t rows, int64_t* out);
  void FindEntries(size_t from, size_t to, const Column& name_cells);
  void FillCustomersAbove(size_t rows);
  CustomerEntry& EntryOf(const Cell& cell, table::TextId guess, uint64_t hash);
  CustomerEntry& NewCustomer(const Cell& cell);
  [[nodiscard]] bool IsSameName(const CustomerEntry& entry, const Cell& cell) const;
  void NewName(CustomerEntry& entry, const Cell& cell);
  void FindLostZeros();

  ReadPlan plan_;
  ImportPools& pools_;
  BatchSink sink_;
  ExcludedSink excluded_sink_;
  TextPrologue prologue_;
  Encoding text_encoding_;
  Dialect dialect_;
  PieceReader pieces_;
  SlotBlock block_;
  RecordBlock extra_block_;
  std::vector<int32_t> slot_of_column_;
  std::vector<Slot> slots_;
  int32_t key_slot_ = -1;
  int32_t name_slot_ = -1;
  int32_t kind_slot_ = -1;
  std::vector<int32_t> part_slots_;
  std::array<bool, model::kFieldCount> required_{};
  bool has_decimal_comma_ = false;
  bool share_is_percent_ = false;
  bool share_unit_known_ = false;
  bool is_above_ = false;  // the rows are those above a part: they are counted nowhere
  uint64_t header_records_ = 0;
  uint64_t records_seen_ = 0;
  size_t readable_ = 0;  // bytes behind block_.bytes that may be read
  size_t first_ = 0;     // record of the block that is row 0 of the batch

  // Key-value statements are split here and read record by record.
  std::unique_ptr<KeyValueTable> key_values_;
  std::unique_ptr<CellStream> key_value_cells_;
  uint64_t records_split_ = 0;
  std::string made_record_;

  // Where the table ends.
  bool watches_blank_rows_ = false;
  size_t blank_bytes_max_ = 0;
  bool blank_above_ = false;
  bool table_ended_ = false;
  std::string end_text_;
  std::unique_ptr<HeaderWords> header_words_;
  std::vector<std::string> row_cells_;

  model::EventBatch batch_;
  std::array<ErrorId, model::kBatchRowsMax> excluded_{};
  std::array<int32_t, model::kBatchRowsMax> excluded_slot_{};
  bool any_excluded_ = false;
  std::vector<Noticed> notices_;
  std::vector<uint32_t> short_rows_;
  std::vector<uint32_t> damaged_names_;
  std::vector<uint32_t> forgiven_;
  std::array<uint64_t, model::kBatchRowsMax> hashes_{};
  std::array<table::TextId, model::kBatchRowsMax> raw_ids_{};
  // What RowRules::Missing::kAbove takes; kNoText, kNull: there was none yet.
  table::TextId customer_above_ = table::kNoText;
  int64_t ship_date_above_ = model::kNull;

  // Of the last row: its waybill, the row itself (where the file has no waybills), and the lines of its waybill so far.
  int64_t waybill_above_ = model::kNull;
  std::string record_above_;
  std::vector<uint64_t> lines_above_;

  table::TextId customers_before_;  // those of the files before
  table::TextPool raw_customers_;
  row_reader_internal::CustomerEntries customer_entries_;
  table::TextPool raw_names_;
  table::TextPool raw_texts_;
  std::vector<TextEntry> text_entries_;
  table::TextPool raw_statuses_;
  std::vector<TextEntry> status_entries_;
  table::TextPool raw_phones_;
  std::vector<TextEntry> phone_entries_;
  std::string unquoted_, scratch_, folded_, decoded_, comma_text_;
};

}  // namespace loyalane::ingest
