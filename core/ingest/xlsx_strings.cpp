#include "ingest/xlsx_strings.h"

#include <algorithm>
#include <optional>

#include "ingest/xml_plain.h"

namespace loyalane::ingest {
namespace {

// The unit in _xHHHH_ at the beginning of `text`.
std::optional<char32_t> EscapedUnit(std::string_view text) {
  constexpr size_t kBytes = 7;
  if (text.size() < kBytes || text[0] != '_' || text[1] != 'x' || text[6] != '_') return std::nullopt;
  char32_t unit = 0;
  for (const char c : text.substr(2, 4)) {
    const char lower = static_cast<char>(c | 0x20);
    const bool is_digit = c >= '0' && c <= '9';
    if (!is_digit && (lower < 'a' || lower > 'f')) return std::nullopt;
    unit = unit * 16 + static_cast<char32_t>(is_digit ? c - '0' : lower - 'a' + 10);
  }
  return unit;
}

}  // namespace

void DecodeXstring(std::string& text) {
  constexpr size_t kBytes = 7;
  size_t at = text.find("_x");
  if (at == std::string::npos) return;
  std::string out;
  size_t done = 0;
  for (; at != std::string::npos; at = text.find("_x", at)) {
    const std::string_view rest = std::string_view(text).substr(at);
    const std::optional<char32_t> unit = EscapedUnit(rest);
    if (!unit) {
      at += 2;
      continue;
    }
    out.append(text, done, at - done);
    at += kBytes;
    char32_t character = *unit;
    if (character >= 0xD800 && character <= 0xDBFF) {
      const std::optional<char32_t> low = EscapedUnit(rest.substr(kBytes));
      if (low && *low >= 0xDC00 && *low <= 0xDFFF) {
        character = 0x10000 + ((character - 0xD800) << 10) + (*low - 0xDC00);
        at += kBytes;
      }
    }
    const bool is_text = character != 0 && (character < 0xD800 || character > 0xDFFF);
    AppendUtf8(is_text ? character : 0xFFFD, out);
    done = at;
  }
  out.append(text, done);
  text = std::move(out);
}

bool XlsxText::Take(const XmlToken& token, uint32_t level) {
  switch (token.kind) {
    case XmlToken::Kind::kStart:
      if (level == 1 && token.name == "rPh") in_phonetic_ = true;
      in_text_ = !in_phonetic_ && level <= 2 && token.name == "t";
      return true;
    case XmlToken::Kind::kEnd:
      in_text_ = false;
      if (level == 1) in_phonetic_ = false;
      return true;
    case XmlToken::Kind::kText:
      break;
  }
  if (!in_text_) return true;
  AppendXmlText(token.text, token.verbatim, text_);
  return text_.size() <= kSheetCellBytesMax;
}

std::string_view XlsxText::Finish() {
  DecodeXstring(text_);
  return text_;
}

XmlPart::Step XlsxStrings::Take(const XmlToken& token) {
  // sst > si > t | r > t | rPh > t
  constexpr uint32_t kItemDepth = 2;
  if (token.depth < kItemDepth) return token.kind == XmlToken::Kind::kStart ? TakePlainItems() : Step::kGoOn;
  if (token.depth > kItemDepth) {
    if (text_.Take(token, token.depth - kItemDepth)) return Step::kGoOn;
    return Fail(PartError(ErrorId::kSheetCellTooLong).With("limit", std::to_string(kSheetCellBytesMax)));
  }
  if (token.kind == XmlToken::Kind::kStart) text_.Clear();
  if (token.kind != XmlToken::Kind::kEnd || token.name != "si") return Step::kGoOn;
  const Step step = Add(text_.Finish());
  return step == Step::kGoOn ? TakePlainItems() : step;
}

// <si><t>text</t></si>
XmlPart::Step XlsxStrings::TakePlainItems() {
  if (scanner().ends_itself()) return Step::kGoOn;
  const std::string_view rest = scanner().Rest();
  const char* const end = rest.data() + rest.size();
  const char* done = rest.data();
  Step step = Step::kGoOn;
  while (step == Step::kGoOn) {
    const char* at = done;
    while (*at == ' ' || *at == '\n' || *at == '\r' || *at == '\t') ++at;
    if (!Stands(at, "<si><t")) break;
    at += 6;
    if (Stands(at, kPreserve)) at += sizeof kPreserve - 1;
    if (*at++ != '>') break;
    const char* const text = at;
    // What has to be decoded is left to the scanner.
    while (*at != '<' && *at != '&' && *at != '\r' && *at != '\0' && *at != '_') ++at;
    const auto bytes = static_cast<size_t>(at - text);
    if (!Stands(at, "</t></si>") || bytes > kSheetCellBytesMax) break;
    at += 9;
    if (at > end) break;
    step = Add({text, bytes});
    done = at;
  }
  scanner().Skip(static_cast<size_t>(done - rest.data()));
  return step;
}

XmlPart::Step XlsxStrings::Add(std::string_view text) {
  const auto bytes = static_cast<uint32_t>(text.size());
  const uint32_t needed = bytes + static_cast<uint32_t>(sizeof(uint32_t));
  if (kBlockBytes - block_used_ < needed) {
    blocks_.emplace_back(new char[kBlockBytes]);  // not zeroed: every byte that is read has been written
    block_used_ = 0;
  }
  if (size_ % kPlacesPerBlock == 0) places_.emplace_back(new uint32_t[kPlacesPerBlock]);
  if (uint64_t{blocks_.size()} * kBlockBytes + places_.size() * kPlacesPerBlock * sizeof(uint32_t) > kSharedBytesMax) {
    return Fail(
        PartError(ErrorId::kSharedTooLarge).With("limit", std::to_string(kSharedBytesMax / (uint64_t{1} << 20))));
  }
  const auto block = static_cast<uint32_t>(blocks_.size() - 1);
  places_.back()[size_ % kPlacesPerBlock] = block * kBlockBytes + block_used_;
  const bool is_plain =
      std::none_of(text.begin(), text.end(), [](char c) { return c == ',' || c == '"' || c == '\n' || c == '\r'; });
  const uint32_t head = bytes << 1 | (is_plain ? 1 : 0);
  char* to = blocks_.back().get() + block_used_;
  std::memcpy(to, &head, sizeof head);
  std::memcpy(to + sizeof head, text.data(), bytes);
  block_used_ += needed;
  ++size_;
  return size_ > last_ ? Step::kEnough : Step::kGoOn;
}

}  // namespace loyalane::ingest
