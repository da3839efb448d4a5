// ImportJob: several files, each with its reading plan -> one profile as of a day. The host feeds bytes; the job asks
// for files.
//
//   ImportJob job(sources, settings);
//   while (auto source = job.Next()) {            // rewind that file to its first byte
//     for each piece of it: job.Feed(piece);
//     job.EndSource();
//   }
//   Result<ImportedData> data = job.Finish();
//
// Files are read once when as_of is given or the latest ship date was seen in the sampled rows (probe), else twice: the
// first pass finds the latest ship date. The result does not depend on which of the two happened, nor on how the bytes
// were cut. Errors: those of ingest::RowReader with the file's name, INGEST-110 no row usable, PROFILE-101.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "base/sha256.h"
#include "ingest/issue_log.h"
#include "ingest/probe.h"
#include "ingest/row_reader.h"
#include "profile/profile_builder.h"
#include "workspace/settings.h"

namespace loyalane::workspace {

struct ImportSource {
  std::string name;
  uint64_t size_bytes = 0;
  ingest::ReadPlan plan;
  std::optional<Day> last_ship_day_seen;      // FileProbe::last_ship_day
  std::vector<Error> notices;                 // FileProbe::notices
  std::vector<ingest::ProbedColumn> columns;  // FileProbe::columns, for the report; may be empty
};

// What became of one file.
struct SourceReport {
  std::string name;
  uint64_t size_bytes = 0;
  std::string sha256;  // empty unless asked for
  ingest::ReadPlan plan;
  uint64_t rows_in = 0;
  uint64_t rows_used = 0;  // rows_in = rows_used + excluded, by cause in issues
  Money amount_read, amount_used;
  ingest::IssueLog issues;
  std::vector<Error> notices;
  std::vector<ingest::ProbedColumn> columns;
};

struct ImportedData {
  std::vector<SourceReport> sources;
  profile::ProfileTable table;
  profile::ShipmentCounts shipment_counts;
  std::vector<Error> notices;  // about all files together
  bool has_as_of = true;       // false: nothing carried a date and none was given
};

// What the aggregates of this program look at; other mapped columns stay untouched, so that nothing in them excludes a
// row.
[[nodiscard]] ingest::WantedFields WantedOf(model::DatasetId dataset);

class ImportJob {
 public:
  ImportJob(std::vector<ImportSource> sources, const Settings& settings, bool wants_hashes);
  // The file to read next, from its first byte; nothing when all is read.
  [[nodiscard]] std::optional<size_t> Next();
  [[nodiscard]] Status Feed(std::string_view bytes);
  [[nodiscard]] Status EndSource();
  [[nodiscard]] Result<ImportedData> Finish();
  // Of the current file and pass.
  [[nodiscard]] uint64_t rows_so_far() const { return reader_ ? reader_->rows_in() : 0; }

 private:
  void BeginPass(Day as_of);
  void BeginSource();
  [[nodiscard]] ingest::BatchSink SinkOf(model::DatasetId dataset, uint32_t file);
  [[nodiscard]] Error Placed(Error error) const;

  std::vector<ImportSource> sources_;
  Settings settings_;
  bool wants_hashes_;
  Day as_of_{};
  Window window_{};
  int pass_ = 0;
  size_t at_ = 0;

  std::unique_ptr<ingest::ImportPools> pools_;
  std::unique_ptr<profile::ShipmentAggregate> shipments_;
  std::unique_ptr<profile::CustomersAggregate> customers_;
  std::unique_ptr<profile::SurveyAggregate> survey_;
  std::unique_ptr<profile::CarrierShareAggregate> carrier_share_;
  std::unique_ptr<profile::AttributesAggregate> attributes_;
  std::unique_ptr<ingest::RowReader> reader_;
  Sha256 hash_;
  std::vector<SourceReport> reports_;
  uint64_t after_as_of_before_source_ = 0;
};

}  // namespace loyalane::workspace
