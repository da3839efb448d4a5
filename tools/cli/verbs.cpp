#include "verbs.h"

#include <fmt/format.h>

#include <algorithm>

#include <nlohmann/json.hpp>

#include "document/mapping_json.h"
#include "document/programme_json.h"
#include "document/project_document.h"
#include "document/version.h"
#include "ingest/cell_stream.h"
#include "ingest/cell_text.h"
#include "ingest/probe.h"
#include "ingest/table_source.h"
#include "intake/rejected_rows.h"
#include "intake/row_search.h"
#include "loading.h"
#include "project_files.h"
#include "project_settings.h"
#include "report/csv_writer.h"
#include "serving.h"
#include "source_files.h"
#include "summary_text.h"
#include "workspace/result_json.h"
#include "workspace/result_workbook.h"
#include "workspace/row_commands.h"
#include "workspace/workspace.h"

namespace loyalane::cli {
namespace {

using ingest::ReadWishes;
using workspace::Json;

constexpr size_t kRowsPerWrite = 4096;

Result<segment::PreviousRun> ReadPrevious(const std::string& path) {
  Result<SourceFile> file = SourceFile::Open(path);
  if (!file) return file.error();
  segment::PreviousRun previous;
  std::optional<Error> failed;
  std::array<size_t, 3> columns = {SIZE_MAX, SIZE_MAX, SIZE_MAX};
  uint64_t row = 0;
  const std::string head = file->Head(4096);
  const uint32_t bom_bytes = head.starts_with("\xEF\xBB\xBF") ? 3 : 0;
  ingest::CellStream stream(',', ingest::Encoding::kUtf8, bom_bytes, [&](const std::vector<std::string>& cells) {
    ++row;
    if (failed) return;
    if (row == 1) {
      constexpr std::array<std::string_view, 3> kNames = {"customer_id", "type", "raw_type"};
      for (size_t i = 0; i < kNames.size(); ++i) {
        for (size_t column = 0; column < cells.size(); ++column) {
          if (cells[column] == kNames[i]) columns[i] = column;
        }
        if (columns[i] == SIZE_MAX)
          failed = Error(ErrorId::kRequiredColumnMissing).At("", 1).With("field", std::string(kNames[i]));
      }
      return;
    }
    if (cells.size() == 1 && cells[0].empty()) return;
    const auto cell = [&](size_t i) {
      return columns[i] < cells.size() ? std::string_view(cells[columns[i]]) : std::string_view();
    };
    std::string_view id = cell(0);
    // The spreadsheet form marks text that looks like a formula.
    if (id.starts_with("'") && id.size() > 1 && std::string_view("=+-@\t\r").find(id[1]) != std::string_view::npos)
      id.remove_prefix(1);
    const Status added = previous.Add(id, cell(1), cell(2));
    if (!added) {
      failed = added.error();
      failed->place.row = row;
    }
  });
  Status read = file->Read(1 << 20, [&stream](std::string_view piece) { return stream.Feed(piece); });
  if (read) read = stream.Finish();
  if (!read) return At(read.error(), path);
  if (failed) return At(*failed, path);
  return previous;
}

bool EndsWith(std::string_view text, std::string_view ending) {
  return text.size() >= ending.size() && text.substr(text.size() - ending.size()) == ending;
}

// As the file's name says: a workbook, or a CSV for spreadsheets.
Status WriteRejected(const Arguments& arguments, LoadedFiles& loaded, const intake::ImportedData& data) {
  intake::RejectedRows rejected(SourcesOf(data), intake::ListRejected(data, arguments.language), arguments.language);
  const Status read = ReadAgain(arguments, loaded, rejected);
  if (!read || !EndsWith(arguments.rejected, ".xlsx"))
    return read ? WriteWholeFile(arguments.rejected, rejected.Csv()) : read;
  Result<Output> output = Output::Open(arguments.rejected);
  if (!output) return output.error();
  report::WorkbookWriter writer(rejected.Sheets());
  const Status written = WriteWorkbook(
      *output, [&writer] { return writer.Read(); }, [&writer](uint64_t bytes) { writer.Packed(bytes); });
  return written ? output->Close() : written;
}

// Standard output holds the rows, or with --json what is found; with --out the rows go there.
Status WriteFoundRows(const Arguments& arguments, LoadedFiles& loaded, const document::Settings& settings,
                      const intake::ImportedData& data) {
  bool known = false;
  for (size_t row = 0; row < data.table.rows() && !known; ++row)
    known = data.table.customer_id[row] == arguments.customer;
  if (!known) return Error(ErrorId::kCustomerUnknown).With("customer", arguments.customer);
  intake::RowWish wish{arguments.customer, {}, {}, static_cast<size_t>(arguments.limit)};
  wish.money = settings.money;
  wish.customers = settings.customers;
  if (data.table.has_shipments) {
    wish.from = data.table.window.from;
    wish.to = data.table.window.to;
  }
  intake::RowSearch search(SourcesOf(data), wish);
  const Status read = ReadAgain(arguments, loaded, search);
  if (!read) return read;
  const bool has_file = !arguments.out.empty() && arguments.out != "-";
  if (has_file || !arguments.json) {
    const auto form = arguments.excel ? report::CsvForm::kSpreadsheet : report::CsvForm::kPlain;
    const Status written = WriteWholeFile(arguments.out, intake::FoundRowsCsv(search.found(), form));
    if (!written || !has_file) return written;
  }
  return WriteWholeFile(
      "-", arguments.json ? workspace::IndentedText(workspace::FoundRowsJson(search.found()))
                          : RowsSummary(search.found(), arguments.customer, data.table.currency, arguments.language));
}

Status WriteTable(const Arguments& arguments, workspace::Workspace& work, Output& output) {
  if (arguments.format == "xlsx") {
    Result<std::vector<report::WorkbookSheet>> sheets =
        workspace::ResultWorkbook(work, arguments.verb, arguments.language);
    if (!sheets) return sheets.error();
    report::WorkbookWriter writer(std::move(sheets).value());
    return WriteWorkbook(
        output, [&writer] { return writer.Read(); }, [&writer](uint64_t bytes) { writer.Packed(bytes); });
  }
  const Result<report::ResultTable> table = work.Table(arguments.verb, arguments.language);
  if (!table) return table.error();
  const auto form = arguments.format == "json" ? report::TableForm::kJson
                    : arguments.excel          ? report::TableForm::kExcel
                                               : report::TableForm::kCsv;
  std::string piece;
  size_t at = 0;
  do {
    const size_t end = std::min(at + kRowsPerWrite, table->rows.size());
    piece.clear();
    report::WriteRows(*table, form, at, end, piece);
    const Status written = output.Write(piece);
    if (!written) return written;
    at = end;
  } while (at < table->rows.size());
  return Done{};
}

Result<std::string> SummaryOf(const Arguments& arguments, workspace::Workspace& work) {
  const intake::ImportedData& data = **work.Data();
  if (arguments.verb == "segment") {
    const auto result = work.Segment();
    if (!result) return result.error();
    return arguments.json
               ? workspace::IndentedText(Json::parse(workspace::SegmentSummaryJson(data, **result), nullptr, false))
               : SegmentSummary(data, **result, arguments.language);
  }
  if (arguments.verb == "rfm") {
    const auto result = work.Rfm();
    if (!result) return result.error();
    return arguments.json ? workspace::IndentedText(workspace::RfmSummaryJson(**result))
                          : RfmSummary(**result, arguments.language);
  }
  if (arguments.verb == "abc") {
    const auto result = work.Abc();
    if (!result) return result.error();
    return arguments.json ? workspace::IndentedText(workspace::AbcSummaryJson(**result))
                          : AbcSummary(**result, arguments.language);
  }
  return arguments.json ? workspace::IndentedText(workspace::ImportReportJson(data, workspace::IssueRows::kListed))
                        : ImportSummary(data, arguments.language);
}

}  // namespace

bool IsWrongUsage(const Error& error) { return error.id == ErrorId::kOptionBadValue; }

Status RunScan(const Arguments& arguments) {
  Result<std::vector<OpenedFile>> opened =
      OpenNamed({model::DatasetId::kShipments, arguments.scan_file}, arguments.chunk_bytes);
  if (!opened) return opened.error();
  if (opened->size() > 1)
    return Error(ErrorId::kOptionBadValue)
        .With("option", "FILE")
        .With("value", NameOf(arguments.scan_file))
        .With("expected",
              NameOf(arguments.scan_file) + "/" + opened->front().name.substr(opened->front().name.find('/') + 1));
  OpenedFile& file = opened->front();
  ReadWishes wishes;
  wishes.header_row = 0;
  const Status added = AddOptionWishes(arguments, wishes);
  if (!added) return added;
  intake::ProbeJob job(file.name, file.file.size_bytes(), wishes);
  const Status served = ServeAll(file.file, job, arguments.chunk_bytes);
  if (!served) return served;
  ingest::ReadPlan plan;
  if (const auto table_plan = job.TablePlan()) {
    plan = *table_plan;
  } else {
    const Result<intake::ProbedFile> probed = job.Finish();
    if (!probed) return probed.error();
    plan = probed->probe.plan;
  }
  const ingest::ReadPlan text = ingest::TextPlanOf(plan);
  Result<Output> output = Output::Open(arguments.out);
  if (!output) return output.error();

  const bool json = arguments.format == "json";
  const uint32_t rows_to_drop = *wishes.header_row > 0 ? *wishes.header_row - 1 : 0;
  uint64_t records = 0;
  std::string piece;
  Status written = Done{};
  report::CsvWriter writer(report::CsvForm::kPlain, piece);
  const auto flush = [&] {
    if (written) written = output->Write(piece);
    piece.clear();
  };
  ingest::CellStream stream(text.delimiter, text.encoding, text.bom_bytes, [&](const std::vector<std::string>& cells) {
    if (++records <= rows_to_drop) return;
    if (json) {
      piece += records == rows_to_drop + 1 ? "[\n" : ",\n";
      piece += Json(cells).dump(-1, ' ', false, Json::error_handler_t::replace);
    } else {
      for (const std::string& cell : cells) writer.Text(cell);
      writer.EndRow();
    }
    if (piece.size() > 1 << 20) flush();
  });
  const std::unique_ptr<ingest::FileReader> table =
      ingest::OpenTable(plan, file.file.size_bytes(), ingest::TableUse::kScan,
                        [&stream](std::string_view bytes) -> Result<ingest::Feeding> {
                          const Status fed = stream.Feed(bytes);
                          if (!fed) return fed.error();
                          return ingest::Feeding::kMore;
                        });
  Status read = ServeAll(file.file, *table, arguments.chunk_bytes);
  if (read) read = stream.Finish();
  if (json) piece += records > rows_to_drop ? "\n]\n" : "[]\n";
  flush();
  if (!written) return written;
  const Status closed = output->Close();
  if (!closed) return closed;
  if (!read) return At(read.error(), arguments.scan_file);
  return Done{};
}

Status RunAnalysis(const Arguments& given) {
  // The spreadsheet form is one of CSV.
  if (given.excel && given.format != "csv") return BadOption("--format", given.format, "csv (--excel)");
  Json project;
  if (!given.project.empty()) {
    Result<Json> read = ReadProject(given.project, given.chunk_bytes);
    if (!read) return read.error();
    project = std::move(read).value();
  }
  const Arguments arguments = given.project.empty() ? given : WithProject(given, project);
  const Result<document::Settings> settings = ReadSettings(arguments, project);
  if (!settings) return settings.error();
  workspace::Workspace work;
  if (!arguments.previous.empty()) {
    Result<segment::PreviousRun> previous = ReadPrevious(arguments.previous);
    if (!previous) return previous.error();
    work.SetPreviousRun(std::move(previous).value());
  }
  const bool wants_hashes =
      !arguments.manifest.empty() || std::any_of(arguments.files.begin(), arguments.files.end(),
                                                 [](const NamedFile& file) { return !file.sha256.empty(); });
  Result<LoadedFiles> loaded = LoadFiles(arguments, wants_hashes);
  if (!loaded) return loaded.error();
  const Status imported = Import(arguments, *settings, wants_hashes, *loaded, work);
  if (!imported) return imported;
  if (!arguments.report.empty()) {
    const Status written = WriteWholeFile(arguments.report, workspace::IndentedText(workspace::ImportReportJson(
                                                                **work.Data(), workspace::IssueRows::kListed)));
    if (!written) return written;
  }
  if (!arguments.rejected.empty()) {
    const Status written = WriteRejected(arguments, *loaded, **work.Data());
    if (!written) return written;
  }
  if (arguments.verb == "rows") return WriteFoundRows(arguments, *loaded, *settings, **work.Data());
  // Everything is computed before anything is written, so that a failure leaves no half result.
  const Result<std::string> summary = SummaryOf(arguments, work);
  if (!summary) return summary.error();
  if (!arguments.manifest.empty()) {
    const Status written = WriteWholeFile(
        arguments.manifest, workspace::IndentedText(workspace::ManifestJson(**work.Data(), *settings, {})));
    if (!written) return written;
  }
  Result<Output> output = Output::Open(arguments.out);
  if (!output) return output.error();
  // The table goes to --out, and the summary to standard output; without --out the table has standard output to itself,
  // unless only the summary is asked for.
  const bool has_table = arguments.verb != "import";
  const bool table_to_stdout = has_table && output->is_stdout() && !arguments.json;
  if (has_table && (!output->is_stdout() || table_to_stdout)) {
    const Status written = WriteTable(arguments, work, *output);
    if (!written) return written;
  }
  if (!table_to_stdout) {
    const bool import_to_file = !has_table && !output->is_stdout();
    const Status written = import_to_file ? output->Write(*summary) : WriteWholeFile("-", *summary);
    if (!written) return written;
  }
  return output->Close();
}

Status RunSchema(const Arguments& arguments) {
  if (!arguments.columns.empty()) {
    std::string line;
    for (const std::string_view column : report::ColumnsOf(arguments.columns))
      line += (line.empty() ? "" : ",") + std::string(column);
    return WriteWholeFile("-", line + "\n");
  }
  const Json settings = Json::parse(document::SettingsSchema(arguments.language), nullptr, false);
  const Json mapping = Json::parse(document::MappingSchema(arguments.language), nullptr, false);
  const Json programme = Json::parse(document::ProgrammeSchema(arguments.language), nullptr, false);
  if (arguments.schema_of == "settings") return WriteWholeFile("-", workspace::IndentedText(settings));
  if (arguments.schema_of == "mapping") return WriteWholeFile("-", workspace::IndentedText(mapping));
  if (arguments.schema_of == "programme") return WriteWholeFile("-", workspace::IndentedText(programme));
  if (arguments.schema_of == "fields") return WriteWholeFile("-", workspace::IndentedText(workspace::CatalogueJson()));
  return WriteWholeFile(
      "-", workspace::IndentedText({{"settings", settings}, {"mapping", mapping}, {"programme", programme}}));
}

Status RunVersion(const Arguments& arguments) {
  if (arguments.json) {
    return WriteWholeFile("-", workspace::IndentedText({{"name", "loyalane"},
                                                        {"version", document::kVersion},
                                                        {"build", document::BuildName()},
                                                        {"features", Json::array({document::ScannerName()})}}));
  }
  return WriteWholeFile(
      "-", fmt::format("loyalane {} ({}, {})\n", document::kVersion, document::BuildName(), document::ScannerName()));
}

}  // namespace loyalane::cli
