#include "ingest/xml_scanner.h"

#include <algorithm>
#include <cstring>

namespace loyalane::ingest {
namespace {

using namespace std::string_view_literals;

bool IsBlank(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r'; }

std::string_view LocalName(std::string_view name) {
  const size_t colon = name.rfind(':');
  return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

// The '>' that ends the tag, which is not one inside an attribute's value; null when it is still to come.
const char* TagEnd(const char* at, const char* end) {
  for (; at < end; ++at) {
    if (*at == '>') return at;
    if (*at != '"' && *at != '\'') continue;
    at = static_cast<const char*>(std::memchr(at + 1, *at, static_cast<size_t>(end - at - 1)));
    if (at == nullptr) return nullptr;
  }
  return nullptr;
}

constexpr size_t kReferenceBytesMax = 12;  // &#x0010FFFF;

// How much of a text that goes on in the next piece can be handed on: no reference and no CRLF is torn apart.
size_t UsableText(std::string_view text) {
  const size_t ampersand = text.rfind('&');
  if (ampersand != std::string_view::npos && text.size() - ampersand < kReferenceBytesMax &&
      text.find(';', ampersand) == std::string_view::npos) {
    return ampersand;
  }
  return text.ends_with('\r') ? text.size() - 1 : text.size();
}

// The character that a reference (without & and ;) stands for, or 0.
char32_t CharacterOf(std::string_view reference) {
  constexpr std::pair<std::string_view, char32_t> kNamed[] = {
      {"amp", U'&'}, {"lt", U'<'}, {"gt", U'>'}, {"quot", U'"'}, {"apos", U'\''}};
  for (const auto& [name, character] : kNamed) {
    if (reference == name) return character;
  }
  if (!reference.starts_with('#') || reference.size() < 2) return 0;
  reference.remove_prefix(1);
  const bool is_hex = reference.front() == 'x';
  if (is_hex) reference.remove_prefix(1);
  if (reference.empty()) return 0;
  char32_t value = 0;
  for (const char c : reference) {
    const char lower = static_cast<char>(c | 0x20);
    const bool is_digit = c >= '0' && c <= '9';
    if (!is_digit && !(is_hex && lower >= 'a' && lower <= 'f')) return 0;
    value = value * (is_hex ? 16 : 10) + static_cast<char32_t>(is_digit ? c - '0' : lower - 'a' + 10);
    if (value > 0x10FFFF) return 0xFFFD;
  }
  return value == 0 || (value >= 0xD800 && value <= 0xDFFF) ? 0xFFFD : value;
}

}  // namespace

void AppendXmlText(std::string_view raw, bool verbatim, std::string& out) {
  size_t done = 0;
  for (size_t at = 0; at < raw.size(); ++at) {
    const char c = raw[at];
    if (c == '\r') {
      out += raw.substr(done, at - done);
      out += '\n';
      if (at + 1 < raw.size() && raw[at + 1] == '\n') ++at;
      done = at + 1;
    } else if (c == '&' && !verbatim) {
      const std::string_view reference = raw.substr(at, kReferenceBytesMax);
      const size_t end = reference.find(';');
      const char32_t character = end == std::string_view::npos ? 0 : CharacterOf(reference.substr(1, end - 1));
      if (character == 0) continue;
      out += raw.substr(done, at - done);
      AppendUtf8(character, out);
      at += end;
      done = at + 1;
    }
  }
  out += raw.substr(done);
}

bool XmlAttributes::Next() {
  for (;;) {
    size_t at = 0;
    const auto skip_blanks = [this, &at] {
      while (at < text_.size() && IsBlank(text_[at])) ++at;
    };
    skip_blanks();
    const size_t begin = at;
    while (at < text_.size() && text_[at] != '=' && !IsBlank(text_[at])) ++at;
    const std::string_view name(text_.data() + begin, at - begin);
    skip_blanks();
    if (name.empty() || at == text_.size() || text_[at] != '=') return false;
    ++at;
    skip_blanks();
    if (at == text_.size() || (text_[at] != '"' && text_[at] != '\'')) return false;
    const size_t close = text_.find(text_[at], at + 1);
    if (close == std::string_view::npos) return false;
    name_ = LocalName(name);
    raw_ = {text_.data() + at + 1, close - at - 1};
    text_.remove_prefix(close + 1);
    if (!name.starts_with("xmlns")) return true;
  }
}

std::string XmlAttributes::value() const {
  std::string out;
  AppendXmlText(raw_, false, out);
  return out;
}

std::optional<uint32_t> XmlAttributes::number() const {
  if (raw_.empty()) return std::nullopt;
  uint64_t value = 0;
  for (const char c : raw_) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + static_cast<uint64_t>(c - '0');
    if (value > UINT32_MAX) return std::nullopt;
  }
  return static_cast<uint32_t>(value);
}

void XmlScanner::Feed(std::string_view piece) {
  buffer_.erase(0, at_);
  at_ = 0;
  if (!encoding_known_) {
    first_bytes_ += piece;
    constexpr size_t kEnoughToTell = 4;
    if (first_bytes_.size() < kEnoughToTell) return;
    encoding_known_ = true;
    const std::string first = std::move(first_bytes_);
    if (first.starts_with("\xFF\xFE"sv) || first.starts_with("<\0"sv)) utf16_.emplace(Encoding::kUtf16Le);
    if (first.starts_with("\xFE\xFF"sv) || first.starts_with("\0<"sv)) utf16_.emplace(Encoding::kUtf16Be);
    std::string_view rest = first;
    if (rest.starts_with("\xEF\xBB\xBF"sv)) rest.remove_prefix(3);
    if (utf16_ && !rest.starts_with('<') && !rest.starts_with('\0')) rest.remove_prefix(2);
    if (utf16_) {
      utf16_->Feed(rest, buffer_);
    } else {
      buffer_ += rest;
    }
    return;
  }
  if (utf16_) {
    utf16_->Feed(piece, buffer_);
  } else {
    buffer_ += piece;
  }
}

bool XmlScanner::SkipTo(std::string_view end) {
  const size_t found = buffer_.find(end, at_);
  if (found != std::string::npos) {
    at_ = found + end.size();
    inside_ = Inside::kContent;
    return true;
  }
  at_ = std::max(at_, buffer_.size() - std::min(buffer_.size(), end.size() - 1));
  return false;
}

XmlScanner::Step XmlScanner::Next(XmlToken& token) {
  token.verbatim = false;
  if (ends_itself_) {
    ends_itself_ = false;
    token.kind = XmlToken::Kind::kEnd;
    token.depth = depth_--;
    token.name = name_;
    return Step::kToken;
  }
  for (;;) {
    if (inside_ == Inside::kComment) {
      if (!SkipTo("-->")) return Step::kMore;
      continue;
    }
    if (inside_ == Inside::kInstruction) {
      if (!SkipTo("?>")) return Step::kMore;
      continue;
    }
    const std::string_view rest = Rest();
    if (rest.empty()) return Step::kMore;
    size_t text_bytes;
    if (inside_ == Inside::kCdata) {
      constexpr std::string_view kEnd = "]]>";
      text_bytes = rest.find(kEnd);
      if (text_bytes == 0) {
        at_ += kEnd.size();
        inside_ = Inside::kContent;
        continue;
      }
      if (text_bytes == std::string_view::npos) {
        // The last two bytes may belong to the end, and one before them to a line end.
        if (rest.size() <= kEnd.size()) return Step::kMore;
        text_bytes = rest.size() - kEnd.size();
        if (rest[text_bytes - 1] == '\r' && --text_bytes == 0) return Step::kMore;
      }
      token.verbatim = true;
    } else if (rest.front() != '<') {
      text_bytes = rest.find('<');
      if (text_bytes == std::string_view::npos) text_bytes = UsableText(rest);
      if (text_bytes == 0) return Step::kMore;
    } else {
      if (rest.size() < 2) return Step::kMore;
      if (rest[1] == '?') {
        at_ += 2;
        inside_ = Inside::kInstruction;
        continue;
      }
      if (rest[1] != '!') return NextTag(token);
      constexpr std::string_view kComment = "<!--";
      constexpr std::string_view kCdata = "<![CDATA[";
      if (rest.starts_with(kComment)) {
        at_ += kComment.size();
        inside_ = Inside::kComment;
      } else if (rest.starts_with(kCdata)) {
        at_ += kCdata.size();
        inside_ = Inside::kCdata;
      } else if (kComment.starts_with(rest) || kCdata.starts_with(rest)) {
        return Step::kMore;
      } else {
        return Fail(depth_ == 0 ? ErrorId::kXmlDoctype : ErrorId::kXmlMalformed);
      }
      continue;
    }
    at_ += text_bytes;
    if (depth_ == 0) continue;
    token.kind = XmlToken::Kind::kText;
    token.depth = depth_;
    token.text = {rest.data(), text_bytes};
    return Step::kToken;
  }
}

XmlScanner::Step XmlScanner::NextTag(XmlToken& token) {
  const std::string_view rest = Rest();
  const char* const tag_end = TagEnd(rest.data() + 1, rest.data() + rest.size());
  const size_t tag_bytes = tag_end == nullptr ? rest.size() : static_cast<size_t>(tag_end + 1 - rest.data());
  if (tag_bytes > kXmlTagBytesMax) return Fail(ErrorId::kXmlTooDeep);
  if (tag_end == nullptr) return Step::kMore;
  const bool is_end = rest[1] == '/';
  const char* const name_begin = rest.data() + (is_end ? 2 : 1);
  const char* name_end = name_begin;
  while (name_end < tag_end && !IsBlank(*name_end) && *name_end != '/') ++name_end;
  if (name_end == name_begin) return Fail(ErrorId::kXmlMalformed);
  at_ += tag_bytes;
  const std::string_view name(name_begin, static_cast<size_t>(name_end - name_begin));
  token.name = LocalName(name);
  if (is_end) {
    if (depth_ == 0 || name.size() != name_bytes_[depth_ - 1] || !open_names_.ends_with(name)) {
      return Fail(ErrorId::kXmlMalformed);
    }
    open_names_.resize(open_names_.size() - name.size());
    token.kind = XmlToken::Kind::kEnd;
    token.depth = depth_--;
    return Step::kToken;
  }
  if (depth_ == kXmlDepthMax) return Fail(ErrorId::kXmlTooDeep);
  began_ = true;
  ends_itself_ = tag_end[-1] == '/';
  if (!ends_itself_) {
    open_names_ += name;
    name_bytes_[depth_] = static_cast<uint32_t>(name.size());
  }
  token.kind = XmlToken::Kind::kStart;
  token.depth = ++depth_;
  name_ = token.name;
  token.text = {name_end, static_cast<size_t>(tag_end - name_end) - (ends_itself_ ? 1 : 0)};
  return Step::kToken;
}

Result<Feeding> XmlPart::Feed(std::string_view bytes) {
  // Slices stay in the cache between the copying and the scanning.
  constexpr size_t kSliceBytes = 64 * 1024;
  while (!bytes.empty()) {
    scanner_.Feed(bytes.substr(0, kSliceBytes));
    bytes.remove_prefix(std::min(bytes.size(), kSliceBytes));
    XmlToken token;
    XmlScanner::Step read;
    while ((read = scanner_.Next(token)) == XmlScanner::Step::kToken) {
      const Step taken = Take(token);
      if (taken == Step::kFailed) return *error_;
      if (taken == Step::kEnough) return Feeding::kEnough;
    }
    if (read == XmlScanner::Step::kFailed) return PartError(scanner_.failure());
  }
  return Feeding::kMore;
}

Status XmlPart::Finish() {
  if (!scanner_.IsComplete()) return PartError(ErrorId::kXmlMalformed);
  return Done{};
}

}  // namespace loyalane::ingest
