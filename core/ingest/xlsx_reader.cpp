#include "ingest/xlsx_reader.h"

#include <algorithm>
#include <optional>

#include "ingest/xlsx_sheet.h"
#include "ingest/xlsx_strings.h"
#include "ingest/xlsx_styles.h"
#include "ingest/xlsx_workbook.h"
#include "ingest/zip_directory.h"

namespace loyalane::ingest {
namespace {

constexpr uint64_t kAllStrings = UINT64_MAX;

}  // namespace

// The parts are read one after another; each step ends with the choice of the next.
class XlsxReader::Impl {
 public:
  Impl(uint64_t file_bytes, XlsxOptions options, TableSink out)
      : file_bytes_(file_bytes), options_(std::move(options)), out_(std::move(out)), directory_(file_bytes) {
    request_ = directory_.Next();
  }

  std::optional<ReadRequest> Next() const { return request_; }

  Result<Feeding> Feed(std::string_view bytes) { return entry_ ? entry_->Feed(bytes) : directory_.Feed(bytes); }

  Status EndRead(ReadOutcome outcome) {
    FileReader& reader = entry_ ? static_cast<FileReader&>(*entry_) : directory_;
    Status ended = reader.EndRead(outcome);
    if (!ended) return ended;
    request_ = reader.Next();
    if (request_) return Done{};
    if (part_ != nullptr && !enough_) {
      Status finished = part_->Finish();
      if (!finished) return finished;
    }
    entry_.reset();
    return GoOn();
  }

  std::vector<SheetInfo> all_sheets;
  std::string chosen_sheet;
  SheetNotes notes;

 private:
  enum class At : uint8_t { kDirectory, kPackage, kWorkbook, kRelations, kStyles, kLookAhead, kStrings, kSheet, kDone };

  // What comes after `at_`.
  Status GoOn() {
    switch (at_) {
      case At::kDirectory:
        package_.emplace("_rels/.rels", "");
        return Read(At::kPackage, *package_, "_rels/.rels");
      case At::kPackage:
        return ReadWorkbook();
      case At::kWorkbook:
        if (!workbook_->is_workbook()) return NoWorkbook();
        relations_.emplace(RelationsPartOf(workbook_part_), workbook_part_);
        return Read(At::kRelations, *relations_, RelationsPartOf(workbook_part_));
      case At::kRelations: {
        Status chosen = ChooseSheet();
        if (!chosen) return chosen;
        const std::string part = PartOfType(XlsxRelations::Type::kStyles, "styles.xml");
        styles_.emplace(part);
        return Read(At::kStyles, *styles_, part);
      }
      case At::kStyles:
        if (options_.rows_max == 0) return ReadStrings(kAllStrings);
        return ReadSheet(At::kLookAhead);
      case At::kLookAhead:
        return ReadStrings(sheet_part_->strings_needed());
      case At::kStrings:
        return ReadSheet(At::kSheet);
      case At::kSheet: {
        notes.hidden_rows = sheet_part_->hidden_rows();
        notes.merged_ranges = sheet_part_->merged_ranges();
        at_ = At::kDone;
        return enough_ ? sheet_part_->Flush() : Done{};
      }
      case At::kDone:
        break;
    }
    return Done{};
  }

  // Reads `name` into `part`; a part that is not there is passed over.
  Status Read(At at, XmlPart& part, std::string_view name) {
    at_ = at;
    const ZipEntry* entry = directory_.Find(name);
    if (entry == nullptr) {
      part_ = nullptr;
      return GoOn();
    }
    part_ = &part;
    enough_ = false;
    entry_.emplace(*entry, file_bytes_, [this](std::string_view bytes) {
      Result<Feeding> taken = part_->Feed(bytes);
      enough_ = taken.ok() && *taken == Feeding::kEnough;
      return taken;
    });
    request_ = entry_->Next();
    return Done{};
  }

  Error NoWorkbook() const {
    return Error(ErrorId::kZipWithoutWorkbook).With("kind", std::string(KindOfPackage(directory_)));
  }

  Status ReadWorkbook() {
    const XlsxRelations::Relation* named = package_->OfType(XlsxRelations::Type::kOfficeDocument);
    const ZipEntry* entry = named == nullptr ? nullptr : directory_.Find(named->target);
    if (entry == nullptr) entry = directory_.Find("xl/workbook.xml");
    // Of an .xlsb the part is not XML.
    if (entry == nullptr || entry->name.ends_with(".bin")) return NoWorkbook();
    workbook_part_ = entry == nullptr ? std::string() : entry->name;
    std::replace(workbook_part_.begin(), workbook_part_.end(), '\\', '/');
    workbook_.emplace(workbook_part_);
    return Read(At::kWorkbook, *workbook_, workbook_part_);
  }

  // The workbook's own folder, where parts lie that nothing refers to.
  [[nodiscard]] std::string BesideWorkbook(std::string_view name) const {
    return workbook_part_.substr(0, workbook_part_.rfind('/') + 1) + std::string(name);
  }

  [[nodiscard]] std::string PartOfType(XlsxRelations::Type type, std::string_view usual) const {
    const XlsxRelations::Relation* relation = relations_->OfType(type);
    if (relation != nullptr && directory_.Find(relation->target) != nullptr) return relation->target;
    return BesideWorkbook(usual);
  }

