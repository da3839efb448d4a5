// JsonText writes JSON straight into a text, without a tree in memory: for answers that are written many times a
// second, and for exports.
//
//   JsonText json(out);
//   json.BeginObject();
//   json.Key("customers");
//   json.Whole(12);
//   json.EndObject();
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace loyalane::report {

class JsonText {
 public:
  // Appends to `out`.
  explicit JsonText(std::string& out) : out_(out) {}

  void BeginObject() { Open('{'); }
  void EndObject() { Close('}'); }
  void BeginArray() { Open('['); }
  void EndArray() { Close(']'); }
  // Of the value that comes next.
  void Key(std::string_view key);

  void Text(std::string_view utf8);
  // The shortest decimal that reads back as the same double; null for NaN.
  void Number(double value);
  void Whole(int64_t value);
  void Bool(bool value) { Literal(value ? "true" : "false"); }
  void Null() { Literal("null"); }
  // JSON that is there already.
  void Literal(std::string_view json);

 private:
  void Separate();
  void Open(char bracket);
  void Close(char bracket);
  void Quote(std::string_view utf8);

  std::string& out_;
  bool first_ = true;  // nothing stands before the next value on its level
};

}  // namespace loyalane::report
