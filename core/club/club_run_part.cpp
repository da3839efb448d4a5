// What of a monthly run is kept in the project file.
#include <nlohmann/json.hpp>

#include "club/club.h"
#include "document/command_json.h"
#include "document/json_fields.h"

namespace loyalane::club {
namespace {

using document::Json;

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
  if (!document::TruthOf(report, "applied") || document::TruthOf(report, "wasClosed")) return std::nullopt;
  Json kept = document::ToObject({{"version", kRunVersion}});
  kept.update(report);
  LeaveNamesOut(kept);
  return std::make_pair("runs/" + document::TextOf(report, "period") + ".json", document::DumpJson(kept) + "\n");
}

}  // namespace loyalane::club
