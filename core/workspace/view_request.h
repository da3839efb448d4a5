// What the page asks to be shown (web/src/engine/protocol.ts: View, MapWindow, LookRequest), out of JSON.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "view/columns.h"
#include "view/map_bins.h"
#include "view/selection.h"

namespace loyalane::workspace {

using Json = nlohmann::ordered_json;

inline constexpr size_t kTableRowsMax = 200;  // in one window

struct TableRequest {
  std::vector<view::Column> columns;
  size_t offset = 0;
  size_t limit = 0;  // at most kTableRowsMax
};

struct MapRequest {
  std::optional<view::MapWindow> window;  // nothing: the whole extent
  uint32_t columns = 0, rows = 0;
};

// The member `key`, null where the request has none.
[[nodiscard]] const Json& ValueAt(const Json& request, const char* key);

// Errors: VIEW-101 unknown column, VIEW-102 a range of a column without numbers, VIEW-103 a condition that cannot be
// used, BASE-103 the rest.
[[nodiscard]] Result<view::View> ParseView(const Json& json);
// Errors: VIEW-101; BASE-103.
[[nodiscard]] Result<TableRequest> ParseTable(const Json& json);
// Error: BASE-103.
[[nodiscard]] Result<MapRequest> ParseMap(const Json& json);
// A column of numbers. Errors: VIEW-101, VIEW-102.
[[nodiscard]] Result<view::Column> ParseNumberColumn(const Json& json);

}  // namespace loyalane::workspace
