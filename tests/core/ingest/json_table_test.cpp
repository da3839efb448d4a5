#include "ingest/json_table.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <random>
#include <sstream>

#include "ingest/csv_scanner.h"
#include "ingest/piece_decoder.h"

// Expected records are written down from the JSON of each test by the rules of docs/formulas/json-and-html-tables.md;
// what JSON itself means is RFC 8259.
namespace loyalane::ingest {
namespace {

struct Read {
  std::string text;  // the delimited text
  std::optional<Error> error;
  bool has_keys = false;
  std::vector<FileReader::Told> notices;
};

Read ReadJson(std::string_view bytes, size_t piece_bytes, Encoding encoding = Encoding::kUtf8, uint32_t bom_bytes = 0) {
  Read read;
  JsonTable table(bytes.size(), encoding, bom_bytes, [&read](std::string_view text) -> Result<Feeding> {
    read.text += text;
    return Feeding::kMore;
  });
  const auto request = table.Next();
  EXPECT_TRUE(request && request->from == 0 && request->bytes == bytes.size() && request->packing == Packing::kNone);
  for (size_t at = 0; at < bytes.size() && !read.error; at += piece_bytes) {
    const Result<Feeding> fed = table.Feed(bytes.substr(at, piece_bytes));
    if (!fed) read.error = fed.error();
  }
  if (!read.error) {
    const Status ended = table.EndRead(ReadOutcome::kComplete);
    if (!ended) read.error = ended.error();
  }
  EXPECT_FALSE(table.Next());
  read.has_keys = table.has_keys();
  read.notices = table.Notices();
  return read;
}

// The same for every size of the pieces.
Read ReadJson(std::string_view bytes) {
  const Read whole = ReadJson(bytes, bytes.size() + 1);
  for (const size_t piece_bytes : {1, 7, 4096}) {
    const Read read = ReadJson(bytes, piece_bytes);
    EXPECT_EQ(read.text, whole.text) << "pieces of " << piece_bytes;
    EXPECT_EQ(read.error.has_value(), whole.error.has_value());
    if (read.error && whole.error) {
      EXPECT_EQ(IdOf(read.error->id), IdOf(whole.error->id));
      EXPECT_EQ(read.error->place.row, whole.error->place.row);
      EXPECT_EQ(read.error->place.column, whole.error->place.column);
    }
  }
  return whole;
}

std::string TableOf(std::string_view bytes) {
  const Read read = ReadJson(bytes);
  return read.error ? std::string(IdOf(read.error->id)) : read.text;
}

// "INGEST-145 at line:byte"
std::string FailureOf(std::string_view bytes) {
  const Read read = ReadJson(bytes);
  if (!read.error) return "read: " + read.text;
  const Place& place = read.error->place;
  return std::string(IdOf(read.error->id)) + " at " + std::to_string(place.row) + ":" + place.column;
}

std::string FixtureText(const std::string& name) {
  std::ifstream file("tests/fixtures/formats/" + name, std::ios::binary);
  EXPECT_TRUE(file.good()) << name;
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

TEST(JsonTable, ArrayOfObjectsBecomesHeaderAndRows) {
  const Read read = ReadJson(R"([{"a":"x","b":1},{"b":2,"a":"y"}])");
  EXPECT_EQ(read.text, "a,b\nx,1\ny,2\n");
  EXPECT_TRUE(read.has_keys);
}

TEST(JsonTable, ColumnsStandInOrderOfAppearanceAndMissingKeysAreEmpty) {
  EXPECT_EQ(TableOf(R"([{"b":1},{"a":2,"b":3},{"c":null},{"a":4}])"), "b,a,c\n1,,\n3,2,\n\n,4,\n");
}

TEST(JsonTable, ArrayOfArraysHasNoHeaderOfItsOwn) {
  const Read read = ReadJson(R"([["a","b"],[1,null,"x"],[]])");
  EXPECT_EQ(read.text, "a,b\n1,,x\n\n");
  EXPECT_FALSE(read.has_keys);
}

TEST(JsonTable, NumbersKeepTheirText) {
  EXPECT_EQ(TableOf(R"([[12345678901234567890,1.0,-0.50,1e+3,12E-02,0071]])"),
            "12345678901234567890,1.0,-0.50,1000,0.12,0071\n");
}

TEST(JsonTable, NumbersWithAnExponentAreWrittenOut) {
  // Java's and C#'s way with doubles; from 16 digits on as a workbook's numbers: what is behind the 15th is lost.
  EXPECT_EQ(TableOf(R"([{"a":1.0E1,"b":1.2345E4,"c":1.0E7,"d":-2.5e-7,"e":1.23456789012345E+15}])"),
            "a,b,c,d,e\n10,12345,10000000,-0.00000025,1.23456789012345E+15\n");
  // Text stays text, and what is kept as JSON stays JSON.
  EXPECT_EQ(TableOf(R"([["1.0E7",[1.0E7]]])"), "1.0E7,[1.0E7]\n");
}

TEST(JsonTable, LiteralsAreWordsOrNothing) { EXPECT_EQ(TableOf(R"([[true,false,null,NaN,1]])"), "TRUE,FALSE,,,1\n"); }

TEST(JsonTable, StringsAreDecoded) {
  EXPECT_EQ(TableOf(R"([["\u8fd0\u5355","\/\\\"","a\tb","\ud83d\ude9a","1,2"]])"),
            "运单,\"/\\\"\"\",a\tb,\xF0\x9F\x9A\x9A,\"1,2\"\n");
  EXPECT_EQ(TableOf(R"([["a\r\nb"]])"), "\"a\r\nb\"\n");
  // A line end that was not escaped, as careless exports have it.
  EXPECT_EQ(TableOf("[[\"a\nb\"]]"), "\"a\nb\"\n");
}

TEST(JsonTable, SurrogatesLeftAloneBecomeReplacementCharacters) {
  // RFC 8259, 8.2: their meaning is unpredictable; ours is U+FFFD (EF BF BD), once for each.
  EXPECT_EQ(TableOf(R"([["\ud83d","\ude9a","\ud83dx","\ud83d\ud83d\ude9a","\ud83d\n"]])"),
            "\xEF\xBF\xBD,\xEF\xBF\xBD,\xEF\xBF\xBDx,\xEF\xBF\xBD\xF0\x9F\x9A\x9A,\"\xEF\xBF\xBD\n\"\n");
}

TEST(JsonTable, BytesThatAreNoUtf8BecomeReplacementCharacters) {
  EXPECT_EQ(TableOf("[[\"a\xC3(\",\"\xE8\xBF\"]]"), "a\xEF\xBF\xBD(,\xEF\xBF\xBD\n");
}

TEST(JsonTable, NestedObjectsAreFlattened) {
  EXPECT_EQ(TableOf(R"([{"客户":{"编码":"K1","名称":{"简":"x"}},"n":1},{"n":2,"客户":{"名称":{"简":"y"}}}])"),
            "客户.编码,客户.名称.简,n\nK1,x,1\n,y,2\n");
  EXPECT_EQ(TableOf(R"([{"a":{},"b":{"c":null},"d":1}])"), "b.c,d\n,1\n");
}

TEST(JsonTable, ArraysInsideAValueAreKeptAsJson) {
  EXPECT_EQ(TableOf(R"([{"a":[1, "x\n\"\u4e2d", {"b" : [ ]}, true],"c":2}])"),
            R"(a,c
