// The parts of a workbook, separated by a byte that XML does not have: sheet, shared strings, styles, workbook,
// relationships; what is missing is as usual. Put into a zip here, so that sizes and checksums are always right.
#include "ingest/xlsx_reader.h"
#include "tests/support/zip_file.h"
#include "tools/fuzz/read_table.h"

namespace {

using namespace loyalane;

constexpr char kSeparator = '\x1E';
constexpr std::string_view kParts[][2] = {
    {"xl/worksheets/sheet1.xml",
     "<worksheet><sheetData><row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c></row></sheetData></worksheet>"},
    {"xl/sharedStrings.xml", "<sst><si><t>a</t></si></sst>"},
    {"xl/styles.xml", "<styleSheet><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/></cellXfs></styleSheet>"},
    {"xl/workbook.xml", "<workbook><sheets><sheet name=\"Sheet1\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>"},
    {"xl/_rels/workbook.xml.rels",
     "<Relationships><Relationship Id=\"rId1\" "
     "Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\" "
     "Target=\"worksheets/sheet1.xml\"/></Relationships>"},
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  std::string_view input = fuzz::Bytes(data, size);
  const uint8_t form = fuzz::TakeByte(input);
  std::vector<testing::ZipPart> parts;
  for (const auto& [name, usual] : kParts) {
    const std::string_view part = input.substr(0, input.find(kSeparator));
    input.remove_prefix(std::min(input.size(), part.size() + 1));
    parts.push_back({.name = std::string(name), .data = std::string(part.empty() ? usual : part), .is_packed = false});
  }
  const std::string file = testing::MakeZip(parts);
  const ingest::XlsxOptions options{
      .sheet = {}, .for_import = form % 2 == 0, .rows_max = form % 4 < 2 ? uint32_t{0} : uint32_t{3}};
  fuzz::ReadTwice(file, 1 + form / 4, [&](ingest::TableSink out) {
    return std::make_unique<ingest::XlsxReader>(file.size(), options, std::move(out));
  });
  return 0;
}
