// Whether a JSON value keeps to a schema: the part of JSON Schema 2020-12 that our schemas use, from the specification
// (json-schema.org/draft/2020-12/json-schema-validation). A keyword that is not known here fails, so that the schemas
// cannot come to say more than is checked.
#pragma once

#include <nlohmann/json.hpp>
#include <regex>
#include <set>
#include <string>

namespace loyalane::document {

using Json = nlohmann::ordered_json;

inline bool HasType(const Json& value, const std::string& type) {
  if (type == "object") return value.is_object();
  if (type == "array") return value.is_array();
  if (type == "string") return value.is_string();
  if (type == "boolean") return value.is_boolean();
  if (type == "null") return value.is_null();
  if (type == "number") return value.is_number();
  if (type == "integer") return value.is_number() && value.get<double>() == std::floor(value.get<double>());
  return false;
}

inline size_t CharactersOf(const std::string& text) {
  size_t characters = 0;
  for (const char c : text) characters += (static_cast<unsigned char>(c) & 0xC0) == 0x80 ? 0 : 1;
  return characters;
}

// Empty, or what is wrong and where.
inline std::string Violation(const Json& value, const Json& schema, const std::string& at = "$") {
  if (schema.is_boolean()) return schema.get<bool>() ? "" : at + ": not allowed";
  static const std::set<std::string> kAnnotations = {"$schema", "title", "description", "default", "examples"};
  for (const auto& [keyword, rule] : schema.items()) {
    bool holds = true;
    if (keyword == "type") {
      holds = HasType(value, rule);
    } else if (keyword == "enum") {
      holds = std::find(rule.begin(), rule.end(), value) != rule.end();
    } else if (keyword == "const") {
      holds = value == rule;
    } else if (keyword == "minimum") {
      holds = !value.is_number() || value.get<double>() >= rule.get<double>();
    } else if (keyword == "maximum") {
      holds = !value.is_number() || value.get<double>() <= rule.get<double>();
    } else if (keyword == "minItems") {
      holds = !value.is_array() || value.size() >= rule.get<size_t>();
    } else if (keyword == "maxItems") {
      holds = !value.is_array() || value.size() <= rule.get<size_t>();
    } else if (keyword == "minLength") {
      holds = !value.is_string() || CharactersOf(value) >= rule.get<size_t>();
    } else if (keyword == "maxLength") {
      holds = !value.is_string() || CharactersOf(value) <= rule.get<size_t>();
    } else if (keyword == "pattern") {
      holds = !value.is_string() || std::regex_search(value.get<std::string>(), std::regex(rule.get<std::string>()));
    } else if (keyword == "format") {
      if (rule != "date") return at + ": unknown format";
      holds = !value.is_string() || std::regex_match(value.get<std::string>(), std::regex("\\d{4}-\\d{2}-\\d{2}"));
    } else if (keyword == "anyOf") {
      holds =
          std::any_of(rule.begin(), rule.end(), [&](const Json& each) { return Violation(value, each, at).empty(); });
    } else if (keyword == "required") {
      for (const Json& key : rule) holds = holds && value.contains(key.get<std::string>());
    } else if (keyword == "prefixItems") {
      for (size_t i = 0; value.is_array() && i < rule.size() && i < value.size(); ++i) {
        if (const auto wrong = Violation(value[i], rule[i], at + "[" + std::to_string(i) + "]"); !wrong.empty()) {
          return wrong;
        }
      }
    } else if (keyword == "items") {
      const size_t first = schema.contains("prefixItems") ? schema["prefixItems"].size() : 0;
      for (size_t i = first; value.is_array() && i < value.size(); ++i) {
        if (const auto wrong = Violation(value[i], rule, at + "[" + std::to_string(i) + "]"); !wrong.empty()) {
          return wrong;
        }
      }
    } else if (keyword == "properties" || keyword == "additionalProperties") {
      if (!value.is_object()) continue;
      for (const auto& [key, member] : value.items()) {
        const bool named = schema.contains("properties") && schema["properties"].contains(key);
        if (named != (keyword == "properties")) continue;
        if (const auto wrong = Violation(member, named ? rule[key] : rule, at + "." + key); !wrong.empty()) {
          return wrong;
        }
      }
    } else if (!kAnnotations.contains(keyword)) {
      return at + ": unknown keyword " + keyword;
    }
    if (!holds) return at + ": " + keyword + " " + rule.dump() + " does not hold for " + value.dump();
  }
  return "";
}

// Every property, however deep, is described, and objects with named properties allow no others. Returns how many
// properties there are, or where it fails.
inline std::string DescriptionGap(const Json& schema, size_t* properties, const std::string& at = "$") {
  if (!schema.is_structured()) return "";
  if (schema.is_object() && schema.contains("properties") && schema["properties"].is_object()) {
    if (schema.value("additionalProperties", true)) return at + ": open to other keys";
    for (const auto& [key, property] : schema["properties"].items()) {
      ++*properties;
      if (property.value("description", "").empty()) return at + "." + key + ": no description";
      if (const auto gap = DescriptionGap(property, properties, at + "." + key); !gap.empty()) return gap;
    }
    return "";
  }
  for (const auto& [key, part] : schema.items()) {
    if (key == "default") continue;
    if (const auto gap = DescriptionGap(part, properties, at); !gap.empty()) return gap;
  }
  return "";
}

}  // namespace loyalane::document
