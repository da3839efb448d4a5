#include "ingest/statement_key_value.h"

#include <algorithm>

#include "ingest/cell_text.h"

namespace loyalane::ingest {
namespace {

constexpr std::string_view kWideColon = "：";

struct Colon {
  size_t at = std::string_view::npos;
  size_t size = 0;
};

Colon FirstColon(std::string_view text) {
  const size_t narrow = text.find(':');
  const size_t wide = text.find(kWideColon);
  if (wide < narrow) return {wide, kWideColon.size()};
  return {narrow, 1};
}

// A time has a colon as well: 12:00.
bool IsName(std::string_view text) {
  return !text.empty() && text.size() <= kLabelBytesMax && (text.back() < '0' || text.back() > '9');
}

}  // namespace

std::vector<LabelledValue> LabelledValuesOf(const TextRow& cells,
                                            const std::function<bool(std::string_view)>& is_label) {
  std::vector<LabelledValue> found;
  for (size_t i = 0; i < cells.size(); ++i) {
    const std::string_view text = TrimUtf8(cells[i]);
    const Colon colon = FirstColon(text);
    const std::string_view name = TrimUtf8(text.substr(0, colon.at));
    const bool has_colon = colon.at != std::string_view::npos;
    if (has_colon ? !IsName(name) : text.empty() || !is_label(text)) continue;
    LabelledValue labelled{std::string(name), {}};
    if (has_colon) labelled.value = TrimUtf8(text.substr(colon.at + colon.size));
    if (labelled.value.empty() && i + 1 < cells.size()) {
      const std::string_view next = TrimUtf8(cells[i + 1]);
      const Colon next_colon = FirstColon(next);
      if (next_colon.at == std::string_view::npos || !IsName(TrimUtf8(next.substr(0, next_colon.at)))) {
        labelled.value = next;
        ++i;
      }
    }
    found.push_back(std::move(labelled));
  }
  return found;
}

KeyValueTable::KeyValueTable(const std::vector<std::string>& labels, Sink sink)
    : sink_(std::move(sink)), values_(labels.size()), said_(labels.size()) {
  for (const std::string& label : labels) labels_.push_back(NormaliseHeader(label));
}

size_t KeyValueTable::Find(std::string_view label) const {
  return static_cast<size_t>(std::find(labels_.begin(), labels_.end(), NormaliseHeader(label)) - labels_.begin());
}

void KeyValueTable::AddRow(uint64_t row, const TextRow& cells) {
  const auto is_label = [this](std::string_view text) { return Find(text) < labels_.size(); };
  for (LabelledValue& labelled : LabelledValuesOf(cells, is_label)) {
    const size_t at = Find(labelled.label);
    if (at == labels_.size() || labelled.value.empty()) continue;
    if (said_[at]) {
      sink_(row_, values_);
      std::fill(said_.begin(), said_.end(), false);
    }
    said_[at] = true;
    values_[at] = std::move(labelled.value);
    row_ = row;
  }
}

void KeyValueTable::Finish() {
  if (row_ > 0) sink_(row_, values_);
  row_ = 0;
}

}  // namespace loyalane::ingest
