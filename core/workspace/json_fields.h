// The field table behind our JSON documents: one list of named, typed, described members reads a document, writes it
// and gives its JSON Schema. Used inside `workspace` only; a document's own table is in its .cpp.
//
//   Fields<StabilitySettings> StabilityFields() {
//     return {Of("band", &StabilitySettings::band, Number{0, 0.5}, {"临界带宽……", "Width of the borderline band ..."}),
//     ...};
//   }
//
// A *kind* says how a type is spelt in JSON. It has
//   Status Read(const Json&, const std::string& path, T&) const     BASE-103 with the path, or an error of its own
//   Json Write(const T&) const
//   Json Schema(Language, const T& defaults) const
// `expected` in BASE-103 is spelt as JSON and type names, so that it reads the same in both languages.
#pragma once

#include <cmath>
#include <cstdint>
#include <functional>
#include <limits>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/date.h"
#include "base/error.h"
#include "base/result.h"

namespace loyalane::workspace {

using Json = nlohmann::ordered_json;

// A document longer or deeper than this is no settings file.
inline constexpr size_t kJsonBytesMax = 16 * 1024 * 1024;
inline constexpr size_t kJsonDepthMax = 32;

// Errors: BASE-101 no JSON, BASE-105 a key given twice, BASE-106 too large.
[[nodiscard]] Result<Json> ParseJson(std::string_view text);
// Objects indented by two spaces, lists of numbers and texts on one line; a line end at the end. Bytes that are not
// UTF-8 become U+FFFD.
[[nodiscard]] std::string DumpJson(const Json& json);

// "cvac" + "band" -> "cvac.band"; "" + "cvac" -> "cvac"
[[nodiscard]] std::string Join(const std::string& path, std::string_view key);
[[nodiscard]] std::string Join(const std::string& path, size_t index);
// The value as an error shows it: a text without its quotes, a long one shortened.
[[nodiscard]] std::string Shown(const Json& value);
// BASE-103
[[nodiscard]] Error BadValue(const std::string& path, const Json& value, std::string expected);
// BASE-102
[[nodiscard]] Error UnknownKey(const std::string& path);
// Adds a key that the object does not have yet, without looking for it.
void Append(Json& object, std::string key, Json value);
// A whole number is written without ".0".
[[nodiscard]] Json ToNumber(double value);

// A short text in both languages.
struct Words {
  std::string_view zh, en;
  [[nodiscard]] std::string In(Language language) const { return std::string(language == Language::kZh ? zh : en); }
};

template <typename Owner>
struct Field {
  std::string_view name;
  Words description;
  bool required = false;
  std::function<Status(const Json&, const std::string& path, Owner&)> read;
  std::function<Json(const Owner&)> write;
  std::function<Json(Language, const Owner& defaults)> schema;

