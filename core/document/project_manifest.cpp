#include "document/project_manifest.h"

#include <algorithm>
#include <set>

#include "document/json_fields.h"
#include "document/version.h"

namespace loyalane::document {
namespace {

constexpr size_t kNameBytesMax = 100;
constexpr size_t kHashDigits = 64;
constexpr size_t kMarkDigits = 8;
constexpr std::string_view kFormat = "loyalane";
constexpr std::string_view kHexDigits = "0123456789abcdef";

bool IsNameByte(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.'; }

// "a/b.json": nothing empty, nothing that begins or ends with a dot.
bool IsPlainPath(std::string_view name) {
  if (name.empty() || name.size() > kNameBytesMax) return false;
  while (true) {
    const size_t slash = std::min(name.find('/'), name.size());
    const std::string_view step = name.substr(0, slash);
    const bool is_plain =
        !step.empty() && step.front() != '.' && step.back() != '.' && std::all_of(step.begin(), step.end(), IsNameByte);
    if (!is_plain) return false;
    if (slash == name.size()) return true;
    name.remove_prefix(slash + 1);
  }
}

// "NAME.json" or "NAME.ndjson" in the folder.
bool IsDocumentIn(std::string_view folder, std::string_view name) {
  if (!name.starts_with(folder)) return false;
  name.remove_prefix(folder.size());
  for (const std::string_view ending : {std::string_view(".json"), std::string_view(".ndjson")}) {
    if (name.size() > ending.size() && name.ends_with(ending)) return name.find('/') == std::string_view::npos;
  }
  return false;
}

bool IsHex(std::string_view text) { return text.find_first_not_of(kHexDigits) == std::string_view::npos; }

Error Damaged(std::string detail) { return Error(ErrorId::kProjectManifestDamaged).With("detail", std::move(detail)); }

std::string TextAt(const Json& json, const char* key) {
  const auto found = json.find(key);
  return found != json.end() && found->is_string() ? found->get<std::string>() : std::string();
}
std::optional<uint64_t> CountAt(const Json& json, const char* key) {
  const auto found = json.find(key);
  if (found == json.end() || !found->is_number_unsigned()) return std::nullopt;
  return found->get<uint64_t>();
}

Result<PartRecord> ReadPart(const Json& json, const std::string& path) {
  if (!json.is_object()) return Damaged(path);
  PartRecord part;
  part.name = TextAt(json, "name");
  const Result<PartKind> kind = KindOfPart(part.name);
  if (!kind) return kind.error();
  const std::optional<uint64_t> version = CountAt(json, "version");
  const std::optional<uint64_t> bytes = CountAt(json, "bytes");
  part.sha256 = TextAt(json, "sha256");
  part.blocks = TextAt(json, "blocks");
  const bool is_whole = version && *version >= 1 && *version <= INT32_MAX && bytes &&
                        part.sha256.size() == kHashDigits && IsHex(part.sha256) &&
                        part.blocks.size() % kMarkDigits == 0 && part.blocks.size() / kMarkDigits == BlocksOf(*bytes) &&
                        IsHex(part.blocks);
  if (!is_whole) return Damaged(path + " " + part.name);
  part.version = static_cast<int>(*version);
  part.bytes = *bytes;
  return part;
}

}  // namespace

Result<PartKind> KindOfPart(std::string_view name) {
  if (!IsPlainPath(name)) return Error(ErrorId::kProjectPartName).With("part", Shown(ToText(name)));
  if (name == kProjectPart) return PartKind::kProject;
  if (name == kLedgerPart) return PartKind::kLedger;
  if (IsDocumentIn("registers/", name)) return PartKind::kRegister;
  if (IsDocumentIn("runs/", name)) return PartKind::kRun;
  return Error(ErrorId::kProjectPartUnknown).With("part", std::string(name));
}

Status CheckPartCount(size_t parts) {
  if (parts <= kProjectPartsMax) return Done{};
  return Error(ErrorId::kProjectPartTooLarge)
      .With("part", std::string(kManifestPart))
      .With("limit", std::to_string(kProjectPartsMax) + " × {…}");
}

std::string BlockMark(uint32_t crc32) {
  std::string mark;
  for (int shift = 28; shift >= 0; shift -= 4) mark += kHexDigits[crc32 >> shift & 15U];
  return mark;
}

void PartMarks::Add(std::string_view bytes) {
  hash_.Add(bytes);
  bytes_ += bytes.size();
  while (!bytes.empty()) {
    const size_t take = std::min(bytes.size(), kProjectBlockBytes - block_bytes_);
    crc_.Feed(bytes.substr(0, take));
    block_bytes_ += take;
    bytes.remove_prefix(take);
    if (block_bytes_ == kProjectBlockBytes) EndBlock();
  }
}

void PartMarks::EndBlock() {
  blocks_ += BlockMark(crc_.value());
  crc_.Reset();
  block_bytes_ = 0;
}

PartRecord PartMarks::Finish(std::string name, int version) {
  if (block_bytes_ > 0) EndBlock();
  return {std::move(name), version, bytes_, hash_.Finish(), std::move(blocks_)};
}

std::string ToJson(const ProjectManifest& manifest) {
  Json parts = Json::array();
  for (const PartRecord& part : manifest.parts) {
    parts.push_back(ToObject({{"name", ToText(part.name)},
                              {"version", part.version},
                              {"bytes", part.bytes},
                              {"sha256", ToText(part.sha256)},
                              {"blocks", ToText(part.blocks)}}));
  }
  return DumpJson(
      ToObject({{"format", ToText(kFormat)},
                {"version", kProjectFormatVersion},
                {"program", ToObject({{"name", ToText(kFormat)}, {"version", ToText(manifest.program_version)}})},
                {"blockBytes", kProjectBlockBytes},
                {"parts", std::move(parts)}}));
}

Result<ProjectManifest> ParseProjectManifest(std::string_view json) {
  const Result<Json> document = ParseJson(json);
  if (!document) return Damaged(Sentence(document.error(), Language::kEn));
  if (!document->is_object() || TextAt(*document, "format") != kFormat) return Damaged("format");
  const std::optional<uint64_t> version = CountAt(*document, "version");
  if (!version || *version == 0) return Damaged("version");
  // A newer one may be of any other shape, so nothing else is looked at before.
  if (*version > kProjectFormatVersion) {
    return Error(ErrorId::kProjectNewer)
        .With("part", std::string(kManifestPart))
        .With("version", std::to_string(*version));
  }
  if (CountAt(*document, "blockBytes") != kProjectBlockBytes) return Damaged("blockBytes");
  ProjectManifest manifest;
  const auto program = document->find("program");
  if (program != document->end() && program->is_object()) manifest.program_version = TextAt(*program, "version");
  const auto parts = document->find("parts");
  if (parts == document->end() || !parts->is_array()) return Damaged("parts");
  if (const Status count = CheckPartCount(parts->size()); !count) return count.error();
  std::set<std::string> names;
  for (const Json& entry : *parts) {
    Result<PartRecord> part = ReadPart(entry, Join("parts", manifest.parts.size()));
    if (!part) return part.error();
    if (!names.insert(part->name).second) return Error(ErrorId::kProjectPartTwice).With("part", part->name);
    manifest.parts.push_back(std::move(part).value());
  }
  if (names.count(std::string(kProjectPart)) == 0)
    return Error(ErrorId::kProjectPartMissing).With("part", std::string(kProjectPart));
  return manifest;
}

}  // namespace loyalane::document
