#include "loyalty/erasure.h"

#include <algorithm>

#include "loyalty/join_keys.h"

namespace loyalane::loyalty {

Result<ErasureLog> ErasePerson(std::vector<PersonRegister>& registers, const std::string& member, Day day,
                               const std::string& who) {
  if (IsBlank(who)) return Error(ErrorId::kAuditFieldMissing).With("member", member).With("field", "who");
  ErasureLog log{.day = day, .who = who, .member = member, .registers = {}};
  bool is_known = false;
  for (PersonRegister& one : registers) {
    const int64_t values_before = log.values;
    for (RegisterRow& row : one.rows) {
      if (row.member != member) continue;
      is_known = true;
      const int64_t row_before = log.values;
      for (auto& [field, value] : row.values) {
        const std::vector<std::string>& kept = one.impersonal_fields;
        if (value.empty() || std::find(kept.begin(), kept.end(), field) != kept.end()) continue;
        value.clear();
        ++log.values;
      }
      if (log.values > row_before) ++log.rows;
    }
    if (log.values == values_before) continue;
    log.registers.push_back(one.name);
    log.values_of.push_back(log.values - values_before);
  }
  if (!is_known) return Error(ErrorId::kErasureUnknown).With("member", member);
  return log;
}

std::string LogLine(const ErasureLog& log) {
  std::string names;
  for (const std::string& name : log.registers) {
    if (!names.empty()) names += ',';
    names += name;
  }
  return ToIso(log.day) + " erased member=" + log.member + " by=" + log.who + " registers=" + names +
         " rows=" + std::to_string(log.rows) + " values=" + std::to_string(log.values);
}

}  // namespace loyalane::loyalty
