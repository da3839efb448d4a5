#include "loading.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/sha256.h"
#include "document/mapping_json.h"
#include "document/profile_book.h"
#include "ingest/archive.h"
#include "serving.h"
#include "workspace/archive_job.h"
#include "workspace/result_json.h"

namespace loyalane::cli {
namespace {

using ingest::ReadWishes;
using workspace::Json;

struct Mapping {
  std::string path, text;
};

// The wishes for one file: options over the mapping profile that is meant for its dataset.
// A profile book's profile goes by the file's columns, so it is looked for when the file has been probed once.
Result<ReadWishes> WishesFor(const Arguments& arguments, const std::vector<Mapping>& mappings, const NamedFile& file) {
  const model::DatasetId dataset = file.dataset;
  ReadWishes wishes;
  if (!file.mapping.empty()) {
    Result<ReadWishes> parsed = document::ParseMapping(file.mapping);
    if (!parsed) return At(parsed.error(), arguments.project);
    wishes = std::move(parsed).value();
  }
  for (const Mapping& mapping : mappings) {
    if (document::IsProfileBook(mapping.text)) continue;
    const Json json = Json::parse(mapping.text, nullptr, false);
    const auto named = json.is_object() && json.contains("dataset") && json["dataset"].is_string()
                           ? json["dataset"].get<std::string>()
                           : std::string();
    if (!named.empty() && model::FindDataset(named) && *model::FindDataset(named) != dataset) continue;
    Result<ReadWishes> parsed = document::ParseMapping(mapping.text);
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

// The wishes that a book of profiles has for a file with these columns; nothing where no profile is of such a file.
Result<std::optional<ReadWishes>> WishesOfBooks(const Arguments& arguments, const std::vector<Mapping>& mappings,
                                                const NamedFile& file, const std::vector<std::string>& headers) {
  const std::string signature = document::SignatureOf(headers);
  std::optional<ReadWishes> wishes;
  for (const Mapping& mapping : mappings) {
    if (!document::IsProfileBook(mapping.text)) continue;
    const Result<std::vector<document::NamedProfile>> profiles = document::ParseProfileBook(mapping.text);
    if (!profiles) return At(profiles.error(), mapping.path);
    for (const document::NamedProfile& profile : *profiles) {
      if (profile.signature != signature) continue;
      Result<ReadWishes> parsed = document::ParseMapping(profile.mapping);
      if (!parsed) return At(parsed.error(), mapping.path);
      if (!parsed->dataset || *parsed->dataset == file.dataset) wishes = std::move(parsed).value();
    }
  }
  if (!wishes) return wishes;
  wishes->dataset = file.dataset;
  const Status added = AddOptionWishes(arguments, *wishes);
  if (!added) return added.error();
  return wishes;
}

bool HasBook(const std::vector<Mapping>& mappings) {
  return std::any_of(mappings.begin(), mappings.end(),
                     [](const Mapping& mapping) { return document::IsProfileBook(mapping.text); });
}

// The entry of an archive as a file of its own.
Result<OpenedFile> Unpack(SourceFile& archive, workspace::ArchiveJob& job, size_t entry, const NamedFile& named,
                          uint64_t chunk_bytes) {
  Result<SourceFile> unpacked = SourceFile::MakeTemporary();
  if (!unpacked) return unpacked.error();
  const Status opened = job.Open(entry);
  if (!opened) return opened.error();
  while (const std::optional<ingest::ReadRequest> request = job.Next()) {
    const bool is_data = job.is_data();
    const Reader reader{[&](std::string_view bytes) -> Result<ingest::Feeding> {
                          if (is_data) {
                            const Status written = unpacked->Append(bytes);
                            if (!written) return written.error();
                          }
                          return job.Feed(bytes);
                        },
                        [&job](ingest::ReadOutcome outcome) { return job.EndRead(outcome); }};
    const Status served = Serve(archive, *request, chunk_bytes, reader);
    if (!served) return served.error();
  }
  const std::string archive_name = NameOf(named.path);
  const bool is_gzip = job.List().size() == 1 && job.List()[entry].zip.name.empty();
  return OpenedFile{named, is_gzip ? job.List()[entry].name : archive_name + "/" + job.List()[entry].name,
                    std::move(unpacked).value()};
}

Result<std::string> HashOf(SourceFile& file, uint64_t chunk_bytes) {
  Sha256 hash;
  const Status read = file.Read(chunk_bytes, [&hash](std::string_view bytes) -> Status {
    hash.Add(bytes);
    return Done{};
  });
  if (!read) return read.error();
  return hash.Finish();
}

}  // namespace

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
  if (!arguments.sheet.empty()) wishes.sheet = arguments.sheet;
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

Result<intake::ProbedFile> ProbeOpened(OpenedFile& opened, const ReadWishes& wishes, uint64_t chunk_bytes) {
  intake::ProbeJob job(opened.name, opened.file.size_bytes(), wishes);
  const Status served = ServeAll(opened.file, job, chunk_bytes);
  if (!served) return served.error();
  return job.Finish();
}

Result<std::vector<OpenedFile>> OpenNamed(const NamedFile& named, uint64_t chunk_bytes) {
  Result<SourceFile> file = SourceFile::Open(named.path);
  std::string wanted_entry;
  if (!file) {
    // "a.zip/b.csv": an entry of an archive, as manifests name it.
    for (size_t slash = named.path.rfind('/'); slash != std::string::npos && slash > 0 && !file;
         slash = named.path.rfind('/', slash - 1)) {
      wanted_entry = named.path.substr(slash + 1);
      file = SourceFile::Open(named.path.substr(0, slash));
    }
    if (!file) return Error(ErrorId::kFileUnreadable).At(named.path);
  }
  NamedFile archive = named;
  if (!wanted_entry.empty()) archive.path.resize(named.path.size() - wanted_entry.size() - 1);
  workspace::ArchiveJob job(NameOf(archive.path), file->size_bytes(), file->Head(ingest::kArchiveHeadBytes));
  const Reader reader{[&job](std::string_view bytes) { return job.Feed(bytes); },
                      [&job](ingest::ReadOutcome outcome) { return job.EndRead(outcome); }};
  while (const std::optional<ingest::ReadRequest> request = job.Next()) {
    const Status served = Serve(*file, *request, chunk_bytes, reader);
    if (!served) return served.error();
  }
  const std::vector<ingest::ArchiveEntry>& entries = job.List();
  std::vector<OpenedFile> files;
  if (!job.is_archive()) {
    if (!wanted_entry.empty()) return Error(ErrorId::kFileUnreadable).At(named.path);
    files.push_back({named, NameOf(named.path), std::move(file).value()});
    return files;
  }
  for (size_t entry = 0; entry < entries.size(); ++entry) {
    const ingest::ArchiveEntry& listed = entries[entry];
    if (!wanted_entry.empty() && listed.name != wanted_entry) continue;
    if (listed.refused) return At(*listed.refused, archive.path);
    Result<OpenedFile> unpacked = Unpack(*file, job, entry, archive, chunk_bytes);
    if (!unpacked) return unpacked.error();
    files.push_back(std::move(unpacked).value());
  }
  if (files.empty())
    return wanted_entry.empty() ? Error(ErrorId::kFileEmpty).At(NameOf(archive.path))
                                : Error(ErrorId::kFileUnreadable).At(named.path);
  return files;
}

Result<LoadedFiles> LoadFiles(const Arguments& arguments, bool wants_hashes) {
  std::vector<Mapping> mappings;
  // Before those of the command line, which so go before it.
  if (!arguments.project_profiles.empty()) mappings.push_back({arguments.project, arguments.project_profiles});
  for (const std::string& path : arguments.maps) {
    Result<std::string> text = ReadSmallFile(path);
    if (!text) return text.error();
    mappings.push_back({path, std::move(text).value()});
  }
  const bool has_book = HasBook(mappings);
  LoadedFiles loaded;
  for (const NamedFile& named : arguments.files) {
    Result<std::vector<OpenedFile>> opened = OpenNamed(named, arguments.chunk_bytes);
    if (!opened) return opened.error();
    for (OpenedFile& file : *opened) {
      Result<ReadWishes> wishes = WishesFor(arguments, mappings, named);
      if (!wishes) return wishes.error();
      Result<intake::ProbedFile> probed = ProbeOpened(file, *wishes, arguments.chunk_bytes);
      if (!probed) return probed.error();
      if (has_book && named.mapping.empty()) {
        Result<std::optional<ReadWishes>> of_books =
            WishesOfBooks(arguments, mappings, named, probed->probe.plan.headers);
        if (!of_books) return of_books.error();
        if (*of_books) {
          probed = ProbeOpened(file, **of_books, arguments.chunk_bytes);
          if (!probed) return probed.error();
        }
      }
      ingest::FileProbe& probe = probed->probe;
      if (!probe.problems.empty()) return probe.problems.front();
      std::string sha256;
      if (wants_hashes && probe.plan.format != ingest::FileFormat::kDelimited) {
        Result<std::string> hash = HashOf(file.file, arguments.chunk_bytes);
        if (!hash) return hash.error();
        sha256 = std::move(hash).value();
      }
      loaded.sources.push_back({file.name, file.file.size_bytes(), probe.plan, probe.last_ship_day, probe.notices,
                                probe.columns, std::move(sha256)});
      loaded.files.push_back(std::move(file));
    }
  }
  return loaded;
}

Status Import(const Arguments& arguments, const document::Settings& settings, bool wants_hashes, LoadedFiles& loaded,
              workspace::Workspace& into) {
  intake::ImportJob job(loaded.sources, settings,
                        {.hashes = wants_hashes, .keeps_shipment_rows = intake::HasMembers(loaded.sources)});
  const Reader reader{[&job](std::string_view bytes) { return job.Feed(bytes); },
                      [&job](ingest::ReadOutcome outcome) { return job.EndRead(outcome); }};
  while (true) {
    const Result<std::optional<intake::SourceRead>> next = job.Next();
    if (!next) return next.error();
    if (!*next) break;
    const Status served = Serve(loaded.files[(*next)->source].file, (*next)->read, arguments.chunk_bytes, reader);
    if (!served) return served;
  }
  Result<intake::ImportedData> data = job.Finish();
  if (!data) return data.error();
  for (size_t i = 0; i < loaded.files.size(); ++i) {
    const std::string& recorded = loaded.files[i].named.sha256;
    if (!recorded.empty() && recorded != data->sources[i].sha256)
      return Error(ErrorId::kFileChanged).At(loaded.files[i].name);
  }
  into.Commit(std::move(data).value(), settings);
  return Done{};
}

std::vector<intake::ScanSource> SourcesOf(const intake::ImportedData& data) {
  std::vector<intake::ScanSource> sources;
  for (const intake::SourceReport& source : data.sources)
    sources.push_back({source.name, source.size_bytes, source.plan});
  return sources;
}

Status ReadAgain(const Arguments& arguments, LoadedFiles& loaded, intake::SourceScan& scan) {
  const Reader reader{[&scan](std::string_view bytes) { return scan.Feed(bytes); },
                      [&scan](ingest::ReadOutcome outcome) { return scan.EndRead(outcome); }};
  while (true) {
    const Result<std::optional<intake::SourceRead>> next = scan.Next();
    if (!next) return next.error();
    if (!*next) return Done{};
    const Status served = Serve(loaded.files[(*next)->source].file, (*next)->read, arguments.chunk_bytes, reader);
    if (!served) return served;
  }
}

}  // namespace loyalane::cli
