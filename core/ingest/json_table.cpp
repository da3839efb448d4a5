#include "ingest/json_table.h"

#include <algorithm>
#include <cstring>
#include <optional>
#include <string>

#include "ingest/cell_stream.h"
#include "ingest/csv_scanner.h"
#include "ingest/piece_decoder.h"
#include "ingest/record_writer.h"
#include "ingest/xlsx_numbers.h"
#include "ingest/xlsx_sheet.h"
#include "table/text_pool.h"

namespace loyalane::ingest {
namespace {

constexpr std::string_view kTableNames[] = {"rows", "data", "list", "items", "records"};
constexpr std::string_view kColumnNames[] = {"columns", "fields", "headers"};
constexpr uint32_t kOuterDepthMax = 2;  // objects in which the table is looked for
constexpr size_t kSliceBytes = 64 * 1024;
// In tables so wide every record has all its cells; in wider ones it ends with its last value, because an element of a
// few bytes would become thousands of empty cells.
constexpr size_t kFullRowColumnsMax = 64;
// Of a table that waits for a better one; as much memory as the sample's values may take.
constexpr size_t kHeldElementsMax = kJsonSampleBytes / 8;

bool IsBlank(char c) { return c == ' ' || c == '\n' || c == '\r' || c == '\t'; }
bool IsDigit(char c) { return c >= '0' && c <= '9'; }
bool IsTokenByte(char c) {
  const char lower = static_cast<char>(c | 0x20);
  return IsDigit(c) || (lower >= 'a' && lower <= 'z') || c == '-' || c == '+' || c == '.';
}

template <size_t kCount>
bool IsOneOf(std::string_view name, const std::string_view (&names)[kCount]) {
  return std::any_of(std::begin(names), std::end(names), [name](std::string_view known) {
    return std::equal(name.begin(), name.end(), known.begin(), known.end(),
                      [](char a, char b) { return (a >= 'A' && a <= 'Z' ? a + ('a' - 'A') : a) == b; });
  });
}

// A number as JSON has it; leading zeros are let through, because they belong to ids.
bool IsNumber(std::string_view token) {
  size_t at = 0;
  const auto digits = [&] {
    const size_t from = at;
    while (at < token.size() && IsDigit(token[at])) ++at;
    return at > from;
  };
  const auto skip = [&](std::string_view any_of) {
    const bool there = at < token.size() && any_of.find(token[at]) != std::string_view::npos;
    if (there) ++at;
    return there;
  };
  skip("-");
  if (!digits()) return false;
  if (skip(".") && !digits()) return false;
  if (skip("eE")) {
    skip("+-");
    if (!digits()) return false;
  }
  return at == token.size();
}

enum class Form : uint8_t { kUnknown, kDocument, kLines };

// Where the first value ends, and whether another one follows: what tells NDJSON from one document.
class FormFinder {
 public:
  Form Look(std::string_view text) {
    for (const char c : text) {
      if (in_string_) {
        if (escaped_) {
          escaped_ = false;
        } else if (c == '\\') {
          escaped_ = true;
        } else if (c == '"') {
          in_string_ = false;
        }
        continue;
      }
      if (IsBlank(c)) continue;
      const bool opens = c == '{' || c == '[';
      if (depth_ == 0 && seen_) return opens || c == 'n' ? Form::kLines : Form::kDocument;  // n: a line null
      seen_ = true;
      if (c == '"') in_string_ = true;
      if (opens) ++depth_;
      if ((c == '}' || c == ']') && depth_ > 0) --depth_;
    }
    return Form::kUnknown;
  }

 private:
  uint64_t depth_ = 0;
  bool seen_ = false;
  bool in_string_ = false;
  bool escaped_ = false;
};

class Parser {
 public:
  Parser(Form form, RecordWriter& writer) : form_(form), writer_(&writer) {}

  // False when it stopped: error(), or the sink has enough.
  bool Parse(std::string_view text);
  bool Finish();

