#include "loyalty/earning.h"

#include <algorithm>
#include <tuple>

#include "base/sort.h"
#include "math/wide_int.h"

namespace loyalane::loyalty {
namespace {

bool Includes(const std::vector<std::string>& list, std::string_view label) {
  return list.empty() || std::find(list.begin(), list.end(), label) != list.end();
}

Day MonthStart(Day day) {
  const CivilDate date = ToCivil(day);
  return ToDay({date.year, date.month, 1});
}
Day MonthEnd(Day day) {
  const CivilDate date = ToCivil(day);
  return ToDay({date.year, date.month, DaysInMonth(date.year, date.month)});
}

Money EligibleOf(const EarnRule& rule, const Deed& deed) {
  Money eligible = deed.amount;
  if (rule.without_surcharges) eligible = eligible - deed.surcharges;
  if (rule.without_tax) eligible = eligible - deed.tax;
  if (rule.without_points_paid) eligible = eligible - deed.points_paid;
  return eligible;
}

// Points of one rule for one member.
class RuleEarning {
 public:
  RuleEarning(const Programme& programme, uint16_t rule, const MemberLabels& labels,
              const std::function<int32_t(Day)>& tier_percent, Ledger& ledger, std::vector<Earned>& out)
      : programme_(programme),
        rule_(programme.earn[rule]),
        number_(rule),
        labels_(labels),
        tier_percent_(tier_percent),
        ledger_(ledger),
        out_(out) {}

  void Earn(std::span<const Deed> deeds) {
    TakeBack(deeds);
    if (!Includes(rule_.member_classes, labels_.member_class) || !Includes(rule_.segments, labels_.segment)) return;
    size_t i = 0;
    while (i < deeds.size()) {
      const Day month = MonthStart(deeds[i].day);
      month_points_ = 0;
      if (rule_.occasion == Occasion::kStatement) {
        i = Statement(deeds, i, month);
      } else {
        for (; i < deeds.size() && MonthStart(deeds[i].day) == month; ++i) {
          if (!One(deeds[i])) return;
        }
      }
    }
  }

 private:
  // Whatever the labels of today are.
  void TakeBack(std::span<const Deed> deeds) {
    for (const Deed& deed : deeds) {
      if (deed.is_taken_back && deed.kind == rule_.occasion) out_.push_back({number_, deed.source, deed.day, 0, true});
    }
  }
  [[nodiscard]] bool Counts(const Deed& deed) const {
    if (deed.is_taken_back) return false;
    if (deed.day < std::max(rule_.from, programme_.starts) || deed.day > rule_.to) return false;
    if (rule_.payer_only && deed.kind == Occasion::kShipment && !deed.is_paid_by_member) return false;
    return rule_.products.empty() ||
           (deed.product != table::kNoText && Includes(rule_.products, ledger_.sources()[deed.product]));
  }

  // Eligible fen in hundredths of a percent of the product's multipliers.
  [[nodiscard]] math::Int128 Weighted(const Deed& deed) const {
    math::Int128 weighted = EligibleOf(rule_, deed).minor;
    return weighted * ProductPercent(deed);
  }
  [[nodiscard]] int64_t ProductPercent(const Deed& deed) const {
    for (const Multiplier& one : rule_.multipliers) {
      if (one.by == Multiplier::By::kProduct && deed.product != table::kNoText &&
          one.label == ledger_.sources()[deed.product])
        return one.percent;
    }
    return 100;
  }

  // points of `weighted`, which is in fen × percent; rounded down once.
  [[nodiscard]] int64_t PointsFor(math::Int128 weighted, Day day) const {
    if (weighted <= 0) return 0;
    math::Int128 above = weighted * rule_.points;
    math::Int128 below = math::Int128{100} * (rule_.per.minor > 0 ? rule_.per.minor : 1);
    if (rule_.with_tier_multiplier) {
      above *= tier_percent_(MonthStart(day) - 1);
      below *= 100;
    }
    for (const Multiplier& one : rule_.multipliers) {
      const bool holds = (one.by == Multiplier::By::kSegment && one.label == labels_.segment) ||
                         (one.by == Multiplier::By::kMemberClass && one.label == labels_.member_class) ||
                         (one.by == Multiplier::By::kPeriod && one.from <= day && day <= one.to);
      if (!holds) continue;
      above *= one.percent;
      below *= 100;
    }
    // A month of 10^14 fen, 10^6 points and kMultipliersMax + 1 factors of 1000 percent stay below 2^127.
    const math::Int128 points = above / below;
    return points > kEntryPointsMax ? kEntryPointsMax : static_cast<int64_t>(points);
  }

