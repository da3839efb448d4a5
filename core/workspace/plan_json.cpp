#include "workspace/plan_json.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "ingest/cell_status.h"

namespace loyalane::workspace {
namespace {

using Json = nlohmann::ordered_json;
constexpr std::array<const char*, 3> kShareUnits = {"auto", "percent", "fraction"};

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

Error Missing(model::FieldId field) { return ingest::NameField(Error(ErrorId::kRequiredColumnMissing), field); }

}  // namespace

Json PlanToJson(const ingest::FileProbe& probe) {
  const ingest::ReadPlan& plan = probe.plan;
  Json fields = Json::object();
  for (const ingest::ColumnBinding& binding : plan.fields)
    fields[std::to_string(binding.column)] = model::FieldOf(binding.field).name;
  Json json = {{"dataset", model::DatasetOf(plan.dataset).name},
               {"encoding", ingest::EncodingName(plan.encoding)},
               {"encodingAssumed", plan.encoding_assumed},
               {"encodingGuessed", probe.encoding_certainty == ingest::EncodingGuess::Certainty::kFallback},
               {"bomBytes", plan.bom_bytes},
               {"delimiter", std::string(1, plan.delimiter)},
               {"headerRow", plan.header_row},
               {"headers", plan.headers},
               {"fields", fields},
               {"customerKey", model::FieldOf(plan.customer_key).name},
               {"codeSystem", ingest::CodeSystemName(plan.code_system)},
               {"shareUnit", kShareUnits[static_cast<size_t>(plan.share_unit)]},
               {"currency", plan.default_currency}};
  if (plan.bill_month)
    json["billMonth"] = ToIso(ToDay({plan.bill_month->year, plan.bill_month->month, 1})).substr(0, 7);
  if (probe.last_ship_day) json["lastShipDay"] = ToIso(*probe.last_ship_day);
  return json;
}

Result<TravelledPlan> PlanFromJson(const Json& json) {
  if (!json.is_object())
    return Error(ErrorId::kJsonBadValue).With("key", "plan").With("value", "").With("expected", "{…}");
  TravelledPlan travelled;
  ingest::ReadPlan& plan = travelled.plan;
  const auto dataset = model::FindDataset(TextOfKey(json, "dataset").value_or(""));
  if (!dataset) return Bad("dataset", json, "shipments, customers, carrier_share, survey, attributes");
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
  std::stable_sort(plan.fields.begin(), plan.fields.end(),
                   [](const auto& a, const auto& b) { return a.column < b.column; });
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

  // The key: the one named if it has a column, else the first of the usual three that has.
  const auto wished = model::FindField(TextOfKey(json, "customerKey").value_or(""));
  plan.customer_key = wished.value_or(model::FieldId::kCustomerId);
  if (!plan.ColumnOf(plan.customer_key)) {
    const auto has = [&plan](model::FieldId key) { return plan.ColumnOf(key).has_value(); };
    const auto* found = std::find_if(std::begin(model::kCustomerKeys), std::end(model::kCustomerKeys), has);
    if (found == std::end(model::kCustomerKeys)) return Missing(plan.customer_key);
    plan.customer_key = *found;
  }
  for (const model::DatasetField& field : model::DatasetOf(plan.dataset).fields) {
    if (field.required && !plan.ColumnOf(field.field)) return Missing(field.field);
  }
  if (json.value("encodingGuessed", Json(false)) == Json(true)) {
    travelled.notices.push_back(
        Error(ErrorId::kEncodingGuessed).With("encoding", std::string(ingest::EncodingName(plan.encoding))));
  }
  if (plan.dataset == model::DatasetId::kShipments && !plan.ColumnOf(model::FieldId::kWaybillNo))
    travelled.notices.push_back(Error(ErrorId::kNoWaybillColumn));
  return travelled;
}

}  // namespace loyalane::workspace