  [[nodiscard]] Field Required() && {
    required = true;
    return std::move(*this);
  }
};
template <typename Owner>
using Fields = std::vector<Field<Owner>>;

// Whether a kind's value is an object whose own keys carry the defaults.
template <typename Kind>
inline constexpr bool kHasKeys = false;

template <typename Owner, typename T, typename Kind>
[[nodiscard]] Field<Owner> Of(std::string_view name, T Owner::*member, Kind kind, Words description) {
  return {name,
          description,
          false,
          [member, kind](const Json& json, const std::string& path, Owner& owner) {
            return kind.Read(json, path, owner.*member);
          },
          [member, kind](const Owner& owner) { return kind.Write(owner.*member); },
          [member, kind](Language language, const Owner& defaults) {
            Json schema = kind.Schema(language, defaults.*member);
            if constexpr (!kHasKeys<Kind>) schema["default"] = kind.Write(defaults.*member);
            return schema;
          }};
}

template <typename Owner>
[[nodiscard]] Status ReadObject(const Json& json, const std::string& path, const Fields<Owner>& fields, Owner& out) {
  if (!json.is_object()) return BadValue(path, json, "{…}");
  for (const auto& [key, value] : json.items()) {
    bool known = false;
    for (const Field<Owner>& field : fields) known = known || field.name == key;
    if (!known) return UnknownKey(Join(path, key));
  }
  for (const Field<Owner>& field : fields) {
    const auto found = json.find(field.name);
    if (found == json.end()) {
      if (field.required) return BadValue(Join(path, field.name), Json(), "{\"" + std::string(field.name) + "\": …}");
      continue;
    }
    if (Status status = field.read(*found, Join(path, field.name), out); !status) return status;
  }
  return Done{};
}

template <typename Owner>
[[nodiscard]] Json WriteObject(const Fields<Owner>& fields, const Owner& owner) {
  Json json = Json::object();
  for (const Field<Owner>& field : fields) Append(json, std::string(field.name), field.write(owner));
  return json;
}

template <typename Owner>
[[nodiscard]] Json ObjectSchema(const Fields<Owner>& fields, Language language, const Owner& defaults) {
  Json properties = Json::object();
  Json required = Json::array();
  for (const Field<Owner>& field : fields) {
    Json property = Json::object();
    Append(property, "description", field.description.In(language));
    property.update(field.schema(language, defaults));
    if (field.required) {
      property.erase("default");
      required.push_back(field.name);
    }
    Append(properties, std::string(field.name), std::move(property));
  }
  Json schema = {{"type", "object"}, {"properties", std::move(properties)}};
  if (!required.empty()) schema["required"] = std::move(required);
  schema["additionalProperties"] = false;
  return schema;
}

// --- kinds ---

struct Boolean {
  [[nodiscard]] Status Read(const Json& json, const std::string& path, bool& out) const;
  [[nodiscard]] Json Write(bool value) const { return value; }
  [[nodiscard]] Json Schema(Language, bool) const { return {{"type", "boolean"}}; }
};

// A finite number in min..max.
struct Number {
  double min = -std::numeric_limits<double>::infinity();
  double max = std::numeric_limits<double>::infinity();
  [[nodiscard]] std::string Expected() const;
  [[nodiscard]] Status Read(const Json& json, const std::string& path, double& out) const;
  [[nodiscard]] Json Write(double value) const { return ToNumber(value); }
  [[nodiscard]] Json Schema(Language, double = 0) const;
};

struct Whole {
  int32_t min, max;
  [[nodiscard]] Result<int32_t> Take(const Json& json, const std::string& path) const;
  template <typename Int>
  [[nodiscard]] Status Read(const Json& json, const std::string& path, Int& out) const {
    const Result<int32_t> taken = Take(json, path);
    if (!taken) return taken.error();
    out = static_cast<Int>(*taken);
    return Done{};
  }
  [[nodiscard]] Json Write(int64_t value) const { return value; }
  [[nodiscard]] Json Schema(Language, int64_t = 0) const {
    return {{"type", "integer"}, {"minimum", min}, {"maximum", max}};
  }
};

// size_min..size_max characters (code points).
struct Text {
  size_t size_min, size_max;
  [[nodiscard]] Status Read(const Json& json, const std::string& path, std::string& out) const;
  [[nodiscard]] Json Write(const std::string& value) const { return value; }
  [[nodiscard]] Json Schema(Language, const std::string& = {}) const {
    return {{"type", "string"}, {"minLength", size_min}, {"maxLength", size_max}};
  }
};

// One of a few values, each with its spelling: an id, or a number. `key` is what the JSON holds.
template <typename T, typename Key = std::string_view>
struct OneOf {
  std::vector<std::pair<Key, T>> choices;

  [[nodiscard]] Json Keys() const {
    Json keys = Json::array();
    for (const auto& [key, value] : choices) keys.push_back(key);
    return keys;
  }
  [[nodiscard]] std::string Expected() const {
    std::string expected;
    for (const Json& key : Keys()) expected += (expected.empty() ? "" : " | ") + key.dump();
    return expected;
  }
  [[nodiscard]] Status Read(const Json& json, const std::string& path, T& out) const {
    for (const auto& [key, value] : choices) {
      if (json != Json(key)) continue;
      out = value;
      return Done{};
    }
    return BadValue(path, json, Expected());
  }
  [[nodiscard]] Json Write(const T& value) const {
    for (const auto& [key, choice] : choices) {
      if (choice == value) return key;
    }
    return nullptr;
  }
  [[nodiscard]] Json Schema(Language, const T& = {}) const { return {{"enum", Keys()}}; }
};

// "2026-10-31"
struct IsoDay {
  [[nodiscard]] Status Read(const Json& json, const std::string& path, Day& out) const;
  [[nodiscard]] Json Write(Day value) const { return ToIso(value); }
  [[nodiscard]] Json Schema(Language, Day = {}) const { return {{"type", "string"}, {"format", "date"}}; }
};

template <typename Kind>
struct List {
  Kind item;
  size_t size_min, size_max;

