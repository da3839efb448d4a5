#include "ingest/html_table.h"

#include <gtest/gtest.h>

#include <chrono>
#include <fstream>
#include <random>
#include <sstream>

#include "ingest/csv_scanner.h"
#include "ingest/html_tokenizer.h"

// Expected records are written down from the page of each test by the rules of docs/formulas/json-and-html-tables.md;
// what a browser shows is the HTML Living Standard.
namespace loyalane::ingest {
namespace {

struct Read {
  std::string text;
  std::optional<Error> error;
  std::vector<FileReader::Told> notices;
};

Read ReadHtml(std::string_view bytes, size_t piece_bytes, Encoding encoding = Encoding::kUtf8) {
  Read read;
  HtmlTable table(bytes.size(), encoding, 0, [&read](std::string_view text) -> Result<Feeding> {
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
  read.notices = table.Notices();
  return read;
}

Read ReadHtml(std::string_view bytes) {
  const Read whole = ReadHtml(bytes, bytes.size() + 1);
  for (const size_t piece_bytes : {1, 7, 4096}) {
    const Read read = ReadHtml(bytes, piece_bytes);
    EXPECT_EQ(read.text, whole.text) << "pieces of " << piece_bytes;
    EXPECT_EQ(read.error.has_value(), whole.error.has_value());
    EXPECT_EQ(read.notices.size(), whole.notices.size());
  }
  return whole;
}

std::string TableOf(std::string_view bytes) {
  const Read read = ReadHtml(bytes);
  return read.error ? std::string(IdOf(read.error->id)) : read.text;
}

// One row of a table around the cell, so that the table is one.
std::string CellOf(const std::string& html) {
  const std::string text = TableOf("<table><tr><td>1<td>2<tr><td>" + html + "</td></tr></table>");
  constexpr std::string_view kBefore = "1,2\n";
  return text.substr(0, kBefore.size()) == kBefore ? text.substr(kBefore.size(), text.size() - kBefore.size() - 1)
                                                   : text;
}

std::string FixtureText(const std::string& name) {
  std::ifstream file("tests/fixtures/formats/" + name, std::ios::binary);
  EXPECT_TRUE(file.good()) << name;
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

TEST(HtmlTable, RowsAreRecords) {
  EXPECT_EQ(TableOf("<html><body><table><thead><tr><th>a</th><th>b</th></tr></thead>"
                    "<tbody><tr><td>1</td><td>2,5</td></tr><tr></tr><tr><td></td><td>3</td></tr></tbody></table>"),
            "a,b\n1,\"2,5\"\n\n,3\n");
}

TEST(HtmlTable, TagsMayBeLeftOpen) {
  EXPECT_EQ(TableOf("<TABLE><TR><TD>a<TD>b<TR><TD>1<TD>2"), "a,b\n1,2\n");
  EXPECT_EQ(TableOf("<table><td>a<td>b<tr><td>1</td>lost<td>2</table>"), "a,b\n1,2\n");
}

TEST(HtmlTable, AttributesHoldAnything) {
  EXPECT_EQ(TableOf("<table><tr><td title=\"a > b\">1</td><td style='x:\"</td>\"'>2</td><td nowrap "
                    "class=a/b>3</td></tr></table>"),
            "1,2,3\n");
  EXPECT_EQ(TableOf("<table><tr><td x:num=\"0.355\">36%<td x:str>00123<td x:num>1.50</table>"), "36%,00123,1.50\n");
}

TEST(HtmlTable, WhatIsNotShownIsSkipped) {
  EXPECT_EQ(TableOf("<!DOCTYPE html><style>td > a {} </styl </style><script>if (a<b) '<table><tr><td>x<td>y'</script>"
                    "<!-- <table><tr><td>x<td>y</table> --><!--> --><![if !excel]><table><tr><td>a<!-- c -- > "
                    "--><td>b<![endif]></table>"),
            "a,b\n");
  EXPECT_EQ(TableOf("<STYLE>x</STYLE ><Script src=a></sCRIPT><table><tr><td>a<td>b</table>"), "a,b\n");
}

TEST(HtmlTable, BlanksAreAsABrowserShowsThem) {
  EXPECT_EQ(CellOf("  a \r\n\t b  "), "a b");
  EXPECT_EQ(CellOf("<b> a</b> <i>b </i>c"), "a b c");
  EXPECT_EQ(CellOf("a<b>b</b>c"), "abc");
  EXPECT_EQ(CellOf("&nbsp;"), "");
  EXPECT_EQ(CellOf("a&nbsp;&nbsp;b &nbsp;"), "a  b");
  EXPECT_EQ(CellOf("a\xC2\xA0"), "a");
  EXPECT_EQ(CellOf("a\xC2\xA0\xC2\xA0"
                   "b\xC3\xA0\xC2\xA9"),
            "a  b\xC3\xA0\xC2\xA9");
  EXPECT_EQ(CellOf("a<br>b <br/> c"), "\"a\nb\nc\"");
  EXPECT_EQ(CellOf("<p>a</p><p>b</p>"), "\"a\nb\"");
  EXPECT_EQ(CellOf("<div>a<div>b</div></div>c"), "\"a\nb\nc\"");
}

TEST(HtmlTable, EntitiesAreDecoded) {
  EXPECT_EQ(CellOf("&lt;b&gt; &amp;amp; &quot;&apos;"), "\"<b> &amp; \"\"'\"");
  EXPECT_EQ(CellOf("&yen;1&times;2&middot;&hellip;&ldquo;&rdquo;&mdash;&ndash;&copy;"), "¥1×2·…“”—–©");
  EXPECT_EQ(CellOf("a&ensp;b&emsp;c"),
            "a\xE2\x80\x82"
            "b\xE2\x80\x83"
            "c");
  EXPECT_EQ(CellOf("&#20013;&#x4E2D;&#x4e2d&#128666;"), "中中中\xF0\x9F\x9A\x9A");
  EXPECT_EQ(CellOf("&nbspx"), "&nbspx");
  EXPECT_EQ(CellOf("a&nbsp b&amp"), "a  b&");
  // What no entity is stays text; nothing declared in a file is known.
  EXPECT_EQ(CellOf("AT&T R&D; &unknown; & &; &#; &#xZ; &#65x;"), "AT&T R&D; &unknown; & &; &#; &#xZ; Ax;");
  // The standard's table for 80..9F; surrogates, NUL and what is beyond Unicode are U+FFFD.
  EXPECT_EQ(CellOf("&#128;&#xD800;&#0;&#x110000;&#9999999;"), "€\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD");
  EXPECT_EQ(CellOf("1 < 2 <3 a<"), "1 < 2 <3 a<");
}

TEST(HtmlTable, SpanningCellsGiveTheirValueOnce) {
  EXPECT_EQ(TableOf("<table><tr><td colspan=3>t</td></tr><tr><td>a<td colspan='2'>b</tr><tr><td>1<td>2<td>3</table>"),
            "t,,\na,b,\n1,2,3\n");
  EXPECT_EQ(
      TableOf("<table><tr><td rowspan=2>a<td>b<td rowspan=\"3\">c<tr><td>d<tr><td>e<td>f<tr><td>g<td>h<td>i</table>"),
      "a,b,c\n,d,\ne,f,\ng,h,i\n");
  EXPECT_EQ(TableOf("<table><tr><td rowspan=2 colspan=2>a<td>b<tr><td>c<tr><td>d<td>e<td>f</table>"),
            "a,,b\n,,c\nd,e,f\n");
  EXPECT_EQ(TableOf("<table><tr><td colspan=0>a<td colspan=x>b<td colspan=-1>c</table>"), "a,b,c\n");
}

TEST(HtmlTable, FirstTableWithTwoFilledCellsInARowIsRead) {
  EXPECT_EQ(TableOf("<table><tr><td>title<tr><td>2026</table><table><tr><td>note<td>&nbsp;</table>"
                    "<table><caption>c</caption><tr><td>head<tr><td>a<td>b<tr><td>1<td>2</table>"),
            "head\na,b\n1,2\n");
}

TEST(HtmlTable, LayoutAroundItIsLeftOut) {
  EXPECT_EQ(TableOf("<table><tr><td>menu</td></tr><tr><td>x<table><tr><td>a<td>b<tr><td>1<td>2</table>y</td><td>z</"
                    "td></tr></table>"),
            "a,b\n1,2\n");
}

TEST(HtmlTable, TablesInsideACellAreItsText) {
  EXPECT_EQ(TableOf("<table><tr><td>a<td>b<tr><td>1<table><tr><td>x<td>y<tr><td>z</table>2<td>c</table>"),
            "a,b\n\"1\nx y\nz\n2\",c\n");
  EXPECT_EQ(TableOf("<table><tr><td>p<table><tr><td>x</table>q<td>b</table>"), "\"p\nx\nq\",b\n");
}

TEST(HtmlTable, WithoutSuchARowTheFirstTableWithContentIsRead) {
  EXPECT_EQ(TableOf("<table><tr><td>&nbsp;</table><table><tr><td>a<tr><td>b</table><table><tr><td>c</table>"),
            "a\nb\n");
  // One column that goes on and on is a table, too.
  std::string html = "<table>", expected;
  for (int i = 0; i < 30'000; ++i) {
    html += "<tr><td>cell " + std::to_string(i);
    expected += "cell " + std::to_string(i) + "\n";
  }
  EXPECT_EQ(TableOf(html + "</table><table><tr><td>a<td>b</table>"), expected);
}

TEST(HtmlTable, FurtherTablesAreTold) {
  const Read read = ReadHtml(
      "<table><tr><td>a<td>b</table><table><tr><td>t</table>"
      "<table><tr><td>1<td>2<tr><td>3<td>4</table><table><tr><td>5<td>6");
  EXPECT_EQ(read.text, "a,b\n");
  ASSERT_EQ(read.notices.size(), 1u);
  EXPECT_EQ(IdOf(read.notices[0].id), "INGEST-331");
  EXPECT_EQ(read.notices[0].count, 2u);
  EXPECT_TRUE(ReadHtml("<table><tr><td>a<td>b</table>").notices.empty());
}

TEST(HtmlTable, PagesWithoutATableAreRefused) {
  EXPECT_EQ(TableOf("<html><body><p>404</p></body></html>"), "INGEST-148");
  EXPECT_EQ(TableOf("<table></table>"), "INGEST-148");
  EXPECT_EQ(TableOf("<table><tr><td>&nbsp;</td></tr></table>"), "INGEST-148");
  EXPECT_EQ(TableOf("<frameset><frame src=\"sheet001.htm\"></frameset>"), "INGEST-148");
  EXPECT_EQ(TableOf(""), "INGEST-148");
}

TEST(HtmlTable, SizesAreLimited) {
  const std::string start = "<table><tr><td>a<td>b<tr><td>";
  const std::string most(kCellBytesMax, 'x');
  EXPECT_EQ(ReadHtml(start + most, 4096).text, "a,b\n" + most + "\n");
  const Read cell = ReadHtml(start + most + "x", 4096);
  ASSERT_TRUE(cell.error);
  EXPECT_EQ(cell.error->id, ErrorId::kCellTooLong);
  EXPECT_EQ(cell.error->place.row, 2u);
  std::string row = start;
  for (uint32_t bytes = 0; bytes < kRowBytesMax; bytes += kCellBytesMax) row += most + "<td>";
  EXPECT_EQ(ReadHtml(row, 65536).error->id, ErrorId::kRowTooLong);
  std::string wide = start;
  for (uint32_t i = 1; i < kColumnsMax; ++i) wide += "<td>";
  EXPECT_FALSE(ReadHtml(wide, 4096).error);
  EXPECT_EQ(ReadHtml(wide + "<td>", 4096).error->id, ErrorId::kColumnsTooMany);
  EXPECT_EQ(ReadHtml(start + "<td colspan=1000><td colspan=99999" + std::string(100'000, '9') + ">c", 4096).text.size(),
            std::string("a,b\n").size() + 1 + 1000 + std::string("c\n").size());
}

TEST(HtmlTable, CellsByImplicationAreLimited) {
  // Each row of a few bytes implies a thousand empty cells.
  std::string html = "<table><tr><td>a<td>b<tr><td>c<td colspan=1000 rowspan=65534>d";
  for (int i = 0; i < 65'000; ++i) html += "<tr>";
  EXPECT_EQ(ReadHtml(html, 65536).error->id, ErrorId::kSheetIndexWrong);
  const std::string sheet =
      "<Workbook><Worksheet><Table><Row><Cell><Data>a</Data></Cell><Cell ss:MergeAcross=\"16000\" "
      "ss:MergeDown=\"1000000\"><Data>b</Data></Cell></Row><Row ss:Index=\"1000000\"/>";
  EXPECT_EQ(ReadHtml(sheet, 65536).error->id, ErrorId::kSheetIndexWrong);
}

TEST(HtmlTable, TimeGrowsWithTheLength) {
  // Each of these took time in the square of its length: two minutes together. Now they take one or two seconds.
  const auto begin = std::chrono::steady_clock::now();
  std::string spaces = "<table>";
  for (int row = 0; row < 20; ++row) {
    spaces += "<tr><td>a<td>x";
    for (uint32_t bytes = 0; bytes + 2 < kCellBytesMax; bytes += 2) spaces += "\xC2\xA0";
    spaces += "b";
  }
  const Read read = ReadHtml(spaces, 65536);
  EXPECT_FALSE(read.error);
  EXPECT_TRUE(read.text.ends_with(" b\n"));
  // A span of one column that lasts, and one far behind it that has run out.
  std::string spans = "<table>";
  for (int part = 0; part < 50; ++part) {
    spans += "<tr><td rowspan=65534>x";
    for (int i = 0; i < 15; ++i) spans += "<td colspan=1000>";
    spans += "<td rowspan=2>y";
    for (int i = 0; i < 65'533; ++i) spans += "<tr>";
  }
  const Read rows = ReadHtml(spans, 65536);
  EXPECT_FALSE(rows.error);
  ASSERT_NE(rows.text.rfind('y'), std::string::npos);
  EXPECT_TRUE(rows.text.substr(rows.text.rfind('y')) ==
              "y\n" + std::string(15'001, ',') + "\n" + std::string(65'532, '\n'));
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(30));
}

TEST(HtmlTable, HostileMarkupIsBounded) {
  std::string nested;
  for (int i = 0; i < 100'000; ++i) nested += "<table><tr><td>";
  EXPECT_EQ(TableOf(nested + "x"), "x\n");
  EXPECT_EQ(ReadHtml("<table><tr><td>a<td>b<td " + std::string(5'000'000, 'x') + "='>", 65536).text, "a,b\n");
  EXPECT_EQ(ReadHtml("<table><tr><td>a<td>b<![CDATA[" + std::string(500'000, ']'), 65536).text.substr(0, 5), "a,b]]");
  // Entity expansion: a declared entity is not known.
  EXPECT_EQ(TableOf("<!DOCTYPE x [<!ENTITY a \"&b;&b;\"><!ENTITY b \"&c;&c;\">]><table><tr><td>&a;<td>b</table>"),
            "&a;,b\n");
}

TEST(HtmlTable, AnyBytesEndInAnAnswer) {
  std::mt19937 random(5);
  const std::string seed =
      "<table a='1'><tr><td rowspan=2>x&amp;<td>y<!-- c --><table><tr><td>z</table></td></tr><tr><td>1</table>"
      "<style>b</style><Workbook><Table><Row ss:Index='3'><Cell ss:Index='2'><Data>q<![CDATA[r]]></Data></Cell>";
  for (int round = 0; round < 3000; ++round) {
    std::string bytes = seed.substr(random() % 3 == 0 ? random() % seed.size() : 0);
    bytes.resize(random() % (bytes.size() + 1));
    for (uint32_t change = random() % 5; change > 0 && !bytes.empty(); --change)
      bytes[random() % bytes.size()] = "<>/!-&;'\"= [\x80"[random() % 13];
    ReadHtml(bytes);
  }
}

constexpr std::string_view kSheet =
    "<?xml version=\"1.0\"?><Workbook xmlns:ss=\"urn:schemas-microsoft-com:office:spreadsheet\">"
    "<Styles><Style ss:ID=\"s\"/></Styles><Worksheet ss:Name=\"a\"><Table>";
std::string Sheet(const std::string& rows) { return std::string(kSheet) + rows + "</Table></Worksheet></Workbook>"; }
std::string Data(const std::string& type, const std::string& text) {
  return "<Cell><Data ss:Type=\"" + type + "\">" + text + "</Data></Cell>";
}

TEST(SpreadsheetMl, RowsAndCellsStandAtTheirIndex) {
  EXPECT_EQ(TableOf(Sheet("<Row><Cell ss:Index=\"2\"><Data>a</Data></Cell><Cell><Data>b</Data></Cell></Row>"
                          "<Row ss:Index=\"4\"><Cell/>" +
                          Data("String", "c") + "<Cell ss:Index=\"5\"><Data>d</Data></Cell></Row><Row/>")),
            ",a,b\n\n\n,c,,,d\n\n");
}

TEST(SpreadsheetMl, MergedCellsGiveTheirValueOnce) {
  EXPECT_EQ(
      TableOf(Sheet(
          "<Row><Cell ss:MergeAcross=\"1\"><Data>a</Data></Cell><Cell ss:MergeDown=\"1\"><Data>b</Data></Cell></Row>"
          "<Row>" +
          Data("String", "c") + Data("String", "d") +
          "</Row>"
          "<Row>" +
          Data("String", "e") + Data("String", "f") + Data("String", "g") + "</Row>")),
      "a,,b\nc,d,\ne,f,g\n");
}

TEST(SpreadsheetMl, ValuesByTheirType) {
  EXPECT_EQ(TableOf(Sheet("<Row>" + Data("Number", "1204.6") + Data("Number", "12345678901234567") +
                          Data("Number", "1.5E+16") + Data("Boolean", "1") + Data("Boolean", "0") +
                          Data("Error", "#N/A") + "</Row>")),
            "1204.6,12345678901234567,1.5E+16,TRUE,FALSE,#N/A\n");
  EXPECT_EQ(TableOf(Sheet("<Row>" + Data("Number", "1.2345E4") + Data("Number", "1.0E-2") + Data("Number", "E") +
                          Data("String", "1E4") + "</Row>")),
            "12345,0.01,E,1E4\n");
  EXPECT_EQ(TableOf(Sheet("<Row>" + Data("DateTime", "2026-01-05T00:00:00.000") +
                          Data("DateTime", "2026-01-05T09:03:00.000") + Data("DateTime", "1899-12-31T09:03:00.000") +
                          Data("DateTime", "2026-01-05T09:03:00.250") + Data("DateTime", "x") + "</Row>")),
            "2026-01-05,2026-01-05 09:03:00,09:03:00,2026-01-05 09:03:00.250,x\n");
}

TEST(SpreadsheetMl, TextStaysAsItStands) {
  EXPECT_EQ(
      TableOf(Sheet(
          "<Row>" + Data("String", " a  b&#10;c &lt;&amp;") +
          "<Cell><Data ss:Type=\"String\"><![CDATA[x]<b>]]></Data>"
          "<Comment><ss:Data>note</ss:Data></Comment></Cell>"
          "<Cell>\n <ss:Data ss:Type=\"String\"><B>p</B><Font html:Color=\"#f00\">q</Font></ss:Data>\n</Cell></Row>")),
      "\" a  b\nc <&\",x]<b>,pq\n");
}

TEST(SpreadsheetMl, FirstSheetWithATableIsReadAndOthersAreTold) {
  const Read read =
      ReadHtml(std::string(kSheet) + "<Row>" + Data("String", "cover") +
               "</Row></Table></Worksheet>"
               "<Worksheet><Table/></Worksheet><Worksheet><Table><Row>" +
               Data("String", "a") + Data("String", "b") + "</Row></Table></Worksheet><Worksheet><Table><Row>" +
               Data("String", "c") + Data("String", "d") + "</Row></Table>");
  EXPECT_EQ(read.text, "a,b\n");
  ASSERT_EQ(read.notices.size(), 1u);
  EXPECT_EQ(read.notices[0].count, 1u);
}

TEST(SpreadsheetMl, TheSheetAskedForIsRead) {
  const auto sheet = [](const std::string& name, const std::string& text) {
    return "<Worksheet ss:Name=\"" + name + "\"><Table><Row>" + Data("String", text) + Data("String", "b") +
           "</Row></Table></Worksheet>";
  };
  const std::string bytes =
      "<Workbook>" + sheet("一", "1") + sheet("二 &amp; 三", "2") + sheet("四", "4") + "</Workbook>";
  const auto read = [&bytes](const std::string& name, size_t piece_bytes) {
    std::string result;
    HtmlTable table(
        bytes.size(), Encoding::kUtf8, 0,
        [&result](std::string_view text) -> Result<Feeding> {
          result += text;
          return Feeding::kMore;
        },
        name);
    for (size_t at = 0; at < bytes.size(); at += piece_bytes)
      EXPECT_TRUE(table.Feed(std::string_view(bytes).substr(at, piece_bytes)));
    const Status ended = table.EndRead(ReadOutcome::kComplete);
    if (!ended) {
      result += IdOf(ended.error().id);
      for (const auto& [key, value] : ended.error().params) result += " " + value;
    }
    return result + " " + std::to_string(table.Notices().size());
  };
  for (const size_t piece_bytes : {1, 7, 4096}) {
    EXPECT_EQ(read("二 & 三", piece_bytes), "2,b\n 0");
    EXPECT_EQ(read("四", piece_bytes), "4,b\n 0");
    EXPECT_EQ(read("", piece_bytes), "1,b\n 1");
    EXPECT_EQ(read("五", piece_bytes), "INGEST-118 五 一, 二 & 三, 四 0");
  }
}

TEST(SpreadsheetMl, PlacesThatGoBackAreRefused) {
  EXPECT_EQ(TableOf(Sheet("<Row ss:Index=\"3\">" + Data("String", "a") + "</Row><Row ss:Index=\"2\"/>")), "INGEST-149");
  EXPECT_EQ(TableOf(Sheet("<Row ss:Index=\"1048577\"/>")), "INGEST-149");
  EXPECT_EQ(TableOf(Sheet("<Row><Cell ss:Index=\"3\"/><Cell ss:Index=\"3\"/></Row>")), "INGEST-149");
  EXPECT_EQ(TableOf(Sheet("<Row><Cell ss:Index=\"16385\"/></Row>")), "INGEST-149");
  EXPECT_EQ(TableOf(Sheet("<Row><Cell ss:Index=\"16384\"/><Cell/></Row>")), "INGEST-106");
}

TEST(HtmlTable, ReadsTheFixtures) {
  // The rows as written down in tests/fixtures/formats/README.md.
  const std::string page = FixtureText("pretended.xls");
  for (const size_t piece_bytes : {1, 7, 4096}) {
    EXPECT_EQ(ReadHtml(page, piece_bytes, Encoding::kGb18030).text,
              "2026年6月 寄件明细,,,,\n"
              "运单号,客户编码,客户名称,寄件时间,应付金额\n"
              "YT3000000500001,K001,远山茶叶,2026-06-03,12.50\n"
              "YT3000000500002,K001,远山茶叶,2026-06-10,18.00\n"
              "YT3000000500003,K002,海棠布艺,2026-06-11,9.90\n"
              "300000050000412,K002,海棠布艺,2026-06-18 09:05:00,\"1,204.60\"\n"
              "YT3000000500005,K003,北岸“五金” & 电器,2026-06-20,33.00\n"
              "YT3000000500006,K003,北岸“五金” & 电器,2026-06-27,0.30\n");
  }
  EXPECT_EQ(HtmlCharset(page), Encoding::kGb18030);
  EXPECT_TRUE(LooksLikeHtml(page));
  const std::string sheet = FixtureText("spreadsheetml.xls");
  EXPECT_EQ(TableOf(sheet),
            "2026年6月 寄件明细,,,,\n\n"
            "运单号,客户编码,客户名称,寄件时间,应付金额\n"
            "YT3000000500001,K001,远山茶叶,2026-06-03,12.5\n"
            "YT3000000500002,K001,远山茶叶,2026-06-10,18\n"
            "YT3000000500003,K002,海棠布艺,2026-06-11,9.9\n"
            "300000050000412,K002,海棠布艺,2026-06-18 09:05:00,1204.6\n"
            "YT3000000500005,K003,北岸“五金” & 电器,2026-06-20,33\n"
            "YT3000000500006,K003,北岸“五金” & 电器,2026-06-27,0.3\n");
  EXPECT_TRUE(LooksLikeHtml(sheet));
}

TEST(HtmlTable, StopsWhenTheSinkHasEnough) {
  std::string html = "<table>";
  for (int i = 0; i < 100'000; ++i) html += "<tr><td>a<td>b";
  uint32_t pieces = 0;
  HtmlTable table(html.size(), Encoding::kUtf8, 0, [&pieces](std::string_view) -> Result<Feeding> {
    ++pieces;
    return Feeding::kEnough;
  });
  ASSERT_TRUE(table.Next());
  const Result<Feeding> fed = table.Feed(html);
  ASSERT_TRUE(fed);
  EXPECT_EQ(*fed, Feeding::kEnough);
  EXPECT_TRUE(table.EndRead(ReadOutcome::kComplete));
  EXPECT_EQ(pieces, 1u);
}

TEST(LooksLikeHtml, TellsHtmlFromDelimitedText) {
  for (const std::string_view html :
       {"<html>", "  <!DOCTYPE HTML>\r\n<HTML lang=zh>", "<table border=1>", "\xEF\xBB\xBF<meta charset=utf-8>",
        "<head>", "<!-- export --><body>", "<style>td{}</style><table>",
        "<?xml version=\"1.0\"?>\n<?mso-application progid=\"Excel.Sheet\"?>\n<Workbook>",
        "<ss:Workbook xmlns:ss=\"x\">", "<div><table>", "<!doctype html><center>x",
        "<!-- x --> <!DOCTYPE\nHTML PUBLIC \"a\"><p>", "<script>a</script><table>", "<form><table>",
        "<center>x</center>\n<table>", "<font>y<TABLE border=0>", "<p><table>"}) {
    EXPECT_TRUE(LooksLikeHtml(html)) << html;
  }
  for (const std::string_view text :
       {"", "a,b", "<a@b.c>,1", "<未知>,2", "x <html>", "<?xml version=\"1.0\"?><rows><row/></rows>", "<1>,2",
        "< html>", "<tablet>,1", "<p>,1\n", "x,<table>", "<!doctype htm><x>,1", "<!doctypehtml>,2", "<b>,</table>",
        "<!doctype svg [<!ENTITY html \"\">]><svg>"}) {
    EXPECT_FALSE(LooksLikeHtml(text)) << text;
  }
}

TEST(HtmlCharset, IsWhatThePageSays) {
  EXPECT_EQ(HtmlCharset("<html><head><meta charset=\"utf-8\">"), Encoding::kUtf8);
  EXPECT_EQ(HtmlCharset("<META HTTP-EQUIV='Content-Type' CONTENT='text/html; Charset = GB2312'>"), Encoding::kGb18030);
  EXPECT_EQ(HtmlCharset("<meta name=a content=b><meta http-equiv=Content-Type content=\"text/html;charset=big5;x\">"),
            Encoding::kBig5);
  EXPECT_EQ(HtmlCharset("<?xml version=\"1.0\" encoding=\"GBK\"?><Workbook>"), Encoding::kGb18030);
  EXPECT_EQ(HtmlCharset("<meta charset=utf-16><table>"), std::nullopt);
  EXPECT_EQ(HtmlCharset("<meta charset=klingon><table>"), std::nullopt);
  EXPECT_EQ(HtmlCharset("<table>"), std::nullopt);
}

}  // namespace
}  // namespace loyalane::ingest
