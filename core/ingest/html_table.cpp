#include "ingest/html_table.h"

#include <algorithm>
#include <cstring>
#include <string>

#include "ingest/cell_stream.h"
#include "ingest/csv_scanner.h"
#include "ingest/html_tokenizer.h"
#include "ingest/piece_decoder.h"
#include "ingest/record_writer.h"
#include "ingest/xlsx_numbers.h"
#include "ingest/xml_scanner.h"

namespace loyalane::ingest {
namespace {

constexpr size_t kSliceBytes = 64 * 1024;
// Of a table that may not be the one: longer than this, with anything in it, it is taken.
constexpr size_t kHeldBytesMax = 256 * 1024;
constexpr size_t kTablesNestedMax = 64;
constexpr uint64_t kColumnSpanMax = 1000;  // HTML Living Standard, "colspan"
constexpr uint64_t kRowSpanMax = 65'534;   // the same, "rowspan"
constexpr uint64_t kRowsMax = 1'048'576;   // of a SpreadsheetML sheet
// Empty cells where a cell spans several, or stands apart from the one before: so many, and more by the file's size.
constexpr uint64_t kMadeCellsFree = 1'000'000;
constexpr uint64_t kMadeCellsPerByte = 2;
constexpr uint32_t kFilledCellsOfTable = 2;

// Cells one behind the other: size, text.
void AppendCell(std::string_view text, std::string& cells) {
  const auto size = static_cast<uint32_t>(text.size());
  cells.append(reinterpret_cast<const char*>(&size), sizeof size);
  cells += text;
}
std::string_view TakeCell(std::string_view& cells) {
  uint32_t size;
  std::memcpy(&size, cells.data(), sizeof size);
  const std::string_view text = cells.substr(sizeof size, size);
  cells.remove_prefix(sizeof size + size);
  return text;
}
// A row in front of its cells.
constexpr uint32_t kRowMark = UINT32_MAX;
void AppendRowMark(std::string& cells) { cells.append(reinterpret_cast<const char*>(&kRowMark), sizeof kRowMark); }
bool TakeRowMark(std::string_view& cells) {
  uint32_t mark;
  std::memcpy(&mark, cells.data(), sizeof mark);
  if (mark != kRowMark) return false;
  cells.remove_prefix(sizeof mark);
  return true;
}

// Blanks at both ends off; no-break spaces are spaces.
std::string_view Tidy(std::string& text) {
  constexpr std::string_view kNoBreakSpace = "\xc2\xa0";
  size_t kept = 0;
  for (size_t at = 0; at < text.size(); ++at) {
    const bool is_space = text[at] == kNoBreakSpace[0] && at + 1 < text.size() && text[at + 1] == kNoBreakSpace[1];
    text[kept++] = is_space ? ' ' : text[at];
    if (is_space) ++at;
  }
  text.resize(kept);
  const size_t first = text.find_first_not_of(" \n");
  if (first == std::string::npos) return {};
  return std::string_view(text).substr(first, text.find_last_not_of(" \n") - first + 1);
}

// 2026-01-05T00:00:00.000 is a day; 1899-12-31T09:03:00.000 a time of day (SpreadsheetML counts days from there).
std::string_view TidyInstant(std::string& text) {
  constexpr size_t kDayBytes = 10;   // 2026-01-05
  constexpr size_t kFullBytes = 19;  // 2026-01-05T09:03:00
  if (text.size() < kFullBytes || text[kDayBytes] != 'T') return text;
  text[kDayBytes] = ' ';
  std::string_view instant = text;
  const std::string_view fraction = instant.substr(kFullBytes);
  if (fraction.find_first_not_of(".0") == std::string_view::npos) instant = instant.substr(0, kFullBytes);
  if (instant.substr(kDayBytes) == " 00:00:00") return instant.substr(0, kDayBytes);
  return instant.starts_with("1899-12-31") ? instant.substr(kDayBytes + 1) : instant;
}

struct Table {
  std::string rows;  // kept until it is known whether this is the one
  uint64_t row_count = 0;
  std::vector<uint32_t> spans;  // rows that a cell above still takes, by column
  uint32_t spanned_rows = 0;    // the most of them
  bool has_content = false;
  bool is_counted = false;

