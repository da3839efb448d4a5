// decode_dump ENCODING [--piece BYTES] [--prefixes]
//
// Decodes standard input to UTF-8 on standard output.
//   --piece N    UTF-16 only: feeds the transcoder N bytes at a time
//   --prefixes   decodes every beginning of the input by itself, from 1 byte to the whole, each followed by LF
// Exit: 0 done, 2 wrong usage.
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <optional>
#include <string>
#include <string_view>

#include "ingest/encoding.h"

namespace {

using loyalane::ingest::DecodeToUtf8;
using loyalane::ingest::Encoding;
using loyalane::ingest::Utf16Transcoder;

void DecodeInPieces(Encoding encoding, std::string_view bytes, size_t piece_size, std::string& out) {
  Utf16Transcoder transcoder(encoding);
  for (size_t at = 0; at < bytes.size(); at += piece_size) transcoder.Feed(bytes.substr(at, piece_size), out);
  transcoder.Finish(out);
}

std::string ReadAll(std::FILE* from) {
  std::string bytes;
  char block[1 << 16];
  while (const size_t size = std::fread(block, 1, sizeof block, from)) bytes.append(block, size);
  return bytes;
}

int Usage() {
  std::fputs("usage: decode_dump ENCODING [--piece BYTES] [--prefixes] < bytes > utf8\n", stderr);
  return 2;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) return Usage();
  const std::optional<Encoding> encoding = loyalane::ingest::ParseEncodingLabel(argv[1]);
  if (!encoding) return Usage();
  size_t piece_size = 0;
  bool prefixes = false;
  for (int i = 2; i < argc; ++i) {
    if (std::strcmp(argv[i], "--prefixes") == 0) {
      prefixes = true;
    } else if (std::strcmp(argv[i], "--piece") == 0 && i + 1 < argc) {
      piece_size = std::strtoul(argv[++i], nullptr, 10);
    } else {
      return Usage();
    }
  }
  if (piece_size != 0 && *encoding != Encoding::kUtf16Le && *encoding != Encoding::kUtf16Be) return Usage();

  const std::string bytes = ReadAll(stdin);
  std::string out;
  if (prefixes) {
    for (size_t size = 1; size <= bytes.size(); ++size) {
      DecodeToUtf8(*encoding, std::string_view(bytes).substr(0, size), out);
      out += '\n';
    }
  } else if (piece_size != 0) {
    DecodeInPieces(*encoding, bytes, piece_size, out);
  } else {
    DecodeToUtf8(*encoding, bytes, out);
  }
  return std::fwrite(out.data(), 1, out.size(), stdout) == out.size() && std::fflush(stdout) == 0 ? 0 : 1;
}
