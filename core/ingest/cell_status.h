// Status cells: words in Chinese or English, or numeric codes of a declared code system (domain.md "Status ->
// canonical").
#pragma once

#include <optional>
#include <string_view>

#include "model/status.h"

namespace loyalane::ingest {

// kUnknown for words that say nothing; nothing for a bare number without a code system (the caller tells the user).
[[nodiscard]] std::optional<model::ShipmentStatus> ParseStatus(std::string_view text, model::CodeSystem system);
// "kuaidi100", "kdniao", "sf", "none"
[[nodiscard]] std::optional<model::CodeSystem> ParseCodeSystem(std::string_view name);
[[nodiscard]] std::string_view CodeSystemName(model::CodeSystem system);

}  // namespace loyalane::ingest
