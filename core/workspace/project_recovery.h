// ProjectRecovery: what of a damaged project file is good. Parts that are whole are kept as they are; of the ledger,
// everything before its first bad line; project.json whole or not at all. Of a file without its end (PROJECT-103) or
// with a damaged directory (-104), the parts that are found by their own headers; -101, -102 and -105 are refused as
// always.
//
//   ProjectRecovery recovery(name, bytes);
//   ... serve recovery.reader() ...
//   const Result<Json> told = recovery.Finish(language);   // what is good and what is lost
//   ProjectWriter::Begin(recovery.Parts()) ...               // a file of its own
#pragma once

#include <map>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "workspace/ledger_file.h"
#include "workspace/project_reader.h"
#include "workspace/project_writer.h"

namespace loyalane::workspace {

class ProjectRecovery {
 public:
  ProjectRecovery(std::string name, uint64_t file_bytes);
  // The open parts know where this is.
  ProjectRecovery(const ProjectRecovery&) = delete;
  ProjectRecovery& operator=(const ProjectRecovery&) = delete;

  [[nodiscard]] ProjectReader& reader() { return reader_; }
  // {"directoryLost": the zip's own, "project": kept or lost, "keptParts": [names],
  //  "lostParts": [{part, id, text, remedy}],
  //  "ledger": null | {periods: [names], entries, announced, lost, line, id, text, remedy}}
  // line: the first bad one of ledger.ndjson, null where it is whole; announced: entries that the file should have,
  // null where even its head is lost. Errors: WORKSPACE-115 nothing is damaged; PROJECT-103 nothing is left;
  // PROJECT-102, LOYALTY-124 newer than this program.
  [[nodiscard]] Result<nlohmann::ordered_json> Finish(Language language);
  // For a ProjectWriter, once; this must stay until it is written.
  [[nodiscard]] std::vector<PartSource> Parts();

 private:
  struct Part {
    int version = 1;
    std::string text;
    bool is_whole = false;
  };
  PartSink SinkOf(const PartRecord& part);

  std::map<std::string, Part> parts_;  // all but the ledger
  uint64_t kept_bytes_ = 0;
  bool has_ledger_ = false;
  LedgerReader ledger_reader_;
  std::optional<Error> ledger_error_;
  loyalty::Ledger ledger_;
  std::string document_;  // project.json, as it is to be written
  loyalty::LedgerPolicy policy_;
  ProjectReader reader_;
};

}  // namespace loyalane::workspace