"[1,""x\n\""\u4e2d"",{""b"":[]},true]",2
)");
  EXPECT_EQ(TableOf(R"([["x",{"a":1.50},[ ]]])"), "x,\"{\"\"a\"\":1.50}\",[]\n");
}

TEST(JsonTable, OfAKeyGivenTwiceTheLastCounts) {
  EXPECT_EQ(TableOf(R"([{"a":1,"b":2,"a":3},{"a":4,"a":null,"b":5}])"), "a,b\n3,2\n,5\n");
}

TEST(JsonTable, MixedElementsAreRecordsToo) {
  EXPECT_EQ(TableOf(R"([{"a":1,"b":2},"x",null,[3,4],{},{"b":5}])"), "a,b\n1,2\nx\n\n3,4\n\n,5\n");
  EXPECT_EQ(TableOf(R"([null,[1,2],7,{"b":3,"a":4}])"), "\n1,2\n7\n3,4\n");
}

TEST(JsonTable, TableIsFoundUnderAKnownName) {
  for (const std::string name : {"rows", "data", "list", "items", "records", "RECORDS", "Data"}) {
    EXPECT_EQ(TableOf(R"({"code":0,")" + name + R"(":[{"a":1}],"n":[{"b":2}]})"), "a\n1\n") << name;
    EXPECT_EQ(TableOf(R"({"page":{"n":1,")" + name + R"(":[[1,2]]},"ok":true})"), "1,2\n") << name;
  }
}

