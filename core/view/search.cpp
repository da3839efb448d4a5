#include "view/search.h"

#include <algorithm>

#include "table/pinyin_initials.h"

namespace loyalane::view {
namespace {

bool IsLetter(char c) { return c >= 'a' && c <= 'z'; }
bool IsDigit(char c) { return c >= '0' && c <= '9'; }

}  // namespace

void AppendFolded(std::string_view utf8, std::string& out) {
  for (size_t i = 0; i < utf8.size(); ++i) {
    auto c = static_cast<unsigned char>(utf8[i]);
    if (c >= 0xE3 && i + 2 < utf8.size()) {
      const auto second = static_cast<unsigned char>(utf8[i + 1]);
      const auto third = static_cast<unsigned char>(utf8[i + 2]);
      // U+FF01..U+FF3F is EF BC 81..BF, U+FF40..U+FF5E is EF BD 80..9E, U+3000 is E3 80 80.
      if (c == 0xEF && second == 0xBC && third >= 0x81) {
        c = static_cast<unsigned char>(third - 0x81 + '!');
        i += 2;
      } else if (c == 0xEF && second == 0xBD && third <= 0x9E) {
        c = static_cast<unsigned char>(third - 0x80 + '`');
        i += 2;
      } else if (c == 0xE3 && second == 0x80 && third == 0x80) {
        c = ' ';
        i += 2;
      }
    }
    out += static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
  }
}

Search::Search(std::string_view text) {
  AppendFolded(text, wanted_);
  const size_t begin = wanted_.find_first_not_of(' ');
  wanted_ = begin == std::string::npos ? "" : wanted_.substr(begin, wanted_.find_last_not_of(' ') - begin + 1);
  may_be_initials_ = std::any_of(wanted_.begin(), wanted_.end(), IsLetter) &&
                     std::all_of(wanted_.begin(), wanted_.end(), [](char c) { return IsLetter(c) || IsDigit(c); });
}

bool Search::IsIn(std::string_view text) {
  folded_.clear();
  AppendFolded(text, folded_);
  return folded_.find(wanted_) != std::string::npos;
}

bool Search::Matches(const profile::ProfileTable& table, size_t row) {
  if (wanted_.empty()) return true;
  const std::string_view name = table.customer_name[row];
  return IsIn(table.customer_id[row]) || IsIn(name) || (may_be_initials_ && table::MatchesInitials(name, wanted_));
}

}  // namespace loyalane::view
