#include "ingest/statement_layout.h"

#include <algorithm>

#include "ingest/cell_date.h"
#include "ingest/cell_number.h"
#include "ingest/cell_score.h"
#include "ingest/cell_text.h"
#include "ingest/column_matching.h"
#include "ingest/statement_units.h"
#include "ingest/word_lists.h"
#include "model/event_batch.h"

namespace loyalane::ingest {
namespace {

using model::FieldId;
using model::FieldType;

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

// The filled cells of a column, trimmed; up to the end of the sample.
std::vector<std::string_view> ValuesOf(const StatementSample& sample, uint32_t column) {
  std::vector<std::string_view> values;
  for (const auto* rows : {&sample.rows, &sample.tail}) {
    for (const TextRow& row : *rows) {
      if (column >= row.size()) continue;
      const std::string_view text = TrimUtf8(row[column]);
      if (!IsMissing(text)) values.push_back(text);
    }
  }
  return values;
}

// --- the end of the table ---

bool HasToHaveDigits(model::DatasetId id) {
  const auto& fields = model::DatasetOf(id).fields;
  return std::any_of(fields.begin(), fields.end(), [](const model::DatasetField& field) {
    const FieldType type = model::FieldOf(field.field).type;
    return field.required && !field.may_be_empty && (type == FieldType::kInstant || type == FieldType::kMoney);
  });
}

// --- months ---

// A day or a month at text[at]: 2026年9月[30日], 2026-09[-30], 202609, 20260930; `size` bytes of it.
std::optional<CivilDate> MonthAt(std::string_view text, size_t at, size_t& size) {
  const auto number = [&text](size_t from, size_t most, size_t& digits) {
    int32_t value = 0;
    for (digits = 0; digits < most && from + digits < text.size() && IsDigit(text[from + digits]); ++digits)
      value = value * 10 + (text[from + digits] - '0');
    return value;
  };
  size_t digits = 0;
  const int32_t year = number(at, 4, digits);
  if (digits < 4 || year < 2000 || year > 2099) return std::nullopt;
  size_t next = at + 4;
  int32_t month = 0;
  const auto separator_at = [&text](size_t place) {
    return place < text.size() ? BeginningOf(text.substr(place), "年,月,-,/,.").size() : 0;
  };
  size_t mark = separator_at(next);
  if (mark == 0) {
    // 202609, 20260930: just so many digits.
    size_t rest = 0;
    while (next + rest < text.size() && IsDigit(text[next + rest])) ++rest;
    if (rest != 2 && rest != 4) return std::nullopt;
    month = number(next, 2, digits);
    next += rest;
  } else {
    next += mark;
    month = number(next, 2, digits);
    if (digits == 0) return std::nullopt;
    next += digits;
    mark = separator_at(next);
    size_t day_digits = 0;
    number(next + mark, 2, day_digits);
    if (mark > 0) next += mark + day_digits;
  }
  if (month < 1 || month > 12) return std::nullopt;
  size = next - at;
  return CivilDate{year, month, 1};
}

// The month of a statement as its title rows say it.
std::optional<CivilDate> MonthOfTitles(const std::vector<TextRow>& titles) {
  constexpr std::string_view kPeriod = "账单,账期,月份,结算,对账,周期,期间,计费月,月结,bill,statement,period,month";
  constexpr std::string_view kOther = "打印,制表,制单,导出,生成,截止,到期,付款,开票";
  for (const TextRow& row : titles) {
    std::string before;
    for (const std::string& cell : row) {
      std::string text = before + cell;
      std::string lower;
      FoldWidth(text, lower);
      for (char& c : lower) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
      if (ContainsAny(lower, kPeriod) && !ContainsAny(lower, kOther)) {
        if (const auto month = MonthIn(lower)) return month;
      }
      // A label's value stands in the next cell.
      before = MonthIn(cell) ? std::string() : cell;
    }
  }
  return std::nullopt;
}

std::string MonthText(CivilDate month) { return ToIso(ToDay({month.year, month.month, 1})).substr(0, 7); }

// --- money ---

// A freight of its own, without the fees beside it; of these one counts.
constexpr std::string_view kFreights = "运费,快递运费,折后运费,中转费/运费,freight";
constexpr std::string_view kFees =
    "附加费,燃油附加费,偏远附加费,偏远费,资源调节费,旺季附加费,保价费,保费,保险费,包装费,包装服务费,异形件,异形件费,"
    "加收费,"
    "超长超重费,超区费,面单费,派送费,派费,上楼费,上门费,签单返还,签单返还费,回单费,代收手续费,操作费,仓储费,其他费用,"
    "其它费用,"
    "其他费,增值服务费,税费,税额,fuelsurcharge,surcharge,insurance";
constexpr std::string_view kReductions = "折扣/促销,促销,优惠,优惠金额,减免,减免金额,折扣金额,折扣";
// Other columns are fees by how they end, but for freights, sums, what is paid back and parts of a freight.
constexpr std::string_view kFeeEndings[] = {"费", "费用", "surcharge", "fee"};
constexpr std::string_view kNoFees = "运费,总,合,计,成本,退,赔,返,减,免,优惠,折,未,已,首重,续重";
constexpr std::string_view kMoneyWords = "费,额,款,价,优惠,减免,折扣,促销,fee,charge,amount,discount";
constexpr std::string_view kNoMoney = "重量,计费重,收费重,月,日,时,号,码,数,率,体积,类,科目,方式,声明,申报,货值";
constexpr std::string_view kReductionWords = "优惠,减免,折扣,促销,discount";
constexpr std::string_view kRowKinds = "linetype,recordtype,rowtype,行类型,记录类型,数据类型";

// An error that names one thing.
Error About(ErrorId id, const char* name, std::string_view value) { return Error(id).With(name, std::string(value)); }

bool IsFee(std::string_view name) {
  if (IsAmong(name, kFees)) return true;
  return !ContainsAny(name, kNoFees) && std::any_of(std::begin(kFeeEndings), std::end(kFeeEndings),
                                                    [name](std::string_view ending) { return name.ends_with(ending); });
}

bool AllMoney(const std::vector<std::string_view>& values, bool reductions) {
  std::string point;
  return !values.empty() && std::all_of(values.begin(), values.end(), [&](std::string_view value) {
    NumberCell money = ParseMoney(value);
    if (!money.ok()) {
      WithDecimalPoint(value, point);
      money = ParseMoney(point);
    }
    return money.ok() && (!reductions || money.value <= 0);
  });
}

class Layout {
 public:
  Layout(const ReadWishes& wishes, const StatementSample& sample, FileProbe& probe)
      : wishes_(wishes), sample_(sample), probe_(probe) {}

