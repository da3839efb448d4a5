// ProbeFile: the first and last bytes of a file -> what it is and how to read it: encoding, delimiter, header row, kind
// of data, which column is which field, each with samples and a confidence. A proposal: the user corrects it, RowReader
// obeys the plan.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"
#include "ingest/encoding_detection.h"
#include "ingest/read_plan.h"

namespace loyalane::ingest {

// How many first and last bytes of a file a probe wants.
inline constexpr uint64_t kProbeHeadBytes = 512 * 1024;
inline constexpr uint64_t kProbeTailBytes = 64 * 1024;

// What the user has said about a file; whatever is absent is found out.
struct ReadWishes {
  std::optional<model::DatasetId> dataset;
  std::optional<std::string> sheet;  // of a workbook
  std::optional<Encoding> encoding;
  std::optional<char> delimiter;
  std::optional<uint32_t> header_row;   // 1-based record, 0 = none
  std::optional<uint32_t> header_rows;  // 1 or 2
  std::optional<bool> key_value;
  std::optional<std::vector<std::string>> end_marks;  // empty: none
  // Header text (or 1-based column number) and the value of the rows to use; an empty header: all rows.
  std::optional<std::pair<std::string, std::string>> only;
  std::optional<std::vector<std::string>> amount_parts;  // header texts or column numbers; empty: none
  RowRules rules;
  std::optional<DateOrder> date_order;
  std::optional<TaxBasis> tax_basis;
  std::optional<int64_t> tax_rate;  // millionths
  std::optional<bool> decimal_comma;
  std::optional<bool> score_words;
  // Header text (or 1-based column number) -> field, or nothing: leave the column out.
  std::vector<std::pair<std::string, std::optional<model::FieldId>>> fields;
  std::optional<model::FieldId> customer_key;
  std::optional<model::CodeSystem> code_system;
  std::optional<ShareUnit> share_unit;
  std::optional<CivilDate> bill_month;
  std::optional<std::string> currency;
};

struct ProbeInput {
  uint64_t size = 0;
  std::string_view head;    // all of the file when it is not longer than kProbeHeadBytes
  std::string_view tail;    // its last bytes, not overlapping head
  std::string_view name{};  // of the file: may hold the month of a statement
  [[nodiscard]] bool head_is_whole() const { return head.size() == size; }
};

struct ProbedColumn {
  std::string header;
  std::vector<std::string> samples;  // up to 5, not empty
  std::optional<model::FieldId> field;
  std::vector<model::FieldId> candidates;  // fields of the dataset whose synonyms the header matches
  double confidence = 0;                   // 0..1
  std::optional<double> parsed_share;      // of the sampled non-empty cells, how many read as the field's type
  bool ambiguous = false;                  // more than one candidate: ask
};

struct DatasetGuess {
  model::DatasetId dataset;
  double confidence;  // 0..1: matched share of what the dataset needs and the file has
};

struct FileProbe {
  ReadPlan plan;
  EncodingGuess::Certainty encoding_certainty = EncodingGuess::Certainty::kFallback;
  std::vector<DatasetGuess> datasets;  // best first
  std::vector<ProbedColumn> columns;
  std::vector<Error> problems;  // Fatal: the file cannot be read with this plan; places lack the file's name
  std::vector<Error> notices;
  std::optional<Day> last_ship_day;  // latest in the sampled rows
};

// The error with the parameters "field" and "field_en": the field as people call it, and its name in brackets.
[[nodiscard]] Error NameField(Error error, model::FieldId field);

// Errors returned: INGEST-101 empty, 104/105 not a text table, 103/106/107 the head cannot be split.
// In problems: INGEST-102 header only, 109 required column missing, 111 ambiguous column, 112 dataset unknown, 113
// mapped column absent.
[[nodiscard]] Result<FileProbe> ProbeFile(const ProbeInput& input, const ReadWishes& wishes);

}  // namespace loyalane::ingest
