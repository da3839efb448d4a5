#include "report/workbook_writer.h"

#include <algorithm>
#include <utility>

#include "ingest/xlsx_reader.h"
#include "ingest/zip_crc.h"
#include "report/workbook_sheet.h"
#include "report/workbook_text.h"

namespace loyalane::report {
namespace {

constexpr size_t kPieceBytes = size_t{256} * 1024;
constexpr size_t kTitleRows = 1;

constexpr std::string_view kXml = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
#define LOYALANE_OPENXML "http://schemas.openxmlformats.org/"
#define LOYALANE_RELATIONSHIP LOYALANE_OPENXML "officeDocument/2006/relationships"
#define LOYALANE_CONTENT "application/vnd.openxmlformats-"
#define LOYALANE_SHEETS_CONTENT LOYALANE_CONTENT "officedocument.spreadsheetml."

std::string SheetPart(size_t sheet) { return "worksheets/sheet" + std::to_string(sheet + 1) + ".xml"; }

// One sheet of the workbook a slice. The pointers go to `sheets`.
std::vector<SheetSlice> SlicesOf(const std::vector<WorkbookSheet>& sheets) {
  std::vector<SheetSlice> slices;
  std::vector<std::string> names;
  for (const WorkbookSheet& sheet : sheets) {
    size_t column = 0;
    do {
      const size_t columns = std::min<size_t>(sheet.columns.size() - column, ingest::kSheetColumnsMax);
      size_t row = 0;
      do {
        const size_t rows = std::min<size_t>(sheet.rows - row, ingest::kSheetRowsMax - kTitleRows);
        names.push_back(SheetName(sheet.name, names));
        slices.push_back({&sheet, names.back(), row, rows, column, columns});
        row += rows;
      } while (row < sheet.rows);
      column += columns;
    } while (column < sheet.columns.size());
  }
  return slices;
}

std::string ContentTypesXml(size_t sheets) {
  std::string xml(kXml);
  xml += "<Types xmlns=\"" LOYALANE_OPENXML
         "package/2006/content-types\"><Default Extension=\"rels\" ContentType=\"" LOYALANE_CONTENT
         "package.relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/>"
         "<Override PartName=\"/xl/workbook.xml\" ContentType=\"" LOYALANE_SHEETS_CONTENT
         "sheet.main+xml\"/><Override PartName=\"/xl/styles.xml\" ContentType=\"" LOYALANE_SHEETS_CONTENT
         "styles+xml\"/><Override PartName=\"/docProps/app.xml\" ContentType=\"" LOYALANE_CONTENT
         "officedocument.extended-properties+xml\"/>";
  for (size_t sheet = 0; sheet < sheets; ++sheet)
    xml += "<Override PartName=\"/xl/" + SheetPart(sheet) +
           "\" ContentType=\"" LOYALANE_SHEETS_CONTENT "worksheet+xml\"/>";
  return xml + "</Types>";
}

void AppendRelationship(std::string& xml, size_t id, std::string_view kind, std::string_view target) {
  xml += "<Relationship Id=\"rId" + std::to_string(id) + "\" Type=\"" LOYALANE_RELATIONSHIP "/";
  xml += kind;
  xml += "\" Target=\"";
  xml += target;
  xml += "\"/>";
}

constexpr std::string_view kRelationshipsBegin =
    "<Relationships xmlns=\"" LOYALANE_OPENXML "package/2006/relationships\">";
constexpr std::string_view kRelationshipsEnd = "</Relationships>";

std::string PackageRelationshipsXml() {
  std::string xml(kXml);
  xml += kRelationshipsBegin;
  AppendRelationship(xml, 1, "officeDocument", "xl/workbook.xml");
  AppendRelationship(xml, 2, "extended-properties", "docProps/app.xml");
  xml += kRelationshipsEnd;
  return xml;
}

// rId1 ... are the sheets.
std::string WorkbookRelationshipsXml(size_t sheets) {
  std::string xml(kXml);
  xml += kRelationshipsBegin;
  for (size_t sheet = 0; sheet < sheets; ++sheet) AppendRelationship(xml, sheet + 1, "worksheet", SheetPart(sheet));
  AppendRelationship(xml, sheets + 1, "styles", "styles.xml");
  xml += kRelationshipsEnd;
  return xml;
}

std::string WorkbookXml(const std::vector<SheetSlice>& slices) {
  std::string xml(kXml);
  xml += "<workbook xmlns=\"" LOYALANE_OPENXML "spreadsheetml/2006/main\" xmlns:r=\"" LOYALANE_RELATIONSHIP
         "\"><bookViews><workbookView/></bookViews><sheets>";
  for (size_t sheet = 0; sheet < slices.size(); ++sheet) {
    const std::string number = std::to_string(sheet + 1);
    xml += "<sheet name=\"";
    AppendXmlText(xml, slices[sheet].name);
    xml += "\" sheetId=\"";
    xml += number;
    xml += "\" r:id=\"rId";
    xml += number;
    xml += "\"/>";
  }
  xml += "</sheets>";
  std::string names;
  for (size_t sheet = 0; sheet < slices.size(); ++sheet) {
    const SheetSlice& slice = slices[sheet];
    if (!slice.sheet->is_table || slice.columns == 0) continue;
    // Where the filter's range is kept besides the sheet itself; a spreadsheet writes it so.
    std::string range = "'";
    for (const char c : slice.name) range.append(c == '\'' ? 2 : 1, c);
    range += "'!" + RangeOf(slice, true);
    names += "<definedName name=\"_xlnm._FilterDatabase\" localSheetId=\"" + std::to_string(sheet) + "\" hidden=\"1\">";
    AppendXmlText(names, range);
    names += "</definedName>";
  }
  if (!names.empty()) xml += "<definedNames>" + names + "</definedNames>";
  return xml + "</workbook>";
}

std::string PropertiesXml() {
  return std::string(kXml) +
         "<Properties xmlns=\"" LOYALANE_OPENXML
         "officeDocument/2006/extended-properties\"><Application>Loyalane</Application></Properties>";
}

}  // namespace

class WorkbookWriter::Impl {
 public:
  explicit Impl(std::vector<WorkbookSheet> sheets) : sheets_(std::move(sheets)) {
    if (sheets_.empty()) sheets_.emplace_back();  // a workbook has one sheet at least
    slices_ = SlicesOf(sheets_);
    for (const SheetSlice& slice : slices_) rows_ += slice.rows;
  }

