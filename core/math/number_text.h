// Doubles as text: the shortest decimal that reads back as the same double, the same in every build. Missing (NaN) is
// the empty text.
#pragma once

#include <string>

namespace loyalane::math {

void AppendNumber(std::string& out, double value);
[[nodiscard]] std::string NumberText(double value);

}  // namespace loyalane::math
