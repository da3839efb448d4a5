#include "view/tallies.h"

namespace loyalane::view {
namespace {

// `times` is 1, or -1 to take out; counters wrap and come back.
void Add(uint64_t& count, Money& amount, Money of_customer, int64_t times) {
  count += static_cast<uint64_t>(times);
  amount.minor += times * of_customer.minor;
}

void Add(TypeTally& tally, segment::CustomerType type, Money amount, int64_t times) {
  const size_t place = PlaceOf(type);
  Add(tally.customers[place], tally.amount[place], amount, times);
}

void Add(RfmTally& tally, const Facts& facts, size_t row, int64_t times) {
  const segment::RfmResult& rfm = *facts.rfm;
  if (rfm.code[row] == 0) return;
  const auto count = static_cast<uint64_t>(times);
  const auto cell = static_cast<size_t>(CellBit(rfm.r[row], rfm.f[row]));
  tally.customers += count;
  Add(tally.cells[cell], tally.amount[cell], facts.table->amount[row], times);
  tally.segments[static_cast<size_t>(rfm.segment[row])] += count;
  tally.recency[rfm.r[row] - 1U] += count;
  tally.frequency[rfm.f[row] - 1U] += count;
  tally.monetary[rfm.m[row] - 1U] += count;
}

Totals::Part& PartOf(Totals& totals, segment::CustomerType type, uint8_t flags) {
  return totals.parts[static_cast<size_t>(type) | static_cast<size_t>(flags) << 2];
}

void SumCoverage(Totals& totals, const segment::CvAcResult& result) {
  totals.coverage = 0;
  for (const double coverage : result.coverage) totals.coverage += coverage;
}

}  // namespace

void TypeTally::Follow(const Facts& facts, const Passing& passing, const Step& step) {
  for (const auto& [row, misses, type] : step.changes) {
    const Money of_customer = facts.table->amount[row];
    if (passing.With(misses)) Add(*this, type, of_customer, -1);
    if (passing(row)) Add(*this, facts.cvac->type[row], of_customer, 1);
  }
}

TypeTally TallyTypes(const Facts& facts, const Passing& passing) {
  TypeTally tally;
  const size_t rows = facts.rows();
  for (size_t row = 0; row < rows; ++row) {
    if (passing(row)) Add(tally, facts.cvac->type[row], facts.table->amount[row], 1);
  }
  return tally;
}

void RfmTally::Follow(const Facts& facts, const Passing& passing, const Step& step) {
  for (const auto& [row, misses, type] : step.changes) {
    const int64_t times = (passing(row) ? 1 : 0) - (passing.With(misses) ? 1 : 0);
    if (times != 0) Add(*this, facts, row, times);
  }
}

RfmTally TallyRfm(const Facts& facts, const Passing& passing) {
  // By code first: one counter a customer instead of six.
  constexpr size_t kCodes = 556;
  std::array<uint32_t, kCodes> codes{};
  std::array<Money, kCodes> amounts{};
  const segment::RfmResult& rfm = *facts.rfm;
  const size_t rows = facts.rows();
  for (size_t row = 0; row < rows; ++row) {
    if (!passing(row)) continue;
    ++codes[rfm.code[row]];
    amounts[rfm.code[row]] += facts.table->amount[row];
  }
  RfmTally tally;
  for (size_t code = 111; code < kCodes; ++code) {
    const uint64_t count = codes[code];
    if (count == 0) continue;
    const auto r = static_cast<int>(code / 100);
    const auto f = static_cast<int>(code / 10 % 10);
    const auto m = static_cast<int>(code % 10);
    const auto cell = static_cast<size_t>(CellBit(r, f));
    tally.customers += count;
    tally.cells[cell] += count;
    tally.amount[cell] += amounts[code];
    const auto five = [&rfm](int score) { return segment::ToFiveScale(score, rfm.bins); };
    tally.segments[static_cast<size_t>(segment::RfmSegmentOf(five(r), five(f), five(m)))] += count;
    tally.recency[static_cast<size_t>(r - 1)] += count;
    tally.frequency[static_cast<size_t>(f - 1)] += count;
    tally.monetary[static_cast<size_t>(m - 1)] += count;
  }
  return tally;
}

uint64_t Totals::CustomersWith(uint8_t flag) const {
  uint64_t customers = 0;
  for (size_t part = 0; part < parts.size(); ++part) customers += (part >> 2 & flag) != 0 ? parts[part].customers : 0;
  return customers;
}

Totals::Part Totals::Of(segment::CustomerType type) const {
  Part sum;
  for (size_t part = static_cast<size_t>(type); part < parts.size(); part += 4) {
    sum.customers += parts[part].customers;
    sum.amount += parts[part].amount;
  }
  return sum;
}

void Totals::Follow(const profile::ProfileTable& table, const segment::CvAcResult& result) {
  const auto add = [this](segment::CustomerType type, uint8_t flags, Money amount, int64_t times) {
    Part& part = PartOf(*this, type, flags);
    Add(part.customers, part.amount, amount, times);
  };
  for (const auto& [row, type, flags] : *result.changes) {
    add(type, flags, table.amount[row], -1);
    add(result.type[row], result.flags[row], table.amount[row], 1);
  }
  if (result.ac_changed) SumCoverage(*this, result);
}

Totals CountTotals(const profile::ProfileTable& table, const segment::CvAcResult& result) {
  Totals totals;
  for (size_t row = 0; row < result.rows(); ++row) {
    Totals::Part& part = PartOf(totals, result.type[row], result.flags[row]);
    ++part.customers;
    part.amount += table.amount[row];
    totals.active += result.scores.active[row];
  }
  SumCoverage(totals, result);
  return totals;
}

}  // namespace loyalane::view
