// XlsxSheet: the XML of one worksheet -> records. What takes the time of reading a workbook: two million cells a
// second and more.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "ingest/record_writer.h"
#include "ingest/xlsx_numbers.h"
#include "ingest/xlsx_reader.h"
#include "ingest/xlsx_strings.h"
#include "ingest/xlsx_styles.h"
#include "ingest/xml_scanner.h"

namespace loyalane::ingest {

// What a sheet may become: so many bytes at most, or so many times its XML and its strings.
inline constexpr uint64_t kSheetOutFreeBytes = uint64_t{16} * 1024 * 1024;
inline constexpr uint64_t kSheetOutRatioMax = 16;

class XlsxSheet final : public XmlPart {
 public:
  struct Plan {
    NumberRules numbers;
    uint32_t rows_max = 0;  // 0: all
    // Only looks which shared strings the rows need (strings_needed); nothing is written.
    bool is_look_ahead = false;
  };
  // `styles` and `strings` outlive the sheet.
  // Errors: INGEST-130 beyond the last row or column, INGEST-131 a shared string that is not there, INGEST-133 rows or
  // cells out of order, INGEST-134 more than a sheet may become, INGEST-135 a cell too long, INGEST-108 a row too long.
  XlsxSheet(std::string part, const XlsxStyles& styles, const XlsxStrings& strings, Plan plan, TableSink out);
  [[nodiscard]] Status Finish() override;
  // What has been written so far is handed on.
  [[nodiscard]] Status Flush();

  // The number of shared strings up to the last one that is needed.
  [[nodiscard]] uint64_t strings_needed() const { return strings_needed_; }
  [[nodiscard]] uint64_t hidden_rows() const { return hidden_rows_; }
  [[nodiscard]] uint64_t merged_ranges() const { return merged_ranges_; }

 protected:
  Step Take(const XmlToken& token) override;

 private:
  enum class Type : uint8_t { kNumber, kShared, kBoolean, kError, kFormulaText, kInline, kIsoDate };
  struct Reference {
    uint32_t row = 0;     // 1-based; 0 = not given
    uint32_t column = 0;  // 1-based
  };
  static Reference ReadReference(std::string_view text);
  static Type TypeOf(std::string_view name);

  Step BeginRow(std::string_view attributes);
  Step EndRow();
  // Settles where the cell is.
  Step BeginCell(Reference at);
  // False where the cell says a place that cannot be read.
  bool BeginValue(std::string_view attributes, Reference& at);
  Step EndCell();
  // The value of the cell that has begun.
  Step Put(Type type, uint32_t style, std::string_view value);
  Step PutShared(std::string_view index);
  Step PutText(std::string_view text, bool is_plain);
  // Blank rows and cells up to the cell's place.
  Step Separate();
  // Cells and borders of rows as most programs write them, without the scanner's help: as many as stand there whole.
  Step TakePlainCells();
  const char* TakePlainCell(const char* at, const char* end, Step& step);
  const char* TakeRowBorder(const char* at, const char* end, Step& step);
  [[nodiscard]] Error CellError(ErrorId id) const;

  const XlsxStyles& styles_;
  const XlsxStrings& strings_;
  Plan plan_;
  RecordWriter writer_;
  uint64_t out_bytes_ = 0;
  uint64_t in_bytes_ = 0;

  enum class Place : uint8_t { kOther, kData, kMerges };
  Place place_ = Place::kOther;
  uint32_t row_ = 0;           // 1-based
  bool row_is_known_ = false;  // from its own element or its first cell
  uint32_t rows_written_ = 0;
  uint32_t column_ = 0;  // of the last cell, 1-based
  uint32_t columns_written_ = 0;
  bool row_has_text_ = false;

  // The cell that the scanner is in.
  Type type_ = Type::kNumber;
  uint32_t style_ = 0;
  bool in_value_ = false;
  std::string value_;
  XlsxText inline_;
  std::string scratch_;

  uint64_t strings_needed_ = 0;
  uint64_t hidden_rows_ = 0;
  uint64_t merged_ranges_ = 0;
};

}  // namespace loyalane::ingest
