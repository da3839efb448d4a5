#include "report/workbook_sheet.h"

#include <algorithm>
#include <optional>

#include "base/date.h"
#include "ingest/cell_number.h"
#include "math/number_text.h"
#include "report/workbook_text.h"

namespace loyalane::report {
namespace {

// Rows that widths are taken from.
constexpr size_t kWidthRows = 200;
constexpr uint32_t kWidthMin = 6;
constexpr uint32_t kWidthMax = 48;
constexpr uint32_t kFilterButtonWidth = 3;  // beside the title
constexpr uint32_t kMarginWidth = 2;

// Indices into cellXfs of StylesXml, in its order.
enum Style : uint32_t {
  kStyleDefault,
  kStyleTitle,
  kStyleText,
  kStyleWrapped,
  kStylePlainNumber,
  kStyleDate,
  kStyleInstant,
  kStylePercent,                     // without decimals; one ... kPercentDecimalsMax decimals follow
  kStyleNumber = kStylePercent + 3,  // without decimals; one ... kDecimalsMax decimals follow
};
constexpr uint32_t kPercentDecimalsMax = 2;
constexpr uint32_t kDecimalsMax = 4;

// Serial numbers of the 1900 date system: days since 1899-12-30 (from March 1900 on).
constexpr int32_t kEpochSerial = 25'569;  // 1970-01-01

// A double keeps every number of so many digits.
constexpr size_t kSafeDigits = 15;

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

// A decimal number as JSON and XML have it, that a spreadsheet keeps as it is.
bool IsNumber(std::string_view text) {
  size_t at = 0;
  const auto digits = [&text, &at] {
    const size_t begin = at;
    while (at < text.size() && IsDigit(text[at])) ++at;
    return at - begin;
  };
  if (at < text.size() && text[at] == '-') ++at;
  const size_t whole_begin = at;
  const size_t whole = digits();
  if (whole == 0 || (whole > 1 && text[whole_begin] == '0')) return false;
  size_t fraction = 0;
  if (at < text.size() && text[at] == '.') {
    ++at;
    fraction = digits();
    if (fraction == 0) return false;
  }
  const size_t mantissa_end = at;
  if (at < text.size() && text[at] == 'e') {
    ++at;
    if (at < text.size() && (text[at] == '-' || text[at] == '+')) ++at;
    const size_t exponent = digits();
    if (exponent == 0 || exponent > 2) return false;
  }
  if (at != text.size()) return false;
  if (whole + fraction <= kSafeDigits) return true;
  // More digits: only where they are those of a double.
  if (fraction > 0 && mantissa_end == text.size()) {
    while (text.back() == '0') text.remove_suffix(1);
    if (text.back() == '.') text.remove_suffix(1);
  }
  const ingest::RealCell real = ingest::ParseReal(text);
  return real.outcome == ingest::NumberOutcome::kOk && math::NumberText(real.value) == text;
}

// 09:03 or 09:03:00 as seconds.
std::optional<int32_t> SecondsOf(std::string_view time) {
  if (time.size() != 5 && time.size() != 8) return std::nullopt;
  int32_t parts[3] = {0, 0, 0};
  for (size_t i = 0; i < time.size(); ++i) {
    if (i % 3 == 2 ? time[i] != ':' : !IsDigit(time[i])) return std::nullopt;
    if (i % 3 != 2) parts[i / 3] = parts[i / 3] * 10 + (time[i] - '0');
  }
  if (parts[0] > 23 || parts[1] > 59 || parts[2] > 59) return std::nullopt;
  return (parts[0] * 60 + parts[1]) * 60 + parts[2];
}

struct NumberCell {
  std::string number;
  uint32_t style;
};

std::optional<NumberCell> InstantCell(std::string_view text) {
  constexpr size_t kDayChars = 10;
  const std::optional<Day> day = ParseIsoDay(text.substr(0, kDayChars));
  if (!day) return std::nullopt;
  const int32_t serial = day->since_epoch + kEpochSerial;
  if (text.size() == kDayChars) return NumberCell{std::to_string(serial), kStyleDate};
  if (text[kDayChars] != ' ' && text[kDayChars] != 'T') return std::nullopt;
  const std::optional<int32_t> seconds = SecondsOf(text.substr(kDayChars + 1));
  if (!seconds) return std::nullopt;
  return NumberCell{math::NumberText(serial + *seconds / 86400.0), kStyleInstant};
}

// The cell as a number; nothing when it has to be text.
std::optional<NumberCell> NumberOf(const WorkbookColumn& column, std::string_view text) {
  switch (column.kind) {
    case CellKind::kText:
      return std::nullopt;
    case CellKind::kDate:
    case CellKind::kInstant:
      return InstantCell(text);
    case CellKind::kNumber:
    case CellKind::kPlainNumber:
    case CellKind::kPercent:
      break;
  }
  if (!IsNumber(text)) return std::nullopt;
  uint32_t style = kStyleNumber + std::min<uint32_t>(column.decimals, kDecimalsMax);
  if (column.kind == CellKind::kPlainNumber) style = kStylePlainNumber;
  if (column.kind == CellKind::kPercent)
    style = kStylePercent + std::min<uint32_t>(column.decimals, kPercentDecimalsMax);
  return NumberCell{std::string(text), style};
}

// Some spreadsheets show text of the format "@" as ##### when it is longer than this.
constexpr size_t kTextFormatBytesMax = 255;

Style TextStyle(bool is_table, std::string_view text) {
  if (!is_table) return kStyleWrapped;
  return text.size() > kTextFormatBytesMax ? kStyleDefault : kStyleText;
}

void AppendAttribute(std::string& out, std::string_view name, size_t value) {
  out += ' ';
  out += name;
  out += "=\"";
  out += std::to_string(value);
  out += '"';
}

std::string LettersOf(size_t column) {
  std::string letters;
  for (size_t rest = column + 1; rest > 0; rest = (rest - 1) / 26)
    letters.insert(letters.begin(), static_cast<char>('A' + (rest - 1) % 26));
  return letters;
}

// How wide a cell is shown.
uint32_t ShownWidth(const WorkbookColumn& column, std::string_view text) {
  switch (column.kind) {
    case CellKind::kText:
    case CellKind::kPlainNumber:
    case CellKind::kDate:
    case CellKind::kInstant:
      return DisplayWidth(text);
    case CellKind::kPercent:
      return column.decimals + 5U;  // 100.0%
    case CellKind::kNumber:
      break;
  }
  const auto whole = static_cast<uint32_t>(std::min(text.find('.'), text.size()));
  return whole + whole / 3 + (column.decimals == 0 ? 0 : column.decimals + 1U);
}

}  // namespace

std::string StylesXml() {
  std::string xml =
      R"(<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><numFmts count="6"><numFmt numFmtId="164" formatCode="0.0%"/><numFmt numFmtId="165" formatCode="yyyy-mm-dd"/><numFmt numFmtId="166" formatCode="yyyy-mm-dd hh:mm:ss"/><numFmt numFmtId="167" formatCode="#,##0.0"/><numFmt numFmtId="168" formatCode="#,##0.000"/><numFmt numFmtId="169" formatCode="#,##0.0000"/></numFmts><fonts count="2"><font><sz val="11"/><name val="Calibri"/><family val="2"/></font><font><b/><sz val="11"/><name val="Calibri"/><family val="2"/></font></fonts><fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FFDCE6F1"/><bgColor indexed="64"/></patternFill></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="15"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="49" fontId="1" fillId="2" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1"/>)";
  // Text is "@", so that an id stays one when it is edited; wrapped text is not, as it may be long.
  xml += R"(<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>)";
  xml +=
      R"(<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf>)";
  for (const uint32_t format : {1, 165, 166, 9, 164, 10, 3, 167, 4, 168, 169}) {
    xml += "<xf";
    AppendAttribute(xml, "numFmtId", format);
    xml += R"( fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>)";
  }
  xml +=
      R"(</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>)";
  return xml;
}

std::string RangeOf(const SheetSlice& slice, bool absolute) {
  if (slice.columns == 0) return {};
  std::string range(absolute ? "$A$1:$" : "A1:");
  range += LettersOf(slice.columns - 1);
  if (absolute) range += '$';
  range += std::to_string(slice.rows + 1);
  return range;
}

SheetXml::SheetXml(const SheetSlice& slice, bool is_first) : slice_(slice), is_first_(is_first) {
  for (size_t column = 0; column < slice.columns; ++column) letters_.push_back(LettersOf(column));
}

void SheetXml::AppendColumnWidths(std::string& out) {
  if (slice_.columns == 0) return;
  out += "<cols>";
  for (size_t column = 0; column < slice_.columns; ++column) {
    const WorkbookColumn& described = ColumnAt(column);
    uint32_t width = described.width;
    if (width == 0) {
      width = DisplayWidth(described.title) + (slice_.sheet->is_table ? kFilterButtonWidth : 0);
      for (size_t row = 0; row < std::min(slice_.rows, kWidthRows); ++row) {
        cell_.clear();
        described.append(slice_.first_row + row, cell_);
        width = std::max(width, ShownWidth(described, cell_));
      }
      width = std::clamp(width + kMarginWidth, kWidthMin, kWidthMax);
    }
    out += "<col";
    AppendAttribute(out, "min", column + 1);
    AppendAttribute(out, "max", column + 1);
    AppendAttribute(out, "width", width);
    out += " customWidth=\"1\"/>";
  }
  out += "</cols>";
}

void SheetXml::BeginCell(std::string& out, uint32_t sheet_row, size_t column, uint32_t style) const {
  out += "<c r=\"";
  out += letters_[column];
  out += std::to_string(sheet_row);
  out += '"';
  AppendAttribute(out, "s", style);
}

void SheetXml::AppendText(std::string& out, uint32_t sheet_row, size_t column, uint32_t style,
                          std::string_view text) const {
  BeginCell(out, sheet_row, column, style);
  out += " t=\"inlineStr\"><is><t";
  if (HasBlanksToPreserve(text)) out += " xml:space=\"preserve\"";
  out += '>';
  AppendXmlText(out, text);
  out += "</t></is></c>";
}

void SheetXml::AppendHead(std::string& out) {
  const std::string range = RangeOf(slice_, false);
  out += R"(<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">)";
  if (!range.empty()) out += "<dimension ref=\"" + range + "\"/>";
  out += "<sheetViews><sheetView ";
  if (is_first_) out += "tabSelected=\"1\" ";
  out += "workbookViewId=\"0\"";
  out +=
      slice_.sheet->is_table
          ? R"(><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/><selection pane="bottomLeft" activeCell="A2" sqref="A2"/></sheetView></sheetViews>)"
          : "/></sheetViews>";
  AppendColumnWidths(out);
  out += "<sheetData>";
  if (slice_.columns == 0) return;
  out += "<row r=\"1\">";
  for (size_t column = 0; column < slice_.columns; ++column)
    AppendText(out, 1, column, kStyleTitle, ColumnAt(column).title);
  out += "</row>";
}

