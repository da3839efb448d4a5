// HtmlTokenizer: HTML as programs write it (tags unclosed, attributes with and without quotes, comments, style and
// script, entities), or simple XML, in pieces of any size -> tags and text. UTF-8 in and out.
//
// No document type is read and no entity declared in a file is known, so that nothing can expand.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace loyalane::ingest {

// What an attribute or a tag may hold of a file that is not to be trusted; what is longer is read over.
inline constexpr size_t kHtmlTagBytesMax = 64 * 1024;

struct HtmlTag {
  std::string_view name;  // lower case, without a prefix: "td", of <ss:Data> "data"; "!doctype"
  bool closes = false;    // </td>
  bool is_empty = false;  // <td/>
  std::string_view attributes;
  // The value as it stands, without quotes; empty when there is none. `key`: lower case, without a prefix.
  [[nodiscard]] std::string_view Attribute(std::string_view key) const;
  // A whole number, or `otherwise`.
  [[nodiscard]] uint64_t Number(std::string_view key, uint64_t otherwise) const;
};

class HtmlHandler {
 public:
  virtual ~HtmlHandler() = default;
  // False: stop.
  virtual bool OnTag(const HtmlTag& tag) = 0;
  virtual bool OnText(std::string_view text) = 0;
};

class HtmlTokenizer {
 public:
  explicit HtmlTokenizer(HtmlHandler& handler) : handler_(handler) {}
  // False when the handler stopped.
  bool Feed(std::string_view text);
  // Text that waited for its end.
  bool Finish();

 private:
  enum class In : uint8_t { kText, kOpening, kTag, kMarkup, kComment, kCdata, kProgram, kEntity };
  bool EndTag();
  bool EndEntity(bool closed);

  HtmlHandler& handler_;
  In in_ = In::kText;
  bool is_xml_ = false;
  std::string held_;     // of the tag, the markup or the entity so far
  std::string program_;  // style or script, where it is read over
  char quote_ = 0;       // inside an attribute's value
  bool after_equals_ = false;
  uint32_t run_ = 0;  // of '-' in a comment, of ']' in CDATA
};

}  // namespace loyalane::ingest
