// CsvWriter: cells -> RFC 4180 text. Plain form for programs: UTF-8 without BOM, LF. Form for spreadsheets: BOM, CRLF,
// and text cells that a spreadsheet would take for a formula get a leading apostrophe (numbers never do).
#pragma once

#include <string>
#include <string_view>

namespace loyalane::report {

enum class CsvForm : uint8_t { kPlain, kSpreadsheet };

class CsvWriter {
 public:
  CsvWriter(CsvForm form, std::string& out) : form_(form), out_(out) {}
  // What the file begins with.
  void Begin() {
    if (form_ == CsvForm::kSpreadsheet) out_ += "\xEF\xBB\xBF";
  }
  void Text(std::string_view text);
  // Digits and what belongs to them, written as they are.
  void Number(std::string_view text) {
    Separate();
    out_ += text;
  }
  void EndRow() {
    out_ += form_ == CsvForm::kSpreadsheet ? "\r\n" : "\n";
    first_ = true;
  }

 private:
  void Separate() {
    if (!first_) out_ += ',';
    first_ = false;
  }
  CsvForm form_;
  std::string& out_;
  bool first_ = true;
};

}  // namespace loyalane::report
