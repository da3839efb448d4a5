#include "ingest/xlsx_reader.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "ingest/csv_scanner.h"
#include "ingest/xlsx_sheet.h"
#include "ingest/xlsx_strings.h"
#include "ingest/xlsx_workbook.h"
#include "tests/support/file_host.h"
#include "tests/support/reference_data.h"
#include "tests/support/zip_file.h"

namespace loyalane::ingest {
namespace {

using testing::MakeZip;
using testing::RunReader;
using testing::ZipPart;

const std::string kTransitional = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";
const std::string kStrict = "http://purl.oclc.org/ooxml/officeDocument/relationships/";

std::string Relation(const std::string& id, const std::string& type, const std::string& target) {
  return "<Relationship Id='" + id + "' Type='" + type + "' Target='" + target + "'/>";
}
std::string Relations(const std::string& all) {
  return "<?xml version='1.0'?><Relationships>" + all + "</Relationships>";
}

ZipPart Part(std::string name, std::string data) { return {.name = std::move(name), .data = std::move(data)}; }

// A workbook of one sheet; `rows`: what stands in sheetData, `strings`: in sst, `styles`: in styleSheet.
struct Book {
  std::string rows;
  std::string strings{};
  std::string styles{};
  std::string behind{};    // what follows sheetData
  std::string settings{};  // the workbook's, ahead of its sheets
  std::string types = kTransitional;
  std::string sheets = "<sheet name='Sheet1' sheetId='1' r:id='rId1'/>";

