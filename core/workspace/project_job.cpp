#include "workspace/project_job.h"

#include <nlohmann/json.hpp>
#include <utility>
#include <vector>

#include "document/any_json.h"
#include "document/json_fields.h"
#include "document/project_document.h"
#include "intake/read_json.h"

namespace loyalane::workspace {
namespace {

using document::BadValue;
using document::Json;
using document::kLedgerPart;
using document::kProjectPart;
using document::PartRecord;
using document::PartSink;
using document::PartSource;
using document::ToObject;
using document::ToText;

constexpr size_t kPulledBytes = document::kProjectBlockBytes;

std::string TextAt(const Json& json, const char* key) {
  const auto found = json.find(key);
  return found != json.end() && found->is_string() ? found->get<std::string>() : std::string();
}

struct GivenPart {
  std::string name;
  int version = 1;
  const std::string* text = nullptr;  // null: to be taken out
};

Result<GivenPart> ReadGiven(const Json& json) {
  GivenPart part;
  const auto wrong = [&json] { return BadValue("parts", json, "{name, version?, text | null}"); };
  if (!json.is_object()) return wrong();
  part.name = TextAt(json, "name");
  const auto text = json.find("text");
  if (text == json.end() || !(text->is_null() || text->is_string())) return wrong();
  if (text->is_string()) part.text = &text->get_ref<const std::string&>();
  if (const auto version = json.find("version"); version != json.end()) {
    if (Status read = document::Whole{1, INT32_MAX}.Read(*version, "version", part.version); !read) return read.error();
  }
  // project.json has a place of its own, which names it.
  const Result<document::PartKind> kind = document::KindOfPart(part.name);
  if (!kind) return kind.error();
  if (*kind == document::PartKind::kProject) return Error(ErrorId::kProjectPartTwice).With("part", part.name);
  return part;
}

PartSource SharedPart(std::string name, int version, std::shared_ptr<const std::string> text) {
  return {std::move(name), version, [text = std::move(text), at = size_t{0}](std::string& out) mutable -> Result<bool> {
            out.assign(*text, at, kPulledBytes);
            at += out.size();
            return at < text->size();
          }};
}

}  // namespace

struct ProjectJob::Opening {
  Opening(std::string name, uint64_t file_bytes, const std::function<PartSink()>& sink_of_ledger)
      : ledger_sink(sink_of_ledger),
        reader(std::move(name), file_bytes, [this](const PartRecord& part) { return SinkOf(part); }) {}

  PartSink SinkOf(const PartRecord& part) {
    texts.emplace_back();
    if (part.name == kLedgerPart && ledger_sink) return ledger_sink();
    PartSink sink;
    // What a part means is asked when it is used; here it is kept, whatever its version. project.json is used at once.
    if (part.name != kProjectPart) sink.version_max = part.version;
    sink.take = [this, at = texts.size() - 1, name = part.name](std::string_view bytes) -> Status {
      kept_bytes += bytes.size();
      if (kept_bytes > kProjectKeptBytesMax) {
        return Error(ErrorId::kProjectPartTooLarge)
            .With("part", name)
            .With("limit", std::to_string(kProjectKeptBytesMax / 1024 / 1024) + " MB");
      }
      texts[at] += bytes;
      return Done{};
    };
    return sink;
  }