  Status ChooseSheet() {
    for (const XlsxWorkbook::Sheet& sheet : workbook_->sheets()) {
      all_sheets.push_back(sheet.info);
      const XlsxRelations::Relation* relation = relations_->OfId(sheet.relation);
      all_sheets.back().is_table = relation == nullptr || relation->type == XlsxRelations::Type::kWorksheet;
    }
    const auto is_wanted = [this](const SheetInfo& sheet) {
      return sheet.is_table &&
             (options_.sheet.empty() ? sheet.state == SheetState::kVisible : sheet.name == options_.sheet);
    };
    auto chosen = std::find_if(all_sheets.begin(), all_sheets.end(), is_wanted);
    if (chosen == all_sheets.end() && options_.sheet.empty()) {
      chosen =
          std::find_if(all_sheets.begin(), all_sheets.end(), [](const SheetInfo& sheet) { return sheet.is_table; });
    }
    if (chosen == all_sheets.end()) {
      std::string names;
      for (const SheetInfo& sheet : all_sheets) {
        if (!sheet.is_table) continue;
        names += names.empty() ? "" : " / ";  // no name holds a slash
        names += sheet.name;
      }
      if (names.empty()) return Error(ErrorId::kNoWorksheet);
      return Error(ErrorId::kSheetAbsent).With("sheet", options_.sheet).With("sheets", names);
    }
    chosen_sheet = chosen->name;
    notes.date1904 = workbook_->date1904();
    const auto number = static_cast<size_t>(chosen - all_sheets.begin());
    const XlsxRelations::Relation* relation = relations_->OfId(workbook_->sheets()[number].relation);
    sheet_name_ = relation != nullptr ? relation->target
                                      : BesideWorkbook("worksheets/sheet" + std::to_string(number + 1) + ".xml");
    if (directory_.Find(sheet_name_) == nullptr) return Error(ErrorId::kPartAbsent).With("part", sheet_name_);
    return Done{};
  }

  // The first `count` of them.
  Status ReadStrings(uint64_t count) {
    const std::string part = PartOfType(XlsxRelations::Type::kSharedStrings, "sharedStrings.xml");
    strings_.emplace(part, count - 1);
    at_ = At::kStrings;
    return count == 0 ? GoOn() : Read(At::kStrings, *strings_, part);
  }

  Status ReadSheet(At at) {
    if (!strings_) strings_.emplace("", 0);
    sheet_part_.emplace(
        sheet_name_, *styles_, *strings_,
        XlsxSheet::Plan{.numbers = {.date1904 = workbook_->date1904(), .for_import = options_.for_import},
                        .rows_max = options_.rows_max,
                        .is_look_ahead = at == At::kLookAhead},
        out_);
    return Read(at, *sheet_part_, sheet_name_);
  }

  uint64_t file_bytes_;
  XlsxOptions options_;
  TableSink out_;
  ZipDirectory directory_;
  std::optional<ZipEntryReader> entry_;  // under way; without it the directory is
  std::optional<ReadRequest> request_;
  At at_ = At::kDirectory;
  XmlPart* part_ = nullptr;  // what entry_ is read into
  bool enough_ = false;

  std::optional<XlsxRelations> package_;
  std::string workbook_part_;
  std::optional<XlsxWorkbook> workbook_;
  std::optional<XlsxRelations> relations_;
  std::string sheet_name_;  // of its part
  std::optional<XlsxStyles> styles_;
  std::optional<XlsxStrings> strings_;
  std::optional<XlsxSheet> sheet_part_;
};

XlsxReader::XlsxReader(uint64_t file_bytes, XlsxOptions options, TableSink out)
    : impl_(std::make_unique<Impl>(file_bytes, std::move(options), std::move(out))) {}
XlsxReader::~XlsxReader() = default;
std::optional<ReadRequest> XlsxReader::Next() { return impl_->Next(); }
Result<Feeding> XlsxReader::Feed(std::string_view bytes) { return impl_->Feed(bytes); }
Status XlsxReader::EndRead(ReadOutcome outcome) { return impl_->EndRead(outcome); }
const std::vector<SheetInfo>& XlsxReader::sheets() const { return impl_->all_sheets; }
const std::string& XlsxReader::sheet() const { return impl_->chosen_sheet; }
const SheetNotes& XlsxReader::notes() const { return impl_->notes; }
std::vector<FileReader::Told> XlsxReader::Notices() const {
  std::vector<Told> told;
  if (notes().hidden_rows > 0) told.push_back({ErrorId::kHiddenRowsUsed, notes().hidden_rows});
  uint64_t others = 0;
  for (const SheetInfo& info : sheets()) {
    others += info.is_table && info.state == SheetState::kVisible && info.name != sheet() ? 1 : 0;
  }
  if (others > 0) told.push_back({ErrorId::kMoreSheets, others});
  for (const SheetInfo& info : sheets()) {
    if (info.name == sheet() && info.state != SheetState::kVisible) told.push_back({ErrorId::kHiddenSheetUsed, 1});
  }
  return told;
}

}  // namespace loyalane::ingest