TEST(JsonTable, KnownNameGoesBeforeAnotherListInFrontOfIt) {
  EXPECT_EQ(TableOf(R"({"titles":[{"t":1},{"t":2}],"data":{"list":[{"a":1}]}})"), "a\n1\n");
  EXPECT_EQ(TableOf(R"({"titles":[{"t":1},{"t":2}],"total":0,"rows":[]})"), "");
  EXPECT_EQ(TableOf(R"({"rows":[],"titles":[{"t":1},{"t":2}]})"), "");
  // However many elements the other list has, as long as it can be held.
  std::string json = R"({"errors":[{"code":0})";
  for (uint32_t i = 1; i < 2 * kJsonSampleElements; ++i) json += ",{\"code\":" + std::to_string(i) + ",\"x\":1}";
  EXPECT_EQ(TableOf(json + R"(],"rows":[{"a":1}]})"), "a\n1\n");
}

TEST(JsonTable, TablesThatAreNotReadAreTold) {
  const auto told = [](std::string_view json) {
    const Read read = ReadJson(json);
    EXPECT_FALSE(read.error);
    std::string notices;
    for (const FileReader::Told& notice : read.notices)
      notices += std::string(IdOf(notice.id)) + " x" + std::to_string(notice.count) + " ";
    return read.text + notices;
  };
  EXPECT_EQ(told(R"({"2026-01":[{"a":1}],"2026-02":[{"a":2}],"2026-03":[null,{"a":3}]})"), "a\n1\nINGEST-331 x2 ");
  EXPECT_EQ(told(R"({"rows":[{"a":1}],"data":[{"a":2}]})"), "a\n1\nINGEST-331 x1 ");
  EXPECT_EQ(told(R"({"rows":[[1]],"data":[[2]]})"), "1\nINGEST-331 x1 ");
  EXPECT_EQ(told(R"({"errors":[{"code":1}],"page":{"rows":[{"a":1}]}})"), "a\n1\nINGEST-331 x1 ");
  EXPECT_EQ(told(R"({"titles":[{"t":1}],"rows":[]})"), "INGEST-331 x1 ");
  // Lists of values and descriptions of columns are no tables.
  EXPECT_EQ(told(R"({"rows":[{"a":1}],"tags":["x"],"box":[[1,2]],"columns":[{"n":1}],"items":[],"list":[1]})"),
            "a\n1\n");
  // One too long to be held is read and what stands behind it told.
  std::string json = R"({"errors":[{"text":")" + std::string(kCellBytesMax / 2, 'x') + "\"}";
  for (uint32_t bytes = 0; bytes < kJsonSampleBytes; bytes += kCellBytesMax / 2)
    json += ",{\"text\":\"" + std::string(kCellBytesMax / 2, 'y') + "\"}";
  const Read read = ReadJson(json + R"(],"rows":[{"a":1}]})", 65536);
  EXPECT_EQ(read.text.substr(0, 6), "text\nx");
  ASSERT_EQ(read.notices.size(), 1u);
  EXPECT_EQ(IdOf(read.notices[0].id), "INGEST-331");
}

TEST(JsonTable, ColumnsComeFromTheSampleWhileATableIsHeld) {
  std::string json = R"({"bills":[{"a":0})", expected = "a\n0\n";
  for (uint32_t i = 1; i < kJsonSampleElements; ++i) {
    json += ",{\"a\":" + std::to_string(i) + "}";
    expected += std::to_string(i) + "\n";
  }
  json += R"(,{"a":"x","late":1}])";
  const Read read = ReadJson(json + "}");
  EXPECT_EQ(read.text, expected + "x\n");
  ASSERT_EQ(read.notices.size(), 1u);
  EXPECT_EQ(IdOf(read.notices[0].id), "INGEST-330");
  EXPECT_EQ(read.notices[0].count, 1u);
  // Of a table that gives way nothing was left out.
  const Read better = ReadJson(json + R"(,"rows":[{"b":2}]})");
  EXPECT_EQ(better.text, "b\n2\n");
  ASSERT_EQ(better.notices.size(), 1u);
  EXPECT_EQ(IdOf(better.notices[0].id), "INGEST-331");
}

