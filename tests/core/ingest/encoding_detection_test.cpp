#include "ingest/encoding_detection.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>

// Bytes of words are `str.encode` of Python's codecs; magic numbers are those of the formats' specifications.
namespace loyalane::ingest {
namespace {

using Certainty = EncodingGuess::Certainty;
using namespace std::string_view_literals;

std::string Bytes(std::initializer_list<uint8_t> bytes) { return {bytes.begin(), bytes.end()}; }
EncodingGuess Detect(std::string_view whole) { return DetectEncoding(whole, {}, true); }

const std::string kGbkHeader =  // 客户编码,运单号
    Bytes({0xbf, 0xcd, 0xbb, 0xa7, 0xb1, 0xe0, 0xc2, 0xeb, ',', 0xd4, 0xcb, 0xb5, 0xa5, 0xba, 0xc5});
const std::string kBig5Header =  // 客戶編號,運單號碼,寄件日期
    Bytes({0xab, 0xc8, 0xa4, 0xe1, 0xbd, 0x73, 0xb8, 0xb9, ',',  0xb9, 0x42, 0xb3, 0xe6,
           0xb8, 0xb9, 0xbd, 0x58, ',',  0xb1, 0x48, 0xa5, 0xf3, 0xa4, 0xe9, 0xb4, 0xc1});
const std::string kTraditionalGbk = Bytes({0xbf, 0xcd, 0x91, 0xf4, 0xbe, 0x8e, 0xcc, 0x96});  // 客戶編號

std::string Utf16(std::u16string_view text, bool big_endian) {
  std::string bytes;
  for (const char16_t unit : text) {
    const char high = static_cast<char>(unit >> 8), low = static_cast<char>(unit & 0xff);
    bytes += big_endian ? high : low;
    bytes += big_endian ? low : high;
  }
  return bytes;
}

TEST(DetectEncoding, TrustsAByteOrderMark) {
  const EncodingGuess utf8 = Detect("\xef\xbb\xbfname\n客");
  EXPECT_EQ(utf8.encoding, Encoding::kUtf8);
  EXPECT_EQ(utf8.bom_bytes, 3);
  EXPECT_EQ(utf8.certainty, Certainty::kBom);
  EXPECT_EQ(utf8.invalid_sequences, 0U);
  const EncodingGuess little = Detect("\xff\xfe" + Utf16(u"客户", false));
  EXPECT_EQ(little.encoding, Encoding::kUtf16Le);
  EXPECT_EQ(little.bom_bytes, 2);
  const EncodingGuess big = Detect("\xfe\xff" + Utf16(u"客户", true));
  EXPECT_EQ(big.encoding, Encoding::kUtf16Be);
  EXPECT_EQ(big.bom_bytes, 2);
  const EncodingGuess gb18030 = Detect("\x84\x31\x95\x33" + kGbkHeader);
  EXPECT_EQ(gb18030.encoding, Encoding::kGb18030);
  EXPECT_EQ(gb18030.bom_bytes, 4);
  EXPECT_EQ(Detect("\xef\xbb\xbf" + kGbkHeader).invalid_sequences > 0, true);
}

TEST(DetectEncoding, TakesWellFormedUtf8) {
  const EncodingGuess guess = Detect("客户编码,运单号\n");
  EXPECT_EQ(guess.encoding, Encoding::kUtf8);
  EXPECT_EQ(guess.certainty, Certainty::kStrict);
  EXPECT_TRUE(guess.has_non_ascii);
  EXPECT_EQ(guess.bom_bytes, 0);
}

TEST(DetectEncoding, CallsAsciiUtf8AndSaysThatNoMoreWasSeen) {
  const EncodingGuess whole = Detect("a,b\n1,2\n");
  EXPECT_EQ(whole.encoding, Encoding::kUtf8);
  EXPECT_EQ(whole.certainty, Certainty::kStrict);
  EXPECT_FALSE(whole.has_non_ascii);
  const EncodingGuess part = DetectEncoding("a,b\n1,2\n", "3,4\n", false);
  EXPECT_EQ(part.encoding, Encoding::kUtf8);
  EXPECT_EQ(part.certainty, Certainty::kLikely);
  EXPECT_EQ(Detect("").encoding, Encoding::kUtf8);
}

TEST(DetectEncoding, ForgivesCharactersCutAtTheInnerEdges) {
  const std::string text = "客户编码,运单号\n";
  for (size_t cut = 1; cut < text.size(); ++cut) {
    const std::string_view all = text;
    EXPECT_EQ(DetectEncoding(all.substr(0, cut), "", false).encoding, Encoding::kUtf8) << cut;
    const EncodingGuess guess = DetectEncoding("编\n", all.substr(cut), false);
    EXPECT_EQ(guess.encoding, Encoding::kUtf8) << cut;
    EXPECT_EQ(guess.invalid_sequences, 0U) << cut;
    const EncodingGuess gbk = DetectEncoding(kGbkHeader + "\n", kGbkHeader.substr(1) + "\n" + kGbkHeader, false);
    EXPECT_EQ(gbk.encoding, Encoding::kGb18030);
    EXPECT_EQ(gbk.invalid_sequences, 0U);
  }
  // The end of the file is no inner edge.
  EXPECT_EQ(Detect("客户编码运单号寄件日期应付金额\xe5\xae").invalid_sequences, 1U);
  EXPECT_EQ(
      DetectEncoding(kGbkHeader + "\n", "\n" + kGbkHeader.substr(0, kGbkHeader.size() - 1), false).invalid_sequences,
      1U);
}

TEST(DetectEncoding, LooksAtTheTailWhenTheHeadIsAscii) {
  EXPECT_EQ(DetectEncoding("id,name\n1,a\n", "\n9," + kGbkHeader + "\n", false).encoding, Encoding::kGb18030);
  EXPECT_EQ(DetectEncoding("id,name\n1,a\n", "\n9,客户\n", false).encoding, Encoding::kUtf8);
}

TEST(DetectEncoding, StaysWithUtf8WhenAFewPlacesAreBroken) {
  const EncodingGuess guess = Detect("客户编码,运单号,寄件日期,应付金额\n1,\xff,2,3\n");
  EXPECT_EQ(guess.encoding, Encoding::kUtf8);
  EXPECT_EQ(guess.certainty, Certainty::kLikely);
  EXPECT_EQ(guess.invalid_sequences, 1U);
}

TEST(DetectEncoding, TellsUtf16WithoutAMarkByItsNuls) {
  for (const bool big_endian : {false, true}) {
    const Encoding expected = big_endian ? Encoding::kUtf16Be : Encoding::kUtf16Le;
    for (const std::u16string_view text :
         {u"a,b\r\n1,2\r\n"sv, u"客户编码\t运单号\r\n一级\t1\r\n"sv, u"Café\t€ 5\r\n"sv}) {
      const EncodingGuess guess = Detect(Utf16(text, big_endian));
      EXPECT_EQ(guess.encoding, expected);
      EXPECT_EQ(guess.bom_bytes, 0);
      EXPECT_EQ(guess.certainty, Certainty::kLikely);
      EXPECT_EQ(LooksBinary(Utf16(text, big_endian)), "");
    }
  }
}

TEST(DetectEncoding, DoesNotTakeStrayNulsForUtf16) {
  EXPECT_EQ(Detect("a,b,c\n\0,2,3\n"sv).encoding, Encoding::kUtf8);
  EXPECT_EQ(Detect("name,\0\0\0\0\nx,\0\0\0\0\n"sv).encoding, Encoding::kUtf8);
  EXPECT_EQ(Detect(kGbkHeader + std::string("\n\0\0\0\n", 5)).encoding, Encoding::kGb18030);
}

TEST(DetectEncoding, TellsGb18030FromBig5ByTheirFrequentCharacters) {
  const EncodingGuess gbk = Detect(kGbkHeader);
  EXPECT_EQ(gbk.encoding, Encoding::kGb18030);
  EXPECT_EQ(gbk.certainty, Certainty::kLikely);
  EXPECT_EQ(gbk.invalid_sequences, 0U);
  const EncodingGuess big5 = Detect(kBig5Header);
  EXPECT_EQ(big5.encoding, Encoding::kBig5);
  EXPECT_EQ(big5.certainty, Certainty::kLikely);
  EXPECT_EQ(Detect(kTraditionalGbk).encoding, Encoding::kGb18030);
  EXPECT_EQ(DetectEncoding(kBig5Header + "\n", kBig5Header.substr(1) + "\n" + kBig5Header + "\n", false).encoding,
            Encoding::kBig5);
}

TEST(DetectEncoding, StaysWithGb18030WhenAPlaceIsBroken) {
  const EncodingGuess guess = Detect(kGbkHeader + "\n" + kGbkHeader + "\n" + kGbkHeader + ",\xff\n");
  EXPECT_EQ(guess.encoding, Encoding::kGb18030);
  EXPECT_EQ(guess.invalid_sequences, 1U);
  EXPECT_EQ(guess.certainty, Certainty::kLikely);
}

TEST(DetectEncoding, FallsBackToWindows1252ForAccentedLatin) {
  for (const std::string_view text :
       {"a,b,c\n1,2,3\n4,5,\xa9\n"sv, "name\nM\xfcller\n"sv, "caf\xe9,5\ncr\xe8me,6\n"sv, "\xa9"sv}) {
    const EncodingGuess guess = Detect(text);
    EXPECT_EQ(guess.encoding, Encoding::kWindows1252) << text;
    EXPECT_EQ(guess.certainty, Certainty::kFallback);
    EXPECT_EQ(guess.invalid_sequences, 0U);
  }
}

TEST(DetectEncoding, OwnsUpToWeakEvidence) {
  // C3 A9 is é in UTF-8 and 茅 in GBK.
  EXPECT_EQ(Detect("caf\xc3\xa9\n").encoding, Encoding::kUtf8);
  EXPECT_EQ(Detect("caf\xc3\xa9\n").certainty, Certainty::kLikely);
}

TEST(LooksBinary, NamesTheKindsByTheirMagicNumbers) {
  EXPECT_EQ(LooksBinary("\x89PNG\r\n\x1a\n\0\0\0\rIHDR"sv), "png");
  EXPECT_EQ(LooksBinary("\xff\xd8\xff\xe0\0\x10JFIF"sv), "jpeg");
  EXPECT_EQ(LooksBinary("GIF89a\x01\0"sv), "gif");
  EXPECT_EQ(LooksBinary("BM\x46\0\0\0\0\0\0\0\x36\0\0\0"sv), "bmp");
  EXPECT_EQ(LooksBinary("RIFF\x24\0\0\0WEBPVP8 "sv), "webp");
  EXPECT_EQ(LooksBinary("%PDF-1.7\n"sv), "pdf");
  EXPECT_EQ(LooksBinary("PK\x03\x04\x14\0\x06\0[Content_Types].xml xl/workbook.xml"sv), "xlsx");
  EXPECT_EQ(LooksBinary("PK\x03\x04\x14\0\0\0a.csv"sv), "zip");
  EXPECT_EQ(LooksBinary("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0"sv), "xls");
  EXPECT_EQ(LooksBinary("\x1f\x8b\x08\0\0\0\0\0"sv), "gzip");
  EXPECT_EQ(LooksBinary("7z\xbc\xaf\x27\x1c\0\x04"sv), "7z");
  EXPECT_EQ(LooksBinary("Rar!\x1a\x07\x01\0"sv), "rar");
}

TEST(LooksBinary, CallsBytesFullOfControlsBinary) {
  std::string all;
  for (int i = 0; i < 4096; ++i) all += static_cast<char>(i * 167 % 256);  // every byte value sixteen times
  EXPECT_EQ(LooksBinary(all), "binary");
  EXPECT_EQ(LooksBinary(std::string(64, '\0')), "binary");
}

TEST(LooksBinary, LetsTextPass) {
  for (const std::string_view text : {""sv, "a,b\r\n\t1,2\r\n"sv, "BM,amount\n"sv, "MZ,1\n"sv, "PK,1\n"sv,
                                      "a,b,c\n\0,2,3\n"sv, "end\x1a"sv, "GIF,1\n"sv}) {
    EXPECT_EQ(LooksBinary(text), "") << text;
  }
  EXPECT_EQ(LooksBinary(kGbkHeader), "");
  EXPECT_EQ(LooksBinary(kBig5Header), "");
  EXPECT_EQ(LooksBinary("\xff\xfe" + Utf16(u"客户", false)), "");
}

}  // namespace
}  // namespace loyalane::ingest
