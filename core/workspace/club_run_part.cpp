// What of a monthly run is kept in the project file.
#include <nlohmann/json.hpp>

#include "workspace/club.h"
#include "workspace/command_json.h"
#include "workspace/json_fields.h"

namespace loyalane::workspace {
namespace {

void LeaveNamesOut(Json& json) {
  if (json.is_object()) {
    // Who posted by hand and why stands in the ledger, once.
    for (const char* key : {"name", "customer", "who", "reason"}) json.erase(key);
  }
  if (!json.is_structured()) return;
  for (Json& one : json) LeaveNamesOut(one);
}

}  // namespace

std::optional<std::pair<std::string, std::string>> RunAsPart(const Json& report) {
  if (!TruthOf(report, "applied") || TruthOf(report, "wasClosed")) return std::nullopt;
  Json kept = ToObject({{"version", kRunVersion}});
  kept.update(report);
  LeaveNamesOut(kept);
  return std::make_pair("runs/" + TextOf(report, "period") + ".json", DumpJson(kept) + "\n");
}

}  // namespace loyalane::workspace