  [[nodiscard]] std::vector<ZipPart> Parts() const {
    std::vector<ZipPart> parts = {
        Part("_rels/.rels", Relations(Relation("rId1", types + "officeDocument", "xl/workbook.xml"))),
        Part("xl/workbook.xml",
             "<workbook xmlns:r='" + types + "'>" + settings + "<sheets>" + sheets + "</sheets></workbook>"),
        Part("xl/_rels/workbook.xml.rels", Relations(Relation("rId1", types + "worksheet", "worksheets/sheet1.xml") +
                                                     Relation("rId2", types + "styles", "styles.xml") +
                                                     Relation("rId3", types + "sharedStrings", "sharedStrings.xml"))),
        Part("xl/worksheets/sheet1.xml", "<worksheet><sheetData>" + rows + "</sheetData>" + behind + "</worksheet>")};
    if (!strings.empty()) parts.push_back(Part("xl/sharedStrings.xml", "<sst>" + strings + "</sst>"));
    if (!styles.empty()) parts.push_back(Part("xl/styles.xml", "<styleSheet>" + styles + "</styleSheet>"));
    return parts;
  }
};

struct Read {
  std::string text;  // or the id of the error
  std::string place;
  std::vector<SheetInfo> sheets;
  std::string sheet;
  SheetNotes notes;
};

Read ReadFile(std::string_view file, const XlsxOptions& options = {}, size_t piece_bytes = 4096) {
  Read read;
  XlsxReader reader(file.size(), options, [&read](std::string_view piece) -> Result<Feeding> {
    read.text += piece;
    return Feeding::kMore;
  });
  const Status status = RunReader(reader, file, piece_bytes);
  if (!status) {
    read.text = IdOf(status.error().id);
    read.place = std::to_string(status.error().place.row) + status.error().place.column;
    EXPECT_EQ(Describe(status.error(), Language::kZh).find('{'), std::string::npos);
  }
  read.sheets = reader.sheets();
  read.sheet = reader.sheet();
  read.notes = reader.notes();
  return read;
}

// The text of a workbook, the same for pieces of any size.
std::string TextOf(const std::vector<ZipPart>& parts, const XlsxOptions& options = {}) {
  const std::string file = MakeZip(parts);
  const std::string text = ReadFile(file, options, 1 << 20).text;
  for (const size_t piece_bytes : {1, 2, 3, 7, 64}) {
    EXPECT_EQ(ReadFile(file, options, piece_bytes).text, text) << "in pieces of " << piece_bytes;
  }
  return text;
}
std::string TextOf(const Book& book, const XlsxOptions& options = {}) { return TextOf(book.Parts(), options); }

std::string Si(const std::string& text) { return "<si><t>" + text + "</t></si>"; }

TEST(XlsxReader, ReadsEveryKindOfCell) {
  EXPECT_EQ(
      TextOf({.rows = "<row r='1'><c r='A1' t='s'><v>1</v></c><c r='B1'><v>12.5</v></c><c r='C1' t='b'><v>1</v></c>"
                      "<c r='D1' t='b'><v>0</v></c><c r='E1' t='e'><v>#DIV/0!</v></c>"
                      "<c r='F1' t='str'><f>A1&amp;\"x\"</f><v>x&amp;y</v></c>"
                      "<c r='G1' t='inlineStr'><is><t>in</t></is></c><c r='H1' t='d'><v>2026-01-05T09:03:00</v></c>"
                      "<c r='I1' t='n'><f>1+1</f><v>2</v></c><c r='J1' t='inlineStr'><v>7</v></c></row>",
              .strings = Si("zero") + Si("one")}),
      "one,12.5,TRUE,FALSE,#DIV/0!,x&y,in,2026-01-05 09:03:00,2,7\n");
}

// What programs write without blanks and in one order goes another way through the reader.
TEST(XlsxReader, ReadsTheUsualFormOfCells) {
  const std::string strings = Si("zero") + Si("one, two") + Si("");
  EXPECT_EQ(
      TextOf({.rows =
                  "<row r=\"1\" spans=\"1:5\"><c r=\"A1\" s=\"0\" t=\"s\"><v>1</v></c><c r=\"B1\"><v>-0.25</v></c>\n"
                  "<c r=\"C1\" s=\"1\"><v>45000</v></c><c r=\"D1\" s=\"1\"/><c r=\"E1\" "
                  "t=\"inlineStr\"><is><t>a,b</t></is></c>"
                  "<c r=\"F1\" t=\"inlineStr\"><is><t xml:space=\"preserve\"> x&lt;_x0041_ </t></is></c>"
                  "<c r=\"G1\" t=\"b\"><v>1</v></c><c r=\"H1\" t=\"s\"><v>2</v></c><c r=\"I1\" "
                  "t=\"str\"><v>f</v></c></row>",
              .strings = strings,
              .styles = "<cellXfs><xf numFmtId='0'/><xf numFmtId='14'/></cellXfs>"}),
      // 45 000: 2023-03-15, as in the reference data (issue_261.xlsx).
      "\"one, two\",-0.25,2023-03-15,,\"a,b\", x<A ,TRUE,,f\n");
}

// Programs that indent their XML mean the same styles.
TEST(XlsxReader, StylesMayBeIndented) {
  EXPECT_EQ(TextOf({.rows = "<row r='1'><c r='A1' s='1'><v>46027</v></c><c r='B1' s='2'><v>1</v></c></row>",
                    .styles = "\n <numFmts>\n  <numFmt numFmtId='164' formatCode='000000'/>\n </numFmts>\n"
                              " <cellXfs count='3'>\n  <xf numFmtId='0'/>\n  <xf numFmtId='14'/>\n"
                              "  <xf numFmtId='164'/>\n </cellXfs>\n"}),
            "2026-01-05,000001\n");  // 46027 is 2026-01-05 (openpyxl)
}

TEST(XlsxReader, APlaceMayBeInSmallLettersButMustBeOne) {
  EXPECT_EQ(TextOf({.rows = "<row r='1'><c r='b1'><v>1</v></c><c r='c1'><v>2</v></c></row>"}), ",1,2\n");
  EXPECT_EQ(TextOf({.rows = "<row r=\"1\"><c r=\"b1\"><v>1</v></c><c r=\"aa1\"><v>2</v></c></row>"}),
            ","
            "1" +
                std::string(25, ',') + "2\n");
  for (const char* place : {"$B$1", "B", "1", "", "B1x", "一1"}) {
    EXPECT_EQ(TextOf({.rows = "<row r='1'><c r='" + std::string(place) + "'><v>1</v></c></row>"}), "INGEST-133")
        << place;
  }
}

TEST(XlsxReader, TellsOfFurtherVisibleSheets) {
  const auto told = [](const std::string& sheets) {
    const std::string file = MakeZip(Book{.rows = "<row r='1'><c r='A1'><v>1</v></c></row>", .sheets = sheets}.Parts());
    XlsxReader reader(file.size(), {}, [](std::string_view) -> Result<Feeding> { return Feeding::kMore; });
    EXPECT_TRUE(RunReader(reader, file, 4096));
    std::string ids;
    for (const auto& [id, count] : reader.Notices()) ids += std::string(IdOf(id)) + " " + std::to_string(count) + ";";
    return ids;
  };
  const std::string first = "<sheet name='一月' sheetId='1' r:id='rId1'/>";
  EXPECT_EQ(told(first), "");
  EXPECT_EQ(told(first + "<sheet name='二月' sheetId='2' r:id='rId1'/><sheet name='三月' sheetId='3' r:id='rId1'/>"),
            "INGEST-356 2;");
  EXPECT_EQ(told(first + "<sheet name='二月' state='hidden' sheetId='2' r:id='rId1'/>"), "");
}

// 65 000 sheets and relations: looked up, not searched through.
TEST(XlsxReader, FindsTheSheetAmongManyRelations) {
  std::string sheets;
  std::string relations;
  for (int i = 0; i < 65'000; ++i) {
    const std::string number = std::to_string(i);
    sheets += "<sheet name='s" + number + "' r:id='r" + number + "'/>";
    relations += Relation("r" + number, kTransitional + "worksheet", "worksheets/sheet1.xml");
  }
  std::vector<ZipPart> parts = Book{.rows = "<row r='1'><c r='A1'><v>7</v></c></row>", .sheets = sheets}.Parts();
  parts[2].data = Relations(relations);
  EXPECT_EQ(ReadFile(MakeZip(parts), {.sheet = "s64999"}).text, "7\n");
}

// The usual end of a row ends no element that is spelled otherwise, whichever way it is read.
TEST(XlsxReader, RefusesARowThatEndsByAnotherName) {
  const std::string cells = " r=\"1\"><c r=\"A1\"><v>1</v></c></row><row r=\"2\"><c r=\"A2\"><v>2</v></c></";
  EXPECT_EQ(TextOf({.rows = "<row" + cells + "row>"}), "1\n2\n");
  EXPECT_EQ(TextOf({.rows = "<other" + cells + "other>"}), "INGEST-127");
  EXPECT_EQ(TextOf({.rows = "<x:row" + cells + "x:row>"}), "INGEST-127");
}

TEST(XlsxReader, QuotesWhatWouldSplit) {
  EXPECT_EQ(
      TextOf(
          {.rows =
               "<row r='1'><c r='A1' t='s'><v>0</v></c><c r='B1' t='s'><v>1</v></c><c r='C1' t='s'><v>2</v></c></row>",
           .strings = Si("a\"b") + Si("a\nb") + Si("a,b")}),
      "\"a\"\"b\",\"a\nb\",\"a,b\"\n");
}

TEST(XlsxReader, PutsStringsTogether) {
  const std::string strings =
      "<si><r><rPr><b/><t>no</t></rPr><t>rich </t></r><r><t xml:space='preserve'>text </t></r></si>"
      "<si><t>課きく　毛こ</t><rPh sb='0' eb='1'><t>カ</t></rPh><phoneticPr fontId='1'/></si>"
      "<si><t>ABC_x000D_\r\nDEF</t></si><si><t>_x005F_x000D_ _xZZZZ_ _x00e9_ _xD83D__xDE9A_ _xD83D_ _x0000_</t></si>"
      "<si/><si><t/></si><si><t><![CDATA[<&amp;>]]></t></si>";
  std::string row = "<row r='1'>";
  for (int i = 0; i < 7; ++i) row += "<c t='s'><v>" + std::to_string(i) + "</v></c>";
  EXPECT_EQ(TextOf({.rows = row + "</row>", .strings = strings}),
            "rich text ,課きく　毛こ,\"ABC\r\nDEF\",_x000D_ _xZZZZ_ é 🚚 \xEF\xBF\xBD \xEF\xBF\xBD,,,<&amp;>\n");
  EXPECT_EQ(
      TextOf(
          {.rows = "<row><c t='inlineStr'><is><r><t>a</t></r><r><t>_x0042_</t></r><rPh><t>p</t></rPh></is></c></row>"}),
      "aB\n");
}

TEST(XlsxReader, KeepsBlanksInStrings) {
  EXPECT_EQ(TextOf({.rows = "<row><c t='s'><v> 0 </v></c><c t='n'><v>\n 5 </v></c></row>", .strings = Si("  a\t ")}),
            "  a\t ,5\n");
}

TEST(XlsxReader, PutsCellsWhereTheyAre) {
  EXPECT_EQ(TextOf({.rows = "<row r='3'><c r='C3'><v>1</v></c><c r='AB3'><v>2</v></c></row><row r='5'><c "
                            "r='A5'><v>3</v></c></row>"}),
            "\n\n,,1" + std::string(25, ',') + "2\n\n3\n");
  // Nothing for cells and rows behind the last value.
  EXPECT_EQ(
      TextOf(
          {.rows =
               "<row r='1'><c r='A1'><v>1</v></c><c r='B1' s='1'/><c r='C1'><v></v></c><c r='D1' t='s'><v/></c></row>"
               "<row r='2'><c r='A2' s='1'/></row><row r='1048576'/>"}),
      "1\n");
  EXPECT_EQ(TextOf({.rows = ""}), "");
  // XFD1048576, the last cell of all.
  const std::string last = TextOf({.rows = "<row r='1048576'><c r='XFD1048576'><v>1</v></c></row>"});
  EXPECT_EQ(last.size(), 1'048'575U + 16'383U + 2U);
}

TEST(XlsxReader, CountsWhatHasNoReference) {
  EXPECT_EQ(TextOf({.rows = "<row><c><v>1</v></c><c><v>2</v></c><c "
                            "r='E1'><v>3</v></c><c><v>4</v></c></row><row><c><v>5</v></c></row>"
                            "<row r='4'><c><v>6</v></c></row>"}),
            "1,2,,,3,4\n5\n\n6\n");
  EXPECT_EQ(
      TextOf({.rows = "<row><c r='B3'><v>1</v></c><c r='C3'><v>2</v></c></row><row><c r='A9'><v>3</v></c></row>"}),
      "\n\n,1,2\n\n\n\n\n\n3\n");
}

TEST(XlsxReader, IgnoresWhatElseStandsInASheet) {
  Book book{.rows =
                "<row r='1' hidden='1'><c r='A1'><f>x</f><v>1</v><extLst><ext><v>9</v></ext></extLst></c>"
                "<extLst><ext><v>9</v></ext></extLst></row><!-- <row r='2'> --><row r='2' hidden='false'>"
                "<c r='A2'><v>2</v></c></row><row r='3' hidden='true'/>",
            .behind =
                "<mergeCells count='2'><mergeCell ref='A1:B2'/><mergeCell ref='C1:C9'/></mergeCells>"
                "<extLst><ext><row r='7'><c r='A7'><v>7</v></c></row></ext></extLst>"};
  EXPECT_EQ(TextOf(book), "1\n2\n");
  const Read read = ReadFile(MakeZip(book.Parts()));
  EXPECT_EQ(read.notes.hidden_rows, 2U);
  EXPECT_EQ(read.notes.merged_ranges, 2U);
  EXPECT_FALSE(read.notes.date1904);
}

TEST(XlsxReader, ReadsDatesByTheirStyles) {
  const std::string styles =
      "<numFmts><numFmt numFmtId='164' formatCode='yyyy\"年\"m\"月\" hh:mm'/><numFmt numFmtId='165' "
      "formatCode='000000'/>"
      "<numFmt numFmtId='166' formatCode='[h]:mm'/></numFmts><cellStyleXfs><xf numFmtId='14'/></cellStyleXfs>"
      "<cellXfs><xf numFmtId='0'/><xf numFmtId='164'/><xf numFmtId='165'/><xf numFmtId='166'/><xf/></cellXfs>";
  // 35 981: July 5, 1998; 34 519 in the 1904 system (Microsoft Q214330).
  const std::string rows =
      "<row r='1'><c r='A1' s='1'><v>35981.75</v></c><c r='B1' s='2'><v>42</v></c><c r='C1' s='3'><v>1.25</v></c>"
      "<c r='D1' s='0'><v>35981</v></c><c r='E1' s=''><v>1</v></c><c r='F1' s='99'><v>1</v></c></row>";
  EXPECT_EQ(TextOf({.rows = rows, .styles = styles}), "1998-07-05 18:00:00,000042,30:00:00,35981,1,1\n");
  EXPECT_EQ(TextOf({.rows = rows, .styles = styles}, {.for_import = false}),
            "1998-07-05 18:00:00,42,30:00:00,35981,1,1\n");
  const Book old{.rows = "<row r='1'><c r='A1' s='1'><v>34519.75</v></c></row>",
                 .styles = styles,
                 .settings = "<workbookPr date1904='1'/>"};
  EXPECT_EQ(TextOf(old), "1998-07-05 18:00:00\n");
  EXPECT_TRUE(ReadFile(MakeZip(old.Parts())).notes.date1904);
}

TEST(XlsxReader, SaysThatLongNumbersLostDigits) {
  const Book book{.rows = "<row r='1'><c r='A1'><v>1234567890123450</v></c><c r='B1'><v>123456789012345</v></c></row>"};
  EXPECT_EQ(TextOf(book), "1.23456789012345E+15,123456789012345\n");
  EXPECT_EQ(TextOf(book, {.for_import = false}), "1234567890123450,123456789012345\n");
}

TEST(XlsxReader, ReadsTheStrictVariantAndOtherSpellings) {
  const Book book{.rows = "<row r='1'><c r='A1' t='s'><v>0</v></c></row>", .strings = Si("text"), .types = kStrict};
  EXPECT_EQ(TextOf(book), "text\n");
  // Prefixes everywhere, targets from the top, Windows' slashes, another case, UTF-16.
  std::vector<ZipPart> parts = {
      Part("_RELS/.rels", "<p:Relationships xmlns:p='x'><p:Relationship Type='" + kTransitional +
                              "officeDocument' Target='/book.xml' Id='a'/></p:Relationships>"),
      Part("book.xml",
           "<x:workbook xmlns:x='m' xmlns:q='r'><x:sheets><x:sheet name='S' q:id='s'/></x:sheets></x:workbook>"),
      Part("_rels\\book.xml.rels", Relations(Relation("s", kTransitional + "worksheet", "sub/../data/one.xml") +
                                             Relation("t", kTransitional + "sharedStrings", "\\Strings.xml"))),
      Part("data\\One.xml",
           "\xEF\xBB\xBF<x:worksheet xmlns:x='m'><x:sheetData><x:row r='1'><x:c r='A1' "
           "t='s'><x:v>0</x:v></x:c></x:row></x:sheetData></x:worksheet>"),
      Part("strings.xml",
           std::string(
               "\xFF\xFE<\0s\0s\0t\0>\0<\0s\0i\0>\0<\0t\0>\0\xA2\x5B<\0/\0t\0>\0<\0/\0s\0i\0>\0<\0/\0s\0s\0t\0>\0",
               2 * 29))};
  EXPECT_EQ(TextOf(parts), "客\n");
}

TEST(XlsxReader, DoesWithoutTheOptionalParts) {
  // No content types in any of these; here no relationships, no styles and no shared strings either.
  EXPECT_EQ(TextOf({Part("xl/workbook.xml", "<workbook><sheets><sheet name='S'/></sheets></workbook>"),
                    Part("xl/worksheets/sheet1.xml",
                         "<worksheet><sheetData><row><c><v>1</v></c></row></sheetData></worksheet>")}),
            "1\n");
  // Relationships that do not name the strings.
  EXPECT_EQ(TextOf({Part("xl/workbook.xml",
                         "<workbook xmlns:r='r'><sheets><sheet name='S' r:id='rId1'/></sheets></workbook>"),
                    Part("xl/_rels/workbook.xml.rels",
                         Relations(Relation("rId1", kTransitional + "worksheet", "worksheets/a.xml"))),
                    Part("xl/worksheets/a.xml",
                         "<worksheet><sheetData><row><c t='s'><v>0</v></c></row></sheetData></worksheet>"),
                    Part("xl/sharedStrings.xml", "<sst>" + Si("s") + "</sst>")}),
            "s\n");
}

// A workbook with a chart, a hidden sheet, a visible and a very hidden one, each holding its number.
std::vector<ZipPart> FourSheets() {
  std::string relations = Relation("c", kTransitional + "chartsheet", "chartsheets/sheet1.xml");
  std::vector<ZipPart> parts;
  for (int i = 1; i <= 3; ++i) {
    const std::string number = std::to_string(i);
    relations += Relation("s" + number, kTransitional + "worksheet", "worksheets/sheet" + number + ".xml");
    parts.push_back(Part("xl/worksheets/sheet" + number + ".xml",
                         "<worksheet><sheetData><row><c><v>" + number + "</v></c></row></sheetData></worksheet>"));
  }
  parts.push_back(Part("xl/chartsheets/sheet1.xml", "<chartsheet/>"));
  parts.push_back(
      Part("xl/workbook.xml",
           "<workbook xmlns:r='r'><sheets><sheet name='Chart' r:id='c'/><sheet name='Hidden' state='hidden' r:id='s1'/>"
           "<sheet name='一月 &amp; 二月' state='visible' r:id='s2'/><sheet name='Very' state='veryHidden' "
           "r:id='s3'/></sheets></workbook>"));
  parts.push_back(Part("xl/_rels/workbook.xml.rels", Relations(relations)));
  return parts;
}

TEST(XlsxReader, ChoosesTheSheet) {
  const std::string file = MakeZip(FourSheets());
  const Read read = ReadFile(file);
  EXPECT_EQ(read.text, "2\n");
  EXPECT_EQ(read.sheet, "一月 & 二月");
  ASSERT_EQ(read.sheets.size(), 4U);
  EXPECT_FALSE(read.sheets[0].is_table);
  EXPECT_EQ(read.sheets[1].state, SheetState::kHidden);
  EXPECT_EQ(read.sheets[2].state, SheetState::kVisible);
  EXPECT_EQ(read.sheets[3].state, SheetState::kVeryHidden);
  EXPECT_EQ(ReadFile(file, {.sheet = "Hidden"}).text, "1\n");
  EXPECT_EQ(ReadFile(file, {.sheet = "Very"}).text, "3\n");
  // Nothing visible: the first that can be read.
  EXPECT_EQ(TextOf({.rows = "<row><c><v>1</v></c></row>", .sheets = "<sheet name='H' state='hidden' r:id='rId1'/>"}),
            "1\n");
}

TEST(XlsxReader, Ingest118SheetAbsent) {
  const std::string file = MakeZip(FourSheets());
  EXPECT_EQ(ReadFile(file, {.sheet = "Sheet1"}).text, "INGEST-118");
  EXPECT_EQ(ReadFile(file, {.sheet = "Chart"}).text, "INGEST-118");
}

TEST(XlsxReader, Ingest119NoWorksheet) {
  EXPECT_EQ(TextOf({.rows = "", .sheets = ""}), "INGEST-119");
  EXPECT_EQ(
      TextOf(
          {Part("xl/workbook.xml", "<workbook xmlns:r='r'><sheets><sheet name='Chart' r:id='c'/></sheets></workbook>"),
           Part("xl/_rels/workbook.xml.rels", Relations(Relation("c", kTransitional + "chartsheet", "c.xml")))}),
      "INGEST-119");
}

TEST(XlsxReader, Ingest117NoWorkbook) {
  EXPECT_EQ(TextOf({Part("a.csv", "1,2")}), "INGEST-117");
  EXPECT_EQ(
      TextOf({Part("_rels/.rels", Relations(Relation("a", kTransitional + "officeDocument", "word/document.xml"))),
              Part("word/document.xml", "<document/>")}),
      "INGEST-117");
  EXPECT_EQ(TextOf({Part("_rels/.rels", Relations(Relation("a", kTransitional + "officeDocument", "xl/workbook.bin"))),
                    Part("xl/workbook.bin", "\x83\x01")}),
            "INGEST-117");
  EXPECT_EQ(TextOf({Part("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
                    Part("META-INF/manifest.xml", "<manifest/>")}),
            "INGEST-117");
}

TEST(XlsxReader, Ingest127DamagedXml) {
  Book book{.rows = "<row r='1'><c r='A1'><v>1</v></c></row>"};
  std::vector<ZipPart> parts = book.Parts();
  parts[3].data.resize(parts[3].data.size() - 5);
  EXPECT_EQ(TextOf(parts), "INGEST-127");
  parts[3].data = "";
  EXPECT_EQ(TextOf(parts), "INGEST-127");
  parts = book.Parts();
  parts[2].data = "<Relationships></Relationships></Relationships>";
  EXPECT_EQ(TextOf(parts), "INGEST-127");
}

TEST(XlsxReader, Ingest128EntityExpansion) {
  std::vector<ZipPart> parts = Book{.rows = ""}.Parts();
  std::string laughs = "<!DOCTYPE worksheet [<!ENTITY a 'ha'>";
  for (char name = 'b'; name < 'z'; ++name) {
    laughs += std::string("<!ENTITY ") + name + " '";
    for (int i = 0; i < 10; ++i) laughs += std::string("&") + static_cast<char>(name - 1) + ";";
    laughs += "'>";
  }
  parts[3].data = laughs + "]><worksheet><sheetData><row><c t='str'><v>&y;</v></c></row></sheetData></worksheet>";
  EXPECT_EQ(TextOf(parts), "INGEST-128");
}

TEST(XlsxReader, Ingest129TooDeep) {
  std::string rows;
  for (int i = 0; i < 10'000; ++i) rows += "<row>";
  EXPECT_EQ(TextOf({.rows = rows}), "INGEST-129");
}

TEST(XlsxReader, Ingest130OutsideTheSheet) {
  EXPECT_EQ(TextOf({.rows = "<row r='1'><c r='XFE1'><v>1</v></c></row>"}), "INGEST-130");
  EXPECT_EQ(TextOf({.rows = "<row r=\"1\"><c r=\"XFE1\"><v>1</v></c></row>"}), "INGEST-130");
  EXPECT_EQ(TextOf({.rows = "<row r='1'><c r='AAAAAAA1'><v>1</v></c></row>"}), "INGEST-130");
  EXPECT_EQ(TextOf({.rows = "<row r='1048577'><c><v>1</v></c></row>"}), "INGEST-130");
  EXPECT_EQ(TextOf({.rows = "<row r='99999999999999999999'/>"}), "INGEST-130");
  EXPECT_EQ(TextOf({.rows = "<row><c r='A1048577'><v>1</v></c></row>"}), "INGEST-130");
  EXPECT_EQ(TextOf({.rows = "<row r='1'><c r='XFD1'><v>1</v></c><c><v>1</v></c></row>"}), "INGEST-130");
  EXPECT_EQ(ReadFile(MakeZip(Book{.rows = "<row r='7'><c r='XFE7'><v>1</v></c></row>"}.Parts())).place, "7");
}

TEST(XlsxReader, Ingest131SharedStringAbsent) {
  EXPECT_EQ(TextOf({.rows = "<row><c t='s'><v>1</v></c></row>", .strings = Si("0")}), "INGEST-131");
  EXPECT_EQ(TextOf({.rows = "<row><c t='s'><v>-1</v></c></row>", .strings = Si("0")}), "INGEST-131");
  EXPECT_EQ(TextOf({.rows = "<row><c t='s'><v>99999999999999999999</v></c></row>", .strings = Si("0")}), "INGEST-131");
  const Book without{.rows = "<row r='3'><c r='D3' t='s'><v>0</v></c></row>"};
  EXPECT_EQ(TextOf(without), "INGEST-131");
  EXPECT_EQ(ReadFile(MakeZip(without.Parts())).place, "3D");
}

TEST(XlsxStrings, Ingest132TooMuchText) {
  XlsxStrings strings("xl/sharedStrings.xml", UINT64_MAX);
  const std::string item = Si(std::string(100'000, 'x'));
  ASSERT_TRUE(strings.Feed("<sst>"));
  uint64_t fed = 0;
  std::string_view id;
  while (id.empty() && fed < 2 * kSharedBytesMax) {
    const Result<Feeding> taken = strings.Feed(item);
    if (!taken) id = IdOf(taken.error().id);
    fed += item.size();
  }
  EXPECT_EQ(id, "INGEST-132");
  EXPECT_LE(fed, kSharedBytesMax + item.size());
}

// Empty strings take memory too.
TEST(XlsxStrings, Ingest132TooManyStrings) {
  XlsxStrings strings("xl/sharedStrings.xml", UINT64_MAX);
  std::string items;
  for (int i = 0; i < 100'000; ++i) items += "<si/>";
  ASSERT_TRUE(strings.Feed("<sst>"));
  std::string_view id;
  for (int i = 0; id.empty() && i < 1000; ++i) {
    const Result<Feeding> taken = strings.Feed(items);
    if (!taken) id = IdOf(taken.error().id);
  }
  EXPECT_EQ(id, "INGEST-132");
}

TEST(XlsxReader, Ingest133OutOfOrder) {
  EXPECT_EQ(TextOf({.rows = "<row r='2'/><row r='1'/>"}), "INGEST-133");
  EXPECT_EQ(TextOf({.rows = "<row r='2'/><row r='2'/>"}), "INGEST-133");
  EXPECT_EQ(TextOf({.rows = "<row r='0'/>"}), "INGEST-133");
  EXPECT_EQ(TextOf({.rows = "<row r='1'><c r='B1'/><c r='A1'/></row>"}), "INGEST-133");
  EXPECT_EQ(TextOf({.rows = "<row r=\"1\"><c r=\"B1\"/><c r=\"B1\"/></row>"}), "INGEST-133");
  EXPECT_EQ(TextOf({.rows = "<row r='1'><c r='A2'/></row>"}), "INGEST-133");
}

// One shared string referred to a million times.
TEST(XlsxReader, Ingest134OneStringAMillionTimes) {
  std::string rows;
  for (int row = 1; row <= 10'000; ++row) {
    rows += "<row>";
    for (int cell = 0; cell < 100; ++cell) rows += "<c t='s'><v>0</v></c>";
    rows += "</row>";
  }
  const std::string file = MakeZip(Book{.rows = rows, .strings = Si(std::string(30'000, 'x'))}.Parts());
  uint64_t bytes = 0;
  XlsxReader reader(file.size(), {}, [&bytes](std::string_view piece) -> Result<Feeding> {
    bytes += piece.size();
    return Feeding::kMore;
  });
  const Status status = RunReader(reader, file, 65'536);
  ASSERT_FALSE(status);
  EXPECT_EQ(IdOf(status.error().id), "INGEST-134");
  EXPECT_LE(bytes, kSheetOutFreeBytes);
}

TEST(XlsxReader, Ingest135CellTooLong) {
  const std::string longest(kSheetCellBytesMax, 'x');
  EXPECT_EQ(TextOf({.rows = "<row><c t='str'><v>" + longest + "</v></c></row>"}), longest + "\n");
  EXPECT_EQ(TextOf({.rows = "<row><c t='str'><v>" + longest + "x</v></c></row>"}), "INGEST-135");
  EXPECT_EQ(TextOf({.rows = "<row r=\"1\"><c r=\"A1\" t=\"str\"><v>" + longest + "x</v></c></row>"}), "INGEST-135");
  EXPECT_EQ(TextOf({.rows = "<row><c t='inlineStr'><is><t>" + longest + "x</t></is></c></row>"}), "INGEST-135");
  EXPECT_EQ(TextOf({.rows = "<row/>", .strings = Si(longest + "x")}), "INGEST-135");
}

TEST(XlsxReader, Ingest108RowTooLong) {
  std::string row = "<row>";
  for (int i = 0; i < 1000; ++i) row += "<c t='s'><v>0</v></c>";
  const std::string file = MakeZip(Book{.rows = row + "</row>", .strings = Si(std::string(20'000, 'x'))}.Parts());
  EXPECT_EQ(ReadFile(file, {}, 65'536).text, "INGEST-108");
}

TEST(XlsxReader, Ingest136PartAbsent) {
  std::vector<ZipPart> parts = Book{.rows = ""}.Parts();
  parts.erase(parts.begin() + 3);
  EXPECT_EQ(TextOf(parts), "INGEST-136");
}

TEST(XlsxReader, TellsWhichPartIsDamaged) {
  std::vector<ZipPart> parts = Book{.rows = "<row/>"}.Parts();
  parts[3].crc32 = 1;
  EXPECT_EQ(TextOf(parts), "INGEST-125");
}

TEST(XlsxReader, StopsAfterSomeRowsAndTheStringsThatTheyNeed) {
  std::string rows;
  for (int i = 1; i <= 5; ++i) {
    const std::string number = std::to_string(i);
    rows += "<row r='" + number + "'><c r='A" + number + "' t='s'><v>" + number + "</v></c></row>";
  }
  // Behind the strings that the first rows need stands what could not be read.
  const Book book{.rows = rows + "<row r='1'/>", .strings = Si("0") + Si("1") + Si("2") + "</sst></sst>"};
  EXPECT_EQ(TextOf(book), "INGEST-127");
  EXPECT_EQ(TextOf(book, {.rows_max = 2}), "1\n2\n");
  EXPECT_EQ(TextOf(book, {.rows_max = 3}), "INGEST-127");
  // A row that is as good as blank is one too; rows that need no strings.
  EXPECT_EQ(TextOf({.rows = "<row r='1'><c><v>1</v></c></row><row r='3'><c><v>3</v></c></row>"}, {.rows_max = 2}),
            "1\n");
  EXPECT_EQ(TextOf({.rows = "<row><c><v>1</v></c></row>"}, {.rows_max = 100}), "1\n");
}

TEST(XlsxReader, StopsWhenTheSinkHasEnough) {
  std::string rows;
  for (int i = 0; i < 100'000; ++i) rows += "<row><c><v>123456</v></c></row>";
  const std::string file = MakeZip(Book{.rows = rows}.Parts());
  int pieces = 0;
  XlsxReader reader(file.size(), {}, [&pieces](std::string_view) -> Result<Feeding> {
    ++pieces;
    return Feeding::kEnough;
  });
  EXPECT_TRUE(RunReader(reader, file, 4096));
  EXPECT_EQ(pieces, 1);
}

TEST(CfbKind, TellsEncryptedWorkbooksFromOldOnes) {
  const auto wide = [](std::string_view text) {
    std::string out;
    for (const char c : text) out += std::string{c, '\0'};
    return out;
  };
  const std::string magic = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1" + std::string(504, '\0');
  EXPECT_EQ(KindOfCfb(magic + wide("Root Entry") + wide("EncryptedPackage")), CfbKind::kEncryptedWorkbook);
  EXPECT_EQ(KindOfCfb(magic + wide("Root Entry") + wide("Workbook")), CfbKind::kXls);
  EXPECT_EQ(KindOfCfb(magic + wide("Root Entry") + wide("Book")), CfbKind::kXls);
  EXPECT_EQ(KindOfCfb(magic + wide("Root Entry") + wide("WordDocument")), CfbKind::kOther);
  // MS-XLS 2.4.21: a BOF record, its stream's name being out of sight.
  EXPECT_EQ(KindOfCfb(magic + std::string("\x09\x08\x10\0\0\x06\x05\0", 8)), CfbKind::kXls);
  EXPECT_EQ(KindOfCfb(magic), CfbKind::kOther);
  EXPECT_EQ(KindOfCfb("PK"), CfbKind::kOther);
  // A table in UTF-16 that speaks of one.
  EXPECT_EQ(KindOfCfb("\xFF\xFE" + wide("id,Workbook\n")), CfbKind::kOther);
}

TEST(ReferenceXlsx, TheProtectedWorkbookIsSeenAsOne) {
  EXPECT_EQ(KindOfCfb(testing::ReadReferenceFile("xlsx_calamine/pass_protected.xlsx").substr(0, 65'536)),
            CfbKind::kEncryptedWorkbook);
}

// README of the data: an error or the five cells.
TEST(ReferenceXlsx, TheWrongChecksumIsNamed) {
  EXPECT_EQ(ReadFile(testing::ReadReferenceFile("xlsx_calamine/issue252.xlsx")).text, "INGEST-125");
}

TEST(ReferenceXlsx, PiecesOfAnySizeGiveTheSameText) {
  for (const char* name : {"pivots", "richtext-namespaced", "issue_174", "minimal_package", "strict_iso_paths"}) {
    const std::string file = testing::ReadReferenceFile(std::string("xlsx_calamine/") + name + ".xlsx");
    const std::string text = ReadFile(file, {}, 1 << 20).text;
    EXPECT_GT(text.size(), 50U) << name;
    for (const size_t piece_bytes : {1, 7, 4096}) EXPECT_EQ(ReadFile(file, {}, piece_bytes).text, text) << name;
  }
}

}  // namespace
}  // namespace loyalane::ingest
