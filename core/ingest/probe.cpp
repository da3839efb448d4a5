#include "ingest/probe.h"

#include <algorithm>
#include <array>

#include "ingest/cell_date.h"
#include "ingest/cell_number.h"
#include "ingest/cell_status.h"
#include "ingest/cell_text.h"
#include "ingest/csv_scanner.h"
#include "model/event_batch.h"

namespace loyalane::ingest {
namespace {

using model::Dataset;
using model::Field;
using model::FieldId;
using model::FieldType;
using model::kMicro;

constexpr size_t kSampleRecords = 400;
constexpr size_t kDelimiterRecords = 200;
constexpr uint32_t kHeaderRowsTried = 8;
constexpr size_t kSamplesShown = 5;
constexpr size_t kSampleBytesMax = 80;
constexpr std::array<char, 4> kDelimiters = {',', '\t', ';', '|'};

using Row = std::vector<std::string>;

// Records as UTF-8 cells.
void AppendRows(const RecordBlock& block, Encoding encoding, std::vector<Row>& rows) {
  std::string unquoted;
  for (size_t record = 0; record < block.records(); ++record) {
    Row row;
    for (uint32_t i = block.first_cell(record); i < block.ends[record]; ++i) {
      std::string_view raw = block.Raw(block.cells[i]);
      if (block.cells[i].escaped != 0) {
        Unquote(raw, unquoted);
        raw = unquoted;
      }
      std::string text;
      DecodeToUtf8(encoding, raw, text);
      row.push_back(std::move(text));
    }
    rows.push_back(std::move(row));
  }
}

// The delimiter that splits the most of the first records into the same number of cells, more than one.
char DetectDelimiter(std::string_view sample, Encoding encoding, bool whole) {
  char best = ',';
  uint64_t best_score = 0;
  RecordBlock block;
  for (const char delimiter : kDelimiters) {
    const ScanOutcome outcome =
        ScanRecords({delimiter, encoding}, sample.data(), sample.size(), whole, kDelimiterRecords, block);
    if (outcome.failed && block.records() == 0) continue;
    std::vector<uint32_t> counts;
    for (size_t record = 0; record < block.records(); ++record) {
      const uint32_t count = block.ends[record] - block.first_cell(record);
      if (count > 1) counts.push_back(count);
    }
    std::sort(counts.begin(), counts.end());
    uint64_t longest = 0;
    for (size_t i = 0; i < counts.size();) {
      size_t j = i;
      while (j < counts.size() && counts[j] == counts[i]) ++j;
      longest = std::max<uint64_t>(longest, j - i);
      i = j;
    }
    // Agreement first; among equals the delimiter listed first.
    if (longest > best_score) {
      best_score = longest;
      best = delimiter;
    }
  }
  return best;
}

// Position of a header among a field's synonyms: 0 = the field's own name, 1 = the best synonym ...; -1 = none.
int32_t SynonymRank(const Field& field, std::string_view normalised) {
  if (normalised.empty()) return -1;
  if (normalised == NormaliseHeader(field.name)) return 0;
  for (size_t i = 0; i < field.synonyms.size(); ++i) {
    if (field.synonyms[i] == normalised) return static_cast<int32_t>(i) + 1;
  }
  return -1;
}

size_t KnownHeaders(const Row& row, const Dataset* dataset) {
  size_t known = 0;
  for (const std::string& cell : row) {
    const std::string normalised = NormaliseHeader(cell);
    for (const Dataset& each : model::Datasets()) {
      if (dataset != nullptr && dataset->id != each.id) continue;
      const bool matches = std::any_of(each.fields.begin(), each.fields.end(), [&](const model::DatasetField& field) {
        return SynonymRank(model::FieldOf(field.field), normalised) >= 0;
      });
      if (matches) {
        ++known;
        break;
      }
    }
  }
  return known;
}

bool LooksLikeData(const Row& row) {
  for (const std::string& cell : row) {
    if (cell.empty()) continue;
    if (ParseNumber(cell).ok() || ParseDate(cell, {}).outcome == DateOutcome::kOk) return true;
  }
  return false;
}

// 1-based; 0 = none. The row among the first eight that holds the most known headers; without any, the first row if it
// is no data.
uint32_t DetectHeaderRow(const std::vector<Row>& rows, const Dataset* dataset) {
  uint32_t best = 0;
  size_t best_known = 0;
  for (uint32_t i = 0; i < std::min<size_t>(kHeaderRowsTried, rows.size()); ++i) {
    const size_t known = KnownHeaders(rows[i], dataset);
    if (known > best_known) {
      best_known = known;
      best = i + 1;
    }
  }
  if (best > 0) return best;
  for (uint32_t i = 0; i < std::min<size_t>(kHeaderRowsTried, rows.size()); ++i) {
    const bool blank =
        std::all_of(rows[i].begin(), rows[i].end(), [](const std::string& cell) { return TrimUtf8(cell).empty(); });
    if (blank) continue;
    return LooksLikeData(rows[i]) ? 0 : i + 1;
  }
  return 0;
}

struct Match {
  int32_t rank = -1;
  uint32_t column = 0;
};

// For each field of the dataset the columns whose header matches it, best synonym first, then leftmost.
std::vector<Match> MatchesOf(const Field& field, const std::vector<std::string>& normalised) {
  std::vector<Match> matches;
  for (uint32_t column = 0; column < normalised.size(); ++column) {
    const int32_t rank = SynonymRank(field, normalised[column]);
    if (rank >= 0) matches.push_back({rank, column});
  }
  std::stable_sort(matches.begin(), matches.end(), [](const Match& a, const Match& b) { return a.rank < b.rank; });
  return matches;
}

double DatasetConfidence(const Dataset& dataset, const std::vector<std::string>& normalised) {
  size_t required = 1;  // a customer key
  size_t required_found = 0;
  size_t found = 0;
  bool key = false;
  for (const model::DatasetField& entry : dataset.fields) {
    const Field& field = model::FieldOf(entry.field);
    const bool has = !MatchesOf(field, normalised).empty();
    if (has) ++found;
    if (has && field.type == FieldType::kKey) key = true;
    if (entry.required) {
      ++required;
      if (has) ++required_found;
    }
  }
  if (key) ++required_found;
  size_t named = 0;
  for (const std::string& header : normalised) {
    if (!header.empty()) ++named;
  }
  if (named == 0 || found == 0) return 0;
  const double needs = static_cast<double>(required_found) / static_cast<double>(required);
  const double explains = std::min(1.0, static_cast<double>(found) / static_cast<double>(named));
  return 0.5 * needs + 0.5 * explains;
}

bool Parses(FieldType type, const std::string& cell, const ReadPlan& plan) {
  switch (type) {
    case FieldType::kInstant:
      return ParseDate(cell, {plan.bill_month}).outcome == DateOutcome::kOk;
    case FieldType::kMoney:
      return ParseMoney(cell).ok();
    case FieldType::kNumber:
    case FieldType::kShare:
      return ParseNumber(cell).ok();
    case FieldType::kReal:
      return ParseReal(cell).outcome == NumberOutcome::kOk;
    case FieldType::kStatus:
      return ParseStatus(cell, plan.code_system).value_or(model::ShipmentStatus::kUnknown) !=
             model::ShipmentStatus::kUnknown;
    case FieldType::kKey:
    case FieldType::kWaybill:
      return !IsScientific(TrimUtf8(cell));
    case FieldType::kText:
      return true;
  }
  return true;
}

std::string Shortened(std::string_view text) {
  text = TrimUtf8(text);
  if (text.size() <= kSampleBytesMax) return std::string(text);
  size_t end = kSampleBytesMax;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
  return std::string(text.substr(0, end)) + "…";
}

class Prober {
 public:
  Prober(const ProbeInput& input, const ReadWishes& wishes) : input_(input), wishes_(wishes) {}

