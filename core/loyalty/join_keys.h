// What two parties are compared by when a referral is checked: phones, tax ids, accounts and addresses without the ways
// of writing them. Text is UTF-8. An empty key joins nothing. Source: requirement S2-64; docs/formulas/referral.md.
#pragma once

#include <string>
#include <string_view>

namespace loyalane::loyalty {

// Whether part of the value is hidden: 138****1234, ***6679090, 张**, 138XXXX1234. Two masked values that look alike
// may be two people, so they never join.
[[nodiscard]] bool IsMasked(std::string_view value);
// Nothing but blanks.
[[nodiscard]] bool IsBlank(std::string_view value);

// Digits without the country code 86 and without an extension mark; at least 7 of them.
[[nodiscard]] std::string PhoneKey(std::string_view phone);
// Letters and digits, upper case; at least 8, not all the same one. For unified credit codes and other tax ids.
[[nodiscard]] std::string CreditCodeKey(std::string_view code);
// Letters and digits, upper case, leading zeros kept; not zeros alone.
[[nodiscard]] std::string AccountKey(std::string_view account);
// Without blanks and punctuation, full-width forms folded, lower case. It must name a place that one sender has: a
// number, or one of 号 栋 幢 座 室 楼 层; a district alone is no address.
[[nodiscard]] std::string AddressKey(std::string_view address);

}  // namespace loyalane::loyalty
