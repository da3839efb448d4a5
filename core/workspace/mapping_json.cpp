#include "workspace/mapping_json.h"

#include <array>
#include <unordered_map>

#include "ingest/cell_text.h"
#include "workspace/json_fields.h"

namespace loyalane::workspace {
namespace {

using ingest::Encoding;
using ingest::ReadPlan;
using ingest::ReadWishes;
using ingest::ShareUnit;
using model::CodeSystem;
using model::DatasetId;
using model::FieldId;

constexpr std::array<Migration, kMappingVersion - 1> kMigrations = {};

constexpr int32_t kHeaderRowMax = 1'000'000;
constexpr uint32_t kCurrencyCharactersMax = 16;

std::string DatasetNames(std::string_view separator) {
  std::string names;
  for (const model::Dataset& dataset : model::Datasets()) {
    if (!names.empty()) names += separator;
    names += dataset.name;
  }
  return names;
}

struct DatasetKind {
  [[nodiscard]] static Status Read(const Json& json, const std::string& path, DatasetId& out) {
    if (!json.is_string()) return BadValue(path, json, DatasetNames(" | "));
    const auto& name = json.get_ref<const std::string&>();
    const std::optional<DatasetId> dataset = model::FindDataset(name);
    if (!dataset) return Error(ErrorId::kDatasetNotSupported).With("dataset", Shown(json));
    out = *dataset;
    return Done{};
  }
  [[nodiscard]] static Json Write(DatasetId dataset) { return ToText(model::DatasetOf(dataset).name); }
  [[nodiscard]] static Json Schema(Language, DatasetId) {
    Json names = Json::array();
    for (const model::Dataset& dataset : model::Datasets()) names.push_back(ToText(dataset.name));
    return ToObject({{"enum", std::move(names)}});
  }
};

// Any label that the Encoding Standard knows; we write our own six.
struct EncodingKind {
  [[nodiscard]] static Json Names() {
    Json names = Json::array();
    for (const Encoding encoding : {Encoding::kUtf8, Encoding::kGb18030, Encoding::kBig5, Encoding::kUtf16Le,
                                    Encoding::kUtf16Be, Encoding::kWindows1252}) {
      names.push_back(ToText(EncodingName(encoding)));
    }
    return names;
  }
  [[nodiscard]] static Status Read(const Json& json, const std::string& path, Encoding& out) {
    if (!json.is_string()) return BadValue(path, json, "string");
    const std::optional<Encoding> encoding = ingest::ParseEncodingLabel(json.get_ref<const std::string&>());
    if (!encoding) return Error(ErrorId::kEncodingUnknown).With("label", Shown(json));
    out = *encoding;
    return Done{};
  }
  [[nodiscard]] static Json Write(Encoding encoding) { return ToText(EncodingName(encoding)); }
  [[nodiscard]] static Json Schema(Language, Encoding) {
    return ToObject({{"type", ToText("string")}, {"examples", Names()}});
  }
};

// One character of ASCII that is neither a quote nor a line end.
struct DelimiterKind {
  [[nodiscard]] static Status Read(const Json& json, const std::string& path, char& out) {
    const std::string text = json.is_string() ? json.get<std::string>() : std::string();
    const bool usable = text.size() == 1 && text[0] != '"' && (text[0] == '\t' || (text[0] >= ' ' && text[0] <= '~'));
    if (!usable) return BadValue(path, json, R"("," | ";" | "\t" | "|")");
    out = text[0];
    return Done{};
  }
  [[nodiscard]] static Json Write(char delimiter) { return std::string(1, delimiter); }
  [[nodiscard]] static Json Schema(Language, char) {
    return ToObject({{"type", ToText("string")}, {"pattern", ToText("^[\\t -!#-~]$")}});
  }
};

// "2026-01"
struct MonthKind {
  [[nodiscard]] static Status Read(const Json& json, const std::string& path, CivilDate& out) {
    const std::optional<Day> day = json.is_string() ? ParseIsoDay(json.get<std::string>() + "-01") : std::nullopt;
    if (!day) return BadValue(path, json, "YYYY-MM");
    out = ToCivil(*day);
    return Done{};
  }
  [[nodiscard]] static Json Write(CivilDate month) {
    return ToIso(ToDay({month.year, month.month, 1})).substr(0, sizeof("YYYY-MM") - 1);
  }
  [[nodiscard]] static Json Schema(Language, CivilDate) {
    return ToObject({{"type", ToText("string")}, {"pattern", ToText("^[0-9]{4}-(0[1-9]|1[0-2])$")}});
  }
};

// {"<header or column number>": "<field>" | null}
struct FieldsKind {
  using Wished = std::vector<std::pair<std::string, std::optional<FieldId>>>;

