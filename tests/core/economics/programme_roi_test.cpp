#include "economics/programme_roi.h"

#include <gtest/gtest.h>

namespace loyalane::economics {
namespace {

const ProgrammeReturn& At(const ProgrammeRoi& roi, Outlook outlook) {
  return roi.outlooks[static_cast<size_t>(outlook)];
}

// The worked example of docs/formulas/programme-roi.md, by hand:
//   core     200 members x 0.75 active x 400.00 = 60 000.00 a month; lift 2 / 5 / 8 %, a tenth cannibalised
//            base: 60 000 x 0.05 x 0.9 = 2 700.00 a month
//   general  1 000 x 0.20 x 50.00 = 10 000.00 a month; lift 0 / 4 / 10 %, nothing cannibalised
//            base: 10 000 x 0.04 = 400.00 a month
//   points   70 000 a month x 80 % used x 1.00 for 100 = 560.00;  partners 100, platform 300, messages 140, staff 1 000
//            = 2 100.00 a month, and 12 000.00 for the launch
ProgrammeDesign Example() {
  ProgrammeDesign design;
  design.months = 24;
  design.segments = {
      {"core", 200, 750'000, {40'000}, {20'000, 50'000, 80'000}, 100'000},
      {"general", 1'000, 200'000, {5'000}, {0, 40'000, 100'000}, 0},
  };
  design.points_issued = Points{70'000};
  design.redemption_rate = {80, 100};
  design.point_cost = {Money{100}, Points{100}};
  design.partner_settlement = {10'000};
  design.platform = {30'000};
  design.communication = {14'000};
  design.staff = {100'000};
  design.launch = {1'200'000};
  return design;
}

TEST(ProgrammeRoi, EqualsTheExampleWorkedByHand) {
  const Result<ProgrammeRoi> roi = ReckonProgramme(Example());
  ASSERT_TRUE(roi.ok());
  // 24 x 2 100 + 12 000 = 62 400.00
  EXPECT_EQ(roi->cost.points, Money{1'344'000});  // 24 x 560.00
  EXPECT_EQ(roi->cost.partner_settlement, Money{240'000});
  EXPECT_EQ(roi->cost.platform, Money{720'000});
  EXPECT_EQ(roi->cost.communication, Money{336'000});
  EXPECT_EQ(roi->cost.staff, Money{2'400'000});
  EXPECT_EQ(roi->cost.launch, Money{1'200'000});
  EXPECT_EQ(roi->cost.total, Money{6'240'000});

  // base: 24 x 3 100 = 74 400.00; net 12 000.00; ROI 12 000 / 62 400.
  const ProgrammeReturn& base = At(*roi, Outlook::kBase);
  ASSERT_EQ(base.segments.size(), 2u);
  EXPECT_EQ(base.segments[0].baseline_margin, Money{144'000'000});   // 24 x 60 000.00
  EXPECT_EQ(base.segments[0].incremental_margin, Money{6'480'000});  // 24 x 2 700.00
  EXPECT_EQ(base.segments[1].incremental_margin, Money{960'000});    // 24 x 400.00
  EXPECT_EQ(base.baseline_margin, Money{168'000'000});
  EXPECT_EQ(base.incremental_margin, Money{7'440'000});
  EXPECT_EQ(base.net, Money{1'200'000});
  EXPECT_EQ(base.roi, (math::Ratio{1'200'000, 6'240'000}));
  // 3 100 - 2 100 = 1 000.00 a month against 12 000.00: month 12.
  EXPECT_EQ(base.payback_month, 12);

  // low: 60 000 x 0.02 x 0.9 = 1 080 a month: 25 920.00; it never pays back.
  const ProgrammeReturn& low = At(*roi, Outlook::kLow);
  EXPECT_EQ(low.incremental_margin, Money{2'592'000});
  EXPECT_EQ(low.net, Money{-3'648'000});
  EXPECT_FALSE(low.payback_month.has_value());

  // high: 60 000 x 0.08 x 0.9 + 10 000 x 0.1 = 5 320 a month; 12 000 / 3 220 = 3.7: month 4.
  const ProgrammeReturn& high = At(*roi, Outlook::kHigh);
  EXPECT_EQ(high.incremental_margin, Money{12'768'000});
  EXPECT_EQ(high.payback_month, 4);

  // 62 400 / (24 x (54 000 + 10 000)) = 0.040625 exactly.
  EXPECT_EQ(roi->break_even_lift_micro, 40'625);
}

TEST(ProgrammeRoi, TheBreakEvenLiftJustCoversTheCost) {
  ProgrammeDesign design = Example();
  design.staff = {100'037};
  const auto lift = ReckonProgramme(design)->break_even_lift_micro;
  ASSERT_TRUE(lift.has_value());
  for (SegmentLine& line : design.segments) line.lift = {*lift - 1, *lift, *lift};
  const Result<ProgrammeRoi> roi = ReckonProgramme(design);
  ASSERT_TRUE(roi.ok());
  EXPECT_GE(At(*roi, Outlook::kBase).net, Money{0});
  EXPECT_LT(At(*roi, Outlook::kLow).net, Money{0});
}

TEST(ProgrammeRoi, OnlyPointsThatAreExpectedToBeUsedCost) {
  ProgrammeDesign design = Example();
  design.redemption_rate = {1, 1};
  EXPECT_EQ(ReckonProgramme(design)->cost.points, Money{1'680'000});  // 24 x 700.00
  design.redemption_rate = {0, 1};
  EXPECT_EQ(ReckonProgramme(design)->cost.points, Money{0});
}

TEST(ProgrammeRoi, RewardsOnVolumeThatComesAnywayAreCost) {
  ProgrammeDesign design = Example();
  for (SegmentLine& line : design.segments) line.lift = {0, 0, 0};
  const Result<ProgrammeRoi> roi = ReckonProgramme(design);
  ASSERT_TRUE(roi.ok());
  EXPECT_EQ(At(*roi, Outlook::kBase).incremental_margin, Money{0});
  EXPECT_EQ(At(*roi, Outlook::kBase).net, -roi->cost.total);
  EXPECT_EQ(At(*roi, Outlook::kBase).roi, (math::Ratio{-6'240'000, 6'240'000}));
}

TEST(ProgrammeRoi, HasNoRatioWhereNothingIsSpentAndNoBreakEvenWithoutMargin) {
  ProgrammeDesign design;
  design.redemption_rate = {1, 1};
  design.segments = {{"loss", 10, 1'000'000, {-100}, {0, 0, 100'000}, 0}};
  const Result<ProgrammeRoi> roi = ReckonProgramme(design);
  ASSERT_TRUE(roi.ok());
  EXPECT_FALSE(At(*roi, Outlook::kBase).roi.has_value());
  EXPECT_FALSE(roi->break_even_lift_micro.has_value());
  // A lift of segments that lose money loses more: 24 x 10 x -1.00 x 0.1.
  EXPECT_EQ(At(*roi, Outlook::kHigh).incremental_margin, Money{-2'400});
}

// Members and lines are interchangeable: one line of 2n members is two lines of n, up to the rounding of each line.
TEST(ProgrammeRoi, SegmentsAddUp) {
  uint64_t state = 3;
  for (int run = 0; run < 500; ++run) {
    state = state * 6364136223846793005u + 1442695040888963407u;
    SegmentLine line = {"a",
                        static_cast<int64_t>((state >> 40) % 5'000),
                        static_cast<int64_t>((state >> 20) % 1'000'001),
                        {static_cast<int64_t>((state >> 33) % 1'000'000) - 300'000},
                        {10'000, 33'333, 77'777},
                        static_cast<int64_t>((state >> 13) % 1'000'001)};
    ProgrammeDesign halves = Example();
    halves.segments = {line, line};
    halves.segments[1].label = "b";
    ProgrammeDesign whole = Example();
    line.members *= 2;
    whole.segments = {line};
    for (size_t i = 0; i < kOutlookCount; ++i) {
      const int64_t apart = ReckonProgramme(halves)->outlooks[i].incremental_margin.minor -
                            ReckonProgramme(whole)->outlooks[i].incremental_margin.minor;
      ASSERT_TRUE(apart >= -1 && apart <= 1) << run;
    }
  }
}

TEST(ProgrammeRoi, RefusesWhatCannotBe) {
  const auto id_of = [](auto change) {
    ProgrammeDesign design = Example();
    change(design);
    const Result<ProgrammeRoi> roi = ReckonProgramme(design);
    return roi.ok() ? std::string("accepted") : std::string(IdOf(roi.error().id));
  };
  EXPECT_EQ(id_of([](ProgrammeDesign&) {}), "accepted");
  EXPECT_EQ(id_of([](ProgrammeDesign& d) { d.months = 0; }), "ECON-101");
  EXPECT_EQ(id_of([](ProgrammeDesign& d) { d.months = 121; }), "ECON-101");
  EXPECT_EQ(id_of([](ProgrammeDesign& d) { d.segments[0].active_micro = 1'000'001; }), "ECON-101");
  EXPECT_EQ(id_of([](ProgrammeDesign& d) { d.segments[0].cannibalised_micro = -1; }), "ECON-101");
  EXPECT_EQ(id_of([](ProgrammeDesign& d) { d.segments[1].members = -1; }), "ECON-101");
  EXPECT_EQ(id_of([](ProgrammeDesign& d) { d.segments[1].lift.high_micro = 10'000'001; }), "ECON-101");
  EXPECT_EQ(id_of([](ProgrammeDesign& d) { d.segments[1].lift = {-1'000'001, 0, 0}; }), "ECON-101");
  EXPECT_EQ(id_of([](ProgrammeDesign& d) { d.segments[1].lift = {50'000, 40'000, 60'000}; }), "ECON-102");
  EXPECT_EQ(id_of([](ProgrammeDesign& d) { d.segments[1].label = "core"; }), "ECON-104");
  EXPECT_EQ(id_of([](ProgrammeDesign& d) { d.redemption_rate = {2, 1}; }), "ECON-101");
  EXPECT_EQ(id_of([](ProgrammeDesign& d) { d.redemption_rate = {0, 0}; }), "ECON-101");
  EXPECT_EQ(id_of([](ProgrammeDesign& d) { d.point_cost.points = Points{0}; }), "ECON-101");
  EXPECT_EQ(id_of([](ProgrammeDesign& d) { d.staff = {-1}; }), "ECON-101");
  EXPECT_EQ(id_of([](ProgrammeDesign& d) { d.points_issued = Points{-1}; }), "ECON-101");
  EXPECT_EQ(id_of([](ProgrammeDesign& d) {
              d.segments[0].members = 100'000'000, d.segments[0].baseline_margin = {1'000'000};
            }),
            "ECON-103");
  EXPECT_EQ(id_of([](ProgrammeDesign& d) { d.point_cost.money = {1'000'000'000'000}; }), "ECON-103");
  // A loss cannot hide a total that is too large.
  EXPECT_EQ(id_of([](ProgrammeDesign& d) {
              d.segments[0].members = d.segments[1].members = 100'000'000;
              d.segments[0].baseline_margin = {1'000'000};
              d.segments[1].baseline_margin = {-1'000'000};
            }),
            "ECON-103");

  ProgrammeDesign design = Example();
  design.segments[1].lift = {1, 0, 0};
  EXPECT_EQ(Sentence(ReckonProgramme(design).error(), Language::kEn),
            "Low, base and high of “lift (general)” do not ascend");
}

TEST(ProgrammeRoi, LargestInputsStayExact) {
  ProgrammeDesign design;
  design.months = kProgrammeMonthsMax;
  design.points_issued = Points{10'000'000'000};
  design.redemption_rate = {999'999'999'999, 1'000'000'000'000};
  design.point_cost = {Money{1}, Points{1}};
  // Just below the limit of 10^15: 1 000 000 members x 83 333.33 x 120 months = 999 999 960 000 000 fen; a lift of 10.
  design.segments = {{"all", 1'000'000, 1'000'000, {8'333'333}, {0, 0, kLiftMicroMax}, 0}};
  const Result<ProgrammeRoi> roi = ReckonProgramme(design);
  ASSERT_TRUE(roi.ok());
  EXPECT_EQ(At(*roi, Outlook::kHigh).incremental_margin, Money{9'999'999'600'000'000});
  EXPECT_EQ(roi->cost.points, Money{1'199'999'999'999});  // 1.2 x 10^12 - 1.2, to nearest
}

}  // namespace
}  // namespace loyalane::economics
