#include "ingest/html_tokenizer.h"

#include <algorithm>
#include <optional>

#include "ingest/piece_decoder.h"

namespace loyalane::ingest {
namespace {

constexpr size_t kEntityBytesMax = 32;

struct NamedEntity {
  std::string_view name;
  char16_t character;
};
// What office programs and report writers use (HTML Living Standard, "Named character references").
constexpr NamedEntity kEntities[] = {
    {"amp", u'&'},      {"apos", u'\''},   {"copy", 0x00a9},   {"emsp", 0x2003},  {"ensp", 0x2002},  {"gt", u'>'},
    {"hellip", 0x2026}, {"laquo", 0x00ab}, {"ldquo", 0x201c},  {"lsquo", 0x2018}, {"lt", u'<'},      {"mdash", 0x2014},
    {"middot", 0x00b7}, {"nbsp", 0x00a0},  {"ndash", 0x2013},  {"quot", u'"'},    {"raquo", 0x00bb}, {"rdquo", 0x201d},
    {"reg", 0x00ae},    {"rsquo", 0x2019}, {"thinsp", 0x2009}, {"times", 0x00d7}, {"yen", 0x00a5},
};

bool IsBlank(char c) { return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f'; }
bool IsDigit(char c) { return c >= '0' && c <= '9'; }
char Lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }
bool IsLetter(char c) { return Lower(c) >= 'a' && Lower(c) <= 'z'; }

// Of <!...>.
bool IsDoctype(std::string_view markup) {
  constexpr std::string_view kName = "doctype";
  return markup.size() > kName.size() && IsBlank(markup[kName.size()]) &&
         std::equal(kName.begin(), kName.end(), markup.begin(), [](char a, char b) { return a == Lower(b); });
}

std::string_view WithoutPrefix(std::string_view name) {
  const size_t colon = name.rfind(':');
  return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

// Takes "#20013" or "#x4E2D" off the front of `text`; nothing when there is no digit.
std::optional<char32_t> TakeNumericEntity(std::string_view& text) {
  const bool hex = text.size() > 1 && Lower(text[1]) == 'x';
  constexpr uint32_t kTooLarge = 0x110000;
  uint32_t value = 0;
  size_t at = hex ? 2 : 1;
  const size_t first = at;
  for (; at < text.size(); ++at) {
    const char lower = Lower(text[at]);
    const bool letter = hex && lower >= 'a' && lower <= 'f';
    if (!IsDigit(lower) && !letter) break;
    value = value * (hex ? 16 : 10) + static_cast<uint32_t>(letter ? lower - 'a' + 10 : lower - '0');
    value = std::min(value, kTooLarge);
  }
  if (at == first) return std::nullopt;
  text.remove_prefix(at);
  // Numbers of the C1 range are meant as windows-1252 (HTML Living Standard, "Numeric character reference end state").
  if (value >= 0x80 && value <= 0x9f) {
    const char byte = static_cast<char>(value);
    return DecodeStep(Encoding::kWindows1252, {&byte, 1}).code_point;
  }
  return value == 0 ? kTooLarge : value;
}

}  // namespace

std::string_view HtmlTag::Attribute(std::string_view key) const {
  const std::string_view text = attributes;
  for (size_t at = 0; at < text.size();) {
    while (at < text.size() && (IsBlank(text[at]) || text[at] == '/')) ++at;
    const size_t begin = at;
    while (at < text.size() && !IsBlank(text[at]) && text[at] != '=') ++at;
    const std::string_view found = WithoutPrefix(text.substr(begin, at - begin));
    while (at < text.size() && IsBlank(text[at])) ++at;
    std::string_view value;
    if (at < text.size() && text[at] == '=') {
      ++at;
      while (at < text.size() && IsBlank(text[at])) ++at;
      const char quote = at < text.size() && (text[at] == '"' || text[at] == '\'') ? text[at++] : '\0';
      const size_t from = at;
      while (at < text.size() && (quote != 0 ? text[at] != quote : !IsBlank(text[at]))) ++at;
      value = text.substr(from, at - from);
      if (quote != 0 && at < text.size()) ++at;
    }
    if (std::equal(found.begin(), found.end(), key.begin(), key.end(), [](char a, char b) { return Lower(a) == b; }))
      return value;
  }
  return {};
}

uint64_t HtmlTag::Number(std::string_view key, uint64_t otherwise) const {
  const std::string_view value = Attribute(key);
  constexpr size_t kDigitsMax = 18;
  if (value.empty() || value.size() > kDigitsMax || !std::all_of(value.begin(), value.end(), IsDigit)) return otherwise;
  uint64_t number = 0;
  for (const char c : value) number = number * 10 + static_cast<uint64_t>(c - '0');
  return number;
}

bool HtmlTokenizer::Feed(std::string_view text) {
  for (size_t at = 0; at < text.size();) {
    const char c = text[at];
    bool goes_on = true;
    switch (in_) {
      case In::kText: {
        const size_t begin = at;
        while (at < text.size() && text[at] != '<' && text[at] != '&') ++at;
        if (at > begin) goes_on = handler_.OnText(text.substr(begin, at - begin));
        if (at < text.size()) {
          in_ = text[at++] == '<' ? In::kOpening : In::kEntity;
          held_.clear();
        }
        break;
      }
      case In::kOpening:
        if (IsLetter(c) || c == '/' || c == '?') {
          in_ = In::kTag;
          quote_ = 0;
          after_equals_ = false;
        } else if (c == '!') {
          in_ = In::kMarkup;
          ++at;
        } else {  // a "<" that is text
          in_ = In::kText;
          goes_on = handler_.OnText("<");
        }
        break;
      case In::kTag:
        ++at;
        if (quote_ == 0 && c == '>') {
          in_ = In::kText;
          goes_on = EndTag();
          break;
        }
        if (quote_ != 0) {
          if (c == quote_) quote_ = 0;
        } else if (after_equals_ && (c == '"' || c == '\'')) {
          quote_ = c;
        }
        if (!IsBlank(c)) after_equals_ = c == '=' && quote_ == 0;
        if (held_.size() < kHtmlTagBytesMax) held_ += c;
        break;
      case In::kMarkup:
        ++at;
        if (held_.size() < kHtmlTagBytesMax) held_ += c;
        if (c == '>') {
          in_ = In::kText;
          if (IsDoctype(held_)) {
            held_.back() = ' ';
            held_.insert(0, "!");
            goes_on = EndTag();
          }
        } else if (held_ == "--") {
          in_ = In::kComment;
          run_ = 2;
        } else if (held_ == "[CDATA[") {
          in_ = In::kCdata;
          run_ = 0;
        }
        break;
      case In::kComment:
        ++at;
        if (c == '>' && run_ >= 2) in_ = In::kText;
        run_ = c == '-' ? std::min(run_ + 1, 2U) : 0;
        break;
      case In::kCdata: {
        if (c == ']') {
          ++at;
          if (run_ < 2) {
            ++run_;
          } else {
            goes_on = handler_.OnText("]");
          }
          break;
        }
        const uint32_t run = run_;
        run_ = 0;
        if (c == '>' && run == 2) {
          in_ = In::kText;
          ++at;
          break;
        }
        if (run > 0) goes_on = handler_.OnText(std::string_view("]]").substr(0, run));
        const size_t begin = at;
        while (at < text.size() && text[at] != ']') ++at;
        // A '>' that ends nothing is text like the rest.
        goes_on = goes_on && handler_.OnText(text.substr(begin, at - begin));
        break;
      }
      case In::kProgram:
        ++at;
        if (c == '<') {
          held_.clear();
        } else if (held_.size() <= program_.size()) {
          held_ += Lower(c);
          if (held_.size() == program_.size() + 1 && held_[0] == '/' && std::string_view(held_).substr(1) == program_) {
            in_ = In::kTag;
            quote_ = 0;
            after_equals_ = false;
          }
        }
        break;
      case In::kEntity:
        if ((IsLetter(c) || IsDigit(c) || (c == '#' && held_.empty())) && held_.size() < kEntityBytesMax) {
          held_ += c;
          ++at;
          break;
        }
        if (c == ';') ++at;
        goes_on = EndEntity(c == ';');
        break;
    }
    if (!goes_on) return false;
  }
  return true;
}

bool HtmlTokenizer::Finish() {
  return in_ == In::kOpening ? handler_.OnText("<") : in_ != In::kEntity || EndEntity(false);
}

bool HtmlTokenizer::EndTag() {
  HtmlTag tag;
  std::string_view text = held_;
  tag.closes = text.front() == '/';
  if (tag.closes) text.remove_prefix(1);
  size_t name_bytes = 0;
  while (name_bytes < text.size() && !IsBlank(text[name_bytes]) && text[name_bytes] != '/') ++name_bytes;
  std::string name(WithoutPrefix(text.substr(0, name_bytes)));
  std::transform(name.begin(), name.end(), name.begin(), Lower);
  tag.name = name;
  tag.attributes = text.substr(name_bytes);
  tag.is_empty = tag.attributes.ends_with('/');
  if (name == "workbook") is_xml_ = true;
  if (!is_xml_ && !tag.closes && (name == "style" || name == "script")) {
    program_ = name;
    held_.assign(program_.size() + 1, ' ');  // no end tag begins here
    in_ = In::kProgram;
  }
  return handler_.OnTag(tag);
}

bool HtmlTokenizer::EndEntity(bool closed) {
  in_ = In::kText;
  std::string text;
  std::string_view rest = held_;
  std::optional<char32_t> character;
  if (rest.starts_with('#')) {
    character = TakeNumericEntity(rest);
  } else {
    const auto* known = std::find_if(std::begin(kEntities), std::end(kEntities),
                                     [rest](const NamedEntity& entity) { return entity.name == rest; });
    if (known != std::end(kEntities)) {
      character = known->character;
      rest = {};
    }
  }
  if (character) {
    AppendCharacter(*character, text);
  } else {
    text = '&';
  }
  text += rest;
  if (closed && !(character && rest.empty())) text += ';';
  return handler_.OnText(text);
}

}  // namespace loyalane::ingest
