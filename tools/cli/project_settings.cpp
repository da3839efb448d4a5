#include "project_settings.h"

#include "document/project_document.h"
#include "document/project_manifest.h"
#include "loading.h"
#include "project_files.h"
#include "source_files.h"

namespace loyalane::cli {

using Json = nlohmann::ordered_json;

namespace {

// What a project says: a JSON document, or project.json of a project file, which is told by its first bytes.
Result<std::string> ReadProjectText(const std::string& path, uint64_t chunk_bytes) {
  const Result<bool> is_project_file = IsProjectFile(path);
  if (!is_project_file) return is_project_file.error();
  if (!*is_project_file) return ReadSmallFile(path);
  Result<std::string> text = ReadProjectPart(path, chunk_bytes, document::kProjectPart);
  if (!text) return text;
  const Result<document::ProjectDocument> document = document::ParseProjectDocument(*text);
  if (!document) return At(document.error(), path);
  return text;
}

std::string TextIn(const Json& json, const char* key) {
  return json.contains(key) && json[key].is_string() ? json[key].get<std::string>() : std::string();
}

}  // namespace

Result<Json> ReadProject(const std::string& path, uint64_t chunk_bytes, NoFiles no_files) {
  const Result<std::string> text = ReadProjectText(path, chunk_bytes);
  if (!text) return text.error();
  Json project = Json::parse(*text, nullptr, false);
  if (project.is_discarded()) return Error(ErrorId::kJsonSyntax).At(NameOf(path)).With("detail", "");
  const auto bad = [&path](const char* key, const char* expected) {
    return Error(ErrorId::kJsonBadValue).At(NameOf(path)).With("key", key).With("value", "").With("expected", expected);
  };
  const bool has_list = project.is_object() && project.contains("files") && project["files"].is_array();
  if (!has_list || (project["files"].empty() && no_files == NoFiles::kRefused))
    return bad("files", "[{name, dataset}]");
  for (const Json& file : project["files"]) {
    if (!file.is_object() || !file.contains("name") || !file["name"].is_string()) return bad("files.name", "text");
    if (!file.contains("dataset") || !file["dataset"].is_string()) return bad("files.dataset", "text");
    const std::string dataset = file["dataset"].get<std::string>();
    if (!model::FindDataset(dataset))
      return Error(ErrorId::kDatasetNotSupported).At(NameOf(path)).With("dataset", dataset);
  }
  return project;
}

Arguments WithProject(const Arguments& given, const Json& project) {
  Arguments arguments = given;
  const size_t slash = given.project.find_last_of('/');
  const std::string folder = slash == std::string::npos ? std::string() : given.project.substr(0, slash + 1);
  for (const Json& file : project["files"]) {
    const std::string name = file["name"].get<std::string>();
    arguments.files.push_back(
        {*model::FindDataset(file["dataset"].get<std::string>()), name.starts_with('/') ? name : folder + name,
         file.contains("mapping") && file["mapping"].is_object() ? file["mapping"].dump() : std::string(),
         TextIn(file, "sha256")});
  }
  if (project.contains("profiles") && project["profiles"].is_object())
    arguments.project_profiles = project["profiles"].dump();
  if (arguments.as_of.empty()) arguments.as_of = TextIn(project, "asOf");
  if (arguments.window.empty() && project.contains("window") && project["window"].is_object()) {
    arguments.window = TextIn(project["window"], "from") + ".." + TextIn(project["window"], "to");
  }
  return arguments;
}

Result<document::Settings> ReadSettings(const Arguments& arguments, const Json& project) {
  document::Settings settings;
  if (project.is_object() && project.contains("settings")) {
    Result<document::Settings> parsed = document::ParseSettings(project["settings"].dump());
    if (!parsed) return At(parsed.error(), arguments.project);
    settings = std::move(parsed).value();
  }
  if (!arguments.config.empty()) {
    const Result<std::string> text = ReadSmallFile(arguments.config);
    if (!text) return text.error();
    Result<document::Settings> parsed = document::ParseSettings(*text);
    if (!parsed) return At(parsed.error(), arguments.config);
    settings = std::move(parsed).value();
  }
  if (!arguments.as_of.empty()) {
    settings.as_of = ParseIsoDay(arguments.as_of);
    if (!settings.as_of) return BadOption("--as-of", arguments.as_of, "YYYY-MM-DD");
  }
  if (arguments.window == "all") {
    settings.window = document::WindowChoice{};
  } else if (!arguments.window.empty()) {
    const size_t dots = arguments.window.find("..");
    const auto from = ParseIsoDay(arguments.window.substr(0, dots));
    const auto to = dots == std::string::npos ? std::nullopt : ParseIsoDay(arguments.window.substr(dots + 2));
    if (!from || !to || *from > *to) return BadOption("--window", arguments.window, "YYYY-MM-DD..YYYY-MM-DD, all");
    settings.window = document::WindowChoice{Window{*from, *to}};
  }
  return settings;
}

}  // namespace loyalane::cli
