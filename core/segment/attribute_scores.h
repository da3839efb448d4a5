// Turns each attribute of a customer into a score from 0 to 10 by a curve of breakpoints: linear between points (on ln
// x where the curve says so), clamped outside. A value that is not known (NaN) has no score (NaN). Normative:
// docs/formulas/cvac.md.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "profile/profile_table.h"

namespace loyalane::segment {

struct CurvePoint {
  double x = 0;      // in the attribute's unit
  double score = 0;  // 0..10
  friend bool operator==(const CurvePoint&, const CurvePoint&) = default;
};

struct ScoreCurve {
  bool is_log = false;  // interpolate on ln x
  std::vector<CurvePoint> points;
  friend bool operator==(const ScoreCurve&, const ScoreCurve&) = default;
};

// A curve made ready to score many values.
class CurveScorer {
 public:
  // `curve` has passed CheckCurve.
  explicit CurveScorer(const ScoreCurve& curve);
  [[nodiscard]] double operator()(double x) const;

 private:
  struct Knot {
    double x, position, score;  // position: x, or ln x
  };
  std::vector<Knot> knots_;
  bool is_log_;
};

enum class Better : uint8_t { kHigher, kLower };

// At least two points, x finite and ascending (> 0 on a log curve), scores in 0..10 and never lower for the better
// value. Error: SEGMENT-103, naming `key`.
[[nodiscard]] Status CheckCurve(const ScoreCurve& curve, Better better, std::string_view key);

// Which purchase cycle earns the points. The longer-is-better score is the mirror image: 10 - score.
enum class CycleDirection : uint8_t { kShorterIsBetter, kLongerIsBetter };

// Key names (JSON) are the field names below, under "attributes".
struct AttributeSettings {
  // Curves; breakpoints are editable, each curve at least two points, scores 0..10.
  ScoreCurve monthly_contribution = {
      true, {{50, 0}, {200, 2}, {800, 4}, {3000, 6}, {10000, 8}, {50000, 10}}};                       // yuan a month
  ScoreCurve avg_spend = {true, {{10, 0}, {20, 2}, {50, 4}, {100, 6}, {300, 8}, {1000, 10}}};         // yuan
  ScoreCurve purchase_cycle = {false, {{1, 10}, {2, 9}, {3, 8}, {7, 6}, {15, 4}, {30, 2}, {60, 0}}};  // days
  ScoreCurve satisfaction = {false, {{1, 0}, {5, 10}}};                                               // 1..5
  ScoreCurve tenure = {false, {{0, 0}, {6, 3}, {12, 5}, {36, 8}, {60, 10}}};                          // months
  ScoreCurve recency = {false, {{1, 10}, {2, 7}, {3, 5}, {6, 2}, {12, 0}}};  // days since the last shipment / own cycle
  // Our share of the customer's shipments, 0..1. Empty = 0 -> 0, 1/J -> 5, 0.5 -> 8, 1 -> 10, which moves with
  // `carriers`.
  std::optional<ScoreCurve> choice_share;

  CycleDirection cycle_direction = CycleDirection::kShorterIsBetter;
  // J: carriers that the customer chooses among, we included. 2..100. Also the number of ranks.
  int32_t carriers = 7;
  // Stands in for the own cycle in the recency score where it is not known (one ship-day). Days, 1..365.
  double cycle_days_if_unknown = 30;

  friend bool operator==(const AttributeSettings&, const AttributeSettings&) = default;
};

// Errors: SEGMENT-102 a number outside its range, SEGMENT-103 a curve.
[[nodiscard]] Status CheckAttributeSettings(const AttributeSettings& settings);

// The default curve of the choice share among J carriers. An even share (1/J) scores 5. With two carriers an even share
// is one half, so the point 0.5 -> 8 drops out; with one (no rival) the curve is the straight line 0 -> 0, 1 -> 10.
[[nodiscard]] ScoreCurve ChoiceShareCurve(int32_t carriers);
// 10 (J - r) / (J - 1) with r clamped to 1..J; 10 where J is 1.
[[nodiscard]] double RankScore(double rank, int32_t carriers);

// One column an attribute, rows as in the table; NaN = not known.
struct AttributeScores {
  std::vector<double> m, a, c;  // monthly contribution, average spend, purchase cycle
  std::vector<double> share, sat, rank, tenure,
      recency;                  // choice share, satisfaction, mind rank, cooperation time, recency
  std::vector<uint8_t> active;  // 1 = shipped inside the window
  [[nodiscard]] size_t rows() const { return m.size(); }
};

// A customer who is not active has no m, a, c. A cycle that is not above 0 counts as not known.
// `settings` has passed CheckAttributeSettings.
[[nodiscard]] AttributeScores ScoreAttributes(const profile::ProfileTable& table, const AttributeSettings& settings);

// Whose scores changed.
enum ScoresChanged : uint8_t { kCvScores = 1, kAcScores = 2 };
// Makes `scores`, those of the settings `before`, into those of `settings`: only the attributes whose curve differs,
// and of these only the customers that lie where it does. Without `before` all of them. Gives bits of ScoresChanged.
uint8_t RescoreAttributes(const profile::ProfileTable& table, const AttributeSettings& settings,
                          const AttributeSettings* before, AttributeScores* scores);

}  // namespace loyalane::segment
