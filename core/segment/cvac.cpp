#include "segment/cvac.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <numeric>
#include <span>
#include <string_view>
#include <utility>

#include "math/round.h"
#include "math/two.h"

namespace loyalane::segment {
namespace {

using math::At;
using math::Both;
using math::Two;

// `two` where `condition` is known, 0 where it is NaN.
Two IfKnown(Two condition, Two two) { return math::IsKnown(condition) ? two : Both(0); }

// math::RoundTo1e9 of values below 2 million.
Two RoundTo1e9(Two value) {
  constexpr double kRoundToWhole = 0x1.8p+52;
  return ((value * Both(1e9) + Both(kRoundToWhole)) - Both(kRoundToWhole)) / Both(1e9) + Both(0);
}

// Gives score(columns, row, out columns) every two rows; the last one, where it is left alone, as both of a pair.
template <size_t kIn, size_t kOut, typename Score>
void EachTwo(size_t rows, std::array<const double*, kIn> in, std::array<double*, kOut> out, Score&& score) {
  for (size_t row = 0; row + 2 <= rows; row += 2) score(in, row, out);
  if (rows % 2 == 0) return;
  std::array<std::array<double, 2>, kIn> last_in;
  std::array<std::array<double, 2>, kOut> last_out;
  std::array<double*, kOut> to = out;
  for (size_t i = 0; i < kIn; ++i) {
    last_in[i].fill(in[i][rows - 1]);
    in[i] = last_in[i].data();
  }
  for (size_t i = 0; i < kOut; ++i) out[i] = last_out[i].data();
  score(in, 0, out);
  for (size_t i = 0; i < kOut; ++i) to[i][rows - 1] = last_out[i][0];
}

// CV in points. Attributes that are not known hand their weight to the others; NaN if nothing with a weight is known.
void ScoreCustomerValue(const AttributeScores& scores, const std::vector<double>& weights, std::vector<double>* out) {
  const Two wm = Both(weights[0]);
  const Two wa = Both(weights[1]);
  const Two wc = Both(weights[2]);
  const auto score = [=](const std::array<const double*, 3>& in, size_t row, const std::array<double*, 1>& to) {
    const Two m = At(in[0] + row);
    const Two a = At(in[1] + row);
    const Two c = At(in[2] + row);
    const Two sum = IfKnown(m, wm * m) + IfKnown(a, wa * a) + IfKnown(c, wc * c);
    const Two known = IfKnown(m, wm) + IfKnown(a, wa) + IfKnown(c, wc);
    // Complete rows are not divided: their weights add up to 1, whatever the last bit of the sum says.
    const Two all = m + a + c;
    const auto complete = math::IsKnown(all);
    const Two mean = (complete[0] & complete[1]) != 0 ? sum : sum / (complete ? Both(1) : known);
    const Two points = RoundTo1e9(Both(kCvPointsMax / 10) * mean);
    std::memcpy(to[0] + row, &points, sizeof points);
  };
  EachTwo<3, 1>(out->size(), {scores.m.data(), scores.a.data(), scores.c.data()}, {out->data()}, score);
}

// AC in percent, and the weight of what is known. `rivals` is the attraction of all the others together.
void ScoreAvailability(const AttributeScores& scores, const std::vector<double>& weights, double rivals,
                       std::vector<double>* ac_out, std::vector<double>* coverage_out) {
  std::array<Two, kAcAttributes> all_weights;
  for (size_t i = 0; i < kAcAttributes; ++i) all_weights[i] = Both(weights[i]);
  const auto score = [all_weights, rivals](const std::array<const double*, kAcAttributes>& in, size_t row,
                                           const std::array<double*, 2>& to) {
    Two sum = Both(0);
    Two known = Both(0);
    for (size_t i = 0; i < kAcAttributes; ++i) {
      const Two scored = At(in[i] + row);
      sum += all_weights[i] * (math::IsKnown(scored) ? scored : Both(kNeutralScore));
      known += IfKnown(scored, all_weights[i]);
    }
    const Two attraction = sum / Both(10);
    const Two percent = RoundTo1e9(Both(100) * attraction / (attraction + Both(rivals)));
    const Two part = RoundTo1e9(known);
    std::memcpy(to[0] + row, &percent, sizeof percent);
    std::memcpy(to[1] + row, &part, sizeof part);
  };
  EachTwo<kAcAttributes, 2>(
      ac_out->size(),
      {scores.share.data(), scores.sat.data(), scores.rank.data(), scores.tenure.data(), scores.recency.data()},
      {ac_out->data(), coverage_out->data()}, score);
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

// All flags but the borderline.
void FlagRows(const CvAcSettings& settings, const profile::ProfileTable& table, const CvAcResult& result,
              std::vector<uint8_t>& flags) {
  const uint8_t* active = result.scores.active.data();
  const uint8_t* cv_unknown = result.cv_unknown.data();
  // Without shipments at all "none in the window" is not known either.
  const uint8_t dormant = table.has_shipments ? kFlagDormant : kFlagDormant | kFlagProvisional;
  for (size_t row = 0; row < flags.size(); ++row) {
    const bool is_vague =
        ((active[row] != 0) & (cv_unknown[row] != 0)) | (result.coverage[row] < settings.coverage_min);
    const bool is_new = table.tenure_months[row] < settings.new_below_months;
    flags[row] = static_cast<uint8_t>((active[row] != 0 ? 0 : dormant) | (is_vague ? kFlagProvisional : 0) |
                                      (is_new ? kFlagNew | kFlagProvisional : 0));
  }
}

// What a threshold says of the values of its axis: the sides, and the borderline band, ends included. All are multiples
// of 1e-9, as axis values are, so that plain comparison is exact.
struct Sides {
  double threshold, low, high;
  Sides(double axis_threshold, const StabilitySettings& stability)
      : threshold(axis_threshold),
        low(math::RoundTo1e9(threshold - math::RoundTo1e9(stability.band * threshold))),
        high(math::RoundTo1e9(threshold + math::RoundTo1e9(stability.band * threshold))) {}
  [[nodiscard]] bool IsInBand(double value) const { return value >= low && value <= high; }
};

// Gives each customer a type and flags, and keeps a list of those who get others than they had.
class TypeJudge {
  // The raw type, and kInBand.
  static constexpr int64_t kInBand = 4;
  static_assert(kFlagBorderline == kInBand >> 2);
  [[nodiscard]] auto SidesOf(Two cv, Two ac) const {
    const auto in_band =
        ((cv >= Both(cv_.low)) & (cv <= Both(cv_.high))) | ((ac >= Both(ac_.low)) & (ac <= Both(ac_.high)));
    return ((cv >= Both(cv_.threshold)) & 2) | ((ac >= Both(ac_.threshold)) & 1) | (in_band & kInBand);
  }

 public:
  // `result` has the thresholds already, and room for every customer.
  TypeJudge(const CvAcSettings& settings, CvAcResult* result)
      : cv_(result->thresholds.cv, settings.stability),
        ac_(result->thresholds.ac, settings.stability),
        keeps_type_(settings.stability.keeps_type && !result->previous.empty()),
        result_(result) {}

  // `flags` are the row's; the borderline's does not matter.
  void Judge(size_t row, uint8_t flags) {
    const auto sides = static_cast<uint8_t>(SidesOf(Both(result_->cv[row]), Both(result_->ac[row]))[0]);
    const auto raw = static_cast<CustomerType>(sides & 3);
    CustomerType type = raw;
    if (keeps_type_ && result_->previous[row] != kNoPrevious) {
      const auto before = static_cast<CustomerType>(result_->previous[row] & 3);
      const auto raw_before = static_cast<CustomerType>(result_->previous[row] >> 2);
      type = TypeOf(StableSide(IsCvHigh(raw), IsCvHigh(before), IsCvHigh(raw_before), cv_.IsInBand(result_->cv[row])),
                    StableSide(IsAcHigh(raw), IsAcHigh(before), IsAcHigh(raw_before), ac_.IsInBand(result_->ac[row])));
    }
    flags = static_cast<uint8_t>((flags & ~kFlagBorderline) | (sides >= kInBand ? kFlagBorderline : 0));
    result_->raw_type[row] = raw;
    if (type == result_->type[row] && flags == result_->flags[row]) return;
    Note(row);
    result_->type[row] = type;
    result_->flags[row] = flags;
  }

  void JudgeAll(const std::vector<uint8_t>& flags) {
    constexpr size_t kBlock = 512;
    std::array<uint8_t, kBlock> sides{};
    std::array<uint8_t, kBlock> changed{};
    const size_t rows = result_->rows();
    for (size_t begin = 0; begin < rows; begin += kBlock) {
      const size_t block = std::min(kBlock, rows - begin);
      const double* cv = result_->cv.data() + begin;
      const double* ac = result_->ac.data() + begin;
      for (size_t i = 0; i + 2 <= block; i += 2) {
        const auto both = SidesOf(At(cv + i), At(ac + i));
        sides[i] = static_cast<uint8_t>(both[0]);
        sides[i + 1] = static_cast<uint8_t>(both[1]);
      }
      if (block % 2 != 0) sides[block - 1] = static_cast<uint8_t>(SidesOf(Both(cv[block - 1]), Both(ac[block - 1]))[0]);
      // Most customers are what they were: these are passed over eight at a time.
      const auto* raw = reinterpret_cast<const uint8_t*>(result_->raw_type.data() + begin);
      const auto* type = reinterpret_cast<const uint8_t*>(result_->type.data() + begin);
      const uint8_t* flags_now = result_->flags.data() + begin;
      const uint8_t* flags_then = flags.data() + begin;
      const auto always = static_cast<uint8_t>(keeps_type_ ? 1 : 0);
      for (size_t i = 0; i < block; ++i) {
        const auto raw_then = static_cast<uint8_t>(sides[i] & 3);
        const auto borderline = static_cast<uint8_t>(sides[i] >> 2);
        changed[i] = static_cast<uint8_t>((raw[i] ^ raw_then) | (type[i] ^ raw_then) |
                                          (flags_now[i] ^ ((flags_then[i] & ~kFlagBorderline) | borderline)) | always);
      }
      for (size_t i = 0; i < block; i += 8) {
        uint64_t any;
        std::memcpy(&any, changed.data() + i, sizeof any);
        for (size_t row = i; any != 0 && row < std::min(i + 8, block); ++row) {
          if (changed[row] != 0) Judge(begin + row, flags_then[row]);
        }
      }
    }
  }

  // Those between where the thresholds were and where they are. False, and nothing done, where these are many.
  [[nodiscard]] bool JudgeBetween(const Thresholds& before, const StabilitySettings& stability) {
    std::vector<std::span<const uint32_t>> between;
    size_t customers = 0;
    const auto add = [&](const std::vector<double>& axis, const Sides& from, const Sides& to, AxisStripes& stripes) {
      for (const auto end : {&Sides::threshold, &Sides::low, &Sides::high}) {
        if (from.*end == to.*end) continue;
        stripes.Make(axis, result_->scores.active);
        between.push_back(stripes.Between(from.*end, to.*end));
        customers += between.back().size();
      }
    };
    add(result_->cv, Sides(before.cv, stability), cv_, result_->drawn.cv.stripes);
    add(result_->ac, Sides(before.ac, stability), ac_, result_->drawn.ac.stripes);
    if (customers > result_->rows() / 4) return false;
    for (const std::span<const uint32_t> rows : between) {
      for (const uint32_t row : rows) Judge(row, result_->flags[row]);
    }
    return true;
  }

 private:
  void Note(size_t row) {
    std::optional<std::vector<TypeChange>>& changes = result_->changes;
    if (!changes) return;
    if (changes->size() >= result_->rows() / 4) return changes.reset();
    changes->push_back({static_cast<uint32_t>(row), result_->type[row], result_->flags[row]});
  }

  Sides cv_, ac_;
  bool keeps_type_;
  CvAcResult* result_;
};

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
  const auto rivals_of = [](const CvAcSettings& of) { return (of.attributes.carriers - 1) * of.rival_attraction; };
  const CvAcSettings& before = result->settings;
  const size_t rows = result->scores.rows();
  const bool is_new = result->rows() != rows;
  const uint8_t scores_changed =
      is_new || settings.attributes == before.attributes
          ? 0
          : RescoreAttributes(table, settings.attributes, &before.attributes, &result->scores);
  result->cv_changed = is_new || (scores_changed & kCvScores) != 0 || result->cv_weights.values != cv_weights.values;
  result->ac_changed = is_new || (scores_changed & kAcScores) != 0 || result->ac_weights.values != ac_weights.values ||
                       rivals_of(settings) != rivals_of(before);
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

  bool flags_stay = !is_new && !result->ac_changed && settings.coverage_min == before.coverage_min &&
                    settings.new_below_months == before.new_below_months;
  if (result->cv_changed) {
    result->cv.resize(rows);
    ScoreCustomerValue(result->scores, result->cv_weights.values, &result->cv);
    result->cv_unknown.resize(rows);
    uint8_t others = 0;
    for (size_t row = 0; row < rows; ++row) {
      const uint8_t unknown = result->cv[row] == result->cv[row] ? 0 : 1;
      others = static_cast<uint8_t>(others | (unknown ^ result->cv_unknown[row]));
      result->cv_unknown[row] = unknown;
      result->cv[row] = unknown == 0 ? result->cv[row] : 0;
    }
    flags_stay = flags_stay && others == 0;
    result->drawn.cv.Forget();
  }
  if (result->ac_changed) {
    result->ac.resize(rows);
    result->coverage.resize(rows);
    ScoreAvailability(result->scores, result->ac_weights.values, rivals_of(settings), &result->ac, &result->coverage);
    result->drawn.ac.Forget();
  }

  const Thresholds thresholds_before = result->thresholds;
  result->thresholds = ChooseThresholds(result->cv, result->ac, result->scores.active, settings.thresholds,
                                        settings.attributes.carriers, &result->notices, &result->drawn);
  result->changes.emplace();
  TypeJudge judge(settings, result);
  const bool only_thresholds =
      rows > 0 && flags_stay && !result->cv_changed && settings.stability.keeps_type == before.stability.keeps_type;
  if (!only_thresholds || !judge.JudgeBetween(thresholds_before, before.stability)) {
    std::vector<uint8_t> flags;
    if (!flags_stay) {
      flags.resize(rows);
      FlagRows(settings, table, *result, flags);
    }
    result->raw_type.resize(rows);
    result->type.resize(rows);
    result->flags.resize(rows);
    judge.JudgeAll(flags_stay ? result->flags : flags);
    if (is_new) result->changes.reset();
  }
  result->settings = settings;
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
