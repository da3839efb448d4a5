#include "report/workbook_text.h"

#include <algorithm>

#include "ingest/encoding.h"

namespace loyalane::report {
namespace {

using ingest::DecodedStep;
using ingest::DecodeStep;
using ingest::Encoding;

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";  // U+FFFD
constexpr std::string_view kCutMark = "…";

size_t Utf16Units(char32_t code_point) { return code_point > 0xFFFF ? 2 : 1; }

// The bytes of `text` that make up `units` UTF-16 units at most; text.size() when all of it does.
size_t BytesOfUnits(std::string_view text, size_t units) {
  if (text.size() <= units) return text.size();
  size_t at = 0;
  while (at < text.size()) {
    const DecodedStep step = DecodeStep(Encoding::kUtf8, text.substr(at));
    const size_t taken = Utf16Units(step.code_point);
    if (taken > units) break;
    units -= taken;
    at += step.size_bytes;
  }
  return at;
}

bool IsHexDigit(char c) { return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'F') || (c >= 'a' && c <= 'f'); }

// _xHHHH_ at the beginning.
bool IsEscape(std::string_view text) {
  return text.size() >= 7 && text[0] == '_' && text[1] == 'x' && text[6] == '_' &&
         std::all_of(text.begin() + 2, text.begin() + 6, IsHexDigit);
}

void AppendEscape(std::string& out, char32_t code_point) {
  constexpr std::string_view kHex = "0123456789ABCDEF";
  out += "_x";
  for (int shift = 12; shift >= 0; shift -= 4) out += kHex[(code_point >> shift) & 15];
  out += '_';
}

// What can stand as it is: the printable part of ASCII but & < > " _.
bool IsPlain(char c) { return c >= ' ' && c < '\x7F' && c != '&' && c != '<' && c != '>' && c != '"' && c != '_'; }

std::string Lower(std::string_view text) {
  std::string lower(text);
  for (char& c : lower) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
  return lower;
}

}  // namespace

void AppendXmlText(std::string& out, std::string_view text) {
  const bool is_cut = BytesOfUnits(text, kCellUnitsMax) < text.size();
  if (is_cut) text = text.substr(0, BytesOfUnits(text, kCellUnitsMax - 1));
  size_t at = 0;
  while (at < text.size()) {
    const size_t plain = at;
    while (at < text.size() && IsPlain(text[at])) ++at;
    out += text.substr(plain, at - plain);
    if (at == text.size()) break;
    const DecodedStep step = DecodeStep(Encoding::kUtf8, text.substr(at));
    const char32_t c = step.code_point;
    if (step.status != DecodedStep::Status::kOk) {
      out += kReplacement;
    } else if (c == '&') {
      out += "&amp;";
    } else if (c == '<') {
      out += "&lt;";
    } else if (c == '>') {
      out += "&gt;";
    } else if (c == '"') {
      out += "&quot;";
    } else if (c == '_' && IsEscape(text.substr(at))) {
      AppendEscape(out, '_');
    } else if ((c < ' ' && c != '\t' && c != '\n') || c == 0xFFFE || c == 0xFFFF) {
      AppendEscape(out, c);  // CR as well: XML would read it as LF
    } else {
      out += text.substr(at, step.size_bytes);
    }
    at += step.size_bytes;
  }
  if (is_cut) out += kCutMark;
}

bool HasBlanksToPreserve(std::string_view text) {
  return !text.empty() &&
         (text.front() == ' ' || text.back() == ' ' || text.find_first_of("\t\n") != std::string_view::npos);
}

uint32_t DisplayWidth(std::string_view text) {
  constexpr char32_t kFirstWide = 0x2E80;  // CJK radicals: everything wide but Hangul's old letters comes after
  uint32_t widest = 0;
  uint32_t width = 0;
  for (size_t at = 0; at < text.size();) {
    const DecodedStep step = DecodeStep(Encoding::kUtf8, text.substr(at));
    at += step.size_bytes;
    if (step.code_point == '\n') width = 0;
    if (step.code_point >= ' ') width += step.code_point >= kFirstWide ? 2 : 1;
    widest = std::max(widest, width);
  }
  return widest;
}

std::string SheetName(std::string_view wished, const std::vector<std::string>& taken) {
  std::string clean;
  for (size_t at = 0; at < wished.size();) {
    const DecodedStep step = DecodeStep(Encoding::kUtf8, wished.substr(at));
    const char32_t c = step.code_point;
    const bool at_end = at == 0 || at + step.size_bytes == wished.size();
    if (c < ' ' || (c < 0x80 && std::string_view("[]:*?/\\").find(static_cast<char>(c)) != std::string_view::npos) ||
        (c == '\'' && at_end) || c == 0xFFFE || c == 0xFFFF) {
      clean += '_';
    } else if (step.status != DecodedStep::Status::kOk) {
      clean += kReplacement;
    } else {
      clean += wished.substr(at, step.size_bytes);
    }
    at += step.size_bytes;
  }
  if (clean.empty()) clean = "Sheet";
  for (uint32_t number = 1;; ++number) {
    const std::string mark = number == 1 ? "" : " (" + std::to_string(number) + ")";
    std::string name = clean.substr(0, BytesOfUnits(clean, kSheetNameUnitsMax - mark.size()));
    if (name.back() == '\'') name.back() = '_';  // now that it is cut
    name += mark;
    const std::string lower = Lower(name);
    const bool is_taken =
        lower == "history" ||
        std::any_of(taken.begin(), taken.end(), [&lower](const std::string& other) { return Lower(other) == lower; });
    if (!is_taken) return name;
  }
}

}  // namespace loyalane::report
