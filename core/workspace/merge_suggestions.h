// SuggestMerges: customers that may be one, and branches that belong together, with the evidence. What counts as
// evidence, and what it is worth: docs/formulas/merge-suggestions.md.
//
// Candidates come from sorting what is left of names and codes (spelling.h), so that 100 000 customers take well under
// a second; a hash only brings candidates together, the texts decide.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/error.h"
#include "profile/profile_table.h"

namespace loyalane::workspace {

enum class EvidenceKind : uint8_t {
  kSameName,     // but for blanks, punctuation, width, case, traditional characters
  kOtherForm,    // 有限公司 and the like differ
  kOnePlace,     // only one of the names says a place
  kOtherPlaces,  // both do, different ones
  kOneSlip,      // one character
  kSameCode,     // but for leading zeros, case and separators
  kSameOutlet,
  kSameManager,
  kSameContact,
  kSameIndustry,
};

struct Evidence {
  EvidenceKind kind;
  std::string left, right;  // of the customer that stays; of the other
};
[[nodiscard]] std::string TextOf(const Evidence& evidence, Language language);

struct MergeSuggestion {
  uint32_t into = 0, from = 0;  // rows of the table; `into` has more shipments
  bool is_group = false;        // branches of one company: to be put into a group, not merged
  int32_t score = 0;            // 0..100
  std::vector<Evidence> evidence;
};

inline constexpr size_t kSuggestionsMax = 500;

struct MergeSuggestions {
  // Best first. No customer that is to be merged away stands in another suggestion, so that all can be taken at once.
  std::vector<MergeSuggestion> best;
  size_t total = 0;  // with those beyond kSuggestionsMax
};

// `group_of`: a number by row for customers that are in one group already, kNoGroup else; may be empty.
inline constexpr uint32_t kNoGroup = UINT32_MAX;
[[nodiscard]] MergeSuggestions SuggestMerges(const profile::ProfileTable& table, const std::vector<uint32_t>& group_of);

}  // namespace loyalane::workspace
