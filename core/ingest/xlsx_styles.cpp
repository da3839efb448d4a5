#include "ingest/xlsx_styles.h"

#include <algorithm>

namespace loyalane::ingest {
namespace {

// A spreadsheet's own limit is 65 490 cell formats.
constexpr size_t kStylesMax = 65'536;
constexpr size_t kOwnFormatsMax = 4096;  // and about 250 number formats

char Lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

}  // namespace

CellFormat ReadFormatCode(std::string_view code) {
  bool date = false, time = false, month_or_minute = false;
  size_t zeros = 0, others = 0;
  for (size_t at = 0; at < code.size() && code[at] != ';'; ++at) {
    const char c = Lower(code[at]);
    switch (c) {
      case '"':
        at = std::min(code.find('"', at + 1), code.size());
        break;
      case '\\':  // the next character stands for itself
      case '_':   // a blank as wide as the next character
      case '*':   // the next character fills the cell
        ++at;
        break;
      case '[': {
        // [h], [mm], [ss] are times that go on beyond a day; the rest are colours, conditions and locales.
        const size_t end = std::min(code.find(']', at), code.size());
        const std::string_view inside = code.substr(at + 1, end - at - 1);
        const char first = inside.empty() ? ' ' : Lower(inside.front());
        const bool is_elapsed =
            (first == 'h' || first == 'm' || first == 's') &&
            std::all_of(inside.begin(), inside.end(), [first](char other) { return Lower(other) == first; });
        if (is_elapsed) return {CellFormat::Kind::kDuration, 0};
        at = end;
        break;
      }
      case 'y':
      case 'd':
        date = true;
        break;
      case 'h':
      case 's':
        time = true;
        break;
      case 'm':
        month_or_minute = true;
        break;
      case '0':
        ++zeros;
        break;
      case 'a':
        // AM/PM, in which the m is none; aaa is a day of the week in Chinese.
        if (code.size() - at >= 5 && Lower(code[at + 1]) == 'm' && code[at + 2] == '/') {
          at += 4;
          time = true;
        } else if (code.size() - at >= 3 && Lower(code[at + 1]) == 'a' && Lower(code[at + 2]) == 'a') {
          date = true;
        } else {
          ++others;
        }
        break;
      default:
        ++others;
    }
  }
  if (!date && !time) date = month_or_minute;
  if (date && time) return {CellFormat::Kind::kDateTime, 0};
  if (date) return {CellFormat::Kind::kDate, 0};
  if (time) return {CellFormat::Kind::kTime, 0};
  // One zero is an ordinary whole number; more digits than a double keeps cannot be meant.
  if (others == 0 && zeros >= 2 && zeros <= kDigitsKept) {
    return {CellFormat::Kind::kZeros, static_cast<uint8_t>(zeros)};
  }
  return {};
}

CellFormat BuiltInFormat(uint32_t id) {
  using Kind = CellFormat::Kind;
  // 27-36 and 50-58 are the East Asian ones; of those that are a time in one language and a date in another the
  // simplified Chinese meaning counts.
  if ((id >= 14 && id <= 17) || (id >= 27 && id <= 31) || id == 36 || (id >= 50 && id <= 54) || id == 57 || id == 58) {
    return {Kind::kDate, 0};
  }
  if ((id >= 18 && id <= 21) || (id >= 32 && id <= 35) || id == 45 || id == 47 || id == 55 || id == 56) {
    return {Kind::kTime, 0};
  }
  if (id == 22) return {Kind::kDateTime, 0};
  if (id == 46) return {Kind::kDuration, 0};
  return {};
}

XmlPart::Step XlsxStyles::Take(const XmlToken& token) {
  // styleSheet > numFmts > numFmt, styleSheet > cellXfs > xf
  if (token.depth == 2 && token.kind != XmlToken::Kind::kText) in_cell_styles_ = token.Starts("cellXfs");
  if (token.kind != XmlToken::Kind::kStart || token.depth != 3) return Step::kGoOn;
  const bool is_format = token.name == "numFmt";
  if (!is_format && !(in_cell_styles_ && token.name == "xf")) return Step::kGoOn;
  if (own_.size() == kOwnFormatsMax || ids_.size() == kStylesMax) return Fail(PartError(ErrorId::kXmlTooDeep));
  uint32_t id = 0;
  std::string code;
  for (XmlAttributes attributes(token.text); attributes.Next();) {
    if (attributes.name() == "numFmtId") id = attributes.number().value_or(0);
    if (attributes.name() == "formatCode") code = attributes.value();
  }
  if (is_format) {
    own_.push_back({id, ReadFormatCode(code)});
  } else {
    ids_.push_back(id);
  }
  return Step::kGoOn;
}

Status XlsxStyles::Finish() {
  formats_.reserve(ids_.size());
  for (const uint32_t id : ids_) {
    const auto own = std::find_if(own_.begin(), own_.end(), [id](const OwnFormat& format) { return format.id == id; });
    formats_.push_back(own == own_.end() ? BuiltInFormat(id) : own->format);
  }
  return XmlPart::Finish();
}

}  // namespace loyalane::ingest
