// What the command line said (docs/cli.md; design "Command line").
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/error.h"
#include "ingest/encoding.h"
#include "model/catalogue.h"

namespace loyalane::cli {

enum ExitCode : int { kExitDone = 0, kExitBadData = 1, kExitWrongUsage = 2 };

struct NamedFile {
  model::DatasetId dataset;
  std::string path;
  std::string mapping = {};  // JSON, from a project; empty: --map applies
  std::string sha256 = {};   // from a project; empty: any content
};

struct Arguments {
  std::string verb;
  std::vector<NamedFile> files;  // in the order of the datasets, then of the command line
  std::string scan_file;
  std::vector<std::string> maps;
  std::string project, config, as_of, window, out, encoding, delimiter, sheet, header, previous, manifest, report,
      columns, schema_of = "all";
  std::string project_profiles;  // JSON: the project's book of mapping profiles; empty: it has none
  std::string rejected, customer;
  // loyalty
  std::string loyalty_verb, programme, month, member, from_month, to_month, save, exit_plan, exit_list, exit_on,
      exit_complete, monthly_cost, cost_per_100, register_name, view, papers, filter, cards;
  bool html = false;
  // loyalty post
  std::string post_what, post_day, post_who, post_reason, post_until, post_lot, post_number, post_expiring;
  int64_t post_points = 0;
  bool post_qualifies = false, post_all = false;
  std::vector<std::string> acts;  // JSON, or files of it
  bool apply = false;
  int64_t months = 36, lift_percent = 0, redeem_percent = 0, margin_percent = 20;
  uint64_t limit = 1000;       // rows: listed of each file
  std::string format = "csv";  // of the table: csv, json or xlsx
  Language language = Language::kZh;
  bool json = false;
  bool excel = false;
  uint64_t chunk_bytes = 4 * 1024 * 1024;
};

// Nothing when the program should end now with `exit_code` (help was printed, or the words were wrong and that was
// said).
[[nodiscard]] std::optional<Arguments> ParseArguments(int argc, char** argv, int* exit_code);

}  // namespace loyalane::cli