  void Run() {
    plan().rules = wishes_.rules;
    ChooseTaxedAmount();
    ChooseAmountParts();
    TellMoneyLeftOut();
    ChooseCurrency();
    ChooseRowKind();
    ChooseDecimalComma();
    ChooseBillMonth();
    ChooseDateOrder();
    ChooseScoreWords();
    plan().long_ids_cut = AreLongIdsCut();
    for (Error& notice : NoticesOf(plan())) probe_.notices.push_back(std::move(notice));
  }

 private:
  ReadPlan& plan() { return probe_.plan; }
  void Problem(Error error) { probe_.problems.push_back(std::move(error)); }
  [[nodiscard]] std::string_view NameOf(uint32_t column) const { return sample_.matched[column]; }
  [[nodiscard]] std::optional<uint32_t> Column(const std::string& wished) const {
    return FindColumn(probe_.plan.headers, sample_.matched, wished);
  }
  [[nodiscard]] bool IsWished(uint32_t column) const {
    return std::any_of(wishes_.fields.begin(), wishes_.fields.end(),
                       [&](const auto& wished) { return Column(wished.first) == column; });
  }
  [[nodiscard]] bool IsBound(uint32_t column) const {
    const auto& fields = probe_.plan.fields;
    return std::any_of(fields.begin(), fields.end(),
                       [column](const ColumnBinding& binding) { return binding.column == column; });
  }
  [[nodiscard]] std::vector<uint32_t> ColumnsOfType(std::initializer_list<FieldType> types) {
    std::vector<uint32_t> columns;
    for (const ColumnBinding& binding : plan().fields) {
      const FieldType type = model::FieldOf(binding.field).type;
      if (std::find(types.begin(), types.end(), type) != types.end()) columns.push_back(binding.column);
    }
    return columns;
  }

