#include "workspace/person_eraser.h"

#include <algorithm>

namespace loyalane::workspace {
namespace {

constexpr size_t kNumberDigitsMin = 6;

bool IsWordByte(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return (byte >= '0' && byte <= '9') || (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
}

size_t CharactersIn(std::string_view text) {
  return static_cast<size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

// "12" in a text is hardly ever a member.
bool IsShortNumber(std::string_view code) {
  return code.size() < kNumberDigitsMin && code.find_first_not_of("0123456789") == std::string_view::npos;
}

// Chinese has no spaces between words; numbers and Latin words have edges.
bool StandsAlone(std::string_view text, size_t at, size_t size) {
  const bool begins = at == 0 || !IsWordByte(text[at]) || !IsWordByte(text[at - 1]);
  const size_t end = at + size;
  const bool ends = end == text.size() || !IsWordByte(text[end - 1]) || !IsWordByte(text[end]);
  return begins && ends;
}

}  // namespace

PersonEraser::PersonEraser(const ErasedPerson& person) : person_(person) {
  // A name of one character would be found everywhere.
  const auto add = [this](std::string_view needle) {
    if (CharactersIn(needle) >= kErasedMark.size()) needles_.push_back(needle);
  };
  for (const std::string& name : person.names) add(name);
  if (!IsShortNumber(person.member)) add(person.member);
  for (const std::string& code : person.codes) {
    if (!IsShortNumber(code)) add(code);
  }
  std::stable_sort(needles_.begin(), needles_.end(),
                   [](std::string_view a, std::string_view b) { return a.size() > b.size(); });
}

bool PersonEraser::Is(std::string_view reference) const {
  return !reference.empty() && (reference == person_.member || std::find(person_.codes.begin(), person_.codes.end(),
                                                                         reference) != person_.codes.end());
}

bool PersonEraser::IsNamed(std::string_view name) const {
  return !name.empty() && std::find(person_.names.begin(), person_.names.end(), name) != person_.names.end();
}

void PersonEraser::Take(std::string& value, std::string_view instead) {
  if (value.empty() || value == instead) return;
  value = instead;
  ++values_;
}

void PersonEraser::CountGone(int64_t values) { values_ += values; }

void PersonEraser::Cleanse(std::string& text) {
  bool is_changed = false;
  for (const std::string_view needle : needles_) {
    for (size_t at = text.find(needle); at != std::string::npos; at = text.find(needle, at)) {
      if (!StandsAlone(text, at, needle.size())) {
        ++at;
        continue;
      }
      text.replace(at, needle.size(), kErasedMark);
      at += kErasedMark.size();
      is_changed = true;
    }
  }
  if (is_changed) ++values_;
}

void PersonEraser::CleanseReference(std::string& of) {
  const auto is_his = [this](std::string_view reference) { return Is(reference) || IsNamed(reference); };
  if (is_his(of)) return Take(of, kErasedMark);
  for (size_t space = of.find(' '); space != std::string::npos; space = of.find(' ', space + 1)) {
    if (!is_his(std::string_view(of).substr(space + 1))) continue;
    of.replace(space + 1, std::string::npos, kErasedMark);
    ++values_;
    return;
  }
  Cleanse(of);
}

void PersonEraser::EndRow() {
  if (values_ > values_of_rows_) ++rows_;
  values_of_rows_ = values_;
}

}  // namespace loyalane::workspace
