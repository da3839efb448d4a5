// What a workbook says about itself: which part is which sheet.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "ingest/xlsx_reader.h"
#include "ingest/xml_scanner.h"
#include "ingest/zip_directory.h"

namespace loyalane::ingest {

// The relationships of a part (Open Packaging Conventions, ECMA-376 part 2).
class XlsxRelations final : public XmlPart {
 public:
  enum class Type : uint8_t { kOther, kOfficeDocument, kWorksheet, kOtherSheet, kStyles, kSharedStrings };
  struct Relation {
    std::string id;
    Type type;
    std::string target;  // name of a part, from the top of the package
  };
  // `owner`: the part that they belong to; empty: the package.
  XlsxRelations(std::string part, std::string_view owner);
  [[nodiscard]] const Relation* OfType(Type type) const;
  [[nodiscard]] const Relation* OfId(std::string_view id) const;

  [[nodiscard]] Status Finish() override;

 protected:
  Step Take(const XmlToken& token) override;

 private:
  std::string folder_;
  std::vector<Relation> relations_;
  std::vector<uint32_t> by_id_;  // of relations_, in the order of their ids; of equal ids the first comes first
};

// xl/workbook.xml
class XlsxWorkbook final : public XmlPart {
 public:
  explicit XlsxWorkbook(std::string part) : XmlPart(std::move(part)) {}
  struct Sheet {
    SheetInfo info;
    std::string relation;  // its id
  };
  [[nodiscard]] const std::vector<Sheet>& sheets() const { return sheets_; }
  [[nodiscard]] bool date1904() const { return date1904_; }
  [[nodiscard]] bool is_workbook() const { return is_workbook_; }

 protected:
  Step Take(const XmlToken& token) override;

 private:
  std::vector<Sheet> sheets_;
  bool date1904_ = false;
  bool is_workbook_ = false;
};

// "xl/_rels/workbook.xml.rels"; of the package (an empty name): "_rels/.rels".
[[nodiscard]] std::string RelationsPartOf(std::string_view part);

// What a zip without a workbook is: "docx", "pptx", "xlsb", "opendocument", "zip".
[[nodiscard]] std::string_view KindOfPackage(const ZipDirectory& directory);

// What a compound file (MS-CFB: the container of .xls, .doc and of encrypted workbooks) is, as far as its first bytes
// tell; kOther for any other file.
enum class CfbKind : uint8_t { kEncryptedWorkbook, kXls, kOther };
[[nodiscard]] CfbKind KindOfCfb(std::string_view head);

}  // namespace loyalane::ingest
