// RecordWriter: cells -> the delimited text that every reader of another format hands on, so that all files are read
// by the same rules behind it: UTF-8, ',', LF, RFC 4180 quotes where needed. One record a row of the source; a row
// without cells is a blank line.
#pragma once

#include <cstring>
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
    Copy(text, Separated(Room(text.size() + 1)));
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
  // Cells are short: two copies of a size that the compiler knows, overlapping in the middle, instead of a call.
  static void Copy(std::string_view text, char* to) {
    const size_t size = text.size();
    const char* const from = text.data();
    if (size >= 8 && size <= 16) {
      std::memcpy(to, from, 8);
      std::memcpy(to + size - 8, from + size - 8, 8);
    } else if (size > 16 && size <= 32) {
      std::memcpy(to, from, 16);
      std::memcpy(to + size - 16, from + size - 16, 16);
    } else if (size < 8) {
      for (size_t i = 0; i < size; ++i) to[i] = from[i];
    } else {
      std::memcpy(to, from, size);
    }
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
