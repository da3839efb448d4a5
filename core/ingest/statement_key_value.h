// Statements that are no table but labels with their values beside them (结算日期 2026-09-30 结算单号 JS001 ...): cells
// -> records, one value for each label. docs/formulas/statements.md says which cell is a label.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "ingest/statement_rows.h"

namespace loyalane::ingest {

struct LabelledValue {
  std::string label;  // trimmed, without the colon
  std::string value;
};

// `is_label`: whether a text without a colon is one. With a colon behind it a text of up to kLabelBytesMax bytes always
// is. A label's value is what follows the colon in its cell, else the next cell, unless that has a label and a colon.
inline constexpr size_t kLabelBytesMax = 48;
[[nodiscard]] std::vector<LabelledValue> LabelledValuesOf(const TextRow& cells,
                                                          const std::function<bool(std::string_view)>& is_label);

// Rows -> records. A label that comes once more begins another record, which keeps whose it is and of when (customer,
// bill, dates, texts), never money and other numbers. A label with an empty value is said, and empty. What says but
// money is the sum of the records above: its first cell says so (INGEST-208). A record's row is that of its last value.
class KeyValueTable {
 public:
  using Sink = std::function<void(uint64_t row, const std::vector<std::string>& values)>;
  KeyValueTable(const std::vector<std::string>& labels, Sink sink);
  void AddRow(uint64_t row, const TextRow& cells);
  void Finish();

 private:
  [[nodiscard]] size_t Find(std::string_view label) const;  // labels_.size(): none
  void End();

  std::vector<std::string> labels_;  // in NormaliseHeader's form
  Sink sink_;
  std::vector<std::string> values_;
  std::vector<bool> said_;       // since the record began
  std::vector<bool> is_figure_;  // money and other numbers
  uint64_t row_ = 0;             // 0: no value since the record began
  bool is_first_ = true;
};

}  // namespace loyalane::ingest
