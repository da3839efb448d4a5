#include "ingest/statement_key_value.h"

#include <algorithm>

#include "ingest/cell_text.h"
#include "ingest/statement_headers.h"
#include "ingest/word_lists.h"

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

constexpr std::string_view kSum = "合计";

// Whether a label stands for money or another number, as the catalogue knows it or, unknown to it, by its words.
bool IsFigure(const HeaderIndex& index, std::string_view label) {
  using model::FieldType;
  const std::string name = MatchedLabel(index, label);
  for (size_t i = 0; i < model::kFieldCount; ++i) {
    const model::Field& field = model::FieldOf(static_cast<model::FieldId>(i));
    if (index.Rank(field.id, name) < 0) continue;
    const FieldType type = field.type;
    return type == FieldType::kMoney || type == FieldType::kNumber || type == FieldType::kReal ||
           type == FieldType::kWhole;
  }
  // 付款单位, 费用日期: what is asked for stands at the end.
  std::string_view endings = "科目,类型,类别,名称,方式,码,号,日期,月份,周期,期间,币种,单位,人,户,公司";
  for (std::string_view ending; NextWord(endings, ending);) {
    if (name.ends_with(ending)) return false;
  }
  return ContainsAny(name, "额,费,款,价,合计,总计,小计,应付,应收,欠,重量,件数,票数,amount,fee,charge,total,tax");
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
  const HeaderIndex index;
  for (const std::string& label : labels) {
    labels_.push_back(NormaliseHeader(label));
    is_figure_.push_back(IsFigure(index, label));
  }
}

size_t KeyValueTable::Find(std::string_view label) const {
  return static_cast<size_t>(std::find(labels_.begin(), labels_.end(), NormaliseHeader(label)) - labels_.begin());
}

void KeyValueTable::AddRow(uint64_t row, const TextRow& cells) {
  const auto is_label = [this](std::string_view text) { return Find(text) < labels_.size(); };
  for (LabelledValue& labelled : LabelledValuesOf(cells, is_label)) {
    const size_t at = Find(labelled.label);
    if (at == labels_.size()) continue;
    // A label without a value may get it further on.
    const bool is_open = values_[at].empty() && !is_figure_[at];
    if (said_[at] && !is_open) End();
    said_[at] = true;
    if (!labelled.value.empty()) row_ = row;
    values_[at] = std::move(labelled.value);
  }
}

void KeyValueTable::End() {
  if (row_ > 0) {
    size_t first_text = said_.size();
    bool says_figures_only = !is_first_;
    for (size_t i = 0; i < said_.size(); ++i) {
      if (is_figure_[i]) continue;
      first_text = std::min(first_text, i);
      if (said_[i]) says_figures_only = false;
    }
    if (says_figures_only && first_text < said_.size()) {
      std::vector<std::string> sum = values_;
      for (size_t i = 0; i < sum.size(); ++i) {
        if (!is_figure_[i]) sum[i].clear();
      }
      sum[first_text] = kSum;
      sink_(row_, sum);
    } else {
      sink_(row_, values_);
    }
    is_first_ = false;
  }
  for (size_t i = 0; i < values_.size(); ++i) {
    if (is_figure_[i]) values_[i].clear();
  }
  said_.assign(said_.size(), false);
  row_ = 0;
}

void KeyValueTable::Finish() { End(); }

}  // namespace loyalane::ingest
