// RecordWriter: cells -> the delimited text that every reader of another format hands on, so that all files are read
// by the same rules behind it: UTF-8, ',', LF, RFC 4180 quotes where needed. One record a row of the source; a row
// without cells is a blank line.
#pragma once

#include <string>
#include <string_view>

#include "ingest/file_reader.h"

namespace loyalane::ingest {

inline constexpr char kTableDelimiter = ',';

class RecordWriter {
 public:
  explicit RecordWriter(TableSink sink) : sink_(std::move(sink)) {}
  void Cell(std::string_view text);
  // Digits and what belongs to them: no quotes needed.
  void PlainCell(std::string_view text) {
    Separate();
    text_ += text;
  }
  void EmptyCells(size_t count) {
    for (size_t i = 0; i < count; ++i) Separate();
  }
  // kEnough when the sink wants no more.
  [[nodiscard]] Result<Feeding> EndRow();
  // Hands on what is left.
  [[nodiscard]] Result<Feeding> Flush();
  [[nodiscard]] size_t row_bytes() const { return text_.size() - row_begin_; }

 private:
  static constexpr size_t kPieceBytes = 256 * 1024;
  void Separate() {
    if (in_row_) text_ += kTableDelimiter;
    in_row_ = true;
  }

  TableSink sink_;
  std::string text_;
  size_t row_begin_ = 0;
  bool in_row_ = false;
};

}  // namespace loyalane::ingest
