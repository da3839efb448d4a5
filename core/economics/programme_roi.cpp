#include "economics/programme_roi.h"

#include <algorithm>
#include <string_view>

#include "base/sort.h"

namespace loyalane::economics {
namespace {

using math::Int128;

constexpr int64_t kMembersMax = 100'000'000;
constexpr int64_t kPointsAMonthMax = 10'000'000'000;
constexpr int64_t kRateDenominatorMax = 1'000'000'000'000;

bool IsShare(int64_t micro) { return micro >= 0 && micro <= kMicro; }

Status CheckSegment(const SegmentLine& line) {
  if (line.members < 0 || line.members > kMembersMax) {
    return OutOfRange("members", line.label, line.members, "0–100 000 000");
  }
  if (!IsShare(line.active_micro)) return OutOfRange("active_micro", line.label, line.active_micro, "0–1 000 000");
  if (!IsShare(line.cannibalised_micro)) {
    return OutOfRange("cannibalised_micro", line.label, line.cannibalised_micro, "0–1 000 000");
  }
  if (line.baseline_margin > Money{kMoneyMinorMax} || line.baseline_margin < Money{-kMoneyMinorMax}) {
    return OutOfRange("baseline_margin", line.label, line.baseline_margin.minor, "±10^12");
  }
  if (line.lift.low_micro < -kMicro) return OutOfRange("lift", line.label, line.lift.low_micro, "≥ -1 000 000");
  if (line.lift.high_micro > kLiftMicroMax) {
    return OutOfRange("lift", line.label, line.lift.high_micro, "≤ 10 000 000");
  }
  if (!line.lift.ascends()) return DoesNotAscend("lift", line.label);
  return Done{};
}

Status CheckDesign(const ProgrammeDesign& design) {
  if (design.months < 1 || design.months > kProgrammeMonthsMax) {
    return OutOfRange("months", {}, design.months, "1–120");
  }
  std::vector<std::string_view> labels;
  for (const SegmentLine& line : design.segments) {
    Status checked = CheckSegment(line);
    if (!checked) return checked;
    labels.push_back(line.label);
  }
  Sort(labels);
  const auto twice = std::adjacent_find(labels.begin(), labels.end());
  if (twice != labels.end()) return Error(ErrorId::kSegmentLineTwice).With("segment", std::string(*twice));
  if (design.points_issued.units < 0 || design.points_issued.units > kPointsAMonthMax) {
    return OutOfRange("points_issued", {}, design.points_issued.units, "0–10 000 000 000");
  }
  const math::Ratio rate = design.redemption_rate;
  if (rate.denominator < 1 || rate.denominator > kRateDenominatorMax) {
    return OutOfRange("redemption_rate.denominator", {}, rate.denominator, "1–10^12");
  }
  if (rate.numerator < 0 || rate.numerator > rate.denominator) {
    return OutOfRange("redemption_rate.numerator", {}, rate.numerator, "0–" + std::to_string(rate.denominator));
  }
  if (design.point_cost.points.units < 1) {
    return OutOfRange("point_cost.points", {}, design.point_cost.points.units, "≥ 1");
  }
  struct Named {
    std::string_view key;
    Money amount;
  };
  for (const Named& cost :
       {Named{"point_cost.money", design.point_cost.money}, Named{"partner_settlement", design.partner_settlement},
        Named{"platform", design.platform}, Named{"communication", design.communication}, Named{"staff", design.staff},
        Named{"launch", design.launch}}) {
    if (cost.amount.minor < 0 || cost.amount.minor > kMoneyMinorMax) {
      return OutOfRange(cost.key, {}, cost.amount.minor, "0–10^12");
    }
  }
  return Done{};
}

// Of one segment in one month, in minor units x 10^6, before lift.
Int128 BaselineMicro(const SegmentLine& line) {
  return static_cast<Int128>(line.members) * line.active_micro * line.baseline_margin.minor;
}

// Margin gained by a segment within the first `months`. At most 10^15 x 10^6 x 10^6 x 10^7: inside 128 bits.
Int128 Gained(const SegmentLine& line, Outlook outlook, int32_t months) {
  const Int128 exact = BaselineMicro(line) * months * (kMicro - line.cannibalised_micro) * line.lift.At(outlook);
  return math::DivideToNearest(exact, static_cast<Int128>(kMicro) * kMicro * kMicro);
}

Int128 GainedByAll(const ProgrammeDesign& design, Outlook outlook, int32_t months) {
  Int128 sum = 0;
  for (const SegmentLine& line : design.segments) sum += Gained(line, outlook, months);
  return sum;
}

std::optional<ProgrammeCost> CostWithin(const ProgrammeDesign& design, int32_t months) {
  ProgrammeCost cost;
  const std::optional<Money> points =
      ExpectedPointsCost(Points{design.points_issued.units * months}, design.redemption_rate, design.point_cost);
  if (!points) return std::nullopt;
  cost.points = *points;
  cost.partner_settlement = {design.partner_settlement.minor * months};
  cost.platform = {design.platform.minor * months};
  cost.communication = {design.communication.minor * months};
  cost.staff = {design.staff.minor * months};
  cost.launch = design.launch;
  cost.total = cost.points + cost.partner_settlement + cost.platform + cost.communication + cost.staff + cost.launch;
  if (cost.total > Money{kTotalMinorMax}) return std::nullopt;
  return cost;
}

}  // namespace

std::optional<Money> ExpectedPointsCost(Points points, math::Ratio redemption_rate, PointValue cost) {
  const std::optional<int64_t> minor =
      math::ScaledToNearest(points.units, redemption_rate, {cost.money.minor, cost.points.units});
  return minor ? ToMoney(*minor) : std::nullopt;
}

Result<ProgrammeRoi> ReckonProgramme(const ProgrammeDesign& design) {
  if (Status checked = CheckDesign(design); !checked) return checked.error();

  ProgrammeRoi result;
  const std::optional<ProgrammeCost> cost = CostWithin(design, design.months);
  if (!cost) return TooLarge("cost");
  result.cost = *cost;

  // Magnitudes, so that segments with a loss cannot hide totals that are too large.
  Int128 magnitude_micro = 0;
  for (const SegmentLine& line : design.segments) {
    const Int128 baseline = BaselineMicro(line) * design.months;
    magnitude_micro += baseline < 0 ? -baseline : baseline;
  }
  if (magnitude_micro > static_cast<Int128>(kTotalMinorMax) * kMicro) return TooLarge("baseline_margin");

  Int128 liftable_micro2 = 0;  // what a lift of 1 would bring over all months, in minor units x 10^12
  for (const SegmentLine& line : design.segments) {
    liftable_micro2 += BaselineMicro(line) * design.months * (kMicro - line.cannibalised_micro);
  }
  if (liftable_micro2 > 0) {
    const Int128 lift =
        math::DivideUp(static_cast<Int128>(cost->total.minor) * kMicro * kMicro * kMicro, liftable_micro2);
    // Beyond int64 no lift that anybody could mean is left.
    if (lift <= INT64_MAX) result.break_even_lift_micro = static_cast<int64_t>(lift);
  }

  for (size_t i = 0; i < kOutlookCount; ++i) {
    const auto outlook = static_cast<Outlook>(i);
    ProgrammeReturn& out = result.outlooks[i];
    for (const SegmentLine& line : design.segments) {
      const SegmentReturn segment = {
          {static_cast<int64_t>(math::DivideToNearest(BaselineMicro(line) * design.months, kMicro))},
          {static_cast<int64_t>(Gained(line, outlook, design.months))}};
      out.baseline_margin += segment.baseline_margin;
      out.incremental_margin += segment.incremental_margin;
      out.segments.push_back(segment);
    }
    out.net = out.incremental_margin - result.cost.total;
    if (result.cost.total.minor > 0) out.roi = math::Ratio{out.net.minor, result.cost.total.minor};
    for (int32_t month = 1; month <= design.months && !out.payback_month; ++month) {
      const std::optional<ProgrammeCost> spent = CostWithin(design, month);
      if (spent && GainedByAll(design, outlook, month) >= spent->total.minor) out.payback_month = month;
    }
  }
  return result;
}

}  // namespace loyalane::economics
