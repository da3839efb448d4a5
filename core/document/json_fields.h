// The field table behind our JSON documents: one list of named, typed, described members reads a document, writes it
// and gives its JSON Schema. A document's own table is in its .cpp.
//
//   Fields<StabilitySettings> StabilityFields() {
//     return {
//         Of<&StabilitySettings::band>("band", Number{0, 0.5}, {"临界带宽……", "Width of the borderline band ..."}),
//     };
//   }
//
// A *kind* says how a type T is spelt in JSON. It has
//   Status Read(const Json&, const std::string& path, T&) const     BASE-103 with the path, or an error of its own
//   Json Write(const T&) const
//   Json Schema(Language, const T& defaults) const
// `expected` in BASE-103 is spelt as JSON and type names, so that it reads the same in both languages.
//
// What walks a table is compiled once, over untyped members: a typed walk for each owner made the
// engine 26 KB (gzip) larger.
#pragma once

#include <cstdint>
#include <initializer_list>
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

namespace loyalane::document {

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
// A JSON text; an object of these members.
[[nodiscard]] Json ToText(std::string_view text);
struct Member {
  std::string_view key;
  Json value;
};
[[nodiscard]] Json ToObject(std::initializer_list<Member> members);
// A whole number is written without ".0".
[[nodiscard]] Json ToNumber(double value);

// Whether this program tells the schemas of its documents. The page's engine does not, and defines it as false
// (wasm/schema_left_out.cpp): the linker then leaves the descriptions out. Every other program gets true out of
// json_fields_schema.cpp.
extern const bool kTellsSchema;

// A short text in both languages; empty where no schema is told.
struct Words {
  [[gnu::always_inline]] Words(const char* zh_text, const char* en_text)
      : zh(kTellsSchema ? zh_text : ""), en(kTellsSchema ? en_text : "") {}

  std::string_view zh, en;
  [[nodiscard]] std::string In(Language language) const { return std::string(language == Language::kZh ? zh : en); }
};

// A kind without its type, for the walk.
class AnyKind {
 public:
  AnyKind() = default;
  AnyKind(const AnyKind&) = delete;
  AnyKind& operator=(const AnyKind&) = delete;
  virtual ~AnyKind() = default;
  [[nodiscard]] virtual Status Read(const Json& json, const std::string& path, void* out) const = 0;
  [[nodiscard]] virtual Json Write(const void* value) const = 0;
  [[nodiscard]] virtual Json Schema(Language language, const void* defaults) const = 0;
  // The value is an object whose own keys carry the defaults.
  [[nodiscard]] virtual bool has_keys() const = 0;
};

template <typename Kind>
inline constexpr bool kHasKeys = false;

template <typename Kind, typename T>
class KindOf final : public AnyKind {
 public:
  explicit KindOf(Kind kind) : kind_(std::move(kind)) {}
  [[nodiscard]] Status Read(const Json& json, const std::string& path, void* out) const override {
    return kind_.Read(json, path, *static_cast<T*>(out));
  }
  [[nodiscard]] Json Write(const void* value) const override { return kind_.Write(*static_cast<const T*>(value)); }
  [[nodiscard]] Json Schema(Language language, const void* defaults) const override {
    return kTellsSchema ? kind_.Schema(language, *static_cast<const T*>(defaults)) : Json();
  }
  [[nodiscard]] bool has_keys() const override { return kHasKeys<Kind>; }

 private:
  Kind kind_;
};

struct AnyField {
  std::string_view name;
  Words description;
  bool required = false;
  const void* (*member)(const void* owner) = nullptr;
  std::shared_ptr<const AnyKind> kind;
};

template <typename Owner>
struct Field : AnyField {
  [[nodiscard]] Field Required() && {
    required = true;
    return std::move(*this);
  }
};

// A table of Owner's fields. Absent keys leave their member as it is; `required` ones must be there.
template <typename Owner>
struct Fields {
  std::vector<AnyField> list;
  Fields(std::initializer_list<Field<Owner>> fields) : list(fields.begin(), fields.end()) {}
};

template <typename Pointer>
struct MemberOf;
template <typename T, typename Owner>
struct MemberOf<T Owner::*> {
  using OwnerType = Owner;
  using ValueType = T;
};

// Takes the kind over. As a base class, so that the pointer's own code is there once and not for each kind: that made
// the engine some KB larger.
[[nodiscard]] std::shared_ptr<const AnyKind> Owned(const AnyKind* kind);

template <auto kMember, typename Kind>
[[nodiscard]] auto Of(std::string_view name, Kind kind, Words description) {
  using Owner = typename MemberOf<decltype(kMember)>::OwnerType;
  using T = typename MemberOf<decltype(kMember)>::ValueType;
  const auto member = [](const void* owner) -> const void* { return &(static_cast<const Owner*>(owner)->*kMember); };
  return Field<Owner>{{name, description, false, member, Owned(new KindOf<Kind, T>(std::move(kind)))}};
}

// `out`, `owner`, `defaults` are of the type whose fields these are.
[[nodiscard]] Status ReadMembers(const Json& json, const std::string& path, std::span<const AnyField> fields,
                                 void* out);
[[nodiscard]] Json WriteMembers(std::span<const AnyField> fields, const void* owner);
[[nodiscard]] Json MembersSchema(std::span<const AnyField> fields, Language language, const void* defaults);

// --- kinds ---

struct Boolean {
  [[nodiscard]] static Status Read(const Json& json, const std::string& path, bool& out);
  [[nodiscard]] static Json Write(bool value) { return value; }
  [[nodiscard]] static Json Schema(Language, bool);
};

// A finite number in min..max.
struct Number {
  double min = -std::numeric_limits<double>::infinity();
  double max = std::numeric_limits<double>::infinity();
  [[nodiscard]] std::string Expected() const;
  [[nodiscard]] Status Read(const Json& json, const std::string& path, double& out) const;
  [[nodiscard]] static Json Write(double value) { return ToNumber(value); }
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
  [[nodiscard]] static Json Write(int64_t value) { return value; }
  [[nodiscard]] Json Schema(Language, int64_t) const;
};

// size_min..size_max characters (code points).
struct Text {
  uint32_t size_min, size_max;
  [[nodiscard]] std::string Expected() const;
  [[nodiscard]] Status Read(const Json& json, const std::string& path, std::string& out) const;
  [[nodiscard]] static Json Write(const std::string& value) { return ToText(value); }
  [[nodiscard]] Json Schema(Language, const std::string& = {}) const;
};

// The spellings of a choice: ids, or whole numbers.
struct Spellings {
  Json keys = Json::array();
  [[nodiscard]] Result<size_t> Find(const Json& json, const std::string& path) const;
  [[nodiscard]] Json Schema() const;
};

// One of a few values, each with its spelling.
template <typename T>
struct OneOf {
  Spellings spellings;
  std::vector<T> values;

