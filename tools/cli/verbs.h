// One function a verb. Results go to standard output or --out; an Error is printed by main.
#pragma once

#include "arguments.h"
#include "base/result.h"

namespace loyalane::cli {

[[nodiscard]] Status RunScan(const Arguments& arguments);
// import, profile, segment, rfm, abc, rows
[[nodiscard]] Status RunAnalysis(const Arguments& arguments);
// loyalty run, statement, liability, simulate, exit
[[nodiscard]] Status RunLoyalty(const Arguments& arguments);
[[nodiscard]] Status RunSchema(const Arguments& arguments);
[[nodiscard]] Status RunVersion(const Arguments& arguments);

// Wrong usage found only while running (a bad date on the command line, say): exit 2, not 1.
[[nodiscard]] bool IsWrongUsage(const Error& error);

}  // namespace loyalane::cli
