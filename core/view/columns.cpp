#include "view/columns.h"

#include <array>

#include "math/round.h"

namespace loyalane::view {
namespace {

constexpr std::array<ColumnInfo, kColumnCount> kColumns = {{
    {"customer_id", ColumnKind::kText, Origin::kProfile},
    {"customer_name", ColumnKind::kText, Origin::kProfile},
    {"cv", ColumnKind::kNumber, Origin::kCv},
    {"ac", ColumnKind::kNumber, Origin::kAc},
    {"s_m", ColumnKind::kNumber, Origin::kScores},
    {"s_a", ColumnKind::kNumber, Origin::kScores},
    {"s_c", ColumnKind::kNumber, Origin::kScores},
    {"s_share", ColumnKind::kNumber, Origin::kScores},
    {"s_sat", ColumnKind::kNumber, Origin::kScores},
    {"s_rank", ColumnKind::kNumber, Origin::kScores},
    {"s_tenure", ColumnKind::kNumber, Origin::kScores},
    {"s_recency", ColumnKind::kNumber, Origin::kScores},
    {"coverage", ColumnKind::kNumber, Origin::kAc},
    {"raw_type", ColumnKind::kChoice, Origin::kTypes},
    {"type", ColumnKind::kChoice, Origin::kTypes},
    {"flags", ColumnKind::kChoice, Origin::kTypes},
    {"reason", ColumnKind::kChoice, Origin::kCv},
    {"waybills", ColumnKind::kNumber, Origin::kProfile},
    {"ship_days", ColumnKind::kNumber, Origin::kProfile},
    {"amount", ColumnKind::kNumber, Origin::kProfile},
    {"currency", ColumnKind::kText, Origin::kProfile},
    {"avg_spend", ColumnKind::kNumber, Origin::kProfile},
    {"purchase_cycle_days", ColumnKind::kNumber, Origin::kProfile},
    {"monthly_contribution", ColumnKind::kNumber, Origin::kProfile},
    {"first_ship", ColumnKind::kDay, Origin::kProfile},
    {"last_ship", ColumnKind::kDay, Origin::kProfile},
    {"tenure_months", ColumnKind::kNumber, Origin::kProfile},
    {"recency_days", ColumnKind::kNumber, Origin::kProfile},
    {"ontime_num", ColumnKind::kNumber, Origin::kProfile},
    {"ontime_den", ColumnKind::kNumber, Origin::kProfile},
    {"choice_share", ColumnKind::kNumber, Origin::kProfile},
    {"satisfaction", ColumnKind::kNumber, Origin::kProfile},
    {"mind_rank", ColumnKind::kNumber, Origin::kProfile},
    {"rfm_code", ColumnKind::kNumber, Origin::kRfm},
    {"rfm_segment", ColumnKind::kChoice, Origin::kRfm},
    {"abc_class", ColumnKind::kChoice, Origin::kAbc},
    {"abc_share", ColumnKind::kNumber, Origin::kAbc},
}};

constexpr double kFenPerYuan = 100;

// The doubles as they lie in the facts; nothing for a column that is made.
std::optional<std::span<const double>> StoredDoubles(const Facts& facts, Column column) {
  const profile::ProfileTable& table = *facts.table;
  const segment::CvAcResult& cvac = *facts.cvac;
  switch (column) {
    case Column::kCv:
    case Column::kReason:
      return cvac.cv;
    case Column::kAc:
      return cvac.ac;
    case Column::kCoverage:
      return cvac.coverage;
    case Column::kAvgSpend:
      return table.avg_spend;
    case Column::kPurchaseCycleDays:
      return table.purchase_cycle_days;
    case Column::kMonthlyContribution:
      return table.monthly_contribution;
    case Column::kTenureMonths:
      return table.tenure_months;
    case Column::kRecencyDays:
      return table.recency_days;
    case Column::kChoiceShare:
      return table.choice_share;
    case Column::kSatisfaction:
      return table.satisfaction;
    case Column::kMindRank:
      return table.mind_rank;
    case Column::kAbcShare:
      if (facts.abc == nullptr) return std::nullopt;
      return facts.abc->share;
    default:
      return std::nullopt;
  }
}

void FillIn(std::vector<double>& out, const std::vector<segment::CustomerType>& types) {
  for (size_t row = 0; row < out.size(); ++row) out[row] = static_cast<double>(PlaceOf(types[row]));
}

void FillIn(std::vector<double>& out, const std::vector<Day>& days) {
  for (size_t row = 0; row < out.size(); ++row) {
    if (days[row] != profile::kNoDay) out[row] = days[row].since_epoch;
  }
}

void FillInScores(std::vector<double>& out, const std::vector<double>& scores) {
  for (size_t row = 0; row < out.size(); ++row) out[row] = math::RoundTo1e9(scores[row]);
}

void FillInCounts(std::vector<double>& out, const profile::ProfileTable& table, const std::vector<uint32_t>& counts) {
  if (!table.has_shipments) return;
  for (size_t row = 0; row < out.size(); ++row) out[row] = counts[row];
}

}  // namespace

const ColumnInfo& InfoOf(Column column) { return kColumns[static_cast<size_t>(column)]; }

std::optional<Column> FindColumn(std::string_view id) {
  for (size_t i = 0; i < kColumns.size(); ++i) {
    if (kColumns[i].id == id) return static_cast<Column>(i);
  }
  return std::nullopt;
}

std::span<const double> NumbersOf(const Facts& facts, Column column, std::vector<double>& scratch) {
  if (const auto stored = StoredDoubles(facts, column)) return *stored;
  const size_t rows = facts.rows();
  scratch.assign(rows, profile::kMissing);
  const profile::ProfileTable& table = *facts.table;
  const segment::CvAcResult& cvac = *facts.cvac;
  switch (column) {
    case Column::kScoreM:
      FillInScores(scratch, cvac.scores.m);
      break;
    case Column::kScoreA:
      FillInScores(scratch, cvac.scores.a);
      break;
    case Column::kScoreC:
      FillInScores(scratch, cvac.scores.c);
      break;
    case Column::kScoreShare:
      FillInScores(scratch, cvac.scores.share);
      break;
    case Column::kScoreSat:
      FillInScores(scratch, cvac.scores.sat);
      break;
    case Column::kScoreRank:
      FillInScores(scratch, cvac.scores.rank);
      break;
    case Column::kScoreTenure:
      FillInScores(scratch, cvac.scores.tenure);
      break;
    case Column::kScoreRecency:
      FillInScores(scratch, cvac.scores.recency);
      break;
    case Column::kWaybills:
      FillInCounts(scratch, table, table.waybills);
      break;
    case Column::kShipDays:
      FillInCounts(scratch, table, table.ship_days);
      break;
    case Column::kOntimeNum:
      FillInCounts(scratch, table, table.ontime_num);
      break;
    case Column::kOntimeDen:
      FillInCounts(scratch, table, table.ontime_den);
      break;
    case Column::kAmount:
      if (!table.has_shipments) break;
      for (size_t row = 0; row < rows; ++row) scratch[row] = static_cast<double>(table.amount[row].minor) / kFenPerYuan;
      break;
    case Column::kRawType:
      FillIn(scratch, cvac.raw_type);
      break;
    case Column::kType:
      FillIn(scratch, cvac.type);
      break;
    case Column::kFlags:
      for (size_t row = 0; row < rows; ++row) scratch[row] = cvac.flags[row];
      break;
    case Column::kFirstShip:
      FillIn(scratch, table.first_ship);
      break;
    case Column::kLastShip:
      FillIn(scratch, table.last_ship);
      break;
    case Column::kRfmCode:
      for (size_t row = 0; facts.rfm != nullptr && row < rows; ++row) {
        if (facts.rfm->code[row] != 0) scratch[row] = facts.rfm->code[row];
      }
      break;
    case Column::kRfmSegment:
      for (size_t row = 0; facts.rfm != nullptr && row < rows; ++row) {
        if (facts.rfm->code[row] != 0) scratch[row] = static_cast<double>(facts.rfm->segment[row]);
      }
      break;
    case Column::kAbcClass:
      for (size_t row = 0; facts.abc != nullptr && row < rows; ++row)
        scratch[row] = static_cast<double>(facts.abc->abc_class[row]);
      break;
    default:
      break;
  }
  return scratch;
}

}  // namespace loyalane::view