  Result<FileProbe> Run() {
    if (input_.size == 0 || input_.head.empty()) return Error(ErrorId::kFileEmpty);
    if (const std::string_view kind = LooksBinary(input_.head); !kind.empty()) {
      if (kind == "binary") return Error(ErrorId::kFileBinary);
      std::string name(kind);
      for (char& c : name) {
        if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
      }
      return Error(ErrorId::kFileOtherKind).With("kind", name);
    }
    ChooseEncoding();
    const Status sampled = Sample();
    if (!sampled) return sampled.error();
    if (rows_.empty()) return Error(ErrorId::kFileEmpty);
    const Dataset* wished = wishes_.dataset ? &model::DatasetOf(*wishes_.dataset) : nullptr;
    plan().header_row = wishes_.header_row.value_or(DetectHeaderRow(rows_, wished));
    NameColumns();
    ChooseDataset();
    BindFields();
    ChooseKey();
    CheckRequired();
    Describe();
    if (input_.head_is_whole() && CountDataRows() == 0) Problem(Error(ErrorId::kHeaderOnly));
    return std::move(probe_);
  }

 private:
  ReadPlan& plan() { return probe_.plan; }
  void Problem(Error error) { probe_.problems.push_back(std::move(error)); }

  void ChooseEncoding() {
    const EncodingGuess guess = DetectEncoding(input_.head, input_.tail, input_.head_is_whole());
    plan().encoding = wishes_.encoding.value_or(guess.encoding);
    probe_.encoding_certainty = wishes_.encoding ? EncodingGuess::Certainty::kStrict : guess.certainty;
    // A byte order mark is skipped when it is that of the encoding in use; it also settles the byte order of a wished
    // UTF-16.
    const auto is_utf16 = [](Encoding encoding) {
      return encoding == Encoding::kUtf16Le || encoding == Encoding::kUtf16Be;
    };
    if (guess.certainty == EncodingGuess::Certainty::kBom) {
      if (is_utf16(plan().encoding) && is_utf16(guess.encoding)) plan().encoding = guess.encoding;
      if (plan().encoding == guess.encoding) plan().bom_bytes = guess.bom_bytes;
    }
    plan().encoding_assumed =
        !wishes_.encoding && !guess.has_non_ascii && !input_.head_is_whole() && guess.encoding == Encoding::kUtf8;
    if (probe_.encoding_certainty == EncodingGuess::Certainty::kFallback) {
      probe_.notices.push_back(
          Error(ErrorId::kEncodingGuessed).With("encoding", std::string(EncodingName(plan().encoding))));
    }
  }