  void Add(table::TextId source, Day day, int64_t points) {
    if (rule_.cap_each > 0) points = std::min(points, rule_.cap_each);
    if (rule_.cap_month > 0) points = std::min(points, rule_.cap_month - month_points_);
    if (points <= 0) return;
    month_points_ += points;
    out_.push_back({number_, source, day, points, false});
  }

  size_t Statement(std::span<const Deed> deeds, size_t i, Day month) {
    math::Int128 weighted = 0;
    bool counts = false;
    for (; i < deeds.size() && MonthStart(deeds[i].day) == month; ++i) {
      if (deeds[i].kind != Occasion::kShipment || !Counts(deeds[i])) continue;
      weighted += Weighted(deeds[i]);
      counts = true;
    }
    const Day last = MonthEnd(month);
    if (counts && rule_.per.minor == 0) weighted = 100;
    if (counts) Add(ledger_.Source(ToIso(month).substr(0, 7)), last, PointsFor(weighted, last));
    return i;
  }

  // False: no later deed can earn by this rule.
  bool One(const Deed& deed) {
    const bool is_first = rule_.occasion == Occasion::kFirstShipment && deed.kind == Occasion::kShipment;
    if ((deed.kind != rule_.occasion && !is_first) || !Counts(deed)) return true;
    const math::Int128 weighted = rule_.per.minor > 0 ? Weighted(deed) : ProductPercent(deed);
    Add(deed.source, deed.day, PointsFor(weighted, deed.day));
    return !is_first;
  }

  const Programme& programme_;
  const EarnRule& rule_;
  uint16_t number_;
  const MemberLabels& labels_;
  const std::function<int32_t(Day)>& tier_percent_;
  Ledger& ledger_;
  std::vector<Earned>& out_;
  int64_t month_points_ = 0;
};

// What the ledger has for one source of one rule.
struct Part {
  uint16_t rule;  // of the programme
  table::TextId base;
  uint32_t number;  // 1: the first entry, then supplements
  table::TextId source;
  Day day;
  int64_t points;
  int64_t left;  // not refunded
  uint32_t refunds;
};

class Reconciling {
 public:
  Reconciling(const Programme& programme, uint32_t member, Ledger& ledger, std::vector<Fact>& out)
      : programme_(programme), member_(member), ledger_(ledger), out_(out) {
    for (const EarnRule& rule : programme.earn) rules_.push_back(ledger.Rule(LedgerRuleOf(rule)));
    for (const Entry& entry : ledger.EntriesOf(member)) {
      if (entry.kind != EntryKind::kEarn) continue;
      const uint16_t rule = NumberOf(entry.rule);
      if (rule == kNoRule) continue;
      const table::TextId base = entry.of == table::kNoText ? entry.source : entry.of;
      parts_.push_back({rule, base, 0, entry.source, entry.day, entry.points, entry.points, 0});
    }
    for (const Entry& entry : ledger.EntriesOf(member)) {
      if (entry.kind != EntryKind::kRefund) continue;
      for (Part& part : parts_) {
        if (rules_[part.rule] != entry.rule || part.source != entry.of) continue;
        part.left -= entry.points;
        ++part.refunds;
      }
    }
    // Supplements in the order in which they were numbered: "#2" before "#10".
    for (Part& part : parts_) part.number = part.source == part.base ? 1 : NumberBehindHash(part.source);
    Sort(parts_, [](const Part& a, const Part& b) {
      return std::tie(a.rule, a.base, a.number) < std::tie(b.rule, b.base, b.number);
    });
  }

  void Run(std::span<const Earned> earned, const Coverage& covered_from, const Coverage& covered_to) {
    covered_from_ = &covered_from;
    covered_to_ = &covered_to;
    std::vector<Earned> wanted(earned.begin(), earned.end());
    Sort(wanted, [](const Earned& a, const Earned& b) {
      return std::tie(a.rule, a.source, a.day) < std::tie(b.rule, b.source, b.day);
    });
    size_t at = 0;
    for (size_t i = 0; i < wanted.size();) {
      Earned sum = wanted[i];
      for (++i; i < wanted.size() && wanted[i].rule == sum.rule && wanted[i].source == sum.source; ++i)
        sum.points += wanted[i].points;
      at = GoneBefore(at, sum);
      const size_t end = EndOf(at, sum);
      Match(sum, at, end);
      at = end;
    }
    GoneBefore(at, {kNoRule, table::kNoText, {}, 0, false});
  }

 private:
  static constexpr uint16_t kNoRule = 0xFFFF;

