#include "workspace/merges.h"

#include <algorithm>
#include <iterator>

#include "report/json_text.h"
#include "workspace/workspace.h"

namespace loyalane::workspace {
namespace {

using intake::ImportedData;
using profile::ProfileTable;
using report::JsonText;

void Pair(JsonText& json, std::string_view key, std::string_view text) {
  json.Key(key);
  json.Text(text);
}

void Party(JsonText& json, std::string_view key, const ProfileTable& table, uint32_t row) {
  json.Key(key);
  json.BeginObject();
  Pair(json, "id", table.customer_id[row]);
  Pair(json, "name", table.customer_name[row]);
  json.Key("waybills");
  json.Whole(table.waybills[row]);
  Pair(json, "amount", ToDecimal(table.amount[row]));
  json.Key("lastShip");
  if (table.last_ship[row] == profile::kNoDay) {
    json.Null();
  } else {
    json.Text(ToIso(table.last_ship[row]));
  }
  json.EndObject();
}

enum class MergeColumn : uint8_t {
  kStatus,
  kInto,
  kIntoName,
  kFrom,
  kFromName,
  kFromRows,
  kFromAmount,
  kCurrency,
  kScore,
  kEvidence,
};
struct NamedColumn {
  std::string_view name;
  bool is_text;
};
// By MergeColumn.
constexpr NamedColumn kMergeColumns[] = {
    {"status", true},     {"into", true},         {"into_name", true}, {"from", true},   {"from_name", true},
    {"from_rows", false}, {"from_amount", false}, {"currency", true},  {"score", false}, {"evidence", true},
};

void AppendCell(const ProfileTable& table, const document::AppliedMerge& merge, MergeColumn column, std::string& out) {
  switch (column) {
    case MergeColumn::kStatus:
      out += merge.found ? "merged" : "not_in_data";
      break;
    case MergeColumn::kInto:
      out += merge.into;
      break;
    case MergeColumn::kIntoName:
      if (const auto row = table.RowOf(merge.into)) out += table.customer_name[*row];
      break;
    case MergeColumn::kFrom:
      out += merge.from;
      break;
    case MergeColumn::kFromName:
      out += merge.from_name;
      break;
    case MergeColumn::kFromRows:
      out += std::to_string(merge.rows);
      break;
    case MergeColumn::kFromAmount:
      out += ToDecimal(merge.amount);
      break;
    default:
      break;
  }
}

uint64_t RowsInWindow(const ProfileTable& table, uint32_t row) {
  uint64_t rows = 0;
  for (uint64_t i = table.month_begin[row]; i < table.month_begin[row + 1]; ++i) rows += table.months[i].lines;
  return rows;
}

void AppendCell(const ProfileTable& table, const MergeSuggestion& suggestion, MergeColumn column, Language language,
                std::string& out) {
  switch (column) {
    case MergeColumn::kStatus:
      out += suggestion.is_group ? "group_suggested" : "merge_suggested";
      break;
    case MergeColumn::kInto:
      out += table.customer_id[suggestion.into];
      break;
    case MergeColumn::kIntoName:
      out += table.customer_name[suggestion.into];
      break;
    case MergeColumn::kFrom:
      out += table.customer_id[suggestion.from];
      break;
    case MergeColumn::kFromName:
      out += table.customer_name[suggestion.from];
      break;
    case MergeColumn::kFromRows:
      out += std::to_string(RowsInWindow(table, suggestion.from));
      break;
    case MergeColumn::kFromAmount:
      out += ToDecimal(table.amount[suggestion.from]);
      break;
    case MergeColumn::kScore:
      out += std::to_string(suggestion.score);
      break;
    case MergeColumn::kEvidence:
      for (size_t i = 0; i < suggestion.evidence.size(); ++i) {
        if (i > 0) out += language == Language::kZh ? "；" : "; ";
        out += TextOf(suggestion.evidence[i], language);
      }
      break;
    case MergeColumn::kCurrency:
      break;
  }
}

}  // namespace

report::ResultTable MergeResultTable(const ImportedData& data,
                                     const std::shared_ptr<const MergeSuggestions>& suggestions, Language language) {
  report::ResultTable result;
  for (size_t i = 0; i < std::size(kMergeColumns); ++i) {
    const auto column = static_cast<MergeColumn>(i);
    result.columns.push_back({kMergeColumns[i].name, kMergeColumns[i].is_text,
                              [&data, suggestions, column, language](size_t row, std::string& out) {
                                const size_t applied = data.merges.size();
                                if (column == MergeColumn::kCurrency) {
                                  out += data.table.currency;
                                } else if (row < applied) {
                                  AppendCell(data.table, data.merges[row], column, out);
                                } else {
                                  AppendCell(data.table, suggestions->best[row - applied], column, language, out);
                                }
                              }});
  }
  const size_t rows = data.merges.size() + suggestions->best.size();
  for (uint32_t row = 0; row < rows; ++row) result.rows.push_back(row);
  return result;
}

Result<std::string> MergesJson(Workspace& work) {
  const Result<const ImportedData*> data = work.Data();
  if (!data) return data.error();
  const ProfileTable& table = (*data)->table;
  const MergeSuggestions& found = **work.Suggestions();
  std::string out;
  JsonText json(out);
  json.BeginObject();
  json.Key("suggestions");
  json.BeginArray();
  for (const MergeSuggestion& suggestion : found.best) {
    json.BeginObject();
    Pair(json, "kind", suggestion.is_group ? "group" : "merge");
    Party(json, "into", table, suggestion.into);
    Party(json, "from", table, suggestion.from);
    json.Key("evidence");
    json.BeginArray();
    for (const Evidence& evidence : suggestion.evidence) {
      json.BeginObject();
      Pair(json, "zh", TextOf(evidence, Language::kZh));
      Pair(json, "en", TextOf(evidence, Language::kEn));
      json.EndObject();
    }
    json.EndArray();
    json.Key("score");
    json.Number(suggestion.score / 100.0);
    json.EndObject();
  }
  json.EndArray();
  json.Key("total");
  json.Whole(static_cast<int64_t>(found.total));
  json.Key("applied");
  json.BeginArray();
  for (const document::CustomerMerge& merge : work.settings().customers.merges) {
    json.BeginObject();
    Pair(json, "into", merge.into);
    json.Key("from");
    json.BeginArray();
    for (const std::string& code : merge.from) json.Text(code);
    json.EndArray();
    json.EndObject();
  }
  json.EndArray();
  json.EndObject();
  return out;
}

Result<std::string> GroupsJson(Workspace& work) {
  const Result<std::shared_ptr<const CustomerGroups>> groups = work.Groups();
  if (!groups) return groups.error();
  const Result<const ImportedData*> data = work.Data();
  const Result<const segment::CvAcResult*> cvac = work.Segment();
  if (!cvac) return cvac.error();
  const ProfileTable& table = (*data)->table;
  const auto& all = (*groups)->groups;
  std::string out;
  JsonText json(out);
  json.BeginObject();
  json.Key("groups");
  json.BeginArray();
  for (size_t i = 0; i < std::min(all.size(), kGroupsShown); ++i) {
    const RolledGroup& group = all[i];
    json.BeginObject();
    Pair(json, "name", group.name);
    Pair(json, "amount", ToDecimal(group.amount));
    json.Key("share");
    json.Number(group.share);
    json.Key("waybills");
    json.Whole(static_cast<int64_t>(group.waybills));
    json.Key("size");
    json.Whole(static_cast<int64_t>(group.members.size()));
    json.Key("members");
    json.BeginArray();
    for (size_t m = 0; m < std::min(group.members.size(), kGroupMembersShown); ++m) {
      const uint32_t row = group.members[m];
      json.BeginObject();
      Pair(json, "id", table.customer_id[row]);
      Pair(json, "name", table.customer_name[row]);
      Pair(json, "type", segment::IdOf((*cvac)->type[row]));
      Pair(json, "amount", ToDecimal(table.amount[row]));
      json.Key("share");
      json.Number(group.amount.minor > 0
                      ? static_cast<double>(table.amount[row].minor) / static_cast<double>(group.amount.minor)
                      : profile::kMissing);
      json.EndObject();
    }
    json.EndArray();
    json.EndObject();
  }
  json.EndArray();
  json.Key("total");
  json.Whole(static_cast<int64_t>(all.size()));
  json.EndObject();
  return out;
}

}  // namespace loyalane::workspace