  // Of amounts with and without tax that with it counts; both are one field of the dataset for all that follows.
  void ChooseTaxedAmount() {
    plan().tax_rate = wishes_.tax_rate;
    const auto amount = plan().ColumnOf(FieldId::kAmount);
    const auto with = plan().ColumnOf(FieldId::kAmountIncl);
    const auto without = plan().ColumnOf(FieldId::kAmountExcl);
    const auto tax = plan().ColumnOf(FieldId::kTaxAmount);
    TaxBasis basis = TaxBasis::kUnknown;
    const bool is_free = model::Has(model::DatasetOf(plan().dataset), FieldId::kAmount) &&
                         (!amount || (!IsWished(*amount) && with.has_value()));
    if (is_free && !wishes_.amount_parts) {
      if (with) {
        Rebind(*with, FieldId::kAmount);
        basis = TaxBasis::kIncluded;
      } else if (without && tax) {
        plan().amount_parts = {*without, *tax};
        Unbind(*without);
        Unbind(*tax);
        basis = TaxBasis::kIncluded;
      } else if (without) {
        Rebind(*without, FieldId::kAmount);
        basis = TaxBasis::kExcluded;
      }
    }
    plan().tax_basis = wishes_.tax_basis.value_or(basis);
    if (plan().tax_basis != TaxBasis::kExcluded || plan().tax_rate) return;
    plan().tax_rate = OneTaxRate();
    plan().tax_rate_found = plan().tax_rate.has_value();
  }

  // The rate that a column of rates says in every row.
  std::optional<int64_t> OneTaxRate() {
    const auto column = plan().ColumnOf(FieldId::kTaxRate);
    if (!column) return std::nullopt;
    std::optional<int64_t> rate;
    for (const auto* rows : {&sample_.rows, &sample_.tail}) {
      for (const TextRow& row : *rows) {
        if (FirstFilled(row).empty()) continue;
        NumberCell number = ParseNumber(*column < row.size() ? TrimUtf8(row[*column]) : std::string_view());
        if (!number.ok()) return std::nullopt;
        if (number.percent || number.value >= model::kMicro) number.value /= 100;
        if (rate && *rate != number.value) return std::nullopt;
        rate = number.value;
      }
    }
    return rate;
  }

  void Unbind(uint32_t column) {
    std::erase_if(plan().fields, [column](const ColumnBinding& binding) { return binding.column == column; });
  }
  void Rebind(uint32_t column, FieldId field) {
    std::erase_if(plan().fields, [field](const ColumnBinding& binding) { return binding.field == field; });
    for (ColumnBinding& binding : plan().fields) {
      if (binding.column == column) binding.field = field;
    }
  }

  // Without a column of totals, the fees that are there make up the amount.
  void ChooseAmountParts() {
    if (wishes_.amount_parts) {
      plan().amount_parts.clear();
      for (const std::string& header : *wishes_.amount_parts) {
        const auto column = Column(header);
        if (!column) {
          Problem(About(ErrorId::kMappedColumnAbsent, "header", header));
          continue;
        }
        Unbind(*column);
        plan().amount_parts.push_back(*column);
        adds_fees_ |= IsAmong(NameOf(*column), kFreights);
      }
      if (!plan().amount_parts.empty()) {
        if (const auto amount = plan().ColumnOf(FieldId::kAmount)) Unbind(*amount);
      }
      return;
    }
    if (plan().dataset != model::DatasetId::kShipments || !plan().amount_parts.empty()) return;
    const auto amount = plan().ColumnOf(FieldId::kAmount);
    if (amount && (IsWished(*amount) || !IsAmong(NameOf(*amount), kFreights))) return;
    std::vector<uint32_t> parts;
    bool has_freight = amount.has_value();
    bool has_tax = false;
    for (uint32_t column = 0; column < sample_.matched.size(); ++column) {
      const std::string_view name = NameOf(column);
      const bool is_freight = IsAmong(name, kFreights);
      const bool is_reduction = IsAmong(name, kReductions);
      const bool is_fee = !is_freight && !is_reduction && IsFee(name);
      if (is_freight ? column != amount && has_freight : !is_reduction && !is_fee) continue;
      if (IsWished(column) || (is_fee && !IsAmong(name, kFees) && IsBound(column))) continue;
      // A fee of which the sample has none may come further on.
      const std::vector<std::string_view> values = ValuesOf(sample_, column);
      if (!(is_fee && values.empty()) && !AllMoney(values, is_reduction)) continue;
      has_freight |= is_freight;
      has_tax |= name == "税费" || name == "税额";
      parts.push_back(column);
    }
    if (parts.size() < 2) return;
    for (const uint32_t column : parts) Unbind(column);
    plan().amount_parts = parts;
    adds_fees_ = true;
    if (has_tax && !wishes_.tax_basis) plan().tax_basis = TaxBasis::kIncluded;
  }

