// loyalane loyalty ...: the club's verbs. All of them ask workspace::Club, as the page does.
#include <algorithm>
#include <array>
#include <cstdio>
#include <filesystem>
#include <map>
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
#include "workspace/club_papers.h"
#include "workspace/json_fields.h"
#include "workspace/ledger_file.h"
#include "workspace/profile_book.h"
#include "workspace/programme_json.h"
#include "workspace/project_document.h"
#include "workspace/project_manifest.h"
#include "workspace/project_recovery.h"
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

// What a project file has besides what the club itself uses: goes back into the next one as it came.
struct KeptPart {
  int version = 1;
  std::string text;
};
using KeptParts = std::map<std::string, KeptPart>;

std::optional<workspace::PartSink> KeepingSink(const workspace::PartRecord& part, KeptParts& kept) {
  KeptPart& here = kept[part.name];
  here.version = part.version;
  workspace::PartSink sink;
  sink.version_max = part.version;
  sink.take = [&here](std::string_view bytes) -> Status {
    here.text += bytes;
    return Done{};
  };
  return sink;
}

// Programme, ledger and registers: of the project file, and the programme of --programme in its place.
Status OpenClub(const Arguments& arguments, const Json& project, workspace::Club& club, KeptParts& kept) {
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
                                        if (part.name == workspace::kProjectPart) return std::nullopt;
                                        if (part.name != workspace::kLedgerPart) {
                                          std::optional<workspace::PartSink> sink =
                                              RegisterSink(part.name, register_texts);
                                          return sink ? std::move(sink) : KeepingSink(part, kept);
                                        }
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
    if (register_texts[i].empty()) continue;
    if (registers.Of(name) == nullptr) {
      kept[workspace::PartOf(name)] = {workspace::kRegisterVersion, std::move(register_texts[i])};
      continue;
    }
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

// What is being worked on, and what it came from.
struct OpenedClub {
  const Arguments& arguments;
  const workspace::Settings& settings;
  const Json& project;  // null: none
  workspace::Club club;
  KeptParts kept;
};

Status SaveClub(OpenedClub& opened) {
  const Arguments& arguments = opened.arguments;
  workspace::Club& club = opened.club;
  workspace::ProjectDocument document;
  for (const NamedFile& file : arguments.files)
    document.files.push_back({NameBeside(file.path, arguments.save), file.dataset,
                              file.sha256.empty() ? std::nullopt : std::optional(file.sha256),
                              file.mapping.empty() ? std::nullopt : std::optional(file.mapping)});
  document.settings = opened.settings;
  document.programme = workspace::WriteProgramme(club.programme());
  if (!arguments.project_profiles.empty()) {
    Result<std::vector<workspace::NamedProfile>> profiles = workspace::ParseProfileBook(arguments.project_profiles);
    if (!profiles) return At(profiles.error(), arguments.project);
    document.profiles = std::move(profiles).value();
  }
  if (opened.project.is_object() && opened.project.contains("manifest") && opened.project["manifest"].is_object())
    document.manifest = workspace::DumpJson(opened.project["manifest"]);
  auto writer = std::make_shared<workspace::LedgerWriter>(club.ledger(), club.programme().ledger);
  workspace::PartSource ledger{std::string(workspace::kLedgerPart), workspace::LedgerVersionOf(club.ledger()),
                               [writer](std::string& out) { return writer->Read(out); }};
  std::vector<workspace::PartSource> parts;
  parts.push_back(
      workspace::TextPart(std::string(workspace::kProjectPart), ToJson(document), workspace::kProjectDocumentVersion));
  parts.push_back(std::move(ledger));
  for (size_t i = 0; i < workspace::kRegisterCount; ++i) {
    const auto name = static_cast<workspace::RegisterName>(i);
    const Json text = club.registers().Document(name);
    if (!text.is_null())
      opened.kept[workspace::PartOf(name)] = {workspace::kRegisterVersion, workspace::DumpJson(text)};
  }
  for (const auto& [name, part] : opened.kept) parts.push_back(workspace::TextPart(name, part.text, part.version));
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
Status AskRegister(OpenedClub& opened, const char* language, workspace::Workspace& work) {
  const Arguments& arguments = opened.arguments;
  workspace::Club& club = opened.club;
  for (const std::string& given : arguments.acts) {
    const Result<Json> act = JsonGiven(given);
    if (!act) return act.error();
    const Result<Json> made =
        club.Call("act", {{"name", arguments.register_name}, {"act", *act}, {"language", language}}, work);
    if (!made) return made.error();
    for (const auto& [name, document] : (*made)["documents"].items()) {
      const Result<Json> taken = club.Call("register", {{"name", name}, {"document", document}}, work);
      if (!taken) return taken.error();
    }
  }
  std::string told;
  if (!arguments.cards.empty()) {
    const Result<Json> state = club.Call("state", Json::object(), work);
    if (!state) return state.error();
    std::string month = arguments.month;
    if (month.empty() && (*state)["nextMonth"].is_string()) month = (*state)["nextMonth"].get<std::string>();
    const std::optional<Day> first = ParseIsoDay(month + "-01");
    if (!first) return BadOption("--month", month, "YYYY-MM");
    Result<std::string> table = club.CardsCsv(*first, arguments.cards == "near", work, arguments.excel);
    if (!table) return table.error();
    told = std::move(table).value();
  } else if (!arguments.view.empty()) {
    const Result<Json> question = JsonGiven(arguments.view);
    if (!question) return question.error();
    const Result<Json> seen =
        club.Call("view", {{"name", arguments.register_name}, {"question", *question}, {"language", language}}, work);
    if (!seen) return seen.error();
    // A table stays one.
    const auto csv = seen->find("csv");
    told = !arguments.json && seen->is_object() && csv != seen->end() && csv->is_string() ? csv->get<std::string>()
                                                                                          : workspace::ToText(*seen);
  } else {
    const Result<Json> all = club.Call("registers", Json::object(), work);
    if (!all) return all.error();
    told = workspace::ToText((*all)["documents"][arguments.register_name]);
  }
  if (!arguments.save.empty()) {
    const Status saved = SaveClub(opened);
    if (!saved) return saved;
  }
  return WriteWholeFile(arguments.out.empty() ? "-" : arguments.out, told);
}

// "RULE:SOURCE": rules have no colon.
Result<Json> LotIn(const std::string& text) {
  const size_t colon = text.find(':');
  if (colon == std::string::npos || colon + 1 == text.size()) return BadOption("--lot", text, "RULE:SOURCE");
  return Json{{"rule", text.substr(0, colon)}, {"source", text.substr(colon + 1)}};
}

Status PostByHand(OpenedClub& opened, const char* language, workspace::Workspace& work) {
  const Arguments& arguments = opened.arguments;
  Json command = {{"what", arguments.post_what},     {"member", arguments.member},
                  {"day", arguments.post_day},       {"who", arguments.post_who},
                  {"reason", arguments.post_reason}, {"points", arguments.post_points},
                  {"lastDay", arguments.post_until}, {"qualifies", arguments.post_qualifies},
                  {"number", arguments.post_number}, {"language", language}};
  if (arguments.post_all) {
    if (arguments.post_what != "extend" && arguments.post_what != "undo")
      return BadOption("--all", arguments.post_what, "extend, undo");
    if (!arguments.post_lot.empty()) return BadOption("--lot", arguments.post_lot, "--member");
    command["expiringUntil"] = arguments.post_expiring;
    command["apply"] = arguments.apply;
  }
  if (!arguments.post_lot.empty()) {
    const Result<Json> lot = LotIn(arguments.post_lot);
    if (!lot) return lot.error();
    command["lot"] = *lot;
  }
  const Result<Json> answer = opened.club.Call(arguments.post_all ? "post_all" : "post", command, work);
  if (!answer) return answer.error();
  if (!arguments.save.empty()) {
    const Status saved = SaveClub(opened);
    if (!saved) return saved;
  }
  return WriteJson(arguments, *answer);
}

Status Recover(const Arguments& arguments) {
  Result<SourceFile> file = SourceFile::Open(arguments.project);
  if (!file) return file.error();
  workspace::ProjectRecovery recovery(NameOf(arguments.project), file->size_bytes());
  const Status served = ServeAll(*file, recovery.reader(), arguments.chunk_bytes);
  if (!served) return served;
  const Result<Json> told = recovery.Finish(arguments.language);
  if (!told) return At(told.error(), arguments.project);
  if (!arguments.save.empty()) {
    const Status saved = WriteNewProjectFile(arguments.save, recovery.Parts());
    if (!saved) return saved;
  }
  return WriteJson(arguments, *told);
}

// The statements of a closed month, piece by piece.
Status WriteStatements(const std::string& path, const Json& command, workspace::Club& club,
                       workspace::Workspace& work) {
  const auto statements = club.Statements(command, work);
  if (!statements) return statements.error();
  Result<Output> output = Output::Open(path);
  if (!output) return output.error();
  for (std::string_view piece = (*statements)->Read(); !piece.empty(); piece = (*statements)->Read()) {
    Status written = output->Write(piece);
    if (!written) return written;
  }
  return output->Close();
}

// The papers of a month into a folder; statements once it is closed.
Status WritePapers(const Arguments& arguments, const std::string& month, bool is_closed, const char* language,
                   workspace::Club& club, workspace::Workspace& work) {
  namespace fs = std::filesystem;
  std::error_code error;
  const fs::path folder = arguments.papers;
  fs::create_directories(folder, error);
  Json command = {{"month", month}, {"language", language}, {"form", arguments.excel ? "excel" : "csv"}};
  for (const char* name : {"expiry", "vouchers", "gifts", "refused", "referrals", "cards"}) {
    command["what"] = std::string("club.") + name;
    const Result<std::string> paper = club.Paper(command, work);
    if (!paper) return paper.error();
    Status written = WriteWholeFile((folder / (std::string(name) + ".csv")).string(), *paper);
    if (!written) return written;
  }
  if (!is_closed) return Done{};
  Status written = WriteStatements((folder / "statements.csv").string(), command, club, work);
  if (!written) return written;
  command["form"] = "html";
  return WriteStatements((folder / "statements.html").string(), command, club, work);
}

}  // namespace

Status RunLoyalty(const Arguments& given) {
  if (given.loyalty_verb == "recover") {
    if (given.project.empty()) return BadOption("--project", "", "FILE.loyalane");
    return Recover(given);
  }
  Json project;
  if (!given.project.empty()) {
    // What is written down by hand needs no files.
    const NoFiles no_files = given.loyalty_verb == "register" ? NoFiles::kAllowed : NoFiles::kRefused;
    Result<Json> read = ReadProject(given.project, given.chunk_bytes, no_files);
    if (!read) return read.error();
    project = std::move(read).value();
  }
  const Arguments arguments = given.project.empty() ? given : WithProject(given, project);
  const Result<workspace::Settings> settings = ReadSettings(arguments, project);
  if (!settings) return settings.error();
  OpenedClub opened{arguments, *settings, project, {}, {}};
  workspace::Club& club = opened.club;
  const Status read = OpenClub(arguments, project, club, opened.kept);
  if (!read) return read;
  workspace::Workspace work;
  const char* const language = arguments.language == Language::kEn ? "en" : "zh";
  // What is written down by hand needs no files.
  if (arguments.loyalty_verb == "register" && arguments.files.empty()) return AskRegister(opened, language, work);
  // Only what the project records has to be held against the file.
  const bool wants_hashes = std::any_of(arguments.files.begin(), arguments.files.end(),
                                        [](const NamedFile& file) { return !file.sha256.empty(); });
  Result<LoadedFiles> loaded = LoadFiles(arguments, wants_hashes);
  if (!loaded) return loaded.error();
  const Status imported = Import(arguments, *settings, wants_hashes, *loaded, work);
  if (!imported) return imported;

  if (arguments.loyalty_verb == "register") return AskRegister(opened, language, work);
  if (arguments.loyalty_verb == "post") return PostByHand(opened, language, work);
  const Result<Json> state = club.Call("state", {{"language", language}}, work);
  if (!state) return state.error();
  if (arguments.loyalty_verb == "statement" && !arguments.month.empty()) {
    const char* const form = arguments.html ? "html" : arguments.excel ? "excel" : "csv";
    const Json command = {
        {"month", arguments.month}, {"form", form}, {"filter", arguments.filter}, {"language", language}};
    return WriteStatements(arguments.out.empty() ? "-" : arguments.out, command, club, work);
  }
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
    Json command;
    command["on"] = arguments.exit_on;
    command["complete"] = arguments.exit_complete;
    command["settle"] = arguments.apply;
    command["language"] = language;
    if (!arguments.exit_plan.empty()) {
      const Result<std::string> text = ReadSmallFile(arguments.exit_plan);
      if (!text) return text.error();
      const Result<Json> plan = workspace::ParseJson(*text);
      if (!plan) return At(plan.error(), arguments.exit_plan);
      command["plan"] = *plan;
    }
    // Before anything is settled: who it is about.
    const Result<std::string> list =
        arguments.exit_list.empty() ? Result<std::string>(std::string()) : club.ExitTable(command, arguments.excel);
    if (!list) return list.error();
    const Result<Json> answer = club.Call("exit", command, work);
    if (!answer) return answer.error();
    if (!arguments.exit_list.empty()) {
      const Status written = WriteWholeFile(arguments.exit_list, *list);
      if (!written) return written;
    }
    if (!arguments.save.empty()) {
      const Status saved = SaveClub(opened);
      if (!saved) return saved;
    }
    return WriteJson(arguments, *answer);
  }

  std::string month = arguments.month;
  if (month.empty() && (*state)["nextMonth"].is_string()) month = (*state)["nextMonth"].get<std::string>();
  const Result<Json> report =
      club.Call("run", {{"month", month}, {"apply", arguments.apply}, {"language", language}}, work);
  if (!report) return report.error();
  if (const auto part = workspace::RunAsPart(*report))
    opened.kept[part->first] = {workspace::kRunVersion, part->second};
  for (const Json& problem : (*report)["problems"]) {
    std::fprintf(stderr, "%s: %s. %s\n", problem["id"].get_ref<const std::string&>().c_str(),
                 problem["text"].get_ref<const std::string&>().c_str(),
                 problem["remedy"].get_ref<const std::string&>().c_str());
  }
  const std::optional<Day> first = ParseIsoDay(month + "-01");
  const Result<std::string> table = club.MembersCsv(*first, work, arguments.excel);
  if (!table) return table.error();
  if (!arguments.papers.empty()) {
    const bool is_closed = arguments.apply || (*report)["wasClosed"].get<bool>();
    const Status written = WritePapers(arguments, month, is_closed, language, club, work);
    if (!written) return written;
  }
  if (!arguments.save.empty()) {
    const Status saved = SaveClub(opened);
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
