#include "ingest/xlsx_workbook.h"

#include <algorithm>
#include <numeric>

#include "base/sort.h"

namespace loyalane::ingest {
namespace {

using namespace std::string_view_literals;

constexpr size_t kRelationsMax = 65'536;

// The folder of a part with its '/', or nothing at the top.
std::string_view FolderOf(std::string_view part) {
  const size_t slash = part.rfind('/');
  return slash == std::string_view::npos ? std::string_view() : part.substr(0, slash + 1);
}

// A target as it stands in a relationship -> the part's name: relative to `folder`, or from the top with '/'.
std::string Resolve(std::string_view folder, std::string_view target) {
  std::string all = target.starts_with('/') || target.starts_with('\\') ? std::string() : std::string(folder);
  all += target;
  std::replace(all.begin(), all.end(), '\\', '/');
  std::string out;
  for (size_t at = 0; at <= all.size();) {
    const size_t end = std::min(all.find('/', at), all.size());
    const std::string_view step = std::string_view(all).substr(at, end - at);
    if (step == "..") {
      out.erase(out.rfind('/') == std::string::npos ? 0 : out.rfind('/'));
    } else if (!step.empty() && step != ".") {
      if (!out.empty()) out += '/';
      out += step;
    }
    at = end + 1;
  }
  return out;
}

// The address of a relationship's type ends alike in both variants of the standard.
XlsxRelations::Type TypeOf(std::string_view address) {
  using Type = XlsxRelations::Type;
  constexpr std::pair<std::string_view, Type> kTypes[] = {
      {"/officeDocument", Type::kOfficeDocument},
      {"/worksheet", Type::kWorksheet},
      {"/chartsheet", Type::kOtherSheet},
      {"/dialogsheet", Type::kOtherSheet},
      {"/xlMacrosheet", Type::kOtherSheet},
      {"/xlIntlMacrosheet", Type::kOtherSheet},
      {"/styles", Type::kStyles},
      {"/sharedStrings", Type::kSharedStrings},
  };
  for (const auto& [ending, type] : kTypes) {
    if (address.ends_with(ending)) return type;
  }
  return Type::kOther;
}

bool HasUtf16(std::string_view bytes, std::string_view ascii) {
  std::string wide;
  for (const char c : ascii) {
    wide += c;
    wide += '\0';
  }
  return bytes.find(wide) != std::string_view::npos;
}

}  // namespace

XlsxRelations::XlsxRelations(std::string part, std::string_view owner)
    : XmlPart(std::move(part)), folder_(FolderOf(owner)) {}

XmlPart::Step XlsxRelations::Take(const XmlToken& token) {
  if (token.depth != 2 || !token.Starts("Relationship")) return Step::kGoOn;
  Relation relation{{}, Type::kOther, {}};
  for (XmlAttributes attributes(token.text); attributes.Next();) {
    if (attributes.name() == "Id") relation.id = attributes.value();
    if (attributes.name() == "Type") relation.type = TypeOf(attributes.raw());
    if (attributes.name() == "Target") relation.target = Resolve(folder_, attributes.value());
  }
  if (relation.type == Type::kOther) return Step::kGoOn;
  if (relations_.size() == kRelationsMax) return Fail(PartError(ErrorId::kXmlTooDeep));
  relations_.push_back(std::move(relation));
  return Step::kGoOn;
}

const XlsxRelations::Relation* XlsxRelations::OfType(Type type) const {
  const auto found = std::find_if(relations_.begin(), relations_.end(),
                                  [type](const Relation& relation) { return relation.type == type; });
  return found == relations_.end() ? nullptr : &*found;
}

const XlsxRelations::Relation* XlsxRelations::OfId(std::string_view id) const {
  const auto found = std::lower_bound(by_id_.begin(), by_id_.end(), id, [this](uint32_t each, std::string_view wanted) {
    return relations_[each].id < wanted;
  });
  return found == by_id_.end() || relations_[*found].id != id ? nullptr : &relations_[*found];
}

Status XlsxRelations::Finish() {
  by_id_.resize(relations_.size());
  std::iota(by_id_.begin(), by_id_.end(), 0U);
  Sort(by_id_, [this](uint32_t a, uint32_t b) { return relations_[a].id < relations_[b].id; });
  return XmlPart::Finish();
}

XmlPart::Step XlsxWorkbook::Take(const XmlToken& token) {
  if (token.kind != XmlToken::Kind::kStart) return Step::kGoOn;
  if (token.depth == 1) is_workbook_ = token.name == "workbook";
  if (token.depth == 2 && token.name == "workbookPr") {
    for (XmlAttributes attributes(token.text); attributes.Next();) {
      if (attributes.name() == "date1904") date1904_ = attributes.is_true();
    }
  }
  // workbook > sheets > sheet
  if (token.depth != 3 || token.name != "sheet") return Step::kGoOn;
  if (sheets_.size() == kRelationsMax) return Fail(PartError(ErrorId::kXmlTooDeep));
  Sheet sheet;
  for (XmlAttributes attributes(token.text); attributes.Next();) {
    if (attributes.name() == "name") sheet.info.name = attributes.value();
    if (attributes.name() == "id") sheet.relation = attributes.value();
    if (attributes.name() != "state") continue;
    if (attributes.raw() == "hidden") sheet.info.state = SheetState::kHidden;
    if (attributes.raw() == "veryHidden") sheet.info.state = SheetState::kVeryHidden;
  }
  sheets_.push_back(std::move(sheet));
  return Step::kGoOn;
}

std::string RelationsPartOf(std::string_view part) {
  const std::string_view folder = FolderOf(part);
  return std::string(folder) + "_rels/" + std::string(part.substr(folder.size())) + ".rels";
}

std::string_view KindOfPackage(const ZipDirectory& directory) {
  constexpr std::pair<std::string_view, std::string_view> kTell[] = {{"word/document.xml", "docx"},
                                                                     {"ppt/presentation.xml", "pptx"},
                                                                     {"xl/workbook.bin", "xlsb"},
                                                                     {"META-INF/manifest.xml", "opendocument"}};
  for (const auto& [part, kind] : kTell) {
    if (directory.Find(part) != nullptr) return kind;
  }
  return "zip";
}

CfbKind KindOfCfb(std::string_view head) {
  if (!head.starts_with("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"sv)) return CfbKind::kOther;
  if (HasUtf16(head, "EncryptedPackage")) return CfbKind::kEncryptedWorkbook;
  // The workbook's stream usually comes first, behind a header of 512 bytes, and begins with a BOF record (MS-XLS
  // 2.4.21: type 0809h, version 0500h or 0600h, kind 0005h); its name is in a directory that may stand at the file's
  // end.
  constexpr size_t kHeaderBytes = 512;
  const std::string_view stream = head.size() > kHeaderBytes ? head.substr(kHeaderBytes) : std::string_view();
  const bool has_bof = stream.size() >= 8 && stream.starts_with("\x09\x08"sv) && (stream[5] == 5 || stream[5] == 6) &&
                       stream.substr(6, 2) == "\x05\0"sv;
  if (has_bof || HasUtf16(head, "Workbook") || HasUtf16(head, "Book")) return CfbKind::kXls;
  return CfbKind::kOther;
}

}  // namespace loyalane::ingest