  // Beside a freight or a sum of fees: money that is in neither.
  void TellMoneyLeftOut() {
    const auto amount = plan().ColumnOf(FieldId::kAmount);
    const bool is_freight =
        amount && plan().dataset == model::DatasetId::kShipments && IsAmong(NameOf(*amount), kFreights);
    if (!adds_fees_ && !is_freight) return;
    std::string others;
    for (uint32_t column = 0; column < sample_.matched.size(); ++column) {
      const std::string_view name = NameOf(column);
      const auto& parts = plan().amount_parts;
      if (!ContainsAny(name, kMoneyWords) || ContainsAny(name, kNoMoney) || IsBound(column) || IsWished(column) ||
          std::find(parts.begin(), parts.end(), column) != parts.end())
        continue;
      const std::vector<std::string_view> values = ValuesOf(sample_, column);
      const auto is_money = [](std::string_view value) { return AllMoney({value}, false); };
      const bool may_have_money =
          values.empty() ? !sample_.is_whole : std::any_of(values.begin(), values.end(), is_money);
      if (!may_have_money) continue;
      const std::string& header = plan().headers[column];
      if (ContainsAny(name, kReductionWords) && !AllMoney(values, true)) {
        probe_.notices.push_back(About(ErrorId::kReductionNotTaken, "header", header));
      } else {
        others += (others.empty() ? "" : ", ") + header;
      }
    }
    if (!others.empty()) probe_.notices.push_back(About(ErrorId::kMoneyLeftOut, "columns", others));
  }

  // The rows above the table; of labels with values, those.
  MoneyUnit UnitOfFile() {
    if (!plan().key_value || sample_.rows.empty()) return UnitOfTitles(sample_.titles);
    TextRow labelled;
    for (size_t i = 0; i < plan().headers.size(); ++i)
      labelled.push_back(plan().headers[i] + ":" + (i < sample_.rows[0].size() ? sample_.rows[0][i] : std::string()));
    return UnitOfTitles({labelled});
  }

  // What headers and titles say of the unit of money: another currency is the file's; parts and multiples of it cannot
  // be read, nor can two currencies.
  void ChooseCurrency() {
    plan().default_currency = wishes_.currency.value_or("CNY");
    std::vector<uint32_t> columns = ColumnsOfType({FieldType::kMoney});
    columns.insert(columns.end(), plan().amount_parts.begin(), plan().amount_parts.end());
    if (columns.empty()) return;
    const MoneyUnit of_file = UnitOfFile();
    std::string currency, said_by;
    for (const uint32_t column : columns) {
      const std::string& header = plan().headers[column];
      const MoneyUnit own = UnitOfHeader(header);
      const bool is_own_scale = own.is_plain || !own.scale.empty();
      const std::string& scale = is_own_scale ? own.scale : of_file.scale;
      if (!scale.empty()) Refuse(is_own_scale ? header : of_file.said, scale, "元", "whole units such as yuan");
      const std::string_view said = own.currency.empty() ? of_file.currency : own.currency;
      if (said.empty()) continue;
      if (currency.empty()) {
        currency = said;
        said_by = own.currency.empty() ? of_file.said : header;
      } else if (currency != said) {
        Refuse(header, said, currency, currency);
      }
    }
    if (currency.empty()) return;
    if (wishes_.currency) {
      if (CurrencyOf(*wishes_.currency) == currency) return;
      probe_.notices.push_back(About(ErrorId::kCurrencyOtherwise, "header", said_by)
                                   .With("currency", currency)
                                   .With("chosen", *wishes_.currency));
      return;
    }
    plan().currency_found = true;
    plan().default_currency = currency;
    if (currency == "CNY") return;
    probe_.notices.push_back(About(ErrorId::kCurrencyFound, "header", said_by).With("currency", currency));
  }

