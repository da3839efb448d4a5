#include "document/project_document.h"

#include <array>

#include "document/any_json.h"
#include "document/json_fields.h"
#include "document/mapping_json.h"

namespace loyalane::document {
namespace {

constexpr std::array<Migration, kProjectDocumentVersion - 1> kMigrations = {};
constexpr uint32_t kNameCharactersMax = 1000;
constexpr uint32_t kFilesMax = 10'000;
constexpr size_t kHashDigits = 64;

Json AnyObjectSchema() { return ToObject({{"type", ToText("object")}}); }

struct DatasetName {
  [[nodiscard]] static Status Read(const Json& json, const std::string&, model::DatasetId& out) {
    const auto dataset = json.is_string() ? model::FindDataset(json.get_ref<const std::string&>()) : std::nullopt;
    if (!dataset) return Error(ErrorId::kDatasetNotSupported).With("dataset", Shown(json));
    out = *dataset;
    return Done{};
  }
  [[nodiscard]] static Json Write(model::DatasetId dataset) { return ToText(model::DatasetOf(dataset).name); }
  [[nodiscard]] static Json Schema(Language, model::DatasetId) { return ToObject({{"type", ToText("string")}}); }
};

struct HashText {
  [[nodiscard]] static Status Read(const Json& json, const std::string& path, std::string& out) {
    const bool is_hash = json.is_string() && json.get_ref<const std::string&>().size() == kHashDigits &&
                         json.get_ref<const std::string&>().find_first_not_of("0123456789abcdef") == std::string::npos;
    if (!is_hash) return BadValue(path, json, "SHA-256, 64 × 0–9 a–f");
    out = json.get<std::string>();
    return Done{};
  }
  [[nodiscard]] static Json Write(const std::string& value) { return ToText(value); }
  [[nodiscard]] static Json Schema(Language, const std::string&) {
    return ToObject({{"type", ToText("string")}, {"pattern", ToText("^[0-9a-f]{64}$")}});
  }
};

// An object that is kept as the text it is written in.
struct ObjectText {
  [[nodiscard]] static Status Read(const Json& json, const std::string& path, std::string& out) {
    if (!json.is_object()) return BadValue(path, json, "{…}");
    out = DumpJson(json);
    return Done{};
  }
  [[nodiscard]] static Json Write(const std::string& value) { return ParseAnyJson(value); }
  [[nodiscard]] static Json Schema(Language, const std::string&) { return AnyObjectSchema(); }
};

struct MappingText {
  [[nodiscard]] static Status Read(const Json& json, const std::string& path, std::string& out) {
    if (Status read = ObjectText::Read(json, path, out); !read) return read;
    const Result<ingest::ReadWishes> wishes = ParseMapping(out);
    return wishes ? Status(Done{}) : wishes.error();
  }
  [[nodiscard]] static Json Write(const std::string& value) { return ParseAnyJson(value); }
  [[nodiscard]] static Json Schema(Language, const std::string&) { return AnyObjectSchema(); }
};

struct SettingsDocument {
  [[nodiscard]] static Status Read(const Json& json, const std::string& path, Settings& out) {
    if (!json.is_object()) return BadValue(path, json, "{…}");
    Result<Settings> parsed = ParseSettings(DumpJson(json));
    if (!parsed) return parsed.error();
    out = std::move(parsed).value();
    return Done{};
  }
  [[nodiscard]] static Json Write(const Settings& settings) { return ParseAnyJson(ToJson(settings)); }
  [[nodiscard]] static Json Schema(Language, const Settings&) { return AnyObjectSchema(); }
};

struct ProfileBook {
  [[nodiscard]] static Status Read(const Json& json, const std::string& path, std::vector<NamedProfile>& out) {
    if (!json.is_object()) return BadValue(path, json, "{…}");
    Result<std::vector<NamedProfile>> profiles = ParseProfileBook(DumpJson(json));
    if (!profiles) return profiles.error();
    out = std::move(profiles).value();
    return Done{};
  }
  [[nodiscard]] static Json Write(const std::vector<NamedProfile>& profiles) { return ParseAnyJson(ToJson(profiles)); }
  [[nodiscard]] static Json Schema(Language, const std::vector<NamedProfile>&) { return AnyObjectSchema(); }
};

Fields<ProjectSource> SourceFields() {
  return {
      Of<&ProjectSource::name>(
          "name", Text{1, kNameCharactersMax},
          {"文件名，相对于项目文件所在的文件夹。", "Name of the file, relative to the project file's folder."})
          .Required(),
      Of<&ProjectSource::dataset>("dataset", DatasetName{}, {"数据类型。", "The kind of data."}).Required(),
      Of<&ProjectSource::sha256>("sha256", Nullable<HashText>{},
                                 {"文件内容的 SHA-256；null = 不核对。", "SHA-256 of the file; null = not checked."}),
      Of<&ProjectSource::mapping>("mapping", Nullable<MappingText>{},
                                  {"这个文件的列对应；null = 按 profiles 或文件本身判断。",
                                   "How this file is read; null = told by the profiles, or by the file itself."}),
  };
}

Fields<ProjectDocument> DocumentFields() {
  return {
      Of<&ProjectDocument::files>("files", List<Object<ProjectSource>>{{SourceFields()}, {0, kFilesMax}},
                                  {"项目所用的数据文件。", "The files that the project was worked out from."}),
      Of<&ProjectDocument::settings>(
          "settings", SettingsDocument{},
          {"设置：loyalane schema --of settings。", "Settings: loyalane schema --of settings."}),
      Of<&ProjectDocument::profiles>(
          "profiles", ProfileBook{},
          {"列对应方案，按文件的列识别。", "Mapping profiles, recognised by a file's columns."}),
      Of<&ProjectDocument::manifest>("manifest", Nullable<ObjectText>{},
                                     {"上一次运行的清单。", "The manifest of the last run."}),
      Of<&ProjectDocument::programme>("programme", Nullable<ObjectText>{},
                                      {"忠诚度计划的规则。", "The rules of the loyalty programme."}),
  };
}

}  // namespace

Result<ProjectDocument> ParseProjectDocument(std::string_view json) {
  return ReadDocument(json, DocumentFields(), kMigrations);
}
std::string ToJson(const ProjectDocument& document) {
  return WriteDocument(document, DocumentFields(), kProjectDocumentVersion);
}
std::string ProjectSchema(Language language) {
  return SchemaOfDocument(DocumentFields(), kProjectDocumentVersion, Words("Loyalane 项目", "Loyalane project"),
                          language);
}

}  // namespace loyalane::document