  [[nodiscard]] const std::optional<Error>& error() const { return error_; }
  [[nodiscard]] bool enough() const { return enough_; }
  [[nodiscard]] bool found_table() const { return table_ != Table::kNone || found_empty_; }
  [[nodiscard]] bool has_keys() const { return has_keys_; }
  [[nodiscard]] uint64_t late_values() const { return late_values_; }
  [[nodiscard]] uint64_t more_tables() const { return more_tables_; }
  [[nodiscard]] uint64_t records() const { return records_; }

 private:
  // What a value is for, by the object or array that it stands in.
  enum class Role : uint8_t {
    kSkip,
    kOuter,      // an object in which the table is looked for
    kCandidate,  // an array that its first element makes a table, or not
    kFurther,    // the same, when another array is the table
    kTable,
    kColumns,  // the names of the columns
    kElement,  // an object that is a record, or an object in it
    kList,     // an array that is a record
    kRaw,      // kept as JSON text
  };
  enum class Expect : uint8_t {
    kTop,  // a value of the file, or its end
    kValue,
    kFirstValue,  // or ]
    kKey,
    kFirstKey,  // or }
    kColon,
    kAfterValue,  // , or the closing bracket
    kString,
    kEscape,
    kHex,
    kToken,
  };
  enum class Keep : uint8_t { kNothing, kText, kRaw };
  enum class Table : uint8_t { kNone, kSampled, kHeld, kStreamed, kDone };
  enum class Kind : uint8_t { kObject, kList, kScalar };
  struct Frame {
    Role role;
    bool is_object;
    uint32_t path_bytes;  // of the path that its keys are appended to
  };
  struct Element {
    uint32_t end;  // in values_
    Kind kind;
  };
  struct Slot {
    uint32_t begin = 0;
    uint32_t size = 0;
  };

  [[nodiscard]] Role role() const { return frames_.empty() ? Role::kSkip : frames_.back().role; }
  [[nodiscard]] bool is_lines_top() const { return frames_.empty() && form_ == Form::kLines; }
  [[nodiscard]] bool is_sampling() const { return table_ != Table::kStreamed; }
  // Whether the present table stands under a name that says nothing, so that a better one may come.
  [[nodiscard]] bool gives_way() const { return form_ == Form::kDocument && !takes_lists_; }

  bool Fail(ErrorId id) {
    if (!error_) error_ = Error(id).At("", line_, std::to_string(offset_ - line_begin_));
    return false;
  }
  bool FailElement(ErrorId id) {
    error_ = ScanError({id, 1, 0}, records_);
    return false;
  }
  void NewLine() {
    ++line_;
    line_begin_ = offset_;
  }

  bool Structural(char c);
  bool BeginContainer(bool is_object);
  bool EndContainer(bool is_object);
  bool BeginString(bool is_key);
  bool EndString();
  bool Escape(char c);
  bool HexDigit(char c);
  bool EndToken();
  bool Put(std::string_view text);
  bool Scalar(std::string_view text);

  Role RoleOfArray();
  void BeginTable(Kind kind, uint64_t blank_elements);
  bool EndTable();
  void BeginElement();
  bool EndElement(Kind kind);
  bool AddValue(uint32_t column, std::string_view text);
  bool AddNamed(std::string_view text);
  bool AddListed(std::string_view text);
  bool Commit();
  bool Write(size_t begin, const Element& element);
  bool EndRow();

  Form form_;
  RecordWriter* writer_;
  std::optional<Error> error_;
  bool enough_ = false;

  // The text.
  Expect expect_ = Expect::kTop;
  Expect after_string_ = Expect::kAfterValue;
  Keep keep_ = Keep::kNothing;
  std::string token_;
  char32_t unit_ = 0;  // \u: so far
  int unit_digits_ = 0;
  char32_t high_surrogate_ = 0;  // waits for its low one; 0 = none
  uint64_t offset_ = 0;          // bytes taken
  uint64_t line_ = 1;
  uint64_t line_begin_ = 0;
  uint64_t string_line_ = 1;
  uint64_t string_byte_ = 0;
  bool line_has_element_ = false;
  bool ended_ = false;
  std::vector<Frame> frames_;

