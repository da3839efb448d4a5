#include "workspace/result_workbook.h"

#include <memory>

#include "report/column_notes.h"
#include "workspace/result_json.h"

namespace loyalane::workspace {
namespace {

using report::CellKind;
using report::WorkbookSheet;

// The table, with the rows that a sheet shows.
using SharedTable = std::shared_ptr<const report::ResultTable>;

// Of IssueTable. These columns are no results: "value" is what stood in a cell here, and an amount there.
constexpr report::ColumnNote kIssueNotes[] = {
    {"file", CellKind::kText, 0, "文件", "File", "", ""},
    {"row", CellKind::kPlainNumber, 0, "行号", "Row", "源文件中的行，表头也算。",
     "The row of the source, its headers counted."},
    {"column", CellKind::kText, 0, "列", "Column", "", ""},
    {"id", CellKind::kText, 0, "编号", "Id", "问题种类的编号，一直不变。",
     "Names the kind of issue and never changes."},
    {"value", CellKind::kText, 0, "原值", "Cell", "文件中原来的内容。", "What stands in the file."},
    {"text", CellKind::kText, 0, "问题", "Issue", "", ""},
    {"remedy", CellKind::kText, 0, "怎么办", "What to do", "", ""},
};

const report::ColumnNote* IssueNoteOf(std::string_view column) {
  for (const report::ColumnNote& note : kIssueNotes) {
    if (note.column == column) return &note;
  }
  return nullptr;
}

using NoteOf = const report::ColumnNote* (*)(std::string_view column);

class Sheets {
 public:
  explicit Sheets(Language language) : language_(language) {}

  // `rows`: positions in the table's rows.
  void Add(std::string_view name, const SharedTable& table, const std::shared_ptr<const std::vector<uint32_t>>& rows,
           NoteOf note_of) {
    WorkbookSheet& sheet = sheets_.emplace_back();
    sheet.name = name;
    sheet.rows = rows->size();
    for (size_t i = 0; i < table->columns.size(); ++i) {
      const std::string_view column = table->columns[i].name;
      const report::ColumnNote* note = note_of(column);
      const auto append = [table, rows, i, column, language = language_](size_t row, std::string& out) {
        const size_t begin = out.size();
        table->columns[i].append((*rows)[row], out);
        if (std::string words = report::InWords(column, std::string_view(out).substr(begin), language);
            std::string_view(out).substr(begin) != words) {
          out.resize(begin);
          out += words;
        }
      };
      const bool zh = language_ == Language::kZh;
      const CellKind kind = note != nullptr             ? note->kind
                            : table->columns[i].is_text ? CellKind::kText
                                                        : CellKind::kNumber;
      sheet.columns.push_back({std::string(note == nullptr ? column
                                           : zh            ? note->zh
                                                           : note->en),
                               kind, note == nullptr ? uint8_t{0} : note->decimals, append});
      if (note != nullptr && !(zh ? note->zh_what : note->en_what).empty()) Define(note);
    }
  }

  void AddAll(std::string_view name, report::ResultTable table, NoteOf note_of) {
    auto rows = std::make_shared<const std::vector<uint32_t>>(table.rows);
    Add(name, std::make_shared<const report::ResultTable>(std::move(table)), rows, note_of);
  }

  [[nodiscard]] std::vector<WorkbookSheet> Finish() && {
    const bool zh = language_ == Language::kZh;
    if (!notes_.empty()) {
      WorkbookSheet& sheet = sheets_.emplace_back();
      sheet.name = zh ? "说明" : "Definitions";
      sheet.rows = notes_.size();
      sheet.is_table = false;
      const auto text = [notes = notes_](std::string_view report::ColumnNote::*field) {
        return [notes, field](size_t row, std::string& out) { out += notes[row]->*field; };
      };
      using Note = report::ColumnNote;
      sheet.columns.push_back({zh ? "列" : "Column", CellKind::kText, 0, text(zh ? &Note::zh : &Note::en)});
      sheet.columns.push_back(
          {zh ? "含义" : "Meaning", CellKind::kText, 0, text(zh ? &Note::zh_what : &Note::en_what)});
      sheet.columns.push_back({zh ? "在 CSV 中" : "In CSV", CellKind::kText, 0, text(&Note::column)});
    }
    return std::move(sheets_);
  }

 private:
  void Define(const report::ColumnNote* note) {
    for (const report::ColumnNote* known : notes_) {
      if (known == note) return;
    }
    notes_.push_back(note);
  }

  Language language_;
  std::vector<WorkbookSheet> sheets_;
  std::vector<const report::ColumnNote*> notes_;
};

// A sheet for each type that has customers, the most valuable first.
Status AddTypes(Workspace& work, Language language, Sheets& sheets) {
  const Result<view::Facts> facts = work.Facts();
  if (!facts) return facts.error();
  const auto table = std::make_shared<const report::ResultTable>(
      report::CustomerResultTable(*facts->table, *facts->cvac, facts->rfm, facts->abc, language));
  for (int i = segment::kCustomerTypeCount - 1; i >= 0; --i) {
    const auto type = static_cast<segment::CustomerType>(i);
    auto rows = std::make_shared<std::vector<uint32_t>>();
    for (const uint32_t row : table->rows) {
      if (facts->cvac->type[row] == type) rows->push_back(row);
    }
    if (!rows->empty()) sheets.Add(segment::NameOf(type, language), table, rows, report::NoteOf);
  }
  return Done{};
}

std::string_view SheetName(std::string_view what, Language language) {
  const bool zh = language == Language::kZh;
  if (what == "profile") return zh ? "客户资料" : "Customers";
  if (what == "rfm") return "RFM";
  if (what == "abc") return zh ? "二八分析" : "ABC";
  if (what == "merges") return zh ? "合并" : "Merges";
  if (what == "groups") return zh ? "集团" : "Groups";
  return zh ? "数据问题" : "Issues";
}

}  // namespace

Result<std::vector<WorkbookSheet>> ResultWorkbook(Workspace& work, std::string_view what, Language language) {
  const Result<const intake::ImportedData*> data = work.Data();
  if (!data) return data.error();
  Sheets sheets(language);
  const bool all = what == "workbook";
  if (all || what == "segment") {
    const Status added = AddTypes(work, language, sheets);
    if (!added) return added.error();
  }
  for (const std::string_view name : {"profile", "rfm", "abc", "merges", "groups"}) {
    // Of all results: those that the types' sheets do not hold already, and that can be had.
    if (all ? name == "profile" : name != what) continue;
    Result<report::ResultTable> table = work.Table(name, language);
    if (!table && !all) return table.error();
    if (table && !(all && table->rows.empty()))
      sheets.AddAll(SheetName(name, language), std::move(table).value(), report::NoteOf);
  }
  if (all || what == "issues") sheets.AddAll(SheetName("issues", language), IssueTable(**data, language), IssueNoteOf);
  std::vector<WorkbookSheet> finished = std::move(sheets).Finish();
  if (finished.empty()) return Error(ErrorId::kCommandUnknown).With("name", std::string(what));
  return finished;
}

}  // namespace loyalane::workspace
