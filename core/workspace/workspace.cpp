#include "workspace/workspace.h"

namespace loyalane::workspace {

void Workspace::Commit(ImportedData data, Settings settings) {
  data_ = std::move(data);
  settings_ = std::move(settings);
  Forget();
}

void Workspace::Forget() {
  cvac_.reset();
  rfm_.reset();
  abc_.reset();
}

Result<const ImportedData*> Workspace::Data() const {
  if (!data_) return Error(ErrorId::kNothingLoaded);
  return &*data_;
}

Status Workspace::ApplySegmentSettings(const segment::CvAcSettings& cvac, const segment::RfmSettings& rfm,
                                       const segment::AbcSettings& abc) {
  Status checked = segment::CheckCvAcSettings(cvac);
  if (!checked) return checked;
  settings_.cvac = cvac;
  settings_.rfm = rfm;
  settings_.abc = abc;
  Forget();
  return Done{};
}

void Workspace::SetPreviousRun(std::optional<segment::PreviousRun> previous) {
  previous_ = std::move(previous);
  cvac_.reset();
}

Result<const segment::CvAcResult*> Workspace::Segment() {
  if (!data_) return Error(ErrorId::kNothingLoaded);
  if (!cvac_) {
    Result<segment::CvAcResult> scored =
        segment::ScoreCvAc(data_->table, settings_.cvac, previous_ ? &*previous_ : nullptr);
    if (!scored) return scored.error();
    cvac_ = std::move(scored).value();
  }
  return &*cvac_;
}

Result<const segment::RfmResult*> Workspace::Rfm() {
  if (!data_) return Error(ErrorId::kNothingLoaded);
  if (!rfm_) {
    Result<segment::RfmResult> scored = segment::ScoreRfm(data_->table, settings_.rfm);
    if (!scored) return scored.error();
    rfm_ = std::move(scored).value();
  }
  return &*rfm_;
}

Result<const segment::AbcResult*> Workspace::Abc() {
  if (!data_) return Error(ErrorId::kNothingLoaded);
  if (!data_->table.has_shipments) return Error(ErrorId::kRfmNeedsShipments);
  if (!abc_) {
    Result<segment::AbcResult> classified = segment::ClassifyAbc(data_->table.amount, settings_.abc);
    if (!classified) return classified.error();
    abc_ = std::move(classified).value();
  }
  return &*abc_;
}

Result<report::ResultTable> Workspace::Table(std::string_view name, Language language) {
  const Result<const ImportedData*> data = Data();
  if (!data) return data.error();
  if (name == "profile") return report::ProfileResultTable((*data)->table);
  if (name == "segment") {
    const auto result = Segment();
    if (!result) return result.error();
    return report::SegmentResultTable((*data)->table, **result, language);
  }
  if (name == "rfm") {
    const auto result = Rfm();
    if (!result) return result.error();
    return report::RfmResultTable((*data)->table, **result);
  }
  if (name == "abc") {
    const auto result = Abc();
    if (!result) return result.error();
    return report::AbcResultTable((*data)->table, **result);
  }
  return Error(ErrorId::kCommandUnknown).With("name", std::string(name));
}

}  // namespace loyalane::workspace
