// Workspace: the data of the last import and everything computed from it. Owned by one host (command line, page
// worker); every capability of the product is a member here, so that both hosts give the same answers. Results are
// computed when first asked for and kept until the data or the settings change. Nothing changes when a call fails.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "base/result.h"
#include "club/club.h"
#include "document/settings.h"
#include "intake/import_job.h"
#include "report/result_tables.h"
#include "segment/abc.h"
#include "segment/cvac.h"
#include "segment/rfm.h"
#include "view/facts.h"
#include "workspace/customer_groups.h"
#include "workspace/merge_suggestions.h"

namespace loyalane::workspace {

class Workspace : public club::Ground {
 public:
  // Takes the place of the data before it.
  void Commit(intake::ImportedData data, document::Settings settings);
  // Error: WORKSPACE-101 nothing loaded (also below).
  [[nodiscard]] Result<const intake::ImportedData*> Data() const override;
  [[nodiscard]] const document::Settings& settings() const { return settings_; }
  // Takes over cvac, rfm, abc and customers.groups, and works out again only what hangs on what differs. as_of, window,
  // profile, money and customers.merges belong to the import and stay as they are. Errors: those of
  // segment::CheckCvAcSettings; nothing is changed then.
  [[nodiscard]] Status Apply(const document::Settings& settings);
  void SetPreviousRun(std::optional<segment::PreviousRun> previous);

  [[nodiscard]] Result<const segment::CvAcResult*> Segment() override;
  [[nodiscard]] Result<const segment::RfmResult*> Rfm();
  [[nodiscard]] Result<const segment::AbcResult*> Abc();

  // Customers that may be one, and groups rolled up with the types of their members.
  [[nodiscard]] Result<std::shared_ptr<const MergeSuggestions>> Suggestions();
  [[nodiscard]] Result<std::shared_ptr<const CustomerGroups>> Groups();

  // What other settings would give; nothing changes. Errors: as Apply.
  [[nodiscard]] Result<segment::CvAcResult> SegmentWith(const segment::CvAcSettings& cvac);
  // RFM and ABC are null where they cannot be had; Rfm() and Abc() say why.
  [[nodiscard]] Result<view::Facts> Facts();

  // "profile", "segment", "rfm", "abc", "merges", "groups". Valid until the next change. Error: WORKSPACE-103 unknown
  // name.
  [[nodiscard]] Result<report::ResultTable> Table(std::string_view name, Language language);

 private:
  void Changed(view::Origin origin) { generations_[static_cast<size_t>(origin)] = ++generation_; }
  void Forget();

  view::Generations generations_{};
  uint64_t generation_ = 0;
  uint64_t types_before_ = 0;  // as in Facts
  std::optional<intake::ImportedData> data_;
  document::Settings settings_;
  std::optional<segment::PreviousRun> previous_;
  std::optional<segment::CvAcResult> cvac_;
  std::shared_ptr<const MergeSuggestions> suggestions_;
  // With the reason why there is none.
  std::optional<Result<segment::RfmResult>> rfm_;
  std::optional<Result<segment::AbcResult>> abc_;
  bool rfm_stale_ = false, abc_stale_ = false;  // of other settings
};

}  // namespace loyalane::workspace
