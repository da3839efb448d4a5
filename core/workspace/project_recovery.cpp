#include "workspace/project_recovery.h"

#include <memory>
#include <nlohmann/json.hpp>
#include <optional>

#include "workspace/command_json.h"
#include "workspace/json_fields.h"
#include "workspace/programme_json.h"
#include "workspace/project_document.h"
#include "workspace/project_job.h"

namespace loyalane::workspace {
namespace {

std::string PartIn(const Error& error) {
  for (const auto& [key, value] : error.params) {
    if (key == "part") return value;
  }
  return {};
}

Json LostPart(std::string_view part, const Error& error, Language language) {
  Json lost = ErrorTexts(error, language);
  lost["part"] = ToText(part);
  return lost;
}

// What a part says of itself; 1 where it says nothing.
int VersionIn(const std::string& text) {
  const Json json = Json::parse(text, nullptr, false);
  if (!json.is_object()) return 1;
  const auto version = json.find("version");
  return version != json.end() && version->is_number_integer() ? version->get<int>() : 1;
}

}  // namespace

ProjectRecovery::ProjectRecovery(std::string name, uint64_t file_bytes)
    : reader_(
          std::move(name), file_bytes, [this](const PartRecord& part) { return SinkOf(part); }, OnDamage::kReadOn) {}

PartSink ProjectRecovery::SinkOf(const PartRecord& part) {
  PartSink sink;
  if (part.name == kLedgerPart) {
    has_ledger_ = true;
    sink.version_max = kLedgerVersion;
    sink.takes_damage = true;
    // The bad line is the ledger's own matter: what comes before it is asked for afterwards.
    sink.take = [this](std::string_view bytes) -> Status {
      if (ledger_error_) return Done{};
      const Status fed = ledger_reader_.Feed(bytes);
      if (!fed) ledger_error_ = fed.error();
      return Done{};
    };
    return sink;
  }
  sink.version_max = part.name == kProjectPart ? kProjectDocumentVersion : part.version;
  Part& kept = parts_[part.name];
  kept.version = part.version;
  sink.take = [this, &kept, name = part.name](std::string_view bytes) -> Status {
    kept_bytes_ += bytes.size();
    if (kept_bytes_ > kProjectKeptBytesMax) {
      return Error(ErrorId::kProjectPartTooLarge)
          .With("part", name)
          .With("limit", std::to_string(kProjectKeptBytesMax / 1024 / 1024) + " MB");
    }
    kept.text += bytes;
    return Done{};
  };
  sink.end = [&kept]() -> Status {
    kept.is_whole = true;
    return Done{};
  };
  return sink;
}

Result<Json> ProjectRecovery::Finish(Language language) {
  Json lost = Json::array();
  std::optional<Error> ledger_part_error;
  const bool is_cut = reader_.has_lost_directory();
  for (const Error& failure : reader_.failures()) {
    if (failure.id == ErrorId::kProjectNewer) return failure;
    const std::string part = PartIn(failure);
    if (part == kLedgerPart) {
      ledger_part_error = failure;
      continue;
    }
    lost.push_back(LostPart(part, failure, language));
    if (const auto found = parts_.find(part); found != parts_.end()) found->second.is_whole = false;
  }

  // What stood between the last part that is there and the manifest, nobody can name any more.
  if (reader_.has_lost_manifest()) {
    lost.push_back(LostPart(kManifestPart, Error(ErrorId::kProjectCutOff), language));
    for (auto& [name, part] : parts_) part.version = VersionIn(part.text);
  }

  // Rules that cannot be read would make a ledger of other rules: then the file's own are lost, too.
  ProjectDocument document;
  bool has_document = false;
  if (const auto found = parts_.find(std::string(kProjectPart)); found != parts_.end() && found->second.is_whole) {
    Result<ProjectDocument> read = ParseProjectDocument(found->second.text);
    if (read) {
      has_document = true;
      document = std::move(read).value();
    } else {
      lost.push_back(LostPart(kProjectPart, read.error(), language));
    }
  }
  policy_ = loyalty::PresetProgramme(loyalty::Preset::kMinimal).ledger;
  if (document.programme) {
    const Result<loyalty::Programme> programme = ParseProgramme(*document.programme);
    if (programme) {
      policy_ = programme->ledger;
    } else {
      lost.push_back(LostPart("programme", programme.error(), language));
      document.programme.reset();
    }
  }
  document_ = ToJson(document);
  parts_.erase(std::string(kProjectPart));

  Json ledger;
  if (has_ledger_) {
    bool is_whole = false;
    if (!ledger_error_) {
      Result<loyalty::Ledger> read = ledger_reader_.Finish();
      is_whole = read.ok();
      if (read) {
        ledger_ = std::move(read).value();
      } else {
        ledger_error_ = read.error();
      }
    }
    if (ledger_error_ && ledger_error_->id == ErrorId::kLedgerNewer) return *ledger_error_;
    const uint64_t entries = ledger_reader_.good_entries();
    const std::optional<uint64_t> announced = ledger_reader_.announced_entries();
    if (!is_whole) ledger_ = ledger_reader_.TakeGoodPart();
    ledger = Json::object();
    Json periods = Json::array();
    for (const loyalty::ClosedPeriod& period : ledger_.periods()) periods.push_back(ToText(period.name));
    ledger["periods"] = std::move(periods);
    ledger["entries"] = entries;
    ledger["announced"] = announced ? Json(*announced) : Json();
    ledger["lost"] = announced && *announced > entries ? *announced - entries : 0;
    ledger["line"] = is_whole ? Json() : Json(ledger_error_->place.row);
    if (!is_whole) ledger.update(ErrorTexts(*ledger_error_, language));
  } else if (ledger_part_error) {
    lost.push_back(LostPart(kLedgerPart, *ledger_part_error, language));
  }

  Json kept = Json::array();
  for (auto part = parts_.begin(); part != parts_.end();) {
    if (!part->second.is_whole) {
      part = parts_.erase(part);
      continue;
    }
    kept.push_back(ToText(part->first));
    ++part;
  }
  const bool is_sound = lost.empty() && !ledger_error_ && !ledger_part_error && !is_cut;
  if (is_sound) return Error(ErrorId::kNothingToRecover);
  const bool has_ledger = ledger_.size() > 0 || !ledger_.periods().empty();
  if (is_cut && !has_document && kept.empty() && !has_ledger) return Error(ErrorId::kProjectCutOff);
  Json told = Json::object();
  told["directoryLost"] = is_cut;
  told["project"] = has_document;
  told["keptParts"] = std::move(kept);
  told["lostParts"] = std::move(lost);
  told["ledger"] = std::move(ledger);
  return told;
}

std::vector<PartSource> ProjectRecovery::Parts() {
  std::vector<PartSource> sources;
  sources.push_back(TextPart(std::string(kProjectPart), document_, kProjectDocumentVersion));
  if (ledger_.size() > 0 || !ledger_.periods().empty()) {
    auto writer = std::make_shared<LedgerWriter>(ledger_, policy_);
    sources.push_back({std::string(kLedgerPart), LedgerVersionOf(ledger_),
                       [writer](std::string& out) -> Result<bool> { return writer->Read(out); }});
  }
  for (auto& [name, part] : parts_) sources.push_back(TextPart(name, std::move(part.text), part.version));
  return sources;
}

}  // namespace loyalane::workspace
