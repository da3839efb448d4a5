#include "verbs.h"

#include <fmt/format.h>

#include <algorithm>

#include <nlohmann/json.hpp>

#include "ingest/cell_stream.h"
#include "ingest/cell_text.h"
#include "ingest/probe.h"
#include "report/csv_writer.h"
#include "source_files.h"
#include "summary_text.h"
#include "workspace/mapping_json.h"
#include "workspace/rejected_rows.h"
#include "workspace/result_json.h"
#include "workspace/row_commands.h"
#include "workspace/row_search.h"
#include "workspace/version.h"
#include "workspace/workspace.h"

namespace loyalane::cli {
namespace {

using ingest::ReadWishes;
using workspace::Json;

constexpr size_t kRowsPerWrite = 4096;

Error BadOption(const char* option, const std::string& value, const char* expected) {
  return Error(ErrorId::kOptionBadValue).With("option", option).With("value", value).With("expected", expected);
}

// What options say about every file.
Status AddOptionWishes(const Arguments& arguments, ReadWishes& wishes) {
  if (!arguments.encoding.empty()) {
    wishes.encoding = ingest::ParseEncodingLabel(arguments.encoding);
    if (!wishes.encoding)
      return BadOption("--encoding", arguments.encoding, "utf-8, gb18030, big5, utf-16le, utf-16be, windows-1252");
  }
  if (!arguments.delimiter.empty()) {
    const std::string& text = arguments.delimiter;
    if (text == "tab" || text == "TAB" || text == "\\t" || text == "\t") {
      wishes.delimiter = '\t';
    } else if (text == "," || text == ";" || text == "|") {
      wishes.delimiter = text[0];
    } else {
      return BadOption("--delimiter", text, ", ; | tab");
    }
  }
  if (arguments.header == "none") {
    wishes.header_row = 0;
  } else if (!arguments.header.empty()) {
    uint32_t row = 0;
    for (const char c : arguments.header)
      row = c >= '0' && c <= '9' && row < 1000 ? row * 10 + static_cast<uint32_t>(c - '0') : 100000;
    if (row == 0 || row > 1000) return BadOption("--header", arguments.header, "1..1000, none");
    wishes.header_row = row;
  }
  return Done{};
}

Error At(Error error, const std::string& path) {
  if (error.place.file.empty()) error.place.file = NameOf(path);
  return error;
}

// A project: {"files": [{"name", "dataset", "mapping"?, "sha256"?}], "settings"?, "asOf"?, "window"?}; names are
// relative to its own folder. A manifest is one, so that a run can be repeated from it.
Result<Json> ReadProject(const std::string& path) {
  const Result<std::string> text = ReadSmallFile(path);
  if (!text) return text.error();
  Json project = Json::parse(*text, nullptr, false);
  if (project.is_discarded()) return Error(ErrorId::kJsonSyntax).At(NameOf(path)).With("detail", "");
  const auto bad = [&path](const char* key, const char* expected) {
    return Error(ErrorId::kJsonBadValue).At(NameOf(path)).With("key", key).With("value", "").With("expected", expected);
  };
  if (!project.is_object() || !project.contains("files") || !project["files"].is_array() || project["files"].empty())
    return bad("files", "[{name, dataset}]");
  for (const Json& file : project["files"]) {
    if (!file.is_object() || !file.contains("name") || !file["name"].is_string()) return bad("files.name", "text");
    if (!file.contains("dataset") || !file["dataset"].is_string()) return bad("files.dataset", "text");
    const std::string dataset = file["dataset"].get<std::string>();
    if (!model::FindDataset(dataset))
      return Error(ErrorId::kDatasetNotSupported).At(NameOf(path)).With("dataset", dataset);
  }
  return project;
}

std::string TextIn(const Json& json, const char* key) {
  return json.contains(key) && json[key].is_string() ? json[key].get<std::string>() : std::string();
}

// The arguments with what the project says; what stands on the command line goes before it.
Arguments WithProject(const Arguments& given, const Json& project) {
  Arguments arguments = given;
  const size_t slash = given.project.find_last_of('/');
  const std::string folder = slash == std::string::npos ? std::string() : given.project.substr(0, slash + 1);
  for (const Json& file : project["files"]) {
    const std::string name = file["name"].get<std::string>();
    arguments.files.push_back(
        {*model::FindDataset(file["dataset"].get<std::string>()), name.starts_with('/') ? name : folder + name,
         file.contains("mapping") && file["mapping"].is_object() ? file["mapping"].dump() : std::string(),
         TextIn(file, "sha256")});
  }
  if (arguments.as_of.empty()) arguments.as_of = TextIn(project, "asOf");
  if (arguments.window.empty() && project.contains("window") && project["window"].is_object()) {
    arguments.window = TextIn(project["window"], "from") + ".." + TextIn(project["window"], "to");
  }
  return arguments;
}

Result<workspace::Settings> ReadSettings(const Arguments& arguments, const Json& project) {
  workspace::Settings settings;
  if (project.is_object() && project.contains("settings")) {
    Result<workspace::Settings> parsed = workspace::ParseSettings(project["settings"].dump());
    if (!parsed) return At(parsed.error(), arguments.project);
    settings = std::move(parsed).value();
  }
  if (!arguments.config.empty()) {
    const Result<std::string> text = ReadSmallFile(arguments.config);
    if (!text) return text.error();
    Result<workspace::Settings> parsed = workspace::ParseSettings(*text);
    if (!parsed) return At(parsed.error(), arguments.config);
    settings = std::move(parsed).value();
  }
  if (!arguments.as_of.empty()) {
    settings.as_of = ParseIsoDay(arguments.as_of);
    if (!settings.as_of) return BadOption("--as-of", arguments.as_of, "YYYY-MM-DD");
  }
  if (arguments.window == "all") {
    settings.window = workspace::WindowChoice{};
  } else if (!arguments.window.empty()) {
    const size_t dots = arguments.window.find("..");
    const auto from = ParseIsoDay(arguments.window.substr(0, dots));
    const auto to = dots == std::string::npos ? std::nullopt : ParseIsoDay(arguments.window.substr(dots + 2));
    if (!from || !to || *from > *to) return BadOption("--window", arguments.window, "YYYY-MM-DD..YYYY-MM-DD, all");
    settings.window = workspace::WindowChoice{Window{*from, *to}};
  }
  return settings;
}

struct Mapping {
  std::string path, text;
};

// The wishes for one file: options over the mapping profile that is meant for its dataset.
Result<ReadWishes> WishesFor(const Arguments& arguments, const std::vector<Mapping>& mappings, const NamedFile& file) {
  const model::DatasetId dataset = file.dataset;
  ReadWishes wishes;
  if (!file.mapping.empty()) {
    Result<ReadWishes> parsed = workspace::ParseMapping(file.mapping);
    if (!parsed) return At(parsed.error(), arguments.project);
    wishes = std::move(parsed).value();
  }
  for (const Mapping& mapping : mappings) {
    const Json json = Json::parse(mapping.text, nullptr, false);
    const auto named = json.is_object() && json.contains("dataset") && json["dataset"].is_string()
                           ? json["dataset"].get<std::string>()
                           : std::string();
    if (!named.empty() && model::FindDataset(named) && *model::FindDataset(named) != dataset) continue;
    Result<ReadWishes> parsed = workspace::ParseMapping(mapping.text);
    if (!parsed) return At(parsed.error(), mapping.path);
    for (const auto& [header, field] : parsed->fields) {
      if (!field || model::Has(model::DatasetOf(dataset), *field)) continue;
      return At(Error(ErrorId::kFieldUnknown)
                    .With("field", std::string(model::FieldOf(*field).name))
                    .With("dataset", std::string(model::DatasetOf(dataset).name)),
                mapping.path);
    }
    wishes = std::move(parsed).value();
  }
  wishes.dataset = dataset;
  const Status added = AddOptionWishes(arguments, wishes);
  if (!added) return added.error();
  return wishes;
}

struct Loaded {
  std::vector<SourceFile> files;
  std::vector<workspace::ImportSource> sources;
};

Result<Loaded> ProbeAll(const Arguments& arguments) {
  std::vector<Mapping> mappings;
  for (const std::string& path : arguments.maps) {
    Result<std::string> text = ReadSmallFile(path);
    if (!text) return text.error();
    mappings.push_back({path, std::move(text).value()});
  }
  Loaded loaded;
  for (const NamedFile& named : arguments.files) {
    Result<SourceFile> file = SourceFile::Open(named.path);
    if (!file) return file.error();
    const Result<ReadWishes> wishes = WishesFor(arguments, mappings, named);
    if (!wishes) return wishes.error();
    const std::string head = file->Head(ingest::kProbeHeadBytes);
    const std::string tail = file->Tail(ingest::kProbeTailBytes, head.size());
    Result<ingest::FileProbe> probe = ingest::ProbeFile({file->size_bytes(), head, tail}, *wishes);
    if (!probe) return At(probe.error(), named.path);
    if (!probe->problems.empty()) return At(probe->problems.front(), named.path);
    loaded.sources.push_back(
        {NameOf(named.path), file->size_bytes(), probe->plan, probe->last_ship_day, probe->notices, probe->columns});
    loaded.files.push_back(std::move(file).value());
  }
  return loaded;
}

Status Import(const Arguments& arguments, const workspace::Settings& settings, bool wants_hashes,
              workspace::Workspace& into) {
  Result<Loaded> loaded = ProbeAll(arguments);
  if (!loaded) return loaded.error();
  workspace::ImportJob job(loaded->sources, settings, wants_hashes);
  while (const auto source = job.Next()) {
    const Status read =
        loaded->files[*source].Read(arguments.chunk_bytes, [&job](std::string_view piece) { return job.Feed(piece); });
    if (!read) return read;
    const Status ended = job.EndSource();
    if (!ended) return ended;
  }
  Result<workspace::ImportedData> data = job.Finish();
  if (!data) return data.error();
  for (size_t i = 0; i < arguments.files.size(); ++i) {
    const std::string& recorded = arguments.files[i].sha256;
    if (!recorded.empty() && recorded != data->sources[i].sha256)
      return Error(ErrorId::kFileChanged).At(NameOf(arguments.files[i].path));
  }
  into.Commit(std::move(data).value(), settings);
  return Done{};
}

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

// The files of the import once more, by the plans that it read them with.
std::vector<workspace::ScanSource> SourcesOf(const workspace::ImportedData& data) {
  std::vector<workspace::ScanSource> sources;
  for (const workspace::SourceReport& source : data.sources) sources.push_back({source.name, source.plan});
  return sources;
}

Status ReadAgain(const Arguments& arguments, workspace::SourceScan& scan) {
  while (const auto source = scan.Next()) {
    Result<SourceFile> file = SourceFile::Open(arguments.files[*source].path);
    if (!file) return file.error();
    Status read = file->Read(arguments.chunk_bytes, [&scan](std::string_view piece) { return scan.Feed(piece); });
    if (read) read = scan.EndSource();
    if (!read) return read;
  }
  return Done{};
}

Status WriteRejected(const Arguments& arguments, const workspace::ImportedData& data) {
  workspace::RejectedRows rejected(SourcesOf(data), workspace::ListRejected(data, arguments.language),
                                   arguments.language);
  const Status read = ReadAgain(arguments, rejected);
  return read ? WriteWholeFile(arguments.rejected, rejected.Csv()) : read;
}

// Standard output holds the rows, or with --json what is found; with --out the rows go there.
Status WriteFoundRows(const Arguments& arguments, const workspace::ImportedData& data) {
  bool known = false;
  for (size_t row = 0; row < data.table.rows() && !known; ++row)
    known = data.table.customer_id[row] == arguments.customer;
  if (!known) return Error(ErrorId::kCustomerUnknown).With("customer", arguments.customer);
  workspace::RowWish wish{arguments.customer, {}, {}, static_cast<size_t>(arguments.limit)};
  if (data.table.has_shipments) {
    wish.from = data.table.window.from;
    wish.to = data.table.window.to;
  }
  workspace::RowSearch search(SourcesOf(data), wish);
  const Status read = ReadAgain(arguments, search);
  if (!read) return read;
  const bool has_file = !arguments.out.empty() && arguments.out != "-";
  if (has_file || !arguments.json) {
    const auto form = arguments.excel ? report::CsvForm::kSpreadsheet : report::CsvForm::kPlain;
    const Status written = WriteWholeFile(arguments.out, workspace::FoundRowsCsv(search.found(), form));
    if (!written || !has_file) return written;
  }
  return WriteWholeFile(
      "-", arguments.json ? workspace::ToText(workspace::FoundRowsJson(search.found()))
                          : RowsSummary(search.found(), arguments.customer, data.table.currency, arguments.language));
}

Status WriteTable(const Arguments& arguments, workspace::Workspace& work, Output& output) {
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
  const workspace::ImportedData& data = **work.Data();
  if (arguments.verb == "segment") {
    const auto result = work.Segment();
    if (!result) return result.error();
    return arguments.json
               ? workspace::ToText(Json::parse(workspace::SegmentSummaryJson(data, **result), nullptr, false))
               : SegmentSummary(data, **result, arguments.language);
  }
  if (arguments.verb == "rfm") {
    const auto result = work.Rfm();
    if (!result) return result.error();
    return arguments.json ? workspace::ToText(workspace::RfmSummaryJson(**result))
                          : RfmSummary(**result, arguments.language);
  }
  if (arguments.verb == "abc") {
    const auto result = work.Abc();
    if (!result) return result.error();
    return arguments.json ? workspace::ToText(workspace::AbcSummaryJson(**result))
                          : AbcSummary(**result, arguments.language);
  }
  return arguments.json ? workspace::ToText(workspace::ImportReportJson(data, workspace::IssueRows::kListed))
                        : ImportSummary(data, arguments.language);
}

}  // namespace

bool IsWrongUsage(const Error& error) { return error.id == ErrorId::kOptionBadValue; }

Status RunScan(const Arguments& arguments) {
  Result<SourceFile> file = SourceFile::Open(arguments.scan_file);
  if (!file) return file.error();
  ReadWishes wishes;
  wishes.header_row = 0;
  const Status added = AddOptionWishes(arguments, wishes);
  if (!added) return added;
  const std::string head = file->Head(ingest::kProbeHeadBytes);
  const std::string tail = file->Tail(ingest::kProbeTailBytes, head.size());
  const Result<ingest::FileProbe> probe = ingest::ProbeFile({file->size_bytes(), head, tail}, wishes);
  if (!probe) return At(probe.error(), arguments.scan_file);
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
  ingest::CellStream stream(probe->plan.delimiter, probe->plan.encoding, probe->plan.bom_bytes,
                            [&](const std::vector<std::string>& cells) {
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
  Status read = file->Read(arguments.chunk_bytes, [&stream](std::string_view bytes) { return stream.Feed(bytes); });
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
  if (given.excel && given.format == "json") return BadOption("--format", given.format, "csv (--excel)");
  Json project;
  if (!given.project.empty()) {
    Result<Json> read = ReadProject(given.project);
    if (!read) return read.error();
    project = std::move(read).value();
  }
  const Arguments arguments = given.project.empty() ? given : WithProject(given, project);
  const Result<workspace::Settings> settings = ReadSettings(arguments, project);
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
  const Status imported = Import(arguments, *settings, wants_hashes, work);
  if (!imported) return imported;
  if (!arguments.report.empty()) {
    const Status written = WriteWholeFile(
        arguments.report, workspace::ToText(workspace::ImportReportJson(**work.Data(), workspace::IssueRows::kListed)));
    if (!written) return written;
  }
  if (!arguments.rejected.empty()) {
    const Status written = WriteRejected(arguments, **work.Data());
    if (!written) return written;
  }
  if (arguments.verb == "rows") return WriteFoundRows(arguments, **work.Data());
  // Everything is computed before anything is written, so that a failure leaves no half result.
  const Result<std::string> summary = SummaryOf(arguments, work);
  if (!summary) return summary.error();
  if (!arguments.manifest.empty()) {
    const Status written =
        WriteWholeFile(arguments.manifest, workspace::ToText(workspace::ManifestJson(**work.Data(), *settings, {})));
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
  const Json settings = Json::parse(workspace::SettingsSchema(arguments.language), nullptr, false);
  const Json mapping = Json::parse(workspace::MappingSchema(arguments.language), nullptr, false);
  if (arguments.schema_of == "settings") return WriteWholeFile("-", workspace::ToText(settings));
  if (arguments.schema_of == "mapping") return WriteWholeFile("-", workspace::ToText(mapping));
  if (arguments.schema_of == "fields") return WriteWholeFile("-", workspace::ToText(workspace::CatalogueJson()));
  return WriteWholeFile("-", workspace::ToText({{"settings", settings}, {"mapping", mapping}}));
}

Status RunVersion(const Arguments& arguments) {
  if (arguments.json) {
    return WriteWholeFile("-", workspace::ToText({{"name", "loyalane"},
                                                  {"version", workspace::kVersion},
                                                  {"build", workspace::BuildName()},
                                                  {"features", Json::array({workspace::ScannerName()})}}));
  }
  return WriteWholeFile("-", fmt::format("loyalane {} ({}, {})\n", workspace::kVersion, workspace::BuildName(),
                                         workspace::ScannerName()));
}

}  // namespace loyalane::cli
