// The files that the command line names, opened, looked at and imported.
#pragma once

#include <string>
#include <vector>

#include "arguments.h"
#include "base/result.h"
#include "document/settings.h"
#include "ingest/probe.h"
#include "intake/import_job.h"
#include "intake/probe_job.h"
#include "intake/source_scan.h"
#include "source_files.h"
#include "workspace/workspace.h"

namespace loyalane::cli {

// A file, or one out of an archive.
struct OpenedFile {
  NamedFile named;
  std::string name;  // as reports show it: "a.csv", "a.zip/b.csv"
  SourceFile file;
};

struct LoadedFiles {
  std::vector<OpenedFile> files;
  std::vector<intake::ImportSource> sources;  // one for each
};

[[nodiscard]] Error BadOption(const char* option, const std::string& value, const char* expected);
// The error with the file's name, where it has none.
[[nodiscard]] Error At(Error error, const std::string& path);
// What options say about every file.
[[nodiscard]] Status AddOptionWishes(const Arguments& arguments, ingest::ReadWishes& wishes);
[[nodiscard]] Result<intake::ProbedFile> ProbeOpened(OpenedFile& opened, const ingest::ReadWishes& wishes,
                                                     uint64_t chunk_bytes);
// The file, or the files in it if it is an archive. Errors: WORKSPACE-102, those of ingest/archive.h.
[[nodiscard]] Result<std::vector<OpenedFile>> OpenNamed(const NamedFile& named, uint64_t chunk_bytes);
[[nodiscard]] Result<LoadedFiles> LoadFiles(const Arguments& arguments, bool wants_hashes);
[[nodiscard]] Status Import(const Arguments& arguments, const document::Settings& settings, bool wants_hashes,
                            LoadedFiles& loaded, workspace::Workspace& into);
// The files of the import once more, by the plans that it read them with.
[[nodiscard]] std::vector<intake::ScanSource> SourcesOf(const intake::ImportedData& data);
[[nodiscard]] Status ReadAgain(const Arguments& arguments, LoadedFiles& loaded, intake::SourceScan& scan);

}  // namespace loyalane::cli
