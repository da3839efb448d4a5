// The number formats of a workbook: which of them show dates, times and durations.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "ingest/xml_scanner.h"

namespace loyalane::ingest {

// Significant decimal digits that a spreadsheet keeps of a number.
inline constexpr size_t kDigitsKept = 15;

struct CellFormat {
  enum class Kind : uint8_t {
    kNumber,
    kDate,      // with a day or a month, without a time of day
    kTime,      // without a day
    kDateTime,  // both
    kDuration,  // [h]:mm
    kZeros,     // "000000": so many digits, leading zeros among them
  };
  Kind kind = Kind::kNumber;
  uint8_t zeros = 0;  // kZeros
  friend bool operator==(const CellFormat&, const CellFormat&) = default;
};

// What a format code shows: its first section, without quoted text, escapes, colours, locales and conditions
// (ECMA-376 part 1, 18.8.31).
[[nodiscard]] CellFormat ReadFormatCode(std::string_view code);
// Of a format that every spreadsheet has (18.8.30, with the ones of the Chinese versions).
[[nodiscard]] CellFormat BuiltInFormat(uint32_t id);

class XlsxStyles final : public XmlPart {
 public:
  explicit XlsxStyles(std::string part) : XmlPart(std::move(part)) {}
  // Of a cell with s="style".
  [[nodiscard]] CellFormat FormatOf(uint32_t style) const {
    return style < formats_.size() ? formats_[style] : CellFormat{};
  }
  [[nodiscard]] Status Finish() override;

 protected:
  Step Take(const XmlToken& token) override;

 private:
  struct OwnFormat {
    uint32_t id;
    CellFormat format;
  };
  std::vector<OwnFormat> own_;
  std::vector<uint32_t> ids_;  // format id of style i
  std::vector<CellFormat> formats_;
  bool in_cell_styles_ = false;
};

}  // namespace loyalane::ingest