  WorkbookPiece Read() {
    buffer_.clear();
    switch (step_) {
      case Step::kBetween:
        return Between();
      case Step::kPart:
        return {WorkbookPiece::Kind::kPack, ReadPart()};
      case Step::kPartEnd:
        step_ = Step::kBetween;
        is_in_part_ = true;
        return {WorkbookPiece::Kind::kPackEnd, {}};
      case Step::kEnd:
        break;
    }
    return {WorkbookPiece::Kind::kEnd, {}};
  }

  void Packed(uint64_t packed_bytes) { packed_ = packed_bytes; }
  [[nodiscard]] uint64_t rows() const { return rows_; }
  [[nodiscard]] uint64_t rows_read() const { return rows_before_ + (sheet_ ? sheet_->rows_read() : 0); }

 private:
  enum class Step : uint8_t { kBetween, kPart, kPartEnd, kEnd };
  // Parts before the sheets.
  static constexpr size_t kFixedParts = 6;

  [[nodiscard]] std::string NameOfPart() const {
    constexpr std::string_view kNames[kFixedParts] = {"[Content_Types].xml",        "_rels/.rels",
                                                      "docProps/app.xml",           "xl/workbook.xml",
                                                      "xl/_rels/workbook.xml.rels", "xl/styles.xml"};
    return part_ < kFixedParts ? std::string(kNames[part_]) : "xl/" + SheetPart(part_ - kFixedParts);
  }

  [[nodiscard]] std::string FixedPart() const {
    switch (part_) {
      case 0:
        return ContentTypesXml(slices_.size());
      case 1:
        return PackageRelationshipsXml();
      case 2:
        return PropertiesXml();
      case 3:
        return WorkbookXml(slices_);
      case 4:
        return WorkbookRelationshipsXml(slices_.size());
      default:
        return StylesXml();
    }
  }

  // What is neither part: ends the last part, begins the next one or the directory.
  WorkbookPiece Between() {
    if (is_in_part_) {
      zip_.AppendDescriptor(crc_.value(), packed_, unpacked_, buffer_);
      is_in_part_ = false;
      ++part_;
    }
    if (part_ == kFixedParts + slices_.size()) {
      zip_.AppendDirectory(buffer_);
      step_ = Step::kEnd;
    } else {
      zip_.AppendLocalHeader(NameOfPart(), buffer_);
      crc_ = ingest::ZipCrc();
      unpacked_ = 0;
      step_ = Step::kPart;
    }
    return {WorkbookPiece::Kind::kPlain, buffer_};
  }

  std::string_view ReadPart() {
    bool goes_on = false;
    if (part_ < kFixedParts) {
      buffer_ = FixedPart();
    } else {
      if (!sheet_) sheet_ = std::make_unique<SheetXml>(slices_[part_ - kFixedParts], part_ == kFixedParts);
      goes_on = sheet_->Append(buffer_, kPieceBytes);
      if (!goes_on) {
        rows_before_ += slices_[part_ - kFixedParts].rows;
        sheet_.reset();
      }
    }
    crc_.Feed(buffer_);
    unpacked_ += buffer_.size();
    if (!goes_on) step_ = Step::kPartEnd;
    return buffer_;
  }

  std::vector<WorkbookSheet> sheets_;
  std::vector<SheetSlice> slices_;
  uint64_t rows_ = 0;
  uint64_t rows_before_ = 0;  // in the sheets that are written
  ZipWriter zip_;
  Step step_ = Step::kBetween;
  bool is_in_part_ = false;
  size_t part_ = 0;
  std::unique_ptr<SheetXml> sheet_;
  ingest::ZipCrc crc_;
  uint64_t packed_ = 0;
  uint64_t unpacked_ = 0;
  std::string buffer_;
};

WorkbookWriter::WorkbookWriter(std::vector<WorkbookSheet> sheets) : impl_(std::make_unique<Impl>(std::move(sheets))) {}
WorkbookWriter::WorkbookWriter(WorkbookWriter&&) noexcept = default;
WorkbookWriter& WorkbookWriter::operator=(WorkbookWriter&&) noexcept = default;
WorkbookWriter::~WorkbookWriter() = default;
WorkbookPiece WorkbookWriter::Read() { return impl_->Read(); }
void WorkbookWriter::Packed(uint64_t packed_bytes) { impl_->Packed(packed_bytes); }
uint64_t WorkbookWriter::rows() const { return impl_->rows(); }
uint64_t WorkbookWriter::rows_read() const { return impl_->rows_read(); }

}  // namespace loyalane::report
