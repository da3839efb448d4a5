#include "table/pinyin_initials.h"

#include <bit>
#include <cstddef>
#include <cstdint>

namespace loyalane::table {
namespace {

#include "table/pinyin_initials.inc"

constexpr uint32_t kFirstCharacter = 0x4E00;
constexpr uint32_t kLastCharacter = 0x9FFF;
constexpr uint32_t kZeroCharacter = 0x3007;  // 〇, read ling
constexpr uint32_t kFullWidthFirst = 0xFF01;
constexpr uint32_t kFullWidthLast = 0xFF5E;

// Letters as bits: a..z are 0..25, 0..9 are 26..35; 0 for any other character.
uint64_t BitOf(uint32_t character) {
  if (character >= 'a' && character <= 'z') return uint64_t{1} << (character - 'a');
  if (character >= 'A' && character <= 'Z') return uint64_t{1} << (character - 'A');
  if (character >= '0' && character <= '9') return uint64_t{1} << (26 + character - '0');
  return 0;
}

// The letters that the next character that has any stands for, and `at` behind it; 0 at the end of the name.
uint64_t NextLetters(std::string_view name, size_t& at) {
  const auto byte = [name](size_t i) { return static_cast<uint32_t>(static_cast<unsigned char>(name[i])); };
  while (at < name.size()) {
    const uint32_t lead = byte(at);
    if (lead < 0x80) {
      ++at;
      if (const uint64_t letter = BitOf(lead); letter != 0) return letter;
      continue;
    }
    // All that has letters is three bytes long; other bytes, lone trail bytes too, are passed over one by one.
    if ((lead & 0xF0) != 0xE0 || name.size() - at < 3 || (byte(at + 1) & 0xC0) != 0x80 ||
        (byte(at + 2) & 0xC0) != 0x80) {
      ++at;
      continue;
    }
    const uint32_t character = (lead & 0x0F) << 12 | (byte(at + 1) & 0x3F) << 6 | (byte(at + 2) & 0x3F);
    at += 3;
    uint64_t letters = 0;
    if (character >= kFirstCharacter && character <= kLastCharacter) {
      letters = PinyinInitials(character);
    } else if (character >= kFullWidthFirst && character <= kFullWidthLast) {
      letters = BitOf(character - kFullWidthFirst + '!');
    } else if (character == kZeroCharacter) {
      letters = BitOf('l');
    }
    if (letters != 0) return letters;
  }
  return 0;
}

}  // namespace

uint32_t PinyinInitials(char32_t character) { return kLetterSets[kSetOfCharacter[character - kFirstCharacter]]; }

bool MatchesInitials(std::string_view utf8_name, std::string_view lower_case_letters) {
  return InitialsSearch(lower_case_letters).Matches(utf8_name);
}

InitialsSearch::InitialsSearch(std::string_view lower_case_letters) : letters_(lower_case_letters) {
  const size_t count = letters_.size() < 64 ? letters_.size() : 64;
  for (size_t i = 0; i < count; ++i) {
    const uint64_t letter = BitOf(static_cast<unsigned char>(letters_[i]));
    if (letter != 0) places_[static_cast<size_t>(std::countr_zero(letter))] |= uint64_t{1} << i;
  }
}

// Shift-and (Baeza-Yates and Gonnet 1992): bit i of `matched` says that the last i + 1 characters fit the first i + 1
// letters. Each character is read once, however often a match begins.
bool InitialsSearch::Matches(std::string_view utf8_name) const {
  if (letters_.empty()) return true;
  const uint64_t all = uint64_t{1} << (letters_.size() < 64 ? letters_.size() - 1 : 63);
  uint64_t matched = 0;
  size_t at = 0;
  while (uint64_t letters = NextLetters(utf8_name, at)) {
    uint64_t places = 0;
    for (; letters != 0; letters &= letters - 1) places |= places_[static_cast<size_t>(std::countr_zero(letters))];
    matched = (matched << 1 | 1) & places;
    if ((matched & all) == 0) continue;
    size_t fitting = 64;
    for (size_t behind = at; fitting < letters_.size(); ++fitting) {
      const uint64_t wanted = BitOf(static_cast<unsigned char>(letters_[fitting]));
      if ((NextLetters(utf8_name, behind) & wanted) == 0) break;
    }
    if (fitting >= letters_.size()) return true;
  }
  return false;
}

}  // namespace loyalane::table
