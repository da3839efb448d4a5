// Text encodings that exports of courier systems arrive in, and their way to UTF-8.
//
// Mappings and error handling are those of the WHATWG Encoding Standard (https://encoding.spec.whatwg.org), so that the
// command line, the WebAssembly engine and a browser's TextDecoder agree on every byte sequence. GBK and GB2312 are
// read as GB18030, ISO-8859-1 as windows-1252, as the standard has it. Byte order marks are not looked for here:
// detection finds them, the caller skips them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace loyalane::ingest {

enum class Encoding : uint8_t { kUtf8, kGb18030, kBig5, kUtf16Le, kUtf16Be, kWindows1252 };

// The encoding that `label` names: the standard's labels and the Windows code page names (cp936, cp950); case and white
// space around it do not matter. "utf-16" is little endian, as in the standard.
[[nodiscard]] std::optional<Encoding> ParseEncodingLabel(std::string_view label);

// The label that we print: "utf-8", "gb18030", "big5", "utf-16le", "utf-16be", "windows-1252".
[[nodiscard]] std::string_view EncodingName(Encoding encoding);

// Appends `code_point`, at most U+10FFFF, as UTF-8.
void AppendUtf8(char32_t code_point, std::string& out);

// Appends `bytes` to `out` as UTF-8. A sequence that has no meaning becomes U+FFFD; returns how many of those were
// written. U+FFFD that the bytes spell themselves is text and not counted.
size_t DecodeToUtf8(Encoding encoding, std::string_view bytes, std::string& out);

// One step through text in an encoding whose text can be scanned as bytes (not UTF-16).
struct DecodedStep {
  enum class Status : uint8_t {
    kOk,
    kInvalid,  // no meaning: code_point is U+FFFD
    kCut,      // the bytes end inside a sequence that could still become valid: code_point is U+FFFD
  };
  char32_t code_point = 0;
  char32_t combining = 0;  // a second code point (four Big5 sequences have one), else 0
  uint8_t size_bytes = 0;  // how many bytes the step took, at least 1
  Status status = Status::kOk;
};
// The first step of `bytes`, which must not be empty. `encoding` must not be UTF-16.
[[nodiscard]] DecodedStep DecodeStep(Encoding encoding, std::string_view bytes);

// UTF-16 to UTF-8 in pieces of any size: a piece may end inside a unit or between two surrogates.
//
//   Utf16Transcoder transcoder(Encoding::kUtf16Le);
//   while (...) transcoder.Feed(piece, out);
//   transcoder.Finish(out);
class Utf16Transcoder {
 public:
  // `encoding` is kUtf16Le or kUtf16Be.
  explicit Utf16Transcoder(Encoding encoding) : big_endian_(encoding == Encoding::kUtf16Be) {}
  // Appends what `piece` completes to `out`.
  void Feed(std::string_view piece, std::string& out);
  // The text ends here: half a unit or a surrogate left alone becomes U+FFFD. Afterwards the transcoder is as new, but
  // for the count.
  void Finish(std::string& out);
  // How many U+FFFD were written for bytes without meaning.
  [[nodiscard]] uint64_t replacements() const { return replacements_; }

 private:
  char* Put(char32_t unit, char* to);

  bool big_endian_;
  bool has_half_unit_ = false;
  uint8_t half_unit_ = 0;
  char32_t high_surrogate_ = 0;  // waits for its low one; 0 = none
  uint64_t replacements_ = 0;
};

}  // namespace loyalane::ingest