  const std::function<PartSink()>& ledger_sink;
  std::vector<std::string> texts;  // of the parts, in the manifest's order
  uint64_t kept_bytes = 0;
  document::ProjectReader reader;
};

ProjectJob::ProjectJob() = default;
ProjectJob::~ProjectJob() = default;

void ProjectJob::StopReading() { opening_.reset(); }

Result<Json> ProjectJob::Run(std::string_view name, const Json& command) {
  if (name == "write.begin") return BeginWriting(command);
  if (name == "write.finish") return FinishWriting();
  if (name == "read.begin") {
    const auto size = command.find("size");
    if (size == command.end() || !size->is_number_unsigned())
      return BadValue("size", size == command.end() ? Json() : *size, "integer, ≥ 0");
    opening_ = std::make_unique<Opening>(TextAt(command, "name"), size->get<uint64_t>(), ledger_sink_);
    return Json::object();
  }
  if (name == "read.part") {
    const auto found = kept_.find(TextAt(command, "name"));
    if (found == kept_.end() || found->first == kLedgerPart)
      return Error(ErrorId::kProjectPartMissing).With("part", document::Shown(command.value("name", Json())));
    return ToObject({{"version", found->second.version}, {"text", ToText(*found->second.text)}});
  }
  const bool is_reading = name == "read.next" || name == "read.endRead" || name == "read.finish";
  if (!is_reading) return Error(ErrorId::kCommandUnknown).With("name", "project." + std::string(name));
  if (!opening_) return Error(ErrorId::kNothingLoaded);
  if (name == "read.next") return intake::ReadJson(opening_->reader.Next());
  if (name == "read.finish") return Finish();
  const Status ended = opening_->reader.EndRead(intake::OutcomeIn(command));
  if (ended) return Json::object();
  StopReading();
  return ended.error();
}

Result<ingest::Feeding> ProjectJob::Feed(std::string_view bytes) {
  if (!opening_) return Error(ErrorId::kNothingLoaded);
  return opening_->reader.Feed(bytes);
}

Result<Json> ProjectJob::Finish() {
  const std::unique_ptr<Opening> opening = std::move(opening_);
  // Asked before the last read has ended.
  if (opening->reader.Next()) return Error(ErrorId::kNothingLoaded);
  const document::ProjectManifest& manifest = opening->reader.manifest();
  std::map<std::string, Kept> kept;
  Json project;
  Json parts = Json::array();
  for (size_t i = 0; i < manifest.parts.size(); ++i) {
    const PartRecord& part = manifest.parts[i];
    parts.push_back(ToObject({{"name", ToText(part.name)},
                              {"version", part.version},
                              {"bytes", part.bytes},
                              {"sha256", ToText(part.sha256)}}));
    if (part.name == kLedgerPart && ledger_sink_) continue;
    std::string& text = opening->texts[i];
    if (part.name != kProjectPart) {
      kept[part.name] = {part.version, std::make_shared<const std::string>(std::move(text))};
      continue;
    }
    const Result<document::ProjectDocument> document = document::ParseProjectDocument(text);
    if (!document) return document.error();
    project = document::ParseAnyJson(document::ToJson(*document));
  }
  kept_ = std::move(kept);
  return ToObject(
      {{"project", std::move(project)}, {"program", ToText(manifest.program_version)}, {"parts", std::move(parts)}});
}

Result<Json> ProjectJob::BeginWriting(const Json& command) {
  const auto project = command.find("project");
  if (project == command.end()) return BadValue("project", Json(), "{…}");
  const Result<document::ProjectDocument> document = document::ParseProjectDocument(document::DumpJson(*project));
  if (!document) return document.error();
  std::map<std::string, Kept> parts = kept_;
  const auto given = command.find("parts");
  if (given != command.end() && !given->is_array()) return BadValue("parts", *given, "[{name, version?, text | null}]");
  const Json none = Json::array();
  for (const Json& part : given != command.end() ? *given : none) {
    const Result<GivenPart> read = ReadGiven(part);
    if (!read) return read.error();
    if (read->text == nullptr) {
      parts.erase(read->name);
    } else {
      parts[read->name] = {read->version, std::make_shared<const std::string>(*read->text)};
    }
  }
  std::vector<PartSource> sources = {document::TextPart(std::string(kProjectPart), document::ToJson(*document))};
  if (ledger_source_ && parts.count(std::string(kLedgerPart)) == 0) {
    if (std::optional<PartSource> ledger = ledger_source_()) sources.push_back(std::move(*ledger));
  }
  for (const auto& [name, part] : parts) sources.push_back(SharedPart(name, part.version, part.text));
  const Status begun = Write(std::move(sources));
  if (!begun) return begun.error();
  kept_ = std::move(parts);
  return Json::object();
}

Status ProjectJob::Write(std::vector<PartSource> parts) {
  Result<document::ProjectWriter> writer = document::ProjectWriter::Begin(std::move(parts));
  if (!writer) return writer.error();
  StopWriting();
  writer_ = std::move(writer).value();
  has_output_ = true;
  return Done{};
}

void ProjectJob::StopWriting() {
  writer_.reset();
  has_output_ = false;
  write_error_.reset();
}

report::ZipPiece ProjectJob::Read() {
  using Kind = report::ZipPiece::Kind;
  if (has_output_ && !write_error_) {
    const Result<report::ZipPiece> piece = writer_->Read();
    if (piece && piece->kind != Kind::kEnd) return *piece;
    if (!piece) write_error_ = piece.error();
  }
  has_output_ = false;
  return {Kind::kEnd, {}};
}

Status ProjectJob::Packed(uint64_t packed_bytes) {
  if (!has_output_ || write_error_) return Error(ErrorId::kNothingLoaded);
  Status packed = writer_->Packed(packed_bytes);
  if (!packed) write_error_ = packed.error();
  return packed;
}

Result<Json> ProjectJob::FinishWriting() {
  if (write_error_) {
    Error error = *write_error_;
    StopWriting();
    return error;
  }
  // Asked before the output has ended.
  if (!writer_ || has_output_) return Error(ErrorId::kNothingLoaded);
  const uint64_t bytes = writer_->bytes_read();
  StopWriting();
  return ToObject({{"bytes", bytes}});
}

void ProjectJob::Keep(std::string name, int version, std::string text) {
  kept_[std::move(name)] = {version, std::make_shared<const std::string>(std::move(text))};
}

const std::string* ProjectJob::TextOf(const std::string& name) const {
  const auto found = kept_.find(name);
  return found == kept_.end() ? nullptr : found->second.text.get();
}

}  // namespace loyalane::workspace
