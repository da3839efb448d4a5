#include "ingest/statement_headers.h"

#include <algorithm>

#include "ingest/cell_date.h"
#include "ingest/cell_number.h"
#include "ingest/cell_text.h"
#include "ingest/statement_key_value.h"
#include "ingest/word_lists.h"

namespace loyalane::ingest {
namespace {

using model::Dataset;
using model::FieldId;

constexpr std::string_view kBrands =
    "顺丰,圆通,申通,中通,韵达,极兔,京东,德邦,百世,邮政,跨越,安能,壹米,丰网,ems,dhl,jd,sf,sto,yto,zto,j&t";
// Names of totals that the catalogue does not list, in a table's header and beside a value alike; labels of summaries.
constexpr std::string_view kTotals =
    "合计=合计金额,总计=合计金额,费用合计=合计费用,运费合计=合计费用,应付合计=应付金额,应收合计=应收金额,应付总额="
    "应付金额,"
    "应收总额=应收金额,本期应付=应付金额";
constexpr std::string_view kLabels = "结算日期=计费日期,结算单号=结算单号,账单编号=账单编号,账单号=账单号";

bool Contains(std::string_view text, std::string_view word) { return text.find(word) != std::string_view::npos; }

size_t Filled(const TextRow& row) {
  return static_cast<size_t>(
      std::count_if(row.begin(), row.end(), [](const std::string& cell) { return !TrimUtf8(cell).empty(); }));
}

bool LooksLikeData(const TextRow& row) {
  return std::any_of(row.begin(), row.end(), [](const std::string& cell) {
    return !cell.empty() && (ParseNumber(cell).ok() || ParseDate(cell, {}).outcome == DateOutcome::kOk);
  });
}

std::string_view CellAt(const TextRow& row, size_t column) {
  return column < row.size() ? TrimUtf8(row[column]) : std::string_view();
}

// Total amount (excl. VAT), 含税金额: with or without tax; "" where the header says nothing of it.
std::string_view TaxName(const HeaderIndex& index, std::string_view header, std::string_view normalised) {
  std::string text;
  FoldWidth(header, text);
  for (char& c : text) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  text = Simplified(text);
  if (!ContainsAny(text, "vat,tax,税")) return {};
  if (!ContainsAny(text, "total,amount,金额,合计,总") && index.Rank(FieldId::kAmount, normalised) < 0) return {};
  if (ContainsAny(text, "excl,without,w/o,不含税,未税")) return "amountexcl";
  if (ContainsAny(text, "incl,with ,含税,价税合计,税后")) return "amountincl";
  return {};
}

// "1、您的公司名称" -> "您的公司名称"; nothing when no number stands before it.
std::string_view QuestionIn(std::string_view header) {
  size_t at = !header.empty() && (header[0] == 'Q' || header[0] == 'q') ? 1 : 0;
  const size_t digits = at;
  while (at < header.size() && header[at] >= '0' && header[at] <= '9') ++at;
  if (at == digits || at - digits > 3) return {};
  const std::string_view mark = BeginningOf(header.substr(at), "、,.,．,:,：");
  return mark.empty() ? mark : TrimUtf8(header.substr(at + mark.size()));
}

// What a question of a survey asks for, as a header.
std::string_view AskedFor(std::string_view question) {
  if (Contains(question, "满意") && !ContainsAny(question, "原因,建议,为什么,哪些,意见,不满意的"))
    return ContainsAny(question, "总体,整体,综合,总的") ? "总体满意度" : "满意度";
  std::string_view ids = "月结卡号,月结账号,客户编码,客户编号";
  for (std::string_view id; NextWord(ids, id);) {
    if (Contains(question, id)) return id;
  }
  if (ContainsAny(question, "公司,单位,企业,贵司") && ContainsAny(question, "名称,全称,名字")) return "公司名称";
  return {};
}

// The names of a column in the upper and the lower row; the group's name carries on to the right.
struct TwoNames {
  std::string_view upper, lower;
};
std::vector<TwoNames> TwoNamesOf(const TextRow& upper, const TextRow& lower) {
  std::vector<TwoNames> names(std::max(upper.size(), lower.size()));
  std::string_view group;
  for (size_t column = 0; column < names.size(); ++column) {
    TwoNames& name = names[column];
    name = {CellAt(upper, column), CellAt(lower, column)};
    // A name with nothing below it is of one column, not of a group.
    if (!name.upper.empty()) group = name.lower.empty() ? std::string_view() : name.upper;
    if (name.upper.empty() && !name.lower.empty()) name.upper = group;
  }
  return names;
}

std::string MatchedOfTwo(const HeaderIndex& index, const TwoNames& name) {
  if (name.lower.empty()) return MatchedName(index, name.upper);
  std::string own = MatchedName(index, name.lower);
  if (name.upper.empty() || index.Knows(own, nullptr)) return own;
  std::string joined = NormaliseHeader(std::string(name.upper) + std::string(name.lower));
  return index.Knows(joined, nullptr) ? joined : own;
}

size_t KnownIn(const HeaderIndex& index, const TextRow& row, const Dataset* dataset) {
  size_t known = 0;
  for (const std::string& cell : row) known += index.Knows(MatchedName(index, cell), dataset) ? 1 : 0;
  return known;
}

size_t KnownOfTwo(const HeaderIndex& index, const TextRow& upper, const TextRow& lower, const Dataset* dataset) {
  size_t known = 0;
  for (const TwoNames& name : TwoNamesOf(upper, lower))
    known += index.Knows(MatchedOfTwo(index, name), dataset) ? 1 : 0;
  return known;
}

}  // namespace

std::string MatchedName(const HeaderIndex& index, std::string_view written) {
  const std::string_view header = TrimUtf8(written);
  std::string name = NormaliseHeader(header);
  if (name.empty()) return name;
  if (const std::string_view tax = TaxName(index, header, name); !tax.empty()) return std::string(tax);
  if (index.Knows(name, nullptr)) return name;
  if (const std::string_view total = MeaningIn(name, kTotals); !total.empty()) return std::string(total);
  if (const std::string_view question = QuestionIn(header); !question.empty()) {
    std::string asked = NormaliseHeader(question);
    if (index.Knows(asked, nullptr)) return asked;
    const std::string_view meaning = AskedFor(asked);
    return meaning.empty() ? name : std::string(meaning);
  }
  if (const std::string_view brand = BeginningOf(name, kBrands); !brand.empty()) {
    std::string rest = name.substr(brand.size());
    if (index.Knows(rest, nullptr)) return rest;
  }
  return name;
}

std::string MatchedLabel(const HeaderIndex& index, std::string_view label) {
  std::string name = MatchedName(index, label);
  if (index.Knows(name, nullptr)) return name;
  const std::string_view known = MeaningIn(name, kLabels);
  return known.empty() ? name : std::string(known);
}

bool IsTwoRowHeader(const HeaderIndex& index, const std::vector<TextRow>& rows, uint32_t row, const Dataset* dataset) {
  if (row == 0 || row >= rows.size()) return false;
  const TextRow& upper = rows[row - 1];
  const TextRow& lower = rows[row];
  if (Filled(upper) < 2 || Filled(lower) < 1 || LooksLikeData(lower) || LooksLikeData(upper)) return false;
  // The lower row names columns that the upper one leaves open.
  bool fills_gaps = false;
  for (size_t column = 0; column < lower.size(); ++column)
    fills_gaps |= CellAt(upper, column).empty() && !CellAt(lower, column).empty();
  const size_t both = KnownOfTwo(index, upper, lower, dataset);
  return fills_gaps && both > KnownIn(index, lower, dataset) && both >= KnownIn(index, upper, dataset);
}

HeaderPlace FindHeader(const HeaderIndex& index, const std::vector<TextRow>& rows, const Dataset* dataset) {
  HeaderPlace best;
  size_t best_known = 0;
  const auto tried = static_cast<uint32_t>(std::min<size_t>(kHeaderRowsTried, rows.size()));
  for (uint32_t i = 0; i < tried; ++i) {
    const bool two = IsTwoRowHeader(index, rows, i + 1, dataset);
    const size_t known = two ? KnownOfTwo(index, rows[i], rows[i + 1], dataset) : KnownIn(index, rows[i], dataset);
    if (known > best_known) {
      best_known = known;
      best = {i + 1, two ? 2U : 1U};
    }
  }
  if (best.row > 0) return best;
  for (uint32_t i = 0; i < tried; ++i) {
    if (Filled(rows[i]) == 0) continue;
    return {LooksLikeData(rows[i]) ? 0 : i + 1, 1};
  }
  return best;
}

ColumnNames NameColumns(const HeaderIndex& index, const std::vector<TextRow>& rows, HeaderPlace header) {
  ColumnNames names;
  if (header.row == 0 || header.row > rows.size()) {
    size_t widest = 0;
    for (const TextRow& row : rows) widest = std::max(widest, row.size());
    for (size_t i = 1; i <= widest; ++i) names.headers.push_back(std::to_string(i));
    names.matched = names.headers;
    return names;
  }
  const TextRow none;
  const bool two = header.rows == 2 && header.row < rows.size();
  const TextRow& upper = two ? rows[header.row - 1] : none;
  const TextRow& lower = rows[two ? header.row : header.row - 1];
  for (const TwoNames& name : TwoNamesOf(upper, lower)) {
    std::string written(name.upper);
    if (!written.empty() && !name.lower.empty()) written += kHeaderJoint;
    names.headers.push_back(written + std::string(name.lower));
    names.matched.push_back(MatchedOfTwo(index, name));
  }
  // Columns behind the last named one are no columns: exports often end lines with a delimiter.
  while (names.headers.size() > 1 && names.headers.back().empty()) {
    names.headers.pop_back();
    names.matched.pop_back();
  }
  return names;
}

std::vector<std::string> FindLabels(const HeaderIndex& index, const std::vector<TextRow>& rows, bool is_wished) {
  std::vector<std::string> labels;
  const auto is_label = [&index](std::string_view text) {
    const std::string name = MatchedName(index, text);
    return index.Knows(name, nullptr) || !MeaningIn(name, kLabels).empty();
  };
  size_t rows_with = 0;
  size_t rows_without = 0;
  std::vector<std::string> seen;
  constexpr size_t kLabelsMin = 3;
  for (size_t at = 0; at < rows.size(); ++at) {
    const TextRow& row = rows[at];
    // Labels side by side are the header of a table; so are labels apart from each other over a row that is as wide and
    // has none of its own in their columns.
    size_t side_by_side = 0;
    size_t over_values = 0;
    const TextRow* below = at + 1 < rows.size() && rows[at + 1].size() == row.size() ? &rows[at + 1] : nullptr;
    for (size_t i = 0; i < row.size(); ++i) {
      if (!is_label(TrimUtf8(row[i]))) continue;
      side_by_side += i + 1 < row.size() && is_label(TrimUtf8(row[i + 1])) ? 1 : 0;
      if (below == nullptr) continue;
      const std::string_view value = TrimUtf8((*below)[i]);
      over_values += value.empty() ? 0 : 1;
      if (is_label(value)) below = nullptr;
    }
    const bool is_over_values = below != nullptr && over_values >= kLabelsMin;
    if ((side_by_side >= 2 || is_over_values) && LooksLikeHeader(row) && !is_wished) return {};
    bool any = false;
    for (LabelledValue& labelled : LabelledValuesOf(row, is_label)) {
      if (labelled.value.empty()) continue;
      any = true;
      const std::string name = NormaliseHeader(labelled.label);
      if (name.empty() || std::find(seen.begin(), seen.end(), name) != seen.end()) continue;
      seen.push_back(name);
      labels.push_back(std::move(labelled.label));
    }
    if (any) {
      ++rows_with;
    } else if (Filled(row) > 0) {
      ++rows_without;
    }
  }
  const bool is_one = labels.size() >= kLabelsMin && rows_with >= 2 && rows_with > rows_without;
  if (!is_one && !is_wished) labels.clear();
  return labels;
}

}  // namespace loyalane::ingest