  [[nodiscard]] uint16_t NumberOf(uint16_t ledger_rule) const {
    const auto found = std::find(rules_.begin(), rules_.end(), ledger_rule);
    return found == rules_.end() ? kNoRule : static_cast<uint16_t>(found - rules_.begin());
  }
  [[nodiscard]] uint32_t NumberBehindHash(table::TextId source) const {
    const std::string_view text = ledger_.sources()[source];
    uint32_t number = 0;
    for (size_t i = text.rfind('#') + 1; i < text.size(); ++i)
      number = number * 10 + static_cast<uint32_t>(text[i] - '0');
    return number;
  }

  // Parts before `next` whose source no longer earns.
  size_t GoneBefore(size_t at, const Earned& next) {
    while (at < parts_.size() && std::tie(parts_[at].rule, parts_[at].base) < std::tie(next.rule, next.source)) {
      const Earned gone{parts_[at].rule, parts_[at].base, parts_[at].day, 0, false};
      const size_t end = EndOf(at, gone);
      Match(gone, at, end);
      at = end;
    }
    return at;
  }
  [[nodiscard]] size_t EndOf(size_t at, const Earned& of) const {
    while (at < parts_.size() && parts_[at].rule == of.rule && parts_[at].base == of.source) ++at;
    return at;
  }

  void Match(const Earned& wanted, size_t begin, size_t end) {
    int64_t has = 0;
    for (size_t i = begin; i < end; ++i) has += parts_[i].left;
    const EarnRule& rule = programme_.earn[wanted.rule];
    if (wanted.points > has) {
      Entry entry;
      entry.kind = EntryKind::kEarn;
      entry.rule = rules_[wanted.rule];
      entry.source = wanted.source;
      if (begin < end) {
        entry.of = wanted.source;
        entry.source = ledger_.Source(std::string(ledger_.sources()[wanted.source]) + "#" +
                                      std::to_string(parts_[end - 1].number + 1));
      }
      entry.day = wanted.day;
      entry.points = static_cast<int32_t>(std::min(wanted.points - has, kEntryPointsMax));
      entry.qualifying = rule.qualifies ? entry.points : 0;
      entry.active_after = static_cast<uint16_t>(rule.pending_days);
      entry.lives = LifespanOf(rule.validity, wanted.day);
      out_.push_back({member_, entry});
    }
    const auto occasion = static_cast<size_t>(rule.occasion);
    const bool is_covered =
        MonthStart(wanted.day) >= (*covered_from_)[occasion] && wanted.day <= (*covered_to_)[occasion];
    if (!is_covered && !wanted.is_taken_back) return;
    for (size_t i = end; wanted.points < has && i-- > begin;) {
      const int64_t points = std::min(has - wanted.points, parts_[i].left);
      if (points == 0) continue;
      has -= points;
      Entry entry;
      entry.kind = EntryKind::kRefund;
      entry.rule = rules_[wanted.rule];
      entry.of = parts_[i].source;
      entry.source = ledger_.Source(std::string(ledger_.sources()[parts_[i].source]) + "-" +
                                    std::to_string(parts_[i].refunds + 1));
      entry.day = wanted.day;
      entry.points = static_cast<int32_t>(points);
      entry.qualifying = rule.qualifies ? -entry.points : 0;
      out_.push_back({member_, entry});
    }
  }

  const Programme& programme_;
  uint32_t member_;
  Ledger& ledger_;
  std::vector<Fact>& out_;
  const Coverage* covered_from_ = nullptr;
  const Coverage* covered_to_ = nullptr;
  std::vector<uint16_t> rules_;  // of the ledger, by rule of the programme
  std::vector<Part> parts_;
};

}  // namespace

std::string LedgerRuleOf(const EarnRule& rule) { return "earn." + rule.id; }

void EarnedBy(const Programme& programme, std::span<const Deed> deeds, const MemberLabels& labels,
              const std::function<int32_t(Day)>& tier_percent, Ledger& ledger, std::vector<Earned>& out) {
  for (size_t rule = 0; rule < programme.earn.size(); ++rule)
    RuleEarning(programme, static_cast<uint16_t>(rule), labels, tier_percent, ledger, out).Earn(deeds);
}

void Reconcile(const Programme& programme, std::span<const Earned> earned, uint32_t member,
               const Coverage& covered_from, const Coverage& covered_to, Ledger& ledger, std::vector<Fact>& out) {
  Reconciling(programme, member, ledger, out).Run(earned, covered_from, covered_to);
}

}  // namespace loyalane::loyalty
