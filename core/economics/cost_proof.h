// The cost proof that a club needs before it is launched (S2-37): at least 36 months of costs against the margin they
// are to bring, month by month, with net present value, break-even month, low/base/high, what each single line changes,
// and whether the money lasts through the commitment (S2-38: once launched it must not stop midway).
//   month 0    the day of the launch; month k is the k-th month after it, its cash flow falls at its end
//   growth     once a year: in its 13th, 25th ... month a monthly line grows by its rate, rounded to minor units
//   NPV        sum over k of net(k) / (1 + rate)^(k / 12): the rate is yearly and effective, compounded monthly
//   outlooks   low: every margin low and every cost high; base; high: every margin high and every cost low
//   break-even the month after the last one at whose end the undiscounted sum so far is below 0
// Cash flows are exact; only discounting is floating point, in the order of the months, rounded to minor units at the
// end. An estimate for planning. Normative: docs/formulas/cost-proof.md.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/money.h"
#include "base/result.h"
#include "economics/assumptions.h"

namespace loyalane::economics {

inline constexpr int32_t kProofMonthsMin = 36;
inline constexpr int32_t kProofMonthsMax = 240;

// ids: staff, platform, magazine, events, gifts, points, messages, partners
enum class CostKind : uint8_t { kStaff, kPlatform, kMagazine, kEvents, kGifts, kPoints, kMessages, kPartners };
inline constexpr size_t kCostKindCount = 8;
[[nodiscard]] std::string_view IdOf(CostKind kind);

enum class Timing : uint8_t { kOnce, kMonthly };  // ids: once, monthly

struct FlowLine {
  std::string label;
  MoneyRange amount;  // once, or in each month of the first year
  Timing timing = Timing::kMonthly;
  // once: the month in which it falls, 0 = the launch. monthly: its first month, >= 1.
  int32_t from_month = 1;
  // monthly: its last month; nothing = to the end. Not used by what happens once.
  std::optional<int32_t> to_month;
  int64_t yearly_growth_micro = 0;  // -1..1
};

struct CostLine {
  CostKind kind = CostKind::kStaff;
  FlowLine flow;  // amounts >= 0
};

// What is set aside for the club: it must cover every month of the commitment.
struct Funding {
  int32_t commitment_months = kProofMonthsMin;  // 1..months of the proof
  Money reserve;                                // at the launch, >= 0
  Money monthly_budget;                         // added at the end of each month, >= 0
};

struct CostProofInput {
  int32_t months = kProofMonthsMin;  // kProofMonthsMin..kProofMonthsMax
  std::vector<CostLine> costs;
  std::vector<FlowLine> margins;                     // margin gained, for example out of programme_roi.h
  RateRange yearly_rate = {80'000, 80'000, 80'000};  // 0..1
  Funding funding;
};

struct MonthFlow {
  Money margin, cost;
  Money net;         // margin - cost
  Money cumulative;  // net so far, not discounted
};

struct OutlookProof {
  std::vector<MonthFlow> months;  // [k] is month k, 0..months
  Money margin, cost;             // totals
  Money npv;                      // at the base rate
  // 0 where the sum is never below 0; nothing where it still is at the end.
  std::optional<int32_t> break_even_month;
  Money lowest_cumulative;  // the deepest point, 0 or below
  int32_t lowest_month = 0;
};

// What one assumption alone does to the base NPV. A margin line's low is its low amount, and so is a cost line's.
struct TornadoLine {
  std::string label;  // of the line; empty for the yearly rate
  std::optional<CostKind> kind;
  bool is_rate = false;
  Money npv_at_low, npv_at_high;
  Money swing;  // the distance between the two, >= 0
};

struct FundingCheck {
  bool passes = false;
  Money lowest_funds;        // reserve + budget so far + net so far, at its lowest within the commitment
  int32_t lowest_month = 0;  // the first such month
  std::optional<int32_t> first_short_month;  // the first with funds below 0
};

struct CostProof {
  std::array<OutlookProof, kOutlookCount> outlooks;  // by Outlook
  std::vector<TornadoLine> tornado;                  // widest swing first; equal ones in the order given, rate last
  FundingCheck worst_case;                           // in the low outlook: this is the check that counts
  FundingCheck without_any_margin;                   // costs of the low outlook, and nothing gained
  std::vector<CostKind> kinds_without_cost;          // a proof that forgot one is no proof: shown beside it
};

// Errors: ECON-101 a number outside its range, ECON-102 low, base and high do not ascend, ECON-103 totals too large,
// ECON-106 shorter than 36 months.
[[nodiscard]] Result<CostProof> ProveCost(const CostProofInput& input);

// Net present value of nets at the ends of months 0, 1, 2 ... at a yearly rate in millionths. Needs a sum of magnitudes
// of at most kTotalMinorMax and a rate > -1.
[[nodiscard]] Money NetPresentValue(const std::vector<Money>& nets, int64_t yearly_rate_micro);

}  // namespace loyalane::economics
