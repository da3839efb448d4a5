#include "ingest/cell_score.h"

#include <array>
#include <string>
#include <utility>

#include "ingest/cell_text.h"

namespace loyalane::ingest {
namespace {

constexpr int64_t kMillionths = 1'000'000;
constexpr std::array<std::pair<std::string_view, int>, 17> kWords = {{{"非常满意", 5},
                                                                      {"很满意", 5},
                                                                      {"十分满意", 5},
                                                                      {"满意", 4},
                                                                      {"比较满意", 4},
                                                                      {"较满意", 4},
                                                                      {"一般", 3},
                                                                      {"基本满意", 3},
                                                                      {"普通", 3},
                                                                      {"不满意", 2},
                                                                      {"不太满意", 2},
                                                                      {"比较不满意", 2},
                                                                      {"较不满意", 2},
                                                                      {"非常不满意", 1},
                                                                      {"很不满意", 1},
                                                                      {"十分不满意", 1},
                                                                      {"极不满意", 1}}};

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

// "1." "2、" "A." in front of an option.
std::string_view WithoutOptionNumber(std::string_view text) {
  size_t at = 0;
  while (at < text.size() && (IsDigit(text[at]) || (text[at] >= 'A' && text[at] <= 'Z'))) ++at;
  if (at == 0) return text;
  for (const std::string_view mark : {".", "、", ")", ":"}) {
    if (text.substr(at).starts_with(mark)) return TrimUtf8(text.substr(at + mark.size()));
  }
  return text;
}

// The digits before 分.
std::string_view PointsIn(std::string_view text) {
  const size_t end = text.find("分");
  if (end == std::string_view::npos) return {};
  size_t begin = end;
  while (begin > 0 && (IsDigit(text[begin - 1]) || text[begin - 1] == '.')) --begin;
  return text.substr(begin, end - begin);
}

}  // namespace

NumberCell ParseScore(std::string_view cell, bool words) {
  const NumberCell number = ParseNumber(cell);
  if (number.outcome != NumberOutcome::kUnreadable) return number;
  std::string folded;
  FoldWidth(cell, folded);
  const std::string_view text = TrimUtf8(folded);
  if (const std::string_view points = PointsIn(text); !points.empty()) return ParseNumber(points);
  if (!words) return number;
  std::string_view word = WithoutOptionNumber(text);
  word = TrimUtf8(word.substr(0, word.find_first_of("([")));
  for (const auto& [known, value] : kWords) {
    if (word == known) return {NumberOutcome::kOk, value * kMillionths, false};
  }
  return number;
}

}  // namespace loyalane::ingest
