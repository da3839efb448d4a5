#include "document/plan_json.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "base/sort.h"
#include "document/mapping_json.h"
#include "ingest/cell_status.h"
#include "ingest/statement_layout.h"

namespace loyalane::document {
namespace {

using Json = nlohmann::ordered_json;
constexpr std::array<const char*, 3> kShareUnits = {"auto", "percent", "fraction"};
constexpr std::array<const char*, 4> kFormats = {"delimited", "xlsx", "json", "html"};
constexpr std::array<const char*, 3> kDateOrders = {"auto", "dayFirst", "monthFirst"};
constexpr std::array<const char*, 3> kTaxBases = {"unknown", "included", "excluded"};
constexpr int64_t kTaxRateMax = 1'000'000;

Error Bad(const std::string& key, const Json& json, const char* expected) {
  const auto it = json.find(key);
  return Error(ErrorId::kJsonBadValue)
      .With("key", "plan." + key)
      .With("value", it == json.end() ? "" : it->dump(-1, ' ', false, Json::error_handler_t::replace))
      .With("expected", expected);
}

std::optional<std::string> TextOfKey(const Json& json, const char* key) {
  const auto it = json.find(key);
  if (it == json.end() || !it->is_string()) return std::nullopt;
  return it->get<std::string>();
}

// One of the names, by its place; the first where the key is absent.
template <size_t kCount>
Result<size_t> PlaceOf(const Json& json, const char* key, const std::array<const char*, kCount>& names) {
  const auto it = json.find(key);
  if (it == json.end() || it->is_null()) return size_t{0};
  for (size_t i = 0; i < kCount; ++i) {
    if (*it == names[i]) return i;
  }
  std::string expected;
  for (const char* name : names) expected += (expected.empty() ? "" : ", ") + std::string(name);
  return Bad(key, json, expected.c_str());
}

bool IsTrue(const Json& json, const char* key) { return json.value(key, Json(false)) == Json(true); }

// The columns of a statement that are no field's: kind of row, parts of the amount. Returns the key that is wrong.
const char* ReadColumns(const Json& json, ingest::ReadPlan& plan) {
  const auto is_column = [&plan](const Json& column) {
    return column.is_number_unsigned() && column.get<uint64_t>() < plan.headers.size();
  };
  if (const auto only = json.find("only"); only != json.end() && !only->is_null()) {
    const bool usable = only->is_object() && is_column(only->value("column", Json())) && TextOfKey(*only, "value");
    if (!usable) return "only";
    plan.only = ingest::RowKind{(*only)["column"].get<uint32_t>(), *TextOfKey(*only, "value")};
  }
  if (const auto parts = json.find("amountParts"); parts != json.end()) {
    if (!parts->is_array()) return "amountParts";
    for (const Json& part : *parts) {
      if (!is_column(part)) return "amountParts";
      plan.amount_parts.push_back(part.get<uint32_t>());
    }
  }
  // The user has said which column is the amount.
  if (plan.ColumnOf(model::FieldId::kAmount)) plan.amount_parts.clear();
  if (const auto marks = json.find("endMarks"); marks != json.end()) {
    if (!marks->is_array()) return "endMarks";
    for (const Json& mark : *marks) {
      if (!mark.is_string()) return "endMarks";
      plan.end_marks.push_back(mark.get<std::string>());
    }
  }
  return nullptr;
}

// How a statement is to be read, besides its columns.
Status ReadStatement(const Json& json, ingest::ReadPlan& plan) {
  const auto format = PlaceOf(json, "format", kFormats);
  if (!format) return format.error();
  plan.format = static_cast<ingest::FileFormat>(*format);
  plan.sheet = TextOfKey(json, "sheet").value_or("");
  plan.key_value = IsTrue(json, "keyValue");
  if (const auto comma = json.find("decimalComma"); comma != json.end() && comma->is_boolean())
    plan.decimal_comma = comma->get<bool>();
  plan.score_words = IsTrue(json, "scoreWords");
  plan.long_ids_cut = IsTrue(json, "longIdsCut");
  plan.bill_month_found = IsTrue(json, "billMonthFound");
  plan.tax_rate_found = IsTrue(json, "taxRateFound");
  plan.currency_found = IsTrue(json, "currencyFound");
  const auto order = PlaceOf(json, "dateOrder", kDateOrders);
  if (!order) return order.error();
  plan.date_order = static_cast<ingest::DateOrder>(*order);
  const auto basis = PlaceOf(json, "taxBasis", kTaxBases);
  if (!basis) return basis.error();
  plan.tax_basis = static_cast<ingest::TaxBasis>(*basis);
  if (const auto rate = json.find("taxRate"); rate != json.end() && !rate->is_null()) {
    const bool usable = rate->is_number_integer() && rate->get<int64_t>() >= 0 && rate->get<int64_t>() <= kTaxRateMax;
    if (!usable) return Bad("taxRate", json, "0..1000000");
    plan.tax_rate = rate->get<int64_t>();
  }
  if (const auto rules = json.find("rules"); rules != json.end() && !rules->is_null()) {
    const auto read = RulesFromJson(*rules, "plan.rules");
    if (!read) return read.error();
    plan.rules = *read;
  }
  if (const char* wrong = ReadColumns(json, plan)) return Bad(wrong, json, "[…]");
  return Done{};
}

Error Missing(model::FieldId field) { return ingest::NameField(Error(ErrorId::kRequiredColumnMissing), field); }

}  // namespace

Json PlanToJson(const ingest::FileProbe& probe) {
  const ingest::ReadPlan& plan = probe.plan;
  Json fields = Json::object();
  for (const ingest::ColumnBinding& binding : plan.fields)
    fields[std::to_string(binding.column)] = model::FieldOf(binding.field).name;
  Json json = {
      {"dataset", model::DatasetOf(plan.dataset).name},
      {"encoding", ingest::EncodingName(plan.encoding)},
      {"encodingAssumed", plan.encoding_assumed},
      {"encodingGuessed", probe.encoding_certainty == ingest::EncodingGuess::Certainty::kFallback},
      {"bomBytes", plan.bom_bytes},
      {"delimiter", std::string(1, plan.delimiter)},
      {"headerRow", plan.header_row},
      {"headers", plan.headers},
      {"fields", fields},
      {"customerKey", plan.ColumnOf(plan.customer_key) ? Json(model::FieldOf(plan.customer_key).name) : Json()},
      {"codeSystem", ingest::CodeSystemName(plan.code_system)},
      {"shareUnit", kShareUnits[static_cast<size_t>(plan.share_unit)]},
      {"currency", plan.default_currency}};
  if (plan.bill_month)
    json["billMonth"] = ToIso(ToDay({plan.bill_month->year, plan.bill_month->month, 1})).substr(0, 7);
  json["format"] = kFormats[static_cast<size_t>(plan.format)];
  if (!plan.sheet.empty()) json["sheet"] = plan.sheet;
  json["headerRows"] = plan.header_rows;
  json["madeRecords"] = plan.made_records;
  json["keyValue"] = plan.key_value;
  json["endMarks"] = plan.end_marks;
  if (plan.only) json["only"] = {{"column", plan.only->column}, {"value", plan.only->value}};
  json["amountParts"] = plan.amount_parts;
  json["rules"] = RulesToJson(plan.rules);
  json["dateOrder"] = kDateOrders[static_cast<size_t>(plan.date_order)];
  json["decimalComma"] = plan.decimal_comma ? Json(*plan.decimal_comma) : Json();
  json["scoreWords"] = plan.score_words;
  json["longIdsCut"] = plan.long_ids_cut;
  json["taxBasis"] = kTaxBases[static_cast<size_t>(plan.tax_basis)];
  if (plan.tax_rate) json["taxRate"] = *plan.tax_rate;
  json["billMonthFound"] = plan.bill_month_found;
  json["taxRateFound"] = plan.tax_rate_found;
  json["currencyFound"] = plan.currency_found;
  if (probe.last_ship_day) json["lastShipDay"] = ToIso(*probe.last_ship_day);
  return json;
}

Result<TravelledPlan> PlanFromJson(const Json& json) {
  if (!json.is_object())
    return Error(ErrorId::kJsonBadValue).With("key", "plan").With("value", "").With("expected", "{…}");
  TravelledPlan travelled;
  ingest::ReadPlan& plan = travelled.plan;
  const auto dataset = model::FindDataset(TextOfKey(json, "dataset").value_or(""));
  if (!dataset) return Bad("dataset", json, "shipments, customers, charges …");
  plan.dataset = *dataset;
  const auto encoding = ingest::ParseEncodingLabel(TextOfKey(json, "encoding").value_or(""));
  if (!encoding) return Error(ErrorId::kEncodingUnknown).With("label", TextOfKey(json, "encoding").value_or(""));
  plan.encoding = *encoding;
  plan.encoding_assumed = json.value("encodingAssumed", Json(false)) == Json(true);
  const auto number = [&json](const char* key, uint32_t most) -> std::optional<uint32_t> {
    const auto it = json.find(key);
    if (it == json.end() || !it->is_number_unsigned() || it->get<uint64_t>() > most) return std::nullopt;
    return it->get<uint32_t>();
  };
  const auto bom = number("bomBytes", 4);
  if (!bom) return Bad("bomBytes", json, "0..4");
  plan.bom_bytes = *bom;
  const auto header_row = number("headerRow", 1000);
  if (!header_row) return Bad("headerRow", json, "0..1000");
  plan.header_row = *header_row;
  plan.header_rows = number("headerRows", 2).value_or(1);
  plan.made_records = number("madeRecords", 1).value_or(0);
  const std::string delimiter = TextOfKey(json, "delimiter").value_or("");
  if (delimiter.size() != 1 || std::string_view(",;\t|").find(delimiter[0]) == std::string_view::npos)
    return Bad("delimiter", json, ", ; TAB |");
  plan.delimiter = delimiter[0];
  const auto headers = json.find("headers");
  if (headers == json.end() || !headers->is_array()) return Bad("headers", json, "[…]");
  for (const Json& header : *headers) {
    if (!header.is_string()) return Bad("headers", json, "[…]");
    plan.headers.push_back(header.get<std::string>());
  }
  const auto fields = json.find("fields");
  if (fields == json.end() || !fields->is_object()) return Bad("fields", json, "{…}");
  for (const auto& [column, name] : fields->items()) {
    if (name.is_null()) continue;
    const auto field = name.is_string() ? model::FindField(name.get<std::string>()) : std::nullopt;
    if (!field || !model::Has(model::DatasetOf(plan.dataset), *field)) {
      return Error(ErrorId::kFieldUnknown)
          .With("field", name.is_string() ? name.get<std::string>() : name.dump())
          .With("dataset", std::string(model::DatasetOf(plan.dataset).name));
    }
    uint64_t position = 0;
    for (const char c : column)
      position =
          c >= '0' && c <= '9' && position < 100000 ? position * 10 + static_cast<uint64_t>(c - '0') : UINT32_MAX;
    if (column.empty() || position >= plan.headers.size()) return Bad("fields", json, "0-based columns");
    plan.fields.push_back({static_cast<uint32_t>(position), *field});
  }
  Sort(plan.fields, [](const auto& a, const auto& b) { return a.column < b.column; });
  if (const Status read = ReadStatement(json, plan); !read) return read.error();
  const auto system = ingest::ParseCodeSystem(TextOfKey(json, "codeSystem").value_or("none"));
  if (!system) return Bad("codeSystem", json, "none, kuaidi100, kdniao, sf");
  plan.code_system = *system;
  const std::string unit = TextOfKey(json, "shareUnit").value_or("auto");
  const auto unit_at = std::find(kShareUnits.begin(), kShareUnits.end(), unit);
  if (unit_at == kShareUnits.end()) return Bad("shareUnit", json, "auto, percent, fraction");
  plan.share_unit = static_cast<ingest::ShareUnit>(unit_at - kShareUnits.begin());
  plan.default_currency = TextOfKey(json, "currency").value_or("CNY");
  if (const auto month = TextOfKey(json, "billMonth")) {
    const auto day = ParseIsoDay(*month + "-01");
    if (!day) return Bad("billMonth", json, "YYYY-MM");
    plan.bill_month = ToCivil(*day);
  }
  if (const auto last = TextOfKey(json, "lastShipDay")) travelled.last_ship_day = ParseIsoDay(*last);

  // The key: the one named if it has a column, else the first of the dataset's that has.
  const model::Dataset& kind = model::DatasetOf(plan.dataset);
  const auto wished = model::FindField(TextOfKey(json, "customerKey").value_or(""));
  if (!kind.keys.empty()) plan.customer_key = wished && model::IsKeyOf(kind, *wished) ? *wished : kind.keys.front();
  if (!plan.ColumnOf(plan.customer_key)) {
    const auto has = [&plan](model::FieldId key) { return plan.ColumnOf(key).has_value(); };
    const auto found = std::find_if(kind.keys.begin(), kind.keys.end(), has);
    if (found != kind.keys.end()) {
      plan.customer_key = *found;
    } else if (kind.key_required) {
      return Missing(wished.value_or(model::Has(kind, model::FieldId::kCustomerId) ? model::FieldId::kCustomerId
                                                                                   : kind.keys.front()));
    }
  }
  for (const model::DatasetField& field : model::DatasetOf(plan.dataset).fields) {
    const bool is_sum = field.field == model::FieldId::kAmount && !plan.amount_parts.empty();
    if (field.required && !is_sum && !plan.ColumnOf(field.field)) return Missing(field.field);
  }
  if (json.value("encodingGuessed", Json(false)) == Json(true)) {
    travelled.notices.push_back(
        Error(ErrorId::kEncodingGuessed).With("encoding", std::string(ingest::EncodingName(plan.encoding))));
  }
  if (plan.dataset == model::DatasetId::kShipments && !plan.ColumnOf(model::FieldId::kWaybillNo))
    travelled.notices.push_back(Error(ErrorId::kNoWaybillColumn));
  for (Error& notice : ingest::NoticesOf(plan)) travelled.notices.push_back(std::move(notice));
  return travelled;
}

}  // namespace loyalane::document
