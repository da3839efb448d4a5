#include "document/part_lines.h"

#include <gtest/gtest.h>

#include <utility>
#include <vector>

namespace loyalane::document {
namespace {

using Lines = std::vector<std::pair<uint64_t, std::string>>;

Lines LinesOf(std::string_view text, size_t piece_bytes, Status* status = nullptr, bool finish = true) {
  Lines lines;
  PartLines splitter("ledger.ndjson", [&lines](std::string_view line, uint64_t row) -> Status {
    lines.emplace_back(row, line);
    return Done{};
  });
  Status fed = Done{};
  for (; !text.empty() && fed; text.remove_prefix(std::min(piece_bytes, text.size())))
    fed = splitter.Feed(text.substr(0, piece_bytes));
  if (fed && finish) fed = splitter.Finish();
  if (status != nullptr) *status = fed;
  return lines;
}

TEST(PartLines, TheSameForPiecesOfAnySize) {
  const std::string text = "{\"a\":1}\n\n{\"b\":\"会员\"}\n{}\n";
  const Lines expected = {{1, "{\"a\":1}"}, {3, "{\"b\":\"会员\"}"}, {4, "{}"}};
  for (const size_t piece_bytes : {1, 7, 4096}) EXPECT_EQ(LinesOf(text, piece_bytes), expected) << piece_bytes;
}

TEST(PartLines, ALineThatIsNotEndedIsGivenAtTheEndAlone) {
  EXPECT_EQ(LinesOf("a\nb", 1), (Lines{{1, "a"}, {2, "b"}}));
  EXPECT_EQ(LinesOf("a\nb", 1, nullptr, false), (Lines{{1, "a"}}));
  EXPECT_EQ(LinesOf("", 1), Lines{});
}

TEST(PartLines, ALineHasALimit) {
  for (const size_t piece_bytes : {size_t{4096}, kPartLineBytesMax * 4}) {
    Status status = Done{};
    const std::string longest(kPartLineBytesMax, 'x');
    EXPECT_EQ(LinesOf(longest + "\n", piece_bytes, &status).size(), 1U);
    EXPECT_TRUE(status.ok());
    EXPECT_EQ(LinesOf("a\n" + longest + "x\nb\n", piece_bytes, &status), (Lines{{1, "a"}}));
    ASSERT_FALSE(status.ok());
    EXPECT_EQ(status.error().id, ErrorId::kProjectPartTooLarge);
    EXPECT_EQ(status.error().place.row, 2U);
  }
}

TEST(PartLines, AnErrorOfALineIsTheAnswer) {
  PartLines splitter("ledger.ndjson", [](std::string_view, uint64_t row) -> Status {
    if (row == 2) return Error(ErrorId::kJsonSyntax);
    return Done{};
  });
  const Status fed = splitter.Feed("a\nb\nc\n");
  ASSERT_FALSE(fed.ok());
  EXPECT_EQ(fed.error().id, ErrorId::kJsonSyntax);
  EXPECT_EQ(splitter.rows(), 2U);
}

}  // namespace
}  // namespace loyalane::document
