#include "ingest/issue_log.h"

#include <gtest/gtest.h>

#include <string>

namespace loyalane::ingest {
namespace {

TEST(IssueLog, CountsAllAndListsTheFirst) {
  IssueLog log;
  for (uint64_t row = 1; row <= kIssueSamplesMax + 500; ++row) log.Add(ErrorId::kDateUnreadable, row, 3, "x");
  log.Add(ErrorId::kAmountUnit, 7, 4, "12元");
  log.Count(ErrorId::kHeaderRepeated, 2);
  EXPECT_EQ(log.count(ErrorId::kDateUnreadable), kIssueSamplesMax + 500);
  EXPECT_EQ(log.count(ErrorId::kAmountUnit), 1u);
  EXPECT_EQ(log.count(ErrorId::kHeaderRepeated), 2u);
  EXPECT_EQ(log.count(ErrorId::kBlankRow), 0u);
  EXPECT_EQ(log.Listed().size(), kIssueSamplesMax + 1);
  EXPECT_EQ(log.Listed().back().row, kIssueSamplesMax);
}

TEST(IssueLog, ExcludedCountsRowsNotNotices) {
  IssueLog log;
  log.Add(ErrorId::kDateUnreadable, 1, 0, "");
  log.Add(ErrorId::kBlankRow, 2, kNoColumn, "");
  log.Add(ErrorId::kAmountUnit, 3, 0, "");
  log.Count(ErrorId::kCustomerMissing, 10);
  EXPECT_EQ(log.excluded(), 12u);
}

TEST(IssueLog, ListsByRow) {
  IssueLog log;
  log.Add(ErrorId::kAmountUnit, 9, 1, "a");
  log.Add(ErrorId::kDateUnreadable, 2, 2, "b");
  log.Add(ErrorId::kReplacementCharacter, 9, 3, "c");
  const std::vector<Issue> listed = log.Listed();
  ASSERT_EQ(listed.size(), 3u);
  EXPECT_EQ(listed[0].value, "b");
  EXPECT_EQ(listed[1].value, "a");  // found first
  EXPECT_EQ(listed[2].value, "c");
  EXPECT_EQ(listed[2].column, 3u);
}

TEST(IssueLog, CutsLongValuesBetweenCharacters) {
  IssueLog log;
  std::string characters;
  for (int i = 0; i < 50; ++i) characters += "甲";  // 3 bytes each
  log.Add(ErrorId::kDateUnreadable, 1, 0, "a" + characters);
  log.Add(ErrorId::kDateUnreadable, 2, 0, std::string(500, 'x'));
  log.Add(ErrorId::kDateUnreadable, 3, 0, std::string(500, '\x80'));
  const std::vector<Issue> listed = log.Listed();
  EXPECT_EQ(listed[0].value, ("a" + characters).substr(0, 1 + 39 * 3));  // 118 bytes; one more character would make 121
  EXPECT_EQ(listed[1].value, std::string(kIssueValueBytesMax, 'x'));
  EXPECT_LE(listed[2].value.size(), kIssueValueBytesMax);
}

}  // namespace
}  // namespace loyalane::ingest
