#include "ingest/issue_log.h"

#include "base/sort.h"

namespace loyalane::ingest {
namespace {

constexpr size_t kIssuesUsual = 256;  // so that the few of most files are listed without growing

}  // namespace

void IssueLog::Add(ErrorId id, uint64_t row, uint32_t column, std::string_view value) {
  ++counts_[static_cast<size_t>(id)];
  List(id, row, column, value);
}

void IssueLog::List(ErrorId id, uint64_t row, uint32_t column, std::string_view value) {
  const auto index = static_cast<size_t>(id);
  if (listed_[index] >= kIssueSamplesMax) return;
  ++listed_[index];
  if (issues_.empty()) issues_.reserve(kIssuesUsual);
  if (value.size() > kIssueValueBytesMax) {
    size_t end = kIssueValueBytesMax;
    while (end > 0 && (static_cast<unsigned char>(value[end]) & 0xC0U) == 0x80U) --end;  // do not cut a character
    value = value.substr(0, end);
  }
  issues_.push_back({id, row, column, std::string(value)});
}

uint64_t IssueLog::excluded() const {
  uint64_t rows = 0;
  for (size_t i = 0; i < counts_.size(); ++i) {
    if (TextOf(static_cast<ErrorId>(i)).severity == Severity::Row) rows += counts_[i];
  }
  return rows;
}

std::vector<Issue> IssueLog::Listed() const {
  std::vector<Issue> sorted = issues_;
  Sort(sorted, [](const Issue& a, const Issue& b) { return a.row < b.row; });
  return sorted;
}

}  // namespace loyalane::ingest
