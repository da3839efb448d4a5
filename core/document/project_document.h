// project.json of a project file: what a club works with, besides its ledger, registers and runs. A versioned JSON
// document out of one table of fields, as the settings are. docs/project-file.md
//
//   {"version": 1, "files": [{"name": "a.csv", "dataset": "shipments", "sha256": "…", "mapping": {mapping_json.h}}],
//    "settings": {settings.h}, "profiles": {profile_book.h}, "manifest": {result_json.h: ManifestJson} | null,
//    "programme": {…} | null}
//
// The reference date and the window are those of the settings; there is no second place for them.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "document/profile_book.h"
#include "document/settings.h"
#include "model/catalogue.h"

namespace loyalane::document {

inline constexpr int kProjectDocumentVersion = 1;

// A file that the project was worked out from. It stays where it is: only its name is kept, relative to the project
// file's own folder, and what tells whether it is still the same.
struct ProjectSource {
  std::string name;
  model::DatasetId dataset = model::DatasetId::kShipments;
  std::optional<std::string> sha256;   // nothing: any content
  std::optional<std::string> mapping;  // JSON; nothing: told from the profiles or the file
};

struct ProjectDocument {
  std::vector<ProjectSource> files;
  Settings settings;
  std::vector<NamedProfile> profiles;
  std::optional<std::string> manifest;   // JSON object: of the last run
  std::optional<std::string> programme;  // JSON object: checked by whoever runs it
};

// Errors: BASE-101..106, WORKSPACE-105 unknown dataset, those of ParseSettings, ParseMapping and ParseProfileBook.
[[nodiscard]] Result<ProjectDocument> ParseProjectDocument(std::string_view json);
// ParseProjectDocument(ToJson(d)) equals d, and writes the same bytes again.
[[nodiscard]] std::string ToJson(const ProjectDocument& document);
// JSON Schema, draft 2020-12.
[[nodiscard]] std::string ProjectSchema(Language language = Language::kZh);

}  // namespace loyalane::document
