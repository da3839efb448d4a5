#include "view/tallies.h"

namespace loyalane::view {

TypeTally TallyTypes(const Facts& facts, const Passing& passing) {
  TypeTally tally;
  const size_t rows = facts.rows();
  for (size_t row = 0; row < rows; ++row) {
    if (!passing(row)) continue;
    const size_t place = PlaceOf(facts.cvac->type[row]);
    ++tally.customers[place];
    tally.amount[place] += facts.table->amount[row];
  }
  return tally;
}

RfmTally TallyRfm(const Facts& facts, const Passing& passing) {
  RfmTally tally;
  const segment::RfmResult& rfm = *facts.rfm;
  const size_t rows = facts.rows();
  for (size_t row = 0; row < rows; ++row) {
    if (rfm.code[row] == 0 || !passing(row)) continue;
    ++tally.customers;
    const auto cell = static_cast<size_t>(CellBit(rfm.r[row], rfm.f[row]));
    ++tally.cells[cell];
    tally.amount[cell] += facts.table->amount[row];
    ++tally.segments[static_cast<size_t>(rfm.segment[row])];
    ++tally.recency[rfm.r[row] - 1U];
    ++tally.frequency[rfm.f[row] - 1U];
    ++tally.monetary[rfm.m[row] - 1U];
  }
  return tally;
}

}  // namespace loyalane::view
