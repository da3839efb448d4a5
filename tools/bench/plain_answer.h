// PlainAnswer: what a W1 file holds, found the slow and obvious way: one character at a time, one string per cell,
// standard containers. It shares no code with the core, so that the bench can check the core's answer before it takes
// the time.
#pragma once

#include <cstdint>
#include <string_view>

namespace loyalane::bench {

struct Answer {
  uint64_t rows = 0;
  uint64_t customers = 0;
  uint64_t waybills = 0;  // distinct per customer, summed
  int64_t amount_minor = 0;
  uint64_t customer_days = 0;  // days on which a customer shipped, summed over the customers
  friend bool operator==(const Answer&, const Answer&) = default;
};

// `file`: a W1 file (docs/data-generator.md) with its header row.
[[nodiscard]] Answer PlainAnswer(std::string_view file);

}  // namespace loyalane::bench
