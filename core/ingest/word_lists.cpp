#include "ingest/word_lists.h"

#include <algorithm>

namespace loyalane::ingest {

bool NextWord(std::string_view& words, std::string_view& word) {
  if (words.empty()) return false;
  const size_t comma = std::min(words.find(','), words.size());
  word = words.substr(0, comma);
  words.remove_prefix(std::min(comma + 1, words.size()));
  return true;
}

bool IsAmong(std::string_view text, std::string_view words) {
  for (std::string_view word; NextWord(words, word);) {
    if (word == text) return true;
  }
  return false;
}

bool ContainsAny(std::string_view text, std::string_view words) {
  for (std::string_view word; NextWord(words, word);) {
    if (text.find(word) != std::string_view::npos) return true;
  }
  return false;
}

std::string_view BeginningOf(std::string_view text, std::string_view words) {
  for (std::string_view word; NextWord(words, word);) {
    if (text.starts_with(word)) return word;
  }
  return {};
}

std::string_view MeaningIn(std::string_view name, std::string_view pairs) {
  for (std::string_view pair; NextWord(pairs, pair);) {
    const size_t equals = pair.find('=');
    if (pair.substr(0, equals) == name) return pair.substr(equals + 1);
  }
  return {};
}

}  // namespace loyalane::ingest
