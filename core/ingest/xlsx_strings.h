// The strings of a workbook: how one is put together from its parts, and the table of the shared ones.
#pragma once

#include <cstdint>
#include <cstring>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "ingest/xlsx_reader.h"
#include "ingest/xml_scanner.h"

namespace loyalane::ingest {

// A string item (CT_Rst: `si` and `is`): the texts of its runs one behind the other, without the phonetic ones.
class XlsxText {
 public:
  void Clear() {
    text_.clear();
    in_text_ = in_phonetic_ = false;
  }
  // A token inside the item; `level` 1 = a child of the item itself. False: longer than kSheetCellBytesMax.
  [[nodiscard]] bool Take(const XmlToken& token, uint32_t level);
  // Decoded; valid until Clear().
  [[nodiscard]] std::string_view Finish();

 private:
  std::string text_;
  bool in_text_ = false;
  bool in_phonetic_ = false;
};

// _x000D_ -> CR: how a workbook writes what XML cannot (ECMA-376 part 1, 22.9.2.19); _x005F_ stands for '_'. NUL and
// lone surrogates become U+FFFD.
void DecodeXstring(std::string& text);

class XlsxStrings final : public XmlPart {
 public:
  // Reading stops once the string `last` is known.
  // Errors: INGEST-132 more than kSharedBytesMax, INGEST-135 a string longer than kSheetCellBytesMax.
  XlsxStrings(std::string part, uint64_t last) : XmlPart(std::move(part)), last_(last) {}
  [[nodiscard]] uint32_t size() const { return size_; }
  [[nodiscard]] uint64_t bytes() const { return uint64_t{blocks_.size()} * kBlockBytes; }
  struct Text {
    std::string_view text;
    bool is_plain;  // needs no quotes in delimited text
  };
  // i < size()
  [[nodiscard]] Text operator[](uint32_t i) const {
    const uint32_t place = places_[i / kPlacesPerBlock][i % kPlacesPerBlock];
    const char* at = blocks_[place / kBlockBytes].get() + place % kBlockBytes;
    uint32_t head;
    std::memcpy(&head, at, sizeof head);
    return {{at + sizeof head, head >> 1}, (head & 1) != 0};
  }

 protected:
  Step Take(const XmlToken& token) override;

 private:
  // Blocks, so that nothing is moved and memory never doubles.
  static constexpr uint32_t kBlockBytes = 1024 * 1024;
  static constexpr uint32_t kPlacesPerBlock = 16 * 1024;
  static_assert(kSheetCellBytesMax < kBlockBytes / 2);
  static_assert(kSharedBytesMax <= UINT32_MAX);
  Step Add(std::string_view text);
  // Items as most programs write them, without the scanner's help: as many as stand there whole.
  Step TakePlainItems();

  uint64_t last_;
  XlsxText text_;
  std::vector<std::unique_ptr<char[]>> blocks_;
  std::vector<std::unique_ptr<uint32_t[]>> places_;
  uint32_t block_used_ = kBlockBytes;
  uint32_t size_ = 0;
};

}  // namespace loyalane::ingest
