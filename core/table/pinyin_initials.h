// Search by pinyin initials: "lhsy" finds 鹭行速运, and so does "lxsy".
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace loyalane::table {

// Whether the initials of consecutive characters of the name contain the letters (a..z, 0..9; no letters: always). A
// Chinese character of U+4E00..U+9FFF fits the first letter of each of its usual readings (行: h and x), 〇 fits l;
// ASCII letters and digits, full-width ones too, stand for themselves without regard to case; all else (blanks,
// brackets, characters without a known reading, damaged bytes) is passed over. Table:
// tools/generate_tables/pinyin_initials.mjs.
[[nodiscard]] bool MatchesInitials(std::string_view utf8_name, std::string_view lower_case_letters);

// The first letters of the usual readings of a character of U+4E00..U+9FFF, bit 0 for a.
[[nodiscard]] uint32_t PinyinInitials(char32_t character);

// The same for many names.
class InitialsSearch {
 public:
  // `lower_case_letters` must stay valid.
  explicit InitialsSearch(std::string_view lower_case_letters);
  [[nodiscard]] bool Matches(std::string_view utf8_name) const;

 private:
  std::string_view letters_;
  std::array<uint64_t, 36> places_{};  // by letter, as bits: where it stands among the first 64 that are looked for
};

}  // namespace loyalane::table
