// Which encoding a file is in, from its first and last bytes. The rules and what they were measured on:
// docs/formulas/encoding-detection.md.
#pragma once

#include <cstdint>
#include <string_view>

#include "ingest/encoding.h"

namespace loyalane::ingest {

struct EncodingGuess {
  enum class Certainty : uint8_t {
    kBom,       // a byte order mark says so
    kStrict,    // non-ASCII text, all of it well-formed UTF-8; or nothing but ASCII in a file seen whole
    kLikely,    // the statistics say so clearly
    kFallback,  // nothing fits well: offer the choice
  };
  Encoding encoding = Encoding::kUtf8;
  uint8_t bom_bytes = 0;  // length of the byte order mark to skip
  Certainty certainty = Certainty::kFallback;
  uint32_t invalid_sequences = 0;  // in `head` and `tail`, read in `encoding`; not counted for UTF-16
  bool has_non_ascii = false;  // in `head` or `tail`; when false, bytes between them may still be in another encoding
};

// `head`: the file's first bytes; `tail`: its last ones, not overlapping `head` (empty when `head_is_whole`). A
// sequence cut by the end of `head` or the start of `tail` is no mistake, one cut by the end of the file is.
[[nodiscard]] EncodingGuess DetectEncoding(std::string_view head, std::string_view tail, bool head_is_whole);

// What kind of file this is if it is no text: "png", "jpeg", "gif", "bmp", "webp", "tiff", "pdf", "xlsx", "docx",
// "pptx", "zip", "xls" (the container of .xls, .doc and .ppt), "gzip", "bzip2", "xz", "zstd", "7z", "rar", "sqlite",
// "parquet", "exe", or "binary" for anything full of control bytes. Empty for text, UTF-16 included. A few stray NULs
// do not make a text binary.
[[nodiscard]] std::string_view LooksBinary(std::string_view head);

}  // namespace loyalane::ingest
