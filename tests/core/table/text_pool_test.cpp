#include "table/text_pool.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "table/text_column.h"

namespace loyalane::table {
namespace {

TEST(TextPool, NumbersTextsInOrderOfArrival) {
  TextPool pool;
  EXPECT_EQ(pool.size(), 0u);
  EXPECT_EQ(pool.Find(""), kNoText);
  EXPECT_EQ(pool.Add("b"), 0u);
  EXPECT_EQ(pool.Add(""), 1u);
  EXPECT_EQ(pool.Add("b"), 0u);
  EXPECT_EQ(pool.Add(std::string_view()), 1u);  // the empty text, whatever its address
  EXPECT_EQ(pool.size(), 2u);
  EXPECT_EQ(pool[0], "b");
  EXPECT_EQ(pool[1], "");
  EXPECT_EQ(pool.Find("b"), 0u);
  EXPECT_EQ(pool.Find("c"), kNoText);
}

TEST(TextPool, AddsManyAsOneByOne) {
  std::mt19937 random(7);
  std::vector<std::string> texts;
  for (int i = 0; i < 5000; ++i) texts.push_back(std::string(random() % 40, 'n') + std::to_string(random() % 900));
  const std::vector<std::string_view> views(texts.begin(), texts.end());
  TextPool one_by_one, many;
  std::vector<TextId> expected, ids(views.size());
  for (const std::string_view text : views) expected.push_back(one_by_one.Add(text));
  for (size_t from = 0; from < views.size();) {
    const size_t count = std::min<size_t>(views.size() - from, random() % 200);
    many.AddMany(std::span(views).subspan(from, count), ids.data() + from);
    from += count;
  }
  EXPECT_EQ(ids, expected);
  EXPECT_EQ(many.size(), one_by_one.size());
}

// 15 bytes lie inside the record, 16 do not; the last byte of a record says which.
TEST(TextPool, KeepsEveryLengthAroundTheInlineBorder) {
  TextPool pool;
  std::vector<std::string> texts;
  for (size_t size = 0; size <= 70; ++size) {
    for (const char fill : {'\0', 'x', '\x0F', '\xFF'}) {
      if (size == 0 && fill != 'x') continue;
      texts.emplace_back(size, fill);
    }
  }
  for (size_t i = 0; i < texts.size(); ++i) ASSERT_EQ(pool.Add(texts[i]), i) << texts[i].size();
  for (size_t i = 0; i < texts.size(); ++i) {
    EXPECT_EQ(pool[static_cast<TextId>(i)], texts[i]);
    EXPECT_EQ(pool.Find(texts[i]), i);
  }
}

TEST(TextPool, EmbeddedNulBytesTell) {
  TextPool pool;
  const std::string_view short_a("a\0b", 3);
  const std::string_view short_b("a\0c", 3);
  EXPECT_NE(pool.Add(short_a), pool.Add(short_b));
  EXPECT_NE(pool.Add("a"), pool.Add(std::string_view("a\0", 2)));
  EXPECT_EQ(pool[0], short_a);
}

// The hash given is believed for placement only: equal hashes keep texts apart. 30 stay below the first growth, which
// hashes anew.
TEST(TextPool, TextsOfOneHashStayApart) {
  TextPool pool;
  constexpr uint64_t kHash = 0xDEADBEEF00000005ULL;
  for (int i = 0; i < 30; ++i) ASSERT_EQ(pool.Add("text " + std::to_string(i), kHash), static_cast<TextId>(i));
  for (int i = 0; i < 30; ++i) {
    EXPECT_EQ(pool.Find("text " + std::to_string(i), kHash), static_cast<TextId>(i));
    EXPECT_EQ(pool.Add("text " + std::to_string(i), kHash), static_cast<TextId>(i));
  }
  EXPECT_EQ(pool.Find("another", kHash), kNoText);
  EXPECT_EQ(pool.size(), 30u);
}

// Equal slot and equal tag (high half) from hashes that differ between.
TEST(TextPool, TextsOfOneSlotAndTagStayApart) {
  TextPool pool;
  EXPECT_EQ(pool.Add("a", 0x1234567800000003ULL), 0u);
  EXPECT_EQ(pool.Add("b", 0x1234567800010003ULL), 1u);
  EXPECT_EQ(pool.Find("a", 0x1234567800000003ULL), 0u);
  EXPECT_EQ(pool.Find("b", 0x1234567800010003ULL), 1u);
}

// Law: the pool is a map from text to its number of arrival, and views outlive growth.
TEST(TextPool, EqualsAMap) {
  std::mt19937_64 random(7);
  TextPool pool;
  std::unordered_map<std::string, TextId> expected;
  std::vector<std::pair<std::string_view, std::string>> views;
  for (int i = 0; i < 60000; ++i) {
    std::string text;
    const size_t size = random() % 4 == 0 ? random() % 3 : random() % 40;
    const int letters = random() % 2 == 0 ? 3 : 250;
    for (size_t c = 0; c < size; ++c) text += static_cast<char>(random() % static_cast<uint64_t>(letters));
    if (random() % 2000 == 0) text.assign(70'000 + random() % 1000, 'L');  // longer than a block
    const auto found = expected.find(text);
    ASSERT_EQ(pool.Find(text), found == expected.end() ? kNoText : found->second);
    const TextId id = pool.Add(text);
    ASSERT_EQ(id, expected.emplace(text, static_cast<TextId>(expected.size())).first->second);
    if (i % 500 == 0) views.emplace_back(pool[id], text);
  }
  ASSERT_EQ(pool.size(), expected.size());
  for (const auto& [text, id] : expected) ASSERT_EQ(pool[id], text);
  for (const auto& [view, text] : views) ASSERT_EQ(view, text);
}

// One bit of difference, anywhere, is another hash: the pool's speed depends on it.
TEST(HashBytes, ChangesWithEveryBit) {
  for (const size_t size : {1u, 3u, 7u, 8u, 9u, 15u, 16u, 17u, 31u}) {
    std::string text(size, 'A');
    const uint64_t hash = HashBytes(text);
    for (size_t bit = 0; bit < size * 8; ++bit) {
      std::string other = text;
      other[bit / 8] = static_cast<char>(other[bit / 8] ^ (1 << (bit % 8)));
      EXPECT_NE(HashBytes(other), hash) << size << " bytes, bit " << bit;
    }
    EXPECT_NE(HashBytes(text + std::string(1, '\0')), hash) << size;
  }
}

TEST(TextColumn, ReadsBackWhatWasAppended) {
  TextColumn column;
  column.Reserve(4, 16);
  const std::vector<std::string> rows = {"", "a", std::string("x\0y", 3), "", std::string(100, 'z'), "末"};
  for (const std::string& row : rows) column.Append(row);
  ASSERT_EQ(column.size(), rows.size());
  for (size_t i = 0; i < rows.size(); ++i) EXPECT_EQ(column[i], rows[i]) << i;
}

}  // namespace
}  // namespace loyalane::table
