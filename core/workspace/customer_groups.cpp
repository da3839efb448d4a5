#include "workspace/customer_groups.h"

#include <algorithm>
#include <iterator>

#include "base/sort.h"
#include "math/number_text.h"
#include "table/text_pool.h"
#include "workspace/merge_suggestions.h"

namespace loyalane::workspace {

using profile::ProfileTable;

CustomerGroups RollUpGroups(const ProfileTable& table, const document::CustomerSettings& settings,
                            const segment::CvAcResult* cvac) {
  table::TextPool codes;
  std::vector<std::string_view> named;  // the group of each code
  const auto name = [&](const std::string& written, std::string_view group) {
    if (codes.Add(document::CanonicalCode(written)) == named.size()) named.push_back(group);
  };
  for (const document::CustomerGroup& group : settings.groups) {
    for (const std::string& code : group.members) name(code, group.name);
  }
  for (const document::CustomerMerge& merge : settings.merges) {
    for (const std::string& code : merge.from) {
      const table::TextId member = codes.Find(document::CanonicalCode(code));
      if (member != table::kNoText) name(merge.into, named[member]);
    }
  }

  table::TextPool names;
  std::vector<RolledGroup> groups;
  CustomerGroups result;
  result.of_row.assign(table.rows(), kNoGroup);
  std::vector<uint32_t> rows;  // of members
  Money total;
  for (uint32_t row = 0; row < table.rows(); ++row) {
    total += table.amount[row];
    const table::TextId member = codes.Find(table.customer_id[row]);
    const std::string_view group_name =
        member != table::kNoText ? named[member] : table.Fact(row, profile::CustomerFact::kGroup);
    if (group_name.empty()) continue;
    const table::TextId number = names.Add(group_name);
    if (number == groups.size()) groups.emplace_back().name = group_name;
    RolledGroup& group = groups[number];
    result.of_row[row] = number;
    rows.push_back(row);
    group.waybills += table.waybills[row];
    group.amount += table.amount[row];
    group.last_ship = std::max(group.last_ship, table.last_ship[row]);
    if (cvac != nullptr) ++group.types[static_cast<size_t>(cvac->type[row])];
  }
  std::vector<uint32_t> order;
  for (uint32_t i = 0; i < groups.size(); ++i) order.push_back(i);
  Sort(order, [&groups](uint32_t a, uint32_t b) {
    return groups[a].amount != groups[b].amount ? groups[a].amount > groups[b].amount : groups[a].name < groups[b].name;
  });
  Sort(rows, [&table](uint32_t a, uint32_t b) {
    return table.amount[a] != table.amount[b] ? table.amount[a] > table.amount[b] : a < b;
  });
  for (const uint32_t row : rows) groups[result.of_row[row]].members.push_back(row);
  std::vector<uint32_t> place(order.size());
  for (const uint32_t number : order) {
    RolledGroup& group = groups[number];
    place[number] = static_cast<uint32_t>(result.groups.size());
    group.share = total.minor > 0 ? static_cast<double>(group.amount.minor) / static_cast<double>(total.minor)
                                  : profile::kMissing;
    result.groups.push_back(std::move(group));
  }
  for (const uint32_t row : rows) result.of_row[row] = place[result.of_row[row]];
  return result;
}

namespace {

enum class GroupColumn : uint8_t {
  kName,
  kMembers,
  kWaybills,
  kAmount,
  kCurrency,
  kShare,
  kLastShip,
  kCore,
  kContested,
  kLoyal,
  kGeneral,
  kCustomers,
};
struct NamedColumn {
  std::string_view name;
  bool is_text;
};
// By GroupColumn.
constexpr NamedColumn kGroupColumns[] = {
    {"group_name", true}, {"members", false}, {"waybills", false}, {"amount", false},
    {"currency", true},   {"share", false},   {"last_ship", true}, {"core", false},
    {"contested", false}, {"loyal", false},   {"general", false},  {"customer_ids", true},
};

void AppendCell(const ProfileTable& table, const RolledGroup& group, GroupColumn column, std::string& out) {
  const auto whole = [&out](uint64_t value) { out += std::to_string(value); };
  const auto type = [&](segment::CustomerType which) { whole(group.types[static_cast<size_t>(which)]); };
  switch (column) {
    case GroupColumn::kName:
      out += group.name;
      break;
    case GroupColumn::kMembers:
      whole(group.members.size());
      break;
    case GroupColumn::kWaybills:
      whole(group.waybills);
      break;
    case GroupColumn::kAmount:
      out += ToDecimal(group.amount);
      break;
    case GroupColumn::kCurrency:
      out += table.currency;
      break;
    case GroupColumn::kShare:
      math::AppendNumber(out, group.share);
      break;
    case GroupColumn::kLastShip:
      if (group.last_ship != profile::kNoDay) out += ToIso(group.last_ship);
      break;
    case GroupColumn::kCore:
      type(segment::CustomerType::kCore);
      break;
    case GroupColumn::kContested:
      type(segment::CustomerType::kContested);
      break;
    case GroupColumn::kLoyal:
      type(segment::CustomerType::kLoyal);
      break;
    case GroupColumn::kGeneral:
      type(segment::CustomerType::kGeneral);
      break;
    case GroupColumn::kCustomers:
      for (size_t i = 0; i < group.members.size(); ++i) {
        if (i > 0) out += ';';
        out += table.customer_id[group.members[i]];
      }
      break;
  }
}

}  // namespace

report::ResultTable GroupResultTable(const ProfileTable& table, const std::shared_ptr<const CustomerGroups>& groups) {
  report::ResultTable result;
  for (size_t i = 0; i < std::size(kGroupColumns); ++i) {
    const auto column = static_cast<GroupColumn>(i);
    result.columns.push_back(
        {kGroupColumns[i].name, kGroupColumns[i].is_text, [&table, groups, column](size_t row, std::string& out) {
           AppendCell(table, groups->groups[row], column, out);
         }});
  }
  for (uint32_t row = 0; row < groups->groups.size(); ++row) result.rows.push_back(row);
  return result;
}

}  // namespace loyalane::workspace
