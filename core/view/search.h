// Finding a customer by what is typed: a fragment of the name or of the code, or the pinyin initials of characters of
// the name that follow each other. Capitals and full-width letters and digits do not matter.
#pragma once

#include <string>
#include <string_view>

#include "profile/profile_table.h"

namespace loyalane::view {

// ASCII letters small; full-width forms (U+FF01..U+FF5E) and the ideographic space as ASCII; the rest as it is.
void AppendFolded(std::string_view utf8, std::string& out);

class Search {
 public:
  // Blanks at both ends of `text` are dropped.
  explicit Search(std::string_view text);
  // True for every customer where nothing was typed.
  [[nodiscard]] bool Matches(const profile::ProfileTable& table, size_t row);
  [[nodiscard]] bool is_empty() const { return wanted_.empty(); }

 private:
  [[nodiscard]] bool IsIn(std::string_view text);

  std::string wanted_;
  bool may_be_initials_;
  std::string folded_;
};

}  // namespace loyalane::view
