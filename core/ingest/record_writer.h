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
    char* to = Room(text.size() + 1);
    text.copy(Separated(to), text.size());
    used_ += text.size();
  }
  void EmptyCells(size_t count) {
    char* to = Room(count + 1);
    for (size_t i = 0; i < count; ++i) to = Separated(to);
  }
  // kEnough when the sink wants no more.
  [[nodiscard]] Result<Feeding> EndRow();
  // Hands on what is left.
  [[nodiscard]] Result<Feeding> Flush();
  [[nodiscard]] size_t row_bytes() const { return used_ - row_begin_; }

 private:
  static constexpr size_t kPieceBytes = 256 * 1024;
  // Where the next bytes go, with room for so many.
  char* Room(size_t bytes) {
    if (text_.size() - used_ < bytes) Grow(bytes);
    return text_.data() + used_;
  }
  void Grow(size_t bytes);
  void Append(std::string_view text) {
    text.copy(Room(text.size()), text.size());
    used_ += text.size();
  }
  // Behind the delimiter that a cell needs.
  char* Separated(char* to) {
    if (in_row_) {
      *to++ = kTableDelimiter;
      ++used_;
    }
    in_row_ = true;
    return to;
  }

  TableSink sink_;
  std::string text_;  // its first used_ bytes; the rest is room
  size_t used_ = 0;
  size_t row_begin_ = 0;
  bool in_row_ = false;
};

}  // namespace loyalane::ingest
