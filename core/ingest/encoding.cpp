#include "ingest/encoding.h"

#include <cstring>
#include <iterator>

#include "ingest/encoding_tables.h"

namespace loyalane::ingest {
namespace {

constexpr char32_t kReplacement = 0xfffd;
constexpr std::string_view kReplacementUtf8 = "\xef\xbf\xbd";

using Status = DecodedStep::Status;

struct Label {
  std::string_view label;  // lower case
  Encoding encoding;
};
// The labels of the standard, section 4.2, and what Windows and spreadsheet programs call the same code pages.
constexpr Label kLabels[] = {
    {"utf-8", Encoding::kUtf8},
    {"utf8", Encoding::kUtf8},
    {"unicode-1-1-utf-8", Encoding::kUtf8},
    {"unicode11utf8", Encoding::kUtf8},
    {"unicode20utf8", Encoding::kUtf8},
    {"x-unicode20utf8", Encoding::kUtf8},
    {"cp65001", Encoding::kUtf8},
    {"gb18030", Encoding::kGb18030},
    {"gbk", Encoding::kGb18030},
    {"gb2312", Encoding::kGb18030},
    {"gb_2312", Encoding::kGb18030},
    {"gb_2312-80", Encoding::kGb18030},
    {"chinese", Encoding::kGb18030},
    {"csgb2312", Encoding::kGb18030},
    {"csiso58gb231280", Encoding::kGb18030},
    {"iso-ir-58", Encoding::kGb18030},
    {"x-gbk", Encoding::kGb18030},
    {"cp936", Encoding::kGb18030},
    {"cp54936", Encoding::kGb18030},
    {"ms936", Encoding::kGb18030},
    {"windows-936", Encoding::kGb18030},
    {"big5", Encoding::kBig5},
    {"big5-hkscs", Encoding::kBig5},
    {"cn-big5", Encoding::kBig5},
    {"csbig5", Encoding::kBig5},
    {"x-x-big5", Encoding::kBig5},
    {"cp950", Encoding::kBig5},
    {"ms950", Encoding::kBig5},
    {"windows-950", Encoding::kBig5},
    {"utf-16", Encoding::kUtf16Le},
    {"utf16", Encoding::kUtf16Le},
    {"utf-16le", Encoding::kUtf16Le},
    {"utf16le", Encoding::kUtf16Le},
    {"csunicode", Encoding::kUtf16Le},
    {"iso-10646-ucs-2", Encoding::kUtf16Le},
    {"ucs-2", Encoding::kUtf16Le},
    {"unicode", Encoding::kUtf16Le},
    {"unicodefeff", Encoding::kUtf16Le},
    {"utf-16be", Encoding::kUtf16Be},
    {"utf16be", Encoding::kUtf16Be},
    {"unicodefffe", Encoding::kUtf16Be},
    {"windows-1252", Encoding::kWindows1252},
    {"ansi_x3.4-1968", Encoding::kWindows1252},
    {"ascii", Encoding::kWindows1252},
    {"cp1252", Encoding::kWindows1252},
    {"cp819", Encoding::kWindows1252},
    {"csisolatin1", Encoding::kWindows1252},
    {"ibm819", Encoding::kWindows1252},
    {"iso-8859-1", Encoding::kWindows1252},
    {"iso-ir-100", Encoding::kWindows1252},
    {"iso8859-1", Encoding::kWindows1252},
    {"iso88591", Encoding::kWindows1252},
    {"iso_8859-1", Encoding::kWindows1252},
    {"iso_8859-1:1987", Encoding::kWindows1252},
    {"l1", Encoding::kWindows1252},
    {"latin1", Encoding::kWindows1252},
    {"us-ascii", Encoding::kWindows1252},
    {"x-cp1252", Encoding::kWindows1252},
};

// Bytes 80 to 9F of windows-1252; the rest are their own code points.
constexpr char16_t kWindows1252High[32] = {
    0x20ac, 0x0081, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160,
    0x2039, 0x0152, 0x008d, 0x017d, 0x008f, 0x0090, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022,
    0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0x009d, 0x017e, 0x0178,
};

constexpr uint8_t Byte(std::string_view bytes, size_t at) { return static_cast<uint8_t>(bytes[at]); }
constexpr bool Within(uint32_t value, uint32_t first, uint32_t last) { return value - first <= last - first; }
constexpr bool IsAscii(uint8_t byte) { return byte < 0x80; }

DecodedStep Ok(char32_t code_point, uint8_t size_bytes) { return {code_point, 0, size_bytes, Status::kOk}; }
DecodedStep Invalid(uint8_t size_bytes) { return {kReplacement, 0, size_bytes, Status::kInvalid}; }
DecodedStep Cut(std::string_view bytes) { return {kReplacement, 0, static_cast<uint8_t>(bytes.size()), Status::kCut}; }
// A pair without meaning gives an ASCII trail byte back, so that a broken lead byte never swallows a delimiter or a
// line end.
DecodedStep InvalidPair(uint8_t trail) { return Invalid(IsAscii(trail) ? 1 : 2); }

struct StepUtf8 {
  DecodedStep operator()(std::string_view bytes) const {
    const uint8_t lead = Byte(bytes, 0);
    uint32_t trail_count = 0;
    char32_t code_point = 0;
    uint8_t lower = 0x80, upper = 0xbf;  // the next trail byte's range: excludes overlong forms, surrogates, > U+10FFFF
    if (Within(lead, 0xc2, 0xdf)) {
      trail_count = 1;
      code_point = lead & 0x1f;
    } else if (Within(lead, 0xe0, 0xef)) {
      trail_count = 2;
      code_point = lead & 0x0f;
      if (lead == 0xe0) lower = 0xa0;
      if (lead == 0xed) upper = 0x9f;
    } else if (Within(lead, 0xf0, 0xf4)) {
      trail_count = 3;
      code_point = lead & 0x07;
      if (lead == 0xf0) lower = 0x90;
      if (lead == 0xf4) upper = 0x8f;
    } else {
      return Invalid(1);
    }
    for (uint32_t at = 1; at <= trail_count; ++at) {
      if (at >= bytes.size()) return Cut(bytes);
      const uint8_t trail = Byte(bytes, at);
      if (!Within(trail, lower, upper)) return Invalid(static_cast<uint8_t>(at));
      code_point = code_point << 6 | (trail & 0x3f);
      lower = 0x80;
      upper = 0xbf;
    }
    return Ok(code_point, static_cast<uint8_t>(trail_count + 1));
  }
};

// Four-byte GB18030 sequences as numbers: below kGb18030BmpEnd they are runs in a table, from kGb18030AstralBegin they
// are the code points from U+10000 on.
constexpr uint32_t kGb18030BmpEnd = 39420;
constexpr uint32_t kGb18030AstralBegin = 189000;

char32_t Gb18030FourByte(const Gb18030Table& table, uint32_t pointer) {
  if (pointer >= kGb18030AstralBegin) {
    const char32_t code_point = pointer - kGb18030AstralBegin + 0x10000;
    return code_point <= 0x10ffff ? code_point : kReplacement;
  }
  if (pointer >= kGb18030BmpEnd) return kReplacement;
  size_t at = 0, end = std::size(table.runs);  // the last run that begins at or before `pointer`
  while (end - at > 1) {
    const size_t middle = (at + end) / 2;
    (table.runs[middle].pointer <= pointer ? at : end) = middle;
  }
  return table.runs[at].code_point + (pointer - table.runs[at].pointer);
}

struct StepGb18030 {
  const Gb18030Table& table = Gb18030();

