#include "ingest/probe.h"

#include <algorithm>
#include <array>

#include "base/sort.h"
#include "ingest/cell_birthday.h"
#include "ingest/cell_date.h"
#include "ingest/cell_number.h"
#include "ingest/cell_score.h"
#include "ingest/cell_status.h"
#include "ingest/cell_text.h"
#include "ingest/column_matching.h"
#include "ingest/csv_scanner.h"
#include "ingest/statement_headers.h"
#include "ingest/statement_key_value.h"
#include "ingest/statement_layout.h"
#include "ingest/statement_rows.h"
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
constexpr size_t kSamplesShown = 5;
constexpr size_t kSampleBytesMax = 80;
constexpr std::array<char, 4> kDelimiters = {',', '\t', ';', '|'};

using Row = TextRow;

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
    Sort(counts);
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

bool Parses(FieldId field, std::string cell, const ReadPlan& plan) {
  if (plan.decimal_comma.value_or(false)) {
    std::string point;
    WithDecimalPoint(cell, point);
    if (ParseNumber(point).ok()) cell = point;
  }
  switch (model::FieldOf(field).type) {
    case FieldType::kInstant:
      return ParseDate(cell, {plan.bill_month, plan.date_order}).outcome == DateOutcome::kOk;
    case FieldType::kMoney:
      return ParseMoney(cell).ok();
    case FieldType::kNumber:
      return field == FieldId::kScore ? ParseScore(cell, plan.score_words).ok() : ParseNumber(cell).ok();
    case FieldType::kShare:
      return ParseNumber(cell).ok();
    case FieldType::kWhole: {
      const NumberCell number = ParseNumber(cell);
      return number.ok() && number.value % kMicro == 0;
    }
    case FieldType::kBirthday:
      return ParseBirthday(cell, false).outcome == DateOutcome::kOk;
    case FieldType::kReal:
      return ParseReal(cell).outcome == NumberOutcome::kOk;
    case FieldType::kStatus:
      return ParseStatus(cell, plan.code_system).value_or(model::ShipmentStatus::kUnknown) !=
             model::ShipmentStatus::kUnknown;
    case FieldType::kKey:
    case FieldType::kWaybill:
    case FieldType::kPhone:
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
    NameTable();
    ColumnMatcher matcher(index_, wishes_, sample_.matched, probe_);
    matcher.ChooseDataset();
    ProposeTableEnd(wishes_, sample_, probe_);
    matcher.BindFields();
    ApplyWishes();
    ProposeLayout(wishes_, sample_, probe_);
    matcher.ChooseKey();
    matcher.CheckRequired();
    Describe(matcher);
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
    sample_.is_whole = sample_is_whole_;
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
          AppendRows(tail_block, ScannedEncoding(), sample_.tail);
        }
      }
    }
    return Done{};
  }

  size_t CountDataRows() {
    if (!sample_is_whole_) return 1;
    return static_cast<size_t>(std::count_if(sample_.rows.begin(), sample_.rows.end(),
                                             [](const Row& row) { return !FirstFilled(row).empty(); }));
  }

  // Where the header is and what the columns are called; the sample's rows, apart from it.
  void NameTable() {
    sample_.file_name = input_.name;
    if (wishes_.key_value.value_or(sample_is_whole_ && !wishes_.header_row)) {
      std::vector<std::string> labels = FindLabels(index_, rows_, wishes_.key_value.has_value());
      if (!labels.empty() || wishes_.key_value) {
        ReadKeyValues(std::move(labels));
        return;
      }
    }
    const HeaderPlace header = PlaceHeader();
    plan().header_row = header.row;
    plan().header_rows = header.rows;
    ColumnNames names = NameColumns(index_, rows_, header);
    plan().headers = std::move(names.headers);
    sample_.matched = std::move(names.matched);
    const size_t titles = header.row == 0 ? 0 : std::min<size_t>(header.row - 1, rows_.size());
    const size_t data = header.row == 0 ? 0 : std::min<size_t>(titles + header.rows, rows_.size());
    const auto at = [this](size_t row) {
      return std::make_move_iterator(rows_.begin() + static_cast<std::ptrdiff_t>(row));
    };
    sample_.titles.assign(at(0), at(titles));
    sample_.rows.assign(at(data), at(rows_.size()));
    TellRepeatedHeaders();
  }

  HeaderPlace PlaceHeader() {
    const Dataset* wished = wishes_.dataset ? &model::DatasetOf(*wishes_.dataset) : nullptr;
    if (!wishes_.header_row) {
      HeaderPlace found = FindHeader(index_, rows_, wished);
      if (wishes_.header_rows && found.row > 0) found.rows = *wishes_.header_rows;
      return found;
    }
    const auto rows_of = [&](uint32_t row) {
      return row == 0 ? 1 : wishes_.header_rows.value_or(IsTwoRowHeader(index_, rows_, row, wished) ? 2 : 1);
    };
    HeaderPlace place{*wishes_.header_row, rows_of(*wishes_.header_row)};
    // Next month's statement may have a title row more or less: the header is where all the mapped columns are.
    const size_t mapped = static_cast<size_t>(
        std::count_if(wishes_.fields.begin(), wishes_.fields.end(), [](const auto& wish) { return wish.second; }));
    if (place.row == 0 || mapped == 0 || MappedIn(place) == mapped) return place;
    for (uint32_t row = 1; row <= std::min<size_t>(kHeaderRowsTried, rows_.size()); ++row) {
      const HeaderPlace other{row, rows_of(row)};
      if (MappedIn(other) == mapped) return other;
    }
    return place;
  }

  // How many of the columns that the user gave a meaning a header has, by their text.
  size_t MappedIn(HeaderPlace header) {
    const ColumnNames names = NameColumns(index_, rows_, header);
    return static_cast<size_t>(std::count_if(wishes_.fields.begin(), wishes_.fields.end(), [&](const auto& wish) {
      return wish.second && std::find(names.headers.begin(), names.headers.end(), wish.first) != names.headers.end();
    }));
  }

  void ReadKeyValues(std::vector<std::string> labels) {
    plan().key_value = true;
    plan().header_row = 0;
    if (labels.empty()) Problem(Error(ErrorId::kKeyValueEmpty));
    plan().headers = std::move(labels);
    for (const std::string& label : plan().headers) sample_.matched.push_back(MatchedLabel(index_, label));
    KeyValueTable table(plan().headers, [this](uint64_t, const Row& values) { sample_.rows.push_back(values); });
    for (size_t row = 0; row < rows_.size(); ++row) table.AddRow(row + 1, rows_[row]);
    table.Finish();
    sample_.tail.clear();
  }

  // Headers that are the same in writing and in meaning: amounts with and without tax differ in brackets alone.
  void TellRepeatedHeaders() {
    std::vector<std::string> normalised;
    for (const std::string& header : plan().headers) normalised.push_back(NormaliseHeader(header));
    const auto same = [&](size_t a, size_t b) {
      return normalised[a] == normalised[b] && sample_.matched[a] == sample_.matched[b];
    };
    for (size_t column = 0; column < normalised.size(); ++column) {
      size_t before = 0;
      while (before < column && !same(before, column)) ++before;
      size_t behind = column + 1;
      while (behind < normalised.size() && !same(behind, column)) ++behind;
      if (normalised[column].empty() || before < column || behind == normalised.size()) continue;
      probe_.notices.push_back(
          Error(ErrorId::kHeaderRepeated).At("", plan().header_row).With("value", plan().headers[column]));
    }
  }

  void ApplyWishes() {
    plan().code_system = wishes_.code_system.value_or(model::CodeSystem::kNone);
    plan().share_unit = wishes_.share_unit.value_or(ShareUnit::kAuto);
    if (plan().share_unit == ShareUnit::kAuto) plan().share_unit = ShareUnitOfSample();
  }

  // One unit for the whole column: 60, 39 and 1 are percent, all three. Where the header says percent, RowReader knows.
  ShareUnit ShareUnitOfSample() {
    const auto column = plan().ColumnOf(FieldId::kShare);
    if (!column || sample_.matched[*column].find("pct") != std::string::npos) return ShareUnit::kAuto;
    std::string folded;
    FoldWidth(plan().headers[*column], folded);
    if (folded.find('%') != std::string::npos) return ShareUnit::kAuto;
    for (const Row& row : sample_.rows) {
      if (*column >= row.size()) continue;
      const NumberCell number = ParseNumber(row[*column]);
      if (number.ok() && !number.percent && number.value > kMicro) return ShareUnit::kPercent;
    }
    return ShareUnit::kAuto;
  }

  void Describe(const ColumnMatcher& matcher) {
    for (uint32_t column = 0; column < plan().headers.size(); ++column) {
      ProbedColumn probed;
      probed.header = plan().headers[column];
      for (const ColumnBinding& binding : plan().fields) {
        if (binding.column == column) probed.field = binding.field;
      }
      probed.candidates = matcher.MeaningsOf(column);
      int32_t best_rank = INT32_MAX;
      for (const FieldId field : probed.candidates) best_rank = std::min(best_rank, matcher.RankOf(column, field));
      probed.ambiguous = probed.candidates.size() > 1;
      size_t filled = 0;
      size_t parsed = 0;
      for (const Row& row : sample_.rows) {
        if (column >= row.size() || IsMissing(TrimUtf8(row[column]))) continue;
        ++filled;
        if (probed.samples.size() < kSamplesShown) probed.samples.push_back(Shortened(row[column]));
        if (probed.field && Parses(*probed.field, row[column], plan())) ++parsed;
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
        const DateCell date = ParseDate(row[*column], {plan().bill_month, plan().date_order});
        if (date.outcome != DateOutcome::kOk) return;
        const Day day = Instant::FromPacked(date.packed).day();
        if (!probe_.last_ship_day || day > *probe_.last_ship_day) probe_.last_ship_day = day;
      };
      for (const Row& row : sample_.rows) look_at(row);
      for (const Row& row : sample_.tail) look_at(row);
    }
  }

  const ProbeInput& input_;
  const ReadWishes& wishes_;
  const HeaderIndex index_;
  FileProbe probe_;
  std::vector<Row> rows_;
  StatementSample sample_;
  bool sample_is_whole_ = false;
};

}  // namespace

Error NameField(Error error, FieldId id) {
  const Field& field = model::FieldOf(id);
  const std::string name = " (" + std::string(field.name) + ")";
  return error.With("field", std::string(field.zh) + name).With("field_en", std::string(field.en) + name);
}

Result<FileProbe> ProbeFile(const ProbeInput& input, const ReadWishes& wishes) { return Prober(input, wishes).Run(); }

}  // namespace loyalane::ingest
