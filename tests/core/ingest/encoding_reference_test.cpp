#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "ingest/encoding.h"
#include "ingest/encoding_detection.h"
#include "tests/support/reference_data.h"

namespace loyalane::ingest {
namespace {

using Certainty = EncodingGuess::Certainty;

struct File {
  const char* name;
  Encoding encoding;
  uint8_t bom_bytes;
  Certainty certainty;
};
// One table in six byte forms, made with glibc's iconv (encodings/README.md of the reference data).
constexpr File kFiles[] = {
    {"holidays_utf8.csv", Encoding::kUtf8, 0, Certainty::kStrict},
    {"holidays_utf8_bom.csv", Encoding::kUtf8, 3, Certainty::kBom},
    {"holidays_gb18030.csv", Encoding::kGb18030, 0, Certainty::kLikely},
    {"holidays_gb18030_cr.csv", Encoding::kGb18030, 0, Certainty::kLikely},
    {"holidays_utf16le_bom.csv", Encoding::kUtf16Le, 2, Certainty::kBom},
    {"holidays_utf16be_bom.csv", Encoding::kUtf16Be, 2, Certainty::kBom},
};

std::string WithoutCr(std::string text) {
  std::string kept;
  for (size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '\r') {
      kept += text[i];
    } else if (i + 1 == text.size() || text[i + 1] != '\n') {
      kept += '\n';  // a CR-only line end
    }
  }
  return kept;
}

TEST(ReferenceEncodings, AllFormsOfATableDecodeToTheSameText) {
  const std::string expected = WithoutCr(loyalane::testing::ReadReferenceFile("encodings/holidays_utf8.csv"));
  for (const File& file : kFiles) {
    const std::string bytes = loyalane::testing::ReadReferenceFile(std::string("encodings/") + file.name);
    const EncodingGuess guess = DetectEncoding(bytes, {}, true);
    EXPECT_EQ(guess.encoding, file.encoding) << file.name;
    EXPECT_EQ(guess.bom_bytes, file.bom_bytes) << file.name;
    EXPECT_EQ(guess.certainty, file.certainty) << file.name;
    EXPECT_EQ(guess.invalid_sequences, 0U) << file.name;
    EXPECT_EQ(LooksBinary(bytes), "") << file.name;
    std::string text;
    EXPECT_EQ(DecodeToUtf8(guess.encoding, std::string_view(bytes).substr(guess.bom_bytes), text), 0U) << file.name;
    EXPECT_EQ(WithoutCr(text), expected) << file.name;
  }
}

TEST(ReferenceEncodings, ForeignAndBrokenSamplesAreToldApart) {
  const auto detect = [](const char* path) {
    return DetectEncoding(loyalane::testing::ReadReferenceFile(path), {}, true).encoding;
  };
  EXPECT_EQ(detect("csvkit_examples/test_latin1.csv"), Encoding::kWindows1252);
  EXPECT_EQ(detect("csvkit_examples/test_utf8_bom.csv"), Encoding::kUtf8);
  EXPECT_EQ(detect("csvkit_examples/test_utf16_big.csv"), Encoding::kUtf16Be);
  EXPECT_EQ(detect("csvkit_examples/test_utf16_little.csv"), Encoding::kUtf16Le);
  EXPECT_EQ(detect("csvkit_examples/null_byte.csv"), Encoding::kUtf8);
  EXPECT_EQ(LooksBinary(loyalane::testing::ReadReferenceFile("csvkit_examples/null_byte.csv")), "");
  EXPECT_EQ(LooksBinary(loyalane::testing::ReadReferenceFile("csvkit_examples/dummy.xlsx")), "xlsx");
}

}  // namespace
}  // namespace loyalane::ingest
