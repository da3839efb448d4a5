#include "ingest/decimal_text.h"

#include <fast_float/fast_float.h>

namespace loyalane::ingest {

bool ReadDouble(std::string_view text, double& value) {
  const auto [end, error] = fast_float::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc() && end == text.data() + text.size();
}

}  // namespace loyalane::ingest