  // The sampled text as bytes that the scanner can read.
  std::string_view Scannable(std::string_view bytes, std::string& transcoded) {
    if (plan().encoding != Encoding::kUtf16Le && plan().encoding != Encoding::kUtf16Be) return bytes;
    Utf16Transcoder transcoder(plan().encoding);
    transcoder.Feed(bytes, transcoded);
    return transcoded;
  }
  Encoding ScannedEncoding() {
    return plan().encoding == Encoding::kUtf16Le || plan().encoding == Encoding::kUtf16Be ? Encoding::kUtf8
                                                                                          : plan().encoding;
  }

  Status Sample() {
    std::string transcoded;
    const std::string_view bytes =
        Scannable(input_.head.substr(std::min<size_t>(plan().bom_bytes, input_.head.size())), transcoded);
    const bool whole = input_.head_is_whole();
    plan().delimiter = wishes_.delimiter.value_or(DetectDelimiter(bytes, ScannedEncoding(), whole));
    RecordBlock block;
    const ScanOutcome outcome =
        ScanRecords({plan().delimiter, ScannedEncoding()}, bytes.data(), bytes.size(), whole, kSampleRecords, block);
    if (outcome.failed) {
      Error error(outcome.failure.id);
      error.At("", outcome.failure.record, std::to_string(outcome.failure.column));
      error.With("limit", std::to_string(outcome.failure.id == ErrorId::kColumnsTooMany ? kColumnsMax : kCellBytesMax));
      return error;
    }
    AppendRows(block, ScannedEncoding(), rows_);
    sample_is_whole_ = whole && !outcome.full;
    if (!input_.tail.empty()) {
      std::string tail_transcoded;
      // An even number of bytes for UTF-16, then from the first line end on.
      const size_t odd = ScannedEncoding() != plan().encoding ? (input_.size - input_.tail.size()) % 2 : 0;
      std::string_view tail = Scannable(input_.tail.substr(odd), tail_transcoded);
      const size_t line_end = tail.find_first_of("\r\n");
      if (line_end != std::string_view::npos) {
        tail.remove_prefix(line_end + 1);
        RecordBlock tail_block;
        if (!ScanRecords({plan().delimiter, ScannedEncoding()}, tail.data(), tail.size(), true, SIZE_MAX, tail_block)
                 .failed) {
          AppendRows(tail_block, ScannedEncoding(), tail_rows_);
        }
      }
    }
    return Done{};
  }

