#include "math/number_text.h"

#include <fmt/compile.h>

#include <iterator>

namespace loyalane::math {

void AppendNumber(std::string& out, double value) {
  if (value != value) return;
  // Compiled, because the parser of format texts and what it may call are 40 KB of the page's module.
  fmt::format_to(std::back_inserter(out), FMT_COMPILE("{}"), value);
}

std::string NumberText(double value) {
  std::string out;
  AppendNumber(out, value);
  return out;
}

}  // namespace loyalane::math