  [[nodiscard]] static Status Read(const Json& json, const std::string& path, Wished& out) {
    if (!json.is_object()) return BadValue(path, json, R"({"…": "…" | null})");
    Wished wished;
    std::array<const std::string*, model::kFieldCount> taken_by{};
    for (const auto& [header, value] : json.items()) {
      if (value.is_null()) {
        wished.emplace_back(header, std::nullopt);
        continue;
      }
      if (!value.is_string()) return BadValue(Join(path, header), value, R"("…" | null)");
      const std::optional<FieldId> field = model::FindField(value.get_ref<const std::string&>());
      if (!field) {
        return Error(ErrorId::kFieldUnknown)
            .At("", 0, header)
            .With("field", Shown(value))
            .With("dataset", DatasetNames(", "));
      }
      const std::string*& taken = taken_by[static_cast<size_t>(*field)];
      if (taken != nullptr) return BadValue(Join(path, header), value, "≠ " + Shown(Join(path, *taken)));
      taken = &header;
      wished.emplace_back(header, *field);
    }
    out = std::move(wished);
    return Done{};
  }
  [[nodiscard]] static Json Write(const Wished& wished) {
    Json json = Json::object();
    for (const auto& [header, field] : wished)
      Append(json, header, field ? ToText(model::FieldOf(*field).name) : Json());
    return json;
  }
  [[nodiscard]] static Json Schema(Language, const Wished&) {
    Json names = Json::array();
    for (size_t i = 0; i < model::kFieldCount; ++i)
      names.push_back(ToText(model::FieldOf(static_cast<FieldId>(i)).name));
    names.push_back(nullptr);
    return ToObject({{"type", ToText("object")}, {"additionalProperties", ToObject({{"enum", std::move(names)}})}});
  }
};

Fields<ReadWishes> MappingFields() {
  OneOf<FieldId> keys;
  for (const FieldId key : model::kCustomerKeys) keys.Add(ToText(model::FieldOf(key).name), key);
  return {
      Of<&ReadWishes::dataset>(
          "dataset", Nullable<DatasetKind>{},
          {"这是什么数据；null = 按表头判断。", "What the file holds; null = told from its header."}),
      Of<&ReadWishes::encoding>("encoding", Nullable<EncodingKind>{},
                                {"文字编码；null = 按内容判断。", "Text encoding; null = told from the bytes."}),
      Of<&ReadWishes::delimiter>(
          "delimiter", Nullable<DelimiterKind>{},
          {"分隔符，一个字符；null = 按内容判断。", "Delimiter, one character; null = told from the content."}),
      Of<&ReadWishes::header_row>(
          "headerRow", Nullable<Whole>{{0, kHeaderRowMax}},
          {"表头在第几行；0 = 没有表头；null = 自动判断。", "Row of the header; 0 = there is none; null = found out."}),
      Of<&ReadWishes::fields>("fields", FieldsKind{},
                              {"列对应：表头文字（或从 1 数起的列号）→ 字段；null = 不用这一列。未写的列按表头判断。",
                               "Header text (or 1-based column number) → field; null leaves the column out. Columns "
                               "not named here are told "
                               "from their header."}),
      Of<&ReadWishes::customer_key>(
          "customerKey", Nullable<OneOf<FieldId>>{keys},
          {"用哪个字段认客户；null = 依次取月结卡号、客户编码、客户名称。",
           "Which field says who the customer is; null = account number, else customer id, else name."}),
      Of<&ReadWishes::code_system>(
          "codeSystem",
          Nullable<OneOf<CodeSystem>>{{{"none", CodeSystem::kNone},
                                       {"kuaidi100", CodeSystem::kKuaidi100},
                                       {"kdniao", CodeSystem::kKdniao},
                                       {"sf", CodeSystem::kSf}}},
          {"数字状态代码属于哪套体系；none 和 null = 按未知处理。",
           "Whose numbers a numeric status column uses; none and null = they count as unknown."}),
      Of<&ReadWishes::share_unit>(
          "shareUnit",
          Nullable<OneOf<ShareUnit>>{
              {{"auto", ShareUnit::kAuto}, {"percent", ShareUnit::kPercent}, {"fraction", ShareUnit::kFraction}}},
          {"份额怎么写：percent 为 35，fraction 为 0.35；auto 和 null = 自动判断。",
           "How a share is written: percent 35, fraction 0.35; auto and null = found out."}),
      Of<&ReadWishes::bill_month>("billMonth", Nullable<MonthKind>{},
                                  {"账单月份，例如 \"2026-01\"：日期只有月和日时用它补年份。",
                                   "The statement's month, like \"2026-01\": gives dates without a year theirs."}),
      Of<&ReadWishes::currency>(
          "currency", Nullable<Text>{{1, kCurrencyCharactersMax}},
          {"没有币种列时金额的币种；null = CNY。", "Currency of the amounts where no column says it; null = CNY."}),
  };
}

Status CheckFields(const ReadWishes& wishes, DatasetId of) {
  const model::Dataset& dataset = model::DatasetOf(of);
  for (const auto& [header, field] : wishes.fields) {
    if (!field || model::Has(dataset, *field)) continue;
    return Error(ErrorId::kFieldUnknown)
        .At("", 0, header)
        .With("field", std::string(model::FieldOf(*field).name))
        .With("dataset", std::string(dataset.name));
  }
  return Done{};
}

// Names columns as the probe will find them again: the first column of just that text, else the first whose normalised
// header is the normalised text, else the column of that number.
class ColumnNames {
 public:
  explicit ColumnNames(const std::vector<std::string>& headers) : headers_(headers) {
    for (uint32_t column = 0; column < headers.size(); ++column) {
      ++count_[headers[column]];
      by_text_.try_emplace(headers[column], column);
      by_normalised_.try_emplace(ingest::NormaliseHeader(headers[column]), column);
    }
  }

