// TextColumn: one text per row in a single block of bytes; rows are read as views and never moved one by one.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace loyalane::table {

class TextColumn {
 public:
  void Append(std::string_view text) {
    bytes_.append(text);
    ends_.push_back(bytes_.size());
  }
  void Reserve(size_t rows, size_t bytes) {
    ends_.reserve(rows);
    bytes_.reserve(bytes);
  }
  [[nodiscard]] std::string_view operator[](size_t row) const {
    const uint64_t begin = row == 0 ? 0 : ends_[row - 1];
    return std::string_view(bytes_).substr(begin, ends_[row] - begin);
  }
  [[nodiscard]] size_t size() const { return ends_.size(); }
  // All texts, one behind the other, and where in them a row's ends.
  [[nodiscard]] std::string_view bytes() const { return bytes_; }
  [[nodiscard]] uint64_t EndOf(size_t row) const { return ends_[row]; }

 private:
  std::string bytes_;
  std::vector<uint64_t> ends_;
};

}  // namespace loyalane::table
