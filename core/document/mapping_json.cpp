#include "document/mapping_json.h"

#include <array>
#include <unordered_map>

#include "document/json_fields.h"
#include "ingest/cell_text.h"
#include "math/round.h"

namespace loyalane::document {
namespace {

using ingest::Encoding;
using ingest::ReadPlan;
using ingest::ReadWishes;
using ingest::RowRules;
using ingest::ShareUnit;
using model::CodeSystem;
using model::DatasetId;
using model::FieldId;

constexpr std::array<Migration, kMappingVersion - 1> kMigrations = {};

constexpr int32_t kHeaderRowMax = 1'000'000;
constexpr uint32_t kCurrencyCharactersMax = 16;
constexpr uint32_t kHeaderCharactersMax = 1000;
constexpr uint32_t kSheetCharactersMax = 255;
constexpr uint32_t kMarksMax = 200;

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

// {"column": "<header or column number>", "value": "S"}, or "all"
struct RowKindKind {
  using Wished = std::pair<std::string, std::string>;

  [[nodiscard]] static Fields<Wished> Members() {
    return {
        Of<&Wished::first>("column", Text{1, kHeaderCharactersMax},
                           {"哪一列（表头文字或列号）。", "Which column: header text or number."})
            .Required(),
        Of<&Wished::second>("value", Text{0, kHeaderCharactersMax},
                            {"该列为这个值的行才用。", "Rows with this value in it are used."})
            .Required(),
    };
  }
  [[nodiscard]] static Status Read(const Json& json, const std::string& path, Wished& out) {
    out = {};
    if (json == "all") return Done{};
    return ReadMembers(json, path, Members().list, &out);
  }
  [[nodiscard]] static Json Write(const Wished& wished) {
    return wished.first.empty() ? ToText("all") : WriteMembers(Members().list, &wished);
  }
  [[nodiscard]] static Json Schema(Language language, const Wished& defaults) {
    Json choices = Json::array();
    choices.push_back(MembersSchema(Members().list, language, &defaults));
    choices.push_back(ToObject({{"const", ToText("all")}}));
    return ToObject({{"anyOf", std::move(choices)}});
  }
};

// 0.06, kept as millionths.
struct RateKind {
  [[nodiscard]] static Status Read(const Json& json, const std::string& path, int64_t& out) {
    double rate = 0;
    if (Status status = Number{0, 1}.Read(json, path, rate); !status) return status;
    out = math::NearestWhole(rate * 1e6);
    return Done{};
  }
  [[nodiscard]] static Json Write(int64_t rate) { return ToNumber(static_cast<double>(rate) / 1e6); }
  [[nodiscard]] static Json Schema(Language language, int64_t) { return Number{0, 1}.Schema(language); }
};

Fields<RowRules> RuleFields() {
  using Missing = RowRules::Missing;
  const OneOf<Missing> above = {{"exclude", Missing::kExclude}, {"above", Missing::kAbove}};
  const OneOf<Missing> zero = {{"exclude", Missing::kExclude}, {"zero", Missing::kZero}};
  const OneOf<bool> unreadable = {{"exclude", false}, {"zero", true}};
  const OneOf<bool> drop = {{"exclude", false}, {"drop", true}};
  return {
      Of<&RowRules::customer>("customer", above,
                              {"没有客户的行：exclude 不计入；above 取上一行的客户（合并单元格）。",
                               "Rows without a customer: exclude, or above = that of the row above (merged cells)."}),
      Of<&RowRules::ship_date>("shipDate", above,
                               {"没有寄件日期的行：exclude 不计入；above 取上一行的日期。",
                                "Rows without a ship date: exclude, or above = that of the row above."}),
      Of<&RowRules::amount>(
          "amount", zero,
          {"没有金额的行：exclude 不计入；zero 按 0 计。", "Rows without an amount: exclude, or zero = count as 0."}),
      Of<&RowRules::unreadable_amount_is_zero>("unreadableAmount", unreadable,
                                               {"金额读不懂的行：exclude 不计入；zero 按 0 计。",
                                                "Rows whose amount cannot be read: exclude, or zero = count as 0."}),
      Of<&RowRules::early_delivery_is_dropped>(
          "earlyDelivery", drop,
          {"签收早于寄件的行：exclude 不计入；drop 计入但不用签收时间。",
           "Rows delivered before they were shipped: exclude, or drop = count without the delivery."}),
      Of<&RowRules::more_cells_are_dropped>(
          "moreCells", drop,
          {"单元格比表头多的行：exclude 不计入；drop 不用多出的部分。",
           "Rows with more cells than the header: exclude, or drop = without those."}),
      Of<&RowRules::lost_waybill_is_missing>(
          "lostWaybill", drop,
          {"运单号丢失数字的行：exclude 不计入；drop 当作没有运单号。",
           "Rows whose waybill number has lost digits: exclude, or drop = count without a number."}),
  };
}

Fields<ReadWishes> MappingFields() {
  OneOf<FieldId> keys;
  for (const FieldId key : model::kRowKeys) keys.Add(ToText(model::FieldOf(key).name), key);
  return {
      Of<&ReadWishes::dataset>(
          "dataset", Nullable<DatasetKind>{},
          {"这是什么数据；null = 按表头判断。", "What the file holds; null = told from its header."}),
      Of<&ReadWishes::sheet>(
          "sheet", Nullable<Text>{{1, kSheetCharactersMax}},
          {"工作簿中的工作表；null = 第一个可见的。", "Sheet of a workbook; null = the first visible."}),
      Of<&ReadWishes::encoding>("encoding", Nullable<EncodingKind>{},
                                {"文字编码；null = 按内容判断。", "Text encoding; null = told from the bytes."}),
      Of<&ReadWishes::delimiter>(
          "delimiter", Nullable<DelimiterKind>{},
          {"分隔符，一个字符；null = 按内容判断。", "Delimiter, one character; null = told from the content."}),
      Of<&ReadWishes::header_row>(
          "headerRow", Nullable<Whole>{{0, kHeaderRowMax}},
          {"表头在第几行；0 = 没有表头；null = 自动判断。", "Row of the header; 0 = there is none; null = found out."}),
      Of<&ReadWishes::header_rows>("headerRows", Nullable<Whole>{{1, 2}},
                                   {"表头占几行；null = 自动判断。", "Rows that the header takes; null = found out."}),
      Of<&ReadWishes::key_value>("keyValue", Nullable<Boolean>{},
                                 {"不是表格，而是“名称—数值”成对排列；null = 自动判断。",
                                  "No table but labels with their values beside them; null = found out."}),
      Of<&ReadWishes::end_marks>(
          "endMarks", Nullable<List<Text>>{{Text{1, kHeaderCharactersMax}, {0, kMarksMax}}},
          {"一行的第一个内容是其中之一时，表格到此结束；[] = 没有；null = 自动判断。",
           "The table ends before a row whose first filled cell is one of these; [] = none; null = found out."}),
      Of<&ReadWishes::only>(
          "only", Nullable<RowKindKind>{},
          {"只用某一类行，例如 {\"column\": \"Line Type\", \"value\": \"S\"}；\"all\" = 全部；null = 自动判断。",
           "Rows of one kind alone, like {\"column\": \"Line Type\", \"value\": \"S\"}; \"all\" = all rows; null = "
           "found out."}),
      Of<&ReadWishes::fields>("fields", FieldsKind{},
                              {"列对应：表头文字（或从 1 数起的列号）→ 字段；null = 不用这一列。未写的列按表头判断。",
                               "Header text (or 1-based column number) → field; null leaves the column out. Columns "
                               "not named here are told "
                               "from their header."}),
      Of<&ReadWishes::amount_parts>(
          "amountParts", Nullable<List<Text>>{{Text{1, kHeaderCharactersMax}, {0, kMarksMax}}},
          {"没有合计列时，金额是这些列相加；[] = 不相加；null = 自动判断。",
           "Columns whose sum is the amount where no column holds totals; [] = none; null = found out."}),
      Of<&ReadWishes::rules>("rules", Object<RowRules>{RuleFields()},
                             {"原本不计入的行怎么处理。", "What to do with rows that would be left out."}),
      Of<&ReadWishes::customer_key>(
          "customerKey", Nullable<OneOf<FieldId>>{keys},
          {"用哪个字段认客户；null = 依次取月结卡号、客户编码、客户名称，再取该类数据的其他编号。",
           "Which field says whose the row is; null = account number, else customer id, else name, else the other "
           "codes "
           "of that kind of data."}),
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
      Of<&ReadWishes::date_order>("dateOrder",
                                  Nullable<OneOf<ingest::DateOrder>>{{{"dayFirst", ingest::DateOrder::kDayFirst},
                                                                      {"monthFirst", ingest::DateOrder::kMonthFirst}}},
                                  {"03/04/2026 是日在前还是月在前；null = 按内容判断。",
                                   "Whether 03/04/2026 has the day or the month first; null = told from the content."}),
      Of<&ReadWishes::decimal_comma>("decimalComma", Nullable<Boolean>{},
                                     {"逗号是小数点（1.234,56）；null = 按内容判断。",
                                      "Numbers have a decimal comma (1.234,56); null = told from the content."}),
      Of<&ReadWishes::score_words>("scoreWords", Nullable<Boolean>{},
                                   {"满意度用文字回答：非常满意 = 5 … 非常不满意 = 1；null = 按内容判断。",
                                    "Answers are words: 非常满意 = 5 … 非常不满意 = 1; null = told from the content."}),
      Of<&ReadWishes::tax_basis>(
          "taxBasis",
          Nullable<OneOf<ingest::TaxBasis>>{
              {{"included", ingest::TaxBasis::kIncluded}, {"excluded", ingest::TaxBasis::kExcluded}}},
          {"金额含税或不含税；null = 按表头判断。", "Amounts with or without tax; null = told from the header."}),
      Of<&ReadWishes::tax_rate>("taxRate", Nullable<RateKind>{},
                                {"税率，例如 0.06；null = 按税率列，没有则未知。",
                                 "Tax rate, like 0.06; null = as a column of rates says, else unknown."}),
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
  if (!plan.sheet.empty()) wishes.sheet = plan.sheet;
  wishes.key_value = plan.key_value;
  if (!plan.key_value) {
    wishes.header_row = plan.header_row;
    wishes.header_rows = plan.header_rows;
  }
  wishes.end_marks = plan.end_marks;
  wishes.rules = plan.rules;
  wishes.customer_key = plan.customer_key;
  wishes.code_system = plan.code_system;
  wishes.share_unit = plan.share_unit;
  if (!plan.bill_month_found) wishes.bill_month = plan.bill_month;
  if (plan.date_order != ingest::DateOrder::kAuto) wishes.date_order = plan.date_order;
  wishes.decimal_comma = plan.decimal_comma;
  // What no answer of this file showed, those of another may.
  if (plan.score_words) wishes.score_words = true;
  if (plan.tax_basis != ingest::TaxBasis::kUnknown) wishes.tax_basis = plan.tax_basis;
  if (!plan.tax_rate_found) wishes.tax_rate = plan.tax_rate;
  if (!plan.currency_found) wishes.currency = plan.default_currency;
  const ColumnNames names(plan.headers);
  for (uint32_t column = 0; column < plan.headers.size(); ++column) {
    wishes.fields.emplace_back(names.NameOf(column), std::nullopt);
  }
  for (const ingest::ColumnBinding& binding : plan.fields) {
    if (binding.column < wishes.fields.size()) wishes.fields[binding.column].second = binding.field;
  }
  wishes.only.emplace();
  if (plan.only && plan.only->column < plan.headers.size())
    wishes.only = {names.NameOf(plan.only->column), plan.only->value};
  wishes.amount_parts.emplace();
  for (const uint32_t column : plan.amount_parts) {
    if (column < plan.headers.size()) wishes.amount_parts->push_back(names.NameOf(column));
  }
  return WriteDocument(wishes, MappingFields(), kMappingVersion);
}

Json RulesToJson(const RowRules& rules) { return WriteMembers(RuleFields().list, &rules); }

Result<RowRules> RulesFromJson(const Json& json, const std::string& path) {
  RowRules rules;
  if (Status read = ReadMembers(json, path, RuleFields().list, &rules); !read) return read.error();
  return rules;
}

std::string MappingSchema(Language language) {
  return SchemaOfDocument(MappingFields(), kMappingVersion, {"Loyalane 列对应", "Loyalane column mapping"}, language);
}

}  // namespace loyalane::document
