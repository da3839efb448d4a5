// What a host that speaks JSON is asked to read, and how a read ended.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include "ingest/file_reader.h"
#include "intake/table_feed.h"

namespace loyalane::intake {

// {"from", "bytes", "packing": "none" | "deflate" | "gzip"}, or {"done": true} without a request.
[[nodiscard]] nlohmann::ordered_json ReadJson(const std::optional<ingest::ReadRequest>& request);
// The same with "source".
[[nodiscard]] nlohmann::ordered_json ReadJson(const std::optional<SourceRead>& read);
// {"damaged": true} or not.
[[nodiscard]] ingest::ReadOutcome OutcomeIn(const nlohmann::ordered_json& command);

}  // namespace loyalane::intake
