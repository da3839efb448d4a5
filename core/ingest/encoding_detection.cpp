#include "ingest/encoding_detection.h"

#include <algorithm>
#include <optional>

#include "base/digits.h"

namespace loyalane::ingest {
namespace {

using Certainty = EncodingGuess::Certainty;
using Status = DecodedStep::Status;
using namespace std::string_view_literals;

constexpr uint8_t Byte(std::string_view bytes, size_t at) { return static_cast<uint8_t>(bytes[at]); }
constexpr bool Within(uint32_t value, uint32_t first, uint32_t last) { return value - first <= last - first; }
constexpr bool IsLetter(uint8_t byte) { return Within(byte | 0x20u, 'a', 'z'); }
bool IsNonAscii(char byte) { return static_cast<uint8_t>(byte) >= 0x80; }

struct Bom {
  std::string_view bytes;
  Encoding encoding;
};
constexpr Bom kBoms[] = {
    {"\xef\xbb\xbf"sv, Encoding::kUtf8},
    {"\xff\xfe"sv, Encoding::kUtf16Le},
    {"\xfe\xff"sv, Encoding::kUtf16Be},
    {"\x84\x31\x95\x33"sv, Encoding::kGb18030},
};

const Bom* FindBom(std::string_view head) {
  const Bom* found = std::find_if(std::begin(kBoms), std::end(kBoms),
                                  [&](const Bom& bom) { return head.substr(0, bom.bytes.size()) == bom.bytes; });
  return found == std::end(kBoms) ? nullptr : found;
}

// --- UTF-16 without a mark ---

// How the bytes read as UTF-16 in one byte order.
struct UnitCount {
  size_t text = 0;       // ASCII characters: delimiters, digits, letters, line ends
  size_t plausible = 0;  // those, and what else Chinese and Latin tables hold

  void Add(uint8_t high, uint8_t low) {
    const bool is_text = high == 0 && (Within(low, 0x20, 0x7e) || low == '\t' || low == '\n' || low == '\r');
    const bool is_latin = high == 0 && low >= 0xa0;
    // General punctuation, CJK punctuation, ideographs, full-width forms.
    const bool is_chinese = high == 0x20 || high == 0x30 || Within(high, 0x4e, 0x9f) || high == 0xff;
    text += is_text;
    plausible += is_text || is_latin || is_chinese;
  }
};

std::optional<Encoding> Utf16ByNuls(std::string_view head) {
  constexpr size_t kUnitsMin = 2;
  UnitCount little, big;
  size_t both_ascii = 0;
  const size_t units = head.size() / 2;
  // Nearly all files stop here: without a NUL there is no ASCII character of two bytes.
  if (units < kUnitsMin || head.find('\0') == std::string_view::npos) return std::nullopt;
  for (size_t at = 0; at + 2 <= head.size(); at += 2) {
    const uint8_t first = Byte(head, at), second = Byte(head, at + 1);
    little.Add(second, first);
    big.Add(first, second);
    both_ascii += Within(first, 0x09, 0x7e) && Within(second, 0x09, 0x7e);
  }
  // A byte text with a NUL here and there is full of pairs of ASCII bytes; Chinese in UTF-16 has them in a fifth of its
  // units.
  if (both_ascii * 2 > units) return std::nullopt;
  const auto is = [units](const UnitCount& order, const UnitCount& other) {
    constexpr size_t kTextShareMin = 32;
    // Ideographs such as U+4E00 look like ASCII in the other order.
    return order.text * kTextShareMin >= units && order.plausible * 8 >= units * 7 && order.text >= other.text * 4;
  };
  if (is(little, big)) return Encoding::kUtf16Le;
  if (is(big, little)) return Encoding::kUtf16Be;
  return std::nullopt;
}

// --- Byte encodings ---

// How `bytes` read in one encoding.
struct Reading {
  uint32_t valid = 0;    // non-ASCII sequences with a meaning
  uint32_t invalid = 0;  // and without
  uint32_t longer = 0;   // UTF-8: valid sequences of three or four bytes
  uint32_t common = 0;   // GB18030, Big5: characters of the encoding's frequent part
  uint32_t latin =
      0;  // GB18030, Big5: "valid" pairs that stand alone and look like an accented Latin letter before a plain one