  size_t CountDataRows() {
    if (!sample_is_whole_) return 1;
    size_t rows = 0;
    for (size_t i = plan().header_row; i < rows_.size(); ++i) {
      const bool blank =
          std::all_of(rows_[i].begin(), rows_[i].end(), [](const std::string& cell) { return TrimUtf8(cell).empty(); });
      if (!blank) ++rows;
    }
    return rows;
  }

  void NameColumns() {
    if (plan().header_row > 0 && plan().header_row <= rows_.size()) {
      for (const std::string& cell : rows_[plan().header_row - 1]) plan().headers.emplace_back(TrimUtf8(cell));
      // Columns behind the last named one are no columns: exports often end lines with a delimiter.
      while (plan().headers.size() > 1 && plan().headers.back().empty()) plan().headers.pop_back();
    } else {
      size_t widest = 0;
      for (const Row& row : rows_) widest = std::max(widest, row.size());
      for (size_t i = 1; i <= widest; ++i) plan().headers.push_back(std::to_string(i));
    }
    for (const std::string& header : plan().headers) normalised_.push_back(NormaliseHeader(header));
    for (uint32_t column = 0; column < plan().headers.size(); ++column) {
      if (normalised_[column].empty()) continue;
      const auto first = std::find(normalised_.begin(), normalised_.end(), normalised_[column]);
      if (first - normalised_.begin() == static_cast<std::ptrdiff_t>(column) &&
          std::count(normalised_.begin(), normalised_.end(), normalised_[column]) > 1) {
        probe_.notices.push_back(
            Error(ErrorId::kHeaderRepeated).At("", plan().header_row).With("value", plan().headers[column]));
      }
    }
  }

  void ChooseDataset() {
    for (const Dataset& dataset : model::Datasets()) {
      probe_.datasets.push_back({dataset.id, DatasetConfidence(dataset, normalised_)});
    }
    std::stable_sort(probe_.datasets.begin(), probe_.datasets.end(),
                     [](const DatasetGuess& a, const DatasetGuess& b) { return a.confidence > b.confidence; });
    plan().dataset = wishes_.dataset.value_or(probe_.datasets.front().dataset);
    const bool unsure =
        probe_.datasets.front().confidence < 0.5 || probe_.datasets[0].confidence == probe_.datasets[1].confidence;
    if (!wishes_.dataset && unsure) Problem(Error(ErrorId::kDatasetUnknown));
  }

  std::optional<uint32_t> WishedColumn(const std::string& header) {
    for (uint32_t column = 0; column < plan().headers.size(); ++column) {
      if (plan().headers[column] == header) return column;
    }
    const std::string normalised = NormaliseHeader(header);
    for (uint32_t column = 0; column < plan().headers.size(); ++column) {
      if (!normalised.empty() && normalised_[column] == normalised) return column;
    }
    // A column number, for files without a header.
    uint64_t number = 0;
    for (const char c : header) {
      if (c < '0' || c > '9' || number > kColumnsMax) return std::nullopt;
      number = number * 10 + static_cast<uint64_t>(c - '0');
    }
    if (number >= 1 && number <= plan().headers.size()) return static_cast<uint32_t>(number - 1);
    return std::nullopt;
  }

