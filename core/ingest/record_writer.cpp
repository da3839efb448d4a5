#include "ingest/record_writer.h"

#include <algorithm>

namespace loyalane::ingest {

namespace {

bool NeedsQuotes(std::string_view text) {
  for (const char c : text) {
    if (c == kTableDelimiter || c == '"' || c == '\r' || c == '\n') return true;
  }
  return false;
}

}  // namespace

void RecordWriter::Grow(size_t bytes) { text_.resize(std::max(text_.size() * 2, used_ + bytes + kPieceBytes)); }

void RecordWriter::Cell(std::string_view text) {
  if (!NeedsQuotes(text)) return PlainCell(text);
  Separated(Room(1));
  Append("\"");
  for (size_t at = 0; at < text.size();) {
    const size_t quote = text.find('"', at);
    const size_t end = quote == std::string_view::npos ? text.size() : quote + 1;
    Append(text.substr(at, end - at));
    if (quote != std::string_view::npos) Append("\"");
    at = end;
  }
  Append("\"");
}

Result<Feeding> RecordWriter::EndRow() {
  Append("\n");
  in_row_ = false;
  row_begin_ = used_;
  return used_ < kPieceBytes ? Feeding::kMore : Flush();
}

Result<Feeding> RecordWriter::Flush() {
  if (used_ == 0) return Feeding::kMore;
  Result<Feeding> taken = sink_({text_.data(), used_});
  used_ = 0;
  row_begin_ = 0;
  return taken;
}

}  // namespace loyalane::ingest