  void operator+=(const Reading& other) {
    valid += other.valid;
    invalid += other.invalid;
    longer += other.longer;
    common += other.common;
    latin += other.latin;
  }
};

// The frequent part of GB2312: symbols, full-width forms and the 3755 characters of level 1.
bool IsCommonGb2312(uint8_t lead, uint8_t trail) {
  return (Within(lead, 0xa1, 0xa3) || Within(lead, 0xb0, 0xd7)) && trail >= 0xa1;
}
// The frequent part of Big5: symbols and the 5401 characters of level 1.
bool IsCommonBig5(uint8_t lead, uint8_t trail) {
  return Within(lead, 0xa1, 0xa3) || Within(lead, 0xa4, 0xc5) || (lead == 0xc6 && trail <= 0x7e);
}

Reading Read(Encoding encoding, std::string_view bytes, bool ends_the_file) {
  Reading reading;
  for (size_t at = 0; at < bytes.size();) {
    if (!IsNonAscii(bytes[at])) {
      constexpr uint64_t kHighBits = 0x8080808080808080ULL;
      at += bytes.size() - at >= 8 && (LoadEight(bytes.data() + at) & kHighBits) == 0 ? 8 : 1;
      continue;
    }
    const DecodedStep step = DecodeStep(encoding, bytes.substr(at));
    if (step.status == Status::kOk) {
      ++reading.valid;
      reading.longer += step.size_bytes >= 3;
      if (step.size_bytes == 2) {
        const uint8_t lead = Byte(bytes, at), trail = Byte(bytes, at + 1);
        reading.common += encoding == Encoding::kBig5 ? IsCommonBig5(lead, trail) : IsCommonGb2312(lead, trail);
        const bool stands_alone =
            (at == 0 || !IsNonAscii(bytes[at - 1])) && (at + 2 >= bytes.size() || !IsNonAscii(bytes[at + 2]));
        reading.latin += lead >= 0xc0 && IsLetter(trail) && stands_alone;
      }
    } else if (step.status == Status::kInvalid || ends_the_file) {
      ++reading.invalid;
    }
    at += step.size_bytes;
  }
  return reading;
}

// `tail` from the first place where a character surely begins.
std::string_view SynchronisedUtf8(std::string_view tail) {
  constexpr size_t kTrailsMax = 3;
  size_t at = 0;
  while (at < tail.size() && at < kTrailsMax && Within(Byte(tail, at), 0x80, 0xbf)) ++at;
  return tail.substr(at);
}
std::string_view SynchronisedDoubleByte(std::string_view tail) {
  const size_t line_end = tail.find_first_of("\r\n");  // never part of a character
  return line_end == std::string_view::npos ? std::string_view() : tail.substr(line_end);
}

// Points of a double-byte reading: frequent characters, less a fine for each sequence without meaning. Both readings
// are of the same bytes, so that the points compare.
int64_t Points(const Reading& reading) {
  constexpr int64_t kFine = 4;
  return int64_t{reading.common} - kFine * int64_t{reading.invalid};
}

// At most one sequence in `valid_per_invalid` is broken: the rest can still be believed.
bool IsMostlyValid(const Reading& reading, uint64_t valid_per_invalid) {
  return reading.valid > 0 && reading.invalid * valid_per_invalid <= reading.valid;
}

}  // namespace

EncodingGuess DetectEncoding(std::string_view head, std::string_view tail, bool head_is_whole) {
  if (head_is_whole) tail = {};
  EncodingGuess guess;
  const auto settle = [&guess](Encoding encoding, Certainty certainty, uint32_t invalid_sequences) {
    guess.encoding = encoding;
    guess.certainty = certainty;
    guess.invalid_sequences = invalid_sequences;
    return guess;
  };

  const Bom* bom = FindBom(head);
  std::string_view body = head;
  if (bom != nullptr) {
    guess.bom_bytes = static_cast<uint8_t>(bom->bytes.size());
    body.remove_prefix(bom->bytes.size());
  }
  guess.has_non_ascii =
      std::any_of(body.begin(), body.end(), IsNonAscii) || std::any_of(tail.begin(), tail.end(), IsNonAscii);
  const auto read = [&](Encoding encoding) {
    Reading reading = Read(encoding, body, head_is_whole);
    reading +=
        Read(encoding, encoding == Encoding::kUtf8 ? SynchronisedUtf8(tail) : SynchronisedDoubleByte(tail), true);
    return reading;
  };

  if (bom != nullptr) {
    const bool is_utf16 = bom->encoding == Encoding::kUtf16Le || bom->encoding == Encoding::kUtf16Be;
    return settle(bom->encoding, Certainty::kBom, is_utf16 ? 0 : read(bom->encoding).invalid);
  }
  // Before UTF-8: the ASCII part of a UTF-16 file is well-formed UTF-8, NULs and all.
  if (const std::optional<Encoding> utf16 = Utf16ByNuls(head)) return settle(*utf16, Certainty::kLikely, 0);
  if (!guess.has_non_ascii) return settle(Encoding::kUtf8, head_is_whole ? Certainty::kStrict : Certainty::kLikely, 0);

  const Reading utf8 = read(Encoding::kUtf8);
  if (utf8.invalid == 0) {
    // Two or three pairs of bytes can be well-formed UTF-8 by chance, longer sequences hardly.
    constexpr uint32_t kPairsMin = 4;
    const bool by_chance = utf8.longer == 0 && utf8.valid < kPairsMin && read(Encoding::kGb18030).invalid == 0;
    return settle(Encoding::kUtf8, by_chance ? Certainty::kLikely : Certainty::kStrict, 0);
  }
  // UTF-8 with a few broken places: sequences of three bytes do not line up by chance.
  constexpr uint64_t kUtf8ValidPerInvalid = 4;
  if (utf8.longer * uint64_t{2} >= utf8.valid && IsMostlyValid(utf8, kUtf8ValidPerInvalid)) {
    return settle(Encoding::kUtf8, Certainty::kLikely, utf8.invalid);
  }

  const Reading gb18030 = read(Encoding::kGb18030);
  const Reading big5 = read(Encoding::kBig5);
  const bool is_big5 = Points(big5) > Points(gb18030);
  const Reading& chinese = is_big5 ? big5 : gb18030;
  const uint64_t sensible = chinese.valid - chinese.latin;
  if (uint64_t{chinese.invalid} + chinese.latin >= sensible)
    return settle(Encoding::kWindows1252, Certainty::kFallback, 0);
  constexpr uint64_t kChineseValidPerInvalid = 16;
  const bool is_likely =
      IsMostlyValid(chinese, kChineseValidPerInvalid) && uint64_t{chinese.common} * 2 >= chinese.valid;
  return settle(is_big5 ? Encoding::kBig5 : Encoding::kGb18030, is_likely ? Certainty::kLikely : Certainty::kFallback,
                chinese.invalid);
}

std::string_view LooksBinary(std::string_view head) {
  const auto has = [head](size_t at, std::string_view magic) {
    return head.size() >= at + magic.size() && head.substr(at, magic.size()) == magic;
  };
  if (has(0, "\x89PNG\r\n\x1a\n"sv)) return "png";
  if (has(0, "\xff\xd8\xff"sv)) return "jpeg";
  if (has(0, "GIF87a"sv) || has(0, "GIF89a"sv)) return "gif";
  if (has(0, "BM"sv) && has(6, "\0\0\0\0"sv)) return "bmp";  // the four reserved bytes
  if (has(0, "RIFF"sv) && has(8, "WEBP"sv)) return "webp";
  if (has(0, "II*\0"sv) || has(0, "MM\0*"sv)) return "tiff";
  if (has(0, "%PDF-"sv)) return "pdf";
  if (has(0, "PK\x03\x04"sv) || has(0, "PK\x05\x06"sv)) {
    const auto names = [head](std::string_view folder) { return head.find(folder) != std::string_view::npos; };
    return names("xl/"sv) ? "xlsx" : names("word/"sv) ? "docx" : names("ppt/"sv) ? "pptx" : "zip";
  }
  if (has(0, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"sv)) return "xls";
  if (has(0, "\x1f\x8b\x08"sv)) return "gzip";
  if (has(0, "BZh"sv) && has(4, "1AY&SY"sv)) return "bzip2";
  if (has(0,
          "\xfd"
          "7zXZ\0"sv)) {
    return "xz";
  }
  if (has(0, "\x28\xb5\x2f\xfd"sv)) return "zstd";
  if (has(0, "7z\xbc\xaf\x27\x1c"sv)) return "7z";
  if (has(0, "Rar!\x1a\x07"sv)) return "rar";
  if (has(0, "SQLite format 3\0"sv)) return "sqlite";
  if (has(0, "PAR1"sv) && has(4, "\x15"sv)) return "parquet";
  if (has(0,
          "\x7f"
          "ELF"sv) ||
      (has(0, "MZ"sv) && head.find('\0') != std::string_view::npos)) {
    return "exe";
  }

  const Bom* bom = FindBom(head);
  if (bom != nullptr && (bom->encoding == Encoding::kUtf16Le || bom->encoding == Encoding::kUtf16Be)) return {};
  if (Utf16ByNuls(head).has_value()) return {};
  // Text has TAB, line ends, form feeds, the end mark of DOS and the escape of terminals, and no other control bytes;
  // evenly spread bytes have one in ten.
  constexpr size_t kControlsMin = 8, kControlShareMin = 32, kNulShareMin = 4;
  size_t nuls = 0, controls = 0;
  for (const char c : head) {
    const uint8_t byte = static_cast<uint8_t>(c);
    nuls += byte == 0;
    controls += byte == 0x7f || (Within(byte, 0x01, 0x1f) && !Within(byte, 0x09, 0x0d) && byte != 0x1a && byte != 0x1b);
  }
  if (controls >= kControlsMin && controls * kControlShareMin >= head.size()) return "binary";
  if (nuls >= kControlsMin && nuls * kNulShareMin >= head.size()) return "binary";
  return {};
}

}  // namespace loyalane::ingest
