#include "ingest/xml_scanner.h"

#include <gtest/gtest.h>

#include <string>

namespace loyalane::ingest {
namespace {

using namespace std::string_view_literals;

// What the scanner tells of a document, texts joined: <name at="v"> text </name>, or the error's id.
std::string Told(std::string_view document, size_t piece_bytes) {
  XmlScanner scanner;
  std::string told;
  XmlToken token;
  for (; !document.empty(); document.remove_prefix(std::min(piece_bytes, document.size()))) {
    scanner.Feed(document.substr(0, piece_bytes));
    XmlScanner::Step step;
    while ((step = scanner.Next(token)) == XmlScanner::Step::kToken) {
      const std::string depth = std::to_string(token.depth);
      switch (token.kind) {
        case XmlToken::Kind::kStart:
          told += "<" + depth + std::string(token.name);
          for (XmlAttributes attributes(token.text); attributes.Next();) {
            told += " " + std::string(attributes.name()) + "=" + attributes.value();
          }
          told += ">";
          break;
        case XmlToken::Kind::kEnd:
          told += "</" + depth + std::string(token.name) + ">";
          break;
        case XmlToken::Kind::kText:
          AppendXmlText(token.text, token.verbatim, told);
          break;
      }
    }
    if (step == XmlScanner::Step::kFailed) return std::string(IdOf(scanner.failure()));
  }
  return scanner.IsComplete() ? told : "incomplete after " + told;
}

std::string Told(std::string_view document) {
  const std::string whole = Told(document, document.size());
  for (const size_t piece_bytes : {1, 2, 3, 7, 64}) EXPECT_EQ(Told(document, piece_bytes), whole) << piece_bytes;
  return whole;
}

std::string Utf16(std::u16string_view text, bool big_endian) {
  std::string bytes;
  for (const char16_t unit : text) {
    const char high = static_cast<char>(unit >> 8), low = static_cast<char>(unit & 0xFF);
    bytes += big_endian ? high : low;
    bytes += big_endian ? low : high;
  }
  return bytes;
}

TEST(XmlScanner, TellsTagsAttributesAndText) {
  EXPECT_EQ(Told("<?xml version=\"1.0\"?>\n<a  b='1'\n c = \"x>y\" ><d/>text<e f='\"'></e ></a>\n"),
            "<1a b=1 c=x>y><2d></2d>text<2e f=\"></2e></1a>");
  EXPECT_EQ(Told("<a><b/></a>"), "<1a><2b></2b></1a>");
}

TEST(XmlScanner, DropsPrefixesAndNameSpaces) {
  EXPECT_EQ(Told("<x:a xmlns:x='u' xmlns='v' r:id='rId1'><x:b/></x:a>"), "<1a id=rId1><2b></2b></1a>");
}

TEST(XmlScanner, SkipsCommentsAndInstructions) {
  EXPECT_EQ(Told("<!-- <a> -- > --><a><!--x--><?pi <b> ?>1<!----></a><!-- end -->"), "<1a>1</1a>");
}

TEST(XmlScanner, TakesCdataAsItStands) {
  EXPECT_EQ(Told("<a>1<![CDATA[<b>&amp;]]&]]>2<![CDATA[]]><![CDATA[]]]></a>"), "<1a>1<b>&amp;]]&2]</1a>");
  EXPECT_EQ(Told("<a><![CDATA[x\r\ny\r]]>\n</a>"), "<1a>x\ny\n\n</1a>");
}

// XML 1.0, 4.1 and 4.6 (references), 2.11 (line ends).
TEST(XmlScanner, ReplacesReferencesAndLineEnds) {
  EXPECT_EQ(Told("<a b='&lt;&#10;'>&lt;&gt;&amp;&quot;&apos;&#65;&#x5BA2;&#x1F69A;</a>"), "<1a b=<\n><>&\"'A客🚚</1a>");
  EXPECT_EQ(Told("<a>1\r\n2\r3\n&#13;\n</a>"), "<1a>1\n2\n3\n\r\n</1a>");
  EXPECT_EQ(Told("<a>&amp;lt; &unknown; & &#; &#xZ; &#x110000; &#xD800; &#0;</a>"),
            "<1a>&lt; &unknown; & &#; &#xZ; \xEF\xBF\xBD \xEF\xBF\xBD \xEF\xBF\xBD</1a>");
}

TEST(XmlScanner, ReadsUtf8AndUtf16) {
  EXPECT_EQ(Told("\xEF\xBB\xBF<a>客</a>"), "<1a>客</1a>");
  for (const bool big_endian : {false, true}) {
    EXPECT_EQ(Told(Utf16(u"\uFEFF<a>客🚚</a>", big_endian)), "<1a>客🚚</1a>");
    EXPECT_EQ(Told(Utf16(u"<?xml version='1.0'?><a>客</a>", big_endian)), "<1a>客</1a>");
  }
}

TEST(XmlScanner, KnowsWhetherTheDocumentIsComplete) {
  EXPECT_EQ(Told("<a><b></b>"), "incomplete after <1a><2b></2b>");
  EXPECT_EQ(Told("<a><b></b></a"), "incomplete after <1a><2b></2b>");
  EXPECT_EQ(Told("no tags at all"), "incomplete after ");
  EXPECT_EQ(Told("<a"), "incomplete after ");
}

TEST(XmlScanner, Ingest127NoXml) {
  EXPECT_EQ(Told("<a></a></a>"), "INGEST-127");
  EXPECT_EQ(Told("<a>< b/></a>"), "INGEST-127");
  EXPECT_EQ(Told("<a><b></a></b>"), "INGEST-127");
  EXPECT_EQ(Told("<x:a></a>"), "INGEST-127");
  EXPECT_EQ(Told("<ba></a>"), "INGEST-127");
  EXPECT_EQ(Told("<a><!ELEMENT x></a>"), "INGEST-127");
}

TEST(XmlScanner, Ingest128DocumentType) {
  // The "billion laughs" (CERT VU#964923), in short.
  EXPECT_EQ(Told("<?xml version='1.0'?><!DOCTYPE a [<!ENTITY l 'ha'><!ENTITY m '&l;&l;'>]><a>&m;</a>"), "INGEST-128");
}

TEST(XmlScanner, Ingest129TooDeepOrTooLong) {
  const auto nested = [](size_t depth) {
    std::string document;
    for (size_t i = 0; i < depth; ++i) document += "<a>";
    for (size_t i = 0; i < depth; ++i) document += "</a>";
    return document;
  };
  EXPECT_TRUE(Told(nested(kXmlDepthMax), 100).starts_with("<1a><2a>"));
  EXPECT_EQ(Told(nested(kXmlDepthMax + 1), 100), "INGEST-129");
  EXPECT_EQ(Told(nested(10'000), 100), "INGEST-129");
  const auto tag_of = [](size_t bytes) { return "<a b='" + std::string(bytes - 9, 'x') + "'/>"; };
  for (const size_t piece_bytes : {65'536, 4'000'000}) {
    EXPECT_TRUE(Told(tag_of(kXmlTagBytesMax), piece_bytes).starts_with("<1a b=x"));
    EXPECT_TRUE(Told(tag_of(kXmlTagBytesMax + 1), piece_bytes) == "INGEST-129");
  }
}

TEST(XmlAttributes, ReadsNumbers) {
  const auto number = [](std::string_view text) {
    XmlAttributes attributes(text);
    EXPECT_TRUE(attributes.Next());
    return attributes.number();
  };
  EXPECT_EQ(number("r='17'"), 17U);
  EXPECT_EQ(number("r='4294967295'"), 4294967295U);
  EXPECT_EQ(number("r='4294967296'"), std::nullopt);
  EXPECT_EQ(number("r=''"), std::nullopt);
  EXPECT_EQ(number("r='-1'"), std::nullopt);
}

}  // namespace
}  // namespace loyalane::ingest