  DecodedStep operator()(std::string_view bytes) const {
    const uint8_t lead = Byte(bytes, 0);
    if (lead == 0x80) return Ok(0x20ac, 1);  // the euro sign of code page 936
    if (lead == 0xff) return Invalid(1);
    if (bytes.size() < 2) return Cut(bytes);
    const uint8_t second = Byte(bytes, 1);
    if (Within(second, 0x40, 0x7e) || Within(second, 0x80, 0xfe)) {
      const uint32_t pointer = (lead - 0x81u) * 190 + (second - (second < 0x7f ? 0x40u : 0x41u));
      return Ok(table.pairs[pointer], 2);
    }
    if (!Within(second, 0x30, 0x39)) return InvalidPair(second);
    // A four-byte sequence that breaks off gives all but its lead byte back.
    if (bytes.size() < 3) return Cut(bytes);
    const uint8_t third = Byte(bytes, 2);
    if (!Within(third, 0x81, 0xfe)) return Invalid(1);
    if (bytes.size() < 4) return Cut(bytes);
    const uint8_t fourth = Byte(bytes, 3);
    if (!Within(fourth, 0x30, 0x39)) return Invalid(1);
    const uint32_t pointer = ((lead - 0x81u) * 10 + (second - 0x30u)) * 1260 + (third - 0x81u) * 10 + (fourth - 0x30u);
    const char32_t code_point = Gb18030FourByte(table, pointer);
    return code_point == kReplacement && pointer >= kGb18030BmpEnd ? Invalid(4) : Ok(code_point, 4);
  }
};

struct StepBig5 {
  const Big5Table& table = Big5();