  void Refuse(std::string_view header, std::string_view unit, std::string_view expected, std::string_view expected_en) {
    Problem(About(ErrorId::kMoneyUnit, "header", header)
                .With("unit", std::string(unit))
                .With("expected", std::string(expected))
                .With("expected_en", std::string(expected_en)));
  }

  // Bills with rows of several kinds: those with waybill numbers count.
  void ChooseRowKind() {
    if (wishes_.only) {
      if (wishes_.only->first.empty()) return;
      if (const auto column = Column(wishes_.only->first)) {
        plan().only = RowKind{*column, wishes_.only->second};
      } else {
        Problem(About(ErrorId::kMappedColumnAbsent, "header", wishes_.only->first));
      }
      return;
    }
    constexpr size_t kKindsMax = 4;
    const auto waybill = plan().ColumnOf(FieldId::kWaybillNo);
    if (!waybill) return;
    for (uint32_t column = 0; column < sample_.matched.size(); ++column) {
      if (!IsAmong(NameOf(column), kRowKinds)) continue;
      std::string kinds, with_waybill;  // a letter each
      const auto add = [](std::string& letters, char letter) {
        if (letters.find(letter) == std::string::npos) letters += letter;
      };
      for (const auto* rows : {&sample_.rows, &sample_.tail}) {
        for (const TextRow& row : *rows) {
          if (column >= row.size()) continue;
          const std::string_view kind = TrimUtf8(row[column]);
          if (kind.empty()) continue;
          if (kind.size() > 1) return;
          add(kinds, kind[0]);
          if (*waybill < row.size() && !IsMissing(TrimUtf8(row[*waybill]))) add(with_waybill, kind[0]);
        }
      }
      // Behind a sample of shipments there may be invoices.
      const bool may_have_more = !sample_.is_whole && kinds == "S";
      if ((kinds.size() < 2 && !may_have_more) || kinds.size() > kKindsMax || with_waybill.size() != 1) return;
      plan().only = RowKind{column, with_waybill};
      return;
    }
  }

  void ChooseDecimalComma() {
    if (wishes_.decimal_comma) {
      plan().decimal_comma = wishes_.decimal_comma;
      return;
    }
    std::vector<uint32_t> columns =
        ColumnsOfType({FieldType::kMoney, FieldType::kNumber, FieldType::kReal, FieldType::kShare});
    for (const uint32_t part : plan().amount_parts) columns.push_back(part);
    std::string_view by_comma, unsure;
    uint32_t unsure_column = 0;
    bool by_point = false;
    for (const uint32_t column : columns) {
      for (const std::string_view value : ValuesOf(sample_, column)) {
        switch (CommaIn(value)) {
          case Comma::kDecimal:
            if (by_comma.empty()) by_comma = value;
            break;
          case Comma::kPoint:
            by_point = true;
            break;
          case Comma::kEither:
            if (unsure.empty()) unsure_column = column;
            if (unsure.empty()) unsure = value;
            break;
          case Comma::kNone:
            break;
        }
      }
    }
    if (!by_comma.empty() && !by_point) {
      plan().decimal_comma = true;
      probe_.notices.push_back(About(ErrorId::kDecimalCommaFound, "value", by_comma));
    } else if (plan().delimiter == ';' && !by_point && by_comma.empty() && !unsure.empty()) {
      // Between commas a comma in a number is quoted and divides thousands; where ';' divides cells it may be either.
      Problem(Error(ErrorId::kDecimalCommaUnknown)
                  .With("header", plan().headers[unsure_column])
                  .With("value", std::string(unsure)));
    }
  }

