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
  if (std::isnan(x)) return x;
  if (x <= knots_.front().x) return knots_.front().score;
  if (x >= knots_.back().x) return knots_.back().score;
  const Knot* above = knots_.data() + 1;
  while (above->x < x) ++above;
  // On a breakpoint the score is that of the table, to the last bit.
  if (above->x == x) return above->score;
  const Knot& below = above[-1];
  const double position = is_log_ ? math::Log(x) : x;
  return below.score +
         (above->score - below.score) * ((position - below.position) / (above->position - below.position));
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

AttributeScores ScoreAttributes(const profile::ProfileTable& table, const AttributeSettings& settings) {
  const CurveScorer monthly_contribution(settings.monthly_contribution);
  const CurveScorer avg_spend(settings.avg_spend);
  const CurveScorer purchase_cycle(settings.purchase_cycle);
  const CurveScorer choice_share(settings.choice_share.value_or(ChoiceShareCurve(settings.carriers)));
  const CurveScorer satisfaction(settings.satisfaction);
  const CurveScorer tenure(settings.tenure);
  const CurveScorer recency(settings.recency);
  const bool mirrored = settings.cycle_direction == CycleDirection::kLongerIsBetter;

  const size_t rows = table.rows();
  AttributeScores scores;
  scores.m.resize(rows, profile::kMissing);
  scores.a.resize(rows, profile::kMissing);
  scores.c.resize(rows, profile::kMissing);
  scores.share.resize(rows);
  scores.sat.resize(rows);
  scores.rank.resize(rows);
  scores.tenure.resize(rows);
  scores.recency.resize(rows);
  scores.active.resize(rows);
  for (size_t row = 0; row < rows; ++row) {
    const double cycle = table.purchase_cycle_days[row];
    const bool cycle_known = cycle > 0;
    scores.active[row] = table.active(row) ? 1 : 0;
    if (scores.active[row] != 0) {
      scores.m[row] = monthly_contribution(table.monthly_contribution[row]);
      scores.a[row] = avg_spend(table.avg_spend[row]);
      if (cycle_known) scores.c[row] = mirrored ? 10 - purchase_cycle(cycle) : purchase_cycle(cycle);
    }
    scores.share[row] = choice_share(table.choice_share[row]);
    scores.sat[row] = satisfaction(table.satisfaction[row]);
    scores.rank[row] = RankScore(table.mind_rank[row], settings.carriers);
    scores.tenure[row] = tenure(table.tenure_months[row]);
    scores.recency[row] = recency(table.recency_days[row] / (cycle_known ? cycle : settings.cycle_days_if_unknown));
  }
  return scores;
}

}  // namespace loyalane::segment
