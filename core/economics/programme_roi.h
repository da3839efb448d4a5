// What a programme design costs and returns over some months, by segment (c12; S2-37).
//   margin gained = sum over segments of members x active rate x baseline margin x lift x (1 - cannibalised share)
//   cost          = points issued x expected redemption rate x cost of a point + partner settlement + platform
//                   + communication + staff, every month, + the launch once
//   ROI           = (margin gained - cost) / cost
// Lift is an assumption that people enter, low, base and high; nothing here computes it. Points issued are all points,
// also those on volume that would have come anyway: a reward that merely follows existing volume is cost, not lift.
// Each amount is exact and rounded once, over its whole span, to minor units, halves away from zero. An estimate for
// planning. Normative: docs/formulas/programme-roi.md.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/point_value.h"
#include "base/result.h"
#include "economics/assumptions.h"
#include "math/ratio.h"

namespace loyalane::economics {

inline constexpr int32_t kProgrammeMonthsMax = 120;
inline constexpr int64_t kLiftMicroMax = 10 * kMicro;  // +1 000 %: more is a slip of the keyboard

// One segment; its label comes from wherever customers were segmented.
struct SegmentLine {
  std::string label;               // unique
  int64_t members = 0;             // 0..100 million
  int64_t active_micro = 0;        // part of the members who take part and ship, 0..1
  Money baseline_margin;           // of an active member in a month without the programme; may be negative
  RateRange lift;                  // 0.05 = 5 % more margin; -1..10
  int64_t cannibalised_micro = 0;  // part of the lift that is taken from ourselves, 0..1
};

struct ProgrammeDesign {
  int32_t months = 24;  // 1..kProgrammeMonthsMax
  std::vector<SegmentLine> segments;
  Points points_issued;         // in a month, on all volume; 0..10 billion
  math::Ratio redemption_rate;  // URR: of the points issued, those that will be used; 0..1, denominator 1..10^12
  PointValue point_cost;        // what a used point costs us
  Money partner_settlement, platform, communication, staff;  // in a month, >= 0
  Money launch;                                              // once, before month 1, >= 0
};

// Over all months.
struct ProgrammeCost {
  Money points, partner_settlement, platform, communication, staff, launch;
  Money total;
};

struct SegmentReturn {
  Money baseline_margin;     // what its active members bring anyway
  Money incremental_margin;  // what the lift adds, after cannibalisation
};

struct ProgrammeReturn {
  std::vector<SegmentReturn> segments;  // in the order of the lines; they add up to the totals
  Money baseline_margin;
  Money incremental_margin;
  Money net;                             // margin gained - cost
  std::optional<math::Ratio> roi;        // net of cost, in minor units; nothing where nothing is spent
  std::optional<int32_t> payback_month;  // first month by whose end margin gained so far >= cost so far
};

struct ProgrammeRoi {
  ProgrammeCost cost;
  std::array<ProgrammeReturn, kOutlookCount> outlooks;  // by Outlook
  // The least lift, the same in every segment, at which margin gained covers cost: rounded up to a millionth, so that
  // it does. Nothing where the segments have no margin to lift.
  std::optional<int64_t> break_even_lift_micro;
};

// Errors: ECON-101 a number outside its range, ECON-102 low, base and high of a lift do not ascend, ECON-103 totals too
// large, ECON-104 two segments with one label.
[[nodiscard]] Result<ProgrammeRoi> ReckonProgramme(const ProgrammeDesign& design);

// Cost to expect of points: points x redemption rate x cost of a point. Nothing when it is too large. Needs
// denominators > 0.
[[nodiscard]] std::optional<Money> ExpectedPointsCost(Points points, math::Ratio redemption_rate, PointValue cost);

}  // namespace loyalane::economics
