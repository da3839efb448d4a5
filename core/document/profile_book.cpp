#include "document/profile_book.h"

#include <nlohmann/json.hpp>

#include "base/sha256.h"
#include "base/sort.h"
#include "document/any_json.h"
#include "document/json_fields.h"
#include "document/mapping_json.h"
#include "ingest/cell_text.h"

namespace loyalane::document {

std::string SignatureOf(const std::vector<std::string>& headers) {
  constexpr size_t kDigits = 16;
  std::vector<std::string> normalised;
  normalised.reserve(headers.size());
  for (const std::string& header : headers) normalised.push_back(ingest::NormaliseHeader(header));
  Sort(normalised);
  Sha256 hash;
  for (const std::string& header : normalised) {
    hash.Add(header);
    hash.Add("\n");
  }
  return hash.Finish().substr(0, kDigits);
}

bool IsProfileBook(std::string_view json) {
  const Json document = ParseAnyJson(json);
  return document.is_object() && document.contains("profiles");
}

Result<std::vector<NamedProfile>> ParseProfileBook(std::string_view json) {
  const Json document = ParseAnyJson(json);
  if (!document.is_object()) return Error(ErrorId::kJsonSyntax).With("detail", std::string(json.substr(0, 80)));
  const Json version = document.value("version", Json());
  if (!version.is_number_unsigned()) return BadValue("version", version, "1");
  if (version.get<uint64_t>() > kMappingVersion) return Error(ErrorId::kJsonVersion).With("version", version.dump());
  const Json entries = document.value("profiles", Json());
  if (!entries.is_array()) return BadValue("profiles", entries, "[{name, signature, mapping}]");
  std::vector<NamedProfile> profiles;
  for (const Json& entry : entries) {
    const auto text = [&entry](const char* key) {
      const auto it = entry.find(key);
      return it != entry.end() && it->is_string() ? it->get<std::string>() : std::string();
    };
    const bool is_whole = entry.is_object() && !text("signature").empty() && entry.contains("mapping");
    if (!is_whole)
      return BadValue("profiles[" + std::to_string(profiles.size()) + "]", entry, "{name, signature, mapping}");
    NamedProfile profile{text("name"), text("signature"), entry["mapping"].dump()};
    const Result<ingest::ReadWishes> wishes = ParseMapping(profile.mapping);
    if (!wishes) return wishes.error();
    profiles.push_back(std::move(profile));
  }
  return profiles;
}

std::string ToJson(const std::vector<NamedProfile>& profiles) {
  Json entries = Json::array();
  for (const NamedProfile& profile : profiles) {
    entries.push_back(ToObject({{"name", ToText(profile.name)},
                                {"signature", ToText(profile.signature)},
                                {"mapping", ParseAnyJson(profile.mapping)}}));
  }
  return DumpJson(ToObject({{"version", kMappingVersion}, {"profiles", std::move(entries)}}));
}

}  // namespace loyalane::document
