// Answers to a question about satisfaction: 4.5, 4分, 【5分】, 非常满意【5分】, and, where the column was declared so,
// the five words 非常满意 ... 非常不满意 (5 to 1), perhaps behind the number of the option: "1.非常满意" is 5.
#pragma once

#include <string_view>

#include "ingest/cell_number.h"

namespace loyalane::ingest {

// In millionths.
[[nodiscard]] NumberCell ParseScore(std::string_view text, bool words);

}  // namespace loyalane::ingest