  bool in_row = false;
  std::string row;
  uint32_t cells = 0;
  uint32_t filled = 0;

  bool in_cell = false;
  std::string text;
  bool blank = false;  // before the next text
  uint32_t column_span = 1;
  uint32_t row_span = 1;
};

class Builder final : public HtmlHandler {
 public:
  Builder(std::string sheet, TableSink out) : writer_(std::move(out)), wanted_sheet_(std::move(sheet)) {}

  bool OnTag(const HtmlTag& tag) override;
  bool OnText(std::string_view text) override;
  bool Finish();

  [[nodiscard]] const std::optional<Error>& error() const { return error_; }
  [[nodiscard]] bool enough() const { return enough_; }
  [[nodiscard]] uint64_t more_tables() const { return more_tables_; }

 private:
  [[nodiscard]] bool in_cell() const { return !open_.empty() && open_.back().in_cell; }
  bool Fail(ErrorId id) {
    error_ = ScanError({id, 1, 0}, open_.back().row_count - 1);
    return false;
  }
  bool FailPlace(std::string_view value) {
    error_ = Error(ErrorId::kSheetIndexWrong).At("", open_.back().row_count).With("value", std::string(value));
    return false;
  }

  bool OnSheetTag(const HtmlTag& tag);
  bool BeginTable();
  bool EndTable();
  bool BeginRow();
  bool EndRow();
  bool BeginCell(uint64_t column_span, uint64_t row_span);
  bool EndCell();
  bool PassSpanned(Table& table);
  bool AddCell(Table& table, std::string_view text);
  void LineEnd(bool always);
  bool MakeCell(Table& table);
  bool Write(std::string_view rows);

  RecordWriter writer_;
  std::optional<Error> error_;
  bool enough_ = false;
  std::vector<Table> open_;  // the innermost last
  uint32_t nested_ = 0;      // tables inside a cell of the chosen one
  bool is_chosen_ = false;   // the innermost table is the one
  bool is_done_ = false;     // the one has been read
  std::string held_;         // the first table with anything in it
  uint64_t more_tables_ = 0;
  uint64_t made_cells_ = 0;
  uint64_t bytes_ = 0;  // of tags and text so far

