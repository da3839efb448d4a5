// PartLines: the bytes of an NDJSON part, in pieces of any size, as lines. Holds one line at most. A line that was not
// ended is given by Finish alone, so that a part which breaks off loses the line that is not whole.
// Errors: PROJECT-111 a line longer than kPartLineBytesMax; those of `take`, which ends the reading.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "base/result.h"

namespace loyalane::document {

inline constexpr size_t kPartLineBytesMax = size_t{1024} * 1024;

class PartLines {
 public:
  // `line` without its end; `row` counts from 1. Empty lines are counted and left out.
  using Take = std::function<Status(std::string_view line, uint64_t row)>;
  PartLines(std::string part, Take take) : part_(std::move(part)), take_(std::move(take)) {}
  [[nodiscard]] Status Feed(std::string_view bytes);
  [[nodiscard]] Status Finish();
  [[nodiscard]] uint64_t rows() const { return rows_; }

 private:
  Status EndLine(std::string_view line);
  Status Keep(std::string_view bytes);
  std::string part_;
  Take take_;
  std::string begun_;  // of a line that goes on
  uint64_t rows_ = 0;
};

}  // namespace loyalane::document
