#include "document/any_json.h"

#include <nlohmann/json.hpp>

namespace loyalane::document {

nlohmann::ordered_json ParseAnyJson(std::string_view text) {
  return nlohmann::ordered_json::parse(text.begin(), text.end(), nullptr, false);
}

}  // namespace loyalane::document
