#include "ingest/column_matching.h"

#include <algorithm>
#include <bit>

#include "ingest/cell_text.h"
#include "ingest/csv_scanner.h"
#include "table/text_pool.h"

namespace loyalane::ingest {
namespace {

using model::Dataset;
using model::DatasetField;
using model::Field;
using model::FieldId;

constexpr size_t kOwnNameBytesMax = 32;
// A file is taken for a dataset when half of what it could show for that is there, when its headers together weigh half
// of one that no other dataset has, and when the next dataset is clearly behind; else the user is asked which it is
// (docs/datasets.md "Which kind of data a file is").
constexpr double kConfidenceMin = 0.5;
constexpr double kEvidenceMin = 0.5;
constexpr double kConfidenceMargin = 0.08;
// What a header that nobody knows weighs, where one that a single dataset has weighs 1.
constexpr double kUnknownHeaderWeight = 0.25;
constexpr FieldId kUsualKey = FieldId::kCustomerId;

// "custid" is the account and "cust_id" the customer (domain.md 3.2): the one pair that only '_' tells apart.
std::string_view NameOf(std::string_view header, std::string_view normalised) {
  constexpr std::string_view kCustomer = "cust_id";
  if (normalised != "custid") return normalised;
  return TrimUtf8(header).find('_') == kCustomer.find('_') ? kCustomer : normalised;
}

}  // namespace

HeaderIndex::HeaderIndex() {
  // Never more than reserved: the views into it must hold.
  own_names_.reserve(model::kFieldCount * kOwnNameBytesMax);
  first_.fill(kNone);
  for (size_t i = 0; i < model::kFieldCount; ++i) {
    const Field& field = model::FieldOf(static_cast<FieldId>(i));
    const size_t begin = own_names_.size();
    for (const char c : field.name) {
      if (c != '_') own_names_ += c;
    }
    Add(std::string_view(own_names_).substr(begin), field.id, 0);
    uint8_t rank = 0;
    std::string_view rest = field.synonyms;
    while (!rest.empty()) Add(model::NextSynonym(rest), field.id, ++rank);
  }
  for (const Dataset& dataset : model::Datasets()) {
    for (const DatasetField& entry : dataset.fields) {
      datasets_of_field_[static_cast<size_t>(entry.field)] |= uint32_t{1} << static_cast<unsigned>(dataset.id);
    }
  }
}

void HeaderIndex::Add(std::string_view header, FieldId field, uint8_t rank) {
  uint16_t& first = first_[table::HashBytes(header) % kSlots];
  meanings_.push_back({header, field, rank, first});
  first = static_cast<uint16_t>(meanings_.size() - 1);
}

int32_t HeaderIndex::Rank(FieldId field, std::string_view normalised) const {
  for (uint16_t at = first_[table::HashBytes(normalised) % kSlots]; at != kNone; at = meanings_[at].next) {
    if (meanings_[at].field == field && meanings_[at].header == normalised) return meanings_[at].rank;
  }
  return -1;
}

bool HeaderIndex::Knows(std::string_view normalised, const Dataset* dataset) const {
  const uint32_t datasets = DatasetsOf(normalised);
  return dataset == nullptr ? datasets != 0 : (datasets >> static_cast<unsigned>(dataset->id) & 1U) != 0;
}

uint32_t HeaderIndex::DatasetsOf(std::string_view normalised) const {
  uint32_t datasets = 0;
  for (uint16_t at = first_[table::HashBytes(normalised) % kSlots]; at != kNone; at = meanings_[at].next) {
    if (meanings_[at].header == normalised) datasets |= datasets_of_field_[static_cast<size_t>(meanings_[at].field)];
  }
  return datasets;
}

size_t KnownHeaders(const HeaderIndex& index, const std::vector<std::string>& row, const Dataset* dataset) {
  size_t known = 0;
  for (const std::string& cell : row) known += index.Knows(NormaliseHeader(cell), dataset) ? 1 : 0;
  return known;
}

std::optional<uint32_t> FindColumn(const std::vector<std::string>& headers, const std::vector<std::string>& normalised,
                                   std::string_view wished) {
  for (uint32_t column = 0; column < headers.size(); ++column) {
    if (headers[column] == wished) return column;
  }
  const std::string name = NormaliseHeader(wished);
  for (uint32_t column = 0; column < headers.size(); ++column) {
    if (!name.empty() && normalised[column] == name) return column;
  }
  // A column number, for files without a header.
  uint64_t number = 0;
  for (const char c : wished) {
    if (c < '0' || c > '9' || number > kColumnsMax) return std::nullopt;
    number = number * 10 + static_cast<uint64_t>(c - '0');
  }
  if (number >= 1 && number <= headers.size()) return static_cast<uint32_t>(number - 1);
  return std::nullopt;
}

ColumnMatcher::ColumnMatcher(const HeaderIndex& index, const ReadWishes& wishes,
                             const std::vector<std::string>& normalised, FileProbe& probe)
    : index_(index), wishes_(wishes), normalised_(normalised), probe_(probe) {
  for (size_t column = 0; column < normalised.size(); ++column)
    names_.push_back(NameOf(probe.plan.headers[column], normalised[column]));
}

std::vector<ColumnMatcher::Match> ColumnMatcher::MatchesOf(FieldId field) const {
  std::vector<Match> matches;
  for (uint32_t column = 0; column < normalised_.size(); ++column) {
    const int32_t rank = RankOf(column, field);
    if (rank < 0) continue;
    auto place = matches.end();
    while (place != matches.begin() && rank < (place - 1)->rank) --place;
    matches.insert(place, {rank, column});
  }
  return matches;
}

double ColumnMatcher::Confidence(const Dataset& dataset) const {
  const auto has = [this](FieldId field) {
    return std::any_of(names_.begin(), names_.end(),
                       [&](std::string_view name) { return index_.Rank(field, name) >= 0; });
  };
  const bool key = std::any_of(dataset.keys.begin(), dataset.keys.end(), has);
  size_t needed = dataset.key_required ? 1 : 0;
  size_t met = dataset.key_required && key ? 1 : 0;
  bool any_fact = false;
  for (const DatasetField& entry : dataset.fields) {
    const bool found = has(entry.field);
    any_fact = any_fact || (found && model::FieldOf(entry.field).type != model::FieldType::kKey);
    if (!entry.required) continue;
    ++needed;
    met += found ? 1 : 0;
  }
  // A list of codes and names is a list of customers; nothing else is said without a fact.
  if (!any_fact && !(key && dataset.id == model::DatasetId::kCustomers)) return 0;
  const Evidence evidence = EvidenceFor(dataset.id);
  return 0.5 * static_cast<double>(met) / static_cast<double>(needed) + 0.5 * evidence.explained / evidence.named;
}

// A header that one dataset alone has says more than one that many have.
ColumnMatcher::Evidence ColumnMatcher::EvidenceFor(model::DatasetId dataset) const {
  Evidence evidence;
  for (uint32_t column = 0; column < normalised_.size(); ++column) {
    if (normalised_[column].empty()) continue;
    const uint32_t datasets = index_.DatasetsOf(names_[column]);
    const double weight = datasets == 0 ? kUnknownHeaderWeight : 1.0 / std::popcount(datasets);
    evidence.named += weight;
    if ((datasets >> static_cast<unsigned>(dataset) & 1U) != 0) evidence.explained += weight;
  }
  return evidence;
}

void ColumnMatcher::ChooseDataset() {
  std::vector<DatasetGuess>& guesses = probe_.datasets;
  for (const Dataset& dataset : model::Datasets()) {
    const double confidence = Confidence(dataset);
    auto place = guesses.end();
    while (place != guesses.begin() && confidence > (place - 1)->confidence) --place;
    guesses.insert(place, {dataset.id, confidence});
  }
  const DatasetGuess best = guesses.front();
  plan().dataset = wishes_.dataset.value_or(best.dataset);
  if (wishes_.dataset) return;
  const bool weak = best.confidence < kConfidenceMin || EvidenceFor(best.dataset).explained < kEvidenceMin;
  if (!weak && best.confidence - guesses[1].confidence >= kConfidenceMargin) return;
  std::string zh, en;
  for (const DatasetGuess& guess : guesses) {
    if (guess.confidence <= 0 || (!weak && best.confidence - guess.confidence >= kConfidenceMargin)) continue;
    zh += (zh.empty() ? "" : "、") + std::string(model::DatasetOf(guess.dataset).zh);
    en += (en.empty() ? "" : ", ") + std::string(model::DatasetOf(guess.dataset).en);
  }
  if (zh.empty()) {
    zh = "都不像";
    en = "none";
  }
  Problem(Error(ErrorId::kDatasetUnknown).With("datasets", zh).With("datasets_en", en));
}

std::vector<FieldId> ColumnMatcher::MeaningsOf(uint32_t column) const {
  std::vector<FieldId> meanings;
  for (const DatasetField& entry : model::DatasetOf(probe_.plan.dataset).fields) {
    if (RankOf(column, entry.field) < 0) continue;
    // A spare field is no meaning of its own beside another.
    if (!entry.spare || meanings.empty()) meanings.push_back(entry.field);
  }
  return meanings;
}

// Bindings stand in the order of their columns.
void ColumnMatcher::Bind(uint32_t column, FieldId field) {
  std::vector<ColumnBinding>& fields = plan().fields;
  auto place = fields.end();
  while (place != fields.begin() && column < (place - 1)->column) --place;
  fields.insert(place, {column, field});
}

// Columns that the user gave a field, or took out.
void ColumnMatcher::BindWished() {
  const Dataset& dataset = model::DatasetOf(plan().dataset);
  for (const auto& [header, field] : wishes_.fields) {
    const auto column = FindColumn(plan().headers, normalised_, header);
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
    taken_[*column] = true;
    if (!field) continue;
    Bind(*column, *field);
    by_hand_.set(static_cast<size_t>(*field));
  }
}

// Whether the file cannot be read without the field.
bool ColumnMatcher::IsNeeded(FieldId field) {
  const Dataset& dataset = model::DatasetOf(plan().dataset);
  const auto bound = [this](FieldId key) { return plan().ColumnOf(key).has_value(); };
  if (model::IsKeyOf(dataset, field))
    return dataset.key_required && std::none_of(dataset.keys.begin(), dataset.keys.end(), bound);
  return !bound(field) && std::any_of(dataset.fields.begin(), dataset.fields.end(), [field](const DatasetField& entry) {
    return entry.field == field && entry.required;
  });
}

void ColumnMatcher::BindFields() {
  const Dataset& dataset = model::DatasetOf(plan().dataset);
  const auto columns = static_cast<uint32_t>(plan().headers.size());
  taken_.assign(columns, false);
  BindWished();
  // A header that two fields of the dataset know says nothing by itself: it is asked about, never guessed.
  std::vector<uint32_t> two_meanings;
  for (uint32_t column = 0; column < columns; ++column) {
    if (taken_[column] || MeaningsOf(column).size() < 2) continue;
    taken_[column] = true;
    two_meanings.push_back(column);
  }
  std::vector<ColumnBinding> repeated;
  for (const DatasetField& entry : dataset.fields) {
    if (plan().ColumnOf(entry.field)) continue;
    std::vector<Match> matches = MatchesOf(entry.field);
    std::erase_if(matches, [this](const Match& match) { return taken_[match.column]; });
    if (matches.empty()) continue;
    const uint32_t best = matches.front().column;
    if (matches.size() > 1 && normalised_[matches[1].column] == normalised_[best]) {
      repeated.push_back({best, entry.field});
      continue;
    }
    taken_[best] = true;
    Bind(best, entry.field);
  }
  // What is asked stops the file only where nothing else gives what it needs.
  const auto about = [this](ErrorId id, uint32_t column) {
    return Error(id).At("", plan().header_row).With("header", plan().headers[column]);
  };
  for (const uint32_t column : two_meanings) {
    const std::vector<FieldId> meanings = MeaningsOf(column);
    std::string zh, en;
    bool needed = false;
    for (const FieldId field : meanings) {
      zh += (zh.empty() ? "" : "或") + std::string(model::FieldOf(field).zh);
      en += (en.empty() ? "" : " or ") + std::string(model::FieldOf(field).en);
      needed = needed || IsNeeded(field);
    }
    Ask(about(needed ? ErrorId::kColumnNeedsMeaning : ErrorId::kColumnTwoMeanings, column)
            .With("fields", zh)
            .With("fields_en", en),
        needed, meanings);
  }
  for (const ColumnBinding& question : repeated) {
    const bool needed = IsNeeded(question.field);
    Ask(NameField(about(needed ? ErrorId::kColumnAmbiguous : ErrorId::kColumnRepeated, question.column),
                  question.field),
        needed, {question.field});
  }
  NameRivals();
}

void ColumnMatcher::Ask(Error error, bool needed, const std::vector<FieldId>& fields) {
  if (!needed) {
    probe_.notices.push_back(std::move(error));
    return;
  }
  for (const FieldId field : fields) asked_.set(static_cast<size_t>(field));
  Problem(std::move(error));
}

// Of several columns that a field could be, which was taken by itself and which was not.
void ColumnMatcher::NameRivals() {
  for (const DatasetField& entry : model::DatasetOf(plan().dataset).fields) {
    const auto column = plan().ColumnOf(entry.field);
    if (!column || by_hand_[static_cast<size_t>(entry.field)]) continue;
    for (const Match& match : MatchesOf(entry.field)) {
      if (taken_[match.column]) continue;
      probe_.notices.push_back(NameField(Error(ErrorId::kFieldHasRivals)
                                             .At("", plan().header_row)
                                             .With("header", plan().headers[*column])
                                             .With("rival", plan().headers[match.column]),
                                         entry.field));
      break;
    }
  }
}

void ColumnMatcher::ChooseKey() {
  const Dataset& dataset = model::DatasetOf(plan().dataset);
  // A mapping for several kinds of file may wish for a key that this kind does not have.
  const bool wished = wishes_.customer_key && model::IsKeyOf(dataset, *wishes_.customer_key);
  bool asked = false;
  for (const FieldId key : dataset.keys) {
    asked = asked || asked_[static_cast<size_t>(key)];
    if ((wished && *wishes_.customer_key != key) || !plan().ColumnOf(key)) continue;
    plan().customer_key = key;
    return;
  }
  // Rows that are nobody's name no column as it: the usual one stands for none.
  const bool usual = dataset.keys.empty() || model::Has(dataset, kUsualKey);
  plan().customer_key = wished ? *wishes_.customer_key : usual ? kUsualKey : dataset.keys.front();
  if (dataset.key_required && !asked) {
    Problem(NameField(Error(ErrorId::kRequiredColumnMissing), plan().customer_key));
  }
}

void ColumnMatcher::CheckRequired() {
  for (const DatasetField& entry : model::DatasetOf(plan().dataset).fields) {
    if (!entry.required || plan().ColumnOf(entry.field) || asked_[static_cast<size_t>(entry.field)]) continue;
    // An amount that several fee columns make up needs no column of its own.
    if (entry.field == FieldId::kAmount && !plan().amount_parts.empty()) continue;
    Problem(NameField(Error(ErrorId::kRequiredColumnMissing), entry.field));
  }
  if (plan().dataset == model::DatasetId::kShipments && !plan().ColumnOf(FieldId::kWaybillNo)) {
    probe_.notices.push_back(Error(ErrorId::kNoWaybillColumn));
  }
}

}  // namespace loyalane::ingest
