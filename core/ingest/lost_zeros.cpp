#include "ingest/lost_zeros.h"

#include <algorithm>
#include <string>

namespace loyalane::ingest {

using table::kNoText;
using table::TextId;

void NoteLostZeros(const table::TextPool& customers, TextId customers_before, uint32_t column, IssueLog& issues) {
  for (TextId id = 0; id < customers.size(); ++id) {
    const std::string_view text = customers[id];
    if (text.size() < 2 || text[0] != '0') continue;
    const size_t zeros = std::min(text.find_first_not_of('0'), text.size() - 1);
    const std::string_view number = text.substr(zeros);
    if (number.find_first_not_of("0123456789") != std::string_view::npos) continue;
    const TextId without = customers.Find(number);
    if (without == kNoText || std::max(id, without) < customers_before) continue;
    issues.Add(ErrorId::kLeadingZerosLost, 0, column, std::string(text) + " / " + std::string(number));
  }
}

}  // namespace loyalane::ingest
