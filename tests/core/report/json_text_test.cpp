#include "report/json_text.h"

#include <gtest/gtest.h>

#include <limits>

#include "report/result_tables.h"

namespace loyalane::report {
namespace {

TEST(JsonText, SeparatesAndNests) {
  std::string out;
  JsonText json(out);
  json.BeginObject();
  json.Key("a");
  json.BeginArray();
  json.Whole(-1);
  json.Number(0.5);
  json.Number(std::numeric_limits<double>::quiet_NaN());
  json.BeginArray();
  json.EndArray();
  json.Bool(true);
  json.EndArray();
  json.Key("b");
  json.BeginObject();
  json.EndObject();
  json.Key("c");
  json.Null();
  json.EndObject();
  EXPECT_EQ(out, R"({"a":[-1,0.5,null,[],true],"b":{},"c":null})");
}

// RFC 8259, 7: quotation mark, reverse solidus and what lies below U+0020 are escaped.
TEST(JsonText, EscapesTexts) {
  std::string out;
  JsonText json(out);
  json.Text("a\"b\\c\n\x01客户");
  EXPECT_EQ(out, "\"a\\\"b\\\\c\\u000a\\u0001客户\"");
}

TEST(WriteJson, IsOneDocumentHoweverItIsCut) {
  ResultTable table;
  table.rows = {0, 1, 2};
  table.columns = {
      {"id", true, [](size_t row, std::string& out) { out += row == 1 ? "" : "x" + std::to_string(row); }},
      {"n", false, [](size_t row, std::string& out) { out += row == 2 ? "" : "1.50"; }},
      {"flags", true, [](size_t, std::string&) {}, true},
  };
  const std::string whole =
      "[\n"
      "{\"id\":\"x0\",\"n\":1.50,\"flags\":\"\"},\n"
      "{\"id\":null,\"n\":1.50,\"flags\":\"\"},\n"
      "{\"id\":\"x2\",\"n\":null,\"flags\":\"\"}\n"
      "]\n";
  for (size_t cut = 1; cut <= 3; ++cut) {
    std::string out;
    WriteJson(table, 0, cut, out);
    if (cut < 3) WriteJson(table, cut, 3, out);
    EXPECT_EQ(out, whole);
  }
  table.rows.clear();
  std::string empty;
  WriteJson(table, 0, 0, empty);
  EXPECT_EQ(empty, "[]\n");
}

}  // namespace
}  // namespace loyalane::report