  // The table.
  Table table_ = Table::kNone;
  Kind table_kind_ = Kind::kObject;
  bool takes_lists_ = false;  // of the candidate, and then of the table: it stands where a table is expected
  bool found_empty_ = false;
  bool has_keys_ = false;
  uint64_t candidate_elements_ = 0;  // without a value
  uint64_t records_ = 0;             // elements before the present one
  uint64_t late_values_ = 0;
  uint64_t more_tables_ = 0;
  std::string name_;  // the last key of an outer object
  std::string path_;
  uint32_t list_index_ = 0;
  table::TextPool columns_;
  uint64_t column_bytes_ = 0;
  std::vector<std::string> given_columns_;
  uint64_t given_bytes_ = 0;
  std::string values_;  // column, size, text; of the sampled elements, else of the present one
  std::vector<Element> elements_;
  size_t element_begin_ = 0;
  uint64_t element_column_bytes_ = 0;
  std::vector<Slot> slots_;  // by column; empty between two elements
};

bool Parser::Parse(std::string_view text) {
  for (size_t at = 0; at < text.size();) {
    bool goes_on = true;
    switch (expect_) {
      case Expect::kString: {
        const size_t begin = at;
        while (at < text.size() && text[at] != '"' && text[at] != '\\') {
          ++offset_;
          if (text[at++] == '\n') NewLine();
        }
        if (at > begin) goes_on = Put(text.substr(begin, at - begin));
        if (!goes_on || at == text.size()) break;
        ++offset_;
        if (text[at++] == '"') {
          goes_on = EndString();
        } else {
          if (keep_ == Keep::kRaw) token_ += '\\';
          expect_ = Expect::kEscape;
        }
        break;
      }
      case Expect::kEscape:
        ++offset_;
        goes_on = Escape(text[at++]);
        break;
      case Expect::kHex:
        ++offset_;
        goes_on = HexDigit(text[at++]);
        break;
      case Expect::kToken:
        if (!IsTokenByte(text[at])) {
          goes_on = EndToken();
          break;
        }
        if (token_.size() >= kCellBytesMax) return FailElement(ErrorId::kCellTooLong);
        token_ += text[at++];
        ++offset_;
        break;
      default:
        ++offset_;
        if (IsBlank(text[at])) {
          if (text[at++] != '\n') break;
          NewLine();
          // A blank line is a record, so that the record's number is that of the line.
          if (is_lines_top() && !line_has_element_) {
            BeginElement();
            goes_on = EndElement(Kind::kScalar);
          }
          line_has_element_ = false;
          break;
        }
        goes_on = Structural(text[at++]);
    }
    if (!goes_on) return false;
  }
  return true;
}

bool Parser::Finish() {
  if (expect_ == Expect::kToken && !EndToken()) return false;
  if (expect_ == Expect::kString || expect_ == Expect::kEscape || expect_ == Expect::kHex) {
    error_ = Error(ErrorId::kJsonBroken).At("", string_line_, std::to_string(string_byte_));
    return false;
  }
  if (!frames_.empty()) {
    error_ = Error(ErrorId::kJsonBroken).At("", line_);
    return false;
  }
  // A table where one is expected, though empty, goes before one elsewhere.
  if (table_ == Table::kHeld && found_empty_) {
    ++more_tables_;
    late_values_ = 0;
    return true;
  }
  if ((table_ == Table::kSampled || table_ == Table::kHeld) && !Commit()) return false;
  if (!found_table()) {
    error_ = Error(ErrorId::kJsonNoTable);
    return false;
  }
  return true;
}

bool Parser::Structural(char c) {
  const bool in_raw = role() == Role::kRaw;
  switch (expect_) {
    case Expect::kFirstKey:
      if (c == '}') return EndContainer(true);
      [[fallthrough]];
    case Expect::kKey:
      return c == '"' ? BeginString(true) : Fail(ErrorId::kJsonBroken);
    case Expect::kColon:
      if (c != ':') return Fail(ErrorId::kJsonBroken);
      expect_ = Expect::kValue;
      return !in_raw || Put(":");
    case Expect::kAfterValue:
      if (c == ',') {
        expect_ = frames_.back().is_object ? Expect::kKey : Expect::kValue;
        return !in_raw || Put(",");
      }
      if (c == '}' || c == ']') return EndContainer(c == '}');
      return Fail(ErrorId::kJsonBroken);
    case Expect::kFirstValue:
      if (c == ']') return EndContainer(false);
      break;
    case Expect::kTop:
      if (form_ == Form::kDocument && ended_) return Fail(ErrorId::kJsonBroken);
      if (table_ == Table::kNone && c != '{' && c != '[') return Fail(ErrorId::kJsonBroken);
      break;
    default:
      break;
  }
  // A value begins.
  if (c == '{' || c == '[') return BeginContainer(c == '{');
  if (c == '"') return BeginString(false);
  if (!IsTokenByte(c)) return Fail(ErrorId::kJsonBroken);
  if (!in_raw) token_.clear();
  token_ += c;
  expect_ = Expect::kToken;
  return true;
}

bool Parser::BeginContainer(bool is_object) {
  if (frames_.size() >= kJsonDepthMax) {
    Fail(ErrorId::kJsonTooDeep);
    error_->With("limit", std::to_string(kJsonDepthMax));
    return false;
  }
  Frame frame{Role::kSkip, is_object, 0};
  const Kind kind = is_object ? Kind::kObject : Kind::kList;
  const auto element = [&] {
    BeginElement();
    frame.role = is_object ? Role::kElement : Role::kList;
  };
  switch (role()) {
    case Role::kSkip:
      if (!frames_.empty()) break;
      if (form_ == Form::kLines) {
        if (table_ == Table::kNone) BeginTable(kind, elements_.size());
        element();
      } else if (is_object) {
        frame.role = Role::kOuter;
      } else {
        frame.role = Role::kCandidate;
        takes_lists_ = true;
      }
      break;
    case Role::kOuter:
      if (!is_object) {
        frame.role = RoleOfArray();
      } else if (frames_.size() < kOuterDepthMax) {
        frame.role = Role::kOuter;
      }
      break;
    case Role::kCandidate:
      if (is_object || takes_lists_) {
        frames_.back().role = Role::kTable;
        BeginTable(kind, candidate_elements_);
        element();
      } else {
        frames_.back().role = Role::kSkip;
      }
      break;
    case Role::kFurther:
      if (is_object || takes_lists_) ++more_tables_;
      frames_.back().role = Role::kSkip;
      break;
    case Role::kTable:
      element();
      break;
    case Role::kColumns:
      frames_.back().role = Role::kSkip;
      given_columns_.clear();
      break;
    case Role::kElement:
      if (is_object) {
        frame.role = Role::kElement;
        path_ += '.';
        frame.path_bytes = static_cast<uint32_t>(path_.size());
        break;
      }
      [[fallthrough]];
    case Role::kList:
      token_.clear();
      [[fallthrough]];
    case Role::kRaw:
      frame.role = Role::kRaw;
      keep_ = Keep::kRaw;
      if (!Put(is_object ? "{" : "[")) return false;
      break;
  }
  frames_.push_back(frame);
  expect_ = is_object ? Expect::kFirstKey : Expect::kFirstValue;
  return !enough_;
}

bool Parser::EndContainer(bool is_object) {
  const Frame frame = frames_.back();
  if (frame.is_object != is_object) return Fail(ErrorId::kJsonBroken);
  if (frame.role == Role::kRaw) {
    keep_ = Keep::kRaw;
    if (!Put(is_object ? "}" : "]")) return false;
  }
  frames_.pop_back();
  expect_ = frames_.empty() ? Expect::kTop : Expect::kAfterValue;
  if (frames_.empty()) ended_ = true;
  switch (frame.role) {
    case Role::kElement:
      return role() == Role::kElement || EndElement(Kind::kObject);
    case Role::kList:
      return EndElement(Kind::kList);
    case Role::kRaw:
      if (role() == Role::kElement) return AddNamed(token_);
      return role() == Role::kRaw || AddListed(token_);
    case Role::kCandidate:
      if (takes_lists_ && candidate_elements_ == 0) found_empty_ = true;
      return true;
    case Role::kTable:
      return EndTable();
    default:
      return true;
  }
}

bool Parser::BeginString(bool is_key) {
  string_line_ = line_;
  string_byte_ = offset_ - line_begin_;
  after_string_ = is_key ? Expect::kColon : Expect::kAfterValue;
  expect_ = Expect::kString;
  switch (role()) {
    case Role::kRaw:
      keep_ = Keep::kRaw;
      return Put("\"");
    case Role::kOuter:
      keep_ = is_key ? Keep::kText : Keep::kNothing;
      break;
    case Role::kSkip:
      keep_ = is_lines_top() ? Keep::kText : Keep::kNothing;
      break;
    default:
      keep_ = Keep::kText;
  }
  token_.clear();
  return true;
}

bool Parser::EndString() {
  expect_ = after_string_;
  if (keep_ == Keep::kRaw) return Put("\"");
  if (high_surrogate_ != 0 && !Put({})) return false;
  if (after_string_ != Expect::kColon) return Scalar(token_);
  if (role() == Role::kOuter) name_ = token_;
  if (role() == Role::kElement) {
    path_.resize(frames_.back().path_bytes);
    path_ += token_;
    if (path_.size() > kCellBytesMax) return FailElement(ErrorId::kCellTooLong);
  }
  return true;
}

// Text of a string, or of what is kept as it stands.
bool Parser::Put(std::string_view text) {
  if (keep_ == Keep::kNothing) return true;
  if (high_surrogate_ != 0) {
    AppendCharacter(high_surrogate_, token_);
    high_surrogate_ = 0;
  }
  if (token_.size() + text.size() > kCellBytesMax) return FailElement(ErrorId::kCellTooLong);
  token_ += text;
  return true;
}

bool Parser::Escape(char c) {
  expect_ = Expect::kString;
  if (keep_ == Keep::kRaw) return Put({&c, 1});
  constexpr std::string_view kLetters = "\"\\/bfnrt";
  constexpr std::string_view kMeant = "\"\\/\b\f\n\r\t";
  if (c == 'u') {
    unit_ = 0;
    unit_digits_ = 0;
    expect_ = Expect::kHex;
    return true;
  }
  const size_t letter = kLetters.find(c);
  return letter == std::string_view::npos ? Fail(ErrorId::kJsonBroken) : Put(kMeant.substr(letter, 1));
}

bool Parser::HexDigit(char c) {
  const char lower = static_cast<char>(c | 0x20);
  if (!IsDigit(c) && (lower < 'a' || lower > 'f')) return Fail(ErrorId::kJsonBroken);
  unit_ = unit_ << 4 | static_cast<char32_t>(IsDigit(c) ? c - '0' : lower - 'a' + 10);
  if (++unit_digits_ < 4) return true;
  expect_ = Expect::kString;
  std::string text;
  if (high_surrogate_ != 0 && unit_ >= 0xdc00 && unit_ <= 0xdfff) {
    AppendCharacter(0x10000 + ((high_surrogate_ - 0xd800) << 10) + (unit_ - 0xdc00), text);
    high_surrogate_ = 0;
  } else if (unit_ >= 0xd800 && unit_ <= 0xdbff) {
    const bool kept = Put({});  // one that waited in vain
    high_surrogate_ = keep_ == Keep::kText ? unit_ : 0;
    return kept;
  } else {
    AppendCharacter(unit_, text);
  }
  return Put(text);
}

bool Parser::EndToken() {
  expect_ = Expect::kAfterValue;
  if (role() == Role::kRaw) return true;
  if (token_ == "true") return Scalar("TRUE");
  if (token_ == "false") return Scalar("FALSE");
  if (token_ == "null" || token_ == "NaN") return Scalar({});
  if (!IsNumber(token_)) return Fail(ErrorId::kJsonBroken);
  if (token_.find_first_of("eE") == std::string::npos) return Scalar(token_);
  std::string plain;
  AppendSheetNumber(token_, {}, {}, plain);
  return Scalar(plain.find('e') == std::string::npos ? plain : token_);
}

bool Parser::Scalar(std::string_view text) {
  if (frames_.empty()) {
    expect_ = Expect::kTop;
    ended_ = true;
  }
  switch (role()) {
    case Role::kElement:
      return AddNamed(text);
    case Role::kList:
      return AddListed(text);
    case Role::kColumns:
      given_columns_.emplace_back(text);
      given_bytes_ += text.size();
      if (given_columns_.size() <= kColumnsMax && given_bytes_ <= kCellBytesMax) return true;
      given_columns_.clear();
      frames_.back().role = Role::kSkip;
      return true;
    case Role::kCandidate:
      ++candidate_elements_;
      if (!text.empty() || candidate_elements_ >= kJsonSampleElements) frames_.back().role = Role::kSkip;
      return true;
    case Role::kFurther:
      if (!text.empty()) frames_.back().role = Role::kSkip;
      return true;
    case Role::kSkip:
      if (!is_lines_top()) return true;
      [[fallthrough]];
    case Role::kTable:
      BeginElement();
      return (text.empty() || AddListed(text)) && EndElement(Kind::kScalar);
    default:
      return true;
  }
}

Parser::Role Parser::RoleOfArray() {
  candidate_elements_ = 0;
  takes_lists_ = IsOneOf(name_, kTableNames);
  const bool is_settled = table_ == Table::kStreamed || table_ == Table::kDone;
  if (takes_lists_) return is_settled ? Role::kFurther : Role::kCandidate;
  if (IsOneOf(name_, kColumnNames)) {
    given_columns_.clear();
    given_bytes_ = 0;
    // Names of columns are strings; objects that describe columns make no table either.
    return Role::kColumns;
  }
  return table_ == Table::kNone && !found_empty_ ? Role::kCandidate : Role::kFurther;
}

// A table that was held in case there is no better one gives way.
void Parser::BeginTable(Kind kind, uint64_t blank_elements) {
  if (table_ == Table::kHeld) ++more_tables_;
  table_ = Table::kSampled;
  table_kind_ = kind;
  values_.clear();
  elements_.assign(blank_elements, {0, Kind::kScalar});
  columns_ = {};
  column_bytes_ = 0;
  records_ = blank_elements;
  late_values_ = 0;
}

bool Parser::EndTable() {
  if (table_ == Table::kSampled && !takes_lists_) {
    table_ = Table::kHeld;
    return true;
  }
  if (is_sampling() && !Commit()) return false;
  table_ = Table::kDone;
  return true;
}

void Parser::BeginElement() {
  element_begin_ = values_.size();
  element_column_bytes_ = column_bytes_;
  list_index_ = 0;
  path_.clear();
}

bool Parser::EndElement(Kind kind) {
  line_has_element_ = true;
  const Element element{static_cast<uint32_t>(values_.size()), kind};
  ++records_;
  if (is_sampling()) {
    elements_.push_back(element);
    const size_t elements_max = gives_way() ? kHeldElementsMax : kJsonSampleElements;
    if (table_kind_ != Kind::kList && elements_.size() < elements_max &&
        values_.size() + column_bytes_ < kJsonSampleBytes)
      return true;
    return Commit();
  }
  const bool written = Write(0, element);
  values_.clear();
  return written;
}

bool Parser::AddValue(uint32_t column, std::string_view text) {
  const uint32_t head[2] = {column, static_cast<uint32_t>(text.size())};
  values_.append(reinterpret_cast<const char*>(head), sizeof head);
  values_ += text;
  if (values_.size() - element_begin_ + (column_bytes_ - element_column_bytes_) > kRowBytesMax)
    return FailElement(ErrorId::kRowTooLong);
  return true;
}

bool Parser::AddNamed(std::string_view text) {
  if (table_kind_ == Kind::kList) return AddListed(text);
  if (!is_sampling() || elements_.size() >= kJsonSampleElements) {
    const table::TextId column = columns_.Find(path_);
    if (column != table::kNoText) return AddValue(column, text);
    if (!text.empty()) ++late_values_;
    return true;
  }
  const uint32_t before = columns_.size();
  const table::TextId column = columns_.Add(path_);
  if (column >= kColumnsMax) return FailElement(ErrorId::kColumnsTooMany);
  if (column == before) column_bytes_ += path_.size();
  return AddValue(column, text);
}

bool Parser::AddListed(std::string_view text) {
  if (list_index_ >= kColumnsMax) return FailElement(ErrorId::kColumnsTooMany);
  return AddValue(list_index_++, text);
}

// The columns are known: header and sampled elements are written, what follows is written as it comes.
bool Parser::Commit() {
  table_ = Table::kStreamed;
  if (table_kind_ == Kind::kObject) {
    if (columns_.size() == 0) {
      error_ = Error(ErrorId::kJsonNoTable);
      return false;
    }
    has_keys_ = true;
    for (uint32_t i = 0; i < columns_.size(); ++i) writer_->Cell(columns_[i]);
    slots_.assign(columns_.size(), {});
    if (!EndRow()) return false;
  } else if (!given_columns_.empty()) {
    has_keys_ = true;
    for (const std::string& name : given_columns_) writer_->Cell(name);
    if (!EndRow()) return false;
  }
  size_t begin = 0;
  for (const Element& element : elements_) {
    if (!Write(begin, element)) return false;
    begin = element.end;
  }
  elements_.clear();
  values_.clear();
  return true;
}

bool Parser::Write(size_t begin, const Element& element) {
  const bool by_name = element.kind == Kind::kObject && table_kind_ == Kind::kObject;
  const auto each_value = [&](auto take) {
    for (size_t at = begin; at < element.end;) {
      uint32_t head[2];
      std::memcpy(head, values_.data() + at, sizeof head);
      at += sizeof head;
      take(head[0], Slot{static_cast<uint32_t>(at), head[1]});
      at += head[1];
    }
  };
  const auto write = [this](Slot slot) { writer_->Cell(std::string_view(values_).substr(slot.begin, slot.size)); };
  if (!by_name) {
    each_value([&](uint32_t, Slot slot) { write(slot); });
    return EndRow();
  }
  each_value([this](uint32_t column, Slot slot) { slots_[column] = slot; });
  uint32_t columns = 0;  // up to the last one with a value
  each_value([&](uint32_t column, Slot) {
    if (slots_[column].size > 0) columns = std::max(columns, column + 1);
  });
  if (columns > 0 && slots_.size() <= kFullRowColumnsMax) columns = static_cast<uint32_t>(slots_.size());
  for (uint32_t i = 0; i < columns; ++i) {
    write(slots_[i]);
    slots_[i] = {};
  }
  return EndRow();
}

bool Parser::EndRow() {
  const Result<Feeding> taken = writer_->EndRow();
  if (!taken) {
    error_ = taken.error();
    return false;
  }
  enough_ = *taken == Feeding::kEnough;
  return !enough_;
}

}  // namespace

class JsonTable::Impl {
 public:
  Impl(uint64_t file_bytes, Encoding encoding, uint32_t bom_bytes, TableSink out)
      : file_bytes_(file_bytes),
        decoder_(encoding, bom_bytes),
        writer_([this, sink = std::move(out)](std::string_view text) -> Result<Feeding> {
          out_bytes_ += text.size();
          if (out_bytes_ > kSheetOutFreeBytes && out_bytes_ / kSheetOutRatioMax > in_bytes_)
            return Error(ErrorId::kSheetExpands).At("", parser_->records());
          return sink(text);
        }),
        parser_(std::make_unique<Parser>(Form::kDocument, writer_)) {}

