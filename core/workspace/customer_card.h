// Everything about one customer (web/src/engine/protocol.ts: CustomerCard), as JSON text.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "workspace/workspace.h"

namespace loyalane::workspace {

// Errors: WORKSPACE-101 nothing loaded, VIEW-104 no such customer.
[[nodiscard]] Result<std::string> CustomerCardJson(Workspace& work, std::string_view id);

}  // namespace loyalane::workspace
