#include "report/csv_writer.h"

namespace loyalane::report {

void CsvWriter::Text(std::string_view text) {
  Separate();
  const bool formula = form_ == CsvForm::kSpreadsheet && !text.empty() &&
                       std::string_view("=+-@\t\r").find(text[0]) != std::string_view::npos;
  if (!formula && text.find_first_of(",\"\r\n") == std::string_view::npos) {
    out_ += text;
    return;
  }
  out_ += '"';
  if (formula) out_ += '\'';
  for (const char c : text) {
    if (c == '"') out_ += '"';
    out_ += c;
  }
  out_ += '"';
}

}  // namespace loyalane::report
