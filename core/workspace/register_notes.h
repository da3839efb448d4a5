// What the registers of partners and events share: who did what on which day, parts of an act, tables as JSON or CSV.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/date.h"
#include "base/error.h"
#include "base/result.h"
#include "workspace/club_register.h"
#include "workspace/json_fields.h"

namespace loyalane::workspace {

// A line of a register's log: never changed, never taken out.
struct RegisterNote {
  Day day;
  std::string who, act, of;
  std::vector<std::string> moved;  // who got a seat by it
};
inline constexpr uint32_t kRegisterListMax = 100'000;
[[nodiscard]] Fields<RegisterNote> NoteFields();
// What an act is refused for: LOYALTY-354 the number has another entry, -355 there is none, -357 others hang on it.
[[nodiscard]] Error IdTaken(const std::string& id);
[[nodiscard]] Error EntryUnknown(const std::string& id);
[[nodiscard]] Error EntryInUse(const std::string& id, size_t others);

// The document of a register with its version, and back. Errors: PROJECT-102 a newer version, BASE-102, BASE-103.
template <typename T>
[[nodiscard]] Json RegisterJson(const T& document, const Fields<T>& fields) {
  Json json = Json::object();
  json["version"] = kRegisterVersion;
  Json members = WriteMembers(fields.list, &document);
  for (auto& [key, value] : members.items()) json[key] = std::move(value);
  return json;
}
template <typename T>
[[nodiscard]] Status ReadRegister(const Json& document, const Fields<T>& fields, T& out) {
  Json members = document;
  if (Status upgraded = Upgrade(members, {}); !upgraded) return upgraded;
  return ReadMembers(members, "", fields.list, &out);
}

// "do", "who" and "day" of an act. Error: BASE-103 one of them is missing.
[[nodiscard]] Result<RegisterNote> NoteOf(const Json& act, std::string of);
// Lines that are about an erased person keep day, act and who did it.
void CleanseLog(std::vector<RegisterNote>& log, PersonEraser& eraser);
// A text that must be there. Error: BASE-103.
[[nodiscard]] Result<std::string> NeededText(const Json& json, const char* key);
// A day; `otherwise` where the key is missing, and an error where that is loyalty::kNoDay. Error: BASE-103.
[[nodiscard]] Result<Day> DayIn(const Json& json, const char* key, Day otherwise);
// The object at `key`, read over what `out` has. Errors: BASE-102, BASE-103.
template <typename T>
[[nodiscard]] Status ReadPart(const Json& act, const char* key, const Fields<T>& fields, T& out) {
  const auto found = act.find(key);
  return ReadMembers(found == act.end() ? Json() : *found, key, fields.list, &out);
}

struct RegisterColumn {
  const char* key;   // of a row
  const char* name;  // in the CSV
};
// {"rows": […]}; where the question has "form" "csv" or "excel", {"csv": "…", "count": n}. Lists are joined by ';'.
[[nodiscard]] Json TableAnswer(Json rows, std::span<const RegisterColumn> columns, const Json& question);

// {"num", "den"}
[[nodiscard]] Json ShareOf(int64_t numerator, int64_t denominator);

}  // namespace loyalane::workspace
