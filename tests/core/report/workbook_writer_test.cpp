#include "report/workbook_writer.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <string>
#include <vector>

#include "ingest/zip_crc.h"
#include "report/workbook_sheet.h"

namespace loyalane::report {
namespace {

using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::Not;
using Kind = WorkbookPiece::Kind;

// Little-endian number at `at`.
uint64_t NumberAt(const std::string& bytes, size_t at, size_t size) {
  uint64_t number = 0;
  for (size_t i = size; i-- > 0;) number = number << 8 | static_cast<uint8_t>(bytes.at(at + i));
  return number;
}

struct Part {
  std::string name;
  uint64_t flags, method, time, date, crc32, packed_bytes, unpacked_bytes, offset;
  std::string extra;
};

// The directory at the end of a zip, by PKWARE APPNOTE 6.3.10, 4.3.12 and 4.3.16. `missing`: bytes that the writer was
// told of and that are not there.
std::vector<Part> DirectoryOf(const std::string& file) {
  const size_t end = file.size() - 22;
  EXPECT_EQ(NumberAt(file, end, 4), 0x06054b50U);
  uint64_t count = NumberAt(file, end + 10, 2);
  uint64_t bytes = NumberAt(file, end + 12, 4);
  size_t at = end - bytes;
  if (NumberAt(file, end + 16, 4) == 0xFFFFFFFF) {
    EXPECT_EQ(NumberAt(file, end - 20, 4), 0x07064b50U);
    const size_t wide = end - 20 - 56;
    EXPECT_EQ(NumberAt(file, wide, 4), 0x06064b50U);
    EXPECT_EQ(NumberAt(file, wide + 4, 8), 44U);
    count = NumberAt(file, wide + 32, 8);
    bytes = NumberAt(file, wide + 40, 8);
    at = wide - bytes;
    EXPECT_EQ(NumberAt(file, end - 12, 8), NumberAt(file, wide + 48, 8) + bytes);  // where the record stands
  }
  std::vector<Part> parts;
  for (uint64_t i = 0; i < count; ++i) {
    EXPECT_EQ(NumberAt(file, at, 4), 0x02014b50U);
    Part part;
    part.flags = NumberAt(file, at + 8, 2);
    part.method = NumberAt(file, at + 10, 2);
    part.time = NumberAt(file, at + 12, 2);
    part.date = NumberAt(file, at + 14, 2);
    part.crc32 = NumberAt(file, at + 16, 4);
    part.packed_bytes = NumberAt(file, at + 20, 4);
    part.unpacked_bytes = NumberAt(file, at + 24, 4);
    part.offset = NumberAt(file, at + 42, 4);
    const size_t name_bytes = NumberAt(file, at + 28, 2);
    const size_t extra_bytes = NumberAt(file, at + 30, 2);
    part.name = file.substr(at + 46, name_bytes);
    part.extra = file.substr(at + 46 + name_bytes, extra_bytes);
    at += 46 + name_bytes + extra_bytes;
    parts.push_back(std::move(part));
  }
  return parts;
}

struct Workbook {
  std::string file;  // with parts that are "packed" as they are
  std::map<std::string, std::string> parts;
  size_t longest_piece = 0;
};

Workbook Write(std::vector<WorkbookSheet> sheets) {
  Workbook workbook;
  WorkbookWriter writer(std::move(sheets));
  std::string part;
  std::vector<std::string> contents;
  while (true) {
    const WorkbookPiece piece = writer.Read();
    if (piece.kind == Kind::kEnd) break;
    workbook.longest_piece = std::max(workbook.longest_piece, piece.bytes.size());
    workbook.file += piece.bytes;
    if (piece.kind == Kind::kPack) part += piece.bytes;
    if (piece.kind == Kind::kPackEnd) {
      writer.Packed(part.size());
      contents.push_back(std::move(part));
      part.clear();
    }
  }
  EXPECT_EQ(writer.Read().kind, Kind::kEnd);
  EXPECT_EQ(writer.rows_read(), writer.rows());
  const std::vector<Part> directory = DirectoryOf(workbook.file);
  EXPECT_EQ(directory.size(), contents.size());
  for (size_t i = 0; i < directory.size(); ++i) workbook.parts[directory[i].name] = contents[i];
  return workbook;
}

WorkbookColumn Column(std::string title, CellKind kind, std::vector<std::string> cells, uint8_t decimals = 0) {
  WorkbookColumn column;
  column.title = std::move(title);
  column.kind = kind;
  column.decimals = decimals;
  column.append = [cells = std::move(cells)](size_t row, std::string& out) { out += cells.at(row); };
  return column;
}

WorkbookSheet Sheet(std::string name, std::vector<WorkbookColumn> columns, size_t rows) {
  WorkbookSheet sheet;
  sheet.name = std::move(name);
  sheet.columns = std::move(columns);
  sheet.rows = rows;
  return sheet;
}

// The cells of one column, from row 2 on, as they stand in the sheet.
std::string CellsOf(CellKind kind, const std::vector<std::string>& cells, uint8_t decimals = 0) {
  const Workbook workbook = Write({Sheet("s", {Column("t", kind, cells, decimals)}, cells.size())});
  const std::string& xml = workbook.parts.at("xl/worksheets/sheet1.xml");
  const size_t begin = xml.find("<row r=\"2\">");
  return xml.substr(begin, xml.find("</sheetData>") - begin);
}

std::string Row(int row, const std::string& cell) {
  return "<row r=\"" + std::to_string(row) + "\">" + cell + "</row>";
}

TEST(WorkbookWriter, WritesAZipThatItsOwnDirectoryDescribes) {
  const Workbook workbook = Write({Sheet("one", {Column("id", CellKind::kText, {"007", ""})}, 2), Sheet("two", {}, 0)});
  const std::string& file = workbook.file;
  std::vector<std::string> names;
  for (const Part& part : DirectoryOf(file)) {
    SCOPED_TRACE(part.name);
    names.push_back(part.name);
    const std::string& content = workbook.parts.at(part.name);
    ingest::ZipCrc crc;
    crc.Feed(content);
    EXPECT_EQ(part.crc32, crc.value());
    EXPECT_EQ(part.packed_bytes, content.size());
    EXPECT_EQ(part.unpacked_bytes, content.size());
    EXPECT_EQ(part.method, 8U);
    EXPECT_EQ(part.flags, 0x0808U);  // a data descriptor follows; the name is UTF-8
    EXPECT_EQ(part.time, 0U);
    EXPECT_EQ(part.date, 0x21U);  // 1980-01-01
    EXPECT_EQ(part.extra, "");
    // The local header says the same but for what was not known yet, then name, content, descriptor.
    const size_t at = part.offset;
    EXPECT_EQ(NumberAt(file, at, 4), 0x04034b50U);
    EXPECT_EQ(NumberAt(file, at + 6, 2), part.flags);
    EXPECT_EQ(NumberAt(file, at + 14, 8), 0U);
    EXPECT_EQ(NumberAt(file, at + 26, 2), part.name.size());
    EXPECT_EQ(NumberAt(file, at + 28, 2), 0U);
    EXPECT_EQ(file.substr(at + 30, part.name.size()), part.name);
    const size_t data = at + 30 + part.name.size();
    EXPECT_EQ(file.substr(data, content.size()), content);
    const size_t descriptor = data + content.size();
    EXPECT_EQ(NumberAt(file, descriptor, 4), 0x08074b50U);
    EXPECT_EQ(NumberAt(file, descriptor + 4, 4), part.crc32);
    EXPECT_EQ(NumberAt(file, descriptor + 8, 4), part.packed_bytes);
    EXPECT_EQ(NumberAt(file, descriptor + 12, 4), part.unpacked_bytes);
  }
  EXPECT_THAT(names, ::testing::ElementsAre("[Content_Types].xml", "_rels/.rels", "docProps/app.xml", "xl/workbook.xml",
                                            "xl/_rels/workbook.xml.rels", "xl/styles.xml", "xl/worksheets/sheet1.xml",
                                            "xl/worksheets/sheet2.xml"));
  EXPECT_EQ(file.substr(0, 4), "PK\x03\x04");
}

TEST(WorkbookWriter, NamesEveryPartInTypesAndRelationships) {
  const Workbook workbook = Write({Sheet("one", {}, 0), Sheet("two", {}, 0)});
  const std::string& types = workbook.parts.at("[Content_Types].xml");
  for (const auto& [name, content] : workbook.parts) {
    if (name.find(".rels") == std::string::npos && name != "[Content_Types].xml")
      EXPECT_THAT(types, HasSubstr("PartName=\"/" + name + "\""));
  }
  const std::string& links = workbook.parts.at("xl/_rels/workbook.xml.rels");
  EXPECT_THAT(links, HasSubstr("Id=\"rId2\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
                               "worksheet\" Target=\"worksheets/sheet2.xml\""));
  EXPECT_THAT(links, HasSubstr("Target=\"styles.xml\""));
  EXPECT_THAT(workbook.parts.at("xl/workbook.xml"), HasSubstr("<sheet name=\"two\" sheetId=\"2\" r:id=\"rId2\"/>"));
}

TEST(WorkbookWriter, IsTheSameBytesEachTime) {
  const auto sheets = [] { return std::vector{Sheet("s", {Column("t", CellKind::kText, {"a", "b"})}, 2)}; };
  EXPECT_EQ(Write(sheets()).file, Write(sheets()).file);
}

TEST(WorkbookWriter, AWorkbookWithoutTablesHasOneEmptySheet) {
  const Workbook workbook = Write({});
  EXPECT_THAT(workbook.parts.at("xl/workbook.xml"), HasSubstr("<sheet name=\"Sheet\" sheetId=\"1\""));
  EXPECT_THAT(workbook.parts.at("xl/worksheets/sheet1.xml"), EndsWith("<sheetData></sheetData></worksheet>"));
}

// Styles are indices into cellXfs: 2 text, 4 plain, 5 percent, 6 date, 7 instant, 8 and on numbers with 0, 1 ...
// decimals.
TEST(WorkbookWriter, WritesTextInline) {
  EXPECT_EQ(CellsOf(CellKind::kText, {"007", "", " =1&2 "}),
            Row(2, R"(<c r="A2" s="2" t="inlineStr"><is><t>007</t></is></c>)") + Row(3, "") +
                Row(4, R"(<c r="A4" s="2" t="inlineStr"><is><t xml:space="preserve"> =1&amp;2 </t></is></c>)"));
}

TEST(WorkbookWriter, LongTextHasNoTextFormat) {
  EXPECT_THAT(CellsOf(CellKind::kText, {std::string(255, 'x')}), HasSubstr("s=\"2\" t="));
  EXPECT_THAT(CellsOf(CellKind::kText, {std::string(256, 'x')}), HasSubstr("s=\"0\" t="));
}

TEST(WorkbookWriter, WritesNumbersAsNumbers) {
  EXPECT_EQ(CellsOf(CellKind::kNumber, {"0", "-12.50", "1e-07"}, 2),
            Row(2, R"(<c r="A2" s="12"><v>0</v></c>)") + Row(3, R"(<c r="A3" s="12"><v>-12.50</v></c>)") +
                Row(4, R"(<c r="A4" s="12"><v>1e-07</v></c>)"));
  EXPECT_EQ(CellsOf(CellKind::kNumber, {"12"}, 9), Row(2, R"(<c r="A2" s="14"><v>12</v></c>)"));
  EXPECT_EQ(CellsOf(CellKind::kPlainNumber, {"2026"}), Row(2, R"(<c r="A2" s="4"><v>2026</v></c>)"));
  EXPECT_EQ(CellsOf(CellKind::kPercent, {"0.25"}, 1), Row(2, R"(<c r="A2" s="8"><v>0.25</v></c>)"));
  EXPECT_EQ(CellsOf(CellKind::kPercent, {"0.25"}, 7), Row(2, R"(<c r="A2" s="9"><v>0.25</v></c>)"));
}

// A spreadsheet keeps doubles: more than 15 digits are only safe where they are a double's own.
TEST(WorkbookWriter, NumbersKeepEveryDigit) {
  for (const char* number : {"123456789012345", "-1234567890123.45", "0.1", "0.30000000000000004", "12345678901234.56",
                             "1234567890123.4500000", "2.220446049250313e-16"}) {
    EXPECT_THAT(CellsOf(CellKind::kNumber, {number}), HasSubstr("<v>" + std::string(number) + "</v>"));
  }
  for (const char* number : {"1234567890123456789", "9999999999999999", "999999999999999.99", "0.12345678901234567890"})
    EXPECT_THAT(CellsOf(CellKind::kNumber, {number}), HasSubstr("<t>" + std::string(number) + "</t>"));
}

TEST(WorkbookWriter, WhatIsNoNumberIsText) {
  for (const char* text : {"abc", "1,000", "+5", "007", "1.", ".5", "-", "1e", "1e400", "0x10", "nan", "12 ", "1e5e5"})
    EXPECT_THAT(CellsOf(CellKind::kNumber, {text}), HasSubstr(std::string(text) + "</t>"));
}

// Serial numbers: 2026-01-05 is 46027, as LibreOffice and Excel show it in a cell of General format; 1950-01-01 is
// 18264.
TEST(WorkbookWriter, WritesDatesAsSerialNumbers) {
  EXPECT_EQ(CellsOf(CellKind::kDate, {"2026-01-05", "1950-01-01"}),
            Row(2, R"(<c r="A2" s="5"><v>46027</v></c>)") + Row(3, R"(<c r="A3" s="5"><v>18264</v></c>)"));
  EXPECT_EQ(CellsOf(CellKind::kInstant, {"2026-01-05 12:00:00", "2026-01-05T06:00", "2026-01-05"}),
            Row(2, R"(<c r="A2" s="6"><v>46027.5</v></c>)") + Row(3, R"(<c r="A3" s="6"><v>46027.25</v></c>)") +
                Row(4, R"(<c r="A4" s="5"><v>46027</v></c>)"));
  for (const char* text : {"2026-02-30", "5 Jan", "2026-01-05 24:00:00", "2026-01-05 1:00", "2026-01-05 12-00-00",
                           "2026-01-05x12:00:00", "1899-12-31", "2026-01-05 "}) {
    EXPECT_THAT(CellsOf(CellKind::kInstant, {text}), HasSubstr(std::string(text) + "</t>"));
  }
}

// ECMA-376 part 1, 18.8.30: number formats 1, 3, 4, 9, 10 and 49 are built in (0, #,##0, #,##0.00, 0%, 0.00%, @).
TEST(WorkbookWriter, CellFormatsStandWhereTheCellsExpectThem) {
  const std::string styles = StylesXml();
  const size_t formats = styles.find("<cellXfs");
  std::vector<std::string> numbers;
  for (size_t at = styles.find("<xf ", formats); at != std::string::npos; at = styles.find("<xf ", at + 1)) {
    const size_t begin = styles.find("numFmtId=\"", at) + 10;
    const std::string number = styles.substr(begin, styles.find('"', begin) - begin);
    const std::string code = "numFmtId=\"" + number + "\" formatCode=\"";
    const size_t custom = styles.find(code);
    const size_t text = custom + code.size();
    numbers.push_back(custom == std::string::npos ? number : styles.substr(text, styles.find('"', text) - text));
  }
  EXPECT_THAT(numbers, ::testing::ElementsAre("0", "49", "49", "0", "1", "yyyy-mm-dd", "yyyy-mm-dd hh:mm:ss", "9",
                                              "0.0%", "10", "3", "#,##0.0", "4", "#,##0.000", "#,##0.0000"));
  EXPECT_THAT(styles, HasSubstr("<cellXfs count=\"15\">"));
}

TEST(WorkbookWriter, ATableHasAFrozenFilteredHeader) {
  const Workbook workbook =
      Write({Sheet("it's", {Column("客户", CellKind::kText, {"a"}), Column("<n>", CellKind::kNumber, {"1"})}, 1)});
  const std::string& xml = workbook.parts.at("xl/worksheets/sheet1.xml");
  EXPECT_THAT(xml, HasSubstr("<dimension ref=\"A1:B2\"/>"));
  EXPECT_THAT(xml, HasSubstr("<pane ySplit=\"1\" topLeftCell=\"A2\" activePane=\"bottomLeft\" state=\"frozen\"/>"));
  EXPECT_THAT(xml, HasSubstr("<row r=\"1\"><c r=\"A1\" s=\"1\" t=\"inlineStr\"><is><t>客户</t></is></c>"
                             "<c r=\"B1\" s=\"1\" t=\"inlineStr\"><is><t>&lt;n&gt;</t></is></c></row>"));
  EXPECT_THAT(xml, HasSubstr("</sheetData><autoFilter ref=\"A1:B2\"/>"));
  EXPECT_THAT(workbook.parts.at("xl/workbook.xml"),
              HasSubstr("<definedName name=\"_xlnm._FilterDatabase\" localSheetId=\"0\" "
                        "hidden=\"1\">'it''s'!$A$1:$B$2</definedName>"));
}

TEST(WorkbookWriter, WhatIsNoTableIsWrappedAndHasNoFilter) {
  WorkbookSheet sheet = Sheet("说明", {Column("t", CellKind::kText, {"a"})}, 1);
  sheet.is_table = false;
  const Workbook workbook = Write({sheet});
  const std::string& xml = workbook.parts.at("xl/worksheets/sheet1.xml");
  EXPECT_THAT(xml, HasSubstr("<c r=\"A2\" s=\"3\" t=\"inlineStr\">"));
  EXPECT_THAT(xml, Not(HasSubstr("autoFilter")));
  EXPECT_THAT(xml, Not(HasSubstr("frozen")));
  EXPECT_THAT(workbook.parts.at("xl/workbook.xml"), Not(HasSubstr("definedName")));
}

std::string WidthOf(const WorkbookColumn& column, size_t rows) {
  const Workbook workbook = Write({Sheet("s", {column}, rows)});
  const std::string& xml = workbook.parts.at("xl/worksheets/sheet1.xml");
  const size_t begin = xml.find("width=\"") + 7;
  return xml.substr(begin, xml.find('"', begin) - begin);
}

// Two characters of margin, three for the filter's button beside the title; from 6 to 48.
TEST(WorkbookWriter, WidthsFitTitlesAndTheFirstRows) {
  EXPECT_EQ(WidthOf(Column("a", CellKind::kText, {}), 0), "6");
  EXPECT_EQ(WidthOf(Column("客户编码", CellKind::kText, {}), 0), "13");
  EXPECT_EQ(WidthOf(Column("客户", CellKind::kText, {"上海锦程物流有限公司"}), 1), "22");
  EXPECT_EQ(WidthOf(Column("x", CellKind::kText, {std::string(100, 'x')}), 1), "48");
  EXPECT_EQ(WidthOf(Column("x", CellKind::kNumber, {"1234567.123456"}, 2), 1), "14");  // 1,234,567.12
  WorkbookColumn given = Column("x", CellKind::kText, {"abc"});
  given.width = 70;
  EXPECT_EQ(WidthOf(given, 1), "70");
}

TEST(WorkbookWriter, RowsBeyondASheetGoOnInTheNext) {
  constexpr size_t kRowsOfASheet = 1'048'575;  // 2^20 without the title's
  WorkbookColumn column;
  column.title = "n";
  column.kind = CellKind::kNumber;
  column.append = [](size_t row, std::string& out) { out += std::to_string(row); };
  const Workbook workbook = Write({Sheet("行", {column}, kRowsOfASheet + 2)});
  const std::string& first = workbook.parts.at("xl/worksheets/sheet1.xml");
  const std::string& second = workbook.parts.at("xl/worksheets/sheet2.xml");
  EXPECT_EQ(workbook.parts.count("xl/worksheets/sheet3.xml"), 0U);
  EXPECT_THAT(workbook.parts.at("xl/workbook.xml"), HasSubstr("<sheet name=\"行 (2)\" sheetId=\"2\""));
  EXPECT_NE(first.find("<c r=\"A1048576\" s=\"10\"><v>1048574</v></c></row></sheetData>"), std::string::npos);
  EXPECT_EQ(first.find("1048577"), std::string::npos);
  EXPECT_THAT(second, HasSubstr("<c r=\"A2\" s=\"10\"><v>1048575</v></c></row><row r=\"3\"><c r=\"A3\" s=\"10\">"
                                "<v>1048576</v></c></row></sheetData>"));
  EXPECT_THAT(second, HasSubstr("<t>n</t>"));
  EXPECT_LT(workbook.longest_piece, 300U * 1024);
}

TEST(WorkbookWriter, ColumnsBeyondASheetGoOnInTheNext) {
  constexpr size_t kColumnsOfASheet = 16'384;
  std::vector<WorkbookColumn> columns;
  for (size_t i = 0; i <= kColumnsOfASheet; ++i)
    columns.push_back(Column("c" + std::to_string(i), CellKind::kNumber, {std::to_string(i)}));
  const Workbook workbook = Write({Sheet("s", std::move(columns), 1)});
  EXPECT_NE(workbook.parts.at("xl/worksheets/sheet1.xml").find("<c r=\"XFD2\" s=\"10\"><v>16383</v></c></row>"),
            std::string::npos);
  EXPECT_THAT(workbook.parts.at("xl/worksheets/sheet2.xml"), HasSubstr("<c r=\"A2\" s=\"10\"><v>16384</v></c></row>"));
}

TEST(WorkbookWriter, ASheetIsTheSameForAnySizeOfPieces) {
  std::vector<std::string> cells;
  for (int i = 0; i < 50; ++i) cells.push_back(std::string(static_cast<size_t>(i), 'x'));
  const WorkbookSheet sheet =
      Sheet("s", {Column("a", CellKind::kText, cells), Column("b", CellKind::kText, cells)}, cells.size());
  const SheetSlice slice{&sheet, "s", 0, sheet.rows, 0, 2};
  std::string whole;
  SheetXml at_once(slice, true);
  ASSERT_FALSE(at_once.Append(whole, 1'000'000));
  for (const size_t bytes : {1, 2, 100, 1000}) {
    SheetXml in_pieces(slice, true);
    std::string joined;
    std::string piece;
    bool goes_on = true;
    while (goes_on) {
      piece.clear();
      goes_on = in_pieces.Append(piece, bytes);
      ASSERT_FALSE(piece.empty());
      joined += piece;
    }
    EXPECT_EQ(joined, whole) << bytes;
  }
}

// No file of 4 GB is needed for this: the host only says that it has packed so much.
TEST(WorkbookWriter, ZipsBeyondFourGigabytesUseZip64) {
  constexpr uint64_t kHuge = 5'000'000'000;
  WorkbookWriter writer({Sheet("a", {}, 0), Sheet("b", {}, 0)});
  std::string file;  // without the packed bytes
  size_t parts = 0;
  for (WorkbookPiece piece = writer.Read(); piece.kind != Kind::kEnd; piece = writer.Read()) {
    if (piece.kind == Kind::kPlain) file += piece.bytes;
    if (piece.kind == Kind::kPackEnd) writer.Packed(++parts == 7 ? kHuge : 100);
  }
  const std::vector<Part> directory = DirectoryOf(file);
  ASSERT_EQ(directory.size(), 8U);
  EXPECT_EQ(directory[5].extra, "");
  // Extra field 1: the numbers whose own place holds FFFFFFFF, in the order unpacked, packed, offset (4.5.3).
  EXPECT_EQ(directory[6].packed_bytes, 0xFFFFFFFFU);
  EXPECT_LT(directory[6].unpacked_bytes, 1000U);
  ASSERT_EQ(directory[6].extra.size(), 12U);
  EXPECT_EQ(NumberAt(directory[6].extra, 0, 2), 1U);
  EXPECT_EQ(NumberAt(directory[6].extra, 2, 2), 8U);
  EXPECT_EQ(NumberAt(directory[6].extra, 4, 8), kHuge);
  EXPECT_EQ(directory[7].offset, 0xFFFFFFFFU);
  ASSERT_EQ(directory[7].extra.size(), 12U);
  // The header of sheet 1, its name, what was packed, and a descriptor with sizes of 8 bytes stand between the two.
  EXPECT_EQ(NumberAt(directory[7].extra, 4, 8),
            directory[6].offset + 30 + directory[6].name.size() + kHuge + 4 + 4 + 8 + 8);
}

TEST(WorkbookWriter, SaysHowFarItHasRead) {
  WorkbookWriter writer({Sheet("a", {Column("x", CellKind::kText, {"1", "2"})}, 2),
                         Sheet("b", {Column("x", CellKind::kText, {"1", "2", "3"})}, 3)});
  EXPECT_EQ(writer.rows(), 5U);
  uint64_t before = 0;
  std::vector<uint64_t> steps;
  for (WorkbookPiece piece = writer.Read(); piece.kind != Kind::kEnd; piece = writer.Read()) {
    EXPECT_GE(writer.rows_read(), before);
    if (writer.rows_read() != before) steps.push_back(writer.rows_read());
    before = writer.rows_read();
  }
  EXPECT_THAT(steps, ::testing::ElementsAre(2, 5));
}

}  // namespace
}  // namespace loyalane::report
