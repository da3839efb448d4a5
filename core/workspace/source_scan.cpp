#include "workspace/source_scan.h"

#include "workspace/import_job.h"

namespace loyalane::workspace {

SourceScan::SourceScan(std::vector<ScanSource> sources) : sources_(std::move(sources)) {}

std::optional<size_t> SourceScan::Next() {
  if (at_ == sources_.size()) return std::nullopt;
  const ingest::ReadPlan& plan = sources_[at_].plan;
  reader_ = std::make_unique<ingest::RowReader>(
      plan, pools_, WantedOf(plan.dataset), [this](const model::EventBatch& batch) { OnRows(batch); },
      [this](uint64_t row, table::TextId customer) { OnExcluded(row, customer); });
  OnSource();
  return at_;
}

Status SourceScan::Placed(const Status& status) const {
  if (status) return status;
  Error error = status.error();
  error.place.file = sources_[at_].name;
  return error;
}

Status SourceScan::Feed(std::string_view bytes) { return Placed(reader_->Feed(bytes)); }

Status SourceScan::EndSource() {
  Status ended = Placed(reader_->Finish());
  if (!ended) return ended;
  reader_.reset();
  ++at_;
  return Done{};
}

}  // namespace loyalane::workspace
