// Dates and times as exports write them (domain.md "Dates"), in Asia/Shanghai civil time, with the precision that the
// cell carried:
//   2026-01-05  2026/1/5 9:03  2026.1.5  20260105  202601050903[30]  2026年1月5日 上午9时3分  5-Jan-26
//   2026-01-05T09:03:30 01-05 (with a bill month)  45678 or 45678.5 (spreadsheet serial, 1900 system)
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "base/date.h"

namespace loyalane::ingest {

enum class DateOutcome : uint8_t { kOk, kMissing, kUnreadable };

struct DateCell {
  DateOutcome outcome = DateOutcome::kMissing;
  int64_t packed = 0;  // Instant::packed()
};

// What a cell cannot say by itself.
struct DateContext {
  std::optional<CivilDate> bill_month;  // year and month of the statement: "12-30" in a January bill is last year's
};

// UTF-8 text.
[[nodiscard]] DateCell ParseDate(std::string_view text, const DateContext& context);

// Only the usual forms YYYY-MM-DD and YYYY-MM-DD hh:mm[:ss] ('-' or '/'); kMissing for anything else. Reads raw bytes
// of any encoding that keeps ASCII.
[[nodiscard]] DateCell ParsePlainDate(std::string_view bytes);

}  // namespace loyalane::ingest
