// ImportJob: several files, each with its reading plan -> one profile as of a day. The host feeds bytes; the job asks
// for files.
//
//   ImportJob job(sources, settings);
//   while (std::optional<SourceRead> read = *job.Next()) {
//     for each piece of those bytes, unpacked:  if (*job.Feed(piece) == kEnough) break;
//     job.EndRead(outcome);
//   }
//   Result<ImportedData> data = job.Finish();
//
// Files are read once when as_of is given or the latest ship date was seen in the sampled rows (probe), else twice: the
// first pass finds the latest ship date (the text of small workbooks is kept for the second). The result does not
// depend on which of the two happened, nor on how the bytes were cut. Errors: those of ingest::RowReader with the
// file's name, INGEST-110 no row usable, PROFILE-101 and 104 amounts that cannot be added up.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "base/sha256.h"
#include "document/settings.h"
#include "ingest/issue_log.h"
#include "ingest/probe.h"
#include "ingest/row_reader.h"
#include "intake/datasets.h"
#include "intake/row_settlement.h"
#include "intake/table_feed.h"
#include "loyalty/club_rows.h"
#include "profile/dataset_tally.h"
#include "profile/profile_builder.h"

namespace loyalane::intake {

struct ImportSource {
  std::string name;
  uint64_t size_bytes = 0;
  ingest::ReadPlan plan;
  std::optional<Day> last_ship_day_seen;      // FileProbe::last_ship_day
  std::vector<Error> notices;                 // FileProbe::notices
  std::vector<ingest::ProbedColumn> columns;  // FileProbe::columns, for the report; may be empty
  std::string sha256;                         // where the host knows it; else taken of delimited files if asked for
};

// What became of one file.
struct SourceReport {
  std::string name;
  uint64_t size_bytes = 0;
  std::string sha256;  // empty unless asked for
  ingest::ReadPlan plan;
  uint64_t rows_in = 0;
  uint64_t rows_used = 0;  // rows_in = rows_used + excluded, by cause in issues
  SourceFacts facts;
  Money amount_read, amount_used;
  ingest::IssueLog issues;
  std::vector<Error> notices;
  uint64_t tax_converted = 0;       // amounts in the window that changed their tax basis
  uint64_t currency_converted = 0;  // and that changed their currency
  std::vector<ingest::ProbedColumn> columns;
};

struct ImportedData {
  std::vector<SourceReport> sources;
  profile::ProfileTable table;
  profile::ShipmentCounts shipment_counts;
  profile::MoneyTotals money;
  profile::TaxBasis tax_basis = profile::TaxBasis::kIncluded;  // of all counted amounts
  std::vector<document::AppliedMerge> merges;                  // those of the settings
  std::vector<Error> notices;                                  // about all files together
  loyalty::ClubRows club;  // of the club's files, customers and, if asked, shipments
  bool has_as_of = true;   // false: nothing carried a date and none was given
};

// What the aggregates of this program look at; other mapped columns stay untouched, so that nothing in them excludes a
// row.
[[nodiscard]] ingest::WantedFields WantedOf(model::DatasetId dataset, bool keeps_shipment_rows = false);

struct ImportWishes {
  bool hashes = false;  // SHA-256 of delimited files
  // Every line of shipments and charges in ImportedData::club, on all days up to as_of: 48 bytes each.
  bool keeps_shipment_rows = false;
};

// A file of members: there is a club, and it wants to know what each shipment was.
[[nodiscard]] bool HasMembers(const std::vector<ImportSource>& sources);

class ImportJob {
 public:
  ImportJob(std::vector<ImportSource> sources, const document::Settings& settings, ImportWishes wishes = {});
  // What to read next; nothing when all is read. After an error the job is of no use.
  [[nodiscard]] Result<std::optional<SourceRead>> Next();
  [[nodiscard]] Result<ingest::Feeding> Feed(std::string_view bytes);
  [[nodiscard]] Status EndRead(ingest::ReadOutcome outcome);
  // The read that Next() gave last may be done in parts by other engines instead, each with an ingest::PartReader of
  // the source's plan and of WantedOf its dataset and the same keeps_shipment_rows.
  [[nodiscard]] bool can_be_parted() const;
  void TakeParts();
  struct PartTaken {
    bool taken;
    uint64_t next;      // where the next part's first record begins
    std::string carry;  // of a part that was not taken: what is above it
  };
  // A message of a part, in the order of the parts.
  [[nodiscard]] Result<PartTaken> TakePart(std::string_view message);
  [[nodiscard]] Result<ImportedData> Finish();
  // Of the current file and pass.
  [[nodiscard]] uint64_t rows_so_far() const { return feed_ ? feed_->totals().rows_in : 0; }

 private:
  void BeginPass(Day as_of);
  void BeginSource();
  [[nodiscard]] Status EndSource();
  void FinishClub(ImportedData& data);
  void Take(const ingest::BatchSink& sink, model::EventBatch& batch);
  void NoteAfterAsOf(const model::EventBatch& batch, uint64_t rows);
  [[nodiscard]] ingest::BatchSink SinkOf(model::DatasetId dataset, uint32_t file);
  [[nodiscard]] Error Placed(Error error) const;

  std::vector<ImportSource> sources_;
  document::Settings settings_;
  ImportWishes wishes_;
  Day as_of_{};
  Window window_{};
  int pass_ = 0;
  size_t at_ = 0;

  std::shared_ptr<ingest::ImportPools> pools_;
  std::unique_ptr<RowSettlement> settlement_;
  std::unique_ptr<profile::ShipmentAggregate> shipments_;
  std::unique_ptr<profile::CustomersAggregate> customers_;
  std::unique_ptr<profile::SurveyAggregate> survey_;
  std::unique_ptr<profile::CarrierShareAggregate> carrier_share_;
  std::unique_ptr<profile::AttributesAggregate> attributes_;
  std::unique_ptr<loyalty::ClubReader> club_;
  // What the club earns on may lie before the window: settled over all days. Only where shipments are kept.
  std::unique_ptr<RowSettlement> club_settlement_;
  std::unique_ptr<TableFeed> feed_;
  std::vector<std::string> kept_texts_;  // of the first pass, by source
  Sha256 hash_;
  std::vector<SourceReport> reports_;
  std::vector<profile::DatasetTally> tallies_;  // by source, of this pass
  // Rows of this source that lie behind as_of_ (PROFILE-201).
  struct AfterAsOf {
    uint64_t rows = 0;
    Money amount;
    std::vector<std::pair<uint64_t, Day>> listed;  // the first of them, by number
  };
  AfterAsOf after_as_of_;
};

}  // namespace loyalane::intake
