#include "workspace/archive_job.h"

#include <nlohmann/json.hpp>

#include "document/json_fields.h"
#include "workspace/result_json.h"

namespace loyalane::workspace {

using ingest::ArchiveKind;

ArchiveJob::ArchiveJob(std::string name, uint64_t file_bytes, std::string_view head)
    : name_(std::move(name)), file_bytes_(file_bytes), kind_(ingest::KindOfArchive(head)) {
  if (kind_ == ArchiveKind::kZip) directory_ = std::make_unique<ingest::ZipDirectory>(file_bytes);
}

std::optional<ingest::ReadRequest> ArchiveJob::Next() {
  is_data_ = false;
  if (entry_) {
    std::optional<ingest::ReadRequest> request = entry_->Next();
    // A zip entry's own header is read first; what is packed or stored behind it is data.
    is_data_ = request && (kind_ == ArchiveKind::kGzip || header_is_read_);
    header_is_read_ = true;
    return request;
  }
  return directory_ && !is_listed_ ? directory_->Next() : std::nullopt;
}

Result<ingest::Feeding> ArchiveJob::Feed(std::string_view bytes) {
  ingest::FileReader* reader = entry_ ? entry_.get() : directory_.get();
  if (reader == nullptr) return Error(ErrorId::kNothingLoaded);
  Result<ingest::Feeding> fed = reader->Feed(bytes);
  if (!fed) return Placed(fed.error());
  return fed;
}

Status ArchiveJob::EndRead(ingest::ReadOutcome outcome) {
  ingest::FileReader* reader = entry_ ? entry_.get() : directory_.get();
  if (reader == nullptr) return Error(ErrorId::kNothingLoaded);
  const Status ended = reader->EndRead(outcome);
  return ended ? ended : Placed(ended.error());
}

const std::vector<ingest::ArchiveEntry>& ArchiveJob::List() {
  if (!is_listed_) {
    is_listed_ = true;
    if (kind_ == ArchiveKind::kGzip) entries_.push_back(ingest::FileOfGzip(name_));
    if (directory_) {
      std::optional<std::vector<ingest::ArchiveEntry>> files = ingest::FilesOfZip(*directory_);
      if (files) {
        entries_ = std::move(*files);
      } else {
        kind_ = ArchiveKind::kNone;
      }
    }
  }
  return entries_;
}

Status ArchiveJob::Open(size_t entry) {
  if (!is_listed_ || entry >= entries_.size() || entries_[entry].refused)
    return document::BadValue("entry", Json(entry), "0..");
  header_is_read_ = false;
  const auto pass_on = [](std::string_view /*bytes*/) -> Result<ingest::Feeding> { return ingest::Feeding::kMore; };
  if (kind_ == ArchiveKind::kGzip) {
    entry_ = ingest::OpenGzip(entries_[entry].name, file_bytes_, pass_on);
  } else {
    entry_ = std::make_unique<ingest::ZipEntryReader>(entries_[entry].zip, file_bytes_, pass_on);
  }
  return Done{};
}

Error ArchiveJob::Placed(Error error) const {
  error.place.file = name_;
  return error;
}

Json ArchiveListJson(ArchiveJob& job) {
  Json entries = Json::array();
  for (const ingest::ArchiveEntry& entry : job.List()) {
    Json json = Json::object();
    json["name"] = entry.name;
    json["bytes"] = entry.bytes;
    if (entry.refused) json["error"] = ErrorJson(*entry.refused);
    entries.push_back(std::move(json));
  }
  Json answer = Json::object();
  answer["archive"] = job.is_archive();
  answer["entries"] = std::move(entries);
  return answer;
}

}  // namespace loyalane::workspace
