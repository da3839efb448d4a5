// XmlScanner: XML 1.0 in pieces of any size -> start tags, end tags and text, in place. What the parts of a workbook
// use of XML and no more: names lose their prefix, comments and processing instructions are skipped, a document type is
// refused (entities that expand without end need one), nothing is checked but that tags open and close.
//
//   scanner.Feed(piece);
//   while ((step = scanner.Next(token)) == XmlScanner::Step::kToken) ...   // views are valid until the next Feed
//
// UTF-8, with or without byte order mark, and UTF-16.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "ingest/encoding.h"
#include "ingest/file_reader.h"

namespace loyalane::ingest {

inline constexpr uint32_t kXmlDepthMax = 256;
// Of one tag with its attributes: lists of ranges in a worn workbook reach tens of KB.
inline constexpr size_t kXmlTagBytesMax = 1024 * 1024;

struct XmlToken {
  enum class Kind : uint8_t { kStart, kText, kEnd };
  Kind kind;
  bool verbatim;          // text of a CDATA section: no entities in it
  uint32_t depth;         // of the element that starts, ends or holds the text; the root has 1
  std::string_view name;  // without prefix
  std::string_view text;  // kText: as it stands (AppendXmlText); a long text comes in several tokens.
                          // kStart: the attributes (XmlAttributes)
  [[nodiscard]] bool Starts(std::string_view element) const { return kind == Kind::kStart && name == element; }
};

class XmlScanner {
 public:
  enum class Step : uint8_t { kToken, kMore, kFailed };

  void Feed(std::string_view piece);
  [[nodiscard]] Step Next(XmlToken& token);
  // After kFailed: INGEST-127 no XML, INGEST-128 a document type, INGEST-129 too deep or a tag too long.
  [[nodiscard]] ErrorId failure() const { return failure_; }
  // Whether the document is complete where the bytes end.
  [[nodiscard]] bool IsComplete() const { return began_ && depth_ == 0; }

  // What has been fed and not been looked at yet, followed by a NUL, for callers that know what usually stands there.
  [[nodiscard]] std::string_view Rest() const { return {buffer_.data() + at_, buffer_.size() - at_}; }
  // Whether the start tag that was told last has its end in itself, to be told next: nothing stands in between.
  [[nodiscard]] bool ends_itself() const { return ends_itself_; }
  // Whether the innermost open element is spelled `name`, prefix and all.
  [[nodiscard]] bool IsInside(std::string_view name) const {
    return depth_ > 0 && name_bytes_[depth_ - 1] == name.size() && open_names_.ends_with(name);
  }
  // Over whole elements and the blanks between them only.
  void Skip(size_t bytes) { at_ += bytes; }

 private:
  enum class Inside : uint8_t { kContent, kComment, kInstruction, kCdata };
  Step Fail(ErrorId id) {
    failure_ = id;
    return Step::kFailed;
  }
  // Over what ends with `end`, which may come later.
  bool SkipTo(std::string_view end);
  Step NextTag(XmlToken& token);

  std::string buffer_;
  size_t at_ = 0;
  uint32_t depth_ = 0;
  Inside inside_ = Inside::kContent;
  bool began_ = false;
  bool ends_itself_ = false;  // <a/>: its end is the next token
  std::string_view name_;     // of that element
  std::string open_names_;    // of the elements that are open, with their prefixes, one behind the other
  std::array<uint32_t, kXmlDepthMax> name_bytes_{};
  ErrorId failure_ = ErrorId::kXmlMalformed;
  std::string first_bytes_;  // until they tell the encoding
  bool encoding_known_ = false;
  std::optional<Utf16Transcoder> utf16_;
};

// The attributes of a start tag, one after another; names lose their prefix, name space declarations are left out.
class XmlAttributes {
 public:
  explicit XmlAttributes(std::string_view text) : text_(text) {}
  [[nodiscard]] bool Next();
  [[nodiscard]] std::string_view name() const { return name_; }
  [[nodiscard]] std::string_view raw() const { return raw_; }
  [[nodiscard]] std::string value() const;  // with its entities replaced
  // Digits alone, below 2^32.
  [[nodiscard]] std::optional<uint32_t> number() const;
  // An xsd:boolean.
  [[nodiscard]] bool is_true() const { return raw_ == "1" || raw_ == "true"; }

 private:
  std::string_view text_, name_, raw_;
};

// Appends text or an attribute's value: the five entities and numeric references replaced, CR and CRLF as LF (XML 1.0,
// 2.11). A reference that means nothing stays as it stands.
void AppendXmlText(std::string_view raw, bool verbatim, std::string& out);

// One XML part of a package, read as it comes.
class XmlPart {
 public:
  explicit XmlPart(std::string part) : part_(std::move(part)) {}
  virtual ~XmlPart() = default;
  XmlPart(const XmlPart&) = delete;
  XmlPart& operator=(const XmlPart&) = delete;
  // kEnough: the rest is not needed. Errors: those of XmlScanner with the part's name as parameter "part", and the
  // part's own.
  [[nodiscard]] Result<Feeding> Feed(std::string_view bytes);
  // All of it has been fed.
  [[nodiscard]] virtual Status Finish();

 protected:
  enum class Step : uint8_t { kGoOn, kEnough, kFailed };
  [[nodiscard]] virtual Step Take(const XmlToken& token) = 0;
  Step Fail(Error error) {
    error_ = std::move(error);
    return Step::kFailed;
  }
  [[nodiscard]] Error PartError(ErrorId id) const { return Error(id).With("part", part_); }
  XmlScanner& scanner() { return scanner_; }

 private:
  std::string part_;
  XmlScanner scanner_;
  std::optional<Error> error_;
};

}  // namespace loyalane::ingest
