#include "ingest/record_writer.h"

namespace loyalane::ingest {

void RecordWriter::Cell(std::string_view text) {
  Separate();
  if (text.find_first_of(",\"\r\n") == std::string_view::npos) {
    text_ += text;
    return;
  }
  text_ += '"';
  for (size_t at = 0; at < text.size();) {
    const size_t quote = text.find('"', at);
    const size_t end = quote == std::string_view::npos ? text.size() : quote + 1;
    text_ += text.substr(at, end - at);
    if (quote != std::string_view::npos) text_ += '"';
    at = end;
  }
  text_ += '"';
}

Result<Feeding> RecordWriter::EndRow() {
  text_ += '\n';
  in_row_ = false;
  row_begin_ = text_.size();
  return text_.size() < kPieceBytes ? Feeding::kMore : Flush();
}

Result<Feeding> RecordWriter::Flush() {
  if (text_.empty()) return Feeding::kMore;
  Result<Feeding> taken = sink_(text_);
  text_.clear();
  row_begin_ = 0;
  return taken;
}

}  // namespace loyalane::ingest