  std::optional<ReadRequest> Next() {
    if (asked_) return std::nullopt;
    asked_ = true;
    return ReadRequest{0, file_bytes_, Packing::kNone};
  }

  Result<Feeding> Feed(std::string_view bytes) {
    for (size_t at = 0; at < bytes.size() && !parser_->enough(); at += kSliceBytes) {
      text_.clear();
      decoder_.Feed(bytes.substr(at, kSliceBytes), text_);
      Take();
      if (parser_->error()) return *parser_->error();
    }
    return parser_->enough() ? Feeding::kEnough : Feeding::kMore;
  }

  Status End() {
    if (parser_->enough()) return Done{};
    text_.clear();
    decoder_.Finish(text_);
    Take();
    if (form_ == Form::kUnknown) ReadAs(Form::kDocument);
    if (!parser_->error() && !parser_->enough()) parser_->Finish();
    if (parser_->error() && parser_->error()->id == ErrorId::kJsonNoTable && IsOneObject()) {
      // An object without a table in it is a table of one record.
      parser_ = std::make_unique<Parser>(Form::kLines, writer_);
      if (parser_->Parse(first_)) parser_->Finish();
    }
    if (parser_->error()) return *parser_->error();
    if (parser_->enough()) return Done{};
    const Result<Feeding> flushed = writer_.Flush();
    if (!flushed) return flushed.error();
    return Done{};
  }

