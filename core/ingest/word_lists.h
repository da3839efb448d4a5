// Lists of words as one text with commas between them: views of each would weigh more in the page's module than the
// words.
#pragma once

#include <string_view>

namespace loyalane::ingest {

// Takes the next word off the list; false at its end.
[[nodiscard]] bool NextWord(std::string_view& words, std::string_view& word);
[[nodiscard]] bool IsAmong(std::string_view text, std::string_view words);
// Whether one of the words stands anywhere in the text.
[[nodiscard]] bool ContainsAny(std::string_view text, std::string_view words);
// The first of the words that the text begins with; "" = none.
[[nodiscard]] std::string_view BeginningOf(std::string_view text, std::string_view words);
// In a list of pairs "name=known,name=known": what stands behind the name; "" = it is not there.
[[nodiscard]] std::string_view MeaningIn(std::string_view name, std::string_view pairs);

}  // namespace loyalane::ingest
