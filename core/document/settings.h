// Settings: all that an analysis lets the user set, as one versioned JSON document. One table of fields (settings.cpp)
// reads it, writes it and describes it, so that the three cannot drift apart. For users: docs/settings.md.
//
//   {"version": 1, "as_of": "2026-10-31", "window": "last12", "profile": {...}, "money": {...},
//   "customers": {...}, "cvac": {...}, "rfm": {...}, "abc": {...}}
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/date.h"
#include "base/error.h"
#include "base/result.h"
#include "document/customer_merges.h"
#include "profile/money_settings.h"
#include "profile/profile_builder.h"
#include "segment/abc.h"
#include "segment/cvac_settings.h"
#include "segment/rfm.h"

namespace loyalane::document {

inline constexpr int kSettingsVersion = 1;

// The days to look at, where they are not the 12 months that end on as_of.
struct WindowChoice {
  std::optional<Window> days;  // from <= to; nothing: all days up to as_of
  friend bool operator==(const WindowChoice&, const WindowChoice&) = default;
};

struct Settings {
  profile::ProfileSettings profile;
  profile::MoneySettings money;
  CustomerSettings customers;
  segment::CvAcSettings cvac;
  segment::RfmSettings rfm;
  segment::AbcSettings abc;
  std::optional<Day> as_of;            // nothing: told from the data; JSON null
  std::optional<WindowChoice> window;  // nothing: 12 calendar months; JSON "last12"
  friend bool operator==(const Settings&, const Settings&) = default;
};

// Keys that are absent have their defaults. Errors: BASE-101 no JSON, BASE-102 unknown key, BASE-103 type or range,
// BASE-104 newer version, BASE-105 key given twice, BASE-106 too large; PROFILE-102, 103 as CheckMoneySettings has
// them, PROFILE-105, 106, 107 as CheckCustomerSettings, SEGMENT-103, 104, 105 as CheckCvAcSettings. Paths in errors are
// like "cvac.thresholds.mode" and "rfm.monetary_yuan[2]".
[[nodiscard]] Result<Settings> ParseSettings(std::string_view json);
// Every key, indented, ends with a line end. ParseSettings(ToJson(s)) equals s, and writes the same bytes again.
[[nodiscard]] std::string ToJson(const Settings& settings);
// JSON Schema, draft 2020-12, with defaults, ranges and a description of every key in the language.
[[nodiscard]] std::string SettingsSchema(Language language = Language::kZh);

}  // namespace loyalane::document