  [[nodiscard]] const Parser& parser() const { return *parser_; }

 private:
  void Take() {
    in_bytes_ += text_.size();
    if (form_ != Form::kUnknown) {
      parser_->Parse(text_);
      return;
    }
    first_ += text_;
    Form form = finder_.Look(text_);
    if (form == Form::kUnknown && first_.size() > kJsonSampleBytes) form = Form::kDocument;
    if (form == Form::kUnknown) return;
    ReadAs(form);
    first_ = {};
  }
  void ReadAs(Form form) {
    form_ = form;
    parser_ = std::make_unique<Parser>(form, writer_);
    parser_->Parse(first_);
  }
  [[nodiscard]] bool IsOneObject() const {
    const size_t first = first_.find_first_not_of(" \r\n\t");
    return first != std::string::npos && first_[first] == '{';
  }

  uint64_t file_bytes_;
  uint64_t in_bytes_ = 0;
  uint64_t out_bytes_ = 0;
  PieceDecoder decoder_;
  RecordWriter writer_;
  std::unique_ptr<Parser> parser_;
  FormFinder finder_;
  Form form_ = Form::kUnknown;
  std::string text_;
  std::string first_;  // the text until its form is known
  bool asked_ = false;
};

JsonTable::JsonTable(uint64_t file_bytes, Encoding encoding, uint32_t bom_bytes, TableSink out)
    : impl_(std::make_unique<Impl>(file_bytes, encoding, bom_bytes, std::move(out))) {}
JsonTable::~JsonTable() = default;
std::optional<ReadRequest> JsonTable::Next() { return impl_->Next(); }
Result<Feeding> JsonTable::Feed(std::string_view bytes) { return impl_->Feed(bytes); }
Status JsonTable::EndRead(ReadOutcome /*outcome*/) { return impl_->End(); }
bool JsonTable::has_keys() const { return impl_->parser().has_keys(); }
std::vector<FileReader::Told> JsonTable::Notices() const {
  std::vector<Told> told;
  const Parser& parser = impl_->parser();
  if (parser.late_values() > 0) told.push_back({ErrorId::kJsonLateKeys, parser.late_values()});
  if (parser.more_tables() > 0) told.push_back({ErrorId::kHtmlMoreTables, parser.more_tables()});
  return told;
}

bool LooksLikeJson(std::string_view head) {
  constexpr std::string_view kBom = "\xef\xbb\xbf";
  if (head.starts_with(kBom)) head.remove_prefix(kBom.size());
  size_t at = 0;
  const auto peek = [&]() -> char {
    while (at < head.size() && IsBlank(head[at])) ++at;
    return at < head.size() ? head[at] : '\0';
  };
  // The closing quote of the string that opens here; false when the bytes end before it.
  const auto pass_string = [&] {
    for (++at; at < head.size() && head[at] != '"'; ++at) {
      if (head[at] == '\\') ++at;
    }
    return ++at < head.size();
  };
  for (uint32_t depth = 0; depth < kJsonDepthMax; ++depth) {
    const char open = peek();
    if (open != '[' && open != '{') return false;
    ++at;
    const char first = peek();
    if (first == '\0') return true;
    if (open == '{') {
      if (first == '}') return true;
      if (first != '"') return false;
      return !pass_string() || peek() == ':' || peek() == '\0';
    }
    if (first == ']') return true;
    if (first == '[' || first == '{') continue;
    if (first == '"') {
      if (!pass_string()) return true;
    } else {
      const size_t begin = at;
      while (at < head.size() && IsTokenByte(head[at])) ++at;
      if (at == head.size()) return at > begin;
      const std::string_view token = head.substr(begin, at - begin);
      if (!IsNumber(token) && token != "true" && token != "false" && token != "null" && token != "NaN") return false;
    }
    const char next = peek();
    return next == ',' || next == ']' || next == '\0';
  }
  return true;
}

}  // namespace loyalane::ingest
