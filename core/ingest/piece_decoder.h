// PieceDecoder: text in any encoding, in pieces of any size -> UTF-8. What has no meaning becomes U+FFFD
// (encoding.h); a character cut by the end of a piece waits for the next one.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "ingest/encoding.h"
#include "ingest/text_prologue.h"

namespace loyalane::ingest {

class PieceDecoder {
 public:
  // bom_bytes: the byte order mark that the text begins with, left out.
  PieceDecoder(Encoding encoding, uint32_t bom_bytes) : prologue_(encoding, bom_bytes) {}
  // Appends what `piece` completes to `out`.
  void Feed(std::string_view piece, std::string& out);
  // The text ends here: a character cut off becomes U+FFFD.
  void Finish(std::string& out);

 private:
  void Take(std::string_view text, std::string& out);
  // Decodes what is whole in `text`; how many bytes that were.
  size_t Decode(std::string_view text, std::string& out) const;

  TextPrologue prologue_;
  std::string cut_;  // the beginning of a character
};

// Appends one character; U+FFFD for a surrogate, or what is no code point.
void AppendCharacter(char32_t code_point, std::string& out);

}  // namespace loyalane::ingest