  enum class Comma : uint8_t { kNone, kPoint, kDecimal, kEither };
  // What a number says of the comma's meaning.
  static Comma CommaIn(std::string_view value) {
    if (std::none_of(value.begin(), value.end(), IsDigit)) return Comma::kNone;
    const size_t comma = value.rfind(',');
    const size_t point = value.rfind('.');
    const auto digits_behind = [&value](size_t at) {
      size_t digits = 0;
      while (at + 1 + digits < value.size() && IsDigit(value[at + 1 + digits])) ++digits;
      return digits;
    };
    if (comma == std::string_view::npos) {
      if (point == std::string_view::npos || digits_behind(point) == 3) return Comma::kNone;
      return Comma::kPoint;
    }
    if (point != std::string_view::npos) return comma > point ? Comma::kDecimal : Comma::kPoint;
    if (value.find(',') != comma) return Comma::kPoint;  // 1,234,567
    return digits_behind(comma) == 3 ? Comma::kEither : Comma::kDecimal;
  }

  void ChooseBillMonth() {
    plan().bill_month = wishes_.bill_month;
    if (!plan().bill_month) {
      plan().bill_month = MonthOfTitles(sample_.titles);
      if (!plan().bill_month) plan().bill_month = MonthIn(sample_.file_name);
      plan().bill_month_found = plan().bill_month.has_value();
    }
    const std::string_view value = DateWithoutYear();
    if (value.empty()) return;
    if (!plan().bill_month) {
      Problem(About(ErrorId::kBillMonthUnknown, "value", value));
    } else if (plan().bill_month_found) {
      probe_.notices.push_back(About(ErrorId::kBillMonthFound, "month", MonthText(*plan().bill_month)));
    }
  }

  std::string_view DateWithoutYear() {
    for (const uint32_t column : ColumnsOfType({FieldType::kInstant})) {
      for (const std::string_view value : ValuesOf(sample_, column)) {
        if (ParseDate(value, {}).outcome == DateOutcome::kOk) continue;
        if (ParseDate(value, {CivilDate{2024, 12, 1}}).outcome == DateOutcome::kOk) return value;
      }
    }
    return {};
  }

  void ChooseDateOrder() {
    plan().date_order = wishes_.date_order.value_or(DateOrder::kAuto);
    if (plan().date_order != DateOrder::kAuto) return;
    std::string_view any, day_first, month_first;
    for (const uint32_t column : ColumnsOfType({FieldType::kInstant})) {
      for (const std::string_view value : ValuesOf(sample_, column)) {
        const auto date = AsTwoWayDate(value);
        if (!date) continue;
        any = value;
        if (date->first > 12) day_first = value;
        if (date->second > 12) month_first = value;
      }
    }
    if (any.empty()) return;
    if (day_first.empty() == month_first.empty()) {
      Problem(About(ErrorId::kDateOrderUnknown, "value", any));
      return;
    }
    const bool is_day_first = !day_first.empty();
    plan().date_order = is_day_first ? DateOrder::kDayFirst : DateOrder::kMonthFirst;
    probe_.notices.push_back(Error(ErrorId::kDateOrderFound)
                                 .With("value", std::string(is_day_first ? day_first : month_first))
                                 .With("order", is_day_first ? "日在前" : "月在前")
                                 .With("order_en", is_day_first ? "day first" : "month first"));
  }

  // 非常满意 ... 非常不满意 are numbers where the whole column consists of such answers.
  void ChooseScoreWords() {
    const auto column = plan().ColumnOf(FieldId::kScore);
    plan().score_words = wishes_.score_words.value_or(false);
    if (wishes_.score_words || !column) return;
    const std::vector<std::string_view> values = ValuesOf(sample_, *column);
    plan().score_words = std::any_of(values.begin(), values.end(),
                                     [](std::string_view text) { return !ParseScore(text, false).ok(); }) &&
                         std::all_of(values.begin(), values.end(), [](std::string_view text) {
                           return !ParseNumber(text).ok() && ParseScore(text, true).ok();
                         });
  }

