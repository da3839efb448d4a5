// Project files (.loyalane) on the machine: read through document/project_reader.h, and written so that a file which
// was not written to its end never takes the place of a good one.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/result.h"
#include "document/project_reader.h"
#include "document/project_writer.h"

namespace loyalane::cli {

// Whether the first bytes are those of a zip: a project file rather than a JSON project, whatever its name.
// Error: WORKSPACE-102.
[[nodiscard]] Result<bool> IsProjectFile(const std::string& path);

// All parts that are wanted, through their sinks. failures: with kReadOn, what is wrong with single parts.
// Errors: WORKSPACE-102, those of ProjectReader.
[[nodiscard]] Status ReadProjectFile(const std::string& path, uint64_t piece_bytes,
                                     document::ProjectReader::Choose choose,
                                     document::OnDamage on_damage = document::OnDamage::kStop,
                                     std::vector<Error>* failures = nullptr);
// The text of one small part, alone. Errors: those of ReadProjectFile, PROJECT-111 longer than a JSON document may be.
[[nodiscard]] Result<std::string> ReadProjectPart(const std::string& path, uint64_t piece_bytes, std::string_view part);

// Writes beside the target under another name, makes sure that the bytes are on the disk, and then takes the target's
// place in one step. After an error the target is as it was, and the other file is gone.
// Errors: WORKSPACE-106, those of ProjectWriter and of the parts' pulls.
[[nodiscard]] Status WriteProjectFile(const std::string& path, std::vector<document::PartSource> parts);
// The same, never in place of anything. Error: also WORKSPACE-114 something of that name is there.
[[nodiscard]] Status WriteNewProjectFile(const std::string& path, std::vector<document::PartSource> parts);

}  // namespace loyalane::cli
