// Workspace: the data of the last import and everything computed from it. Owned by one host (command line, page
// worker); every capability of the product is a member here, so that both hosts give the same answers. Results are
// computed when first asked for and kept until the data or the settings change. Nothing changes when a call fails.
#pragma once

#include <optional>
#include <string>

#include "base/result.h"
#include "report/result_tables.h"
#include "segment/abc.h"
#include "segment/cvac.h"
#include "segment/rfm.h"
#include "workspace/import_job.h"
#include "workspace/settings.h"

namespace loyalane::workspace {

class Workspace {
 public:
  // Takes the place of the data before it.
  void Commit(ImportedData data, Settings settings);
  // Error: WORKSPACE-101 nothing loaded (also below).
  [[nodiscard]] Result<const ImportedData*> Data() const;
  [[nodiscard]] const Settings& settings() const { return settings_; }
  // Settings that change neither as_of, window nor profile need no new import.
  [[nodiscard]] Status ApplySegmentSettings(const segment::CvAcSettings& cvac, const segment::RfmSettings& rfm,
                                            const segment::AbcSettings& abc);
  void SetPreviousRun(std::optional<segment::PreviousRun> previous);

  [[nodiscard]] Result<const segment::CvAcResult*> Segment();
  [[nodiscard]] Result<const segment::RfmResult*> Rfm();
  [[nodiscard]] Result<const segment::AbcResult*> Abc();

  // "profile", "segment", "rfm", "abc". Valid until the next change. Error: WORKSPACE-103 unknown name.
  [[nodiscard]] Result<report::ResultTable> Table(std::string_view name, Language language);

 private:
  void Forget();

  std::optional<ImportedData> data_;
  Settings settings_;
  std::optional<segment::PreviousRun> previous_;
  std::optional<segment::CvAcResult> cvac_;
  std::optional<segment::RfmResult> rfm_;
  std::optional<segment::AbcResult> abc_;
};

}  // namespace loyalane::workspace
