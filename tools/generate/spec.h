// What a fictional company is asked for. Equal specs give equal bytes, natively and in WebAssembly.
#pragma once

#include <cstdint>
#include <string>

#include "base/date.h"

namespace loyalane::generate {

enum class Layout : uint8_t {
  kW1,  // waybill_no,customer_id,customer_name,ship_date,... : the layout of the benches
  kStatement,  // 运单号,月结卡号,客户名称,寄件时间,... : like the monthly statement that a courier company sends
  kContract,  // Shipment Number,Shipment Date,Account Number,... : a contract logistics company's system in English
  kBranch,  // 业务时间,运单号,客户编码,订单客户,... with tabs: what a branch copies out of its spreadsheet
};
// kUtf16Le as spreadsheets save "Unicode text": little-endian with a byte order mark.
enum class Encoding : uint8_t { kUtf8, kGb18030, kUtf16Le };

// What kinds of customers there are.
enum class Market : uint8_t {
  kCourier,   // all kinds
  kContract,  // contracts that run for years: steady, growing and declining, some that are new
  kBranch,  // of one city: a third sends at the peaks only, half of the others splits the work between carriers; small
            // parcels
};

// Damage on purpose. Rates are per mille.
struct DirtRates {
  // Of waybills; all lines of the waybill carry it.
  uint32_t bad_date = 0;                  // a ship date that no calendar has
  uint32_t missing_customer = 0;          // customer number and name empty
  uint32_t delivered_before_shipped = 0;  // signed one to three days before it was sent
  uint32_t scientific_id = 0;             // customer number as a spreadsheet shows it: 9.60123E+09
  // Of lines.
  uint32_t amount_style = 0;  // 12.50元, "1,234.50", ￥12.50, １２．５０ (refund lines keep the plain style)
  uint32_t extra_spaces = 0;  // a blank before the customer number, a full-width blank after the name
  uint32_t blank_rows = 0;    // an empty line after this one, not counted in Spec::rows
  bool totals_row = false;    // a last line 合计 with the sum, not counted in Spec::rows

  [[nodiscard]] static DirtRates Demo();
  friend bool operator==(const DirtRates&, const DirtRates&) = default;
};

// As it stands: the file of the benches, W1.
struct Spec {
  uint64_t seed = 1;
  uint64_t rows = 1'000'000;  // lines of data, fee and refund lines included; header, blank and totals lines are extra
  uint32_t customers = 100'000;
  Day first_day = ToDay({2025, 11, 1});
  Day last_day = ToDay({2026, 10, 31});  // the export is made at its midnight: what arrives later is still on its way
  Layout layout = Layout::kW1;
  Market market = Market::kCourier;
  Encoding encoding = Encoding::kUtf8;

  uint32_t fee_line_permille = 50;       // of waybills: these have 2 to 4 lines instead of one
  uint32_t refund_permille = 5;          // of waybills: a negative line on the same waybill, 97 lines later
  uint32_t quoted_field_permille = 50;   // of all fields: name, origin, destination and product share them
  uint32_t quoted_newline_permille = 0;  // of lines: a line break inside a quoted destination
  uint32_t weight_factor = 1;            // 1 to 16: everything is so many times as heavy
  uint32_t popularity_shift = 0;         // the customer of rank k sends in proportion to 1 / (k + shift)
  uint32_t share_known_permille = 400;   // of customers: in the carrier share table
  uint32_t survey_permille = 500;        // of customers: in the survey
  bool names_rivals = false;             // the carrier share table also lists what rival carriers get
  bool steady_customers = false;         // every customer sends evenly through the period: exact Zipf shares
  DirtRates dirt;

  // The sample of the demo: a statement of 400 customers, with some of all damage.
  [[nodiscard]] static Spec Demo();
};

inline constexpr uint64_t kRowsMax = 10'000'000'000;
inline constexpr uint32_t kCustomersMax = 5'000'000;
inline constexpr int32_t kDaysMax = 3'660;
inline constexpr uint32_t kWeightFactorMax = 16;
inline constexpr uint32_t kPopularityShiftMax = 1'000;
inline constexpr uint32_t kQuotedFieldPermilleMax = 330;  // four of the twelve fields are words

// Why this spec cannot be made, in plain words; empty when it can.
[[nodiscard]] std::string ProblemWith(const Spec& spec);

}  // namespace loyalane::generate
