// What is left of a customer's name or code when the ways of writing it are taken off: two customers with the same rest
// may be one. For comparing only. docs/formulas/merge-suggestions.md.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace loyalane::workspace {

struct Spelling {
  std::u32string stem;  // 鹭行科技 of 上海鹭行科技有限公司: simplified, lower case, without blanks and punctuation
  std::u32string place;     // 上海; of (上海), 上海市 ..., ... 上海分公司. Empty: the name says none
  bool is_branch = false;   // ... 分公司, 营业部, 门店: a part of a company
  bool is_company = false;  // 有限公司, Ltd ...: no person
};

class Speller {
 public:
  Speller();
  [[nodiscard]] Spelling Of(std::string_view name) const;
  // The code in lower case without separators and without leading zeros: C-001 and c1 give "c1". Empty where it is no
  // code: other characters than ASCII letters and digits, no digit, or fewer than kCodeSizeMin left.
  [[nodiscard]] static std::string Code(std::string_view code);

 private:
  [[nodiscard]] std::u32string_view PlaceAt(std::u32string_view text) const;
  void TakePlaces(std::u32string& text, std::u32string& place) const;

  std::vector<std::u32string_view> places_;
  // By character from kFirstHan on: what it is compared as.
  std::vector<char16_t> simplified_;
};

// Whether one character was changed, added or left out between two different texts, other than a digit or a word that
// counts or points (一, 东, 甲 ...): 一号店 and 二号店 are two shops.
[[nodiscard]] bool IsOneSlip(std::u32string_view a, std::u32string_view b);

[[nodiscard]] std::string ToUtf8(std::u32string_view text);

}  // namespace loyalane::workspace
