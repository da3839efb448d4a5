#include "workspace/workspace.h"

#include "workspace/merges.h"

namespace loyalane::workspace {

using intake::ImportedData;

void Workspace::Commit(ImportedData data, document::Settings settings) {
  data_ = std::move(data);
  settings_ = std::move(settings);
  Forget();
}

void Workspace::Forget() {
  cvac_.reset();
  suggestions_.reset();
  rfm_.reset();
  abc_.reset();
  types_before_ = 0;
  for (size_t origin = 0; origin < view::kOriginCount; ++origin) Changed(static_cast<view::Origin>(origin));
}

Result<const ImportedData*> Workspace::Data() const {
  if (!data_) return Error(ErrorId::kNothingLoaded);
  return &*data_;
}

Status Workspace::Apply(const document::Settings& settings) {
  if (settings.cvac != settings_.cvac) {
    if (cvac_) {
      if (Status status = segment::Rescore(settings.cvac, data_->table, &*cvac_); !status) return status;
    } else {
      if (Status status = segment::CheckCvAcSettings(settings.cvac); !status) return status;
    }
    types_before_ = cvac_ ? generations_[static_cast<size_t>(view::Origin::kTypes)] : 0;
    if (settings.cvac.attributes != settings_.cvac.attributes) Changed(view::Origin::kScores);
    if (!cvac_ || cvac_->cv_changed) Changed(view::Origin::kCv);
    if (!cvac_ || cvac_->ac_changed) Changed(view::Origin::kAc);
    Changed(view::Origin::kTypes);
    settings_.cvac = settings.cvac;
  }
  if (settings.rfm != settings_.rfm) {
    rfm_stale_ = true;
    Changed(view::Origin::kRfm);
    settings_.rfm = settings.rfm;
  }
  if (settings.abc != settings_.abc) {
    abc_stale_ = true;
    Changed(view::Origin::kAbc);
    settings_.abc = settings.abc;
  }
  if (settings.customers.groups != settings_.customers.groups) {
    suggestions_.reset();
    settings_.customers.groups = settings.customers.groups;
  }
  return Done{};
}

void Workspace::SetPreviousRun(std::optional<segment::PreviousRun> previous) {
  previous_ = std::move(previous);
  cvac_.reset();
  types_before_ = 0;
  Changed(view::Origin::kTypes);
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

Result<segment::CvAcResult> Workspace::SegmentWith(const segment::CvAcSettings& cvac) {
  const Result<const segment::CvAcResult*> current = Segment();
  if (!current) return current.error();
  if (cvac.attributes != settings_.cvac.attributes)
    return segment::ScoreCvAc(data_->table, cvac, previous_ ? &*previous_ : nullptr);
  // The scores are the same: they are lent, not copied.
  segment::CvAcResult other;
  other.scores = std::move(cvac_->scores);
  other.previous = std::move(cvac_->previous);
  const Status scored = segment::Rescore(cvac, data_->table, &other);
  cvac_->scores = std::move(other.scores);
  cvac_->previous = std::move(other.previous);
  if (!scored) return scored.error();
  other.scores.active = cvac_->scores.active;
  return other;
}

Result<const segment::RfmResult*> Workspace::Rfm() {
  if (!data_) return Error(ErrorId::kNothingLoaded);
  if (!rfm_ || rfm_stale_) {
    segment::RfmResult before;
    if (rfm_ && rfm_->ok()) before = std::move(rfm_->value());
    rfm_ = segment::ScoreRfm(data_->table, settings_.rfm, std::move(before));
    rfm_stale_ = false;
  }
  if (!*rfm_) return rfm_->error();
  return &rfm_->value();
}

Result<const segment::AbcResult*> Workspace::Abc() {
  if (!data_) return Error(ErrorId::kNothingLoaded);
  if (!data_->table.has_shipments) return Error(ErrorId::kRfmNeedsShipments);
  if (!abc_ || abc_stale_) {
    segment::AbcResult before;
    if (abc_ && abc_->ok()) before = std::move(abc_->value());
    abc_ = segment::ClassifyAbc(data_->table.amount, settings_.abc, std::move(before));
    abc_stale_ = false;
  }
  if (!*abc_) return abc_->error();
  return &abc_->value();
}

Result<std::shared_ptr<const MergeSuggestions>> Workspace::Suggestions() {
  if (!data_) return Error(ErrorId::kNothingLoaded);
  if (!suggestions_) {
    const CustomerGroups groups = RollUpGroups(data_->table, settings_.customers, nullptr);
    suggestions_ = std::make_shared<const MergeSuggestions>(SuggestMerges(data_->table, groups.of_row));
  }
  return suggestions_;
}

Result<std::shared_ptr<const CustomerGroups>> Workspace::Groups() {
  const Result<const segment::CvAcResult*> cvac = Segment();
  if (!cvac) return cvac.error();
  return std::make_shared<const CustomerGroups>(RollUpGroups(data_->table, settings_.customers, *cvac));
}

Result<view::Facts> Workspace::Facts() {
  const Result<const segment::CvAcResult*> cvac = Segment();
  if (!cvac) return cvac.error();
  const Result<const segment::RfmResult*> rfm = Rfm();
  const Result<const segment::AbcResult*> abc = Abc();
  return view::Facts{&data_->table, *cvac, rfm ? *rfm : nullptr, abc ? *abc : nullptr, generations_, types_before_};
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
  if (name == "merges") {
    const auto found = Suggestions();
    if (!found) return found.error();
    return MergeResultTable(**data, *found, language);
  }
  if (name == "groups") {
    const auto groups = Groups();
    if (!groups) return groups.error();
    return GroupResultTable((*data)->table, *groups);
  }
  return Error(ErrorId::kCommandUnknown).With("name", std::string(name));
}

}  // namespace loyalane::workspace
