// A day of the year that people keep: a birthday or a company's founding day. The year may be unknown, and the calendar
// may be the Chinese lunar one, in which a day moves from year to year.
#pragma once

#include <cstdint>

namespace loyalane::model {

struct Birthday {
  int32_t year = 0;  // 0 = not said
  int32_t month = 0;
  int32_t day = 0;          // 0 = not said (出生年月)
  bool is_lunar = false;    // month and day of the lunar calendar; else solar, or not said
  bool leap_month = false;  // lunar: 闰月

  [[nodiscard]] constexpr int64_t packed() const {
    return (((int64_t{is_lunar} * 2 + int64_t{leap_month}) * 10000 + year) * 100 + month) * 100 + day;
  }
  [[nodiscard]] static constexpr Birthday FromPacked(int64_t packed) {
    const auto date = static_cast<int32_t>(packed % 100'000'000);
    const int64_t calendar = packed / 100'000'000;
    return {date / 10000, date / 100 % 100, date % 100, calendar >= 2, calendar % 2 == 1};
  }
  friend constexpr bool operator==(const Birthday&, const Birthday&) = default;
};

}  // namespace loyalane::model
