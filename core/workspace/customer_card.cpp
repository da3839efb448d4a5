#include "workspace/customer_card.h"

#include <array>
#include <optional>

#include "math/round.h"
#include "report/json_text.h"
#include "view/columns.h"
#include "workspace/look.h"

namespace loyalane::workspace {
namespace {

using report::JsonText;

void Pair(JsonText& json, std::string_view key, std::string_view text) {
  json.Key(key);
  json.Text(text);
}
void Pair(JsonText& json, std::string_view key, double value) {
  json.Key(key);
  json.Number(value);
}

void WriteAttributes(JsonText& json, const view::Facts& facts, size_t row) {
  const profile::ProfileTable& table = *facts.table;
  const segment::CvAcResult& cvac = *facts.cvac;
  const segment::AttributeScores& scores = cvac.scores;
  struct Attribute {
    std::string_view id;
    const std::vector<double>* values;
    const std::vector<double>* scores;
  };
  // In the order of the weights: M, A, C, then S, Q, R, T, E.
  const std::array<Attribute, segment::kCvAttributes + segment::kAcAttributes> attributes = {{
      {"monthly_contribution", &table.monthly_contribution, &scores.m},
      {"avg_spend", &table.avg_spend, &scores.a},
      {"purchase_cycle_days", &table.purchase_cycle_days, &scores.c},
      {"choice_share", &table.choice_share, &scores.share},
      {"satisfaction", &table.satisfaction, &scores.sat},
      {"mind_rank", &table.mind_rank, &scores.rank},
      {"tenure_months", &table.tenure_months, &scores.tenure},
      {"recency_days", &table.recency_days, &scores.recency},
  }};
  json.Key("attributes");
  json.BeginArray();
  for (size_t i = 0; i < attributes.size(); ++i) {
    const bool is_cv = i < segment::kCvAttributes;
    json.BeginObject();
    Pair(json, "id", attributes[i].id);
    Pair(json, "axis", is_cv ? "cv" : "ac");
    Pair(json, "value", (*attributes[i].values)[row]);
    Pair(json, "score", math::RoundTo1e9((*attributes[i].scores)[row]));
    Pair(json, "weight", is_cv ? cvac.cv_weights.values[i] : cvac.ac_weights.values[i - segment::kCvAttributes]);
    json.EndObject();
  }
  json.EndArray();
}

void WriteRfm(JsonText& json, const segment::RfmResult* rfm, size_t row) {
  json.Key("rfm");
  if (rfm == nullptr || rfm->code[row] == 0) {
    json.Null();
    return;
  }
  uint64_t alike = 0;
  for (const segment::RfmSegment other : rfm->segment) alike += other == rfm->segment[row] ? 1 : 0;
  json.BeginObject();
  for (const auto& [key, value] : {std::pair("r", int64_t{rfm->r[row]}), std::pair("f", int64_t{rfm->f[row]}),
                                   std::pair("m", int64_t{rfm->m[row]}), std::pair("code", int64_t{rfm->code[row]})}) {
    json.Key(key);
    json.Whole(value);
  }
  json.Key("segment");
  WriteRfmSegment(json, rfm->segment[row], alike, rfm->customers);
  json.EndObject();
}

void WriteAbc(JsonText& json, const segment::AbcResult* abc, size_t row) {
  json.Key("abc");
  if (abc == nullptr) {
    json.Null();
    return;
  }
  const char letter = segment::LetterOf(abc->abc_class[row]);
  json.BeginObject();
  Pair(json, "class", std::string_view(&letter, 1));
  Pair(json, "share", abc->share[row]);
  Pair(json, "cumShareBefore", abc->cum_share_before[row]);
  json.EndObject();
}

// "2026-03"
std::string MonthText(int32_t month) { return ToIso(ToDay({month / 12, month % 12 + 1, 1})).substr(0, 7); }

// Every month from the window's first, or from that of the first shipment of all where the window begins earlier, to
// the window's last. Nothing where there are no shipments.
void WriteMonths(JsonText& json, const intake::ImportedData& data, size_t row) {
  const profile::ProfileTable& table = data.table;
  json.Key("months");
  json.BeginArray();
  if (table.has_shipments) {
    const Day from = std::max(table.window.from, data.shipment_counts.first_day);
    const int32_t last = MonthIndex(ToCivil(table.window.to));
    uint64_t at = table.month_begin[row];
    for (int32_t month = MonthIndex(ToCivil(from)); month <= last; ++month) {
      profile::MonthFigures figures;
      while (at < table.month_begin[row + 1] && table.months[at].month < month) ++at;
      if (at < table.month_begin[row + 1] && table.months[at].month == month) figures = table.months[at];
      json.BeginObject();
      Pair(json, "month", MonthText(month));
      Pair(json, "amount", ToDecimal(Money{figures.amount_minor}));
      json.Key("shipDays");
      json.Whole(figures.ship_days);
      json.Key("lines");
      json.Whole(figures.lines);
      json.EndObject();
    }
  }
  json.EndArray();
}

}  // namespace

Result<std::string> CustomerCardJson(Workspace& work, std::string_view id) {
  const Result<const intake::ImportedData*> data = work.Data();
  if (!data) return data.error();
  const Result<view::Facts> facts = work.Facts();
  if (!facts) return facts.error();
  const profile::ProfileTable& table = *facts->table;
  const segment::CvAcResult& cvac = *facts->cvac;
  const std::optional<size_t> found = table.RowOf(id);
  if (!found) return Error(ErrorId::kCustomerUnknown).With("customer", std::string(id));
  const size_t row = *found;

  std::string out;
  JsonText json(out);
  json.BeginObject();
  Pair(json, "id", table.customer_id[row]);
  Pair(json, "name", table.customer_name[row]);
  Pair(json, "type", segment::IdOf(cvac.type[row]));
  Pair(json, "rawType", segment::IdOf(cvac.raw_type[row]));
  json.Key("flags");
  WriteFlags(json, cvac.flags[row]);
  json.Key("reason");
  json.BeginObject();
  Pair(json, "zh", segment::ReasonText(cvac, row, Language::kZh));
  Pair(json, "en", segment::ReasonText(cvac, row, Language::kEn));
  json.EndObject();
  Pair(json, "cv", cvac.cv[row]);
  Pair(json, "ac", cvac.ac[row]);
  json.Key("thresholds");
  json.BeginObject();
  Pair(json, "cv", cvac.thresholds.cv);
  Pair(json, "ac", cvac.thresholds.ac);
  json.EndObject();
  Pair(json, "cvDistance", math::RoundTo1e9(cvac.cv_distance(row)));
  Pair(json, "acDistance", math::RoundTo1e9(cvac.ac_distance(row)));
  Pair(json, "coverage", cvac.coverage[row]);
  Pair(json, "coverageMin", cvac.coverage_min);
  WriteAttributes(json, *facts, row);
  json.Key("values");
  json.BeginObject();
  std::string cell;
  for (const report::TableColumn& column :
       report::CustomerColumns(table, cvac, facts->rfm, facts->abc, Language::kZh)) {
    cell.clear();
    column.append(row, cell);
    Pair(json, column.name, cell);
  }
  json.EndObject();
  WriteRfm(json, facts->rfm, row);
  WriteAbc(json, facts->abc, row);
  WriteMonths(json, **data, row);
  json.EndObject();
  return out;
}

}  // namespace loyalane::workspace
