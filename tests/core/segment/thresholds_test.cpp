#include "segment/thresholds.h"

#include <gtest/gtest.h>

namespace loyalane::segment {
namespace {

const std::vector<double> kCv = {2, 4, 6, 20, 22, 99};
const std::vector<double> kAc = {10, 12, 13, 15, 20, 99};
const std::vector<uint8_t> kActive = {1, 1, 1, 1, 1, 0};  // the last one is dormant and never counts

Thresholds Choose(const ThresholdSettings& settings, std::vector<Error>* notices, int32_t carriers = 7) {
  return ChooseThresholds(kCv, kAc, kActive, settings, carriers, notices);
}

TEST(ChooseThresholds, GivesSixModes) {
  struct Case {
    ThresholdSettings settings;
    double cv, ac;
  };
  for (const Case& c : {
           Case{{ThresholdMode::kFixed}, 18, 14},
           Case{{ThresholdMode::kParity}, 18, 14.285714286},  // 100 / 7
           // Type 7 over five values: h = 4 x 0.8 = 3.2 -> 20 + 0.2 (22 - 20); h = 4 x 0.5 = 2 -> the third.
           Case{{ThresholdMode::kQuantile}, 20.4, 13},
           Case{{ThresholdMode::kQuantile, 0.50, 0.25}, 6, 12},
           Case{{ThresholdMode::kMean}, 10.8, 14},  // 54 / 5, 70 / 5
           // 2 4 6 | 20 22; 10 12 13 15 | 20 leaves 13 (mean 12.5), 10 12 13 | 15 20 leaves 17.2.
           Case{{ThresholdMode::kTwoClass}, 20, 20},
           Case{{ThresholdMode::kManual, 0.8, 0.5, 12.5, 13.25}, 12.5, 13.25},
       }) {
    std::vector<Error> notices;
    const Thresholds got = Choose(c.settings, &notices);
    EXPECT_EQ(got.cv, c.cv) << IdOf(c.settings.mode);
    EXPECT_EQ(got.ac, c.ac) << IdOf(c.settings.mode);
  }
}

TEST(ChooseThresholds, MovesParityWithTheCarriers) {
  std::vector<Error> notices;
  EXPECT_EQ(Choose({ThresholdMode::kParity}, &notices, 4).ac, 25);
  EXPECT_TRUE(notices.empty());
}

TEST(ChooseThresholds, SaysWhenOnlyAFewCustomersStandBehindIt) {
  std::vector<Error> notices;
  EXPECT_EQ(Choose({ThresholdMode::kMean}, &notices).customers, 5u);
  ASSERT_EQ(notices.size(), 2u);
  EXPECT_EQ(IdOf(notices[0].id), "SEGMENT-302");
  EXPECT_EQ(Sentence(notices[1], Language::kEn), "The AC threshold comes from only 5 customers; take it as a hint");
}

TEST(ChooseThresholds, FallsBackToFixedAndSaysSo) {
  struct Case {
    const char* name;
    std::vector<double> cv, ac;
    std::vector<uint8_t> active;
  };
  for (const Case& c :
       {Case{"nobody", {}, {}, {}}, Case{"one", {3}, {9}, {1}}, Case{"all dormant", {0, 0, 0}, {9, 8, 7}, {0, 0, 0}},
        Case{"all equal", {5, 5, 5}, {11, 11, 11}, {1, 1, 1}}}) {
    for (const ThresholdMode mode : {ThresholdMode::kQuantile, ThresholdMode::kMean, ThresholdMode::kTwoClass}) {
      std::vector<Error> notices;
      const Thresholds got = ChooseThresholds(c.cv, c.ac, c.active, {mode}, 7, &notices);
      EXPECT_EQ(got.cv, 18) << c.name;
      EXPECT_EQ(got.ac, 14) << c.name;
      ASSERT_EQ(notices.size(), 2u) << c.name;
      EXPECT_EQ(IdOf(notices[0].id), "SEGMENT-301") << c.name;
      EXPECT_EQ(TextOf(notices[0].id).severity, Severity::Notice);
    }
  }
}

}  // namespace
}  // namespace loyalane::segment
