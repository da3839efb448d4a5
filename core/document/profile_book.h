// Mapping profiles by the sources they belong to: what the page remembers, and what `--map` takes beside single
// profiles.
//   {"version": 1, "profiles": [{"name": "顺丰账单", "signature": "93c1…", "mapping": {mapping_json.h}}]}
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace loyalane::document {

// The same for files with the same columns, whatever their order, case, width or units: the first 16 hexadecimal digits
// of a SHA-256 over the sorted normalised headers.
[[nodiscard]] std::string SignatureOf(const std::vector<std::string>& headers);

struct NamedProfile {
  std::string name;
  std::string signature;
  std::string mapping;  // JSON
};

// Whether the document is a book of profiles rather than a profile.
[[nodiscard]] bool IsProfileBook(std::string_view json);
// Errors: BASE-101 no JSON, BASE-103 a value, BASE-104 newer version; those of ParseMapping for each profile.
[[nodiscard]] Result<std::vector<NamedProfile>> ParseProfileBook(std::string_view json);
[[nodiscard]] std::string ToJson(const std::vector<NamedProfile>& profiles);

}  // namespace loyalane::document
