#include "segment/rfm_names.h"

#include <gtest/gtest.h>

#include <map>
#include <set>
#include <string>

namespace loyalane::segment {
namespace {

// How many codes the published 11-segment map gives each name.
TEST(RfmSegmentOf, NamesEachOfThe125CodesOnce) {
  std::map<RfmSegment, int> counts;
  for (int r = 1; r <= 5; ++r) {
    for (int f = 1; f <= 5; ++f) {
      for (int m = 1; m <= 5; ++m) ++counts[RfmSegmentOf(r, f, m)];
    }
  }
  const std::map<RfmSegment, int> expected = {
      {RfmSegment::kChampions, 7},    {RfmSegment::kLoyal, 8},      {RfmSegment::kPotentialLoyalist, 24},
      {RfmSegment::kNew, 7},          {RfmSegment::kPromising, 16}, {RfmSegment::kNeedAttention, 8},
      {RfmSegment::kAboutToSleep, 8}, {RfmSegment::kAtRisk, 22},    {RfmSegment::kCannotLose, 8},
      {RfmSegment::kHibernating, 11}, {RfmSegment::kLost, 6}};
  EXPECT_EQ(counts, expected);
  EXPECT_EQ(RfmSegmentOf(4, 4, 1), RfmSegment::kPotentialLoyalist);
  EXPECT_EQ(RfmSegmentOf(1, 1, 3), RfmSegment::kCannotLose);
  EXPECT_EQ(RfmSegmentOf(3, 2, 3), RfmSegment::kPotentialLoyalist);
}

// The ten rules of the published R x F map as intervals; each of the 25 cells must match exactly one, and ours must be
// it.
TEST(RfSegmentOf, EqualsTheTenRules) {
  struct Rule {
    RfmSegment segment;
    int r_low, r_high, f_low, f_high;
  };
  const Rule rules[] = {{RfmSegment::kHibernating, 1, 2, 1, 2},       {RfmSegment::kAtRisk, 1, 2, 3, 4},
                        {RfmSegment::kCannotLose, 1, 2, 5, 5},        {RfmSegment::kAboutToSleep, 3, 3, 1, 2},
                        {RfmSegment::kNeedAttention, 3, 3, 3, 3},     {RfmSegment::kLoyal, 3, 4, 4, 5},
                        {RfmSegment::kPromising, 4, 4, 1, 1},         {RfmSegment::kNew, 5, 5, 1, 1},
                        {RfmSegment::kPotentialLoyalist, 4, 5, 2, 3}, {RfmSegment::kChampions, 5, 5, 4, 5}};
  for (int r = 1; r <= 5; ++r) {
    for (int f = 1; f <= 5; ++f) {
      int matches = 0;
      for (const Rule& rule : rules) {
        if (r < rule.r_low || r > rule.r_high || f < rule.f_low || f > rule.f_high) continue;
        ++matches;
        EXPECT_EQ(RfSegmentOf(r, f), rule.segment) << r << f;
      }
      EXPECT_EQ(matches, 1) << r << f;
    }
  }
}

TEST(ToFiveScale, StretchesFewerBins) {
  const auto scale = [](int bins) {
    std::string text;
    for (int score = 1; score <= bins; ++score) text += std::to_string(ToFiveScale(score, bins));
    return text;
  };
  EXPECT_EQ(scale(3), "135");
  EXPECT_EQ(scale(4), "1245");
  EXPECT_EQ(scale(5), "12345");
}

TEST(RfmSegment, HasDistinctIdsAndNames) {
  std::set<std::string_view> ids, zh, en;
  for (int i = 0; i < kRfmSegmentCount; ++i) {
    const auto segment = static_cast<RfmSegment>(i);
    ids.insert(IdOf(segment));
    zh.insert(NameOf(segment, Language::kZh));
    en.insert(NameOf(segment, Language::kEn));
  }
  EXPECT_EQ(ids.size(), 11u);
  EXPECT_EQ(zh.size(), 11u);
  EXPECT_EQ(en.size(), 11u);
  EXPECT_EQ(IdOf(RfmSegment::kPotentialLoyalist), "potential_loyalist");
  EXPECT_EQ(IdOf(RfmSegment::kLost), "lost");
  EXPECT_EQ(IdOf(RfmSegment::kNone), "");
  EXPECT_EQ(NameOf(RfmSegment::kNone, Language::kZh), "");
}

}  // namespace
}  // namespace loyalane::segment
