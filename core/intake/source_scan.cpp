#include "intake/source_scan.h"

#include "intake/import_job.h"

namespace loyalane::intake {

SourceScan::SourceScan(std::vector<ScanSource> sources) : sources_(std::move(sources)) {}

Result<std::optional<SourceRead>> SourceScan::Next() {
  while (at_ < sources_.size()) {
    if (!feed_) {
      const ScanSource& source = sources_[at_];
      if (Skips(source)) {
        if (const Status begun = OnSource(); !begun) return begun.error();
        ++at_;
        continue;
      }
      feed_ =
          std::make_unique<TableFeed>(source.plan, source.size_bytes,
                                      ingest::RowReader(
                                          ingest::TextPlanOf(source.plan), pools_, WantedOf(source.plan.dataset),
                                          [this](model::EventBatch& batch) { OnRows(batch); },
                                          [this](uint64_t row, table::TextId customer) { OnExcluded(row, customer); }),
                                      nullptr);
      if (const Status begun = OnSource(); !begun) return begun.error();
    }
    if (const auto request = feed_->Next()) return std::optional(SourceRead{at_, *request});
    const Status ended = feed_->Finish();
    if (!ended) return Placed(ended.error());
    feed_.reset();
    ++at_;
  }
  return std::optional<SourceRead>();
}

Error SourceScan::Placed(Error error) const {
  error.place.file = sources_[at_].name;
  return error;
}

Result<ingest::Feeding> SourceScan::Feed(std::string_view bytes) {
  Result<ingest::Feeding> fed = feed_->Feed(bytes);
  if (!fed) return Placed(fed.error());
  return fed;
}

Status SourceScan::EndRead(ingest::ReadOutcome outcome) {
  const Status ended = feed_->EndRead(outcome);
  return ended ? ended : Placed(ended.error());
}

}  // namespace loyalane::intake