  void BindFields() {
    const Dataset& dataset = model::DatasetOf(plan().dataset);
    std::vector<bool> taken(plan().headers.size(), false);
    std::vector<bool> by_hand(model::kFieldCount, false);
    for (const auto& [header, field] : wishes_.fields) {
      const auto column = WishedColumn(header);
      if (!column) {
        // A column to be left out may be absent.
        if (field) Problem(Error(ErrorId::kMappedColumnAbsent).With("header", header));
        continue;
      }
      if (field && !model::Has(dataset, *field)) {
        Problem(Error(ErrorId::kFieldUnknown)
                    .With("field", std::string(model::FieldOf(*field).name))
                    .With("dataset", std::string(dataset.name)));
        continue;
      }
      taken[*column] = true;
      if (!field) continue;
      plan().fields.push_back({*column, *field});
      by_hand[static_cast<size_t>(*field)] = true;
    }
    // A header that two fields of the dataset know says nothing by itself: it is asked about, never guessed.
    for (uint32_t column = 0; column < plan().headers.size(); ++column) {
      if (taken[column]) continue;
      std::vector<FieldId> meanings;
      for (const model::DatasetField& entry : dataset.fields) {
        if (SynonymRank(model::FieldOf(entry.field), normalised_[column]) >= 0) meanings.push_back(entry.field);
      }
      if (meanings.size() < 2) continue;
      taken[column] = true;
      std::string zh, en;
      for (const FieldId field : meanings) {
        zh += (zh.empty() ? "" : "或") + std::string(model::FieldOf(field).zh);
        en += (en.empty() ? "" : " or ") + std::string(model::FieldOf(field).en);
      }
      probe_.notices.push_back(Error(ErrorId::kColumnTwoMeanings)
                                   .At("", plan().header_row)
                                   .With("header", plan().headers[column])
                                   .With("fields", zh)
                                   .With("fields_en", en));
    }
    for (const model::DatasetField& entry : dataset.fields) {
      if (by_hand[static_cast<size_t>(entry.field)]) continue;
      const Field& field = model::FieldOf(entry.field);
      std::vector<Match> matches = MatchesOf(field, normalised_);
      std::erase_if(matches, [&](const Match& match) { return taken[match.column]; });
      if (matches.empty()) continue;
      const Match& best = matches.front();
      if (matches.size() > 1 && normalised_[matches[1].column] == normalised_[best.column]) {
        ambiguous_[static_cast<size_t>(entry.field)] = true;
        Problem(NameField(
            Error(ErrorId::kColumnAmbiguous).At("", plan().header_row).With("header", plan().headers[best.column]),
            entry.field));
        continue;
      }
      if (matches.size() > 1) {
        probe_.notices.push_back(NameField(Error(ErrorId::kFieldHasRivals)
                                               .At("", plan().header_row)
                                               .With("header", plan().headers[best.column])
                                               .With("rival", plan().headers[matches[1].column]),
                                           entry.field));
      }
      taken[best.column] = true;
      plan().fields.push_back({best.column, entry.field});
    }
    std::stable_sort(plan().fields.begin(), plan().fields.end(),
                     [](const ColumnBinding& a, const ColumnBinding& b) { return a.column < b.column; });
    plan().code_system = wishes_.code_system.value_or(model::CodeSystem::kNone);
    plan().share_unit = wishes_.share_unit.value_or(ShareUnit::kAuto);
    if (plan().share_unit == ShareUnit::kAuto) plan().share_unit = ShareUnitOfSample();
    plan().bill_month = wishes_.bill_month;
    plan().default_currency = wishes_.currency.value_or("CNY");
  }

  // One unit for the whole column: 60, 39 and 1 are percent, all three. Where the header says percent, RowReader knows.
  ShareUnit ShareUnitOfSample() {
    const auto column = plan().ColumnOf(FieldId::kShare);
    if (!column || normalised_[*column].find("pct") != std::string::npos) return ShareUnit::kAuto;
    std::string folded;
    FoldWidth(plan().headers[*column], folded);
    if (folded.find('%') != std::string::npos) return ShareUnit::kAuto;
    for (size_t i = plan().header_row; i < rows_.size(); ++i) {
      if (*column >= rows_[i].size()) continue;
      const NumberCell number = ParseNumber(rows_[i][*column]);
      if (number.ok() && !number.percent && number.value > kMicro) return ShareUnit::kPercent;
    }
    return ShareUnit::kAuto;
  }

