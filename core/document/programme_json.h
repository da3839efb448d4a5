// A loyalty programme as a JSON document (docs/programme.md): version 1, every key known, what is written reads back
// identically. Errors: those of json_fields.h (BASE-101 … 106) and of loyalty::CheckProgramme.
#pragma once

#include <string>
#include <string_view>

#include "base/error.h"
#include "base/result.h"
#include "loyalty/programme.h"

namespace loyalane::document {

inline constexpr int kProgrammeVersion = 1;

[[nodiscard]] Result<loyalty::Programme> ParseProgramme(std::string_view json);
[[nodiscard]] std::string WriteProgramme(const loyalty::Programme& programme);
[[nodiscard]] std::string ProgrammeSchema(Language language);

// "monthly-settlement", "customer-club", "growth-levels", "minimal". Error: BASE-103 another one.
[[nodiscard]] Result<loyalty::Programme> FindPreset(std::string_view id);

}  // namespace loyalane::document
