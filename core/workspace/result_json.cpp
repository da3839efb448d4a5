#include "workspace/result_json.h"

#include <array>
#include <memory>
#include <nlohmann/json.hpp>

#include "document/any_json.h"
#include "document/mapping_json.h"
#include "document/plan_json.h"
#include "document/profile_book.h"
#include "document/version.h"
#include "math/interval.h"
#include "report/json_text.h"

namespace loyalane::workspace {
namespace {

using document::ParseAnyJson;
using document::ToJson;
using intake::ImportedData;
using intake::SourceReport;
using model::FieldId;

Json Number(double value) { return value == value ? Json(value) : Json(nullptr); }

Json DayJson(Day day) {
  if (day.since_epoch == INT32_MIN || day.since_epoch == INT32_MAX) return nullptr;
  return ToIso(day);
}

std::string_view SeverityName(Severity severity) {
  switch (severity) {
    case Severity::Fatal:
      return "fatal";
    case Severity::Row:
      return "row";
    case Severity::Notice:
      break;
  }
  return "notice";
}

std::string_view CertaintyName(ingest::EncodingGuess::Certainty certainty) {
  switch (certainty) {
    case ingest::EncodingGuess::Certainty::kBom:
      return "bom";
    case ingest::EncodingGuess::Certainty::kStrict:
      return "strict";
    case ingest::EncodingGuess::Certainty::kLikely:
      return "likely";
    case ingest::EncodingGuess::Certainty::kFallback:
      break;
  }
  return "fallback";
}

Json ErrorsJson(const std::vector<Error>& errors) {
  Json list = Json::array();
  for (const Error& error : errors) list.push_back(ErrorJson(error));
  return list;
}

// A cause without a row's own value: how it is called in a list of causes.
Json CauseJson(ErrorId id, uint64_t count) {
  const Error error = Error(id).With("value", "…");
  return {{"id", IdOf(id)},
          {"count", count},
          {"severity", SeverityName(TextOf(id).severity)},
          {"zh", Sentence(error, Language::kZh)},
          {"en", Sentence(error, Language::kEn)},
          {"zhRemedy", Remedy(error, Language::kZh)},
          {"enRemedy", Remedy(error, Language::kEn)}};
}

uint64_t CountOf(const ImportedData& data, ErrorId id) {
  uint64_t count = 0;
  for (const SourceReport& source : data.sources) count += source.issues.count(id);
  return count;
}

Error ErrorOf(const SourceReport& source, const ingest::Issue& issue) {
  const std::string column =
      issue.column < source.plan.headers.size() ? source.plan.headers[issue.column] : std::string();
  return Error(issue.id).At(source.name, issue.row, column).With("value", issue.value);
}

Json BinsJson(const segment::RfmBins& bins, int count) {
  Json sizes = Json::array();
  for (int i = 0; i < count; ++i) sizes.push_back(bins.sizes[static_cast<size_t>(i)]);
  return {{"cuts", bins.cuts}, {"sizes", sizes}};
}

// Null where the rows are nobody's.
Json KeyJson(const ingest::ReadPlan& plan) {
  return plan.ColumnOf(plan.customer_key) ? Json(model::FieldOf(plan.customer_key).name) : Json(nullptr);
}

void AddFacts(const intake::SourceFacts& facts, Json& entry) {
  entry["keys"] = facts.keys;
  entry["firstDate"] = facts.days ? DayJson(facts.days->from) : Json(nullptr);
  entry["lastDate"] = facts.days ? DayJson(facts.days->to) : Json(nullptr);
  entry["amount"] = facts.amount ? Json(ToDecimal(*facts.amount)) : Json(nullptr);
  entry["unknownCustomers"] = facts.strangers
                                  ? Json{{"rows", facts.strangers->rows}, {"customers", facts.strangers->customers}}
                                  : Json(nullptr);
}

std::string_view NameOf(profile::TaxBasis basis) {
  return basis == profile::TaxBasis::kIncluded ? "included" : "excluded";
}

void AddMoney(const SourceReport& source, Json& entry) {
  if (source.plan.dataset != model::DatasetId::kShipments) return;
  const bool said = source.plan.tax_basis != ingest::TaxBasis::kUnknown;
  entry["taxBasis"] = said ? NameOf(source.plan.tax_basis == ingest::TaxBasis::kIncluded ? profile::TaxBasis::kIncluded
                                                                                         : profile::TaxBasis::kExcluded)
                           : "unknown";
  entry["taxConverted"] = source.tax_converted;
  entry["currencyConverted"] = source.currency_converted;
}

// Amounts as the files have them, by currency, and what they came to.
Json MoneyJson(const ImportedData& data) {
  Json currencies = Json::array();
  uint64_t tax_converted = 0;
  for (const SourceReport& source : data.sources) tax_converted += source.tax_converted;
  for (const profile::CurrencyTotal& total : data.money.currencies) {
    currencies.push_back({{"currency", total.currency},
                          {"rows", total.rows},
                          {"amount", ToDecimal({total.amount_minor})},
                          {"rowsInWindow", total.rows_in_window},
                          {"amountInWindow", ToDecimal({total.in_window_minor})},
                          {"counted", ToDecimal({total.counted_minor})}});
  }
  return {{"currency", data.money.currency},
          {"taxBasis", NameOf(data.tax_basis)},
          {"taxConverted", tax_converted},
          {"currencies", currencies}};
}

// Every dataset, also those of which nothing was loaded.
Json DatasetsJson(const ImportedData& data) {
  Json all = Json::array();
  for (const model::Dataset& dataset : model::Datasets()) {
    uint64_t files = 0;
    uint64_t rows = 0;
    for (const SourceReport& source : data.sources) {
      if (source.plan.dataset != dataset.id) continue;
      ++files;
      rows += source.rows_used;
    }
    all.push_back({{"dataset", dataset.name}, {"loaded", files > 0}, {"files", files}, {"rows", rows}});
  }
  return all;
}

Json ColumnsJson(const std::vector<ingest::ProbedColumn>& probed) {
  Json columns = Json::array();
  for (size_t i = 0; i < probed.size(); ++i) {
    const ingest::ProbedColumn& column = probed[i];
    Json fields = Json::array();
    for (const FieldId field : column.candidates) fields.push_back(model::FieldOf(field).name);
    columns.push_back({{"index", i},
                       {"header", column.header},
                       {"samples", column.samples},
                       {"field", column.field ? Json(model::FieldOf(*column.field).name) : Json(nullptr)},
                       {"candidates", fields},
                       {"confidence", column.confidence},
                       {"parsedShare", column.parsed_share ? Json(*column.parsed_share) : Json(nullptr)},
                       {"ambiguous", column.ambiguous}});
  }
  return columns;
}

}  // namespace

Json ErrorJson(const Error& error) {
  Json params = Json::object();
  for (const auto& [name, value] : error.params) params[name] = value;
  return {{"id", IdOf(error.id)},
          {"severity", SeverityName(TextOf(error.id).severity)},
          {"file", error.place.file},
          {"row", error.place.row},
          {"column", error.place.column},
          {"params", params},
          {"zh", Sentence(error, Language::kZh)},
          {"en", Sentence(error, Language::kEn)},
          {"zhRemedy", Remedy(error, Language::kZh)},
          {"enRemedy", Remedy(error, Language::kEn)}};
}

Json CatalogueJson() {
  constexpr std::string_view kTypeNames[] = {"key",   "text",   "waybill", "instant", "money", "number",
                                             "share", "status", "real",    "whole",   "phone", "birthday"};
  Json datasets = Json::array();
  for (const model::Dataset& dataset : model::Datasets()) {
    Json fields = Json::array();
    for (const model::DatasetField& entry : dataset.fields) {
      const model::Field& field = model::FieldOf(entry.field);
      fields.push_back({{"id", field.name},
                        {"zh", field.zh},
                        {"en", field.en},
                        {"type", kTypeNames[static_cast<size_t>(field.type)]},
                        {"required", entry.required}});
    }
    Json keys = Json::array();
    for (const FieldId key : dataset.keys) keys.push_back(model::FieldOf(key).name);
    datasets.push_back({{"id", dataset.name},
                        {"zh", dataset.zh},
                        {"en", dataset.en},
                        {"keys", keys},
                        {"keyRequired", dataset.key_required},
                        {"unlocks",
                         {{"zh", intake::UnlockedBy(dataset.id, Language::kZh)},
                          {"en", intake::UnlockedBy(dataset.id, Language::kEn)}}},
                        {"fields", fields}});
  }
  return {{"datasets", datasets}};
}

Json ProbeJson(const std::string& name, uint64_t size_bytes, const intake::ProbedFile& probed) {
  const ingest::FileProbe& probe = probed.probe;
  constexpr std::array<const char*, 4> kFormats = {"delimited", "xlsx", "json", "html"};
  constexpr std::array<const char*, 3> kSheetStates = {"visible", "hidden", "veryHidden"};
  Json sheets = Json::array();
  for (const ingest::SheetInfo& sheet : probed.sheets)
    sheets.push_back({{"name", sheet.name}, {"state", kSheetStates[static_cast<size_t>(sheet.state)]}});
  const ingest::ReadPlan& plan = probe.plan;
  Json candidates = Json::array();
  for (const ingest::DatasetGuess& guess : probe.datasets) {
    candidates.push_back({{"dataset", model::DatasetOf(guess.dataset).name}, {"confidence", guess.confidence}});
  }
  double dataset_confidence = 0;
  for (const ingest::DatasetGuess& guess : probe.datasets) {
    if (guess.dataset == plan.dataset) dataset_confidence = guess.confidence;
  }
  Json issues = ErrorsJson(probe.problems);
  for (const Error& notice : probe.notices) issues.push_back(ErrorJson(notice));
  return {{"name", name},
          {"size", size_bytes},
          {"format", kFormats[static_cast<size_t>(plan.format)]},
          {"sheets", sheets},
          {"sheet", plan.sheet},
          {"signature", document::SignatureOf(plan.headers)},
          {"mapping", ParseAnyJson(ToJson(plan))},
          {"preview", probed.preview},
          {"encoding", ingest::EncodingName(plan.encoding)},
          {"encodingCertainty", CertaintyName(probe.encoding_certainty)},
          {"delimiter", std::string(1, plan.delimiter)},
          {"headerRow", plan.header_row},
          {"headerRows", plan.header_rows},
          {"dataset", model::DatasetOf(plan.dataset).name},
          {"datasetConfidence", dataset_confidence},
          {"datasetCandidates", candidates},
          {"customerKey", KeyJson(plan)},
          {"columns", ColumnsJson(probe.columns)},
          {"issues", issues},
          {"lastShipDay", probe.last_ship_day ? DayJson(*probe.last_ship_day) : Json(nullptr)},
          {"plan", document::PlanToJson(probe)}};
}

Json ImportReportJson(const ImportedData& data, IssueRows issue_rows) {
  Json sources = Json::array();
  uint64_t rows_in = 0;
  uint64_t used = 0;
  Money amount_read;
  Money amount_used;
  for (const SourceReport& source : data.sources) {
    Json excluded = Json::object();
    for (size_t i = 0; i < static_cast<size_t>(ErrorId::kCount); ++i) {
      const auto id = static_cast<ErrorId>(i);
      if (source.issues.count(id) > 0 && TextOf(id).severity == Severity::Row)
        excluded[std::string(IdOf(id))] = source.issues.count(id);
    }
    Json entry = {{"name", source.name},
                  {"dataset", model::DatasetOf(source.plan.dataset).name},
                  {"encoding", ingest::EncodingName(source.plan.encoding)},
                  {"delimiter", std::string(1, source.plan.delimiter)},
                  {"headerRow", source.plan.header_row},
                  {"customerKey", KeyJson(source.plan)},
                  {"rowsIn", source.rows_in},
                  {"used", source.rows_used},
                  {"excluded", source.rows_in - source.rows_used},
                  {"excludedById", excluded}};
    if (source.plan.dataset == model::DatasetId::kShipments) {
      entry["amountTotal"] = ToDecimal(source.amount_read);
      entry["amountUsed"] = ToDecimal(source.amount_used);
      amount_read += source.amount_read;
      amount_used += source.amount_used;
    }
    AddFacts(source.facts, entry);
    AddMoney(source, entry);
    if (!source.sha256.empty()) entry["sha256"] = source.sha256;
    entry["mapping"] = ParseAnyJson(ToJson(source.plan));
    if (!source.columns.empty()) entry["columns"] = ColumnsJson(source.columns);
    rows_in += source.rows_in;
    used += source.rows_used;
    sources.push_back(entry);
  }
  Json excluded = Json::array();
  Json notices = Json::array();
  for (size_t i = 0; i < static_cast<size_t>(ErrorId::kCount); ++i) {
    const auto id = static_cast<ErrorId>(i);
    const uint64_t count = CountOf(data, id);
    if (count == 0) continue;
    (TextOf(id).severity == Severity::Row ? excluded : notices).push_back(CauseJson(id, count));
  }
  if (data.shipment_counts.rows_before_window > 0)
    notices.push_back(CauseJson(ErrorId::kBeforeWindow, data.shipment_counts.rows_before_window));
  for (const SourceReport& source : data.sources) {
    for (const Error& notice : source.notices) {
      Error placed = notice;
      placed.place.file = source.name;
      Json entry = ErrorJson(placed);
      entry["count"] = 1;
      notices.push_back(entry);
    }
  }
  for (const Error& notice : data.notices) {
    Json entry = ErrorJson(notice);
    entry["count"] = 1;
    notices.push_back(entry);
  }
  Money in_window;
  for (const Money amount : data.table.amount) in_window += amount;
  Json report = {
      {"sources", sources},
      {"datasets", DatasetsJson(data)},
      {"rowsIn", rows_in},
      {"used", used},
      {"excludedRows", rows_in - used},
      {"excluded", excluded},
      {"notices", notices},
      {"amountTotal", ToDecimal(amount_read)},
      {"amountUsed", ToDecimal(amount_used)},
      {"amountInWindow", ToDecimal(in_window)},
      {"currency", data.table.currency},
      {"money", MoneyJson(data)},
      {"firstDate", DayJson(data.shipment_counts.first_day)},
      {"lastDate", DayJson(data.shipment_counts.last_day)},
      {"rowsInWindow", data.shipment_counts.rows_in_window},
      {"rowsBeforeWindow", data.shipment_counts.rows_before_window},
      {"asOf", data.has_as_of ? DayJson(data.table.as_of) : Json(nullptr)},
      {"window", data.has_as_of ? Json{{"from", DayJson(data.table.window.from)}, {"to", DayJson(data.table.window.to)}}
                                : Json(nullptr)},
      {"customers", data.table.rows()}};
  if (issue_rows == IssueRows::kListed) report["issues"] = IssuesJson(data, 0, SIZE_MAX, {})["rows"];
  return report;
}

Json IssuesJson(const ImportedData& data, size_t offset, size_t limit, std::string_view id) {
  Json rows = Json::array();
  size_t total = 0;
  for (const SourceReport& source : data.sources) {
    for (const ingest::Issue& issue : source.issues.Listed()) {
      if (!id.empty() && IdOf(issue.id) != id) continue;
      if (total >= offset && total - offset < limit) {
        Json entry = ErrorJson(ErrorOf(source, issue));
        entry["value"] = issue.value;
        rows.push_back(entry);
      }
      ++total;
    }
  }
  return {{"total", total}, {"rows", rows}};
}

report::ResultTable IssueTable(const ImportedData& data, Language language) {
  struct Listed {
    const SourceReport* source;
    ingest::Issue issue;
    [[nodiscard]] Error ToError() const { return ErrorOf(*source, issue); }
  };
  const auto listed = std::make_shared<std::vector<Listed>>();
  for (const SourceReport& source : data.sources) {
    for (ingest::Issue& issue : source.issues.Listed()) listed->push_back({&source, std::move(issue)});
  }
  report::ResultTable table;
  table.columns = {
      {"file", true, [listed](size_t row, std::string& cell) { cell += (*listed)[row].source->name; }},
      {"row", false, [listed](size_t row, std::string& cell) { cell += std::to_string((*listed)[row].issue.row); }},
      {"column", true, [listed](size_t row, std::string& cell) { cell += (*listed)[row].ToError().place.column; }},
      {"id", true, [listed](size_t row, std::string& cell) { cell += IdOf((*listed)[row].issue.id); }},
      {"value", true, [listed](size_t row, std::string& cell) { cell += (*listed)[row].issue.value; }, true},
      {"text", true,
       [listed, language](size_t row, std::string& cell) { cell += Sentence((*listed)[row].ToError(), language); },
       true},
      {"remedy", true,
       [listed, language](size_t row, std::string& cell) { cell += Remedy((*listed)[row].ToError(), language); }, true},
  };
  for (uint32_t row = 0; row < listed->size(); ++row) table.rows.push_back(row);
  return table;
}

void WriteIssues(const ImportedData& data, report::TableForm form, Language language, std::string& out) {
  const report::ResultTable table = IssueTable(data, language);
  report::WriteRows(table, form, 0, table.rows.size(), out);
}

std::string SegmentSummaryJson(const ImportedData& data, const segment::CvAcResult& result,
                               const view::Totals& totals) {
  Money total;
  for (const view::Totals::Part& part : totals.parts) total += part.amount;
  std::string out;
  report::JsonText json(out);
  const auto whole = [&json](std::string_view key, uint64_t value) {
    json.Key(key);
    json.Whole(static_cast<int64_t>(value));
  };
  const auto number = [&json](std::string_view key, double value) {
    json.Key(key);
    json.Number(value);
  };
  const auto text = [&json](std::string_view key, std::string_view value) {
    json.Key(key);
    json.Text(value);
  };
  const auto numbers = [&json](std::string_view key, const std::vector<double>& values) {
    json.Key(key);
    json.BeginArray();
    for (const double value : values) json.Number(value);
    json.EndArray();
  };
  json.BeginObject();
  json.Key("types");
  json.BeginArray();
  for (const segment::CustomerType type : {segment::CustomerType::kCore, segment::CustomerType::kContested,
                                           segment::CustomerType::kLoyal, segment::CustomerType::kGeneral}) {
    const view::Totals::Part part = totals.Of(type);
    const math::Interval interval = math::WilsonInterval(part.customers, result.rows());
    json.BeginObject();
    text("id", segment::IdOf(type));
    text("zh", segment::NameOf(type, Language::kZh));
    text("en", segment::NameOf(type, Language::kEn));
    whole("count", part.customers);
    number("share", result.rows() == 0 ? 0 : static_cast<double>(part.customers) / static_cast<double>(result.rows()));
    number("shareLow", interval.low);
    number("shareHigh", interval.high);
    text("amount", ToDecimal(part.amount));
    number("amountShare", total.minor > 0 ? static_cast<double>(part.amount.minor) / static_cast<double>(total.minor)
                                          : profile::kMissing);
    json.EndObject();
  }
  json.EndArray();
  whole("customers", result.rows());
  whole("active", totals.active);
  whole("dormant", totals.CustomersWith(segment::kFlagDormant));
  whole("provisional", totals.CustomersWith(segment::kFlagProvisional));
  whole("borderline", totals.CustomersWith(segment::kFlagBorderline));
  whole("new", totals.CustomersWith(segment::kFlagNew));
  json.Key("thresholds");
  json.BeginObject();
  text("mode", segment::IdOf(result.thresholds.mode));
  number("cv", result.thresholds.cv);
  number("ac", result.thresholds.ac);
  whole("customers", result.thresholds.customers);
  json.EndObject();
  json.Key("weights");
  json.BeginObject();
  numbers("cv", result.cv_weights.values);
  numbers("ac", result.ac_weights.values);
  number("crCv", result.cv_weights.consistency_ratio);
  number("crAc", result.ac_weights.consistency_ratio);
  number("lambdaMaxCv", result.cv_weights.lambda_max);
  number("lambdaMaxAc", result.ac_weights.lambda_max);
  json.EndObject();
  number("coverageMean", result.rows() > 0 ? totals.coverage / static_cast<double>(result.rows()) : profile::kMissing);
  text("currency", data.table.currency);
  if (data.has_as_of) {
    text("asOf", ToIso(data.table.as_of));
    json.Key("window");
    json.BeginObject();
    text("from", ToIso(data.table.window.from));
    text("to", ToIso(data.table.window.to));
    json.EndObject();
  } else {
    json.Key("asOf");
    json.Null();
    json.Key("window");
    json.Null();
  }
  json.Key("notices");
  json.Literal(ErrorsJson(result.notices).dump(-1, ' ', false, Json::error_handler_t::replace));
  json.EndObject();
  return out;
}

std::string SegmentSummaryJson(const ImportedData& data, const segment::CvAcResult& result) {
  return SegmentSummaryJson(data, result, view::CountTotals(data.table, result));
}

Json RfmSummaryJson(const segment::RfmResult& result) {
  Json segments = Json::array();
  for (int i = 0; i < segment::kRfmSegmentCount; ++i) {
    const auto which = static_cast<segment::RfmSegment>(i);
    uint64_t count = 0;
    uint64_t count_rf = 0;
    for (size_t row = 0; row < result.code.size(); ++row) {
      if (result.code[row] == 0) continue;
      count += result.segment[row] == which ? 1 : 0;
      count_rf += result.segment_rf[row] == which ? 1 : 0;
    }
    const math::Interval interval = math::WilsonInterval(count, result.customers);
    segments.push_back(
        {{"id", segment::IdOf(which)},
         {"zh", segment::NameOf(which, Language::kZh)},
         {"en", segment::NameOf(which, Language::kEn)},
         {"count", count},
         {"share", result.customers > 0 ? static_cast<double>(count) / static_cast<double>(result.customers) : 0.0},
         {"shareLow", interval.low},
         {"shareHigh", interval.high},
         {"countRf", count_rf}});
  }
  return {{"customers", result.customers},
          {"bins", result.bins},
          {"recency", BinsJson(result.recency, result.bins)},
          {"frequency", BinsJson(result.frequency, result.bins)},
          {"monetary", BinsJson(result.monetary, result.bins)},
          {"segments", segments},
          {"notices", ErrorsJson(result.notices)}};
}

Json AbcSummaryJson(const segment::AbcResult& result) {
  Json classes = Json::array();
  uint64_t customers = 0;
  for (const auto& figures : result.classes) customers += figures.customers;
  for (size_t i = 0; i < result.classes.size(); ++i) {
    const math::Interval interval = math::WilsonInterval(result.classes[i].customers, customers);
    classes.push_back({{"class", std::string(1, segment::LetterOf(static_cast<segment::AbcClass>(i)))},
                       {"count", result.classes[i].customers},
                       {"shareLow", interval.low},
                       {"shareHigh", interval.high},
                       {"valueShare", result.classes[i].value_share}});
  }
  Json curve = Json::array();
  for (const segment::AbcCurvePoint& point : result.curve)
    curve.push_back({point.customers, point.customer_share, point.value_share});
  return {{"customers", customers},
          {"customersCounted", result.customers_counted},
          {"classes", classes},
          {"topCustomers", result.top_customers},
          {"topShare", result.top_share},
          {"customersFor80", result.customers_for_80},
          {"customersFor80Share", result.customers_for_80_share},
          {"gini", Number(result.gini)},
          {"curve", curve}};
}

Json ManifestJson(const ImportedData& data, const document::Settings& settings,
                  const std::vector<std::string>& hashes) {
  const Json report = ImportReportJson(data, IssueRows::kLeftOut);
  Json files = Json::array();
  for (const Json& source : report["sources"]) {
    files.push_back({{"name", source["name"]},
                     {"sha256", hashes.empty() ? source.value("sha256", "") : hashes[files.size()]},
                     {"dataset", source["dataset"]},
                     {"rowsIn", source["rowsIn"]},
                     {"used", source["used"]},
                     {"excludedById", source["excludedById"]},
                     {"taxConverted", source.value("taxConverted", 0)},
                     {"currencyConverted", source.value("currencyConverted", 0)},
                     {"mapping", source["mapping"]}});
  }
  return {{"manifestVersion", 1},
          {"program", {{"name", "loyalane"}, {"version", document::kVersion}}},
          {"asOf", report["asOf"]},
          {"window", report["window"]},
          {"currency", report["currency"]},
          {"money", report["money"]},
          {"customers", report["customers"]},
          {"amountTotal", report["amountTotal"]},
          {"amountInWindow", report["amountInWindow"]},
          {"files", files},
          {"settings", ParseAnyJson(ToJson(settings))}};
}

std::string IndentedText(const Json& json) { return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n"; }

}  // namespace loyalane::workspace