  template <typename T>
  [[nodiscard]] Status Read(const Json& json, const std::string& path, std::vector<T>& out) const {
    if (!json.is_array() || json.size() < size_min || json.size() > size_max) {
      const std::string size =
          size_min == size_max ? std::to_string(size_min) : std::to_string(size_min) + "–" + std::to_string(size_max);
      return BadValue(path, json, "[" + item.Expected() + ", …] × " + size);
    }
    std::vector<T> items(json.size());
    for (size_t i = 0; i < items.size(); ++i) {
      if (Status status = item.Read(json[i], Join(path, i), items[i]); !status) return status;
    }
    out = std::move(items);
    return Done{};
  }
  template <typename T>
  [[nodiscard]] Json Write(const std::vector<T>& values) const {
    Json json = Json::array();
    for (const T& value : values) json.push_back(item.Write(value));
    return json;
  }
  template <typename T>
  [[nodiscard]] Json Schema(Language language, const std::vector<T>&) const {
    return {{"type", "array"}, {"items", item.Schema(language)}, {"minItems", size_min}, {"maxItems", size_max}};
  }
};

// null, or the kind's value.
template <typename Kind>
struct Nullable {
  Kind kind;

  template <typename T>
  [[nodiscard]] Status Read(const Json& json, const std::string& path, std::optional<T>& out) const {
    if (json.is_null()) {
      out.reset();
      return Done{};
    }
    T value{};
    if (Status status = kind.Read(json, path, value); !status) return status;
    out = std::move(value);
    return Done{};
  }
  template <typename T>
  [[nodiscard]] Json Write(const std::optional<T>& value) const {
    return value ? kind.Write(*value) : Json();
  }
  template <typename T>
  [[nodiscard]] Json Schema(Language language, const std::optional<T>&) const {
    return {{"anyOf", Json::array({Json{{"type", "null"}}, kind.Schema(language, T{})})}};
  }
};

// An object with a table of its own. Shared: kinds are copied into every function of a field, tables may be deep.
template <typename T>
struct Object {
  std::shared_ptr<const Fields<T>> fields;

  explicit Object(Fields<T> table) : fields(std::make_shared<const Fields<T>>(std::move(table))) {}
  [[nodiscard]] Status Read(const Json& json, const std::string& path, T& out) const {
    return ReadObject(json, path, *fields, out);
  }
  [[nodiscard]] Json Write(const T& value) const { return WriteObject(*fields, value); }
  [[nodiscard]] Json Schema(Language language, const T& defaults) const {
    return ObjectSchema(*fields, language, defaults);
  }
};

template <typename T>
inline constexpr bool kHasKeys<Object<T>> = true;

// --- documents ---

// Rewrites a document of version i + 1 (i = its place in the list) as one of version i + 2.
using Migration = void (*)(Json& document);

// Takes "version" off the document (absent = the newest) and lifts an older one to the newest, which is one more than
// there are migrations. Errors: BASE-103 no object, or no such version; BASE-104 newer than we are.
[[nodiscard]] Status Upgrade(Json& document, std::span<const Migration> migrations);

template <typename Owner>
[[nodiscard]] Result<Owner> ReadDocument(std::string_view text, const Fields<Owner>& fields,
                                         std::span<const Migration> migrations) {
  Result<Json> document = ParseJson(text);
  if (!document) return document.error();
  if (Status status = Upgrade(*document, migrations); !status) return status.error();
  Owner out;
  if (Status status = ReadObject(*document, "", fields, out); !status) return status.error();
  return out;
}

template <typename Owner>
[[nodiscard]] std::string WriteDocument(const Owner& owner, const Fields<Owner>& fields, int version) {
  Json document = {{"version", version}};
  for (const Field<Owner>& field : fields) Append(document, std::string(field.name), field.write(owner));
  return DumpJson(document);
}

[[nodiscard]] Json VersionSchema(int version, Language language);

template <typename Owner>
[[nodiscard]] std::string SchemaOfDocument(const Fields<Owner>& fields, int version, Words title, Language language) {
  Json object = ObjectSchema(fields, language, Owner{});
  Json properties = {{"version", VersionSchema(version, language)}};
  properties.update(object["properties"]);
  object["properties"] = std::move(properties);
  Json schema = {{"$schema", "https://json-schema.org/draft/2020-12/schema"}, {"title", title.In(language)}};
  schema.update(object);
  return DumpJson(schema);
}

}  // namespace loyalane::workspace
