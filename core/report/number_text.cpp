#include "report/number_text.h"

#include <fmt/format.h>

#include <iterator>

namespace loyalane::report {

void AppendNumber(std::string& out, double value) {
  if (value != value) return;
  fmt::format_to(std::back_inserter(out), "{}", value);
}

std::string NumberText(double value) {
  std::string out;
  AppendNumber(out, value);
  return out;
}

}  // namespace loyalane::report
