#include "loyalty/join_keys.h"

#include <algorithm>
#include <cstdint>
#include <iterator>

namespace loyalane::loyalty {
namespace {

constexpr size_t kPhoneDigitsMin = 7;
constexpr size_t kCreditCodeMin = 8;
constexpr size_t kMaskRunMin = 3;  // letters x in a row

constexpr bool IsDigit(char c) { return c >= '0' && c <= '9'; }
constexpr char Upper(char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; }
constexpr char Lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }
constexpr bool IsLetterOrDigit(char c) { return IsDigit(c) || (Upper(c) >= 'A' && Upper(c) <= 'Z'); }
constexpr bool IsAscii(char c) { return static_cast<uint8_t>(c) < 0x80; }

// Full-width ASCII (U+FF01..U+FF5E) becomes ASCII; blanks and punctuation of U+2000..U+203F and U+3000..U+303F become
// one blank. Everything else stays.
std::string FoldWidth(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (size_t i = 0; i < text.size(); ++i) {
    const auto byte = [&](size_t ahead) {
      return i + ahead < text.size() ? static_cast<uint8_t>(text[i + ahead]) : uint8_t{0};
    };
    if (byte(0) == 0xEF && ((byte(1) == 0xBC && byte(2) >= 0x81) || (byte(1) == 0xBD && byte(2) <= 0x9E))) {
      // U+FF01 is EF BC 81 and stands for '!'; U+FF40 goes on with EF BD 80.
      const int code = ((byte(1) & 0x3F) << 6) | (byte(2) & 0x3F);
      out += static_cast<char>(code - 0xF01 + '!');
      i += 2;
    } else if ((byte(0) == 0xE3 || byte(0) == 0xE2) && byte(1) == 0x80) {
      out += ' ';
      i += 2;
    } else {
      out += text[i];
    }
  }
  return out;
}

std::string LettersAndDigits(std::string_view text) {
  std::string out;
  for (const char c : FoldWidth(text)) {
    if (IsLetterOrDigit(c)) out += Upper(c);
  }
  return out;
}

size_t LongestRunOfX(std::string_view text) {
  size_t longest = 0;
  size_t run = 0;
  for (const char c : text) {
    run = Upper(c) == 'X' ? run + 1 : 0;
    longest = std::max(longest, run);
  }
  return longest;
}

bool IsOneCharacter(std::string_view text) { return text.find_first_not_of(text.front()) == std::string_view::npos; }

}  // namespace

bool IsMasked(std::string_view value) {
  const std::string folded = FoldWidth(value);
  if (folded.find('*') != std::string::npos) return true;
  // The value itself is searched: folding drops U+2022.
  constexpr std::string_view kMasks[] = {"\u2022", "\u25CF", "\u00D7\u00D7"};
  const auto holds = [&](std::string_view mask) { return value.find(mask) != std::string_view::npos; };
  return std::any_of(std::begin(kMasks), std::end(kMasks), holds) || LongestRunOfX(folded) >= kMaskRunMin;
}

bool IsBlank(std::string_view value) {
  const std::string folded = FoldWidth(value);
  return std::all_of(folded.begin(), folded.end(), [](char c) { return c == ' ' || (c >= '\t' && c <= '\r'); });
}

std::string PhoneKey(std::string_view phone) {
  if (IsMasked(phone)) return {};
  std::string digits;
  for (const char c : FoldWidth(phone)) {
    if (IsDigit(c)) digits += c;
  }
  // A mobile number has 11 digits and begins with 1.
  for (const std::string_view prefix : {"0086", "86"}) {
    if (digits.size() == prefix.size() + 11 && digits.starts_with(prefix) && digits[prefix.size()] == '1') {
      digits.erase(0, prefix.size());
      break;
    }
  }
  if (digits.size() < kPhoneDigitsMin || IsOneCharacter(digits)) return {};
  return digits;
}

std::string CreditCodeKey(std::string_view code) {
  if (IsMasked(code)) return {};
  std::string key = LettersAndDigits(code);
  if (key.size() < kCreditCodeMin || IsOneCharacter(key)) return {};
  return key;
}

std::string AccountKey(std::string_view account) {
  if (IsMasked(account)) return {};
  std::string key = LettersAndDigits(account);
  if (key.find_first_not_of('0') == std::string::npos) return {};
  return key;
}

std::string AddressKey(std::string_view address) {
  if (IsMasked(address)) return {};
  std::string key;
  bool is_exact = false;
  for (const char c : FoldWidth(address)) {
    if (IsAscii(c) && !IsLetterOrDigit(c)) continue;
    is_exact = is_exact || IsDigit(c);
    key += Lower(c);
  }
  for (const std::string_view part : {"号", "栋", "幢", "座", "室", "楼", "层"}) {
    is_exact = is_exact || key.find(part) != std::string::npos;
  }
  if (!is_exact) return {};
  return key;
}

}  // namespace loyalane::loyalty
