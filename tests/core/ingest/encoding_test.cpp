#include "ingest/encoding.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <initializer_list>
#include <ostream>
#include <string>
#include <string_view>
#include <utility>

// Expected characters are those of the WHATWG Encoding Standard's algorithms and indexes; bytes of words are
// `str.encode` of Python's codecs. tests/browser/encoding compares every sequence with a browser.
namespace loyalane::ingest {
namespace {

std::string Bytes(std::initializer_list<uint8_t> bytes) { return {bytes.begin(), bytes.end()}; }

struct Decoded {
  std::string text;
  size_t replacements = 0;
  bool operator==(const Decoded& other) const { return text == other.text && replacements == other.replacements; }
};
void PrintTo(const Decoded& decoded, std::ostream* out) {
  *out << '"' << decoded.text << "\" with " << decoded.replacements << " replacements";
}

Decoded Decode(Encoding encoding, std::string_view bytes) {
  Decoded decoded;
  decoded.replacements = DecodeToUtf8(encoding, bytes, decoded.text);
  return decoded;
}
Decoded Decode(Encoding encoding, std::initializer_list<uint8_t> bytes) { return Decode(encoding, Bytes(bytes)); }

constexpr Encoding kAll[] = {Encoding::kUtf8,    Encoding::kGb18030, Encoding::kBig5,
                             Encoding::kUtf16Le, Encoding::kUtf16Be, Encoding::kWindows1252};

// The first and last code point of each length, as str.encode of Python writes them.
TEST(AppendUtf8, WritesEveryLength) {
  std::string text = "<";
  for (const char32_t code_point : {0x0, 0x7F, 0x80, 0x7FF, 0x800, 0xFFFD, 0xFFFF, 0x10000, 0x10FFFF})
    AppendUtf8(code_point, text);
  EXPECT_EQ(text, "<" + Bytes({0x00, 0x7F, 0xC2, 0x80, 0xDF, 0xBF, 0xE0, 0xA0, 0x80, 0xEF, 0xBF, 0xBD,
                               0xEF, 0xBF, 0xBF, 0xF0, 0x90, 0x80, 0x80, 0xF4, 0x8F, 0xBF, 0xBF}));
}

TEST(ParseEncodingLabel, KnowsTheLabelsOfTheStandardAndOfWindows) {
  for (const Encoding encoding : kAll) EXPECT_EQ(ParseEncodingLabel(EncodingName(encoding)), encoding);
  for (const char* label : {"gbk", "GB2312", "cp936", "x-gbk", "Chinese", "windows-936"}) {
    EXPECT_EQ(ParseEncodingLabel(label), Encoding::kGb18030) << label;
  }
  for (const char* label : {"Big5-HKSCS", "cp950", "x-x-big5"}) {
    EXPECT_EQ(ParseEncodingLabel(label), Encoding::kBig5) << label;
  }
  for (const char* label : {"utf-16", "UTF-16LE", "unicode"}) {
    EXPECT_EQ(ParseEncodingLabel(label), Encoding::kUtf16Le) << label;
  }
  for (const char* label : {"latin1", "ISO-8859-1", "us-ascii", "cp1252"}) {
    EXPECT_EQ(ParseEncodingLabel(label), Encoding::kWindows1252) << label;
  }
  EXPECT_EQ(ParseEncodingLabel("utf-16be"), Encoding::kUtf16Be);
  EXPECT_EQ(ParseEncodingLabel(" \tUTF8\r\n"), Encoding::kUtf8);
}

TEST(ParseEncodingLabel, RefusesWhatItDoesNotKnow) {
  for (const char* label : {"", "  ", "utf", "utf-8x", "utf-7", "shift_jis", "gb 18030"}) {
    EXPECT_FALSE(ParseEncodingLabel(label).has_value()) << label;
  }
  EXPECT_FALSE(ParseEncodingLabel(std::string_view("utf-8\0", 6)).has_value());
}

TEST(DecodeToUtf8, AppendsAndPassesAsciiThroughInEveryByteEncoding) {
  std::string ascii;
  for (char c = 0; c >= 0 && c < 127; ++c) ascii += c;
  ascii += '\x7f';
  for (const Encoding encoding : {Encoding::kUtf8, Encoding::kGb18030, Encoding::kBig5, Encoding::kWindows1252}) {
    std::string out = "before ";
    EXPECT_EQ(DecodeToUtf8(encoding, ascii, out), 0U);
    EXPECT_EQ(out, "before " + ascii) << EncodingName(encoding);
    EXPECT_EQ(Decode(encoding, ""), (Decoded{"", 0}));
  }
}

TEST(DecodeToUtf8, FindsTheFirstNonAsciiByteAtEveryPlaceOfTheFastPath) {
  for (size_t before = 0; before < 20; ++before) {
    for (size_t after = 0; after < 20; ++after) {
      const std::string bytes = std::string(before, 'a') + Bytes({0xbf, 0xcd}) + std::string(after, 'b');  // 客 in GBK
      EXPECT_EQ(Decode(Encoding::kGb18030, bytes),
                (Decoded{std::string(before, 'a') + "客" + std::string(after, 'b'), 0}));
    }
  }
}

TEST(DecodeToUtf8, ReadsGb18030) {
  EXPECT_EQ(Decode(Encoding::kGb18030,
                   {0xbf, 0xcd, 0xbb, 0xa7, 0xb1, 0xe0, 0xc2, 0xeb, ',', 0xd4, 0xcb, 0xb5, 0xa5, 0xba, 0xc5}),
            (Decoded{"客户编码,运单号", 0}));
  EXPECT_EQ(Decode(Encoding::kGb18030, {0xbf, 0xcd, 0x91, 0xf4, 0xbe, 0x8e, 0xcc, 0x96}), (Decoded{"客戶編號", 0}));
  EXPECT_EQ(Decode(Encoding::kGb18030, {0x94, 0x39, 0xfc, 0x36}), (Decoded{"\U0001F600", 0}));
  EXPECT_EQ(Decode(Encoding::kGb18030, {0x90, 0x30, 0x81, 0x30}), (Decoded{"\U00010000", 0}));
  EXPECT_EQ(Decode(Encoding::kGb18030, {0xe3, 0x32, 0x9a, 0x35}), (Decoded{"\U0010FFFF", 0}));
  EXPECT_EQ(Decode(Encoding::kGb18030, {0x81, 0x30, 0x81, 0x30}), (Decoded{"\u0080", 0}));
  EXPECT_EQ(Decode(Encoding::kGb18030, {0x81, 0x35, 0xf4, 0x37}),
            (Decoded{"\uE7C7", 0}));                                            // the exception of the ranges
  EXPECT_EQ(Decode(Encoding::kGb18030, {0xa8, 0xbc}), (Decoded{"\u1E3F", 0}));  // as since GB18030-2005
  EXPECT_EQ(Decode(Encoding::kGb18030, {0xa6, 0xd9}), (Decoded{"\uFE10", 0}));  // as since GB18030-2022
  EXPECT_EQ(Decode(Encoding::kGb18030, {0x80, 0xa3, 0xa0}), (Decoded{"€\u3000", 0}));
}

TEST(DecodeToUtf8, DoesNotCountAReplacementCharacterThatTheTextHolds) {
  EXPECT_EQ(Decode(Encoding::kGb18030, {0x84, 0x31, 0xa4, 0x37}), (Decoded{"\uFFFD", 0}));
  EXPECT_EQ(Decode(Encoding::kUtf8, "\uFFFD"), (Decoded{"\uFFFD", 0}));
  EXPECT_EQ(Decode(Encoding::kUtf16Le, {0xfd, 0xff}), (Decoded{"\uFFFD", 0}));
}

TEST(DecodeToUtf8, GivesAsciiBackAfterABrokenGb18030Sequence) {
  EXPECT_EQ(Decode(Encoding::kGb18030, {0xbf, ',', 'a'}), (Decoded{"\uFFFD,a", 1}));
  EXPECT_EQ(Decode(Encoding::kGb18030, {0xbf, '\n'}), (Decoded{"\uFFFD\n", 1}));
  EXPECT_EQ(Decode(Encoding::kGb18030, {0xbf, 0xff, 'a'}), (Decoded{"\uFFFDa", 1}));
  EXPECT_EQ(Decode(Encoding::kGb18030, {0xff, 'a'}), (Decoded{"\uFFFDa", 1}));
  EXPECT_EQ(Decode(Encoding::kGb18030, {0x81, '0', ','}), (Decoded{"\uFFFD0,", 1}));
  // The third byte begins a sequence of its own: 81 30 | BF CD.
  EXPECT_EQ(Decode(Encoding::kGb18030, {0x81, '0', 0xbf, 0xcd}), (Decoded{"\uFFFD0客", 1}));
  EXPECT_EQ(Decode(Encoding::kGb18030, {0x84, 0x31, 0xa5, 0x30, 'a'}),
            (Decoded{"\uFFFDa", 1}));  // well-formed, unassigned
  EXPECT_EQ(Decode(Encoding::kGb18030, {0xe3, 0x32, 0x9a, 0x36, 'a'}), (Decoded{"\uFFFDa", 1}));  // beyond U+10FFFF
}

TEST(DecodeToUtf8, MakesOneReplacementOfASequenceThatTheEndCuts) {
  EXPECT_EQ(Decode(Encoding::kGb18030, {'a', 0xbf}), (Decoded{"a\uFFFD", 1}));
  EXPECT_EQ(Decode(Encoding::kGb18030, {'a', 0x81, 0x30}), (Decoded{"a\uFFFD", 1}));
  EXPECT_EQ(Decode(Encoding::kGb18030, {'a', 0x81, 0x30, 0x81}), (Decoded{"a\uFFFD", 1}));
  EXPECT_EQ(Decode(Encoding::kBig5, {'a', 0xab}), (Decoded{"a\uFFFD", 1}));
  EXPECT_EQ(Decode(Encoding::kUtf8, {'a', 0xe5, 0xae}), (Decoded{"a\uFFFD", 1}));
  EXPECT_EQ(Decode(Encoding::kUtf8, {'a', 0xf0, 0x9f, 0x98}), (Decoded{"a\uFFFD", 1}));
}

TEST(DecodeToUtf8, ReadsBig5WithTheHongKongSupplement) {
  EXPECT_EQ(Decode(Encoding::kBig5, {0xab, 0xc8, 0xa4, 0xe1, 0xbd, 0x73, 0xb8, 0xb9}), (Decoded{"客戶編號", 0}));
  EXPECT_EQ(Decode(Encoding::kBig5, {0xaa, 0x46, 0xde, 0xb3}), (Decoded{"東瑋", 0}));
  EXPECT_EQ(Decode(Encoding::kBig5, {0x8b, 0x40, 0x8b, 0x47}), (Decoded{"\U000233F4\u3A18", 0}));
  EXPECT_EQ(Decode(Encoding::kBig5, {0x88, 0x62, 0x88, 0x64, 0x88, 0xa3, 0x88, 0xa5}),
            (Decoded{"\u00CA\u0304\u00CA\u030C\u00EA\u0304\u00EA\u030C", 0}));
}

TEST(DecodeToUtf8, GivesAsciiBackAfterABrokenBig5Sequence) {
  EXPECT_EQ(Decode(Encoding::kBig5, {0xab, ',', 'a'}), (Decoded{"\uFFFD,a", 1}));
  EXPECT_EQ(Decode(Encoding::kBig5, {0x81, 'A', 'a'}), (Decoded{"\uFFFDAa", 1}));  // in range, unassigned, ASCII trail
  EXPECT_EQ(Decode(Encoding::kBig5, {0x81, 0xa1, 'a'}), (Decoded{"\uFFFDa", 1}));  // in range, unassigned
  EXPECT_EQ(Decode(Encoding::kBig5, {0xab, 0x80, 'a'}), (Decoded{"\uFFFDa", 1}));  // between the trail ranges
  EXPECT_EQ(Decode(Encoding::kBig5, {0x80, 0xff, 'a'}), (Decoded{"\uFFFD\uFFFDa", 2}));
}

TEST(DecodeToUtf8, ReplacesTheLongestBrokenBeginningInUtf8) {
  EXPECT_EQ(Decode(Encoding::kUtf8, "客户\U0001F600"), (Decoded{"客户\U0001F600", 0}));
  // Unicode Standard, chapter 3, table 3-8: the maximal subparts of an ill-formed sequence.
  EXPECT_EQ(Decode(Encoding::kUtf8, {0x61, 0xf1, 0x80, 0x80, 0xe1, 0x80, 0xc2, 0x62, 0x80, 0x63, 0x80, 0xbf, 0x64}),
            (Decoded{"a\uFFFD\uFFFD\uFFFDb\uFFFDc\uFFFD\uFFFDd", 6}));
  EXPECT_EQ(Decode(Encoding::kUtf8, {0xc0, 0xaf}), (Decoded{"\uFFFD\uFFFD", 2}));              // overlong
  EXPECT_EQ(Decode(Encoding::kUtf8, {0xe0, 0x80, 0xaf}), (Decoded{"\uFFFD\uFFFD\uFFFD", 3}));  // overlong
  EXPECT_EQ(Decode(Encoding::kUtf8, {0xed, 0xa0, 0x80}), (Decoded{"\uFFFD\uFFFD\uFFFD", 3}));  // a surrogate
  EXPECT_EQ(Decode(Encoding::kUtf8, {0xf4, 0x90, 0x80, 0x80}), (Decoded{"\uFFFD\uFFFD\uFFFD\uFFFD", 4}));  // > U+10FFFF
}

TEST(DecodeToUtf8, ReadsWindows1252AsTheStandardHasIt) {
  EXPECT_EQ(Decode(Encoding::kWindows1252, {0x80, 0x81, 0x99, 0xa9, 0xe9, 0xff}), (Decoded{"€\u0081™©éÿ", 0}));
}

TEST(DecodeToUtf8, ReadsUtf16) {
  EXPECT_EQ(Decode(Encoding::kUtf16Le, {0xa2, 0x5b, ',', 0x00, 0x3d, 0xd8, 0x00, 0xde}), (Decoded{"客,\U0001F600", 0}));
  EXPECT_EQ(Decode(Encoding::kUtf16Be, {0x5b, 0xa2, 0x00, ',', 0xd8, 0x3d, 0xde, 0x00}), (Decoded{"客,\U0001F600", 0}));
  EXPECT_EQ(Decode(Encoding::kUtf16Le, {0x3d, 0xd8, 'a', 0}), (Decoded{"\uFFFDa", 1}));  // high alone
  EXPECT_EQ(Decode(Encoding::kUtf16Le, {0x00, 0xde, 'a', 0}), (Decoded{"\uFFFDa", 1}));  // low alone
  EXPECT_EQ(Decode(Encoding::kUtf16Le, {0x3d, 0xd8, 0x3d, 0xd8, 0x00, 0xde}), (Decoded{"\uFFFD\U0001F600", 1}));
  EXPECT_EQ(Decode(Encoding::kUtf16Le, {'a', 0, 'b'}), (Decoded{"a\uFFFD", 1}));               // half a unit
  EXPECT_EQ(Decode(Encoding::kUtf16Le, {'a', 0, 0x3d, 0xd8}), (Decoded{"a\uFFFD", 1}));        // high at the end
  EXPECT_EQ(Decode(Encoding::kUtf16Le, {'a', 0, 0x3d, 0xd8, 0x00}), (Decoded{"a\uFFFD", 1}));  // both at once
}

TEST(Utf16Transcoder, GivesTheSameForPiecesOfAnySize) {
  const std::string little = Bytes({0x00, 0xde, 'a',  0x00, 0xa2, 0x5b, 0x3d, 0xd8, 0x00, 0xde, 0x3d, 0xd8, 0x0d, 0x00,
                                    0x0a, 0x00, 0x3d, 0xd8, 0x3d, 0xd8, 0x00, 0xde, 0xe9, 0x00, 0x3d, 0xd8, 0x11});
  std::string big = little;
  for (size_t at = 0; at + 1 < big.size(); at += 2) std::swap(big[at], big[at + 1]);
  const std::string expected = "\uFFFDa客\U0001F600\uFFFD\r\n\uFFFD\U0001F600é\uFFFD";
  for (const auto& [encoding, bytes] : {std::pair{Encoding::kUtf16Le, little}, std::pair{Encoding::kUtf16Be, big}}) {
    for (size_t piece_size = 1; piece_size <= bytes.size(); ++piece_size) {
      Utf16Transcoder transcoder(encoding);
      std::string out;
      for (size_t at = 0; at < bytes.size(); at += piece_size) {
        transcoder.Feed(std::string_view(bytes).substr(at, piece_size), out);
        transcoder.Feed({}, out);
      }
      transcoder.Finish(out);
      EXPECT_EQ(out, expected) << EncodingName(encoding) << " in pieces of " << piece_size;
      EXPECT_EQ(transcoder.replacements(), 4U);
    }
  }
}

TEST(Utf16Transcoder, BeginsAnewAfterFinish) {
  Utf16Transcoder transcoder(Encoding::kUtf16Le);
  std::string out;
  transcoder.Feed(Bytes({0x3d, 0xd8, 0x41}), out);
  transcoder.Finish(out);
  transcoder.Finish(out);
  transcoder.Feed(Bytes({'b', 0}), out);
  EXPECT_EQ(out, "\uFFFDb");
  EXPECT_EQ(transcoder.replacements(), 1U);
}

TEST(Utf16Transcoder, HoldsTheLongestOutputThatAPieceCanGive) {
  // 3 bytes a unit, after a surrogate that the piece before left open.
  std::string units;
  for (int i = 0; i < 1000; ++i) units += Bytes({0x3d, 0xd8});
  Utf16Transcoder transcoder(Encoding::kUtf16Le);
  std::string out;
  transcoder.Feed(std::string_view(units).substr(0, 3), out);
  transcoder.Feed(std::string_view(units).substr(3), out);
  transcoder.Finish(out);
  EXPECT_EQ(out.size(), 3000U);
  EXPECT_EQ(transcoder.replacements(), 1000U);
}

TEST(DecodeStep, TellsACutSequenceFromABrokenOne) {
  const auto status = [](Encoding encoding, std::initializer_list<uint8_t> bytes) {
    return DecodeStep(encoding, Bytes(bytes)).status;
  };
  using Status = DecodedStep::Status;
  EXPECT_EQ(status(Encoding::kUtf8, {0xe5, 0xae}), Status::kCut);
  EXPECT_EQ(status(Encoding::kUtf8, {0xe5, 0x2c}), Status::kInvalid);
  EXPECT_EQ(status(Encoding::kGb18030, {0x81, 0x30, 0x81}), Status::kCut);
  EXPECT_EQ(status(Encoding::kGb18030, {0x81, 0x30, 0x30}), Status::kInvalid);
  EXPECT_EQ(status(Encoding::kBig5, {0xab}), Status::kCut);
  EXPECT_EQ(status(Encoding::kBig5, {0xff}), Status::kInvalid);
  EXPECT_EQ(DecodeStep(Encoding::kGb18030, "a").size_bytes, 1);
  EXPECT_EQ(DecodeStep(Encoding::kGb18030, Bytes({0x94, 0x39, 0xfc, 0x36, 'a'})).size_bytes, 4);
}

}  // namespace
}  // namespace loyalane::ingest
