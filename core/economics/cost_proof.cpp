#include "economics/cost_proof.h"

#include <algorithm>

#include "base/sort.h"
#include "math/log.h"
#include "math/ratio.h"
#include "math/round.h"

namespace loyalane::economics {
namespace {

using math::Int128;

// Proofs are written by people; a million lines are a mistake, and sums stay far inside 128 bits.
constexpr size_t kLinesMax = 10'000;

Outlook Opposite(Outlook outlook) {
  return outlook == Outlook::kLow ? Outlook::kHigh : outlook == Outlook::kHigh ? Outlook::kLow : outlook;
}

// What a line brings or costs, month by month.
std::vector<int64_t> Spread(const FlowLine& line, Outlook outlook, int32_t months) {
  std::vector<int64_t> flows(static_cast<size_t>(months) + 1, 0);
  int64_t amount = line.amount.At(outlook).minor;
  if (line.timing == Timing::kOnce) {
    flows[static_cast<size_t>(line.from_month)] = amount;
    return flows;
  }
  const int32_t last = std::min(line.to_month.value_or(months), months);
  for (int32_t month = line.from_month; month <= last; ++month) {
    if (month != line.from_month && (month - line.from_month) % 12 == 0) {
      const Int128 grown =
          math::DivideToNearest(static_cast<Int128>(amount) * (kMicro + line.yearly_growth_micro), kMicro);
      // Growth of at most 100 % a year for 20 years takes 10^12 to 10^18, which fits.
      amount = static_cast<int64_t>(grown);
    }
    flows[static_cast<size_t>(month)] = amount;
  }
  return flows;
}

Status CheckLine(const FlowLine& line, int32_t months, bool may_be_negative) {
  if (!line.amount.ascends()) return DoesNotAscend("amount", line.label);
  const Money least{may_be_negative ? -kMoneyMinorMax : 0};
  if (line.amount.low < least) {
    return OutOfRange("amount", line.label, line.amount.low.minor, may_be_negative ? "≥ -10^12" : "≥ 0");
  }
  if (line.amount.high > Money{kMoneyMinorMax}) {
    return OutOfRange("amount", line.label, line.amount.high.minor, "≤ 10^12");
  }
  const int32_t first = line.timing == Timing::kOnce ? 0 : 1;
  if (line.from_month < first || line.from_month > months) {
    return OutOfRange("from_month", line.label, line.from_month, std::to_string(first) + "–" + std::to_string(months));
  }
  if (line.timing == Timing::kMonthly && line.to_month &&
      (*line.to_month < line.from_month || *line.to_month > months)) {
    return OutOfRange("to_month", line.label, *line.to_month,
                      std::to_string(line.from_month) + "–" + std::to_string(months));
  }
  if (line.yearly_growth_micro < -kMicro || line.yearly_growth_micro > kMicro) {
    return OutOfRange("yearly_growth_micro", line.label, line.yearly_growth_micro, "±1 000 000");
  }
  return Done{};
}

Status CheckInput(const CostProofInput& input) {
  if (input.months < kProofMonthsMin) {
    return Error(ErrorId::kProofTooShort)
        .With("months", std::to_string(input.months))
        .With("minimum", std::to_string(kProofMonthsMin));
  }
  if (input.months > kProofMonthsMax) return OutOfRange("months", {}, input.months, "36–240");
  if (input.costs.size() + input.margins.size() > kLinesMax) {
    return OutOfRange("lines", {}, static_cast<int64_t>(input.costs.size() + input.margins.size()), "≤ 10 000");
  }
  for (const CostLine& cost : input.costs) {
    if (Status checked = CheckLine(cost.flow, input.months, false); !checked) return checked;
  }
  for (const FlowLine& margin : input.margins) {
    if (Status checked = CheckLine(margin, input.months, true); !checked) return checked;
  }
  if (!input.yearly_rate.ascends()) return DoesNotAscend("yearly_rate", {});
  for (const int64_t rate : {input.yearly_rate.low_micro, input.yearly_rate.high_micro}) {
    if (rate < 0 || rate > kMicro) return OutOfRange("yearly_rate", {}, rate, "0–1 000 000");
  }
  const Funding& funding = input.funding;
  if (funding.commitment_months < 1 || funding.commitment_months > input.months) {
    return OutOfRange("commitment_months", {}, funding.commitment_months, "1–" + std::to_string(input.months));
  }
  if (funding.reserve < Money{} || funding.reserve > Money{kMoneyMinorMax}) {
    return OutOfRange("reserve", {}, funding.reserve.minor, "0–10^12");
  }
  if (funding.monthly_budget < Money{} || funding.monthly_budget > Money{kMoneyMinorMax}) {
    return OutOfRange("monthly_budget", {}, funding.monthly_budget.minor, "0–10^12");
  }
  return Done{};
}

// All lines spread out once.
struct Spreads {
  std::array<std::vector<std::vector<int64_t>>, kOutlookCount> costs, margins;  // by the outlook of the amounts
};

// Also refuses totals that do not fit: whatever is mixed out of low, base and high stays below the sum of magnitudes.
Result<Spreads> SpreadAll(const CostProofInput& input) {
  Spreads spreads;
  Int128 magnitude = 0;
  const auto add = [&](std::vector<std::vector<int64_t>>& to, const FlowLine& line, Outlook outlook) {
    to.push_back(Spread(line, outlook, input.months));
    for (const int64_t flow : to.back()) magnitude += flow < 0 ? -static_cast<Int128>(flow) : flow;
  };
  for (size_t i = 0; i < kOutlookCount; ++i) {
    for (const CostLine& cost : input.costs) add(spreads.costs[i], cost.flow, static_cast<Outlook>(i));
    for (const FlowLine& margin : input.margins) add(spreads.margins[i], margin, static_cast<Outlook>(i));
  }
  if (magnitude > kTotalMinorMax) return TooLarge("cost_proof");
  return spreads;
}

void AddTo(std::vector<Money>& sums, const std::vector<int64_t>& flows) {
  for (size_t month = 0; month < flows.size(); ++month) sums[month] += Money{flows[month]};
}

OutlookProof ProveOutlook(const Spreads& spreads, Outlook outlook, const CostProofInput& input) {
  const size_t length = static_cast<size_t>(input.months) + 1;
  std::vector<Money> margins(length);
  std::vector<Money> costs(length);
  for (const auto& flows : spreads.margins[static_cast<size_t>(outlook)]) AddTo(margins, flows);
  for (const auto& flows : spreads.costs[static_cast<size_t>(Opposite(outlook))]) AddTo(costs, flows);

  OutlookProof proof;
  std::vector<Money> nets;
  int32_t last_below = -1;
  Money cumulative;
  for (size_t month = 0; month < length; ++month) {
    const Money net = margins[month] - costs[month];
    cumulative += net;
    proof.margin += margins[month];
    proof.cost += costs[month];
    proof.months.push_back({margins[month], costs[month], net, cumulative});
    nets.push_back(net);
    if (cumulative < Money{}) last_below = static_cast<int32_t>(month);
    if (cumulative < proof.lowest_cumulative) {
      proof.lowest_cumulative = cumulative;
      proof.lowest_month = static_cast<int32_t>(month);
    }
  }
  if (last_below < input.months) proof.break_even_month = last_below + 1;
  proof.npv = NetPresentValue(nets, input.yearly_rate.base_micro);
  return proof;
}

FundingCheck CheckFunding(const OutlookProof& proof, const Funding& funding, bool counts_margin) {
  FundingCheck check;
  Money funds = funding.reserve;
  for (int32_t month = 0; month <= funding.commitment_months; ++month) {
    const MonthFlow& flow = proof.months[static_cast<size_t>(month)];
    if (month > 0) funds += funding.monthly_budget;
    funds += counts_margin ? flow.net : -flow.cost;
    if (month == 0 || funds < check.lowest_funds) {
      check.lowest_funds = funds;
      check.lowest_month = month;
    }
    if (funds < Money{} && !check.first_short_month) check.first_short_month = month;
  }
  check.passes = !check.first_short_month;
  return check;
}

std::vector<TornadoLine> Tornado(const Spreads& spreads, const OutlookProof& base, const CostProofInput& input) {
  std::vector<Money> nets;
  for (const MonthFlow& flow : base.months) nets.push_back(flow.net);
  const int64_t rate = input.yearly_rate.base_micro;
  std::vector<TornadoLine> lines;
  const auto add = [&lines](TornadoLine line) {
    line.swing =
        line.npv_at_low < line.npv_at_high ? line.npv_at_high - line.npv_at_low : line.npv_at_low - line.npv_at_high;
    lines.push_back(std::move(line));
  };
  // The base case with one line's flows exchanged. sign: +1 a margin, -1 a cost.
  const auto npv_with = [&](const auto& by_outlook, size_t line, Outlook outlook, int64_t sign) {
    std::vector<Money> changed = nets;
    const auto& before = by_outlook[static_cast<size_t>(Outlook::kBase)][line];
    const auto& after = by_outlook[static_cast<size_t>(outlook)][line];
    for (size_t month = 0; month < changed.size(); ++month) {
      changed[month] += Money{sign * (after[month] - before[month])};
    }
    return NetPresentValue(changed, rate);
  };
  for (size_t i = 0; i < input.margins.size(); ++i) {
    add({input.margins[i].label,
         std::nullopt,
         false,
         npv_with(spreads.margins, i, Outlook::kLow, 1),
         npv_with(spreads.margins, i, Outlook::kHigh, 1),
         {}});
  }
  for (size_t i = 0; i < input.costs.size(); ++i) {
    add({input.costs[i].flow.label,
         input.costs[i].kind,
         false,
         npv_with(spreads.costs, i, Outlook::kLow, -1),
         npv_with(spreads.costs, i, Outlook::kHigh, -1),
         {}});
  }
  add({{},
       std::nullopt,
       true,
       NetPresentValue(nets, input.yearly_rate.low_micro),
       NetPresentValue(nets, input.yearly_rate.high_micro),
       {}});
  Sort(lines, [](const TornadoLine& a, const TornadoLine& b) { return a.swing > b.swing; });
  return lines;
}

}  // namespace

std::string_view IdOf(CostKind kind) {
  constexpr std::array<std::string_view, kCostKindCount> kIds = {"staff", "platform", "magazine", "events",
                                                                 "gifts", "points",   "messages", "partners"};
  return kIds[static_cast<size_t>(kind)];
}

Money NetPresentValue(const std::vector<Money>& nets, int64_t yearly_rate_micro) {
  const double growth = static_cast<double>(kMicro + yearly_rate_micro) / static_cast<double>(kMicro);
  double sum = 0;
  for (size_t month = 0; month < nets.size(); ++month) {
    sum += static_cast<double>(nets[month].minor) / math::Pow(growth, static_cast<double>(month) / 12);
  }
  return {math::NearestWhole(sum)};
}

Result<CostProof> ProveCost(const CostProofInput& input) {
  if (Status checked = CheckInput(input); !checked) return checked.error();
  const Result<Spreads> spreads = SpreadAll(input);
  if (!spreads) return spreads.error();

  CostProof proof;
  for (size_t i = 0; i < kOutlookCount; ++i) {
    proof.outlooks[i] = ProveOutlook(*spreads, static_cast<Outlook>(i), input);
  }
  const OutlookProof& low = proof.outlooks[static_cast<size_t>(Outlook::kLow)];
  proof.tornado = Tornado(*spreads, proof.outlooks[static_cast<size_t>(Outlook::kBase)], input);
  proof.worst_case = CheckFunding(low, input.funding, true);
  proof.without_any_margin = CheckFunding(low, input.funding, false);
  for (size_t i = 0; i < kCostKindCount; ++i) {
    const auto kind = static_cast<CostKind>(i);
    const bool found =
        std::any_of(input.costs.begin(), input.costs.end(), [kind](const CostLine& cost) { return cost.kind == kind; });
    if (!found) proof.kinds_without_cost.push_back(kind);
  }
  return proof;
}

}  // namespace loyalane::economics
