#include "base/sha256.h"

#include <gtest/gtest.h>

namespace loyalane {
namespace {

std::string Of(std::string_view text, size_t piece) {
  Sha256 hash;
  for (size_t at = 0; at < text.size(); at += piece) hash.Add(text.substr(at, piece));
  return hash.Finish();
}

// Source: FIPS 180-4 examples ("abc", the 448-bit message), and `printf '' | sha256sum`.
TEST(Sha256, GivesThePublishedDigests) {
  EXPECT_EQ(Of("", 1), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(Of("abc", 1), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(Of("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", 7),
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
}

TEST(Sha256, PiecesDoNotMatter) {
  const std::string text(1000, 'a');
  for (const size_t piece : {1u, 63u, 64u, 65u, 1000u}) EXPECT_EQ(Of(text, piece), Of(text, 1000));
  // `head -c 1000 /dev/zero | tr '\0' a | sha256sum`
  EXPECT_EQ(Of(text, 1000), "41edece42d63e8d9bf515a9ba6932e1c20cbc9f5a5d134645adb5db1b9737ea3");
}

}  // namespace
}  // namespace loyalane
