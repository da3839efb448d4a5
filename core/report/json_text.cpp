#include "report/json_text.h"

#include "math/number_text.h"

namespace loyalane::report {

void JsonText::Separate() {
  if (!first_) out_ += ',';
  first_ = false;
}

void JsonText::Open(char bracket) {
  Separate();
  out_ += bracket;
  first_ = true;
}

void JsonText::Close(char bracket) {
  out_ += bracket;
  first_ = false;
}

void JsonText::Quote(std::string_view utf8) {
  constexpr std::string_view kHex = "0123456789abcdef";
  out_ += '"';
  for (const char c : utf8) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      out_ += '\\';
      out_ += c;
    } else if (byte < 0x20) {
      out_ += "\\u00";
      out_ += kHex[byte >> 4];
      out_ += kHex[byte & 15];
    } else {
      out_ += c;
    }
  }
  out_ += '"';
}

void JsonText::Key(std::string_view key) {
  Separate();
  Quote(key);
  out_ += ':';
  first_ = true;
}

void JsonText::Text(std::string_view utf8) {
  Separate();
  Quote(utf8);
}

void JsonText::Number(double value) {
  Separate();
  if (value == value) {
    math::AppendNumber(out_, value);
  } else {
    out_ += "null";
  }
}

void JsonText::Whole(int64_t value) {
  Separate();
  out_ += std::to_string(value);
}

void JsonText::Literal(std::string_view json) {
  Separate();
  out_ += json;
}

}  // namespace loyalane::report
