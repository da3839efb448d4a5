// loyalane loyalty ...: the club's verbs. All of them ask workspace::Club, as the page does.
#include <algorithm>
#include <array>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "loading.h"
#include "project_files.h"
#include "project_settings.h"
#include "report/csv_writer.h"
#include "serving.h"
#include "source_files.h"
#include "summary_text.h"
#include "verbs.h"
#include "workspace/club.h"
#include "workspace/json_fields.h"
#include "workspace/ledger_file.h"
#include "workspace/programme_json.h"
#include "workspace/project_document.h"
#include "workspace/project_manifest.h"
#include "workspace/result_json.h"

namespace loyalane::cli {
namespace {

using workspace::Json;

// Where the text of a register goes; nothing for a part that is none.
std::optional<workspace::PartSink> RegisterSink(std::string_view part,
                                                std::array<std::string, workspace::kRegisterCount>& texts) {
  for (size_t i = 0; i < workspace::kRegisterCount; ++i) {
    if (part != workspace::PartOf(static_cast<workspace::RegisterName>(i))) continue;
    workspace::PartSink sink;
    sink.version_max = workspace::kRegisterVersion;
    sink.take = [&text = texts[i]](std::string_view bytes) -> Status {
      text += bytes;
      return Done{};
    };
    return sink;
  }
  return std::nullopt;
}

// Programme, ledger and registers: of the project file, and the programme of --programme in its place.
Status OpenClub(const Arguments& arguments, const Json& project, workspace::Club& club) {
  if (project.is_object() && project.contains("programme") && project["programme"].is_object()) {
    Result<loyalty::Programme> programme = workspace::ParseProgramme(project["programme"].dump());
    if (!programme) return At(programme.error(), arguments.project);
    const Status taken = club.SetProgramme(std::move(programme).value());
    if (!taken) return At(taken.error(), arguments.project);
  }
  const loyalty::LedgerPolicy of_project = club.programme().ledger;
  if (!arguments.programme.empty()) {
    Result<loyalty::Programme> programme = workspace::FindPreset(arguments.programme);
    if (!programme) {
      const Result<std::string> text = ReadSmallFile(arguments.programme);
      if (!text) return text.error();
      programme = workspace::ParseProgramme(*text);
      if (!programme) return At(programme.error(), arguments.programme);
    }
    const Status taken = club.SetProgramme(std::move(programme).value());
    if (!taken) return At(taken.error(), arguments.programme);
  }
  if (arguments.project.empty()) return Done{};
  const Result<bool> is_project_file = IsProjectFile(arguments.project);
  if (!is_project_file) return is_project_file.error();
  if (!*is_project_file) return Done{};
  workspace::LedgerReader reader;
  bool has_ledger = false;
  std::array<std::string, workspace::kRegisterCount> register_texts;
  const Status read = ReadProjectFile(arguments.project, arguments.chunk_bytes,
                                      [&](const workspace::PartRecord& part) -> std::optional<workspace::PartSink> {
                                        if (part.name != workspace::kLedgerPart)
                                          return RegisterSink(part.name, register_texts);
                                        has_ledger = true;
                                        workspace::PartSink sink;
                                        sink.version_max = workspace::kLedgerVersion;
                                        sink.take = [&reader](std::string_view bytes) { return reader.Feed(bytes); };
                                        return sink;
                                      });
  if (!read) return At(read.error(), arguments.project);
  workspace::ClubRegisters registers;
  for (size_t i = 0; i < workspace::kRegisterCount; ++i) {
    const auto name = static_cast<workspace::RegisterName>(i);
    if (register_texts[i].empty() || registers.Of(name) == nullptr) continue;
    const Status taken = registers.TakeText(name, register_texts[i]);
    if (!taken) return taken;
  }
  club.SetRegisters(std::move(registers));
  if (!has_ledger) return Done{};
  Result<loyalty::Ledger> ledger = reader.Finish();
  if (!ledger) return At(ledger.error(), arguments.project);
  club.SetLedger(std::move(ledger).value());
  if (!club.ledger().periods().empty() && club.programme().ledger != of_project) {
    return Error(ErrorId::kLedgerSealBroken)
        .At(NameOf(arguments.programme))
        .With("period", club.ledger().periods().back().name);
  }
  return Done{};
}

// Names of files as the project file keeps them: from its folder on, so that both can move together; a full path stays
// one unless the file lies in that folder.
std::string NameBeside(const std::string& path, const std::string& save) {
  namespace fs = std::filesystem;
  std::error_code error;
  const fs::path file = fs::path(path).lexically_normal();
  const fs::path folder = fs::absolute(save, error).lexically_normal().parent_path();
  if (error) return path;
  const fs::path from_folder = fs::absolute(file, error).lexically_normal().lexically_relative(folder);
  if (error || from_folder.empty()) return path;
  const bool lies_outside = *from_folder.begin() == "..";
  return file.is_absolute() && lies_outside ? file.generic_string() : from_folder.generic_string();
}

Status SaveClub(const Arguments& arguments, const workspace::Settings& settings, workspace::Club& club) {
  workspace::ProjectDocument document;
  for (const NamedFile& file : arguments.files)
    document.files.push_back({NameBeside(file.path, arguments.save), file.dataset, std::nullopt,
                              file.mapping.empty() ? std::nullopt : std::optional(file.mapping)});
  document.settings = settings;
  document.programme = workspace::WriteProgramme(club.programme());
  auto writer = std::make_shared<workspace::LedgerWriter>(club.ledger(), club.programme().ledger);
  workspace::PartSource ledger{std::string(workspace::kLedgerPart), workspace::kLedgerVersion,
                               [writer](std::string& out) { return writer->Read(out); }};
  std::vector<workspace::PartSource> parts;
  parts.push_back(
      workspace::TextPart(std::string(workspace::kProjectPart), ToJson(document), workspace::kProjectDocumentVersion));
  parts.push_back(std::move(ledger));
  for (size_t i = 0; i < workspace::kRegisterCount; ++i) {
    const auto name = static_cast<workspace::RegisterName>(i);
    const Json text = club.registers().Document(name);
    if (!text.is_null())
      parts.push_back(
          workspace::TextPart(workspace::PartOf(name), workspace::DumpJson(text), workspace::kRegisterVersion));
  }
  return WriteProjectFile(arguments.save, std::move(parts));
}

Status WriteJson(const Arguments& arguments, const Json& json) {
  return WriteWholeFile(arguments.out.empty() ? "-" : arguments.out, workspace::ToText(json));
}

// The entries of a statement as a table.
std::string StatementCsv(const Json& member) {
  std::string out;
  report::CsvWriter writer(report::CsvForm::kPlain, out);
  for (const char* column : {"posted_on", "day", "kind", "rule", "source", "of", "points", "balance", "lots"})
    writer.Text(column);
  writer.EndRow();
  for (const Json& entry : member["entries"]) {
    for (const char* key : {"postedOn", "day", "kind", "rule", "source"}) writer.Text(entry[key].get<std::string>());
    writer.Text(entry["of"].is_null() ? "" : entry["of"].get<std::string>());
    writer.Number(std::to_string(entry["points"].get<int64_t>()));
    writer.Number(std::to_string(entry["balance"].get<int64_t>()));
    std::string lots;
    for (const Json& lot : entry["lots"])
      lots += (lots.empty() ? "" : ";") + lot["source"].get<std::string>() + ":" +
              std::to_string(lot["points"].get<int64_t>());
    writer.Text(lots);
    writer.EndRow();
  }
  return out;
}

// Lists of flat objects: one row each, columns as the first has them; a list in a cell is joined by ';'.
std::string MonthsCsv(const Json& months) {
  std::string out;
  report::CsvWriter writer(report::CsvForm::kPlain, out);
  if (months.empty()) return out;
  for (const auto& [key, value] : months[0].items()) writer.Text(key);
  writer.EndRow();
  for (const Json& month : months) {
    for (const auto& [key, value] : month.items()) {
      if (value.is_array()) {
        std::string joined;
        for (const Json& one : value) joined += (joined.empty() ? "" : ";") + one.dump();
        writer.Text(joined);
      } else if (value.is_string()) {
        writer.Text(value.get<std::string>());
      } else {
        writer.Number(value.dump());
      }
    }
    writer.EndRow();
  }
  return out;
}

Json SimulateCommand(const Arguments& arguments, const Json& state) {
  Json command = {{"firstMonth", arguments.month},
                  {"months", arguments.months},
                  {"liftPercent", arguments.lift_percent},
                  {"redeemPercent", arguments.redeem_percent},
                  {"marginPercent", arguments.margin_percent},
                  {"costPer100", arguments.cost_per_100},
                  {"monthlyCost", arguments.monthly_cost}};
  if (arguments.month.empty()) command["firstMonth"] = state["firstMonth"];
  return command;
}

// A JSON document of a file, or written out on the command line.
Result<Json> JsonGiven(const std::string& given) {
  const bool is_text =
      given.find_first_not_of(" \t\r\n") != std::string::npos && given[given.find_first_not_of(" \t\r\n")] == '{';
  if (is_text) return workspace::ParseJson(given);
  const Result<std::string> text = ReadSmallFile(given);
  if (!text) return text.error();
  Result<Json> json = workspace::ParseJson(*text);
  if (!json) return At(json.error(), given);
  return json;
}

// The acts, one after another, then the question or the document.
Status AskRegister(const Arguments& arguments, const workspace::Settings& settings, const char* language,
                   workspace::Club& club, workspace::Workspace& work) {
  Json document;
  for (const std::string& given : arguments.acts) {
    const Result<Json> act = JsonGiven(given);
    if (!act) return act.error();
    const Result<Json> made =
        club.Call("act", {{"name", arguments.register_name}, {"act", *act}, {"language", language}}, work);
    if (!made) return made.error();
    document = (*made)["document"];
    const Result<Json> taken = club.Call("register", {{"name", arguments.register_name}, {"document", document}}, work);
    if (!taken) return taken.error();
  }
  Json answer;
  if (arguments.view.empty()) {
    const Result<Json> all = club.Call("registers", Json::object(), work);
    if (!all) return all.error();
    answer = (*all)["documents"][arguments.register_name];
  } else {
    const Result<Json> question = JsonGiven(arguments.view);
    if (!question) return question.error();
    Json command = *question;
    command["name"] = arguments.register_name;
    command["language"] = language;
    Result<Json> seen = club.Call("view", command, work);
    if (!seen) return seen.error();
    answer = std::move(seen).value();
  }
  if (!arguments.save.empty()) {
    const Status saved = SaveClub(arguments, settings, club);
    if (!saved) return saved;
  }
  // A table stays one.
  if (const auto csv = answer.find("csv"); answer.is_object() && csv != answer.end() && csv->is_string())
    return WriteWholeFile(arguments.out.empty() ? "-" : arguments.out, csv->get<std::string>());
  return WriteJson(arguments, answer);
}

}  // namespace

Status RunLoyalty(const Arguments& given) {
  Json project;
  if (!given.project.empty()) {
    Result<Json> read = ReadProject(given.project, given.chunk_bytes);
    if (!read) return read.error();
    project = std::move(read).value();
  }
  const Arguments arguments = given.project.empty() ? given : WithProject(given, project);
  const Result<workspace::Settings> settings = ReadSettings(arguments, project);
  if (!settings) return settings.error();
  workspace::Club club;
  const Status opened = OpenClub(arguments, project, club);
  if (!opened) return opened;
  workspace::Workspace work;
  const char* const language = arguments.language == Language::kEn ? "en" : "zh";
  // What is written down by hand needs no files.
  if (arguments.loyalty_verb == "register" && arguments.files.empty())
    return AskRegister(arguments, *settings, language, club, work);
  Result<LoadedFiles> loaded = LoadFiles(arguments, false);
  if (!loaded) return loaded.error();
  const Status imported = Import(arguments, *settings, false, *loaded, work);
  if (!imported) return imported;

  if (arguments.loyalty_verb == "register") return AskRegister(arguments, *settings, language, club, work);
  const Result<Json> state = club.Call("state", Json::object(), work);
  if (!state) return state.error();
  if (arguments.loyalty_verb == "statement") {
    Json command = {{"id", arguments.member}, {"asOf", arguments.as_of}, {"language", language}};
    const Result<Json> member = club.Call("member", command, work);
    if (!member) return member.error();
    return arguments.json ? WriteJson(arguments, *member)
                          : WriteWholeFile(arguments.out.empty() ? "-" : arguments.out, StatementCsv(*member));
  }
  if (arguments.loyalty_verb == "liability" || arguments.loyalty_verb == "simulate") {
    Json command = Json::object();
    if (arguments.loyalty_verb == "simulate") {
      command = SimulateCommand(arguments, *state);
    } else if (!arguments.from_month.empty() || !arguments.to_month.empty()) {
      command = {{"from", arguments.from_month}, {"to", arguments.to_month}};
    }
    const Result<Json> answer = club.Call(arguments.loyalty_verb, command, work);
    if (!answer) return answer.error();
    return arguments.json ? WriteJson(arguments, *answer)
                          : WriteWholeFile(arguments.out.empty() ? "-" : arguments.out, MonthsCsv((*answer)["months"]));
  }

  if (arguments.loyalty_verb == "exit") {
    const Result<std::string> text = ReadSmallFile(arguments.exit_plan);
    if (!text) return text.error();
    const Result<Json> plan = workspace::ParseJson(*text);
    if (!plan) return At(plan.error(), arguments.exit_plan);
    const Result<Json> answer = club.Call("exit",
                                          {{"plan", *plan},
                                           {"on", arguments.exit_on},
                                           {"complete", arguments.exit_complete},
                                           {"settle", arguments.apply},
                                           {"language", language}},
                                          work);
    if (!answer) return answer.error();
    if (!arguments.save.empty()) {
      const Status saved = SaveClub(arguments, *settings, club);
      if (!saved) return saved;
    }
    return WriteJson(arguments, *answer);
  }

  std::string month = arguments.month;
  if (month.empty() && (*state)["nextMonth"].is_string()) month = (*state)["nextMonth"].get<std::string>();
  const Result<Json> report =
      club.Call("run", {{"month", month}, {"apply", arguments.apply}, {"language", language}}, work);
  if (!report) return report.error();
  const std::optional<Day> first = ParseIsoDay(month + "-01");
  const Result<std::string> table = club.MembersCsv(*first, work, arguments.excel);
  if (!table) return table.error();
  if (!arguments.save.empty()) {
    const Status saved = SaveClub(arguments, *settings, club);
    if (!saved) return saved;
  }
  const bool has_file = !arguments.out.empty() && arguments.out != "-";
  if (has_file || !arguments.json) {
    const Status written = WriteWholeFile(has_file ? arguments.out : "-", *table);
    if (!written || !arguments.json) return written;
  }
  return WriteWholeFile("-", workspace::ToText(*report));
}

}  // namespace loyalane::cli
