#include "intake/read_json.h"

#include <array>
#include <nlohmann/json.hpp>

namespace loyalane::intake {

using Json = nlohmann::ordered_json;

Json ReadJson(const std::optional<ingest::ReadRequest>& request) {
  Json json = Json::object();
  if (!request) {
    json["done"] = true;
    return json;
  }
  constexpr std::array<const char*, 3> kPackings = {"none", "deflate", "gzip"};
  json["from"] = request->from;
  json["bytes"] = request->bytes;
  json["packing"] = kPackings[static_cast<size_t>(request->packing)];
  return json;
}

Json ReadJson(const std::optional<SourceRead>& read) {
  if (!read) return ReadJson(std::optional<ingest::ReadRequest>());
  Json json = ReadJson(std::optional(read->read));
  json["source"] = read->source;
  return json;
}

ingest::ReadOutcome OutcomeIn(const Json& command) {
  const auto damaged = command.find("damaged");
  return damaged != command.end() && *damaged == Json(true) ? ingest::ReadOutcome::kDamaged
                                                            : ingest::ReadOutcome::kComplete;
}

}  // namespace loyalane::intake
