// IssueLog: what was wrong with rows of a file: a count per cause, and the first rows of each with their values.
// Counts and samples do not depend on how the file was cut into pieces.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "base/error.h"

namespace loyalane::ingest {

inline constexpr size_t kIssueSamplesMax = 1000;  // listed per cause and file; the count goes on
inline constexpr size_t kIssueValueBytesMax = 120;

struct Issue {
  ErrorId id;
  uint64_t row;     // 1-based record in the file; 0 = about the file
  uint32_t column;  // 0-based; kNoColumn = about the row
  std::string value;
};
inline constexpr uint32_t kNoColumn = UINT32_MAX;

class IssueLog {
 public:
  void Add(ErrorId id, uint64_t row, uint32_t column, std::string_view value);
  // Counts without listing: causes that are told once for the file, not row by row.
  void Count(ErrorId id, uint64_t rows) { counts_[static_cast<size_t>(id)] += rows; }
  [[nodiscard]] uint64_t count(ErrorId id) const { return counts_[static_cast<size_t>(id)]; }
  // Lists without counting; no more of a cause than Add.
  void List(ErrorId id, uint64_t row, uint32_t column, std::string_view value);
  // All rows counted under a Row-severity id.
  [[nodiscard]] uint64_t excluded() const;
  // In the order of discovery.
  [[nodiscard]] const std::vector<Issue>& found() const { return issues_; }
  // Ascending by row; ties in the order of discovery.
  [[nodiscard]] std::vector<Issue> Listed() const;

 private:
  std::array<uint64_t, static_cast<size_t>(ErrorId::kCount)> counts_{};
  std::array<uint32_t, static_cast<size_t>(ErrorId::kCount)> listed_{};
  std::vector<Issue> issues_;
};

}  // namespace loyalane::ingest