  OneOf() = default;
  OneOf(std::initializer_list<std::pair<std::string_view, T>> choices) {
    for (const auto& [id, value] : choices) Add(ToText(id), value);
  }
  void Add(Json key, T value) {
    spellings.keys.push_back(std::move(key));
    values.push_back(value);
  }
  [[nodiscard]] Status Read(const Json& json, const std::string& path, T& out) const {
    const Result<size_t> found = spellings.Find(json, path);
    if (!found) return found.error();
    out = values[*found];
    return Done{};
  }
  [[nodiscard]] Json Write(const T& value) const {
    for (size_t i = 0; i < values.size(); ++i) {
      if (values[i] == value) return spellings.keys[i];
    }
    return nullptr;
  }
  [[nodiscard]] Json Schema(Language, const T&) const { return spellings.Schema(); }
};

// "2026-10-31"
struct IsoDay {
  [[nodiscard]] static Status Read(const Json& json, const std::string& path, Day& out);
  [[nodiscard]] static Json Write(Day value) { return ToText(ToIso(value)); }
  [[nodiscard]] static Json Schema(Language, Day);
};

// A list of size_min..size_max items: what does not depend on them.
struct ListSize {
  uint32_t size_min, size_max;
  [[nodiscard]] Status Check(const Json& json, const std::string& path, const std::string& item_expected) const;
  [[nodiscard]] Json Schema(Json item) const;
};

template <typename Kind>
struct List {
  Kind item;
  ListSize size;

  template <typename T>
  [[nodiscard]] Status Read(const Json& json, const std::string& path, std::vector<T>& out) const {
    if (Status status = size.Check(json, path, item.Expected()); !status) return status;
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
    return size.Schema(item.Schema(language));
  }
};

[[nodiscard]] Json NullOr(Json schema);

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
    return NullOr(kind.Schema(language, T{}));
  }
};

// An object with a table of its own.
template <typename T>
struct Object {
  Fields<T> fields;
  [[nodiscard]] static std::string Expected() { return "{…}"; }
  [[nodiscard]] Json Schema(Language language) const { return Schema(language, T{}); }
  [[nodiscard]] Status Read(const Json& json, const std::string& path, T& out) const {
    return ReadMembers(json, path, fields.list, &out);
  }
  [[nodiscard]] Json Write(const T& value) const { return WriteMembers(fields.list, &value); }
  [[nodiscard]] Json Schema(Language language, const T& defaults) const {
    return MembersSchema(fields.list, language, &defaults);
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

[[nodiscard]] Status ReadDocumentInto(std::string_view text, std::span<const AnyField> fields,
                                      std::span<const Migration> migrations, void* out);
[[nodiscard]] std::string DocumentOf(std::span<const AnyField> fields, int version, const void* owner);
[[nodiscard]] std::string SchemaOf(std::span<const AnyField> fields, int version, const std::string& title,
                                   Language language, const void* defaults);

template <typename Owner>
[[nodiscard]] Result<Owner> ReadDocument(std::string_view text, const Fields<Owner>& fields,
                                         std::span<const Migration> migrations) {
  Owner out;
  if (Status status = ReadDocumentInto(text, fields.list, migrations, &out); !status) return status.error();
  return out;
}
template <typename Owner>
[[nodiscard]] std::string WriteDocument(const Owner& owner, const Fields<Owner>& fields, int version) {
  return DocumentOf(fields.list, version, &owner);
}
template <typename Owner>
[[nodiscard]] std::string SchemaOfDocument(const Fields<Owner>& fields, int version, Words title, Language language) {
  const Owner defaults;
  return SchemaOf(fields.list, version, title.In(language), language, &defaults);
}

}  // namespace loyalane::document
