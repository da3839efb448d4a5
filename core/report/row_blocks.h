// RowBlocks: rows of several files as one CSV. A block a file: what is said of each row (its file and number first),
// then the file's own columns under its own headers. Lines are as wide as the widest, so that it reads as one table.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "report/csv_writer.h"

namespace loyalane::report {

class RowBlocks {
 public:
  // Shorter lines are not filled up beyond this.
  static constexpr size_t kFilledColumnsMax = 1000;

  // columns: of the widest line, what is said of the rows left out. Nothing else may be in `out`.
  RowBlocks(CsvForm form, size_t columns, std::string& out);
  void Head(const std::array<std::string_view, 3>& names, const std::vector<std::string>& headers);
  void Line(std::string_view file, uint64_t row, std::string_view said, const std::vector<std::string>& cells);

 private:
  void EndLine(const std::vector<std::string>& cells);

  CsvWriter writer_;
  size_t columns_;
};

}  // namespace loyalane::report
