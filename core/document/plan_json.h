// A reading plan as it travels between the engine and the page: complete, with columns by 0-based position, so that the
// import needs no second look at the file. The page changes fields, customerKey; everything else goes back as it came.
// (For people: mapping_json.)
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "ingest/probe.h"
#include "ingest/read_plan.h"

namespace loyalane::document {

struct TravelledPlan {
  ingest::ReadPlan plan;
  std::optional<Day> last_ship_day;
  std::vector<Error> notices;
};

[[nodiscard]] nlohmann::ordered_json PlanToJson(const ingest::FileProbe& probe);
// Errors: BASE-103 not a plan, INGEST-109 a required field has no column, WORKSPACE-104 a field that the dataset does
// not have.
[[nodiscard]] Result<TravelledPlan> PlanFromJson(const nlohmann::ordered_json& json);

}  // namespace loyalane::document
