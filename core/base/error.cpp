#include "base/error.h"

#include <algorithm>
#include <array>

namespace loyalane {
namespace {

constexpr std::array<ErrorText, static_cast<size_t>(ErrorId::kCount)> kTexts = {{
#define LOYALANE_ERROR(symbol, id, severity, zh, en, zh_remedy, en_remedy) \
  ErrorText{id, Severity::severity, zh, en, zh_remedy, en_remedy},
#include "base/error_ids.def"
#undef LOYALANE_ERROR
}};

// A parameter "@INGEST-203" stands for that id's own sentence, so that an error can name its most frequent cause in
// either language.
std::string_view TextOfParameter(std::string_view value, Language language) {
  if (!value.starts_with('@')) return value;
  for (const ErrorText& text : kTexts) {
    if (text.id == value.substr(1)) return language == Language::kZh ? text.zh : text.en;
  }
  return value;
}

std::string FillIn(std::string_view text, const Error& error, Language language) {
  std::string out;
  size_t at = 0;
  while (at < text.size()) {
    const size_t open = text.find('{', at);
    const size_t close = open == std::string_view::npos ? open : text.find('}', open);
    if (close == std::string_view::npos) break;
    out.append(text.substr(at, open - at));
    const std::string_view name = text.substr(open + 1, close - open - 1);
    const std::string english = std::string(name) + "_en";
    const bool has_english = std::any_of(error.params.begin(), error.params.end(),
                                         [&](const auto& param) { return param.first == english; });
    const std::string_view wanted = language == Language::kEn && has_english ? std::string_view(english) : name;
    for (const auto& [key, value] : error.params) {
      if (key != wanted) continue;
      const std::string_view shown = TextOfParameter(value, language);
      if (shown.data() == value.data()) {
        out.append(shown);
        continue;
      }
      // The cause's own value belongs to one row of many: the sentence is told without it and without its quotes.
      constexpr std::string_view kQuotedValue = "“{value}”";
      for (size_t i = 0; i < shown.size();) {
        if (shown.substr(i).starts_with(kQuotedValue)) {
          i += kQuotedValue.size();
        } else if (shown[i] == '{') {
          i = shown.find('}', i) + 1;
        } else {
          out += shown[i++];
        }
      }
    }
    at = close + 1;
  }
  out.append(text.substr(at));
  return out;
}

}  // namespace

const ErrorText& TextOf(ErrorId id) { return kTexts[static_cast<size_t>(id)]; }
std::string_view IdOf(ErrorId id) { return TextOf(id).id; }

std::string Sentence(const Error& error, Language language) {
  const ErrorText& text = TextOf(error.id);
  return FillIn(language == Language::kZh ? text.zh : text.en, error, language);
}

std::string Remedy(const Error& error, Language language) {
  const ErrorText& text = TextOf(error.id);
  return FillIn(language == Language::kZh ? text.zh_remedy : text.en_remedy, error, language);
}

std::string Describe(const Error& error, Language language) {
  const bool zh = language == Language::kZh;
  std::string out(IdOf(error.id));
  if (!error.place.file.empty()) out += " " + error.place.file;
  if (error.place.row != 0) out += (zh ? " 第 " : " row ") + std::to_string(error.place.row) + (zh ? " 行" : "");
  if (!error.place.column.empty()) out += (zh ? " 列 " : " column ") + error.place.column;
  out += (zh ? "：" : ": ") + Sentence(error, language);
  const std::string remedy = Remedy(error, language);
  if (!remedy.empty()) out += (zh ? "。" : ". ") + remedy;
  return out;
}

}  // namespace loyalane
