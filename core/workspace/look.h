// Answers for the screens (web/src/engine/protocol.ts: Look, TableWindow, Effect, CustomerCard), as JSON text. A look
// is a pure function of the data and the request, so that its parts always agree; what did not change since the last
// one is kept.
#pragma once

#include <array>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>

#include "report/json_text.h"
#include "view/distribution.h"
#include "view/map_bins.h"
#include "view/selection.h"
#include "view/tallies.h"
#include "workspace/view_request.h"
#include "workspace/workspace.h"

namespace loyalane::workspace {

class Looker {
 public:
  // {view, map, distribution, table, language}; the settings are those that `work` has.
  // Errors: WORKSPACE-101; those of workspace/view_request.h.
  [[nodiscard]] Result<std::string> Look(Workspace& work, const Json& request);
  // {view, columns, offset, limit, language}: rows of the table of a look. Errors: as Look.
  [[nodiscard]] Result<std::string> Window(Workspace& work, const Json& request);

 private:
  // A part of the last look, with what it was made from.
  template <typename Part, typename Key>
  struct Kept {
    std::optional<Key> made_from;
    Part part;
  };
  using Generations = std::array<uint64_t, 3>;

  view::Selection selection_;
  view::MapBinner binner_;
  view::Column distribution_column_ = view::Column::kCv;
  Kept<view::MapWindow, Generations> extent_;
  Kept<view::MapBins, Generations> map_;
  Kept<view::Totals, uint64_t> totals_;
  Kept<view::TypeTally, Generations> types_;
  Kept<view::RfmTally, Generations> rfm_;
  Kept<std::vector<double>, Generations> sorted_;
  Kept<view::Distribution, Generations> distribution_;
};

// One of the eleven RFM segments: {id, zh, en, count, share}, the share as a part of `customers`.
void WriteRfmSegment(report::JsonText& json, segment::RfmSegment which, uint64_t count, uint64_t customers);
// Ids of the flags that are set: ["borderline", "new"].
void WriteFlags(report::JsonText& json, uint8_t flags);

// What other settings would change, without changing anything. Errors: as Workspace::Apply.
[[nodiscard]] Result<std::string> EffectJson(Workspace& work, const document::Settings& settings);

}  // namespace loyalane::workspace
