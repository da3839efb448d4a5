// Birthdays as people write them, year known or not, solar or lunar:
//   1985-08-15  1985/8/15  19850815  1985年8月15日  1985年8月  8月15日  08-15  8/15
//   农历八月十五  阴历闰四月初三  正月初一  腊月二十三  (农历)1962-08-15
#pragma once

#include <cstdint>
#include <string_view>

#include "ingest/cell_date.h"

namespace loyalane::ingest {

struct BirthdayCell {
  DateOutcome outcome = DateOutcome::kMissing;
  int64_t packed = 0;  // model::Birthday::packed()
};

// UTF-8 text. `lunar_column`: the column's header says that its dates are lunar (阴历生日).
[[nodiscard]] BirthdayCell ParseBirthday(std::string_view text, bool lunar_column);

}  // namespace loyalane::ingest
