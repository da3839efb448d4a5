// ParseAnyJson: what the program or its host has written, without the limits and checks of a document (json_fields.h).
// All such texts are read here: the library's parser is 9 KB for each kind of text that it is given.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string_view>

namespace loyalane::document {

// Discarded (is_discarded()) where it is no JSON.
[[nodiscard]] nlohmann::ordered_json ParseAnyJson(std::string_view text);

}  // namespace loyalane::document
