#include "ingest/encoding_tables.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <vector>

// What is known of the tables as wholes; tests/browser/encoding compares every sequence with a browser.
namespace loyalane::ingest {
namespace {

// GBK has the 20 902 ideographs of Unicode 1.1, each once.
TEST(EncodingTables, Gb18030HasEachUnifiedIdeographOnce) {
  std::vector<int> times(0x10000);
  for (const char16_t point : Gb18030().pairs) ++times[point];
  EXPECT_EQ(times[0], 0);
  EXPECT_EQ(std::count(times.begin() + 0x4e00, times.begin() + 0x9fa6, 1), 20902);
}

// Both forms of GB18030 together have each code point of the BMP that is no surrogate, ASCII aside (0x80 and up).
TEST(EncodingTables, Gb18030HasTheWholeBmp) {
  std::vector<int> times(0x10000);
  for (const char16_t point : Gb18030().pairs) ++times[point];
  const auto& runs = Gb18030().runs;
  for (size_t run = 0; run < std::size(runs); ++run) {
    const uint32_t end = run + 1 < std::size(runs) ? runs[run + 1].pointer : 39420;  // the standard's last pointer + 1
    ASSERT_LT(runs[run].pointer, end);
    for (uint32_t at = 0; at < end - runs[run].pointer; ++at) ++times[runs[run].code_point + at];
  }
  const auto missing = [&times](uint32_t from, uint32_t to) { return std::count(&times[from], &times[to], 0); };
  // 18 characters that were private once have both forms since; their private code points have none.
  EXPECT_EQ(missing(0x80, 0xd800), 0);
  EXPECT_EQ(missing(0xd800, 0xe000), 0xe000 - 0xd800);
  EXPECT_EQ(missing(0xf900, 0x10000), 0);
}

// Big5 has 5401 and 7652 characters in its two levels; two of the second are of the first again, as compatibility
// ideographs U+FA0C and U+FA0D.
TEST(EncodingTables, Big5HasEachCharacterOfItsLevelsOnce) {
  std::vector<int> times(0x10000);
  const auto count = [&times](uint32_t first, uint32_t last) {
    for (uint32_t pointer = first; pointer <= last; ++pointer) ++times[Big5().CodePoint(pointer)];
  };
  count((0xa4 - 0x87) * 157, (0xc6 - 0x87) * 157 + 0x7e - 0x40);  // A440 to C67E
  count((0xc9 - 0x87) * 157, (0xf9 - 0x87) * 157 + 0xd5 - 0x62);  // C940 to F9D5
  EXPECT_EQ(std::count(times.begin() + 0x4e00, times.begin() + 0x9fa6, 1), 5401 + 7652 - 2);
  EXPECT_EQ(times[0xfa0c], 1);
  EXPECT_EQ(times[0xfa0d], 1);
  EXPECT_EQ(std::count_if(times.begin(), times.end(), [](int number) { return number > 1; }), 0);
}

}  // namespace
}  // namespace loyalane::ingest
