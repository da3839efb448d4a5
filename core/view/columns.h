// The columns that customers can be listed, filtered and sorted by: those of the result tables (docs/formulas/), with
// the attitudes and the RFM and ABC figures beside them. RFM and ABC columns are missing where those cannot be had.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "view/facts.h"

namespace loyalane::view {

enum class Column : uint8_t {
  kCustomerId,
  kCustomerName,
  kCv,
  kAc,
  kScoreM,
  kScoreA,
  kScoreC,
  kScoreShare,
  kScoreSat,
  kScoreRank,
  kScoreTenure,
  kScoreRecency,
  kCoverage,
  kRawType,
  kType,
  kFlags,
  kReason,
  kWaybills,
  kShipDays,
  kAmount,
  kCurrency,
  kAvgSpend,
  kPurchaseCycleDays,
  kMonthlyContribution,
  kFirstShip,
  kLastShip,
  kTenureMonths,
  kRecencyDays,
  kOntimeNum,
  kOntimeDen,
  kChoiceShare,
  kSatisfaction,
  kMindRank,
  kRfmCode,
  kRfmSegment,
  kAbcClass,
  kAbcShare,
};
inline constexpr size_t kColumnCount = 37;

enum class ColumnKind : uint8_t { kText, kChoice, kDay, kNumber };

struct ColumnInfo {
  std::string_view id;  // as in the result tables
  ColumnKind kind;
  Origin origin;  // of the figures that it is ordered by
};
[[nodiscard]] const ColumnInfo& InfoOf(Column column);
[[nodiscard]] std::optional<Column> FindColumn(std::string_view id);

// The values of a column that is not of kind kText, NaN where missing. Numbers: amounts in yuan, sub-scores rounded to
// 1e-9 as in the tables. The others as numbers that order as they do: days by date, types in the order core, contested,
// loyal, general, flags by their set (none first), RFM segments and ABC classes from the best; the reason goes by CV,
// the figure that it begins with. `scratch` holds the values where the facts do not.
[[nodiscard]] std::span<const double> NumbersOf(const Facts& facts, Column column, std::vector<double>& scratch);

// The place of a type in summaries and in the order of the column: core, contested, loyal, general.
[[nodiscard]] constexpr size_t PlaceOf(segment::CustomerType type) { return 3U - static_cast<size_t>(type); }
static_assert(PlaceOf(segment::CustomerType::kCore) == 0 && PlaceOf(segment::CustomerType::kContested) == 1 &&
              PlaceOf(segment::CustomerType::kLoyal) == 2 && PlaceOf(segment::CustomerType::kGeneral) == 3);

}  // namespace loyalane::view
