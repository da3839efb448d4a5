#include "workspace/register_notes.h"

#include "report/csv_writer.h"
#include "workspace/command_json.h"

namespace loyalane::workspace {
namespace {

constexpr uint32_t kTextMax = 200;

std::string CellOf(const Json& value) {
  if (value.is_string()) return value.get<std::string>();
  if (value.is_null()) return {};
  if (value.is_array()) {
    std::string joined;
    for (const Json& one : value) joined += (joined.empty() ? "" : ";") + CellOf(one);
    return joined;
  }
  if (value.is_object() && value.contains("num") && value.contains("den"))
    return CellOf(value["num"]) + "/" + CellOf(value["den"]);
  return value.dump();
}

}  // namespace

Error IdTaken(const std::string& id) { return Error(ErrorId::kRegisterIdTaken).With("id", id); }
Error EntryUnknown(const std::string& id) { return Error(ErrorId::kRegisterEntryUnknown).With("id", id); }
Error EntryInUse(const std::string& id, size_t others) {
  return Error(ErrorId::kRegisterEntryInUse).With("id", id).With("count", std::to_string(others));
}

Fields<RegisterNote> NoteFields() {
  const Text text{0, kTextMax};
  return {
      Of<&RegisterNote::day>("day", IsoDay{}, {"哪天。", "Day."}).Required(),
      Of<&RegisterNote::who>("who", text, {"谁。", "Who."}).Required(),
      Of<&RegisterNote::act>("do", text, {"做了什么。", "What was done."}).Required(),
      Of<&RegisterNote::of>("of", text, {"对哪一条。", "To which entry."}),
      Of<&RegisterNote::moved>("moved", List<Text>{text, {0, kRegisterListMax}}, {"谁因此递补。", "Who moved up."}),
  };
}

void CleanseLog(std::vector<RegisterNote>& log, PersonEraser& eraser) {
  for (RegisterNote& note : log) {
    eraser.Cleanse(note.who);
    eraser.CleanseReference(note.of);
    for (std::string& moved : note.moved) eraser.CleanseReference(moved);
    eraser.EndRow();
  }
}

Result<std::string> NeededText(const Json& json, const char* key) {
  std::string text = TextOf(json, key);
  if (text.empty() || text.size() > size_t{kTextMax} * 4) return BadText(key, text, "\"…\"");
  return text;
}

Result<Day> DayIn(const Json& json, const char* key, Day otherwise) {
  const std::string text = TextOf(json, key);
  if (text.empty() && otherwise != loyalty::kNoDay) return otherwise;
  const std::optional<Day> day = ParseIsoDay(text);
  if (!day) return BadText(key, text, "YYYY-MM-DD");
  return *day;
}

Result<RegisterNote> NoteOf(const Json& act, std::string of) {
  const Result<std::string> who = NeededText(act, "who");
  if (!who) return who.error();
  const Result<Day> day = DayIn(act, "day", loyalty::kNoDay);
  if (!day) return day.error();
  return RegisterNote{*day, *who, TextOf(act, "do"), std::move(of), {}};
}

Json TableAnswer(Json rows, std::span<const RegisterColumn> columns, const Json& question) {
  const std::string form = TextOf(question, "form");
  Json answer = Json::object();
  if (form != "csv" && form != "excel") {
    answer["rows"] = std::move(rows);
    return answer;
  }
  std::string out;
  report::CsvWriter writer(form == "excel" ? report::CsvForm::kSpreadsheet : report::CsvForm::kPlain, out);
  writer.Begin();
  for (const RegisterColumn& column : columns) writer.Text(column.name);
  writer.EndRow();
  for (const Json& row : rows) {
    for (const RegisterColumn& column : columns) {
      const auto found = row.find(column.key);
      const std::string cell = found == row.end() ? std::string() : CellOf(*found);
      if (found != row.end() && found->is_number()) {
        writer.Number(cell);
      } else {
        writer.Text(cell);
      }
    }
    writer.EndRow();
  }
  answer["count"] = rows.size();
  answer["csv"] = std::move(out);
  return answer;
}

Json ShareOf(int64_t numerator, int64_t denominator) {
  Json share = Json::object();
  share["num"] = numerator;
  share["den"] = denominator;
  return share;
}

}  // namespace loyalane::workspace