void SheetXml::AppendCell(std::string& out) {
  const WorkbookColumn& column = ColumnAt(column_);
  cell_.clear();
  column.append(slice_.first_row + row_, cell_);
  if (cell_.empty()) return;
  const auto sheet_row = static_cast<uint32_t>(row_ + 2);
  const std::optional<NumberCell> number = NumberOf(column, cell_);
  if (!number) {
    AppendText(out, sheet_row, column_, TextStyle(slice_.sheet->is_table, cell_), cell_);
    return;
  }
  BeginCell(out, sheet_row, column_, number->style);
  out += "><v>";
  out += number->number;
  out += "</v></c>";
}

void SheetXml::AppendTail(std::string& out) {
  out += "</sheetData>";
  const std::string range = RangeOf(slice_, false);
  if (!range.empty()) {
    if (slice_.sheet->is_table) out += "<autoFilter ref=\"" + range + "\"/>";
    // No green corners at ids.
    out += "<ignoredErrors><ignoredError sqref=\"" + range + "\" numberStoredAsText=\"1\"/></ignoredErrors>";
  }
  out += "</worksheet>";
}

bool SheetXml::Append(std::string& out, size_t bytes_max) {
  const size_t begin = out.size();
  if (!has_head_) {
    AppendHead(out);
    has_head_ = true;
  }
  for (; row_ < slice_.rows && slice_.columns > 0; ++row_) {
    if (out.size() - begin >= bytes_max) return true;
    if (column_ == 0) {
      out += "<row";
      AppendAttribute(out, "r", row_ + 2);
      out += '>';
    }
    while (column_ < slice_.columns) {
      AppendCell(out);
      ++column_;
      if (column_ < slice_.columns && out.size() - begin >= bytes_max) return true;
    }
    column_ = 0;
    out += "</row>";
  }
  AppendTail(out);
  return false;
}

}  // namespace loyalane::report