// One element with very many keys, and then very many with one of them.
std::string WideThenNarrow(uint32_t elements, const std::string& element) {
  std::string json = "{\"k0\":1";
  for (uint32_t i = 1; i < 16'000; ++i) json += ",\"k" + std::to_string(i) + "\":1";
  json += "}\n";
  for (uint32_t i = 0; i < elements; ++i) json += element + "\n";
  return json;
}

TEST(JsonTable, ShortElementsStayShort) {
  const Read read = ReadJson(WideThenNarrow(50'000, R"({"k1":1})"), 65536);
  ASSERT_FALSE(read.error);
  EXPECT_TRUE(read.text.ends_with("\n,1\n,1\n"));
  EXPECT_LT(read.text.size(), 1'000'000u);
  // Tables of ordinary width have all cells in every record; of a key given twice the last counts there, too.
  EXPECT_EQ(TableOf(R"([{"a":1,"b":2,"c":3},{"a":1,"c":2,"c":null},{"c":4}])"), "a,b,c\n1,2,3\n1,,\n,,4\n");
}

TEST(JsonTable, ExpansionIsLimited) {
  const Read read = ReadJson(WideThenNarrow(50'000, R"({"k15999":1})"), 65536);
  ASSERT_TRUE(read.error);
  EXPECT_EQ(IdOf(read.error->id), "INGEST-134");
  EXPECT_GT(read.error->place.row, 1u);
  EXPECT_LT(read.text.size(), 20'000'000u);
}

TEST(JsonTable, WithoutAKnownNameTheFirstArrayOfObjectsIsTheTable) {
  EXPECT_EQ(TableOf(R"({"tags":["x"],"m":[[1,2]],"e":[],"bills":[{"a":1}],"more":[{"b":2}]})"), "a\n1\n");
}

TEST(JsonTable, GeoJsonIsReadByItsFeatures) {
  EXPECT_EQ(TableOf(R"({"type":"FeatureCollection","bbox":[[1,2],[3,4]],"features":[
                        {"type":"Feature","geometry":{"type":"Point","coordinates":[121.5, 31.2]},"properties":{"网点":"浦东"}}]})"),
            "type,geometry.type,geometry.coordinates,properties.网点\nFeature,Point,\"[121.5,31.2]\",浦东\n");
}

TEST(JsonTable, NamedColumnsAreTheHeaderOfArrays) {
  const Read read = ReadJson(R"({"columns":["a","b"],"index":[0],"data":[[1,2],[3,4]]})");
  EXPECT_EQ(read.text, "a,b\n1,2\n3,4\n");
  EXPECT_TRUE(read.has_keys);
  // Descriptions of columns are no names, and objects have names of their own.
  EXPECT_EQ(TableOf(R"({"columns":[{"field":"a"}],"rows":[[1]]})"), "1\n");
  EXPECT_EQ(TableOf(R"({"columns":["x"],"rows":[{"a":1}]})"), "a\n1\n");
}

TEST(JsonTable, LinesOfObjects) {
  const Read read = ReadJson("{\"a\":1}\n{\"a\":2,\"b\":{\"c\":3}}\r\n{\"b\":{\"c\":[4]}}");
  EXPECT_EQ(read.text, "a,b.c\n1,\n2,3\n,[4]\n");
  EXPECT_TRUE(read.has_keys);
}

TEST(JsonTable, BlankLinesAreBlankRecordsSoThatNumbersAreLines) {
  EXPECT_EQ(TableOf("\n{\"a\":1}\n\n  \nnull\n{\"a\":2}\n"), "a\n\n1\n\n\n\n2\n");
  EXPECT_EQ(TableOf("[1,2]\n\n[3,4]\n"), "1,2\n\n3,4\n");
}

TEST(JsonTable, ObjectsOverSeveralLinesFollowEachOther) {
  EXPECT_EQ(TableOf("{\n \"a\": 1\n}\n{\n \"a\": 2\n}\n"), "a\n1\n2\n");
}

TEST(JsonTable, LinesWithListsInsideStayLines) {
  EXPECT_EQ(TableOf("{\"a\":1,\"items\":[{\"s\":1}]}\n{\"a\":2,\"items\":[]}\n"),
            "a,items\n1,\"[{\"\"s\"\":1}]\"\n2,[]\n");
}

TEST(JsonTable, OneObjectWithoutATableIsOneRecord) {
  EXPECT_EQ(TableOf(R"({"运单号":"YT1","金额":3.50,"tags":["x"]})"), "运单号,金额,tags\nYT1,3.50,\"[\"\"x\"\"]\"\n");
}

TEST(JsonTable, EmptyListsGiveNothing) {
  EXPECT_EQ(TableOf("[]"), "");
  EXPECT_EQ(TableOf(R"({"total":0,"rows":[]})"), "");
}

TEST(JsonTable, WhatIsNoTableIsRefused) {
  EXPECT_EQ(TableOf("[1,2,3]"), "INGEST-147");
  EXPECT_EQ(TableOf(R"(["a","b"])"), "INGEST-147");
  EXPECT_EQ(TableOf("{}"), "INGEST-147");
  EXPECT_EQ(TableOf("[{},{}]"), "INGEST-147");
  EXPECT_EQ(TableOf(""), "INGEST-147");
}

TEST(JsonTable, BrokenJsonIsRefusedWithItsPlace) {
  // Line and byte counted by hand.
  EXPECT_EQ(FailureOf("[{\"a\":1},\n {\"a\":}]"), "INGEST-145 at 2:7");
  EXPECT_EQ(FailureOf("[{\"a\":1}\n {\"a\":2}]"), "INGEST-145 at 2:2");
  EXPECT_EQ(FailureOf("[{\"a\" 1}]"), "INGEST-145 at 1:7");
  EXPECT_EQ(FailureOf("[{a:1}]"), "INGEST-145 at 1:3");
  EXPECT_EQ(FailureOf("[[1,2}"), "INGEST-145 at 1:6");
  EXPECT_EQ(FailureOf("[[1,]]"), "INGEST-145 at 1:5");
  EXPECT_EQ(FailureOf("[[\"\\x\"]]"), "INGEST-145 at 1:5");
  EXPECT_EQ(FailureOf("[[\"\\u12g4\"]]"), "INGEST-145 at 1:8");
  EXPECT_EQ(FailureOf("[[1]]\nx"), "INGEST-145 at 2:1");
  EXPECT_EQ(FailureOf("[[1]],"), "INGEST-145 at 1:6");
  for (const std::string token : {"tru", "nulL", "1.", ".5", "1e", "--1", "1.2.3", "Infinity", "undefined", "1a"}) {
    EXPECT_EQ(TableOf("[[" + token + "]]"), "INGEST-145") << token;
  }
}

TEST(JsonTable, CutOffJsonIsRefused) {
  EXPECT_EQ(FailureOf("[{\"a\":1},\n{\"a\":2}\n"), "INGEST-145 at 3:");
  EXPECT_EQ(FailureOf("[{\"a\":1},\n{\"a\":\"x\n\n"), "INGEST-145 at 2:6");  // where the text was opened
  EXPECT_EQ(FailureOf("{\"a\":1}\n{\"a\":2}\n{\"a\""), "INGEST-145 at 3:");
  const std::string whole = R"([{"a":"中","b":[1,{"c":null}]},{"a":2.5}])";
  for (size_t bytes = 1; bytes < whole.size(); ++bytes) {
    EXPECT_EQ(TableOf(whole.substr(0, bytes)), "INGEST-145") << bytes;
  }
}

TEST(JsonTable, DepthIsLimited) {
  const auto nested = [](size_t depth) {
    return "[{\"a\":" + std::string(depth - 2, '[') + std::string(depth - 2, ']') + "}]";
  };
  EXPECT_EQ(TableOf(nested(kJsonDepthMax)),
            "a\n" + std::string(kJsonDepthMax - 2, '[') + std::string(kJsonDepthMax - 2, ']') + "\n");
  EXPECT_EQ(TableOf(nested(kJsonDepthMax + 1)), "INGEST-146");
  EXPECT_EQ(ReadJson(std::string(1'000'000, '['), 4096).error->id, ErrorId::kJsonTooDeep);
}

TEST(JsonTable, SizesAreLimited) {
  const std::string most(kCellBytesMax, 'x');
  EXPECT_EQ(ReadJson("[[\"" + most + "\"]]", 4096).text, most + "\n");
  const Read cell = ReadJson("[[1],[\"x" + most + "\"]]", 4096);
  ASSERT_TRUE(cell.error);
  EXPECT_EQ(IdOf(cell.error->id), "INGEST-107");
  EXPECT_EQ(cell.error->place.row, 2u);
  EXPECT_EQ(ReadJson("[{\"" + most + "x\":1}]", 4096).error->id, ErrorId::kCellTooLong);
  EXPECT_EQ(ReadJson("[{\"a\":[\"" + most + "\"]}]", 4096).error->id, ErrorId::kCellTooLong);
  EXPECT_EQ(ReadJson("[[" + std::string(kCellBytesMax + 1, '1') + "]]", 4096).error->id, ErrorId::kCellTooLong);

  std::string row = "[[";
  for (uint32_t bytes = 0; bytes < kRowBytesMax; bytes += kCellBytesMax) row += "\"" + most + "\",";
  EXPECT_EQ(ReadJson(row + "1]]", 65536).error->id, ErrorId::kRowTooLong);

  std::string wide = "[[1";
  for (uint32_t i = 1; i < kColumnsMax; ++i) wide += ",1";
  EXPECT_FALSE(ReadJson(wide + "]]", 4096).error);
  EXPECT_EQ(ReadJson(wide + ",1]]", 4096).error->id, ErrorId::kColumnsTooMany);
  std::string keys = "[";
  for (uint32_t i = 0; i <= kColumnsMax; ++i) {
    keys += (i % 100 == 0 ? (i == 0 ? "{" : "},{") : ",");
    keys += "\"k" + std::to_string(i) + "\":1";
  }
  EXPECT_EQ(ReadJson(keys + "}]", 4096).error->id, ErrorId::kColumnsTooMany);
}

TEST(JsonTable, KeysBehindTheSampleAreCountedNotRead) {
  std::string json = "[", expected = "a\n";
  for (uint32_t i = 0; i < kJsonSampleElements; ++i) {
    json += "{\"a\":1},";
    expected += "1\n";
  }
  const Read read = ReadJson(json + R"({"a":2,"b":3},{"b":null,"c":{"d":4}}])");
  EXPECT_EQ(read.text, expected + "2\n\n");
  ASSERT_EQ(read.notices.size(), 1u);
  EXPECT_EQ(IdOf(read.notices[0].id), "INGEST-330");
  EXPECT_EQ(read.notices[0].count, 2u);  // b: 3 and c.d: 4; null is nothing lost
  EXPECT_TRUE(ReadJson(R"([{"a":1},{"b":2}])").notices.empty());
}

TEST(JsonTable, SampleEndsByItsSizeToo) {
  // Five elements of 1 MB less a little: the sample holds more than 4 MB with the fifth, so the sixth's key is late.
  const std::string big(kCellBytesMax - 16, 'x');
  std::string json = "[";
  for (int i = 0; i < 5; ++i) json += "{\"a\":\"" + big + "\"},";
  const Read read = ReadJson(json + R"({"late":1}])", 65536);
  ASSERT_EQ(read.notices.size(), 1u);
  EXPECT_EQ(read.text.substr(0, 3), "a\nx");
}

TEST(JsonTable, OtherEncodings) {
  // GB18030 (GB/T 2312 rows: 运 D4CB, 单 B5A5; 東 is 96 7C, whose second byte is '|', and 怽 90 5C ends in '\').
  const std::string gb = "[{\"\xD4\xCB\xB5\xA5\":\"\x96\x7C\x90\x5C\"}]";
  EXPECT_EQ(ReadJson(gb, 1, Encoding::kGb18030).text, "运单\n東怽\n");
  const std::u16string text = u"[[\"运\xD83D\xDE9A\"]]";
  for (const bool big_endian : {false, true}) {
    std::string bytes = big_endian ? "\xFE\xFF" : "\xFF\xFE";
    for (const char16_t unit : text) {
      const char high = static_cast<char>(unit >> 8), low = static_cast<char>(unit & 0xFF);
      bytes += big_endian ? high : low;
      bytes += big_endian ? low : high;
    }
    for (const size_t piece_bytes : {1, 3, 4096}) {
      EXPECT_EQ(ReadJson(bytes, piece_bytes, big_endian ? Encoding::kUtf16Be : Encoding::kUtf16Le, 2).text,
                "运\xF0\x9F\x9A\x9A\n");
    }
  }
  EXPECT_EQ(ReadJson("\xEF\xBB\xBF[[1]]", 1, Encoding::kUtf8, 3).text, "1\n");
}

TEST(JsonTable, StopsWhenTheSinkHasEnough) {
  std::string json = "[";
  for (int i = 0; i < 600'000; ++i) json += "[12345678],";
  uint32_t pieces = 0;
  JsonTable table(json.size(), Encoding::kUtf8, 0, [&pieces](std::string_view) -> Result<Feeding> {
    ++pieces;
    return Feeding::kEnough;
  });
  ASSERT_TRUE(table.Next());
  const Result<Feeding> fed = table.Feed(json);  // cut off, which no longer matters
  ASSERT_TRUE(fed);
  EXPECT_EQ(*fed, Feeding::kEnough);
  EXPECT_TRUE(table.EndRead(ReadOutcome::kComplete));
  EXPECT_EQ(pieces, 1u);
}

TEST(JsonTable, FailureOfTheSinkIsHandedOn) {
  JsonTable table(0, Encoding::kUtf8, 0,
                  [](std::string_view) -> Result<Feeding> { return Error(ErrorId::kFileBinary); });
  ASSERT_TRUE(table.Feed("[[1]]"));
  const Status ended = table.EndRead(ReadOutcome::kComplete);
  ASSERT_FALSE(ended);
  EXPECT_EQ(ended.error().id, ErrorId::kFileBinary);
}

// A law: whatever cells a table has, writing it as JSON and reading it gives these cells.
TEST(JsonTable, EveryTableReadsBack) {
  std::mt19937 random(20260711);
  const auto below = [&random](uint32_t bound) { return static_cast<uint32_t>(random() % bound); };
  const std::vector<std::string> texts = {"",     "a",     "运单",  "x,y", "q\"q", "l\nl",  "\\",
                                          "\r\t", "東瑋|", "12.50", " b ", "{}",   "[1,2]", "\xF0\x9F\x9A\x9A"};
  for (int round = 0; round < 300; ++round) {
    const uint32_t columns = 1 + below(6), rows = 1 + below(8);
    const bool lines = rows > 1 && below(2) == 0, arrays = below(2) == 0;
    std::string json = lines ? "" : "[", expected;
    const auto blank = [&] { json += std::string(below(3), lines ? ' ' : '\n'); };
    const auto quoted = [&](const std::string& text) {
      json += '"';
      for (const char c : text) {
        if (c == '"' || c == '\\') {
          json += '\\';
          json += c;
        } else if (c == '\n') {
          json += below(2) == 0 ? "\\n" : "\\u000a";
        } else if (c == '\r') {
          json += "\\r";
        } else if (c == '\t') {
          json += "\\u0009";
        } else {
          json += c;
        }
      }
      json += '"';
    };
    const auto cell = [&expected](const std::string& text) {
      if (text.find_first_of(",\"\n\r") == std::string::npos) {
        expected += text;
        return;
      }
      expected += '"';
      for (const char c : text) expected += c == '"' ? std::string("\"\"") : std::string(1, c);
      expected += '"';
    };
    if (!arrays) {
      for (uint32_t column = 0; column < columns; ++column) {
        if (column > 0) expected += ',';
        expected += "k" + std::to_string(column);
      }
      expected += '\n';
    }
    for (uint32_t row = 0; row < rows; ++row) {
      if (row > 0) json += lines ? "\n" : ",";
      blank();
      json += arrays ? '[' : '{';
      std::string record;
      bool any = false;
      for (uint32_t column = 0; column < columns; ++column) {
        if (column > 0) json += ',';
        blank();
        if (!arrays) json += "\"k" + std::to_string(column) + "\":";
        const std::string& text = texts[below(static_cast<uint32_t>(texts.size()))];
        quoted(text);
        any = any || !text.empty();
        blank();
        if (column > 0) expected += ',';
        cell(text);
      }
      if (!any && !arrays) expected.resize(expected.size() - (columns - 1));  // a blank row
      expected += '\n';
      json += arrays ? ']' : '}';
      blank();
    }
    if (!lines) json += ']';
    EXPECT_EQ(TableOf(json), expected) << json;
  }
}

// Any bytes: an error or a table, the same for every size of the pieces.
TEST(JsonTable, AnyBytesEndInAnAnswer) {
  std::mt19937 random(7);
  const std::string seed = R"({"data":{"rows":[{"a":"\ud83d\ude9a","b":[1,-2.5e3]},null,[true]]},"x":"y"})"
                           "\n[1]\n";
  for (int round = 0; round < 3000; ++round) {
    std::string bytes = seed.substr(0, random() % (seed.size() + 1));
    for (uint32_t change = random() % 4; change > 0 && !bytes.empty(); --change)
      bytes[random() % bytes.size()] = "{}[]\",:\\ \n1u\x80"[random() % 13];
    TableOf(bytes);
  }
}

TEST(JsonTable, ReadsTheFixtures) {
  // The rows as written down in tests/fixtures/formats/README.md.
  const std::string header = "运单号,客户编码,客户名称,寄件时间,应付金额\n";
  const std::string first =
      "YT3000000500001,K001,远山茶叶,2026-06-03,12.50\n"
      "YT3000000500002,K001,远山茶叶,2026-06-10,18.00\n"
      "YT3000000500003,K002,海棠布艺,2026-06-11,9.90\n";
  const std::string second =
      "300000050000412,K002,海棠布艺,2026-06-18 09:05:00,1204.60\n"
      "YT3000000500005,K003,北岸“五金” & 电器,2026-06-20,33.00\n"
      "YT3000000500006,K003,北岸“五金” & 电器,2026-06-27,0.30\n";
  EXPECT_EQ(TableOf(FixtureText("shipments.json")), header + first + second);
  EXPECT_EQ(TableOf(FixtureText("split.json")), header + first + second);
  EXPECT_EQ(TableOf(FixtureText("lines.ndjson")), header + first + "\n" + second);
  const std::string nested = TableOf(FixtureText("rows.json"));
  EXPECT_EQ(nested.substr(0, nested.find('\n', nested.find('\n') + 1) + 1),
            "运单号,客户.编码,客户.名称,寄件时间,应付金额,标签,备注\n"
            "YT3000000500001,K001,远山茶叶,2026-06-03,12.50,\"[\"\"月结\"\",\"\"件\"\"]\",\n");
  EXPECT_EQ(std::count(nested.begin(), nested.end(), '\n'), 7);
}

TEST(LooksLikeJson, TellsJsonFromDelimitedText) {
  for (const std::string_view json :
       {"[", "{", "[{\"a\":1}]", " \r\n{ \"a\" : 1}", "\xEF\xBB\xBF[1,2]", "[[\"a\",\"b\"],", "[null,", "[]", "{}",
        "{\"a\\\"b\":1}", "{\"a\"", "[\"abc", "[12", "{\"a\":1}\n{\"a\":2}", "[-1.5e3, 2]", "[[[["}) {
    EXPECT_TRUE(LooksLikeJson(json)) << json;
  }
  for (const std::string_view text :
       {"", "a,b\n1,2", "\"a\",\"b\"", "1,2", "[日期],[金额]\n", "[Date],[Amount]", "{客户},{金额}", "{\"a\",\"b\"}",
        "[1;2]", "<html>", "[\"a\";\"b\"]", "[a]", "{1}"}) {
    EXPECT_FALSE(LooksLikeJson(text)) << text;
  }
}

TEST(PieceDecoder, GivesTheSameForEverySizeOfThePieces) {
  std::mt19937 random(11);
  for (const Encoding encoding : {Encoding::kUtf8, Encoding::kGb18030, Encoding::kBig5, Encoding::kWindows1252,
                                  Encoding::kUtf16Le, Encoding::kUtf16Be}) {
    for (int round = 0; round < 200; ++round) {
      std::string bytes(random() % 40, '\0');
      for (char& c : bytes) c = static_cast<char>(random() % 3 == 0 ? 'a' + random() % 26 : random());
      std::string expected;  // the whole at once, by the decoder that is checked against TextDecoder
      DecodeToUtf8(encoding, bytes, expected);
      for (const size_t piece_bytes : {1, 2, 3, 7}) {
        PieceDecoder decoder(encoding, 0);
        std::string text;
        for (size_t at = 0; at < bytes.size(); at += piece_bytes)
          decoder.Feed(std::string_view(bytes).substr(at, piece_bytes), text);
        decoder.Finish(text);
        EXPECT_EQ(text, expected) << EncodingName(encoding) << ", pieces of " << piece_bytes;
      }
    }
  }
}

TEST(AppendCharacter, WritesUtf8) {
  std::string text;
  for (const char32_t c : {U'a', U'é', U'运', U'\U0001F69A', char32_t{0xD800}, char32_t{0x110000}})
    AppendCharacter(c, text);
  EXPECT_EQ(text, "aé运\xF0\x9F\x9A\x9A\xEF\xBF\xBD\xEF\xBF\xBD");
}

}  // namespace
}  // namespace loyalane::ingest