  // SpreadsheetML.
  std::string wanted_sheet_;  // empty: any
  std::string sheet_names_;   // of those that are not wanted, when one is
  bool is_wanted_ = true;     // the present one
  bool sheet_found_ = false;
  bool is_sheet_ = false;
  bool in_data_ = false;
  bool in_comment_ = false;
  enum class DataType : uint8_t { kText, kInstant, kBoolean, kNumber };
  DataType data_type_ = DataType::kText;
};

bool Builder::OnTag(const HtmlTag& tag) {
  const std::string_view name = tag.name;
  bytes_ += name.size() + tag.attributes.size();
  if (name == "workbook") is_sheet_ = true;
  if (is_sheet_) return OnSheetTag(tag);
  if (name == "table") {
    if (!tag.closes) return BeginTable();
    if (nested_ > 0) {
      --nested_;
      LineEnd(false);
      return true;
    }
    return open_.empty() || EndTable();
  }
  if (open_.empty()) return true;
  if (name == "br") {
    LineEnd(true);
  } else if (name == "p" || name == "div" || name == "li") {
    LineEnd(false);
  } else if (name == "td" || name == "th") {
    if (nested_ > 0) {
      open_.back().blank = true;
    } else if (tag.closes) {
      return EndCell();
    } else {
      return BeginCell(tag.Number("colspan", 1), tag.Number("rowspan", 1));
    }
  } else if (name == "tr") {
    if (nested_ > 0) {
      LineEnd(false);
    } else {
      return tag.closes ? EndRow() : BeginRow();
    }
  } else if ((name == "thead" || name == "tbody" || name == "tfoot") && nested_ == 0) {
    return EndRow();
  }
  return true;
}

// The same words for a workbook: Table, Row, Cell, Data.
bool Builder::OnSheetTag(const HtmlTag& tag) {
  const std::string_view name = tag.name;
  if (name == "worksheet" && !tag.closes && !wanted_sheet_.empty()) {
    std::string sheet;
    AppendXmlText(tag.Attribute("name"), false, sheet);
    is_wanted_ = sheet == wanted_sheet_;
    sheet_found_ = sheet_found_ || is_wanted_;
    if (!is_wanted_ && sheet_names_.size() + sheet.size() < kHtmlTagBytesMax)
      sheet_names_ += (sheet_names_.empty() ? "" : ", ") + sheet;
  }
  if (name == "table") {
    if (!tag.closes && is_wanted_ && !BeginTable()) return false;
    return !(tag.closes || tag.is_empty) || open_.empty() || EndTable();
  }
  if (open_.empty()) return true;
  if (name == "comment") {
    in_comment_ = !tag.closes && !tag.is_empty;
  } else if (name == "data" && !in_comment_) {
    in_data_ = !tag.closes && !tag.is_empty;
    if (in_data_) {
      const std::string_view type = tag.Attribute("type");
      data_type_ = type == "DateTime"  ? DataType::kInstant
                   : type == "Boolean" ? DataType::kBoolean
                   : type == "Number"  ? DataType::kNumber
                                       : DataType::kText;
    }
  } else if (name == "cell") {
    if (!tag.closes) {
      const uint64_t index = tag.Number("index", 0);
      if (!BeginCell(tag.Number("mergeacross", 0) + 1, tag.Number("mergedown", 0) + 1)) return false;
      Table& table = open_.back();
      if (index > kColumnsMax || (index > 0 && index <= table.cells)) return FailPlace(tag.Attribute("index"));
      while (table.cells + 1 < index) {
        if (!PassSpanned(table) || (table.cells + 1 < index && !MakeCell(table))) return false;
      }
    }
    if (tag.closes || tag.is_empty) return EndCell();
  } else if (name == "row") {
    if (!tag.closes) {
      const uint64_t index = tag.Number("index", 0);
      if (!EndRow()) return false;
      if (index > kRowsMax || (index > 0 && index <= open_.back().row_count)) return FailPlace(tag.Attribute("index"));
      while (open_.back().row_count + 1 < index) {
        if (!BeginRow() || !EndRow()) return false;
      }
      if (!BeginRow()) return false;
    }
    if (tag.closes || tag.is_empty) return EndRow();
  }
  return true;
}

bool Builder::OnText(std::string_view text) {
  bytes_ += text.size();
  if (!in_cell() || (is_sheet_ && !in_data_)) return true;
  Table& table = open_.back();
  for (const char c : text) {
    if (is_sheet_) {
      if (c != '\r') table.text += c;
      continue;
    }
    if (c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f') {
      table.blank = true;
      continue;
    }
    if (table.blank && !table.text.empty() && table.text.back() != '\n') table.text += ' ';
    table.blank = false;
    table.text += c;
  }
  return table.text.size() <= kCellBytesMax || Fail(ErrorId::kCellTooLong);
}

bool Builder::Finish() {
  while (!open_.empty()) {
    if (!EndTable()) return false;
  }
  if (is_sheet_ && !wanted_sheet_.empty() && !sheet_found_) {
    error_ = Error(ErrorId::kSheetAbsent).With("sheet", wanted_sheet_).With("sheets", sheet_names_);
    return false;
  }
  if (!is_done_) {
    if (held_.empty()) {
      error_ = Error(ErrorId::kHtmlNoTable);
      return false;
    }
    if (!Write(held_)) return false;
  }
  const Result<Feeding> flushed = writer_.Flush();
  if (!flushed) error_ = flushed.error();
  return flushed.ok();
}

bool Builder::BeginTable() {
  if (is_chosen_ || open_.size() >= kTablesNestedMax) {
    ++nested_;
    LineEnd(false);
  } else {
    open_.emplace_back();
  }
  return true;
}

bool Builder::EndTable() {
  nested_ = 0;
  if (!EndRow()) return false;
  if (is_chosen_) {
    is_chosen_ = false;
    is_done_ = true;
    open_.clear();  // what stands around it is layout
    held_ = {};
    return true;
  }
  const Table table = std::move(open_.back());
  open_.pop_back();
  if (is_done_ || !table.has_content) return true;
  if (!in_cell()) {
    if (held_.empty()) held_ = table.rows;
    return true;
  }
  // Not the one: its text is the cell's that it stands in.
  for (std::string_view rows = table.rows; !rows.empty();) {
    if (TakeRowMark(rows)) {
      LineEnd(false);
      continue;
    }
    open_.back().blank = true;
    if (!OnText(TakeCell(rows))) return false;
  }
  LineEnd(false);
  return true;
}

bool Builder::BeginRow() {
  if (!EndRow()) return false;
  Table& table = open_.back();
  table.in_row = true;
  ++table.row_count;
  return true;
}

bool Builder::EndRow() {
  Table& table = open_.back();
  if (!table.in_row) return true;
  if (!EndCell()) return false;
  if (table.spanned_rows > 0) {
    // Columns behind the last cell that a cell above still takes; those that have run out are not looked at again.
    while (!table.spans.empty() && table.spans.back() == 0) table.spans.pop_back();
    const size_t spanned = table.spans.size();
    while (table.cells < spanned) {
      if (!PassSpanned(table) || (table.cells < spanned && !MakeCell(table))) return false;
    }
    if (--table.spanned_rows == 0) table.spans.clear();
  }
  table.in_row = false;
  if (is_done_) {
    if (table.filled >= kFilledCellsOfTable && !table.is_counted) {
      table.is_counted = true;
      ++more_tables_;
    }
  } else {
    AppendRowMark(table.rows);
    table.rows += table.row;
    table.has_content = table.has_content || table.filled > 0;
    if (!is_chosen_ &&
        (table.filled >= kFilledCellsOfTable || (table.has_content && table.rows.size() > kHeldBytesMax)))
      is_chosen_ = true;
    if (is_chosen_) {
      const bool written = Write(table.rows);
      table.rows.clear();
      if (!written) return false;
    }
  }
  table.row.clear();
  table.cells = 0;
  table.filled = 0;
  return true;
}

bool Builder::BeginCell(uint64_t column_span, uint64_t row_span) {
  if (!open_.back().in_row && !BeginRow()) return false;
  if (!EndCell()) return false;
  Table& table = open_.back();
  if (!PassSpanned(table)) return false;
  table.in_cell = true;
  table.text.clear();
  table.blank = false;
  table.column_span =
      static_cast<uint32_t>(std::clamp<uint64_t>(column_span, 1, is_sheet_ ? kColumnsMax : kColumnSpanMax));
  table.row_span = static_cast<uint32_t>(std::clamp<uint64_t>(row_span, 1, is_sheet_ ? kRowsMax : kRowSpanMax));
  in_data_ = false;
  in_comment_ = false;
  data_type_ = DataType::kText;
  return true;
}

bool Builder::EndCell() {
  Table& table = open_.back();
  if (!table.in_cell) return true;
  table.in_cell = false;
  std::string_view text;
  if (!is_sheet_) {
    text = Tidy(table.text);
  } else if (data_type_ == DataType::kInstant) {
    text = TidyInstant(table.text);
  } else if (data_type_ == DataType::kBoolean) {
    text = table.text == "1" ? "TRUE" : "FALSE";
  } else if (data_type_ == DataType::kNumber && table.text.find_first_of("eE") != std::string::npos) {
    std::string plain;
    AppendSheetNumber(table.text, {}, {}, plain);
    if (plain.find('e') == std::string::npos) table.text = std::move(plain);
    text = table.text;
  } else {
    text = table.text;
  }
  const uint32_t column = table.cells;
  if (!AddCell(table, text)) return false;
  for (uint32_t i = 1; i < table.column_span; ++i) {
    if (!MakeCell(table)) return false;
  }
  if (table.row_span > 1) {
    // Counted with the present row, which EndRow takes off.
    table.spanned_rows = std::max(table.spanned_rows, table.row_span);
    if (table.spans.size() < table.cells) table.spans.resize(table.cells);
    std::fill(table.spans.begin() + column, table.spans.begin() + table.cells, table.row_span - 1);
  }
  return true;
}

// Columns that a cell above takes in this row stay empty.
bool Builder::PassSpanned(Table& table) {
  while (table.cells < table.spans.size() && table.spans[table.cells] > 0) {
    --table.spans[table.cells];
    if (!MakeCell(table)) return false;
  }
  return true;
}

// A cell that the file has only by implication: a few bytes may imply very many.
bool Builder::MakeCell(Table& table) {
  if (++made_cells_ > kMadeCellsFree + kMadeCellsPerByte * bytes_) return FailPlace(std::to_string(table.row_count));
  return AddCell(table, {});
}

bool Builder::AddCell(Table& table, std::string_view text) {
  if (table.cells >= kColumnsMax) return Fail(ErrorId::kColumnsTooMany);
  ++table.cells;
  if (text.find_first_not_of(" \n") != std::string_view::npos) ++table.filled;
  AppendCell(text, table.row);
  return table.row.size() <= kRowBytesMax || Fail(ErrorId::kRowTooLong);
}

void Builder::LineEnd(bool always) {
  if (!in_cell()) return;
  Table& table = open_.back();
  if (always || (!table.text.empty() && table.text.back() != '\n')) table.text += '\n';
  table.blank = false;
}

bool Builder::Write(std::string_view rows) {
  while (!rows.empty()) {
    TakeRowMark(rows);
    while (!rows.empty()) {
      std::string_view next = rows;
      if (TakeRowMark(next)) break;
      writer_.Cell(TakeCell(rows));
    }
    const Result<Feeding> taken = writer_.EndRow();
    if (!taken) {
      error_ = taken.error();
      return false;
    }
    enough_ = *taken == Feeding::kEnough;
    if (enough_) return false;
  }
  return true;
}

}  // namespace

class HtmlTable::Impl {
 public:
  Impl(uint64_t file_bytes, Encoding encoding, uint32_t bom_bytes, std::string sheet, TableSink out)
      : file_bytes_(file_bytes),
        decoder_(encoding, bom_bytes),
        builder_(std::move(sheet), std::move(out)),
        tokenizer_(builder_) {}

