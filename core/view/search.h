// Finding a customer by what is typed: a fragment of the name or of the code, or the pinyin initials of characters of
// the name that follow each other. Capitals and full-width letters and digits do not matter.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "profile/profile_table.h"

namespace loyalane::view {

// ASCII letters small; full-width forms (U+FF01..U+FF5E) and the ideographic space as ASCII; the rest as it is.
void AppendFolded(std::string_view utf8, std::string& out);

class Search {
 public:
  // Blanks at both ends of `text` are dropped.
  explicit Search(std::string_view text);
  // found[row] is 1 for every customer that matches, else 0; all match where nothing was typed. The texts are looked
  // through as they lie in memory, in one go.
  void Find(const profile::ProfileTable& table, std::vector<uint8_t>& found) const;
  [[nodiscard]] bool is_empty() const { return wanted_.empty(); }

 private:
  void FindIn(const table::TextColumn& texts, std::vector<uint8_t>& found) const;
  [[nodiscard]] bool Fits(const char* text) const;

  std::string wanted_;
  std::string capital_bits_;  // of each byte of wanted_: what a capital differs in, 0 where there is none
  bool may_be_initials_, has_ascii_;
};

}  // namespace loyalane::view