  DecodedStep operator()(std::string_view bytes) const {
    constexpr uint8_t kFirstLead = 0x87;  // of the table
    const uint8_t lead = Byte(bytes, 0);
    if (!Within(lead, 0x81, 0xfe)) return Invalid(1);
    if (bytes.size() < 2) return Cut(bytes);
    const uint8_t trail = Byte(bytes, 1);
    if (lead < kFirstLead || !(Within(trail, 0x40, 0x7e) || Within(trail, 0xa1, 0xfe))) return InvalidPair(trail);
    if (lead == 0x88) {
      // Capital and small E with circumflex, with macron or caron: two code points each.
      switch (trail) {
        case 0x62:
          return {0xca, 0x304, 2, Status::kOk};
        case 0x64:
          return {0xca, 0x30c, 2, Status::kOk};
        case 0xa3:
          return {0xea, 0x304, 2, Status::kOk};
        case 0xa5:
          return {0xea, 0x30c, 2, Status::kOk};
        default:
          break;
      }
    }
    const uint32_t pointer = (lead - uint32_t{kFirstLead}) * 157 + (trail - (trail < 0x7f ? 0x40u : 0x62u));
    const char32_t code_point = table.CodePoint(pointer);
    return code_point == 0 ? InvalidPair(trail) : Ok(code_point, 2);
  }
};

struct StepWindows1252 {
  DecodedStep operator()(std::string_view bytes) const {
    const uint8_t byte = Byte(bytes, 0);
    return Ok(Within(byte, 0x80, 0x9f) ? kWindows1252High[byte - 0x80] : byte, 1);
  }
};

// Writes `code_point` as UTF-8 and returns the end.
char* PutUtf8(char32_t code_point, char* to) {
  const auto trail = [code_point](int shift) { return static_cast<char>(0x80 | (code_point >> shift & 0x3f)); };
  if (code_point < 0x80) {
    *to++ = static_cast<char>(code_point);
  } else if (code_point < 0x800) {
    *to++ = static_cast<char>(0xc0 | code_point >> 6);
    *to++ = trail(0);
  } else if (code_point < 0x10000) {
    *to++ = static_cast<char>(0xe0 | code_point >> 12);
    *to++ = trail(6);
    *to++ = trail(0);
  } else {
    *to++ = static_cast<char>(0xf0 | code_point >> 18);
    *to++ = trail(12);
    *to++ = trail(6);
    *to++ = trail(0);
  }
  return to;
}

// The end of the ASCII bytes that begin at `at`.
size_t AsciiEnd(std::string_view bytes, size_t at) {
  while (at + sizeof(uint64_t) <= bytes.size()) {
    uint64_t eight;
    std::memcpy(&eight, bytes.data() + at, sizeof eight);
    if ((eight & 0x8080808080808080) != 0) break;
    at += sizeof eight;
  }
  while (at < bytes.size() && IsAscii(Byte(bytes, at))) ++at;
  return at;
}

template <typename Step>
size_t Decode(Step step, std::string_view bytes, std::string& out) {
  size_t replacements = 0;
  for (size_t at = 0; at < bytes.size();) {
    const size_t ascii_end = AsciiEnd(bytes, at);
    out.append(bytes.data() + at, ascii_end - at);
    for (at = ascii_end; at < bytes.size() && !IsAscii(Byte(bytes, at));) {
      const DecodedStep decoded = step(bytes.substr(at));
      AppendUtf8(decoded.code_point, out);
      if (decoded.combining != 0) AppendUtf8(decoded.combining, out);
      replacements += decoded.status != Status::kOk;
      at += decoded.size_bytes;
    }
  }
  return replacements;
}

constexpr std::string_view kSpace = "\t\n\f\r ";

bool EqualsLowerCase(std::string_view text, std::string_view lower_case) {
  if (text.size() != lower_case.size()) return false;
  for (size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if ((Within(static_cast<uint8_t>(c), 'A', 'Z') ? static_cast<char>(c + ('a' - 'A')) : c) != lower_case[i])
      return false;
  }
  return true;
}

}  // namespace

std::optional<Encoding> ParseEncodingLabel(std::string_view label) {
  const size_t first = label.find_first_not_of(kSpace);
  if (first == std::string_view::npos) return std::nullopt;
  label = label.substr(first, label.find_last_not_of(kSpace) - first + 1);
  for (const Label& known : kLabels) {
    if (EqualsLowerCase(label, known.label)) return known.encoding;
  }
  return std::nullopt;
}

std::string_view EncodingName(Encoding encoding) {
  switch (encoding) {
    case Encoding::kUtf8:
      return "utf-8";
    case Encoding::kGb18030:
      return "gb18030";
    case Encoding::kBig5:
      return "big5";
    case Encoding::kUtf16Le:
      return "utf-16le";
    case Encoding::kUtf16Be:
      return "utf-16be";
    case Encoding::kWindows1252:
      return "windows-1252";
  }
  return {};
}

DecodedStep DecodeStep(Encoding encoding, std::string_view bytes) {
  if (IsAscii(Byte(bytes, 0))) return Ok(Byte(bytes, 0), 1);
  switch (encoding) {
    case Encoding::kUtf8:
      return StepUtf8()(bytes);
    case Encoding::kGb18030:
      return StepGb18030()(bytes);
    case Encoding::kBig5:
      return StepBig5()(bytes);
    case Encoding::kWindows1252:
      return StepWindows1252()(bytes);
    case Encoding::kUtf16Le:
    case Encoding::kUtf16Be:
      break;
  }
  return Invalid(1);
}

void AppendUtf8(char32_t code_point, std::string& out) {
  char utf8[4];
  out.append(utf8, static_cast<size_t>(PutUtf8(code_point, utf8) - utf8));
}

size_t DecodeToUtf8(Encoding encoding, std::string_view bytes, std::string& out) {
  switch (encoding) {
    case Encoding::kUtf8:
      return Decode(StepUtf8(), bytes, out);
    case Encoding::kGb18030:
      return Decode(StepGb18030(), bytes, out);
    case Encoding::kBig5:
      return Decode(StepBig5(), bytes, out);
    case Encoding::kWindows1252:
      return Decode(StepWindows1252(), bytes, out);
    case Encoding::kUtf16Le:
    case Encoding::kUtf16Be:
      break;
  }
  Utf16Transcoder transcoder(encoding);
  transcoder.Feed(bytes, out);
  transcoder.Finish(out);
  return static_cast<size_t>(transcoder.replacements());
}

// One unit completes at most a replacement for a surrogate left alone and a character of its own: 6 bytes.
char* Utf16Transcoder::Put(char32_t unit, char* to) {
  const bool is_low = Within(unit, 0xdc00, 0xdfff);
  if (high_surrogate_ != 0) {
    const char32_t high = high_surrogate_;
    high_surrogate_ = 0;
    if (is_low) return PutUtf8(0x10000 + ((high - 0xd800) << 10) + (unit - 0xdc00), to);
    ++replacements_;
    to = PutUtf8(kReplacement, to);
  }
  if (Within(unit, 0xd800, 0xdbff)) {
    high_surrogate_ = unit;
    return to;
  }
  if (is_low) {
    ++replacements_;
    unit = kReplacement;
  }
  return PutUtf8(unit, to);
}

void Utf16Transcoder::Feed(std::string_view piece, std::string& out) {
  constexpr size_t kSizePerUnitMax = 3;  // a surrogate left alone is the size that its own unit would have had
  size_t at = 0;
  const size_t size_before = out.size();
  out.resize(size_before + (piece.size() / 2 + 2) * kSizePerUnitMax);
  char* to = out.data() + size_before;
  const auto unit_of = [this](uint8_t first, uint8_t second) -> char32_t {
    return big_endian_ ? static_cast<char32_t>(first << 8 | second) : static_cast<char32_t>(second << 8 | first);
  };
  if (has_half_unit_ && !piece.empty()) {
    has_half_unit_ = false;
    to = Put(unit_of(half_unit_, Byte(piece, at++)), to);
  }
  for (; at + 2 <= piece.size(); at += 2) {
    const char32_t unit = unit_of(Byte(piece, at), Byte(piece, at + 1));
    if (unit < 0x80 && high_surrogate_ == 0) {
      *to++ = static_cast<char>(unit);
    } else {
      to = Put(unit, to);
    }
  }
  if (at < piece.size()) {
    has_half_unit_ = true;
    half_unit_ = Byte(piece, at);
  }
  out.resize(static_cast<size_t>(to - out.data()));
}

void Utf16Transcoder::Finish(std::string& out) {
  // A surrogate left alone and half a unit after it are one mistake, as in the standard.
  if (high_surrogate_ != 0 || has_half_unit_) {
    out += kReplacementUtf8;
    ++replacements_;
  }
  high_surrogate_ = 0;
  has_half_unit_ = false;
}

}  // namespace loyalane::ingest