  std::optional<ReadRequest> Next() {
    if (asked_) return std::nullopt;
    asked_ = true;
    return ReadRequest{0, file_bytes_, Packing::kNone};
  }

  Result<Feeding> Feed(std::string_view bytes) {
    for (size_t at = 0; at < bytes.size(); at += kSliceBytes) {
      text_.clear();
      decoder_.Feed(bytes.substr(at, kSliceBytes), text_);
      if (tokenizer_.Feed(text_)) continue;
      if (builder_.error()) return *builder_.error();
      return Feeding::kEnough;
    }
    return Feeding::kMore;
  }

  Status End() {
    if (builder_.enough()) return Done{};
    text_.clear();
    decoder_.Finish(text_);
    const bool read = tokenizer_.Feed(text_) && tokenizer_.Finish() && builder_.Finish();
    if (!read && builder_.error()) return *builder_.error();
    return Done{};
  }

  [[nodiscard]] uint64_t more_tables() const { return builder_.more_tables(); }

 private:
  uint64_t file_bytes_;
  PieceDecoder decoder_;
  Builder builder_;
  HtmlTokenizer tokenizer_;
  std::string text_;
  bool asked_ = false;
};

HtmlTable::HtmlTable(uint64_t file_bytes, Encoding encoding, uint32_t bom_bytes, TableSink out, std::string sheet)
    : impl_(std::make_unique<Impl>(file_bytes, encoding, bom_bytes, std::move(sheet), std::move(out))) {}
HtmlTable::~HtmlTable() = default;
std::optional<ReadRequest> HtmlTable::Next() { return impl_->Next(); }
Result<Feeding> HtmlTable::Feed(std::string_view bytes) { return impl_->Feed(bytes); }
Status HtmlTable::EndRead(ReadOutcome /*outcome*/) { return impl_->End(); }
std::vector<FileReader::Told> HtmlTable::Notices() const {
  if (impl_->more_tables() == 0) return {};
  return {{ErrorId::kHtmlMoreTables, impl_->more_tables()}};
}

namespace {

// What a page's first tags tell.
class HeadReader final : public HtmlHandler {
 public:
  // The first tag that is no <?...?>; "html" if the document type says so.
  bool OnTag(const HtmlTag& tag) override {
    if (tag.name == "meta" || tag.name == "?xml") {
      std::string_view label = tag.Attribute(tag.name == "meta" ? "charset" : "encoding");
      std::string content(tag.Attribute("content"));
      std::transform(content.begin(), content.end(), content.begin(),
                     [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
      const size_t at = content.find("charset");
      const size_t equals = at == std::string::npos ? at : content.find('=', at);
      if (label.empty() && equals != std::string::npos) label = std::string_view(content).substr(equals + 1);
      label = label.substr(0, label.find_first_of(";?"));
      if (!charset) charset = ParseEncodingLabel(label);
    }
    if (tag.name.starts_with('?') || text_before) return true;
    if (tag.name != "!doctype") {
      if (first.empty()) first = tag.name;
      has_table = has_table || (tag.name == "table" && !tag.closes);
    } else if (first.empty() && NamesHtml(tag.attributes)) {
      first = "html";
    }
    return true;
  }
  bool OnText(std::string_view text) override {
    if (first.empty() && text.find_first_not_of(" \r\n\t\xef\xbb\xbf") != std::string_view::npos) text_before = true;
    return true;
  }
  static bool NamesHtml(std::string_view type) {
    constexpr std::string_view kHtml = "html";
    type.remove_prefix(std::min(type.find_first_not_of(" \r\n\t"), type.size()));
    return type.size() >= kHtml.size() && std::equal(kHtml.begin(), kHtml.end(), type.begin(),
                                                     [](char a, char b) { return a == static_cast<char>(b | 0x20); });
  }
  std::string first;
  bool text_before = false;
  bool has_table = false;
  std::optional<Encoding> charset;
};

constexpr size_t kHeadBytes = 4096;

}  // namespace

bool LooksLikeHtml(std::string_view head) {
  constexpr std::string_view kFirstTags[] = {"html", "head",  "meta",  "style", "body",
                                             "div",  "table", "title", "link",  "workbook"};
  HeadReader reader;
  HtmlTokenizer tokenizer(reader);
  head = head.substr(0, kHeadBytes);
  return tokenizer.Feed(head) && (reader.has_table || std::find(std::begin(kFirstTags), std::end(kFirstTags),
                                                                reader.first) != std::end(kFirstTags));
}

std::optional<Encoding> HtmlCharset(std::string_view head) {
  HeadReader reader;
  HtmlTokenizer tokenizer(reader);
  if (!tokenizer.Feed(head.substr(0, kHeadBytes))) return std::nullopt;
  // A page that says so in bytes of one each is not in UTF-16.
  if (reader.charset == Encoding::kUtf16Le || reader.charset == Encoding::kUtf16Be) return std::nullopt;
  return reader.charset;
}

}  // namespace loyalane::ingest
