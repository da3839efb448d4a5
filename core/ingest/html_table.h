// HtmlTable: the table of an HTML page (what many systems export as ".xls"), or of a "SpreadsheetML 2003" workbook
// -> delimited text; the n-th row of the table is record n. The table: the first one that has a row of two or more
// filled cells; where there is none, the first one with anything in it.
//
// A cell that spans columns or rows gives its value once, at its top left; the others are empty. A table inside a cell
// of the chosen one belongs to the cell's text. Text: entities decoded, blanks as a browser shows them, <br> a line
// end; in SpreadsheetML as it stands.
//
// All rules: docs/formulas/json-and-html-tables.md.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ingest/encoding.h"
#include "ingest/file_reader.h"

namespace loyalane::ingest {

class HtmlTable final : public FileReader {
 public:
  // encoding: of the file; HtmlCharset helps to find it. sheet: of a SpreadsheetML workbook, the one to read; empty:
  // any. Errors: INGEST-118 no such sheet, INGEST-148 no table with cells in it, INGEST-149 a row or cell out of place
  // (SpreadsheetML), INGEST-106..108 limits (row = its number).
  HtmlTable(uint64_t file_bytes, Encoding encoding, uint32_t bom_bytes, TableSink out, std::string sheet = {});
  ~HtmlTable() override;
  [[nodiscard]] std::optional<ReadRequest> Next() override;
  [[nodiscard]] Result<Feeding> Feed(std::string_view bytes) override;
  [[nodiscard]] Status EndRead(ReadOutcome outcome) override;
  // INGEST-331: tables behind it that have such a row, too; not told where a sheet was asked for.
  [[nodiscard]] std::vector<Told> Notices() const override;

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

// Whether the first bytes of a text (UTF-8, perhaps with a byte order mark) are HTML or SpreadsheetML: <html,
// <!doctype html, <head, <meta, <style, <title, <link, <body, <div, <table, <workbook, behind comments and <?...?>; or
// any other tag first and a <table behind it.
[[nodiscard]] bool LooksLikeHtml(std::string_view head);

// The encoding that the page names (<meta charset=...>, <meta ... content="text/html; charset=...">, <?xml
// encoding=...>) in its first bytes as they stand in the file; nothing when it names none that we know. What the bytes
// themselves prove (a byte order mark, text that is well-formed UTF-8) goes before it: pages are saved anew without
// their meta changing.
[[nodiscard]] std::optional<Encoding> HtmlCharset(std::string_view head);

}  // namespace loyalane::ingest
