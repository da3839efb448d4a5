// CourierCompany: an invented courier company that writes its own exports, row by row, in any number of calls.
//
//   CourierCompany company(spec);                       // ProblemWith(spec) is empty
//   std::string out;
//   while (company.NextRows(10'000, out) > 0) { Save(out); out.clear(); }
//
// The bytes depend on the spec alone, not on how many rows each call asks for. Memory: customers, plus what `out`
// holds. Shipments come in order of the ship date; a refund line comes 97 lines after its waybill or at the end of the
// file. Documented in docs/data-generator.md.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "generate/spec.h"

namespace loyalane::generate {

// What was written so far: the truth that an import can be checked against. Damage is counted in lines.
struct Written {
  uint64_t rows = 0;
  uint64_t waybills = 0;
  uint64_t fee_waybills = 0;  // waybills with more than one positive line
  uint64_t fee_lines = 0;     // lines beyond the first of those
  uint64_t refund_lines = 0;
  uint64_t quoted_fields = 0;
  uint64_t quoted_newlines = 0;
  uint64_t bad_date_rows = 0;
  uint64_t missing_customer_rows = 0;
  uint64_t delivered_before_shipped_rows = 0;
  uint64_t scientific_id_rows = 0;
  uint64_t amount_style_rows = 0;
  uint64_t spaced_rows = 0;
  uint64_t blank_rows = 0;   // beyond rows
  uint64_t totals_rows = 0;  // beyond rows
  int64_t amount_fen = 0;    // all rows, fee lines and refunds included
};

class CourierCompany {
 public:
  // The spec must be one that ProblemWith accepts.
  explicit CourierCompany(const Spec& spec);
  ~CourierCompany();
  CourierCompany(CourierCompany&&) noexcept;
  CourierCompany& operator=(CourierCompany&&) noexcept;

  // Appends up to `rows` further lines; the first call also appends the header, the last one the totals line if the
  // spec asks for it. Returns how many lines were appended, header, blank and totals lines not counted; 0 when the file
  // is complete.
  size_t NextRows(size_t rows, std::string& out);
  [[nodiscard]] const Written& written() const;
  // From here on, what the undamaged lines of the largest `customers` come to, by customer and month of the period:
  // element customer * months + month. Call it before the first row.
  void SumMonths(uint32_t customers);
  [[nodiscard]] const std::vector<int64_t>& month_fen() const;

  // The whole side tables, in the same encoding, by rank of the customer. Shares and ranks are known for two customers
  // of five, survey answers for every second one: the rest shows how missing data is treated.
  void AppendCustomers(std::string& out) const;
  void AppendCarrierShare(std::string& out) const;
  void AppendSurvey(std::string& out) const;

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace loyalane::generate