  void ChooseKey() {
    for (const FieldId key : model::kCustomerKeys) {
      const bool wished = !wishes_.customer_key || *wishes_.customer_key == key;
      if (wished && plan().ColumnOf(key)) {
        plan().customer_key = key;
        return;
      }
    }
    plan().customer_key = wishes_.customer_key.value_or(FieldId::kCustomerId);
    Problem(NameField(Error(ErrorId::kRequiredColumnMissing), plan().customer_key));
  }

  void CheckRequired() {
    for (const model::DatasetField& entry : model::DatasetOf(plan().dataset).fields) {
      if (!entry.required || plan().ColumnOf(entry.field)) continue;
      if (!ambiguous_[static_cast<size_t>(entry.field)])
        Problem(NameField(Error(ErrorId::kRequiredColumnMissing), entry.field));
    }
    if (plan().dataset == model::DatasetId::kShipments && !plan().ColumnOf(FieldId::kWaybillNo)) {
      probe_.notices.push_back(Error(ErrorId::kNoWaybillColumn));
    }
  }

  void Describe() {
    const Dataset& dataset = model::DatasetOf(plan().dataset);
    for (uint32_t column = 0; column < plan().headers.size(); ++column) {
      ProbedColumn probed;
      probed.header = plan().headers[column];
      for (const ColumnBinding& binding : plan().fields) {
        if (binding.column == column) probed.field = binding.field;
      }
      int32_t best_rank = INT32_MAX;
      for (const model::DatasetField& entry : dataset.fields) {
        const int32_t rank = SynonymRank(model::FieldOf(entry.field), normalised_[column]);
        if (rank < 0) continue;
        probed.candidates.push_back(entry.field);
        best_rank = std::min(best_rank, rank);
      }
      probed.ambiguous = probed.candidates.size() > 1;
      size_t filled = 0;
      size_t parsed = 0;
      for (size_t i = plan().header_row; i < rows_.size(); ++i) {
        if (column >= rows_[i].size() || IsMissing(TrimUtf8(rows_[i][column]))) continue;
        ++filled;
        if (probed.samples.size() < kSamplesShown) probed.samples.push_back(Shortened(rows_[i][column]));
        if (probed.field && Parses(model::FieldOf(*probed.field).type, rows_[i][column], plan())) ++parsed;
      }
      if (probed.field && filled > 0) probed.parsed_share = static_cast<double>(parsed) / static_cast<double>(filled);
      if (probed.field) {
        const bool by_header = best_rank != INT32_MAX;
        probed.confidence = (by_header ? (probed.ambiguous ? 0.5 : 0.9) : 1.0) * probed.parsed_share.value_or(0.5);
        if (by_header && best_rank <= 3) probed.confidence = std::min(1.0, probed.confidence / 0.9);
      }
      probe_.columns.push_back(std::move(probed));
    }
    if (const auto column = plan().ColumnOf(FieldId::kShipTime)) {
      const auto look_at = [&](const Row& row) {
        if (*column >= row.size()) return;
        const DateCell date = ParseDate(row[*column], {plan().bill_month});
        if (date.outcome != DateOutcome::kOk) return;
        const Day day = Instant::FromPacked(date.packed).day();
        if (!probe_.last_ship_day || day > *probe_.last_ship_day) probe_.last_ship_day = day;
      };
      for (size_t i = plan().header_row; i < rows_.size(); ++i) look_at(rows_[i]);
      for (const Row& row : tail_rows_) look_at(row);
    }
  }

  const ProbeInput& input_;
  const ReadWishes& wishes_;
  FileProbe probe_;
  std::vector<Row> rows_;
  std::vector<Row> tail_rows_;
  std::vector<std::string> normalised_;
  bool sample_is_whole_ = false;
  std::array<bool, model::kFieldCount> ambiguous_{};  // fields that two columns of the same header could be
};

}  // namespace

Error NameField(Error error, FieldId id) {
  const Field& field = model::FieldOf(id);
  const std::string name = " (" + std::string(field.name) + ")";
  return error.With("field", std::string(field.zh) + name).With("field_en", std::string(field.en) + name);
}

Result<FileProbe> ProbeFile(const ProbeInput& input, const ReadWishes& wishes) { return Prober(input, wishes).Run(); }

}  // namespace loyalane::ingest
