#include "segment/attribute_scores.h"

#include <algorithm>
#include <cmath>
#include <string>

#include "math/log.h"
#include "math/number_text.h"

namespace loyalane::segment {

CurveScorer::CurveScorer(const ScoreCurve& curve) : is_log_(curve.is_log) {
  knots_.reserve(curve.points.size());
  for (const CurvePoint& point : curve.points) {
    knots_.push_back({point.x, is_log_ ? math::Log(point.x) : point.x, point.score});
  }
}

double CurveScorer::operator()(double x) const {
  const Knot* above = knots_.data() + 1;
  // Counted, not searched: no branch hangs on the value.
  for (size_t i = 1; i + 1 < knots_.size(); ++i) above += knots_[i].x < x ? 1 : 0;
  const Knot& below = above[-1];
  const double position = is_log_ && x > knots_.front().x ? math::Log(x) : x;
  const double between =
      below.score + (above->score - below.score) * ((position - below.position) / (above->position - below.position));
  // On a breakpoint the score is that of the table, to the last bit.
  const double inside = above->x == x ? above->score : between;
  const double capped = x >= knots_.back().x ? knots_.back().score : inside;
  const double score = x <= knots_.front().x ? knots_.front().score : capped;
  return x == x ? score : x;
}

Status CheckCurve(const ScoreCurve& curve, Better better, std::string_view key) {
  const auto usable = [&] {
    if (curve.points.size() < 2) return false;
    for (size_t i = 0; i < curve.points.size(); ++i) {
      const auto [x, score] = curve.points[i];
      if (!std::isfinite(x) || (curve.is_log && x <= 0)) return false;
      if (!(score >= 0 && score <= 10)) return false;
      if (i == 0) continue;
      const auto [x_before, score_before] = curve.points[i - 1];
      if (x <= x_before) return false;
      if (better == Better::kHigher ? score < score_before : score > score_before) return false;
    }
    return true;
  };
  if (!usable()) return Error(ErrorId::kCurveUnusable).With("key", std::string(key));
  return Done{};
}

Status CheckAttributeSettings(const AttributeSettings& settings) {
  if (settings.carriers < 2 || settings.carriers > 100) {
    return Error(ErrorId::kSegmentSettingRange)
        .With("key", "attributes.carriers")
        .With("value", std::to_string(settings.carriers))
        .With("expected", "2–100");
  }
  if (!(settings.cycle_days_if_unknown >= 1 && settings.cycle_days_if_unknown <= 365)) {
    return Error(ErrorId::kSegmentSettingRange)
        .With("key", "attributes.cycle_days_if_unknown")
        .With("value", math::NumberText(settings.cycle_days_if_unknown))
        .With("expected", "1–365");
  }
  struct Named {
    const ScoreCurve* curve;
    Better better;
    std::string_view key;
  };
  for (const auto& [curve, better, key] : {
           Named{&settings.monthly_contribution, Better::kHigher, "attributes.monthly_contribution"},
           Named{&settings.avg_spend, Better::kHigher, "attributes.avg_spend"},
           // Always drawn for shorter-is-better; the other direction mirrors the score.
           Named{&settings.purchase_cycle, Better::kLower, "attributes.purchase_cycle"},
           Named{&settings.satisfaction, Better::kHigher, "attributes.satisfaction"},
           Named{&settings.tenure, Better::kHigher, "attributes.tenure"},
           Named{&settings.recency, Better::kLower, "attributes.recency"},
       }) {
    if (Status status = CheckCurve(*curve, better, key); !status) return status;
  }
  if (settings.choice_share) return CheckCurve(*settings.choice_share, Better::kHigher, "attributes.choice_share");
  return Done{};
}

ScoreCurve ChoiceShareCurve(int32_t carriers) {
  if (carriers <= 1) return {false, {{0, 0}, {1, 10}}};
  if (carriers == 2) return {false, {{0, 0}, {0.5, 5}, {1, 10}}};
  return {false, {{0, 0}, {1.0 / carriers, 5}, {0.5, 8}, {1, 10}}};
}

double RankScore(double rank, int32_t carriers) {
  if (std::isnan(rank)) return rank;
  if (carriers <= 1) return 10;
  const double last = carriers;
  return 10 * (last - std::clamp(rank, 1.0, last)) / (last - 1);
}

namespace {

// Attributes with a curve.
enum Curved : uint8_t { kM, kA, kC, kShare, kSat, kTenure, kRecency };
constexpr int kCurvedCount = 7;

ScoreCurve CurveOf(const AttributeSettings& settings, int attribute) {
  switch (attribute) {
    case kM:
      return settings.monthly_contribution;
    case kA:
      return settings.avg_spend;
    case kC:
      return settings.purchase_cycle;
    case kShare:
      return settings.choice_share.value_or(ChoiceShareCurve(settings.carriers));
    case kSat:
      return settings.satisfaction;
    case kTenure:
      return settings.tenure;
    default:
      return settings.recency;
  }
}

std::vector<double>& ColumnOf(AttributeScores& scores, int attribute) {
  std::vector<double>* const columns[] = {&scores.m,   &scores.a,      &scores.c,      &scores.share,
                                          &scores.sat, &scores.tenure, &scores.recency};
  return *columns[attribute];
}

// What the curve of an attribute is asked for; NaN where it does not count. `made` holds it where the table does not.
const double* ValuesOf(const profile::ProfileTable& table, const AttributeSettings& settings,
                       const AttributeScores& scores, int attribute, std::vector<double>& made) {
  if (attribute == kShare) return table.choice_share.data();
  if (attribute == kSat) return table.satisfaction.data();
  if (attribute == kTenure) return table.tenure_months.data();
  const double* source = (attribute == kM         ? table.monthly_contribution
                          : attribute == kA       ? table.avg_spend
                          : attribute == kRecency ? table.recency_days
                                                  : table.purchase_cycle_days)
                             .data();
  const double* cycles = table.purchase_cycle_days.data();
  const bool is_recency = attribute == kRecency;
  const bool is_cycle = attribute == kC;
  made.resize(table.rows());
  for (size_t row = 0; row < made.size(); ++row) {
    const bool counts = is_recency || (scores.active[row] != 0 && (!is_cycle || cycles[row] > 0));
    const double divisor = !is_recency ? 1 : cycles[row] > 0 ? cycles[row] : settings.cycle_days_if_unknown;
    made[row] = counts ? source[row] / divisor : profile::kMissing;
  }
  return made.data();
}

// Where the scores of two curves may differ: not at or below `from`, not at or above `to`, NaN where there is no such
// end. What lies behind a breakpoint that both have in common, as they have all others on that side, is scored alike.
struct Stretch {
  double from = profile::kMissing, to = profile::kMissing;
};
Stretch DifferenceOf(const ScoreCurve& before, const ScoreCurve& after) {
  Stretch stretch;
  const auto& a = before.points;
  const auto& b = after.points;
  if (before.is_log != after.is_log) return stretch;
  const size_t points = std::min(a.size(), b.size());
  for (size_t i = 0; i < points && a[i] == b[i]; ++i) stretch.from = a[i].x;
  for (size_t i = 1; i <= points && a[a.size() - i] == b[b.size() - i]; ++i) stretch.to = a[a.size() - i].x;
  return stretch;
}

}  // namespace

uint8_t RescoreAttributes(const profile::ProfileTable& table, const AttributeSettings& settings,
                          const AttributeSettings* before, AttributeScores* scores) {
  const size_t rows = table.rows();
  uint8_t changed = 0;
  if (before == nullptr) {
    scores->active.resize(rows);
    for (size_t row = 0; row < rows; ++row) scores->active[row] = table.active(row) ? 1 : 0;
  }
  std::vector<double> made;
  for (int attribute = 0; attribute < kCurvedCount; ++attribute) {
    const ScoreCurve curve = CurveOf(settings, attribute);
    Stretch stretch;
    if (before != nullptr) {
      const ScoreCurve curve_before = CurveOf(*before, attribute);
      const bool same = (attribute != kC || before->cycle_direction == settings.cycle_direction) &&
                        (attribute != kRecency || before->cycle_days_if_unknown == settings.cycle_days_if_unknown);
      if (same && curve == curve_before) continue;
      if (same) stretch = DifferenceOf(curve_before, curve);
    }
    changed = static_cast<uint8_t>(changed | (attribute <= kC ? kCvScores : kAcScores));
    const CurveScorer score(curve);
    const bool mirrored = attribute == kC && settings.cycle_direction == CycleDirection::kLongerIsBetter;
    const double* values = ValuesOf(table, settings, *scores, attribute, made);
    std::vector<double>& out = ColumnOf(*scores, attribute);
    out.resize(rows);
    for (size_t row = 0; row < rows; ++row) {
      if (values[row] <= stretch.from || values[row] >= stretch.to) continue;
      const double scored = score(values[row]);
      out[row] = mirrored ? 10 - scored : scored;
    }
  }
  if (before == nullptr || before->carriers != settings.carriers) {
    changed = static_cast<uint8_t>(changed | kAcScores);
    scores->rank.resize(rows);
    for (size_t row = 0; row < rows; ++row) scores->rank[row] = RankScore(table.mind_rank[row], settings.carriers);
  }
  return changed;
}

AttributeScores ScoreAttributes(const profile::ProfileTable& table, const AttributeSettings& settings) {
  AttributeScores scores;
  RescoreAttributes(table, settings, nullptr, &scores);
  return scores;
}

}  // namespace loyalane::segment
