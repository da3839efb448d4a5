// TextPrologue: what stands between a file's bytes and the scanner: a byte order mark is skipped, UTF-16 becomes UTF-8.
// Bytes come in pieces of any size.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "ingest/encoding.h"

namespace loyalane::ingest {

class TextPrologue {
 public:
  TextPrologue(Encoding encoding, uint32_t bom_bytes);
  // The encoding of the text that comes out, which can be scanned as bytes.
  [[nodiscard]] Encoding text_encoding() const { return utf16_ ? Encoding::kUtf8 : encoding_; }
  // What the piece gives: a part of it, or text that is valid until the next call.
  [[nodiscard]] std::string_view Feed(std::string_view bytes);
  // What is left when no bytes follow.
  [[nodiscard]] std::string_view Finish();
  // U+FFFD written for bytes without meaning.
  [[nodiscard]] uint64_t replacements() const { return utf16_ ? utf16_->replacements() : 0; }

 private:
  Encoding encoding_;
  uint32_t skip_bytes_;
  std::optional<Utf16Transcoder> utf16_;
  std::string transcoded_;
};

}  // namespace loyalane::ingest
