#include "segment/cvac.h"

#include <cmath>
#include <string_view>
#include <utility>

#include "math/round.h"

namespace loyalane::segment {
namespace {

bool IsKnown(double score) { return score == score; }

// CV in points. Attributes that are not known hand their weight to the others; NaN if nothing with a weight is known.
// The loops have no branches, so that they run as SIMD.
void ScoreCustomerValue(const AttributeScores& scores, const std::vector<double>& weights, std::vector<double>* out) {
  const double* __restrict m = scores.m.data();
  const double* __restrict a = scores.a.data();
  const double* __restrict c = scores.c.data();
  double* __restrict cv = out->data();
  const double wm = weights[0];
  const double wa = weights[1];
  const double wc = weights[2];
  const size_t rows = out->size();
  for (size_t row = 0; row < rows; ++row) {
    const double sum =
        (IsKnown(m[row]) ? wm * m[row] : 0) + (IsKnown(a[row]) ? wa * a[row] : 0) + (IsKnown(c[row]) ? wc * c[row] : 0);
    const double known = (IsKnown(m[row]) ? wm : 0) + (IsKnown(a[row]) ? wa : 0) + (IsKnown(c[row]) ? wc : 0);
    // Complete rows are not divided: their weights add up to 1, whatever the last bit of the sum says.
    const bool is_complete = IsKnown(m[row] + a[row] + c[row]);
    cv[row] = math::RoundTo1e9(kCvPointsMax / 10 * (sum / (is_complete ? 1 : known)));
  }
}

// AC in percent, and the weight of what is known. `rivals` is the attraction of all the others together.
void ScoreAvailability(const AttributeScores& scores, const std::vector<double>& weights, double rivals,
                       std::vector<double>* ac_out, std::vector<double>* coverage_out) {
  const double* __restrict s = scores.share.data();
  const double* __restrict q = scores.sat.data();
  const double* __restrict r = scores.rank.data();
  const double* __restrict t = scores.tenure.data();
  const double* __restrict e = scores.recency.data();
  double* __restrict ac = ac_out->data();
  double* __restrict coverage = coverage_out->data();
  const double ws = weights[0];
  const double wq = weights[1];
  const double wr = weights[2];
  const double wt = weights[3];
  const double we = weights[4];
  const auto or_neutral = [](double score) { return IsKnown(score) ? score : kNeutralScore; };
  const size_t rows = ac_out->size();
  for (size_t row = 0; row < rows; ++row) {
    const double sum = ws * or_neutral(s[row]) + wq * or_neutral(q[row]) + wr * or_neutral(r[row]) +
                       wt * or_neutral(t[row]) + we * or_neutral(e[row]);
    const double known = (IsKnown(s[row]) ? ws : 0) + (IsKnown(q[row]) ? wq : 0) + (IsKnown(r[row]) ? wr : 0) +
                         (IsKnown(t[row]) ? wt : 0) + (IsKnown(e[row]) ? we : 0);
    const double attraction = sum / 10;
    ac[row] = math::RoundTo1e9(100 * attraction / (attraction + rivals));
    coverage[row] = math::RoundTo1e9(known);
  }
}

// One axis of the stability rule. A side changes when the value has left the band, or when the last run's own figures
// were already across.
bool StableSide(bool raw_high, bool previous_high, bool previous_raw_high, bool is_inside_band) {
  if (raw_high == previous_high) return raw_high;
  const bool changes = !is_inside_band || previous_raw_high == raw_high;
  return changes ? raw_high : previous_high;
}

std::vector<uint8_t> MatchPrevious(const profile::ProfileTable& table, const PreviousRun& previous) {
  std::vector<uint8_t> entries(table.rows(), kNoPrevious);
  for (size_t row = 0; row < entries.size(); ++row) {
    if (const auto entry = previous.Find(table.customer_id[row])) {
      entries[row] =
          static_cast<uint8_t>(static_cast<uint8_t>(entry->type) | static_cast<uint8_t>(entry->raw_type) << 2);
    }
  }
  return entries;
}

void ScoreAxes(double rivals, CvAcResult* result) {
  const AttributeScores& scores = result->scores;
  const size_t rows = scores.rows();
  result->cv.resize(rows);
  result->ac.resize(rows);
  result->coverage.resize(rows);
  result->cv_unknown.resize(rows);
  ScoreCustomerValue(scores, result->cv_weights.values, &result->cv);
  ScoreAvailability(scores, result->ac_weights.values, rivals, &result->ac, &result->coverage);
  result->rivals = rivals;
  for (size_t row = 0; row < rows; ++row) {
    const bool known = IsKnown(result->cv[row]);
    result->cv_unknown[row] = known ? 0 : 1;
    result->cv[row] = known ? result->cv[row] : 0;
  }
}

// All flags but the borderline.
void FlagRows(const CvAcSettings& settings, const profile::ProfileTable& table, CvAcResult* result) {
  const AttributeScores& scores = result->scores;
  const size_t rows = scores.rows();
  result->flags.resize(rows);
  // Without shipments at all "none in the window" is not known either.
  const uint8_t dormant = table.has_shipments ? kFlagDormant : kFlagDormant | kFlagProvisional;
  for (size_t row = 0; row < rows; ++row) {
    const bool is_active = scores.active[row] != 0;
    const bool is_vague = (is_active && result->cv_unknown[row] != 0) || result->coverage[row] < settings.coverage_min;
    const bool is_new = table.tenure_months[row] < settings.new_below_months;
    result->flags[row] = static_cast<uint8_t>((is_active ? 0 : dormant) | (is_vague ? kFlagProvisional : 0) |
                                              (is_new ? kFlagNew | kFlagProvisional : 0));
  }
}

// The borderline band, ends included. Ends and axis values are multiples of 1e-9, so that plain comparison is exact.
struct Band {
  double low, high;
  Band(double threshold, double part)
      : low(math::RoundTo1e9(threshold - math::RoundTo1e9(part * threshold))),
        high(math::RoundTo1e9(threshold + math::RoundTo1e9(part * threshold))) {}
  [[nodiscard]] bool Contains(double value) const { return value >= low && value <= high; }
};

void AssignTypes(const CvAcSettings& settings, CvAcResult* result) {
  const size_t rows = result->rows();
  result->raw_type.resize(rows);
  result->type.resize(rows);
  const double cv_threshold = result->thresholds.cv;
  const double ac_threshold = result->thresholds.ac;
  const Band cv_band(cv_threshold, settings.stability.band);
  const Band ac_band(ac_threshold, settings.stability.band);
  for (size_t row = 0; row < rows; ++row) {
    const double cv = result->cv[row];
    const double ac = result->ac[row];
    const CustomerType raw_type = TypeOf(cv >= cv_threshold, ac >= ac_threshold);
    result->raw_type[row] = raw_type;
    result->type[row] = raw_type;
    const bool is_borderline = cv_band.Contains(cv) || ac_band.Contains(ac);
    result->flags[row] = static_cast<uint8_t>(result->flags[row] | (is_borderline ? kFlagBorderline : 0));
  }
  if (!settings.stability.keeps_type || result->previous.empty()) return;
  for (size_t row = 0; row < rows; ++row) {
    if (result->previous[row] == kNoPrevious) continue;
    const auto before = static_cast<CustomerType>(result->previous[row] & 3);
    const auto raw_before = static_cast<CustomerType>(result->previous[row] >> 2);
    const CustomerType raw = result->raw_type[row];
    result->type[row] =
        TypeOf(StableSide(IsCvHigh(raw), IsCvHigh(before), IsCvHigh(raw_before), cv_band.Contains(result->cv[row])),
               StableSide(IsAcHigh(raw), IsAcHigh(before), IsAcHigh(raw_before), ac_band.Contains(result->ac[row])));
  }
}

// A multiple of 1e-9 with `decimals` (0..9) digits after the point, halves away from zero.
struct Decimal {
  int64_t units;  // of 10^-decimals
  std::string text;
};
Decimal AtDecimals(double value, int decimals) {
  int64_t step = 1;
  for (int i = decimals; i < 9; ++i) step *= 10;
  const bool negative = value < 0;
  const int64_t nano = math::NearestWhole(std::abs(value) * 1e9);
  const int64_t units = (nano + step / 2) / step;
  const int64_t one = 1'000'000'000 / step;
  std::string text = (negative && units != 0 ? "-" : "") + std::to_string(units / one);
  // The leading one keeps the zeros behind the point.
  if (decimals > 0) text += "." + std::to_string(one + units % one).substr(1);
  return {negative ? -units : units, std::move(text)};
}

std::string WithoutTrailingZeros(std::string text) {
  if (text.find('.') == std::string::npos) return text;
  while (text.back() == '0') text.pop_back();
  if (text.back() == '.') text.pop_back();
  return text;
}

// "18.11 ≥ 18". More decimals where two would print a comparison that reads false, such as 18.00 < 18.
std::string Comparison(double value, double threshold, std::string_view unit) {
  const bool is_high = value >= threshold;
  for (int decimals = 2;; ++decimals) {
    const Decimal shown_value = AtDecimals(value, decimals);
    const Decimal shown_threshold = AtDecimals(threshold, decimals);
    if (decimals == 9 || (shown_value.units >= shown_threshold.units) == is_high) {
      std::string text = shown_value.text;
      text.append(unit).append(is_high ? " ≥ " : " < ").append(WithoutTrailingZeros(shown_threshold.text)).append(unit);
      return text;
    }
  }
}

}  // namespace

std::string FlagsText(uint8_t flags) {
  constexpr std::array<std::pair<Flag, std::string_view>, 4> kIds = {{
      {kFlagBorderline, "borderline"},
      {kFlagProvisional, "provisional"},
      {kFlagDormant, "dormant"},
      {kFlagNew, "new"},
  }};
  std::string text;
  for (const auto& [flag, id] : kIds) {
    if ((flags & flag) == 0) continue;
    if (!text.empty()) text += ';';
    text += id;
  }
  return text;
}

Result<CvAcResult> ScoreCvAc(const profile::ProfileTable& table, const CvAcSettings& settings,
                             const PreviousRun* previous) {
  if (Status status = CheckCvAcSettings(settings); !status) return status.error();
  CvAcResult result;
  result.scores = ScoreAttributes(table, settings.attributes);
  if (previous != nullptr) result.previous = MatchPrevious(table, *previous);
  if (Status status = Rescore(settings, table, &result); !status) return status.error();
  return result;
}

Status Rescore(const CvAcSettings& settings, const profile::ProfileTable& table, CvAcResult* result) {
  if (Status status = CheckCvAcSettings(settings); !status) return status;
  Weights cv_weights = *ResolveWeights(settings.cv_weights, kCvAttributes, "cv_weights");
  Weights ac_weights = *ResolveWeights(settings.ac_weights, kAcAttributes, "ac_weights");
  const double rivals = (settings.attributes.carriers - 1) * settings.rival_attraction;
  const bool axes_stay = result->rows() == result->scores.rows() && result->rivals == rivals &&
                         result->cv_weights.values == cv_weights.values &&
                         result->ac_weights.values == ac_weights.values;
  result->cv_weights = std::move(cv_weights);
  result->ac_weights = std::move(ac_weights);
  result->coverage_min = settings.coverage_min;
  result->notices.clear();
  const auto warn = [result](const WeightSettings& weights, const Weights& resolved, std::string_view key) {
    if (weights.mode != WeightMode::kAhp || !resolved.inconsistent) return;
    result->notices.push_back(Error(ErrorId::kJudgementsInconsistent)
                                  .With("key", std::string(key))
                                  .With("ratio", AtDecimals(resolved.consistency_ratio, 3).text));
  };
  warn(settings.cv_weights, result->cv_weights, "cv_weights.judgements");
  warn(settings.ac_weights, result->ac_weights, "ac_weights.judgements");
  if (!axes_stay) ScoreAxes(rivals, result);
  FlagRows(settings, table, result);
  result->thresholds = ChooseThresholds(result->cv, result->ac, result->scores.active, settings.thresholds,
                                        settings.attributes.carriers, &result->notices);
  AssignTypes(settings, result);
  return Done{};
}

std::string ReasonText(const CvAcResult& result, size_t row, Language language) {
  const bool zh = language == Language::kZh;
  std::string text = "CV " + Comparison(result.cv[row], result.thresholds.cv, "") + (zh ? "，" : ", ") + "AC " +
                     Comparison(result.ac[row], result.thresholds.ac, " %");
  std::string remarks;
  const auto remark = [&](std::string_view zh_words, std::string_view en_words) {
    if (!remarks.empty()) remarks += zh ? "、" : ", ";
    remarks += zh ? zh_words : en_words;
  };
  const uint8_t flags = result.flags[row];
  if ((flags & kFlagBorderline) != 0) remark("临界", "borderline");
  if ((flags & kFlagProvisional) != 0) {
    std::string zh_words = "暂定";
    std::string en_words = "provisional";
    if (result.coverage[row] < result.coverage_min) {
      const std::string percent = AtDecimals(100 * result.coverage[row], 1).text;
      zh_words += "（已知权重 " + percent + " %）";
      en_words += " (" + percent + " % of the weight known)";
    }
    remark(zh_words, en_words);
  }
  if ((flags & kFlagDormant) != 0) remark("沉睡", "dormant");
  if ((flags & kFlagNew) != 0) remark("新客户", "new");
  if (result.type[row] != result.raw_type[row]) {
    remark("沿用上期类型：" + std::string(NameOf(result.type[row], language)),
           "type kept from the last run: " + std::string(NameOf(result.type[row], language)));
  }
  if (!remarks.empty()) text += " — " + remarks;
  return text;
}

std::array<TypeShare, kCustomerTypeCount> TypeShares(const CvAcResult& result) {
  std::array<TypeShare, kCustomerTypeCount> shares;
  for (const CustomerType type : result.type) ++shares[static_cast<size_t>(type)].customers;
  const uint64_t rows = result.rows();
  for (TypeShare& share : shares) {
    share.share = rows == 0 ? 0 : static_cast<double>(share.customers) / static_cast<double>(rows);
    share.interval = math::WilsonInterval(share.customers, rows);
  }
  return shares;
}

}  // namespace loyalane::segment
