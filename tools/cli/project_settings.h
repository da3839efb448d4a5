// What a --project says, and the settings of a run: the project's, then --config, then single options.
#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "arguments.h"
#include "base/result.h"
#include "document/settings.h"

namespace loyalane::cli {

// A project: {"files": [{"name", "dataset", "mapping"?, "sha256"?}], "settings"?, "asOf"?, "window"?, "profiles"?};
// names are relative to its own folder. A manifest is one, so that a run can be repeated from it; so is project.json of
// a project file. Errors: BASE-101, -103, WORKSPACE-102, -105, those of project files.
enum class NoFiles : uint8_t { kRefused, kAllowed };
[[nodiscard]] Result<nlohmann::ordered_json> ReadProject(const std::string& path, uint64_t chunk_bytes,
                                                         NoFiles no_files = NoFiles::kRefused);
// The arguments with what the project says; what stands on the command line goes before it.
[[nodiscard]] Arguments WithProject(const Arguments& given, const nlohmann::ordered_json& project);
// Errors: those of ParseSettings, WORKSPACE-107.
[[nodiscard]] Result<document::Settings> ReadSettings(const Arguments& arguments,
                                                      const nlohmann::ordered_json& project);

}  // namespace loyalane::cli
