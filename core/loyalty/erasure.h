// "Erase this person": personal data leaves every register, the id stays, so that the ledger, which knows ids only,
// keeps adding up. What is left says that something was erased, not what.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "base/date.h"
#include "base/result.h"

namespace loyalane::loyalty {

struct RegisterRow {
  std::string member;
  std::vector<std::pair<std::string, std::string>> values;  // field, value
};

struct PersonRegister {
  std::string name;  // "contacts", "forms"
  // Fields that say nothing about a person, such as member_class. Everything else is personal.
  std::vector<std::string> impersonal_fields;
  std::vector<RegisterRow> rows;
};

struct ErasureLog {
  Day day;
  std::string who;  // did it
  std::string member;
  std::vector<std::string> registers;   // that held something, in their order
  std::vector<int64_t> values_of = {};  // removed from each of them; empty in logs from before it was counted
  int64_t rows = 0;                     // rows that lost a value
  int64_t values = 0;                   // values removed
};

// Empties the person's values; fields, rows and ids stay. A second time removes nothing and says so (values 0).
// Errors, nothing changed: LOYALTY-332 `who` is missing, LOYALTY-360 no register has a row of that id.
[[nodiscard]] Result<ErasureLog> ErasePerson(std::vector<PersonRegister>& registers, const std::string& member, Day day,
                                             const std::string& who);

// "2026-06-30 erased member=M1 by=desk registers=contacts,forms rows=2 values=7"
[[nodiscard]] std::string LogLine(const ErasureLog& log);

}  // namespace loyalane::loyalty