  // Of the sampled ids of 16 digits and more all end in zeros behind the 15th: a spreadsheet keeps no more. One id may
  // end so by chance (1 in 10 for 16 digits); from kZerosMin zeros on it is less than 1 in 10 000.
  bool AreLongIdsCut() {
    constexpr size_t kDigitsKept = 15;
    constexpr size_t kZerosMin = 4;
    std::vector<std::string_view> cut;  // without repetitions
    size_t zeros = 0;
    for (const ColumnBinding& binding : plan().fields) {
      const FieldType type = model::FieldOf(binding.field).type;
      if (type != FieldType::kWaybill && (type != FieldType::kKey || binding.field == FieldId::kCustomerName)) continue;
      for (const std::string_view value : ValuesOf(sample_, binding.column)) {
        if (value.size() <= kDigitsKept || !std::all_of(value.begin(), value.end(), IsDigit)) continue;
        if (value.find_first_not_of('0', kDigitsKept) != std::string_view::npos) return false;
        if (std::find(cut.begin(), cut.end(), value) != cut.end()) continue;
        cut.push_back(value);
        zeros += value.size() - kDigitsKept;
      }
    }
    return zeros >= kZerosMin;
  }

  const ReadWishes& wishes_;
  const StatementSample& sample_;
  FileProbe& probe_;
  bool adds_fees_ = false;
};

}  // namespace

std::optional<CivilDate> MonthIn(std::string_view text) {
  std::optional<CivilDate> last;
  for (size_t at = 0; at < text.size(); ++at) {
    if (!IsDigit(text[at]) || (at > 0 && IsDigit(text[at - 1]))) continue;
    size_t size = 0;
    if (const auto month = MonthAt(text, at, size)) {
      last = month;
      at += size - 1;
    }
  }
  return last;
}

void ProposeTableEnd(const ReadWishes& wishes, StatementSample& sample, FileProbe& probe) {
  ReadPlan& plan = probe.plan;
  std::vector<std::string> known = KnownEndMarks();
  if (wishes.end_marks) {
    for (const std::string& mark : *wishes.end_marks) plan.end_marks.push_back(NormaliseHeader(mark));
  } else {
    const auto is_mark = [&known](const TextRow& row) { return IsEndMark(FirstFilled(row), known); };
    const bool is_statement = plan.header_row > 1 || std::any_of(sample.rows.begin(), sample.rows.end(), is_mark) ||
                              std::any_of(sample.tail.begin(), sample.tail.end(), is_mark);
    if (is_statement && !plan.key_value) plan.end_marks = std::move(known);
  }
  const bool watches_blank_rows = HasToHaveDigits(plan.dataset) && !plan.key_value;
  const HeaderWords header(plan.headers);
  bool blank_above = false;
  const auto ends = [&](const TextRow& row) {
    const std::string_view first = FirstFilled(row);
    const bool ended = !first.empty() && (IsEndMark(first, plan.end_marks) ||
                                          (blank_above && LooksLikeHeader(row) && !header.IsHeader(row)));
    blank_above = first.empty() && watches_blank_rows;
    return ended;
  };
  const auto end = std::find_if(sample.rows.begin(), sample.rows.end(), ends);
  if (end != sample.rows.end()) sample.tail.clear();
  sample.rows.erase(end, sample.rows.end());
  blank_above = false;
  sample.tail.erase(std::find_if(sample.tail.begin(), sample.tail.end(), ends), sample.tail.end());
  // Rows of sums and the header once more are no lines of the table, whatever their cells look like.
  const auto is_no_line = [&header](const TextRow& row) { return IsTotalsRow(row) || header.IsHeader(row); };
  std::erase_if(sample.rows, is_no_line);
  std::erase_if(sample.tail, is_no_line);
}

void ProposeLayout(const ReadWishes& wishes, const StatementSample& sample, FileProbe& probe) {
  Layout(wishes, sample, probe).Run();
}

std::vector<Error> NoticesOf(const ReadPlan& plan) {
  std::vector<Error> notices;
  if (!plan.amount_parts.empty()) {
    std::string columns;
    for (const uint32_t column : plan.amount_parts) {
      if (column >= plan.headers.size()) continue;
      columns += (columns.empty() ? "" : " + ") + plan.headers[column];
    }
    notices.push_back(About(ErrorId::kAmountIsSum, "columns", columns));
  }
  if (plan.tax_basis == TaxBasis::kExcluded) {
    const auto column = plan.ColumnOf(FieldId::kAmount);
    notices.push_back(
        Error(ErrorId::kAmountWithoutTax)
            .With("header", column && *column < plan.headers.size() ? plan.headers[*column] : std::string("—")));
  }
  return notices;
}

}  // namespace loyalane::ingest