  [[nodiscard]] std::string NameOf(uint32_t column) const {
    const std::string& header = headers_[column];
    return header.empty() || count_.at(header) > 1 ? Number(column) : header;
  }

  [[nodiscard]] std::string Number(uint32_t column) const {
    std::string number = std::to_string(column + 1);
    while (!FindsByNumber(number, column)) number.insert(number.begin(), '0');
    return number;
  }

 private:
  [[nodiscard]] bool FindsByNumber(const std::string& number, uint32_t column) const {
    if (const auto found = by_text_.find(number); found != by_text_.end()) return found->second == column;
    const auto found = by_normalised_.find(ingest::NormaliseHeader(number));
    return found == by_normalised_.end() || found->second == column;
  }

  const std::vector<std::string>& headers_;
  std::unordered_map<std::string, uint32_t> count_, by_text_, by_normalised_;
};

}  // namespace

Result<ReadWishes> ParseMapping(std::string_view json) {
  Result<ReadWishes> wishes = ReadDocument(json, MappingFields(), kMigrations);
  if (!wishes || !wishes->dataset) return wishes;
  if (const Status status = CheckFields(*wishes, *wishes->dataset); !status) return status.error();
  return wishes;
}

std::string ToJson(const ReadPlan& plan) {
  ReadWishes wishes;
  wishes.dataset = plan.dataset;
  // An assumed encoding may yet turn out otherwise further on: left to the probe again.
  if (!plan.encoding_assumed) wishes.encoding = plan.encoding;
  wishes.delimiter = plan.delimiter;
  wishes.header_row = plan.header_row;
  wishes.customer_key = plan.customer_key;
  wishes.code_system = plan.code_system;
  wishes.share_unit = plan.share_unit;
  wishes.bill_month = plan.bill_month;
  wishes.currency = plan.default_currency;
  const ColumnNames names(plan.headers);
  for (uint32_t column = 0; column < plan.headers.size(); ++column) {
    wishes.fields.emplace_back(names.NameOf(column), std::nullopt);
  }
  for (const ingest::ColumnBinding& binding : plan.fields) {
    if (binding.column < wishes.fields.size()) wishes.fields[binding.column].second = binding.field;
  }
  return WriteDocument(wishes, MappingFields(), kMappingVersion);
}

std::string MappingSchema(Language language) {
  return SchemaOfDocument(MappingFields(), kMappingVersion, {"Loyalane 列对应", "Loyalane column mapping"}, language);
}

}  // namespace loyalane::workspace
