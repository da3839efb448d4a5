#include "ingest/xlsx_sheet.h"

#include <algorithm>
#include <cstring>

#include "ingest/csv_scanner.h"
#include "ingest/xml_plain.h"

namespace loyalane::ingest {
namespace {

// worksheet > sheetData > row > c > v | is
constexpr uint32_t kPlaceDepth = 2;
constexpr uint32_t kRowDepth = 3;
constexpr uint32_t kCellDepth = 4;
constexpr uint32_t kValueDepth = 5;

bool IsBlank(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r'; }

std::string_view Trim(std::string_view text) {
  while (!text.empty() && IsBlank(text.front())) text.remove_prefix(1);
  while (!text.empty() && IsBlank(text.back())) text.remove_suffix(1);
  return text;
}

// "AB" of column 28.
std::string ColumnLetters(uint32_t column) {
  std::string letters;
  for (; column > 0; column = (column - 1) / 26)
    letters.insert(letters.begin(), static_cast<char>('A' + (column - 1) % 26));
  return letters;
}

// A digit's value, above 9 for what is none.
uint32_t DigitOf(char c) { return static_cast<uint32_t>(static_cast<unsigned char>(c)) - '0'; }

}  // namespace

XlsxSheet::XlsxSheet(std::string part, const XlsxStyles& styles, const XlsxStrings& strings, Plan plan, TableSink out)
    : XmlPart(std::move(part)),
      styles_(styles),
      strings_(strings),
      plan_(plan),
      writer_([this, sink = std::move(out)](std::string_view text) -> Result<Feeding> {
        out_bytes_ += text.size();
        if (out_bytes_ > kSheetOutFreeBytes && out_bytes_ / kSheetOutRatioMax > in_bytes_ + strings_.bytes()) {
          return CellError(ErrorId::kSheetExpands);
        }
        return sink(text);
      }) {}

Error XlsxSheet::CellError(ErrorId id) const {
  return Error(id).At({}, row_, column_ == 0 ? std::string() : ColumnLetters(column_));
}

XlsxSheet::Type XlsxSheet::TypeOf(std::string_view name) {
  constexpr std::pair<std::string_view, Type> kTypes[] = {
      {"s", Type::kShared},        {"b", Type::kBoolean},        {"e", Type::kError},
      {"str", Type::kFormulaText}, {"inlineStr", Type::kInline}, {"d", Type::kIsoDate},
  };
  for (const auto& [known, type] : kTypes) {
    if (known == name) return type;
  }
  return Type::kNumber;
}

XlsxSheet::Reference XlsxSheet::ReadReference(std::string_view text) {
  Reference at;
  size_t i = 0;
  for (; i < text.size() && at.column <= kSheetColumnsMax; ++i) {
    const uint32_t letter = static_cast<uint32_t>(static_cast<unsigned char>(text[i]) | 0x20U) - 'a';
    if (letter > 25) break;
    at.column = at.column * 26 + letter + 1;
  }
  for (; i < text.size() && DigitOf(text[i]) <= 9 && at.row <= kSheetRowsMax; ++i)
    at.row = at.row * 10 + DigitOf(text[i]);
  return i == text.size() || at.row > kSheetRowsMax || at.column > kSheetColumnsMax ? at : Reference{};
}

XmlPart::Step XlsxSheet::Take(const XmlToken& token) {
  const bool is_start = token.kind == XmlToken::Kind::kStart;
  if (token.depth <= kPlaceDepth) {
    if (token.depth == kPlaceDepth && token.kind != XmlToken::Kind::kText) {
      place_ = !is_start                    ? Place::kOther
               : token.name == "sheetData"  ? Place::kData
               : token.name == "mergeCells" ? Place::kMerges
                                            : Place::kOther;
    }
    return Step::kGoOn;
  }
  if (place_ != Place::kData) {
    if (place_ == Place::kMerges && token.depth == kRowDepth && is_start) ++merged_ranges_;
    return Step::kGoOn;
  }
  if (token.depth == kRowDepth) {
    if (is_start) {
      const Step step = BeginRow(token.text);
      return step == Step::kGoOn && !scanner().ends_itself() ? TakePlainCells() : step;
    }
    return token.kind == XmlToken::Kind::kEnd ? EndRow() : Step::kGoOn;
  }
  if (token.depth == kCellDepth) {
    if (token.Starts("c")) {
      Reference at;
      if (!BeginValue(token.text, at)) return Fail(CellError(ErrorId::kSheetOutOfOrder));
      return BeginCell(at);
    }
    if (token.kind != XmlToken::Kind::kEnd || token.name != "c") return Step::kGoOn;
    const Step step = EndCell();
    return step == Step::kGoOn ? TakePlainCells() : step;
  }
  if (token.depth == kValueDepth) {
    if (is_start) in_value_ = token.name == "v";
    if (token.kind == XmlToken::Kind::kEnd) in_value_ = false;
    if (token.kind != XmlToken::Kind::kText || !in_value_) return Step::kGoOn;
    AppendXmlText(token.text, token.verbatim, value_);
    if (value_.size() <= kSheetCellBytesMax) return Step::kGoOn;
  } else if (type_ != Type::kInline || inline_.Take(token, token.depth - kValueDepth)) {
    return Step::kGoOn;
  }
  return Fail(CellError(ErrorId::kSheetCellTooLong).With("limit", std::to_string(kSheetCellBytesMax)));
}

XmlPart::Step XlsxSheet::BeginRow(std::string_view attributes_text) {
  uint32_t row = row_ + 1;
  row_is_known_ = false;
  bool is_hidden = false;
  for (XmlAttributes attributes(attributes_text); attributes.Next();) {
    if (attributes.name() == "r") {
      row = attributes.number().value_or(kSheetRowsMax + 1);
      row_is_known_ = true;
    } else if (attributes.name() == "hidden") {
      is_hidden = attributes.is_true();
    }
  }
  column_ = 0;
  columns_written_ = 0;
  if (row_is_known_ && row <= row_) return Fail(CellError(ErrorId::kSheetOutOfOrder));
  row_ = row;
  if (row > kSheetRowsMax) return Fail(CellError(ErrorId::kSheetTooLarge));
  if (plan_.rows_max != 0 && row > plan_.rows_max) return Step::kEnough;
  hidden_rows_ += is_hidden ? 1 : 0;
  return Step::kGoOn;
}

XmlPart::Step XlsxSheet::EndRow() {
  if (!row_has_text_) return Step::kGoOn;
  row_has_text_ = false;
  ++rows_written_;
  const Result<Feeding> taken = writer_.EndRow();
  if (!taken) return Fail(taken.error());
  return *taken == Feeding::kEnough ? Step::kEnough : Step::kGoOn;
}

bool XlsxSheet::BeginValue(std::string_view attributes_text, Reference& at) {
  type_ = Type::kNumber;
  style_ = 0;
  in_value_ = false;
  value_.clear();
  inline_.Clear();
  for (XmlAttributes attributes(attributes_text); attributes.Next();) {
    if (attributes.name() == "r") {
      at = ReadReference(attributes.raw());
      if (at.column == 0 || (at.row == 0 && at.column <= kSheetColumnsMax)) return false;
    }
    if (attributes.name() == "s") style_ = attributes.number().value_or(0);
    if (attributes.name() == "t") type_ = TypeOf(attributes.raw());
  }
  return true;
}

XmlPart::Step XlsxSheet::BeginCell(Reference at) {
  if (at.column == 0) at.column = column_ + 1;
  if (at.row == 0) at.row = row_;
  if (at.column > kSheetColumnsMax || at.row > kSheetRowsMax) {
    column_ = 0;  // it has no letters of its own
    return Fail(CellError(ErrorId::kSheetTooLarge));
  }
  if (at.row != row_) {
    // A row without a number is where its first cell says.
    if (row_is_known_ || at.row < row_) return Fail(CellError(ErrorId::kSheetOutOfOrder));
    row_ = at.row;
    if (plan_.rows_max != 0 && row_ > plan_.rows_max) return Step::kEnough;
  }
  row_is_known_ = true;
  if (at.column <= column_) return Fail(CellError(ErrorId::kSheetOutOfOrder));
  column_ = at.column;
  return Step::kGoOn;
}

XmlPart::Step XlsxSheet::EndCell() {
  if (type_ == Type::kInline) {
    const std::string_view text = inline_.Finish();
    if (!text.empty()) return PutText(text, false);
  }
  return Put(type_, style_, value_);
}

XmlPart::Step XlsxSheet::Put(Type type, uint32_t style, std::string_view value) {
  switch (type) {
    case Type::kNumber: {
      value = Trim(value);
      if (value.empty()) return Step::kGoOn;
      const CellFormat format = styles_.FormatOf(style);
      if (format.kind == CellFormat::Kind::kNumber && IsShortestNumber(value)) return PutText(value, true);
      scratch_.clear();
      AppendSheetNumber(value, format, plan_.numbers, scratch_);
      return PutText(scratch_, false);
    }
    case Type::kShared:
      return PutShared(Trim(value));
    case Type::kBoolean:
      value = Trim(value);
      if (value.empty()) return Step::kGoOn;
      return PutText(value == "1" || value == "true" ? "TRUE" : "FALSE", true);
    case Type::kIsoDate:
      scratch_.clear();
      AppendSheetIsoDate(Trim(value), styles_.FormatOf(style), scratch_);
      return PutText(scratch_, false);
    case Type::kError:
    case Type::kFormulaText:
    case Type::kInline:
      break;
  }
  if (value.find("_x") == std::string_view::npos) return PutText(value, false);
  scratch_ = value;
  DecodeXstring(scratch_);
  return PutText(scratch_, false);
}

XmlPart::Step XlsxSheet::PutShared(std::string_view index) {
  if (index.empty()) return Step::kGoOn;
  uint64_t value = 0;
  for (const char c : index) {
    value = value * 10 + DigitOf(c);
    if (DigitOf(c) > 9 || value >= UINT32_MAX)
      return Fail(CellError(ErrorId::kSharedStringAbsent).With("value", std::string(index)));
  }
  if (plan_.is_look_ahead) {
    strings_needed_ = std::max(strings_needed_, value + 1);
    return Step::kGoOn;
  }
  if (value >= strings_.size()) {
    return Fail(CellError(ErrorId::kSharedStringAbsent).With("value", std::string(index)));
  }
  const XlsxStrings::Text text = strings_[static_cast<uint32_t>(value)];
  return PutText(text.text, text.is_plain);
}

XmlPart::Step XlsxSheet::PutText(std::string_view text, bool is_plain) {
  if (text.empty() || plan_.is_look_ahead) return Step::kGoOn;
  if (rows_written_ + 1 < row_ || columns_written_ + 1 < column_) {
    const Step step = Separate();
    if (step != Step::kGoOn) return step;
  }
  row_has_text_ = true;
  columns_written_ = column_;
  if (is_plain) {
    writer_.PlainCell(text);
  } else {
    writer_.Cell(text);
  }
  if (writer_.row_bytes() <= kRowBytesMax) return Step::kGoOn;
  return Fail(CellError(ErrorId::kRowTooLong).With("limit", std::to_string(kRowBytesMax)));
}

XmlPart::Step XlsxSheet::Separate() {
  for (; rows_written_ + 1 < row_; ++rows_written_) {
    const Result<Feeding> taken = writer_.EndRow();
    if (!taken) return Fail(taken.error());
    if (*taken == Feeding::kEnough) return Step::kEnough;
  }
  writer_.EmptyCells(column_ - columns_written_ - 1);
  return Step::kGoOn;
}

XmlPart::Step XlsxSheet::TakePlainCells() {
  const std::string_view rest = scanner().Rest();
  const char* const begin = rest.data();
  const char* const end = begin + rest.size();
  const char* at = begin;
  Step step = Step::kGoOn;
  const char* behind;
  while (step == Step::kGoOn &&
         ((behind = TakePlainCell(at, end, step)) != nullptr || (behind = TakeRowBorder(at, end, step)) != nullptr)) {
    at = behind;
  }
  scanner().Skip(static_cast<size_t>(at - begin));
  return step;
}

// <c r="B2" s="3" t="s"><v>12</v></c> and <c r="B2" t="inlineStr"><is><t>text</t></is></c>; null for anything else and
// for what is not all there: that is the scanner's.
const char* XlsxSheet::TakePlainCell(const char* at, const char* end, Step& step) {
  while (IsBlank(*at)) ++at;
  if (!Stands(at, "<c r=\"")) return nullptr;
  at += 6;
  Reference place;
  for (int letters = 0; *at >= 'A' && *at <= 'Z' && letters < 3; ++at, ++letters) {
    place.column = place.column * 26 + static_cast<uint32_t>(*at - 'A') + 1;
  }
  for (int digits = 0; DigitOf(*at) <= 9 && digits < 7; ++at, ++digits) place.row = place.row * 10 + DigitOf(*at);
  if (*at++ != '"') return nullptr;
  uint32_t style = 0;
  if (Stands(at, " s=\"")) {
    at += 4;
    for (int digits = 0; DigitOf(*at) <= 9 && digits < 7; ++at, ++digits) style = style * 10 + DigitOf(*at);
    if (*at++ != '"') return nullptr;
  }
  Type type = Type::kNumber;
  if (Stands(at, " t=\"")) {
    at += 4;
    if (at[0] == 's' && at[1] == '"') {
      type = Type::kShared;
      ++at;
    } else {
      const char* const name = at;
      while ((*at >= 'a' && *at <= 'z') || *at == 'S') ++at;
      type = TypeOf({name, static_cast<size_t>(at - name)});
    }
    if (*at++ != '"') return nullptr;
  }
  if (Stands(at, "/>")) {
    step = BeginCell(place);
    return at + 2;
  }
  if (*at++ != '>') return nullptr;
  if (type == Type::kInline) {
    if (!Stands(at, "<is><t")) return nullptr;
    at += 6;
    if (Stands(at, kPreserve)) at += sizeof kPreserve - 1;
    if (*at++ != '>') return nullptr;
  } else {
    if (!Stands(at, "<v>")) return nullptr;
    at += 3;
  }
  const char* const value = at;
  // Values are short; what has to be decoded is left to the scanner.
  bool is_plain = true;
  for (; *at != '<'; ++at) {
    if (*at == '&' || *at == '\r' || *at == '\0' || *at == '_') return nullptr;
    is_plain = is_plain && *at != ',' && *at != '"' && *at != '\n';
  }
  const std::string_view text(value, static_cast<size_t>(at - value));
  if (type == Type::kInline) {
    if (!Stands(at, "</t></is></c>")) return nullptr;
    at += 13;
  } else {
    if (!Stands(at, "</v></c>")) return nullptr;
    at += 8;
  }
  if (at > end || text.size() > kSheetCellBytesMax) return nullptr;
  step = BeginCell(place);
  if (step == Step::kGoOn) step = type == Type::kInline ? PutText(text, is_plain) : Put(type, style, text);
  return at;
}

// </row><row r="3" spans="1:10">: the scanner is inside a row before and behind it. Null for anything else.
const char* XlsxSheet::TakeRowBorder(const char* at, const char* end, Step& step) {
  while (IsBlank(*at)) ++at;
  // It ends the open element only if that one is spelled alike.
  if (!Stands(at, "</row>") || !scanner().IsInside("row")) return nullptr;
  at += 6;
  while (IsBlank(*at)) ++at;
  if (!Stands(at, "<row ")) return nullptr;
  at += 5;
  const char* const attributes = at;
  bool in_quotes = false;
  for (; in_quotes || *at != '>'; ++at) {
    if (*at == '"') in_quotes = !in_quotes;
    if (*at == '\0' || *at == '<' || *at == '&' || *at == '\'') return nullptr;
  }
  if (at >= end || at[-1] == '/') return nullptr;
  step = EndRow();
  if (step == Step::kGoOn) step = BeginRow({attributes, static_cast<size_t>(at - attributes)});
  return at + 1;
}

Status XlsxSheet::Flush() {
  const Result<Feeding> taken = writer_.Flush();
  if (!taken) return taken.error();
  return Done{};
}

Status XlsxSheet::Finish() {
  Status flushed = Flush();
  return flushed ? XmlPart::Finish() : flushed;
}

}  // namespace loyalane::ingest
