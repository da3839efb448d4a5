#include "document/json_fields.h"

#include <cmath>
#include <set>

#include "math/number_text.h"

namespace loyalane::document {
namespace {

constexpr size_t kShownBytes = 60;

std::string Compact(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

bool IsContinuation(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

// "3:14" = line 3, character 14
std::string PlaceOf(std::string_view text, size_t bytes_read) {
  size_t line = 1;
  size_t character = 0;
  for (const char c : text.substr(0, bytes_read)) {
    if (c == '\n') {
      ++line;
      character = 0;
    } else if (!IsContinuation(c)) {
      ++character;
    }
  }
  return std::to_string(line) + ":" + std::to_string(character == 0 ? 1 : character);
}

// Builds the document from nlohmann's events: unlike its own builder it sees keys that are given twice, and it never
// throws.
class DocumentBuilder {
 public:
  explicit DocumentBuilder(std::string_view text) : text_(text) {}

  [[nodiscard]] Result<Json> Take() && {
    if (error_) return std::move(*error_);
    return std::move(root_);
  }

  bool null() { return Add(Json()); }
  bool boolean(bool value) { return Add(value); }
  bool number_integer(Json::number_integer_t value) { return Add(value); }
  bool number_unsigned(Json::number_unsigned_t value) { return Add(value); }
  bool number_float(Json::number_float_t value, const std::string&) { return Add(value); }
  bool string(std::string& value) { return Add(std::move(value)); }
  bool binary(Json::binary_t&) { return false; }
  bool start_object(size_t) { return Open(Json::object()); }
  bool start_array(size_t) { return Open(Json::array()); }
  bool end_object() { return Close(); }
  bool end_array() { return Close(); }

  bool key(std::string& name) {
    Level& level = open_.back();
    if (!level.keys.insert(name).second) {
      error_ = Error(ErrorId::kJsonKeyTwice).With("key", Shown(Path() + name));
      return false;
    }
    level.key = std::move(name);
    return true;
  }

  template <typename Exception>
  bool parse_error(size_t position, const std::string& token, const Exception&) {
    error_ = Error(ErrorId::kJsonSyntax).With("detail", PlaceOf(text_, position) + " " + Shown(token));
    return false;
  }

 private:
  struct Level {
    Json* value;
    std::string key;  // of the member that comes next, or is open
    std::set<std::string, std::less<>> keys;
  };

  [[nodiscard]] std::string Path() const {
    std::string path;
    for (size_t i = 0; i + 1 < open_.size(); ++i) {
      if (open_[i].value->is_object()) path += open_[i].key + ".";
    }
    return path;
  }

  // Pointers to open values stay good: a container grows only while no value inside it is open.
  Json* Put(Json value) {
    if (open_.empty()) {
      root_ = std::move(value);
      return &root_;
    }
    Json& into = *open_.back().value;
    if (into.is_array()) {
      into.push_back(std::move(value));
      return &into.back();
    }
    Append(into, open_.back().key, std::move(value));
    return &into.back();
  }
  bool Add(Json value) {
    Put(std::move(value));
    return true;
  }
  bool Open(Json value) {
    if (open_.size() == kJsonDepthMax) {
      error_ = Error(ErrorId::kJsonTooLarge).With("limit", std::to_string(kJsonDepthMax) + " × {…}");
      return false;
    }
    Json* const placed = Put(std::move(value));
    open_.push_back({placed, {}, {}});
    return true;
  }
  bool Close() {
    open_.pop_back();
    return true;
  }

  std::string_view text_;
  Json root_;
  std::vector<Level> open_;
  std::optional<Error> error_;
};

void DumpInto(const Json& json, size_t indent, std::string& out) {
  const bool is_list = json.is_array();
  const auto has_object = [](const Json& list) {
    for (const Json& item : list) {
      if (item.is_object()) return true;
    }
    return false;
  };
  if (json.empty() || !json.is_structured()) {
    out += Compact(json);
    return;
  }
  const bool one_line = is_list && !has_object(json);
  const std::string line_begin = one_line ? "" : "\n" + std::string(indent + 2, ' ');
  out += is_list ? '[' : '{';
  bool first = true;
  for (const auto& [key, value] : json.items()) {
    if (!first) out += one_line ? ", " : ",";
    first = false;
    out += line_begin;
    if (!is_list) out += Compact(key) + ": ";
    DumpInto(value, indent + 2, out);
  }
  if (!one_line) out += "\n" + std::string(indent, ' ');
  out += is_list ? ']' : '}';
}

}  // namespace

Result<Json> ParseJson(std::string_view text) {
  if (text.size() > kJsonBytesMax) {
    return Error(ErrorId::kJsonTooLarge).With("limit", std::to_string(kJsonBytesMax / 1024 / 1024) + " MB");
  }
  // To nlohmann a NUL is the end.
  if (const size_t nul = text.find('\0'); nul != std::string_view::npos) {
    return Error(ErrorId::kJsonSyntax).With("detail", PlaceOf(text, nul + 1) + " NUL");
  }
  DocumentBuilder builder(text);
  Json::sax_parse(text.begin(), text.end(), &builder);
  return std::move(builder).Take();
}

std::string DumpJson(const Json& json) {
  std::string out;
  DumpInto(json, 0, out);
  out += '\n';
  return out;
}

std::string Join(const std::string& path, std::string_view key) {
  return path.empty() ? std::string(key) : path + "." + std::string(key);
}
std::string Join(const std::string& path, size_t index) { return path + "[" + std::to_string(index) + "]"; }

std::string Shown(const Json& json) {
  // A text without its quotes: the sentence has its own.
  std::string text = Compact(json);
  if (json.is_string() && text.size() >= 2) text = text.substr(1, text.size() - 2);
  if (text.size() <= kShownBytes) return text;
  size_t end = kShownBytes;
  while (end > 0 && IsContinuation(text[end])) --end;
  return text.substr(0, end) + "…";
}

Error BadValue(const std::string& path, const Json& value, std::string expected) {
  return Error(ErrorId::kJsonBadValue)
      .With("key", path.empty() ? "$" : Shown(path))
      .With("value", Shown(value))
      .With("expected", std::move(expected));
}

Error UnknownKey(const std::string& path) { return Error(ErrorId::kJsonUnknownKey).With("key", Shown(path)); }

void Append(Json& object, std::string key, Json value) {
  object.get_ref<Json::object_t&>().emplace_back(std::move(key), std::move(value));
}

Json ToText(std::string_view text) { return std::string(text); }

Json ToObject(std::initializer_list<Member> members) {
  Json object = Json::object();
  for (const Member& member : members) Append(object, std::string(member.key), member.value);
  return object;
}

Json ToNumber(double value) {
  constexpr double kWholeMax = 9007199254740992;  // 2^53: up to here every whole double is exact in any JSON reader
  if (std::fabs(value) <= kWholeMax && value == std::trunc(value)) return static_cast<int64_t>(value);
  return value;
}

std::shared_ptr<const AnyKind> Owned(const AnyKind* kind) { return std::shared_ptr<const AnyKind>(kind); }

// --- the walk ---

Status ReadMembers(const Json& json, const std::string& path, std::span<const AnyField> fields, void* out) {
  if (!json.is_object()) return BadValue(path, json, "{…}");
  for (const auto& [key, value] : json.items()) {
    bool known = false;
    for (const AnyField& field : fields) known = known || field.name == key;
    if (!known) return UnknownKey(Join(path, key));
  }
  for (const AnyField& field : fields) {
    const auto found = json.find(std::string(field.name));
    if (found == json.end()) {
      if (field.required) return BadValue(Join(path, field.name), Json(), "{\"" + std::string(field.name) + "\": …}");
      continue;
    }
    // `out` is not const, so neither are its members.
    void* const member = const_cast<void*>(field.member(out));
    if (Status status = field.kind->Read(*found, Join(path, field.name), member); !status) return status;
  }
  return Done{};
}

Json WriteMembers(std::span<const AnyField> fields, const void* owner) {
  Json json = Json::object();
  for (const AnyField& field : fields) Append(json, std::string(field.name), field.kind->Write(field.member(owner)));
  return json;
}

Json MembersSchema(std::span<const AnyField> fields, Language language, const void* defaults) {
  Json properties = Json::object();
  Json required = Json::array();
  for (const AnyField& field : fields) {
    const void* const value = field.member(defaults);
    Json property = ToObject({{"description", ToText(field.description.In(language))}});
    property.update(field.kind->Schema(language, value));
    if (field.required) {
      required.push_back(ToText(field.name));
    } else if (!field.kind->has_keys()) {
      Append(property, "default", field.kind->Write(value));
    }
    Append(properties, std::string(field.name), std::move(property));
  }
  Json schema = ToObject({{"type", ToText("object")}, {"properties", std::move(properties)}});
  if (!required.empty()) Append(schema, "required", std::move(required));
  Append(schema, "additionalProperties", false);
  return schema;
}

// --- kinds ---

Json Boolean::Schema(Language, bool) { return ToObject({{"type", ToText("boolean")}}); }

Status Boolean::Read(const Json& json, const std::string& path, bool& out) {
  if (!json.is_boolean()) return BadValue(path, json, "true | false");
  out = json.get<bool>();
  return Done{};
}

std::string Number::Expected() const {
  const bool has_min = std::isfinite(min);
  const bool has_max = std::isfinite(max);
  if (has_min && has_max) return "number, " + math::NumberText(min) + "–" + math::NumberText(max);
  if (has_min) return "number, ≥ " + math::NumberText(min);
  if (has_max) return "number, ≤ " + math::NumberText(max);
  return "number";
}

Status Number::Read(const Json& json, const std::string& path, double& out) const {
  if (!json.is_number()) return BadValue(path, json, Expected());
  const double value = json.get<double>();
  if (!(value >= min && value <= max)) return BadValue(path, json, Expected());
  out = value + 0.0;  // -0 becomes 0
  return Done{};
}

Json Number::Schema(Language, double) const {
  Json schema = ToObject({{"type", ToText("number")}});
  if (std::isfinite(min)) Append(schema, "minimum", ToNumber(min));
  if (std::isfinite(max)) Append(schema, "maximum", ToNumber(max));
  return schema;
}

Result<int32_t> Whole::Take(const Json& json, const std::string& path) const {
  // 5.0 is a whole number to JSON Schema too.
  const double value = json.is_number() ? json.get<double>() : 0.5;
  if (value != std::trunc(value) || value < min || value > max) {
    return BadValue(path, json, "integer, " + std::to_string(min) + "–" + std::to_string(max));
  }
  return static_cast<int32_t>(value);
}

Json Whole::Schema(Language, int64_t) const {
  return ToObject({{"type", ToText("integer")}, {"minimum", min}, {"maximum", max}});
}

std::string Text::Expected() const { return "string, " + std::to_string(size_min) + "–" + std::to_string(size_max); }

Status Text::Read(const Json& json, const std::string& path, std::string& out) const {
  size_t characters = 0;
  if (json.is_string()) {
    for (const char c : json.get_ref<const std::string&>()) characters += IsContinuation(c) ? 0 : 1;
  }
  if (!json.is_string() || characters < size_min || characters > size_max) {
    return BadValue(path, json, Expected());
  }
  out = json.get<std::string>();
  return Done{};
}

Json Text::Schema(Language, const std::string&) const {
  return ToObject({{"type", ToText("string")}, {"minLength", size_min}, {"maxLength", size_max}});
}

Result<size_t> Spellings::Find(const Json& json, const std::string& path) const {
  std::string expected;
  for (size_t i = 0; i < keys.size(); ++i) {
    if (json == keys[i]) return i;
    expected += (i == 0 ? "" : " | ") + Compact(keys[i]);
  }
  return BadValue(path, json, std::move(expected));
}

Json Spellings::Schema() const { return ToObject({{"enum", keys}}); }

Status ListSize::Check(const Json& json, const std::string& path, const std::string& item_expected) const {
  if (json.is_array() && json.size() >= size_min && json.size() <= size_max) return Done{};
  const std::string range =
      size_min == size_max ? std::to_string(size_min) : std::to_string(size_min) + "–" + std::to_string(size_max);
  return BadValue(path, json, "[" + item_expected + ", …] × " + range);
}

Json ListSize::Schema(Json item) const {
  return ToObject(
      {{"type", ToText("array")}, {"items", std::move(item)}, {"minItems", size_min}, {"maxItems", size_max}});
}

Json NullOr(Json schema) {
  Json either = Json::array();
  either.push_back(ToObject({{"type", ToText("null")}}));
  either.push_back(std::move(schema));
  return ToObject({{"anyOf", std::move(either)}});
}

Json IsoDay::Schema(Language, Day) { return ToObject({{"type", ToText("string")}, {"format", ToText("date")}}); }

Status IsoDay::Read(const Json& json, const std::string& path, Day& out) {
  const std::optional<Day> day = json.is_string() ? ParseIsoDay(json.get_ref<const std::string&>()) : std::nullopt;
  if (!day) return BadValue(path, json, "YYYY-MM-DD");
  out = *day;
  return Done{};
}

// --- documents ---

Status Upgrade(Json& document, std::span<const Migration> migrations) {
  if (!document.is_object()) return BadValue("", document, "{…}");
  const auto found = document.find("version");
  if (found == document.end()) return Done{};
  const int newest = static_cast<int>(migrations.size()) + 1;
  const Result<int32_t> version = Whole{1, std::numeric_limits<int32_t>::max()}.Take(*found, "version");
  if (!version) return BadValue("version", *found, newest == 1 ? "1" : "integer, 1–" + std::to_string(newest));
  if (*version > newest) return Error(ErrorId::kJsonVersion).With("version", std::to_string(*version));
  document.erase("version");
  for (size_t i = static_cast<size_t>(*version) - 1; i < migrations.size(); ++i) migrations[i](document);
  return Done{};
}

Status ReadDocumentInto(std::string_view text, std::span<const AnyField> fields, std::span<const Migration> migrations,
                        void* out) {
  Result<Json> document = ParseJson(text);
  if (!document) return document.error();
  if (Status status = Upgrade(*document, migrations); !status) return status;
  return ReadMembers(*document, "", fields, out);
}

std::string DocumentOf(std::span<const AnyField> fields, int version, const void* owner) {
  Json document = ToObject({{"version", version}});
  document.update(WriteMembers(fields, owner));
  return DumpJson(document);
}

std::string SchemaOf(std::span<const AnyField> fields, int version, const std::string& title, Language language,
                     const void* defaults) {
  const Words version_words = {"本文件结构的版本。", "Version of this document's structure."};
  Json members = MembersSchema(fields, language, defaults);
  Json properties = ToObject(
      {{"version",
        ToObject({{"description", ToText(version_words.In(language))}, {"const", version}, {"default", version}})}});
  properties.update(members["properties"]);
  members["properties"] = std::move(properties);
  Json schema =
      ToObject({{"$schema", ToText("https://json-schema.org/draft/2020-12/schema")}, {"title", ToText(title)}});
  schema.update(members);
  return DumpJson(schema);
}

}  // namespace loyalane::document
