#include "view/search.h"

#include <algorithm>

#include "table/pinyin_initials.h"

namespace loyalane::view {
namespace {

bool IsLetter(char c) { return c >= 'a' && c <= 'z'; }
bool IsDigit(char c) { return c >= '0' && c <= '9'; }

// Whether a byte is among them that full-width forms begin with.
bool MayBeFullWidth(std::string_view text) {
  int any = 0;
  for (const char c : text) any |= (c == '\xEF' ? 1 : 0) | (c == '\xE3' ? 1 : 0);
  return any != 0;
}

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
  has_ascii_ = std::any_of(wanted_.begin(), wanted_.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
  for (const char c : wanted_) capital_bits_ += IsLetter(c) ? '\x20' : '\0';
}

bool Search::Fits(const char* text) const {
  for (size_t i = 0; i < wanted_.size(); ++i) {
    if ((text[i] | capital_bits_[i]) != wanted_[i]) return false;
  }
  return true;
}

void Search::FindIn(const table::TextColumn& texts, std::vector<uint8_t>& found) const {
  const std::string_view bytes = texts.bytes();
  const size_t size = wanted_.size();
  if (bytes.size() < size) return;
  const size_t places = bytes.size() - size + 1;
  const char first = wanted_.front();
  const char first_bits = capital_bits_.front();
  const char last = wanted_.back();
  const char last_bits = capital_bits_.back();
  const auto may_fit = [&](const char* at) {
    return ((at[0] | first_bits) == first ? 1 : 0) & ((at[size - 1] | last_bits) == last ? 1 : 0);
  };
  constexpr size_t kBlock = 64;
  size_t row = 0;
  size_t next = 0;  // the place to go on from
  for (size_t begin = 0; begin < places; begin += kBlock) {
    const size_t end = std::min(begin + kBlock, places);
    const char* block = bytes.data() + begin;
    // Most blocks have no place where the first and the last byte fit.
    int any = 0;
    if (end - begin == kBlock) {
      for (size_t i = 0; i < kBlock; ++i) any |= may_fit(block + i);
    } else {
      any = 1;
    }
    if (any == 0) continue;
    for (next = std::max(next, begin); next < end; ++next) {
      const char* at = bytes.data() + next;
      if (may_fit(at) == 0 || !Fits(at)) continue;
      while (texts.EndOf(row) <= next) ++row;
      if (next + size > texts.EndOf(row)) continue;  // it runs into the next customer's
      found[row] = 1;
      next = texts.EndOf(row) - 1;
    }
  }
}

void Search::Find(const profile::ProfileTable& table, std::vector<uint8_t>& found) const {
  found.assign(table.rows(), is_empty() ? 1 : 0);
  if (is_empty()) return;
  FindIn(table.customer_id, found);
  FindIn(table.customer_name, found);
  const table::InitialsSearch initials(wanted_);
  std::string folded;
  for (size_t row = 0; row < found.size(); ++row) {
    if (found[row] != 0) continue;
    const std::string_view name = table.customer_name[row];
    if (may_be_initials_ && initials.Matches(name)) {
      found[row] = 1;
      continue;
    }
    if (!has_ascii_) continue;
    // As they lie in memory full-width forms are not what they stand for.
    for (const std::string_view text : {table.customer_id[row], name}) {
      if (!MayBeFullWidth(text)) continue;
      folded.clear();
      AppendFolded(text, folded);
      if (folded.find(wanted_) != std::string::npos) found[row] = 1;
    }
  }
}

}  // namespace loyalane::view
